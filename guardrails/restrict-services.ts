import { z } from "zod";
import { example, matching } from "../src/catalogue/examples";
import { guardrail } from "../src/catalogue/guardrail";
import { keepers } from "../src/catalogue/keepers";
import { actionsOf, knownServices } from "../src/catalogue/services";
import { sparing } from "../src/catalogue/statement";

/** Seldom allowed, and some with names that begin as common ones do. */
const PROBES = [
  "braket:CreateQuantumTask",
  "ec2-instance-connect:SendSSHPublicKey",
  "gamelift:CreateFleet",
  "groundstation:ReserveContact",
  "redshift-data:ExecuteStatement",
  "s3express:CreateBucket",
];

/**
 * A Deny of everything else, never an Allow of what is listed: an Allow would have to stand at every level
 * above too, and would open nothing by itself.
 */
export const restrictServices = guardrail({
  id: "restrict-services",
  type: "SERVICE_CONTROL_POLICY",
  theme: "services",
  title: "Only approved services",
  rationale:
    "For accounts whose purpose is known: whatever is not listed is denied, services that AWS adds tomorrow " +
    "included. The deployers, the member roles and break-glass are spared, or the baseline would decay.",
  references: [],
  parameters: z.strictObject({
    services: knownServices.describe("the part of IAM actions before the colon: logs, not cloudwatch-logs"),
  }),
  example: { services: ["cloudwatch", "ec2", "iam", "kms", "logs", "s3", "sts"] },
  statements: ({ services }, organization) => [
    {
      Effect: "Deny",
      NotAction: actionsOf(services),
      Resource: "*",
      Condition: sparing([...keepers(organization), ...organization.breakGlass]),
    },
  ],
  requests: ({ services }, organization) => {
    const everybody = ["role/anybody", "user/anybody", "root"].map((name) => example(organization, name));
    const by = (actions: readonly string[]) =>
      actions.flatMap((action) => everybody.map((principal) => ({ action, principal })));
    return {
      denied: by(PROBES.filter((action) => !services.includes(action.split(":")[0]!))),
      allowed: [
        ...by(services.map((service) => `${service}:AnyAction`)),
        ...[...keepers(organization), ...organization.breakGlass].map((spared) => ({
          action: "config:StartConfigurationRecorder",
          principal: matching(spared),
        })),
      ],
    };
  },
});
