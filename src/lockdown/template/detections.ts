import type { ForwardingRule } from "../../detections/rollout";
import { busArn, type Destination, forwarderArn } from "./forwarder";
import { logicalId, type Template, type TemplateResource } from "./template";

/** The id of a rule's one target, unique within the rule. */
export const TARGET_ID = "security-account";

/** A condition takes two to ten others. Source: the reference of Fn::Or of CloudFormation, read 2026-11. */
const MOST_ALTERNATIVES = 10;

/**
 * The template of the StackSet `org-guardrails-detections`: the rules that stand in every account, each only in its
 * Regions, whichever Regions the StackSet has. Rules of single accounts are not in it. Rules with the same Regions
 * share a condition.
 *
 * @throws Error when no rule stands in every account: CloudFormation takes no template without resources
 */
export function detectionsTemplate({
  rules,
  ...destination
}: Omit<Destination, "partition"> & { readonly rules: readonly ForwardingRule[] }): Template {
  const everywhere = rules
    .filter(({ accounts }) => accounts === "every")
    .toSorted((one, other) => (one.name < other.name ? -1 : 1));
  if (everywhere.length === 0) throw new Error("no rule stands in every account");
  const conditions = regionConditions(everywhere);
  return {
    AWSTemplateFormatVersion: "2010-09-09",
    Description: "Rules of org-guardrails that send what detections look for to the security account",
    Conditions: Object.fromEntries([...conditions.values()].map(({ name, condition }) => [name, condition])),
    Resources: Object.fromEntries(
      everywhere.map((rule) => [
        logicalId(rule.detection),
        ruleResource(rule, conditions.get(keyOf(rule.regions))!.name, destination),
      ]),
    ),
  };
}

function ruleResource(
  rule: ForwardingRule,
  condition: string,
  destination: Omit<Destination, "partition">,
): TemplateResource {
  return {
    Type: "AWS::Events::Rule",
    Condition: condition,
    Properties: {
      Name: rule.name,
      Description: ruleDescription(rule),
      EventPattern: rule.pattern,
      State: rule.state,
      Targets: [
        {
          Id: TARGET_ID,
          Arn: { "Fn::Sub": busArn({ ...destination, partition: "${AWS::Partition}" }, rule.bus) },
          RoleArn: { "Fn::Sub": forwarderArn("${AWS::Partition}", "${AWS::AccountId}") },
        },
      ],
    },
  };
}

/** What a rule is for, as its description says. */
export function ruleDescription({ detection }: Pick<ForwardingRule, "detection">): string {
  return `Sends what ${detection} of org-guardrails looks for to the security account`;
}

interface RegionCondition {
  readonly name: string;
  readonly condition: object;
}

function keyOf(regions: readonly string[]): string {
  return regions.join(" ");
}

function regionConditions(rules: readonly ForwardingRule[]): ReadonlyMap<string, RegionCondition> {
  const sets = new Map(rules.map(({ regions }) => [keyOf(regions), regions]));
  const sorted = [...sets].sort(([one], [other]) => (one < other ? -1 : 1));
  return new Map(
    sorted.map(([key, regions], index) => [
      key,
      {
        name: regions.length === 1 ? `In${logicalId(regions[0]!)}` : `InRegions${index + 1}`,
        condition: anyOf(regions.map((region) => ({ "Fn::Equals": [{ Ref: "AWS::Region" }, region] }))),
      },
    ]),
  );
}

function anyOf(conditions: readonly object[]): object {
  if (conditions.length === 1) return conditions[0]!;
  if (conditions.length <= MOST_ALTERNATIVES) return { "Fn::Or": conditions };
  const size = Math.ceil(conditions.length / Math.ceil(conditions.length / MOST_ALTERNATIVES));
  const groups = Array.from({ length: Math.ceil(conditions.length / size) }, (_, group) =>
    anyOf(conditions.slice(group * size, (group + 1) * size)),
  );
  return anyOf(groups);
}
