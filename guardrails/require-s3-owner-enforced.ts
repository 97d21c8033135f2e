import { z } from "zod";
import { saysOtherThan } from "../src/catalogue/conditions";
import { example, exampleBucket } from "../src/catalogue/examples";
import { guardrail } from "../src/catalogue/guardrail";
import { byKeepers, keptForKeepers } from "../src/catalogue/keepers";

const OWNERSHIP = "s3:x-amz-object-ownership";

/**
 * A new bucket whose request says nothing has its ACLs off: only a request that says otherwise is denied. The
 * action that changes a bucket later carries no key that says to what.
 *
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html and
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/create-bucket-faq.html, read 2026-11.
 */
export const requireS3OwnerEnforced = guardrail({
  id: "require-s3-owner-enforced",
  type: "SERVICE_CONTROL_POLICY",
  theme: "data",
  title: "Buckets without access control lists",
  rationale:
    "An ACL on one object among millions is a grant that no policy shows, and an object that a writer owns is not " +
    "the bucket owner's to give or to close. New buckets have ACLs off, and nobody but the deployers and the member " +
    "roles turns them on.",
  references: ["S3.12"],
  parameters: z.strictObject({}),
  statements: (_, organization) => [
    {
      Sid: "NewBuckets",
      Effect: "Deny",
      Action: "s3:CreateBucket",
      Resource: "*",
      Condition: saysOtherThan(OWNERSHIP, "BucketOwnerEnforced"),
    },
    { Sid: "Buckets", ...keptForKeepers(organization, ["s3:PutBucketOwnershipControls"]) },
  ],
  requests: (_, organization) => {
    const principal = example(organization, "role/anybody");
    const resource = exampleBucket(organization, "reports");
    const create = (context?: Record<string, string>) => ({
      action: "s3:CreateBucket",
      principal,
      resource,
      context,
    });
    return {
      denied: [
        create({ [OWNERSHIP]: "ObjectWriter" }),
        create({ [OWNERSHIP]: "BucketOwnerPreferred" }),
        { action: "s3:PutBucketOwnershipControls", principal, resource },
        { action: "s3:PutBucketOwnershipControls", principal: example(organization, "root"), resource },
      ],
      allowed: [
        create(),
        create({ [OWNERSHIP]: "BucketOwnerEnforced" }),
        create({ "s3:locationconstraint": "eu-west-1" }),
        { action: "s3:GetBucketOwnershipControls", principal, resource },
        { action: "s3:PutObject", principal, resource: exampleBucket(organization, "reports/2026.csv") },
        ...byKeepers(organization, { action: "s3:PutBucketOwnershipControls", resource }),
      ],
    };
  },
});
