import type { DriftKind } from "./kinds";
import type { MendContext } from "./mending/context";
import * as identity from "./mending/identity";
import * as lockdown from "./mending/lockdown";
import * as organization from "./mending/organization";
import * as policies from "./mending/policies";
import * as stackSets from "./mending/stack-sets";
import type { DriftSubject } from "./types";

/** What brings back what is planned. */
export interface Mend {
  /** A command line for a POSIX shell; null where a person has to do something by hand. */
  readonly command: string | null;
  /**
   * URNs of the Pulumi resources that own what differs, their stack and project left out, with the wildcards that
   * --target takes where they are many; empty where Pulumi owns nothing of it.
   */
  readonly resources: readonly string[];
  /** What to do by hand, or to know before the command; empty for nothing. */
  readonly step: string;
}

/** What of a row its mend follows from. */
export interface Mendable {
  readonly kind: DriftKind;
  readonly target: string | null;
  readonly accounts: readonly string[];
  readonly managed: boolean;
  readonly subject: DriftSubject;
}

/** How one kind of drift is mended. */
export type MendOf = (row: Mendable, context: MendContext) => Mend;

const MENDS: Readonly<Record<DriftKind, MendOf>> = {
  "policy-text": policies.rewritePolicy,
  "policy-size": policies.shortenPolicy,
  "policy-settings": policies.rewritePolicy,
  "policy-missing": policies.remakePolicy,
  "policy-left-over": policies.dropPolicy,
  "attachment-missing": policies.reattach,
  "attachment-added": policies.detach,
  "unmanaged-added": policies.acceptPolicy,
  "unmanaged-changed": policies.acceptPolicy,
  "unmanaged-removed": policies.acceptPolicy,
  "unmanaged-attached": policies.detachOthers,
  "unmanaged-detached": policies.reattachOthers,
  "full-access-detached": policies.attachFullAccess,
  "policy-type-disabled": policies.enableType,
  "policy-type-enabled": policies.disableType,
  "account-moved": organization.moveBack,
  "account-added": organization.acceptTree,
  "account-gone": organization.acceptTree,
  "account-suspended": organization.acceptTree,
  "account-active": organization.acceptTree,
  "account-renamed": organization.acceptName,
  "unit-moved": organization.acceptTree,
  "unit-added": organization.acceptTree,
  "unit-removed": organization.acceptTree,
  "unit-renamed": organization.acceptName,
  "assignment-added-to-user": identity.unassign,
  "assignment-added": identity.unassign,
  "assignment-missing": identity.reassign,
  "permission-set-missing": identity.remakeSet,
  "permission-set-added": identity.removeSet,
  "permission-set-removed": identity.acceptIdentity,
  "permission-set-changed": identity.resetSet,
  "permission-set-policy": identity.resetPolicies,
  "permission-set-boundary": identity.resetBoundary,
  "permission-set-outdated": identity.provisionSet,
  "group-missing": identity.remakeGroup,
  "member-added": identity.removeMember,
  "member-missing": identity.readdMember,
  "attributes-changed": identity.resetAttributes,
  "root-feature-off": lockdown.restoreFeature,
  "trusted-access-off": lockdown.trustAgain,
  "trusted-access-added": lockdown.distrust,
  "delegation-missing": lockdown.delegateAgain,
  "delegation-added": lockdown.deregister,
  "stack-set-missing": stackSets.remakeStackSet,
  "stack-set-changed": stackSets.resetStackSet,
  "stack-failed": stackSets.updateStacks,
  "stack-outdated": stackSets.updateStacks,
  "stack-missing": stackSets.createStacks,
  "exception-ended": organization.dropException,
};

/** What mends a drift. */
export function mendOf(row: Mendable, context: MendContext): Mend {
  return MENDS[row.kind](row, context);
}
