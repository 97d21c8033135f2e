import type { Rule } from "../rule";
import { awsManaged } from "./aws-managed";
import { disabledType } from "./disabled-type";
import { duplicateAttachment } from "./duplicate-attachment";
import { duplicateName } from "./duplicate-name";
import { lastAttached } from "./last-attached";
import { malformedPolicy } from "./malformed-policy";
import { mostAttached } from "./most-attached";
import { notAttached } from "./not-attached";
import { notDetachable } from "./not-detachable";
import { pageSize } from "./page-size";
import { policySize } from "./policy-size";
import { textLength } from "./text-length";
import { trustedAccess } from "./trusted-access";
import { twoWritesAtOnce } from "./two-writes-at-once";
import { unknownTarget } from "./unknown-target";

/** Every rule, in the order in which it is asked. What moto refuses by itself has no rule. */
export const rules: readonly Rule[] = [
  twoWritesAtOnce,
  pageSize,
  textLength,
  awsManaged,
  policySize,
  malformedPolicy,
  duplicateName,
  unknownTarget,
  disabledType,
  duplicateAttachment,
  mostAttached,
  notAttached,
  notDetachable,
  lastAttached,
  trustedAccess,
];
