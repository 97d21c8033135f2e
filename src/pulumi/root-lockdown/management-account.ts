import { EncryptionByDefault } from "@pulumi/aws/ebs/encryptionByDefault";
import { AccountPasswordPolicy } from "@pulumi/aws/iam/accountPasswordPolicy";
import { Role } from "@pulumi/aws/iam/role";
import { RolePolicy } from "@pulumi/aws/iam/rolePolicy";
import type { Resource } from "@pulumi/pulumi";
import { type BaselineResource, baselineResources } from "../../lockdown/baseline-resources";
import type { PasswordPolicy } from "../../lockdown/types";
import { at, type Building } from "./building";
import type { Buses } from "./detections";
import { dutiesOf, forward } from "./forwarding";

/**
 * What every account has, for the one that no StackSet reaches. Deleting a setting would put back AWS's own, which is
 * looser, so that deleting only forgets it.
 */
export function setManagementAccount(building: Building, buses: Buses): void {
  const { plan, management } = building;
  const { partition, homeRegion } = plan.organization;
  const resources = baselineResources({
    account: management.id,
    partition,
    homeRegion,
    securityAccount: plan.accounts.security?.id ?? null,
    baseline: plan.baseline,
    rules: plan.detections?.rollout.forwarding ?? [],
    duties: ["every", ...dutiesOf(plan, management.id, management.id)],
  });
  const role = resources.flatMap((each) => (each.kind === "forwarder-role" ? forwarder(building, each) : []));
  for (const each of resources) {
    switch (each.kind) {
      case "password-policy":
        passwordPolicy(building, each.policy);
        break;
      case "ebs-encryption":
        new EncryptionByDefault(
          `ebs-encryption:${each.region}`,
          { enabled: true },
          { ...at(building, management, each.region), retainOnDelete: true },
        );
        break;
      case "forwarding-rule":
        forward(building, management, each, buses, role);
        break;
      case "forwarder-role":
        break;
    }
  }
}

/** The role by which rules of the management account send. @returns what has to be there before a rule can */
function forwarder(
  building: Building,
  {
    name,
    description,
    trust,
    policyName,
    policy,
  }: Extract<BaselineResource, { readonly kind: "forwarder-role" }>,
): Resource[] {
  const options = at(building, building.management);
  const role = new Role("forwarder", { name, description, assumeRolePolicy: JSON.stringify(trust) }, options);
  const permissions = { name: policyName, role: role.name, policy: JSON.stringify(policy) };
  return [role, new RolePolicy("forwarder", permissions, options)];
}

function passwordPolicy(building: Building, policy: PasswordPolicy): void {
  new AccountPasswordPolicy(
    "password-policy",
    {
      minimumPasswordLength: policy.minimumLength,
      requireLowercaseCharacters: policy.requireLowercase,
      requireUppercaseCharacters: policy.requireUppercase,
      requireNumbers: policy.requireNumbers,
      requireSymbols: policy.requireSymbols,
      passwordReusePrevention: policy.reusePrevention,
      allowUsersToChangePassword: policy.usersMayChange,
      // Who may not reset a password that has ended is locked out: an administrator would have to.
      hardExpiry: false,
      ...(policy.maximumAge === null ? {} : { maxPasswordAge: policy.maximumAge }),
    },
    { ...at(building, building.management), retainOnDelete: true },
  );
}
