import {
  CreateLoginProfileCommand,
  DeactivateMFADeviceCommand,
  DeleteAccessKeyCommand,
  DeleteLoginProfileCommand,
  DeleteSigningCertificateCommand,
  GetAccountSummaryCommand,
  GetLoginProfileCommand,
  type IAMClient,
  ListAccessKeysCommand,
  ListMFADevicesCommand,
  ListSigningCertificatesCommand,
} from "@aws-sdk/client-iam";
import type { RootCredential, RootSummary } from "../root/types";
import { present } from "./errors";
import { all, pages } from "./pages";
import type { RootCredentials, RootSession, RootSessions } from "./root-sessions";

/**
 * The fewest calls that tell what root of so many accounts has: two an account. A session is for one account
 * (TargetPrincipal), no API outside it tells of another account's root user, and inside it one call tells all four:
 * GetAccountSummary, the "consolidated root user credential status" of IAMAuditRootUserCredentials.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/security-iam-awsmanpol.html (the task policies), read
 * 2026-11.
 */
export function leastStatusCalls(accounts: number): number {
  return 2 * accounts;
}

type Options = { readonly abortSignal: AbortSignal };

/** Sends one IAM call as root. */
function iam<T>(
  { clients }: RootSessions,
  session: RootSession,
  operation: string,
  send: (client: IAMClient, options: Options) => Promise<T>,
): Promise<T> {
  return session.as(`iam:${operation}`, (credentials: RootCredentials, options) =>
    send(clients.iam(credentials), options),
  );
}

/**
 * Which credentials root of an account has, by one call.
 * Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountSummary.html (SummaryMap), read 2026-11.
 *
 * @param session of the task IAMAuditRootUserCredentials
 * @throws AwsError, also when AWS leaves an entry out: what is not told is not clean
 */
export async function readSummary(sessions: RootSessions, session: RootSession): Promise<RootSummary> {
  const operation = "GetAccountSummary";
  const { SummaryMap = {} } = await iam(sessions, session, operation, (client, options) =>
    client.send(new GetAccountSummaryCommand({}), options),
  );
  const entry = (key: keyof typeof SummaryMap) => present(SummaryMap[key], operation, key) > 0;
  return {
    password: entry("AccountPasswordPresent"),
    accessKeys: entry("AccountAccessKeysPresent"),
    signingCertificates: entry("AccountSigningCertificatesPresent"),
    mfa: entry("AccountMFAEnabled"),
  };
}

/**
 * The credentials of root of an account, one by one, in the order in which they are deleted.
 *
 * @param session of the task IAMAuditRootUserCredentials or IAMDeleteRootUserCredentials
 */
export async function listCredentials(
  sessions: RootSessions,
  session: RootSession,
): Promise<readonly RootCredential[]> {
  const list = <P extends { readonly Marker?: string | undefined }>(
    operation: string,
    send: (client: IAMClient, Marker: string | undefined, options: Options) => Promise<P>,
  ) =>
    pages(operation, async (Marker) => {
      const page = await iam(sessions, session, operation, (client, options) =>
        send(client, Marker, options),
      );
      return { ...page, NextToken: page.Marker };
    });
  const [password, keys, certificates, devices] = await Promise.all([
    hasPassword(sessions, session),
    all(
      list("ListAccessKeys", (client, Marker, options) =>
        client.send(new ListAccessKeysCommand({ Marker }), options),
      ),
      (page) => page.AccessKeyMetadata,
    ),
    all(
      list("ListSigningCertificates", (client, Marker, options) =>
        client.send(new ListSigningCertificatesCommand({ Marker }), options),
      ),
      (page) => page.Certificates,
    ),
    all(
      list("ListMFADevices", (client, Marker, options) =>
        client.send(new ListMFADevicesCommand({ Marker }), options),
      ),
      (page) => page.MFADevices,
    ),
  ]);
  const of = (kind: RootCredential["kind"], ids: readonly string[]) =>
    [...ids].sort().map((id): RootCredential => ({ kind, id }));
  return [
    ...(password ? of("password", [""]) : []),
    ...of(
      "access-key",
      keys.map(({ AccessKeyId }) => present(AccessKeyId, "ListAccessKeys", "AccessKeyId")),
    ),
    ...of(
      "signing-certificate",
      certificates.map(({ CertificateId }) =>
        present(CertificateId, "ListSigningCertificates", "CertificateId"),
      ),
    ),
    ...of(
      "mfa-device",
      devices.map(({ SerialNumber }) => present(SerialNumber, "ListMFADevices", "SerialNumber")),
    ),
  ];
}

/**
 * Whether root of an account has a password.
 * Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetLoginProfile.html (NoSuchEntity; without UserName
 * it is about whoever asks), read 2026-11.
 */
export function hasPassword(sessions: RootSessions, session: RootSession): Promise<boolean> {
  return iam(sessions, session, "GetLoginProfile", async (client, options) => {
    try {
      await client.send(new GetLoginProfileCommand({}), options);
      return true;
    } catch (error) {
      if (isGone(error)) return false;
      throw error;
    }
  });
}

/**
 * Deletes one credential of root. One that is gone is no error: a first try may have deleted it although its answer
 * was lost.
 *
 * @param session of the task IAMDeleteRootUserCredentials
 */
export function deleteCredential(
  sessions: RootSessions,
  session: RootSession,
  { kind, id }: RootCredential,
): Promise<void> {
  const send = (operation: string, command: (client: IAMClient, options: Options) => Promise<unknown>) =>
    iam(sessions, session, operation, async (client, options) => {
      try {
        await command(client, options);
      } catch (error) {
        if (!isGone(error)) throw error;
      }
    });
  switch (kind) {
    case "password":
      return send("DeleteLoginProfile", (client, options) =>
        client.send(new DeleteLoginProfileCommand({}), options),
      );
    case "access-key":
      return send("DeleteAccessKey", (client, options) =>
        client.send(new DeleteAccessKeyCommand({ AccessKeyId: id }), options),
      );
    case "signing-certificate":
      return send("DeleteSigningCertificate", (client, options) =>
        client.send(new DeleteSigningCertificateCommand({ CertificateId: id }), options),
      );
    case "mfa-device":
      return send("DeactivateMFADevice", (client, options) =>
        client.send(new DeactivateMFADeviceCommand({ SerialNumber: id }), options),
      );
  }
}

/**
 * Lets root of an account have a password again. A session names neither user nor password.
 * Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateLoginProfile.html (UserName, Password), read
 * 2026-11.
 *
 * @param session of the task IAMCreateRootUserPassword
 */
export function createPassword(sessions: RootSessions, session: RootSession): Promise<void> {
  return iam(sessions, session, "CreateLoginProfile", async (client, options) => {
    try {
      await client.send(new CreateLoginProfileCommand({}), options);
    } catch (error) {
      // A first try may have made it although its answer was lost.
      if ((error as Error).name !== "EntityAlreadyExistsException") throw error;
    }
  });
}

function isGone(error: unknown): boolean {
  return (error as Error).name === "NoSuchEntityException";
}
