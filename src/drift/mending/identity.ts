import type { PlannedBoundary } from "../../identity/plan/types";
import { canonicalJson } from "../../policy/canonical";
import { line, quoted } from "../../render/shell";
import type { Mend, MendOf } from "../mend";
import { ACCEPT, byHand, THEN_REVIEW, UNNAMED, up } from "./commands";
import type { MendContext } from "./context";

const COMPONENT = "org-guardrails:index:IdentityCenter";
const sso = (type: string, name: string) =>
  `${COMPONENT}$aws:ssoadmin/${type[0]!.toLowerCase()}${type.slice(1)}:${type}::${name}`;
const store = (type: string, name: string) =>
  `${COMPONENT}$aws:identitystore/${type[0]!.toLowerCase()}${type.slice(1)}:${type}::${name}`;

/** The stack that has a permission set. */
function stackOf(set: string, { programs, stacks }: MendContext): string {
  return stacks[programs.get(set) ?? "identity"];
}

/** The words that every command about a permission set begins with; undefined where the facts do not have the set. */
function onSet(
  operation: string,
  set: string,
  { identity, sets, region }: MendContext,
): string[] | undefined {
  const arn = sets.get(set)?.arn;
  if (arn === undefined || identity === null) return undefined;
  return [
    ...["aws", "sso-admin", operation, "--region", region],
    ...["--instance-arn", identity.instance.arn, "--permission-set-arn", arn],
  ];
}

export const reassign: MendOf = ({ accounts, subject: { permissionSet, principal } }, context) => {
  if (permissionSet === undefined || principal === undefined || accounts.length === 0) return UNNAMED;
  const { kind, name } = principal;
  const urns = accounts.map((account) =>
    sso("AccountAssignment", `${permissionSet}:${account}:${kind}:${name}`),
  );
  const pattern = sso("AccountAssignment", `${permissionSet}:*:${kind}:${name}`);
  return up(stackOf(permissionSet, context), urns, { pattern });
};

/** What somebody assigned by hand is not in Pulumi's state, so that Pulumi never takes it away. */
export const unassign: MendOf = ({ accounts, subject: { permissionSet, principal } }, context) => {
  const begin =
    permissionSet === undefined ? undefined : onSet("delete-account-assignment", permissionSet, context);
  if (begin === undefined || principal === undefined || accounts.length === 0) return UNNAMED;
  const { kind, name } = principal;
  const isGroup = context.groupIds.has(name) && kind !== "user";
  // Of somebody who is not in the identity store any more, the name is the id.
  const id = (isGroup ? context.groupIds : context.userIds).get(name) ?? name;
  const type =
    kind === "group" || isGroup || (kind === "deleted" && isDeletedGroup(name, context)) ? "GROUP" : "USER";
  const words = [
    ...begin,
    "--principal-type",
    type,
    "--principal-id",
    id,
    "--target-type",
    "AWS_ACCOUNT",
    "--target-id",
  ];
  const [only] = accounts;
  const command =
    accounts.length === 1
      ? line(...words, only!)
      : `for account in ${accounts.map(quoted).join(" ")}; do ${line(...words)} "$account"; done`;
  return byHand(command, "Pulumi takes away what its state has, and this was assigned by hand");
};

function isDeletedGroup(id: string, { identity }: MendContext): boolean {
  return (identity?.assignments ?? []).some(
    ({ principal }) => principal.id === id && principal.type === "GROUP",
  );
}

export const remakeSet: MendOf = ({ subject: { permissionSet } }, context) => {
  if (permissionSet === undefined) return UNNAMED;
  const parts = `${COMPONENT}$aws:ssoadmin/**::${permissionSet}:**`;
  return up(stackOf(permissionSet, context), [sso("PermissionSet", permissionSet), parts]);
};

export const resetSet: MendOf = ({ subject: { permissionSet } }, context) =>
  permissionSet === undefined
    ? UNNAMED
    : up(stackOf(permissionSet, context), [sso("PermissionSet", permissionSet)]);

export const removeSet: MendOf = ({ subject: { permissionSet } }, context) => {
  const words =
    permissionSet === undefined ? undefined : onSet("delete-permission-set", permissionSet, context);
  const step = `only when nobody has it any more; or ${THEN_REVIEW}`;
  return byHand(words === undefined ? null : line(...words), step);
};

export const acceptIdentity: MendOf = () => byHand(ACCEPT, `make it again, or ${THEN_REVIEW}`);

/** Provisions the roles of a set again in every account that has one. */
function provision(set: string, context: MendContext): string {
  const words = onSet("provision-permission-set", set, context)!;
  return line(...words, "--target-type", "ALL_PROVISIONED_ACCOUNTS");
}

export const provisionSet: MendOf = ({ subject: { permissionSet } }, context) =>
  permissionSet === undefined || !context.sets.has(permissionSet)
    ? UNNAMED
    : byHand(
        provision(permissionSet, context),
        "Pulumi does not see which accounts have an older version of a set",
      );

/**
 * Brings back the policies of a set. Those that are planned are Pulumi's; those that somebody attached by hand are not in
 * its state, and go by hand.
 */
export const resetPolicies: MendOf = ({ subject: { permissionSet } }, context) => {
  const planned = permissionSet === undefined ? undefined : context.plannedSets.get(permissionSet);
  const live = permissionSet === undefined ? undefined : context.sets.get(permissionSet);
  if (permissionSet === undefined || planned === undefined || live === undefined) return UNNAMED;
  const same = (a: object) => (b: object) => canonicalJson(a) === canonicalJson(b);
  const lacking = [
    ...(planned.inlinePolicy !== "" && !sameText(planned.inlinePolicy, live.inlinePolicy)
      ? [sso("PermissionSetInlinePolicy", `${permissionSet}:inline`)]
      : []),
    ...planned.awsManagedPolicies
      .filter((arn) => !live.awsManagedPolicies.includes(arn))
      .map((arn) => sso("ManagedPolicyAttachment", `${permissionSet}:aws:${arn.split(":policy/")[1]}`)),
    ...planned.customerManagedPolicies
      .filter((policy) => !live.customerManagedPolicies.some(same(policy)))
      .map(({ path, name }) =>
        sso("CustomerManagedPolicyAttachment", `${permissionSet}:customer:${path}${name}`),
      ),
  ];
  const words = (operation: string, ...more: string[]) =>
    line(...onSet(operation, permissionSet, context)!, ...more);
  const extra = [
    ...(planned.inlinePolicy === "" && live.inlinePolicy !== ""
      ? [words("delete-inline-policy-from-permission-set")]
      : []),
    ...live.awsManagedPolicies
      .filter((arn) => !planned.awsManagedPolicies.includes(arn))
      .map((arn) => words("detach-managed-policy-from-permission-set", "--managed-policy-arn", arn)),
    ...live.customerManagedPolicies
      .filter((policy) => !planned.customerManagedPolicies.some(same(policy)))
      .map(({ name, path }) =>
        words(
          "detach-customer-managed-policy-reference-from-permission-set",
          "--customer-managed-policy-reference",
          JSON.stringify({ Name: name, Path: path }),
        ),
      ),
  ];
  return together(permissionSet, lacking, extra, context);
};

/**
 * Puts a boundary that is another one back at once: Pulumi would take it off before it puts the planned one on, and
 * what the set allows would have no bound meanwhile. That the operation takes the place of a boundary is assumed: its
 * page does not say so, and none of its errors is about one that is there.
 * Source: https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_PutPermissionsBoundaryToPermissionSet.html,
 * read 2026-11.
 */
export const resetBoundary: MendOf = ({ subject: { permissionSet } }, context) => {
  const planned = permissionSet === undefined ? undefined : context.plannedSets.get(permissionSet);
  const live = permissionSet === undefined ? undefined : context.sets.get(permissionSet);
  if (permissionSet === undefined || planned === undefined || live === undefined) return UNNAMED;
  const words = (operation: string, ...more: string[]) =>
    line(...onSet(operation, permissionSet, context)!, ...more);
  if (planned.boundary === null) {
    const extra = [words("delete-permissions-boundary-from-permission-set")];
    return together(permissionSet, [], extra, context);
  }
  const resource = sso("PermissionsBoundaryAttachment", `${permissionSet}:boundary`);
  if (live.boundary === null) return up(stackOf(permissionSet, context), [resource]);
  const put = words(
    "put-permissions-boundary-to-permission-set",
    "--permissions-boundary",
    JSON.stringify(boundaryInput(planned.boundary)),
  );
  const step =
    "Pulumi would take the boundary off before it puts the planned one on; this changes it at once";
  return { ...byHand(`${put} && ${provision(permissionSet, context)}`, step), resources: [resource] };
};

function boundaryInput(boundary: PlannedBoundary): object {
  if (boundary.kind === "aws") return { ManagedPolicyArn: boundary.arn };
  const { name, path } = boundary.policy;
  return { CustomerManagedPolicyReference: { Name: name, Path: path } };
}

function together(
  set: string,
  lacking: readonly string[],
  extra: readonly string[],
  context: MendContext,
): Mend {
  const deploy = lacking.length === 0 ? null : up(stackOf(set, context), lacking);
  if (extra.length === 0) return deploy ?? UNNAMED;
  const step =
    "Pulumi detaches what its state has, and these were attached by hand; then the roles are provisioned anew";
  const command = [...extra, provision(set, context), ...(deploy?.command == null ? [] : [deploy.command])];
  return { ...byHand(command.join(" && "), step), resources: deploy?.resources ?? [] };
}

function sameText(a: string, b: string): boolean {
  if (a === b) return true;
  try {
    return canonicalJson(JSON.parse(a)) === canonicalJson(JSON.parse(b));
  } catch {
    return false;
  }
}

export const remakeGroup: MendOf = ({ subject: { group } }, { made, stacks }) => {
  if (group === undefined) return UNNAMED;
  if (!made.has(group)) return byHand(null, "the group comes from the identity provider: make it there");
  const assignments = sso("AccountAssignment", `**:group:${group}`);
  return up(
    stacks.identity,
    [store("Group", `group:${group}`), store("GroupMembership", `group:${group}:**`), assignments],
    {
      step: "its id is another one: everything that it had is assigned anew",
    },
  );
};

export const readdMember: MendOf = ({ subject: { group, user } }, { stacks }) =>
  group === undefined || user === undefined
    ? UNNAMED
    : up(stacks.identity, [store("GroupMembership", `group:${group}:${user}`)]);

export const removeMember: MendOf = (
  { subject: { group, user } },
  { identity, groupIds, userIds, region },
) => {
  const id = group === undefined ? undefined : groupIds.get(group);
  if (identity === null || id === undefined || user === undefined) return UNNAMED;
  const at = ["--region", region, "--identity-store-id", identity.instance.identityStore];
  const find = line(
    ...["aws", "identitystore", "get-group-membership-id", ...at, "--group-id", id],
    ...["--member-id", `UserId=${userIds.get(user) ?? user}`, "--query", "MembershipId", "--output", "text"],
  );
  return byHand(
    `${line("aws", "identitystore", "delete-group-membership", ...at, "--membership-id")} "$(${find})"`,
    "Pulumi takes away what its state has, and this was added by hand",
  );
};

export const resetAttributes: MendOf = (_, { hasAttributes, identity, region, stacks }) => {
  if (hasAttributes) return up(stacks.identity, [sso("InstanceAccessControlAttributes", "attributes")]);
  if (identity === null) return UNNAMED;
  const operation = "delete-instance-access-control-attribute-configuration";
  return byHand(
    line("aws", "sso-admin", operation, "--region", region, "--instance-arn", identity.instance.arn),
    "Pulumi owns no attributes, because none are planned",
  );
};
