import type { StackSet } from "@pulumi/aws/cloudformation/stackSet";
import { ComponentResource, type ComponentResourceOptions, type Resource } from "@pulumi/pulumi";
import type { LockdownPlan } from "../../lockdown/types";
import { type Building, buildingOf, needed, type ProviderOf } from "./building";
import { type Buses, count, tell } from "./detections";
import { forwardFromDuties } from "./forwarding";
import { setManagementAccount } from "./management-account";
import { analyze, centralizeRoot, delegate, trustServices } from "./root-access";
import { distribute } from "./stack-sets";
import { makeTopics } from "./topics";
import { makeTrail } from "./trail";

export interface RootLockdownArgs {
  readonly plan: LockdownPlan;
  /** Said explicitly: no resource of the lockdown is ever written by a default provider. */
  readonly provider: ProviderOf;
}

/**
 * Everything that a plan of the root lockdown holds, in the accounts and Regions where it belongs.
 *
 * What needs something comes after it: trusted access before delegations, features, StackSets and the trail;
 * topics before the rules that tell them, these before the rules that send to them; in members, the stacks that make
 * roles before those that use them. Every resource is named by what never changes, so that one detection more or
 * less touches nothing of another.
 *
 * @throws Error when a part needs an account that the plan does not name
 */
export class RootLockdown extends ComponentResource {
  constructor(name: string, { plan, provider }: RootLockdownArgs, options: ComponentResourceOptions = {}) {
    super("org-guardrails:index:RootLockdown", name, {}, options);
    const building = buildingOf(plan, this, provider);
    const trusted = trustServices(building);
    const delegated = delegate(building, trusted);
    centralizeRoot(building, trusted);
    analyze(building, [...trusted, ...delegated]);
    const logGroup = trail(building, trusted);
    const buses = detections(building, logGroup);
    setManagementAccount(building, buses);
    const stacks = stackSets(building, trusted, [...buses.values()].flat());
    forwardFromDuties(building, buses, stacks);
    this.registerOutputs({});
  }
}

function trail(building: Building, after: readonly Resource[]): Resource[] {
  const { trail: planned, accounts } = building.plan;
  if (planned?.mode !== "create") return [];
  const logs = needed(accounts.logArchive, "log-archive", "a trail to create");
  return makeTrail(building, planned, logs, after);
}

/** @returns the buses, for the rules that send to them */
function detections(building: Building, logGroup: readonly Resource[]): Buses {
  const { plan } = building;
  if (plan.detections === null) return new Map();
  const security = needed(plan.accounts.security, "security", "detections");
  const topics = makeTopics(building, security);
  count(building, [...topics, ...logGroup]);
  return tell(building, security, topics);
}

/** The StackSets in the order of the plan, each after the stacks of those before it. @returns all stacks */
function stackSets(building: Building, trusted: readonly Resource[], buses: readonly Resource[]): Resource[] {
  const stacks: Resource[] = [];
  const earlier: StackSet[] = [];
  for (const set of building.plan.stackSets) {
    const distributed = distribute(building, set, [...trusted, ...buses, ...stacks], earlier);
    stacks.push(...distributed.stacks);
    earlier.push(distributed.stackSet);
  }
  return stacks;
}
