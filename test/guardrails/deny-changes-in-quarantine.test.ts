import { denyChangesInQuarantine } from "../../guardrails/deny-changes-in-quarantine";
import { actionInfo, knownActions } from "../../src/aws-data/actions";
import { EVIDENCE_CHANGES } from "../../src/aws-data/evidence-changes";
import { LOOKING_ACTIONS } from "../../src/aws-data/looking-actions";
import { actionsMatching } from "../../src/catalogue/actions";
import { under } from "./support";

const principal = (name: string) => `arn:aws:iam::222222222222:${name}`;
const decided = under(denyChangesInQuarantine, { responders: ["role/incident-responder"] });
const everybody = (action: string) => decided({ action, principal: principal("role/anybody") });

it("leaves nothing to everybody that changes something", () => {
  const free = knownActions().filter((action) => everybody(action) === "allowed");
  const changing = free.filter((action) => !/^(List|Read)$/.test(actionInfo(action)!.accessLevel));
  // A query writes nothing but its own answer.
  expect(changing).toEqual(["cloudtrail:StartQuery"]);
});

it.each([
  "cloudwatch:GetSpaceCredentials",
  "dynamodb:GetItem",
  "ec2:GetPasswordData",
  "ecr:GetAuthorizationToken",
  "kms:Decrypt",
  "lambda:GetFunction",
  "logs:Unmask",
  "macie2:GetSensitiveDataOccurrences",
  "rds:DownloadDBLogFilePortion",
  "s3:GetObjectVersion",
  "secretsmanager:BatchGetSecretValue",
  "sqs:ReceiveMessage",
  "ssm:GetParameters",
  "sts:GetFederationToken",
  "wafv2:GetDecryptedAPIKey",
])("leaves no secret, data or credential to everybody (%s)", (action) => {
  expect(actionInfo(action)).toBeDefined();
  expect(everybody(action)).toBe("denied");
});

it("lists each action once, and none that AWS does not have", () => {
  for (const list of [LOOKING_ACTIONS, EVIDENCE_CHANGES]) {
    expect([...new Set(list)].sort()).toEqual(list);
    expect(list.filter((pattern) => actionsMatching(pattern).length === 0)).toEqual([]);
  }
});

it("lets responders do everything else that destroys no evidence, and nobody of a similar name", () => {
  const responder = (action: string) => decided({ action, principal: principal("role/incident-responder") });
  const denied = knownActions().filter((action) => responder(action) === "denied");
  expect(denied).toEqual(EVIDENCE_CHANGES);
  for (const name of ["role/team/incident-responder", "user/incident-responder", "role/incident-responder2"])
    expect(decided({ action: "ec2:CreateSnapshot", principal: principal(name) })).toBe("denied");
});

it("needs no responders", () => {
  const alone = under(denyChangesInQuarantine, {});
  expect(alone({ action: "ec2:CreateSnapshot", principal: principal("role/incident-responder") })).toBe(
    "denied",
  );
  expect(alone({ action: "ec2:DeleteSnapshot", principal: principal("role/break-glass") })).toBe("allowed");
});
