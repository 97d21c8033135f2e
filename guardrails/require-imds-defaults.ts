import { z } from "zod";
import { managementGuardrail } from "../src/catalogue/guardrail";
import { assigned, changesBelow, settledEffects } from "../src/catalogue/settled";

interface Parameters {
  readonly "hop-limit": number;
}

/**
 * AWS advises two hops or more where tokens are required, for containers.
 * Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_declarative_syntax.html,
 * read 2026-11.
 */
const settings = ({ "hop-limit": hops }: Parameters) => ({
  ec2_attributes: {
    instance_metadata_defaults: { http_tokens: "required", http_put_response_hop_limit: String(hops) },
  },
});

export const requireImdsDefaults = managementGuardrail({
  id: "require-imds-defaults",
  type: "DECLARATIVE_POLICY_EC2",
  theme: "network",
  title: "IMDSv2 as the default of new instances",
  rationale:
    "Version 1 of the instance metadata service hands credentials to whatever can make the instance fetch a URL. New " +
    "instances ask for a token unless their launch says otherwise, in every Region, without a line of code.",
  references: ["EC2.8", "CIS AWS Foundations 3.0.0, 5.6", "CIS AWS Foundations 5.0.0, 5.7"],
  parameters: z.strictObject({
    "hop-limit": z
      .int()
      .min(1)
      .max(64)
      .default(2)
      .describe("how far the answer with the token may travel; containers need 2"),
    "changes-below": changesBelow,
  }),
  content: (parameters) => assigned(settings(parameters), parameters["changes-below"]),
  effects: (parameters) =>
    settledEffects(
      settings(parameters),
      {
        ec2_attributes: {
          instance_metadata_defaults: { http_tokens: "optional", http_put_response_hop_limit: "64" },
        },
      },
      parameters["changes-below"],
    ),
});
