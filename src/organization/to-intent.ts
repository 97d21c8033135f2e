import type { ContextValue } from "../evaluate/request";
import { many } from "../policy/document";
import { toDetections } from "./detections-intent";
import { parseExpires } from "./expires";
import { toIdentity } from "./identity-intent";
import type { Assertion, DelegatedAccount, Exception, GuardrailTarget, Intent } from "./intent";
import { toRootLockdown } from "./root-lockdown-intent";
import type { IntentFile } from "./schema";
import type { Located } from "./yaml/located";

/** The role that deploys where nobody names another. */
const DEPLOY_ROLE = "role/org-guardrails-deployer";

type Section<K extends keyof IntentFile> = NonNullable<IntentFile[K]>;

/** The intent of a file that passed every check. */
export function toIntent(data: IntentFile, located: Located, file: string): Intent {
  return {
    organization: toOrganization(data.organization),
    accounts: toAccounts(data.accounts ?? {}, located),
    access: toAccess(data.access),
    limits: { loosenedTargets: data.limits?.["loosened-targets"] ?? 0 },
    guardrails: toGuardrails(data.guardrails, located),
    exceptions: (data.exceptions ?? []).map((exception, index) => toException(exception, located, index)),
    assertions: (data.assertions ?? []).map((assertion, index) => toAssertion(assertion, located, index)),
    identity: data.identity && toIdentity(data.identity, located),
    rootLockdown: data["root-lockdown"] && toRootLockdown(data["root-lockdown"], located),
    detections: data.detections && toDetections(data.detections, located),
    stacks: data.stacks,
    file,
  };
}

export function toOrganization(section: Section<"organization">): Intent["organization"] {
  return {
    id: section.id,
    partition: section.partition ?? "aws",
    managementAccount: section["management-account"],
    regions: section.regions,
    homeRegion: section["home-region"],
  };
}

export function toAccess(section: Section<"access">): Intent["access"] {
  return {
    deployers: section.deployers,
    memberRoles: section["member-roles"] ?? [],
    breakGlass: section["break-glass"] ?? [],
  };
}

function toAccounts(section: Section<"accounts">, located: Located): Intent["accounts"] {
  const account = (duty: keyof Section<"accounts">): DelegatedAccount | undefined => {
    const written = section[duty];
    if (written === undefined) return undefined;
    const { account, "deploy-role": deployRole = DEPLOY_ROLE } =
      typeof written === "string" ? { account: written } : written;
    return { account, deployRole, place: located.place(["accounts", duty]) };
  };
  return {
    security: account("security"),
    logArchive: account("log-archive"),
    identity: account("identity"),
    iam: account("iam"),
  };
}

function toGuardrails(section: Section<"guardrails">, located: Located): readonly GuardrailTarget[] {
  return Object.entries(section).map(([target, list]) => ({
    target,
    place: located.keyPlace(["guardrails", target]),
    guardrails: list.map((element, index) => {
      const [id, parameters] = typeof element === "string" ? [element] : Object.entries(element)[0]!;
      return { id, parameters, place: located.place(["guardrails", target, index]) };
    }),
  }));
}

function toException(section: Section<"exceptions">[number], located: Located, index: number): Exception {
  return {
    guardrail: section.guardrail,
    on: typeof section.on === "string" ? [section.on] : section.on,
    principals: section.principals ?? [],
    permissionSet: section["permission-set"],
    owner: section.owner,
    reason: section.reason,
    expires: parseExpires(section.expires)!,
    selfEnding: section["self-ending"] ?? true,
    place: located.place(["exceptions", index]),
  };
}

function toAssertion(section: Section<"assertions">[number], located: Located, index: number): Assertion {
  return {
    on: many(section.on),
    principal: section.principal,
    actions: many(section.action),
    resources: many(section.resource),
    context: Object.fromEntries(
      Object.entries(section.context ?? {}).map(([key, value]): [string, ContextValue] => [
        key,
        Array.isArray(value) ? value : String(value),
      ]),
    ),
    expect: section.expect,
    place: located.place(["assertions", index]),
  };
}
