import { holds, rule } from "./support";

rule("all-operators-and-keys-must-hold", () => {
  const condition = { StringEquals: { a: "1", b: "2" }, StringLike: { c: "3*" } };
  expect(holds(condition, { a: "1", b: "2", c: "33" })).toBe(true);
  expect(holds(condition, { a: "1", b: "x", c: "33" })).toBe(false);
  expect(holds(condition, { a: "1", b: "2", c: "x" })).toBe(false);
});

rule("one-value-is-enough", () => {
  expect(holds({ StringEquals: { k: ["a", "b"] } }, { k: "b" })).toBe(true);
  expect(holds({ StringEquals: { k: ["a", "b"] } }, { k: "c" })).toBe(false);
});

rule("negated-operator-matches-no-value", () => {
  expect(holds({ StringNotEquals: { k: ["a", "b"] } }, { k: "b" })).toBe(false);
  expect(holds({ StringNotEquals: { k: ["a", "b"] } }, { k: "c" })).toBe(true);
  expect(
    holds(
      { ArnNotLike: { k: ["arn:aws:iam::*:role/a", "arn:aws:iam::*:role/b"] } },
      { k: "arn:aws:iam::1:role/b" },
    ),
  ).toBe(false);
});

rule("absent-key-fails", () => {
  for (const operator of [
    "StringEquals",
    "StringLike",
    "NumericEquals",
    "NumericLessThan",
    "DateEquals",
    "DateGreaterThan",
    "Bool",
    "BinaryEquals",
    "IpAddress",
    "ArnLike",
    "ArnEquals",
  ]) {
    expect([operator, holds({ [operator]: { k: "*" } })]).toEqual([operator, false]);
  }
});

rule("absent-key-meets-a-negated-operator", () => {
  for (const operator of [
    "StringNotEquals",
    "StringNotEqualsIgnoreCase",
    "StringNotLike",
    "NumericNotEquals",
    "DateNotEquals",
    "NotIpAddress",
    "ArnNotEquals",
    "ArnNotLike",
  ]) {
    expect([operator, holds({ [operator]: { k: "*" } })]).toEqual([operator, true]);
  }
});

rule("if-exists", () => {
  for (const operator of [
    "StringEquals",
    "StringNotEquals",
    "NumericLessThan",
    "DateLessThan",
    "Bool",
    "BinaryEquals",
    "IpAddress",
    "ArnLike",
    "ArnNotLike",
  ]) {
    expect([operator, holds({ [`${operator}IfExists`]: { k: "x" } })]).toEqual([operator, true]);
  }
  expect(holds({ StringEqualsIfExists: { k: "x" } }, { k: "y" })).toBe(false);
  expect(holds({ StringEqualsIfExists: { k: "x" } }, { k: "x" })).toBe(true);
  expect(holds({ StringNotEqualsIfExists: { k: "x" } }, { k: "x" })).toBe(false);
});

rule("null-asks-for-absence", () => {
  expect(holds({ Null: { k: "true" } })).toBe(true);
  expect(holds({ Null: { k: "true" } }, { k: "v" })).toBe(false);
  expect(holds({ Null: { k: "false" } })).toBe(false);
  expect(holds({ Null: { k: false } }, { k: "v" })).toBe(true);
  expect(holds({ Null: { k: ["true", "false"] } }, { k: "v" })).toBe(true);
  expect(holds({ Null: { k: "maybe" } })).toBe(false);
});

rule("null-behind-a-set-operator", () => {
  for (const value of ["true", "false"]) {
    expect(holds({ "ForAllValues:Null": { k: value } })).toBe(true);
    expect(holds({ "ForAllValues:Null": { k: value } }, { k: "v" })).toBe(true);
    expect(holds({ "ForAnyValue:Null": { k: value } })).toBe(false);
    expect(holds({ "ForAnyValue:Null": { k: value } }, { k: "v" })).toBe(false);
  }
});

rule("for-all-values", () => {
  const condition = { "ForAllValues:StringEquals": { k: ["a", "b"] } };
  expect(holds(condition, { k: ["a", "b"] })).toBe(true);
  expect(holds(condition, { k: "a" })).toBe(true);
  expect(holds(condition, { k: ["a", "c"] })).toBe(false);
  expect(holds(condition)).toBe(true);
});

rule("for-any-value", () => {
  const condition = { "ForAnyValue:StringLike": { k: ["a*", "b*"] } };
  expect(holds(condition, { k: ["x", "bb"] })).toBe(true);
  expect(holds(condition, { k: ["x", "y"] })).toBe(false);
  expect(holds(condition)).toBe(false);
});

rule("set-operators-negated", () => {
  const all = { "ForAllValues:StringNotEquals": { k: ["a", "b"] } };
  expect(holds(all, { k: ["c", "d"] })).toBe(true);
  expect(holds(all, { k: ["c", "a"] })).toBe(false);
  expect(holds(all)).toBe(true);
  const any = { "ForAnyValue:StringNotEquals": { k: ["a", "b"] } };
  expect(holds(any, { k: ["a", "c"] })).toBe(true);
  expect(holds(any, { k: ["a", "b"] })).toBe(false);
  expect(holds(any)).toBe(false);
});

rule("set-operators-ignore-if-exists", () => {
  expect(holds({ "ForAllValues:StringEqualsIfExists": { k: "a" } })).toBe(true);
  expect(holds({ "ForAnyValue:StringEqualsIfExists": { k: "a" } })).toBe(false);
  expect(holds({ "ForAnyValue:StringNotEqualsIfExists": { k: "a" } })).toBe(false);
  expect(holds({ "ForAnyValue:StringEqualsIfExists": { k: "a" } }, { k: ["a", "b"] })).toBe(true);
});

rule("empty-text-is-no-set", () => {
  expect(holds({ "ForAllValues:StringEquals": { k: "a" } }, { k: "" })).toBe(true);
  expect(holds({ "ForAnyValue:StringEquals": { k: "" } }, { k: "" })).toBe(false);
  expect(holds({ "ForAnyValue:StringNotEquals": { k: "a" } }, { k: [""] })).toBe(false);
  expect(holds({ "ForAllValues:StringEquals": { k: "a" } }, { k: ["", "b"] })).toBe(false);
});

rule("several-values-without-a-set-operator", () => {
  expect(holds({ StringEquals: { k: "a" } }, { k: ["a", "b"] })).toBe(true);
  expect(holds({ StringEquals: { k: "c" } }, { k: ["a", "b"] })).toBe(false);
  expect(holds({ StringNotEquals: { k: "a" } }, { k: ["a", "b"] })).toBe(false);
  expect(holds({ StringNotEquals: { k: "c" } }, { k: ["a", "b"] })).toBe(true);
});

rule("empty-value-list", () => {
  expect(holds({ StringEquals: { k: [] } }, { k: "a" })).toBe(false);
  expect(holds({ StringEquals: { k: [] } })).toBe(false);
  expect(holds({ StringEqualsIfExists: { k: [] } })).toBe(true);
  expect(holds({ StringEqualsIfExists: { k: [] } }, { k: "a" })).toBe(false);
  expect(holds({ "ForAllValues:StringEquals": { k: [] } })).toBe(true);
  expect(holds({ "ForAllValues:StringEquals": { k: [] } }, { k: "a" })).toBe(false);
  expect(holds({ "ForAnyValue:StringEquals": { k: [] } }, { k: "a" })).toBe(false);
  expect(holds({ Null: { k: [] } })).toBe(false);
});

rule("empty-value-list-negated", () => {
  expect(holds({ StringNotEquals: { k: [] } }, { k: "a" })).toBe(true);
  expect(holds({ StringNotEquals: { k: [] } })).toBe(true);
});

rule("empty-condition", () => {
  expect(holds({})).toBe(true);
  expect(holds({ StringEquals: {} })).toBe(true);
});

rule("operator-name-ignores-case", () => {
  expect(holds({ stringequals: { k: "a" } }, { k: "a" })).toBe(true);
  expect(holds({ "FORANYVALUE:stringLIKEifexists": { k: "a*" } }, { k: "ab" })).toBe(true);
  expect(holds({ NULL: { k: "true" } })).toBe(true);
});

rule("same-operator-or-key-in-two-casings", () => {
  expect(holds({ StringEquals: { k: "a" }, stringequals: { k: "b" } }, { k: "a" })).toBe(false);
  expect(holds({ StringLike: { k: "a*", K: "*b" } }, { k: "ab" })).toBe(true);
  expect(holds({ StringLike: { k: "a*", K: "*b" } }, { k: "a" })).toBe(false);
});

rule("json-numbers-and-booleans-are-text", () => {
  expect(holds({ StringEquals: { k: 5 } }, { k: "5" })).toBe(true);
  expect(holds({ NumericLessThan: { k: 5.5 } }, { k: "5.4" })).toBe(true);
  expect(holds({ Bool: { k: false } }, { k: "false" })).toBe(true);
  expect(holds({ StringEquals: { k: [true, 1] } }, { k: "1" })).toBe(true);
});
