import { setTimeout } from "node:timers/promises";
import { identityClients, type OrganizationsClient, organizationsClient } from "../aws/client";
import { AwsError } from "../aws/errors";
import { openIdentityCenter } from "../aws/identity-center";
import { readIdentity } from "../aws/identity-reader";
import type { Patience } from "../aws/retry";
import type { IdentitySnapshot } from "../organization/identity-snapshot";
import type { Intent } from "../organization/intent";
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

/** The partition that a Region is in. */
export function partitionOf(region: string): Intent["organization"]["partition"] {
  if (region.startsWith("us-gov-")) return "aws-us-gov";
  return region.startsWith("cn-") ? "aws-cn" : "aws";
}
