import type { ContextValue } from "../evaluate/request";
import type { Place } from "../findings/finding";
import type { PasswordPolicy, Subscriber } from "../lockdown/types";
import type { WrittenStackNames } from "./programs";

/** What a deployer applies; the proof follows the account that each lives in. */
export type DeployerNeed = "organizations" | "identity" | "member-baseline";

export interface Deployer {
  /** A full role ARN. */
  readonly principal: string;
  readonly needs: readonly DeployerNeed[];
}

/** An account with a delegated duty. `account` is a name or an id, as written. */
export interface DelegatedAccount {
  readonly account: string;
  /** "role/…" without the account. */
  readonly deployRole: string;
  readonly place?: Place | undefined;
}

/** One guardrail at one target, as written. */
export interface GuardrailUse {
  readonly id: string;
  /** Undefined when only the name was given. */
  readonly parameters: unknown;
  readonly place: Place;
}

export interface GuardrailTarget {
  /** As written: a path, an account name, an account id, or "tag:KEY=VALUE". */
  readonly target: string;
  readonly place: Place;
  readonly guardrails: readonly GuardrailUse[];
}

export interface Exception {
  readonly guardrail: string;
  /** As written: accounts, units or selectors. */
  readonly on: readonly string[];
  /** "role/…", "user/…" or "root", without the account. Empty when permissionSet is given. */
  readonly principals: readonly string[];
  readonly permissionSet?: string | undefined;
  readonly owner: string;
  readonly reason: string;
  /** First instant without the exception, as an ISO-8601 UTC time with seconds: "2027-01-31T00:00:00Z". */
  readonly expires: string;
  /** False when the author gave up AWS's own ending, because there is no room for it. */
  readonly selfEnding: boolean;
  readonly place: Place;
}

/** What must stay so, whatever is changed. */
export interface Assertion {
  /** As written: accounts, units or selectors. */
  readonly on: readonly string[];
  /** "role/…", "user/…" or "root" without the account, an ARN pattern, or "*" for everybody. */
  readonly principal: string;
  /** Patterns, at least one. */
  readonly actions: readonly string[];
  /** Patterns; empty for any resource. */
  readonly resources: readonly string[];
  /** Keys that every request has. */
  readonly context: Readonly<Record<string, ContextValue>>;
  /** "allowed": no such request is denied. "denied": none is allowed. */
  readonly expect: "allowed" | "denied";
  readonly place: Place;
}

/** A group, or for break-glass one user, by the name that the identity store shows. */
export interface WrittenPrincipal {
  readonly kind: "group" | "user";
  readonly name: string;
}

/** Somebody with a permission set, as written. */
export interface Assignment {
  readonly principal: WrittenPrincipal;
  /** Slug. */
  readonly permissionSet: string;
  /** As written: accounts, units or selectors. Empty for the management account. */
  readonly on: readonly string[];
  readonly except: readonly string[];
  /** First instant without the access, "2027-01-31T00:00:00Z"; undefined for access without an end. */
  readonly expires?: string | undefined;
  /** Always given for a user. */
  readonly reason?: string | undefined;
  readonly place: Place;
}

/** What is wanted of Identity Center. */
export interface IdentityIntent {
  /** Whether groups are looked up in the identity store, or made here. */
  readonly groups: "lookup" | "managed";
  /** group -> user names, for managed groups. */
  readonly members: Readonly<Record<string, readonly string[]>>;
  /** tag key -> attribute of the identity store, "${path:…}". */
  readonly attributes: Readonly<Record<string, string>>;
  /** slug -> its parameters as written. */
  readonly permissionSets: Readonly<Record<string, unknown>>;
  readonly assignments: readonly Assignment[];
  /** On the management account: a separate choice, because a delegated administrator cannot manage them. */
  readonly managementAccount: readonly Assignment[];
}

/** An account whose root user keeps its credentials, as written. */
export interface KeptRoot {
  /** A name, a path or an id. */
  readonly account: string;
  readonly reason: string;
  /** First instant without the entry, "2027-01-31T00:00:00Z". */
  readonly expires: string;
  readonly place: Place;
}

/** The trail that detections and auditors read. */
export type TrailIntent =
  | { readonly mode: "create"; readonly place: Place }
  /** `logGroup`: null where it writes to none, or nobody said. */
  | { readonly mode: "existing"; readonly logGroup: string | null; readonly place: Place };

/** What every account of some units has. */
export interface BaselineIntent {
  /** Units as written: Root, paths or ids. */
  readonly on: readonly string[];
  /** Null where nobody asked for one. */
  readonly passwordPolicy: PasswordPolicy | null;
  /** In every approved Region. */
  readonly ebsEncryption: boolean;
  /** Percent of the accounts. */
  readonly failureTolerance: number;
  readonly concurrency: number;
  readonly place: Place;
}

/** What is wanted of the root users of member accounts, and of every account. */
export interface RootLockdownIntent {
  /** Null where it is not wanted, here and below. */
  readonly centralRootAccess: { readonly place: Place } | null;
  /** `unusedAfterDays`: null for no analyzer of unused access. */
  readonly accessAnalyzers: { readonly unusedAfterDays: number | null; readonly place: Place } | null;
  readonly trail: TrailIntent | null;
  readonly baseline: BaselineIntent | null;
  readonly keepRootCredentials: readonly KeptRoot[];
}

/** What is noticed, and who is told. */
export interface DetectionsIntent {
  /** At least one, as written. */
  readonly notify: readonly Subscriber[];
  /** Regions to watch beside those that have to be. */
  readonly regions: readonly string[];
  readonly disabled: readonly {
    /** Slug. */
    readonly detection: string;
    readonly reason: string;
    readonly place: Place;
  }[];
  readonly place: Place;
}

/** organization.yaml after validation: what people want, by the names that they wrote. */
export interface Intent {
  readonly organization: {
    readonly id: string;
    readonly partition: "aws" | "aws-us-gov" | "aws-cn";
    readonly managementAccount: string;
    readonly regions: readonly string[];
    readonly homeRegion: string;
  };
  readonly accounts: {
    readonly security?: DelegatedAccount | undefined;
    readonly logArchive?: DelegatedAccount | undefined;
    readonly identity?: DelegatedAccount | undefined;
    readonly iam?: DelegatedAccount | undefined;
  };
  readonly access: {
    readonly deployers: readonly Deployer[];
    /** "role/…" patterns, in every member account. */
    readonly memberRoles: readonly string[];
    readonly breakGlass: readonly string[];
  };
  readonly limits: { readonly loosenedTargets: number };
  readonly guardrails: readonly GuardrailTarget[];
  readonly exceptions: readonly Exception[];
  readonly assertions: readonly Assertion[];
  /** Undefined when the file does not speak of Identity Center. */
  readonly identity?: IdentityIntent | undefined;
  /** Undefined when the file does not speak of root users. */
  readonly rootLockdown?: RootLockdownIntent | undefined;
  /** Undefined when the file does not speak of detections: nothing is noticed. */
  readonly detections?: DetectionsIntent | undefined;
  /** How stacks are called in Pulumi, where the file says it. */
  readonly stacks?: WrittenStackNames | undefined;
  /** The file this came from, as it should be named in messages. */
  readonly file: string;
}
