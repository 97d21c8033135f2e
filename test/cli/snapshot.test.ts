import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { notReadLines } from "../../src/cli/live";
import { parseSnapshot } from "../../src/organization/snapshot-file";
import { launch } from "../support/launch";
import { answersOf } from "../support/organization-server/answers";
import {
  type OrganizationServer,
  type Spoil,
  startOrganizationServer,
} from "../support/organization-server/server";
import { MANAGEMENT, SMALL, worldOf } from "../support/organization-server/world";

jest.setTimeout(120_000);

const INTENT = `
organization:
  id: o-exampleorgid
  partition: aws
  management-account: "${MANAGEMENT}"
  regions: [eu-west-1]
  home-region: eu-west-1
access:
  deployers: [{ principal: "arn:aws:iam::${MANAGEMENT}:role/deployer", needs: [organizations] }]
guardrails:
  tag:stage=prod: [deny-leave-organization]
identity:
  groups: managed
  members: { developers: [] }
  assignments: [{ group: developers, permission-set: read-only, on: [Root] }]
root-lockdown:
  central-root-access: true
`;

const world = worldOf({ ...SMALL, accounts: 12, units: 2, accountsOfSet: 3 });
let server: OrganizationServer;
let spoil: Spoil;
let asked: string[];
let folder: string;

beforeAll(async () => {
  server = await startOrganizationServer(answersOf(world), (action, input) => {
    asked.push(action);
    return spoil(action, input);
  });
});
afterAll(() => server.stop());

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "org-guardrails-"));
  writeFileSync(join(folder, "organization.yaml"), INTENT);
  spoil = () => undefined;
  asked = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const file = () => join(folder, "facts.json");
const ARGUMENTS = ["snapshot", "--out", "facts.json"];
const where = () => ({
  cwd: folder,
  env: {
    AWS_ENDPOINT_URL: server.endpoint,
    AWS_ACCESS_KEY_ID: "a",
    AWS_SECRET_ACCESS_KEY: "b",
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_CONFIG_FILE: "/dev/null",
    AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
  },
});
const run = (...more: string[]) => launch([...ARGUMENTS, ...more], where());
const deny = (...actions: string[]) => {
  spoil = (action) =>
    actions.includes(action) ? { kind: "error", name: "AccessDeniedException", status: 400 } : undefined;
};

test("everything that organization.yaml speaks of is read, and the calls are counted beside the least", async () => {
  const { status, stdout, stderr } = await run();
  expect([status, stderr]).toEqual([0, ""]);
  expect(stdout).toContain("2 permission sets, 6 assignments, 1 StackSet");
  const [, calls, least] = /(\d+) API calls; a whole reading takes (\d+) at least/.exec(stdout)!;
  expect(Number(calls)).toBe(asked.length);
  expect(calls).toBe(least);
  const { snapshot } = parseSnapshot(readFileSync(file(), "utf8"), "facts.json");
  expect(snapshot!.lockdown).toEqual(world.facts.lockdown);
  expect(snapshot!.accounts).toEqual(world.facts.accounts);
});

test("what was not read is named with its action, wherever it belongs; nothing is written unless that is wanted", async () => {
  const denied = [
    "organizations:DescribePolicy",
    "sso:ListAccountAssignments",
    "iam:ListOrganizationsFeatures",
    "cloudformation:ListStackInstances",
  ];
  deny(...denied);
  const refused = await run();
  expect(refused.status).toBe(2);
  const named = [...refused.stderr.matchAll(/^not read: .*: grant (\S+)$/gm)].map(([, action]) => action);
  expect(new Set(named)).toEqual(new Set(denied));
  expect(existsSync(file())).toBe(false);

  const partial = await run("--allow-partial");
  expect(partial.status).toBe(0);
  const { snapshot } = parseSnapshot(readFileSync(file(), "utf8"), "facts.json");
  expect(snapshot!.lockdown!.notRead.map(({ what }) => what)).toEqual([
    "lockdown.rootFeatures",
    "lockdown.stackSets[org-guardrails-baseline].instances",
  ]);
});

test("of a great many parts that want the same action, the first ones are named and the others counted", () => {
  const gap = (index: number) => ({
    what: `accounts[${index}\u202e].tags`,
    action: "organizations:ListTagsForResource",
    reason: "AWS refused it",
  });
  const lines = notReadLines([
    ...Array.from({ length: 1_023 }, (_, index) => gap(index)),
    { ...gap(0), action: "organizations:DescribePolicy" },
  ]);
  expect(lines).toHaveLength(22);
  expect(lines[20]).toBe(
    "not read: 1,003 parts more (AWS refused it): grant organizations:ListTagsForResource",
  );
  expect(lines[21]).toContain("grant organizations:DescribePolicy");
  expect(lines.join("")).not.toContain("\u202e");
});

test("a run that is killed is gone on with", async () => {
  const child = spawn(process.execPath, [join(__dirname, "../../bin/org-guardrails.js"), ...ARGUMENTS], {
    ...where(),
    env: { PATH: process.env.PATH, ...where().env },
    stdio: "ignore",
  });
  const ended = new Promise((resolve) => child.once("exit", (_code, signal) => resolve(signal)));
  spoil = (action) => {
    // Killed before the answer: it is not in the journal.
    if (action === "sso:ListAccountAssignments") child.kill("SIGKILL");
    return undefined;
  };
  expect(await ended).toBe("SIGKILL");
  expect(existsSync(file())).toBe(false);
  const before = asked.length;

  spoil = () => undefined;
  asked = [];
  const { status, stderr } = await run();
  expect([status, stderr]).toEqual([
    0,
    expect.stringMatching(/^Going on with \d+ answers kept in facts\.json\.journal\.\n$/),
  ]);
  expect(asked).not.toContain("organizations:DescribePolicy");
  expect(asked.length).toBeLessThan(before);
  expect(existsSync(`${file()}.journal`)).toBe(false);
  const { snapshot } = parseSnapshot(readFileSync(file(), "utf8"), "facts.json");
  expect(snapshot!.policies).toEqual(world.facts.policies);
});

test("a delegated administrator asks for StackSets as such", async () => {
  const delegated = await startOrganizationServer(
    answersOf({ ...world, caller: "100000000001" }),
    () => undefined,
  );
  try {
    const { env, ...rest } = where();
    const { status } = await launch(ARGUMENTS, {
      ...rest,
      env: { ...env, AWS_ENDPOINT_URL: delegated.endpoint },
    });
    expect(status).toBe(0);
    const { snapshot } = parseSnapshot(readFileSync(file(), "utf8"), "facts.json");
    expect(snapshot!.lockdown!.stackSets).toEqual(world.facts.lockdown.stackSets);
  } finally {
    await delegated.stop();
  }
});
