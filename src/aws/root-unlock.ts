import {
  DeleteBucketPolicyCommand,
  GetBucketPolicyCommand,
  ListBucketsCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import {
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  SetQueueAttributesCommand,
  type SQSClient,
} from "@aws-sdk/client-sqs";
import { AwsError, present } from "./errors";
import { all, pages } from "./pages";
import type { RootSession, RootSessions } from "./root-sessions";

type Options = { readonly abortSignal: AbortSignal };

/** A policy of a resource that nobody but root can reach any more. */
export interface LockedResource {
  /** Null when the resource has no policy. */
  readonly policy: string | null;
  readonly remove: () => Promise<void>;
}

/**
 * The policy of a bucket of the session's account.
 *
 * Source of the calls that the task allows: https://docs.aws.amazon.com/IAM/latest/UserGuide/security-iam-awsmanpol.html
 * (S3UnlockBucketPolicy: ListAllMyBuckets, GetBucketPolicy, DeleteBucketPolicy), read 2026-11.
 *
 * @param session of the task S3UnlockBucketPolicy
 * @param region where the list of buckets is asked for
 * @throws AwsError, also when the account has no such bucket
 */
export async function lockedBucket(
  sessions: RootSessions,
  session: RootSession,
  bucket: string,
  region: string,
): Promise<LockedResource> {
  const s3 = <T>(action: string, at: string, send: (client: S3Client, options: Options) => Promise<T>) =>
    session.as(`s3:${action}`, (credentials, options) => send(sessions.clients.s3(credentials, at), options));
  // The list says in which Region a bucket is: a call to another one is only sent on.
  const buckets = await all(
    pages("ListBuckets", async (ContinuationToken) => {
      const page = await s3("ListAllMyBuckets", region, (client, options) =>
        client.send(new ListBucketsCommand({ Prefix: bucket, MaxBuckets: 1000, ContinuationToken }), options),
      );
      return { ...page, NextToken: page.ContinuationToken };
    }),
    (page) => page.Buckets,
  );
  const found = buckets.find(({ Name }) => Name === bucket);
  if (found === undefined) {
    throw new AwsError(`the account ${session.account} has no bucket ${JSON.stringify(bucket)}`);
  }
  const home = found.BucketRegion ?? region;
  const input = { Bucket: bucket, ExpectedBucketOwner: session.account };
  const policy = await s3("GetBucketPolicy", home, async (client, options) => {
    try {
      const { Policy } = await client.send(new GetBucketPolicyCommand(input), options);
      return present(Policy, "GetBucketPolicy", "Policy");
    } catch (error) {
      if ((error as Error).name === "NoSuchBucketPolicy") return null;
      throw error;
    }
  });
  return {
    policy,
    async remove() {
      await s3("DeleteBucketPolicy", home, (client, options) =>
        client.send(new DeleteBucketPolicyCommand(input), options),
      );
    },
  };
}

/**
 * The policy of a queue of the session's account.
 *
 * Assumed: the task policy allows GetQueueUrl beside GetQueueAttributes and SetQueueAttributes. The page above names
 * its statements, not its actions.
 *
 * @param session of the task SQSUnlockQueuePolicy
 * @throws AwsError, also when the account has no such queue in the Region
 */
export async function lockedQueue(
  sessions: RootSessions,
  session: RootSession,
  queue: string,
  region: string,
): Promise<LockedResource> {
  const sqs = <T>(operation: string, send: (client: SQSClient, options: Options) => Promise<T>) =>
    session.as(`sqs:${operation}`, (credentials, options) =>
      send(sessions.clients.sqs(credentials, region), options),
    );
  const QueueUrl = await sqs("GetQueueUrl", async (client, options) => {
    try {
      const input = { QueueName: queue, QueueOwnerAWSAccountId: session.account };
      const { QueueUrl } = await client.send(new GetQueueUrlCommand(input), options);
      return present(QueueUrl, "GetQueueUrl", "QueueUrl");
    } catch (error) {
      if (!MISSING.has((error as Error).name)) throw error;
      throw new AwsError(
        `the account ${session.account} has no queue ${JSON.stringify(queue)} in ${region}: name another Region with --region`,
      );
    }
  });
  const { Attributes = {} } = await sqs("GetQueueAttributes", (client, options) =>
    client.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["Policy"] }), options),
  );
  return {
    policy: Attributes.Policy === undefined || Attributes.Policy === "" ? null : Attributes.Policy,
    // Source: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html, read
    // 2026-11; that an empty Policy removes it is assumed, as consoles and tools do it.
    async remove() {
      await sqs("SetQueueAttributes", (client, options) =>
        client.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy: "" } }), options),
      );
    },
  };
}

/** The error's name in either protocol of SQS. */
const MISSING = new Set(["QueueDoesNotExist", "AWS.SimpleQueueService.NonExistentQueue"]);
