import type { Severity } from "../detections/detection";
import { topicName, UNDELIVERED_NAME } from "./names";
import { busArn } from "./template/forwarder";
import type { LockdownPlan } from "./types";

/**
 * ARNs of what the stack makes. They are made of names and not read from resources, so that policies are whole in a
 * preview and the same text in every run. Buses, topics and the queue are in the security account and the home Region;
 * the trail and its log group in the management account's.
 */
export function arnsOf({ organization, accounts }: LockdownPlan) {
  const { partition, homeRegion, managementAccount } = organization;
  const securityAccount = accounts.security?.id ?? managementAccount;
  const inHome = (service: string, account: string, resource: string) =>
    `arn:${partition}:${service}:${homeRegion}:${account}:${resource}`;
  return {
    accountRoot: (account: string) => `arn:${partition}:iam::${account}:root`,
    bucket: (name: string) => `arn:${partition}:s3:::${name}`,
    bus: (name: string) => busArn({ partition, securityAccount, homeRegion }, name),
    logGroup: (name: string) => inHome("logs", managementAccount, `log-group:${name}`),
    /** A rule on a bus of its own; both names may have wildcards. */
    busRule: (bus: string, name: string) => inHome("events", securityAccount, `rule/${bus}/${name}`),
    topic: (severity: Severity) => inHome("sns", securityAccount, topicName(severity)),
    trail: (name: string, region = homeRegion) =>
      `arn:${partition}:cloudtrail:${region}:${managementAccount}:trail/${name}`,
    undeliveredQueue: () => inHome("sqs", securityAccount, UNDELIVERED_NAME),
  };
}

export type LockdownArns = ReturnType<typeof arnsOf>;
