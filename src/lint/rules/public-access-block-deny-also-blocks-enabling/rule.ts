import { actionMatches, knownActionsOf } from "../../meaning/actions";
import { tellsPrincipalsApart } from "../../meaning/exemptions";
import { ALL_TYPES, type LintProblem, type LintRule, type LintStatement } from "../../types";

/**
 * Actions that switch the block on as well as off; deleting it is judged as one of these too.
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 * (permissions), read 2026-11.
 */
const SWITCHES: ReadonlySet<string> = new Set([
  "s3:PutAccessPointPublicAccessBlock",
  "s3:PutAccountPublicAccessBlock",
  "s3:PutBucketPublicAccessBlock",
]);

export const publicAccessBlockDenyAlsoBlocksEnabling: LintRule = {
  slug: "public-access-block-deny-also-blocks-enabling",
  title: "A Deny that keeps public access from being blocked",
  severity: "warning",
  types: ALL_TYPES,
  why: "One action switches the block of public access on and off, and no condition key tells which: who may not switch it off may not switch it on either, and a stack that makes a bucket with its own block fails. What was open before stays open.",
  fix: "spare the roles that set up accounts and buckets, or set the block for the whole organization with an S3 policy of AWS Organizations",
  sources: [
    "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html",
    "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html",
  ],
  *check({ statements }): Iterable<LintProblem> {
    for (const statement of statements) {
      if (statement.effect !== "Deny" || statement.actions.negated) continue;
      for (const { text, at } of statement.actions.texts) {
        if (!isOfSwitchesOnly(text)) continue;
        const isSpared = tellsPrincipalsApart(statement) || !isOfEveryResource(statement);
        yield {
          at,
          ...(isSpared && { severity: "info" as const }),
          message: isSpared
            ? "what is denied here is also the blocking of public access"
            : "nobody may block public access any more",
          found: text,
        };
      }
    }
  },
};

function isOfSwitchesOnly(text: string): boolean {
  return (
    text.toLowerCase().startsWith("s3:") &&
    [...SWITCHES].some((action) => actionMatches(text, action)) &&
    knownActionsOf(text).every((action) => SWITCHES.has(action))
  );
}

function isOfEveryResource({ resources }: LintStatement): boolean {
  return resources?.negated === false && resources.texts.some(({ text }) => text === "*");
}
