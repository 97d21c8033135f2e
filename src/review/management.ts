import { obtain } from "../collections";
import { valueInForce } from "../inheritance/notes";
import { comparePaths, pathKey } from "../inheritance/paths";
import { type PlanEffective, planEffective } from "../inheritance/plan-effective";
import { type SettingEffect, settingEffect } from "../inheritance/strength";
import type { EffectivePolicy, SettingPath } from "../inheritance/types";
import type { PlanView } from "../plan/plan-file";
import { canonicalJson } from "../policy/canonical";
import type { JsonValue } from "../policy/management/document";
import type { ManagementPolicyType } from "../policy/types";
import type { ManagementChange, ManagementDoubt, ManagementGroup } from "./types";

/** What a change does to one account and type. */
type AccountChange = Pick<ManagementGroup, "changes" | "undecided">;

const NO_CHANGE: AccountChange = { changes: [], undecided: [] };

/**
 * What a change sets and loosens in management policies, for the accounts that are in both plans. The management
 * account is among them: unlike SCPs, management policies reach it (assumed: AWS names no exemption).
 */
export function managementGroups(before: PlanView, after: PlanView): readonly ManagementGroup[] {
  const sides = { before: planEffective(before), after: planEffective(after) };
  const known = new Set(before.nodes.map(({ id }) => id));
  const accounts = after.nodes
    .filter(({ id, kind }) => kind === "account" && known.has(id))
    .map(({ id }) => id);
  const types = [...new Set([...sides.before.types, ...sides.after.types])].sort();
  const unknown = [...new Set([...sides.before.unknownTypes, ...sides.after.unknownTypes])].sort();
  return [
    ...types.flatMap((type) => grouped(accounts, type, knownChanges(sides, type))),
    ...unknown.flatMap((type) => grouped(accounts, type, unknownChanges(sides, type))),
  ];
}

interface Sides {
  readonly before: PlanEffective;
  readonly after: PlanEffective;
}

/** Accounts that inherit alike on both sides have the same two objects: each pair is compared once. */
function knownChanges(sides: Sides, type: ManagementPolicyType) {
  const pairs = new Map<EffectivePolicy, Map<EffectivePolicy, AccountChange>>();
  return (account: string): AccountChange => {
    const [before, after] = [sides.before.effective(account, type), sides.after.effective(account, type)];
    const ofBefore = obtain(pairs, before, () => new Map<EffectivePolicy, AccountChange>());
    return obtain(ofBefore, after, () =>
      isUntouched(sides, account, type) ? NO_CHANGE : changesOf(before, after),
    );
  };
}

function unknownChanges(sides: Sides, type: string) {
  const reason = "this version does not know the type, and its policies change";
  const changed: AccountChange = { changes: [], undecided: [{ path: [], reason }] };
  return (account: string) => (isUntouched(sides, account, type) ? NO_CHANGE : changed);
}

/** Whether the same texts are attached above an account, and at it. */
function isUntouched({ before, after }: Sides, account: string, type: string): boolean {
  const texts = (side: PlanEffective) =>
    canonicalJson(
      side.attached(account, type).map(({ target, policy }) => [target, policy.key, policy.content]),
    );
  return texts(before) === texts(after);
}

/** Accounts with one change as one group. Groups that may loosen come first, then those with the most accounts. */
function grouped(
  accounts: readonly string[],
  type: string,
  changeOf: (account: string) => AccountChange,
): readonly ManagementGroup[] {
  const texts = new Map<AccountChange, string>();
  const groups = new Map<string, AccountChange & { readonly accounts: string[] }>();
  for (const account of accounts) {
    const change = changeOf(account);
    if (change.changes.length + change.undecided.length === 0) continue;
    const text = obtain(texts, change, () => canonicalJson(change));
    obtain(groups, text, () => ({ ...change, accounts: [] })).accounts.push(account);
  }
  const weight = (group: ManagementGroup) => (mayLoosen(group) ? 1 : 0);
  return [...groups.values()]
    .map(
      ({ accounts: own, changes, undecided }): ManagementGroup => ({
        accounts: own,
        type,
        changes,
        undecided,
      }),
    )
    .sort((a, b) => weight(b) - weight(a) || b.accounts.length - a.accounts.length);
}

/** Whether a group of accounts may be freer than before, or nobody knows. */
export function mayLoosen({ changes, undecided }: ManagementGroup): boolean {
  return (
    undecided.length > 0 || changes.some(({ effect }) => effect === "loosens" || effect === "may-loosen")
  );
}

function changesOf(before: EffectivePolicy, after: EffectivePolicy): AccountChange {
  if (before.policy === null || after.policy === null) return unreadable(before, after);
  const [from, to] = [statesOf(before), statesOf(after)];
  const changes: ManagementChange[] = [];
  const undecided: ManagementDoubt[] = [];
  for (const [key, path] of allPaths(before, after)) {
    const [was, is] = [from.get(key), to.get(key)];
    if (was?.doubt !== undefined || is?.doubt !== undefined) {
      if (canonicalJson([was]) !== canonicalJson([is])) undecided.push({ path, reason: CONFLICT });
    } else if (canonicalJson([was?.value]) !== canonicalJson([is?.value])) {
      changes.push({
        path,
        before: was?.value ?? null,
        after: is?.value ?? null,
        effect: effectOf(before, after, path),
        by: (is ?? was)!.by,
      });
    }
  }
  return { changes, undecided };
}

const CONFLICT =
  "policies at one target conflict over it, and the order in which they were attached is not known";

interface State extends Pick<ManagementChange, "by"> {
  readonly value?: JsonValue;
  /** What the policies in question say, where it is uncertain. */
  readonly doubt?: unknown;
}

/** Every path that is set or uncertain. */
function statesOf({ leaves, uncertain, problems }: EffectivePolicy): ReadonlyMap<string, State> {
  const states = new Map(
    leaves.map(({ path, value, by }): [string, State] => [pathKey(path), { value, by }]),
  );
  for (const path of uncertain) {
    const key = pathKey(path);
    const doubt = problems.filter((problem) => pathKey(problem.path) === key);
    states.set(key, { ...(states.get(key) ?? { by: [] }), doubt });
  }
  return states;
}

function allPaths(...sides: readonly EffectivePolicy[]): ReadonlyMap<string, SettingPath> {
  const paths = sides.flatMap(({ leaves, uncertain }) => [...leaves.map(({ path }) => path), ...uncertain]);
  return new Map(paths.sort(comparePaths).map((path) => [pathKey(path), path]));
}

function effectOf(before: EffectivePolicy, after: EffectivePolicy, path: SettingPath): SettingEffect {
  const [was, is] = [valueInForce(before, path), valueInForce(after, path)];
  return canonicalJson([was]) === canonicalJson([is]) ? "neutral" : settingEffect(after.type, path, was, is);
}

/** What an unreadable policy does is not known, neither before nor after. */
function unreadable(before: EffectivePolicy, after: EffectivePolicy): AccountChange {
  const reasons = [
    ...before.problems.map(({ message }) => `before: ${message}`),
    ...after.problems.map(({ message }) => `after: ${message}`),
  ];
  return { changes: [], undecided: [{ path: [], reason: `a policy cannot be read; ${reasons.join("; ")}` }] };
}
