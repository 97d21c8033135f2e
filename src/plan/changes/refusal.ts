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
export function refuseRing(order: Order, ring: readonly Write[]): Refusal {
  const whys = new Set(
    ring.map((write, index) => order.waits(write).get(ring[(index + 1) % ring.length]!)!.why),
  );
  const subjects = {
    policies: [...new Set(ring.map(({ policy }) => policy))].sort(),
    targets: [...new Set(ring.flatMap(({ target }) => (target === undefined ? [] : [target])))].sort(),
  };
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
    reason:
      "each takes over what another gives up, and none has room for the old and the new statements at once",
    steps: [
      "deploy what these policies are to gain, beside what they hold now",
      "take away what they are to lose",
    ],
  };
}
