/** Property values as they travel between program, engine and provider: JSON. */
export type Properties = Readonly<Record<string, unknown>>;

/** What Pulumi writes for a value that a preview cannot know (sdk/nodejs/runtime/rpc.ts, `unknownValue`). */
export const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

export interface ResourceState {
  readonly urn: string;
  readonly type: string;
  /** True for what a provider keeps; components and the stack itself are not. */
  readonly custom: boolean;
  /** Empty for what is not custom. */
  readonly id: string;
  readonly inputs: Properties;
  readonly outputs: Properties;
  /** Empty for the stack. */
  readonly parent: string;
  /** "<urn>::<id>"; empty when there is none. */
  readonly provider: string;
  readonly dependencies: readonly string[];
  /** input name -> URNs that its value came from */
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
  readonly protect: boolean;
  /** Deleting it only forgets it. */
  readonly retainOnDelete: boolean;
}

/** What survives a run, whether it ended well, failed or crashed: Pulumi's checkpoint. Plain data. */
export interface Checkpoint {
  readonly resources: readonly ResourceState[];
  /** Replaced by a new resource of the same URN but not yet deleted: the next run deletes them first. */
  readonly pendingDeletes: readonly ResourceState[];
}

export const emptyCheckpoint: Checkpoint = { resources: [], pendingDeletes: [] };

/** "urn:pulumi:<stack>::<project>::<types of the parents>$<type>::<name>" */
export function makeUrn(stack: string, project: string, parent: string, type: string, name: string): string {
  const parentTypes = parent === "" ? "" : parent.split("::")[2]!;
  const qualified = parentTypes === "" || parentTypes === stackType ? type : `${parentTypes}$${type}`;
  return `urn:pulumi:${stack}::${project}::${qualified}::${name}`;
}

export const stackType = "pulumi:pulumi:Stack";

/** The name that the program gave: the fourth part of a URN, which may have single colons. */
export function nameOf(urn: string): string {
  return urn.split("::").slice(3).join("::");
}

/** The inputs of the provider's own resource, which carries out what is done to this one; empty for the default provider. */
export function inputsOfProvider(
  { provider }: Pick<ResourceState, "provider">,
  get: (urn: string) => ResourceState | undefined,
): Properties {
  return get(provider.split("::").slice(0, 4).join("::"))?.inputs ?? {};
}

/** The engine's memory during one run. */
export class State {
  private readonly resources: Map<string, ResourceState>;
  private pending: ResourceState[];

  constructor(checkpoint: Checkpoint) {
    this.resources = new Map(checkpoint.resources.map((resource) => [resource.urn, resource]));
    this.pending = [...checkpoint.pendingDeletes];
  }

  get(urn: string): ResourceState | undefined {
    return this.resources.get(urn);
  }

  all(): readonly ResourceState[] {
    return [...this.resources.values()];
  }

  pendingDeletes(): readonly ResourceState[] {
    return this.pending;
  }

  set(resource: ResourceState): void {
    this.resources.set(resource.urn, resource);
  }

  /** The new resource takes the old one's place; the old one waits for its deletion. */
  supersede(old: ResourceState, replacement: ResourceState): void {
    this.resources.set(replacement.urn, replacement);
    this.pending.push(old);
  }

  remove(resource: ResourceState): void {
    if (this.resources.get(resource.urn) === resource) this.resources.delete(resource.urn);
    else this.pending = this.pending.filter((candidate) => candidate !== resource);
  }

  /** Gives a resource the URN that the program now uses for it, wherever it is mentioned. */
  rename(from: string, to: string): void {
    const renamed = (urn: string) => (urn === from ? to : urn);
    for (const [urn, resource] of [...this.resources]) {
      this.resources.delete(urn);
      this.resources.set(renamed(urn), {
        ...resource,
        urn: renamed(resource.urn),
        parent: renamed(resource.parent),
        dependencies: resource.dependencies.map(renamed),
        propertyDependencies: Object.fromEntries(
          Object.entries(resource.propertyDependencies).map(([key, urns]) => [key, urns.map(renamed)]),
        ),
      });
    }
  }

  checkpoint(): Checkpoint {
    return { resources: this.all(), pendingDeletes: [...this.pending] };
  }
}
