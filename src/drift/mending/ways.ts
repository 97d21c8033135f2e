import {
  ASSIGNMENT,
  ATTACHMENT,
  ATTRIBUTES,
  BOUNDARY,
  CUSTOMER_POLICY,
  GROUP,
  INLINE_POLICY,
  MANAGED_POLICY,
  MEMBERSHIP,
  PERMISSION_SET,
  POLICY,
} from "../../resource-types";
import type { DriftKind } from "../kinds";

/** Who mends a kind of drift, and what to do instead where the change was meant. */
export interface MendWay {
  /**
   * How the commands begin, in their order: "pulumi up", "aws organizations detach-policy", "npx org-guardrails lock".
   * Which of them are needed may follow from what was found; what only reads is left out. None where a person has to know what was there.
   */
  readonly commands: readonly string[];
  /** Types of the resources that `pulumi up` is for; none for the whole stack. */
  readonly resources: readonly string[];
  /** What a person does; empty for nothing. */
  readonly hand: string;
  /** What to do instead where the change was meant. */
  readonly meant: string;
}

/** What nobody manages here is taken as it is: the command that the mends of those kinds have. */
export const AS_IT_IS = "take a new snapshot, and see in a review what the plan becomes";

const GUARDRAILS = "write it into the guardrail or `organization.yaml`, then `lock`, review and deploy";
const SETS = "write it into the permission set or under `identity`, review and deploy";
const LOCKDOWN = "write it under `root-lockdown` or `detections`, review and deploy";
const IMPORT = "; what is there already goes into Pulumi's state with `pulumi import`";
const RECORDED = "from the recorded snapshot, which has what was there";
const SUPPORT = "where it came about by mistake, undo it in AWS";

const FEATURES = "aws:iam/organizationsFeatures:OrganizationsFeatures";
const SERVICE = "aws:organizations/awsServiceAccess:AwsServiceAccess";
const DELEGATION = "aws:organizations/delegatedAdministrator:DelegatedAdministrator";
const STACK_SET = "aws:cloudformation/stackSet:StackSet";
const STACKS = "aws:cloudformation/stackSetInstance:StackSetInstance";

const UP = "pulumi up";

const deployed = (meant: string, ...resources: readonly string[]): MendWay => ({
  commands: [UP],
  resources,
  hand: "",
  meant,
});
const undone = (meant: string, ...commands: readonly string[]): MendWay => ({
  commands,
  resources: [],
  hand: "",
  meant,
});
const known = (hand: string): MendWay => ({ commands: [], resources: [], hand, meant: AS_IT_IS });

/** The page docs/drift.md lists them from here, and a test holds each to the mend that is really printed. */
export const MEND_WAYS: Readonly<Record<DriftKind, MendWay>> = {
  "policy-text": deployed(GUARDRAILS, POLICY),
  "policy-size": undone(GUARDRAILS, "aws organizations update-policy"),
  "policy-settings": deployed(GUARDRAILS, POLICY),
  "policy-missing": deployed(GUARDRAILS, POLICY, ATTACHMENT),
  "policy-left-over": {
    commands: [UP],
    resources: [POLICY],
    hand: "what Pulumi's state does not have: `aws organizations delete-policy`, once it is detached",
    meant: GUARDRAILS + IMPORT,
  },
  "attachment-missing": deployed(GUARDRAILS, ATTACHMENT),
  "attachment-added": undone(GUARDRAILS + IMPORT, "aws organizations detach-policy"),
  "unmanaged-added": known(RECORDED),
  "unmanaged-changed": known(RECORDED),
  "unmanaged-removed": known(RECORDED),
  "unmanaged-attached": undone(AS_IT_IS, "aws organizations detach-policy"),
  "unmanaged-detached": undone(AS_IT_IS, "aws organizations attach-policy"),
  "full-access-detached": undone(AS_IT_IS, "aws organizations attach-policy"),
  "policy-type-disabled": {
    commands: ["npx org-guardrails enable", UP],
    resources: [],
    hand: "what others had attached, from the recorded snapshot",
    meant: "take what uses the type out of `organization.yaml`, then a new snapshot, `lock` and a review",
  },
  "policy-type-enabled": undone(AS_IT_IS, "aws organizations disable-policy-type"),
  "account-moved": undone(AS_IT_IS, "aws organizations move-account"),
  "account-added": known(SUPPORT),
  "account-gone": known(SUPPORT),
  "account-suspended": known(SUPPORT),
  "account-active": known(SUPPORT),
  "account-renamed": known("give it its name back"),
  "unit-moved": known(SUPPORT),
  "unit-added": known(SUPPORT),
  "unit-removed": known(SUPPORT),
  "unit-renamed": known("give it its name back"),
  "assignment-added-to-user": undone(SETS + IMPORT, "aws sso-admin delete-account-assignment"),
  "assignment-added": undone(SETS + IMPORT, "aws sso-admin delete-account-assignment"),
  "assignment-missing": deployed(SETS, ASSIGNMENT),
  "permission-set-missing": deployed(SETS, PERMISSION_SET, "aws:ssoadmin/**"),
  "permission-set-added": undone(AS_IT_IS, "aws sso-admin delete-permission-set"),
  "permission-set-removed": known("make it again"),
  "permission-set-changed": deployed(SETS, PERMISSION_SET),
  "permission-set-policy": {
    commands: [
      "aws sso-admin delete-inline-policy-from-permission-set",
      "aws sso-admin detach-managed-policy-from-permission-set",
      "aws sso-admin detach-customer-managed-policy-reference-from-permission-set",
      "aws sso-admin provision-permission-set",
      UP,
    ],
    resources: [INLINE_POLICY, MANAGED_POLICY, CUSTOMER_POLICY],
    hand: "",
    meant: SETS + IMPORT,
  },
  "permission-set-boundary": {
    commands: [
      "aws sso-admin delete-permissions-boundary-from-permission-set",
      "aws sso-admin put-permissions-boundary-to-permission-set",
      "aws sso-admin provision-permission-set",
      UP,
    ],
    resources: [BOUNDARY],
    hand: "",
    meant: SETS + IMPORT,
  },
  "permission-set-outdated": undone(
    "nothing: what the set says is what is meant",
    "aws sso-admin provision-permission-set",
  ),
  "group-missing": {
    commands: [UP],
    resources: [GROUP, MEMBERSHIP, ASSIGNMENT],
    hand: "in the identity provider, where the group comes from there",
    meant: SETS,
  },
  "member-added": undone(SETS + IMPORT, "aws identitystore delete-group-membership"),
  "member-missing": deployed(SETS, MEMBERSHIP),
  "attributes-changed": {
    commands: ["aws sso-admin delete-instance-access-control-attribute-configuration", UP],
    resources: [ATTRIBUTES],
    hand: "",
    meant: SETS,
  },
  "root-feature-off": deployed(LOCKDOWN, FEATURES),
  "trusted-access-off": deployed(LOCKDOWN, SERVICE),
  "trusted-access-added": undone(AS_IT_IS, "aws organizations disable-aws-service-access"),
  "delegation-missing": deployed(LOCKDOWN, DELEGATION),
  "delegation-added": undone(AS_IT_IS, "aws organizations deregister-delegated-administrator"),
  "stack-set-missing": deployed(LOCKDOWN, STACK_SET, STACKS),
  "stack-set-changed": {
    commands: ["aws cloudformation delete-stack-instances", "aws cloudformation create-stack-instances", UP],
    resources: [STACK_SET],
    hand: "",
    meant: LOCKDOWN,
  },
  "stack-failed": undone(LOCKDOWN, "aws cloudformation update-stack-set"),
  "stack-outdated": undone(LOCKDOWN, "aws cloudformation update-stack-set"),
  "stack-missing": undone(LOCKDOWN, "aws cloudformation create-stack-instances"),
  "exception-ended": {
    commands: ["npx org-guardrails lock", UP],
    resources: [],
    hand: "take the exception out of `organization.yaml`",
    meant: "give it a new end in `organization.yaml`, then `lock`, review and deploy",
  },
};
