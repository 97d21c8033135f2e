import { decide } from "../../../src/evaluate/reference";
import type { Intent } from "../../../src/organization/intent";
import type { Snapshot } from "../../../src/organization/snapshot";
import { blocks, type LockoutRow } from "../../../src/review/lockout/types";
import { MANAGEMENT, smallIntent, smallSnapshot } from "../../support/organizations";
import { proofs, withPolicy } from "../../support/reviews";

const SHOP = "222222222222";
const LAB = "444444444444";
const MEMBERS = [LAB, "333333333333", SHOP];
const intent = (): Intent => smallIntent({ Root: ["deny-root-user"] });

const rowsOf = (rows: readonly LockoutRow[], need: string, type: "scp" | "rcp" = "scp") =>
  rows.filter((row) => row.need === need && row.type === type);
const blocked = (rows: readonly LockoutRow[]) =>
  rows.filter(blocks).map(({ need, verdict, accounts }) => [need, verdict, [...accounts].sort()]);

/** A Deny of everything for all but some roles, as a well-meant quarantine has it. */
const quarantine = (...spared: string[]) => ({
  Effect: "Deny" as const,
  Action: "*",
  Resource: "*",
  Condition: { ArnNotLike: { "aws:PrincipalArn": spared.map((role) => `arn:aws:iam::*:${role}`) } },
});

test("proves what nothing denies, in every member account, and calls the management account exempt", () => {
  const rows = proofs(intent(), smallSnapshot());
  expect(rows.filter(blocks)).toEqual([]);
  for (const need of ["member-role", "break-glass"]) {
    const [row, ...others] = rowsOf(rows, need);
    expect(others).toEqual([]);
    expect(row).toMatchObject({ verdict: "proved" });
    expect([...row!.accounts].sort()).toEqual([...MEMBERS].sort());
  }
  expect(rowsOf(rows, "organizations")).toEqual([
    expect.objectContaining({ accounts: [MANAGEMENT], verdict: "exempt" }),
  ]);
  expect(rowsOf(rows, "provisioning")[0]).toMatchObject({ verdict: "exempt" });
});

test("blocks when break-glass is denied, with a request that is denied there and a name for what denies it", () => {
  const snapshot = withPolicy(smallSnapshot(), ["ou-test-prod0001"], quarantine("role/member-baseline"));
  const rows = proofs(intent(), snapshot);
  expect(blocked(rows)).toEqual([["break-glass", "blocked", [SHOP, "333333333333"].sort()]]);
  const [row] = rows.filter(blocks);
  expect(row!.decidedBy).toEqual([
    { target: "ou-test-prod0001", policy: "p-other1", sid: null, guardrail: null },
  ]);
  const documents = snapshot.policies.map(({ content }) => JSON.parse(content));
  expect(decide([documents], row!.witness!).verdict).toBe("denied");
  expect(row!.accounts).toContain(row!.witness!.account);
});

test("blocks when the member roles are denied in one Region of those approved", () => {
  const statement = {
    Effect: "Deny" as const,
    Action: "cloudformation:*",
    Resource: "*",
    Condition: { StringEquals: { "aws:RequestedRegion": "eu-west-1" } },
  };
  expect(blocked(proofs(intent(), withPolicy(smallSnapshot(), [LAB], statement)))).toEqual([
    ["member-role", "blocked", [LAB]],
  ]);
  const elsewhere = { ...statement, Condition: { StringEquals: { "aws:RequestedRegion": "ap-south-1" } } };
  expect(blocked(proofs(intent(), withPolicy(smallSnapshot(), [LAB], elsewhere)))).toEqual([]);
});

test("is not misled by a Deny of other actions, or of requests without TLS", () => {
  const noTls = {
    Effect: "Deny" as const,
    Action: "*",
    Resource: "*",
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  };
  const other = { Effect: "Deny" as const, Action: ["s3:*", "iam:CreateUser"], Resource: "*" };
  const snapshot = withPolicy(withPolicy(smallSnapshot(), ["r-test"], noTls), ["r-test"], other);
  expect(blocked(proofs(intent(), snapshot))).toEqual([]);
});

describe("a deployer in a member account", () => {
  const delegated = (): Intent => {
    const base = intent();
    return {
      ...base,
      access: {
        ...base.access,
        deployers: [{ principal: `arn:aws:iam::${LAB}:role/deployer`, needs: ["organizations", "identity"] }],
      },
    };
  };

  test("is bound, and proved there", () => {
    const rows = proofs(delegated(), smallSnapshot());
    expect(rowsOf(rows, "organizations")).toEqual([
      expect.objectContaining({ accounts: [LAB], verdict: "proved" }),
    ]);
  });

  test("blocks when the way back is denied, though the way forth is not", () => {
    const statement = { Effect: "Deny" as const, Action: "organizations:DetachPolicy", Resource: "*" };
    const rows = proofs(delegated(), withPolicy(smallSnapshot(), ["ou-test-dev00001"], statement));
    expect(blocked(rows)).toEqual([["organizations", "blocked", [LAB]]]);
    expect(rows.find(blocks)!.witness!.action).toBe("organizations:DetachPolicy");
  });

  test("is undecided, and blocks, when its account is not there", () => {
    const base = delegated();
    const away = {
      ...base,
      access: {
        ...base.access,
        deployers: [{ principal: "arn:aws:iam::999999999999:role/d", needs: ["organizations" as const] }],
      },
    };
    expect(blocked(proofs(away, smallSnapshot()))).toEqual([
      ["organizations", "undecided", ["999999999999"]],
    ]);
  });
});

test("the role that deploys identity is judged in the account with that duty", () => {
  const base = intent();
  const delegated: Intent = {
    ...base,
    accounts: { identity: { account: "pay", deployRole: "role/identity" } },
  };
  const statement = { Effect: "Deny" as const, Action: "sso:*", Resource: "*" };
  const rows = proofs(delegated, withPolicy(smallSnapshot(), ["333333333333"], statement));
  expect(blocked(rows)).toEqual([["identity", "blocked", ["333333333333"]]]);
});

describe("under RCPs", () => {
  const FULL: Snapshot["policies"][number] = {
    id: "p-RCPFullAWSAccess",
    name: "RCPFullAWSAccess",
    description: "",
    type: "RESOURCE_CONTROL_POLICY",
    awsManaged: true,
    tags: {},
    content:
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}',
    targets: smallSnapshot().policies[0]!.targets,
  };
  const withRcps = (): Snapshot => ({
    ...smallSnapshot(),
    policyTypes: ["RESOURCE_CONTROL_POLICY", "SERVICE_CONTROL_POLICY"],
    policies: [...smallSnapshot().policies, FULL],
  });
  const deny = (action: string, condition: Readonly<Record<string, Readonly<Record<string, string>>>>) =>
    withPolicy(
      withRcps(),
      [SHOP],
      { Effect: "Deny", Principal: "*", Action: action, Resource: "*", Condition: condition },
      "RESOURCE_CONTROL_POLICY",
    );

  test("a perimeter that keeps strangers out locks nobody out", () => {
    const perimeter = deny("sts:AssumeRole", {
      StringNotEqualsIfExists: { "aws:PrincipalOrgID": "o-smallorg01" },
      BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
    });
    expect(blocked(proofs(intent(), perimeter))).toEqual([]);
  });

  test("nobody may keep the management account from entering, nor people from signing in", () => {
    const wrong = deny("sts:AssumeRole*", { StringNotEquals: { "aws:PrincipalOrgID": "o-anotherorg1" } });
    const rows = proofs(intent(), wrong);
    expect(blocked(rows).map(([need]) => need)).toEqual(["member-role", "break-glass", "sign-in"]);
    expect(rows.filter(blocks).every(({ type }) => type === "rcp")).toBe(true);
  });
});

describe("a target without an Allow", () => {
  const without = (target: string): Snapshot => {
    const snapshot = smallSnapshot();
    const [full] = snapshot.policies;
    return { ...snapshot, policies: [{ ...full!, targets: full!.targets.filter((id) => id !== target) }] };
  };

  test("blocks, with everything below it", () => {
    const rows = proofs(intent(), without("ou-test-prod0001"));
    expect(rowsOf(rows, "full-access")).toEqual([
      expect.objectContaining({ accounts: ["ou-test-prod0001"], verdict: "blocked" }),
    ]);
    expect(blocked(rows).map(([need]) => need)).toEqual(["member-role", "break-glass", "full-access"]);
  });

  test("is none where an allow-list stands in its place", () => {
    const list = {
      Effect: "Allow" as const,
      Action: ["iam:*", "sts:*", "organizations:*", "cloudtrail:*", "ec2:*", "events:*", "cloudformation:*"],
      Resource: "*",
    };
    expect(blocked(proofs(intent(), withPolicy(without(LAB), [LAB], list)))).toEqual([]);
    const short = { ...list, Action: ["iam:*", "sts:*", "organizations:*", "cloudtrail:*"] };
    expect(blocked(proofs(intent(), withPolicy(without(LAB), [LAB], short)))).toEqual([
      ["member-role", "blocked", [LAB]],
    ]);
  });
});

test("closed accounts are left out", () => {
  const snapshot = smallSnapshot();
  const closed = {
    ...snapshot,
    accounts: snapshot.accounts.map((account) =>
      account.id === LAB ? { ...account, state: "SUSPENDED" } : account,
    ),
  };
  expect(blocked(proofs(intent(), withPolicy(closed, [LAB], quarantine())))).toEqual([]);
});

test("accounts that a pattern singles out get an answer of their own", () => {
  const statement = {
    Effect: "Deny" as const,
    Action: "iam:*",
    Resource: "*",
    Condition: { ArnLike: { "aws:PrincipalArn": `arn:aws:iam::${SHOP}:role/break-glass` } },
  };
  expect(blocked(proofs(intent(), withPolicy(smallSnapshot(), ["r-test"], statement)))).toEqual([
    ["break-glass", "blocked", [SHOP]],
  ]);
});
