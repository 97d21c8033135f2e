import {
  DisableEbsEncryptionByDefaultCommand,
  EC2Client,
  GetEbsEncryptionByDefaultCommand,
} from "@aws-sdk/client-ec2";
import {
  GetAccountPasswordPolicyCommand,
  IAMClient,
  type PasswordPolicy,
  UpdateAccountPasswordPolicyCommand,
} from "@aws-sdk/client-iam";
import type { SettingsAnswer, SettingsRequest } from "../../src/lockdown/account-settings/answer";
import { settingsProperties } from "../../src/lockdown/account-settings/properties";
import { settingsPolicy } from "../../src/lockdown/template/settings-function";
import { PASSWORD_POLICY } from "../lockdown/template/support";
import { emulatorClient } from "../support/emulator";
import { type Moto, startMoto } from "../support/moto/server";
import { type AnswerPlace, startAnswerPlace } from "../support/settings-function/answer-place";
import { errorAnswer, type Front, startFront } from "../support/settings-function/front";
import { type FunctionRun, runFunction } from "../support/settings-function/run";

const PASSWORDS = {
  MinimumPasswordLength: "14",
  RequireLowercaseCharacters: "true",
  RequireUppercaseCharacters: "true",
  RequireNumbers: "true",
  RequireSymbols: "false",
  PasswordReusePrevention: "24",
  AllowUsersToChangePassword: "true",
};
const REGIONS = ["eu-central-1", "eu-west-1", "us-east-1"];
const WANTED = { ServiceToken: "arn", PasswordPolicy: PASSWORDS, EbsEncryptionRegions: REGIONS };

let moto: Moto;
let front: Front;
let place: AnswerPlace;

beforeAll(async () => {
  moto = await startMoto();
  front = await startFront(moto.endpoint);
  place = await startAnswerPlace();
});
beforeEach(async () => {
  await moto.reset();
  front.answer = () => undefined;
  front.calls.length = 0;
  place.received.length = 0;
});
afterAll(async () => {
  await place?.stop();
  await front?.stop();
  await moto?.stop();
});

function requestOf(type: string, more: Partial<SettingsRequest> = {}): SettingsRequest {
  return {
    RequestType: type,
    RequestId: "7bfe2d54",
    StackId: "arn:aws:cloudformation:eu-west-1:444444444444:stack/StackSet-baseline/1",
    LogicalResourceId: "Settings",
    ResponseURL: place.url,
    ResourceProperties: WANTED,
    ...more,
  };
}

/** The one answer that CloudFormation gets. */
async function answerTo(request: SettingsRequest, milliseconds?: readonly number[]): Promise<SettingsAnswer> {
  expect(await runFunction(front.endpoint, request, milliseconds)).toEqual({
    code: 0,
    stderr: "",
  } satisfies FunctionRun);
  expect(place.received).toHaveLength(1);
  const [{ method, contentType, path, text }] = place.received.splice(0) as [(typeof place.received)[number]];
  expect([method, contentType, path]).toEqual(["PUT", "", "/answer?X-Amz-Signature=0"]);
  return JSON.parse(text) as SettingsAnswer;
}

async function passwordPolicy(): Promise<PasswordPolicy | undefined> {
  const iam = new IAMClient(emulatorClient(moto.endpoint));
  return (await iam.send(new GetAccountPasswordPolicyCommand())).PasswordPolicy;
}

const ec2 = (region: string) => new EC2Client({ ...emulatorClient(moto.endpoint), region });

async function encryptedRegions(): Promise<readonly string[]> {
  const regions = [...REGIONS, "us-west-2"];
  const answers = await Promise.all(
    regions.map((region) => ec2(region).send(new GetEbsEncryptionByDefaultCommand())),
  );
  return regions.filter((_, index) => answers[index]!.EbsEncryptionByDefault === true);
}

interface Statement {
  readonly Action: string | readonly string[];
  readonly Condition?: { readonly StringEquals: { readonly "aws:RequestedRegion": readonly string[] } };
}

/** What the template lets the function do beside writing its log, and in which Regions. */
function rightsOf() {
  const policy = settingsPolicy(settingsProperties(PASSWORD_POLICY, REGIONS), "*") as {
    readonly Statement: readonly Statement[];
  };
  const actions = policy.Statement.flatMap(({ Action }) => Action).filter(
    (action) => !action.startsWith("logs:"),
  );
  return {
    allowed: new Set(actions.map((action) => action.replace(/^\w+:/, ""))),
    regions: new Set(
      policy.Statement.flatMap(({ Condition }) => Condition?.StringEquals["aws:RequestedRegion"] ?? []),
    ),
  };
}

const writes = () =>
  front.calls.map(({ operation }) => operation).filter((name) => /^(Update|Enable)/.test(name));

it("create sets what is wanted by all that its role allows and nothing else, update writes only what differs, delete touches nothing", async () => {
  const created = await answerTo(requestOf("Create"));
  expect(created).toMatchObject({
    Status: "SUCCESS",
    PhysicalResourceId: "account-settings",
    Data: { KeptStricter: "none", RegionsOff: "none" },
  });
  expect(await passwordPolicy()).toMatchObject({ MinimumPasswordLength: 14, PasswordReusePrevention: 24 });
  expect(await encryptedRegions()).toEqual(REGIONS);
  expect(writes().toSorted()).toEqual([
    ...REGIONS.map(() => "EnableEbsEncryptionByDefault"),
    "UpdateAccountPasswordPolicy",
  ]);

  const { allowed, regions } = rightsOf();
  expect(new Set(front.calls.map(({ operation }) => operation))).toEqual(allowed);
  const regional = front.calls.filter(({ operation }) => operation.includes("EbsEncryption"));
  expect(new Set(regional.map(({ region }) => region))).toEqual(regions);

  await ec2("us-east-1").send(new DisableEbsEncryptionByDefaultCommand());
  front.calls.length = 0;
  const { PhysicalResourceId } = created;
  const same = { PhysicalResourceId, OldResourceProperties: WANTED };
  expect(await answerTo(requestOf("Update", same))).toMatchObject({ Status: "SUCCESS", PhysicalResourceId });
  expect(writes()).toEqual(["EnableEbsEncryptionByDefault"]);
  expect(await encryptedRegions()).toEqual(REGIONS);

  const before = await passwordPolicy();
  front.calls.length = 0;
  expect(await answerTo(requestOf("Delete", { PhysicalResourceId }))).toMatchObject({
    Status: "SUCCESS",
    PhysicalResourceId,
  });
  expect(front.calls).toEqual([]);
  expect([await passwordPolicy(), await encryptedRegions()]).toEqual([before, REGIONS]);
});

it("an account that is stricter stays so; less that is asked for by an update takes effect", async () => {
  const iam = new IAMClient(emulatorClient(moto.endpoint));
  await iam.send(new UpdateAccountPasswordPolicyCommand({ MinimumPasswordLength: 20, MaxPasswordAge: 30 }));
  const { Data } = await answerTo(requestOf("Create"));
  expect(Data?.KeptStricter).toBe("MinimumPasswordLength, MaxPasswordAge");
  expect(await passwordPolicy()).toMatchObject({
    MinimumPasswordLength: 20,
    MaxPasswordAge: 30,
    RequireNumbers: true,
  });

  const less = { ...WANTED, PasswordPolicy: { ...PASSWORDS, PasswordReusePrevention: "5" } };
  await answerTo(requestOf("Update", { ResourceProperties: less, OldResourceProperties: WANTED }));
  expect(await passwordPolicy()).toMatchObject({ MinimumPasswordLength: 20, PasswordReusePrevention: 5 });
});

it("a policy that denies is told to CloudFormation, with what it denied; the rest is set", async () => {
  const words = "is not authorized with an explicit deny in a service control policy";
  front.answer = ({ operation, region }) =>
    operation === "UpdateAccountPasswordPolicy"
      ? errorAnswer(403, "AccessDenied", words)
      : operation === "EnableEbsEncryptionByDefault" && region === "us-east-1"
        ? errorAnswer(403, "UnauthorizedOperation", words)
        : undefined;
  const { Status, Reason } = await answerTo(requestOf("Create"));
  expect(Status).toBe("FAILED");
  expect(Reason).toMatch(
    /^password policy: AccessDenied\w*: .*service control policy; EBS encryption by default in us-east-1: UnauthorizedOperation: .*service control policy$/,
  );
  expect(await encryptedRegions()).toEqual(["eu-central-1", "eu-west-1"]);
});

it("rights of a new role that arrive late are waited for", async () => {
  let left = 1;
  front.answer = ({ operation }) =>
    operation === "GetAccountPasswordPolicy" && left-- > 0
      ? errorAnswer(403, "AccessDenied", "no identity-based policy allows the action")
      : undefined;
  expect(await answerTo(requestOf("Create"))).toMatchObject({ Status: "SUCCESS" });
  expect(await passwordPolicy()).toMatchObject({ MinimumPasswordLength: 14 });
});

it("throttling passes", async () => {
  let left = 2;
  front.answer = ({ operation }) =>
    operation === "DescribeRegions" && left-- > 0
      ? errorAnswer(503, "RequestLimitExceeded", "Request limit exceeded.")
      : undefined;
  expect(await answerTo(requestOf("Create"))).toMatchObject({ Status: "SUCCESS" });
  expect(left).toBeLessThan(0);
});

it.each([
  ["throttling that does not pass", () => errorAnswer(400, "Throttling", "Rate exceeded")],
  ["a call that AWS never answers", () => null],
])("%s is a failure before the function's time is over", async (_, fault) => {
  front.answer = ({ operation }) => (operation === "GetAccountPasswordPolicy" ? fault() : undefined);
  const { Status, Reason } = await answerTo(requestOf("Create"), [1000, 60_000]);
  expect(Status).toBe("FAILED");
  expect(Reason).toContain("did not answer in time");
});

it("a request of an unknown type and properties that say nothing are failures", async () => {
  expect((await answerTo(requestOf("Sing"))).Status).toBe("FAILED");
  expect((await answerTo(requestOf("Create", { ResourceProperties: {} }))).Status).toBe("FAILED");
  expect(front.calls).toEqual([]);
});

it("a Region that the account has off is told (moto has none: the list of Regions is the test's own)", async () => {
  const region = (name: string, state: string) =>
    `<item><regionName>${name}</regionName><optInStatus>${state}</optInStatus></item>`;
  front.answer = ({ operation }) =>
    operation === "DescribeRegions"
      ? {
          status: 200,
          body: `<DescribeRegionsResponse><regionInfo>${region("eu-west-1", "opt-in-not-required")}${region("eu-central-1", "not-opted-in")}${region("us-east-1", "opted-in")}</regionInfo></DescribeRegionsResponse>`,
        }
      : undefined;
  expect(await answerTo(requestOf("Create"))).toMatchObject({
    Status: "SUCCESS",
    Data: { RegionsOff: "eu-central-1" },
  });
  expect(await encryptedRegions()).toEqual(["eu-west-1", "us-east-1"]);
});

it("an answer that is not taken is put again; where it cannot be, Lambda is told", async () => {
  place.refusals.push(503, 500);
  expect((await runFunction(front.endpoint, requestOf("Delete"))).code).toBe(0);
  expect(new Set(place.received.map(({ text }) => text)).size).toBe(1);
  expect(place.received).toHaveLength(3);

  place.refusals.push(403);
  const refused = await runFunction(front.endpoint, requestOf("Delete"));
  expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining("refused with status 403") });
});
