import { setTimeout } from "node:timers/promises";
import { callerAccount } from "../aws/caller";
import {
  identityClients,
  lockdownClients,
  type OrganizationsClient,
  organizationsClient,
} from "../aws/client";
import { AwsError } from "../aws/errors";
import { openIdentityCenter } from "../aws/identity-center";
import { readIdentity } from "../aws/identity-reader";
import { readLockdown } from "../aws/lockdown-reader";
import { openOrganizations } from "../aws/organizations";
import type { Patience } from "../aws/retry";
import { openRootFeatures } from "../aws/root-features";
import { openStackSets } from "../aws/stack-sets";
import type { IdentitySnapshot } from "../organization/identity-snapshot";
import type { Intent } from "../organization/intent";
import type { LockdownSnapshot } from "../organization/lockdown-snapshot";
import type { NotRead } from "../organization/not-read";
import { printable } from "../render/printable";
import { CannotRun, type Io } from "./io";

/** The machine's own clock and dice, for waiting between tries. */
export const patience: Patience = {
  sleep: (milliseconds, signal) => setTimeout(milliseconds, undefined, { signal }),
  random: Math.random,
};

/**
 * Lends a client for the partition that organization.yaml names, or else the environment's Region.
 *
 * @throws CannotRun when AWS refuses or cannot be reached
 */
export async function withOrganizations<T>(
  intent: Intent | null,
  { env }: Io,
  use: (client: OrganizationsClient) => Promise<T>,
): Promise<T> {
  const client = organizationsClient(
    intent?.organization.partition ?? partitionOf(env.AWS_REGION ?? env.AWS_DEFAULT_REGION ?? ""),
  );
  try {
    return await use(client);
  } catch (error) {
    throw error instanceof AwsError ? new CannotRun(error.message) : error;
  } finally {
    client.destroy();
  }
}

/**
 * Ends a command that must not take what was not read for absent.
 *
 * @param what cannot be done, for the message
 * @throws CannotRun that names every part with the action to grant
 */
export function refuseIfPartial(notRead: readonly NotRead[], what: string): void {
  if (notRead.length === 0) return;
  throw new CannotRun(`${what}, because parts of it could not be read\n${notReadLines(notRead).join("\n")}`);
}

/** One line for each part that was not read. */
export function notReadLines(notRead: readonly NotRead[]): readonly string[] {
  return notRead.map(
    ({ what, action, reason }) =>
      `not read: ${printable(what)} (${printable(reason)}): grant ${printable(action)}`,
  );
}

/**
 * Reads Identity Center, in the organization's home Region.
 *
 * @returns undefined where it is not enabled
 * @throws CannotRun when AWS refuses the whole, or cannot be reached
 */
export async function readIdentityOf(
  { organization, identity }: Intent,
  io: Io,
): Promise<IdentitySnapshot | undefined> {
  const { admin, store } = identityClients(organization.homeRegion);
  const stop = new AbortController();
  const assigned = [...(identity?.assignments ?? []), ...(identity?.managementAccount ?? [])];
  const members = identity?.members ?? {};
  try {
    return await readIdentity(openIdentityCenter(admin, store, patience, stop.signal), {
      managedGroups: Object.keys(members),
      users: [
        ...assigned.flatMap(({ principal }) => (principal.kind === "user" ? [principal.name] : [])),
        ...Object.values(members).flat(),
      ],
      progress: ({ sets, setsRead }) => {
        if (io.progress)
          io.stderr(`\r${setsRead} of ${sets} permission sets read${setsRead === sets ? "\n" : ""}`);
      },
    });
  } catch (error) {
    throw error instanceof AwsError ? new CannotRun(error.message) : error;
  } finally {
    stop.abort();
    admin.destroy();
    store.destroy();
  }
}

/**
 * Reads what the stack root-lockdown holds, StackSets in the organization's home Region.
 *
 * @throws CannotRun when AWS cannot be reached, or accepts no credentials
 */
export async function readLockdownOf(intent: Intent, io: Io): Promise<LockdownSnapshot> {
  const { organization } = intent;
  const { sts, iam, cloudFormation, destroy } = lockdownClients(
    organization.partition,
    organization.homeRegion,
  );
  const stop = new AbortController();
  try {
    return await withOrganizations(intent, io, async (client) => {
      const caller = await callerAccount(sts, patience, stop.signal);
      const callAs = caller === organization.managementAccount ? "SELF" : "DELEGATED_ADMIN";
      return readLockdown({
        organizations: openOrganizations(client, patience, stop.signal),
        rootFeatures: openRootFeatures(iam, patience, stop.signal),
        stackSets: openStackSets(cloudFormation, callAs, patience, stop.signal),
      });
    });
  } finally {
    stop.abort();
    destroy();
  }
}

/** The partition that a Region is in. */
export function partitionOf(region: string): Intent["organization"]["partition"] {
  if (region.startsWith("us-gov-")) return "aws-us-gov";
  return region.startsWith("cn-") ? "aws-cn" : "aws";
}
