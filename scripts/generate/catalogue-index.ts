import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { CONTENTS, type Content, indexText, LINT_RULES } from "../../src/catalogue/index-file";
import type { GeneratedFile } from "./guardrail-pages";

const ROOT = join(__dirname, "..", "..");

/** The index.ts of every folder of content: a thing is in it by being there. */
export function contentIndexes(): readonly GeneratedFile[] {
  return CONTENTS.map((content) => ({
    path: `${content.folder}/index.ts`,
    text: indexText(content, slugsOf(content)),
  }));
}

/** The slugs of all lint rules, sorted: a folder is a rule when it has a rule.ts. */
export function lintRuleSlugs(): readonly string[] {
  return slugsOf(LINT_RULES);
}

function slugsOf({ folder, file }: Content): readonly string[] {
  const names = readdirSync(join(ROOT, folder));
  const slugs =
    file === undefined
      ? names
          .filter((name) => name.endsWith(".ts") && name !== "index.ts")
          .map((name) => name.slice(0, -".ts".length))
      : names.filter((name) => existsSync(join(ROOT, folder, name, `${file}.ts`)));
  return slugs.sort();
}
