import { join } from "node:path";
import { compareFull } from "./compare-full";
import { decisions } from "./decisions";
import { median, ms, node, printRows, type Row, ratio } from "./measure";
import { rootStatus } from "./root-status";
import { largeSnapshotCalls, snapshotCalls } from "./snapshot-calls";
import { wholeCatalogue } from "./whole-catalogue";

const root = join(__dirname, "..");
const command = join(root, "bin", "org-guardrails.js");
const tsx = ["--require", "tsx/cjs"];
const RUNS = 7;

/** A function that measures at its first call only. */
function once(measure: () => number): () => number {
  let found: number | undefined;
  return () => {
    found ??= measure();
    return found;
  };
}

const nothing = median(RUNS, () => void node("-e", "0"));

function help(): Row {
  const time = median(RUNS, () => void node(command, "--help"));
  return {
    what: "org-guardrails --help",
    measured: ms(time),
    beside: `node -e 0: ${ms(nothing)}`,
    ratio: ratio(time, nothing),
  };
}

/** Loading the program, without doing anything. */
const loading = once(() => {
  const load = `require("./bin/program").loadProgram(${JSON.stringify(root)}, "src/cli/main.ts", ${JSON.stringify(join(root, "node_modules", ".cache", "org-guardrails"))})`;
  process.chdir(root);
  return median(RUNS, () => void node("-e", load));
});

function examplePlan(): Row {
  const time = median(RUNS, () => void node(command, "plan"));
  return {
    what: "plan of the example",
    measured: ms(time),
    beside: `loading the program: ${ms(loading())}, node -e 0: ${ms(nothing)}`,
    ratio: ratio(time, nothing),
  };
}

/** Everything that there is to check at once. */
function checkWhole(): Row {
  const { guardrails, check, remove } = wholeCatalogue();
  const time = median(RUNS, check);
  remove();
  return {
    what: `check with the whole catalogue in force (${guardrails} guardrails)`,
    measured: ms(time),
    beside: `loading the program: ${ms(loading())}, node -e 0: ${ms(nothing)}`,
    ratio: ratio(time, nothing),
  };
}

function largestPlan(): Row {
  const { planning, parsing, policies, writes, megabytes } = JSON.parse(
    node(...tsx, join(__dirname, "plan-large.ts")),
  );
  return {
    what: `plan of 50,000 accounts, 2,000 units, 60 guardrails (${policies} policies, ${writes} writes)`,
    measured: `${ms(planning)}, ${megabytes.toFixed(0)} MB`,
    beside: `JSON.parse of its snapshot: ${ms(parsing)}, node -e 0: ${ms(nothing)}`,
    ratio: ratio(planning, parsing),
  };
}

function largestReview(): Row {
  const { reviewing, planning, classes, slope, megabytes } = JSON.parse(
    node(...tsx, join(__dirname, "review-large.ts")),
  );
  return {
    what: `review of a change in 50,000 accounts, 60 guardrails, 40 exceptions (${classes} classes)`,
    measured: `${ms(reviewing)}, ${megabytes.toFixed(0)} MB, ${slope.toFixed(0)} ms for each 1,000 accounts more`,
    beside: `making one of its plans: ${ms(planning)}, node -e 0: ${ms(nothing)}`,
    ratio: ratio(reviewing, planning),
  };
}

/** The whole command, so that what it takes to start and to read the action data is beside it. */
function publicPolicies(): Row {
  const what = "lint of 109 public policies";
  const found = JSON.parse(node(...tsx, join(__dirname, "lint-public.ts")));
  if (found === null)
    return { what, measured: "skipped", beside: "needs ../shared/public-policies", ratio: "" };
  const { linting, again } = found;
  const loading = median(RUNS, () => void node(...tsx, "-e", 'require("./src/cli/lint.ts")'));
  return {
    what,
    measured: `${ms(linting)}, ${ms(again)} when warm`,
    beside: `loading its modules: ${ms(loading)}, node -e 0: ${ms(nothing)}`,
    ratio: ratio(linting, loading),
  };
}

function expansion(): Row {
  const { expanding, listing, assignments, sets, megabytes } = JSON.parse(
    node(...tsx, join(__dirname, "expand-assignments.ts")),
  );
  return {
    what: `assignments of 60 permission sets to 300 groups in 10,000 accounts (${assignments} of ${sets} sets)`,
    measured: `${ms(expanding)}, ${megabytes.toFixed(0)} MB`,
    beside: `a plain loop over the same assignments: ${ms(listing)}, node -e 0: ${ms(nothing)}`,
    ratio: ratio(expanding, listing),
  };
}

function largestDrift(): Row {
  const { reading, drifting, rows, assignments, policies, megabytes, slope, bare, largest } = JSON.parse(
    node(...tsx, join(__dirname, "drift-large.ts")),
  );
  return {
    what: `drift of 10,000 accounts, 2,000 units, ${policies} policies, ${assignments} assignments (${rows} rows)`,
    measured: `${ms(drifting)}, ${megabytes.toFixed(0)} MB, ${slope.toFixed(0)} ms for each 1,000 accounts more, up to 50,000 with ${largest.assignments} assignments: ${ms(largest.drifting)}; with nothing deployed (${bare.rows} rows) ${ms(bare.drifting)}`,
    beside: `reading its facts: ${ms(reading)}, node -e 0: ${ms(nothing)}`,
    ratio: ratio(drifting, reading),
  };
}

async function main(): Promise<void> {
  printRows([
    help(),
    examplePlan(),
    checkWhole(),
    largestPlan(),
    decisions(),
    compareFull(),
    largestReview(),
    largestDrift(),
    publicPolicies(),
    expansion(),
    await snapshotCalls(),
    ...largeSnapshotCalls(),
    await rootStatus(),
  ]);
}

void main();
