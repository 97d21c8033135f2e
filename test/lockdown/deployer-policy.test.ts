import { actionInfo } from "../../src/aws-data/actions";
import { lint } from "../../src/lint/lint";
import { DEPLOYED_ACCOUNTS, deployerPolicy } from "../../src/lockdown/deployer-policy";
import { many, statementsOf } from "../../src/policy/document";
import { CALLS_OF, TYPES_IN } from "../support/root-lockdown/calls";

const WHERE = { partition: "aws", account: "222222222222" };
const actionsOf = (account: (typeof DEPLOYED_ACCOUNTS)[number]) =>
  statementsOf(deployerPolicy(account, WHERE)).flatMap(({ Action }) => many(Action));

describe.each(DEPLOYED_ACCOUNTS)("the deployer's policy in the account: %s", (account) => {
  test("allows every call that writes what the stack makes there", () => {
    const calls = TYPES_IN[account].flatMap((type) => CALLS_OF[type]!);
    expect(calls.filter((call) => !actionsOf(account).includes(call))).toEqual([]);
  });

  test("knows its actions, each once in a statement, and the linter has nothing to say", () => {
    expect(actionsOf(account).filter((action) => actionInfo(action) === undefined)).toEqual([]);
    for (const { Action } of statementsOf(deployerPolicy(account, WHERE))) {
      expect(many(Action)).toEqual([...new Set(many(Action))]);
    }
    const text = JSON.stringify(deployerPolicy(account, WHERE));
    expect(lint(text, { file: "policy.json", type: "identity" })).toEqual([]);
  });

  test("has nothing that stops logging or loosens a setting", () => {
    const loosening = [
      "cloudtrail:DeleteTrail",
      "cloudtrail:StopLogging",
      "ec2:DisableEbsEncryptionByDefault",
      "iam:DeleteAccountPasswordPolicy",
      "iam:DisableOrganizationsRootCredentialsManagement",
      "iam:DisableOrganizationsRootSessions",
      "kms:DisableKey",
      "kms:ScheduleKeyDeletion",
      "logs:DeleteLogGroup",
      "organizations:DisableAWSServiceAccess",
      "s3:DeleteBucket",
      "s3:DeleteBucketPolicy",
      "s3:DeleteObject",
    ];
    for (const action of loosening) expect(actionInfo(action)).toBeDefined();
    expect(actionsOf(account).filter((action) => loosening.includes(action) || action.includes("*"))).toEqual(
      [],
    );
  });

  test("is no longer than a managed policy may be", () => {
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html, read 2026-11.
    expect(JSON.stringify(deployerPolicy(account, WHERE)).length).toBeLessThanOrEqual(6144);
  });
});
