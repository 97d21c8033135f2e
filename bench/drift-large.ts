import { protectExemptPrincipals as door } from "../guardrails/protect-exempt-principals";
import type { DesiredState } from "../src/drift/desired";
import { drift } from "../src/drift/drift";
import { plannedSets } from "../src/identity/plan/permission-sets";
import type { IdentityPlan } from "../src/identity/plan/types";
import { identityView } from "../src/identity/plan/view";
import type { IdentitySnapshot } from "../src/organization/identity-snapshot";
import type { Snapshot, SnapshotPolicy } from "../src/organization/snapshot";
import { parseSnapshot, serializeSnapshot } from "../src/organization/snapshot-file";
import { makePlan } from "../src/plan/make-plan";
import { deployedIdentity } from "../test/support/identity";
import { deployed } from "../test/support/organizations";
import { expandedAssignments, LARGE_CONTENTS, largeAssignments } from "./large-assignments";
import { LARGEST, largeCatalogue, largeIntent, largeSnapshot, type Size } from "./large-organization";
import { milliseconds } from "./measure";

// Runs in a process of its own, so that the memory it prints is the drift's and nobody else's.

/** Ours, FullAWSAccess, and those of others. */
const POLICIES = 300;
const NOW = 0;

/** An organization in which everything is deployed as planned. */
function asPlanned(size: Size): { readonly desired: DesiredState; readonly facts: Snapshot } {
  const catalogue = largeCatalogue(size, door);
  const intent = largeIntent(size, catalogue);
  const empty = largeSnapshot(size);
  const planned = (snapshot: Snapshot, lock: Parameters<typeof makePlan>[0]["lock"]) => {
    const made = makePlan({ intent, snapshot, lock, catalogue, now: NOW });
    if (made.plan === null) throw new Error(made.problems.map(({ message }) => message).join("; "));
    return { plan: made.plan, lock: made.lock };
  };
  const first = planned(empty, null);
  const own = deployed(empty, first.plan);
  const others = Array.from({ length: POLICIES - own.policies.length }, (_, index) => theirs(index, empty));
  const recorded = { ...own, policies: [...own.policies, ...others] };
  const { plan, lock } = planned(recorded, first.lock);

  const { members } = expandedAssignments(empty, largeAssignments(empty));
  const { id, managementAccount } = empty.organization;
  const identityPlan: IdentityPlan = {
    formatVersion: 1,
    stack: "identity",
    organization: { id, managementAccount },
    permissionSets: plannedSets(members, LARGE_CONTENTS, "aws"),
    groups: [...new Set(members.map(({ principal }) => principal.name))].map((name) => ({
      name,
      members: null,
    })),
    users: [],
    attributes: {},
    changes: null,
    cost: null,
    digest: "",
    problems: [],
  };
  const facts = { ...recorded, identity: deployedIdentity([identityPlan]) };
  const desired: DesiredState = {
    plan,
    recorded: facts,
    lock,
    identity: identityView({ plans: [identityPlan], problems: [] }),
    lockdown: null,
    partition: "aws",
    homeRegion: "eu-west-1",
    now: NOW,
  };
  return { desired, facts };
}

function theirs(index: number, { units }: Snapshot): SnapshotPolicy {
  return {
    id: `p-theirs${String(index).padStart(4, "0")}`,
    name: `theirs-${index}`,
    description: "",
    type: "SERVICE_CONTROL_POLICY",
    awsManaged: false,
    tags: {},
    content: JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Deny", Action: [`sqs:Made${index}`], Resource: "*" }],
    }),
    targets: [units[(index * 13) % units.length]!.id],
  };
}

/**
 * Ten of each: texts, one of them at the root so that every class of accounts is touched, attachments that came and
 * went, moved accounts, assignments, sets that are not provisioned anew, and one with another policy.
 */
function drifted(facts: Snapshot): Snapshot {
  const ours = facts.policies.filter(({ tags }) => Object.keys(tags).length > 0);
  const isAtRoot = ({ targets }: SnapshotPolicy) => targets.includes(facts.root.id);
  const below = ours.filter((policy) => !isAtRoot(policy));
  const texts = new Set([...ours.filter(isAtRoot).slice(0, 1), ...below.slice(0, 9)]);
  const detached = new Set(below.slice(20, 30));
  const others = facts.policies.filter(({ id }) => id.startsWith("p-theirs")).slice(0, 10);
  return {
    ...facts,
    accounts: facts.accounts.map((account, index) =>
      index % 1000 === 7 && index < 10_000 ? { ...account, parent: facts.units[index % 90]!.id } : account,
    ),
    policies: facts.policies.map((policy) => {
      if (texts.has(policy))
        return { ...policy, content: policy.content.replace('"Action":["', '"Action":["x:y","') };
      if (detached.has(policy)) return { ...policy, targets: policy.targets.slice(1) };
      if (others.includes(policy))
        return { ...policy, targets: [...policy.targets, facts.units[50]!.id].sort() };
      return policy;
    }),
    identity: driftedIdentity(facts.identity!),
  };
}

function driftedIdentity(identity: IdentitySnapshot): IdentitySnapshot {
  return {
    ...identity,
    assignments: identity.assignments.map((row, index) =>
      index % 60 === 0 ? { ...row, accounts: row.accounts.slice(3) } : row,
    ),
    permissionSets: identity.permissionSets.map((set, index) => ({
      ...set,
      ...(index < 10 ? { outdated: ["100000000001"] } : {}),
      ...(index === 20 ? { awsManagedPolicies: ["arn:aws:iam::aws:policy/AdministratorAccess"] } : {}),
    })),
  };
}

/** Nothing of what is planned is deployed: each of our policies is a change of its own, and all of them together. */
function undeployed(facts: Snapshot): Snapshot {
  return { ...facts, policies: facts.policies.filter(({ tags }) => Object.keys(tags).length === 0) };
}

function measured(desired: DesiredState, facts: Snapshot) {
  let rows = 0;
  const drifting = milliseconds(() => {
    rows = drift(desired, facts).rows.length;
  });
  return { drifting, rows };
}

function run(size: Size) {
  const { desired, facts } = asPlanned(size);
  const text = serializeSnapshot(drifted(facts));
  let live: Snapshot | null = null;
  const reading = milliseconds(() => {
    live = parseSnapshot(text, "facts").snapshot;
  });
  const assignments = facts.identity!.assignments.reduce((sum, { accounts }) => sum + accounts.length, 0);
  return { reading, ...measured(desired, live!), assignments, policies: facts.policies.length };
}

const wanted = run({ ...LARGEST, accounts: 10_000 });
const megabytes = process.resourceUsage().maxRSS / 1024;
const { desired, facts } = asPlanned({ ...LARGEST, accounts: 10_000 });
const bare = measured(desired, undeployed(facts));
const largest = run(LARGEST);
const slope = ((largest.drifting - wanted.drifting) / (LARGEST.accounts - 10_000)) * 1_000;
console.log(
  JSON.stringify({ ...wanted, megabytes, bare, largest, slope, most: process.resourceUsage().maxRSS / 1024 }),
);
