import { lintPlan } from "../../src/lint/plan";
import type { Intent } from "../../src/organization/intent";
import type { Plan, PlannedPolicy } from "../../src/plan/types";

const place = (line: number) => ({ file: "organization.yaml", line, column: 5 });

/** Of an intent only the uses of guardrails count here, of a plan only its policies. */
const intent = {
  guardrails: [
    {
      target: "Root",
      place: place(1),
      guardrails: [{ id: "first", parameters: undefined, place: place(2) }],
    },
    {
      target: "Workloads",
      place: place(3),
      guardrails: [
        { id: "second", parameters: undefined, place: place(4) },
        { id: "first", parameters: undefined, place: place(5) },
      ],
    },
  ],
} as unknown as Intent;

const deny = (Sid: string, Action: string) => ({ Sid, Effect: "Deny", Action, Resource: "*" });

function findings(policy: Partial<PlannedPolicy>) {
  const planned = {
    key: "k",
    name: "guardrail-x",
    type: "SERVICE_CONTROL_POLICY",
    managed: true,
    guardrails: ["first", "second"],
    statements: [
      { sid: "A", guardrail: "first" },
      { sid: "B", guardrail: "second" },
    ],
    content: { Version: "2012-10-17", Statement: [deny("A", "s3:GetObject"), deny("B", "s3:GetObjects")] },
    ...policy,
  };
  return lintPlan({ policies: [planned] } as unknown as Plan, intent).map(
    ({ code, severity, path, place }) => ({
      code,
      severity,
      path,
      line: place?.line,
    }),
  );
}

test("a finding stands where the guardrail of its statement is asked for", () => {
  expect(findings({})).toEqual([
    {
      code: "unknown-action",
      severity: "warning",
      path: 'policy "guardrail-x", Statement[1].Action',
      line: 4,
    },
  ]);
});

test("a guardrail that the plan adds by itself has no place, and the first use counts", () => {
  const statements = [{ sid: "B", guardrail: "protect-exempt-principals" }];
  expect(findings({ statements })).toMatchObject([{ code: "unknown-action", line: undefined }]);
  expect(findings({ statements: [{ sid: "B", guardrail: "first" }] })).toMatchObject([{ line: 2 }]);
});

test("what stands already is only noted, whatever it is", () => {
  const unmanaged = { managed: false, statements: [], guardrails: [] };
  expect(findings(unmanaged)).toMatchObject([{ code: "unknown-action", severity: "info", line: undefined }]);
  expect(findings({ ...unmanaged, content: "{" })).toMatchObject([
    { code: "invalid-json", severity: "info" },
  ]);
});

test("an RCP is one, and what is no policy of requests is left alone", () => {
  const content = { Version: "2012-10-17", Statement: [deny("A", "s3:GetObject")] };
  const type = "RESOURCE_CONTROL_POLICY";
  expect(findings({ type, content })).toMatchObject([
    { code: "invalid-grammar", severity: "error", line: 2 },
  ]);
  expect(findings({ type: "TAG_POLICY", content: { tags: {} } })).toEqual([]);
});
