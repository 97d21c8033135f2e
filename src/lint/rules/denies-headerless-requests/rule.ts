import { speaksOf } from "../../meaning/actions";
import { asksForAbsence, clausesOn, holdsWhenAbsent } from "../../meaning/conditions";
import { isOfCaller } from "../../meaning/exemptions";
import { ALL_TYPES, type LintProblem, type LintRule, type LintStatement } from "../../types";

/**
 * Headers that a request may leave out because S3 then does what is wanted anyway.
 *
 * Sources, read 2026-11: https://docs.aws.amazon.com/AmazonS3/latest/userguide/default-encryption-faq.html,
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html.
 */
const HEADERS = [
  {
    action: "s3:PutObject",
    keys: ["s3:x-amz-server-side-encryption", "s3:x-amz-server-side-encryption-aws-kms-key-id"],
    message: "uploads without the header are denied, though S3 encrypts them by the default of the bucket",
  },
  {
    action: "s3:CreateBucket",
    keys: ["s3:x-amz-object-ownership"],
    message: "buckets made without the header are denied, though S3 makes them without ACLs",
  },
];

export const deniesHeaderlessRequests: LintRule = {
  slug: "denies-headerless-requests",
  title: "A Deny of requests that leave a default to S3",
  severity: "warning",
  types: ALL_TYPES,
  why: 'A condition like Null "true" or StringNotEquals holds for a request that lacks the header, with IfExists too. Since January 2023 S3 encrypts every object by the default of its bucket, and since April 2023 it makes buckets without ACLs: clients that rely on that are denied for nothing.',
  fix: 'deny the wrong value only: put Null: { KEY: "false" } beside StringNotEquals',
  sources: [
    "https://docs.aws.amazon.com/AmazonS3/latest/userguide/default-encryption-faq.html",
    "https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html",
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_IfExists",
  ],
  *check({ statements }): Iterable<LintProblem> {
    for (const statement of statements.filter(({ effect }) => effect === "Deny")) {
      for (const { action, keys, message } of HEADERS) {
        if (!speaksOf(statement.actions, action)) continue;
        const clauses = clausesOn(statement, ...keys);
        if (clauses.length === 0 || !isMetWithout(statement, keys)) continue;
        yield { at: clauses[0]!.at, on: "key", message };
      }
    }
  },
};

/** Whether a request without any of the headers meets the conditions, and nothing else narrows them. */
function isMetWithout({ conditions }: LintStatement, keys: readonly string[]): boolean {
  return conditions.every((clause) =>
    keys.some((key) => key.toLowerCase() === clause.key.toLowerCase())
      ? holdsWhenAbsent(clause) && !asksForAbsence(clause, false)
      : isOfCaller(clause) || holdsWhenAbsent(clause),
  );
}
