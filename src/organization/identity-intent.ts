import { many } from "../policy/document";
import { parseExpires } from "./expires";
import type { Assignment, IdentityIntent } from "./intent";
import type { IntentFile } from "./schema";
import type { Located } from "./yaml/located";

type Section = NonNullable<IntentFile["identity"]>;
type Written =
  | NonNullable<Section["assignments"]>[number]
  | NonNullable<Section["management-account"]>[number];

/** The section on Identity Center of a file that passed every check. */
export function toIdentity(section: Section, located: Located): IdentityIntent {
  const list = (key: "assignments" | "management-account") =>
    (section[key] ?? []).map((written, index) =>
      toAssignment(written, located.place(["identity", key, index])),
    );
  return {
    groups: section.groups ?? "lookup",
    members: section.members ?? {},
    attributes: section.attributes ?? {},
    permissionSets: section["permission-sets"] ?? {},
    assignments: list("assignments"),
    managementAccount: list("management-account"),
  };
}

function toAssignment(written: Written, place: Assignment["place"]): Assignment {
  const { group, user, "permission-set": permissionSet, expires, reason } = written;
  return {
    // The rules have seen to it that there is exactly one of the two.
    principal: group === undefined ? { kind: "user", name: user! } : { kind: "group", name: group },
    permissionSet,
    on: "on" in written ? many(written.on) : [],
    except: "except" in written ? many(written.except) : [],
    expires: expires === undefined ? undefined : parseExpires(expires)!,
    reason,
    place,
  };
}
