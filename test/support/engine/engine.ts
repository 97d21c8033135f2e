import type { ChildProcess } from "node:child_process";
import { text } from "node:stream/consumers";
import { Deployment, type Write } from "./deployment";
import { type ProgramOptions, readProject, startProgram } from "./language-host";
import { type LogMessage, serve } from "./monitor";
import type { ResourceProvider } from "./providers/provider";
import { Expectation, type Registration } from "./registration";
import { firstComeFirstServed, type Order } from "./scheduler";
import { type Checkpoint, emptyCheckpoint, type Properties, State, stackType } from "./state";

export interface UpdateOptions extends ProgramOptions {
  readonly provider: ResourceProvider;
  /** What the run before left behind. */
  readonly checkpoint?: Checkpoint;
  /** Among writes that nothing orders; first come, first served unless given. */
  readonly order?: Order;
  /** The registrations of an earlier run of the same program: they make the order exact, and the run fast. */
  readonly expected?: readonly Registration[];
  /** The engine stops dead after so many writes. */
  readonly crashAfter?: number;
  readonly afterWrite?: (write: Write) => void | Promise<void>;
}

export interface UpdateResult {
  /** In the order in which they happened; in a preview, those that would. */
  readonly writes: readonly Write[];
  /** Of the stack. */
  readonly outputs: Properties;
  readonly logs: readonly LogMessage[];
  /** Why the run did not end well; null when it did. */
  readonly error: string | null;
  readonly checkpoint: Checkpoint;
  readonly registrations: readonly Registration[];
}

/** One `pulumi up`, or one `pulumi preview`, of a real program. */
export async function update(options: UpdateOptions): Promise<UpdateResult> {
  const { provider, preview = false, checkpoint = emptyCheckpoint } = options;
  const state = new State(checkpoint);
  const logs: LogMessage[] = [];
  let outputs: Properties = {};
  const deployment = new Deployment({
    state,
    provider,
    preview,
    order: options.order ?? firstComeFirstServed,
    expectation: options.expected && new Expectation(options.expected),
    crashAfter: options.crashAfter,
    afterWrite: options.afterWrite ?? (() => undefined),
  });
  const server = await serve(readProject(options.project).name, options.stack, {
    register: (registration) => deployment.register(registration),
    outputs: (urn, values) => {
      if (urn.split("::")[2] === stackType) outputs = values;
    },
    invoke: (token, args, provider) => deployment.invoke(token, args, provider),
    log: (message) => logs.push(message),
    finished: () => deployment.deleteUnwanted(),
  });
  try {
    const error = await runProgram(options, server.address, deployment, logs);
    return {
      writes: deployment.writes,
      outputs,
      logs,
      error,
      checkpoint: preview ? checkpoint : state.checkpoint(),
      registrations: deployment.registrations,
    };
  } finally {
    server.close();
  }
}

export type DestroyOptions = Pick<UpdateOptions, "provider" | "order" | "crashAfter" | "afterWrite"> & {
  readonly checkpoint: Checkpoint;
};

/** One `pulumi destroy`: everything that the checkpoint holds goes, and what is protected stops it. */
export async function destroy(
  options: DestroyOptions,
): Promise<Pick<UpdateResult, "writes" | "error" | "checkpoint">> {
  const state = new State(options.checkpoint);
  const deployment = new Deployment({
    state,
    provider: options.provider,
    preview: false,
    order: options.order ?? firstComeFirstServed,
    expectation: undefined,
    crashAfter: options.crashAfter,
    afterWrite: options.afterWrite ?? (() => undefined),
  });
  const error = await deployment.deleteUnwanted().then(
    () => null,
    () => deployment.failed,
  );
  return { writes: deployment.writes, error, checkpoint: state.checkpoint() };
}

/** @returns why the run did not end well, or null */
async function runProgram(
  options: UpdateOptions,
  address: string,
  deployment: Deployment,
  logs: readonly LogMessage[],
): Promise<string | null> {
  try {
    await deployment.deletePending();
  } catch {
    return await deployment.failed;
  }
  const program = startProgram(options, address);
  const ended = ending(program);
  const stopped = deployment.failed.then((reason) => {
    program.kill("SIGKILL");
    return reason;
  });
  const failure = await Promise.race([ended.then(() => null), stopped]);
  const { code, output } = await ended;
  if (failure !== null) return failure;
  // What a program leaves waiting when it dies is never written.
  deployment.stop("the program has ended");
  if (code === 0) return null;
  const errors = logs.filter((log) => log.severity === "error").map((log) => log.message);
  return errors.length > 0 ? errors.join("\n") : `the program ended with code ${code}: ${output}`;
}

async function ending(program: ChildProcess): Promise<{ code: number | null; output: string }> {
  const closed = new Promise<number | null>((resolve) => program.once("close", resolve));
  const [stdout, stderr] = await Promise.all([text(program.stdout!), text(program.stderr!)]);
  return { code: await closed, output: stdout + stderr };
}
