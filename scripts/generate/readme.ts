import { readFileSync } from "node:fs";
import { join } from "node:path";
import { IDENTITY_SNAPSHOT_ACTIONS, SNAPSHOT_ACTIONS } from "../../src/aws-data/snapshot-actions";
import { DEFAULT_NAMES, type NamedFile, planFromFiles } from "../../src/files/plan-files";
import { renderPlan } from "../../src/render/plan/text";
import { PLAIN } from "../../src/render/style";
import type { GeneratedFile } from "./guardrail-pages";
import { fenced, renew } from "./renew";

const REPOSITORY = join(__dirname, "..", "..");
const PATH = "README.md";
const IDENTITY = "docs/identity.md";
/** What is shown of the plan: the parts before and after carry what a reader has to see once. */
const SHOWN = { first: 3, last: 3 };

/** Pages with the parts renewed that programs know better: what `plan` prints, and what reading needs. */
export function readme(): readonly GeneratedFile[] {
  const written = readFileSync(join(REPOSITORY, PATH), "utf8");
  const withPlan = renew(PATH, written, "plan", "", fenced("", examplePlan()));
  return [
    {
      path: PATH,
      text: renew(PATH, withPlan, "snapshot-permissions", "   ", reading(SNAPSHOT_ACTIONS)),
    },
    {
      path: IDENTITY,
      text: renew(
        IDENTITY,
        readFileSync(join(REPOSITORY, IDENTITY), "utf8"),
        "identity-permissions",
        "",
        reading(IDENTITY_SNAPSHOT_ACTIONS),
      ),
    },
  ];
}

/** The policy that allows just these actions, which only read. */
function reading(actions: readonly string[]): string {
  const policy = {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: actions, Resource: "*" }],
  };
  return fenced("json", JSON.stringify(policy, null, 2) + "\n");
}

/** The first targets of the example's plan and its end, with the middle left out. */
function examplePlan(): string {
  const file = (name: string): NamedFile => ({ path: join(REPOSITORY, name), name });
  const { organization, snapshot, lock } = DEFAULT_NAMES;
  // No exception of the example is near its end then, so that the text does not change with the calendar.
  const now = Date.parse("2026-12-01T00:00:00Z");
  const files = { organization: file(organization), snapshot: file(snapshot), lock: file(lock) };
  const { plan, problems, moves, inputs } = planFromFiles(files, now);
  if (plan === null)
    throw new Error(`the example has no plan: ${problems.map(({ message }) => message).join("; ")}`);
  const parts = renderPlan({ plan, moves, lock: inputs!.lock, style: PLAIN }).split("\n\n");
  return [...parts.slice(0, SHOWN.first), "[…]", ...parts.slice(-SHOWN.last)].join("\n\n");
}
