import type { ActionInfo, ActionResource } from "../../aws-data/actions";
import { conditionKeyInfo } from "../../aws-data/condition-keys";
import type { LintCondition } from "../types";
import { isKey } from "./conditions";

/**
 * Types of resources that are there before the request. The documentation lists the keys of tags for every type, but
 * a request brings tags only for what it makes.
 *
 * Source: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/supported-iam-actions-tagging.html, read 2026-11.
 */
const THERE_BEFORE: Readonly<Record<string, readonly string[]>> = {
  "ec2:CreateSnapshot": ["volume"],
  "ec2:RunInstances": ["image", "security-group", "subnet"],
};

/** Whether a request for an action can carry a key, in AWS's casing, when it is judged on a resource of a type. */
export function carriesKeyOn(
  { action, conditionKeys }: ActionInfo,
  resource: ActionResource,
  key: string,
): boolean {
  const isOfRequestTags = key.startsWith("aws:RequestTag/") || key === "aws:TagKeys";
  if (isOfRequestTags && THERE_BEFORE[action]?.includes(resource.type)) return false;
  return conditionKeys.includes(key) || resource.conditionKeys.includes(key);
}

/**
 * Whether types of resources can differ in having a key. Tags of a resource are documented for all types, though what
 * is only being made has none yet.
 */
export function isOfType({ key }: LintCondition): boolean {
  const info = conditionKeyInfo(key);
  if (info === undefined || /resourcetag\//i.test(key)) return false;
  return info.scope === "service" || isKey(key, "aws:TagKeys", "aws:RequestTag/*");
}

/** "an image, a subnet and a volume" */
export function listed(resources: readonly ActionResource[]): string {
  const names = resources.map(({ type }) => (/^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`));
  return names.length === 1 ? names[0]! : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
