import { askerOf } from "../aws/ask";
import { enablerOf, enableType, type TypeStatus, typeStatus } from "../aws/enable-type";
import { describeOrganization } from "../aws/organization-reader";
import { openOrganizations } from "../aws/organizations";
import { openReading } from "../aws/reading";
import { trustedAccessCommand } from "../policy/trusted-access";
import { POLICY_TYPES, type PolicyType } from "../policy/types";
import { renderFindings } from "../render/findings";
import { PLAIN } from "../render/style";
import type { Arguments } from "./arguments";
import { intentIfAny } from "./intent";
import { CannotRun, type Io } from "./io";
import { patience, withOrganizations } from "./live";
import { policyType } from "./policy-type";

/** `enable TYPE`: shows what it would do; with --yes does it, and waits until AWS has finished. */
export async function run(args: Arguments, io: Io): Promise<number> {
  const type = policyType(args.positionals[0]!, POLICY_TYPES);
  const { intent, problems } = intentIfAny(args, io);
  if (problems.length > 0) {
    io.stderr(`${renderFindings(problems, PLAIN)}Nothing was changed.\n`);
    return 1;
  }
  return withOrganizations(intent, io, async (client) => {
    const { signal } = new AbortController();
    const api = {
      ...openOrganizations(client, openReading(patience, signal)),
      ...enablerOf(client, askerOf("organizations", 1, patience, signal)),
    };
    const organization = await describeOrganization(api, intent?.organization.id);
    const status = await typeStatus(api, type);
    const place = `the root ${status.root} of the organization ${organization.id}`;
    if (status.status === "ENABLED") {
      io.stdout(`${type} is enabled on ${place} already.\n`);
      return 0;
    }
    refuseIfNotReady(type, status);
    if (args.options.yes !== true) {
      io.stdout(intention(type, status, place));
      return 0;
    }
    await enableType(api, type, status, patience, signal);
    io.stdout(`Enabled ${type} on ${place}. Take a new snapshot.\n`);
    return 0;
  });
}

function refuseIfNotReady(type: PolicyType, { status, missingAccess }: TypeStatus): void {
  if (status === "PENDING_DISABLE") {
    throw new CannotRun(`AWS is disabling ${type} at this moment: wait until it has finished`);
  }
  if (missingAccess !== undefined) {
    throw new CannotRun(
      `${type} needs trusted access for ${missingAccess} first: enable it in that service's console, or with\n` +
        `  ${trustedAccessCommand(missingAccess)}`,
    );
  }
}

/**
 * What AWS attaches to every root, unit and account together with a type.
 * Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_syntax.html and
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html, read 2026-11.
 */
const COMES_WITH: Readonly<Partial<Record<PolicyType, string>>> = {
  SERVICE_CONTROL_POLICY: "FullAWSAccess",
  RESOURCE_CONTROL_POLICY: "RCPFullAWSAccess",
};

function intention(type: PolicyType, { enabled, status }: TypeStatus, place: string): string {
  const companion = COMES_WITH[type];
  return [
    status === "PENDING_ENABLE"
      ? `Would wait until AWS has enabled ${type} on ${place}.`
      : `Would enable ${type} on ${place}.`,
    `Enabled now: ${enabled.length === 0 ? "none" : enabled.join(", ")}.`,
    ...(companion === undefined
      ? []
      : [
          `AWS then attaches ${companion} to the root, every unit and every account; it allows what was allowed.`,
        ]),
    `To do it: org-guardrails enable ${type} --yes`,
    "",
  ].join("\n");
}
