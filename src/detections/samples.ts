import { matching } from "../catalogue/examples";
import type { OrganizationFacts } from "../catalogue/guardrail";
import type { Sample } from "./detection";
import type { Json } from "./match/pattern";
import { API_CALL, SERVICE_EVENT, SIGN_IN } from "./patterns";
import type { Emitted, Emitter } from "./where";

type Fields = { readonly [key: string]: Json };

/** Who did it, as a record's userIdentity. */
export type Actor = (organization: OrganizationFacts, account: string) => Fields;

const SESSION = { attributes: { mfaAuthenticated: "false", creationDate: "2026-11-27T08:00:00Z" } };

/** The account's own root. */
export const root: Actor = ({ partition }, account) => ({
  type: "Root",
  principalId: account,
  arn: `arn:${partition}:iam::${account}:root`,
  accountId: account,
  accessKeyId: "ASIAIOSFODNN7EXAMPLE",
  sessionContext: SESSION,
});

/**
 * A session that the organization opened by sts:AssumeRoot.
 * Source: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html
 * (assumedRoot), read 2026-11.
 */
export const rootSession: Actor = (organization, account) => ({
  ...root(organization, account),
  sessionContext: { ...SESSION, assumedRoot: "true" },
});

/** An IAM user. */
export const user: Actor = ({ partition }, account) => ({
  type: "IAMUser",
  principalId: "AIDACKCEVSQ6C2EXAMPLE",
  arn: `arn:${partition}:iam::${account}:user/anaya`,
  accountId: account,
  accessKeyId: "AKIAIOSFODNN7EXAMPLE",
  userName: "anaya",
});

/** A session of a role of the account. */
export function role(path: string): Actor {
  return ({ partition }, account) =>
    session(`arn:${partition}:iam::${account}:role/${path}`, partition, account);
}

/** Somebody who came through Identity Center. */
export const administrator: Actor = role(
  "aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_administrator_0123456789abcdef",
);

/** A session of the first deployer of the organization. */
export const deployer: Actor = (organization) => {
  const arn = matching(
    organization.deployers[0] ?? `arn:${organization.partition}:iam::111111111111:role/deployer`,
  );
  return session(arn, organization.partition, arn.split(":")[4]!);
};

/** A session of the role by which StackSets acts in members. */
export const stackSets: Actor = role("stacksets-exec-0123456789abcdef");

function session(issuer: string, partition: string, account: string): Fields {
  const name = issuer.split("/").at(-1)!;
  return {
    type: "AssumedRole",
    principalId: "AROACKCEVSQ6C2EXAMPLE:session",
    arn: `arn:${partition}:sts::${account}:assumed-role/${name}/session`,
    accountId: account,
    accessKeyId: "ASIAIOSFODNN7EXAMPLE",
    sessionContext: {
      ...SESSION,
      sessionIssuer: {
        type: "Role",
        principalId: "AROACKCEVSQ6C2EXAMPLE",
        arn: issuer,
        accountId: account,
        userName: name,
      },
    },
  };
}

/** An AWS service by itself. */
export function service(name: string): Actor {
  return () => ({ type: "AWSService", invokedBy: `${name}.amazonaws.com` });
}

const MEMBERS = {
  member: "123456789012",
  security: "222222222222",
  identity: "333333333333",
  iam: "444444444444",
} as const;

/** The account that an example happens in. */
export function accountOf(by: Emitter, { managementAccount }: OrganizationFacts): string {
  return by === "management" ? managementAccount : MEMBERS[by];
}

interface Happening {
  readonly shows: string;
  readonly actor: Actor;
  readonly emitted?: Emitted;
  readonly by?: Emitter;
  readonly readOnly?: boolean;
  /** More of the record, such as requestParameters; what it says wins. */
  readonly more?: Fields;
}

/**
 * A call of an AWS API.
 *
 * @param call "iam:CreateUser": the service as its events' source has it, and the event's name
 */
export function call(organization: OrganizationFacts, name: string, happening: Happening): Sample {
  const [prefix, eventName] = name.split(":") as [string, string];
  return sample(organization, happening, {
    source: `aws.${prefix}`,
    type: API_CALL,
    record: { eventSource: `${prefix}.amazonaws.com`, eventName, eventType: "AwsApiCall" },
  });
}

/** A sign-in to the console. It is no read-only event. */
export function signIn(organization: OrganizationFacts, name: string, happening: Happening): Sample {
  return sample(organization, happening, {
    source: "aws.signin",
    type: SIGN_IN,
    record: { eventSource: "signin.amazonaws.com", eventName: name, eventType: "AwsConsoleSignIn" },
  });
}

/** What a service does by itself and CloudTrail records. */
export function serviceEvent(organization: OrganizationFacts, name: string, happening: Happening): Sample {
  const [prefix, eventName] = name.split(":") as [string, string];
  return sample(organization, happening, {
    source: `aws.${prefix}`,
    type: SERVICE_EVENT,
    record: { eventSource: `${prefix}.amazonaws.com`, eventName, eventType: "AwsServiceEvent" },
  });
}

interface Kind {
  readonly source: string;
  readonly type: string;
  readonly record: Fields;
}

function sample(
  organization: OrganizationFacts,
  { shows, actor, emitted = "global", by = "member", readOnly = false, more = {} }: Happening,
  { source, type, record }: Kind,
): Sample {
  const account = accountOf(by, organization);
  const detail = {
    eventVersion: "1.11",
    userIdentity: actor(organization, account),
    ...record,
    sourceIPAddress: "192.0.2.44",
    userAgent: "aws-cli/2.31.4",
    requestParameters: null,
    responseElements: null,
    eventID: "0d2c1b1a-6c8d-4d2f-9d0e-3a6c6f0c1a2b",
    readOnly,
    managementEvent: true,
    recipientAccountId: account,
    eventCategory: "Management",
    ...more,
  };
  return {
    shows,
    event: { source, "detail-type": type, account, resources: [], detail },
    emitted,
    by,
    readOnly,
  };
}

/**
 * A finding of a service that looks by itself.
 *
 * @param type the event's detail-type
 */
export function finding(
  organization: OrganizationFacts,
  source: string,
  type: string,
  { shows, by = "security", more = {} }: Omit<Happening, "actor" | "emitted" | "readOnly">,
): Sample {
  const account = accountOf(by, organization);
  return {
    shows,
    event: { source: `aws.${source}`, "detail-type": type, account, resources: [], detail: more },
    emitted: "every",
    by,
    readOnly: false,
  };
}
