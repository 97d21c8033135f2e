import { z } from "zod";
import { RCP_SERVICES } from "../aws-data/rcp-services";
import type { OrganizationFacts } from "./guardrail";

export const accountIds = z.array(z.string().regex(/^\d{12}$/, "an account id: twelve digits, in quotes"));

export const organizationIds = z.array(
  z.string().regex(/^o-[a-z0-9]{10,32}$/, "an organization's id such as o-exampleorgid"),
);

/** Services by prefix, of those that RCPs govern. */
export const governedServices = z
  .array(z.string().refine((service) => RCP_SERVICES.has(service), "a service that RCPs govern, such as s3"))
  .min(1, "at least one service");

/** ARNs in which wildcards stand only where the resource itself is named. */
export const resourceArns = z.array(
  z.string().regex(/^arn:[a-z-]+:[a-z0-9-]+:[^:]*:[^:]*:[^*?]+[*?]?$/, "an ARN; * or ? only at its end"),
);

/** The governed services whose resources a resource policy, or a role's trust policy, can open to other accounts. */
export const SHARED_SERVICES: readonly string[] = [
  "aoss",
  "codeartifact",
  "dsql",
  "dynamodb",
  "ecr",
  "events",
  "kms",
  "logs",
  "s3",
  "secretsmanager",
  "sqs",
  "sts",
];

/**
 * The actions of services by which somebody reaches their resources. Of AWS STS it is assuming a role, with or
 * without a context: who comes through SAML or OIDC is not signed by any account yet and carries no
 * aws:PrincipalOrgID, and sts:TagSession and sts:SetSourceIdentity are asked in those calls too.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html (aws:PrincipalOrgID),
 * read 2026-11.
 */
export function reaching(services: readonly string[]): readonly string[] {
  return services.flatMap((service) =>
    service === "sts" ? ["sts:AssumeRole", "sts:SetContext"] : [`${service}:*`],
  );
}

const EXAMPLES: ReadonlyMap<string, string> = new Map([
  ["s3", "GetObject"],
  ["sts", "AssumeRole"],
  ["kms", "Decrypt"],
  ["sqs", "SendMessage"],
  ["secretsmanager", "GetSecretValue"],
  ["dynamodb", "GetItem"],
  ["ecr", "BatchGetImage"],
  ["logs", "GetLogEvents"],
]);

/** Actions that reach resources of some of these services, one of each; real ones first. At least one. */
export function exampleActions(services: readonly string[]): readonly string[] {
  const known = [...EXAMPLES].flatMap(([service, name]) =>
    services.includes(service) ? [`${service}:${name}`] : [],
  );
  const others = services
    .filter((service) => !EXAMPLES.has(service))
    .map((service) => `${service}:AnyAction`);
  return [...known, ...others].slice(0, 4);
}

/** The request context of a principal of the organization. */
export function ofOrganization({ id }: OrganizationFacts): Readonly<Record<string, string>> {
  return { "aws:PrincipalOrgID": id };
}

/** A principal of an account that is neither the organization's nor among these. */
export function outsider({ partition }: OrganizationFacts, trusted: readonly string[] = []): string {
  const account = ["999988887777", "888877776666"].find((one) => !trusted.includes(one)) ?? "777766665555";
  return `arn:${partition}:iam::${account}:role/outsider`;
}

const tagKey = z
  .string()
  .regex(/^[A-Za-z0-9 +\-=._:/@]{1,128}$/, "the key of a tag, such as perimeter-exempt, without wildcards");

export const tagKeys = z.array(tagKey).min(1, "at least one key");

/** A tag of principals that spares them; protect-perimeter-tags keeps others from setting it. */
export const exemptTag = z
  .strictObject({
    key: tagKey,
    value: z.string().regex(/^[A-Za-z0-9 +\-=._:/@]{1,256}$/, "the value of a tag, such as networks"),
  })
  .optional();

/** The condition key and the value of an exempting tag; nothing where there is none. */
export function tagged(tag: z.infer<typeof exemptTag>): Readonly<Record<string, string>> {
  return tag === undefined ? {} : { [`aws:PrincipalTag/${tag.key}`]: tag.value };
}
