import type { JsonObject } from "../policy/management/document";
import type { ManagementPolicyType } from "../policy/types";
import { type Inherited, inherit, nothingInherited } from "./inherit";
import { comparePaths, pathKey, pathText } from "./paths";
import type { EffectiveLeaf, EffectivePolicy, InheritanceProblem, PolicyLevel } from "./types";

/**
 * The effective policy of an account: what AWS's DescribeEffectivePolicy answers, and who decided each setting.
 *
 * A policy that cannot be read makes the whole unknown (`policy` is null); policies at one target that conflict make
 * the settings in question uncertain. An override that a higher policy forbids is left out, as AWS leaves it out,
 * and listed in `ignored`.
 * Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_inheritance_mgmt.html and
 * the pages below it, read 2026-11; each rule is beside the code that follows it.
 *
 * @param levels from the root to the account; within one level in the order of attachment
 */
export function effectivePolicy(type: ManagementPolicyType, levels: readonly PolicyLevel[]): EffectivePolicy {
  return effectiveOf(levels.reduce(inherit, nothingInherited(type)));
}

/** The effective policy of a target that inherits this. Accounts below one unit may share what they inherit. */
export function effectiveOf(inherited: Inherited): EffectivePolicy {
  const states = [...inherited.settings.values()].sort((a, b) => comparePaths(a.path, b.path));
  const leaves = states.flatMap(({ value, ...rest }): EffectiveLeaf[] =>
    value === undefined ? [] : [{ ...rest, value }],
  );
  const uncertain = states.filter(({ certain }) => !certain).map(({ path }) => path);
  const { type, ignored } = inherited;
  const problems = [...inherited.problems, ...clashes(leaves)];
  const isUnknown = inherited.isUnreadable || problems.length > inherited.problems.length;
  return isUnknown
    ? { type, policy: null, leaves: [], uncertain: [], ignored, problems }
    : { type, policy: nested(leaves, 0), leaves, uncertain, ignored, problems };
}

/** A path that is a setting in one policy and a group of settings in another: AWS's schemas have no such path. */
function clashes(leaves: readonly EffectiveLeaf[]): readonly InheritanceProblem[] {
  const byKey = new Map(leaves.map((leaf) => [pathKey(leaf.path), leaf]));
  return leaves.flatMap((leaf) =>
    leaf.path.slice(0, -1).flatMap((_, index) => {
      const above = byKey.get(pathKey(leaf.path.slice(0, index + 1)));
      if (above === undefined) return [];
      const policies = [...above.by, ...leaf.by].map(({ target, policy }) => ({ target, policy }));
      const message = `one policy has a value here, another has ${pathText(leaf.path)}`;
      return [
        { code: "invalid-document" as const, path: above.path, policies, message, fix: "mend one of them" },
      ];
    }),
  );
}

/** Leaves, sorted by path, as the object that they are the leaves of. */
function nested(leaves: readonly EffectiveLeaf[], depth: number): JsonObject {
  const groups = new Map<string, EffectiveLeaf[]>();
  for (const leaf of leaves) {
    const key = leaf.path[depth]!;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [leaf]);
    else group.push(leaf);
  }
  return Object.fromEntries(
    [...groups].map(([key, group]) => {
      const [first] = group;
      const isLeaf = first!.path.length === depth + 1;
      return [key, isLeaf ? first!.value : nested(group, depth + 1)];
    }),
  );
}
