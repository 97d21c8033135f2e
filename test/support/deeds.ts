import type { DesiredState } from "../../src/drift/desired";
import { rowId } from "../../src/drift/ids";
import type { DriftKind } from "../../src/drift/kinds";
import type { Snapshot, SnapshotPolicy } from "../../src/organization/snapshot";
import { buildTree } from "../../src/organization/tree";
import { LIMITS } from "../../src/policy/limits";
import { isAuthorizationType, type PolicyType } from "../../src/policy/types";
import type { Deployed } from "./drift";
import { otherText, policyOf, RETIRED, SCP, statementOf, TYPES } from "./drift-organizations";
import { MANAGEMENT } from "./organizations";

/** One thing that somebody does by hand, and the one row that is to say so. */
export interface Deed {
  readonly kind: DriftKind;
  readonly id: string;
  /** Of the accounts that it concerns, in any order. */
  readonly accounts: readonly string[];
  /** What it is about and touches: deeds that share none of it have nothing to do with each other. */
  readonly subjects: readonly string[];
  readonly done: (facts: Snapshot) => Snapshot;
}

/** Every deed that can be done to an organization that is as planned. */
export function deedsOf({ desired, facts }: Deployed): readonly Deed[] {
  return [...ourDeeds(desired, facts), ...otherDeeds(desired, facts), ...treeDeeds(facts)];
}

/**
 * Some deeds that have nothing to do with each other.
 *
 * @param choice a number for each: of the kind by what is left of it, and of the deed of that kind by the rest
 */
export function apart(deeds: readonly Deed[], choice: readonly number[]): readonly Deed[] {
  const kinds = [...new Set(deeds.map(({ kind }) => kind))];
  const chosen: Deed[] = [];
  for (const number of choice) {
    const some = deeds.filter(({ kind }) => kind === kinds[number % kinds.length]);
    const deed = some[Math.floor(number / kinds.length) % some.length]!;
    const taken = new Set(chosen.flatMap(({ subjects }) => [...subjects]));
    if (!deed.subjects.some((subject) => taken.has(subject))) chosen.push(deed);
  }
  return chosen;
}

const nodesOf = ({ root, units, accounts }: Snapshot) => [
  root.id,
  ...[...units, ...accounts].map(({ id }) => id),
];

function below(facts: Snapshot, nodes: readonly string[], type?: string): readonly string[] {
  const tree = buildTree(facts);
  const found = new Set(nodes.flatMap((node) => [...tree.accountsBelow(node)]));
  if (type !== undefined && isAuthorizationType(type)) found.delete(MANAGEMENT);
  return [...found];
}

function edit(id: string, change: (one: SnapshotPolicy) => SnapshotPolicy | null): Deed["done"] {
  return (facts) => ({
    ...facts,
    policies: facts.policies.flatMap((one) => (one.id === id ? (change(one) ?? []) : [one])),
  });
}

const come =
  (one: SnapshotPolicy): Deed["done"] =>
  (facts) => ({ ...facts, policies: [...facts.policies, one] });

function ourDeeds({ plan }: DesiredState, facts: Snapshot): readonly Deed[] {
  const [first] = facts.units.map(({ id }) => id);
  const left = {
    ...policyOf("p-left", SCP, [first!]),
    tags: { "managed-by": "org-guardrails", "org-guardrails-key": RETIRED },
  };
  return [
    {
      kind: "policy-left-over",
      id: rowId("policy-left-over", [RETIRED]),
      accounts: below(facts, [first!], SCP),
      subjects: [first!],
      done: come(left),
    },
    ...plan.policies
      .filter(({ managed }) => managed)
      .flatMap(({ key, id = "", type, targets }): readonly Deed[] => {
        const nodes = targets.map((target) => target.id);
        const deed = (kind: DriftKind, change: Parameters<typeof edit>[1]): Deed => ({
          kind,
          id: rowId(kind, [key]),
          accounts: below(facts, nodes, type),
          subjects: [key],
          done: edit(id, change),
        });
        const limit = LIMITS[type as PolicyType].characters;
        return [
          deed("policy-text", (one) => ({ ...one, content: otherText(type) })),
          deed("policy-settings", (one) => ({ ...one, description: "another", tags: {} })),
          deed("policy-size", (one) => ({ ...one, content: one.content + " ".repeat(limit) })),
          deed("policy-missing", () => null),
          ...attachmentDeeds(facts, { key, id, type, nodes }, ["attachment-missing", "attachment-added"]),
        ];
      }),
  ];
}

function attachmentDeeds(
  facts: Snapshot,
  { key, id, type, nodes }: { key: string; id: string; type: string; nodes: readonly string[] },
  [missing, added]: readonly [DriftKind, DriftKind],
): readonly Deed[] {
  return nodesOf(facts).map((node) => {
    const kind = nodes.includes(node) ? missing : added;
    return {
      kind,
      id: rowId(kind, [key, node]),
      accounts: below(facts, [node], type),
      subjects: [key, node],
      done: edit(id, (one) => ({
        ...one,
        targets: nodes.includes(node) ? one.targets.filter((each) => each !== node) : [...one.targets, node],
      })),
    };
  });
}

function otherDeeds({ plan, recorded }: DesiredState, facts: Snapshot): readonly Deed[] {
  const [first] = facts.units.map(({ id }) => id);
  const keysOf = (type: string) => plan.policies.filter((one) => one.type === type).map(({ key }) => key);
  const inUse = TYPES.filter((type) =>
    plan.policies.some((one) => one.type === type && one.targets.length > 0),
  );
  return [
    {
      kind: "unmanaged-added",
      id: rowId("unmanaged-added", ["p-come"]),
      accounts: below(facts, [first!], SCP),
      subjects: [first!],
      done: come(policyOf("p-come", SCP, [first!])),
    },
    {
      kind: "policy-type-enabled",
      id: rowId("policy-type-enabled", ["CHATBOT_POLICY"]),
      accounts: [],
      subjects: ["CHATBOT_POLICY"],
      done: (before) => ({ ...before, policyTypes: [...before.policyTypes, "CHATBOT_POLICY"].sort() }),
    },
    ...inUse.map(
      (type): Deed => ({
        kind: "policy-type-disabled",
        id: rowId("policy-type-disabled", [type]),
        accounts: below(facts, ["r-test"], type),
        subjects: [...keysOf(type), ...(type === SCP ? ["r-test", ...nodesOf(facts)] : [])],
        // Policies of such a type are not read.
        done: (before) => ({
          ...before,
          policyTypes: before.policyTypes.filter((one) => one !== type),
          policies: before.policies.filter((one) => one.type !== type),
        }),
      }),
    ),
    ...recorded.policies.flatMap(({ id, type, targets, awsManaged, tags }): readonly Deed[] => {
      if (tags["managed-by"] !== undefined) return [];
      const own = { key: id, id, type, nodes: targets };
      if (awsManaged) {
        return attachmentDeeds(facts, own, ["full-access-detached", "full-access-detached"]).filter(
          ({ subjects }) => targets.includes(subjects[1]!),
        );
      }
      const deed = (kind: DriftKind, change: Parameters<typeof edit>[1]): Deed => ({
        kind,
        id: rowId(kind, [id]),
        accounts: below(facts, targets, type),
        subjects: [id],
        done: edit(id, change),
      });
      const content = isAuthorizationType(type)
        ? statementOf(type, "s3:GetObject")
        : '{"tags":{"Unit":{"tag_key":{"@@assign":"Unit"}}}}';
      return [
        deed("unmanaged-changed", (one) => ({ ...one, content })),
        deed("unmanaged-removed", () => null),
        ...attachmentDeeds(facts, own, ["unmanaged-detached", "unmanaged-attached"]),
      ];
    }),
  ];
}

/** What comes has AWS's own policies; what goes takes its attachments along. */
const attached = (facts: Snapshot, node: string): Snapshot => ({
  ...facts,
  policies: facts.policies.map((one) => (one.awsManaged ? { ...one, targets: [...one.targets, node] } : one)),
});
const without = (facts: Snapshot, node: string): Snapshot => ({
  ...facts,
  units: facts.units.filter(({ id }) => id !== node),
  accounts: facts.accounts.filter(({ id }) => id !== node),
  policies: facts.policies.map((one) => ({ ...one, targets: one.targets.filter((each) => each !== node) })),
});

function treeDeeds(facts: Snapshot): readonly Deed[] {
  const parents = ["r-test", ...facts.units.map(({ id }) => id)];
  const change = (id: string, what: object) => (before: Snapshot) => ({
    ...before,
    units: before.units.map((one) => (one.id === id ? { ...one, ...what } : one)),
    accounts: before.accounts.map((one) => (one.id === id ? { ...one, ...what } : one)),
  });
  const deed = (
    kind: DriftKind,
    id: string,
    done: Deed["done"],
    accounts: readonly string[] = below(facts, [id]),
    more: readonly string[] = [],
  ): Deed => ({ kind, id: rowId(kind, [id]), accounts, subjects: [id, ...more], done });
  const isInside = (node: string, unit: string): boolean =>
    node === unit || facts.units.some(({ id, parent }) => id === node && isInside(parent, unit));
  return [
    ...parents.flatMap((parent) => [
      deed(
        "account-added",
        "999999999999",
        (before) =>
          attached(
            {
              ...before,
              accounts: [...before.accounts, { id: "999999999999", name: "new", parent, state: "ACTIVE" }],
            },
            "999999999999",
          ),
        ["999999999999"],
        [parent],
      ),
      deed(
        "unit-added",
        "ou-test-new00000",
        (before) =>
          attached(
            { ...before, units: [...before.units, { id: "ou-test-new00000", name: "New", parent }] },
            "ou-test-new00000",
          ),
        [],
        [parent],
      ),
    ]),
    ...facts.accounts.flatMap(({ id, parent, state }) => [
      deed("account-renamed", id, change(id, { name: "renamed" })),
      ...(id === MANAGEMENT
        ? []
        : [
            deed("account-gone", id, (before) => without(before, id), [id]),
            state === "ACTIVE"
              ? deed("account-suspended", id, change(id, { state: "SUSPENDED" }))
              : deed("account-active", id, change(id, { state: "ACTIVE" })),
          ]),
      ...parents
        .filter((one) => one !== parent)
        .map((to) => deed("account-moved", id, change(id, { parent: to }), [id], [to, parent])),
    ]),
    ...facts.units.flatMap(({ id, parent }) => {
      const isEmpty = ![...facts.units, ...facts.accounts].some((one) => one.parent === id);
      return [
        deed("unit-renamed", id, change(id, { name: "Renamed" })),
        ...(isEmpty ? [deed("unit-removed", id, (before) => without(before, id), [])] : []),
        ...parents
          .filter((one) => one !== parent && !isInside(one, id))
          .map((to) => deed("unit-moved", id, change(id, { parent: to }), undefined, [to, parent])),
      ];
    }),
  ];
}
