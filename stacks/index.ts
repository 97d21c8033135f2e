import { Config, getStack, RunError } from "@pulumi/pulumi";

type Program = () => Promise<Record<string, unknown>>;

// Each program is loaded only when it is the one asked for.
const programs: Record<string, () => { run: Program }> = {
  guardrails: () => require("./guardrails"),
};

/** Runs the program that the stack's configuration names; a stack without one is named like its program. */
export async function main(): Promise<Record<string, unknown>> {
  const name = new Config("org-guardrails").get("program") ?? getStack();
  if (!Object.hasOwn(programs, name)) {
    throw new RunError(
      `there is no program "${name}": set org-guardrails:program to one of ${Object.keys(programs).join(", ")}`,
    );
  }
  return programs[name]!().run();
}
