/**
 * AWS's managed policies for the tasks of a root session; sts:AssumeRoot takes one of them and nothing else.
 * Source: https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoot.html (TaskPolicyArn), read 2026-11.
 */
export const ROOT_TASKS = [
  "IAMAuditRootUserCredentials",
  "IAMCreateRootUserPassword",
  "IAMDeleteRootUserCredentials",
  "S3UnlockBucketPolicy",
  "SQSUnlockQueuePolicy",
] as const;

export type RootTask = (typeof ROOT_TASKS)[number];

/** The ARN of such a policy, as sts:TaskPolicyArn carries it. */
export function rootTaskArn(task: RootTask, { partition }: { readonly partition: string }): string {
  return `arn:${partition}:iam::aws:policy/root-task/${task}`;
}
