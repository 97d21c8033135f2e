import { z } from "zod";
import { example } from "../src/catalogue/examples";
import { guardrail } from "../src/catalogue/guardrail";
import { matches, withWildcards } from "../src/evaluate/reference/pattern";

const TYPE = "ec2:InstanceType";

/**
 * What starts an instance or pays for the room of one. A changed type is judged when the instance is started again,
 * because an instance is stopped while its type is changed. Of the many resources of RunInstances, the instance has
 * a type always; the Null spares the others.
 *
 * Sources, read 2026-11: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html,
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-instance-resize.html.
 */
const LAUNCHING = [
  "ec2:CreateCapacityReservation",
  "ec2:CreateFleet",
  "ec2:RunInstances",
  "ec2:StartInstances",
];

/**
 * Auto Scaling launches by its service-linked role, which no SCP binds: types are judged where they are written down.
 * Those of launch templates are judged as RunInstances by whoever makes the group.
 *
 * Source: https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-launch-template-permissions.html,
 * read 2026-11.
 */
const GROUPS = ["autoscaling:CreateAutoScalingGroup", "autoscaling:UpdateAutoScalingGroup"];

export const restrictInstanceTypes = guardrail({
  id: "restrict-instance-types",
  type: "SERVICE_CONTROL_POLICY",
  theme: "cost",
  title: "Only approved instance types",
  rationale:
    "A stolen key is mostly used to mine coins on the largest machines there are; so is a wrong number in a template. " +
    "Instances of other types do not start, those that are stopped now included.",
  references: [],
  parameters: z.strictObject({
    types: z
      .array(
        z
          .string()
          .regex(
            /^[a-z][a-z0-9?*-]*\.[a-z0-9?*-]+$/,
            "an instance type such as t3.micro or m7g.*; * and ? are wildcards",
          ),
      )
      .min(1, "at least one instance type")
      .describe("patterns of the types that may run"),
  }),
  example: { types: ["m6i.*large", "t3.*", "t4g.*"] },
  statements: ({ types }) => [
    {
      Sid: "Launches",
      Effect: "Deny",
      Action: LAUNCHING,
      Resource: "*",
      Condition: { StringNotLike: { [TYPE]: types }, Null: { [TYPE]: "false" } },
    },
    {
      Sid: "Configurations",
      Effect: "Deny",
      Action: "autoscaling:CreateLaunchConfiguration",
      Resource: "*",
      Condition: {
        StringNotLike: { "autoscaling:InstanceType": types },
        Null: { "autoscaling:InstanceType": "false" },
      },
    },
    {
      Sid: "Groups",
      Effect: "Deny",
      Action: GROUPS,
      Resource: "*",
      Condition: { "ForAnyValue:StringNotLike": { "autoscaling:InstanceTypes": types } },
    },
  ],
  requests: ({ types }, organization) => {
    const principal = example(organization, "role/anybody");
    const [approved] = types.map((type) => type.replaceAll("*", "x").replaceAll("?", "x")) as [string];
    const resource = (kind: string) => `arn:${organization.partition}:ec2:eu-west-1:123456789012:${kind}`;
    const instance = (action: string, type: string) => ({
      action,
      principal,
      resource: resource("instance/*"),
      context: { [TYPE]: type },
    });
    const other = otherThan(types);
    const group = (...names: readonly string[]) => ({
      action: "autoscaling:CreateAutoScalingGroup",
      principal,
      context: { "autoscaling:InstanceTypes": names },
    });
    return {
      denied: [
        instance("ec2:RunInstances", other),
        instance("ec2:StartInstances", other),
        { ...instance("ec2:CreateCapacityReservation", other), resource: resource("capacity-reservation/*") },
        group(other),
        group(approved, other),
        {
          action: "autoscaling:CreateLaunchConfiguration",
          principal,
          context: { "autoscaling:InstanceType": other },
        },
      ],
      allowed: [
        instance("ec2:RunInstances", approved),
        // The other resources of the same launch have no type.
        { action: "ec2:RunInstances", principal, resource: resource("network-interface/*") },
        { action: "ec2:RunInstances", principal, resource: resource("subnet/subnet-0abc") },
        instance("ec2:TerminateInstances", other),
        instance("ec2:StopInstances", other),
        group(approved),
        { action: "autoscaling:CreateAutoScalingGroup", principal },
      ],
    };
  },
});

/** A type that no pattern matches; an invented one where the patterns match the usual candidates. */
function otherThan(types: readonly string[]): string {
  const invented = [..."abcdefghijklmnopqrstuvwxyz"].map((letter) => `${letter}0.metal`);
  const candidates = ["p5.48xlarge", "x8g.metal-48xl", ...invented];
  const isOther = (candidate: string) => !types.some((type) => matches(withWildcards(type), candidate));
  return candidates.find(isOther) ?? candidates[0]!;
}
