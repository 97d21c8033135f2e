import { isDeepStrictEqual } from "node:util";
import type { Properties } from "../../state";
import type { Clients } from "./clients";

export interface Created {
  readonly id: string;
  readonly outputs: Properties;
}

/** A resource that is there, as the engine holds it. */
export interface Held {
  readonly id: string;
  readonly inputs: Properties;
  readonly outputs: Properties;
}

/** One resource type, as the AWS provider that Pulumi bridges treats it. */
export interface ResourceRules {
  /** Changing one of these makes a new resource. "*": every one. */
  readonly forceNew: readonly string[] | "*";
  /** Blocks that make a new resource when they come or go, and not when something in them changes. */
  readonly forceNewBlocks?: readonly string[];
  /** Outputs that are only known once the resource exists. */
  readonly computed: readonly string[];
  /** The input that has a name which the program gives and AWS takes once: the old resource goes first. */
  readonly name?: string;
  /** Inputs whose JSON is compared and not their text. */
  readonly json?: readonly string[];
  create(clients: Clients, inputs: Properties): Promise<Created>;
  /** Left out where nothing can change that AWS knows of. */
  update?(clients: Clients, held: Held, news: Properties): Promise<void>;
  delete(clients: Clients, held: Held): Promise<void>;
  /**
   * The inputs as AWS has them now; null where it has the resource no more. Left out where no test changes it by hand:
   * a refresh takes such a resource to be as it is held.
   */
  read?(clients: Clients, held: Held): Promise<Properties | null>;
}

export type RulesByType = Readonly<Record<string, ResourceRules>>;

/** The inputs that differ, sorted. */
export function changedInputs({ json = [] }: ResourceRules, olds: Properties, news: Properties): string[] {
  const names = [...new Set([...Object.keys(olds), ...Object.keys(news)])].sort();
  return names.filter(
    (name) =>
      !isDeepStrictEqual(olds[name], news[name]) &&
      !(json.includes(name) && sameJson(olds[name], news[name])),
  );
}

/** Equal as JSON values: white space and the order of keys are no difference. */
function sameJson(one: unknown, other: unknown): boolean {
  if (typeof one !== "string" || typeof other !== "string") return false;
  try {
    return isDeepStrictEqual(JSON.parse(one), JSON.parse(other));
  } catch {
    return false;
  }
}

/** AWS's form of tags. */
export function tagList(tags: unknown): { Key: string; Value: string }[] {
  return Object.entries((tags ?? {}) as Record<string, string>).map(([Key, Value]) => ({ Key, Value }));
}

/** Answers undefined where AWS says that there is none of it: what is gone need not be deleted. */
export async function unlessGone<T>(asking: Promise<T>): Promise<T | undefined> {
  try {
    return await asking;
  } catch (error) {
    if (/NotFound|NoSuch|NotExist|Nonexistent|NonExistent/.test((error as Error).name)) return undefined;
    throw error;
  }
}
