import { z } from "zod";
import type { OrganizationFacts } from "./guardrail";

/** Names of log groups in every account and Region; `*` and `?` are wildcards. */
export const logGroupNames = z.array(
  z.string().regex(/^[A-Za-z0-9_./#*?-]{1,512}$/, "the name of a log group; * and ? are wildcards"),
);

/** Names of buckets; `*` and `?` are wildcards. */
export const bucketNames = z.array(
  z.string().regex(/^[a-z0-9.*?-]{3,63}$/, "the name of a bucket; * and ? are wildcards"),
);

/**
 * The ARN patterns of log groups and of what is in them. AWS judges some actions on the ARN of the group, and others
 * on one that goes on after a colon.
 * Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/iam-access-control-overview-cwl.html (ARNs of log
 * groups), read 2026-11.
 */
export function logGroupArns(names: readonly string[], { partition }: OrganizationFacts): readonly string[] {
  return names.flatMap((name) => andBelow(`arn:${partition}:logs:*:*:log-group:${name}`));
}

/** An ARN pattern and the same with anything after a further colon; a `*` at the end has that in it already. */
export function andBelow(arn: string): readonly string[] {
  return arn.endsWith("*") ? [arn] : [arn, `${arn}:*`];
}
