import { CredentialsError, DeniedError } from "../../src/aws/errors";
import {
  createPassword,
  deleteCredential,
  listCredentials,
  readSummary,
} from "../../src/aws/root-credentials";
import { SECRET_MARK } from "../support/root-server/sessions";
import { type Stage, stage } from "./support";

const ACCOUNT = "222222222222";
let on: Stage;
beforeEach(async () => {
  on = await stage({
    [ACCOUNT]: {
      password: true,
      keys: ["AKIAB", "AKIAA"],
      certificates: ["CERT1"],
      devices: ["arn:aws:iam::222222222222:mfa/root"],
    },
    "333333333333": {},
  });
});
afterEach(() => on.end());

const operations = () => on.world.calls.map(({ operation }) => operation);

test("AssumeRoot of a test server, then one call, tells all four kinds", async () => {
  const session = await on.sessions.open(ACCOUNT, "IAMAuditRootUserCredentials");
  expect(await readSummary(on.sessions, session)).toEqual({
    password: true,
    accessKeys: true,
    signingCertificates: true,
    mfa: true,
  });
  const other = await on.sessions.open("333333333333", "IAMAuditRootUserCredentials");
  expect(await readSummary(on.sessions, other)).toEqual({
    password: false,
    accessKeys: false,
    signingCertificates: false,
    mfa: false,
  });
  expect(operations()).toEqual(["AssumeRoot", "GetAccountSummary", "AssumeRoot", "GetAccountSummary"]);
  expect(on.sessions.calls()).toBe(4);
});

test("every page of every list is read from the test server of AssumeRoot, in the order of deletion", async () => {
  const session = await on.sessions.open(ACCOUNT, "IAMAuditRootUserCredentials");
  expect(await listCredentials(on.sessions, session)).toEqual([
    { kind: "password", id: "" },
    { kind: "access-key", id: "AKIAA" },
    { kind: "access-key", id: "AKIAB" },
    { kind: "signing-certificate", id: "CERT1" },
    { kind: "mfa-device", id: "arn:aws:iam::222222222222:mfa/root" },
  ]);
});

test("throttling by the test server of AssumeRoot passes, in STS and in IAM", async () => {
  const seen = new Map<string, number>();
  on.world.fault = ({ operation }) => {
    const times = (seen.get(operation) ?? 0) + 1;
    seen.set(operation, times);
    return times <= 3 ? { status: 400, code: "Throttling", message: "Rate exceeded" } : undefined;
  };
  const session = await on.sessions.open(ACCOUNT, "IAMAuditRootUserCredentials");
  expect(await readSummary(on.sessions, session)).toMatchObject({ password: true });
  expect(on.sessions.calls()).toBe(8);
});

test("a session of the test server of AssumeRoot that ends in the middle is opened anew, once", async () => {
  const session = await on.sessions.open(ACCOUNT, "IAMDeleteRootUserCredentials");
  const found = await listCredentials(on.sessions, session);
  for (const credential of found) {
    on.server.expireSessions();
    await deleteCredential(on.sessions, session, credential);
  }
  expect(on.world.deleted).toHaveLength(5);
  expect(operations().filter((name) => name === "AssumeRoot")).toHaveLength(6);
});

test("calls at once on an ended session of the test server of AssumeRoot open one new session", async () => {
  const session = await on.sessions.open(ACCOUNT, "IAMAuditRootUserCredentials");
  on.server.expireSessions();
  expect(await listCredentials(on.sessions, session)).toHaveLength(5);
  expect(operations().filter((name) => name === "AssumeRoot")).toHaveLength(2);
});

test("sessions of the test server of AssumeRoot that end at once are an error, not a loop", async () => {
  on.world.sessionSeconds = 0;
  const session = await on.sessions.open(ACCOUNT, "IAMAuditRootUserCredentials");
  await expect(readSummary(on.sessions, session)).rejects.toThrow("ended before its first call");
  expect(on.world.calls.length).toBeLessThan(6);
});

test("the test server of AssumeRoot holds sessions to their task; the refusal names the action", async () => {
  const session = await on.sessions.open(ACCOUNT, "IAMAuditRootUserCredentials");
  const refused = deleteCredential(on.sessions, session, { kind: "password", id: "" });
  await expect(refused).rejects.toBeInstanceOf(DeniedError);
  await expect(refused).rejects.toMatchObject({ action: "iam:DeleteLoginProfile" });
  const forDeletion = await on.sessions.open(ACCOUNT, "IAMDeleteRootUserCredentials");
  await expect(readSummary(on.sessions, forDeletion)).rejects.toMatchObject({
    action: "iam:GetAccountSummary",
  });
  expect(on.world.deleted).toEqual([]);
});

test("a refused AssumeRoot of the test server says what to grant", async () => {
  on.world.tasks = ["IAMAuditRootUserCredentials"];
  const refused = on.sessions.open(ACCOUNT, "IAMDeleteRootUserCredentials");
  await expect(refused).rejects.toMatchObject({ action: "sts:AssumeRoot" });
  await expect(refused).rejects.toThrow("arn:aws:iam::aws:policy/root-task/IAMDeleteRootUserCredentials");
});

test("the caller's own bad credentials are told from an account's by the test server of AssumeRoot", async () => {
  on.world.fault = () => ({ status: 403, code: "ExpiredToken", message: "expired" });
  await expect(on.sessions.open(ACCOUNT, "IAMAuditRootUserCredentials")).rejects.toBeInstanceOf(
    CredentialsError,
  );
});

test("a lost answer of the test server of AssumeRoot is no error", async () => {
  const lost = new Set<string>();
  on.world.fault = ({ service, operation, id }) => {
    const name = `${operation} ${id}`;
    if (service === "sts" || lost.has(name)) return undefined;
    lost.add(name);
    return { lost: true };
  };
  const session = await on.sessions.open(ACCOUNT, "IAMDeleteRootUserCredentials");
  for (const credential of await listCredentials(on.sessions, session)) {
    await deleteCredential(on.sessions, session, credential);
  }
  expect(on.world.deleted).toHaveLength(5);
  const recover = await on.sessions.open(ACCOUNT, "IAMCreateRootUserPassword");
  await createPassword(on.sessions, recover);
  expect(on.world.members.get(ACCOUNT)!.password).toBe(true);
});

test("an answer without an entry is not clean: the test server of AssumeRoot leaves one out", async () => {
  const session = {
    account: ACCOUNT,
    as: async () => ({ SummaryMap: { AccountPasswordPresent: 0, AccountAccessKeysPresent: 0 } }) as never,
  };
  await expect(readSummary(on.sessions, session)).rejects.toThrow(
    "without AccountSigningCertificatesPresent",
  );
});

test("messages about sessions of the test server of AssumeRoot hold no secret", async () => {
  const session = await on.sessions.open(ACCOUNT, "IAMAuditRootUserCredentials");
  on.world.fault = () => ({ status: 403, code: "InvalidClientTokenId", message: SECRET_MARK });
  await expect(readSummary(on.sessions, session)).rejects.toThrow(/^(?!.*SESSION-SECRET)/s);
});
