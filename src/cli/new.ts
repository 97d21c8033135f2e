import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { idProblem, scaffoldGuardrail } from "../catalogue/scaffold/scaffold";
import { writeTogether } from "../files/new-files";
import { isAuthorizationType, POLICY_TYPES } from "../policy/types";
import type { Arguments } from "./arguments";
import { CannotRun, type Io } from "./io";
import { policyType } from "./policy-type";
import { PROJECT } from "./review/base";

const INDEX = "guardrails/index.ts";

/** `new guardrail ID`: the files of a guardrail that works as it is. All of them are written, or none. */
export async function run({ options, positionals }: Arguments, io: Io): Promise<number> {
  const [kind, id] = positionals as readonly [string, string];
  if (kind !== "guardrail") throw new CannotRun(`new makes a guardrail, found ${JSON.stringify(kind)}`);
  const type = policyType((options.type as string | undefined) ?? "SERVICE_CONTROL_POLICY", POLICY_TYPES);
  if (!isAuthorizationType(type)) {
    throw new CannotRun(
      `there is a template for SCPs and RCPs only: copy a guardrail that \`org-guardrails list --type ${type}\` shows`,
    );
  }
  const folder = existsSync(join(io.cwd, INDEX)) ? io.cwd : PROJECT;
  const taken = readdirSync(join(folder, "guardrails"))
    .filter((name) => name.endsWith(".ts") && name !== "index.ts")
    .map((name) => name.slice(0, -".ts".length));
  const problem = idProblem(id, taken);
  if (problem !== null) throw new CannotRun(`${JSON.stringify(id)} cannot be taken: ${problem}`);

  const files = scaffoldGuardrail(id, type, taken);
  writeTogether(
    folder,
    files.map((file) => ({ ...file, replaces: file.path === INDEX })),
  );
  io.stdout(
    [
      ...files.map(({ path }) => `Wrote ${path}`),
      "",
      "It works as it is. Now",
      `  1. say in guardrails/${id}.ts what it denies, and prove it by requests;`,
      `  2. write docs/guardrails/${id}.md, and let \`npm run generate\` fill in the rest;`,
      `  3. add "${id}" to the list in test/guardrails/catalogue.test.ts;`,
      "  4. npx jest --selectProjects unit --testPathPatterns test/guardrails",
      "",
    ].join("\n"),
  );
  return 0;
}
