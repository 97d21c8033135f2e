import { catalogue } from "../../guardrails";
import { HELD_BY_POLICY } from "../../src/lockdown/held-by-policy";
import { PASSWORD_POLICY } from "../../src/organization/root-lockdown-intent";
import { GOOD, load } from "./support";

const BEFORE = GOOD.split("\n").length - 1;

/** What the sections behind the good file mean; it has to have no problem. */
function intentOf(sections: string) {
  const { intent, problems } = load(GOOD + sections);
  expect(problems).toEqual([]);
  return intent!;
}

/** "line:column code nearest" of each problem; lines count from the sections' own first. */
function problemsOf(sections: string) {
  return load(GOOD + sections).problems.map(({ place, code, nearest }) =>
    `${place!.line - BEFORE}:${place!.column} ${code} ${nearest ?? ""}`.trim(),
  );
}

test("what is left out of the lockdown is not wanted, or has its defaults", () => {
  expect(intentOf("root-lockdown: {}\n").rootLockdown).toEqual({
    centralRootAccess: null,
    accessAnalyzers: null,
    trail: null,
    baseline: null,
    keepRootCredentials: [],
  });
  const { rootLockdown } = intentOf(`root-lockdown:
  central-root-access: true
  access-analyzers: true
  trail: create
  baseline: { password-policy: true }
`);
  expect(rootLockdown).toEqual({
    centralRootAccess: { place: expect.objectContaining({ line: BEFORE + 2, column: 3 }) },
    accessAnalyzers: { unusedAfterDays: 90, place: expect.anything() },
    trail: { mode: "create", place: expect.anything() },
    baseline: {
      on: ["Root"],
      passwordPolicy: PASSWORD_POLICY,
      ebsEncryption: false,
      failureTolerance: 5,
      concurrency: 20,
      place: expect.anything(),
    },
    keepRootCredentials: [],
  });
});

test("each choice of the lockdown is taken as written", () => {
  const { rootLockdown } = intentOf(`root-lockdown:
  central-root-access: false
  access-analyzers: { unused-after-days: never }
  trail: { existing: { log-group: aws/trail } }
  baseline:
    on: [Workloads, ou-ab12-12345678]
    password-policy: { minimum-length: 20, maximum-age: never, require-symbols: false }
    ebs-encryption: true
    failure-tolerance: 0
    concurrency: 100
`);
  expect(rootLockdown).toMatchObject({
    centralRootAccess: null,
    accessAnalyzers: { unusedAfterDays: null },
    trail: { mode: "existing", logGroup: "aws/trail" },
    baseline: {
      on: ["Workloads", "ou-ab12-12345678"],
      passwordPolicy: { ...PASSWORD_POLICY, minimumLength: 20, maximumAge: null, requireSymbols: false },
      ebsEncryption: true,
      failureTolerance: 0,
      concurrency: 100,
    },
  });
});

test("a trail may be there already, with a log group that nobody named", () => {
  const { rootLockdown } = intentOf("root-lockdown: { trail: existing }\n");
  expect(rootLockdown!.trail).toMatchObject({ mode: "existing", logGroup: null });
});

test.each([
  ["a length that IAM refuses", "baseline: { password-policy: { minimum-length: 5 } }"],
  ["an age of no days", "baseline: { password-policy: { maximum-age: 0 } }"],
  ["an age that is a word", "baseline: { password-policy: { maximum-age: long } }"],
  ["more than a hundred percent", "baseline: { failure-tolerance: 101 }"],
  ["nobody at a time", "baseline: { concurrency: 0 }"],
  ["a year and a day without use", "access-analyzers: { unused-after-days: 366 }"],
  ["no unit", "baseline: { on: [] }"],
  ["analyzers that are off", "access-analyzers: false"],
  ["a trail of another kind", "trail: some"],
])("%s is an error at its place", (_, line) => {
  const problems = load(`${GOOD}root-lockdown:\n  ${line}\n`).problems;
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatchObject({ severity: "error", place: { line: BEFORE + 2 } });
  expect(problems[0]!.expected).toBeTruthy();
});

test.each([...HELD_BY_POLICY])(
  "%s under baseline is held by a policy, and the error names it",
  (key, held) => {
    const problems = load(`${GOOD}root-lockdown:\n  baseline:\n    ${key}: true\n`).problems;
    expect(problems).toEqual([
      expect.objectContaining({
        code: "held-by-policy",
        severity: "error",
        place: expect.objectContaining({ line: BEFORE + 3, column: 5 }),
        path: `root-lockdown.baseline.${key}`,
      }),
    ]);
    expect(problems[0]!.message).toContain(held.type);
    expect(problems[0]!.fix).toContain(held.guardrail);
  },
);

test("the guardrails that hold settings are there, of the type that is named", () => {
  const types = new Map<string, string>(catalogue.map(({ id, type }) => [id, type]));
  for (const { guardrail, type } of HELD_BY_POLICY.values())
    expect([guardrail, types.get(guardrail)]).toEqual([guardrail, type]);
});

test("another key under baseline is unknown as everywhere", () => {
  expect(problemsOf("root-lockdown:\n  baseline:\n    ebs-encyption: true\n")).toEqual([
    "3:5 unknown-key ebs-encryption",
  ]);
});

const DETECTIONS = `detections:
  notify: [{ email: security@example.com }, { chat: "arn:aws:chatbot::222222222222:chat-configuration/slack-channel/sec", from: low }]
  disable:
    - { detection: notice-root-sign-in, reason: no root }
`;

test("the section on detections says who is told, of what, and where", () => {
  expect(intentOf("").detections).toBeUndefined();
  expect(intentOf(DETECTIONS).detections).toEqual({
    notify: [
      { protocol: "email", endpoint: "security@example.com", from: "high" },
      {
        protocol: "chat",
        endpoint: "arn:aws:chatbot::222222222222:chat-configuration/slack-channel/sec",
        from: "low",
      },
    ],
    regions: [],
    disabled: [
      {
        detection: "notice-root-sign-in",
        reason: "no root",
        place: expect.objectContaining({ line: BEFORE + 4, column: 7 }),
      },
    ],
    place: expect.objectContaining({ line: BEFORE + 1, column: 1 }),
  });
});

test("detections that are not known, or are disabled twice, are errors", () => {
  expect(problemsOf(DETECTIONS.replace("root-sign-in", "root-sign-on"))).toEqual([
    "4:20 unknown-detection notice-root-sign-in",
  ]);
  const twice = `${DETECTIONS}    - { detection: notice-root-sign-in, reason: again }\n`;
  expect(problemsOf(twice)).toEqual(["5:20 detection-disabled-twice"]);
});

test("what nobody is told of is an error", () => {
  expect(problemsOf("detections: { notify: [] }\n")).toEqual(["1:23 invalid-value"]);
  expect(problemsOf("detections: {}\n")).toEqual(["1:1 missing-key"]);
});
