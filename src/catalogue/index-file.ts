/** A folder of content: one thing a file, or a folder with its examples beside it. */
export interface Content {
  readonly folder: string;
  /** The file of a thing in a folder of its own; undefined where it is a file of the folder. */
  readonly file?: string;
  /** The type of what each file exports, and the module that has it. */
  readonly type: string;
  readonly from: string;
  /** What the index exports, and what it says of it. */
  readonly list: string;
  readonly about: string;
}

const GUARDRAILS: Content = {
  folder: "guardrails",
  type: "AnyGuardrail",
  from: "../src/catalogue/guardrail",
  list: "catalogue",
  about: "Every guardrail there is, sorted by id.",
};

const PERMISSION_SETS: Content = {
  folder: "permission-sets",
  type: "AnyPermissionSet",
  from: "../src/identity/permission-set",
  list: "permissionSets",
  about: "Every permission set there is, sorted by id.",
};

const DETECTIONS: Content = {
  folder: "detections",
  type: "Detection",
  from: "../src/detections/detection",
  list: "detections",
  about: "Every detection there is, sorted by id.",
};

export const LINT_RULES: Content = {
  folder: "src/lint/rules",
  file: "rule",
  type: "LintRule",
  from: "../types",
  list: "rules",
  about: "Every lint rule there is, sorted by slug.",
};

/** Every folder with an index that names what is in it. */
export const CONTENTS: readonly Content[] = [GUARDRAILS, PERMISSION_SETS, DETECTIONS, LINT_RULES];

/** The text of a folder's index.ts. @param slugs in any order */
export function indexText({ file, type, from, list, about }: Content, slugs: readonly string[]): string {
  const sorted = [...slugs].sort();
  const within = file === undefined ? "" : `/${file}`;
  return [
    `// Written by \`npm run generate\` from the ${file === undefined ? "files of this folder" : "folders beside it"}.`,
    `import type { ${type} } from "${from}";`,
    ...sorted.map((slug) => `import { ${camelCase(slug)} } from "./${slug}${within}";`),
    "",
    `/** ${about} */`,
    `export const ${list}: readonly ${type}[] = [`,
    ...sorted.map((slug) => `  ${camelCase(slug)},`),
    "];",
    "",
  ].join("\n");
}

/** The text of guardrails/index.ts. @param slugs in any order */
export function catalogueIndexText(slugs: readonly string[]): string {
  return indexText(GUARDRAILS, slugs);
}

/** "deny-root-user" gives "denyRootUser", the name that the file exports. */
export function camelCase(slug: string): string {
  return slug.replaceAll(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
