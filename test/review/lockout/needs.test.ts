import { knownActions } from "../../../src/aws-data/actions";
import { breakGlass } from "../../../src/review/lockout/needs/break-glass";
import { identity } from "../../../src/review/lockout/needs/identity";
import { memberBaseline, memberRole } from "../../../src/review/lockout/needs/member-baseline";
import { organizations } from "../../../src/review/lockout/needs/organizations";
import { signIn } from "../../../src/review/lockout/needs/sign-in";

const known = new Set(knownActions());

test.each(
  [breakGlass, identity, memberBaseline, memberRole, organizations, signIn].map(
    (need) => [need.id, need] as const,
  ),
)("every call of %s is one that AWS documents, listed once and in order", (_, need) => {
  const lists = [...need.calls.map(({ actions }) => actions), need.entered ?? []];
  for (const actions of lists) {
    expect(actions.filter((action) => !known.has(action))).toEqual([]);
    expect(actions).toEqual([...new Set(actions)].sort());
  }
  expect(lists.flat().length).toBeGreaterThan(0);
});
