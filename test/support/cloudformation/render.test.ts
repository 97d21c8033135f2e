import type { Template } from "../../../src/lockdown/template/template";
import { renderTemplate } from "./render";

const PLACE = { account: "444444444444", region: "eu-west-1", partition: "aws-cn" };

function templateOf(properties: object, condition?: object): Template {
  return {
    AWSTemplateFormatVersion: "2010-09-09",
    Description: "",
    Conditions: condition === undefined ? {} : { Here: condition },
    Resources: {
      Thing: {
        Type: "AWS::Test::Thing",
        ...(condition === undefined ? {} : { Condition: "Here" }),
        Properties: { ...properties },
      },
    },
  };
}

const rendered = (properties: object) => renderTemplate(templateOf(properties), PLACE)[0]!.properties;
const stands = (condition: object) => renderTemplate(templateOf({}, condition), PLACE).length === 1;
const isRegion = (region: string) => ({ "Fn::Equals": [{ Ref: "AWS::Region" }, region] });

it("pseudo parameters stand for the place", () => {
  const one = { "Fn::Sub": "arn:${AWS::Partition}:iam::${AWS::AccountId}:role/x" };
  expect(rendered({ Arn: [one], Region: { Ref: "AWS::Region" } })).toEqual({
    Arn: ["arn:aws-cn:iam::444444444444:role/x"],
    Region: "eu-west-1",
  });
});

it("what another resource knows is named", () => {
  expect(rendered({ A: { Ref: "Thing" }, B: { "Fn::GetAtt": ["Thing", "Arn"] } })).toEqual({
    A: "<Thing>",
    B: "<Thing.Arn>",
  });
});

it("a resource stands where its condition holds", () => {
  expect(stands(isRegion("eu-west-1"))).toBe(true);
  expect(stands(isRegion("us-east-1"))).toBe(false);
  expect(stands({ "Fn::Or": [isRegion("us-east-1"), isRegion("eu-west-1")] })).toBe(true);
  expect(stands({ "Fn::Or": [isRegion("us-east-1"), isRegion("us-east-2")] })).toBe(false);
});

it.each([
  { A: { "Fn::Join": ["", []] } },
  { A: { Ref: "Other" } },
  { A: { Ref: "AWS::StackName" } },
  { A: { "Fn::Sub": "${Other}" } },
  { A: { "Fn::GetAtt": ["Other", "Arn"] } },
])("%j is refused", (properties) => {
  expect(() => rendered(properties)).toThrow(/^no /);
});

it("a condition with one or eleven alternatives is refused, as CloudFormation does", () => {
  expect(() => stands({ "Fn::Or": [isRegion("eu-west-1")] })).toThrow("two to ten");
  expect(() => stands({ "Fn::Or": Array(11).fill(isRegion("eu-west-1")) })).toThrow("two to ten");
});
