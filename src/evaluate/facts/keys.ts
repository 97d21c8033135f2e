import { globalKey, type KeyType } from "../../aws-data/global-keys";
import type { Form } from "../space/quantities";

/** The two keys of time, which write it differently. */
const TIMES: ReadonlyMap<string, Form> = new Map([
  ["aws:currenttime", "iso-time"],
  ["aws:epochtime", "epoch-time"],
]);

const FORMS: Readonly<Partial<Record<KeyType, Form>>> = { Bool: "boolean", IPAddress: "address" };

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

/**
 * Whether a request can give several values for a key, when policies ask of it by a set operator or do not. The keys
 * of single services are taken to have several wherever a policy asks of them by a set operator, and so are tags.
 */
export function isMultivalued(key: string, askedAsSet: boolean): boolean {
  const known = globalKey(key);
  if (known === undefined || known.key.includes("${")) return askedAsSet;
  return known.multivalued;
}

/** How a key writes its values, where all its values are written so. */
export function formOf(key: string): Form | undefined {
  const known = globalKey(key);
  return TIMES.get(key.toLowerCase()) ?? (known && FORMS[known.type]);
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
