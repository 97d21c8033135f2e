import { isDeepStrictEqual } from "node:util";
import type { Properties, ResourceState } from "../state";
import type { Diff, ResourceProvider } from "./provider";

/** Where a resource is, by its provider. */
export interface Place {
  readonly account: string;
  readonly region: string;
}

/** A resource as its provider was told to make it. */
export interface MemoryResource extends Place {
  readonly type: string;
  readonly inputs: Properties;
}

/** One resource type: what AWS calls it, and what AWS would refuse it without. */
export interface MemoryRules {
  /** What no two of the type share: in its account and Region, or in its account for what is global. */
  readonly identity: (inputs: Properties) => string;
  readonly isGlobal?: boolean;
  /** Changing one of these makes a new resource. */
  readonly forceNew: readonly string[];
  readonly outputs?: (inputs: Properties, place: Place) => Properties;
  /** What has to be there before, as `has` of the memory takes it. */
  readonly needs?: (inputs: Properties, place: Place) => readonly MemoryNeed[];
}

export interface MemoryNeed {
  readonly type: string;
  readonly identity: string;
}

/**
 * Resources of any type in memory, for unit tests: refuses two of one identity, what comes before what it needs, a type
 * that its table has not, and a provider whose account cannot be told.
 */
export class MemoryResources implements ResourceProvider {
  /** By id. */
  readonly resources = new Map<string, MemoryResource>();
  private made = 0;

  constructor(
    private readonly rules: Readonly<Record<string, MemoryRules>>,
    /** Answers of look-ups, by token. */
    private readonly answers: Readonly<Record<string, Properties>> = {},
  ) {}

  /** The same world, for another run to change. */
  copy(): MemoryResources {
    const copy = new MemoryResources(this.rules, this.answers);
    for (const [id, resource] of this.resources) copy.resources.set(id, resource);
    copy.made = this.made;
    return copy;
  }

  all(type: string): readonly MemoryResource[] {
    return [...this.resources.values()].filter((resource) => resource.type === type);
  }

  check(type: string): void {
    this.rulesOf(type);
  }

  diff(type: string, olds: Properties, news: Properties): Diff {
    const names = [...new Set([...Object.keys(olds), ...Object.keys(news)])].sort();
    const changed = names.filter((name) => !isDeepStrictEqual(olds[name], news[name]));
    const replaces = changed.filter((name) => this.rulesOf(type).forceNew.includes(name));
    return { changed, replaces, deleteBeforeReplace: true };
  }

  computed(type: string): readonly string[] {
    return Object.keys(this.rulesOf(type).outputs?.({}, { account: "", region: "" }) ?? {});
  }

  async create(
    type: string,
    inputs: Properties,
    by: Properties,
  ): Promise<{ id: string; outputs: Properties }> {
    const place = placeOf(by);
    const { identity, isGlobal = false, outputs, needs } = this.rulesOf(type);
    const mine = identity(inputs);
    const taken = this.all(type).some(
      (other) =>
        other.account === place.account &&
        (isGlobal || other.region === place.region) &&
        identity(other.inputs) === mine,
    );
    if (taken) throw new Error(`${type} ${mine} is there already`);
    for (const need of needs?.(inputs, place) ?? []) {
      if (!this.has(need)) throw new Error(`${type} ${mine} came before ${need.type} ${need.identity}`);
    }
    const id = `${mine}#${++this.made}`;
    this.resources.set(id, { type, inputs, ...place });
    return { id, outputs: outputs?.(inputs, place) ?? {} };
  }

  async update(old: ResourceState, news: Properties, by: Properties): Promise<Properties> {
    const place = placeOf(by);
    this.resources.set(old.id, { type: old.type, inputs: news, ...place });
    return this.rulesOf(old.type).outputs?.(news, place) ?? {};
  }

  async delete(old: ResourceState): Promise<void> {
    if (!this.resources.delete(old.id)) throw new Error(`${old.id} is gone already`);
  }

  async invoke(token: string): Promise<Properties> {
    const answer = this.answers[token];
    if (answer === undefined) throw new Error(`no answer for ${token}`);
    return answer;
  }

  private has({ type, identity }: MemoryNeed): boolean {
    return this.all(type).some(({ inputs }) => this.rulesOf(type).identity(inputs) === identity);
  }

  private rulesOf(type: string): MemoryRules {
    if (!Object.hasOwn(this.rules, type)) throw new Error(`no rules for resources of type ${type}`);
    return this.rules[type]!;
  }
}

/** Pulumi sends what is not text as JSON. @throws Error for a provider that is bound to no account */
function placeOf({ region, allowedAccountIds }: Properties): Place {
  const [account] = JSON.parse(String(allowedAccountIds ?? "[]")) as string[];
  if (account === undefined || region === undefined) {
    throw new Error("a resource by a provider of no account or Region");
  }
  return { account, region: String(region) };
}
