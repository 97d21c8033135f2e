import { applies, holds, rule } from "./support";

const ANA = { "aws:username": "ana" };

rule("variable-takes-the-value", () => {
  const Resource = "arn:aws:s3:::bucket/${aws:username}/*";
  expect(applies({ Resource }, { resource: "arn:aws:s3:::bucket/ana/x", context: ANA })).toBe(true);
  expect(applies({ Resource }, { resource: "arn:aws:s3:::bucket/bob/x", context: ANA })).toBe(false);
  expect(
    holds({ StringEquals: { k: "u-${AWS:UserName}-${aws:username}" } }, { ...ANA, k: "u-ana-ana" }),
  ).toBe(true);
  expect(holds({ StringNotEquals: { k: "${aws:username}" } }, { ...ANA, k: "ana" })).toBe(false);
});

rule("variables-need-the-newer-version", () => {
  const literal = { ...ANA, k: "${aws:username}" };
  expect(holds({ StringEquals: { k: "${aws:username}" } }, literal, "2008-10-17")).toBe(true);
  expect(holds({ StringEquals: { k: "${aws:username}" } }, literal)).toBe(false);
  const Resource = "arn:aws:s3:::${aws:username}";
  const request = { resource: Resource, context: ANA };
  expect(applies({ Resource }, request, "2008-10-17")).toBe(true);
  expect(applies({ Resource }, request)).toBe(false);
  expect(holds({ StringLike: { k: "${*}" } }, { k: "${anything}" }, "2008-10-17")).toBe(true);
});

rule("variables-need-a-version", () => {
  const Resource = "arn:aws:s3:::${aws:username}";
  expect(applies({ Resource }, { resource: "arn:aws:s3:::ana", context: ANA }, null)).toBe(false);
  expect(applies({ Resource }, { resource: Resource, context: ANA }, null)).toBe(true);
});

rule("variable-without-value", () => {
  expect(holds({ StringEquals: { k: "${aws:username}" } }, { k: "" })).toBe(false);
  expect(holds({ StringLike: { k: "*${aws:username}*" } }, { k: "x" })).toBe(false);
  expect(holds({ StringEquals: { k: ["${aws:username}", "x"] } }, { k: "x" })).toBe(true);
});

rule("variable-without-value-negated", () => {
  expect(holds({ StringNotEquals: { k: "${aws:PrincipalTag/Team}" } }, { k: "x" })).toBe(true);
  expect(holds({ StringNotLike: { k: "*${aws:PrincipalTag/Team}" } }, { k: "x" })).toBe(true);
  expect(holds({ ArnNotLike: { k: "arn:aws:iam::${aws:x}:role/r" } }, { k: "arn:aws:iam::1:role/r" })).toBe(
    true,
  );
});

rule("variable-without-value-in-a-resource", () => {
  const pattern = "arn:aws:s3:::*${aws:username}*";
  const request = { resource: "arn:aws:s3:::bucket" };
  expect(applies({ Resource: pattern }, request)).toBe(false);
  expect(applies({ Resource: [pattern, "*"] }, request)).toBe(true);
  expect(applies({ NotResource: pattern }, request)).toBe(true);
});

rule("variable-default", () => {
  const condition = { StringEquals: { k: "bucket-${aws:PrincipalTag/team, 'company-wide'}" } };
  expect(holds(condition, { k: "bucket-company-wide" })).toBe(true);
  expect(holds(condition, { k: "bucket-yellow", "aws:PrincipalTag/team": "yellow" })).toBe(true);
  expect(holds(condition, { k: "bucket-company-wide", "aws:PrincipalTag/team": "yellow" })).toBe(false);
  expect(holds({ StringEquals: { k: "${x,''}!" } }, { k: "!" })).toBe(true);
  expect(holds({ StringEquals: { k: "${x, 'a}b'}" } }, { k: "a}b" })).toBe(true);
  expect(holds({ StringLike: { k: "${x, '*'}" } }, { k: "anything" })).toBe(false);
});

rule("variable-escapes", () => {
  expect(holds({ StringLike: { k: "${*}${?}${$}*" } }, { k: "*?$ and more" })).toBe(true);
  expect(holds({ StringLike: { k: "${*}" } }, { k: "anything" })).toBe(false);
  expect(holds({ StringLike: { k: "${?}" } }, { k: "x" })).toBe(false);
  expect(holds({ StringEquals: { k: "${$}{aws:username}" } }, { ...ANA, k: "${aws:username}" })).toBe(true);
  expect(applies({ Resource: "arn:aws:s3:::${*}" }, { resource: "arn:aws:s3:::b" })).toBe(false);
});

rule("variable-value-has-no-wildcards", () => {
  expect(holds({ StringLike: { k: "${v}" } }, { v: "*", k: "anything" })).toBe(false);
  expect(holds({ StringLike: { k: "${v}*" } }, { v: "*", k: "*thing" })).toBe(true);
  expect(holds({ StringEquals: { k: "${v}" } }, { v: "${aws:username}", k: "${aws:username}" })).toBe(true);
});

rule("variable-of-several-values", () => {
  expect(holds({ StringEquals: { k: "${v}" } }, { v: ["a", "b"], k: "a" })).toBe(false);
  expect(holds({ StringEquals: { k: "${v}" } }, { v: ["a"], k: "a" })).toBe(true);
  expect(holds({ StringEquals: { k: "${v, 'c'}" } }, { v: ["a", "b"], k: "c" })).toBe(true);
});

rule("operators-that-know-variables", () => {
  expect(holds({ StringEqualsIgnoreCase: { k: "${v}" } }, { v: "A", k: "a" })).toBe(true);
  expect(holds({ ArnLike: { k: "arn:aws:iam::${v}:role/*" } }, { v: "1", k: "arn:aws:iam::1:role/x" })).toBe(
    true,
  );
  expect(holds({ Bool: { k: "${v}" } }, { v: "true", k: "true" })).toBe(true);
  expect(holds({ "ForAnyValue:StringEquals": { k: "${v}" } }, { v: "a", k: ["b", "a"] })).toBe(true);
});

rule("operators-that-know-no-variables", () => {
  expect(holds({ NumericEquals: { k: "${v}" } }, { v: "1", k: "1" })).toBe(false);
  expect(holds({ DateEquals: { k: "${v}" } }, { v: "2026-01-01", k: "2026-01-01" })).toBe(false);
  expect(holds({ IpAddress: { k: "${v}" } }, { v: "10.0.0.1", k: "10.0.0.1" })).toBe(false);
  expect(holds({ BinaryEquals: { k: "${v}" } }, { v: "YQ==", k: "YQ==" })).toBe(false);
  expect(holds({ Null: { k: "${v}" } }, { v: "true" })).toBe(false);
});

rule("variable-that-is-not-closed", () => {
  expect(holds({ StringEquals: { k: "${aws:username" } }, { ...ANA, k: "${aws:username" })).toBe(true);
  expect(holds({ StringEquals: { k: "$x{y}$" } }, { k: "$x{y}$" })).toBe(true);
});

rule("variable-of-no-known-form", () => {
  for (const text of ["${}", "${ }", "${a${aws:username}}", "${aws:username, ana}", "${x, 'a' }"]) {
    expect([text, holds({ StringLike: { k: `*${text}*` } }, { ...ANA, k: text })]).toEqual([text, false]);
  }
});
