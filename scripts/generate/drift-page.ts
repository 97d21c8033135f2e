import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DRIFT_KINDS, type DriftArea, KIND_ORDER } from "../../src/drift/kinds";
import { MEND_WAYS, type MendWay } from "../../src/drift/mending/ways";
import type { GeneratedFile } from "./guardrail-pages";
import { renew } from "./renew";

const PATH = "docs/drift.md";

/** The areas, in the words and the order of the page. */
const AREAS: Readonly<Record<DriftArea, string>> = {
  policies: "Policies",
  organization: "Accounts and units",
  identity: "Identity Center",
  "root-lockdown": "Root lockdown",
  exceptions: "Exceptions",
};

/** docs/drift.md, with what each kind means and what mends it. */
export function driftPage(): readonly GeneratedFile[] {
  const written = readFileSync(join(__dirname, "..", "..", PATH), "utf8");
  const kinds = renew(PATH, written, "drift-kinds", "", tables(["Kind", "What was found"], kindCells));
  const mends = tables(["Kind", "What mends it", "When it was meant"], mendCells);
  return [{ path: PATH, text: renew(PATH, kinds, "drift-mends", "", mends) }];
}

type Kind = (typeof KIND_ORDER)[number];

function tables(head: readonly string[], cells: (kind: Kind) => readonly string[]): string {
  return (Object.keys(AREAS) as DriftArea[])
    .map((area) => {
      const rows = KIND_ORDER.filter((kind) => DRIFT_KINDS[kind].area === area).map(cells);
      const lines = [head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`);
      return `### ${AREAS[area]}\n\n${lines.join("\n")}`;
    })
    .join("\n\n");
}

function kindCells(kind: Kind): readonly string[] {
  return [`\`${kind}\``, DRIFT_KINDS[kind].meaning];
}

function mendCells(kind: Kind): readonly string[] {
  const way = MEND_WAYS[kind];
  return [`\`${kind}\``, sentence(mendText(way)), sentence(way.meant)];
}

function mendText({ commands, resources, hand }: MendWay): string {
  const targets = resources.map(resourceName).join(", ");
  const parts = commands.map((command) => {
    const name = `\`${command.replace(/^npx /, "")}\``;
    if (command !== "pulumi up") return name;
    return resources.length === 0 ? name : `${name} of ${targets}`;
  });
  return [...parts, ...(hand === "" ? [] : [`by hand: ${hand}`])].join("; ");
}

/** "aws:organizations/policy:Policy" -> "organizations.Policy", as programs call it. */
function resourceName(type: string): string {
  const [, module = "", name] = type.split(":");
  return name === undefined ? "all that belongs to it" : `\`${module.split("/")[0]}.${name}\``;
}

function sentence(text: string): string {
  return `${text[0]!.toUpperCase()}${text.slice(1)}.`;
}
