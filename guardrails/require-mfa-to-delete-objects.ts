import { z } from "zod";
import { guardrail } from "../src/catalogue/guardrail";
import { mfaRequests, usersAndTheirSessionsWithoutMfa } from "../src/catalogue/mfa";

/**
 * What deletes objects of S3, now or by a rule, or takes away that a deletion can be undone. Object Lambda passes
 * a deletion on for the caller, as a service does, so it is judged where it comes in. Directory buckets know no
 * action for a single object: their objects are deleted inside a session.
 * Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html,
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3objectlambda.html and
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3express.html, read 2026-11.
 */
const DELETING = [
  "s3:DeleteBucket",
  "s3:DeleteObject",
  "s3:DeleteObjectVersion",
  "s3:PutBucketVersioning",
  "s3:PutLifecycleConfiguration",
  "s3-object-lambda:DeleteObject",
  "s3-object-lambda:DeleteObjectVersion",
  "s3express:DeleteBucket",
  "s3express:PutLifecycleConfiguration",
];

export const requireMfaToDeleteObjects = guardrail({
  id: "require-mfa-to-delete-objects",
  type: "SERVICE_CONTROL_POLICY",
  theme: "mfa",
  title: "IAM users delete objects only with a second factor",
  rationale:
    "Whoever finds the access key of an IAM user should not be able to delete data, or the old versions that would " +
    "bring it back. Only users and the sessions that they open by sts:GetFederationToken are meant; those sessions " +
    "have no second factor, ever. Programs that tidy up a bucket with a user's key break.",
  references: ["AWS-GR_RESTRICT_S3_DELETE_WITHOUT_MFA"],
  parameters: z.strictObject({}),
  statements: (_, organization) => [
    {
      Effect: "Deny",
      Action: DELETING,
      Resource: "*",
      Condition: usersAndTheirSessionsWithoutMfa(organization),
    },
  ],
  requests: (_, organization) =>
    mfaRequests(
      DELETING,
      ["s3:GetObject", "s3:PutObject", "s3:DeleteObjectTagging", "s3:AbortMultipartUpload"],
      organization,
    ),
});
