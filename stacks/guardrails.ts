import { getOrganization } from "@pulumi/aws/organizations/getOrganization";
import { Provider } from "@pulumi/aws/provider";
import { Config, getRootDirectory, log } from "@pulumi/pulumi";
import { Guardrails } from "../src/pulumi/guardrails";
import {
  type Deployment,
  type LiveOrganization,
  refusalsOfOrganization,
  refusalsOfPlan,
} from "../src/pulumi/refusals";
import { loadPlan } from "./load-plan";
import { refuse } from "./refuse";

/** Deploys one phase of the plan's policies; refuses before the first resource of AWS is registered. */
export async function run(): Promise<Record<string, unknown>> {
  const config = new Config("org-guardrails");
  const { homeRegion, ...loaded } = loadPlan(getRootDirectory());
  const deployment: Deployment = {
    ...loaded,
    phase: config.getNumber("phase") ?? 1,
    acceptedDigest: config.get("accept-digest"),
  };
  refuse(refusalsOfPlan(deployment));

  // Organizations answers in one Region of each partition; any Region of the partition leads there.
  const provider = new Provider("organizations", { region: homeRegion });
  refuse(refusalsOfOrganization(deployment, await liveOrganization(provider)));

  const { plan, phase } = deployment;
  new Guardrails("guardrails", { plan, phase }, { provider });
  const { digest } = plan.phases.find((candidate) => candidate.phase === phase)!;
  const phases = plan.phases.length;
  if (phase < phases) {
    await log.info(`phase ${phase} of ${phases}: set org-guardrails:phase to ${phase + 1} and run again`);
  }
  return { phase, phases, digest };
}

async function liveOrganization(provider: Provider): Promise<LiveOrganization> {
  const { id, roots, enabledPolicyTypes, awsServiceAccessPrincipals } = await getOrganization(
    {},
    { provider },
  );
  return {
    id,
    enabledPolicyTypes: (roots ?? []).length === 0 ? null : enabledPolicyTypes,
    trustedServices: awsServiceAccessPrincipals ?? [],
  };
}
