import { readdirSync } from "node:fs";
import { join } from "node:path";
import {
  AttachPolicyCommand,
  CreatePolicyCommand,
  DeleteOrganizationalUnitCommand,
  DeletePolicyCommand,
  DescribePolicyCommand,
  DetachPolicyCommand,
  DisablePolicyTypeCommand,
  EnableAWSServiceAccessCommand,
  EnablePolicyTypeCommand,
  ListAccountsCommand,
  ListPoliciesCommand,
  ListTagsForResourceCommand,
  ListTargetsForPolicyCommand,
  OrganizationsClient,
  TagResourceCommand,
  UntagResourceCommand,
  UpdatePolicyCommand,
} from "@aws-sdk/client-organizations";
import { LIMITS } from "../../src/policy/limits";
import {
  type BuiltOrganization,
  buildOrganization,
  type Emulator,
  emulatorClient,
  startEmulator,
} from "../support/emulator";
import { rules } from "../support/strict-proxy/rules";

const DENY = '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"s3:*","Resource":"*"}]}';

jest.setTimeout(60_000);

let emulator: Emulator;
let client: OrganizationsClient;
let organization: BuiltOrganization;

beforeAll(async () => {
  emulator = await startEmulator();
  client = new OrganizationsClient({
    ...emulatorClient(emulator.endpoint),
    maxAttempts: 1,
  });
});

afterAll(async () => {
  client.destroy();
  await emulator.stop();
});

beforeEach(async () => {
  await emulator.reset();
  organization = await buildOrganization(client, {
    units: ["Workloads", "Workloads/Production"],
    accounts: [{ name: "shop", unit: "Workloads/Production" }],
  });
});

async function create(
  name: string,
  Content = DENY,
  Type: "SERVICE_CONTROL_POLICY" | "RESOURCE_CONTROL_POLICY" = "SERVICE_CONTROL_POLICY",
) {
  const created = await client.send(new CreatePolicyCommand({ Name: name, Description: "", Type, Content }));
  return created.Policy!.PolicySummary!.Id!;
}

const attach = (PolicyId: string, target: string) =>
  client.send(new AttachPolicyCommand({ PolicyId, TargetId: organization.ids.get(target) ?? target }));
const detach = (PolicyId: string, target: string) =>
  client.send(new DetachPolicyCommand({ PolicyId, TargetId: organization.ids.get(target) ?? target }));

const refused = (name: string, Reason?: string) =>
  expect.objectContaining(Reason === undefined ? { name } : { name, Reason });

/** A policy's text of exactly this many characters. */
const textOf = (characters: number) =>
  DENY.replace('"Resource":"*"', `"Resource":"*"${" ".repeat(characters - DENY.length)}`);

describe("each rule refuses, by AWS's name of the error", () => {
  const scenarios: Record<string, () => Promise<void>> = {
    async "two-writes-at-once"() {
      emulator.faults.next("CreatePolicy", { kind: "delay", milliseconds: 200 });
      const outcomes = await Promise.allSettled([create("first"), create("second")]);
      const rejected = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason] : []));
      expect(rejected).toEqual([refused("ConcurrentModificationException")]);
    },
    async "page-size"() {
      await client.send(new ListAccountsCommand({ MaxResults: 20 }));
      await expect(client.send(new ListAccountsCommand({ MaxResults: 21 }))).rejects.toEqual(
        refused("InvalidInputException", "MAX_VALUE_EXCEEDED"),
      );
    },
    async "text-length"() {
      await create("n".repeat(128));
      await expect(create("n".repeat(129))).rejects.toEqual(
        refused("InvalidInputException", "MAX_LENGTH_EXCEEDED"),
      );
    },
    async "aws-managed"() {
      const full = { PolicyId: "p-FullAWSAccess" };
      const error = refused("InvalidInputException", "IMMUTABLE_POLICY");
      await expect(client.send(new UpdatePolicyCommand({ ...full, Content: DENY }))).rejects.toEqual(error);
      await expect(client.send(new DeletePolicyCommand(full))).rejects.toEqual(error);
    },
    async "policy-size"() {
      const limit = LIMITS.SERVICE_CONTROL_POLICY.characters;
      const error = refused("ConstraintViolationException", "POLICY_CONTENT_LIMIT_EXCEEDED");
      const PolicyId = await create("full", textOf(limit));
      await expect(create("over", textOf(limit + 1))).rejects.toEqual(error);
      await expect(
        client.send(new UpdatePolicyCommand({ PolicyId, Content: textOf(limit + 1) })),
      ).rejects.toEqual(error);
    },
    async "malformed-policy"() {
      const PolicyId = await create("good");
      const error = refused("MalformedPolicyDocumentException");
      await expect(create("bad", "not JSON")).rejects.toEqual(error);
      await expect(client.send(new UpdatePolicyCommand({ PolicyId, Content: "[]" }))).rejects.toEqual(error);
    },
    async "duplicate-name"() {
      await create("one");
      const PolicyId = await create("two");
      const error = refused("DuplicatePolicyException");
      await expect(create("one")).rejects.toEqual(error);
      await expect(client.send(new UpdatePolicyCommand({ PolicyId, Name: "one" }))).rejects.toEqual(error);
      await client.send(new UpdatePolicyCommand({ PolicyId, Name: "two", Content: DENY }));
    },
    async "unknown-target"() {
      const policy = await create("one");
      const error = refused("TargetNotFoundException");
      await expect(attach(policy, "999999999999")).rejects.toEqual(error);
      await expect(attach(policy, "ou-none-12345678")).rejects.toEqual(error);
      await expect(detach(policy, "999999999999")).rejects.toEqual(error);
    },
    async "disabled-type"() {
      const rcp = DENY.replace('"Deny"', '"Deny","Principal":"*"');
      const policy = await create("one", rcp, "RESOURCE_CONTROL_POLICY");
      await expect(attach(policy, "Root")).rejects.toEqual(refused("PolicyTypeNotEnabledException"));
    },
    async "duplicate-attachment"() {
      const policy = await create("one");
      await attach(policy, "shop");
      await expect(attach(policy, "shop")).rejects.toEqual(refused("DuplicatePolicyAttachmentException"));
    },
    async "most-attached"() {
      for (let count = 1; count < LIMITS.SERVICE_CONTROL_POLICY.attached; count++) {
        await attach(await create(`policy ${count}`), "shop");
      }
      const error = refused("ConstraintViolationException", "MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED");
      await expect(attach(await create("one too many"), "shop")).rejects.toEqual(error);
    },
    async "not-attached"() {
      await expect(detach(await create("one"), "shop")).rejects.toEqual(
        refused("PolicyNotAttachedException"),
      );
    },
    async "not-detachable"() {
      const error = refused("InvalidInputException", "NON_DETACHABLE_POLICY");
      await expect(detach("p-RCPFullAWSAccess", "Root")).rejects.toEqual(error);
    },
    async "last-attached"() {
      const error = refused("ConstraintViolationException", "MIN_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED");
      await expect(detach("p-FullAWSAccess", "Workloads")).rejects.toEqual(error);
      await attach(await create("instead"), "Workloads");
      await detach("p-FullAWSAccess", "Workloads");
    },
    async "trusted-access"() {
      const enable = () =>
        client.send(
          new EnablePolicyTypeCommand({ RootId: organization.root, PolicyType: "SECURITYHUB_POLICY" }),
        );
      await expect(enable()).rejects.toEqual(
        refused("ConstraintViolationException", "SERVICE_ACCESS_NOT_ENABLED"),
      );
      await client.send(new EnableAWSServiceAccessCommand({ ServicePrincipal: "securityhub.amazonaws.com" }));
      await enable();
    },
  };

  test.each(Object.keys(scenarios))("%s", (name) => scenarios[name]!());

  test("no rule is without a scenario, a file and a source", () => {
    const names = rules.map((rule) => rule.name);
    const files = readdirSync(join(__dirname, "../support/strict-proxy/rules"));
    expect(Object.keys(scenarios).sort()).toEqual([...names].sort());
    expect(files.sort()).toEqual([...names, "index"].map((name) => `${name}.ts`).sort());
    for (const rule of rules) {
      expect(rule.source).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//);
      expect(rule.read).toMatch(/^\d{4}-\d{2}$/);
    }
  });
});

describe("what moto refuses by itself", () => {
  test("deleting a policy in use", async () => {
    const PolicyId = await create("one");
    await attach(PolicyId, "shop");
    const remove = () => client.send(new DeletePolicyCommand({ PolicyId }));
    await expect(remove()).rejects.toEqual(refused("PolicyInUseException"));
    await detach(PolicyId, "shop");
    await remove();
    await expect(remove()).rejects.toEqual(refused("PolicyNotFoundException"));
  });

  test("a policy type that does not exist", async () => {
    const request = { RootId: organization.root, PolicyType: "NO_SUCH_POLICY" as "TAG_POLICY" };
    await expect(client.send(new EnablePolicyTypeCommand(request))).rejects.toEqual(
      refused("InvalidInputException"),
    );
  });
});

describe("what the proxy holds itself, since moto does not know the type", () => {
  const Type = "BACKUP_POLICY" as const;
  const text = (plan: string) => JSON.stringify({ plans: { [plan]: {} } });

  test("a policy is made, changed, tagged, attached, listed and deleted as one of a type that moto knows", async () => {
    await client.send(new EnablePolicyTypeCommand({ RootId: organization.root, PolicyType: Type }));
    const created = await client.send(
      new CreatePolicyCommand({
        Name: "plans",
        Description: "what is backed up",
        Type,
        Content: text("one"),
        Tags: [{ Key: "team", Value: "storage" }],
      }),
    );
    const PolicyId = created.Policy!.PolicySummary!.Id!;
    await client.send(new UpdatePolicyCommand({ PolicyId, Content: text("two") }));
    await client.send(new TagResourceCommand({ ResourceId: PolicyId, Tags: [{ Key: "tier", Value: "1" }] }));
    await client.send(new UntagResourceCommand({ ResourceId: PolicyId, TagKeys: ["team"] }));
    await attach(PolicyId, "shop");

    const described = await client.send(new DescribePolicyCommand({ PolicyId }));
    expect(described.Policy).toMatchObject({
      PolicySummary: { Name: "plans", Description: "what is backed up", Type, AwsManaged: false },
      Content: text("two"),
    });
    const { Policies } = await client.send(new ListPoliciesCommand({ Filter: Type }));
    expect(Policies!.map(({ Id }) => Id)).toEqual([PolicyId]);
    expect((await client.send(new ListPoliciesCommand({ Filter: "S3_POLICY" }))).Policies).toEqual([]);
    const { Targets } = await client.send(new ListTargetsForPolicyCommand({ PolicyId }));
    expect(Targets!.map(({ TargetId }) => TargetId)).toEqual([organization.ids.get("shop")]);
    const { Tags } = await client.send(new ListTagsForResourceCommand({ ResourceId: PolicyId }));
    expect(Tags).toEqual([{ Key: "tier", Value: "1" }]);

    const remove = () => client.send(new DeletePolicyCommand({ PolicyId }));
    await expect(remove()).rejects.toEqual(refused("PolicyInUseException"));
    await detach(PolicyId, "shop");
    await remove();
    await expect(remove()).rejects.toEqual(refused("PolicyNotFoundException"));
  });

  test("the rules hold for it too", async () => {
    const make = (Name: string, Content: string) =>
      client.send(new CreatePolicyCommand({ Name, Description: "", Type, Content }));
    const { Policy } = await make("one", text("one"));
    await expect(make("one", text("two"))).rejects.toEqual(refused("DuplicatePolicyException"));
    await expect(make("two", '{"plans":{"one":{"regions":["eu-west-1"]}}}')).rejects.toEqual(
      refused("MalformedPolicyDocumentException"),
    );
    await expect(make("two", text("x".repeat(10_000)))).rejects.toEqual(
      refused("ConstraintViolationException", "POLICY_CONTENT_LIMIT_EXCEEDED"),
    );
    await expect(attach(Policy!.PolicySummary!.Id!, "shop")).rejects.toEqual(
      refused("PolicyTypeNotEnabledException"),
    );
  });

  test("it is forgotten with everything else", async () => {
    await client.send(new CreatePolicyCommand({ Name: "one", Description: "", Type, Content: text("one") }));
    await emulator.reset();
    organization = await buildOrganization(client, { units: [], accounts: [] });
    expect((await client.send(new ListPoliciesCommand({ Filter: Type }))).Policies).toEqual([]);
  });
});

describe("where moto answers unlike AWS", () => {
  test("targets come in pages, and a deleted unit takes its attachments along", async () => {
    const PolicyId = await create("one");
    for (const target of ["Root", "Workloads", "shop"]) await attach(PolicyId, target);
    const first = await client.send(new ListTargetsForPolicyCommand({ PolicyId, MaxResults: 2 }));
    expect(first.Targets).toHaveLength(2);
    const rest = await client.send(
      new ListTargetsForPolicyCommand({ PolicyId, MaxResults: 2, NextToken: first.NextToken }),
    );
    expect(rest).toMatchObject({ Targets: [{ TargetId: organization.ids.get("shop") }] });
    expect(rest.NextToken).toBeUndefined();

    const OrganizationalUnitId = organization.ids.get("Workloads")!;
    await client.send(new DeleteOrganizationalUnitCommand({ OrganizationalUnitId }));
    const after = await client.send(new ListTargetsForPolicyCommand({ PolicyId }));
    expect(after.Targets?.map(({ TargetId }) => TargetId)).not.toContain(OrganizationalUnitId);
  });

  test("a type that is disabled takes the attachments of its policies along, and keeps the policies", async () => {
    const [known, held] = ["SERVICE_CONTROL_POLICY", "BACKUP_POLICY"] as const;
    await client.send(new EnablePolicyTypeCommand({ RootId: organization.root, PolicyType: held }));
    const backups = await client.send(
      new CreatePolicyCommand({ Name: "b", Description: "", Type: held, Content: '{"plans":{"one":{}}}' }),
    );
    for (const [Type, PolicyId] of [
      [known, await create("one")],
      [held, backups.Policy!.PolicySummary!.Id!],
    ] as const) {
      await attach(PolicyId, "shop");
      const off = new DisablePolicyTypeCommand({ RootId: organization.root, PolicyType: Type });
      await client.send(off);
      await expect(client.send(off)).rejects.toEqual(refused("PolicyTypeNotEnabledException"));
      expect((await client.send(new ListTargetsForPolicyCommand({ PolicyId }))).Targets).toEqual([]);
      expect((await client.send(new DescribePolicyCommand({ PolicyId }))).Policy).toBeDefined();
    }
  });

  test("an account says where it is", async () => {
    const { Accounts } = await client.send(new ListAccountsCommand({}));
    const { id, root, ids } = organization;
    const path = [id, root, ids.get("Workloads"), ids.get("Workloads/Production"), ids.get("shop"), ""].join(
      "/",
    );
    expect(Accounts?.find(({ Name }) => Name === "shop")?.Paths).toEqual([path]);
  });
});

describe("faults and the log", () => {
  test("calls are logged with their outcome, also when the answer is lost", async () => {
    emulator.faults.next("CreatePolicy", { kind: "reset", when: "after" });
    await expect(create("lost")).rejects.toThrow();
    await expect(create("lost")).rejects.toEqual(refused("DuplicatePolicyException"));
    emulator.faults.next("CreatePolicy", { kind: "reset", when: "before" });
    await expect(create("never")).rejects.toThrow();
    await create("never");
    expect(emulator.calls.slice(-4).map(({ operation, outcome }) => `${operation} ${outcome}`)).toEqual([
      "CreatePolicy ok",
      "CreatePolicy DuplicatePolicyException",
      "CreatePolicy reset",
      "CreatePolicy ok",
    ]);
    expect(emulator.calls.at(-1)!.input.Name).toBe("never");
  });

  test("an error of AWS's, half an answer, another answer", async () => {
    emulator.faults.next("ListAccounts", { kind: "error", name: "TooManyRequestsException" });
    emulator.faults.next("ListAccounts", { kind: "cut" });
    emulator.faults.next("ListAccounts", {
      kind: "rewrite",
      answer: (output) => ({ ...output, Accounts: [] }),
    });
    const list = () => client.send(new ListAccountsCommand({}));
    await expect(list()).rejects.toEqual(refused("TooManyRequestsException"));
    await expect(list()).rejects.toThrow();
    expect((await list()).Accounts).toEqual([]);
    expect((await list()).Accounts).toHaveLength(2);
  });
});
