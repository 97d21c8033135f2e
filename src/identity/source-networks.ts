import { ipRanges } from "../catalogue/networks";
import type { Statement } from "../policy/document";

/** The networks that sessions have to come from; none for any. */
export const sourceNetworks = ipRanges
  .default([])
  .describe("the address ranges that requests have to come from; anywhere when left out");

/**
 * Denies what does not come from the networks. What a service does on a user's behalf comes from the service, and is
 * spared: the user's own call before it was judged already. Calls through a VPC endpoint have no public address, and are
 * denied with the rest.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_aws_deny-ip.html and
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html (aws:SourceIp,
 * aws:ViaAWSService), read 2026-11.
 *
 * @returns nothing when no network is named
 */
export function onlyFrom(networks: readonly string[]): readonly Statement[] {
  if (networks.length === 0) return [];
  return [
    {
      Sid: "OnlyFromNetworks",
      Effect: "Deny",
      Action: "*",
      Resource: "*",
      Condition: {
        NotIpAddress: { "aws:SourceIp": networks },
        BoolIfExists: { "aws:ViaAWSService": "false" },
      },
    },
  ];
}
