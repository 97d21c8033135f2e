import type { OrganizationFacts } from "../catalogue/guardrail";
import type { Finding } from "../findings/finding";
import { nearest } from "../findings/nearest";
import type { AnyPermissionSet } from "../identity/permission-set";
import { expectation, issueFindings, shown } from "./issues";
import { readFacts, strict } from "./parameters";
import { finding } from "./rules";
import { elementsOf, entriesOf } from "./written-uses";
import { dotted, type Located } from "./yaml/located";

/** What loading has to know of a permission set. */
export type KnownPermissionSet = Pick<AnyPermissionSet, "id" | "parameters" | "defaults" | "forUsers">;

type Path = readonly PropertyKey[];

/** Where the section writes down who has what. */
const LISTS = ["assignments", "management-account"] as const;

/**
 * What the schema of the section on Identity Center cannot say, because it is about several values or about the
 * catalogue. It works on files that the schema refuses too, so that everything is reported at once.
 */
export function identityFindings(located: Located, sets: readonly KnownPermissionSet[]): Finding[] {
  const facts = readFacts(located);
  return [
    ...assignmentsOf(located).flatMap((path) => assignmentFindings(located, path, sets)),
    ...entriesOf(located.at(["identity", "permission-sets"])).flatMap(([id, parameters]) =>
      setFindings(located, id, parameters, sets, facts),
    ),
    ...memberFindings(located),
  ];
}

function assignmentsOf(located: Located): readonly Path[] {
  return LISTS.flatMap((list) => {
    const path = ["identity", list];
    return elementsOf(located.at(path)).map((_, index) => [...path, index]);
  });
}

function assignmentFindings(located: Located, path: Path, sets: readonly KnownPermissionSet[]): Finding[] {
  const keys = entriesOf(located.at(path)).map(([key]) => key);
  if (keys.length === 0) return [];
  const who = ["group", "user"].filter((key) => keys.includes(key));
  const place = [...path, "permission-set"];
  const id = located.at(place);
  const set = sets.find((known) => known.id === id);
  const findings = typeof id === "string" && set === undefined ? [unknownSet(located, place, id, sets)] : [];
  if (who.length !== 1) {
    findings.push(
      finding(located, path, {
        code: who.length === 0 ? "assignment-for-nobody" : "assignment-for-two",
        message: `${dotted(path)} has ${who.length === 0 ? "neither a group nor" : "both a group and"} a user`,
        expected: "a group",
        fix: who.length === 0 ? "say which group" : "make two assignments of it",
      }),
    );
  }
  if (keys.includes("user")) findings.push(...userFindings(located, path, set, sets));
  return findings;
}

/** Access is given to groups. A single user has it for emergencies only, and somebody says why. */
function userFindings(
  located: Located,
  path: Path,
  set: KnownPermissionSet | undefined,
  sets: readonly KnownPermissionSet[],
): Finding[] {
  const findings: Finding[] = [];
  if (set !== undefined && set.forUsers !== true) {
    const allowed = sets.filter(({ forUsers }) => forUsers).map((known) => known.id);
    findings.push(
      finding(located, [...path, "user"], {
        code: "assignment-of-a-user",
        message: `${set.id} goes to groups, never to a single user`,
        found: shown(located.at([...path, "user"])),
        expected: `a group; a user may have ${allowed.join(", ") || "no permission set"}`,
        fix: "put the user into a group, and name the group",
      }),
    );
  }
  if (located.at([...path, "reason"]) === undefined) {
    findings.push(
      finding(located, [...path, "user"], {
        code: "user-without-reason",
        message: `${dotted(path)} gives a single user access and does not say why`,
        fix: "add a reason",
      }),
    );
  }
  return findings;
}

function setFindings(
  located: Located,
  id: string,
  parameters: unknown,
  sets: readonly KnownPermissionSet[],
  facts: OrganizationFacts | null,
): Finding[] {
  const path = ["identity", "permission-sets", id];
  const set = sets.find((known) => known.id === id);
  if (set === undefined) return [unknownSet(located, path, id, sets)];
  const isMap = typeof parameters === "object" && parameters !== null && !Array.isArray(parameters);
  if (!isMap || (set.defaults !== undefined && facts === null)) return [];
  const schema = strict(set.parameters);
  const defaults = facts === null ? {} : set.defaults?.(facts);
  const result = schema.safeParse({ ...defaults, ...parameters }, { error: expectation });
  return result.success ? [] : issueFindings(result.error.issues, { located, schema, base: path });
}

/** Groups that are made here need members, and groups that are looked up have their own. */
function memberFindings(located: Located): Finding[] {
  const path = ["identity", "members"];
  const members = entriesOf(located.at(path)).map(([group]) => group);
  const isManaged = located.at(["identity", "groups"]) === "managed";
  if (!isManaged) {
    if (members.length === 0) return [];
    return [
      finding(located, path, {
        code: "members-of-looked-up-groups",
        message: "identity.members is for groups that are made here",
        expected: "identity.groups: managed",
        fix: "write `groups: managed`, or remove the members: the identity provider has them",
      }),
    ];
  }
  return assignmentsOf(located).flatMap((assignment): Finding[] => {
    const place = [...assignment, "group"];
    const group = located.at(place);
    if (typeof group !== "string" || members.includes(group)) return [];
    return [
      finding(located, place, {
        code: "unknown-group",
        message: `groups are made here, and identity.members has no group ${JSON.stringify(shown(group))}`,
        found: shown(group),
        expected: "a group of identity.members",
        nearest: nearest(group, members),
        fix: "correct the name, or add the group with its members",
      }),
    ];
  });
}

function unknownSet(located: Located, path: Path, id: string, sets: readonly KnownPermissionSet[]): Finding {
  return finding(located, path, {
    code: "unknown-permission-set",
    message: `there is no permission set ${JSON.stringify(shown(id))}`,
    found: shown(id),
    expected: "the slug of a permission set in permission-sets/",
    nearest: nearest(
      id,
      sets.map((set) => set.id),
    ),
    fix: "correct the name; permission-sets/index.ts names them all",
  });
}
