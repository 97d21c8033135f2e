import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { catalogue } from "../../../guardrails";
import { compileGuardrail } from "../../../src/catalogue/compile";
import { EXAMPLE_ORGANIZATION } from "../../../src/catalogue/example-organization";
import { isAuthorization } from "../../../src/catalogue/guardrail";
import type { Levels } from "../../../src/evaluate/request";
import { findRequest } from "../../../src/evaluate/search/find-request";
import type { PolicyDocument, Statement } from "../../../src/policy/document";
import { statementsOf } from "../../../src/policy/document";
import { shapeProblems } from "../../../src/policy/shape";

const PUBLIC = join(__dirname, "../../../../shared/public-policies");
const DEEP = process.env.RUN_DEEP === "1";
const MOST = DEEP ? Number.POSITIVE_INFINITY : 80;

type Type = "SCP" | "RCP";

const POLICY_TYPES = { SCP: "SERVICE_CONTROL_POLICY", RCP: "RESOURCE_CONTROL_POLICY" } as const;
const ALLOW_ALL: Readonly<Record<Type, Statement>> = {
  SCP: { Effect: "Allow", Action: "*", Resource: "*" },
  RCP: { Effect: "Allow", Principal: "*", Action: "*", Resource: "*" },
};

interface Sample {
  readonly name: string;
  readonly type: Type;
  readonly document: PolicyDocument;
}

/** Every file that is a valid SCP or RCP. */
function publicPolicies(): readonly Sample[] {
  const files = readdirSync(PUBLIC, { recursive: true, encoding: "utf8" }).filter((name) =>
    name.endsWith(".json"),
  );
  return files.sort().flatMap((name) => {
    const type: Type = /rcp|resource.control/i.test(name) ? "RCP" : "SCP";
    try {
      const document = JSON.parse(readFileSync(join(PUBLIC, name), "utf8")) as PolicyDocument;
      return isValid(document, type) ? [{ name, type, document }] : [];
    } catch {
      return [];
    }
  });
}

function isValid(document: PolicyDocument, type: Type): boolean {
  return shapeProblems(document, POLICY_TYPES[type]).length === 0;
}

/** The chain of a policy on its own: with AWS's full access beside it where it has no Allow. */
function chain({ document, type }: Sample): Levels {
  const allows = statementsOf(document).some(({ Effect }) => Effect === "Allow");
  const full = { Version: "2012-10-17", Statement: [ALLOW_ALL[type]] };
  return { type, levels: [allows ? [document] : [document, full]] };
}

/** The policy with one character of one of its values replaced or left out, at the places that are taken. */
function* mutations(document: PolicyDocument, isTaken: () => boolean): Generator<PolicyDocument> {
  const text = JSON.stringify(document);
  const texts = /"((?:[^"\\]|\\.)*)"(:)?/g;
  for (const { index, 1: value = "", 2: colon } of text.matchAll(texts)) {
    for (let at = 0; at < value.length && colon === undefined; at++) {
      if (!isTaken()) continue;
      const place = index + 1 + at;
      const other = text[place] === "x" ? "y" : "x";
      for (const instead of [other, "*", ""]) {
        const mutated = text.slice(0, place) + instead + text.slice(place + 1);
        try {
          yield JSON.parse(mutated) as PolicyDocument;
        } catch {
          // A backslash without what it escapes: no policy any more.
        }
      }
    }
  }
}

function bothWays(before: Levels, after: Levels, type: Type) {
  return [
    findRequest({ allowedBy: [before], deniedBy: [after], within: { type } }),
    findRequest({ allowedBy: [after], deniedBy: [before], within: { type } }),
  ];
}

function found(samples: readonly Sample[]) {
  const counts = { mutations: 0, different: 0, equal: 0 };
  const undecided: string[] = [];
  const length = samples.reduce((sum, { document }) => sum + JSON.stringify(document).length, 0);
  const every = Math.max(1, Math.floor(length / MOST));
  let count = 0;
  for (const sample of samples) {
    for (const document of mutations(sample.document, () => count++ % every === 0)) {
      if (!isValid(document, sample.type)) continue;
      const answers = bothWays(chain(sample), chain({ ...sample, document }), sample.type);
      counts.mutations++;
      for (const answer of answers) {
        if (answer.kind !== "undecided") continue;
        undecided.push(`${sample.name}: ${answer.reason}: ${JSON.stringify(document)}`);
      }
      if (answers.some(({ kind }) => kind === "witness")) counts.different++;
      else counts.equal++;
    }
  }
  return { counts, undecided };
}

describe("one character changed in a policy that people use", () => {
  if (!existsSync(PUBLIC)) {
    it("is skipped: the folder of public policies is not there", () => {
      console.warn(`skipped: no public policies at ${PUBLIC}`);
    });
    return;
  }

  it("is found to matter or proved not to", () => {
    const samples = publicPolicies();
    const { counts, undecided } = found(samples);
    console.info(`${samples.length} policies`, counts);
    expect(undecided).toEqual([]);
    expect(samples.length).toBeGreaterThan(80);
    // The great part of what a policy says matters: a search that finds nothing has lost its way.
    expect(counts.different).toBeGreaterThan(counts.mutations / 2);
  });

  it("is found to matter or proved not to, in the catalogue too", () => {
    const samples = catalogue.filter(isAuthorization).map((guardrail): Sample => {
      const compiled = compileGuardrail(guardrail, guardrail.example, EXAMPLE_ORGANIZATION);
      if ("problems" in compiled) throw new Error(`${guardrail.id} does not compile`);
      const document = { Version: "2012-10-17", Statement: compiled.statements };
      return {
        name: guardrail.id,
        type: guardrail.type === "SERVICE_CONTROL_POLICY" ? "SCP" : "RCP",
        document,
      };
    });
    const { counts, undecided } = found(samples);
    console.info(`${samples.length} guardrails`, counts);
    expect(undecided).toEqual([]);
    expect(counts.different).toBeGreaterThan(counts.mutations / 2);
  });

  it("a policy equals itself, in whatever order its statements stand", () => {
    for (const sample of publicPolicies()) {
      const document = { ...sample.document, Statement: [...statementsOf(sample.document)].reverse() };
      const answers = bothWays(chain(sample), chain({ ...sample, document }), sample.type);
      expect(answers).toEqual([{ kind: "none" }, { kind: "none" }]);
    }
  });
});
