import type { PlanView } from "../plan/plan-file";
import type { JsonObject, JsonValue } from "../policy/management/document";
import type { ManagementPolicyType } from "../policy/types";
import { notesOn } from "./notes";
import { pathText } from "./paths";
import { MANAGEMENT_TYPES, planEffective } from "./plan-effective";
import type { Contribution, EffectivePolicy, PolicyPlace, SettingPath } from "./types";

/** A policy at a target, in names. */
export interface NamedPlace {
  /** The plan's key, or the id of a policy of somebody else. */
  readonly policy: string;
  readonly name: string;
  readonly managed: boolean;
  /** The guardrails that the policy holds. */
  readonly guardrails: readonly string[];
  /** Node id. */
  readonly target: string;
  readonly targetPath: string;
}

type NamedContribution = NamedPlace & Pick<Contribution, "operator">;

/** One effective policy of one account, in names. */
export interface TypeReport {
  readonly type: ManagementPolicyType;
  /** Null when it is unknown. */
  readonly policy: JsonObject | null;
  readonly leaves: readonly {
    readonly path: SettingPath;
    readonly value: JsonValue;
    readonly certain: boolean;
    readonly by: readonly NamedContribution[];
  }[];
  readonly ignored: readonly (NamedContribution & {
    readonly path: SettingPath;
    /** The path whose @@operators_allowed_for_child_policies decides. */
    readonly at: SettingPath;
    readonly because: readonly NamedPlace[];
  })[];
  /** What the policy means where it says nothing. */
  readonly notes: readonly string[];
  readonly problems: readonly {
    readonly code: string;
    readonly path: SettingPath;
    readonly message: string;
    readonly fix: string;
    readonly policies: readonly NamedPlace[];
  }[];
}

/** The effective policies of an account. */
export interface AccountReport {
  readonly account: string;
  readonly path: string;
  /** Only types that the account has policies of. */
  readonly types: readonly TypeReport[];
  /** The types asked for of which no policy reaches the account. */
  readonly without: readonly ManagementPolicyType[];
  /** Attached policies of types that this version does not know: what they do is not known. */
  readonly unknown: readonly { readonly type: string; readonly policies: readonly string[] }[];
}

/**
 * What every management policy type comes to in one account, and who decided it.
 *
 * @param account an id that the plan has
 * @param wanted all types when left out
 */
export function accountReport(
  plan: PlanView,
  account: string,
  wanted: readonly ManagementPolicyType[] = MANAGEMENT_TYPES,
): AccountReport {
  const found = planEffective(plan);
  const paths = new Map(plan.nodes.map(({ id, path }) => [id, path]));
  const policies = new Map(plan.policies.map((policy) => [policy.key, policy]));
  const place = ({ policy, target }: PolicyPlace): NamedPlace => {
    const { name, managed, guardrails } = policies.get(policy)!;
    return { policy, name, managed, guardrails, target, targetPath: paths.get(target)! };
  };
  const contribution = ({ operator, ...where }: Contribution): NamedContribution => ({
    ...place(where),
    operator,
  });
  const report = (effective: EffectivePolicy): TypeReport => ({
    type: effective.type,
    policy: effective.policy,
    leaves: effective.leaves.map(({ path, value, certain, by }) => ({
      path,
      value,
      certain,
      by: by.map(contribution),
    })),
    ignored: effective.ignored.map(({ path, at, because, ...by }) => ({
      ...contribution(by),
      path,
      at,
      because: because.map(place),
    })),
    notes: notesOn(effective),
    problems: effective.problems.map((problem) => ({ ...problem, policies: problem.policies.map(place) })),
  });
  const has = (type: string) => found.attached(account, type).length > 0;
  return {
    account,
    path: paths.get(account)!,
    types: wanted.filter(has).map((type) => report(found.effective(account, type))),
    without: wanted.filter((type) => !has(type)),
    unknown: found.unknownTypes
      .filter(has)
      .map((type) => ({ type, policies: found.attached(account, type).map(({ policy }) => policy.key) })),
  };
}

/** "og-tags-1 (require-tags) at Workloads"; a policy of somebody else with its name and id. */
export function placeText({ policy, name, managed, guardrails, targetPath }: NamedPlace): string {
  // A policy of one guardrail is named after it.
  const isNamed = guardrails.length === 1 && policy.startsWith(guardrails[0]!);
  const holds = guardrails.length === 0 || isNamed ? "" : ` (${guardrails.join(", ")})`;
  return `${managed ? policy : `${name} (${policy})`}${holds} at ${targetPath}`;
}

/** How a contribution reads beside a value. */
export function contributionText({ operator, ...place }: NamedContribution): string {
  const verb = { "@@assign": "", "@@append": "added to by ", "@@remove": "taken from by " }[operator];
  return `${verb}${placeText(place)}`;
}

/** "tags.team.tag_value: @@assign, which … does not let child policies use". */
export function ignoredText({ path, at, operator, because, ...by }: TypeReport["ignored"][number]): string {
  const adds = at.length < path.length ? `adds below ${pathText(at)}` : `uses ${operator}`;
  return `${pathText(path)}: ${placeText(by)} ${adds}, which ${because.map(placeText).join(" and ")} forbids`;
}
