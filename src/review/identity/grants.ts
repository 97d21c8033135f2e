import { obtain } from "../../collections";
import type { NamedPrincipal } from "../../identity/access/principals";
import { canonicalJson } from "../../policy/canonical";
import type { AccessQuestion, AccessQuestions, Effect } from "./questions";
import type { IdentityState, StateSet } from "./state";
import type { AccessEffect, GrantChange } from "./types";

/** One principal who gets or loses one set. */
interface Row {
  readonly direction: GrantChange["direction"];
  readonly set: StateSet;
  readonly principal: string;
  readonly accounts: readonly string[];
}

/** Both sides of a change. */
export interface Sides {
  readonly base: IdentityState;
  readonly head: IdentityState;
}

/** Who gets and who loses which set where, before anything is asked of it. */
export function grantRows({ base, head }: Sides): readonly Row[] {
  return [...rowsOf("gained", head, base), ...rowsOf("lost", base, head)];
}

function rowsOf(direction: Row["direction"], from: IdentityState, other: IdentityState): readonly Row[] {
  return [...from.grants].flatMap(([name, holders]) =>
    [...holders].flatMap(([principal, accounts]): Row[] => {
      const kept = other.grants.get(name)?.get(principal);
      const changed = kept === undefined ? [...accounts] : [...accounts].filter((one) => !kept.has(one));
      const set = from.sets.get(name);
      return set === undefined || changed.length === 0
        ? []
        : [{ direction, set, principal, accounts: changed }];
    }),
  );
}

/**
 * The rows with what they come to, those of principals to whom the same happens as one. What somebody gets is compared
 * with all that they had on the same account, what they lose with all that they keep.
 *
 * @param order of accounts
 */
export function grantChanges(
  rows: readonly Row[],
  { base, head }: Sides,
  questions: AccessQuestions,
  order: (account: string) => number,
): readonly GrantChange[] {
  const held = { gained: new Holdings(base), lost: new Holdings(head) };
  const found = new Map<string, { row: Row; principals: string[]; effects: readonly AccessEffect[] }>();
  for (const row of rows) {
    const { direction, set, principal } = row;
    const accounts = [...row.accounts].sort((a, b) => order(a) - order(b) || (a < b ? -1 : 1));
    const effects = effectsOn(accounts, questions, (account) => {
      const comparison = { set, others: held[direction].of(principal, account) };
      return direction === "gained"
        ? { allowed: comparison, denied: null }
        : { allowed: null, denied: comparison };
    });
    const name = canonicalJson([direction, set.name, set.expires, accounts, effects]);
    obtain(found, name, () => ({ row: { ...row, accounts }, principals: [], effects })).principals.push(
      principal,
    );
  }
  const principals = new Map([...base.principals, ...head.principals]);
  return [...found.values()]
    .map(({ row, principals: keys, effects }) =>
      changeOf(
        row,
        keys.sort().map((key) => principals.get(key)!),
        effects,
      ),
    )
    .sort(byWeight);
}

function changeOf(
  { direction, set, accounts }: Row,
  principals: readonly NamedPrincipal[],
  effects: readonly AccessEffect[],
): GrantChange {
  const { name, slug, expires, sessionDuration } = set;
  return { direction, permissionSet: name, slug, expires, sessionDuration, principals, accounts, effects };
}

/** The sets that somebody has on an account, on one side. */
class Holdings {
  private readonly known = new Map<string, Map<string, StateSet[]>>();

  constructor(private readonly state: IdentityState) {}

  of(principal: string, account: string): readonly StateSet[] {
    return obtain(this.known, principal, () => this.read(principal)).get(account) ?? [];
  }

  private read(principal: string): Map<string, StateSet[]> {
    const found = new Map<string, StateSet[]>();
    for (const [name, holders] of this.state.grants) {
      const set = this.state.sets.get(name);
      if (set === undefined) continue;
      for (const account of holders.get(principal) ?? []) obtain(found, account, () => []).push(set);
    }
    return found;
  }
}

/** Accounts by what a question comes to there. Those that head does not know are in none. */
export function effectsOn(
  accounts: readonly string[],
  questions: AccessQuestions,
  questionOf: (account: string) => AccessQuestion,
): readonly AccessEffect[] {
  const found = new Map<Effect, string[]>();
  for (const account of accounts) {
    const effect = questions.effect(questionOf(account), account);
    if (effect !== null) obtain(found, effect, () => []).push(account);
  }
  return [...found].map(([effect, own]) => ({ accounts: own, ...effect }));
}

/** What opens most first. */
function byWeight(a: GrantChange, b: GrantChange): number {
  const weight = ({ direction, effects }: GrantChange) => {
    const opens = effects.some(({ escalations }) => escalations.length > 0) ? 1 : 0;
    return direction === "gained" ? 2 + opens : 0;
  };
  return (
    weight(b) - weight(a) ||
    b.accounts.length - a.accounts.length ||
    (a.permissionSet < b.permissionSet ? -1 : a.permissionSet > b.permissionSet ? 1 : 0)
  );
}
