import type { CloudFormationClient } from "@aws-sdk/client-cloudformation";
import type { IAMClient } from "@aws-sdk/client-iam";
import type { OrganizationsClient } from "@aws-sdk/client-organizations";
import { readLockdown } from "../../src/aws/lockdown-reader";
import { openOrganizations } from "../../src/aws/organizations";
import { openReading } from "../../src/aws/reading";
import { openRootFeatures } from "../../src/aws/root-features";
import { type CallAs, LARGEST_STACK_SET_PAGE, openStackSets } from "../../src/aws/stack-sets";
import { templateDigest } from "../../src/lockdown/template-digest";
import { sortLockdown } from "../../src/organization/lockdown-snapshot-file";

type Input = Readonly<Record<string, unknown>>;

const failure = (name: string) => Object.assign(new Error("AWS's own words"), { name });
const TEMPLATE = { Resources: { Role: { Type: "AWS::IAM::Role" } }, Description: "d" };

const instance = (
  Account: string,
  Region: string,
  Status: string,
  DetailedStatus: string,
  StatusReason = "",
) => ({
  Account,
  Region,
  Status,
  StackInstanceStatus: { DetailedStatus },
  StatusReason,
});

interface Model {
  readonly delegations: Readonly<Record<string, readonly string[]>>;
  readonly stackSets: Readonly<
    Record<string, { readonly template: string; readonly instances: readonly object[] }>
  >;
}

const MODEL: Model = {
  delegations: {
    "3": ["iam.amazonaws.com", "access-analyzer.amazonaws.com", "a.amazonaws.com"],
    "1": ["x"],
    "2": [],
  },
  stackSets: {
    "org-guardrails-baseline": {
      template: JSON.stringify(
        { Description: "d", Resources: { Role: { Type: "AWS::IAM::Role" } } },
        null,
        2,
      ),
      instances: [
        instance("2", "eu-west-1", "CURRENT", "SUCCEEDED"),
        instance("1", "eu-west-1", "CURRENT", "SUCCEEDED"),
        instance("3", "eu-west-1", "OUTDATED", "FAILED", "role\u202e is missing"),
        instance("1", "eu-central-1", "CURRENT", "SUCCEEDED"),
      ],
    },
    "org-guardrails-yaml": { template: "Resources: {}", instances: [] },
    "somebody-else": { template: "{}", instances: [instance("1", "eu-west-1", "CURRENT", "SUCCEEDED")] },
  },
};

/** Answers every client from a model, in pages of two. */
class Fake {
  readonly asked: { operation: string; input: Input }[] = [];
  readonly failing = new Map<string, Error>();

  constructor(private readonly model: Model = MODEL) {}

  async send(command: { readonly input: Input; readonly constructor: { readonly name: string } }) {
    const { input } = command;
    const operation = command.constructor.name.replace(/Command$/, "");
    this.asked.push({ operation, input });
    await new Promise((resolve) => setImmediate(resolve));
    const error = this.failing.get(operation);
    if (error !== undefined) throw error;
    return this.answer(operation, input);
  }

  private answer(operation: string, input: Input): object {
    const { delegations, stackSets } = this.model;
    const page = (key: string, items: readonly unknown[]) => {
      const start = Number(input.NextToken ?? 0);
      const next = start + 2 < items.length ? { NextToken: String(start + 2) } : {};
      return { [key]: items.slice(start, start + 2), ...next };
    };
    const services = (names: readonly string[]) => names.map((ServicePrincipal) => ({ ServicePrincipal }));
    const stackSet = stackSets[String(input.StackSetName)];
    switch (operation) {
      case "ListOrganizationsFeatures":
        return { EnabledFeatures: ["RootSessions", "RootCredentialsManagement"] };
      case "ListAWSServiceAccessForOrganization":
        return page("EnabledServicePrincipals", services(["sso.amazonaws.com", "iam.amazonaws.com", "b"]));
      case "ListDelegatedAdministrators":
        return page(
          "DelegatedAdministrators",
          Object.keys(delegations).map((Id) => ({ Id })),
        );
      case "ListDelegatedServicesForAccount":
        return page("DelegatedServices", services(delegations[String(input.AccountId)]!));
      case "ListStackSets":
        return page(
          "Summaries",
          Object.keys(stackSets).map((StackSetName) => ({
            StackSetName,
            Status: "ACTIVE",
            PermissionModel: "SERVICE_MANAGED",
            AutoDeployment: { Enabled: true, RetainStacksOnAccountRemoval: true },
          })),
        );
      case "DescribeStackSet":
        return { StackSet: { TemplateBody: stackSet!.template, OrganizationalUnitIds: ["r-1", "ou-1"] } };
      case "ListStackInstances":
        return page("Summaries", stackSet!.instances);
      default:
        throw new Error(`nobody has written down what ${operation} answers`);
    }
  }
}

const patience = { sleep: async () => {}, random: () => 0.5, now: () => 0 };

async function read(fake: Fake, callAs: CallAs = "SELF") {
  const client = fake as unknown;
  const reading = openReading(patience, new AbortController().signal);
  const facts = await readLockdown({
    organizations: openOrganizations(client as OrganizationsClient, reading),
    rootFeatures: openRootFeatures(client as IAMClient, reading),
    stackSets: openStackSets(client as CloudFormationClient, callAs, reading),
  });
  return sortLockdown(facts);
}

describe("the facts of the lockdown are read whole", () => {
  test("over every page, StackSets of others left out", async () => {
    const facts = await read(new Fake());
    expect(facts.notRead).toEqual([]);
    expect(facts.rootFeatures).toEqual(["RootCredentialsManagement", "RootSessions"]);
    expect(facts.trustedAccess).toEqual(["b", "iam.amazonaws.com", "sso.amazonaws.com"]);
    expect(facts.delegations.map(({ account, services }) => [account, services.length])).toEqual([
      ["1", 1],
      ["2", 0],
      ["3", 3],
    ]);
    expect(facts.stackSets.map(({ name }) => name)).toEqual([
      "org-guardrails-baseline",
      "org-guardrails-yaml",
    ]);
    expect(facts.stackSets[0]).toEqual({
      name: "org-guardrails-baseline",
      status: "ACTIVE",
      template: templateDigest(TEMPLATE),
      permissionModel: "SERVICE_MANAGED",
      autoDeployment: { enabled: true, retainStacks: true },
      units: ["ou-1", "r-1"],
      instances: [
        {
          region: "eu-central-1",
          status: "CURRENT",
          detailedStatus: "SUCCEEDED",
          reason: "",
          accounts: ["1"],
        },
        {
          region: "eu-west-1",
          status: "CURRENT",
          detailedStatus: "SUCCEEDED",
          reason: "",
          accounts: ["1", "2"],
        },
        {
          region: "eu-west-1",
          status: "OUTDATED",
          detailedStatus: "FAILED",
          reason: "role\u202e is missing",
          accounts: ["3"],
        },
      ],
    });
  });

  test("a template that is not JSON has a digest of its own", async () => {
    const [json, yaml] = (await read(new Fake())).stackSets;
    expect(yaml!.template).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(yaml!.template).not.toBe(json!.template);
  });

  test("by the largest pages, as the one who asks", async () => {
    const fake = new Fake();
    await read(fake, "DELEGATED_ADMIN");
    const calls = fake.asked.filter(({ operation }) => /Stack/.test(operation));
    expect(new Set(calls.map(({ input }) => input.CallAs))).toEqual(new Set(["DELEGATED_ADMIN"]));
    const lists = calls.filter(({ operation }) => operation.startsWith("List"));
    expect(new Set(lists.map(({ input }) => input.MaxResults))).toEqual(new Set([LARGEST_STACK_SET_PAGE]));
  });

  test("no features are on where IAM has no trusted access", async () => {
    const fake = new Fake();
    fake.failing.set("ListOrganizationsFeatures", failure("ServiceAccessNotEnabledException"));
    const { rootFeatures, notRead } = await read(fake);
    expect([rootFeatures, notRead]).toEqual([[], []]);
  });
});

describe("what was not read is named", () => {
  const [baseline, yaml] = ["org-guardrails-baseline", "org-guardrails-yaml"].map(
    (name) => `lockdown.stackSets[${name}]`,
  );
  const denied = failure("AccessDenied");

  test.each<[string, string, readonly string[], Error]>([
    ["iam", "ListOrganizationsFeatures", ["lockdown.rootFeatures"], denied],
    [
      "iam",
      "ListOrganizationsFeatures",
      ["lockdown.rootFeatures"],
      failure("AccountNotManagementOrDelegatedAdministratorException"),
    ],
    ["organizations", "ListAWSServiceAccessForOrganization", ["lockdown.trustedAccess"], denied],
    ["organizations", "ListDelegatedAdministrators", ["lockdown.delegations"], denied],
    [
      "organizations",
      "ListDelegatedServicesForAccount",
      ["1", "2", "3"].map((account) => `lockdown.delegations[${account}].services`),
      denied,
    ],
    ["cloudformation", "ListStackSets", ["lockdown.stackSets"], denied],
    [
      "cloudformation",
      "DescribeStackSet",
      [`${baseline}.template`, `${baseline}.units`, `${yaml}.template`, `${yaml}.units`],
      denied,
    ],
    ["cloudformation", "ListStackInstances", [`${baseline}.instances`, `${yaml}.instances`], denied],
  ])("%s:%s", async (service, operation, what, error) => {
    const fake = new Fake();
    fake.failing.set(operation, error);
    const { notRead } = await read(fake);
    expect(notRead.map((gap) => gap.what)).toEqual(what);
    expect(new Set(notRead.map(({ action }) => action))).toEqual(new Set([`${service}:${operation}`]));
  });

  test("an account that administers no StackSets does not take them to be none", async () => {
    const fake = new Fake();
    fake.failing.set("ListStackSets", failure("ValidationError"));
    expect((await read(fake, "DELEGATED_ADMIN")).notRead).toMatchObject([
      { what: "lockdown.stackSets", action: "cloudformation:ListStackSets" },
    ]);
    await expect(read(fake, "SELF")).rejects.toThrow("ValidationError");
  });
});

describe("answers that contradict each other end the reading", () => {
  test.each(["DescribeStackSet", "ListStackInstances"])("a StackSet that is gone: %s", async (operation) => {
    const fake = new Fake();
    fake.failing.set(operation, failure("StackSetNotFoundException"));
    await expect(read(fake)).rejects.toThrow("changed while it was read");
  });

  test("an instance that is listed twice", async () => {
    const twice = [1, 2].map(() => instance("1", "eu-west-1", "CURRENT", "SUCCEEDED"));
    const stackSets = { "org-guardrails-baseline": { template: "{}", instances: twice } };
    await expect(read(new Fake({ ...MODEL, stackSets }))).rejects.toThrow("listed twice");
  });
});
