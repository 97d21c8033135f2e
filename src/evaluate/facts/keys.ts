import type { Form } from "../space/quantities";

/**
 * Global condition keys that have one value, in lower case. All others are taken to have several wherever a
 * policy asks of them by a set operator.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 * ("Value type: Single-valued"), read 2026-11. For aws:AssumedRoot, aws:PrincipalIsAWSService, aws:SourceOrgID and
 * aws:Vpce…, which are newer than the copy that was read, this is assumed.
 */
const SINGLE_VALUED: ReadonlySet<string> = new Set(
  [
    "aws:AssumedRoot",
    "aws:CalledViaFirst",
    "aws:CalledViaLast",
    "aws:CurrentTime",
    "aws:EpochTime",
    "aws:MultiFactorAuthAge",
    "aws:MultiFactorAuthPresent",
    "aws:PrincipalAccount",
    "aws:PrincipalArn",
    "aws:PrincipalIsAWSService",
    "aws:PrincipalOrgID",
    "aws:PrincipalServiceName",
    "aws:PrincipalType",
    "aws:RequestedRegion",
    "aws:ResourceAccount",
    "aws:ResourceOrgID",
    "aws:SecureTransport",
    "aws:SourceAccount",
    "aws:SourceArn",
    "aws:SourceIp",
    "aws:SourceOrgID",
    "aws:SourceVpc",
    "aws:SourceVpce",
    "aws:TokenIssueTime",
    "aws:UserAgent",
    "aws:userid",
    "aws:username",
    "aws:ViaAWSService",
    "aws:VpceAccount",
    "aws:VpceOrgID",
    "aws:VpcSourceIp",
  ].map((key) => key.toLowerCase()),
);

/**
 * Keys with a list of values even where no policy asks by a set operator.
 * Source: as above ("Value type: Multivalued").
 */
const MULTIVALUED: ReadonlySet<string> = new Set(
  [
    "aws:CalledVia",
    "aws:PrincipalOrgPaths",
    "aws:PrincipalServiceNamesList",
    "aws:ResourceOrgPaths",
    "aws:SourceOrgPaths",
    "aws:TagKeys",
    "aws:VpceOrgPaths",
  ].map((key) => key.toLowerCase()),
);

/** How keys write their values. Source: as above (data types). */
const FORMS: ReadonlyMap<string, Form> = new Map([
  ["aws:currenttime", "iso-time"],
  ["aws:epochtime", "epoch-time"],
  ["aws:sourceip", "address"],
  ["aws:vpcsourceip", "address"],
  ["aws:assumedroot", "boolean"],
  ["aws:multifactorauthpresent", "boolean"],
  ["aws:principalisawsservice", "boolean"],
  ["aws:securetransport", "boolean"],
  ["aws:viaawsservice", "boolean"],
]);

/** Keys that a usual request has: a witness shows them where it may. Source: as above ("Availability"). */
const USUAL: ReadonlySet<string> = new Set(
  [
    "aws:CurrentTime",
    "aws:EpochTime",
    "aws:PrincipalAccount",
    "aws:PrincipalArn",
    "aws:PrincipalType",
    "aws:RequestedRegion",
    "aws:SecureTransport",
  ].map((key) => key.toLowerCase()),
);

/** Whether a request can give several values for a key, when policies ask of it by a set operator or do not. */
export function isMultivalued(key: string, askedAsSet: boolean): boolean {
  const folded = key.toLowerCase();
  return MULTIVALUED.has(folded) || (askedAsSet && !SINGLE_VALUED.has(folded));
}

export function formOf(key: string): Form | undefined {
  return FORMS.get(key.toLowerCase());
}

export function isUsual(key: string): boolean {
  return USUAL.has(key.toLowerCase());
}

/**
 * A condition key is `service:name`; a text like `${Account}`, left in from a template, names no key, and no
 * request has it.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html
 * (The condition key name), read 2026-11.
 */
export function canExist(key: string): boolean {
  const colon = key.indexOf(":");
  return colon > 0 && colon < key.length - 1;
}

/**
 * Values that people know, for the keys that have such.
 *
 * @param account the account that principals belong to, where it is given
 */
export function niceValues(key: string, account = "111122223333"): readonly string[] {
  switch (key.toLowerCase()) {
    case "aws:requestedregion":
      return ["us-east-1", "eu-west-1", "ap-southeast-2"];
    case "aws:principalarn":
      return [
        `arn:aws:iam::${account}:role/example`,
        `arn:aws:iam::${account}:user/example`,
        `arn:aws:iam::${account}:root`,
        `arn:aws:sts::${account}:federated-user/example`,
      ];
    case "aws:principaltype":
      return ["AssumedRole", "User", "Account", "FederatedUser", "Anonymous"];
    case "aws:principalaccount":
    case "aws:resourceaccount":
    case "aws:sourceaccount":
      return [account, "444455556666"];
    case "aws:principalorgid":
    case "aws:resourceorgid":
    case "aws:sourceorgid":
      return ["o-exampleorgid", "o-anotherorgid"];
    default:
      return ["false", "true", "example"];
  }
}
