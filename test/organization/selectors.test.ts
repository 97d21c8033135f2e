import type { Exception, GuardrailTarget, Intent } from "../../src/organization/intent";
import { selectorTagKeys } from "../../src/organization/selectors";

const place = { file: "organization.yaml", line: 1, column: 1 };
const target = (text: string): GuardrailTarget => ({ target: text, place, guardrails: [] });
const exception = (...on: string[]) => ({ on }) as unknown as Exception;
const keys = (guardrails: GuardrailTarget[], exceptions: Exception[]) =>
  selectorTagKeys({ guardrails, exceptions } as unknown as Intent);

test("the keys of all selectors, once each, sorted", () => {
  const guardrails = [target("tag:stage=prod"), target("Workloads"), target("tag:stage=test")];
  expect(keys(guardrails, [exception("tag:owner=a=b", "shop")])).toEqual(["owner", "stage"]);
});

test("no selectors, no keys", () => {
  expect(keys([target("Root"), target("a tag:x=y")], [exception("shop")])).toEqual([]);
});
