import { isOurs } from "../identity/plan/changes";
import type { IdentitySnapshot } from "../organization/identity-snapshot";
import type { PlanView } from "../plan/plan-file";
import { identityReview } from "../review/identity/review";
import type { IdentityState } from "../review/identity/state";
import type {
  AccessEffect,
  GrantChange,
  SetChange,
  SetSetting,
  SettingChange,
} from "../review/identity/types";
import type { DesiredState } from "./desired";
import { type Draft, draft } from "./draft";
import { identitySidesOf } from "./identity-sides";
import { worst } from "./impact";
import type { DriftKind } from "./kinds";
import type { Places } from "./places";
import type { DriftEffect } from "./types";

interface Found {
  readonly drafts: readonly Draft[];
  readonly assumed: readonly string[];
}

/** Which parts of Identity Center were not read. Of what was not read, nothing is a finding. */
class Unread {
  private readonly parts: ReadonlySet<string>;

  constructor({ notRead }: IdentitySnapshot) {
    this.parts = new Set(notRead.map(({ what }) => what));
  }

  has(part: string): boolean {
    return this.parts.has(part);
  }

  ofSet(set: string, ...parts: readonly string[]): boolean {
    return parts.some((part) => this.parts.has(`identity.permissionSets[${set}].${part}`));
  }

  /** Whether a set may be there under a name that nobody read. */
  get sets(): boolean {
    return [...this.parts].some(
      (part) => part === "identity" || /^identity\.permissionSets(\[[^\]]*\])?$/.test(part),
    );
  }
}

/**
 * What differs in who may do what through Identity Center.
 *
 * @param plan the facts as a plan, without policies that cannot be evaluated: what binds both sides
 */
export function identityDrafts(
  { identity, recorded, partition, homeRegion, now }: DesiredState,
  facts: IdentitySnapshot | undefined,
  plan: PlanView,
  places: Places,
): Found {
  if (identity === null || facts === undefined) return { drafts: [], assumed: [] };
  const unread = new Unread(facts);
  if (unread.has("identity") || unread.has("identity.permissionSets")) return { drafts: [], assumed: [] };
  const { wanted, found, assumed } = identitySidesOf(identity, facts, recorded.identity);
  const review = identityReview({ base: wanted, head: found, plan, partition, region: homeRegion, now });
  const ours = new Set([
    ...identity.stacks.flatMap(({ permissionSets }) => permissionSets.map(({ name }) => name)),
    ...facts.permissionSets.filter(isOurs).map(({ name }) => name),
  ]);
  const missing = [...wanted.sets.keys()].filter((name) => !found.sets.has(name));
  const context: Context = { places, unread, ours, wanted, missing: new Set(missing) };
  return {
    assumed,
    drafts: [
      ...review.grants.flatMap((grant) => grantDrafts(grant, context)),
      ...(unread.sets ? [] : missing.map((name) => missingSet(name, context))),
      ...[...found.sets.keys()]
        .filter((name) => !wanted.sets.has(name) && !unread.has(`identity.permissionSets[${name}]`))
        .map((name) => addedSet(name, found, context)),
      ...review.permissionSets.flatMap((set) => setDrafts(set, context)),
      ...outdatedDrafts(facts, recorded.identity, context),
      ...(unread.has("identity.groups") ? [] : groupDrafts(identity.stacks, facts)),
      ...review.members.map(({ direction, group, user }) =>
        draft({
          kind: direction === "gained" ? "member-added" : "member-missing",
          parts: [group, user],
          name: `${user} in ${group}`,
          subject: { group, user },
          accounts: accountsOfGroup(group, context),
          effect: direction === "gained" ? "opens" : "closes",
        }),
      ),
      ...review.attributes.map(({ key, before, after }) =>
        draft({
          kind: "attributes-changed",
          parts: [key],
          name: key,
          wanted: before,
          found: after,
          effect: "unknown",
        }),
      ),
    ],
  };
}

interface Context {
  readonly places: Places;
  readonly unread: Unread;
  /** Names of the sets of this tool. */
  readonly ours: ReadonlySet<string>;
  readonly wanted: IdentityState;
  readonly missing: ReadonlySet<string>;
}

function accountsOfGroup(group: string, { wanted, places }: Context): readonly string[] {
  const key = `group ${group}`;
  const own = new Set([...wanted.grants.values()].flatMap((holders) => [...(holders.get(key) ?? [])]));
  return places.accounts.filter((account) => own.has(account));
}

function accountsOfSet(name: string, { grants }: IdentityState, { places }: Context): readonly string[] {
  const own = new Set([...(grants.get(name)?.values() ?? [])].flatMap((accounts) => [...accounts]));
  return places.accounts.filter((account) => own.has(account));
}

function grantDrafts(grant: GrantChange, context: Context): readonly Draft[] {
  const { direction, permissionSet, principals, effects } = grant;
  const { places, unread, ours, missing } = context;
  const isGained = direction === "gained";
  // A set that is not there is one row, with everybody who lacks it.
  if (!isGained && (missing.has(permissionSet) || unread.ofSet(permissionSet, "accounts", "assignments")))
    return [];
  const accounts = grant.accounts.filter(places.exists);
  if (accounts.length === 0) return [];
  return principals
    .filter(({ kind }) => !unread.has(`identity.${kind}s`))
    .map((principal) => {
      const { kind, name } = principal;
      const opened = isGained ? "assignment-added" : "assignment-missing";
      return draft({
        kind: isGained && kind === "user" ? "assignment-added-to-user" : opened,
        parts: [permissionSet, kind, name],
        name: permissionSet,
        account: accounts.length === 1 ? accounts[0]! : null,
        accounts,
        managed: ours.has(permissionSet),
        subject: { permissionSet, principal },
        effect: isGained ? gainEffect(effects) : "closes",
        access: effects,
      });
    });
}

/** Nothing is opened where everything was allowed already, or nothing is. */
function gainEffect(effects: readonly AccessEffect[]): DriftEffect {
  const opens = effects.some(
    ({ newlyAllowed, escalations }) => newlyAllowed !== null || escalations.length > 0,
  );
  if (opens || effects.length === 0) return "opens";
  return effects.some(({ unknown }) => unknown.length > 0) ? "unknown" : "none";
}

function missingSet(name: string, context: Context): Draft {
  const managed = context.ours.has(name);
  return draft({
    kind: managed ? "permission-set-missing" : "permission-set-removed",
    parts: [name],
    name,
    managed,
    subject: { permissionSet: name },
    accounts: accountsOfSet(name, context.wanted, context),
    wanted: name,
    effect: "closes",
  });
}

/** What it opens, its assignments say. */
function addedSet(name: string, found: IdentityState, context: Context): Draft {
  return draft({
    kind: "permission-set-added",
    parts: [name],
    name,
    managed: context.ours.has(name),
    subject: { permissionSet: name },
    accounts: accountsOfSet(name, found, context),
    found: name,
  });
}

const KIND_OF: Readonly<Record<SetSetting, DriftKind>> = {
  description: "permission-set-changed",
  ends: "permission-set-changed",
  "session-duration": "permission-set-changed",
  "relay-state": "permission-set-changed",
  tags: "permission-set-changed",
  "permissions-boundary": "permission-set-boundary",
  "managed-policy": "permission-set-policy",
  "customer-policy": "permission-set-policy",
  "inline-policy": "permission-set-policy",
};

/** The part of a snapshot that has a setting; the others come with the set itself. */
const PART_OF: Readonly<Partial<Record<SetSetting, string>>> = {
  ends: "inlinePolicy",
  tags: "tags",
  "permissions-boundary": "boundary",
  "managed-policy": "awsManagedPolicies",
  "customer-policy": "customerManagedPolicies",
  "inline-policy": "inlinePolicy",
};

function setDrafts(set: SetChange, context: Context): readonly Draft[] {
  const { permissionSet, effects, settings } = set;
  const { unread, ours, places } = context;
  const read = settings.filter(({ setting }) => {
    const part = PART_OF[setting];
    return part === undefined || !unread.ofSet(permissionSet, part);
  });
  const kinds = [...new Set(read.map(({ setting }) => KIND_OF[setting]))];
  return kinds.map((kind) => {
    const own = read.filter(({ setting }) => KIND_OF[setting] === kind);
    const isPolicy = kind !== "permission-set-changed";
    return draft({
      kind,
      parts: [permissionSet],
      name: permissionSet,
      managed: ours.has(permissionSet),
      subject: { permissionSet },
      accounts: set.accounts.filter(places.exists),
      wanted: own.map(({ setting, before }) => valueText(setting, before)).join("; "),
      found: own.map(({ setting, after }) => valueText(setting, after)).join("; "),
      effect: isPolicy ? changeEffect(effects) : settingsEffect(own),
      access: isPolicy ? effects : [],
      state: own,
    });
  });
}

/** Texts of policies are too long for a row: what they do is said apart. */
function valueText(setting: SetSetting, value: string | null): string {
  const name = setting.replaceAll("-", " ");
  if (value === null) return `no ${name}`;
  return setting === "inline-policy" ? `${name} of ${value.length} characters` : `${name} ${value}`;
}

function settingsEffect(changes: readonly SettingChange[]): DriftEffect {
  return changes.some(({ loosens }) => loosens) ? "opens" : "none";
}

function changeEffect(effects: readonly AccessEffect[]): DriftEffect {
  return worst(
    effects.map(({ newlyAllowed, newlyDenied, escalations, unknown }): DriftEffect => {
      if (newlyAllowed !== null || escalations.length > 0) return "opens";
      if (unknown.length > 0) return "unknown";
      return newlyDenied === null ? "none" : "closes";
    }),
  );
}

/** Roles that are of an older version of their set, whichever that was. */
function outdatedDrafts(
  facts: IdentitySnapshot,
  recorded: IdentitySnapshot | undefined,
  { ours, places }: Context,
): readonly Draft[] {
  const known = new Map(recorded?.permissionSets.map((set) => [set.name, new Set(set.outdated)]));
  return facts.permissionSets.flatMap(({ name, outdated }) => {
    const managed = ours.has(name);
    const old = new Set(outdated.filter((account) => managed || !known.get(name)?.has(account)));
    if (old.size === 0) return [];
    return [
      draft({
        kind: "permission-set-outdated",
        parts: [name],
        name,
        managed,
        subject: { permissionSet: name },
        accounts: places.accounts.filter((account) => old.has(account)),
        effect: "unknown",
      }),
    ];
  });
}

function groupDrafts(
  stacks: NonNullable<DesiredState["identity"]>["stacks"],
  { groups }: IdentitySnapshot,
): readonly Draft[] {
  const there = new Set(groups.map(({ name }) => name));
  const wanted = new Map(
    stacks.flatMap((stack) => stack.groups.map((group) => [group.name, group] as const)),
  );
  return [...wanted.values()]
    .filter(({ name }) => !there.has(name))
    .map(({ name, members }) =>
      draft({
        kind: "group-missing",
        parts: [name],
        name,
        // A group that is only looked up is made by somebody else.
        managed: members !== null,
        subject: { group: name },
        wanted: name,
        effect: "closes",
      }),
    );
}
