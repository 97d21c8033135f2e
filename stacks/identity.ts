import { getGroup } from "@pulumi/aws/identitystore/getGroup";
import { getUser } from "@pulumi/aws/identitystore/getUser";
import { getOrganization } from "@pulumi/aws/organizations/getOrganization";
import { Provider } from "@pulumi/aws/provider";
import { getInstances } from "@pulumi/aws/ssoadmin/getInstances";
import { Config, getRootDirectory, RunError } from "@pulumi/pulumi";
import type { IdentityPlan, IdentityStack } from "../src/identity/plan/types";
import { resolveTarget } from "../src/organization/targets";
import { IdentityCenter, type IdentityDirectory } from "../src/pulumi/identity-center";
import { refusalsOfDirectory, refusalsOfIdentityPlan } from "../src/pulumi/identity-refusals";
import { type LoadedIdentityPlan, loadIdentityPlan } from "./load-plan";
import { refuse } from "./refuse";

/** Deploys permission sets and assignments on member accounts, from the account that administers Identity Center. */
export function run(): Promise<Record<string, unknown>> {
  return deploy("identity");
}

/** Deploys a stack; refuses before the first resource of AWS is registered. */
export async function deploy(stack: IdentityStack): Promise<Record<string, unknown>> {
  const loaded = loadIdentityPlan(getRootDirectory(), stack);
  const { plan, reviewedDigest } = loaded;
  const acceptedDigest = new Config("org-guardrails").get("accept-digest");
  refuse(refusalsOfIdentityPlan({ plan, reviewedDigest, acceptedDigest }));

  const provider = providerOf(stack, loaded);
  const { id } = await getOrganization({}, { provider });
  if (id !== plan.organization.id) {
    refuse([
      `the plan is for organization ${plan.organization.id}, but the credentials belong to ${id}: ` +
        "nothing is written to another organization",
    ]);
  }
  const { directory, missing } = await lookUp(plan, provider);
  refuse(refusalsOfDirectory(missing));
  new IdentityCenter(stack, { plan, directory }, { provider });
  return { digest: plan.digest };
}

/** The management account's own assignments are written with its own credentials: nobody else may. */
function providerOf(stack: IdentityStack, { intent, tree }: LoadedIdentityPlan): Provider {
  const { homeRegion: region, partition } = intent.organization;
  const { identity } = intent.accounts;
  if (stack === "identity-management" || identity === undefined) return new Provider(stack, { region });
  const found = resolveTarget(tree, identity.account);
  const account = "nodes" in found ? found.nodes[0] : undefined;
  if (account === undefined) throw new RunError(`accounts.identity: nothing is named ${identity.account}`);
  if (account === intent.organization.managementAccount) return new Provider(stack, { region });
  const roleArn = `arn:${partition}:iam::${account}:${identity.deployRole}`;
  return new Provider(stack, { region, assumeRoles: [{ roleArn, sessionName: "org-guardrails" }] });
}

interface LookedUp {
  readonly directory: IdentityDirectory;
  readonly missing: { readonly groups: readonly string[]; readonly users: readonly string[] };
}

/** Finds the instance, and whoever the plan names; who is missing is said of all at once. */
async function lookUp(plan: IdentityPlan, provider: Provider): Promise<LookedUp> {
  const { arns, identityStoreIds } = await getInstances({}, { provider });
  const [instanceArn] = arns;
  const [identityStoreId] = identityStoreIds;
  if (instanceArn === undefined || identityStoreId === undefined) {
    throw new RunError(
      "the organization has no instance of Identity Center in this Region: enable it in the home Region first",
    );
  }
  const by = (attributePath: string, attributeValue: string) => ({
    identityStoreId,
    alternateIdentifier: { uniqueAttribute: { attributePath, attributeValue } },
  });
  const groups = new Map<string, string>();
  const users = new Map<string, string>();
  const missing = { groups: [] as string[], users: [] as string[] };
  for (const { name, members } of plan.groups) {
    if (members !== null) continue;
    const found = await orMissing(getGroup(by("DisplayName", name), { provider }));
    if (found === undefined) missing.groups.push(name);
    else groups.set(name, found.groupId);
  }
  for (const name of plan.users) {
    const found = await orMissing(getUser(by("UserName", name), { provider }));
    if (found === undefined) missing.users.push(name);
    else users.set(name, found.userId);
  }
  return { directory: { instanceArn, identityStoreId, groups, users }, missing };
}

/**
 * What was found; undefined when there is none. Any other failure is one.
 * Source: https://github.com/hashicorp/terraform-provider-aws/tree/main/internal/service/identitystore
 * (group_data_source.go, user_data_source.go: the words for nothing found), read 2026-11; those of users are assumed.
 */
async function orMissing<T>(looking: Promise<T>): Promise<T | undefined> {
  try {
    return await looking;
  } catch (error) {
    if (/ResourceNotFoundException|no Identity ?Store (Group|User) found/i.test((error as Error).message))
      return undefined;
    throw error;
  }
}
