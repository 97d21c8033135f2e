import { detections } from "../../../detections";
import type { OrganizationFacts } from "../../../src/catalogue/guardrail";
import { planRollout, type Rollout } from "../../../src/detections/rollout";
import { baselineTemplate } from "../../../src/lockdown/template/baseline";
import { detectionsTemplate } from "../../../src/lockdown/template/detections";
import type { AccountBaseline, PasswordPolicy } from "../../../src/lockdown/types";

export const SECURITY = "222222222222";
export const MEMBER = "444444444444";

export const PASSWORD_POLICY: PasswordPolicy = {
  minimumLength: 14,
  requireLowercase: true,
  requireUppercase: true,
  requireNumbers: true,
  requireSymbols: false,
  reusePrevention: 24,
  maximumAge: 90,
  usersMayChange: true,
};

/** The baseline of an organization, and what it is made of. */
export interface Case {
  readonly organization: OrganizationFacts;
  readonly rollout: Rollout;
  readonly baseline: AccountBaseline;
}

export function caseOf(organization: OrganizationFacts, regions: readonly string[] = []): Case {
  const rollout = planRollout(detections, organization, { regions, disabled: [] });
  return {
    organization,
    rollout,
    baseline: { passwordPolicy: PASSWORD_POLICY, ebsEncryptionRegions: rollout.regions },
  };
}

/** The templates of both StackSets. */
export function templatesOf({ organization, rollout, baseline }: Case) {
  const { partition, homeRegion } = organization;
  return {
    baseline: baselineTemplate({
      baseline,
      forwards: true,
      partition,
      securityAccount: SECURITY,
      homeRegion,
    }),
    detections: detectionsTemplate({ rules: rollout.forwarding, securityAccount: SECURITY, homeRegion }),
  };
}
