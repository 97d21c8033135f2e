import { NotReadError } from "../../src/aws/errors";
import { openReading } from "../../src/aws/reading";

let clock = 0;
const patience = { sleep: async () => {}, random: () => 0, now: () => (clock += 60_000) };
const failure = (name: string, more: object = {}) => Object.assign(new Error(""), { name, ...more });
const open = () => openReading(patience, new AbortController().signal);

test.each<[string, Error, string]>([
  ["throttled", failure("ThrottlingException"), "AWS throttled it until it was given up"],
  [
    "failing",
    failure("InternalServerException", { $metadata: { httpStatusCode: 500 } }),
    "AWS failed at it again and again",
  ],
  ["out of reach", failure("Error", { code: "ECONNRESET" }), "AWS could not be reached for it"],
])("a call that is %s to the end is not read, and says which action", async (_, error, reason) => {
  const reading = open();
  const asked = reading.ask("sso:ListPermissionSets", async () => {
    throw error;
  });
  await expect(asked).rejects.toThrow(NotReadError);
  await expect(asked).rejects.toMatchObject({ action: "sso:ListPermissionSets", reason, passes: true });
  expect(reading.calls()).toBe(10);
});

test("after three calls of one action that were given up, the rest is given up unsent; other actions go on", async () => {
  const reading = open();
  const failing = () =>
    reading
      .ask("sso:ListTagsForResource", async () => {
        throw failure("ThrottlingException");
      })
      .catch((error: NotReadError) => error.action);
  for (let call = 0; call < 5; call++) expect(await failing()).toBe("sso:ListTagsForResource");
  expect(reading.calls()).toBe(30);
  expect(await reading.ask("sso:ListPermissionSets", async () => "read")).toBe("read");
});

test("an answer between them lets the action be asked on", async () => {
  const reading = open();
  const ask = (send: () => Promise<string>) =>
    reading.ask("sso:ListTagsForResource", send).catch(() => "given up");
  const failing = async () => {
    throw failure("ThrottlingException");
  };
  for (let call = 0; call < 2; call++) await ask(failing);
  expect(await ask(async () => "read")).toBe("read");
  for (let call = 0; call < 2; call++) await ask(failing);
  expect(await ask(async () => "read again")).toBe("read again");
});

test("calls of one family share its turns, whatever the service's other families do", async () => {
  const reading = open();
  const under = { organizations: 0, policies: 0 };
  const most = { organizations: 0, policies: 0 };
  const task = (family: keyof typeof under) => async () => {
    most[family] = Math.max(most[family], ++under[family]);
    await new Promise((resolve) => setImmediate(resolve));
    under[family]--;
  };
  await Promise.all(
    Array.from({ length: 40 }, (_, index) =>
      index % 2 === 0
        ? reading.ask("organizations:ListAccounts", task("organizations"))
        : reading.ask("organizations:DescribePolicy", task("policies")),
    ),
  );
  expect(most).toEqual({ organizations: 5, policies: 5 });
});
