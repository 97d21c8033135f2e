import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

const SERVER = join(__dirname, "../../../.venv/moto/bin/moto_server");
const STARTED = /Running on (http:\/\/127\.0\.0\.1:\d+)/;

/** A moto server of our own: an emulation of AWS that keeps its state in memory. */
export interface Moto {
  /** "http://127.0.0.1:PORT" */
  readonly endpoint: string;
  /**
   * Forgets everything. The seed makes the ids that moto invents the same in every run.
   */
  reset(seed?: number): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts moto on a free port of its own choice.
 *
 * @throws Error when `.ci/install-moto` has not been run, or when moto ends before it listens
 */
export async function startMoto(): Promise<Moto> {
  if (!existsSync(SERVER)) throw new Error(`moto is not installed at ${SERVER}: run .ci/install-moto`);
  const child = spawn(SERVER, ["-H", "127.0.0.1", "-p", "0"], { stdio: ["ignore", "ignore", "pipe"] });
  const kill = () => child.kill();
  process.once("exit", kill);
  const endpoint = await whenListening(child);

  async function post(path: string): Promise<void> {
    const answer = await fetch(`${endpoint}/moto-api/${path}`, { method: "POST" });
    if (!answer.ok) throw new Error(`moto answered ${answer.status} to ${path}`);
  }

  return {
    endpoint,
    async reset(seed = 1) {
      await post("reset");
      await post(`seed?a=${seed}`);
    },
    async stop() {
      process.removeListener("exit", kill);
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = new Promise((resolve) => child.once("exit", resolve));
      kill();
      await ended;
    },
  };
}

function whenListening(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let log = "";
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`moto ended with ${code} before it listened:\n${log}`)));
    child.stderr!.setEncoding("utf8").on("data", (text: string) => {
      // One line for each request follows; nobody reads those, and they must not pile up.
      if (log === "" || !STARTED.test(log)) log += text;
      const endpoint = STARTED.exec(log)?.[1];
      if (endpoint !== undefined) resolve(endpoint);
    });
  });
}
