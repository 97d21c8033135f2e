import type { AnyGuardrail } from "../catalogue/guardrail";
import type { Finding } from "../findings/finding";
import { nearest } from "../findings/nearest";
import { shown } from "./issues";
import { dotted, type Located } from "./yaml/located";

/** What loading has to know of a guardrail. */
export type KnownGuardrail = Pick<AnyGuardrail, "id" | "automatic" | "parameters" | "defaults">;

type Path = readonly PropertyKey[];

/** A guardrail at a target, found in a file that may be wrong elsewhere. */
export interface WrittenUse {
  readonly target: string;
  readonly id: string;
  /** Undefined when only the name was given. */
  readonly parameters: unknown;
  /** Of the element, and of the value or key that names the guardrail. */
  readonly path: Path;
  readonly namePath: Path;
}

/**
 * What the schema cannot say, because it is about several values or about the catalogue. It works on files
 * that the schema refuses too, so that everything is reported at once.
 */
export function ruleFindings(located: Located, catalogue: readonly KnownGuardrail[]): Finding[] {
  const uses = writtenUses(located);
  return [
    ...homeRegion(located),
    ...deployerPartitions(located),
    ...uses.flatMap(({ id, namePath }) => slugFindings(id, namePath, located, catalogue)),
    ...guardrailsTwice(uses, located),
    ...exceptionFindings(located, catalogue),
  ];
}

/** Every guardrail that the file names at a target, whatever else is wrong. */
export function writtenUses(located: Located): readonly WrittenUse[] {
  return entriesOf(located.at(["guardrails"])).flatMap(([target, list]) =>
    elementsOf(list).flatMap((element, index): WrittenUse[] => {
      const path = ["guardrails", target, index];
      if (typeof element === "string")
        return [{ target, id: element, parameters: undefined, path, namePath: path }];
      const entries = entriesOf(element);
      if (entries.length !== 1) return [];
      const [id, parameters] = entries[0]!;
      return [{ target, id, parameters, path, namePath: [...path, id] }];
    }),
  );
}

function homeRegion(located: Located): Finding[] {
  const path = ["organization", "home-region"];
  const home = located.at(path);
  const regions = elementsOf(located.at(["organization", "regions"])).filter(
    (region) => typeof region === "string",
  );
  if (typeof home !== "string" || regions.length === 0 || regions.includes(home)) return [];
  return [
    finding(located, path, {
      code: "home-region-outside-regions",
      message: `the home Region ${JSON.stringify(home)} is not one of organization.regions`,
      found: shown(home),
      expected: `one of ${regions.map(shown).join(", ")}`,
      nearest: nearest(home, regions),
      fix: "add it to regions, or choose another home Region",
    }),
  ];
}

/** A role of another partition exempts nobody, and everybody would notice too late. */
function deployerPartitions(located: Located): Finding[] {
  const partition = located.at(["organization", "partition"]) ?? "aws";
  return elementsOf(located.at(["access", "deployers"])).flatMap((_, index) => {
    const path = ["access", "deployers", index, "principal"];
    const principal = located.at(path);
    if (typeof principal !== "string" || !principal.startsWith("arn:")) return [];
    if (principal.startsWith(`arn:${String(partition)}:`)) return [];
    return [
      finding(located, path, {
        code: "other-partition",
        message: `${JSON.stringify(shown(principal))} is not in the partition ${shown(partition)}`,
        found: shown(principal),
        expected: `an ARN that begins with arn:${shown(partition)}:`,
        fix: "correct the ARN or organization.partition",
      }),
    ];
  });
}

function slugFindings(
  id: string,
  path: Path,
  located: Located,
  catalogue: readonly KnownGuardrail[],
): Finding[] {
  const known = catalogue.find((guardrail) => guardrail.id === id);
  if (known === undefined) {
    const written = catalogue.filter(({ automatic }) => !automatic).map((guardrail) => guardrail.id);
    return [
      finding(located, path, {
        code: "unknown-guardrail",
        message: `there is no guardrail ${JSON.stringify(shown(id))}`,
        found: shown(id),
        expected: "the slug of a guardrail in guardrails/",
        nearest: nearest(id, written),
        fix: "correct the name; guardrails/index.ts names them all",
      }),
    ];
  }
  if (!known.automatic) return [];
  return [
    finding(located, path, {
      code: "automatic-guardrail",
      message: `${id} is added by the plan wherever it is needed`,
      found: id,
      fix: "remove it here",
    }),
  ];
}

function guardrailsTwice(uses: readonly WrittenUse[], located: Located): Finding[] {
  const first = new Map<string, WrittenUse>();
  return uses.flatMap((use) => {
    const pair = JSON.stringify([use.target, use.id]);
    const earlier = first.get(pair);
    if (earlier === undefined) {
      first.set(pair, use);
      return [];
    }
    return [
      finding(located, use.namePath, {
        code: "guardrail-twice",
        message: `${shown(use.id)} stands twice at ${shown(use.target)}: first on line ${located.place(earlier.path).line}`,
        found: shown(use.id),
        fix: "keep one of the two",
      }),
    ];
  });
}

function exceptionFindings(located: Located, catalogue: readonly KnownGuardrail[]): Finding[] {
  return elementsOf(located.at(["exceptions"])).flatMap((exception, index) => {
    const path = ["exceptions", index];
    const id = located.at([...path, "guardrail"]);
    const given = entriesOf(exception).map(([key]) => key);
    const who = ["principals", "permission-set"].filter((key) => given.includes(key));
    const findings =
      typeof id === "string" ? slugFindings(id, [...path, "guardrail"], located, catalogue) : [];
    if (given.length > 0 && who.length !== 1) {
      findings.push(
        finding(located, path, {
          code: who.length === 0 ? "exception-for-nobody" : "exception-for-two-kinds",
          message: `${dotted(path)} has ${who.length === 0 ? "neither principals nor" : "both principals and"} permission-set`,
          expected: "either principals or permission-set",
          fix: who.length === 0 ? "say who is spared" : "make two exceptions of it",
        }),
      );
    }
    return findings;
  });
}

function finding(located: Located, path: Path, rest: Omit<Finding, "severity" | "place" | "path">): Finding {
  return { severity: "error", place: located.place(path), path: dotted(path), ...rest };
}

function elementsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function entriesOf(value: unknown): readonly [string, unknown][] {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
}
