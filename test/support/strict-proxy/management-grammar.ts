/** What each type's document begins with. Sources: the page on the syntax of each, read 2026-11. */
const TOP: Readonly<Record<string, string>> = {
  TAG_POLICY: "tags",
  BACKUP_POLICY: "plans",
  AISERVICES_OPT_OUT_POLICY: "services",
  CHATBOT_POLICY: "chatbot",
  DECLARATIVE_POLICY_EC2: "ec2_attributes",
  SECURITYHUB_POLICY: "securityhub",
  S3_POLICY: "s3_attributes",
  INSPECTOR_POLICY: "inspector",
  BEDROCK_POLICY: "bedrock",
  UPGRADE_ROLLOUT_POLICY: "upgrade_rollout",
};

const LISTS = ["@@append", "@@remove"];
const CONTROL = "@@operators_allowed_for_child_policies";
const ALLOWED = ["@@all", "@@none", "@@assign", "@@append", "@@remove"];

/**
 * What is wrong with a management policy, or undefined: the name that it begins with, its operators and their places.
 * Which settings there are is not judged. Written apart from the schemas of the product, so that each holds the other.
 *
 * Source: https://docs.aws.amazon.com/organizations/latest/userguide/policy-operators.html, read 2026-11.
 */
export function managementFault(type: string, document: Record<string, unknown>): string | undefined {
  const top = TOP[type];
  if (top === undefined) return undefined;
  if (Object.keys(document).join() !== top)
    return `A policy of this type has ${top} at its top, and nothing else.`;
  return nodeFault(type, top, document[top]);
}

function nodeFault(type: string, place: string, node: unknown): string | undefined {
  if (typeof node !== "object" || node === null || Array.isArray(node)) return `${place} has no operator.`;
  const members = Object.entries(node);
  const names = members.map(([name]) => name.toLowerCase());
  if (new Set(names).size !== names.length) return `${place} has a name twice.`;
  const values = members.filter(([name]) => name.startsWith("@@") && name !== CONTROL);
  if (values.length > 0 && members.some(([name]) => !name.startsWith("@@")))
    return `${place} has a value and settings below it.`;
  for (const [name, member] of members) {
    const fault = name.startsWith("@@")
      ? operatorFault(type, name, member)
      : nodeFault(type, `${place}.${name}`, member);
    if (fault !== undefined) return fault.startsWith(place) ? fault : `${place}: ${fault}`;
  }
  return undefined;
}

function operatorFault(type: string, name: string, value: unknown): string | undefined {
  if (name === CONTROL) {
    const allowed = Array.isArray(value) ? value : [];
    const isKnown = allowed.length > 0 && allowed.every((each) => ALLOWED.includes(each));
    return isKnown ? undefined : `${CONTROL} lists operators.`;
  }
  if (name !== "@@assign" && !LISTS.includes(name)) return `there is no operator ${name}.`;
  if (type === "AISERVICES_OPT_OUT_POLICY" && name !== "@@assign") return `${name} is not for this type.`;
  if (LISTS.includes(name) && !Array.isArray(value)) return `${name} takes a list.`;
  const plain = (Array.isArray(value) ? value : [value]).every((each) => typeof each !== "object");
  return plain ? undefined : `${name} takes values.`;
}
