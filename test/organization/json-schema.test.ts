import Ajv from "ajv";
import fc from "fast-check";
import { parse, stringify } from "yaml";
import { organizationJsonSchema } from "../../src/organization/json-schema";
import { CATALOGUE, changed, DETECTIONS, GOOD, load, PERMISSION_SETS, validFile } from "./support";

const schema = organizationJsonSchema(CATALOGUE, PERMISSION_SETS, DETECTIONS);
const editor = new Ajv({ allErrors: true, strictTypes: false, formats: { email: true } }).compile(schema);

const accepts = (text: string) => load(text).intent !== null;

test("is a draft 7 schema that says what each key is for", () => {
  expect(schema).toMatchObject({ $schema: "http://json-schema.org/draft-07/schema#" });
  const silent: string[] = [];
  const visit = (node: unknown, path: string) => {
    if (typeof node !== "object" || node === null) return;
    for (const [key, member] of Object.entries((node as { properties?: object }).properties ?? {})) {
      if (!("description" in member) && !/^(most|kind|services|regions|hours)$/.test(key))
        silent.push(`${path}.${key}`);
    }
    for (const [key, member] of Object.entries(node)) visit(member, `${path}.${key}`);
  };
  visit(schema, "");
  expect(silent).toEqual([]);
});

test("an editor takes the good file, and every file that loading takes", () => {
  expect(editor(parse(GOOD))).toBe(true);
  fc.assert(
    fc.property(validFile, (data) => {
      expect(editor(data)).toBe(true);
    }),
    { numRuns: 150 },
  );
});

test.each([
  ["an organization id", "o-exampleorgid", "o-1"],
  ["an account id that is a number", '"111111111111"\n  reg', "111111111111\n  reg"],
  ["a Region", "[eu-west-1, us-east-1]", "[nowhere]"],
  ["no Regions", "[eu-west-1, us-east-1]", "[]"],
  ["a missing key", "  id: o-exampleorgid\n", ""],
  ["an unknown key", "home-region:", "homeregion: x\n  home-region:"],
  ["a section that nobody knows", "limits:", "weather: {}\nlimits:"],
  ["a deployer's need", "member-baseline", "baseline"],
  ["a principal with an account", '"role/ml-*"', '"arn:aws:iam::1:role/x"'],
  ["an unknown guardrail", "[deny-root-user,", "[deny-root-usr,"],
  ["an automatic guardrail", "[deny-root-user,", "[protect-exempt-principals,"],
  [
    "a guardrail without the parameters that it needs",
    "- deny-services: { services: [redshift] }",
    "- deny-services",
  ],
  ["a missing parameter", "{ services: [redshift] }", "{}"],
  ["an unknown parameter", "{ services: [redshift] }", "{ services: [s3], all: true }"],
  [
    "two guardrails in one element",
    "{ services: [redshift] }",
    "{ services: [s3] }\n      deny-root-user: {}",
  ],
  ["no guardrails at a target", "[deny-root-user, restrict-regions]", "[]"],
  ["an exception for nobody", '    principals: ["role/ml-*", root]\n', ""],
  ["an exception for two kinds", "    owner:", "    permission-set: x\n    owner:"],
  ["an end that is no date", "2027-01-31", "soon"],
  ["a negative limit", "loosened-targets: 2", "loosened-targets: -1"],
])("an editor and loading both refuse %s", (_, from, to) => {
  const text = changed(from, to);
  expect({ editor: editor(parse(text)), loading: accepts(text) }).toEqual({ editor: false, loading: false });
});

test("a parameter that a guardrail would silently drop is unknown to an editor, too", () => {
  const loose = CATALOGUE.map((guardrail) => ({ ...guardrail, parameters: guardrail.parameters.strip() }));
  const lax = new Ajv({ strictTypes: false, formats: { email: true } }).compile(
    organizationJsonSchema(loose, PERMISSION_SETS, DETECTIONS),
  );
  expect(lax(parse(GOOD))).toBe(true);
  expect(lax(parse(changed("{ services: [redshift] }", "{ services: [s3], all: true }")))).toBe(false);
});

test("what an editor refuses, loading refuses", () => {
  // Valid files with one value somewhere put in the place of another.
  const odd = fc.constantFrom<unknown>(
    "",
    "x",
    0,
    -1,
    1.5,
    true,
    null,
    [],
    {},
    ["x"],
    { x: "x" },
    "2027-01-31",
    "role/*",
    "Root",
  );
  let refused = 0;
  fc.assert(
    fc.property(validFile, fc.infiniteStream(fc.nat(7)), fc.nat(6), odd, (data, choices, depth, value) => {
      const file = replaceSomewhere(structuredClone(data), choices, depth, value);
      if (editor(file)) return;
      refused++;
      expect(accepts(stringify(file))).toBe(false);
    }),
    { numRuns: 200, seed: 1 },
  );
  expect(refused).toBeGreaterThan(80);
});

/** Walks down by the choices and replaces what it comes to. */
function replaceSomewhere(node: unknown, choices: Iterator<number>, depth: number, value: unknown): unknown {
  if (depth === 0 || typeof node !== "object" || node === null) return value;
  const keys = Object.keys(node);
  const key = keys[choices.next().value % Math.max(1, keys.length)];
  if (key === undefined) return value;
  const members = node as Record<string, unknown>;
  members[key] = replaceSomewhere(members[key], choices, depth - 1, value);
  return node;
}
