import type { OrganizationFacts } from "./guardrail";

/** AWS's own example account: the requests of the catalogue are made there. */
const EXAMPLE_ACCOUNT = "123456789012";

/** The role of a session that came through Identity Center. */
export const IDENTITY_CENTER_ROLE =
  "role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_administrator_0123456789abcdef";

/**
 * The ARN of a principal in the example account.
 *
 * @param name "role/…", "user/…" or "root"
 */
export function example(organization: OrganizationFacts, name: string): string {
  return `arn:${organization.partition}:iam::${EXAMPLE_ACCOUNT}:${name}`;
}

/** The role of an administrator who comes through Identity Center. */
export function identityCenterRole(organization: OrganizationFacts): string {
  return example(
    organization,
    "role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_administrator_0123456789abcdef",
  );
}

/** Some ARN that a pattern matches. */
export function matching(pattern: string): string {
  const [arn, partition, service, region, account = "", ...name] = pattern.split(":");
  const literal = (part: string) => part.replaceAll("*", "example").replaceAll("?", "0");
  return [
    arn,
    partition,
    service,
    region,
    account.replace("*", EXAMPLE_ACCOUNT),
    literal(name.join(":")),
  ].join(":");
}
