import type { PolicyLevel } from "../../src/inheritance/types";
import type { JsonValue } from "../../src/policy/management/document";

// The rules of inheritance written down once more, as plainly as they can be: every question is answered from the
// documents themselves, whatever it costs. Only for documents that are well formed, and for levels whose policies do
// not conflict.

const CONTROL = "@@operators_allowed_for_child_policies";
const OPERATORS = ["@@assign", "@@append", "@@remove"];

type Node = Readonly<Record<string, unknown>>;

function at(document: unknown, path: readonly string[]): Node | undefined {
  return path.reduce<Node | undefined>((node, key) => {
    const found = Object.keys(node ?? {}).find((each) => each.toLowerCase() === key);
    return found === undefined ? undefined : (node![found] as Node);
  }, document as Node);
}

function pathsOf(document: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  const children = Object.keys(document as Node).filter((key) => !key.startsWith("@@"));
  return [path, ...children.flatMap((key) => pathsOf((document as Node)[key], [...path, key.toLowerCase()]))];
}

/** The operators that the levels before one leave to it at a path. */
function allowed(levels: readonly PolicyLevel[], level: number, path: readonly string[]): readonly string[] {
  return OPERATORS.filter((operator) =>
    levels.slice(0, level).every(({ policies }, index) =>
      policies.every(({ document }) => {
        const names = isThere(levels, index, path) ? at(document, path)?.[CONTROL] : undefined;
        return names === undefined || (names as string[]).some((name) => [operator, "@@all"].includes(name));
      }),
    ),
  );
}

/** Whether what a level writes at a path stands: nothing above it had to be added where nothing may be. */
function isThere(levels: readonly PolicyLevel[], level: number, path: readonly string[]): boolean {
  const missing = path.findIndex((_, depth) => !exists(levels, level, path.slice(0, depth + 1)));
  if (missing === -1) return true;
  const operators = allowed(levels, level, path.slice(0, missing));
  return operators.includes("@@assign") || operators.includes("@@append");
}

/** Whether a level finds a path in what it inherits. */
function exists(levels: readonly PolicyLevel[], level: number, path: readonly string[]): boolean {
  return levels
    .slice(0, level)
    .some(
      ({ policies }, index) =>
        policies.some(({ document }) => at(document, path) !== undefined) && isThere(levels, index, path),
    );
}

function settingOf(levels: readonly PolicyLevel[], path: readonly string[]): JsonValue | undefined {
  let value: JsonValue | undefined;
  levels.forEach(({ policies }, level) => {
    const operators = isThere(levels, level, path) ? allowed(levels, level, path) : [];
    for (const operator of OPERATORS.filter((each) => operators.includes(each))) {
      for (const { document } of policies) {
        const given = at(document, path)?.[operator] as JsonValue | undefined;
        if (given === undefined) continue;
        const [now, named] = [(value ?? []) as readonly JsonValue[], given as readonly JsonValue[]];
        const fresh = named.filter((each) => !now.includes(each));
        const left = now.filter((each) => !named.includes(each));
        if (operator === "@@assign") value = given;
        else if (operator === "@@append" && fresh.length > 0) value = [...now, ...fresh];
        else if (operator === "@@remove" && left.length < now.length)
          value = left.length > 0 ? left : undefined;
      }
    }
  });
  return value;
}

/** The settings of an account by their dotted paths. */
export function referenceSettings(levels: readonly PolicyLevel[]): Readonly<Record<string, JsonValue>> {
  const documents = levels.flatMap(({ policies }) => policies.map(({ document }) => document));
  const paths = new Map(documents.flatMap((each) => pathsOf(each)).map((path) => [path.join("."), path]));
  return Object.fromEntries(
    [...paths].flatMap(([text, path]) => {
      const value = settingOf(levels, path);
      return value === undefined ? [] : [[text, value]];
    }),
  );
}
