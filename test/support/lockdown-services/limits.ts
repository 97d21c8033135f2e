import { Refusal } from "./answer";
import type { Input } from "./request";

/** A text that AWS takes up to a length, and moto at any. */
export interface Limit {
  readonly service: string;
  readonly operation: string;
  /** The input's name, with dots for what is inside another; "[]" for each of a list. */
  readonly field: string;
  readonly most: number;
  readonly error: string;
  readonly source: string;
  /** Month in which the source was read, or "assumed" where it gives the number and not the error. */
  readonly read: string;
}

const EVENTS = "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html";
const PUT_RULE = "https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html";
const PUT_TARGETS = "https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_Target.html";
const CLOUDFORMATION =
  "https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateStackSet.html";
const SNS = "https://docs.aws.amazon.com/general/latest/gr/sns.html";
const LOGS = "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutMetricFilter.html";
const ROLE = "https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html";
const KMS = "https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateKey.html";

/** Sources read 2026-11. Lengths are those of the sources; the names of some errors are assumed. */
export const limits: readonly Limit[] = [
  {
    service: "events",
    operation: "PutRule",
    field: "EventPattern",
    most: 2048,
    error: "ValidationException",
    source: EVENTS,
    read: "2026-11",
  },
  {
    service: "events",
    operation: "PutRule",
    field: "Name",
    most: 64,
    error: "ValidationException",
    source: PUT_RULE,
    read: "2026-11",
  },
  {
    service: "events",
    operation: "PutRule",
    field: "Description",
    most: 512,
    error: "ValidationException",
    source: PUT_RULE,
    read: "2026-11",
  },
  {
    service: "events",
    operation: "PutPermission",
    field: "Policy",
    most: 10_240,
    error: "PolicyLengthExceededException",
    source: EVENTS,
    read: "2026-11",
  },
  {
    service: "events",
    operation: "PutTargets",
    field: "Targets.[].Id",
    most: 64,
    error: "ValidationException",
    source: PUT_TARGETS,
    read: "2026-11",
  },
  {
    service: "events",
    operation: "PutTargets",
    field: "Targets.[].InputTransformer.InputTemplate",
    most: 8192,
    error: "ValidationException",
    source: PUT_TARGETS,
    read: "2026-11",
  },
  {
    service: "cloudformation",
    operation: "CreateStackSet",
    field: "TemplateBody",
    most: 51_200,
    error: "ValidationError",
    source: CLOUDFORMATION,
    read: "2026-11",
  },
  {
    service: "cloudformation",
    operation: "UpdateStackSet",
    field: "TemplateBody",
    most: 51_200,
    error: "ValidationError",
    source: CLOUDFORMATION,
    read: "2026-11",
  },
  {
    service: "cloudformation",
    operation: "CreateStackSet",
    field: "StackSetName",
    most: 128,
    error: "ValidationError",
    source: CLOUDFORMATION,
    read: "2026-11",
  },
  {
    service: "sns",
    operation: "SetTopicAttributes",
    field: "AttributeValue",
    most: 30_720,
    error: "InvalidParameter",
    source: SNS,
    read: "assumed",
  },
  {
    service: "logs",
    operation: "PutMetricFilter",
    field: "filterPattern",
    most: 1024,
    error: "InvalidParameterException",
    source: LOGS,
    read: "2026-11",
  },
  {
    service: "iam",
    operation: "CreateRole",
    field: "RoleName",
    most: 64,
    error: "ValidationError",
    source: ROLE,
    read: "2026-11",
  },
  {
    service: "iam",
    operation: "CreateRole",
    field: "Description",
    most: 1000,
    error: "ValidationError",
    source: ROLE,
    read: "2026-11",
  },
  {
    service: "kms",
    operation: "CreateKey",
    field: "Policy",
    most: 32_768,
    error: "LimitExceededException",
    source: KMS,
    read: "2026-11",
  },
];

/** @throws Refusal for what is too long */
export function refuseTooLong(service: string, operation: string, input: Input): void {
  for (const limit of limits) {
    if (limit.service !== service || limit.operation !== operation) continue;
    for (const value of valuesAt(input, limit.field.split("."))) {
      const bytes = Buffer.byteLength(String(value));
      if (bytes > limit.most)
        throw new Refusal(limit.error, `${limit.field} has ${bytes} characters; ${limit.most} are allowed`);
    }
  }
}

function valuesAt(value: unknown, [first, ...rest]: readonly string[]): readonly unknown[] {
  if (value === undefined || value === null) return [];
  if (first === undefined) return [value];
  if (first === "[]") return (value as unknown[]).flatMap((each) => valuesAt(each, rest));
  return valuesAt((value as Record<string, unknown>)[first], rest);
}
