import { getOrganization } from "@pulumi/aws/organizations/getOrganization";
import { Config, getRootDirectory } from "@pulumi/pulumi";
import { SEVERITIES } from "../src/detections/detection";
import { arnsOf } from "../src/lockdown/arns";
import { topicsOfChats } from "../src/lockdown/subscribers";
import type { LockdownPlan } from "../src/lockdown/types";
import { refusalsOfLockdownPlan } from "../src/pulumi/lockdown-refusals";
import { lockdownProviders } from "../src/pulumi/root-lockdown/providers";
import { RootLockdown } from "../src/pulumi/root-lockdown/root-lockdown";
import { loadLockdownPlan } from "./load-plan";
import { refuse } from "./refuse";

/** Deploys the root lockdown and the detections; refuses before the first resource of AWS is registered. */
export async function run(): Promise<Record<string, unknown>> {
  const { plan, reviewedDigest } = loadLockdownPlan(getRootDirectory());
  const acceptedDigest = new Config("org-guardrails").get("accept-digest");
  refuse(refusalsOfLockdownPlan({ plan, reviewedDigest, acceptedDigest }));

  const { id, managementAccount, homeRegion } = plan.organization;
  const provider = lockdownProviders(plan.organization);
  const own = provider({ id: managementAccount, deployRole: null }, homeRegion);
  const live = await getOrganization({}, { provider: own });
  if (live.id !== id) {
    refuse([
      `the plan is for organization ${id}, but the credentials belong to ${live.id}: ` +
        "nothing is written to another organization",
    ]);
  }
  new RootLockdown(plan.stack, { plan, provider });
  return { digest: plan.digest, skipped: plan.skipped.length, ...whoIsTold(plan) };
}

/** Where messages go, and what is left to be done by hand: each chat configuration has to list its topics. */
function whoIsTold(plan: LockdownPlan): Record<string, unknown> {
  if (plan.detections === null) return {};
  const { topic } = arnsOf(plan);
  const chats = Object.entries(topicsOfChats(plan.detections.subscribers));
  return {
    topics: Object.fromEntries(SEVERITIES.map((severity) => [severity, topic(severity)])),
    chats: Object.fromEntries(chats.map(([chat, severities]) => [chat, severities.map(topic)])),
  };
}
