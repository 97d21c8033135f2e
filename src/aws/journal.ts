import type { Account } from "@aws-sdk/client-organizations";
import type { Organizations } from "./organizations";

/** Keeps answers of AWS, so that a reading that was cut off goes on instead of starting over. */
export interface Journal {
  /** Says which organization this is; what was kept of another one, or is too old, is forgotten. */
  readonly begin: (organization: string) => void;
  /** What was kept under a key; undefined when nothing was. */
  readonly recall: (key: string) => { readonly value: unknown } | undefined;
  readonly record: (key: string, value: unknown) => void;
}

/** Keeps nothing. */
export const NO_JOURNAL: Journal = { begin: () => {}, recall: () => undefined, record: () => {} };

type Lists<A> = {
  readonly [K in keyof A]: A[K] extends (...args: never[]) => Promise<unknown> ? K : never;
}[keyof A];

/**
 * The same API, whose answers to some calls are taken from the journal where it has them, and kept there. Whole lists
 * are kept, never single pages: a list is of one moment, and AWS's page tokens do not last.
 *
 * @param name of the API, one for each
 */
export function remembering<A extends object>(
  api: A,
  name: string,
  calls: readonly Lists<A>[],
  journal: Journal,
): A {
  const remembered = calls.map((call) => [
    call,
    async (...args: readonly unknown[]) => {
      const key = JSON.stringify([name, call, ...args]);
      const kept = journal.recall(key);
      if (kept !== undefined) return kept.value;
      const value = await (api[call] as (...args: readonly unknown[]) => Promise<unknown>)(...args);
      journal.record(key, value);
      return value;
    },
  ]);
  return { ...api, ...(Object.fromEntries(remembered) as Partial<A>) };
}

/** As above, for the one list that is read page by page. It is kept when the last page was asked for. */
export function rememberingAccounts(api: Organizations, journal: Journal): Organizations {
  const key = JSON.stringify(["organizations", "accountPages"]);
  return {
    ...api,
    async *accountPages() {
      const kept = journal.recall(key);
      if (kept !== undefined) {
        yield { Accounts: kept.value as Account[] };
        return;
      }
      const all: Account[] = [];
      for await (const page of api.accountPages()) {
        all.push(...(page.Accounts ?? []));
        yield page;
      }
      journal.record(key, all);
    },
  };
}
