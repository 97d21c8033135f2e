import type { Properties } from "./state";

/** What the program said of one resource. */
export interface Registration {
  readonly urn: string;
  readonly type: string;
  readonly custom: boolean;
  readonly parent: string;
  readonly inputs: Properties;
  readonly dependencies: readonly string[];
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
  /** "<urn>::<id>"; empty for the default provider. */
  readonly provider: string;
  readonly protect: boolean;
  /** Whether what it stands for stays when the program no longer asks for it. */
  readonly retainOnDelete: boolean;
  /** Inputs whose difference is none. */
  readonly ignoreChanges: readonly string[];
  /** Undefined leaves it to the provider. */
  readonly deleteBeforeReplace: boolean | undefined;
  /** Former URNs. */
  readonly aliases: readonly string[];
}

/** What the program learns of a registered resource. */
export interface Registered {
  readonly urn: string;
  /** Empty when a preview cannot know it. */
  readonly id: string;
  readonly outputs: Properties;
}

/**
 * What a program registered in an earlier run. With it the engine knows when all that is possible has
 * arrived, instead of waiting for a silence.
 */
export class Expectation {
  private readonly registered = new Set<string>();
  private readonly answered = new Set<string>();

  constructor(private readonly expected: readonly Registration[]) {}

  arrive(urn: string): void {
    this.registered.add(urn);
  }

  answer(urn: string): void {
    this.answered.add(urn);
  }

  /** Whether a registration is still on its way: it waits for no answer. */
  open(): boolean {
    return this.expected.some(
      ({ urn, parent, dependencies, provider }) =>
        !this.registered.has(urn) &&
        [parent, provider.split("::").slice(0, 4).join("::"), ...dependencies].every(
          (needed) => needed === "" || this.answered.has(needed),
        ),
    );
  }
}
