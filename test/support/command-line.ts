import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";

/** Answers one call of a program: what it prints, in one line. */
export type Program = (words: readonly string[]) => Promise<string> | string;

/**
 * Runs a command line in a real shell, with functions of this process in the place of programs: what the shell makes of
 * quotes, loops and substitutions is what a person's shell makes of them.
 *
 * @throws Error when a program throws, or the shell does not end well
 */
export async function runCommandLine(
  command: string,
  programs: Readonly<Record<string, Program>>,
): Promise<void> {
  const functions = Object.keys(programs).map(
    (name) =>
      `${name}() { printf '%s\\0' $(($# + 1)) ${name} "$@" >&3; IFS= read -r answer <&4; printf '%s\\n' "$answer"; }`,
  );
  const script = ["set -eu", ...functions, command].join("\n");
  const shell = spawn("sh", ["-c", script], {
    env: {},
    stdio: ["ignore", "ignore", "pipe", "pipe", "pipe"],
  });
  const [, , stderr, calls, answers] = shell.stdio;
  const said = text(stderr as NodeJS.ReadableStream);
  const ended = new Promise<number | null>((resolve) => shell.once("close", resolve));
  try {
    for await (const [name, ...words] of callsIn(calls as AsyncIterable<Buffer>)) {
      const answer = await programs[name!]!(words);
      (answers as NodeJS.WritableStream).write(`${answer}\n`);
    }
  } catch (error) {
    shell.kill();
    throw error;
  }
  const code = await ended;
  if (code !== 0) throw new Error(`the shell ended with ${code}: ${await said}`);
}

/** Words that end with a NUL, the first of each call saying how many follow. */
async function* callsIn(stream: AsyncIterable<Buffer>): AsyncGenerator<readonly string[]> {
  let rest = "";
  const words: string[] = [];
  for await (const chunk of stream) {
    const parts = (rest + chunk.toString("utf8")).split("\0");
    rest = parts.pop()!;
    words.push(...parts);
    while (words.length > 0 && words.length > Number(words[0])) {
      const [, ...call] = words.splice(0, Number(words[0]) + 1);
      yield call;
    }
  }
}
