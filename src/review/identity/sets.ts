import { withoutEnding } from "../../identity/plan/ending";
import { canonicalJson } from "../../policy/canonical";
import { type PolicyDocument, statementsOf } from "../../policy/document";
import { effectsOn, type Sides } from "./grants";
import type { AccessQuestions } from "./questions";
import type { IdentityState, StateSet } from "./state";
import type { AccessEffect, SetChange, SettingChange } from "./types";

/** Sets that are there before and after, and differ. */
export interface ChangedSet {
  readonly before: StateSet;
  readonly after: StateSet;
  readonly settings: readonly SettingChange[];
}

export function changedSets({ base, head }: Sides): readonly ChangedSet[] {
  return [...head.sets.values()].flatMap((after): ChangedSet[] => {
    const before = base.sets.get(after.name);
    const settings = before === undefined ? [] : settingChanges(before, after);
    return before === undefined || settings.length === 0 ? [] : [{ before, after, settings }];
  });
}

/** Where somebody has a set on both sides; where it is new, it is gained. */
export function accountsOnBothSides({ base, head }: Sides, name: string): ReadonlySet<string> {
  const accounts = ({ grants }: IdentityState) =>
    new Set([...(grants.get(name)?.values() ?? [])].flatMap((own) => [...own]));
  const [before, after] = [accounts(base), accounts(head)];
  return new Set([...after].filter((account) => before.has(account)));
}

/** @param order of accounts */
export function setChanges(
  changed: readonly ChangedSet[],
  sides: Sides,
  questions: AccessQuestions,
  order: (account: string) => number,
): readonly SetChange[] {
  return changed.map(({ before, after, settings }) => {
    const accounts = [...accountsOnBothSides(sides, after.name)].sort(
      (a, b) => order(a) - order(b) || (a < b ? -1 : 1),
    );
    const question = {
      allowed: { set: after, others: [before], endsAside: true as const },
      denied: { set: before, others: [after], endsAside: true as const },
    };
    const isAlike = canonicalJson(before.policies) === canonicalJson(after.policies);
    return {
      permissionSet: after.name,
      slug: after.slug ?? before.slug,
      settings,
      principals: principalsOnBothSides(sides, after.name),
      accounts,
      effects: isAlike ? [] : effectsOn(accounts, questions, () => question).filter(saysSomething),
    };
  });
}

function saysSomething({ newlyAllowed, newlyDenied, escalations, unknown }: AccessEffect): boolean {
  return newlyAllowed !== null || newlyDenied !== null || escalations.length + unknown.length > 0;
}

function principalsOnBothSides({ base, head }: Sides, name: string) {
  const before = base.grants.get(name);
  return [...(head.grants.get(name)?.keys() ?? [])]
    .filter((key) => before?.has(key))
    .sort()
    .map((key) => head.principals.get(key)!);
}

function settingChanges(before: StateSet, after: StateSet): readonly SettingChange[] {
  const [was, is] = [plainSettings(before), plainSettings(after)];
  const loosens: Partial<Record<SettingChange["setting"], boolean>> = {
    ends: before.expires !== null && (after.expires === null || after.expires > before.expires),
    "session-duration": minutes(after.sessionDuration) > minutes(before.sessionDuration),
    // Whether another boundary is wider, the effects say, where both are known.
    "permissions-boundary": before.boundary !== null,
  };
  return [
    ...SETTINGS.flatMap((setting): readonly SettingChange[] => {
      const [from, to] = [was[setting], is[setting]];
      if (from === to) return [];
      return [{ setting, before: from, after: to, loosens: loosens[setting] ?? false }];
    }),
    ...listChanges("managed-policy", before.awsManagedPolicies, after.awsManagedPolicies),
    ...listChanges("customer-policy", before.customerManagedPolicies, after.customerManagedPolicies),
  ];
}

const SETTINGS = [
  "ends",
  "session-duration",
  "permissions-boundary",
  "inline-policy",
  "relay-state",
  "description",
  "tags",
] as const;

function plainSettings(set: StateSet): Readonly<Record<(typeof SETTINGS)[number], string | null>> {
  return {
    ends: set.expires,
    "session-duration": set.sessionDuration,
    "permissions-boundary": set.boundary,
    "inline-policy": inlineText(set.inlinePolicy),
    "relay-state": orNull(set.relayState),
    description: orNull(set.description),
    tags: canonicalJson(set.tags),
  };
}

const orNull = (text: string) => (text === "" ? null : text);

/** The policy as JSON in one form, without the end, which is a setting of its own; as it is where it is no JSON. */
function inlineText(text: string): string | null {
  if (text === "") return null;
  try {
    const document = withoutEnding(JSON.parse(text) as PolicyDocument);
    return statementsOf(document).length === 0 ? null : canonicalJson(document);
  } catch {
    return text;
  }
}

function listChanges(
  setting: SettingChange["setting"],
  before: readonly string[],
  after: readonly string[],
): readonly SettingChange[] {
  return [
    ...after
      .filter((policy) => !before.includes(policy))
      .map((policy) => ({ setting, before: null, after: policy, loosens: false })),
    ...before
      .filter((policy) => !after.includes(policy))
      .map((policy) => ({ setting, before: policy, after: null, loosens: false })),
  ];
}

/** "PT1H30M" -> 90; 0 for what is no such time. */
function minutes(duration: string): number {
  const [, hours = "0", rest = "0"] = /^PT(?:(\d+)H)?(?:(\d+)M)?$/.exec(duration) ?? [];
  return Number(hours) * 60 + Number(rest);
}
