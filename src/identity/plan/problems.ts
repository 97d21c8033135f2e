import type { Finding, Place } from "../../findings/finding";
import { nearest } from "../../findings/nearest";
import type { IdentitySnapshot } from "../../organization/identity-snapshot";
import type { Assignment, IdentityIntent, Intent } from "../../organization/intent";
import { endsSoon } from "../../plan/expiry";
import { printable } from "../../render/printable";
import { counted } from "../../render/style";
import type { Expansion, Grant } from "../expand";
import type { AnyPermissionSet } from "../permission-set";
import { isOurs } from "./changes";
import type { PlannedPermissionSet } from "./types";

const DAY = 24 * 60 * 60 * 1000;

const whoHas = ({ principal, permissionSet }: Assignment) =>
  `${principal.kind} ${printable(principal.name)} with ${permissionSet}`;

/** What the expansion has to say about single assignments. */
export function expansionFindings({ covered, empty, skipped }: Expansion): readonly Finding[] {
  return [
    ...covered.map(
      ({ assignment, by }): Finding => ({
        code: "assignment-covered",
        severity: "warning",
        place: assignment.place,
        path: "identity",
        message: `${whoHas(assignment)}: line ${by.place.line} gives the same on every account of it${by.expires === undefined && assignment.expires !== undefined ? ", and without an end" : ""}`,
        fix: "remove the one that is not meant",
      }),
    ),
    ...empty.map(
      (assignment): Finding => ({
        code: "assignment-without-accounts",
        severity: "error",
        place: assignment.place,
        path: "identity",
        message: `${whoHas(assignment)}: ${assignment.on.map(printable).join(", ")} holds no member account that is open and not excepted`,
        fix: "remove the assignment, or name a unit or an account with people in it",
      }),
    ),
    ...(skipped.length === 0
      ? []
      : [
          {
            code: "accounts-skipped",
            severity: "info" as const,
            path: "identity",
            message: `nobody is assigned to ${counted(skipped.length, "closed or suspended account")}: ${skipped.join(", ")}`,
          },
        ]),
  ];
}

/** The ends of assignments at a moment: AWS has ended those that are past, and the file still has them. */
export function endFindings(assignments: readonly Assignment[], now: number): readonly Finding[] {
  return assignments.flatMap((assignment): Finding[] => {
    const { expires, place } = assignment;
    if (expires === undefined || !endsSoon(expires, now)) return [];
    const days = Math.ceil((Date.parse(expires) - now) / DAY);
    const common = { place, path: "identity" };
    if (days <= 0) {
      return [
        {
          code: "assignment-expired",
          severity: "error",
          ...common,
          message: `${whoHas(assignment)} ended on ${expires}: the set denies everything since then`,
          fix: "remove it, or agree on a new end",
        },
      ];
    }
    return [
      {
        code: "assignment-ends-soon",
        severity: "warning",
        ...common,
        message: `${whoHas(assignment)} ends in ${counted(days, "day")}, on ${expires}`,
        fix: "tell them, or move the date",
      },
    ];
  });
}

/** Groups and users that the identity store does not have, all of them at once. What was not read is not missing. */
export function principalFindings(
  intent: IdentityIntent,
  live: IdentitySnapshot | undefined,
): readonly Finding[] {
  if (live === undefined) return [];
  const namesOf = (kind: "group" | "user") => {
    const isUnread = live.notRead.some(({ what }) => what === `identity.${kind}s`);
    return isUnread ? null : new Set(live[`${kind}s`].map(({ name }) => name));
  };
  const known = { group: namesOf("group"), user: namesOf("user") };
  const missing = new Map<string, Finding>();
  const seek = (kind: "group" | "user", name: string, where: Pick<Finding, "place" | "path">) => {
    const names = known[kind];
    if (names === null || names.has(name) || missing.has(`${kind} ${name}`)) return;
    missing.set(`${kind} ${name}`, missingPrincipal(kind, name, names, where));
  };
  const isManaged = intent.groups === "managed";
  for (const { principal, place } of [...intent.assignments, ...intent.managementAccount]) {
    if (principal.kind === "user" || !isManaged)
      seek(principal.kind, principal.name, { place, path: "identity" });
  }
  for (const [group, members] of Object.entries(isManaged ? intent.members : {})) {
    for (const member of members) seek("user", member, { path: `identity.members.${printable(group)}` });
  }
  return [...missing.values()];
}

function missingPrincipal(
  kind: "group" | "user",
  name: string,
  names: ReadonlySet<string>,
  where: Pick<Finding, "place" | "path">,
): Finding {
  return {
    code: `unknown-${kind}`,
    severity: "error",
    ...where,
    message: `the identity store has no ${kind} ${JSON.stringify(printable(name))}`,
    found: printable(name),
    nearest: nearest(name, names),
    fix:
      kind === "group"
        ? "correct the name, have it provisioned from the identity provider, or write `groups: managed`"
        : "correct the name, then take a new snapshot",
  };
}

/** Where a set is first assigned, by its slug. */
export type PlaceOfSet = (slug: string) => Place | undefined;

/** Sets of other people that have a name of ours. */
export function takenSetFindings(
  sets: readonly PlannedPermissionSet[],
  live: IdentitySnapshot | undefined,
  placeOf: PlaceOfSet,
): readonly Finding[] {
  const others = new Map(
    (live?.permissionSets ?? []).filter((set) => !isOurs(set)).map((set) => [set.name, set.arn]),
  );
  return sets.flatMap(({ name, permissionSet }): Finding[] => {
    const arn = others.get(name);
    if (arn === undefined) return [];
    return [
      {
        code: "permission-set-name-taken",
        severity: "error",
        place: placeOf(permissionSet),
        path: "identity",
        message: `somebody else's permission set is named ${printable(name)} already`,
        found: printable(arn),
        fix: "delete that set, or rename ours: this tool never takes over what it did not make",
      },
    ];
  });
}

/** Two assignments whose names come out alike would share an end. One in a hundred million million does. */
export function nameFindings(grants: readonly Grant[]): readonly Finding[] {
  const seen = new Map<string, Grant>();
  return grants.flatMap((grant): Finding[] => {
    const earlier = seen.get(grant.name);
    if (earlier === undefined) {
      seen.set(grant.name, grant);
      return [];
    }
    if (earlier.permissionSet === grant.permissionSet && earlier.expires === null && grant.expires === null)
      return [];
    const [first, second] = [earlier.sources[0]!, grant.sources[0]!];
    return [
      {
        code: "permission-set-names-meet",
        severity: "error",
        place: second.place,
        path: "identity",
        message: `the assignments of line ${first.place.line} and line ${second.place.line} both need a permission set named ${grant.name}`,
        fix: "write the targets of one of them otherwise",
      },
    ];
  });
}

/** Principal tags that a set asks of and that nobody gives. */
export function attributeFindings(
  sets: readonly PlannedPermissionSet[],
  catalogue: ReadonlyMap<string, AnyPermissionSet>,
  attributes: Readonly<Record<string, string>>,
  placeOf: PlaceOfSet,
): readonly Finding[] {
  const used = [...new Set(sets.map(({ permissionSet }) => permissionSet))];
  return used.flatMap((slug) =>
    (catalogue.get(slug)?.attributes ?? [])
      .filter((key) => !Object.hasOwn(attributes, key))
      .map(
        (key): Finding => ({
          code: "attribute-not-mapped",
          severity: "error",
          place: placeOf(slug),
          path: "identity.attributes",
          message: `${slug} asks of the principal tag ${JSON.stringify(key)}, and nothing says where it comes from`,
          fix: `add ${key} to identity.attributes, for instance ${key}: "\${path:enterprise.department}"`,
        }),
      ),
  );
}

/**
 * Exceptions that spare a set and not those derived from it: whoever has it until a date is not spared. Named, not
 * mended: that may well be meant.
 */
export function derivedSetFindings(
  { exceptions }: Intent,
  sets: readonly PlannedPermissionSet[],
): readonly Finding[] {
  const named = new Set(exceptions.flatMap(({ permissionSet }) => permissionSet ?? []));
  return exceptions.flatMap(({ permissionSet, guardrail, place }): Finding[] => {
    const derived = sets
      .filter(
        (set) => set.permissionSet === permissionSet && set.name !== permissionSet && !named.has(set.name),
      )
      .map(({ name }) => name);
    if (derived.length === 0) return [];
    return [
      {
        code: "exception-without-derived-sets",
        severity: "warning",
        place,
        path: "exceptions",
        message: `exception from ${guardrail}: it spares ${permissionSet}, and not ${derived.join(", ")}, which are made of it`,
        fix: "if they are meant too, add an exception for each",
      },
    ];
  });
}
