import fc from "fast-check";
import type { DifferenceEntry } from "../../../src/compare/types";
import { MOST_CHARACTERS, reviewMarkdown } from "../../../src/render/review/markdown";
import { reviewSarif } from "../../../src/render/review/sarif";
import { reviewText } from "../../../src/render/review/text";
import { PLAIN } from "../../../src/render/style";
import type { IdentityReview } from "../../../src/review/identity/types";
import type { GroupEntry, Review } from "../../../src/review/types";
import { outsideOfCode } from "../../support/markdown";

/** Stands in every name; it and what is around it may be seen in code spans only. */
const MARK = "EVIL";
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "`",
        "```",
        "@team",
        "#1",
        "<b>",
        "</details>",
        "](x)",
        "https://e.example",
        "\n\n",
        "\n# ",
        "|",
        "\\",
        "\u202e",
        "\u0007",
      ),
      fc.string({ maxLength: 3 }),
    ),
    { maxLength: 8 },
  )
  .map((parts) => `${MARK}${parts.join("")}${MARK}`);

function identityOf(name: string, count: number): IdentityReview {
  const times = <T>(one: T): T[] => Array.from({ length: count }, () => one);
  const summary = {
    actions: 3,
    services: times({ service: name, actions: 1, of: 2 }),
    levels: { List: 0, Read: 0, Tagging: 1, Write: 1, "Permissions management": 1 },
    dangerous: times(name),
    undocumented: 1,
  };
  const effect = {
    accounts: [name],
    newlyAllowed: summary,
    newlyDenied: summary,
    escalations: [name],
    unknown: [name],
  };
  const grant = {
    permissionSet: name,
    slug: name,
    expires: name,
    sessionDuration: name,
    principals: (["group", "user", "deleted"] as const).map((kind) => ({ kind, name })),
    accounts: times(name),
    effects: [effect, { ...effect, newlyAllowed: null }],
  };
  const setting = { before: name, after: name };
  const set = {
    ...grant,
    settings: [
      { ...setting, setting: "ends" as const, loosens: true },
      { ...setting, setting: "permissions-boundary" as const, loosens: true },
      { ...setting, setting: "customer-policy" as const, before: null, loosens: false },
      { ...setting, setting: "inline-policy" as const, after: null, loosens: false },
    ],
  };
  return {
    grants: times([
      { ...grant, direction: "gained" as const },
      { ...grant, direction: "lost" as const },
    ]).flat(),
    permissionSets: times([set, { ...set, settings: set.settings.slice(2), effects: [] }]).flat(),
    members: (["gained", "lost"] as const).map((direction) => ({ direction, group: name, user: name })),
    attributes: [{ key: name, before: null, after: name }],
  };
}

/** A review in which every text from outside is the given one. */
function reviewOf(name: string, count = 1): Review {
  const times = <T>(one: T): T[] => Array.from({ length: count }, () => one);
  const decidedBy = { target: name, policy: name, sid: name, guardrail: name };
  const entry: GroupEntry<DifferenceEntry> = {
    actions: [name],
    when: name,
    witness: { action: name, resource: name, context: { [name]: name } },
    decidedBy,
  };
  const exception = {
    guardrail: name,
    accounts: times(name),
    principals: [name],
    owner: name,
    reason: name,
    expires: name,
    selfEnding: false,
  };
  const groups = times({
    accounts: times(name),
    type: "scp" as const,
    newlyDenied: [entry],
    newlyAllowed: times(entry),
    undecided: [{ direction: "newlyDenied" as const, actions: [name], reason: name }],
  });
  return {
    formatVersion: 1,
    blocked: true,
    groups: [...groups, ...groups.map((group) => ({ ...group, newlyAllowed: [] }))],
    management: times({
      accounts: times(name),
      type: name,
      changes: (["sets", "may-loosen"] as const).map((effect) => ({
        path: [name, name],
        before: null,
        after: [name],
        effect,
        by: [{ policy: name, target: name, operator: "@@assign" as const }],
      })),
      undecided: [{ path: [name], reason: name }],
    }),
    identity: identityOf(name, count),
    exceptions: { added: times(exception), expiring: [exception], removed: [exception] },
    lockout: [
      {
        principal: name,
        need: name,
        purpose: name,
        type: "scp",
        accounts: [name],
        verdict: "blocked",
        witness: entry.witness,
        decidedBy: [decidedBy],
      },
      {
        principal: name,
        need: name,
        purpose: name,
        type: "rcp",
        accounts: [name],
        verdict: "undecided",
        reason: name,
        place: { file: name, line: 1, column: 1 },
      },
    ],
    snapshotChanged: [{ kind: "unit-renamed", id: name, before: name, after: name }],
    assumed: [name],
    problems: [
      { code: name, severity: "error", message: name, place: { file: name, line: 1, column: 1 }, fix: name },
    ],
  };
}

/** Markup that this project writes itself. */
const OWN_HTML = /<\/?(details( open)?|summary)>/g;

test("names reach Markdown in code spans only, whatever they hold", () => {
  fc.assert(
    fc.property(hostile, (name) => {
      const text = reviewMarkdown(reviewOf(name), (id) => id);
      const outside = text.split("\n").map(outsideOfCode).join("\n");
      expect(outside).not.toContain(MARK);
      expect(outside.replace(OWN_HTML, "")).not.toMatch(/[<>@`]|https?:|\]\(/);
      expect(text.match(/<details/g)).toHaveLength(outside.match(/<\/details>/g)!.length);
    }),
    { seed: 5, numRuns: 500 },
  );
});

test("a review of any size stays under the limit, shows what is worst, and says what it left out", () => {
  const text = reviewMarkdown(reviewOf("x".repeat(300), 200), (id) => id);
  expect(text.length).toBeLessThan(MOST_CHARACTERS);
  expect(text.length).toBeGreaterThan(MOST_CHARACTERS / 2);
  expect(text).toContain("**LOCKED OUT:**");
  expect(text).toContain("**NEWLY ALLOWED**");
  expect(text).toMatch(/Left out for want of room: .*groups of accounts.*exceptions/);
  expect(text.match(/<details/g)).toHaveLength(text.match(/<\/details>/g)!.length);
});

test("a small review leaves nothing out", () => {
  expect(reviewMarkdown(reviewOf("name"), (id) => id)).not.toContain("eft out");
});

test("nothing that a name holds reaches a terminal but visible characters", () => {
  fc.assert(
    fc.property(hostile, (name) => {
      const text = reviewText(reviewOf(name), (id) => id, PLAIN);
      expect(text.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\u202e]/u);
    }),
    { seed: 6, numRuns: 200 },
  );
});

describe("SARIF", () => {
  const log = (review: Review) => JSON.parse(reviewSarif(review, (id) => id, "organization.yaml"));

  test("has what 2.1.0 requires, and every result names a rule that is there", () => {
    const { version, $schema, runs } = log(reviewOf("a b"));
    expect([version, runs.length]).toEqual(["2.1.0", 1]);
    expect($schema).toContain("sarif-schema-2.1.0.json");
    const [{ tool, results }] = runs;
    expect(tool.driver.name).toBe("org-guardrails");
    expect(results).toHaveLength(18);
    for (const { ruleId, ruleIndex, level, message, locations, partialFingerprints } of results) {
      expect(tool.driver.rules[ruleIndex].id).toBe(ruleId);
      expect(["error", "warning", "note"]).toContain(level);
      expect(message.text).not.toBe("");
      expect(Object.values(partialFingerprints)).toEqual([expect.stringMatching(/^sha256:/)]);
      const [{ physicalLocation }] = locations;
      expect(physicalLocation.artifactLocation.uri).toMatch(/^(organization\.yaml|a%20b)$/);
      expect(physicalLocation.region.startLine).toBeGreaterThan(0);
    }
  });

  test("what blocks is an error, what is loosened or undecided a warning, what is denied a note", () => {
    const levels = new Map<string, string>(
      log(reviewOf("x")).runs[0].results.map(({ ruleId, level }: { ruleId: string; level: string }) => [
        ruleId,
        level,
      ]),
    );
    expect(Object.fromEntries(levels)).toEqual({
      lockout: "error",
      "assertion-undecided": "error",
      x: "error",
      "newly-allowed": "warning",
      "newly-denied": "note",
      "management-policy-may-loosen": "warning",
      "management-policy-sets": "note",
      undecided: "warning",
      "access-gained": "warning",
      "access-lost": "note",
      "permission-set-widened": "warning",
      "permission-set-changed": "note",
      "member-gained": "warning",
      "member-lost": "note",
      "attribute-changed": "note",
    });
  });

  test("a name makes no link", () => {
    const [result] = log(reviewOf("[click](https://e.example)")).runs[0].results;
    expect(result.message.text).toContain("\\[click\\](https://e.example)");
  });
});
