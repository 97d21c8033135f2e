import type { Clause, Term } from "./terms";

/** A principal that a statement spares by an ARN with its account in it. */
export interface NamedExemption {
  readonly principal: string;
  /** Twelve digits. */
  readonly account: string;
}

const ACCOUNT = /^\d{12}$/;

const accountOf = (arn: string) => arn.split(":")[4] ?? "";

function spares({ operator, key }: Clause): boolean {
  return operator.toLowerCase() === "arnnotlike" && key.toLowerCase() === "aws:principalarn";
}

/** Whom a statement spares by name, account by account. */
export function namedExemptions({ meaning }: Term): readonly NamedExemption[] {
  return (meaning?.clauses ?? [])
    .filter(spares)
    .flatMap(({ values }) => values.map((principal) => ({ principal, account: accountOf(principal) })))
    .filter(({ account }) => ACCOUNT.test(account));
}

/** The statement as it would be if it spared nobody of a named account. */
export function withoutNamedExemptions(term: Term): Term {
  if (term.meaning === null) return term;
  const clauses = term.meaning.clauses.flatMap((clause): Clause[] => {
    if (!spares(clause)) return [clause];
    const values = clause.values.filter((arn) => !ACCOUNT.test(accountOf(arn)));
    return values.length === 0 ? [] : [{ ...clause, values }];
  });
  return { ...term, meaning: { ...term.meaning, clauses } };
}
