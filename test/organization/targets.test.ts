import { type LockedTargets, resolveTarget, suggestTarget } from "../../src/organization/resolve-target";
import { checkTargets } from "../../src/organization/targets";
import { buildTree } from "../../src/organization/tree";
import { account, ou, ROOT, snapshotOf } from "./snapshots";
import { GOOD, load } from "./support";

const TREE = buildTree(
  snapshotOf(
    [
      { id: ou(1), name: "Workloads", parent: ROOT },
      { id: ou(2), name: "Production", parent: ou(1) },
      { id: ou(3), name: "A/B", parent: ROOT },
      { id: ou(4), name: "A", parent: ROOT },
      { id: ou(5), name: "B", parent: ou(4) },
      { id: ou(6), name: "Sandbox", parent: ROOT },
      { id: ou(7), name: "x/y", parent: ROOT },
    ],
    [
      { id: account(1), name: "management", parent: ROOT },
      { id: account(2), name: "shop", parent: ou(2), tags: { stage: "prod", "a:b": "c=d", __proto__x: "1" } },
      { id: account(3), name: "lab", parent: ou(6), state: "SUSPENDED", tags: { stage: "prod" } },
      { id: account(4), name: "Sandbox", parent: ou(6) },
      { id: account(5), name: "twin", parent: ou(6) },
      { id: account(6), name: "twin", parent: ou(2) },
      { id: account(7), name: account(2), parent: ou(6) },
      { id: account(8), name: account(99), parent: ou(6) },
      { id: account(9), name: "tag:x=y", parent: ou(6) },
      { id: account(10), name: "r-studio", parent: ou(6) },
    ],
  ),
);

describe("what a target means", () => {
  test.each([
    ["Root", [ROOT]],
    ["Workloads", [ou(1)]],
    ["Workloads/Production", [ou(2)]],
    ["shop", [account(2)]],
    ["Workloads/Production/shop", [account(2)]],
    ["r-studio", [account(10)]],
    ["x/y", [ou(7)]],
    [ROOT, [ROOT]],
    [ou(3), [ou(3)]],
    ["tag:stage=prod", [account(3), account(2)]],
    ["tag:a:b=c=d", [account(2)]],
  ])("%s", (text, nodes) => {
    expect(resolveTarget(TREE, text)).toEqual({ nodes });
  });

  test("an id is an id, whatever other accounts are called", () => {
    expect(resolveTarget(TREE, account(2))).toEqual({ nodes: [account(2)] });
    expect(resolveTarget(TREE, account(99))).toMatchObject({ failure: { code: "unknown-target" } });
    expect(resolveTarget(TREE, "tag:x=y")).toMatchObject({ failure: { code: "empty-selector" } });
  });
});

describe("what has no meaning, or two", () => {
  test.each([
    ["Workload", "unknown-target", "Workloads"],
    ["workloads", "unknown-target", "Workloads"],
    ["Production", "unknown-target", "Workloads/Production"],
    ["Root/Workloads", "unknown-target", "Workloads"],
    ["/Workloads/Production/", "unknown-target", "Workloads/Production"],
    ["shpo", "unknown-target", "shop"],
    ["somewhere-else-entirely", "unknown-target", undefined],
    ["", "unknown-target", undefined],
    ["ou-ab12-99999999", "unknown-target", undefined],
    ["constructor", "unknown-target", undefined],
    ["Sandbox", "ambiguous-target", undefined],
    ["A/B", "ambiguous-target", undefined],
    ["twin", "ambiguous-target", undefined],
    ["tag:stage=test", "empty-selector", undefined],
    ["tag:Stage=prod", "empty-selector", undefined],
    ["tag:toString=x", "empty-selector", undefined],
    ["tag:stage", "bad-selector", undefined],
    ["tag:=prod", "bad-selector", undefined],
  ])("%j: %s", (text, code, near) => {
    expect(resolveTarget(TREE, text)).toMatchObject({ failure: { code } });
    if (code === "unknown-target") expect(suggestTarget(TREE, text)).toBe(near);
  });

  test("an ambiguous name tells the ids to choose from", () => {
    expect(resolveTarget(TREE, "Sandbox")).toMatchObject({
      failure: {
        message: `"Sandbox" means 2 things: unit ${ou(6)}, account ${account(4)}`,
        fix: `write the id of the one that is meant: ${ou(6)} or ${account(4)}`,
      },
    });
  });

  test("a unit that takes the root's name", () => {
    const tree = buildTree(snapshotOf([{ id: ou(1), name: "Root", parent: ROOT }], []));
    expect(resolveTarget(tree, "Root")).toMatchObject({ failure: { code: "ambiguous-target" } });
    expect(resolveTarget(tree, ROOT)).toEqual({ nodes: [ROOT] });
  });

  test("a name of thousands lists a few", () => {
    const accounts = Array.from({ length: 5000 }, (_, index) => ({
      id: account(index),
      name: "same",
      parent: ROOT,
    }));
    const result = resolveTarget(buildTree(snapshotOf([], accounts)), "same");
    expect("failure" in result && result.failure.message.length).toBeLessThan(200);
  });
});

describe("names that the lock knows", () => {
  const locked: LockedTargets = { Labs: ou(6), Workloads: ou(6), Gone: ou(98) };

  test("a name that is gone means what it meant", () => {
    expect(resolveTarget(TREE, "Labs", locked)).toEqual({ nodes: [ou(6)], renamed: true });
  });

  test("a name that is there means what it says", () => {
    expect(resolveTarget(TREE, "Workloads", locked)).toEqual({ nodes: [ou(1)] });
  });

  test("an id that is gone, too, helps nobody, and nothing is inherited", () => {
    expect(resolveTarget(TREE, "Gone", locked)).toMatchObject({ failure: { code: "unknown-target" } });
    expect(resolveTarget(TREE, "toString", locked)).toMatchObject({ failure: { code: "unknown-target" } });
  });
});

describe("the names in organization.yaml", () => {
  const check = (text: string, locked?: LockedTargets) => {
    const { intent, problems } = load(text);
    expect(problems).toEqual([]);
    return checkTargets(intent!, TREE, locked).map(({ severity, code, path, place }) => [
      severity,
      code,
      path,
      place && `${place.line}:${place.column}`,
    ]);
  };
  const base = GOOD.replace("111111111111", account(1))
    .replace("security: audit", "security: shop")
    .replace("222222222222", account(2))
    .replace("Workloads/Sandbox", "Workloads")
    .replace("data-science-prod", "shop");
  const edited = (from: string, to: string) => {
    expect(base).toContain(from);
    return base.replace(from, to);
  };

  test("all known: nothing to say", () => {
    expect(check(base)).toEqual([]);
  });

  test("each unknown one, at its place", () => {
    const text = edited("  Workloads:", "  Worklods:")
      .replace("on: shop", "on: [shop, shpo]")
      .replace("security: shop", "security: audit");
    expect(check(text)).toEqual([
      ["error", "unknown-target", "guardrails.Worklods", "20:3"],
      ["error", "unknown-target", "exceptions[0].on[1]", "23:5"],
      ["error", "unknown-target", "accounts.security", "8:13"],
    ]);
  });

  test("an unknown one tells the nearest", () => {
    const { intent } = load(edited("  Workloads:", "  Worklods:"));
    expect(checkTargets(intent!, TREE)).toMatchObject([{ found: "Worklods", nearest: "Workloads" }]);
  });

  test("the management account: no SCP or RCP binds it, but other policies reach it", () => {
    const text = edited("  Workloads:", "  management:");
    expect(check(text)).toEqual([["warning", "management-account-target", "guardrails.management", "20:3"]]);
    const { intent } = load(text);
    const ids = intent!.guardrails.flatMap(({ guardrails }) => guardrails.map(({ id }) => id));
    const types = (type: string) => ids.map((id) => ({ id, type }));
    expect(checkTargets(intent!, TREE, {}, types("S3_POLICY"))).toEqual([]);
    expect(checkTargets(intent!, TREE, {}, types("RESOURCE_CONTROL_POLICY"))).toHaveLength(1);
  });

  test("accounts in which nobody works any more", () => {
    const text = edited("  Workloads:", "  lab:")
      .replace("on: shop", "on: lab")
      .replace("security: shop", "security: lab");
    expect(check(text)).toEqual([
      ["warning", "inactive-account", "guardrails.lab", "20:3"],
      ["warning", "inactive-account", "exceptions[0].on[0]", "23:5"],
      ["warning", "inactive-account", "accounts.security", "8:13"],
    ]);
  });

  test("a duty is for one account, not for a unit or for several", () => {
    expect(check(edited("security: shop", "security: Workloads"))).toEqual([
      ["error", "not-an-account", "accounts.security", "8:13"],
    ]);
    expect(check(edited("security: shop", "security: tag:stage=prod"))).toEqual([
      ["error", "not-an-account", "accounts.security", "8:13"],
    ]);
  });

  test("a renamed unit keeps its guardrails, and the file is to follow", () => {
    expect(check(edited("  Workloads:", "  Labs:"), { Labs: ou(6) })).toEqual([
      ["warning", "target-renamed", "guardrails.Labs", "20:3"],
    ]);
  });

  test("a renamed account keeps its duty", () => {
    expect(check(edited("security: shop", "security: audit"), { audit: account(2) })).toEqual([
      ["warning", "target-renamed", "accounts.security", "8:13"],
    ]);
  });

  test("a name that has gone over to another unit is told", () => {
    expect(check(base, { Workloads: ou(6) })).toEqual([
      ["warning", "target-reused", "guardrails.Workloads", "20:3"],
    ]);
    expect(check(base, { Workloads: ou(1), Root: "r-gone" })).toEqual([]);
  });
});
