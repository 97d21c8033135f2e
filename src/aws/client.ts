import { OrganizationsClient } from "@aws-sdk/client-organizations";

/**
 * Where each partition's Organizations is.
 * Source: https://docs.aws.amazon.com/general/latest/gr/ao.html, read 2026-11.
 */
const REGIONS = { aws: "us-east-1", "aws-us-gov": "us-gov-west-1", "aws-cn": "cn-northwest-1" } as const;

/** How every client calls: once, and not for ever. */
export const ONCE = {
  maxAttempts: 1,
  requestHandler: { connectionTimeout: 5_000, requestTimeout: 30_000, throwOnRequestTimeout: true },
};

/**
 * A client with the credentials of the SDK's usual chain; the environment's AWS_ENDPOINT_URL is honoured.
 * It does not try again by itself: `askerOf` does.
 */
export function organizationsClient(partition: keyof typeof REGIONS): OrganizationsClient {
  return new OrganizationsClient({ region: REGIONS[partition], ...ONCE });
}

export type { OrganizationsClient };
