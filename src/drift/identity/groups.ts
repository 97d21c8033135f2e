import type { PlannedGroup } from "../../identity/plan/types";
import type { AttributeChange, MemberChange } from "../../review/identity/types";
import { type Draft, draft } from "../draft";
import { accountsOfAll, accountsOfGroup, type Context } from "./context";

/** A group that is not there is one row, with everything that it lacks. */
export function missingGroup({ name, members }: PlannedGroup, context: Context): Draft {
  return draft({
    kind: "group-missing",
    parts: [name],
    name,
    // A group that is only looked up is made by somebody else.
    managed: members !== null,
    subject: { group: name },
    accounts: accountsOfGroup(name, context),
    wanted: name,
    effect: "closes",
  });
}

export function memberDraft({ direction, group, user }: MemberChange, context: Context): Draft {
  const isGained = direction === "gained";
  return draft({
    kind: isGained ? "member-added" : "member-missing",
    parts: [group, user],
    name: `${user} in ${group}`,
    subject: { group, user },
    accounts: accountsOfGroup(group, context),
    effect: isGained ? "opens" : "closes",
  });
}

/** A principal tag may decide in every session, and nobody here knows which one it will be. */
export function attributeDraft({ key, before, after }: AttributeChange, context: Context): Draft {
  return draft({
    kind: "attributes-changed",
    parts: [key],
    name: key,
    accounts: accountsOfAll(context),
    wanted: before,
    found: after,
    effect: "unknown",
  });
}
