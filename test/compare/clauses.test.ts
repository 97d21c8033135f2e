import { type Clause, clauseHolds, phrase } from "../../src/compare/clauses";
import type { AccessRequest, ContextValue } from "../../src/evaluate/request";

const KEY = "aws:key";
const clause = (operator: string, values: string | string[], key = KEY): Clause => ({
  kind: "condition",
  operator,
  key,
  values,
  version: "2012-10-17",
});
const asked = (value: ContextValue | undefined): AccessRequest => ({
  action: "s3:GetObject",
  ...(value === undefined ? {} : { context: { [KEY]: value } }),
});

it.each<[string, string | string[], ContextValue | undefined, boolean, string]>([
  ["StringEquals", "a", "a", true, "aws:key is a"],
  ["StringEquals", ["a", "b"], "c", false, "aws:key is not one of a, b"],
  ["StringNotEquals", ["a", "b"], "c", true, "aws:key is not one of a, b"],
  ["StringNotEquals", ["a", "b"], "b", false, "aws:key is one of a, b"],
  ["StringNotEquals", "a", undefined, true, "aws:key is absent"],
  ["StringLike", "a*", "abc", true, "aws:key is like a*"],
  [
    "ArnNotLike",
    "arn:aws:iam::*:role/x",
    "arn:aws:iam::1:role/y",
    true,
    "aws:key is not like arn:aws:iam::*:role/x",
  ],
  ["NumericLessThan", "5", "7", false, "aws:key is not less than 5"],
  [
    "DateGreaterThanEquals",
    "2027-01-01T00:00:00Z",
    "2028-01-01T00:00:00Z",
    true,
    "aws:key is at or after 2027-01-01T00:00:00Z",
  ],
  ["IpAddress", "10.0.0.0/8", "10.1.1.1", true, "aws:key is in 10.0.0.0/8"],
  ["Bool", "true", "false", false, "aws:key is not true"],
  ["Null", "true", undefined, true, "aws:key is absent"],
  ["Null", "true", "x", false, "aws:key is present"],
  ["ForAllValues:StringEquals", ["a", "b"], ["a"], true, "each value of aws:key is one of a, b"],
  ["ForAllValues:StringEquals", "a", ["a", "b"], false, "a value of aws:key is not a"],
  ["ForAnyValue:StringEquals", "a", ["a", "b"], true, "a value of aws:key is a"],
  ["ForAnyValue:StringEquals", "a", ["b", "c"], false, "each value of aws:key is not a"],
  ["ForAnyValue:StringNotEquals", "a", ["a"], false, "each value of aws:key is a"],
])("%s %j against %j", (operator, values, value, holds, words) => {
  const one = clause(operator, values);
  expect(clauseHolds(one, asked(value), "SCP")).toBe(holds);
  expect(phrase(one, asked(value), "SCP")).toBe(words);
});

it("says of a resource whether it is like one of the patterns, whichever way the policy asks", () => {
  const request = { action: "s3:GetObject", resource: "arn:aws:s3:::a" };
  const resource = (patterns: string[], inside: boolean): Clause => ({
    kind: "resource",
    patterns,
    inside,
    version: "2012-10-17",
  });
  expect(phrase(resource(["arn:aws:s3:::a"], true), request, "SCP")).toBe(
    "the resource is like arn:aws:s3:::a",
  );
  expect(phrase(resource(["arn:aws:s3:::a"], false), request, "SCP")).toBe(
    "the resource is like arn:aws:s3:::a",
  );
  expect(phrase(resource(["arn:aws:s3:::b"], false), request, "SCP")).toBe(
    "the resource is not like arn:aws:s3:::b",
  );
});

it("counts what it does not list", () => {
  const many = clause("StringEquals", ["a", "b", "c", "d", "e", "f", "g", "h"]);
  expect(phrase(many, asked("a"), "SCP")).toBe("aws:key is one of a, b, c, d, e, f and 2 more");
});
