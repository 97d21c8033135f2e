import { actionInfo } from "../../src/aws-data/actions";
import type { LevelDocuments } from "../../src/evaluate/request";
import { DANGEROUS_ACTIONS } from "../../src/identity/dangerous";
import { ESCALATION_PATHS, escalations } from "../../src/identity/escalation";
import type { PolicyDocument, Statement } from "../../src/policy/document";

const policy = (...Statement: Statement[]): PolicyDocument => ({ Version: "2012-10-17", Statement });
const allow = (Action: string | string[], rest: Partial<Statement> = {}): Statement => ({
  Effect: "Allow",
  Action,
  Resource: "*",
  ...rest,
});
const of = (...levels: LevelDocuments) => escalations(levels);

test("every way has a name of its own, and consists of actions that there are", () => {
  const ids = ESCALATION_PATHS.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  const actions = [...ESCALATION_PATHS.flatMap((path) => path.actions), ...DANGEROUS_ACTIONS];
  expect(actions.filter((action) => actionInfo(action)?.action !== action)).toEqual([]);
});

test("whatever leads to more rights is dangerous by name", () => {
  const leading = new Set(ESCALATION_PATHS.flatMap(({ actions }) => actions));
  expect([...leading].filter((action) => !DANGEROUS_ACTIONS.includes(action))).toEqual([]);
  expect(DANGEROUS_ACTIONS).toEqual([...new Set(DANGEROUS_ACTIONS)].sort());
});

describe("a way is open", () => {
  test("where all of its actions are allowed, if only for some requests", () => {
    expect(of([policy(allow("iam:PassRole"))])).toEqual([]);
    const somewhere = allow("iam:PassRole", { Resource: "arn:aws:iam::*:role/x" });
    expect(of([policy(somewhere, allow("ec2:RunInstances"))])).toEqual(["pass-role-to-ec2"]);
    expect(of([policy(allow("*"))])).toEqual(ESCALATION_PATHS.map(({ id }) => id));
  });

  test("and not where a deny, a boundary or a level above takes one of them away", () => {
    const both = policy(allow(["iam:PassRole", "lambda:CreateFunction"]));
    const deny = (Action: string): Statement => ({ Effect: "Deny", Action, Resource: "*" });
    expect(of([both])).toEqual(["pass-role-to-lambda"]);
    expect(of([both, policy(deny("iam:Pass*"))])).toEqual([]);
    expect(of([both], [policy(allow("lambda:*"))])).toEqual([]);
    expect(of([both], [policy(allow("*"), deny("lambda:CreateFunction"))])).toEqual([]);
  });

  test("where a condition can be met, and not where none of its requests can be", () => {
    const inRegion = { Condition: { StringEquals: { "aws:RequestedRegion": "eu-west-1" } } };
    const elsewhere: Statement = {
      ...allow("*"),
      Effect: "Deny",
      Condition: { StringEquals: { "aws:RequestedRegion": "eu-west-1" } },
    };
    expect(of([policy(allow("lambda:UpdateFunctionCode", inRegion))])).toEqual(["lambda:UpdateFunctionCode"]);
    expect(of([policy(allow("lambda:UpdateFunctionCode", inRegion), elsewhere)])).toEqual([]);
  });
});
