import { setTimeout } from "node:timers/promises";
import {
  identityClients,
  lockdownClients,
  type OrganizationsClient,
  organizationsClient,
} from "../aws/client";
import { AwsError } from "../aws/errors";
import type { Journal } from "../aws/journal";
import type { TimedPatience } from "../aws/retry";
import { readSnapshot } from "../aws/snapshot-reader";
import { obtain } from "../collections";
import { wantsLockdown } from "../lockdown/plan/make-lockdown-plan";
import type { Intent } from "../organization/intent";
import type { NotRead } from "../organization/not-read";
import { selectorTagKeys } from "../organization/selectors";
import type { Snapshot } from "../organization/snapshot";
import { printable } from "../render/printable";
import { counted } from "../render/style";
import { CannotRun, type Io } from "./io";
import { snapshotLine } from "./progress";

/** The machine's own clock and dice, for waiting between tries. */
export const patience: TimedPatience = {
  sleep: (milliseconds, signal) => setTimeout(milliseconds, undefined, { signal }),
  random: Math.random,
  now: () => performance.now(),
};

/** The time of day that goes on from a moment, in milliseconds since 1970, whatever somebody does to the clock. */
export function clockFrom(moment: number): () => number {
  const began = performance.now();
  return () => moment + performance.now() - began;
}

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
    throw error instanceof AwsError ? new CannotRun(error.message, { cause: error }) : error;
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

/** Lines for one action: a right that is missing may concern every account there is. */
const MOST_LINES = 20;

/** One line for each part that was not read; of a great many that want the same action, the first ones. */
export function notReadLines(notRead: readonly NotRead[]): readonly string[] {
  const line = (parts: string, { action, reason }: NotRead) =>
    `not read: ${parts} (${printable(reason)}): grant ${printable(action)}`;
  const byAction = new Map<string, NotRead[]>();
  for (const gap of notRead) obtain(byAction, gap.action, () => []).push(gap);
  return [...byAction.values()].flatMap((gaps) => {
    const more = gaps.length - MOST_LINES;
    return [
      ...gaps.slice(0, MOST_LINES).map((gap) => line(printable(gap.what), gap)),
      ...(more > 0 ? [line(counted(more, "part more", "parts more"), gaps[0]!)] : []),
    ];
  });
}

/** What is read of a live organization besides itself. */
export interface LiveParts {
  readonly identity: boolean;
  readonly lockdown: boolean;
}

/** What organization.yaml speaks of. */
export function partsOf(intent: Intent | null): LiveParts {
  return {
    identity: intent?.identity !== undefined,
    lockdown: intent !== null && wantsLockdown(intent),
  };
}

/**
 * Reads the live organization: Identity Center and the lockdown's StackSets in its home Region.
 *
 * @returns the snapshot, which names what could not be read (`notReadOf`), and the requests that were sent
 * @throws CannotRun when AWS refuses the tree, cannot be reached, or accepts no credentials
 */
export async function readLive(
  intent: Intent | null,
  parts: LiveParts,
  io: Io,
  journal?: Journal,
): Promise<{ readonly snapshot: Snapshot; readonly calls: number }> {
  const line = snapshotLine(io);
  const home = intent?.organization;
  const identity = parts.identity && home !== undefined ? identityClients(home.homeRegion) : undefined;
  const lockdown =
    parts.lockdown && home !== undefined ? lockdownClients(home.partition, home.homeRegion) : undefined;
  try {
    return await withOrganizations(intent, io, (organizations) =>
      readSnapshot(
        { organizations, identity, lockdown },
        {
          selectorTagKeys: intent === null ? [] : selectorTagKeys(intent),
          expected: home?.id,
          identity: identity === undefined ? undefined : namedIn(intent),
        },
        { ...patience, progress: line.show, journal },
      ),
    );
  } finally {
    line.end();
    for (const client of Object.values({ ...identity, ...lockdown })) client.destroy();
  }
}

/** Groups and users that organization.yaml names. */
function namedIn(intent: Intent | null) {
  const { identity } = intent ?? {};
  const assigned = [...(identity?.assignments ?? []), ...(identity?.managementAccount ?? [])];
  const members = identity?.members ?? {};
  return {
    managedGroups: Object.keys(members),
    users: [
      ...assigned.flatMap(({ principal }) => (principal.kind === "user" ? [principal.name] : [])),
      ...Object.values(members).flat(),
    ],
  };
}

/** The partition that a Region is in. */
export function partitionOf(region: string): Intent["organization"]["partition"] {
  if (region.startsWith("us-gov-")) return "aws-us-gov";
  return region.startsWith("cn-") ? "aws-cn" : "aws";
}
