import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { detectionsSchema } from "../../src/detections/schema";

const page = readFileSync(join(__dirname, "..", "..", "docs", "detections.md"), "utf8");

test("the example of the page is what the schema takes", () => {
  const [, yaml] = /```yaml\n([\s\S]*?)```/.exec(page)!;
  const { notify, regions, disable } = detectionsSchema.parse(parse(yaml!).detections);
  expect(notify.map(({ from }) => from)).toEqual(["high", "low"]);
  expect(regions).toEqual(["eu-west-2"]);
  expect(disable.map(({ detection }) => detection)).toEqual(["notice-iam-policy-change"]);
});

test("high and above is told when nothing is said", () => {
  expect(detectionsSchema.parse({ notify: [{ email: "security@example.com" }] })).toEqual({
    notify: [{ email: "security@example.com", from: "high" }],
    regions: [],
    disable: [],
  });
});

test.each([
  ["nobody to tell", { notify: [] }],
  ["no address", { notify: [{ email: "security" }] }],
  [
    "both ways at once",
    {
      notify: [
        { email: "a@example.com", chat: "arn:aws:chatbot::222222222222:chat-configuration/slack-channel/a" },
      ],
    },
  ],
  [
    "a reason left out",
    { notify: [{ email: "a@example.com" }], disable: [{ detection: "notice-root-activity" }] },
  ],
  [
    "a guardrail",
    { notify: [{ email: "a@example.com" }], disable: [{ detection: "deny-root-user", reason: "x" }] },
  ],
  ["no Region", { notify: [{ email: "a@example.com" }], regions: ["Ireland"] }],
])("refuses %s", (_, config) => {
  expect(detectionsSchema.safeParse(config).success).toBe(false);
});
