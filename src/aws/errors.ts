import { printable } from "../render/printable";

/** AWS refused, or cannot be reached, or said what cannot be. The message names cause and mend. */
export class AwsError extends Error {
  override readonly name: string = "AwsError";
}

/** One call had no whole answer; others may have one. */
export class NotReadError extends AwsError {
  /**
   * @param action the IAM action, "service:Operation"
   * @param reason why it was not read, in a few words
   * @param passes whether the same call may have an answer later
   */
  constructor(
    message: string,
    readonly action: string,
    readonly reason: string,
    readonly passes = false,
  ) {
    super(message);
  }
}

/** AWS refused one action, which these credentials lack. */
export class DeniedError extends NotReadError {
  constructor(message: string, action: string) {
    super(message, action, "AWS refused it");
  }
}

/** There are no credentials, or AWS does not accept them: no further call has a chance. */
export class CredentialsError extends AwsError {}

/** Two answers do not fit together. */
export class ChangedError extends AwsError {}

/** The organization changed between two calls, so that their answers do not fit together. */
export function changedMeanwhile(how: string): ChangedError {
  return new ChangedError(
    `the organization changed while it was read (${printable(how)}): run the command again`,
  );
}

const NO_CREDENTIALS = new Set(["CredentialsProviderError", "TokenProviderError", "ProviderError"]);

// Source: https://docs.aws.amazon.com/organizations/latest/APIReference/CommonErrors.html, read 2026-11.
const BAD_CREDENTIALS = new Set([
  "ExpiredToken",
  "ExpiredTokenException",
  "IncompleteSignature",
  "IncompleteSignatureException",
  "InvalidClientTokenId",
  "InvalidSignatureException",
  "MissingAuthenticationToken",
  "MissingAuthenticationTokenException",
  "RequestExpired",
  "SignatureDoesNotMatch",
  "UnrecognizedClientException",
]);

const DENIED = new Set(["AccessDeniedException", "AccessDenied", "NotAuthorized"]);

/** Not found, although a call before listed it. */
const GONE = new Set([
  "AccountNotFoundException",
  "AccountNotRegisteredException",
  "ParentNotFoundException",
  "PolicyNotFoundException",
  "StackSetNotFoundException",
  "TargetNotFoundException",
]);

/**
 * What went wrong with a call, for a person.
 *
 * @param operation the API operation, which is also the name of the IAM action that allows it
 * @param service the prefix of that action
 */
export function explain(operation: string, error: unknown, service = "organizations"): AwsError {
  if (error instanceof AwsError) return error;
  const { name, message, code, Reason } = error as Error & { code?: string; Reason?: string };
  if (name === "AbortError") return new AwsError("stopped before everything was read");
  if (NO_CREDENTIALS.has(name)) {
    return new CredentialsError("no AWS credentials were found: sign in, or name a profile in AWS_PROFILE");
  }
  // AWS's message may repeat headers of the request: it is not shown.
  if (BAD_CREDENTIALS.has(name)) {
    return new CredentialsError(`AWS does not accept the credentials (${printable(name)}): sign in again`);
  }
  const says = message === "" ? "" : `. AWS says: ${printable(message)}`;
  if (DENIED.has(name)) {
    const action = `${service}:${operation}`;
    return new DeniedError(
      `AWS refused ${operation}: grant ${action} to these credentials, which must belong to ` +
        `the management account or to a delegated administrator with that right${says}`,
      action,
    );
  }
  if (name === "AWSOrganizationsNotInUseException") {
    return new AwsError("the account of these credentials is in no organization: use the management account");
  }
  if (GONE.has(name)) return changedMeanwhile(`${operation}: ${name}`);
  if (code !== undefined) return new AwsError(`AWS cannot be reached for ${operation}: ${printable(code)}`);
  const reason = Reason === undefined ? "" : `, ${Reason}`;
  return new AwsError(`AWS answered ${operation} with ${printable(name + reason)}${says}`);
}

/** A field that AWS's answers always have, though the SDK's types leave it open. @throws AwsError */
export function present<T>(value: T | undefined, operation: string, field: string): T {
  if (value === undefined) throw new AwsError(`AWS answered ${operation} without ${field}`);
  return value;
}
