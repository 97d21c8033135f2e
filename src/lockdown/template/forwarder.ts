import { FORWARDER_ROLE_NAME, RULE_PREFIX } from "../../detections/names";

/** Where rules send to. */
export interface Destination {
  readonly partition: string;
  readonly securityAccount: string;
  readonly homeRegion: string;
}

/** The ARN of a bus of the security account; of all that detections have for the name "org-guardrails-*". */
export function busArn({ partition, securityAccount, homeRegion }: Destination, bus: string): string {
  return `arn:${partition}:events:${homeRegion}:${securityAccount}:event-bus/${bus}`;
}

/** The ARN of the role by which rules of an account send. */
export function forwarderArn(partition: string, account: string): string {
  return `arn:${partition}:iam::${account}:role/${FORWARDER_ROLE_NAME}`;
}

/** What the role is for, as its description says. */
export const FORWARDER_DESCRIPTION =
  "Rules of org-guardrails send events to the security account by this role";

/** The name of the role's one inline policy. */
export const FORWARDER_POLICY_NAME = "forward-events";

/** The role may send to the buses of detections, and nothing else. */
export function forwarderPolicy(destination: Destination): object {
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "SendToDetections",
        Effect: "Allow",
        Action: "events:PutEvents",
        Resource: busArn(destination, `${RULE_PREFIX}*`),
      },
    ],
  };
}

/**
 * EventBridge may take the role on, for any rule of the account. It is not held to the ARNs of rules: no page of AWS
 * says that a source ARN comes with this call, and a condition on what does not come would silence every detection.
 * Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-cross-account.html, read 2026-11.
 */
export function forwarderTrust(): object {
  return serviceTrust("events.amazonaws.com");
}

/** A service may take a role on. */
export function serviceTrust(service: string): object {
  return {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" }],
  };
}
