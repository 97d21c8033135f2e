import { resolve } from "node:path";
import type { Plan } from "../../src/plan/types";
import { type UpdateOptions, type UpdateResult, update } from "../support/engine/engine";
import { AwsOrganizations } from "../support/engine/providers/aws-organizations";
import { MemoryOrganizations } from "../support/engine/providers/memory-organizations";
import { lastComeFirstServed } from "../support/engine/scheduler";
import { nameOf } from "../support/engine/state";
import { change, phasePolicy, planOf } from "../support/plans";

// Each run starts a program, which takes a second or two.
jest.setTimeout(60_000);

const program = {
  project: resolve(__dirname, "../.."),
  main: "test/support/programs/guardrails.js",
  stack: "any-name",
};

/** Runs of one stack, each on what the last one left. */
class Runs {
  readonly organization = new MemoryOrganizations();
  private last: UpdateResult | undefined;

  async up(plan: Plan, options: Partial<UpdateOptions> = {}): Promise<UpdateResult> {
    this.last = await update({
      ...program,
      provider: new AwsOrganizations(this.organization),
      ...(this.last && { checkpoint: this.last.checkpoint }),
      ...options,
      config: { "test:plan": JSON.stringify(plan), ...options.config },
    });
    return this.last;
  }

  /** name -> its targets */
  live(): Record<string, string[]> {
    return Object.fromEntries(
      [...this.organization.policies.values()].map(({ name, targets }) => [name, [...targets].sort()]),
    );
  }
}

const writesOf = ({ writes }: UpdateResult) => writes.map(({ op, name }) => `${op} ${name}`);

/** A statement moves from "old" to "new": the new policy is in force before the old one changes. */
const moving = planOf(
  [[phasePolicy("old", ["r-root"]), phasePolicy("new", ["r-root"])]],
  [
    change("create:new"),
    change("attach:new:r-root", ["create:new"]),
    change("create:old", ["attach:new:r-root"]),
    change("attach:old:r-root", ["create:old"]),
  ],
);

test("writes in the plan's order, with the plan's content and tags, and changes nothing the second time", async () => {
  const runs = new Runs();
  const first = await runs.up(moving, { order: lastComeFirstServed });
  expect(first.error).toBeNull();
  expect(writesOf(first)).toEqual(["create new", "create new:r-root", "create old", "create old:r-root"]);
  const [policy] = runs.organization.policies.values();
  expect(policy).toEqual({
    id: "p-00000001",
    name: "name of new",
    type: "SERVICE_CONTROL_POLICY",
    content: moving.phases[0]!.policies[1]!.text,
    tags: { "managed-by": "org-guardrails", "org-guardrails-key": "new" },
    targets: new Set(["r-root"]),
  });
  expect(writesOf(await runs.up(moving))).toEqual([]);
});

test("waits for what the plan says and nothing else; only policies are protected", async () => {
  // The program's own wish to protect everything would stop a detach, if the attachments inherited it.
  const { registrations } = await new Runs().up(moving, {
    preview: true,
    config: { "test:protect": "true" },
  });
  const described = registrations
    .filter(({ type }) => type.startsWith("aws:"))
    .map(({ urn, dependencies, protect }) => [nameOf(urn), dependencies.map(nameOf).sort(), protect]);
  expect(Object.fromEntries(described.map(([name, ...rest]) => [name, rest]))).toEqual({
    new: [[], true],
    "new:r-root": [["new"], false],
    old: [["new:r-root"], true],
    "old:r-root": [["old"], false],
  });
});

test("an edit, a new target and a given-up target cause these three writes, the detach last", async () => {
  const runs = new Runs();
  await runs.up(planOf([[phasePolicy("a", ["ou-a"]), phasePolicy("b", ["ou-a"])]]));
  const edited = phasePolicy("a", ["ou-b"], { text: '{"Version":"2012-10-17","Statement":[]}' });
  const result = await runs.up(
    planOf(
      [[edited, phasePolicy("b", ["ou-a"])]],
      [change("update:a"), change("attach:a:ou-b", ["update:a"]), change("detach:a:ou-a", ["attach:a:ou-b"])],
    ),
  );
  expect(writesOf(result)).toEqual(["update a", "create a:ou-b", "delete a:ou-a"]);
  expect(runs.live()).toEqual({ "name of a": ["ou-b"], "name of b": ["ou-a"] });
});

test("a policy goes in two phases: detached and unprotected, then deleted; never in one", async () => {
  const runs = new Runs();
  await runs.up(planOf([[phasePolicy("a", ["r-root"]), phasePolicy("b", [])]]));
  const rest = [phasePolicy("b", [])];
  const refused = await runs.up(planOf([rest]));
  expect(refused.error).toMatch(/cannot be deleted because it is protected/);
  expect(runs.live()).toHaveProperty("name of a");

  const twoPhases = planOf(
    [[phasePolicy("a", [], { protect: false }), ...rest], rest],
    [change("detach:a:r-root"), change("delete:a", ["detach:a:r-root"], 2)],
  );
  expect((await runs.up(twoPhases)).error).toBeNull();
  expect(runs.live()).toEqual({ "name of a": [], "name of b": [] });
  expect(writesOf(await runs.up(twoPhases, { config: { "test:phase": "2" } }))).toEqual(["delete a"]);
  expect(runs.live()).toEqual({ "name of b": [] });
});
