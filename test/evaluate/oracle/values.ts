import type { Comparison } from "../../../src/policy/operators";

/** What operators of one family compare: values as requests give them and as policies want them. */
export interface Family {
  /** The condition key that holds such values. */
  readonly key: string;
  readonly found: readonly string[];
  readonly wanted: readonly string[];
}

const STRINGS: Family = {
  key: "aws:RequestTag/text",
  found: ["a", "A", "ab", "abc", "b", "team-1", "a/b", "", "*", "a.c"],
  wanted: [
    "a",
    "A",
    "ab",
    "abc",
    "b",
    "",
    "*",
    "a*",
    "*b",
    "?",
    "a?c",
    "TEAM-?",
    "a.c",
    "${aws:userid}",
    "${aws:userid}-1",
    "x${aws:username}",
    "${aws:username, 'ab'}",
    "${*}",
    "a${?}c",
  ],
};

const NUMBERS = ["1", "2", "2.0", "10", "-3", "0.25", "+2", "abc"];
const DATES = [
  "2026-01-01",
  "2026-01-01T00:00:00Z",
  "2026-01-01T01:00:00+01:00",
  "2026-06-30T12:00:00.500Z",
  "2025-12",
  "yesterday",
];
const BYTES = ["YQ==", "Yg==", "YWI=", "AAECAw=="];

const FAMILIES = {
  string: STRINGS,
  numeric: { key: "aws:MultiFactorAuthAge", found: NUMBERS, wanted: NUMBERS },
  date: { key: "aws:TokenIssueTime", found: DATES, wanted: DATES },
  bool: {
    key: "aws:SecureTransport",
    found: ["true", "false", "True", "yes", ""],
    wanted: ["true", "false", "FALSE", "no", "${aws:userid}"],
  },
  binary: { key: "aws:RequestTag/bytes", found: BYTES, wanted: BYTES },
  ip: {
    key: "aws:SourceIp",
    found: ["10.0.0.1", "10.0.0.2", "10.1.0.1", "192.168.0.1", "2001:db8::1", "2001:db9::1", "nowhere"],
    wanted: ["10.0.0.0/8", "10.0.0.1", "10.0.0.0/24", "2001:db8::/32", "::/0", "2001:db8::1", "nowhere"],
  },
  arn: {
    key: "aws:SourceArn",
    found: [
      "arn:aws:iam::111111111111:role/a",
      "arn:aws:iam::111111111111:role/team/a",
      "arn:aws:iam::222222222222:user/b",
      "arn:aws:s3:::bucket",
      "arn:aws:sns:eu-west-1:111111111111:topic:sub",
      "bucket",
    ],
    wanted: [
      "arn:aws:iam::*:role/*",
      "arn:aws:iam::111111111111:role/a",
      "arn:aws:iam::111111111111:*",
      "arn:*:iam::*:user/?",
      "arn:aws:s3:::*",
      "arn:aws:sns:*:*:topic*",
      "arn:aws:iam::${aws:PrincipalAccount}:role/a",
      "*",
    ],
  },
} satisfies Record<string, Family>;

/** What Null asks: the key's values do not matter. */
export const PRESENCE: Family = {
  key: "aws:ViaAWSService",
  found: STRINGS.found,
  wanted: ["true", "false", "False"],
};

/** The family of a comparison: the part of its name before the first hyphen. */
export function familyOf(comparison: Comparison): Family {
  return FAMILIES[comparison.slice(0, comparison.indexOf("-")) as keyof typeof FAMILIES] ?? FAMILIES.bool;
}
