import { deletable, dependentsOf } from "./deletion";
import { type Diff, InvokeError, type ResourceProvider } from "./providers/provider";
import type { Expectation, Registered, Registration } from "./registration";
import { type Order, Scheduler } from "./scheduler";
import {
  inputsOfProvider,
  nameOf,
  type Properties,
  type ResourceState,
  type State,
  unknownValue,
} from "./state";

/** Names of Pulumi's own steps (pkg/display/json.go). */
export type WriteOp = "create" | "update" | "delete" | "create-replacement" | "delete-replaced";

/** One call, or one group of calls, that changes the world; in a preview, one that would. */
export interface Write {
  readonly op: WriteOp;
  readonly urn: string;
  readonly name: string;
  readonly type: string;
}

export interface DeploymentOptions {
  readonly state: State;
  readonly provider: ResourceProvider;
  readonly preview: boolean;
  readonly order: Order;
  /** From an earlier run of the same program. */
  readonly expectation: Expectation | undefined;
  readonly crashAfter: number | undefined;
  readonly afterWrite: (write: Write) => void | Promise<void>;
}

/** Ends a run; thrown where the engine gives up, caught where a request of the program is answered. */
export class Stopped extends Error {}

/**
 * Pulumi's step generator and executor, as far as order and state go: what a registration means for the
 * state that is held, and the writes that follow. One write at a time, each an instant: what Pulumi does in
 * parallel happens in some order, and the order given chooses it.
 */
export class Deployment {
  readonly writes: Write[] = [];
  readonly registrations: Registration[] = [];
  /** Resolves with the reason when the engine gives up. */
  readonly failed: Promise<string>;
  private fail!: (reason: string) => void;
  private stopped = false;
  private readonly seen = new Set<string>();
  private readonly scheduler: Scheduler;

  constructor(private readonly options: DeploymentOptions) {
    this.scheduler = new Scheduler(options.order, () => this.patience());
    this.failed = new Promise((resolve) => {
      this.fail = resolve;
    });
  }

  /** @throws Stopped when the run ends instead */
  register(registration: Registration): Promise<Registered> {
    return this.orStop(async () => {
      const { urn, aliases } = registration;
      if (this.seen.has(urn)) throw new Error(`duplicate resource URN '${urn}'`);
      this.seen.add(urn);
      this.registrations.push(registration);
      this.adopt(urn, aliases);
      this.options.expectation?.arrive(urn);
      this.scheduler.arrived();
      const registered = await this.bringAbout(registration);
      this.options.expectation?.answer(urn);
      this.scheduler.arrived();
      return registered;
    });
  }

  /** @throws InvokeError for what a program may go on after; Stopped when the run ends instead */
  async invoke(token: string, args: Properties, provider: string): Promise<Properties> {
    try {
      return await this.options.provider.invoke(token, args, this.inputsOf({ provider }));
    } catch (error) {
      if (error instanceof InvokeError) throw error;
      return this.orStop(() => Promise.reject(error));
    }
  }

  /** What an earlier run replaced but did not come to delete. */
  deletePending(): Promise<void> {
    return this.orStop(() => this.deleteAll(this.options.state.pendingDeletes()));
  }

  /** Once the program has said all that it wants: what it no longer wants. */
  deleteUnwanted(): Promise<void> {
    const { state } = this.options;
    return this.orStop(() =>
      this.deleteAll([
        ...state.pendingDeletes(),
        ...state.all().filter((resource) => !this.seen.has(resource.urn)),
      ]),
    );
  }

  stop(reason: string): void {
    this.stopped = true;
    this.scheduler.stop();
    this.fail(reason);
  }

  private async orStop<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Stopped)) this.stop((error as Error).message);
      throw new Stopped();
    }
  }

  /** Long only where something is certain to come, were it not for a program that has changed. */
  private patience(): number {
    const { expectation } = this.options;
    if (expectation === undefined) return 25;
    return expectation.open() ? 1000 : 0;
  }

  private adopt(urn: string, aliases: readonly string[]): void {
    const { state } = this.options;
    if (state.get(urn) !== undefined) return;
    const former = aliases.find((alias) => state.get(alias) !== undefined);
    if (former !== undefined) state.rename(former, urn);
  }

  private async bringAbout(asked: Registration): Promise<Registered> {
    const { provider, preview, state } = this.options;
    const old = state.get(asked.urn);
    const registration = old === undefined ? asked : ignoring(asked, old);
    const { urn, type, custom, inputs } = registration;
    if (!custom) return this.keep(registration, "", {});
    if (isProvider(type)) return this.keep(registration, old?.id ?? "configured", {});
    provider.check(type);
    const diff = old && provider.diff(type, old.inputs, inputs);
    if (old !== undefined && diff!.changed.length === 0) return this.keep(registration, old.id, old.outputs);
    if (old !== undefined && diff!.replaces.length > 0 && old.protect && registration.protect) {
      throw new Error(`unable to replace resource "${old.urn}" as it is currently marked for protection`);
    }
    if (preview) return this.act(registration, old, diff);
    return await new Promise((resolve, reject) => {
      const run = () => this.orStop(() => this.act(registration, old, diff)).then(resolve, reject);
      this.scheduler.add({ urn, run });
    });
  }

  private async act(
    registration: Registration,
    old: ResourceState | undefined,
    diff: Diff | undefined,
  ): Promise<Registered> {
    if (old === undefined) return await this.create("create", registration);
    if (diff!.replaces.length === 0) return await this.update(old, registration);
    if (registration.deleteBeforeReplace ?? diff!.deleteBeforeReplace) {
      await this.deleteAll([old, ...dependentsOf(old, this.options.state.all(), this.options.provider)]);
      return await this.create("create-replacement", registration);
    }
    return await this.create("create-replacement", registration, old);
  }

  private async create(
    op: WriteOp,
    registration: Registration,
    replaced?: ResourceState,
  ): Promise<Registered> {
    const { provider, state } = this.options;
    const { urn, type, inputs } = registration;
    let result: Registered = this.unknown(registration);
    await this.write(op, urn, type, async () => {
      const { id, outputs } = await provider.create(type, inputs, this.inputsOf(registration));
      const created = stateOf(registration, id, { ...inputs, ...outputs });
      if (replaced === undefined) state.set(created);
      else state.supersede(replaced, created);
      result = created;
    });
    return result;
  }

  private async update(old: ResourceState, registration: Registration): Promise<Registered> {
    const { provider, state } = this.options;
    await this.write("update", old.urn, old.type, async () => {
      const outputs = await provider.update(old, registration.inputs, this.inputsOf(registration));
      state.set(stateOf(registration, old.id, { ...registration.inputs, ...outputs }));
    });
    return { urn: old.urn, id: old.id, outputs: { ...old.outputs, ...registration.inputs } };
  }

  private async deleteAll(resources: readonly ResourceState[]): Promise<void> {
    const remaining = new Set(resources);
    while (remaining.size > 0) {
      const chosen = this.options.order(deletable([...remaining]));
      remaining.delete(chosen);
      await this.delete(chosen);
    }
  }

  private async delete(old: ResourceState): Promise<void> {
    const { provider, state } = this.options;
    const replaced = this.seen.has(old.urn) || state.get(old.urn) !== old;
    if (!old.custom || isProvider(old.type)) return state.remove(old);
    if (old.protect && !replaced) {
      throw new Error(`resource "${old.urn}" cannot be deleted because it is protected`);
    }
    if (old.retainOnDelete) return state.remove(old);
    await this.write(replaced ? "delete-replaced" : "delete", old.urn, old.type, async () => {
      await provider.delete(old, this.inputsOf(old));
      state.remove(old);
    });
  }

  private async write(op: WriteOp, urn: string, type: string, carryOut: () => Promise<void>): Promise<void> {
    if (this.stopped) throw new Stopped();
    const { preview, afterWrite, crashAfter } = this.options;
    if (!preview) await carryOut();
    const write = { op, urn, name: nameOf(urn), type };
    this.writes.push(write);
    await afterWrite(write);
    if (this.writes.length === crashAfter) throw new Error(`crashed after ${crashAfter} writes`);
  }

  private keep(registration: Registration, id: string, outputs: Properties): Registered {
    const kept = stateOf(registration, id, outputs);
    this.options.state.set(kept);
    return kept;
  }

  private inputsOf(resource: Pick<ResourceState, "provider">): Properties {
    return inputsOfProvider(resource, (urn) => this.options.state.get(urn));
  }

  private unknown({ urn, type, inputs }: Registration): Registered {
    const computed = this.options.provider.computed(type).map((name) => [name, unknownValue]);
    return { urn, id: "", outputs: { ...inputs, ...Object.fromEntries(computed) } };
  }
}

/** A provider's own resource, which the engine itself looks after. */
function isProvider(type: string): boolean {
  return type.startsWith("pulumi:providers:");
}

/** The program's inputs, save those that it wants left as they are. */
function ignoring(registration: Registration, { inputs }: ResourceState): Registration {
  const held = Object.entries(inputs).filter(([name]) => registration.ignoreChanges.includes(name));
  const others = Object.entries(registration.inputs).filter(
    ([name]) => !registration.ignoreChanges.includes(name),
  );
  return { ...registration, inputs: Object.fromEntries([...others, ...held]) };
}

function stateOf(registration: Registration, id: string, outputs: Properties): ResourceState {
  const { aliases: _, deleteBeforeReplace: __, ignoreChanges: ___, ...kept } = registration;
  return { ...kept, id, outputs };
}
