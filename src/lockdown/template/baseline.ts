import { FORWARDER_ROLE_NAME } from "../../detections/names";
import { settingsProperties } from "../account-settings/properties";
import type { AccountBaseline } from "../types";
import { FORWARDER_DESCRIPTION, FORWARDER_POLICY_NAME, forwarderPolicy, forwarderTrust } from "./forwarder";
import { SETTINGS_OUTPUTS, settingsResources } from "./settings-function";
import type { Template, TemplateResource } from "./template";

/** What the baseline of member accounts depends on. */
export interface BaselineInputs {
  readonly baseline: AccountBaseline;
  /** Whether rules send to the security account, and need a role for it. */
  readonly forwards: boolean;
  readonly partition: string;
  /** Null only where nothing is forwarded. */
  readonly securityAccount: string | null;
  readonly homeRegion: string;
}

/** Whether there is anything for the StackSet `org-guardrails-baseline` to hold. */
export function hasBaseline({ baseline, forwards }: Pick<BaselineInputs, "baseline" | "forwards">): boolean {
  return forwards || baseline.passwordPolicy !== null || baseline.ebsEncryptionRegions.length > 0;
}

/**
 * The template of the StackSet `org-guardrails-baseline`, which stands in the home Region only, since roles are global:
 * the role by which rules send, and the custom resource that sets the password policy and the encryption of volumes.
 *
 * @throws Error when there is nothing to hold (`hasBaseline`), or events are forwarded to no account
 */
export function baselineTemplate({
  baseline,
  forwards,
  partition,
  securityAccount,
  homeRegion,
}: BaselineInputs): Template {
  if (!hasBaseline({ baseline, forwards })) throw new Error("the account baseline is empty");
  const properties = settingsProperties(baseline.passwordPolicy, baseline.ebsEncryptionRegions);
  const settings = Object.keys(properties).length > 0;
  return {
    AWSTemplateFormatVersion: "2010-09-09",
    Description: "What org-guardrails holds in every account, in one Region",
    Resources: {
      ...(forwards ? forwarderResources(partition, securityAccount, homeRegion) : {}),
      ...(settings ? settingsResources(properties) : {}),
    },
    ...(settings ? { Outputs: SETTINGS_OUTPUTS } : {}),
  };
}

function forwarderResources(
  partition: string,
  securityAccount: string | null,
  homeRegion: string,
): Readonly<Record<string, TemplateResource>> {
  if (securityAccount === null) throw new Error("events are forwarded, and no security account is named");
  return {
    ForwarderRole: {
      Type: "AWS::IAM::Role",
      Properties: {
        RoleName: FORWARDER_ROLE_NAME,
        Description: FORWARDER_DESCRIPTION,
        AssumeRolePolicyDocument: forwarderTrust(),
        Policies: [
          {
            PolicyName: FORWARDER_POLICY_NAME,
            PolicyDocument: forwarderPolicy({ partition, securityAccount, homeRegion }),
          },
        ],
      },
    },
  };
}
