import type { ManagedCourse } from "./courses";
import type { Order, Write } from "./order";
import type { BadBoard } from "./slots";
import type { ChangesInput, Refusal } from "./types";

/** The refusal for policies that would have to be another kind of policy. AWS: "You can't change a policy's type". */
export function refuseTypeChange(keys: readonly string[]): Refusal {
  return {
    policies: keys,
    targets: [],
    reason: "a policy keeps its type for life",
    steps: ["deploy without the guardrails of these policies", "add them again, under new policy keys"],
  };
}

/** The refusal for targets where the desired state itself is one that AWS does not take. */
export function refuseBoards(bad: readonly BadBoard[], { before, after }: ChangesInput): Refusal {
  const targets = [...new Set(bad.map(({ target }) => target))].sort();
  const concerned = [before, after].flatMap((state) =>
    [...state.targets].filter(([, at]) => targets.some((target) => at.has(target))).map(([key]) => key),
  );
  const isFull = bad.some(({ kind }) => kind === "full");
  return {
    policies: [...new Set(concerned)].sort(),
    targets,
    reason: isFull
      ? "more policies would be attached than AWS allows"
      : "AWS keeps at least one service control policy on every target, and these would be the last to go",
    steps: isFull
      ? ["detach a policy there or take guardrails away, and deploy that", "make this change"]
      : ["attach FullAWSAccess there", "make this change"],
  };
}

/** The refusal for writes that all wait for each other. */
export function refuseRing(order: Order, ring: readonly Write[], managed: readonly ManagedCourse[]): Refusal {
  const whys = new Set(ring.map((write, at) => order.waits(write).get(ring[(at + 1) % ring.length]!)!.why));
  const policies = [...new Set(ring.map(({ policy }) => policy))].sort();
  const subjects = { policies, targets: placesOf(ring, managed) };
  if (whys.has("slot")) {
    return {
      ...subjects,
      reason: "there is no free slot to attach the new policies before the old ones are detached",
      steps: ["free a slot at these targets, and deploy that", "make this change"],
    };
  }
  if (whys.has("name")) {
    return {
      ...subjects,
      reason: "these policies take over each other's names, and no two may have one name at the same time",
      steps: ["deploy with another name for one of them", "give it the name that is wanted"],
    };
  }
  return {
    ...subjects,
    reason: "each takes over what another gives up, and none can hold its old and its new statements at once",
    steps: [
      "deploy what these policies are to gain, beside what they hold now",
      "take away what they are to lose",
    ],
  };
}

/** The targets of the ring; where it has none, of the policy in it that is attached to the fewest. */
function placesOf(ring: readonly Write[], managed: readonly ManagedCourse[]): readonly string[] {
  const targets = new Set(ring.map(({ target }) => target).filter((target) => target !== undefined));
  if (targets.size > 0) return [...targets].sort();
  const [fewest] = managed
    .filter(({ key }) => ring.some(({ policy }) => policy === key))
    .map(({ before, after }) => [...new Set([...before, ...after])])
    .sort((a, b) => a.length - b.length);
  return fewest!.sort();
}
