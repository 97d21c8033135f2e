import { rmSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { detections } from "../../detections";
import { lockdownOf } from "../../src/files/lockdown-files";
import { type PlanFiles, planFromFiles } from "../../src/files/plan-files";
import { LOCKDOWN_STACK, type LockdownPlan } from "../../src/lockdown/types";
import { serializeLock } from "../../src/organization/lock-file";
import { type UpdateOptions, update } from "../support/engine/engine";
import { MemoryResources } from "../support/engine/providers/memory-resources";
import { nameOf } from "../support/engine/state";
import { projectFolder } from "../support/project-folder";
import { LOCKDOWN_RULES, LOCKDOWN_TYPES as TYPES } from "../support/root-lockdown/resources";

// Each run starts the real program, as Pulumi would, which takes a second or two.
jest.setTimeout(120_000);

const project = resolve(__dirname, "../..");
const HEAD = `
organization:
  id: o-smallorg01
  partition: aws
  management-account: "111111111111"
  regions: [eu-west-1, us-east-1]
  home-region: eu-west-1
accounts:
  security: shop
  log-archive: { account: pay, deploy-role: role/logs-deployer }
  iam: lab
access:
  deployers:
    - { principal: "arn:aws:iam::111111111111:role/deployer", needs: [organizations] }
guardrails:
  Root: [deny-root-user, deny-root-access-keys, restrict-assume-root]
`;
const LOCKDOWN = `root-lockdown:
  central-root-access: true
  access-analyzers: true
  trail: create
  baseline:
    password-policy: true
    ebs-encryption: true
`;
const NOTIFY = `detections:
  notify:
    - { email: security@example.com, from: critical }
    - { chat: "arn:aws:chatbot::222222222222:chat-configuration/slack-channel/security", from: high }
`;
/** One detection only, so that a run is short. */
const QUIET = `${NOTIFY}  disable:
${detections
  .filter(({ id }) => id !== "notice-account-membership")
  .map(({ id }) => `    - { detection: ${id}, reason: tried elsewhere }\n`)
  .join("")}`;

let folder: string;
let files: PlanFiles;

beforeEach(() => {
  ({ folder, files } = projectFolder());
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Writes organization.yaml, and the lock that somebody reviewed of it. */
function wanted(sections: string, head = HEAD): LockdownPlan {
  writeFileSync(files.organization.path, head + sections);
  const { lock, inputs, tree } = planFromFiles(files, 0);
  const { plan } = lockdownOf(inputs, tree);
  const digests = { ...lock!.digests, ...(plan === null ? {} : { [LOCKDOWN_STACK]: plan.digest }) };
  writeFileSync(files.lock.path, serializeLock({ ...lock!, digests }));
  return plan!;
}

const world = (id = "o-smallorg01") =>
  new MemoryResources(LOCKDOWN_RULES, { "aws:organizations/getOrganization:getOrganization": { id } });

const up = (memory: MemoryResources, options: Partial<UpdateOptions> = {}) =>
  update({ project, rootDirectory: folder, stack: LOCKDOWN_STACK, provider: memory, ...options });

test("the program deploys what was reviewed, and says where messages go and what is left to do", async () => {
  const plan = wanted(LOCKDOWN + QUIET);
  const memory = world();
  const first = await up(memory);
  expect(first.error).toBeNull();
  const topic = (severity: string) => `arn:aws:sns:eu-west-1:222222222222:org-guardrails-${severity}`;
  expect(first.outputs).toEqual({
    digest: plan.digest,
    skipped: 0,
    topics: Object.fromEntries(["critical", "high", "medium", "low"].map((each) => [each, topic(each)])),
    chats: {
      "arn:aws:chatbot::222222222222:chat-configuration/slack-channel/security": [
        topic("critical"),
        topic("high"),
      ],
    },
  });
  expect(memory.all(TYPES.trail)).toHaveLength(1);
  expect(memory.all(TYPES.stackSet).map(({ inputs }) => inputs.templateBody)).toEqual(
    plan.stackSets.map(({ template }) => JSON.stringify(template)),
  );
  const roles = first.registrations
    .filter(({ type }) => type === "pulumi:providers:aws")
    .map(({ urn, inputs }) => `${nameOf(urn)} ${/role\/[a-z-]+/.exec(String(inputs.assumeRoles))?.[0]}`);
  expect(roles.filter((each) => each.includes(":eu-west-1")).sort()).toEqual([
    "111111111111:eu-west-1 undefined",
    "222222222222:eu-west-1 role/org-guardrails-deployer",
    "333333333333:eu-west-1 role/logs-deployer",
    "444444444444:eu-west-1 role/org-guardrails-deployer",
  ]);
  const second = await up(memory, { checkpoint: first.checkpoint, expected: first.registrations });
  expect(second.error).toBeNull();
  expect(second.writes).toEqual([]);
});

test("all detections together: every one is told, by its own bus", async () => {
  const plan = wanted(LOCKDOWN + NOTIFY);
  // A preview, because it takes no time to write.
  const { error, registrations, writes } = await up(world(), { preview: true });
  expect(error).toBeNull();
  const { notifying, alarms } = plan.detections!.rollout;
  const made = (type: string) =>
    registrations.filter((each) => each.type === type).map(({ inputs }) => inputs.name);
  expect(made(TYPES.bus).sort()).toEqual(notifying.map(({ bus }) => bus).sort());
  expect(made(TYPES.filter).sort()).toEqual(alarms.map(({ name }) => name).sort());
  expect(notifying.length + alarms.length).toBe(detections.length - 1);
  expect(writes.length).toBeGreaterThan(200);
});

describe("the program refuses, with one message and before the first write:", () => {
  test.each<[string, () => MemoryResources, readonly RegExp[]]>([
    [
      "what nobody has reviewed",
      () => {
        wanted(LOCKDOWN);
        writeFileSync(
          files.organization.path,
          HEAD + LOCKDOWN.replace("ebs-encryption: true", "ebs-encryption: false"),
        );
        return world();
      },
      [/refused, nothing was changed/, /digest/],
    ],
    [
      "a lockdown without the guardrails of root",
      () => {
        wanted(LOCKDOWN, HEAD.replace(", deny-root-access-keys", ""));
        return world();
      },
      [/root-guardrail-missing/],
    ],
    [
      "another organization",
      () => {
        wanted(LOCKDOWN);
        return world("o-another");
      },
      [/for organization o-smallorg01.*belong to o-another/],
    ],
    [
      "a stack that nothing is wanted of",
      () => {
        writeFileSync(files.organization.path, HEAD);
        return world();
      },
      [/organization.yaml wants nothing of this stack/],
    ],
  ])("%s", async (_, make, messages) => {
    const memory = make();
    const { error, writes } = await up(memory);
    for (const message of messages) expect(error).toMatch(message);
    expect(writes).toEqual([]);
    expect(memory.resources.size).toBe(0);
  });

  test("a digest that is accepted by hand is deployed all the same", async () => {
    const { digest } = wanted("root-lockdown: { central-root-access: true }\n");
    rmSync(files.lock.path);
    const refused = await up(world());
    expect(refused.error).toMatch(/reviewed with no digest of this stack/);
    const memory = world();
    const { error } = await up(memory, { config: { "org-guardrails:accept-digest": digest } });
    expect(error).toBeNull();
    expect(memory.all(TYPES.features)).toHaveLength(1);
  });
});
