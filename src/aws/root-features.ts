import { type IAMClient, ListOrganizationsFeaturesCommand } from "@aws-sdk/client-iam";
import { askerOf } from "./ask";
import { DeniedError } from "./errors";
import type { Patience } from "./retry";

/** What IAM says of centralized root access. */
export interface RootFeaturesApi {
  /** Requests sent so far, repeated ones included. */
  readonly calls: () => number;
  /** Names of the features that are on; none where IAM has no trusted access. */
  readonly features: () => Promise<readonly string[]>;
}

/**
 * Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListOrganizationsFeatures.html, read 2026-11.
 *
 * @param signal ends every call
 */
export function openRootFeatures(
  client: IAMClient,
  patience: Patience,
  signal: AbortSignal,
): RootFeaturesApi {
  const { calls, ask } = askerOf("iam", 1, patience, signal);
  return {
    calls,
    features: () =>
      ask("ListOrganizationsFeatures", async (options) => {
        try {
          const { EnabledFeatures = [] } = await client.send(
            new ListOrganizationsFeaturesCommand({}),
            options,
          );
          return EnabledFeatures;
        } catch (error) {
          const { name } = error as Error;
          if (name.startsWith("ServiceAccessNotEnabled")) return [];
          if (!name.startsWith("AccountNotManagementOrDelegatedAdministrator")) throw error;
          throw new DeniedError(
            "AWS refused ListOrganizationsFeatures: use credentials of the management account or of the delegated " +
              "administrator of IAM",
            "iam:ListOrganizationsFeatures",
          );
        }
      }),
  };
}
