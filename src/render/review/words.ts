import type { DifferenceEntry } from "../../compare/types";
import { deciderText } from "../../review/lockout/findings";
import { blocks } from "../../review/lockout/types";
import { mayLoosen } from "../../review/management";
import type { FactChange, FactChangeKind, Review, ReviewGroup } from "../../review/types";
import { counted } from "../style";
import { identitySummary } from "./identity/words";

/** The name of a node by its id. */
export type PathOf = (id: string) => string;

/** "3 accounts: 2 newly ALLOWED, 1 newly denied". */
export function groupSummary({ type, accounts, newlyAllowed, newlyDenied, undecided }: ReviewGroup): string {
  const parts = [
    newlyAllowed.length > 0 ? `${newlyAllowed.length} newly ALLOWED` : "",
    newlyDenied.length > 0 ? `${newlyDenied.length} newly denied` : "",
    undecided.length > 0 ? `${undecided.length} UNDECIDED` : "",
  ].filter((part) => part !== "");
  return `${type.toUpperCase()}, ${counted(accounts.length, "account")}: ${parts.join(", ")}`;
}

/** What a review comes to, in one line. */
export function verdict({ blocked, groups, management, identity, lockout, problems }: Review): string {
  const loosening = [
    ...groups.filter(({ newlyAllowed }) => newlyAllowed.length > 0),
    ...management.filter(mayLoosen),
  ];
  const loosened = new Set(loosening.flatMap(({ accounts }) => accounts));
  const changed = new Set([...groups, ...management].flatMap(({ accounts }) => accounts));
  const errors = problems.filter(({ severity }) => severity === "error").length;
  const stops = lockout.filter(blocks).length;
  const parts = [
    changed.size === 0 ? "no account changes" : `${counted(changed.size, "account")} changed`,
    loosened.size === 0 ? "" : `${counted(loosened.size, "account")} LOOSENED`,
    ...identitySummary(identity),
    stops === 0 ? "nobody locked out" : `${counted(stops, "lockout")}`,
    errors === 0 ? "" : counted(errors, "error"),
  ];
  return `${blocked ? "BLOCKED" : "Not blocked"}: ${parts.filter((part) => part !== "").join(", ")}`;
}

/** What denies the witness of an entry; for what is newly allowed, what used to. */
export function cause({ decidedBy }: Pick<DifferenceEntry, "decidedBy">, pathOf: PathOf): string {
  const { target } = decidedBy;
  if (decidedBy.policy === null) return deciderText({ ...decidedBy, target: target && pathOf(target) });
  return `${deciderText(decidedBy)}${target === null ? "" : ` at ${pathOf(target)}`}`;
}

const FACTS: Readonly<Record<FactChangeKind, string>> = {
  "account-added": "account added",
  "account-removed": "account REMOVED",
  "account-moved": "account moved",
  "account-renamed": "account renamed",
  "account-state": "account's state",
  "unit-added": "unit added",
  "unit-removed": "unit REMOVED",
  "unit-moved": "unit moved",
  "unit-renamed": "unit renamed",
  "policy-added": "policy of others added",
  "policy-removed": "policy of others REMOVED",
  "policy-changed": "policy of others changed",
  "policy-attached": "policy of others attached",
  "policy-detached": "policy of others DETACHED",
};

/** What kind of fact changed. */
export function factText({ kind }: FactChange): string {
  return FACTS[kind];
}

/** From what to what. */
export function factValues({ before, after }: FactChange): string {
  return [before, after].filter((value) => value !== null).join(" -> ");
}
