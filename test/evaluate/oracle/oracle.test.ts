import { decide } from "../../../src/evaluate/reference";
import { COMPARING, SEED, SET_PREFIXES } from "../../support/policy-generator";
import { Random } from "../../support/random";
import { anyCase, type Case, cellCase } from "./cases";
import { CELLS, type Cell, canDiffer, PRESENCES } from "./cells";
import { DEVIATIONS, type Deviation, readingOf } from "./deviations";
import { simulated } from "./simulate";

/** `npm run test:deep` asks a million questions, an ordinary run twenty thousand. */
const DEEP = process.env.RUN_DEEP === "1";
/** Cases for each cell and verdict. */
const QUOTA = DEEP ? 1_000 : 20;
const OTHERS = DEEP ? 60_000 : 1_000;
jest.setTimeout(DEEP ? 3_600_000 : 120_000);

const random = new Random(SEED);
const counts = new Map<string, number>();
const explained = new Map<Deviation, number>();
let asked = 0;

const countOf = (cell: Cell, verdict: string) => counts.get(`${cell.name} ${cell.presence} ${verdict}`) ?? 0;

/** The verdict of a case, on which both evaluators agree but for what the table of deviations explains exactly. */
function agreed(one: Case): string {
  asked++;
  const levels = { type: one.type, levels: one.levels };
  const plain = decide(levels, one.request);
  const theirs = simulated(one);
  const { levels: read, deviations } = readingOf(one);
  const expected =
    deviations.size === 0 ? plain.verdict : decide({ type: one.type, levels: read }, one.request).verdict;
  if (theirs !== expected)
    throw new Error(`iam-simulate: ${theirs}, we: ${plain.verdict}: ${JSON.stringify(one)}`);
  if (theirs !== plain.verdict) {
    for (const deviation of deviations) explained.set(deviation, (explained.get(deviation) ?? 0) + 1);
  }
  return plain.verdict;
}

it("every cell of operator, set operator, IfExists and presence, in both effects, met and unmet", () => {
  for (const cell of CELLS) {
    for (const effect of ["Deny", "Allow"] as const) {
      const outcomes = canDiffer(cell) ? [true, false] : [fixedOutcome(cell)];
      for (const holds of outcomes) {
        const verdict = (effect === "Deny") === holds ? "denied" : "allowed";
        for (let n = 0; n < QUOTA / outcomes.length; n++) {
          expect(agreed(cellCase(random, cell, effect, holds))).toBe(verdict);
        }
        counts.set(
          `${cell.name} ${cell.presence} ${verdict}`,
          countOf(cell, verdict) + QUOTA / outcomes.length,
        );
      }
    }
  }
});

/** What a condition comes to that its values cannot change. */
function fixedOutcome({ operator }: Cell): boolean {
  if (operator.quantifier !== undefined) return operator.quantifier === "ForAllValues";
  return operator.kind === "compare" && (operator.negated || operator.ifExists);
}

it("any policies, any request", () => {
  const verdicts = Array.from({ length: OTHERS }, () => agreed(anyCase(random)));
  const denied = verdicts.filter((verdict) => verdict === "denied").length;
  expect(denied).toBeGreaterThan(OTHERS / 20);
  expect(denied).toBeLessThan((OTHERS * 19) / 20);
});

it("was asked often enough in each cell, and each deviation shows itself", () => {
  process.stdout.write(`${table()}\n\n${deviationTable()}\n`);
  expect(asked).toBeGreaterThanOrEqual(DEEP ? 1_000_000 : 20_000);
  for (const cell of CELLS) {
    expect([cell, countOf(cell, "denied")]).toEqual([cell, QUOTA]);
    expect([cell, countOf(cell, "allowed")]).toEqual([cell, QUOTA]);
  }
  expect([...explained.keys()].sort()).toEqual(Object.keys(DEVIATIONS).sort());
});

/** Cases denied/allowed: a line for each operator, a column for each set operator, suffix and presence. */
function table(): string {
  const forms = SET_PREFIXES.flatMap((prefix) => ["", "IfExists"].map((suffix) => ({ prefix, suffix })));
  const line = (name: string, cells: readonly string[]) =>
    [name.padEnd(26), ...cells.map((cell) => cell.padEnd(DEEP ? 10 : 7))].join("").trimEnd();
  const heads = forms.map(({ prefix, suffix }) => `${prefix}…${suffix}: ${PRESENCES.join(", ")}`);
  const rows = [...COMPARING, "Null"].map((name) =>
    line(
      name,
      forms.flatMap(({ prefix, suffix }) =>
        PRESENCES.map((presence) => {
          const cell = CELLS.find((one) => one.name === prefix + name + suffix && one.presence === presence);
          return cell === undefined ? "-" : `${countOf(cell, "denied")}/${countOf(cell, "allowed")}`;
        }),
      ),
    ),
  );
  return [
    `${asked} cases, denied/allowed; columns in this order:`,
    ...heads.map((head) => `  ${head}`),
    ...rows,
  ].join("\n");
}

/** Where iam-simulate differs: how often, how, and what AWS says. */
function deviationTable(): string {
  const rows = Object.entries(DEVIATIONS).map(
    ([name, [how, source]]) => `${explained.get(name as Deviation)} × ${name}: ${how}. ${source}`,
  );
  return ["Explained differences of iam-simulate:", ...rows].join("\n");
}
