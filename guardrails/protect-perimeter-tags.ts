import { z } from "zod";
import { example, matching, otherThan } from "../src/catalogue/examples";
import { guardrail } from "../src/catalogue/guardrail";
import { byKeepers, keepers } from "../src/catalogue/keepers";
import { arnPattern, roleNames } from "../src/catalogue/names";
import { tagKeys } from "../src/catalogue/perimeter";
import { sparing } from "../src/catalogue/statement";

/**
 * aws:TagKeys is there in every request that sets or removes tags: of a role, of a user, of a session, of a resource
 * while it is made. It keeps the casing of what was sent, and is compared with it; a condition key with a tag in its
 * name is not. So DP:EXEMPT would be read as dp:exempt by whoever judges, and the comparison here ignores case.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html (aws:TagKeys,
 * aws:PrincipalTag), read 2026-11.
 */
export const protectPerimeterTags = guardrail({
  id: "protect-perimeter-tags",
  type: "SERVICE_CONTROL_POLICY",
  theme: "perimeter",
  title: "Tags that decide access are set by few",
  rationale:
    "A guardrail that spares whoever carries a tag is worth as much as the tag is hard to get. Only the deployers, the " +
    "member roles and the administrators named here set or remove these tags, on anything.",
  references: [],
  parameters: z.strictObject({
    keys: tagKeys.default(["perimeter-exempt"]).describe("the keys of the tags, whatever their casing"),
    administrators: roleNames.default([]).describe("roles that may set them too, in every account or by ARN"),
  }),
  statements: ({ keys, administrators }, organization) => [
    {
      Effect: "Deny",
      Action: "*",
      Resource: "*",
      Condition: {
        "ForAnyValue:StringEqualsIgnoreCase": { "aws:TagKeys": keys },
        ...sparing([
          ...keepers(organization),
          ...administrators.map((name) => arnPattern(name, organization)),
        ]),
      },
    },
  ],
  requests: ({ keys, administrators }, organization) => {
    const principal = example(organization, "role/anybody");
    const of = (...names: readonly string[]) => ({ "aws:TagKeys": names });
    const [key] = keys as [string];
    const folded = keys.map((one) => one.toLowerCase());
    const other = otherThan(folded, "department");
    const similar = otherThan(folded, `${folded[0]}-not`);
    return {
      denied: [
        ...keys.map((one) => ({ action: "iam:TagRole", principal, context: of(one) })),
        { action: "iam:TagUser", principal, context: of(key.toUpperCase(), "team") },
        { action: "iam:CreateRole", principal, context: of("team", key) },
        { action: "iam:UntagRole", principal: example(organization, "root"), context: of(key) },
        { action: "sts:TagSession", principal, context: of(key) },
        { action: "s3:TagResource", principal, context: of(key) },
      ],
      allowed: [
        { action: "iam:TagRole", principal, context: of(other) },
        { action: "iam:TagRole", principal, context: of(similar, other) },
        { action: "iam:CreateRole", principal },
        { action: "iam:GetRole", principal },
        ...byKeepers(organization, { action: "iam:TagRole", context: of(key) }),
        ...administrators.map((name) => ({
          action: "iam:TagRole",
          principal: matching(arnPattern(name, organization)),
          context: of(key),
        })),
      ],
    };
  },
});
