import { Policy } from "@pulumi/aws/organizations/policy";
import { PolicyAttachment } from "@pulumi/aws/organizations/policyAttachment";
import {
  ComponentResource,
  type ComponentResourceOptions,
  type ProviderResource,
  type Resource,
} from "@pulumi/pulumi";
import { KEY_TAG, MANAGED_BY_TAG } from "../plan/live";
import type { Plan } from "../plan/types";
import { type PlannedResource, plannedResources } from "./resources";

export interface GuardrailsArgs {
  readonly plan: Plan;
  /** Counts from 1. Each `pulumi up` brings the organization to the end of one phase. */
  readonly phase: number;
}

export interface GuardrailsOptions extends ComponentResourceOptions {
  /** Said explicitly: the account that owns an organization's policies is never the default by accident. */
  readonly provider: ProviderResource;
}

/**
 * The policies of one phase of a plan and their attachments, written in the order that the plan needs.
 *
 * Policies are protected until the plan gives them up; attachments never are, because Pulumi could then not
 * detach. Policies that are not ours have no resource here, so that nothing of them is ever written.
 *
 * @throws Error when the plan has no such phase, a policy of a type that @pulumi/aws does not take, or an order that one
 * `pulumi up` cannot keep
 */
export class Guardrails extends ComponentResource {
  /** Policy key -> resource. */
  readonly policies: ReadonlyMap<string, Policy>;

  constructor(name: string, { plan, phase }: GuardrailsArgs, options: GuardrailsOptions) {
    const resources = plannedResources(plan, phase);
    super("org-guardrails:index:Guardrails", name, {}, options);
    const policies = new Map<string, Policy>();
    const built = new Map<string, Resource>();
    for (const resource of resources) {
      const dependsOn = resource.after.map((earlier) => built.get(earlier)!);
      if (resource.target === null) {
        const policy = this.policy(resource, dependsOn);
        policies.set(resource.policy.key, policy);
        built.set(resource.name, policy);
      } else {
        const owner = policies.get(resource.policy.key)!;
        built.set(resource.name, this.attachment(resource.name, owner, resource.target, dependsOn));
      }
    }
    this.policies = policies;
    this.registerOutputs({});
  }

  private policy({ name, policy }: PlannedResource, dependsOn: Resource[]): Policy {
    const { key, description, type, text, protect } = policy;
    return new Policy(
      name,
      {
        name: policy.name,
        description,
        type,
        content: text,
        tags: { [MANAGED_BY_TAG.key]: MANAGED_BY_TAG.value, [KEY_TAG]: key },
      },
      { parent: this, protect, dependsOn },
    );
  }

  private attachment(
    name: string,
    policy: Policy,
    targetId: string,
    dependsOn: Resource[],
  ): PolicyAttachment {
    return new PolicyAttachment(
      name,
      { policyId: policy.id, targetId },
      // Said, because a child inherits its parent's.
      { parent: this, protect: false, dependsOn },
    );
  }
}
