import { protectExemptPrincipals as door } from "../guardrails/protect-exempt-principals";
import { parseSnapshot, serializeSnapshot } from "../src/organization/snapshot-file";
import { makePlan } from "../src/plan/make-plan";
import { LARGEST, largeCatalogue, largeIntent, largeSnapshot } from "./large-organization";
import { milliseconds } from "./measure";

// Runs in a process of its own, so that the memory it prints is the plan's and nobody else's.
const catalogue = largeCatalogue(LARGEST, door);
const text = serializeSnapshot(largeSnapshot(LARGEST));
const intent = largeIntent(LARGEST, catalogue);
const parsing = milliseconds(() => void JSON.parse(text));

let policies = 0;
let writes = 0;
const planning = milliseconds(() => {
  const { snapshot } = parseSnapshot(text, "organization.snapshot.json");
  const { plan, problems } = makePlan({ intent, snapshot: snapshot!, lock: null, catalogue, now: 0 });
  if (plan === null) throw new Error(problems.map(({ message }) => message).join("; "));
  policies = plan.policies.length;
  writes = plan.changes.length;
});
console.log(
  JSON.stringify({ planning, parsing, policies, writes, megabytes: process.resourceUsage().maxRSS / 1024 }),
);
