import { VALUE_OPERATORS, type ValueOperator } from "../policy/management/document";
import type { ManagementPolicyType } from "../policy/types";

/**
 * What a child control operator may list.
 * Source: https://docs.aws.amazon.com/organizations/latest/userguide/policy-operators.html, read 2026-11.
 */
export const CONTROL_VALUES: Readonly<Record<string, readonly ValueOperator[]>> = {
  "@@all": VALUE_OPERATORS,
  "@@none": [],
  "@@assign": ["@@assign"],
  "@@append": ["@@append"],
  "@@remove": ["@@remove"],
};

/**
 * The value-setting operators that policies of a type may use. AI services opt-out policies know no lists, and AWS
 * says so: @@append and @@remove are not for them. For the other types a setting that holds one value takes
 * @@assign alone, whatever the type.
 * Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_ai-opt-out_syntax.html,
 * read 2026-11.
 */
export function operatorsOf(type: ManagementPolicyType): readonly ValueOperator[] {
  return type === "AISERVICES_OPT_OUT_POLICY" ? ["@@assign"] : VALUE_OPERATORS;
}

/**
 * The operators of which a child policy needs one to add what is not there yet below a path.
 *
 * AWS's backup examples let child policies add plans with @@append under `plans`; its AI opt-out page has only
 * @@assign and @@none, and says that under `services` they control whether child policies can add to the list of
 * services. That @@remove alone lets nothing be added is assumed.
 * Sources: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_backup_syntax.html
 * (example 4) and the page above, read 2026-11.
 */
export const ADDING_OPERATORS: readonly ValueOperator[] = ["@@assign", "@@append"];
