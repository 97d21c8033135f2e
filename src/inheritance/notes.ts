import type { JsonObject, JsonValue } from "../policy/management/document";
import type { ManagementPolicyType } from "../policy/types";
import { pathText } from "./paths";
import type { EffectivePolicy, SettingPath } from "./types";

/**
 * The value that counts at a path. A service that an opt-out policy does not name follows `default`; where there is
 * none, AWS may use its content.
 * Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_ai-opt-out_syntax.html,
 * read 2026-11.
 *
 * @returns undefined where nothing is set and what then holds is the account's own choice
 */
export function valueInForce({ type, policy }: EffectivePolicy, path: SettingPath): JsonValue | undefined {
  const own = valueAt(policy, path);
  if (own !== undefined || type !== "AISERVICES_OPT_OUT_POLICY" || path.at(-1) !== "opt_out_policy")
    return own;
  return valueAt(policy, ["services", "default", "opt_out_policy"]) ?? "optIn";
}

/** What an effective policy means where it says nothing: one sentence each. */
export function notesOn({ type, policy }: EffectivePolicy): readonly string[] {
  return policy === null ? [] : (NOTES[type]?.(policy) ?? []);
}

const NOTES: Readonly<Partial<Record<ManagementPolicyType, (policy: JsonObject) => readonly string[]>>> = {
  AISERVICES_OPT_OUT_POLICY: (policy) => {
    const fallback = valueAt(policy, ["services", "default", "opt_out_policy"]);
    return fallback === undefined
      ? ["AWS may use the content of services that are not named: there is no default"]
      : [`services that are not named, and those that AWS adds, follow the default: ${String(fallback)}`];
  },
  // Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_example-tag-policies.html,
  // read 2026-11.
  TAG_POLICY: (policy) =>
    members(policy.tags).flatMap(([key, tag]) => [
      ...(valueAt(tag, ["tag_key"]) === undefined
        ? [`${named("tags", key)}: the tag is spelt in lower case`]
        : []),
      ...(valueAt(tag, ["tag_value"]) === undefined ? [`${named("tags", key)}: any value is accepted`] : []),
    ]),
  // Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_backup_syntax.html, read
  // 2026-11: an effective policy is complete only with Regions, rules and the resources to back up.
  BACKUP_POLICY: (policy) =>
    members(policy.plans).flatMap(([key, plan]) => {
      const missing = ["regions", "rules", "selections"].filter(
        (part) => valueAt(plan, [part]) === undefined,
      );
      return missing.length === 0
        ? []
        : [`${named("plans", key)}: without ${missing.join(" and ")} it backs nothing up`];
    }),
};

function named(group: string, key: string): string {
  return pathText([group, key]);
}

function members(value: JsonValue | undefined): readonly (readonly [string, JsonValue])[] {
  return isObject(value) ? Object.entries(value) : [];
}

function valueAt(value: JsonValue | null, path: SettingPath): JsonValue | undefined {
  return path.reduce<JsonValue | undefined>(
    (node, key) => (isObject(node) && Object.hasOwn(node, key) ? node[key] : undefined),
    value ?? undefined,
  );
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
