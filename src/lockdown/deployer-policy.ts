import { FORWARDER_ROLE_NAME } from "../detections/names";
import type { PolicyDocument } from "../policy/document";
import { managementOf } from "./deployer/management";
import { iamOf, logArchiveOf, securityOf } from "./deployer/members";
import { type At, alarms, keys, passing, rules } from "./deployer/statements";
import { policy } from "./resource-policies/document";

/** The accounts that the stack root-lockdown writes to. */
export const DEPLOYED_ACCOUNTS = ["management", "security", "log-archive", "iam"] as const;

export type DeployedAccount = (typeof DEPLOYED_ACCOUNTS)[number];

interface Where {
  readonly partition: string;
  readonly account: string;
}

/**
 * The least that the role which deploys the stack needs in an account: the calls of the AWS provider for what the stack
 * makes there, on names of this tool where a call has a resource. Deleting is in it where a part comes and goes with
 * the plan; not for the trail, its bucket, the keys, and what deleting would loosen.
 *
 * Sources, read 2026-11: the calls of each resource, https://github.com/hashicorp/terraform-provider-aws (as far as its
 * documentation names them; those that only read are assumed); what each may be held to,
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html.
 */
export function deployerPolicy(of: DeployedAccount, { partition, account }: Where): PolicyDocument {
  const at: At = (service) => `arn:${partition}:${service}:*:${account}`;
  const role = (name: string) => `arn:${partition}:iam::${account}:role/${name}`;
  const forwarding = [
    rules(at),
    passing(role(FORWARDER_ROLE_NAME), "events.amazonaws.com", "RulesSendByTheirRole"),
  ];
  switch (of) {
    case "management":
      return policy([...managementOf(at, role), ...forwarding, alarms(at)]);
    case "security":
      return policy([...securityOf(at), ...forwarding, alarms(at), ...keys(at)]);
    case "log-archive":
      return policy(logArchiveOf(at, partition));
    case "iam":
      return policy([...iamOf(partition, account), ...forwarding]);
  }
}
