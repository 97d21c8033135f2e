/** guardrails/index.ts, for these slugs: a file is in the catalogue by being in the folder. */
export function catalogueIndexText(slugs: readonly string[]): string {
  const sorted = [...slugs].sort();
  const lines = [
    "// Written by `npm run generate` from the files of this folder.",
    'import type { AnyGuardrail } from "../src/catalogue/guardrail";',
    ...sorted.map((slug) => `import { ${camelCase(slug)} } from "./${slug}";`),
    "",
    "/** Every guardrail there is, sorted by id. */",
    "export const catalogue: readonly AnyGuardrail[] = [",
    ...sorted.map((slug) => `  ${camelCase(slug)},`),
    "];",
    "",
  ];
  return lines.join("\n");
}

/** "deny-root-user" gives "denyRootUser", the name that the file exports. */
export function camelCase(slug: string): string {
  return slug.replaceAll(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
