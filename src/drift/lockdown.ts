import { obtain } from "../collections";
import { lockdownItems } from "../lockdown/plan/items";
import { reasonFor } from "../lockdown/plan/not-read";
import { stackSetItems } from "../lockdown/plan/stack-set-items";
import type { LockdownItem, LockdownPlan, PlannedStackSet } from "../lockdown/types";
import type { LockdownSnapshot } from "../organization/lockdown-snapshot";
import type { Snapshot } from "../organization/snapshot";
import { type Draft, draft } from "./draft";
import type { DriftKind } from "./kinds";
import type { Places } from "./places";
import type { Sides } from "./sides";
import type { DriftEffect } from "./types";

/**
 * What differs in what the stack root-lockdown holds. What the facts do not say is in their gaps, and no row. No request
 * can witness any of it: what a missing stack would have held in an account is unknown.
 */
export function lockdownDrafts(
  plan: LockdownPlan,
  facts: Snapshot,
  recorded: Snapshot,
  sides: Sides,
  places: Places,
): readonly Draft[] {
  const { lockdown } = facts;
  if (lockdown === undefined) return [];
  const items = lockdownItems({ ...plan, stackSets: [] }, lockdown).flatMap((item) =>
    itemDraft(item, places),
  );
  return [
    ...items,
    ...plan.stackSets.flatMap((set) => stackSetDrafts(set, plan, lockdown, sides, places)),
    ...additions(plan, lockdown, recorded.lockdown),
  ];
}

/** What a plan of the root lockdown holds and no facts have. */
export function lockdownAssumed({
  analyzers,
  trail,
  detections,
  stackSets,
}: LockdownPlan): readonly string[] {
  const parts = [
    ...(analyzers.length === 0 ? [] : ["analyzers"]),
    ...(trail?.mode === "create" ? ["the trail"] : []),
    ...(detections === null ? [] : ["the buses, rules and alarms of detections"]),
    ...(stackSets.length === 0 ? [] : ["the baseline of the management account"]),
  ];
  if (parts.length === 0) return [];
  return [
    `${parts.join(", ")}: no snapshot has them, and they are taken to be as planned; pulumi preview --refresh of the stack root-lockdown compares them`,
  ];
}

const KINDS: Readonly<
  Partial<Record<LockdownItem["kind"], readonly [kind: DriftKind, effect: DriftEffect]>>
> = {
  feature: ["root-feature-off", "opens"],
  "trusted-access": ["trusted-access-off", "unknown"],
  delegation: ["delegation-missing", "closes"],
};

function itemDraft({ id, kind, title, state, detail }: LockdownItem, places: Places): readonly Draft[] {
  const known = KINDS[kind];
  if (known === undefined || state === "present" || state === "unknown") return [];
  const [driftKind, effect] = known;
  return [
    draft({
      kind: driftKind,
      parts: [id],
      name: title,
      subject: { item: id },
      // The hold on root users is one on every member.
      accounts: kind === "feature" ? places.accounts.filter((one) => isMember(one, places)) : [],
      wanted: "there",
      found: detail === "" ? null : detail,
      effect,
    }),
  ];
}

/** The management account is the one that service control policies do not bind. */
function isMember(account: string, places: Places): boolean {
  return places.below(account, "SERVICE_CONTROL_POLICY").length > 0;
}

interface Stacks {
  readonly accounts: Set<string>;
  readonly details: Set<string>;
}

function stackSetDrafts(
  set: PlannedStackSet,
  plan: LockdownPlan,
  lockdown: LockdownSnapshot,
  sides: Sides,
  places: Places,
): readonly Draft[] {
  const { name } = set;
  const subject = { item: `stack-set:${name}`, stackSet: name };
  const covered = coveredBy(set, plan, sides);
  const [whole] = stackSetItems(set, covered, lockdown);
  if (whole === undefined || whole.state === "missing")
    return [
      draft({
        kind: "stack-set-missing",
        parts: [name],
        name,
        subject,
        accounts: covered,
        wanted: "there",
        effect: "unknown",
      }),
    ];
  const changed =
    whole.state === "different"
      ? [
          draft({
            kind: "stack-set-changed",
            parts: [name],
            name,
            subject,
            accounts: covered,
            found: whole.detail,
            effect: "unknown",
          }),
        ]
      : [];
  const live = lockdown.stackSets.find((one) => one.name === name && one.status === "ACTIVE");
  const unread = reasonFor(lockdown, `lockdown.stackSets[${name}].instances`);
  if (live === undefined || unread !== undefined) return changed;
  const found = new Map<DriftKind, Stacks>();
  const add = (kind: DriftKind, account: string, detail: string) => {
    const stacks = obtain(found, kind, () => ({ accounts: new Set<string>(), details: new Set<string>() }));
    stacks.accounts.add(account);
    stacks.details.add(detail);
  };
  const seen = new Set<string>();
  const wanted = new Set(covered);
  for (const { region, status, detailedStatus, reason, accounts } of live.instances) {
    for (const account of accounts) {
      if (!wanted.has(account)) continue;
      seen.add(`${account} ${region}`);
      if (status === "CURRENT") continue;
      const kind = isFailed(status, detailedStatus) ? "stack-failed" : "stack-outdated";
      const words = [status, detailedStatus, reason].filter((word) => word !== "").join(", ");
      add(kind, account, `${region}: ${words}`);
    }
  }
  for (const account of covered)
    for (const region of set.regions)
      if (!seen.has(`${account} ${region}`)) add("stack-missing", account, `none in ${region}`);
  return [
    ...changed,
    ...[...found].map(([kind, { accounts, details }]) =>
      draft({
        kind,
        parts: [name],
        name,
        subject,
        accounts: places.accounts.filter((account) => accounts.has(account)),
        wanted: "CURRENT",
        found: [...details].sort().slice(0, MOST_DETAILS).join("; "),
        effect: "unknown",
      }),
    ),
  ];
}

/** Different reasons that one row tells. */
const MOST_DETAILS = 3;

/**
 * A stack whose turn did not come, because the operation was stopped or enough others had failed, is out of date.
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_StackInstanceComprehensiveStatus.html, read
 * 2026-11.
 */
function isFailed(status: string, detailedStatus: string): boolean {
  return status === "INOPERABLE" || ["FAILED", "FAILED_IMPORT", "INOPERABLE"].includes(detailedStatus);
}

/** The accounts that a StackSet is to reach: those of the plan, and new ones of its units. */
function coveredBy(
  set: PlannedStackSet,
  plan: LockdownPlan,
  { tree, added, found }: Sides,
): readonly string[] {
  const planned = new Set(plan.covered);
  const units = new Set(set.units.flatMap((unit) => [...tree.accountsBelow(unit)]));
  const isNew = (id: string) =>
    added.has(id) &&
    units.has(id) &&
    tree.node(id)?.state === "ACTIVE" &&
    id !== found.organization.managementAccount;
  return tree.nodes
    .filter(({ id, kind }) => kind === "account" && (planned.has(id) || isNew(id)))
    .map(({ id }) => id);
}

/** Who may act for the organization although neither the plan nor the snapshot says so. */
function additions(
  plan: LockdownPlan,
  lockdown: LockdownSnapshot,
  recorded: LockdownSnapshot | undefined,
): readonly Draft[] {
  const services = new Set([...plan.trustedAccess, ...(recorded?.trustedAccess ?? [])]);
  const pairs = new Set([
    ...plan.delegations.map(({ account, servicePrincipal }) => `${account} ${servicePrincipal}`),
    ...(recorded?.delegations ?? []).flatMap(({ account, services: own }) =>
      own.map((one) => `${account} ${one}`),
    ),
  ]);
  return [
    ...lockdown.trustedAccess
      .filter((service) => !services.has(service))
      .map((service) =>
        draft({
          kind: "trusted-access-added",
          parts: [service],
          name: service,
          managed: false,
          subject: { item: `trusted-access:${service}` },
          found: "there",
          effect: "opens",
        }),
      ),
    ...lockdown.delegations.flatMap(({ account, services: own }) =>
      own
        .filter((service) => !pairs.has(`${account} ${service}`))
        .map((service) =>
          draft({
            kind: "delegation-added",
            parts: [service, account],
            name: service,
            account,
            accounts: [account],
            managed: false,
            subject: { item: `delegation:${service}` },
            found: `${account} administers ${service}`,
            effect: "opens",
          }),
        ),
    ),
  ];
}
