import { Config, getStack, RunError } from "@pulumi/pulumi";
import { isProgram, PROGRAMS, type Program } from "../src/organization/programs";

type Run = () => Promise<Record<string, unknown>>;

// Each program is loaded only when it is the one asked for.
const programs: Record<Program, () => { run: Run }> = {
  guardrails: () => require("./guardrails"),
  identity: () => require("./identity"),
  "identity-management": () => require("./identity-management"),
  "root-lockdown": () => require("./root-lockdown"),
};

/** Runs the program that the stack's configuration names; a stack without one is named like its program. */
export async function main(): Promise<Record<string, unknown>> {
  try {
    const name = new Config("org-guardrails").get("program") ?? getStack();
    if (!isProgram(name)) {
      const known = PROGRAMS.join(", ");
      throw new RunError(`there is no program "${name}": set org-guardrails:program to one of ${known}`);
    }
    return await programs[name]().run();
  } catch (error) {
    throw withOwnFrames(error);
  }
}

/**
 * Keeps only our own frames in an error's stack. Pulumi prints it in colour, and its source maps name files
 * on which Node's colours never end: a minute and a gigabyte for one message
 * (https://github.com/nodejs/node/issues/64011, mended in 2026, but not in Node 20).
 */
function withOwnFrames(error: unknown): unknown {
  if (error instanceof Error && error.stack !== undefined) {
    const lines = error.stack.split("\n");
    error.stack = lines.filter((line) => !/^\s+at .*node_modules/.test(line)).join("\n");
  }
  return error;
}
