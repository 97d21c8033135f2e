import type { z } from "zod";
import type { ManagementPolicyType } from "../../types";
import { settingName } from "../settings";
import { backup } from "./backup";
import { chat } from "./chat";
import { ec2 } from "./ec2";
import { aiOptOut, bedrock, inspector, s3, securityHub, tag, upgradeRollout } from "./others";
import { anything } from "./parts";

/** The types that @pulumi/aws cannot deploy are only looked at for their operators: no guardrail is of them. */
const SCHEMAS: Readonly<Record<ManagementPolicyType, z.ZodType>> = {
  TAG_POLICY: tag,
  BACKUP_POLICY: backup,
  AISERVICES_OPT_OUT_POLICY: aiOptOut,
  CHATBOT_POLICY: chat,
  DECLARATIVE_POLICY_EC2: ec2,
  SECURITYHUB_POLICY: securityHub,
  S3_POLICY: s3,
  INSPECTOR_POLICY: inspector,
  BEDROCK_POLICY: bedrock,
  UPGRADE_ROLLOUT_POLICY: upgradeRollout,
  NETWORK_SECURITY_DIRECTOR_POLICY: anything,
  GUARDDUTY_POLICY: anything,
  SECURITYHUB_CSPM_POLICY: anything,
};

/** What AWS would not take of a policy, and where: "ec2_attributes.serial_console_access.status.@@assign". */
export interface ContentProblem {
  readonly path: string;
  readonly message: string;
}

/** Holds a policy, or a part of one, against the syntax of its type. Empty when nothing is wrong. */
export function contentProblems(type: ManagementPolicyType, content: unknown): readonly ContentProblem[] {
  const { error } = SCHEMAS[type].safeParse(content);
  return (error?.issues ?? []).flatMap((issue) => {
    const place = settingName(issue.path.map(String));
    if (issue.code !== "unrecognized_keys") return [{ path: place, message: issue.message }];
    return issue.keys.map((key) => ({
      path: settingName([...issue.path.map(String), key]),
      message: "a policy of this type has no such member here",
    }));
  });
}
