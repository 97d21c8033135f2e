import type { Snapshot } from "../organization/snapshot";
import { callerAccount } from "./caller";
import type { IdentityClients, LockdownClients, OrganizationsClient } from "./client";
import { openIdentityCenter } from "./identity-center";
import { type IdentityProgress, type IdentityReadOptions, readIdentity } from "./identity-reader";
import { type Journal, NO_JOURNAL, remembering } from "./journal";
import { readLockdown } from "./lockdown-reader";
import { openRemembered, type ReadProgress, readWith } from "./organization-reader";
import type { Organizations } from "./organizations";
import { openReading, type Reading } from "./reading";
import type { TimedPatience } from "./retry";
import { openRootFeatures } from "./root-features";
import { openStackSets } from "./stack-sets";

/** How far the reading of everything is. Totals grow while it goes on. */
export interface SnapshotProgress extends ReadProgress, Omit<IdentityProgress, "toCome"> {}

/** What of a live organization is wanted. */
export interface SnapshotWishes {
  readonly selectorTagKeys: readonly string[];
  /** The organization that it must be. */
  readonly expected?: string | undefined;
  readonly identity?: Pick<IdentityReadOptions, "managedGroups" | "users"> | undefined;
}

/** The clients of what is wanted. */
export interface SnapshotClients {
  readonly organizations: OrganizationsClient;
  readonly identity?: IdentityClients | undefined;
  readonly lockdown?: LockdownClients | undefined;
}

export interface SnapshotReading extends TimedPatience {
  readonly progress: (progress: SnapshotProgress) => void;
  readonly journal?: Journal | undefined;
  /** Ends the reading early. */
  readonly signal?: AbortSignal | undefined;
}

const NOTHING: SnapshotProgress = {
  calls: 0,
  toCome: 0,
  units: 0,
  accounts: 0,
  policies: 0,
  policiesRead: 0,
  sets: 0,
  setsRead: 0,
};

/**
 * Reads a live organization with all that is wanted of it, through one reading: every family of calls has one pace.
 * The organization comes first, so that nothing else is asked of the wrong one.
 *
 * @returns the snapshot, and the requests that were sent
 * @throws AwsError as readOrganization; what has no whole answer is named in the snapshot (`notReadOf`)
 */
export async function readSnapshot(
  clients: SnapshotClients,
  wishes: SnapshotWishes,
  options: SnapshotReading,
): Promise<{ readonly snapshot: Snapshot; readonly calls: number }> {
  const stop = new AbortController();
  const signal = options.signal === undefined ? stop.signal : AbortSignal.any([stop.signal, options.signal]);
  const journal = options.journal ?? NO_JOURNAL;
  const reading = openReading(options, signal);
  let shown = NOTHING;
  const show = (more: Partial<SnapshotProgress>) => {
    shown = { ...shown, ...more, calls: reading.calls() };
    options.progress(shown);
  };
  try {
    const api = openRemembered(clients.organizations, reading, journal);
    const organization = await readWith(api, { ...wishes, journal, progress: show });
    const [identity, lockdown] = await Promise.all([
      readIdentityPart(clients.identity, wishes, reading, journal, show),
      readLockdownPart(clients.lockdown, organization, api, reading, journal),
    ]);
    const snapshot: Snapshot = {
      ...organization,
      ...(identity === undefined ? {} : { identity }),
      ...(lockdown === undefined ? {} : { lockdown }),
    };
    return { snapshot, calls: reading.calls() };
  } finally {
    // After a failure, the calls that are under way or waiting have nobody to answer.
    stop.abort();
  }
}

async function readIdentityPart(
  clients: SnapshotClients["identity"],
  { identity }: SnapshotWishes,
  reading: Reading,
  journal: Journal,
  progress: IdentityReadOptions["progress"],
) {
  if (clients === undefined || identity === undefined) return undefined;
  const api = remembering(
    openIdentityCenter(clients.admin, clients.store, reading),
    "identity-center",
    [
      "permissionSets",
      "permissionSet",
      "tags",
      "awsManagedPolicies",
      "customerManagedPolicies",
      "inlinePolicy",
      "boundary",
      "accounts",
      "assignments",
      "attributes",
      "groups",
      "members",
      "userName",
      "userId",
    ],
    journal,
  );
  return readIdentity(api, { ...identity, progress });
}

async function readLockdownPart(
  clients: SnapshotClients["lockdown"],
  { organization }: Snapshot,
  organizations: Organizations,
  reading: Reading,
  journal: Journal,
) {
  if (clients === undefined) return undefined;
  const caller = await callerAccount(clients.sts, reading);
  const callAs = caller === organization.managementAccount ? "SELF" : "DELEGATED_ADMIN";
  return readLockdown({
    organizations,
    rootFeatures: openRootFeatures(clients.iam, reading),
    stackSets: remembering(
      openStackSets(clients.cloudFormation, callAs, reading),
      `stack-sets ${callAs}`,
      ["stackSets", "stackSet", "instances"],
      journal,
    ),
  });
}
