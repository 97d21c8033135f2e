import { readPolicyTexts } from "../files/policy-texts";
import type { Finding } from "../findings/finding";
import { lint } from "../lint/lint";
import { rules } from "../lint/rules";
import { LINT_TYPES, type LintType } from "../lint/types";
import { findingRow, findingSummary, renderFindings } from "../render/findings";
import { sarif } from "../render/sarif";
import { counted, style } from "../render/style";
import type { Arguments } from "./arguments";
import { formatOf } from "./format";
import { namedFile } from "./inputs";
import { CannotRun, type Io } from "./io";

const FORMATS = ["text", "sarif", "json"] as const;
type Format = (typeof FORMATS)[number];

const STANDARD_INPUT = "-";

/** `lint`: traps in any policy, ours or not. 1 when at least one finding is an error. */
export async function run(args: Arguments, io: Io): Promise<number> {
  const format = formatOf(args, FORMATS);
  const type = typeOf(args);
  const inputs = args.positionals.filter((name, place, all) => all.indexOf(name) === place);
  const texts = inputs.flatMap((given) =>
    given === STANDARD_INPUT
      ? [{ name: "stdin", text: io.stdin() }]
      : readPolicyTexts(namedFile(given, io), "name a policy file, or a folder of them"),
  );
  const problems = texts.flatMap(({ name, text }) => lint(text, { file: name, type }));
  const write: Record<Format, () => string> = {
    text: () => textOf(problems, texts.length, io),
    sarif: () => JSON.stringify(sarif(problems, "", describe)) + "\n",
    json: () =>
      JSON.stringify({ formatVersion: 1, files: texts.length, problems: problems.map(findingRow) }) + "\n",
  };
  io.stdout(write[format]());
  return problems.some(({ severity }) => severity === "error") ? 1 : 0;
}

function textOf(problems: readonly Finding[], files: number, io: Io): string {
  const looked = counted(files, "file");
  return renderFindings(problems, style(io.colour)) + `${looked}: ${findingSummary(problems)}`;
}

/** What code scanning shows beside a finding. */
function describe(code: string) {
  const rule = rules.find(({ slug }) => slug === code);
  return rule && { title: rule.title, why: rule.why, fix: rule.fix, url: rule.sources[0] };
}

function typeOf({ options: { type } }: Arguments): LintType | undefined {
  if (type === undefined) return undefined;
  const known = LINT_TYPES.find((one) => one === type);
  if (known !== undefined) return known;
  throw new CannotRun(`--type takes ${LINT_TYPES.join(", ")}, found ${JSON.stringify(type)}`);
}
