import { globTokens, type Tokens } from "../automata/tokens";
import { parseArn } from "../reference/arn";
import { withWildcards } from "../reference/pattern";
import { parseDecimal, parseInstant } from "../reference/quantities";
import { secondsText } from "../space/quantities";
import type { Test } from "../space/tests";

/**
 * Two keys that tell the same thing: whatever is asked of the value of `part` can be asked of `whole`, and the
 * value of `part` follows from that of `whole`.
 */
export interface Telling {
  readonly whole: string;
  readonly part: string;
  /** The questions of which one is a yes of `whole` if and only if `test` is a yes of `part`; undefined if none can say. */
  readonly asked: (test: Test) => readonly Test[] | undefined;
  /** The value of `part`; undefined where the value of `whole` does not tell it. */
  readonly told: (whole: string) => string | undefined;
  /** Values of `whole` that tell the part; about others nothing is said. Undefined where all tell it. */
  readonly telling?: Test;
}

const glob = (text: string) => globTokens(withWildcards(text), { except: ":" });

/** Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html (ARN format), read 2026-11. */
const accountTelling = (whole: string, part: string): Telling => ({
  whole,
  part,
  asked: (test) =>
    inside(test, ":", (tokens) => [[...glob("*:*:*:*:"), ...tokens, ...glob(":"), { star: true }]]),
  told: (arn) => parseArn(arn)?.account || undefined,
  telling: language(`account of ${whole}`, [...glob("*:*:*:*:?*:"), { star: true }]),
});

/**
 * The tellings among global keys.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html, read 2026-11.
 */
export const TELLINGS: readonly Telling[] = [
  accountTelling("aws:PrincipalArn", "aws:PrincipalAccount"),
  // The ARN of a bucket has no account in it: it says nothing of the source's account.
  accountTelling("aws:SourceArn", "aws:SourceAccount"),
  {
    whole: "aws:PrincipalArn",
    part: "aws:username",
    asked: (test) =>
      inside(test, "/", (tokens) => [
        [...glob("*:*:*:*:*:user/"), ...tokens],
        [...glob("*:*:*:*:*:user/"), { star: true }, ...globTokens(withWildcards("/")), ...tokens],
      ]),
    told: (arn) => {
      const resource = parseArn(arn)?.resource ?? "";
      return resource.startsWith("user/") ? resource.slice(resource.lastIndexOf("/") + 1) : undefined;
    },
    telling: language("user", [...glob("*:*:*:*:*:user/"), { star: true }]),
  },
  ...["Principal", "Resource", "Source"].map((side) => ({
    whole: `aws:${side}OrgPaths`,
    part: `aws:${side}OrgID`,
    asked: (test: Test) =>
      inside(test, "/", (tokens) => [[...tokens, ...globTokens(withWildcards("/")), { star: true }]]),
    told: (path: string) => (path.includes("/") ? path.slice(0, path.indexOf("/")) : undefined),
  })),
  {
    whole: "aws:CurrentTime",
    part: "aws:EpochTime",
    asked: (test) => (test.kind === "quantity" ? sameInstant(test) : undefined),
    told: epochOf,
  },
];

function language(id: string, tokens: Tokens): Test {
  return { kind: "language", id: `telling ${id}`, tokens };
}

/** The question as one about a longer text, in which the wildcards stop where the part ends. */
function inside(
  test: Test,
  end: string,
  around: (tokens: Tokens) => readonly Tokens[],
): readonly Test[] | undefined {
  if (test.kind !== "language") return undefined;
  if (test.tokens.some(({ only }) => only?.includes(end))) return [];
  const bounded: Tokens = test.tokens.map((token) =>
    token.only === undefined ? { ...token, except: (token.except ?? "") + end } : token,
  );
  return around(bounded).map((tokens, index) => ({
    kind: "language",
    id: `inside ${end}${index} ${test.id}`,
    tokens,
  }));
}

/** Of the time as a date what is asked of it as a number of seconds; four digits would be a year. */
function sameInstant(test: Test & { kind: "quantity" }): readonly Test[] {
  const { comparison, wanted } = test;
  if (!comparison.startsWith("numeric")) return [test];
  if (parseDecimal(wanted) === undefined) return [];
  const seconds = /^\d{4}$/.test(wanted) ? `0${wanted}` : wanted;
  const asDate = comparison.replace("numeric", "date") as typeof comparison;
  return [{ kind: "quantity", id: `${asDate} ${seconds}`, comparison: asDate, wanted: seconds }];
}

function epochOf(time: string): string | undefined {
  const instant = parseInstant(time);
  return instant && secondsText(instant);
}
