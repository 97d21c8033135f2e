import { setTimeout } from "node:timers/promises";
import { type OrganizationsClient, organizationsClient } from "../aws/client";
import { AwsError } from "../aws/errors";
import type { Patience } from "../aws/retry";
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

/** The partition that a Region is in. */
export function partitionOf(region: string): Intent["organization"]["partition"] {
  if (region.startsWith("us-gov-")) return "aws-us-gov";
  return region.startsWith("cn-") ? "aws-cn" : "aws";
}
