import { z } from "zod";
import { ROOT_TASKS, rootTaskArn } from "../src/aws-data/root-tasks";
import { example, matching } from "../src/catalogue/examples";
import { guardrail } from "../src/catalogue/guardrail";
import { keepers } from "../src/catalogue/keepers";
import { arnPattern, roleNames } from "../src/catalogue/names";
import { sparing } from "../src/catalogue/statement";

export const restrictAssumeRoot = guardrail({
  id: "restrict-assume-root",
  type: "SERVICE_CONTROL_POLICY",
  theme: "root",
  title: "Root sessions for few, and for few tasks",
  rationale:
    "sts:AssumeRoot makes whoever may call it root of any member account, for one task. It works only from the " +
    "management account, which no SCP binds, and from the delegated administrator of IAM: this guardrail binds " +
    "nothing but that administrator. Attached anywhere else it denies what AWS refuses anyway.",
  references: [],
  parameters: z.strictObject({
    callers: roleNames.describe("the roles that may open a root session"),
    tasks: z
      .array(z.enum(ROOT_TASKS))
      .min(1, "at least one task")
      .default([
        "IAMAuditRootUserCredentials",
        "IAMDeleteRootUserCredentials",
        "S3UnlockBucketPolicy",
        "SQSUnlockQueuePolicy",
      ])
      .describe("the tasks, by AWS's policy for each; IAMCreateRootUserPassword brings a root password back"),
  }),
  defaults: (organization) => ({ callers: [...keepers(organization), ...organization.breakGlass] }),
  example: {
    callers: ["role/root-tasks"],
    tasks: ["IAMAuditRootUserCredentials", "IAMDeleteRootUserCredentials"],
  },
  statements: ({ callers, tasks }, organization) => {
    const deny = { Effect: "Deny", Action: "sts:AssumeRoot", Resource: "*" } as const;
    const allowed = tasks.map((task) => rootTaskArn(task, organization));
    return [
      {
        ...deny,
        Sid: "Callers",
        Condition: sparing(callers.map((caller) => arnPattern(caller, organization))),
      },
      { ...deny, Sid: "Tasks", Condition: { ArnNotLike: { "sts:TaskPolicyArn": allowed } } },
    ];
  },
  requests: ({ callers, tasks }, organization) => {
    const anybody = example(organization, "role/anybody");
    const caller = matching(arnPattern(callers[0]!, organization));
    const assume = (principal: string, policy?: string) => ({
      action: "sts:AssumeRoot",
      principal,
      resource: example(organization, "root"),
      ...(policy !== undefined && { context: { "sts:TaskPolicyArn": policy } }),
    });
    const task = rootTaskArn(tasks[0]!, organization);
    const others = ROOT_TASKS.filter((other) => !tasks.includes(other));
    return {
      denied: [
        assume(anybody, task),
        assume(example(organization, "user/anybody"), task),
        ...others.map((other) => assume(caller, rootTaskArn(other, organization))),
        // A policy of the caller's own account under AWS's name.
        assume(caller, task.replace("::aws:", "::123456789012:")),
        assume(caller),
      ],
      allowed: [
        ...tasks.map((allowed) => assume(caller, rootTaskArn(allowed, organization))),
        { action: "sts:AssumeRole", principal: anybody, resource: example(organization, "role/app") },
        { action: "sts:GetCallerIdentity", principal: anybody },
        { action: "iam:ListOrganizationsFeatures", principal: anybody },
      ],
    };
  },
});
