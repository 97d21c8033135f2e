/** Where a need is judged: what its resources and Regions are made of. */
export interface Home {
  readonly partition: "aws" | "aws-us-gov" | "aws-cn";
  /** The account that the principal lives in. */
  readonly account: string;
  /** The Region that is asked; "*" where several are. */
  readonly region: string;
}

/** Calls that a principal must be able to make. */
export interface Calls {
  readonly actions: readonly string[];
  /** Patterns of the resources that matter; every resource when left out. */
  readonly resources?: (home: Home) => readonly string[];
  /** "global": where global services are asked; "home": the home Region; "approved": all of organization.yaml's; or those listed. */
  readonly regions: "global" | "home" | "approved" | readonly string[];
}

/** What a principal needs, so that nobody is locked out. */
export interface Need {
  readonly id: string;
  /** What is lost with it, after "cannot". */
  readonly purpose: string;
  readonly calls: readonly Calls[];
  /** Actions by which the role is entered, for RCPs; none where the principal is entered in its own account only. */
  readonly entered?: readonly string[];
}

/**
 * The Regions that requests to global services carry.
 *
 * Sources, read 2026-11:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-requestedregion,
 * https://docs.aws.amazon.com/general/latest/gr/iam-service.html, https://docs.aws.amazon.com/general/latest/gr/ao.html.
 */
export const GLOBAL_REGIONS: Readonly<Record<Home["partition"], readonly string[]>> = {
  aws: ["us-east-1"],
  "aws-us-gov": ["us-gov-west-1"],
  "aws-cn": ["cn-north-1", "cn-northwest-1"],
};
