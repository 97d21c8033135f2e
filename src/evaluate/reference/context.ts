import { RequestError } from "../errors";
import type { AccessRequest, ContextValue } from "../request";
import { parseArn } from "./arn";

/** What a request says, by condition key in whatever casing. A key that is absent has no values. */
export interface RequestContext {
  /** At least one value; undefined when the key is absent. */
  get(key: string): readonly string[] | undefined;
}

/**
 * The context of a request: what its fields say of the principal and the account, and over that what its own
 * `context` gives. An empty list is the same as an absent key.
 *
 * @throws RequestError for a principal that is no ARN of a principal, for values that are not text, and for a key
 * that is given twice in different casing
 */
export function contextOf(request: AccessRequest, type: "SCP" | "RCP"): RequestContext {
  const values = new Map<string, readonly string[]>();
  const given = givenContext(request);
  for (const [key, value] of Object.entries(implied(request, type, given))) {
    values.set(folded(key), [value]);
  }
  for (const [key, value] of given) {
    if (value.length === 0) values.delete(key);
    else values.set(key, value);
  }
  return { get: (key) => values.get(folded(key)) };
}

/**
 * Names of condition keys are not case-sensitive, the tag key in aws:RequestTag/KEY and its like included.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html, read 2026-11.
 */
function folded(key: string): string {
  return key.toLowerCase();
}

function givenContext(request: AccessRequest): ReadonlyMap<string, readonly string[]> {
  const { context = {} } = request;
  if (context === null || typeof context !== "object" || Array.isArray(context)) {
    throw new RequestError("context", "must be an object of condition keys and their values");
  }
  const given = new Map<string, readonly string[]>();
  for (const [key, value] of Object.entries(context)) {
    if (value === undefined) continue;
    if (given.has(folded(key))) {
      throw new RequestError(`context.${key}`, "is given twice: the casing of a condition key means nothing");
    }
    given.set(folded(key), textValues(key, value));
  }
  return given;
}

function textValues(key: string, value: ContextValue): readonly string[] {
  // A copy: who gave the list may change it while the context is still in use.
  const values: readonly unknown[] = Array.isArray(value) ? [...value] : [value];
  if (values.every((one) => typeof one === "string")) return values as readonly string[];
  throw new RequestError(`context.${key}`, "must be a string or a list of strings");
}

/** What the fields of the request say besides `context`. */
function implied(
  { principal, account }: AccessRequest,
  type: "SCP" | "RCP",
  given: ReadonlyMap<string, readonly string[]>,
): Readonly<Record<string, string>> {
  if (account !== undefined && !/^\d{12}$/.test(account)) {
    throw new RequestError("account", `expected twelve digits, found ${JSON.stringify(account)}`);
  }
  const ofAccount: Record<string, string> = {};
  if (account !== undefined) {
    ofAccount[type === "SCP" ? "aws:PrincipalAccount" : "aws:ResourceAccount"] = account;
  }
  if (principal !== undefined) return { ...ofAccount, ...principalKeys(principal) };
  return type === "RCP" && !namesPrincipal(given) ? { ...ofAccount, ...ANONYMOUS } : ofAccount;
}

/**
 * An anonymous request has neither aws:PrincipalArn nor aws:PrincipalIsAWSService, but these two.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html, read 2026-11.
 */
const ANONYMOUS = { "aws:PrincipalType": "Anonymous", "aws:PrincipalAccount": "anonymous" };

/** A request whose context speaks of its principal, an AWS service for instance, is not anonymous. */
function namesPrincipal(given: ReadonlyMap<string, readonly string[]>): boolean {
  return [...given].some(([key, values]) => key.startsWith("aws:principal") && values.length > 0);
}

/**
 * The condition keys that the ARN of a principal fills. A role's session carries the ARN of the role; the path of
 * the role does not stand in the session's ARN, so that it is taken to have none. Where the path matters, give
 * the role's own ARN.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 * (aws:PrincipalArn, aws:PrincipalType), read 2026-11.
 */
function principalKeys(principal: string): Readonly<Record<string, string>> {
  const arn = typeof principal === "string" ? parseArn(principal) : undefined;
  const [kind = "", name = ""] = arn?.resource.split("/") ?? [];
  const keys = (type: string, principalArn = principal) => ({
    "aws:PrincipalArn": principalArn,
    "aws:PrincipalAccount": arn!.account,
    "aws:PrincipalType": type,
  });
  switch (name === "" && kind !== "root" ? "" : `${arn?.service}:${kind}`) {
    case "iam:root":
      return keys("Account");
    case "iam:user":
      return keys("User");
    case "iam:role":
      return keys("AssumedRole");
    case "sts:assumed-role":
      return keys("AssumedRole", `arn:${arn!.partition}:iam::${arn!.account}:role/${name}`);
    case "sts:federated-user":
      return keys("FederatedUser");
    default:
      throw new RequestError(
        "principal",
        `expected the ARN of a root user, user, role, role session or federated user, found ${JSON.stringify(principal)}`,
      );
  }
}
