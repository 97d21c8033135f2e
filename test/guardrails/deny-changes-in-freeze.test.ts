import { denyChangesInFreeze } from "../../guardrails/deny-changes-in-freeze";
import { compileGuardrail, endedStatements } from "../../src/catalogue/compile";
import { EXAMPLE_ORGANIZATION } from "../../src/catalogue/example-organization";
import { decide } from "../../src/evaluate/reference";
import type { PolicyDocument } from "../../src/policy/document";
import { under } from "./support";

const PIPELINE = "arn:aws:iam::123456789012:role/pipeline";
const CLOSING = { from: "2027-01-25T18:00Z", to: "2027-02-05" };

const deploy = (time: string, principal = PIPELINE) => ({
  action: "codepipeline:StartPipelineExecution",
  principal,
  context: { "aws:CurrentTime": time },
});

it.each([
  ["2027-01-25T17:59:59Z", "allowed"],
  ["2027-01-25T18:00:00Z", "allowed"],
  ["2027-01-25T18:00:01Z", "denied"],
  ["2027-02-04T23:59:59Z", "denied"],
  ["2027-02-05T00:00:00Z", "allowed"],
  ["2028-01-30T00:00:00Z", "allowed"],
])("at %s a deployment is %s", (time, expected) => {
  expect(under(denyChangesInFreeze, { freezes: [CLOSING] })(deploy(time))).toBe(expected);
});

it("holds for each of several freezes, and not between them", () => {
  const decided = under(denyChangesInFreeze, {
    freezes: [CLOSING, { from: "2027-07-26", to: "2027-08-05" }],
  });
  expect(decided(deploy("2027-02-01T12:00:00Z"))).toBe("denied");
  expect(decided(deploy("2027-05-01T12:00:00Z"))).toBe("allowed");
  expect(decided(deploy("2027-07-30T12:00:00Z"))).toBe("denied");
});

it("spares the keepers and break-glass, and freezes what it is told to", () => {
  const decided = under(denyChangesInFreeze, { freezes: [CLOSING], actions: ["route53:ChangeResource*"] });
  const time = "2027-02-01T12:00:00Z";
  expect(decided(deploy(time))).toBe("allowed");
  const records = { ...deploy(time), action: "route53:ChangeResourceRecordSets" };
  expect(decided(records)).toBe("denied");
  for (const name of ["break-glass", "stacksets-exec-1"]) {
    expect(decided({ ...records, principal: `arn:aws:iam::123456789012:role/${name}` })).toBe("allowed");
  }
});

it("takes an exception that ends while the freeze lasts", () => {
  const compile = (principals: string[]) => {
    const compiled = compileGuardrail(denyChangesInFreeze, { freezes: [CLOSING] }, EXAMPLE_ORGANIZATION, {
      principals,
    });
    if ("problems" in compiled) throw new Error(JSON.stringify(compiled.problems));
    return compiled.statements;
  };
  const ended = endedStatements(compile([]), denyChangesInFreeze, [PIPELINE], "2027-02-01T00:00:00Z");
  const open = { Sid: "Open", Effect: "Allow" as const, Action: "*", Resource: "*" };
  const policy: PolicyDocument = {
    Version: "2012-10-17",
    Statement: [open, ...compile([PIPELINE]), ...ended],
  };
  const verdict = (time: string, principal?: string) => decide([[policy]], deploy(time, principal)).verdict;
  expect(verdict("2027-01-31T23:59:59Z")).toBe("allowed");
  expect(verdict("2027-02-01T00:00:00Z")).toBe("denied");
  expect(verdict("2027-02-05T00:00:00Z")).toBe("allowed");
  expect(verdict("2027-01-31T23:59:59Z", "arn:aws:iam::123456789012:role/other")).toBe("denied");
});

it.each([
  [[], "freezes"],
  [[{ from: "2027-02-05", to: "2027-01-25" }], "freezes[0].to"],
  [[{ from: "2027-02-05", to: "2027-02-05T00:00Z" }], "freezes[0].to"],
  [[CLOSING, { from: "2027-02-30", to: "2027-03-01" }], "freezes[1].from"],
  [[{ from: "2027-02-05T18:00", to: "2027-03-01" }], "freezes[0].from"],
  [[{ from: "2027-02-05" }], "freezes[0].to"],
])("takes no freezes %j", (freezes, path) => {
  const { problems } = compileGuardrail(denyChangesInFreeze, { freezes }, EXAMPLE_ORGANIZATION) as {
    problems: readonly { path: string }[];
  };
  expect(problems.map((problem) => problem.path)).toContain(path);
});
