import { restrictAssumeRoot } from "../../guardrails/restrict-assume-root";
import { compileGuardrail } from "../../src/catalogue/compile";
import { EXAMPLE_ORGANIZATION } from "../../src/catalogue/example-organization";
import { under } from "./support";

const TASKS = "arn:aws:iam::aws:policy/root-task";
const DELEGATED = "222222222222";

const assume = (name: string, task: string) => ({
  action: "sts:AssumeRoot",
  principal: `arn:aws:iam::${DELEGATED}:${name}`,
  resource: "arn:aws:iam::333333333333:root",
  context: { "sts:TaskPolicyArn": `${TASKS}/${task}` },
});

it("by itself spares the keepers and break-glass, for every task but a new root password", () => {
  const decided = under(restrictAssumeRoot, {});
  for (const caller of ["role/stacksets-exec-1", "role/break-glass"]) {
    expect(decided(assume(caller, "IAMDeleteRootUserCredentials"))).toBe("allowed");
    expect(decided(assume(caller, "SQSUnlockQueuePolicy"))).toBe("allowed");
    expect(decided(assume(caller, "IAMCreateRootUserPassword"))).toBe("denied");
  }
  expect(decided(assume("role/administrator", "IAMAuditRootUserCredentials"))).toBe("denied");
});

it("lets the password task through when it is asked for", () => {
  const decided = under(restrictAssumeRoot, {
    callers: ["role/recovery"],
    tasks: ["IAMCreateRootUserPassword"],
  });
  expect(decided(assume("role/recovery", "IAMCreateRootUserPassword"))).toBe("allowed");
  expect(decided(assume("role/recovery", "IAMAuditRootUserCredentials"))).toBe("denied");
  expect(decided(assume("role/break-glass", "IAMCreateRootUserPassword"))).toBe("denied");
});

it("asks for callers where the organization has nobody to spare, and for tasks that exist", () => {
  const bare = { ...EXAMPLE_ORGANIZATION, deployers: [], memberRoles: [], breakGlass: [] };
  expect(compileGuardrail(restrictAssumeRoot, {}, bare)).toEqual({
    problems: [{ path: "callers", message: "at least one role" }],
  });
  expect(compileGuardrail(restrictAssumeRoot, { tasks: ["IAMAudit"] }, EXAMPLE_ORGANIZATION)).toMatchObject({
    problems: [{ path: "tasks[0]" }],
  });
});

it("an exception reaches both statements", () => {
  const principal = "arn:aws:iam::222222222222:role/incident";
  const compiled = compileGuardrail(restrictAssumeRoot, {}, EXAMPLE_ORGANIZATION, {
    principals: [principal],
  });
  if ("problems" in compiled) throw new Error(JSON.stringify(compiled.problems));
  for (const { Condition } of compiled.statements) {
    expect([Condition?.ArnNotLike?.["aws:PrincipalArn"]].flat()).toContain(principal);
  }
  expect(compiled.statements[1]!.Condition!.ArnNotLike!["sts:TaskPolicyArn"]).toHaveLength(4);
});
