import { join } from "node:path";
import { type Example, type Examples, unmarked } from "../../src/lint/examples";
import { lint } from "../../src/lint/lint";
import { rules } from "../../src/lint/rules";
import { LINT_TYPES, type LintRule, type LintType } from "../../src/lint/types";
import type { GeneratedFile } from "./guardrail-pages";

const RULES = join(__dirname, "..", "..", "src", "lint", "rules");

/** The page of each lint rule, and the list of all: written whole from what the rules say of themselves. */
export function lintPages(): readonly GeneratedFile[] {
  return [
    ...rules.map((rule) => ({ path: `docs/lint/${rule.slug}.md`, text: page(rule) })),
    { path: "docs/lint/README.md", text: overview() },
  ];
}

/** The examples that stand beside a rule. */
export function examplesOf(slug: string): Examples {
  return (require(join(RULES, slug, "examples")) as { examples: Examples }).examples;
}

function page(rule: LintRule): string {
  const { bad, good } = examplesOf(rule.slug);
  const parts = [
    `# ${rule.slug}`,
    `${rule.title}. Severity: ${rule.severity}. ${concerned(rule.types)}`,
    "## Avoid",
    ...bad.slice(0, 1).flatMap((example) => shown(example, rule)),
    "## Prefer",
    ...good.slice(0, 1).flatMap((example) => shown(example, rule)),
    "## Rationale",
    rule.why,
    `What to do: ${rule.fix}.`,
    ...more(rule, "Found as well", bad.slice(1)),
    ...more(rule, "Not found", good.slice(1)),
    "## Sources",
    rule.sources.map((source) => `- <${source}>`).join("\n"),
  ];
  return `${parts.join("\n\n")}\n`;
}

/** Examples that say what they show; the others are for the tests. */
function more(rule: LintRule, heading: string, examples: readonly Example[]): readonly string[] {
  const noted = examples.filter(({ note }) => note !== undefined);
  return noted.length === 0 ? [] : [`## ${heading}`, ...noted.flatMap((example) => shown(example, rule))];
}

function shown({ text: marked, type, note }: Example, { slug }: LintRule): readonly string[] {
  const { text } = unmarked(marked);
  const found = lint(text, { file: "policy", type }).filter(({ code }) => code === slug);
  const lines = found.map(
    ({ place, severity, message }) => `${place!.line}:${place!.column} ${severity} ${slug} ${message}`,
  );
  return [
    ...(note === undefined ? [] : [note]),
    `\`\`\`json\n${abridged(text.trimEnd())}\n\`\`\``,
    ...(lines.length === 0 ? [] : [`\`\`\`\n${lines.join("\n")}\n\`\`\``]),
  ];
}

const MOST_LINES = 60;

/** A long text without its middle. */
function abridged(text: string): string {
  const lines = text.split("\n");
  if (lines.length <= MOST_LINES) return text;
  return [...lines.slice(0, 10), `        … ${lines.length - 14} lines more`, ...lines.slice(-4)].join("\n");
}

const NAMES: Readonly<Record<LintType, string>> = {
  scp: "SCPs",
  rcp: "RCPs",
  identity: "identity policies",
  resource: "resource policies",
};

function concerned(types: readonly LintType[]): string {
  if (LINT_TYPES.every((type) => types.includes(type))) return "For every type of policy.";
  return `For ${types.map((type) => NAMES[type]).join(" and ")}.`;
}

function overview(): string {
  const rows = rules.map(
    ({ slug, title, severity, types }) =>
      `| [${slug}](${slug}.md) | ${title} | ${severity} | ${types.join(", ")} |`,
  );
  return [
    "# Lint rules",
    "",
    "What `org-guardrails lint` looks for; how to run it is in [lint.md](../lint.md).",
    "",
    "| Rule | What is wrong | Severity at most | Types |",
    "| --- | --- | --- | --- |",
    ...rows,
    "",
  ].join("\n");
}
