import { answer, failed, type SettingsRequest } from "../../../src/lockdown/account-settings/answer";
import { fakeAccount, PASSWORD_PROPERTIES, POLICY } from "./support";

const REQUEST: SettingsRequest = {
  RequestType: "Create",
  RequestId: "7bfe2d54-7b5b-4b1c-9a3b-0f4d6c7d8e9f",
  StackId: `arn:aws:cloudformation:eu-west-1:444444444444:stack/StackSet-${"x".repeat(128)}/7bfe2d54`,
  LogicalResourceId: "Settings",
  ResponseURL: "https://example.com/answer",
  ResourceProperties: {
    PasswordPolicy: PASSWORD_PROPERTIES,
    EbsEncryptionRegions: ["eu-west-1", "us-east-1"],
  },
};

it("what is wanted is set, once", async () => {
  const account = fakeAccount();
  expect(await answer(account, REQUEST)).toEqual({
    Status: "SUCCESS",
    Reason: "The settings are as wanted",
    PhysicalResourceId: "account-settings",
    RequestId: REQUEST.RequestId,
    StackId: REQUEST.StackId,
    LogicalResourceId: "Settings",
    Data: { KeptStricter: "none", RegionsOff: "none" },
  });
  expect(account.policy).toEqual(POLICY);
  expect([...account.encrypted]).toEqual(["eu-west-1", "us-east-1"]);

  account.calls.length = 0;
  await answer(account, {
    ...REQUEST,
    RequestType: "Update",
    OldResourceProperties: REQUEST.ResourceProperties,
  });
  expect(account.calls.filter((name) => /^(set|encrypt)/.test(name))).toEqual([]);
});

it("what an account has stricter stays, and is told", async () => {
  const account = fakeAccount({ ...POLICY, MinimumPasswordLength: 20, RequireNumbers: false });
  const { Data } = await answer(account, REQUEST);
  expect(account.policy).toEqual({ ...POLICY, MinimumPasswordLength: 20 });
  expect(Data?.KeptStricter).toBe("MinimumPasswordLength");
});

it("less that is asked for takes effect by an update", async () => {
  const account = fakeAccount(POLICY);
  const wanted = { PasswordPolicy: { ...PASSWORD_PROPERTIES, MinimumPasswordLength: "10" } };
  const update = { ...REQUEST, RequestType: "Update", ResourceProperties: wanted };
  await answer(account, { ...update, OldResourceProperties: "unreadable" });
  expect(account.policy).toEqual(POLICY);
  await answer(account, { ...update, OldResourceProperties: REQUEST.ResourceProperties });
  expect(account.policy).toEqual({ ...POLICY, MinimumPasswordLength: 10 });
});

it("Delete calls nothing", async () => {
  const account = fakeAccount(POLICY);
  const { Status } = await answer(account, { ...REQUEST, RequestType: "Delete" });
  expect(Status).toBe("SUCCESS");
  expect(account.calls).toEqual([]);
});

it("a resource keeps its name, whatever that is", async () => {
  for (const RequestType of ["Create", "Update", "Delete", "Sing"]) {
    const named = await answer(fakeAccount(), { ...REQUEST, RequestType, PhysicalResourceId: "older" });
    const unnamed = await answer(fakeAccount(), { ...REQUEST, RequestType });
    expect([named.PhysicalResourceId, unnamed.PhysicalResourceId]).toEqual(["older", "account-settings"]);
  }
});

it.each(["Sing", "create", ""])("a request of type %j fails and changes nothing", async (RequestType) => {
  const account = fakeAccount();
  const { Status, Reason } = await answer(account, { ...REQUEST, RequestType });
  expect([Status, account.calls]).toEqual(["FAILED", []]);
  expect(Reason).toContain(`"${RequestType}"`);
});

it("properties that ask for what cannot be fail and change nothing", async () => {
  const account = fakeAccount();
  const answered = await answer(account, { ...REQUEST, ResourceProperties: { EbsEncryptionRegions: "all" } });
  expect(answered).toMatchObject({
    Status: "FAILED",
    Reason: expect.stringContaining("EbsEncryptionRegions"),
  });
  expect(account.calls).toEqual([]);
});

it("one setting that fails keeps no other from being set, and each failure is told", async () => {
  const account = fakeAccount();
  account.failing.set("setPasswordPolicy", new Error("an explicit deny"));
  account.failing.set("encryptEbs us-east-1", new Error("refused"));
  const { Status, Reason } = await answer(account, REQUEST);
  expect(Status).toBe("FAILED");
  expect(Reason).toBe(
    "password policy: Error: an explicit deny; EBS encryption by default in us-east-1: Error: refused",
  );
  expect([...account.encrypted]).toEqual(["eu-west-1"]);
});

it("Regions that cannot be listed fail, and none is taken for set", async () => {
  const account = fakeAccount();
  account.failing.set("enabledRegions", new Error("denied"));
  const { Status, Reason } = await answer(account, REQUEST);
  expect([Status, Reason]).toEqual(["FAILED", "Regions of the account: Error: denied"]);
});

it("a Region that is off is told and not asked; one that is none is a failure", async () => {
  const account = fakeAccount();
  const wanted = (...regions: string[]) => ({
    ...REQUEST,
    ResourceProperties: { EbsEncryptionRegions: regions },
  });
  const { Status, Data } = await answer(account, wanted("eu-south-1", "eu-west-1"));
  expect([Status, Data?.RegionsOff]).toEqual(["SUCCESS", "eu-south-1"]);
  expect(account.calls).not.toContain("isEbsEncrypted eu-south-1");
  const unknown = await answer(account, wanted("eu-moon-1"));
  expect(unknown.Reason).toBe("EBS encryption by default in eu-moon-1: Error: AWS lists no such Region");
});

it("an answer is within 4,096 bytes, whatever AWS says and however often", async () => {
  const account = fakeAccount();
  const regions = Array.from({ length: 40 }, (_, number) => `xx-nowhere-${number}`);
  for (const region of regions) {
    account.enabled.set(region, true);
    account.failing.set(`isEbsEncrypted ${region}`, new Error('"\u0000é'.repeat(500)));
  }
  const answers = [
    await answer(account, { ...REQUEST, ResourceProperties: { EbsEncryptionRegions: regions } }),
    failed(REQUEST, '"'.repeat(10_000)),
    failed(REQUEST, "\u0000".repeat(10_000)),
  ];
  for (const each of answers) expect(Buffer.byteLength(JSON.stringify(each))).toBeLessThan(4096);
});
