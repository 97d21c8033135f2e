import type { Properties, ResourceState } from "../state";

/** What a provider makes of a difference between the inputs that it holds and those that are asked for. */
export interface Diff {
  /** Inputs whose difference the provider acts on. */
  readonly changed: readonly string[];
  /** Those of them that force a new resource. */
  readonly replaces: readonly string[];
  readonly deleteBeforeReplace: boolean;
}

/** How the engine writes to the world: the part of a Pulumi provider that the stacks need. */
export interface ResourceProvider {
  /** @throws Error for a type whose rules nobody has written down */
  check(type: string): void;
  diff(type: string, olds: Properties, news: Properties): Diff;
  /** Outputs that are only known once the resource exists. */
  computed(type: string): readonly string[];
  /** @param by the inputs of the provider's own resource: its Region and roles; empty for the default provider */
  create(type: string, inputs: Properties, by: Properties): Promise<{ id: string; outputs: Properties }>;
  update(old: ResourceState, news: Properties, by: Properties): Promise<Properties>;
  delete(old: ResourceState, by: Properties): Promise<void>;
  /**
   * The inputs as the world has them now; null where it has the resource no more. Left out by providers that nobody
   * refreshes.
   */
  read?(old: ResourceState, by: Properties): Promise<Properties | null>;
  invoke(token: string, args: Properties, by: Properties): Promise<Properties>;
}

/** A look-up that failed: the program is told, and may go on. Source: sdk/nodejs/runtime/invoke.ts of @pulumi/pulumi. */
export class InvokeError extends Error {}
