import { setMaxListeners } from "node:events";
import { AssumeRootCommand } from "@aws-sdk/client-sts";
import { type RootTask, rootTaskArn } from "../aws-data/root-tasks";
import { printable } from "../render/printable";
import { type Asker, askerOf } from "./ask";
import { AwsError, CredentialsError, DeniedError, explain, present } from "./errors";
import type { Partition } from "./partitions";
import type { Patience } from "./retry";
import type { RootClients } from "./root-clients";

/** What a session may use. It lives in memory alone: nothing writes, prints or repeats it. */
export interface RootCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

/**
 * Seconds of a session, the most that AWS gives.
 * Source: https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoot.html (DurationSeconds), read 2026-11.
 */
export const SESSION_SECONDS = 900;

/** Calls to STS, and as root, under way at a time. Assumed: AWS publishes no quota for AssumeRoot. */
const AT_ONCE = 20;

/** The root user of one member account, for one task. */
export interface RootSession {
  readonly account: string;
  /**
   * Sends one call as root, patiently. A session that ends in the middle is opened anew, once a call.
   *
   * @param action the IAM action that the call needs, "service:Operation"
   * @throws AwsError that says what to do; DeniedError when a policy denies the action
   */
  readonly as: <T>(
    action: string,
    send: (credentials: RootCredentials, options: { readonly abortSignal: AbortSignal }) => Promise<T>,
  ) => Promise<T>;
}

/** Opens root sessions in member accounts. */
export interface RootSessions {
  /** Requests sent so far, repeated ones included. */
  readonly calls: () => number;
  readonly clients: RootClients;
  /** @throws AwsError when AWS refuses; CredentialsError when it will refuse every account */
  readonly open: (account: string, task: RootTask) => Promise<RootSession>;
}

/**
 * @param signal ends every call, those that wait for their turn too
 */
export function openRootSessions(
  clients: RootClients,
  partition: Partition,
  patience: Patience,
  signal: AbortSignal,
): RootSessions {
  // Each call under way listens; Node would take as many listeners for a leak and say so.
  setMaxListeners(3 * AT_ONCE, signal);
  const sts = askerOf("sts", AT_ONCE, patience, signal);
  const member = askerOf("iam", AT_ONCE, patience, signal);

  async function assume(account: string, task: RootTask): Promise<RootCredentials> {
    const arn = rootTaskArn(task, { partition });
    const { Credentials } = await sts.ask("AssumeRoot", (abortSignal) =>
      clients.sts
        .send(
          new AssumeRootCommand({
            TargetPrincipal: account,
            TaskPolicyArn: { arn },
            DurationSeconds: SESSION_SECONDS,
          }),
          abortSignal,
        )
        .catch((error: Error) => {
          throw refusedSession(error, arn);
        }),
    );
    const { AccessKeyId, SecretAccessKey, SessionToken } = present(Credentials, "AssumeRoot", "Credentials");
    return {
      accessKeyId: present(AccessKeyId, "AssumeRoot", "AccessKeyId"),
      secretAccessKey: present(SecretAccessKey, "AssumeRoot", "SecretAccessKey"),
      sessionToken: present(SessionToken, "AssumeRoot", "SessionToken"),
    };
  }

  return {
    clients,
    calls: () => sts.calls() + member.calls(),
    async open(account, task) {
      // One promise for all calls of the session: those that find it ended together wait for one new session.
      let current = assume(account, task);
      await current;
      return {
        account,
        as: (action, send) =>
          asRoot(member, action, async (options) => {
            const used = current;
            try {
              return await send(await used, options);
            } catch (error) {
              if (!hasEnded(error)) throw error;
              if (current === used) current = assume(account, task);
              return await send(await current, options);
            }
          }),
      };
    },
  };
}

/**
 * Sources: https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html and
 * https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html (ExpiredToken), read 2026-11.
 */
const ENDED = new Set(["ExpiredToken", "ExpiredTokenException"]);

function hasEnded(error: unknown): boolean {
  return ENDED.has((error as Error).name);
}

const DENIED = new Set(["AccessDenied", "AccessDeniedException"]);

function asRoot<T>(
  member: Asker,
  action: string,
  send: (options: { readonly abortSignal: AbortSignal }) => Promise<T>,
): Promise<T> {
  return member.ask(action.slice(action.indexOf(":") + 1), (options) =>
    send(options).catch((error: Error) => {
      if (hasEnded(error)) {
        throw new AwsError("the root session ended before its first call: check this machine's clock");
      }
      // The session's credentials are bad, not the caller's: that concerns this account alone.
      if (!(error instanceof AwsError) && explain(action, error) instanceof CredentialsError) {
        throw new AwsError(
          `AWS does not accept the root session (${printable(error.name)}): run the command again`,
        );
      }
      if (!DENIED.has(error.name)) throw error;
      throw new DeniedError(
        `a policy denies ${action} to root of the account: spare sessions of sts:AssumeRoot from it (aws:AssumedRoot)${says(error)}`,
        action,
      );
    }),
  );
}

/** A refusal of AssumeRoot has more causes than a missing right; AWS does not tell them apart. */
function refusedSession(error: Error, arn: string): Error {
  if (!DENIED.has(error.name)) return error;
  return new DeniedError(
    `AWS refused AssumeRoot: grant sts:AssumeRoot with the task policy ${arn} to these credentials, which must belong ` +
      "to the management account or to the delegated administrator of IAM, and enable centralized root access " +
      `(docs/root.md)${says(error)}`,
    "sts:AssumeRoot",
  );
}

function says({ message }: Error): string {
  return message === "" ? "" : `. AWS says: ${printable(message)}`;
}
