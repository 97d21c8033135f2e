import { Provider } from "@pulumi/aws/provider";
import type { LockdownPlan } from "../../lockdown/types";
import type { ProviderOf } from "./building";

/**
 * One provider for each account and Region, named `<account>:<region>` and made at its first use. The management
 * account is reached with the credentials that the stack runs with, every other by its role; sessions are named
 * org-guardrails.
 */
export function lockdownProviders({
  managementAccount,
  partition,
}: Pick<LockdownPlan["organization"], "managementAccount" | "partition">): ProviderOf {
  const made = new Map<string, Provider>();
  return ({ id, deployRole }, region) => {
    const name = `${id}:${region}`;
    const known = made.get(name);
    if (known !== undefined) return known;
    const assumed =
      id === managementAccount
        ? {}
        : {
            assumeRoles: [
              { roleArn: `arn:${partition}:iam::${id}:${deployRole}`, sessionName: "org-guardrails" },
            ],
          };
    const provider = new Provider(name, { region, allowedAccountIds: [id], ...assumed });
    made.set(name, provider);
    return provider;
  };
}
