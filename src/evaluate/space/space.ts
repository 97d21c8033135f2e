import type { ContextValue } from "../request";

/**
 * The requests among which to search. What is not said is free: any resource, any principal that the type lets be,
 * any context.
 *
 * - SCP: the principal belongs to `account`, which is not the management account, and is no service-linked role.
 * - RCP: the resource belongs to `account`; the principal is anybody, anonymous and AWS services included.
 */
export interface Space {
  readonly type: "SCP" | "RCP";
  /** Twelve digits. */
  readonly account?: string | undefined;
  /** Id of the organization of `account`. */
  readonly organization?: string | undefined;
  /** The path of `account` in its organization, as aws:PrincipalOrgPaths has it. */
  readonly organizationPath?: string | undefined;
  /** No request is before this moment; milliseconds since 1970. */
  readonly now?: number | undefined;
  /** Known actions, such as "s3:GetObject": a witness has one of these where one will do. */
  readonly knownActions?: readonly string[] | undefined;
  /** Patterns of which the action must match one, as in a policy. */
  readonly actions?: readonly string[] | undefined;
  /** Patterns of which the resource must match one, as in a policy. */
  readonly resources?: readonly string[] | undefined;
  /** ARN patterns of which aws:PrincipalArn must match one, part by part. */
  readonly principals?: readonly string[] | undefined;
  /** Context keys with given values. */
  readonly fixed?: Readonly<Record<string, ContextValue>> | undefined;
  /** Context keys that are not there. */
  readonly absent?: readonly string[] | undefined;
}
