import { grammarFault } from "./policy-grammar";

const SCP = "SERVICE_CONTROL_POLICY";
const RCP = "RESOURCE_CONTROL_POLICY";
const DENY = { Effect: "Deny", Action: "s3:*", Resource: "*" };

const document = (statement: unknown, more: object = {}) =>
  JSON.stringify({ Version: "2012-10-17", Statement: statement, ...more });

test.each<[string, string, string]>([
  ["one statement without a list", SCP, document(DENY)],
  [
    "every element of an SCP",
    SCP,
    document([{ ...DENY, Sid: "One1", Condition: { Null: { "aws:x": true } } }], { Id: "x" }),
  ],
  [
    "an SCP that allows by NotAction and NotResource",
    SCP,
    document({ Effect: "Allow", NotAction: ["s3:*"], NotResource: "*" }),
  ],
  ["an RCP", RCP, document({ ...DENY, Principal: "*" })],
  ["a policy that is not written in the IAM language", "TAG_POLICY", '{"tags":{}}'],
  [
    "every operator of a management policy",
    "TAG_POLICY",
    JSON.stringify({
      tags: {
        Team: {
          "@@operators_allowed_for_child_policies": ["@@append", "@@none"],
          tag_key: { "@@assign": "Team" },
          tag_value: { "@@append": ["a"], "@@remove": ["b"] },
        },
      },
    }),
  ],
])("lets through %s", (_name, type, text) => {
  expect(grammarFault(type, text)).toBeUndefined();
});

test.each<[string, string, string]>([
  ["no JSON", SCP, "{"],
  ["no object", SCP, "[]"],
  ["another type's document", "S3_POLICY", '{"tags":{}}'],
  ["a second name at the top", "TAG_POLICY", '{"tags":{},"plans":{}}'],
  ["a value without an operator", "TAG_POLICY", '{"tags":{"Team":{"tag_key":"Team"}}}'],
  ["a name in two spellings", "TAG_POLICY", '{"tags":{"Team":{},"team":{}}}'],
  ["an unknown operator", "TAG_POLICY", '{"tags":{"Team":{"tag_key":{"@@set":"Team"}}}}'],
  ["an operator of lists with one value", "TAG_POLICY", '{"tags":{"Team":{"tag_value":{"@@append":"a"}}}}'],
  [
    "a value beside settings",
    "TAG_POLICY",
    '{"tags":{"Team":{"@@assign":"x","tag_key":{"@@assign":"Team"}}}}',
  ],
  ["an object as a value", "TAG_POLICY", '{"tags":{"Team":{"tag_key":{"@@assign":{}}}}}'],
  [
    "a control that lists no operator",
    "TAG_POLICY",
    '{"tags":{"@@operators_allowed_for_child_policies":["none"]}}',
  ],
  [
    "a list in an AI opt-out policy",
    "AISERVICES_OPT_OUT_POLICY",
    '{"services":{"lex":{"opt_out_policy":{"@@append":["optOut"]}}}}',
  ],
  ["no JSON in any type", "TAG_POLICY", "tags"],
  ["no version", SCP, JSON.stringify({ Statement: DENY })],
  ["the old version", SCP, document(DENY, { Version: "2008-10-17" })],
  ["an unknown element", SCP, document(DENY, { Statements: [] })],
  ["no statement", SCP, document([])],
  ["a statement that is none", SCP, document(["Deny"])],
  [
    "a Sid twice",
    SCP,
    document([
      { ...DENY, Sid: "A" },
      { ...DENY, Sid: "A" },
    ]),
  ],
  ["a Sid with a hyphen", SCP, document({ ...DENY, Sid: "deny-s3" })],
  ["an effect in the wrong case", SCP, document({ ...DENY, Effect: "deny" })],
  ["a principal in an SCP", SCP, document({ ...DENY, Principal: "*" })],
  ["no action", SCP, document({ Effect: "Deny", Resource: "*" })],
  ["both kinds of action", SCP, document({ ...DENY, NotAction: "s3:*" })],
  ["no resource", SCP, document({ Effect: "Deny", Action: "s3:*" })],
  ["an empty list of actions", SCP, document({ ...DENY, Action: [] })],
  ["an action that is no text", SCP, document({ ...DENY, Action: [1] })],
  ["a condition that is a list", SCP, document({ ...DENY, Condition: [] })],
  ["a condition operator without keys", SCP, document({ ...DENY, Condition: { Bool: "x" } })],
  ["a condition on an object", SCP, document({ ...DENY, Condition: { Bool: { "aws:x": {} } } })],
  ["an RCP that allows", RCP, document({ ...DENY, Effect: "Allow", Principal: "*" })],
  ["an RCP without a principal", RCP, document(DENY)],
  [
    "an RCP with NotAction",
    RCP,
    document({ Effect: "Deny", Principal: "*", NotAction: "s3:*", Resource: "*" }),
  ],
])("refuses %s", (_name, type, text) => {
  expect(grammarFault(type, text)).toEqual(expect.any(String));
});
