import { type Statement, statementsOf } from "../../policy/document";
import { policyText, statementText } from "../../policy/minify";
import type { Write } from "./order";
import { parsePolicy, type Term, type TermReader } from "./terms";
import type { ChangesInput, StatePolicy } from "./types";

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
  readonly remove: Write | undefined;
  /** By target. */
  readonly attach: ReadonlyMap<string, Write>;
  readonly detach: ReadonlyMap<string, Write>;
}

const NOWHERE: ReadonlySet<string> = new Set();

/** The one version of the policy language that SCPs and RCPs are written in, and the one that is stored for them. */
const LANGUAGE_VERSION = "2012-10-17";

/** The courses of our policies, by key. `widen` names those that are to hold old and new at once for a phase. */
export function managedCourses(
  { before, after }: ChangesInput,
  reader: TermReader,
  widen: ReadonlySet<string>,
): readonly ManagedCourse[] {
  const keys = [...new Set([...before.policies.keys(), ...after.policies.keys()])].sort();
  return keys.map((key) => {
    const [from, to] = [before.policies.get(key), after.policies.get(key)];
    const type = (to ?? from)!.type;
    const old = from === undefined ? NOWHERE : (before.targets.get(key) ?? NOWHERE);
    const wanted = to === undefined ? NOWHERE : (after.targets.get(key) ?? NOWHERE);
    const changed = from !== undefined && to !== undefined && !samePolicy(from, to);
    const widened = widen.has(key) ? widenedPolicy(from!, to!) : undefined;
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

/**
 * The policy as it is to be, with the statements that it is to lose. Undefined when one of the two cannot be
 * read, or their versions of the language differ.
 */
export function widenedPolicy(from: StatePolicy, to: StatePolicy): StatePolicy | undefined {
  const [old, wanted] = [parsePolicy(from.type, from.text), parsePolicy(to.type, to.text)];
  if (old?.Version !== LANGUAGE_VERSION || wanted?.Version !== LANGUAGE_VERSION) return undefined;
  const statements = statementsOf(wanted);
  const sids = new Set(statements.map(({ Sid }) => Sid));
  const known = new Set(statements.map(meaningOf));
  const leaving = statementsOf(old).filter((statement) => !known.has(meaningOf(statement)));
  // A Sid may stand in a policy once.
  const unnamed = leaving.map((statement) => (sids.has(statement.Sid) ? withoutSid(statement) : statement));
  return { ...to, text: policyText([...statements, ...unnamed]) };
}

function withoutSid({ Sid: _sid, ...rest }: Statement): Statement {
  return rest;
}

function meaningOf(statement: Statement): string {
  return statementText(withoutSid(statement));
}
