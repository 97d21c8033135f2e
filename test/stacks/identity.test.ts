import { rmSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { identityOf } from "../../src/files/identity-files";
import { type PlanFiles, planFromFiles } from "../../src/files/plan-files";
import type { IdentityStack } from "../../src/identity/plan/types";
import { serializeLock } from "../../src/organization/lock-file";
import { type UpdateOptions, update } from "../support/engine/engine";
import { MemoryIdentity } from "../support/engine/providers/memory-identity";
import { projectFolder } from "../support/project-folder";

// Each run starts the real program, as Pulumi would, which takes a second or two.
jest.setTimeout(60_000);

const project = resolve(__dirname, "../..");
const HEAD = `
organization:
  id: o-smallorg01
  partition: aws
  management-account: "111111111111"
  regions: [eu-west-1, us-east-1]
  home-region: eu-west-1
accounts:
  identity: { account: lab, deploy-role: role/identity-deployer }
access:
  deployers:
    - { principal: "arn:aws:iam::111111111111:role/deployer", needs: [organizations] }
guardrails:
  Root: [deny-root-user]
`;
const SECTION = `identity:
  assignments:
    - { group: devs, permission-set: developer, on: Prod }
    - { group: ops, permission-set: platform-engineer, on: shop }
  management-account:
    - { group: owners, permission-set: billing }
`;

let folder: string;
let files: PlanFiles;

beforeEach(() => {
  ({ folder, files } = projectFolder());
  wanted(SECTION);
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Writes organization.yaml, and the lock that somebody reviewed of it. */
function wanted(section: string): void {
  writeFileSync(files.organization.path, HEAD + section);
  const { lock, inputs, tree } = planFromFiles(files, 0);
  const digests = identityOf(inputs, tree, 0).plans.map(({ stack, digest }) => [stack, digest]);
  const all = { ...lock!.digests, ...Object.fromEntries(digests) };
  writeFileSync(files.lock.path, serializeLock({ ...lock!, digests: all }));
}

/** Everybody whom the section names. */
function populated(center = new MemoryIdentity()): MemoryIdentity {
  for (const name of ["devs", "ops", "owners"]) center.groups.set(name, `g-${name}`);
  return center;
}

const up = (stack: IdentityStack, center: MemoryIdentity, options: Partial<UpdateOptions> = {}) =>
  update({ project, rootDirectory: folder, stack, provider: center.provider(), ...options });

const providersOf = ({ registrations }: Awaited<ReturnType<typeof up>>) =>
  registrations.filter(({ type }) => type === "pulumi:providers:aws").map(({ inputs }) => inputs);

test("the program deploys what was reviewed, as the role of the account that administers Identity Center", async () => {
  const center = populated();
  const result = await up("identity", center);
  expect(result.error).toBeNull();
  expect(result.outputs).toEqual({ digest: expect.stringMatching(/^sha256:/) });
  expect([...center.sets].map(([name, { assignments }]) => [name, [...assignments].sort()]).sort()).toEqual([
    ["developer", ["GROUP g-devs on 222222222222", "GROUP g-devs on 333333333333"]],
    ["platform-engineer", ["GROUP g-ops on 222222222222"]],
  ]);
  const [provider, ...more] = providersOf(result);
  expect(more).toEqual([]);
  expect(provider).toMatchObject({ region: "eu-west-1" });
  expect(JSON.stringify(provider)).toContain("arn:aws:iam::444444444444:role/identity-deployer");
});

test("the management account's own assignments are deployed with its own credentials, and nothing else is", async () => {
  const center = populated();
  const result = await up("identity-management", center);
  expect(result.error).toBeNull();
  expect([...center.sets].map(([name, { assignments }]) => [name, [...assignments]])).toEqual([
    ["billing-mgmt", ["GROUP g-owners on 111111111111"]],
  ]);
  expect(JSON.stringify(providersOf(result))).not.toContain("assumeRole");
});

describe("the program refuses, with one message and before the first write:", () => {
  test.each<
    [
      string,
      () => MemoryIdentity,
      Partial<UpdateOptions> & { readonly stack?: IdentityStack },
      readonly RegExp[],
    ]
  >([
    [
      "what nobody has reviewed",
      () => {
        writeFileSync(files.organization.path, HEAD + SECTION.replace("on: Prod", "on: shop"));
        return populated();
      },
      {},
      [/refused, nothing was changed/, /digest/],
    ],
    [
      "groups that the identity store does not have, all at once",
      () => {
        const center = populated();
        for (const name of ["devs", "ops"]) center.groups.delete(name);
        return center;
      },
      {},
      [/the identity store has no group named "devs", "ops"/],
    ],
    [
      "another organization",
      populated,
      { provider: populated().provider("o-another") },
      [/for organization o-smallorg01.*belong to o-another/],
    ],
    [
      "an organization without Identity Center",
      () => populated(new MemoryIdentity(false)),
      {},
      [/no instance of Identity Center/],
    ],
    [
      "a stack that nothing is wanted of",
      () => {
        wanted(SECTION.slice(0, SECTION.indexOf("  management-account")));
        return populated();
      },
      { stack: "identity-management" },
      [/organization.yaml wants nothing of this stack/],
    ],
    [
      "what cannot be planned",
      () => {
        writeFileSync(files.organization.path, HEAD + SECTION.replace("on: Prod", "on: Prod, except: Prod"));
        return populated();
      },
      {},
      [/no plan can be made/, /assignment-without-accounts/],
    ],
  ])("%s", async (_, center, { stack = "identity", ...options }, messages) => {
    const memory = center();
    const { error, writes } = await up(stack, memory, options);
    for (const message of messages) expect(error).toMatch(message);
    expect(writes.filter(({ urn }) => urn.includes("aws:"))).toEqual([]);
    expect(memory.writes).toEqual([]);
  });

  test("a digest that is accepted by hand is deployed all the same", async () => {
    writeFileSync(files.organization.path, HEAD + SECTION.replace("on: Prod", "on: shop"));
    const { inputs, tree } = planFromFiles(files, 0);
    const { digest } = identityOf(inputs, tree, 0).plans[0]!;
    const center = populated();
    const { error } = await up("identity", center, { config: { "org-guardrails:accept-digest": digest } });
    expect(error).toBeNull();
    expect([...center.sets.get("developer")!.assignments]).toEqual(["GROUP g-devs on 222222222222"]);
  });

  test("an assignment that has ended is no reason: the set denies by itself", async () => {
    wanted(SECTION.replace("on: Prod", "on: Prod, expires: 2020-01-01"));
    const center = populated();
    expect((await up("identity", center)).error).toBeNull();
    expect(center.sets.size).toBe(2);
  });
});
