import { type Detour, NO_DETOUR } from "./detours";
import type { Write } from "./order";
import type { Term, TermReader } from "./terms";
import type { ChangesInput, StatePolicy } from "./types";
import { widenedPolicy } from "./widened";

/** One policy on its way: what it says and where, before and after, and the writes in between. */
export interface Course {
  readonly key: string;
  readonly type: string;
  readonly old: readonly Term[];
  readonly new: readonly Term[];
  readonly before: ReadonlySet<string>;
  readonly after: ReadonlySet<string>;
}

/** A course of a policy that is ours. A write that is not needed is undefined. */
export interface ManagedCourse extends Course {
  readonly from: StatePolicy | undefined;
  readonly to: StatePolicy | undefined;
  readonly create: Write | undefined;
  /** To the old and the new statements at once, a phase before `update`. */
  readonly widen: Write | undefined;
  readonly widened: StatePolicy | undefined;
  readonly update: Write | undefined;
  readonly detour: Detour;
  readonly remove: Write | undefined;
  /** By target. */
  readonly attach: ReadonlyMap<string, Write>;
  readonly detach: ReadonlyMap<string, Write>;
}

const NOWHERE: ReadonlySet<string> = new Set();

/** The courses of our policies, sorted by key. A policy without a detour is updated at once, before it is attached. */
export function managedCourses(
  { before, after }: ChangesInput,
  reader: TermReader,
  detours: ReadonlyMap<string, Detour>,
): readonly ManagedCourse[] {
  const keys = [...new Set([...before.policies.keys(), ...after.policies.keys()])].sort();
  return keys.map((key) => {
    const [from, to] = [before.policies.get(key), after.policies.get(key)];
    const type = (to ?? from)!.type;
    const old = from === undefined ? NOWHERE : (before.targets.get(key) ?? NOWHERE);
    const wanted = to === undefined ? NOWHERE : (after.targets.get(key) ?? NOWHERE);
    const changed = from !== undefined && to !== undefined && !samePolicy(from, to);
    const detour = detours.get(key) ?? NO_DETOUR;
    const widened = detour.widen ? widenedPolicy(from!, to!) : undefined;
    return {
      key,
      type,
      from,
      to,
      old: from === undefined ? [] : reader.read(type, from.text),
      new: to === undefined ? [] : reader.read(type, to.text),
      before: old,
      after: wanted,
      create: from === undefined ? { id: `create:${key}`, op: "create", policy: key } : undefined,
      widen: widened && { id: `update:${key}:widen`, op: "update", policy: key },
      widened,
      update: changed ? { id: `update:${key}`, op: "update", policy: key } : undefined,
      detour,
      remove: to === undefined ? { id: `delete:${key}`, op: "delete", policy: key } : undefined,
      attach: targetWrites("attach", key, wanted, old),
      detach: targetWrites("detach", key, old, wanted),
    };
  });
}

/** The policies of others: they stay as they are. */
export function constantCourses({ unmanaged }: ChangesInput, reader: TermReader): readonly Course[] {
  return unmanaged.map(({ id, type, text, targets }) => {
    const terms = reader.read(type, text);
    return { key: id, type, old: terms, new: terms, before: targets, after: targets };
  });
}

export function writesOf(course: ManagedCourse): readonly Write[] {
  const { create, widen, update, remove, attach, detach } = course;
  return [create, widen, update, ...attach.values(), ...detach.values(), remove].filter(
    (write) => write !== undefined,
  );
}

function targetWrites(
  op: "attach" | "detach",
  policy: string,
  at: ReadonlySet<string>,
  butNotAt: ReadonlySet<string>,
): ReadonlyMap<string, Write> {
  const targets = [...at].filter((target) => !butNotAt.has(target)).sort();
  return new Map(targets.map((target) => [target, { id: `${op}:${policy}:${target}`, op, policy, target }]));
}

function samePolicy(a: StatePolicy, b: StatePolicy): boolean {
  return a.name === b.name && a.description === b.description && a.text === b.text;
}
