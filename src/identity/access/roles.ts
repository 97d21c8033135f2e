import { principalArn } from "../../plan/facts";

/**
 * Patterns of the ARNs of the roles that Identity Center makes for a permission set in an account. The path has the
 * Region of Identity Center in it, but not where that is us-east-1; a wildcard there would fit names of other sets.
 *
 * Source: https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html, read 2026-11.
 *
 * @param account twelve digits
 */
export function rolePatterns(
  partition: string,
  account: string,
  permissionSet: string,
  region: string,
): readonly string[] {
  const name = `AWSReservedSSO_${permissionSet}_${"?".repeat(16)}`;
  return [`${region}/`, ""].map((path) =>
    principalArn(partition, account, `role/aws-reserved/sso.amazonaws.com/${path}${name}`),
  );
}
