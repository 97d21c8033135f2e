import type { RootSession, RootSessions } from "../../aws/root-sessions";
import { type LockedResource, lockedBucket, lockedQueue } from "../../aws/root-unlock";
import type { RootTask } from "../../aws-data/root-tasks";
import { saveCopy } from "../../files/save-copy";
import { printable } from "../../render/printable";
import { policyLines } from "../../render/root/policy";
import type { Arguments } from "../arguments";
import { namedFile } from "../inputs";
import { CannotRun, type Io } from "../io";
import { memberNamed, rootInputs } from "./inputs";
import { regionOf, withRootSessions } from "./session";

/** A kind of resource whose policy can shut everybody out but root. */
interface Kind {
  readonly noun: "bucket" | "queue";
  readonly task: RootTask;
  readonly name: RegExp;
  readonly read: (
    sessions: RootSessions,
    session: RootSession,
    name: string,
    region: string,
  ) => Promise<LockedResource>;
}

/** Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html, read 2026-11. */
export const BUCKET: Kind = {
  noun: "bucket",
  task: "S3UnlockBucketPolicy",
  name: /^[A-Za-z0-9][A-Za-z0-9._-]{1,254}$/,
  read: lockedBucket,
};

/** Source: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html, read 2026-11. */
export const QUEUE: Kind = {
  noun: "queue",
  task: "SQSUnlockQueuePolicy",
  name: /^[A-Za-z0-9_-]{1,80}(\.fifo)?$/,
  read: lockedQueue,
};

/** `root unlock-bucket` and `root unlock-queue`: shows the policy; with --yes saves a copy and removes it. */
export async function unlock({ noun, task, name, read }: Kind, args: Arguments, io: Io): Promise<number> {
  const [accountText = "", resource = ""] = args.positionals;
  if (!name.test(resource)) throw new CannotRun(`${JSON.stringify(resource)} is not the name of a ${noun}`);
  const inputs = await rootInputs(args, io);
  const account = memberNamed(accountText, inputs, `sign in as its root user to unlock the ${noun}`);
  const { intent } = inputs;
  const region = regionOf(intent, args, io);
  return withRootSessions(intent, region, async (sessions) => {
    const session = await sessions.open(account, task);
    const { policy, remove } = await read(sessions, session, resource, region);
    if (policy === null) {
      io.stdout(`The ${noun} ${resource} of ${account} has no policy: there is nothing to remove.\n`);
      return 0;
    }
    const copy = namedFile(
      (args.options.out as string | undefined) ?? `${account}.${resource}.${noun}-policy.json`,
      io,
    );
    io.stdout(`The policy of the ${noun} ${resource} of ${account}:\n${policyLines(policy)}\n`);
    if (args.options.yes !== true) {
      io.stdout(
        `Would save it to ${printable(copy.name)} and remove it. Nothing was done; to do it: say the same with --yes\n`,
      );
      return 0;
    }
    saveCopy(copy, policy);
    await remove();
    io.stdout(
      `Saved it to ${printable(copy.name)} and removed it. Put a corrected policy in its place before you leave.\n`,
    );
    return 0;
  });
}
