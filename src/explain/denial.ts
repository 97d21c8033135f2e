import { HIDDEN } from "../render/printable";

/** The kinds of policy that AWS's messages name. */
export type NamedPolicyType =
  | "service control policy"
  | "resource control policy"
  | "identity-based policy"
  | "resource-based policy"
  | "permissions boundary"
  | "session policy"
  | "VPC endpoint policy"
  | "role trust policy";

/** The Organizations policy at the end of a message. */
export interface NamedPolicy {
  readonly arn: string;
  /** Null for a policy of AWS's own. */
  readonly organization: string | null;
  /** "p-…" */
  readonly id: string;
}

/** What one of AWS's access-denied messages says. What it leaves out is null. */
export interface AccessDenied {
  /** An ARN. */
  readonly principal: string | null;
  readonly action: string | null;
  readonly resource: string | null;
  readonly cause: { readonly effect: "explicit" | "implicit"; readonly type: NamedPolicyType } | null;
  readonly policy: NamedPolicy | null;
  /** It has a part that only AWS can decode. */
  readonly encoded: boolean;
}

/** Longer texts are cut: no message of AWS comes near. */
const MOST_CHARACTERS = 20_000;

const TYPES: readonly (readonly [string, NamedPolicyType])[] = [
  ["service control policy", "service control policy"],
  ["resource control policy", "resource control policy"],
  ["identity-based policy", "identity-based policy"],
  ["resource-based policy", "resource-based policy"],
  ["permissions boundary", "permissions boundary"],
  ["session policy", "session policy"],
  ["vpc endpoint policy", "VPC endpoint policy"],
  ["role trust policy", "role trust policy"],
];

/**
 * Reads an access-denied message as somebody pastes it: of a console, a command line or a log, with or without the
 * ARN of the policy, broken into lines, in quotes or in JSON. Never throws; a text that is no such message says
 * nothing.
 *
 * The forms, read 2026-11:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html (who, what, why),
 * https://aws.amazon.com/blogs/security/enhanced-access-denied-error-messages-with-policy-arns (the policy's ARN),
 * https://repost.aws/knowledge-center/organizations-troubleshoot-explicit-deny-scp (encoded messages).
 */
export function parseAccessDenied(text: string): AccessDenied {
  const line = oneLine(text);
  return {
    principal: firstGroup(PRINCIPAL, line),
    action: firstGroup(ACTION, line) ?? firstGroup(ALLOWED_ACTION, line),
    resource: resourceIn(line),
    cause: causeIn(line),
    policy: policyIn(line),
    encoded: /encoded authorization (?:failure )?message/i.test(line),
  };
}

/** On one line, without terminal colours, invisible characters and the backslashes of quotes in JSON. */
function oneLine(text: string): string {
  return text
    .slice(0, MOST_CHARACTERS)
    .split("\u001b")
    .map((part, place) => (place === 0 ? part : part.replace(/^\[[0-9;]*m/, "")))
    .join("")
    .replace(/\\(["'])/g, "$1")
    .replace(/\\[nrt]/g, " ")
    .replace(/[\n\r\t]/g, " ")
    .replace(HIDDEN, "")
    .replace(/ {2,}/g, " ");
}

const PRINCIPAL = /\b(arn:[a-z-]{1,20}:(?:iam|sts)::\d{12}:[^\s"',]+),?"? is not authorized to/i;
const ACTION = /not authorized to perform:? ["'`]?([a-z0-9-]{1,64}:[a-z0-9_-]{1,128})\b/i;
const ALLOWED_ACTION = /allows the ([a-z0-9-]{1,64}:[a-z0-9_-]{1,128}) action/i;
const POLICY =
  /arn:[a-z-]{1,20}:organizations::(?:\d{12}|aws):policy\/(?:(o-[a-z0-9]{1,64})\/)?(?:service|resource)_control_policy\/(p-[a-z0-9_-]{1,128})/i;

function firstGroup(form: RegExp, line: string): string | null {
  return form.exec(line)?.[1] ?? null;
}

/** Up to the reason: names of objects have blanks and quotes in them. */
function resourceIn(line: string): string | null {
  const [, rest] = / on (?:the )?resource:? (.*)/i.exec(line) ?? [];
  if (rest === undefined) return null;
  const end = rest.search(
    /["'`]? (?:with an explicit deny|because (?:no|the)\b)|[."'`]{0,4} encoded authorization/i,
  );
  const whole = end >= 0 ? rest.slice(0, end) : (rest.split(" ")[0] ?? "");
  const bare = whole.replace(/^["'`]/, "").replace(/["'`.,;)}\]]{1,8}$/, "");
  return bare === "*" || bare.startsWith("arn:") ? bare : null;
}

function causeIn(line: string): AccessDenied["cause"] {
  const explicit = /explicit deny in (?:an? |the )?([a-z -]{1,40})/i.exec(line)?.[1];
  const implicit = /because no ([a-z -]{1,40}?) allows/i.exec(line)?.[1];
  const words = (explicit ?? implicit)?.toLowerCase();
  const named = words === undefined ? undefined : TYPES.find(([name]) => words.startsWith(name));
  return named === undefined
    ? null
    : { effect: explicit === undefined ? "implicit" : "explicit", type: named[1] };
}

function policyIn(line: string): NamedPolicy | null {
  const [arn, organization, id] = POLICY.exec(line) ?? [];
  return arn === undefined ? null : { arn, organization: organization ?? null, id: id! };
}
