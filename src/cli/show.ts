import { catalogue } from "../../guardrails";
import { describeGuardrail, type GuardrailDescription } from "../catalogue/describe";
import { EXAMPLE_ORGANIZATION } from "../catalogue/example-organization";
import type { AnyGuardrail } from "../catalogue/guardrail";
import { type GuardrailPlace, placesOf } from "../catalogue/uses";
import { nearest } from "../findings/nearest";
import type { Intent } from "../organization/intent";
import { organizationFacts } from "../plan/facts";
import { guardrailFrame } from "../render/guardrail";
import { printable } from "../render/printable";
import { counted } from "../render/style";
import type { Arguments } from "./arguments";
import { intentIfAny } from "./intent";
import { CannotRun, type Io } from "./io";

/** `show ID`: a guardrail with its policy for the organization in the current folder, or for the example. */
export async function run(args: Arguments, io: Io): Promise<number> {
  const guardrail = guardrailNamed(args.positionals[0]!);
  const { intent, problems } = intentIfAny(args, io);
  if (problems.length > 0) {
    io.stderr(
      `organization.yaml has ${counted(problems.length, "problem")}: the example organization is shown instead; see org-guardrails check\n`,
    );
  }
  const inUse = intent === null ? null : placesOf(intent, guardrail.id);
  const described = describe(guardrail, intent, inUse);
  if (args.options.json) {
    const organization = intent?.organization.id ?? null;
    io.stdout(JSON.stringify({ formatVersion: 1, organization, inUse, ...described }) + "\n");
  } else {
    const where = intent === null ? "in the example organization" : `in ${intent.organization.id}`;
    io.stdout(text(described, inUse, where));
  }
  return 0;
}

function guardrailNamed(id: string): AnyGuardrail {
  const found = catalogue.find((each) => each.id === id);
  if (found !== undefined) return found;
  const near = nearest(
    id,
    catalogue.map((each) => each.id),
  );
  const hint = near === undefined ? "" : `; did you mean ${near}?`;
  throw new CannotRun(`there is no guardrail ${JSON.stringify(id)}${hint}\nAll of them: org-guardrails list`);
}

/** With the parameters of its first use; with those of the guardrail's own example when it is in none. */
function describe(
  guardrail: AnyGuardrail,
  intent: Intent | null,
  inUse: readonly GuardrailPlace[] | null,
): GuardrailDescription {
  const facts = intent === null ? EXAMPLE_ORGANIZATION : organizationFacts(intent);
  const [first] = inUse ?? [];
  const described =
    first === undefined
      ? describeGuardrail(guardrail, facts)
      : describeGuardrail(guardrail, facts, first.parameters ?? {});
  if (!("problems" in described)) return described;
  const [{ path, message } = { path: "", message: "" }] = described.problems;
  throw new CannotRun(`${guardrail.id} cannot be shown with its parameters: ${path} ${message}`);
}

function text(
  described: GuardrailDescription,
  inUse: readonly GuardrailPlace[] | null,
  where: string,
): string {
  const { id, type, theme, title, rationale, automatic } = described;
  const use = automatic
    ? ["Added by the plan itself where it is needed."]
    : inUse === null
      ? []
      : [useText(inUse)];
  const head = [`# ${id}`, `${title}. ${type}, theme ${theme}.`, rationale, ...use];
  const lines = `${head.join("\n\n")}\n\n${guardrailFrame(described, where)}`.split("\n");
  return lines.map((line) => `${printable(line)}\n`).join("");
}

function useText(inUse: readonly GuardrailPlace[]): string {
  if (inUse.length === 0) return "Not in use.";
  const lines = inUse.map(({ target, parameters }) =>
    parameters === undefined ? `- ${target}` : `- ${target}, with ${JSON.stringify(parameters)}`,
  );
  return `In use:\n\n${lines.join("\n")}`;
}
