import { obtain, once } from "../../collections";
import { implicationsOf, keysOf } from "../../evaluate/facts/implications";
import { niceValues } from "../../evaluate/facts/keys";
import { TELLINGS } from "../../evaluate/facts/tellings";
import type { LintCondition, LintType } from "../types";
import { holdsFor, holdsWhenAbsent, isKey } from "./conditions";

/** Keys that say something of others, each with those: what AWS ties together. */
const ties = once(() => {
  const found = new Map<string, Set<string>>();
  const tie = (keys: readonly string[]) => {
    const folded = keys.map((key) => key.toLowerCase());
    for (const key of folded) for (const other of folded) obtain(found, key, () => new Set()).add(other);
  };
  for (const { when, follows } of (["SCP", "RCP"] as const).flatMap(implicationsOf)) {
    tie([when, ...follows].flatMap(keysOf));
  }
  for (const { whole, part } of TELLINGS) tie([whole, part]);
  return found;
});

const PRINCIPAL = "aws:PrincipalArn";

/** Keys that are there, or are not, whatever a policy asks: nothing can be said of them without a search. */
const FIXED: readonly string[] = [
  "aws:CurrentTime",
  "aws:EpochTime",
  "aws:PrincipalAccount",
  "aws:PrincipalIsAWSService",
  "aws:PrincipalOrgID",
  "aws:PrincipalServiceName",
  "aws:PrincipalServiceNamesList",
  "aws:PrincipalType",
  "aws:SourceAccount",
  "aws:SourceArn",
  "aws:SourceOrgID",
  "aws:SourceOrgPaths",
];

/** Those of them that may be there or not where anybody may call, AWS services among them. */
const FREE_TO_ALL = [
  "aws:PrincipalIsAWSService",
  "aws:PrincipalOrgID",
  "aws:PrincipalServiceName",
  "aws:PrincipalServiceNamesList",
  "aws:SourceAccount",
  "aws:SourceArn",
  "aws:SourceOrgID",
  "aws:SourceOrgPaths",
];

/** Clauses in groups of which each can be met, or not, whatever the others are. */
export function independentGroups(clauses: readonly LintCondition[]): readonly (readonly LintCondition[])[] {
  let groups: (readonly LintCondition[])[] = [];
  for (const clause of clauses) {
    const linked = groups.filter((group) => group.some((other) => areTied(other.key, clause.key)));
    groups = [...groups.filter((group) => !linked.includes(group)), [...linked.flat(), clause]];
  }
  return groups;
}

function areTied(a: string, b: string): boolean {
  return isKey(a, b) || (isOfTags(a) && isOfTags(b)) || reachable(a.toLowerCase()).has(b.toLowerCase());
}

/** A tag that a request brings is among its tag keys. */
function isOfTags(key: string): boolean {
  return isKey(key, "aws:TagKeys", "aws:RequestTag/*");
}

const reached = new Map<string, ReadonlySet<string>>();

/** Keys that a key is tied to, directly or through others. */
function reachable(key: string): ReadonlySet<string> {
  return obtain(reached, key, () => {
    const all = new Set([key]);
    for (const one of all) for (const other of ties().get(one) ?? []) all.add(other);
    return all;
  });
}

/** Whether clauses are met by some request that is easily found: a yes is certain, a no says nothing. */
export function arePlainlyMet(group: readonly LintCondition[]): boolean {
  const [first] = group;
  if (first !== undefined && isFreeAlone(first.key) && group.every(({ key }) => isKey(key, first.key))) {
    return group.flatMap(nearValues).some((value) => group.every((clause) => isMet(clause, value)));
  }
  if (group.some(({ key }) => isKey(key, ...FIXED))) return false;
  const ofPrincipal = group.filter(({ key }) => isKey(key, PRINCIPAL));
  const rest = group.filter((clause) => !ofPrincipal.includes(clause));
  if (!rest.every(holdsWhenAbsent)) return false;
  return (
    ofPrincipal.length === 0 ||
    niceValues(PRINCIPAL).some((principal) => ofPrincipal.every((clause) => holdsFor(clause, principal)))
  );
}

/** Whether its operator can read the values of a clause: there are values of the key on either side of it. */
export function isReadable(clause: LintCondition): boolean {
  if (clause.operator.kind === "null") return true;
  const answers = nearValues(clause).flatMap((value) =>
    value === undefined ? [] : [holdsFor(clause, value)],
  );
  return answers.includes(true) && answers.includes(false);
}

/**
 * Whether a clause fails for some request of each of some types that is easily found: a yes is certain, a no says
 * nothing.
 */
export function plainlyFails(clause: LintCondition, types: readonly LintType[]): boolean {
  if (isKey(clause.key, PRINCIPAL)) {
    return [...niceValues(PRINCIPAL), ...nearPrincipals(clause)].some((value) => !holdsFor(clause, value));
  }
  const isFree =
    isFreeAlone(clause.key) || (types.every((type) => type === "rcp") && isKey(clause.key, ...FREE_TO_ALL));
  return isFree && nearValues(clause).some((value) => !isMet(clause, value));
}

/** Whether a key may be absent, and have any value, as long as nothing is asked of other keys. */
function isFreeAlone(key: string): boolean {
  return !isKey(key, PRINCIPAL, "aws:MultiFactorAuthAge", "aws:username", ...FIXED);
}

const FAR_DATE = "9999-12-31T00:00:00Z";

/** Values that a key may have, near those that a clause names; undefined for an absent key. */
function nearValues(clause: LintCondition): readonly (string | undefined)[] {
  return [undefined, "true", "false", "example", "0", FAR_DATE, ...filled(clause), "9999999999"];
}

/** Principals that there may be, near those that a clause names. */
function nearPrincipals({ values }: LintCondition): readonly string[] {
  return values.flatMap(({ value }) => {
    const [, , , , account = "", ...resource] = String(value).split(":");
    const name = resource.join(":").replaceAll(/[*?]/g, "x");
    if (!/^(?:root|(?:user|role)\/[^:$]+)$/.test(name)) return [];
    return [`arn:aws:iam::${/^\d{12}$/.test(account) ? account : "111122223333"}:${name}`];
  });
}

/** The values of a clause with something in the place of each wildcard. */
function filled({ values }: LintCondition): readonly string[] {
  return values.map(({ value }) => String(value).replaceAll("?", "x").replaceAll("*", ""));
}

function isMet(clause: LintCondition, value: string | undefined): boolean {
  return value === undefined ? holdsWhenAbsent(clause) : holdsFor(clause, value);
}
