import { catalogue } from "../../guardrails";
import { makePlan } from "../../src/plan/make-plan";
import { shortTypeName } from "../../src/policy/type-names";
import { POLICY_TYPES } from "../../src/policy/types";
import { renderPlan } from "../../src/render/plan/text";
import { PLAIN } from "../../src/render/style";
import { smallIntent, smallSnapshot } from "../support/organizations";

it("shows the types of policies where a target has several, and their slots by short names", () => {
  const snapshot = { ...smallSnapshot(), policyTypes: [...POLICY_TYPES].sort() };
  const intent = smallIntent({
    Root: ["deny-root-user"],
    Prod: ["deny-serial-console", "require-imds-defaults", "deny-ai-training-use"],
  });
  const { plan, moves } = makePlan({ intent, snapshot, lock: null, catalogue, now: 0 });
  const text = renderPlan({ plan: plan!, moves, lock: null, style: PLAIN });
  const section = (path: string) =>
    text.split("\n").slice(text.split("\n").findIndex((line) => line.startsWith(path)));
  expect(section("Prod").slice(1, 6)).toEqual([
    "  + create+attach guardrail-deny-ai-training-use   AI opt-out     221 characters,  2,279 left  deny-ai-training-use",
    "  + create+attach guardrail-deny-serial-console    EC2            131 characters,  9,869 left  deny-serial-console",
    "  + create+attach guardrail-require-imds-defaults  EC2            240 characters,  9,760 left  require-imds-defaults",
    "    AI opt-out slots: 1 of 5 used, 1 kept for changes, 3 free",
    "    EC2 slots: 2 of 10 used, 1 kept for changes, 7 free",
  ]);
  expect(section("Root")[1]).toMatch(/guardrail-deny-root-user {2,}\d/);
});

it("has a short name for every type, and AWS's own for one that is not known", () => {
  const names = POLICY_TYPES.map(shortTypeName);
  expect(new Set(names).size).toBe(POLICY_TYPES.length);
  expect(shortTypeName("A_TYPE_OF_NEXT_YEAR")).toBe("A_TYPE_OF_NEXT_YEAR");
});
