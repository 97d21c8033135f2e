import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { OrganizationsClient } from "@aws-sdk/client-organizations";
import { parseSnapshot } from "../../src/organization/snapshot-file";
import {
  type BuiltOrganization,
  buildOrganization,
  type Emulator,
  emulatorClient,
  emulatorEnvironment,
  type OrganizationSpec,
  startEmulator,
} from "../support/emulator";
import { launch } from "../support/launch";

jest.setTimeout(120_000);

const small: OrganizationSpec = {
  units: ["Workloads", "Sandbox"],
  accounts: [
    { name: "shop", unit: "Workloads", tags: { stage: "prod", owner: "web" } },
    { name: "trial", unit: "Sandbox" },
  ],
};

let emulator: Emulator;
let client: OrganizationsClient;
let built: BuiltOrganization;
let folder: string;

beforeAll(async () => {
  emulator = await startEmulator();
  client = new OrganizationsClient(emulatorClient(emulator.endpoint));
});

afterAll(async () => {
  client.destroy();
  await emulator.stop();
});

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "org-guardrails-"));
  await emulator.reset();
  built = await buildOrganization(client, small);
  emulator.forget();
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const run = (argv: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  launch(argv, { cwd: folder, env: { ...emulatorEnvironment(emulator.endpoint), ...env } });

const snapshot = () => run(["snapshot", "--out", "facts.json"]);
const facts = () => readFileSync(join(folder, "facts.json"), "utf8");
const called = () => emulator.calls.map(({ operation }) => operation);
const writes = () => called().filter((operation) => !/^(List|Describe)/.test(operation));

/** An organization.yaml that names this organization. */
function writeIntent(id: string, target: string): void {
  const text = `
organization:
  id: ${id}
  partition: aws
  management-account: "${built.managementAccount}"
  regions: [eu-west-1]
  home-region: eu-west-1
access:
  deployers: [{ principal: "arn:aws:iam::${built.managementAccount}:role/deployer", needs: [organizations] }]
guardrails:
  "${target}": [deny-leave-organization]
`;
  writeFileSync(join(folder, "organization.yaml"), text);
}

describe("snapshot", () => {
  test("writes the file, says what is in it, and writes the same bytes again", async () => {
    const first = await snapshot();
    const counts = "2 units, 3 accounts, 1 policy (of SERVICE_CONTROL_POLICY)";
    expect(first).toEqual({
      status: 0,
      stdout: `Wrote facts.json: organization ${built.id}, ${counts}.\n9 API calls; a whole reading takes 9 at least.\n`,
      stderr: "",
    });
    const written = facts();
    expect(parseSnapshot(written, "facts.json").problems).toEqual([]);
    expect((await snapshot()).status).toBe(0);
    expect(facts()).toBe(written);
    expect(readdirSync(folder)).toEqual(["facts.json"]);
  });

  test("lost connections and half an answer do not show", async () => {
    await snapshot();
    const whole = facts();
    rmSync(join(folder, "facts.json"));
    emulator.faults.next("ListAccounts", { kind: "reset", when: "before" });
    emulator.faults.next("ListTargetsForPolicy", { kind: "reset", when: "after" });
    emulator.faults.next("DescribePolicy", { kind: "cut" });
    expect((await snapshot()).status).toBe(0);
    expect(facts()).toBe(whole);
    for (const operation of ["ListAccounts", "ListTargetsForPolicy", "DescribePolicy"]) {
      // Twice in the reading with faults, once in the one without.
      expect(called().filter((name) => name === operation)).toHaveLength(3);
    }
  });

  test("what is read in part leaves the file as it was", async () => {
    writeFileSync(join(folder, "facts.json"), "good");
    const deny = () =>
      emulator.faults.next("ListTargetsForPolicy", { kind: "error", name: "AccessDeniedException" });
    deny();
    const refused = await snapshot();
    expect(refused).toMatchObject({ status: 2, stdout: "" });
    expect(refused.stderr).toContain("grant organizations:ListTargetsForPolicy");
    expect(facts()).toBe("good");
    expect(readdirSync(folder)).toEqual(["facts.json", "facts.json.journal"]);

    rmSync(join(folder, "facts.json.journal"));
    deny();
    const partial = await run(["snapshot", "--out", "facts.json", "--allow-partial"]);
    expect(partial).toMatchObject({ status: 0, stderr: refused.stderr.split("\n")[0] + "\n" });
    const { snapshot: read } = parseSnapshot(facts(), "facts.json");
    expect(read!.notRead).toMatchObject([
      { what: `policies[${read!.policies[0]!.id}].targets`, action: "organizations:ListTargetsForPolicy" },
    ]);
    writeIntent(built.id, "Root");
    const planned = await run(["plan", "--snapshot", "facts.json"]);
    expect(planned.status).toBe(2);
    expect(planned.stdout + planned.stderr).toContain("snapshot-partial");
  });

  test("a run after a failure goes on with what was read, and takes the journal away", async () => {
    await snapshot();
    const whole = facts();
    emulator.faults.next("ListTargetsForPolicy", { kind: "error", name: "AccessDeniedException" });
    expect((await snapshot()).status).toBe(2);
    emulator.forget();
    const resumed = await snapshot();
    expect(resumed).toMatchObject({
      status: 0,
      stderr: expect.stringMatching(/^Going on with \d answers kept in facts\.json\.journal\.\n$/),
    });
    expect(called()).toEqual(["DescribeOrganization", "ListRoots", "ListTargetsForPolicy"]);
    expect(facts()).toBe(whole);
    expect(readdirSync(folder)).toEqual(["facts.json"]);
  });

  test("records the tags that selectors in organization.yaml use", async () => {
    writeIntent(built.id, "tag:stage=prod");
    expect(await snapshot()).toMatchObject({ status: 0, stderr: "" });
    const { accounts } = JSON.parse(facts()) as { accounts: { name: string; tags: object }[] };
    expect(accounts.find(({ name }) => name === "shop")!.tags).toEqual({ stage: "prod" });
  });

  test("refuses another organization than organization.yaml names", async () => {
    writeIntent("o-somebodyelse", "Root");
    const refused = await snapshot();
    expect(refused.status).toBe(2);
    expect(refused.stderr).toContain(`${built.id}, and organization.yaml names o-somebodyelse`);
    expect(readdirSync(folder)).toEqual(["organization.yaml"]);
  });

  test.each<[string, string[], number, string]>([
    ["an organization.yaml with errors", ["--out", "facts.json"], 1, "Nothing was read or written."],
    ["no --out", [], 2, "name the file to write: --out FILE"],
    ["a folder that is not there", ["--out", "none/facts.json"], 2, "cannot write none/facts.json"],
    [
      "a named file that is not there",
      ["--out", "facts.json", "--organization", "none.yaml"],
      2,
      "none.yaml",
    ],
  ])("asks AWS nothing with %s", async (_name, words, status, message) => {
    writeFileSync(join(folder, "organization.yaml"), "organization: { id: nonsense }\n");
    const refused = await run(["snapshot", ...words]);
    expect(refused).toMatchObject({ status, stdout: "" });
    expect(refused.stderr).toContain(message);
    expect(emulator.calls).toEqual([]);
    expect(readdirSync(folder)).toEqual(["organization.yaml"]);
  });

  test("no credentials", async () => {
    const none = { AWS_ACCESS_KEY_ID: "", AWS_SECRET_ACCESS_KEY: "", AWS_SESSION_TOKEN: "" };
    const refused = await run(["snapshot", "--out", "facts.json"], none);
    expect(refused.status).toBe(2);
    expect(refused.stderr).toBe(
      "org-guardrails snapshot: no AWS credentials were found: sign in, or name a profile in AWS_PROFILE\n",
    );
  });

  test("credentials that AWS does not accept are not repeated", async () => {
    emulator.faults.next("DescribeOrganization", {
      kind: "error",
      name: "IncompleteSignatureException",
      message: "Authorization header: AWS4-HMAC-SHA256 Credential=SECRETKEYID",
    });
    const refused = await snapshot();
    expect(refused.status).toBe(2);
    expect(refused.stderr).toContain("AWS does not accept the credentials");
    expect(refused.stderr).not.toContain("SECRETKEYID");
  });
});

describe("enable", () => {
  const enable = (...words: string[]) => run(["enable", ...words]);

  test("shows what it would do, does it with --yes, and does nothing again", async () => {
    const shown = await enable("RESOURCE_CONTROL_POLICY");
    expect(shown).toMatchObject({ status: 0, stderr: "" });
    expect(shown.stdout).toContain(
      `Would enable RESOURCE_CONTROL_POLICY on the root ${built.root} of the organization ${built.id}.\n` +
        "Enabled now: SERVICE_CONTROL_POLICY.\n",
    );
    expect(writes()).toEqual([]);

    const done = await enable("RESOURCE_CONTROL_POLICY", "--yes");
    expect(done).toMatchObject({ status: 0, stderr: "" });
    expect(done.stdout).toContain("Enabled RESOURCE_CONTROL_POLICY");

    const again = await enable("RESOURCE_CONTROL_POLICY", "--yes");
    expect(again).toMatchObject({ status: 0, stderr: "" });
    expect(again.stdout).toContain("enabled on the root");
    expect(again.stdout).toContain("already");
    expect(writes()).toEqual(["EnablePolicyType"]);
  });

  test("names the type that was meant", async () => {
    const refused = await enable("SERVICE_CONTROL_POLICIES", "--yes");
    expect(refused).toMatchObject({ status: 2, stdout: "" });
    expect(refused.stderr).toContain("did you mean SERVICE_CONTROL_POLICY?");
    expect(emulator.calls).toEqual([]);
  });

  test("says when a service needs trusted access first", async () => {
    const refused = await enable("SECURITYHUB_POLICY", "--yes");
    expect(refused.status).toBe(2);
    expect(refused.stderr).toContain(
      "aws organizations enable-aws-service-access --service-principal securityhub.amazonaws.com",
    );
    expect(writes()).toEqual([]);
  });

  test("refuses another organization than organization.yaml names", async () => {
    writeIntent("o-somebodyelse", "Root");
    const refused = await enable("RESOURCE_CONTROL_POLICY", "--yes");
    expect(refused.status).toBe(2);
    expect(refused.stderr).toContain("organization.yaml names o-somebodyelse");
    expect(writes()).toEqual([]);
  });

  test("says which right is missing", async () => {
    emulator.faults.next("EnablePolicyType", { kind: "error", name: "AccessDeniedException" });
    const refused = await enable("RESOURCE_CONTROL_POLICY", "--yes");
    expect(refused.status).toBe(2);
    expect(refused.stderr).toContain("grant organizations:EnablePolicyType");
  });
});
