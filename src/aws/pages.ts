import { NotReadError } from "./errors";

/**
 * Results that one page holds at most, whatever is listed. AWS chooses fewer unless it is asked for as many.
 * Source: https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccounts.html (MaxResults),
 * read 2026-11.
 */
export const LARGEST_PAGE = 20;

interface Page {
  readonly NextToken?: string | undefined;
}

/**
 * The pages of a list, to the last. An empty page may have a next one; a token that comes twice means that
 * the list would never end or leave something out.
 *
 * Source: https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListPolicies.html, read 2026-11.
 *
 * @param action the IAM action of the call
 * @throws NotReadError when a token comes twice
 */
export async function* pages<P extends Page>(
  action: string,
  ask: (token: string | undefined) => Promise<P>,
): AsyncGenerator<P> {
  const seen = new Set<string>();
  let token: string | undefined;
  do {
    const page = await ask(token);
    yield page;
    token = page.NextToken;
    if (token === undefined) return;
    if (seen.has(token)) {
      const operation = action.slice(action.indexOf(":") + 1);
      throw new NotReadError(
        `AWS gave the same page of ${operation} twice: run the command again`,
        action,
        "AWS gave the same page twice",
      );
    }
    seen.add(token);
  } while (true);
}

/** What stands on all pages, in their order. */
export async function all<P, T>(
  list: AsyncIterable<P>,
  items: (page: P) => readonly T[] | undefined,
): Promise<T[]> {
  const found: T[] = [];
  for await (const page of list) found.push(...(items(page) ?? []));
  return found;
}
