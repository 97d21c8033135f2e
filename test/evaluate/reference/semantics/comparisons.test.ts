import { holds, rule } from "./support";

/** Whether one value of a request and one of a policy meet an operator. */
function meets(operator: string, found: string, wanted: string): boolean {
  return holds({ [operator]: { k: wanted } }, { k: found });
}

rule("string-equals-is-exact", () => {
  expect(meets("StringEquals", "Ana", "Ana")).toBe(true);
  expect(meets("StringEquals", "ana", "Ana")).toBe(false);
  expect(meets("StringEquals", "ana", "a*")).toBe(false);
  expect(meets("StringEquals", "a*", "a*")).toBe(true);
  expect(meets("StringNotEquals", "ana", "a*")).toBe(true);
});

rule("string-equals-ignore-case", () => {
  expect(meets("StringEqualsIgnoreCase", "aNa", "Ana")).toBe(true);
  expect(meets("StringEqualsIgnoreCase", "ana", "a*")).toBe(false);
  expect(meets("StringNotEqualsIgnoreCase", "aNa", "Ana")).toBe(false);
});

rule("string-like-takes-wildcards", () => {
  expect(meets("StringLike", "home/ana/x", "home/*/x")).toBe(true);
  expect(meets("StringLike", "ana", "a?a")).toBe(true);
  expect(meets("StringLike", "Ana", "a*")).toBe(false);
  expect(meets("StringLike", "xana", "a*")).toBe(false);
  expect(meets("StringNotLike", "ana", "a*")).toBe(false);
});

rule("numeric-comparisons", () => {
  const orders = { "-1.5": -1, "3": 0, "03.00": 0, "+3": 0, "3.0001": 1, "10": 1 };
  for (const [found, order] of Object.entries(orders)) {
    expect(meets("NumericEquals", found, "3")).toBe(order === 0);
    expect(meets("NumericNotEquals", found, "3")).toBe(order !== 0);
    expect(meets("NumericLessThan", found, "3")).toBe(order < 0);
    expect(meets("NumericLessThanEquals", found, "3")).toBe(order <= 0);
    expect(meets("NumericGreaterThan", found, "3")).toBe(order > 0);
    expect(meets("NumericGreaterThanEquals", found, "3")).toBe(order >= 0);
  }
});

rule("numbers-are-exact", () => {
  expect(meets("NumericEquals", "9007199254740993", "9007199254740992")).toBe(false);
  expect(meets("NumericGreaterThan", "0.30000000000000001", "0.3")).toBe(true);
});

rule("date-forms", () => {
  const same = [
    "2026-11-22T00:00:00Z",
    "2026-11-22",
    "2026-11-22T00:00Z",
    "2026-11-22T01:00:00+01:00",
    "2026-11-21T20:30:00.000-03:30",
    "1795305600",
  ];
  for (const found of same)
    expect([found, meets("DateEquals", found, "2026-11-22T00:00:00Z")]).toEqual([found, true]);
  expect(meets("DateEquals", "2026-11", "2026-11-01")).toBe(true);
  expect(meets("DateEquals", "2026", "2026-01-01")).toBe(true);
  expect(meets("DateGreaterThan", "2026-11-22T00:00:00.5Z", "2026-11-22T00:00:00Z")).toBe(true);
  expect(meets("DateLessThan", "2026-11-21T23:59:59Z", "2026-11-22T00:00:00Z")).toBe(true);
  expect(meets("DateGreaterThanEquals", "2026-11-22T00:00:00Z", "2026-11-22T00:00:00Z")).toBe(true);
  expect(meets("DateLessThanEquals", "2026-11-22T00:00:01Z", "2026-11-22T00:00:00Z")).toBe(false);
  expect(meets("DateNotEquals", "2026-11-22", "2026-11-23")).toBe(true);
  expect(meets("DateEquals", "0001-01-01", "0001-01-01T00:00:00Z")).toBe(true);
});

rule("four-digits-are-a-year", () => {
  expect(meets("DateGreaterThan", "2026", "1700000000")).toBe(true);
  expect(meets("DateLessThan", "02026", "1700000000")).toBe(true);
});

rule("values-that-do-not-parse", () => {
  const unreadable: Record<string, readonly string[]> = {
    Numeric: ["", "abc", "1e3", "0x10", "1.", ".5", "1,5", " 1", "NaN"],
    Date: [
      "",
      "yesterday",
      "2026-02-30",
      "2026-13-01",
      "2026-11-22T24:00:00Z",
      "2026-11-22T00:00:00",
      "2026-11-22 00:00:00Z",
      "2026-11-22T00:00:60Z",
      "2026-11-22T00:00:00+24:00",
    ],
  };
  for (const [family, values] of Object.entries(unreadable)) {
    for (const value of values) {
      for (const order of ["LessThan", "GreaterThan", "LessThanEquals", "GreaterThanEquals", "Equals"]) {
        expect([value, order, meets(`${family}${order}`, value, "5")]).toEqual([value, order, false]);
        expect([value, order, meets(`${family}${order}`, "5", value)]).toEqual([value, order, false]);
      }
      expect([value, meets(`${family}NotEquals`, value, "5")]).toEqual([value, true]);
      expect([value, meets(`${family}Equals`, value, value)]).toEqual([value, false]);
    }
  }
});

rule("bool-ignores-case", () => {
  expect(meets("Bool", "true", "true")).toBe(true);
  expect(meets("Bool", "True", "TRUE")).toBe(true);
  expect(meets("Bool", "false", "true")).toBe(false);
  expect(meets("Bool", "yes", "yes")).toBe(false);
  expect(meets("Bool", "1", "true")).toBe(false);
});

rule("binary-equals-compares-bytes", () => {
  expect(meets("BinaryEquals", "QmluYXJ5", "QmluYXJ5")).toBe(true);
  expect(meets("BinaryEquals", "YQ==", "YR==")).toBe(true);
  expect(meets("BinaryEquals", "QmluYXJ5", "qmluyxj5")).toBe(false);
  expect(meets("BinaryEquals", "not base64", "not base64")).toBe(false);
  expect(meets("BinaryEquals", "YQ", "YQ")).toBe(false);
});

rule("ip-ranges", () => {
  expect(meets("IpAddress", "203.0.113.77", "203.0.113.0/24")).toBe(true);
  expect(meets("IpAddress", "203.0.114.1", "203.0.113.0/24")).toBe(false);
  expect(meets("NotIpAddress", "203.0.114.1", "203.0.113.0/24")).toBe(true);
  expect(meets("IpAddress", "255.255.255.255", "0.0.0.0/0")).toBe(true);
  expect(meets("IpAddress", "2001:db8:1234:5678::9", "2001:DB8:1234:5678::/64")).toBe(true);
  expect(meets("IpAddress", "2001:db8:1234:5679::9", "2001:DB8:1234:5678::/64")).toBe(false);
  expect(meets("IpAddress", "::1", "0:0:0:0:0:0:0:1")).toBe(true);
});

rule("ip-without-prefix-is-one-address", () => {
  expect(meets("IpAddress", "203.0.113.1", "203.0.113.1")).toBe(true);
  expect(meets("IpAddress", "203.0.113.2", "203.0.113.1")).toBe(false);
  expect(meets("IpAddress", "2001:db8::2", "2001:db8::1")).toBe(false);
});

rule("ip-bits-after-the-prefix-mean-nothing", () => {
  expect(meets("IpAddress", "203.0.113.77", "203.0.113.5/24")).toBe(true);
});

rule("ip-versions-are-apart", () => {
  expect(meets("IpAddress", "203.0.113.1", "::/0")).toBe(false);
  expect(meets("NotIpAddress", "2001:db8::1", "0.0.0.0/0")).toBe(true);
  expect(meets("IpAddress", "::ffff:203.0.113.1", "203.0.113.0/24")).toBe(false);
  expect(meets("IpAddress", "::ffff:203.0.113.1", "::ffff:203.0.113.0/120")).toBe(true);
});

rule("ip-that-does-not-parse", () => {
  const unreadable = [
    "",
    "203.0.113",
    "203.0.113.256",
    "203.0.113.01",
    "1.2.3.4.5",
    "203.0.113.0/33",
    "203.0.113.0/",
    "203.0.113.0/-1",
    ":",
    ":::",
    "1::2::3",
    "1:2:3:4:5:6:7",
    "1:2:3:4:5:6:7:8:9",
    "::12345",
    "::1/129",
    "::1%eth0",
    "*",
    "::1.2.3",
  ];
  for (const value of unreadable) {
    expect([value, meets("IpAddress", "203.0.113.1", value)]).toEqual([value, false]);
    expect([value, meets("IpAddress", value, "0.0.0.0/0")]).toEqual([value, false]);
    expect([value, meets("IpAddress", value, "::/0")]).toEqual([value, false]);
    expect([value, meets("NotIpAddress", value, value)]).toEqual([value, true]);
  }
});

const FINANCE = "arn:aws:someservice:*:111122223333:finance/*";

rule("arn-is-compared-part-by-part", () => {
  expect(meets("ArnLike", "arn:aws:someservice:us-east-2:111122223333:finance/document.txt", FINANCE)).toBe(
    true,
  );
  const shifted = "arn:aws:someservice:us-east-2:999999999999:store/abc:111122223333:finance/document.txt";
  expect(meets("ArnLike", shifted, FINANCE)).toBe(false);
  expect(meets("StringLike", shifted, FINANCE)).toBe(true);
  expect(meets("ArnNotLike", shifted, FINANCE)).toBe(true);
  expect(meets("ArnLike", "arn:aws:iam::1:role/X", "arn:aws:iam::?:role/x")).toBe(false);
});

rule("arn-last-part-keeps-its-colons", () => {
  expect(meets("ArnLike", "arn:aws:sns:eu-west-1:1:topic:sub", "arn:aws:sns:*:*:topic*")).toBe(true);
  expect(meets("ArnLike", "arn:aws:sns:eu-west-1:1:topic:sub", "arn:aws:sns:*:*:topic:s?b")).toBe(true);
});

rule("arn-equals-takes-wildcards", () => {
  expect(meets("ArnEquals", "arn:aws:iam::1:role/x", "arn:aws:iam::*:role/*")).toBe(true);
  expect(meets("ArnNotEquals", "arn:aws:iam::1:role/x", "arn:aws:iam::*:role/*")).toBe(false);
});

rule("arn-with-fewer-than-six-parts", () => {
  for (const pattern of ["*", "arn:aws:s3*", "arn:aws:iam::*", ""]) {
    expect([pattern, meets("ArnLike", "arn:aws:s3:::bucket", pattern)]).toEqual([pattern, false]);
    expect([pattern, meets("ArnNotLike", "arn:aws:s3:::bucket", pattern)]).toEqual([pattern, true]);
  }
  expect(meets("ArnLike", "bucket", "*:*:*:*:*:*")).toBe(false);
});
