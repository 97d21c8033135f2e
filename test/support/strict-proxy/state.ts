import { POLICY_TYPES } from "../../../src/policy/types";
import type { Ask, Output } from "./upstream";

export interface LivePolicy {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly awsManaged: boolean;
}

/** What the rules may know: the organization as it is held at this moment. */
export interface LiveState {
  readonly policy: (id: unknown) => Promise<LivePolicy | undefined>;
  /** Every policy of every type. */
  readonly policies: () => Promise<readonly LivePolicy[]>;
  /** Ids of what a policy is attached to. */
  readonly targetsOf: (policy: string) => Promise<readonly string[]>;
  /** The policies of one type that are attached to a root, unit or account. */
  readonly attached: (target: string, type: string) => Promise<readonly LivePolicy[]>;
  readonly targetExists: (id: unknown) => Promise<boolean>;
  readonly enabledTypes: () => Promise<readonly string[]>;
  readonly trustedServices: () => Promise<readonly string[]>;
}

interface PolicySummary {
  readonly Id: string;
  readonly Name: string;
  readonly Type: string;
  readonly AwsManaged: boolean;
}

const livePolicy = ({ Id, Name, Type, AwsManaged }: PolicySummary): LivePolicy => ({
  id: Id,
  name: Name,
  type: Type,
  awsManaged: AwsManaged,
});

export function liveState(ask: Ask): LiveState {
  async function all<T>(operation: string, input: Output, key: string): Promise<T[]> {
    const items: T[] = [];
    let token: unknown;
    do {
      const { output } = await ask(operation, token === undefined ? input : { ...input, NextToken: token });
      items.push(...((output[key] ?? []) as T[]));
      token = output.NextToken ?? undefined;
    } while (token !== undefined);
    return items;
  }

  return {
    async policy(id) {
      const { status, output } = await ask("DescribePolicy", { PolicyId: id });
      if (status !== 200) return undefined;
      return livePolicy((output.Policy as { PolicySummary: PolicySummary }).PolicySummary);
    },
    async policies() {
      const lists = POLICY_TYPES.map((type) =>
        all<PolicySummary>("ListPolicies", { Filter: type }, "Policies"),
      );
      return (await Promise.all(lists)).flat().map(livePolicy);
    },
    async targetsOf(policy) {
      const targets = await all<{ TargetId: string }>(
        "ListTargetsForPolicy",
        { PolicyId: policy },
        "Targets",
      );
      return targets.map((target) => target.TargetId);
    },
    async attached(target, type) {
      const input = { TargetId: target, Filter: type };
      return (await all<PolicySummary>("ListPoliciesForTarget", input, "Policies")).map(livePolicy);
    },
    async targetExists(id) {
      const { status } = await ask("ListTagsForResource", { ResourceId: id });
      return status === 200;
    },
    async enabledTypes() {
      const roots = await all<{ PolicyTypes: { Type: string }[] }>("ListRoots", {}, "Roots");
      return roots.flatMap((root) => root.PolicyTypes.map(({ Type }) => Type));
    },
    async trustedServices() {
      const services = await all<{ ServicePrincipal: string }>(
        "ListAWSServiceAccessForOrganization",
        {},
        "EnabledServicePrincipals",
      );
      return services.map((service) => service.ServicePrincipal);
    },
  };
}
