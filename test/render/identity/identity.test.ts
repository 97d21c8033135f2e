import fc from "fast-check";
import type { AccessRow } from "../../../src/identity/access/access";
import type { AccessAnswer } from "../../../src/identity/access/verdict";
import type { IdentityChange, IdentityPlan } from "../../../src/identity/plan/types";
import { renderAccess, renderWhoCan } from "../../../src/render/identity/access";
import { renderIdentityPlan } from "../../../src/render/identity/plan";
import { PLAIN, style } from "../../../src/render/style";
import { hostileNames, isPlain } from "../../support/hostile";
import { assigned, deployedIdentity, identityIntent, identityPlans } from "../../support/identity";

const hostile = hostileNames(0);

const [made] = identityPlans(
  identityIntent({
    assignments: [
      assigned("devs", "developer", ["Prod"]),
      assigned("contractors", "developer", ["shop"], { expires: "2028-01-01T00:00:00Z" }),
    ],
  }),
).plans as [IdentityPlan];

const change = (rest: Partial<IdentityChange>): IdentityChange => ({
  op: "create",
  kind: "assignment",
  name: "developer",
  detail: "",
  ...rest,
});
const COST = { requests: 1, assignments: 1, provisionings: 0, seconds: 1, wide: [] };

describe("a plan", () => {
  const text = (plan: Partial<IdentityPlan>) => renderIdentityPlan({ ...made, ...plan }, null, PLAIN);

  test("shows each set with who has it, and what is derived of which", () => {
    const lines = text({}).split("\n");
    expect(lines[0]).toBe(
      "Organization o-smallorg01, stack identity: 2 permission sets, 2 groups, 3 assignments",
    );
    expect(text({})).toContain("    group devs on 2 accounts\n");
    expect(text({})).toMatch(
      /^developer-[0-9a-f]{12} \(developer\) {2}PT8H, 1 managed policy, inline policy of [\d,]+ characters, denies everything from 2028-01-01T00:00:00Z on$/m,
    );
    expect(lines.at(-2)).toBe(`Desired state ${made.digest}, there is no lock yet`);
  });

  test("shows ten writes of a set and counts the rest; what goes shouts, and goes last first", () => {
    const rows = Array.from({ length: 12 }, (_, index) => change({ detail: `group g${index} on 1` }));
    const shown = text({ changes: rows, cost: COST });
    expect(shown.match(/\+ create assignment/g)).toHaveLength(10);
    expect(shown).toContain("and 2 changes more");
    const gone = [
      change({ op: "delete", name: "old", detail: "group a on 1" }),
      change({ op: "delete", kind: "permission-set", name: "old" }),
    ];
    expect(text({ changes: gone, cost: COST })).toMatch(
      /old\n {2}- DELETE permission-set\n {2}- DELETE assignment group a on 1\n/,
    );
  });

  test.each([
    [59, "59 s"],
    [60, "1 min"],
    [61, "2 min"],
    [3_600, "1 h 0 min"],
    [4_000, "1 h 7 min"],
  ])("of %i seconds takes about %s", (seconds, words) => {
    expect(text({ changes: [change({})], cost: { ...COST, seconds } })).toContain(
      `about ${words} at the published rates`,
    );
  });

  test("marks a set that many accounts have", () => {
    const wide = [{ name: "developer", accounts: 1_200, principals: 1 }];
    expect(text({ changes: [change({ kind: "policy" })], cost: { ...COST, wide } })).toContain(
      "WIDELY USED: developer is in 1,200 accounts, for 1 group or user",
    );
  });

  test("lets no hidden character of a name through", () => {
    fc.assert(
      fc.property(hostile, (name) => {
        const principal = { kind: "group" as const, name };
        const [set] = made.permissionSets as [IdentityPlan["permissionSets"][number]];
        const plan = {
          permissionSets: [{ ...set, grants: [{ principal, accounts: ["1"], lines: [1] }] }],
          changes: [
            change({ detail: name }),
            change({ op: "delete", name, detail: name }),
            change({ kind: "group", name, detail: name }),
            change({ kind: "attributes", name, detail: name }),
          ],
          cost: { ...COST, wide: [{ name, accounts: 1, principals: 1 }] },
          problems: [{ code: "x", severity: "error" as const, message: name, found: name, fix: name }],
        };
        expect(isPlain(text(plan))).toBe(true);
      }),
      { seed: 41, numRuns: 200 },
    );
  });
});

describe("access", () => {
  const account = {
    id: "222222222222",
    parent: "r",
    path: "Prod/shop",
    name: "shop",
    kind: "account" as const,
  };
  const row = (name: string, rest: Partial<AccessRow> = {}): AccessRow => ({
    principal: { kind: "group", name },
    permissionSet: "developer",
    slug: "developer",
    expires: null,
    sessionDuration: "PT8H",
    policies: { documents: [], boundary: null, unknown: [], unknownBoundary: false },
    ...rest,
  });
  const answer = (rest: Partial<AccessAnswer>): AccessAnswer => ({
    verdict: "denied",
    allowed: null,
    denied: null,
    reasons: [],
    ...rest,
  });

  test("stands in columns, and says what is not known", () => {
    const policies = {
      documents: [],
      boundary: null,
      unknown: ["customer policy /x"],
      unknownBoundary: false,
    };
    expect(
      renderAccess(account, [row("a"), row("longer", { slug: null, policies })], ["a note"], PLAIN),
    ).toBe(
      "Prod/shop 222222222222\n" +
        "  group a       developer             PT8H  without an end\n" +
        "  group longer  developer (not ours)  PT8H  without an end  some policies are not known\n" +
        "Note a note\n",
    );
  });

  test("names who was deleted, and a boundary that is not known", () => {
    const policies = { documents: [], boundary: null, unknown: [], unknownBoundary: true };
    const text = renderAccess(
      account,
      [row("x", { principal: { kind: "deleted", name: "id-1" }, policies })],
      [],
      PLAIN,
    );
    expect(text).toContain("DELETED id-1");
    expect(text).toContain("some policies are not known");
  });

  test("who may comes first, who may not last", () => {
    const rows = (["denied", "unknown", "depends", "allowed"] as const).map((verdict) => ({
      row: row(verdict),
      answer: answer({ verdict, reasons: ["why"] }),
    }));
    const text = renderWhoCan("s3:GetObject", account, rows, [], PLAIN);
    const words = text.split("\n").flatMap((line) => /^ {2}([A-Z]+)/.exec(line)?.[1] ?? []);
    expect(words).toEqual(["ALLOWED", "DEPENDS", "UNKNOWN", "DENIED"]);
    expect(renderWhoCan("s3:GetObject", account, rows, [], style(true))).toContain("\u001b[");
  });

  test("lets no hidden character of a name through", () => {
    fc.assert(
      fc.property(hostile, (name) => {
        const request = { action: name, resource: name, context: { [name]: [name] } };
        const one = row(name, { permissionSet: name, slug: name, expires: name, sessionDuration: name });
        const node = { ...account, path: name };
        const who = {
          row: one,
          answer: answer({ verdict: "depends", allowed: request, denied: request, reasons: [name] }),
        };
        expect(isPlain(renderAccess(node, [one], [name], PLAIN))).toBe(true);
        expect(isPlain(renderWhoCan(name, node, [who], [name], PLAIN))).toBe(true);
      }),
      { seed: 42, numRuns: 200 },
    );
  });
});

test("what is deployed needs nothing, and costs nothing to say", () => {
  const intent = identityIntent({ assignments: [assigned("devs", "developer", ["Prod"])] });
  const live = deployedIdentity(identityPlans(intent).plans);
  const [plan] = identityPlans(intent, { live }).plans as [IdentityPlan];
  const text = renderIdentityPlan(plan, null, PLAIN);
  expect(text).toContain("Plan: nothing to change");
  expect(text).not.toContain("Cost");
});
