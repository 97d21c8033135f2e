import { AwsError } from "../../aws/errors";
import { rootClients } from "../../aws/root-clients";
import { openRootSessions, type RootSessions } from "../../aws/root-sessions";
import type { Intent } from "../../organization/intent";
import type { Arguments } from "../arguments";
import { CannotRun, type Io } from "../io";
import { partitionOf, patience } from "../live";

/**
 * The Region in which root sessions are opened: --region, the home Region, or the environment's.
 *
 * @throws CannotRun when none is named
 */
export function regionOf(intent: Intent | null, { options }: Arguments, { env }: Io): string {
  const region =
    (options.region as string | undefined) ??
    intent?.organization.homeRegion ??
    env.AWS_REGION ??
    env.AWS_DEFAULT_REGION;
  if (region !== undefined && region !== "") return region;
  throw new CannotRun("sts:AssumeRoot has no global endpoint: name a Region with --region or in AWS_REGION");
}

/**
 * Lends root sessions. Their credentials end with the command.
 *
 * @throws CannotRun when AWS refuses the whole, or cannot be reached
 */
export async function withRootSessions<T>(
  intent: Intent | null,
  region: string,
  use: (sessions: RootSessions) => Promise<T>,
): Promise<T> {
  const partition = intent?.organization.partition ?? partitionOf(region);
  const clients = rootClients(partition, region);
  const stop = new AbortController();
  try {
    return await use(openRootSessions(clients, partition, patience, stop.signal));
  } catch (error) {
    throw error instanceof AwsError ? new CannotRun(error.message) : error;
  } finally {
    // After a failure, the calls that are under way or waiting have nobody to answer.
    stop.abort();
    clients.destroy();
  }
}
