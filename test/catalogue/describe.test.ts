import { z } from "zod";
import { catalogue } from "../../guardrails";
import { denyServices } from "../../guardrails/deny-services";
import { restrictRegions } from "../../guardrails/restrict-regions";
import { describeGuardrail, type GuardrailDescription } from "../../src/catalogue/describe";
import { describeParameters } from "../../src/catalogue/describe-parameters";
import { EXAMPLE_ORGANIZATION } from "../../src/catalogue/example-organization";
import { guardrailFrame } from "../../src/render/guardrail";

const described = (...args: Parameters<typeof describeGuardrail>): GuardrailDescription => {
  const found = describeGuardrail(...args);
  if ("problems" in found) throw new Error(JSON.stringify(found.problems));
  return found;
};

test.each(
  catalogue.flatMap((guardrail) =>
    describeParameters(guardrail, EXAMPLE_ORGANIZATION).map(
      (each) => [guardrail.id, each.name, each] as const,
    ),
  ),
)("%s says what %s is for", (_id, _name, { what, type }) => {
  expect(what).toMatch(/\S/);
  expect(what).not.toMatch(/\.$/);
  expect(type).not.toBe("anything");
});

test("parameters have their type, and their default or none", () => {
  const parameters = z.strictObject({
    names: z.array(z.string()).min(1).describe("names"),
    mode: z.enum(["a", "b"]).default("a"),
    modes: z.array(z.enum(["a", "b"])).optional(),
    days: z.int().min(1).max(30).default(7),
    most: z.int().max(5).optional(),
    on: z.boolean().default(false),
    either: z.union([z.string(), z.array(z.string())]).optional(),
    tags: z.record(z.string(), z.string()).optional(),
    regions: z.array(z.string()),
  });
  const defaults = ({ regions }: typeof EXAMPLE_ORGANIZATION) => ({ regions: [...regions] });
  const found = describeParameters({ parameters, defaults }, EXAMPLE_ORGANIZATION);
  expect(found.map(({ name, type, required, default: value }) => [name, type, required, value])).toEqual([
    ["names", "list of text", true, undefined],
    ["mode", "a or b", false, "a"],
    ["modes", "list of (a or b)", false, undefined],
    ["days", "number from 1 to 30", false, 7],
    ["most", "number, at most 5", false, undefined],
    ["on", "true or false", false, false],
    ["either", "text or list of text", false, undefined],
    ["tags", "map to text", false, undefined],
    ["regions", "list of text", false, EXAMPLE_ORGANIZATION.regions],
  ]);
  expect(found.at(-1)!.defaultFrom).toBe("organization.regions");
});

test("the policy is the organization's own, with its own parameters", () => {
  const own = { ...EXAMPLE_ORGANIZATION, regions: ["ap-south-1"] };
  expect(JSON.stringify(described(restrictRegions, own).policy)).toContain('"ap-south-1"');
  const { policy, values, characters } = described(denyServices, own, { services: ["sagemaker"] });
  expect(JSON.stringify(policy)).toContain('"sagemaker:*"');
  expect(values).toEqual({ services: ["sagemaker"] });
  expect(characters).toBe(JSON.stringify(policy).length);
});

test("parameters that the guardrail does not take are problems", () => {
  expect(describeGuardrail(denyServices, EXAMPLE_ORGANIZATION, { services: [] })).toMatchObject({
    problems: [{ path: "services" }],
  });
});

test("the frame has everything: parameters, policy, size, requests, references", () => {
  const frame = guardrailFrame(described(restrictRegions, EXAMPLE_ORGANIZATION), "in a test");
  for (const part of [
    "| `regions` | the Regions where everything is allowed | list of text | `organization.regions` |",
    "of 10,240 characters with",
    "in a test.",
    '"Sid": "RestrictRegions"',
    "| Denied | by | on | with |",
    "| Allowed | by | on | with |",
    "Supports [",
  ]) {
    expect(frame).toContain(part);
  }
});
