import { z } from "zod";
import { carriesKey } from "../src/aws-data/condition-keys";
import { actionPattern, actionsMatching, someAction } from "../src/catalogue/actions";
import { example } from "../src/catalogue/examples";
import { guardrail } from "../src/catalogue/guardrail";
import { byKeepers, keepers } from "../src/catalogue/keepers";
import { sparing } from "../src/catalogue/statement";
import type { ConditionBlock } from "../src/policy/document";

/** What gives a principal, or its session, a tag. */
const TAGGING = ["iam:CreateRole", "iam:CreateUser", "iam:TagRole", "iam:TagUser", "sts:TagSession"];

function knowsResourceTags(pattern: string): boolean {
  return actionsMatching(pattern).some((action) => carriesKey(action, "aws:ResourceTag/any"));
}

/** The key is there and is not what the principal's own tag says; a principal without the tag is equal to nothing. */
function otherThanOwn(key: string, tag: string): ConditionBlock {
  return {
    Null: { [key]: "false" },
    StringNotEquals: { [key]: `\${aws:PrincipalTag/${tag}}` },
  };
}

/**
 * aws:ResourceTag is in a request when the resource has the tag and the service judges by tags; aws:RequestTag when
 * the request gives one.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html (aws:ResourceTag,
 * aws:RequestTag, aws:PrincipalTag) and https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html
 * (sts:TagSession), read 2026-11.
 */
export const requireMatchingTags = guardrail({
  id: "require-matching-tags",
  type: "SERVICE_CONTROL_POLICY",
  theme: "identity",
  title: "What has a tag is for principals with the same",
  rationale:
    "Several teams share an account, and the tag says whose a resource is: only principals with the same value reach " +
    "it. Resources without the tag stay open to everybody. Nobody gives a principal another value than their own, or " +
    "the tag would be a door. Service roles without the tag lose what has one.",
  references: [],
  parameters: z.strictObject({
    tag: z
      .string()
      .regex(/^(?!aws:)[A-Za-z0-9+=._:/@-]{1,128}$/i, "the key of a tag, without blanks, such as project")
      .default("project")
      .describe("the key of the tag, on resources and on principals"),
    actions: z
      .array(actionPattern.refine(knowsResourceTags, "an action that AWS judges by the tags of its resource"))
      .min(1, "at least one action")
      .describe("what is for principals with the same value; retagging should be among it"),
  }),
  example: {
    tag: "project",
    actions: [
      "ec2:CreateTags",
      "ec2:DeleteTags",
      "ec2:RebootInstances",
      "ec2:StartInstances",
      "ec2:StopInstances",
      "ec2:TerminateInstances",
      "secretsmanager:*",
    ],
  },
  statements: ({ tag, actions }, organization) => {
    const spared = sparing(keepers(organization));
    const deny = { Effect: "Deny", Resource: "*" } as const;
    return [
      {
        ...deny,
        Sid: "Resources",
        Action: actions,
        Condition: { ...spared, ...otherThanOwn(`aws:ResourceTag/${tag}`, tag) },
      },
      {
        ...deny,
        Sid: "Principals",
        Action: TAGGING,
        Condition: { ...spared, ...otherThanOwn(`aws:RequestTag/${tag}`, tag) },
      },
    ];
  },
  requests: ({ tag, actions }, organization) => {
    const principal = example(organization, "role/app");
    const own = { [`aws:PrincipalTag/${tag}`]: "blue" };
    const of = (value: string) => ({ [`aws:ResourceTag/${tag}`]: value });
    const given = (value: string) => ({ [`aws:RequestTag/${tag}`]: value });
    const on = (context: Readonly<Record<string, string>>, action = someAction(actions[0]!)) => ({
      action,
      principal,
      context,
    });
    return {
      denied: [
        ...actions.map((action) => on({ ...own, ...of("green") }, someAction(action))),
        on(of("green")),
        on({ ...own, ...of("Blue") }),
        on({ ...own, ...given("green") }, "iam:TagRole"),
        on(given("blue"), "sts:TagSession"),
        on({ ...own, ...given("green") }, "iam:CreateRole"),
      ],
      allowed: [
        ...actions.map((action) => on({ ...own, ...of("blue") }, someAction(action))),
        on(own),
        on({ ...own, [`aws:ResourceTag/${tag}s`]: "green" }),
        on({ ...own, ...given("blue") }, "iam:TagRole"),
        on(own, "iam:CreateRole"),
        on({ "aws:TagKeys": tag }, "iam:UntagRole"),
        ...byKeepers(organization, { action: someAction(actions[0]!), context: of("green") }),
      ],
    };
  },
});
