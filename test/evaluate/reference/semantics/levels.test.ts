import { PolicyError, RequestError } from "../../../../src/evaluate/errors";
import { decide } from "../../../../src/evaluate/reference";
import type { AccessRequest, Levels } from "../../../../src/evaluate/request";
import { applies, FULL, policy, RCP_FULL, rule, underRcp } from "./support";

const REQUEST: AccessRequest = { action: "s3:GetObject" };
const ALLOW_S3 = policy({ Effect: "Allow", Action: "s3:*" });
const ALLOW_EC2 = policy({ Effect: "Allow", Action: "ec2:*" });
const DENY_S3 = policy({ Sid: "NoS3", Action: "s3:*" });

rule("every-level-must-allow", () => {
  expect(decide([[FULL], [ALLOW_S3], [FULL]], REQUEST)).toEqual({ verdict: "allowed", decidedBy: [] });
  expect(decide([[FULL], [ALLOW_EC2], [FULL]], REQUEST).verdict).toBe("denied");
  expect(decide([[FULL], [ALLOW_EC2, ALLOW_S3], [FULL]], REQUEST).verdict).toBe("allowed");
});

rule("any-deny-wins", () => {
  for (const level of [0, 1, 2]) {
    const levels = [[FULL], [FULL], [FULL]];
    levels[level]!.unshift(DENY_S3);
    expect(decide(levels, REQUEST).verdict).toBe("denied");
    expect(decide(levels, { action: "ec2:RunInstances" }).verdict).toBe("allowed");
  }
});

rule("level-without-policies-denies", () => {
  expect(decide([[FULL], [], [FULL]], REQUEST)).toEqual({
    verdict: "denied",
    decidedBy: [{ level: 1, policy: null, statement: null, sid: null }],
  });
});

rule("deciders-are-named", () => {
  const two = policy({ Effect: "Allow", Action: "*" }, { Action: "s3:Get*" });
  expect(decide([[FULL, DENY_S3], [two], [ALLOW_EC2]], REQUEST).decidedBy).toEqual([
    { level: 0, policy: 1, statement: 0, sid: "NoS3" },
    { level: 1, policy: 0, statement: 1, sid: null },
  ]);
  expect(decide([[ALLOW_EC2], [FULL], [ALLOW_EC2]], REQUEST).decidedBy.map(({ level }) => level)).toEqual([
    0, 2,
  ]);
});

rule("bare-levels-are-scps", () => {
  expect(decide({ type: "SCP", levels: [[FULL, DENY_S3]] }, REQUEST)).toEqual(
    decide([[FULL, DENY_S3]], REQUEST),
  );
});

rule("service-linked-role-is-exempt", () => {
  const principal = "arn:aws:iam::111111111111:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS";
  expect(decide([[DENY_S3]], { ...REQUEST, principal })).toEqual({
    verdict: "allowed",
    reason: "exempt",
    decidedBy: [],
  });
  expect(decide({ type: "RCP", levels: [[]] }, { ...REQUEST, principal }).reason).toBe("exempt");
  const named = "arn:aws:sts::111111111111:assumed-role/AWSServiceRoleForECS/x";
  expect(decide([[DENY_S3]], { ...REQUEST, principal: named }).verdict).toBe("denied");
});

rule("rcp-governs-listed-services", () => {
  expect(underRcp({ Action: "*" }, { action: "iam:CreateUser" })).toEqual({
    verdict: "allowed",
    reason: "not-governed",
    decidedBy: [],
  });
  expect(underRcp({ Action: "s3:*" }, { action: "S3:GetObject" }).verdict).toBe("denied");
  expect(underRcp({ Action: "s3:*" }, { action: "sqs:SendMessage" })).toEqual({
    verdict: "allowed",
    decidedBy: [],
  });
});

rule("rcp-never-reaches-retire-grant", () => {
  expect(underRcp({ Action: "kms:*" }, { action: "kms:RetireGrant" }).reason).toBe("not-governed");
  expect(underRcp({ Action: "kms:*" }, { action: "kms:RevokeGrant" }).verdict).toBe("denied");
});

rule("malformed-levels", () => {
  const refused = (levels: unknown) => () => decide(levels as Levels, REQUEST);
  expect(refused([])).toThrow(PolicyError);
  expect(refused(null)).toThrow(PolicyError);
  expect(refused([FULL])).toThrow("level 0: expected a list of policies");
  expect(refused({ type: "IAM", levels: [[FULL]] })).toThrow('levels.type: expected "SCP" or "RCP"');
});

rule("malformed-policy", () => {
  const refused =
    (document: unknown, type: "SCP" | "RCP" = "SCP") =>
    () =>
      decide({ type, levels: [[FULL, document]] } as Levels, REQUEST);
  const one = (given: object) => ({ Version: "2012-10-17", Statement: [given] });
  expect(refused("text")).toThrow("level 0, policy 1: a policy must be a JSON object");
  expect(refused({ Version: "2015-01-01", Statement: [] })).toThrow("level 0, policy 1, Version");
  expect(refused(one({ Effect: "deny", Action: "*", Resource: "*" }))).toThrow("Statement[0].Effect");
  expect(refused(one({ Effect: "Deny", Action: "*", NotAction: "*", Resource: "*" }))).toThrow(
    "Statement[0]",
  );
  expect(refused(one({ Effect: "Deny", Action: "*" }))).toThrow("either Resource or NotResource");
  expect(refused(one({ Effect: "Deny", Action: 1, Resource: "*" }))).toThrow("Statement[0].Action");
  expect(refused(one({ Effect: "Deny", Action: "*", Resource: "*", Principal: "*" }))).toThrow(
    "Statement[0].Principal",
  );
  expect(refused(one({ Effect: "Deny", Action: "*", Resource: "*", Condition: { Like: {} } }))).toThrow(
    "Statement[0].Condition.Like",
  );
  expect(
    refused(one({ Effect: "Deny", Action: "*", Resource: "*", Condition: { Bool: { k: null } } })),
  ).toThrow("Statement[0].Condition.Bool.k");
  expect(refused({ Statement: null })).toThrow(PolicyError);
});

rule("rcp-principal-is-anybody", () => {
  const document = (Principal: unknown) =>
    ({
      Version: "2012-10-17",
      Statement: { Effect: "Deny", Principal, Action: "s3:*", Resource: "*" },
    }) as const;
  const decided = (Principal: unknown) =>
    decide({ type: "RCP", levels: [[RCP_FULL, document(Principal)]] }, { ...REQUEST });
  expect(decided("*").verdict).toBe("denied");
  expect(() => decided({ AWS: "*" })).toThrow("level 0, policy 1, Statement.Principal");
  expect(() => decided(undefined)).toThrow(PolicyError);
});

rule("malformed-request", () => {
  const asked = (request: unknown) => () => decide([[FULL]], request as AccessRequest);
  expect(asked(null)).toThrow(RequestError);
  for (const action of [undefined, "", "s3", "s3:", "s3:Get*", ":GetObject", "s3:Get Object", 1]) {
    expect(asked({ action })).toThrow("action: expected one action");
  }
  expect(asked({ ...REQUEST, resource: "" })).toThrow("resource:");
  expect(asked({ ...REQUEST, account: "123" })).toThrow("account: expected twelve digits");
  expect(asked({ ...REQUEST, context: { k: 1 } })).toThrow("context.k:");
  expect(asked({ ...REQUEST, context: ["k"] })).toThrow("context:");
  for (const principal of [
    "x",
    "",
    "arn:aws:s3:::b",
    "arn:aws:iam::111111111111:group/g",
    "arn:aws:iam::111111111111:role/",
    5,
  ]) {
    expect(asked({ ...REQUEST, principal })).toThrow("principal: expected the ARN of");
  }
});

rule("single-statement-without-list", () => {
  const bare = { Version: "2012-10-17", Statement: { Effect: "Deny", Action: "*", Resource: "*" } } as const;
  expect(decide([[FULL, bare]], REQUEST).decidedBy).toEqual([
    { level: 0, policy: 1, statement: 0, sid: null },
  ]);
});

rule("no-statements-say-nothing", () => {
  expect(decide([[FULL, { Version: "2012-10-17", Statement: [] }]], REQUEST).verdict).toBe("allowed");
  expect(applies({}, REQUEST)).toBe(true);
});
