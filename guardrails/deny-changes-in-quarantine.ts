import { z } from "zod";
import { EVIDENCE_CHANGES } from "../src/aws-data/evidence-changes";
import { LOOKING_ACTIONS } from "../src/aws-data/looking-actions";
import { example, identityCenterRole, matching } from "../src/catalogue/examples";
import { guardrail } from "../src/catalogue/guardrail";
import { keepers } from "../src/catalogue/keepers";
import { arnPattern, roleNames } from "../src/catalogue/names";
import { sparing } from "../src/catalogue/statement";

export const denyChangesInQuarantine = guardrail({
  id: "deny-changes-in-quarantine",
  type: "SERVICE_CONTROL_POLICY",
  theme: "quarantine",
  title: "Frozen for an investigation",
  rationale:
    "An account that is under investigation stays as it is: everybody may look at it, nobody changes it, and no " +
    "secret, data or credential leaves it. Responders read, copy and isolate, but not even they destroy evidence. " +
    "Whatever in the account calls AWS to do its work stops.",
  references: [],
  parameters: z.strictObject({
    responders: roleNames
      .optional()
      .describe("the roles that investigate: they may do everything that destroys no evidence"),
  }),
  example: { responders: ["role/incident-responder"] },
  statements: ({ responders = [] }, organization) => {
    const trusted = [...keepers(organization), ...organization.breakGlass];
    const investigating = responders.map((role) => arnPattern(role, organization));
    const frozen = {
      Effect: "Deny" as const,
      NotAction: LOOKING_ACTIONS,
      Resource: "*",
      Condition: sparing([...trusted, ...investigating]),
    };
    if (investigating.length === 0) return [frozen];
    return [
      frozen,
      {
        Sid: "Evidence",
        Effect: "Deny" as const,
        Action: EVIDENCE_CHANGES,
        Resource: "*",
        Condition: sparing(trusted),
      },
    ];
  },
  requests: ({ responders = [] }, organization) => {
    const anybody = example(organization, "role/anybody");
    const investigating = responders.map((role) => matching(arnPattern(role, organization)));
    const trusted = [...keepers(organization), ...organization.breakGlass].map(matching);
    const by = (principals: readonly string[], ...actions: readonly string[]) =>
      principals.flatMap((principal) => actions.map((action) => ({ action, principal })));
    return {
      denied: [
        ...by([anybody], "ec2:TerminateInstances", "iam:CreateAccessKey", "sts:AssumeRole"),
        ...by([anybody], "s3:GetObject", "secretsmanager:GetSecretValue", "sts:GetSessionToken"),
        ...by([identityCenterRole(organization)], "ec2:AuthorizeSecurityGroupIngress"),
        ...by([example(organization, "root")], "s3:DeleteBucket"),
        ...by(investigating, "ec2:TerminateInstances", "ec2:DeleteSnapshot", "logs:DeleteLogGroup"),
      ],
      allowed: [
        ...by([anybody], "ec2:DescribeInstances", "iam:GetRole", "cloudtrail:LookupEvents"),
        ...by([example(organization, "root")], "logs:FilterLogEvents"),
        ...by(investigating, "ec2:CreateSnapshot", "ec2:ModifyInstanceAttribute", "iam:UpdateAccessKey"),
        ...by(investigating, "s3:GetObject", "ec2:StopInstances", "ec2:DescribeInstances"),
        ...by(trusted, "ec2:TerminateInstances"),
      ],
    };
  },
});
