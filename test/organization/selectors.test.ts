import type { Assertion, Exception, GuardrailTarget, Intent } from "../../src/organization/intent";
import { selectorTagKeys } from "../../src/organization/selectors";

const place = { file: "organization.yaml", line: 1, column: 1 };
const target = (text: string): GuardrailTarget => ({ target: text, place, guardrails: [] });
const exception = (...on: string[]) => ({ on }) as unknown as Exception;
const assertion = (...on: string[]) => ({ on }) as unknown as Assertion;
const keys = (guardrails: GuardrailTarget[], exceptions: Exception[], assertions: Assertion[] = []) =>
  selectorTagKeys({ guardrails, exceptions, assertions } as unknown as Intent);

test("the keys of all selectors, once each, sorted", () => {
  const guardrails = [target("tag:stage=prod"), target("Workloads"), target("tag:stage=test")];
  const found = keys(guardrails, [exception("tag:owner=a=b", "shop")], [assertion("tag:data=cards")]);
  expect(found).toEqual(["data", "owner", "stage"]);
});

test("no selectors, no keys", () => {
  expect(keys([target("Root"), target("a tag:x=y")], [exception("shop")])).toEqual([]);
});
