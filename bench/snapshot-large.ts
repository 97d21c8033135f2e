import { leastCalls } from "../src/aws/least-calls";
import type { SnapshotReading } from "../src/aws/snapshot-reader";
import { readSnapshot } from "../src/aws/snapshot-reader";
import { answersOf, ServerError } from "../test/support/organization-server/answers";
import { clientsOf } from "../test/support/organization-server/clients";
import { MANAGEMENT, WISHES, worldOf } from "../test/support/organization-server/world";

// Runs in a process of its own, so that the memory it prints is the reading's (and the made-up organization's).
//
// The fewest calls that tell the whole of such an organization, with every page full:
//   - 2 for the organization and its root;
//   - one for each of 2,001 parents of units: AWS lists one level at a time, and nothing else says that a unit is empty;
//   - a page for every 20 accounts: 500;
//   - for each policy its text, its tags, and a page for every 20 targets; a page of policies for every 20 of a type;
//   - the tags of each of 10,000 accounts, since a selector uses one: there is no call for more than one account;
//   - for each permission set eight (itself, its tags, two kinds of policies, inline policy, boundary) with its accounts,
//     all and outdated, in pages of 100;
//   - one for each set in each account that it is provisioned in: 100,000. A list by principal
//     (ListAccountAssignmentsForPrincipal) would take a page for 100 assignments, but it has to be asked about a principal
//     that exists: an assignment whose principal is deleted by now would not be found, and the answer would not be
//     complete. AWS refuses it to a delegated administrator besides.
//   - instances of StackSets in pages of 100, and a handful for the rest of the lockdown.
// A delegated administrator makes the same calls, with CallAs for the StackSets, so the bound is the same. `leastCalls`
// counts it from the snapshot. What is more than that are calls that AWS throttled.

const SIZE = { accounts: 10_000, units: 2_000, policies: 300, permissionSets: 60, accountsOfSet: 1_667 };
const LATENCY = 50;
/** Calls a second that the made-up AWS takes: Identity Center's is documented, the others are assumed. */
const TAKEN: Readonly<Record<string, number>> = { sso: 20, organizations: 25, identitystore: 20 };

/** Time that goes by as soon as everybody waits, so that hours take seconds. */
class SimulatedTime {
  private time = 0;
  private readonly waiting: { at: number; resolve: () => void }[] = [];

  readonly now = () => this.time;

  readonly sleep = (milliseconds: number) =>
    new Promise<void>((resolve) => {
      this.waiting.push({ at: this.time + milliseconds, resolve });
      setImmediate(() => this.goOn());
    });

  private goOn(): void {
    let first = 0;
    for (let index = 1; index < this.waiting.length; index++)
      if (this.waiting[index]!.at < this.waiting[first]!.at) first = index;
    const [next] = this.waiting.splice(first, 1);
    this.time = Math.max(this.time, next!.at);
    next!.resolve();
  }
}

async function run(caller: string) {
  const world = worldOf(SIZE, caller);
  const time = new SimulatedTime();
  const buckets = new Map(
    Object.entries(TAKEN).map(([service, rate]) => [service, { rate, tokens: rate, since: 0 }]),
  );
  const arrive = async (action: string) => {
    await time.sleep(LATENCY);
    const bucket = buckets.get(action.split(":")[0]!);
    if (bucket === undefined) return;
    const { rate, tokens, since } = bucket;
    bucket.tokens = Math.min(rate, tokens + ((time.now() - since) / 1_000) * rate);
    bucket.since = time.now();
    if (bucket.tokens < 1) throw new ServerError("ThrottlingException");
    bucket.tokens--;
  };
  let draws = 0;
  const reading: SnapshotReading = {
    sleep: time.sleep,
    now: time.now,
    // Spread, and the same in every run.
    random: () => (draws++ * 0.618034) % 1,
    progress: () => {},
  };
  const { snapshot, calls } = await readSnapshot(clientsOf(answersOf(world), arrive), WISHES, reading);
  const assignments = snapshot.identity!.assignments.reduce((sum, { accounts }) => sum + accounts.length, 0);
  return { calls, least: leastCalls(snapshot), assignments, minutes: time.now() / 60_000 };
}

async function main(): Promise<void> {
  const management = await run(MANAGEMENT);
  const delegated = await run("100000000001");
  const megabytes = process.resourceUsage().maxRSS / 1_024;
  console.log(JSON.stringify({ management, delegated, megabytes }));
}

void main();
