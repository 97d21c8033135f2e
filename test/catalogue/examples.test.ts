import * as fc from "fast-check";
import { EXAMPLE_ORGANIZATION } from "../../src/catalogue/example-organization";
import { example, matching } from "../../src/catalogue/examples";
import { isKeeper, keepers } from "../../src/catalogue/keepers";
import { arnMatches } from "../../src/evaluate/reference/arn";
import { withWildcards } from "../../src/evaluate/reference/pattern";

it("an example of a pattern matches it, and has no wildcard left", () => {
  const name = fc
    .array(fc.constantFrom("*", "?", "a", "/", "-", "Role"), { minLength: 1 })
    .map((parts) => parts.join(""));
  const account = fc.constantFrom("*", "222222222222");
  fc.assert(
    fc.property(account, name, (inAccount, named) => {
      const pattern = `arn:aws:iam::${inAccount}:role/${named}`;
      expect(arnMatches(withWildcards(pattern), matching(pattern))).toBe(true);
      expect(matching(pattern)).not.toMatch(/[*?]/);
    }),
    { seed: 3 },
  );
});

it("the keepers are the deployers and the member roles, by pattern", () => {
  expect(
    keepers(EXAMPLE_ORGANIZATION)
      .map(matching)
      .every((arn) => isKeeper(arn, EXAMPLE_ORGANIZATION)),
  ).toBe(true);
  expect(isKeeper(example(EXAMPLE_ORGANIZATION, "role/org-guardrails-deployer"), EXAMPLE_ORGANIZATION)).toBe(
    false,
  );
  expect(isKeeper(example(EXAMPLE_ORGANIZATION, "role/break-glass"), EXAMPLE_ORGANIZATION)).toBe(false);
});
