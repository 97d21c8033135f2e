import { decide } from "../../../src/evaluate/reference";
import type { AccessRequest } from "../../../src/evaluate/request";
import type { PolicyDocument, Statement } from "../../../src/policy/document";
import type { Case } from "./cases";
import { simulated } from "./simulate";

const IAM = "https://docs.aws.amazon.com/IAM/latest/UserGuide";
const OPERATORS = `${IAM}/reference_policies_elements_condition_operators.html`;
const VARIABLES = `${IAM}/reference_policies_variables.html`;
const RESOURCE = `${IAM}/reference_policies_elements_resource.html`;
const IDENTIFIERS = `${IAM}/reference_identifiers.html`;
const ORGANIZATIONS = "https://docs.aws.amazon.com/organizations/latest/userguide";
const SCP_SYNTAX = `${ORGANIZATIONS}/orgs_manage_policies_scps_syntax.html`;

interface Difference {
  /** What AWS says, and where; pages read 2026-11. */
  readonly because: string;
  /** A Deny of everything where it says nothing else. */
  readonly statement: Partial<Statement>;
  readonly request?: Partial<AccessRequest>;
  readonly version?: string;
  /** Ours; iam-simulate 0.1.173 says the other. */
  readonly verdict: "denied" | "allowed";
}

const whereEqual = (wanted: string): Partial<Statement> => ({ Condition: { StringEquals: { k: wanted } } });
const asking = (k: string, others = {}): Partial<AccessRequest> => ({ context: { k, ...others } });

/**
 * Where iam-simulate differs although the question is one that AWS answers, or that we had to answer: found by
 * reading what it does not do, because generated cases keep away from them.
 */
const DIFFERENCES: Readonly<Record<string, Difference>> = {
  "a wildcard in the service of an action": {
    because: `${SCP_SYNTAX}: wildcards may stand anywhere in an action`,
    statement: { Action: "*:GetObject" },
    verdict: "denied",
  },
  "characters in an action that mean something to regular expressions": {
    because: `${IAM}/reference_policies_elements_action.html: * and ? are the only wildcards`,
    statement: { Action: "s3:GetObjec." },
    verdict: "allowed",
  },
  "a star in a resource that runs past a colon": {
    because: `${RESOURCE} shows it for a star that ends a part; for others it is silent`,
    statement: { Resource: "arn:aws:*:key" },
    request: { resource: "arn:aws:sns:eu-west-1:111111111111:topic:key" },
    verdict: "denied",
  },
  "a wildcard in the type of a resource": {
    because: `${IDENTIFIERS} disallows it and does not say what it would mean`,
    statement: { Resource: "arn:aws:iam::111111111111:r?le/a" },
    request: { resource: "arn:aws:iam::111111111111:role/a" },
    verdict: "denied",
  },
  "the casing of a resource's partition and service": {
    because: `${RESOURCE}: resources are case-sensitive`,
    statement: { Resource: "arn:AWS:S3:::bucket/key" },
    verdict: "allowed",
  },
  "no resource beside a NotResource": {
    because: `${RESOURCE}: an action without resources is asked with *, which is not in the list`,
    statement: { NotResource: "arn:aws:s3:::bucket/*" },
    request: { resource: "*" },
    verdict: "denied",
  },
  "a variable before the last part of a resource": {
    because: `${VARIABLES}: variables may stand in the Resource element`,
    statement: { Resource: "arn:aws:sqs:eu-west-1:${aws:PrincipalAccount}:queue" },
    request: { resource: "arn:aws:sqs:eu-west-1:111111111111:queue" },
    verdict: "denied",
  },
  "a variable without a value in NotResource": {
    because: `${VARIABLES} (policy variables with no value): it matches no resource`,
    statement: { NotResource: "arn:aws:s3:::${aws:username}/key" },
    verdict: "denied",
  },
  "a variable under the older version": {
    because: `${VARIABLES}: only version 2012-10-17 knows variables`,
    statement: whereEqual("${aws:userid}"),
    request: asking("a", { "aws:userid": "a" }),
    version: "2008-10-17",
    verdict: "allowed",
  },
  "a default without a blank before it": {
    because: `${VARIABLES} (default values) writes one and does not say that it must be there`,
    statement: whereEqual("${aws:username,'a'}"),
    request: asking("a"),
    verdict: "denied",
  },
  "an empty default": {
    because: `${VARIABLES} (default values): a default is any text`,
    statement: whereEqual("${aws:username, ''}"),
    request: asking(""),
    verdict: "denied",
  },
  "a variable whose value is the empty text": {
    because: `${VARIABLES}: a variable is replaced by the value of its key`,
    statement: whereEqual("${aws:userid}"),
    request: asking("", { "aws:userid": "" }),
    verdict: "denied",
  },
  "a number followed by something": {
    because: `${OPERATORS}: numbers are integers or decimals`,
    statement: { Condition: { NumericEquals: { k: "10" } } },
    request: asking("10 apples"),
    verdict: "allowed",
  },
  "numbers beyond those that a double holds": {
    because: `${OPERATORS} names no limit`,
    statement: { Condition: { NumericEquals: { k: "9007199254740992" } } },
    request: asking("9007199254740993"),
    verdict: "allowed",
  },
  "seconds since 1970 beside a date": {
    because: `${OPERATORS}: dates are in ISO 8601 or in seconds since 1970`,
    statement: { Condition: { DateEquals: { k: "2026-11-22T00:00:00Z" } } },
    request: asking("1795305600"),
    verdict: "denied",
  },
  "a day that its month does not have": {
    because: `${OPERATORS}: dates are in the W3C forms of ISO 8601`,
    statement: { Condition: { DateEquals: { k: "2026-03-02" } } },
    request: asking("2026-02-30"),
    verdict: "allowed",
  },
  "bytes that are spelled otherwise": {
    because: `${OPERATORS}: BinaryEquals compares bytes, which base64 encodes`,
    statement: { Condition: { BinaryEquals: { k: "YQ==" } } },
    request: asking("YR=="),
    verdict: "denied",
  },
  "an IPv6 address that is spelled otherwise": {
    because: `${OPERATORS}: IpAddress compares addresses`,
    statement: { Condition: { IpAddress: { k: "2001:db8::1" } } },
    request: asking("2001:0DB8:0:0:0:0:0:1"),
    verdict: "denied",
  },
  "the range of all IPv4 addresses": {
    because: `${OPERATORS}: a range in CIDR form`,
    statement: { Condition: { IpAddress: { k: "0.0.0.0/0" } } },
    request: asking("203.0.113.9"),
    verdict: "denied",
  },
  "the first part of an ARN": {
    because: `${OPERATORS}: each of the six parts is compared`,
    statement: { Condition: { ArnLike: { k: "urn:aws:s3:::bucket" } } },
    request: asking("arn:aws:s3:::bucket"),
    verdict: "allowed",
  },
  "a line break under a wildcard": {
    because: `${OPERATORS}: a star is any characters`,
    statement: { Condition: { StringLike: { k: "a*b" } } },
    request: asking("a\nb"),
    verdict: "denied",
  },
  "a service-linked role": {
    because: `${ORGANIZATIONS}/orgs_manage_policies_scps.html: SCPs do not bind them`,
    statement: {},
    request: { principal: "arn:aws:iam::111111111111:role/aws-service-role/x.amazonaws.com/y" },
    verdict: "allowed",
  },
};

const FULL: PolicyDocument = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }],
};

function caseOf({ statement, request = {}, version = "2012-10-17" }: Difference): Case {
  const denying: Statement = {
    Effect: "Deny",
    ...(statement.NotAction === undefined ? { Action: "*" } : {}),
    ...(statement.NotResource === undefined ? { Resource: "*" } : {}),
    ...statement,
  };
  return {
    type: "SCP",
    levels: [[FULL, { Version: version, Statement: [denying] }]],
    request: {
      action: "s3:GetObject",
      resource: "arn:aws:s3:::bucket/key",
      principal: "arn:aws:iam::111111111111:role/developer",
      ...request,
    },
  };
}

it.each(Object.entries(DIFFERENCES))("iam-simulate differs in %s", (_, difference) => {
  const one = caseOf(difference);
  expect(decide(one.levels, one.request).verdict).toBe(difference.verdict);
  expect(simulated(one)).toBe(difference.verdict === "denied" ? "allowed" : "denied");
});
