import type { ConditionBlock } from "../../policy/document";

/** Something that is so of every request: where `when` holds, one of `follows` does. */
export interface Implication {
  readonly name: string;
  /** An empty block holds always. */
  readonly when: ConditionBlock;
  readonly follows: readonly ConditionBlock[];
  /** Of interest only where policies ask of all its keys; the others are not brought in for its sake. */
  readonly onlyTogether?: true;
}

const present = (key: string): ConditionBlock => ({ Null: { [key]: "false" } });
const absent = (key: string): ConditionBlock => ({ Null: { [key]: "true" } });
const isTrue = (key: string): ConditionBlock => ({ Bool: { [key]: "true" } });
const ALWAYS: ConditionBlock = {};

const IS_SERVICE = isTrue("aws:PrincipalIsAWSService");
const IS_ANONYMOUS: ConditionBlock = { StringEquals: { "aws:PrincipalType": "Anonymous" } };

/**
 * What keys say of one another, in the language of policies itself. Each is from the "Availability" of the key in
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html, read 2026-11.
 * For aws:AssumedRoot, aws:PrincipalIsAWSService, aws:SourceOrgID and aws:Vpce…, which are newer than the copy that
 * was read, it is assumed.
 */
const ALL_REQUESTS: readonly Implication[] = [
  { name: "the time is always given", when: ALWAYS, follows: [present("aws:CurrentTime")] },
  { name: "the epoch time is always given", when: ALWAYS, follows: [present("aws:EpochTime")] },
  {
    name: "MFA has an age only where it was used",
    when: present("aws:MultiFactorAuthAge"),
    follows: [isTrue("aws:MultiFactorAuthPresent")],
  },
  {
    name: "where MFA was used, it has an age",
    when: isTrue("aws:MultiFactorAuthPresent"),
    follows: [present("aws:MultiFactorAuthAge")],
  },
  {
    name: "MFA is not younger than nothing",
    when: present("aws:MultiFactorAuthAge"),
    follows: [{ NumericGreaterThanEquals: { "aws:MultiFactorAuthAge": "0" } }],
  },
  ...["aws:CalledVia", "aws:CalledViaFirst", "aws:CalledViaLast"].map((key) => ({
    name: `${key} is there only in calls via a service`,
    when: present(key),
    follows: [isTrue("aws:ViaAWSService")],
  })),
  ...["aws:CalledViaFirst", "aws:CalledViaLast"].flatMap((key) => [
    { name: `${key} goes with the chain`, when: present(key), follows: [present("aws:CalledVia")] },
    { name: `the chain goes with ${key}`, when: present("aws:CalledVia"), follows: [present(key)] },
  ]),
  ...["aws:SourceAccount", "aws:SourceArn", "aws:SourceOrgID", "aws:SourceOrgPaths"].map((key) => ({
    name: `${key} is there only in direct calls by an AWS service`,
    when: present(key),
    follows: [IS_SERVICE],
  })),
  ...["aws:PrincipalServiceName", "aws:PrincipalServiceNamesList"].map((key) => ({
    name: `${key} is there only in direct calls by an AWS service`,
    when: present(key),
    follows: [IS_SERVICE],
  })),
  ...["aws:SourceVpc", "aws:SourceVpce", "aws:VpcSourceIp", "aws:VpceAccount", "aws:VpceOrgID"].map(
    (key) => ({
      name: `through an endpoint (${key}) there is no public address`,
      when: present(key),
      follows: [absent("aws:SourceIp")],
    }),
  ),
  {
    name: "only IAM users have a user name",
    when: present("aws:username"),
    follows: [{ ArnLike: { "aws:PrincipalArn": "arn:*:iam:*:*:user/*" } }],
  },
  {
    name: "an assumed root session is root's",
    when: isTrue("aws:AssumedRoot"),
    follows: [{ ArnLike: { "aws:PrincipalArn": "arn:*:iam:*:*:root" } }],
  },
  ...(
    [
      ["Account", "arn:*:iam:*:*:root"],
      ["User", "arn:*:iam:*:*:user/*"],
      ["AssumedRole", "arn:*:iam:*:*:role/*"],
      ["FederatedUser", "arn:*:sts:*:*:federated-user/*"],
    ] as const
  ).map(([type, arn]) => ({
    name: `the ARN says the type ${type}`,
    when: { ArnLike: { "aws:PrincipalArn": arn } },
    follows: [{ StringEquals: { "aws:PrincipalType": type } }],
    onlyTogether: true as const,
  })),
  ...["Principal", "Resource", "Source"].flatMap((side) => [
    {
      name: `an organization has a path (${side})`,
      when: present(`aws:${side}OrgID`),
      follows: [present(`aws:${side}OrgPaths`)],
      onlyTogether: true as const,
    },
  ]),
  {
    name: "the principal is of a kind that AWS has",
    when: present("aws:PrincipalArn"),
    follows: [
      {
        ArnLike: {
          "aws:PrincipalArn": [
            "arn:*:iam:*:*:root",
            "arn:*:iam:*:*:user/*",
            "arn:*:iam:*:*:role/*",
            "arn:*:sts:*:*:federated-user/*",
          ],
        },
      },
    ],
  },
  {
    name: "an anonymous caller has no ARN",
    when: IS_ANONYMOUS,
    follows: [absent("aws:PrincipalArn")],
  },
];

/** The principal belongs to an account of the organization: a signed request, not by an AWS service itself. */
const UNDER_SCP: readonly Implication[] = [
  ...["aws:PrincipalArn", "aws:PrincipalAccount", "aws:PrincipalType", "aws:PrincipalOrgID"].map((key) => ({
    name: `${key} is always given of a member account's principal`,
    when: ALWAYS,
    follows: [present(key)],
  })),
  {
    name: "an AWS service is no principal of an account",
    when: ALWAYS,
    follows: [{ BoolIfExists: { "aws:PrincipalIsAWSService": "false" } }],
  },
];

/** The principal is anybody: of whatever account, of none, or an AWS service. */
const UNDER_RCP: readonly Implication[] = [
  ...["aws:PrincipalAccount", "aws:PrincipalType"].map((key) => ({
    name: `${key} is given even of anonymous callers`,
    when: ALWAYS,
    follows: [present(key)],
  })),
  {
    name: "who has no ARN is an AWS service or anonymous",
    when: absent("aws:PrincipalArn"),
    follows: [IS_SERVICE, IS_ANONYMOUS],
  },
  {
    name: "an anonymous caller has no account",
    when: IS_ANONYMOUS,
    follows: [{ StringEquals: { "aws:PrincipalAccount": "anonymous" } }],
  },
  {
    name: "who has no account is anonymous",
    when: { StringEquals: { "aws:PrincipalAccount": "anonymous" } },
    follows: [IS_ANONYMOUS],
  },
  {
    name: "an anonymous caller is of no organization",
    when: IS_ANONYMOUS,
    follows: [{ Null: { "aws:PrincipalOrgID": "true", "aws:PrincipalOrgPaths": "true" } }],
  },
  {
    name: "an anonymous caller is no AWS service",
    when: IS_ANONYMOUS,
    follows: [{ BoolIfExists: { "aws:PrincipalIsAWSService": "false" } }],
  },
];

/** The implications among requests of a kind. */
export function implicationsOf(type: "SCP" | "RCP"): readonly Implication[] {
  return [...ALL_REQUESTS, ...(type === "SCP" ? UNDER_SCP : UNDER_RCP)];
}

const REQUEST_TAG = "aws:RequestTag/";

/**
 * A tag that a request brings is named in aws:TagKeys. Not the other way round: a request that takes tags away has
 * their keys only. Source: as above (aws:RequestTag/tag-key, aws:TagKeys).
 */
export function tagImplications(keys: readonly string[]): readonly Implication[] {
  return keys
    .filter((key) => key.toLowerCase().startsWith(REQUEST_TAG.toLowerCase()))
    .map((key) => ({
      name: `${key} is among the tag keys`,
      when: present(key),
      follows: [{ "ForAnyValue:StringEqualsIgnoreCase": { "aws:TagKeys": key.slice(REQUEST_TAG.length) } }],
    }));
}

/** The keys that a block asks of, as it spells them. */
export function keysOf(block: ConditionBlock): readonly string[] {
  return Object.values(block).flatMap((keys) => Object.keys(keys));
}
