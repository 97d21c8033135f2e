import type { ChainType } from "../chain/chain";
import type { AccessRequest } from "../evaluate/request";
import { type Clause, clauseHolds, clausesOf, phrase } from "./clauses";
import type { Part, Projection } from "./projection";

/**
 * What makes the difference for a request that `allowing` allows and `denying` denies.
 *
 * @param deny the Deny that matches; undefined where no Allow of a level does
 */
export interface Cause {
  readonly allowing: Projection;
  readonly denying: Projection;
  readonly deny: Part | undefined;
}

/** The cause in words, each of them true of the request; "always" when only the action makes the difference. */
export function whenOf(cause: Cause, request: AccessRequest): string {
  const { type } = cause.allowing;
  const phrases = causeClauses(cause, request, type).map((clause) => phrase(clause, request, type));
  return phrases.length === 0 ? "always" : [...new Set(phrases)].join(", and ");
}

/** The clauses that decide: those that let the denying side deny, and those that keep the other from it. */
function causeClauses({ allowing, denying, deny }: Cause, request: AccessRequest, type: ChainType) {
  const holds = (clause: Clause) => clauseHolds(clause, request, type);
  const ids = (parts: readonly Part[]) => new Set(parts.map(({ id }) => id));
  const isOnly = (parts: readonly Part[], others: ReadonlySet<number>) =>
    parts.filter(({ id }) => !others.has(id));

  const failing = (parts: readonly Part[]) =>
    parts.flatMap((part) =>
      clausesOf(part)
        .filter((clause) => !holds(clause))
        .slice(0, 1),
    );
  const levelsOf = ({ allows }: Projection) => new Set(allows.map((level) => [...ids(level)].join()));
  const ownLevels = (own: Projection, other: Projection) => {
    const others = levelsOf(other);
    return own.allows.filter((level) => !others.has([...ids(level)].join()));
  };

  const silent = (level: readonly Part[]) => level.every((part) => !clausesOf(part).every(holds));
  const denied =
    deny === undefined ? ownLevels(denying, allowing).filter(silent).flatMap(failing) : clausesOf(deny);
  const spared = failing(isOnly(allowing.denies, ids(denying.denies)));
  const allowed = ownLevels(allowing, denying).flatMap((level) => {
    const matching = level.find((part) => clausesOf(part).every(holds));
    return matching === undefined ? [] : clausesOf(matching);
  });
  return [...denied, ...spared, ...allowed];
}
