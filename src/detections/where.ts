import { REGIONS } from "../aws-data/regions";
import type { OrganizationFacts } from "../catalogue/guardrail";

/**
 * Where AWS emits an event:
 * - "global": where the partition's global services keep their records, such as us-east-1: IAM, Organizations, root
 *   sign-in;
 * - "sign-in": wherever an IAM user can sign in: there, in the Regions that the global sign-in page sends browsers to,
 *   and in every enabled Region through its own page;
 * - "every": in the Region that was called, or where the finding service looks;
 * - "elsewhere": in the Region that was called, and that is neither approved nor the global one. No rule has to stand
 *   there; a trail of all Regions has it.
 *
 * Sources, read 2026-11:
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-aws-console-sign-in-events.html,
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-concepts.html (global service events),
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_cloudtrail-integration.html.
 */
export type Emitted = "global" | "sign-in" | "every" | "elsewhere";

/** Whose default bus has an event. The last three are members with a duty; a rule of every account is there too. */
export type Emitter = "management" | "member" | "security" | "identity" | "iam";

/** That of the other partitions: assumed from where their IAM endpoints are. */
const GLOBAL_REGION = { aws: "us-east-1", "aws-us-gov": "us-gov-west-1", "aws-cn": "cn-north-1" } as const;

const SIGN_IN_REGIONS = {
  aws: ["us-east-2", "eu-north-1", "ap-southeast-2"],
  "aws-us-gov": [],
  "aws-cn": [],
} as const;

/** Where the partition's global services keep their records. */
export function globalRegion({ partition }: Pick<OrganizationFacts, "partition">): string {
  return GLOBAL_REGION[partition];
}

/**
 * The Regions where rules have to stand, sorted: the approved ones and those where AWS records what is done in none of
 * them. "Every" Region is one of these; in what other Regions there are, only the trail sees.
 *
 * @param more Regions beyond these that are enabled and watched as well
 */
export function watchedRegions(
  organization: OrganizationFacts,
  more: readonly string[] = [],
): readonly string[] {
  return sorted([...signInRegions(organization), ...more]);
}

/** The Regions in which AWS emits such an event, sorted. */
export function regionsWhere(
  emitted: Emitted,
  organization: OrganizationFacts,
  more: readonly string[] = [],
): readonly string[] {
  switch (emitted) {
    case "global":
      return [globalRegion(organization)];
    case "sign-in":
      return sorted(signInRegions(organization));
    case "every":
      return watchedRegions(organization, more);
    case "elsewhere":
      return unexpectedRegions(organization);
  }
}

/** The approved Regions and the global one, sorted: whatever is called elsewhere is unexpected. */
export function expectedRegions(organization: OrganizationFacts): readonly string[] {
  return sorted([...organization.regions, organization.homeRegion, globalRegion(organization)]);
}

/** The others that the partition has, sorted. */
export function unexpectedRegions(organization: OrganizationFacts): readonly string[] {
  const expected = expectedRegions(organization);
  return sorted(REGIONS[organization.partition]!.filter((region) => !expected.includes(region)));
}

function signInRegions(organization: OrganizationFacts): readonly string[] {
  return [...expectedRegions(organization), ...SIGN_IN_REGIONS[organization.partition]];
}

function sorted(regions: readonly string[]): readonly string[] {
  return [...new Set(regions)].sort();
}
