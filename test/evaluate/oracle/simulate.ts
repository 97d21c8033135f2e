import { runUnsafeSimulation } from "@cloud-copilot/iam-simulate";
import type { PolicyDocument } from "../../../src/policy/document";
import { ACCOUNT, type Case } from "./cases";

const ALLOW_ALL = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] };

/** The verdict of iam-simulate: an identity policy that allows all leaves the organization's policies to decide. */
export function simulated({ type, levels, request }: Case): "allowed" | "denied" {
  const policies = levels.map((level, index) => ({
    orgIdentifier: `level-${index}`,
    policies: level.map((policy: PolicyDocument, place) => ({ name: `policy-${place}`, policy })),
  }));
  const { action, resource = "*", principal = "", context = {} } = request;
  const result = runUnsafeSimulation(
    {
      request: {
        principal,
        action,
        resource: { resource, accountId: ACCOUNT },
        contextVariables: {
          "aws:PrincipalArn": principal,
          "aws:PrincipalAccount": ACCOUNT,
          "aws:PrincipalType": "AssumedRole",
          ...mutable(context),
        },
      },
      identityPolicies: [{ name: "identity", policy: ALLOW_ALL }],
      serviceControlPolicies: type === "SCP" ? policies : [],
      resourceControlPolicies: type === "RCP" ? policies : [],
    },
    {},
  );
  return result === "Allowed" ? "allowed" : "denied";
}

function mutable(context: NonNullable<Case["request"]["context"]>): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(context).map(([key, value]) => [key, typeof value === "string" ? value : [...value]]),
  );
}
