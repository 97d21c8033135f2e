import { rmSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { type PlanFiles, planFromFiles } from "../../src/files/plan-files";
import { serializeLock } from "../../src/organization/lock-file";
import { type UpdateOptions, update } from "../support/engine/engine";
import { AwsOrganizations } from "../support/engine/providers/aws-organizations";
import { MemoryOrganizations } from "../support/engine/providers/memory-organizations";
import { projectFolder } from "../support/project-folder";

// Each run starts the real program, as Pulumi would, which takes a second or two.
jest.setTimeout(60_000);

const project = resolve(__dirname, "../..");
const yaml = `
organization:
  id: o-smallorg01
  partition: aws
  management-account: "111111111111"
  regions: [eu-west-1, us-east-1]
  home-region: eu-west-1
access:
  deployers:
    - { principal: "arn:aws:iam::111111111111:role/deployer", needs: [organizations] }
guardrails:
  Root: [deny-root-user]
  Prod: [protect-cloudtrail]
`;

let folder: string;
let files: PlanFiles;

beforeEach(() => {
  ({ folder, files } = projectFolder());
  writeFileSync(files.organization.path, yaml);
});

afterEach(() => rmSync(folder, { recursive: true }));

function writeLock(): void {
  const { lock } = planFromFiles(files, 0);
  writeFileSync(files.lock.path, serializeLock(lock!));
}

const up = (organization: MemoryOrganizations, options: Partial<UpdateOptions> = {}) =>
  update({
    project,
    rootDirectory: folder,
    stack: "guardrails",
    provider: new AwsOrganizations(organization),
    ...options,
  });

test("the program deploys what was reviewed", async () => {
  writeLock();
  const organization = new MemoryOrganizations("o-smallorg01");
  const { error, outputs } = await up(organization);
  expect(error).toBeNull();
  const { plan } = planFromFiles(files, 0);
  const live = [...organization.policies.values()].map(({ name, content, targets }) => ({
    name,
    content,
    targets: [...targets].sort(),
  }));
  const wanted = plan!.phases[0]!.policies.map(({ name, text, targets }) => ({
    name,
    content: text,
    targets,
  }));
  expect(live.sort((a, b) => (a.name < b.name ? -1 : 1))).toEqual(
    wanted.sort((a, b) => (a.name < b.name ? -1 : 1)),
  );
  expect(wanted).toHaveLength(2);
  expect(outputs).toEqual({ phase: 1, phases: 1, digest: plan!.digest });
});

describe("the program refuses, with one message and before anything of AWS is registered:", () => {
  test.each<[string, () => MemoryOrganizations, Partial<UpdateOptions>, readonly RegExp[]]>([
    [
      "what nobody has reviewed, and a phase that is not there",
      () => new MemoryOrganizations("o-smallorg01"),
      { config: { "org-guardrails:phase": "7" } },
      [/no digest of this stack/, /asks for phase 7/],
    ],
    [
      "another organization",
      () => {
        writeLock();
        return new MemoryOrganizations("o-another");
      },
      {},
      [/for organization o-smallorg01.*belong to o-another/],
    ],
    [
      "a policy type that is disabled",
      () => {
        writeLock();
        return new MemoryOrganizations("o-smallorg01", []);
      },
      {},
      [/org-guardrails enable SERVICE_CONTROL_POLICY/],
    ],
    [
      "a program that is not there",
      () => new MemoryOrganizations(),
      { stack: "production" },
      [/no program "production": set org-guardrails:program to one of guardrails/],
    ],
  ])("%s", async (_, organization, options, messages) => {
    const { error, logs, registrations } = await up(organization(), options);
    for (const message of messages) expect(error).toMatch(message);
    expect(logs.filter(({ severity }) => severity === "error")).toHaveLength(1);
    expect(registrations.filter(({ type }) => type.startsWith("aws:"))).toEqual([]);
  });
});
