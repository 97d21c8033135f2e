import { lint } from "../../../src/lint/lint";
import { LINT_TYPES } from "../../../src/lint/types";
import { publicPolicyTexts } from "../../support/public-policies";
import { expectations, REPOSITORIES, reasonsIn, UNEXPLAINED, writtenExpectations } from "./expectations";

const policies = publicPolicyTexts();
const isThere = policies.length > 0;

test("all of them are read", () => {
  if (isThere) expect(policies).toHaveLength(109);
});

test.each(REPOSITORIES)("%s: each finding is expected, and explained", (repository) => {
  const written = writtenExpectations(repository);
  expect(written).not.toContain(UNEXPLAINED);
  if (isThere) expect(expectations(repository, reasonsIn(written))).toBe(written);
});

test("none makes lint crash, whatever it is taken for", () => {
  for (const { path, text } of policies) {
    for (const type of [undefined, ...LINT_TYPES]) {
      expect(Array.isArray(lint(text, { file: path, type }))).toBe(true);
    }
  }
});
