/** A resource of a CloudFormation template. */
export interface TemplateResource {
  readonly Type: string;
  readonly DeletionPolicy?: "Delete" | "Retain";
  readonly UpdateReplacePolicy?: "Delete" | "Retain";
  readonly Condition?: string;
  readonly Properties: Readonly<Record<string, unknown>>;
}

/** The parts of a CloudFormation template that these have: no parameters, since a StackSet's stacks are all alike. */
export interface Template {
  readonly AWSTemplateFormatVersion: "2010-09-09";
  readonly Description: string;
  readonly Conditions?: Readonly<Record<string, unknown>>;
  readonly Resources: Readonly<Record<string, TemplateResource>>;
  readonly Outputs?: Readonly<Record<string, { readonly Description: string; readonly Value: unknown }>>;
}

/**
 * Bytes of a template that is sent as TemplateBody, and not by way of a bucket.
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateStackSet.html, read 2026-11.
 */
export const MOST_TEMPLATE_BYTES = 51_200;

/**
 * Consent to roles whose names the template chooses: what a StackSet of these templates has to say.
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateStackSet.html (Capabilities), read
 * 2026-11.
 */
export const TEMPLATE_CAPABILITIES = ["CAPABILITY_NAMED_IAM"] as const;

/** The TemplateBody of a template: the same bytes for the same template, and no white space, which counts. */
export function templateBody(template: object): string {
  return JSON.stringify(template);
}

/** How much of MOST_TEMPLATE_BYTES a template takes. */
export function templateBytes(template: object): number {
  return Buffer.byteLength(templateBody(template), "utf8");
}

/** "notice-root-sign-in" as a logical id: letters and digits only. */
export function logicalId(slug: string): string {
  return slug
    .split("-")
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
}
