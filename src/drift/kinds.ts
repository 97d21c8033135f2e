/** What a drift is about, in the order in which people read it. */
export type DriftArea = "policies" | "organization" | "identity" | "root-lockdown" | "exceptions";

interface KindText {
  readonly area: DriftArea;
  /** As a heading has it. */
  readonly title: string;
  /** What was found, in one sentence. */
  readonly meaning: string;
}

/** Every kind of drift. The page docs/drift.md lists them from here. */
export const DRIFT_KINDS = {
  "policy-text": {
    area: "policies",
    title: "policy text changed",
    meaning: "A policy of this tool says something else than planned; text that is equal as JSON is none.",
  },
  "policy-size": {
    area: "policies",
    title: "policy over its size",
    meaning: "A policy means what is planned, and its stored text is longer than AWS allows its type.",
  },
  "policy-settings": {
    area: "policies",
    title: "policy's name, description or tags changed",
    meaning: "A policy of this tool has another name, description or tags than planned.",
  },
  "policy-missing": {
    area: "policies",
    title: "policy missing",
    meaning: "A policy that is planned is not in the organization.",
  },
  "policy-left-over": {
    area: "policies",
    title: "policy left over",
    meaning: "A policy of this tool is still there that the plan no longer has.",
  },
  "attachment-missing": {
    area: "policies",
    title: "attachment missing",
    meaning: "A policy of this tool is not attached where it is planned.",
  },
  "attachment-added": {
    area: "policies",
    title: "attachment added",
    meaning: "A policy of this tool is attached where it is not planned.",
  },
  "unmanaged-added": {
    area: "policies",
    title: "policy of others added",
    meaning: "A policy that nobody manages here is there, and the snapshot did not have it.",
  },
  "unmanaged-changed": {
    area: "policies",
    title: "policy of others changed",
    meaning: "A policy that nobody manages here says something else than the snapshot has.",
  },
  "unmanaged-removed": {
    area: "policies",
    title: "policy of others removed",
    meaning: "A policy that nobody manages here is gone.",
  },
  "unmanaged-attached": {
    area: "policies",
    title: "policy of others attached",
    meaning: "A policy that nobody manages here is attached where the snapshot did not have it.",
  },
  "unmanaged-detached": {
    area: "policies",
    title: "policy of others detached",
    meaning: "A policy that nobody manages here is no longer attached where the snapshot has it.",
  },
  "full-access-detached": {
    area: "policies",
    title: "full access detached",
    meaning:
      "AWS's FullAWSAccess or RCPFullAWSAccess is not attached any more: without another Allow, everything below is denied.",
  },
  "policy-type-disabled": {
    area: "policies",
    title: "policy type disabled",
    meaning: "A policy type that is in use is not enabled: none of its policies has a say.",
  },
  "policy-type-enabled": {
    area: "policies",
    title: "policy type enabled",
    meaning: "A policy type is enabled that the snapshot did not have.",
  },
  "account-moved": {
    area: "organization",
    title: "account moved",
    meaning: "An account stands in another unit than planned.",
  },
  "account-added": {
    area: "organization",
    title: "account added",
    meaning:
      "An account is new. What its unit is planned to have is compared with what it has; nothing was planned for it by name.",
  },
  "account-gone": {
    area: "organization",
    title: "account gone",
    meaning: "An account is not in the organization any more: nothing here binds it.",
  },
  "account-suspended": {
    area: "organization",
    title: "account suspended",
    meaning: "An account is not active any more, or in another such state.",
  },
  "account-active": {
    area: "organization",
    title: "account active again",
    meaning: "An account is active that was not.",
  },
  "account-renamed": {
    area: "organization",
    title: "account renamed",
    meaning: "An account has another name; organization.yaml may still use the old one.",
  },
  "unit-moved": {
    area: "organization",
    title: "unit moved",
    meaning: "A unit stands below another one than planned, with all its accounts.",
  },
  "unit-added": {
    area: "organization",
    title: "unit added",
    meaning: "A unit is new; nothing was planned for it.",
  },
  "unit-removed": {
    area: "organization",
    title: "unit removed",
    meaning: "A unit is gone. Its accounts were moved before, or left.",
  },
  "unit-renamed": {
    area: "organization",
    title: "unit renamed",
    meaning: "A unit has another name; organization.yaml may still use the old one.",
  },
  "assignment-added-to-user": {
    area: "identity",
    title: "assignment added to a user",
    meaning: "Somebody has a permission set that nobody planned, outside of any group.",
  },
  "assignment-added": {
    area: "identity",
    title: "assignment added",
    meaning: "A group, or a principal that was deleted since, has a permission set that nobody planned.",
  },
  "assignment-missing": {
    area: "identity",
    title: "assignment missing",
    meaning: "Somebody does not have a permission set that is planned for them.",
  },
  "permission-set-missing": {
    area: "identity",
    title: "permission set missing",
    meaning: "A permission set that is planned is not there.",
  },
  "permission-set-added": {
    area: "identity",
    title: "permission set added",
    meaning: "A permission set is there that nobody planned and the snapshot did not have.",
  },
  "permission-set-removed": {
    area: "identity",
    title: "permission set of others removed",
    meaning: "A permission set that nobody manages here is gone.",
  },
  "permission-set-changed": {
    area: "identity",
    title: "permission set changed",
    meaning: "Session, description, relay state or tags of a permission set are not what is planned.",
  },
  "permission-set-policy": {
    area: "identity",
    title: "policy of a permission set changed",
    meaning: "The managed, customer-managed or inline policies of a permission set are not what is planned.",
  },
  "permission-set-boundary": {
    area: "identity",
    title: "boundary of a permission set changed",
    meaning: "The permissions boundary of a permission set is not what is planned.",
  },
  "permission-set-outdated": {
    area: "identity",
    title: "provisioning out of date",
    meaning:
      "The roles of a permission set are not what the set says: an older version of it may be in force.",
  },
  "group-missing": {
    area: "identity",
    title: "group missing",
    meaning: "A group that the plan names is not there, with all that it is to have.",
  },
  "member-added": {
    area: "identity",
    title: "member added",
    meaning: "Somebody is in a group that is made here, and nobody planned it.",
  },
  "member-missing": {
    area: "identity",
    title: "member missing",
    meaning: "Somebody is not in a group that is made here, as planned.",
  },
  "attributes-changed": {
    area: "identity",
    title: "attributes for access control changed",
    meaning: "Attributes that become principal tags are not what is planned.",
  },
  "root-feature-off": {
    area: "root-lockdown",
    title: "root feature off",
    meaning: "A feature of centralized root access is off.",
  },
  "trusted-access-off": {
    area: "root-lockdown",
    title: "trusted access off",
    meaning: "A service that the plan needs has no trusted access any more.",
  },
  "trusted-access-added": {
    area: "root-lockdown",
    title: "trusted access added",
    meaning: "A service has trusted access that is not planned and the snapshot did not have.",
  },
  "delegation-missing": {
    area: "root-lockdown",
    title: "delegated administrator missing",
    meaning: "An account does not administer a service as planned.",
  },
  "delegation-added": {
    area: "root-lockdown",
    title: "delegated administrator added",
    meaning: "An account administers a service for the organization that is not planned.",
  },
  "stack-set-missing": {
    area: "root-lockdown",
    title: "StackSet missing",
    meaning: "A StackSet that is planned is not there.",
  },
  "stack-set-changed": {
    area: "root-lockdown",
    title: "StackSet changed",
    meaning: "A StackSet's template, targets or automatic deployment are not what is planned.",
  },
  "stack-failed": {
    area: "root-lockdown",
    title: "stack failed",
    meaning: "A StackSet's stack in an account did not come about.",
  },
  "stack-outdated": {
    area: "root-lockdown",
    title: "stack out of date",
    meaning: "A StackSet's stack in an account is not what the StackSet says.",
  },
  "stack-missing": {
    area: "root-lockdown",
    title: "stack missing",
    meaning: "An account that a StackSet reaches has no stack of it.",
  },
  "exception-ended": {
    area: "exceptions",
    title: "exception past its end",
    meaning: "An exception is written down that has ended.",
  },
} as const satisfies Readonly<Record<string, KindText>>;

export type DriftKind = keyof typeof DRIFT_KINDS;

/** In the order of the table, which is the order of rows with the same effect. */
export const KIND_ORDER: readonly DriftKind[] = Object.keys(DRIFT_KINDS) as DriftKind[];
