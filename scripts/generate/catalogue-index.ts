import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { camelCase, catalogueIndexText } from "../../src/catalogue/index-file";
import type { GeneratedFile } from "./guardrail-pages";

const ROOT = join(__dirname, "..", "..");

/** guardrails/index.ts: a file is in the catalogue by being in the folder. */
export function catalogueIndex(): readonly GeneratedFile[] {
  const slugs = readdirSync(join(ROOT, "guardrails"))
    .filter((name) => name.endsWith(".ts") && name !== "index.ts")
    .map((name) => name.slice(0, -".ts".length));
  return [{ path: "guardrails/index.ts", text: catalogueIndexText(slugs) }];
}

const RULES = "src/lint/rules";

/** The slugs of all lint rules, sorted: a folder is a rule when it has a rule.ts. */
export function lintRuleSlugs(): readonly string[] {
  return readdirSync(join(ROOT, RULES))
    .filter((name) => existsSync(join(ROOT, RULES, name, "rule.ts")))
    .sort();
}

/** src/lint/rules/index.ts, likewise. */
export function lintRuleIndex(): readonly GeneratedFile[] {
  const slugs = lintRuleSlugs();
  const text = [
    "// Written by `npm run generate` from the folders beside it.",
    'import type { LintRule } from "../types";',
    ...slugs.map((slug) => `import { ${camelCase(slug)} } from "./${slug}/rule";`),
    "",
    "/** Every lint rule there is, sorted by slug. */",
    "export const rules: readonly LintRule[] = [",
    ...slugs.map((slug) => `  ${camelCase(slug)},`),
    "];",
    "",
  ];
  return [{ path: `${RULES}/index.ts`, text: text.join("\n") }];
}
