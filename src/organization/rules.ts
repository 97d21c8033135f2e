import type { Finding, Place } from "../findings/finding";
import { nearest } from "../findings/nearest";
import { shown } from "./issues";
import { PARTITIONS } from "./schema";
import { elementsOf, entriesOf, type KnownGuardrail, type WrittenUse, writtenUses } from "./written-uses";
import { dotted, type Located } from "./yaml/located";

type Path = readonly PropertyKey[];

/** Where a name stands. */
interface Written {
  readonly place: Place;
  readonly path: Path;
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
    ...uses.flatMap((use) => slugFindings(use.id, use, catalogue)),
    ...guardrailsTwice(uses),
    ...exceptionFindings(located, catalogue),
  ];
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
  const written = located.at(["organization", "partition"]) ?? "aws";
  const partition = PARTITIONS.find((known) => known === written);
  if (partition === undefined) return [];
  return elementsOf(located.at(["access", "deployers"])).flatMap((_, index) => {
    const path = ["access", "deployers", index, "principal"];
    const principal = located.at(path);
    if (typeof principal !== "string" || !principal.startsWith("arn:")) return [];
    if (principal.startsWith(`arn:${partition}:`)) return [];
    return [
      finding(located, path, {
        code: "other-partition",
        message: `${JSON.stringify(shown(principal))} is not in the partition ${partition}`,
        found: shown(principal),
        expected: `an ARN that begins with arn:${partition}:`,
        fix: "correct the ARN or organization.partition",
      }),
    ];
  });
}

function slugFindings(id: string, { place, path }: Written, catalogue: readonly KnownGuardrail[]): Finding[] {
  const common = { severity: "error" as const, place, path: dotted(path), found: shown(id) };
  const known = catalogue.find((guardrail) => guardrail.id === id);
  if (known === undefined) {
    const written = catalogue.filter(({ automatic }) => !automatic).map((guardrail) => guardrail.id);
    return [
      {
        ...common,
        code: "unknown-guardrail",
        message: `there is no guardrail ${JSON.stringify(shown(id))}`,
        expected: "the slug of a guardrail in guardrails/",
        nearest: nearest(id, written),
        fix: "correct the name; guardrails/index.ts names them all",
      },
    ];
  }
  if (!known.automatic) return [];
  return [
    {
      ...common,
      code: "automatic-guardrail",
      message: `${id} is added by the plan wherever it is needed`,
      fix: "remove it here",
    },
  ];
}

function guardrailsTwice(uses: readonly WrittenUse[]): Finding[] {
  const first = new Map<string, WrittenUse>();
  return uses.flatMap((use) => {
    const pair = JSON.stringify([use.target, use.id]);
    const earlier = first.get(pair);
    if (earlier === undefined) {
      first.set(pair, use);
      return [];
    }
    return [
      {
        code: "guardrail-twice",
        severity: "error",
        place: use.place,
        path: dotted(use.path),
        message: `${shown(use.id)} stands twice at ${shown(use.target)}: first on line ${earlier.place.line}`,
        found: shown(use.id),
        fix: "keep one of the two",
      },
    ];
  });
}

function exceptionFindings(located: Located, catalogue: readonly KnownGuardrail[]): Finding[] {
  return elementsOf(located.at(["exceptions"])).flatMap((exception, index) => {
    const path = ["exceptions", index];
    const slug = [...path, "guardrail"];
    const id = located.at(slug);
    const given = entriesOf(exception).map(([key]) => key);
    const who = ["principals", "permission-set"].filter((key) => given.includes(key));
    const findings =
      typeof id === "string" ? slugFindings(id, { place: located.place(slug), path: slug }, catalogue) : [];
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

/** An error at a place of the file. */
export function finding(
  located: Located,
  path: Path,
  rest: Omit<Finding, "severity" | "place" | "path">,
): Finding {
  return { severity: "error", place: located.place(path), path: dotted(path), ...rest };
}
