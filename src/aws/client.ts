import { CloudFormationClient } from "@aws-sdk/client-cloudformation";
import { IAMClient } from "@aws-sdk/client-iam";
import { IdentitystoreClient } from "@aws-sdk/client-identitystore";
import { OrganizationsClient } from "@aws-sdk/client-organizations";
import { SSOAdminClient } from "@aws-sdk/client-sso-admin";
import { STSClient } from "@aws-sdk/client-sts";
import { IAM_REGIONS, type Partition } from "./partitions";

/**
 * Where each partition's Organizations is.
 * Source: https://docs.aws.amazon.com/general/latest/gr/ao.html, read 2026-11.
 */
const REGIONS: Readonly<Record<Partition, string>> = {
  aws: "us-east-1",
  "aws-us-gov": "us-gov-west-1",
  "aws-cn": "cn-northwest-1",
};

/** How every client calls: once, and not for ever. */
export const ONCE = {
  maxAttempts: 1,
  requestHandler: { connectionTimeout: 5_000, requestTimeout: 30_000, throwOnRequestTimeout: true },
};

/**
 * A client with the credentials of the SDK's usual chain; the environment's AWS_ENDPOINT_URL is honoured.
 * It does not try again by itself: `openReading` does.
 */
export function organizationsClient(partition: Partition): OrganizationsClient {
  return new OrganizationsClient({ region: REGIONS[partition], ...ONCE });
}

export interface IdentityClients {
  readonly admin: SSOAdminClient;
  readonly store: IdentitystoreClient;
}

/** As above, for Identity Center and its identity store, which are in one Region of the organization's choice. */
export function identityClients(region: string): IdentityClients {
  return {
    admin: new SSOAdminClient({ region, ...ONCE }),
    store: new IdentitystoreClient({ region, ...ONCE }),
  };
}

/** As above, for what the root lockdown is made of. */
export interface LockdownClients {
  /** Says whose credentials these are. */
  readonly sts: STSClient;
  readonly iam: IAMClient;
  readonly cloudFormation: CloudFormationClient;
}

/** @param region the organization's home Region, where its StackSets are */
export function lockdownClients(partition: Partition, region: string): LockdownClients {
  return {
    sts: new STSClient({ region, ...ONCE }),
    iam: new IAMClient({ region: IAM_REGIONS[partition], ...ONCE }),
    cloudFormation: new CloudFormationClient({ region, ...ONCE }),
  };
}

export type { OrganizationsClient };
