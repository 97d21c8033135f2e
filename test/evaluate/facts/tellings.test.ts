import fc from "fast-check";
import { Subsets } from "../../../src/evaluate/automata/subsets";
import { TELLINGS } from "../../../src/evaluate/facts/tellings";
import { valueTest } from "../../../src/evaluate/reference/comparisons";
import { withWildcards } from "../../../src/evaluate/reference/pattern";
import { globTest, type Test } from "../../../src/evaluate/space/tests";

const NO_CONTEXT = { get: () => undefined };

function holds(tests: readonly Test[], word: string): boolean {
  return tests.some((test) =>
    test.kind === "language"
      ? new Subsets([{ tokens: test.tokens, groups: [0] }]).read(word)!.length > 0
      : valueTest(test.comparison, test.wanted, undefined, NO_CONTEXT)(word),
  );
}

const VALUES: Readonly<Record<string, readonly string[]>> = {
  "aws:PrincipalArn": [
    "arn:aws:iam::1:root",
    "arn:aws:iam::12:user/a",
    "arn:aws:iam::2:user/a/b/ab",
    "arn:aws:iam::1:role/a:b",
    "arn:aws:sts::ab:federated-user/1",
  ],
  "aws:SourceArn": ["arn:aws:s3:::a", "arn:aws:sns:a:12:b:1"],
  "aws:PrincipalOrgPaths": ["a/", "ab/b/a/", "1"],
  "aws:ResourceOrgPaths": ["a/b"],
  "aws:SourceOrgPaths": ["b/a"],
  "aws:CurrentTime": [
    "2026-01-01T00:00:00Z",
    "2026-01-01T00:00:00.50Z",
    "1969-12-31T23:59:59.5Z",
    "0001-01-01T00:00:00Z",
  ],
};

const glob = fc
  .array(fc.constantFrom("a", "b", "1", "2", "*", "?", ":", "/"), { maxLength: 4 })
  .map((parts) => globTest(withWildcards(parts.join(""))));

const quantity = fc
  .tuple(
    fc.constantFrom("numeric-less", "numeric-equals", "numeric-greater-or-equal", "date-less", "date-equals"),
    fc.constantFrom("1767225600", "1767225600.5", "-0.5", "2026", "2026-01-01", "none"),
  )
  .map(
    ([comparison, wanted]): Test =>
      ({ kind: "quantity", id: `${comparison} ${wanted}`, comparison, wanted }) as Test,
  );

describe.each(TELLINGS)("$whole tells $part", ({ whole, asked, told, telling }) => {
  it("so that what is asked of the one can be asked of the other", () => {
    fc.assert(
      fc.property(fc.oneof(glob, quantity), fc.constantFrom(...VALUES[whole]!), (test, value) => {
        const tests = asked(test);
        const part = told(value);
        if (tests === undefined || part === undefined) return;
        expect(holds(tests, value)).toBe(holds([test], part));
      }),
      { numRuns: 400, seed: 21 },
    );
  });

  it("where it tells it", () => {
    if (telling === undefined) return;
    for (const value of VALUES[whole]!) expect(holds([telling], value)).toBe(told(value) !== undefined);
  });
});
