import { type IAMClient, ListOrganizationsFeaturesCommand } from "@aws-sdk/client-iam";
import { DeniedError } from "./errors";
import type { Reading } from "./reading";

/** What IAM says of centralized root access. */
export interface RootFeaturesApi {
  /** Requests sent so far, repeated ones included. */
  readonly calls: () => number;
  /** Names of the features that are on; none where IAM has no trusted access. */
  readonly features: () => Promise<readonly string[]>;
}

/** Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListOrganizationsFeatures.html, read 2026-11. */
export function openRootFeatures(client: IAMClient, { calls, ask }: Reading): RootFeaturesApi {
  return {
    calls,
    features: () =>
      ask("iam:ListOrganizationsFeatures", async (options) => {
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
