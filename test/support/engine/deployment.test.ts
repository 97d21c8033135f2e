import { Deployment, type DeploymentOptions } from "./deployment";
import { AwsOrganizations } from "./providers/aws-organizations";
import { MemoryOrganizations } from "./providers/memory-organizations";
import { Expectation, type Registration } from "./registration";
import { firstComeFirstServed, lastComeFirstServed, preferring, seededOrder } from "./scheduler";
import { type Checkpoint, emptyCheckpoint, makeUrn, State, stackType } from "./state";

const policyType = "aws:organizations/policy:Policy";
const attachmentType = "aws:organizations/policyAttachment:PolicyAttachment";
const urnOf = (type: string, name: string) => makeUrn("stack", "project", "", type, name);

function policy(name: string, inputs: object = {}, rest: Partial<Registration> = {}): Registration {
  return {
    urn: urnOf(policyType, name),
    type: policyType,
    custom: true,
    parent: "",
    inputs: { name, content: "{}", type: "SERVICE_CONTROL_POLICY", ...inputs },
    dependencies: [],
    propertyDependencies: {},
    provider: "",
    protect: false,
    retainOnDelete: false,
    ignoreChanges: [],
    deleteBeforeReplace: undefined,
    aliases: [],
    ...rest,
  };
}

function attachment(owner: string, policyId: string, targetId: string): Registration {
  const needs = [urnOf(policyType, owner)];
  return {
    ...policy(`${owner}:${targetId}`),
    urn: urnOf(attachmentType, `${owner}:${targetId}`),
    type: attachmentType,
    inputs: { policyId, targetId },
    dependencies: needs,
    propertyDependencies: { policyId: needs },
  };
}

/** One run of a program that registers what `program` does, on the organization and state of the last run. */
class Stack {
  readonly organization = new MemoryOrganizations();
  checkpoint: Checkpoint = emptyCheckpoint;

  async run(
    program: (deployment: Deployment) => Promise<unknown>,
    options: Partial<DeploymentOptions> = {},
  ): Promise<{ writes: string[]; error: string | null }> {
    const state = new State(this.checkpoint);
    const deployment = new Deployment({
      state,
      provider: new AwsOrganizations(this.organization),
      preview: false,
      order: firstComeFirstServed,
      expectation: undefined,
      crashAfter: undefined,
      afterWrite: () => undefined,
      ...options,
    });
    const whole = async () => {
      await deployment.deletePending();
      await program(deployment);
      await deployment.deleteUnwanted();
      return null;
    };
    const error = await Promise.race([deployment.failed, whole().catch(() => deployment.failed)]);
    if (options.preview !== true) this.checkpoint = state.checkpoint();
    return { writes: deployment.writes.map(({ op, name }) => `${op} ${name}`), error };
  }
}

const registerAll =
  (...registrations: readonly Registration[]) =>
  (deployment: Deployment) =>
    Promise.all(registrations.map((registration) => deployment.register(registration)));

/** A policy and, once its id is known, its attachments. */
const policyOn =
  (registration: Registration, ...targets: readonly string[]) =>
  async (deployment: Deployment) => {
    const { id } = await deployment.register(registration);
    const name = registration.inputs.name as string;
    await registerAll(...targets.map((target) => attachment(name, id, target)))(deployment);
  };

describe("order", () => {
  const three = registerAll(policy("a"), policy("b"), policy("c"));

  test.each([
    ["first come, first served", firstComeFirstServed, ["create a", "create b", "create c"]],
    ["last come, first served", lastComeFirstServed, ["create c", "create b", "create a"]],
    ["preferring", preferring("::c", "::a"), ["create c", "create a", "create b"]],
  ])("%s", async (_, order, writes) => {
    expect(await new Stack().run(three, { order })).toEqual({ writes, error: null });
  });

  test("a seed stands for one order, whatever comes first; seeds reach every order", async () => {
    const orders = new Set<string>();
    for (let seed = 0; seed < 40; seed++) {
      const { writes } = await new Stack().run(three, {
        order: seededOrder(seed),
        expectation: expectation(),
      });
      const again = registerAll(policy("c"), policy("b"), policy("a"));
      const same = await new Stack().run(again, { order: seededOrder(seed), expectation: expectation() });
      expect(same.writes).toEqual(writes);
      orders.add(writes.join());
    }
    expect(orders.size).toBe(6);
  });

  test("a registration that is still to come takes part in the choice", async () => {
    const late = async (deployment: Deployment) => {
      const first = deployment.register(policy("a"));
      await new Promise((resolve) => setTimeout(resolve, 100));
      await Promise.all([first, deployment.register(policy("b"))]);
    };
    const order = preferring("::b");
    expect((await new Stack().run(late, { order })).writes).toEqual(["create a", "create b"]);
    const known = new Expectation([policy("a"), policy("b")]);
    expect((await new Stack().run(late, { order, expectation: known })).writes).toEqual([
      "create b",
      "create a",
    ]);
  });

  function expectation(): Expectation {
    return new Expectation([policy("a"), policy("b"), policy("c")]);
  }
});

describe("updates", () => {
  test("a difference of white space or of key order in the content is none", async () => {
    const stack = new Stack();
    await stack.run(registerAll(policy("a", { content: '{"a":1,"b":2}' })));
    const { writes } = await stack.run(registerAll(policy("a", { content: '{ "b": 2, "a": 1 }' })));
    expect(writes).toEqual([]);
  });

  test("an ignored difference is none, and is not written with another", async () => {
    const stack = new Stack();
    const named = (inputs: object) => policy("a", inputs, { ignoreChanges: ["name"] });
    await stack.run(registerAll(named({})));
    expect((await stack.run(registerAll(named({ name: "z" })))).writes).toEqual([]);
    const changed = await stack.run(registerAll(named({ name: "z", content: '{"v":2}' })));
    expect(changed.writes).toEqual(["update a"]);
    expect([...stack.organization.policies.values()][0]).toMatchObject({ name: "a", content: '{"v":2}' });
  });

  test("a changed content or tag is written to the same policy", async () => {
    const stack = new Stack();
    await stack.run(registerAll(policy("a", { tags: { x: "1", y: "2" } })));
    const [before] = stack.organization.policies.values();
    const { writes } = await stack.run(registerAll(policy("a", { content: '{"v":2}', tags: { x: "3" } })));
    expect(writes).toEqual(["update a"]);
    const after = { ...before!, content: '{"v":2}', tags: { x: "3" } };
    expect([...stack.organization.policies.values()]).toEqual([after]);
  });

  test("an alias keeps the resource, and everything that mentions it", async () => {
    const stack = new Stack();
    await stack.run(policyOn(policy("a"), "r-root"));
    const { writes } = await stack.run(async (deployment) => {
      const renamed = { urn: urnOf(policyType, "z"), aliases: [urnOf(policyType, "a")] };
      const { id } = await deployment.register(policy("a", {}, renamed));
      const other = attachment("a", id, "r-root");
      await deployment.register({ ...other, dependencies: [renamed.urn], aliases: [] });
    });
    expect(writes).toEqual([]);
    expect(stack.checkpoint.resources.map(({ urn }) => urn)).toContain(urnOf(policyType, "z"));
  });
});

describe("replacement", () => {
  test("a policy with a new type goes before its successor comes, and takes its attachments along", async () => {
    const stack = new Stack();
    await stack.run(policyOn(policy("a"), "r-root"));
    const { writes, error } = await stack.run(policyOn(policy("a", { type: "TAG_POLICY" }), "r-root"));
    expect(error).toBeNull();
    expect(writes).toEqual([
      "delete a:r-root",
      "delete-replaced a",
      "create-replacement a",
      "create a:r-root",
    ]);
  });

  test("otherwise the successor comes first and the old one is deleted at the end", async () => {
    const stack = new Stack();
    const changed = { type: "TAG_POLICY", name: "new name" };
    await stack.run(registerAll(policy("a")));
    const { writes } = await stack.run(registerAll(policy("a", changed), policy("b")));
    expect(writes).toEqual(["create-replacement a", "create b", "delete-replaced a"]);
  });

  test("what a crash kept from being deleted is deleted first by the next run", async () => {
    const stack = new Stack();
    const changed = registerAll(policy("a", { type: "TAG_POLICY", name: "new name" }));
    await stack.run(registerAll(policy("a")));
    await stack.run(changed, { crashAfter: 1 });
    expect(stack.checkpoint.pendingDeletes).toHaveLength(1);
    const { writes } = await stack.run((deployment) =>
      Promise.all([changed(deployment), deployment.register(policy("b"))]),
    );
    expect(writes).toEqual(["delete-replaced a", "create b"]);
    expect(stack.organization.policies.size).toBe(2);
  });
});

describe("protection", () => {
  const kept = policy("a", {}, { protect: true });

  test("refuses to delete", async () => {
    const stack = new Stack();
    await stack.run(registerAll(kept));
    const { writes, error } = await stack.run(registerAll());
    expect(writes).toEqual([]);
    expect(error).toMatch(/cannot be deleted because it is protected/);
  });

  test("refuses to replace", async () => {
    const stack = new Stack();
    await stack.run(registerAll(kept));
    const { writes, error } = await stack.run(
      registerAll(policy("a", { type: "TAG_POLICY" }, { protect: true })),
    );
    expect(writes).toEqual([]);
    expect(error).toMatch(/unable to replace/);
  });

  test("is given up by a run of its own, which writes nothing", async () => {
    const stack = new Stack();
    await stack.run(registerAll(kept));
    expect((await stack.run(registerAll({ ...kept, protect: false }))).writes).toEqual([]);
    expect((await stack.run(registerAll())).writes).toEqual(["delete a"]);
  });
});

describe("deletion", () => {
  test("of what is to be retained forgets it and writes nothing; the same goes for what is replaced", async () => {
    const stack = new Stack();
    const retained = (inputs: object) => policy("a", inputs, { retainOnDelete: true });
    await stack.run(registerAll(retained({})));
    const replaced = await stack.run(registerAll(retained({ type: "TAG_POLICY", name: "new name" })));
    expect(replaced.writes).toEqual(["create-replacement a"]);
    expect(await stack.run(registerAll())).toEqual({ writes: [], error: null });
    expect(stack.checkpoint.resources).toEqual([]);
    expect(stack.organization.policies.size).toBe(2);
  });

  test("comes last, and dependents go first in whatever order", async () => {
    for (const order of [firstComeFirstServed, lastComeFirstServed]) {
      const stack = new Stack();
      await stack.run(policyOn(policy("a"), "r-root", "ou-a"));
      const { writes } = await stack.run(registerAll(policy("b")), { order });
      expect(writes[0]).toBe("create b");
      expect(writes.slice(1, 3).sort()).toEqual(["delete a:ou-a", "delete a:r-root"]);
      expect(writes[3]).toBe("delete a");
    }
  });
});

describe("a run that ends early", () => {
  test("keeps what it has written, and the next run writes the rest", async () => {
    const all = ["create a", "create b", "create c"];
    for (const crashAfter of [1, 2]) {
      const stack = new Stack();
      const program = registerAll(policy("a"), policy("b"), policy("c"));
      const crashed = await stack.run(program, { crashAfter });
      expect(crashed).toEqual({
        writes: all.slice(0, crashAfter),
        error: `crashed after ${crashAfter} writes`,
      });
      expect(await stack.run(program)).toEqual({ writes: all.slice(crashAfter), error: null });
      expect(stack.organization.policies.size).toBe(3);
    }
  });

  test("an error of AWS ends the run: nothing else is written or deleted", async () => {
    const stack = new Stack();
    await stack.run(registerAll(policy("a")));
    const { writes, error } = await stack.run(
      registerAll(attachment("b", "p-nothing", "r-root"), policy("c")),
    );
    expect(error).toBe("PolicyNotFoundException");
    expect(writes).toEqual([]);
    expect(stack.checkpoint.resources).toHaveLength(1);
  });

  test("a type without rules ends the run", async () => {
    const bucket = { ...policy("a"), type: "aws:s3/bucket:Bucket" };
    expect((await new Stack().run(registerAll(bucket))).error).toMatch(/no rules for.*aws:s3/);
  });

  test("the same URN twice ends the run", async () => {
    expect((await new Stack().run(registerAll(policy("a"), policy("a")))).error).toMatch(/duplicate/);
  });
});

test("a preview says what it would write, knows no new id, and changes nothing", async () => {
  const stack = new Stack();
  await stack.run(registerAll(policy("a"), policy("b")));
  const before = [...stack.organization.policies.values()];
  const ids: string[] = [];
  const program = async (deployment: Deployment) => {
    for (const registration of [policy("a", { content: '{"v":2}' }), policy("c")]) {
      ids.push((await deployment.register(registration)).id);
    }
  };
  const { writes } = await stack.run(program, { preview: true });
  expect(writes).toEqual(["update a", "create c", "delete b"]);
  expect(ids).toEqual([before[0]!.id, ""]);
  expect([...stack.organization.policies.values()]).toEqual(before);
});

test("a URN names the types of its parents, but not the stack's", () => {
  const stack = makeUrn("dev", "shop", "", stackType, "shop-dev");
  const component = makeUrn("dev", "shop", stack, "a:b:C", "c");
  expect(component).toBe("urn:pulumi:dev::shop::a:b:C::c");
  expect(makeUrn("dev", "shop", component, policyType, "p")).toBe(
    `urn:pulumi:dev::shop::a:b:C$${policyType}::p`,
  );
});
