import type { Intent } from "../../organization/intent";
import type { Delegation, LockdownPlan, PlannedAnalyzer } from "../types";
import { EXTERNAL_ACCESS_ANALYZER, UNUSED_ACCESS_ANALYZER } from "./names";

/**
 * Service principals of trusted access.
 * Sources, read 2026-11: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_root-enable-root-access.html,
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-delegated-administrator.html,
 * https://docs.aws.amazon.com/organizations/latest/userguide/services-that-can-integrate-cloudtrail.html,
 * https://docs.aws.amazon.com/organizations/latest/userguide/services-that-can-integrate-cloudformation.html.
 */
const IAM = "iam.amazonaws.com";
const ACCESS_ANALYZER = "access-analyzer.amazonaws.com";
const CLOUDTRAIL = "cloudtrail.amazonaws.com";
const STACK_SETS = "member.org.stacksets.cloudformation.amazonaws.com";

/** Who may act for the organization, and in what: the parts of the plan that need no account of a member. */
export function accessOf(
  { organization, rootLockdown }: Pick<Intent, "organization" | "rootLockdown">,
  { iam }: LockdownPlan["accounts"],
  hasStackSets: boolean,
): Pick<LockdownPlan, "rootAccess" | "trustedAccess" | "delegations" | "analyzers"> {
  const isCentral = rootLockdown?.centralRootAccess != null;
  const analyzes = rootLockdown?.accessAnalyzers != null;
  const delegated = [...(analyzes ? [ACCESS_ANALYZER] : []), ...(isCentral ? [IAM] : [])];
  return {
    rootAccess: isCentral ? { features: ["RootCredentialsManagement", "RootSessions"] } : null,
    trustedAccess: [
      ...delegated,
      ...(rootLockdown?.trail?.mode === "create" ? [CLOUDTRAIL] : []),
      ...(hasStackSets ? [STACK_SETS] : []),
    ].sort(),
    delegations: delegated.map((servicePrincipal): Delegation => ({ account: iam!.id, servicePrincipal })),
    analyzers: analyzes ? analyzersOf(organization, rootLockdown!.accessAnalyzers!.unusedAfterDays) : [],
  };
}

/**
 * Access from outside is a matter of each Region's resources. Unused access is one of IAM, which is global: one
 * analyzer finds it, and a second would be charged for every user and role again.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-create-unused.html, read 2026-11.
 */
function analyzersOf(
  { regions, homeRegion }: Intent["organization"],
  unusedAccessAge: number | null,
): readonly PlannedAnalyzer[] {
  const external = [...regions].sort().map(
    (region): PlannedAnalyzer => ({
      name: EXTERNAL_ACCESS_ANALYZER,
      type: "ORGANIZATION",
      region,
      unusedAccessAge: null,
    }),
  );
  if (unusedAccessAge === null) return external;
  return [
    ...external,
    {
      name: UNUSED_ACCESS_ANALYZER,
      type: "ORGANIZATION_UNUSED_ACCESS",
      region: homeRegion,
      unusedAccessAge,
    },
  ];
}
