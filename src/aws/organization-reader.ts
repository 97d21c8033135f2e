import type { Snapshot } from "../organization/snapshot";
import { buildTree, SnapshotError } from "../organization/tree";
import { readAccounts } from "./accounts";
import type { OrganizationsClient } from "./client";
import { AwsError, changedMeanwhile, present } from "./errors";
import { Gaps } from "./gaps";
import { type Journal, remembering, rememberingAccounts } from "./journal";
import { type Organizations, openOrganizations } from "./organizations";
import { readPolicies } from "./policies";
import { openReading, type Reading } from "./reading";
import type { TimedPatience } from "./retry";
import { readUnits } from "./units";

/** How far the reading is. The totals grow while it goes on. */
export interface ReadProgress {
  /** Requests sent, repeated ones included. */
  readonly calls: number;
  readonly units: number;
  readonly accounts: number;
  readonly policies: number;
  /** Policies read whole, out of `policies`. */
  readonly policiesRead: number;
  /** Calls that are known to be needed still, at least. */
  readonly toCome: number;
}

export interface ReadOptions extends TimedPatience {
  /** The tags of accounts that are wanted; without any, no account's tags are asked for. */
  readonly selectorTagKeys: readonly string[];
  /** Called whenever something was read. */
  readonly progress: (progress: ReadProgress) => void;
  /** Ends the reading early. */
  readonly signal?: AbortSignal | undefined;
  /** The organization that it must be. */
  readonly expected?: string | undefined;
}

type ReadWith = Pick<ReadOptions, "selectorTagKeys" | "progress" | "expected"> & {
  readonly journal?: Journal | undefined;
};

/**
 * Reads a live organization: tree, accounts, and every policy of every enabled type.
 *
 * The calls are the fewest that can tell it all: one for each page of units below each parent, of accounts,
 * of policies and of targets, and two for each policy (`leastCalls` counts them).
 *
 * @throws AwsError when the tree or the accounts cannot be read, when the organization lacks all features or is
 * another one, and when it changed while it was read. What else had no whole answer is named in `notRead`.
 */
export function readOrganization(client: OrganizationsClient, options: ReadOptions): Promise<Snapshot> {
  return withApi(client, options, (api) => readWith(api, options));
}

/** As above, through an API that is open already. */
export function readWith(api: Organizations, options: ReadWith): Promise<Snapshot> {
  return read(api, options, readPolicies);
}

/** The API whose answers the journal keeps; not who the organization is, and not its enabled types. */
export function openRemembered(
  client: OrganizationsClient,
  reading: Reading,
  journal: Journal,
): Organizations {
  const api = remembering(
    openOrganizations(client, reading),
    "organizations",
    [
      "units",
      "accountsBelow",
      "policies",
      "policy",
      "targets",
      "tags",
      "trustedServices",
      "delegatedAdministrators",
      "delegatedServices",
    ],
    journal,
  );
  return rememberingAccounts(api, journal);
}

/** As above, without the policies: the tree alone takes a tenth of the calls. */
export function readAccountTree(client: OrganizationsClient, options: ReadOptions): Promise<Snapshot> {
  return withApi(client, options, (api) => read(api, options, async () => []));
}

async function withApi<T>(
  client: OrganizationsClient,
  options: ReadOptions,
  use: (api: Organizations) => Promise<T>,
): Promise<T> {
  const stop = new AbortController();
  const signal = options.signal === undefined ? stop.signal : AbortSignal.any([stop.signal, options.signal]);
  try {
    return await use(openOrganizations(client, openReading(options, signal)));
  } finally {
    // After a failure, the calls that are under way or waiting have nobody to answer.
    stop.abort();
  }
}

/** The text, the targets and the tags. */
const CALLS_OF_POLICY = 3;

async function read(
  api: Organizations,
  options: ReadWith,
  policiesOf: typeof readPolicies,
): Promise<Snapshot> {
  const counts = { units: 0, accounts: 0, policies: 0, policiesRead: 0 };
  let parentsRead = 0;
  const count = (what: keyof typeof counts, more: number) => {
    counts[what] += more;
    const { units, policies, policiesRead } = counts;
    const toCome = 1 + units - parentsRead + CALLS_OF_POLICY * (policies - policiesRead);
    options.progress({ calls: api.calls(), toCome, ...counts });
  };

  const gaps = new Gaps();
  const { id, managementAccount } = await describeOrganization(api, options.expected);
  options.journal?.begin(id);
  const { root, policyTypes } = await readRoot(api);
  const unitsRead = readUnits(api, root.id, (more) => {
    parentsRead++;
    count("units", more);
  });
  const parents = async () => [root.id, ...(await unitsRead).map((unit) => unit.id)];
  const [units, accounts, policies] = await Promise.all([
    unitsRead,
    readAccounts(api, parents, options.selectorTagKeys, gaps, (more) => count("accounts", more)),
    policiesOf(api, policyTypes, gaps, {
      found: (more) => count("policies", more),
      read: () => count("policiesRead", 1),
    }),
  ]);
  const snapshot: Snapshot = {
    formatVersion: 1,
    organization: { id, managementAccount },
    root,
    policyTypes,
    units,
    accounts,
    policies,
    ...(gaps.notRead.length === 0 ? {} : { notRead: gaps.notRead }),
  };
  checkConsistent(snapshot);
  return snapshot;
}

/**
 * The organization's id and management account.
 *
 * @throws AwsError when it is not the expected one, or has consolidated billing only
 */
export async function describeOrganization(
  api: Organizations,
  expected: string | undefined,
): Promise<{ readonly id: string; readonly managementAccount: string }> {
  const { Id, MasterAccountId, FeatureSet } = await api.describe();
  const id = present(Id, "DescribeOrganization", "Id");
  if (expected !== undefined && expected !== id) {
    throw new AwsError(
      `these credentials belong to the organization ${id}, and organization.yaml names ${expected}: ` +
        "use other credentials, or correct organization.id",
    );
  }
  if (FeatureSet !== "ALL") {
    throw new AwsError(
      `the organization ${id} has consolidated billing only, and policies need all features: ` +
        "enable them in AWS Organizations first",
    );
  }
  return { id, managementAccount: present(MasterAccountId, "DescribeOrganization", "MasterAccountId") };
}

async function readRoot(api: Organizations) {
  const { Id, Name, PolicyTypes = [] } = await api.root();
  const enabled = PolicyTypes.filter(({ Status }) => Status === "ENABLED");
  return {
    root: { id: present(Id, "ListRoots", "Id"), name: Name ?? "" },
    policyTypes: enabled.map(({ Type }) => present<string>(Type, "ListRoots", "Type")).sort(),
  };
}

/** Answers of different moments that contradict each other are no snapshot. */
function checkConsistent(snapshot: Snapshot): void {
  const ids = snapshot.policies.map(({ id }) => id);
  if (hasDoubles(ids)) throw changedMeanwhile("a policy was listed twice");
  try {
    const tree = buildTree(snapshot);
    for (const { name, targets } of snapshot.policies) {
      if (hasDoubles(targets)) throw changedMeanwhile(`a target of ${name} was listed twice`);
      const unknown = targets.find((target) => tree.node(target) === undefined);
      if (unknown !== undefined)
        throw changedMeanwhile(`${name} is attached to ${unknown}, which was not listed`);
    }
  } catch (error) {
    throw error instanceof SnapshotError ? changedMeanwhile(error.message) : error;
  }
}

const hasDoubles = (ids: readonly string[]) => new Set(ids).size !== ids.length;
