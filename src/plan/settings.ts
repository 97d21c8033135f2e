import type { AnyGuardrail } from "../catalogue/guardrail";
import { obtain } from "../collections";
import type { Finding } from "../findings/finding";
import { isDeployable } from "../policy/deployable";
import { collisionOf, settingName } from "../policy/management/settings";
import { type ContentItem, hasStatements } from "../policy/pack/types";
import type { PolicyType } from "../policy/types";
import { printable } from "../render/printable";
import type { PlacedItem } from "./desired";
import type { ExpandedException } from "./exceptions";
import type { PlanTarget } from "./types";
import type { UseGroup } from "./uses";

/** Two guardrails of one type that say different things of one setting at one target. */
export interface Collision {
  readonly type: PolicyType;
  /** The first such target, in the order of their ids. */
  readonly node: string;
  /** As it is spelled by the first: "ec2_attributes.serial_console_access.status". */
  readonly setting: string;
  /** Slugs, in their order. */
  readonly guardrails: readonly [string, string];
}

interface Placed {
  readonly item: ContentItem;
  readonly nodes: ReadonlySet<string>;
}

/** Every pair of guardrails that contradict each other where both are wanted; each pair once. */
export function collisions(placed: readonly PlacedItem[]): readonly Collision[] {
  const byType = new Map<PolicyType, Placed[]>();
  for (const { type, item, nodes } of placed) {
    if (!hasStatements(item)) obtain(byType, type, () => []).push({ item, nodes: new Set(nodes) });
  }
  return [...byType].flatMap(([type, items]) => {
    const sorted = [...items].sort((a, b) => (a.item.id < b.item.id ? -1 : 1));
    return sorted.flatMap((one, index) =>
      sorted.slice(index + 1).flatMap((other): Collision[] => {
        const [node] = [...one.nodes].filter((candidate) => other.nodes.has(candidate)).sort();
        const path = node === undefined ? null : collisionOf(one.item.content, other.item.content);
        if (node === undefined || path === null) return [];
        const guardrails = [one.item.guardrail, other.item.guardrail] as const;
        return [{ type, node, setting: settingName(path), guardrails }];
      }),
    );
  });
}

export function collisionFindings(
  found: readonly Collision[],
  groups: readonly UseGroup[],
  target: (node: string) => PlanTarget,
): readonly Finding[] {
  return found.map(({ type, node, setting, guardrails: [first, second] }) => {
    const { use } = groups.find(({ guardrail, nodes }) => guardrail.id === second && nodes.includes(node))!;
    return {
      code: "settings-collide",
      severity: "error",
      place: use.place,
      path: `guardrails.${second}`,
      message: `${first} and ${second} say different things of ${printable(setting)} at ${printable(target(node).path)}, and which of two ${type} of one target wins is not for this tool to guess`,
      fix: `keep one of the two there, or put ${second} on a unit below`,
    };
  });
}

/** Guardrails of a type that the deployment cannot write. */
export function undeployableFindings(groups: readonly UseGroup[]): readonly Finding[] {
  return groups
    .filter(({ guardrail }) => !isDeployable(guardrail.type))
    .map(({ guardrail: { id, type }, use }) => ({
      code: "policy-type-not-deployable",
      severity: "error",
      place: use.place,
      path: `guardrails.${id}`,
      message: `${id} is a ${type}, which @pulumi/aws cannot create yet`,
      fix: `take it out of the file and keep that policy by hand, until a release of @pulumi/aws takes ${type}`,
    }));
}

/**
 * Exceptions from what denies nobody anything.
 *
 * @param exceptions only those from guardrails of management policies
 */
export function settingExceptionFindings(
  exceptions: readonly ExpandedException[],
  catalogue: ReadonlyMap<string, AnyGuardrail>,
): readonly Finding[] {
  return exceptions.map(({ source }) => ({
    code: "exception-from-setting",
    severity: "error",
    place: source.place,
    path: "exceptions",
    message: `exception from ${source.guardrail}: it is a ${catalogue.get(source.guardrail)!.type}, which sets up accounts and denies nobody; only Deny statements of SCPs and RCPs can spare principals`,
    fix: "remove the exception, and attach the guardrail to units without these accounts",
  }));
}
