import type { OrganizationFacts } from "./guardrail";

/** AWS's own example account: the requests of the catalogue are made there. */
const EXAMPLE_ACCOUNT = "123456789012";

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

/** Where an example resource is: its ARN has an empty field where the service's ARNs have one. */
interface Whereabouts {
  readonly region?: string;
  readonly account?: string;
}

/**
 * The ARN of a resource in the example account and the home Region.
 *
 * @param name as it stands after the account: "volume/vol-0123456789abcdef0"
 */
export function exampleResource(
  organization: OrganizationFacts,
  service: string,
  name: string,
  { region = organization.homeRegion, account = EXAMPLE_ACCOUNT }: Whereabouts = {},
): string {
  return `arn:${organization.partition}:${service}:${region}:${account}:${name}`;
}

/** A bucket, or an object when the name has a slash: their ARNs name neither Region nor account. */
export function exampleBucket(organization: OrganizationFacts, name: string): string {
  return exampleResource(organization, "s3", name, { region: "", account: "" });
}

/** A name that is not among these: the one given, or it with zeros after it. */
export function otherThan(names: readonly string[], name: string): string {
  return names.includes(name) ? otherThan(names, `${name}0`) : name;
}
