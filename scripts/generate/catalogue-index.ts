import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { GeneratedFile } from "./guardrail-pages";

const FOLDER = "guardrails";

/** guardrails/index.ts: a file is in the catalogue by being in the folder. */
export function catalogueIndex(): readonly GeneratedFile[] {
  const slugs = readdirSync(join(__dirname, "..", "..", FOLDER))
    .filter((name) => name.endsWith(".ts") && name !== "index.ts")
    .map((name) => name.slice(0, -".ts".length))
    .sort();
  const text = [
    "// Written by `npm run generate` from the files of this folder.",
    'import type { AnyGuardrail } from "../src/catalogue/guardrail";',
    ...slugs.map((slug) => `import { ${camelCase(slug)} } from "./${slug}";`),
    "",
    "/** Every guardrail there is, sorted by id. */",
    "export const catalogue: readonly AnyGuardrail[] = [",
    ...slugs.map((slug) => `  ${camelCase(slug)},`),
    "];",
    "",
  ];
  return [{ path: `${FOLDER}/index.ts`, text: text.join("\n") }];
}

/** "deny-root-user" gives "denyRootUser", the name that the file exports. */
function camelCase(slug: string): string {
  return slug.replaceAll(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
