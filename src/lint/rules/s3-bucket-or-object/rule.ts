import { actionInfo } from "../../../aws-data/actions";
import { meetsForm } from "../../meaning/arns";
import { isFilledIn } from "../../meaning/placeholders";
import { ALL_TYPES, type LintProblem, type LintRule } from "../../types";

export const s3BucketOrObject: LintRule = {
  slug: "s3-bucket-or-object",
  title: "A bucket where objects are meant, or the other way round",
  severity: "warning",
  types: ALL_TYPES,
  why: "The ARN of a bucket ends with its name, that of an object has a slash and a key behind it, and an action of S3 is judged on one of the two. An action on objects under the ARN of the bucket alone matches nothing, and so the other way round.",
  fix: "name both: arn:aws:s3:::BUCKET for the bucket and arn:aws:s3:::BUCKET/* for its objects",
  sources: [
    "https://docs.aws.amazon.com/AmazonS3/latest/userguide/security_iam_service-with-iam.html",
    "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html",
  ],
  *check({ statements }): Iterable<LintProblem> {
    for (const { actions, resources } of statements) {
      if (actions.negated || resources === undefined || resources.negated) continue;
      if (!resources.texts.every(({ text }) => isFilledIn(text) && /^arn:[^:]*:s3:::[^:]+$/.test(text)))
        continue;
      for (const { text, at } of actions.texts) {
        const info = actionInfo(text);
        if (info === undefined || !/^s3:/i.test(text) || info.resources.length === 0) continue;
        const forms = info.resources.flatMap(({ arns }) => arns);
        if (resources.texts.some((resource) => forms.some((form) => meetsForm(resource.text, form))))
          continue;
        const isOfObjects = forms.some((form) => form.endsWith("/${ObjectName}"));
        yield {
          at,
          message: isOfObjects
            ? `${info.action} is about objects, and no Resource here names any`
            : `${info.action} is about a bucket, and no Resource here names one`,
          found: text,
        };
      }
    }
  },
};
