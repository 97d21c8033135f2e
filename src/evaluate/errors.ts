/** A policy, or the levels that hold it, cannot be given a meaning. */
export class PolicyError extends Error {
  override readonly name = "PolicyError";

  /** @param place where it stands, for example "level 0, policy 1, Statement[2].Effect" */
  constructor(
    readonly place: string,
    readonly problem: string,
  ) {
    super(`${place}: ${problem}`);
  }
}

/** A request cannot be given a meaning. */
export class RequestError extends Error {
  override readonly name = "RequestError";

  /** @param place the part of the request, for example "action" or "context.aws:SourceIp" */
  constructor(
    readonly place: string,
    readonly problem: string,
  ) {
    super(`${place}: ${problem}`);
  }
}
