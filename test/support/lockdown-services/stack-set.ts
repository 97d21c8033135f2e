import type { Template } from "../../../src/lockdown/template/template";
import { Refusal } from "./answer";
import type { MemberAccount } from "./organization-view";
import type { Input } from "./request";
import type { Place } from "./stacks";
import type { Targets } from "./targets";

/** What makes stacks; a test may have it fail. */
export interface Stacks {
  create(name: string, template: Template, place: Place): Promise<string | null>;
  update(name: string, template: Template, place: Place): Promise<string | null>;
  delete(name: string, place: Place): Promise<void>;
}

/** One stack, as the StackSet knows it. */
export interface Instance extends Place {
  readonly unit: string;
  status: "CURRENT" | "OUTDATED" | "INOPERABLE";
  detailed: "PENDING" | "SUCCEEDED" | "FAILED" | "CANCELLED" | "INOPERABLE" | "SKIPPED_SUSPENDED_ACCOUNT";
  reason: string;
  /** Whether there is a stack in the account. */
  isMade: boolean;
}

export interface Operation {
  readonly id: string;
  readonly action: string;
  status: "QUEUED" | "RUNNING" | "SUCCEEDED" | "FAILED";
  readonly results: { place: Place; status: string; reason: string }[];
}

const keyOf = ({ account, region }: Place) => `${account} ${region}`;

/** How many stacks are made at once; moto serves no more any faster. */
const AT_ONCE = 4;

/**
 * A service-managed StackSet: its targets, its stacks, and its operations one after the other.
 *
 * Sources, read 2026-11: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_StackInstance.html,
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_StackSetOperationPreferences.html,
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-orgs-manage-auto-deployment.html.
 */
export class HeldStackSet {
  readonly instances = new Map<string, Instance>();
  readonly operations: Operation[] = [];
  /** Units and Regions that accounts come and go in. */
  readonly targets: { unit: string; region: string }[] = [];
  private last: Promise<void> = Promise.resolve();

  constructor(
    readonly id: string,
    readonly name: string,
    public settings: Input,
    private readonly stacks: Stacks,
    private readonly below: (units: readonly string[]) => Promise<readonly MemberAccount[]>,
  ) {}

  get template(): Template {
    return JSON.parse(String(this.settings.TemplateBody)) as Template;
  }

  get isRunning(): boolean {
    return this.operations.some(({ status }) => status === "QUEUED" || status === "RUNNING");
  }

  /** Resolves when nothing is under way. */
  get idle(): Promise<void> {
    return this.last;
  }

  createIn({ units, regions, isMeant }: Targets, preferences: Input): string {
    for (const unit of units) for (const region of regions) this.aim(unit, region);
    return this.operate("CREATE", preferences, async () => {
      const members = (await this.below(units)).filter(({ id }) => isMeant(id));
      return regions.flatMap((region) => members.map((member) => this.instanceOf(member, region, units)));
    });
  }

  /**
   * @param targets null for every stack
   * @param isChanged whether there is another template: what the operation does not come to is out of date then
   */
  update(targets: Targets | null, isChanged: boolean, preferences: Input): string {
    return this.operate("UPDATE", preferences, async () => {
      const all = [...this.instances.values()].filter(({ status }) => status !== "INOPERABLE");
      if (isChanged) for (const instance of all) instance.status = "OUTDATED";
      if (targets === null) return all;
      const { units, regions, isMeant } = targets;
      const members = new Set((await this.below(units)).map(({ id }) => id).filter(isMeant));
      return all.filter(({ account, region }) => members.has(account) && regions.includes(region));
    });
  }

  /**
   * Every stack of an account below the units goes, whatever unit it came by: assumed, as the worse of what the
   * documentation leaves open. Stacks that are retained are only forgotten. A unit of which some accounts are left stays
   * one in which accounts come and go (assumed).
   */
  deleteIn({ units, regions, isMeant }: Targets, isRetained: boolean): string {
    const isWithin = ({ unit, region }: { unit: string; region: string }) =>
      units.includes(unit) && regions.includes(region);
    return this.operate("DELETE", {}, async () => {
      const below = new Set((await this.below(units)).map(({ id }) => id));
      for (const [key, instance] of [...this.instances])
        if (
          isMeant(instance.account) &&
          (isWithin(instance) || (below.has(instance.account) && regions.includes(instance.region)))
        )
          await this.remove(key, instance, isRetained);
      if ([...below].every(isMeant)) {
        const kept = this.targets.filter((each) => !isWithin(each));
        this.targets.splice(0, Infinity, ...kept);
      }
      return [];
    });
  }

  /** ARNs of the StackSets that a new account gets first. */
  get dependsOn(): readonly string[] {
    return ((this.settings.AutoDeployment as Input | undefined)?.DependsOn ?? []) as string[];
  }

  /** An account has come, moved or gone. @param first what this one depends on */
  follow(first: Promise<unknown>): Promise<void> {
    const { Enabled, RetainStacksOnAccountRemoval } = (this.settings.AutoDeployment ?? {}) as Input;
    if (String(Enabled) !== "true") return Promise.resolve();
    this.last = Promise.all([this.last, first]).then(() => undefined);
    this.operate("CREATE", { FailureTolerancePercentage: 100 }, async () => {
      const wanted = new Map<string, Instance>();
      for (const { unit, region } of this.targets)
        for (const member of await this.below([unit]))
          wanted.set(`${member.id} ${region}`, this.instanceOf(member, region, [unit]));
      for (const [key, instance] of [...this.instances])
        if (!wanted.has(key))
          await this.remove(key, instance, String(RetainStacksOnAccountRemoval) === "true");
      return [...wanted.values()].filter(({ detailed }) => detailed === "PENDING");
    });
    return this.last;
  }

  operation(id: unknown): Operation {
    const found = this.operations.find((operation) => operation.id === id);
    if (found === undefined) throw new Refusal("OperationNotFoundException", `no operation ${id}`, 404);
    return found;
  }

  private aim(unit: string, region: string): void {
    const isThere = this.targets.some((each) => each.unit === unit && each.region === region);
    if (!isThere) this.targets.push({ unit, region });
  }

  private instanceOf(
    { id, isActive, above }: MemberAccount,
    region: string,
    units: readonly string[],
  ): Instance {
    const held = this.instances.get(keyOf({ account: id, region }));
    if (held !== undefined) return held;
    const unit = units.find((each) => above.includes(each))!;
    const pending = { account: id, region, unit, status: "OUTDATED", isMade: false } as const;
    const instance: Instance = isActive
      ? { ...pending, detailed: "PENDING", reason: "" }
      : {
          ...pending,
          detailed: "SKIPPED_SUSPENDED_ACCOUNT",
          reason: `Account ${id} was skipped because it is suspended`,
        };
    this.instances.set(keyOf(instance), instance);
    return instance;
  }

  private async remove(key: string, instance: Instance, isRetained: boolean): Promise<void> {
    const failure =
      instance.isMade && !isRetained
        ? await this.stacks.delete(`StackSet-${this.name}`, instance).then(
            () => null,
            (error: unknown) => (error as Error).message,
          )
        : null;
    if (failure === null) this.instances.delete(key);
    else Object.assign(instance, { status: "INOPERABLE", detailed: "INOPERABLE", reason: failure });
  }

  private operate(action: string, preferences: Input, work: () => Promise<readonly Instance[]>): string {
    const id = `operation-${this.name}-${this.operations.length + 1}`;
    const operation: Operation = { id, action, status: "QUEUED", results: [] };
    this.operations.push(operation);
    this.last = this.last.then(async () => {
      operation.status = "RUNNING";
      const isSuccess = await this.carryOut(operation, await work(), preferences);
      operation.status = isSuccess ? "SUCCEEDED" : "FAILED";
    });
    return id;
  }

  /** @returns whether no Region had more failures than are tolerated */
  private async carryOut(
    operation: Operation,
    instances: readonly Instance[],
    preferences: Input,
  ): Promise<boolean> {
    const template = this.template;
    const percent = Number(preferences.FailureTolerancePercentage ?? 0);
    let isTolerable = true;
    for (const region of new Set(instances.map((each) => each.region))) {
      const here = instances.filter((each) => each.region === region);
      const active = here.filter(({ detailed }) => detailed !== "SKIPPED_SUSPENDED_ACCOUNT");
      const tolerated = Math.floor((active.length * percent) / 100);
      let failures = 0;
      const waiting = [...active];
      const worker = async () => {
        for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
          if (failures > tolerated) next.detailed = "CANCELLED";
          else if (!(await this.make(next, template))) failures++;
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, worker));
      isTolerable &&= failures <= tolerated;
      for (const each of here)
        operation.results.push({ place: each, status: each.detailed, reason: each.reason });
    }
    return isTolerable;
  }

  private async make(instance: Instance, template: Template): Promise<boolean> {
    const name = `StackSet-${this.name}`;
    const make = instance.isMade ? this.stacks.update : this.stacks.create;
    const failure = await make
      .call(this.stacks, name, template, instance)
      .catch((error: unknown) => (error as Error).message);
    instance.reason = failure ?? "";
    instance.detailed = failure === null ? "SUCCEEDED" : "FAILED";
    instance.status = failure === null ? "CURRENT" : "OUTDATED";
    instance.isMade ||= failure === null;
    return failure === null;
  }
}
