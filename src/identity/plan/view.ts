import { z } from "zod";
import type { Finding } from "../../findings/finding";
import { findingSchema } from "../../findings/schema";
import { textRecord } from "../../organization/json-file";
import type { PlannedIdentity } from "./make-identity-plan";
import type { IdentityPlan } from "./types";

/** What one stack of Identity Center is to be, without what it takes to get there. */
export type IdentityStackView = Pick<
  IdentityPlan,
  "stack" | "permissionSets" | "groups" | "attributes" | "digest"
>;

/** What `plan --json` says of Identity Center. */
export interface IdentityView {
  /** Empty where organization.yaml does not speak of it, or no plan can be made and `problems` say why. */
  readonly stacks: readonly IdentityStackView[];
  readonly problems: readonly Finding[];
}

export function identityView({ plans, problems }: PlannedIdentity): IdentityView {
  return {
    stacks: plans.map(({ stack, permissionSets, groups, attributes, digest }) => ({
      stack,
      permissionSets,
      groups,
      attributes,
      digest,
    })),
    problems,
  };
}

const text = z.string();
const texts = z.array(text);
const policy = z.object({ name: text, path: text });
const record = textRecord(() => true, "texts");
const principal = z.object({ kind: z.enum(["group", "user"]), name: text });

const stackView: z.ZodType<IdentityStackView> = z.object({
  stack: z.enum(["identity", "identity-management"]),
  permissionSets: z.array(
    z.object({
      name: text,
      permissionSet: text,
      expires: z.nullable(text),
      description: text,
      sessionDuration: text,
      relayState: text,
      awsManagedPolicies: texts,
      customerManagedPolicies: z.array(policy),
      inlinePolicy: text,
      boundary: z.nullable(
        z.discriminatedUnion("kind", [
          z.object({ kind: z.literal("aws"), arn: text }),
          z.object({ kind: z.literal("customer"), policy }),
        ]),
      ),
      tags: record,
      grants: z.array(z.object({ principal, accounts: texts, lines: z.array(z.number()) })),
    }),
  ),
  groups: z.array(z.object({ name: text, members: z.nullable(texts) })),
  attributes: record,
  digest: text,
});

/** The part of a plan's document about Identity Center. */
export const identityViewSchema: z.ZodType<IdentityView> = z.object({
  stacks: z.array(stackView),
  problems: z.array(findingSchema),
});
