import { parsePreview } from "../../../src/review/pulumi-preview/document";
import { engineDocument } from "../../support/pulumi-preview";

const URN = "urn:pulumi:s::p::aws:organizations/policy:Policy::a";
const state = { urn: URN, custom: true, type: "aws:organizations/policy:Policy", inputs: {} };
const step = (rest: object = {}) => ({ op: "create", urn: URN, newState: state, ...rest });
const read = (document: unknown) =>
  parsePreview(typeof document === "string" ? document : JSON.stringify(document), "preview.json");
const messages = (document: unknown) => {
  const { preview, problems } = read(document);
  expect(preview).toBeNull();
  return problems.map(({ message, found }) => [message, found].filter(Boolean).join(": "));
};

test.each([
  ["create", 7, ["create"]],
  ["change", 9, ["same", "update", "create", "delete"]],
] as const)("the real engine's %s.json is read whole", (name, most, ops) => {
  const { preview, problems } = read(engineDocument(name));
  expect(problems).toEqual([]);
  expect(preview).toMatchObject({ stack: "sample", project: "sample" });
  expect(preview!.steps.length).toBeLessThanOrEqual(most);
  expect([...new Set(preview!.steps.map(({ op }) => op))]).toEqual(ops);
});

test("a preview in which nothing changes may have no steps at all", () => {
  expect(read({ changeSummary: { same: 40 }, duration: 1 }).preview).toEqual({
    stack: null,
    project: null,
    steps: [],
  });
  expect(read({ steps: null, changeSummary: { same: 40 } }).preview!.steps).toEqual([]);
});

test.each([
  ["", "the document is empty"],
  [" \n", "the document is empty"],
  ['{"steps": [', "cut short"],
  ["Previewing update (dev)\n{}", "the document is not JSON"],
  ['{"sequence":0,"timestamp":1}\n{"sequence":1,"timestamp":1}', "PULUMI_ENABLE_STREAMING_JSON_PREVIEW"],
  [[], "the document is no object"],
  [{}, "neither steps nor a changeSummary"],
  [{ version: 3, deployment: {} }, "pulumi stack export"],
  [{ manifest: {}, resourcePlans: {} }, "--save-plan"],
  [{ formatVersion: 1, policies: [] }, "--base"],
  [{ steps: [step({ op: "explode" })] }, "this is no preview that this version can read"],
  [{ steps: [step({ urn: "policy" })] }, "a URN"],
  [{ steps: [step({ newState: null })] }, "a step of create lacks the new state"],
  [{ steps: [step({ op: "delete" })] }, "a step of delete lacks the old state"],
  [{ steps: [step()], maybeCorrupt: true }, "maybeCorrupt"],
  [
    { steps: [step()], diagnostics: [{ severity: "error", message: "no such account\n" }] },
    "the preview failed: what it did not come to is not in the document: no such account",
  ],
  [{ steps: [step()], changeSummary: { create: 2 } }, "the summary counts 2 steps of create"],
  [
    { steps: [step(), step({ urn: URN.replace(":s::", ":t::") })] },
    "steps of more than one stack: urn:pulumi:s::p, urn:pulumi:t::p",
  ],
])("%j is refused: %s", (document, message) => {
  expect(messages(document).join("\n")).toContain(message);
});

test("warnings do not make a preview fail", () => {
  const document = { steps: [step()], diagnostics: [{ severity: "warning", message: "slow" }] };
  expect(read(document).problems).toEqual([]);
});

test("a damaged document reports a bounded number of problems, each at its place", () => {
  const { problems } = read({ steps: Array.from({ length: 100 }, () => ({ op: "create" })) });
  expect(problems).toHaveLength(20);
  expect(problems[0]).toMatchObject({ path: "steps[0].urn", place: { file: "preview.json" } });
});

test("a key named __proto__ stays a key", () => {
  const text = JSON.stringify({ steps: [step()] }).replace('"inputs":{}', '"inputs":{"__proto__":"x"}');
  expect(Object.keys(read(text).preview!.steps[0]!.newState!.inputs)).toEqual(["__proto__"]);
});
