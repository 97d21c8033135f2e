import { IAMClient } from "@aws-sdk/client-iam";
import { S3Client } from "@aws-sdk/client-s3";
import { SQSClient } from "@aws-sdk/client-sqs";
import { STSClient } from "@aws-sdk/client-sts";
import { ONCE } from "./client";
import { IAM_REGIONS, type Partition } from "./partitions";
import type { RootCredentials } from "./root-sessions";

/** The clients of root sessions. They share one pool of connections, so that a session more opens none. */
export interface RootClients {
  /** Of whoever calls: opens the sessions. */
  readonly sts: STSClient;
  readonly iam: (credentials: RootCredentials) => IAMClient;
  readonly s3: (credentials: RootCredentials, region: string) => S3Client;
  readonly sqs: (credentials: RootCredentials, region: string) => SQSClient;
  /** Closes the connections. */
  readonly destroy: () => void;
}

/**
 * AssumeRoot has no global endpoint: a Region is always named.
 * Source: https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoot.html, read 2026-11.
 *
 * @param region where the sessions are opened
 */
export function rootClients(partition: Partition, region: string): RootClients {
  const sts = new STSClient({ region, useGlobalEndpoint: false, ...ONCE });
  const shared = { maxAttempts: 1, requestHandler: sts.config.requestHandler };
  return {
    sts,
    iam: (credentials) => new IAMClient({ region: IAM_REGIONS[partition], credentials, ...shared }),
    s3: (credentials, region) => new S3Client({ region, credentials, ...shared }),
    sqs: (credentials, region) => new SQSClient({ region, credentials, ...shared }),
    destroy: () => sts.destroy(),
  };
}
