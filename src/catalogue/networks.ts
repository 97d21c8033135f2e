import { z } from "zod";
import { contains, parseIpRange } from "../evaluate/reference/ip";
import type { ContextValue } from "../evaluate/request";
import type { ConditionBlock } from "../policy/document";
import { otherThan } from "./examples";
import type { OrganizationFacts } from "./guardrail";

/** Ranges of addresses, none of them the whole internet. */
export const ipRanges = z.array(
  z.string().superRefine((text, context) => {
    const range = parseIpRange(text);
    const message =
      range === undefined
        ? "a range of addresses such as 203.0.113.0/24 or 2001:db8::/32"
        : "a range that is not the whole internet";
    if (range === undefined || range.prefix < 8) context.addIssue({ code: "custom", message });
  }),
);

const vpcs = z.array(
  z.string().regex(/^vpc-[0-9a-f]{8,17}$/, "the id of a VPC, such as vpc-0123456789abcdef0"),
);

/** The parameters by which a guardrail is told which networks are expected. */
export const networkParameters = {
  "ip-ranges": ipRanges
    .default([])
    .describe("public addresses of offices, VPNs and NAT gateways, as ranges; these or vpcs must be given"),
  vpcs: vpcs
    .default([])
    .describe("VPCs, for the services whose endpoints do not say the organization of their VPC"),
  "organization-endpoints": z
    .enum(["expected", "unexpected"])
    .default("expected")
    .describe("whether VPC endpoints of the organization's accounts are expected"),
} as const;

export interface Networks {
  readonly "ip-ranges": readonly string[];
  readonly vpcs: readonly string[];
  readonly "organization-endpoints": "expected" | "unexpected";
}

/** A Deny of requests from elsewhere needs a network that is expected. */
export function namesNetwork(parameters: Networks): boolean {
  return parameters["ip-ranges"].length > 0 || parameters.vpcs.length > 0;
}

export const NAMES_NETWORK = "name at least one expected network: ip-ranges or vpcs";

/**
 * That a request comes from none of the expected networks. A request has either an address (aws:SourceIp) or came
 * through a VPC endpoint (aws:SourceVpc, and from some services aws:VpceOrgID); the keys of the other kind are absent,
 * which the negated operators take for another network. So one kind that fits spares the request.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html (properties of the
 * network), read 2026-11.
 */
export function fromElsewhere(parameters: Networks, { id }: OrganizationFacts) {
  const ranges = parameters["ip-ranges"];
  return {
    ...(ranges.length > 0 && { NotIpAddress: { "aws:SourceIp": ranges } }),
    StringNotEquals: {
      ...(parameters.vpcs.length > 0 && { "aws:SourceVpc": parameters.vpcs }),
      ...(parameters["organization-endpoints"] === "expected" && { "aws:VpceOrgID": id }),
    },
  } satisfies ConditionBlock;
}

type Context = Readonly<Record<string, ContextValue>>;

/** Contexts of requests from unexpected networks. */
export function elsewhere(parameters: Networks): readonly Context[] {
  return [
    { "aws:SourceIp": addressOutside(parameters["ip-ranges"]) },
    {
      "aws:SourceVpc": otherThan(parameters.vpcs, "vpc-0fedcba9876543210"),
      "aws:VpceOrgID": "o-outsiders000",
      "aws:VpcSourceIp": "10.0.0.7",
    },
    // Through an endpoint of a service that tells nothing of it.
    { "aws:VpcSourceIp": "10.0.0.7" },
  ];
}

/** Contexts of requests from expected networks. */
export function athome(parameters: Networks, { id }: OrganizationFacts): readonly Context[] {
  return [
    ...parameters["ip-ranges"].map((range) => ({ "aws:SourceIp": range.replace(/\/.*$/, "") })),
    ...parameters.vpcs.map((vpc) => ({ "aws:SourceVpc": vpc, "aws:VpcSourceIp": "10.0.0.7" })),
    ...(parameters["organization-endpoints"] === "expected"
      ? [{ "aws:SourceVpc": "vpc-0fedcba9876543210", "aws:VpceOrgID": id }]
      : []),
  ];
}

/** An address for documentation that is in none of the ranges. */
function addressOutside(ranges: readonly string[]): string {
  const parsed = ranges.flatMap((range) => parseIpRange(range) ?? []);
  const isOutside = (address: string) => !parsed.some((range) => contains(range, parseIpRange(address)!));
  const candidates = ["198.51.100.7", "192.0.2.7", "203.0.113.7"];
  return candidates.find(isOutside) ?? candidates[0]!;
}
