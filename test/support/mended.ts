import { catalogue } from "../../guardrails";
import type { DesiredState } from "../../src/drift/desired";
import { drift } from "../../src/drift/drift";
import type { DriftRow } from "../../src/drift/types";
import type { Snapshot, SnapshotPolicy } from "../../src/organization/snapshot";
import { makePlan } from "../../src/plan/make-plan";
import type { PlannedPolicy } from "../../src/plan/types";
import type { Planned } from "./drift-organizations";
import { deployed } from "./organizations";

const TAGS = { by: "managed-by", key: "org-guardrails-key" };

function onPolicy(facts: Snapshot, id: string, change: (one: SnapshotPolicy) => SnapshotPolicy): Snapshot {
  if (!facts.policies.some((one) => one.id === id)) throw new Error(`there is no policy ${id}`);
  return { ...facts, policies: facts.policies.map((one) => (one.id === id ? change(one) : one)) };
}

const nodesOf = ({ root, units, accounts }: Snapshot) =>
  new Set([root.id, ...[...units, ...accounts].map(({ id }) => id)]);

/** A policy of ours as Pulumi writes it, where it has the targets that it has. */
function written(policy: PlannedPolicy, live: SnapshotPolicy | undefined): SnapshotPolicy {
  const { key, name, description, type, content } = policy;
  return {
    id: live?.id ?? `p-${key}`,
    name,
    description,
    type,
    awsManaged: false,
    tags: { [TAGS.by]: "org-guardrails", [TAGS.key]: key },
    content: JSON.stringify(content),
    targets: live?.targets ?? [],
  };
}

/** The facts after `pulumi up --refresh` of some resources. */
function up(facts: Snapshot, { plan }: DesiredState, resources: readonly string[] | "all"): Snapshot {
  const isOurs = (one: SnapshotPolicy) =>
    one.tags[TAGS.by] !== undefined || plan.policies.some(({ managed, id }) => managed && id === one.id);
  const isNamed = (type: string, name: string) =>
    resources === "all" ||
    resources.some((resource) => {
      const end = resource.split("::").at(-1)!;
      const isType = resource.includes(`:${type}::`) || resource.includes("**::");
      return isType && (end.endsWith("**") ? name.startsWith(end.slice(0, -2)) : name === end);
    });
  const nodes = nodesOf(facts);
  const ours = plan.policies.filter(({ managed, type }) => managed && facts.policyTypes.includes(type));
  const liveOf = ({ key, id }: PlannedPolicy) =>
    facts.policies.find((one) => one.tags[TAGS.key] === key) ?? facts.policies.find((one) => one.id === id);
  const found = ours.flatMap((policy) => {
    const live = liveOf(policy);
    const own = isNamed("Policy", policy.key) ? written(policy, live) : live;
    if (own === undefined) return [];
    const wanted = policy.targets.map(({ id }) => id).filter((node) => nodes.has(node));
    const made = wanted.filter((node) => isNamed("PolicyAttachment", `${policy.key}:${node}`));
    return [{ ...own, targets: [...new Set([...own.targets, ...made])].sort() }];
  });
  const known = new Set(ours.map((policy) => liveOf(policy)?.id));
  // What the plan no longer has goes with a whole run only.
  const rest = facts.policies.filter((one) => !known.has(one.id) && (!isOurs(one) || resources !== "all"));
  return { ...facts, policies: [...rest, ...found] };
}

/** The facts after a row's mend, as its command says it; the same where a person has to say what is to be. */
function mended(facts: Snapshot, row: DriftRow, state: Planned): Snapshot {
  const { command, resources } = row.mend;
  const [program, service, operation, ...words] = (command ?? "").split(" ");
  const option = (name: string) => words[words.indexOf(`--${name}`) + 1]!;
  if (program === "pulumi")
    return up(facts, state.desired, row.kind === "policy-left-over" ? "all" : resources);
  if (program === "npx" && service === "org-guardrails" && operation === "enable") {
    const type = words[0]!;
    const theirs = state.facts.policies
      .filter((one) => one.type === type)
      .map((one) =>
        one.awsManaged ? { ...one, targets: [...nodesOf(facts)].sort() } : { ...one, targets: [] },
      );
    const policies = [...facts.policies.filter((one) => one.type !== type), ...theirs];
    return up({ ...facts, policyTypes: [...facts.policyTypes, type].sort(), policies }, state.desired, "all");
  }
  if (program !== "aws" || service !== "organizations") return facts;
  const target = option("target-id");
  switch (operation) {
    case "attach-policy":
      return onPolicy(facts, option("policy-id"), (one) => ({
        ...one,
        targets: [...one.targets, target].sort(),
      }));
    case "detach-policy":
      return onPolicy(facts, option("policy-id"), (one) => ({
        ...one,
        targets: one.targets.filter((node) => node !== target),
      }));
    case "move-account":
      return {
        ...facts,
        accounts: facts.accounts.map((one) =>
          one.id === option("account-id") ? { ...one, parent: option("destination-parent-id") } : one,
        ),
      };
    case "disable-policy-type":
      return { ...facts, policyTypes: facts.policyTypes.filter((type) => type !== option("policy-type")) };
    case "update-policy":
      return onPolicy(facts, option("policy-id"), (one) => ({
        ...one,
        content: JSON.stringify(JSON.parse(one.content)),
      }));
    default:
      throw new Error(`no such mend: ${command}`);
  }
}

const ACCEPTS = /^npx org-guardrails snapshot /;

/** The facts after all mends; and after those of what showed only then, as of the policies of a type that was off. */
export function allMended(state: Planned, facts: Snapshot): { facts: Snapshot; left: readonly DriftRow[] } {
  let now = facts;
  for (let round = 0; round < 2; round++)
    now = drift(state.desired, now).rows.reduce((before, row) => mended(before, row, state), now);
  return { facts: now, left: drift(state.desired, now).rows };
}

/** Whether a person has to say that it is to be so. */
export function isToAccept({ mend }: DriftRow): boolean {
  return ACCEPTS.test(mend.command ?? "");
}

/** A new snapshot is taken, planned from and deployed. */
export function accepted(
  { intent, desired }: Planned,
  snapshot: Snapshot,
): Pick<Planned, "desired" | "facts"> {
  const planned = (facts: Snapshot, lock: DesiredState["lock"]) => {
    const made = makePlan({ intent, snapshot: facts, lock, catalogue, now: desired.now });
    if (made.plan === null) throw new Error(JSON.stringify(made.problems));
    return { plan: made.plan, lock: made.lock };
  };
  const first = planned(snapshot, desired.lock);
  const facts = deployed(snapshot, first.plan);
  return { facts, desired: { ...desired, ...planned(facts, first.lock), recorded: facts } };
}
