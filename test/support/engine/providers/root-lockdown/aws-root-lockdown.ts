import type { Properties, ResourceState } from "../../state";
import { AwsOrganizations } from "../aws-organizations";
import type { Diff, ResourceProvider } from "../provider";
import { accountRules } from "./account";
import { bucketRules } from "./bucket";
import { type ClientConfig, ClientPool } from "./clients";
import { eventRules } from "./events";
import { loggingRules } from "./logging";
import { messagingRules } from "./messaging";
import { organizationRules } from "./organization";
import { changedInputs, type ResourceRules, type RulesByType } from "./rules";
import { stackSetRules } from "./stack-sets";

const rules: RulesByType = {
  ...organizationRules,
  ...accountRules,
  ...bucketRules,
  ...eventRules,
  ...loggingRules,
  ...messagingRules,
  ...stackSetRules,
};

/** Every type that has rules, sorted. */
export const ROOT_LOCKDOWN_TYPES: readonly string[] = Object.keys(rules).sort();

/** Carries out the resources of the stack root-lockdown as real calls, in whatever account and Region a provider says. */
export class AwsRootLockdown implements ResourceProvider {
  readonly pool: ClientPool;

  constructor(client: ClientConfig) {
    this.pool = new ClientPool(client);
  }

  check(type: string): void {
    rulesOf(type);
  }

  diff(type: string, olds: Properties, news: Properties): Diff {
    const { forceNew, forceNewBlocks = [], name } = rulesOf(type);
    const changed = changedInputs(rulesOf(type), olds, news);
    const comesOrGoes = (each: string) => (olds[each] === undefined) !== (news[each] === undefined);
    const replaces =
      forceNew === "*"
        ? changed
        : changed.filter(
            (each) => forceNew.includes(each) || (forceNewBlocks.includes(each) && comesOrGoes(each)),
          );
    // A new name does not collide with the old one.
    return { changed, replaces, deleteBeforeReplace: name !== undefined && !changed.includes(name) };
  }

  computed(type: string): readonly string[] {
    return rulesOf(type).computed;
  }

  create(type: string, inputs: Properties, configuration: Properties) {
    return rulesOf(type).create(this.pool.of(configuration, inputs.region), inputs);
  }

  async update(old: ResourceState, news: Properties, configuration: Properties): Promise<Properties> {
    const { update, computed } = rulesOf(old.type);
    if (update === undefined) throw new Error(`nobody has written down how ${old.type} is updated`);
    await update(this.pool.of(configuration, news.region), old, news);
    return Object.fromEntries(computed.map((name) => [name, old.outputs[name]]));
  }

  async delete(old: ResourceState, configuration: Properties): Promise<void> {
    await rulesOf(old.type).delete(this.pool.of(configuration, old.inputs.region), old);
  }

  async read(old: ResourceState, configuration: Properties): Promise<Properties | null> {
    const { read } = rulesOf(old.type);
    if (read === undefined) return old.inputs;
    return await read(this.pool.of(configuration, old.inputs.region), old);
  }

  /** The answers' shapes: …/sts/caller_identity_data_source.go and …/organizations/organization_data_source.go, read 2026-11. */
  async invoke(token: string, args: Properties, configuration: Properties): Promise<Properties> {
    const clients = this.pool.of(configuration, args.region);
    if (token === "aws:index/getCallerIdentity:getCallerIdentity") {
      const { Account, Arn, UserId } = await clients.sts.getCallerIdentity({});
      return { id: Account, accountId: Account, arn: Arn, userId: UserId };
    }
    return await new AwsOrganizations(clients.organizations).invoke(token);
  }
}

function rulesOf(type: string): ResourceRules {
  if (!Object.hasOwn(rules, type)) throw new Error(`no rules for resources of type ${type}`);
  return rules[type]!;
}
