import { z } from "zod";
import { saysOtherThan } from "../src/catalogue/conditions";
import { example, exampleResource } from "../src/catalogue/examples";
import { type GuardrailStatement, guardrail } from "../src/catalogue/guardrail";

const TOKENS = "ec2:MetadataHttpTokens";
const HOPS = "ec2:MetadataHttpPutResponseHopLimit";
const SET_TOKENS = "ec2:Attribute/HttpTokens";
const SET_HOPS = "ec2:Attribute/HttpPutResponseHopLimit";

/**
 * What launches later by a service-linked role, which no SCP binds: it is judged when it is written. The keys are the
 * services' own.
 */
const WRITTEN_NOW = [
  {
    sid: "LaunchConfigurations",
    key: "autoscaling:MetadataHttpTokens",
    actions: ["autoscaling:CreateLaunchConfiguration"],
  },
  {
    sid: "ImagePipelines",
    key: "imagebuilder:Ec2MetadataHttpTokens",
    actions: [
      "imagebuilder:CreateInfrastructureConfiguration",
      "imagebuilder:UpdateInfrastructureConfiguration",
    ],
  },
];

/**
 * A launch is judged on each of its resources, and only the instance carries these keys: on "*", StringNotEquals would
 * deny every launch.
 *
 * Source: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ExamplePolicies_EC2.html (work with instance metadata),
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-options.html and
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyInstanceMetadataDefaults.html, read 2026-11.
 */
export const requireImdsv2 = guardrail({
  id: "require-imdsv2",
  type: "SERVICE_CONTROL_POLICY",
  theme: "data",
  title: "Instance metadata by version 2 only",
  rationale:
    "Version 1 of the instance metadata service hands the role's credentials to whoever makes the instance fetch a " +
    "URL. New instances ask for a session token, nobody turns that off again, and the account's default does not fall back.",
  references: ["EC2.8", "AutoScaling.3", "CIS AWS Foundations 3.0.0, 5.6", "CIS AWS Foundations 5.0.0, 5.7"],
  parameters: z.strictObject({
    unspecified: z
      .enum(["denied", "allowed"])
      .default("denied")
      .describe(
        "launches that say nothing of tokens; allow them where the account's default, by a declarative policy, asks for tokens",
      ),
    hops: z
      .int()
      .min(1, "1 to 64 hops")
      .max(63, "at most 63 hops: 64 is AWS's own maximum")
      .optional()
      .describe("how far a token may travel: 1 for the instance alone, 2 for its containers"),
  }),
  statements: ({ unspecified, hops }, { partition }) => {
    const instances = `arn:${partition}:ec2:*:*:instance/*`;
    const notRequired = (key: string) =>
      unspecified === "allowed" ? saysOtherThan(key, "required") : { StringNotEquals: { [key]: "required" } };
    const deny = (
      Sid: string,
      Action: string | readonly string[],
      Resource: string,
      Condition: GuardrailStatement["Condition"] = {},
    ): GuardrailStatement => ({ Sid, Effect: "Deny", Action, Resource, Condition });
    return [
      deny("Launches", "ec2:RunInstances", instances, notRequired(TOKENS)),
      // A fleet's launch template may say it, so that silence here means nothing.
      deny("Fleets", "ec2:CreateFleet", instances, saysOtherThan(TOKENS, "required")),
      deny("Changes", "ec2:ModifyInstanceMetadataOptions", instances, saysOtherThan(SET_TOKENS, "required")),
      deny("Defaults", "ec2:ModifyInstanceMetadataDefaults", "*", saysOtherThan(SET_TOKENS, "required")),
      ...WRITTEN_NOW.map(({ sid, actions, key }) => deny(sid, actions, "*", notRequired(key))),
      ...(hops === undefined
        ? []
        : [
            deny("Hops", "ec2:RunInstances", instances, { NumericGreaterThan: { [HOPS]: String(hops) } }),
            deny("HopChanges", "ec2:ModifyInstanceMetadataOptions", instances, {
              NumericGreaterThan: { [SET_HOPS]: String(hops) },
            }),
          ]),
    ];
  },
  requests: ({ unspecified, hops }, organization) => {
    const principal = example(organization, "role/anybody");
    const ec2 = (action: string, name: string, context?: Record<string, string>) => ({
      action: `ec2:${action}`,
      principal,
      resource: exampleResource(organization, "ec2", name),
      context,
    });
    const launch = (context?: Record<string, string>) => ec2("RunInstances", "instance/*", context);
    const change = (context: Record<string, string>) =>
      ec2("ModifyInstanceMetadataOptions", "instance/i-0123456789abcdef0", context);
    const defaults = (tokens: string) => ({
      action: "ec2:ModifyInstanceMetadataDefaults",
      principal,
      context: { [SET_TOKENS]: tokens },
    });
    const written = (tokens?: string) =>
      WRITTEN_NOW.map(({ actions, key }) => ({
        action: actions[0]!,
        principal,
        context: tokens === undefined ? {} : { [key]: tokens },
      }));
    const silent = [launch(), ...written()];
    const far = [
      launch({ [TOKENS]: "required", [HOPS]: String((hops ?? 1) + 1) }),
      change({ [SET_HOPS]: String((hops ?? 1) + 1) }),
    ];
    return {
      denied: [
        launch({ [TOKENS]: "optional" }),
        ec2("CreateFleet", "instance/*", { [TOKENS]: "optional" }),
        change({ [SET_TOKENS]: "optional" }),
        defaults("optional"),
        defaults("no-preference"),
        ...written("optional"),
        ...(unspecified === "denied" ? silent : []),
        ...(hops === undefined ? [] : far),
      ],
      allowed: [
        launch({ [TOKENS]: "required" }),
        change({ [SET_TOKENS]: "required" }),
        change({ "ec2:Attribute/HttpEndpoint": "disabled" }),
        change({ [SET_HOPS]: String(hops ?? 1) }),
        defaults("required"),
        { ...defaults("required"), context: { [SET_HOPS]: "2" } },
        ...written("required"),
        ec2("CreateFleet", "instance/*", { [TOKENS]: "required" }),
        ec2("CreateFleet", "instance/*"),
        // The other resources that a launch is judged on.
        ec2("RunInstances", "volume/*"),
        ec2("RunInstances", "network-interface/*"),
        ec2("RunInstances", "subnet/subnet-0123456789abcdef0"),
        ec2("StartInstances", "instance/i-0123456789abcdef0", { [TOKENS]: "optional" }),
        ...(unspecified === "allowed" ? silent : []),
        ...(hops === undefined ? far : []),
      ],
    };
  },
});
