import { z } from "zod";
import { example, exampleBucket, identityCenterRole } from "../src/catalogue/examples";
import { guardrail } from "../src/catalogue/guardrail";
import { byKeepers, keptForKeepers } from "../src/catalogue/keepers";

/**
 * One action turns the block of the account on and off, and no condition key says which of the two a request does:
 * who may not do the one cannot do the other. The block of a bucket or an access point adds to that of the account
 * and takes nothing from it, so that those are left free.
 *
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html and
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html, read 2026-11.
 */
export const protectS3PublicAccessBlock = guardrail({
  id: "protect-s3-public-access-block",
  type: "SERVICE_CONTROL_POLICY",
  theme: "data",
  title: "Nobody opens the account's buckets to the public",
  rationale:
    "While the account's public access block is on, no bucket policy and no ACL makes anything public, whatever a " +
    "bucket's own block says. The deployers and the member roles turn it on; nobody else turns it off.",
  references: ["S3.1", "CIS AWS Foundations 3.0.0, 2.1.4", "CIS AWS Foundations 5.0.0, 2.1.4"],
  parameters: z.strictObject({}),
  statements: (_, organization) => [keptForKeepers(organization, ["s3:PutAccountPublicAccessBlock"])],
  requests: (_, organization) => {
    const anybody = example(organization, "role/anybody");
    const bucket = exampleBucket(organization, "reports");
    return {
      denied: [anybody, example(organization, "root"), identityCenterRole(organization)].map((principal) => ({
        action: "s3:PutAccountPublicAccessBlock",
        principal,
      })),
      allowed: [
        // What every template for a bucket does: to turn the bucket's own block on.
        { action: "s3:PutBucketPublicAccessBlock", principal: anybody, resource: bucket },
        { action: "s3:PutAccessPointPublicAccessBlock", principal: anybody },
        { action: "s3:GetAccountPublicAccessBlock", principal: anybody },
        { action: "s3:PutBucketPolicy", principal: anybody, resource: bucket },
        ...byKeepers(organization, { action: "s3:PutAccountPublicAccessBlock" }),
      ],
    };
  },
});
