import { z } from "zod";
import type { IdentitySnapshot } from "./identity-snapshot";
import { by, sortedRecord, textRecord } from "./json-file";
import { sortNotRead } from "./not-read";

const text = z.string();
const texts = z.array(text);
const policy = z.object({ name: text, path: text });

/** As the whole snapshot: what AWS says is taken as it is. */
export const identitySchema: z.ZodType<IdentitySnapshot> = z.object({
  instance: z.object({ arn: text, identityStore: text }),
  attributes: z.nullable(textRecord(() => true, "texts")),
  permissionSets: z.array(
    z.object({
      arn: text,
      name: text,
      description: text,
      sessionDuration: text,
      relayState: text,
      tags: textRecord(() => true, "texts"),
      awsManagedPolicies: texts,
      customerManagedPolicies: z.array(policy),
      inlinePolicy: text,
      boundary: z.nullable(z.object({ aws: text.exactOptional(), customer: policy.exactOptional() })),
      outdated: texts,
      idle: texts,
    }),
  ),
  assignments: z.array(
    z.object({ permissionSet: text, principal: z.object({ type: text, id: text }), accounts: texts }),
  ),
  groups: z.array(z.object({ id: text, name: text, members: texts.exactOptional() })),
  users: z.array(z.object({ id: text, name: text })),
  notRead: z.array(z.object({ what: text, action: text, reason: text })),
});

/** Equal facts in one order, with their members in one order too. */
export function sortIdentity(identity: IdentitySnapshot): IdentitySnapshot {
  const { instance, attributes, permissionSets, assignments, groups, users, notRead } = identity;
  return {
    instance: { arn: instance.arn, identityStore: instance.identityStore },
    attributes: attributes === null ? null : sortedRecord(attributes),
    permissionSets: permissionSets.map(sortSet).sort(by(({ arn }) => arn)),
    assignments: assignments
      .map(({ permissionSet, principal: { type, id }, accounts }) => ({
        permissionSet,
        principal: { type, id },
        accounts: [...accounts].sort(),
      }))
      .sort(by(({ permissionSet, principal }) => `${permissionSet} ${principal.type} ${principal.id}`)),
    groups: groups
      .map(({ id, name, members }) => ({
        id,
        name,
        ...(members === undefined ? {} : { members: [...members].sort() }),
      }))
      .sort(by(({ id }) => id)),
    users: users.map(({ id, name }) => ({ id, name })).sort(by(({ id }) => id)),
    notRead: sortNotRead(notRead),
  };
}

function sortSet(
  set: IdentitySnapshot["permissionSets"][number],
): IdentitySnapshot["permissionSets"][number] {
  const { boundary } = set;
  return {
    arn: set.arn,
    name: set.name,
    description: set.description,
    sessionDuration: set.sessionDuration,
    relayState: set.relayState,
    tags: sortedRecord(set.tags),
    awsManagedPolicies: [...set.awsManagedPolicies].sort(),
    customerManagedPolicies: set.customerManagedPolicies
      .map(({ name, path }) => ({ name, path }))
      .sort(by(({ name, path }) => `${path}${name}`)),
    inlinePolicy: set.inlinePolicy,
    boundary:
      boundary === null
        ? null
        : {
            ...(boundary.aws === undefined ? {} : { aws: boundary.aws }),
            ...(boundary.customer === undefined
              ? {}
              : { customer: { name: boundary.customer.name, path: boundary.customer.path } }),
          },
    outdated: [...set.outdated].sort(),
    idle: [...set.idle].sort(),
  };
}
