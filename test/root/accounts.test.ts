import { sortAccounts } from "../../src/root/accounts";
import { type StatusRow, statusExitCode, verdictOf } from "../../src/root/status";

const account = (id: string, state = "ACTIVE", name = `n${id}`) => ({ id, name, state });
const ids = (accounts: readonly { id: string }[]) => accounts.map(({ id }) => id);

test("closed, suspended and pending accounts are skipped; a state that AWS adds later is not", () => {
  const states = ["ACTIVE", "PENDING_ACTIVATION", "SUSPENDED", "PENDING_CLOSURE", "CLOSED", "SOMETHING_NEW"];
  const { covered, skipped } = sortAccounts(
    states.map((state, index) => account(String(index), state)),
    [],
  );
  expect(ids(covered)).toEqual(["0", "5"]);
  expect(ids(skipped)).toEqual(["1", "2", "3", "4"]);
});

test("the management account is in no other list, by the file's id and by the facts'", () => {
  const accounts = [account("1"), account("2"), account("3", "SUSPENDED"), account("4")];
  const { covered, skipped, management } = sortAccounts(accounts, ["1", "3", undefined]);
  expect([ids(covered), ids(skipped), ids(management)]).toEqual([["2", "4"], [], ["1", "3"]]);
});

test("accounts come by name, then by id, whatever order AWS has", () => {
  const accounts = [account("3", "ACTIVE", "b"), account("2", "ACTIVE", "a"), account("1", "ACTIVE", "b")];
  expect(ids(sortAccounts(accounts, []).covered)).toEqual(["2", "1", "3"]);
});

const nothing = { password: false, accessKeys: false, signingCertificates: false, mfa: false };
const row = (has: Partial<typeof nothing>, rest: Partial<StatusRow> = {}): StatusRow => ({
  account: account("1"),
  result: { read: true, summary: { ...nothing, ...has } },
  ...rest,
});
const unread: StatusRow = { account: account("2"), result: { read: false, reason: "refused" } };
const kept = { reason: "r", expires: "2027-01-01T00:00:00Z" };

test.each([
  [row({}), "none", 0],
  [row({ mfa: true }), "mfa-only", 0],
  [row({ password: true, mfa: true }), "credentials", 1],
  [row({ signingCertificates: true }, { kept }), "kept", 0],
  [row({}, { kept }), "none", 0],
  [unread, "not-read", 2],
  [{ ...unread, kept }, "not-read", 2],
] as const)("%j is %s and ends with %i", (one, verdict, code) => {
  expect(verdictOf(one)).toBe(verdict);
  expect(statusExitCode([one])).toBe(code);
  // What was not read wins over what was found.
  expect(statusExitCode([one, unread, row({ password: true })])).toBe(2);
});
