import { z } from "zod";
import { actionPatterns, someAction } from "../src/catalogue/actions";
import { example, identityCenterRole, matching } from "../src/catalogue/examples";
import { guardrail } from "../src/catalogue/guardrail";
import { keepers } from "../src/catalogue/keepers";
import { sparing } from "../src/catalogue/statement";
import { parseExpires } from "../src/organization/expires";

/** What brings new versions of what runs, or takes away what it runs on. Scaling and backups go on. */
const DEPLOYING = [
  "amplify:StartDeployment",
  "amplify:StartJob",
  "apprunner:StartDeployment",
  "apprunner:UpdateService",
  "autoscaling:StartInstanceRefresh",
  "cloudformation:CreateStack*",
  "cloudformation:DeleteStack*",
  "cloudformation:ExecuteChangeSet",
  "cloudformation:ExecuteStackRefactor",
  "cloudformation:UpdateStack*",
  "codedeploy:CreateDeployment",
  "codepipeline:StartPipelineExecution",
  "ecs:CreateService",
  "ecs:DeleteService",
  "ecs:UpdateService",
  "eks:UpdateClusterVersion",
  "eks:UpdateNodegroupVersion",
  "elasticbeanstalk:UpdateEnvironment",
  "lambda:UpdateAlias",
  "lambda:UpdateFunctionCode",
  "lambda:UpdateFunctionConfiguration",
  "rds:DeleteDBCluster",
  "rds:DeleteDBInstance",
  "rds:ModifyDBCluster",
  "rds:ModifyDBInstance",
  "states:UpdateStateMachine*",
];

const moment = z
  .string()
  .refine((text) => parseExpires(text) !== null, "a date, or a UTC time such as 2027-01-25T18:00Z");

const freeze = z
  .strictObject({
    from: moment.describe("when it begins: a date, which means 00:00 UTC, or a UTC time"),
    to: moment.describe("the first moment after it, in the same way"),
  })
  .refine(({ from, to }) => !(instant(from) >= instant(to)), {
    path: ["to"],
    message: "a freeze ends after it begins",
  });

/** In UTC and one form, such instants sort as text. */
function instant(text: string): string {
  return parseExpires(text) ?? "";
}

/**
 * DateGreaterThan, not DateGreaterThanEquals: that one is kept for the end of exceptions. The first second of a
 * freeze is free.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html (aws:CurrentTime,
 * which every request has), read 2026-11.
 */
export const denyChangesInFreeze = guardrail({
  id: "deny-changes-in-freeze",
  type: "SERVICE_CONTROL_POLICY",
  theme: "organization",
  title: "No deployments while changes are frozen",
  rationale:
    "Before a closing of the books or a great sale nobody wants a surprise. AWS itself starts and ends the freeze, so " +
    "nobody has to remember the end of it. Pipelines fail while it lasts, by whatever role they deploy; the deployers, " +
    "the member roles and break-glass are spared, for the change that cannot wait.",
  references: [],
  parameters: z.strictObject({
    freezes: z.array(freeze).min(1, "at least one freeze").describe("when nothing changes"),
    actions: actionPatterns.default(DEPLOYING).describe("what counts as a change"),
  }),
  example: {
    freezes: [{ from: "2027-01-25T18:00Z", to: "2027-02-05" }],
    actions: DEPLOYING,
  },
  statements: ({ freezes, actions }, organization) =>
    freezes.map(({ from, to }) => ({
      Effect: "Deny",
      Action: actions,
      Resource: "*",
      Condition: {
        ...sparing([...keepers(organization), ...organization.breakGlass]),
        DateGreaterThan: { "aws:CurrentTime": instant(from) },
        DateLessThan: { "aws:CurrentTime": instant(to) },
      },
    })),
  requests: ({ freezes, actions }, organization) => {
    const pipeline = example(organization, "role/pipeline");
    const frozen = freezes.map(
      ({ from, to }) => [Date.parse(instant(from)), Date.parse(instant(to))] as const,
    );
    const at = (time: number, action = someAction(actions[0]!), principal = pipeline) => ({
      action,
      principal,
      context: { "aws:CurrentTime": new Date(time).toISOString().replace(".000Z", "Z") },
    });
    const isFree = ({ context }: ReturnType<typeof at>) => {
      const time = Date.parse(context["aws:CurrentTime"]);
      return frozen.every(([from, to]) => time <= from || time >= to);
    };
    const [from, to] = frozen[0]!;
    return {
      denied: [
        ...frozen.map(([begin]) => at(begin + 1000)),
        at(to - 1000),
        at(from + 1000, undefined, identityCenterRole(organization)),
        at(from + 1000, undefined, example(organization, "root")),
        ...actions.slice(1).map((action) => at(from + 1000, someAction(action))),
      ],
      allowed: [
        ...frozen.flatMap(([begin, end]) => [at(begin - 1000), at(begin), at(end)]).filter(isFree),
        at(from + 1000, "sts:GetCallerIdentity"),
        ...[...keepers(organization), ...organization.breakGlass].map((spared) =>
          at(from + 1000, undefined, matching(spared)),
        ),
      ],
    };
  },
});
