import { canonicalJson } from "../canonical";
import {
  CONTROL_OPERATOR,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  type ManagementDocument,
  OPERATOR_PREFIX,
  VALUE_OPERATORS,
} from "./document";

/** A node of a management policy that carries inheritance operators. */
export interface Setting {
  /** The names from the document's top down to the node; empty for the document itself. */
  readonly path: readonly string[];
  /** Only the members that begin with "@@". */
  readonly operators: JsonObject;
}

/** Every node that carries operators, the outer ones first, otherwise in the document's order. */
export function settingsOf(document: ManagementDocument): readonly Setting[] {
  const found: Setting[] = [];
  const visit = (node: JsonObject, path: readonly string[]): void => {
    const operators = Object.entries(node).filter(([name]) => name.startsWith(OPERATOR_PREFIX));
    if (operators.length > 0) found.push({ path, operators: Object.fromEntries(operators) });
    for (const [name, member] of Object.entries(node)) {
      if (!name.startsWith(OPERATOR_PREFIX) && isJsonObject(member)) visit(member, [...path, name]);
    }
  };
  visit(document, []);
  return found;
}

/**
 * A path as it is compared. Letters of both cases are one: tag keys and the fields of chat applications policies
 * are compared without regard to case, and no type has two settings that differ in case alone.
 */
export function settingKey(path: readonly string[]): string {
  return canonicalJson(path.map((name) => name.toLowerCase()));
}

/** A path as a person reads it: "ec2_attributes.image_block_public_access.state". */
export function settingName(path: readonly string[]): string {
  return path.join(".");
}

/**
 * The first path, if any, at which two policies of one target say different things, so that what an account gets
 * would depend on an order that nobody chose: two values assigned, one assigned and another added to, a value that
 * one adds and the other removes, or different operators allowed below.
 */
export function collisionOf(one: ManagementDocument, other: ManagementDocument): readonly string[] | null {
  const theirs = new Map(settingsOf(other).map((setting) => [settingKey(setting.path), setting]));
  const found = settingsOf(one).find(({ path, operators }) => {
    const twin = theirs.get(settingKey(path));
    return twin !== undefined && !agree(operators, twin.operators);
  });
  return found?.path ?? null;
}

function agree(one: JsonObject, other: JsonObject): boolean {
  const both = (name: string) => one[name] !== undefined && other[name] !== undefined;
  if (both(CONTROL_OPERATOR) && !sameList(one[CONTROL_OPERATOR]!, other[CONTROL_OPERATOR]!)) return false;
  const [mine, theirs] = [one, other].map(valueOperators) as [readonly string[], readonly string[]];
  if (mine.length === 0 || theirs.length === 0) return true;
  if (mine.includes("@@assign") || theirs.includes("@@assign")) {
    const values = ({ [CONTROL_OPERATOR]: _control, ...rest }: JsonObject) => canonicalJson(rest);
    return values(one) === values(other);
  }
  return !meet(one["@@append"], other["@@remove"]) && !meet(one["@@remove"], other["@@append"]);
}

function valueOperators(operators: JsonObject): readonly string[] {
  return VALUE_OPERATORS.filter((name) => operators[name] !== undefined);
}

function meet(one: JsonValue | undefined, other: JsonValue | undefined): boolean {
  const texts = new Set(listOf(one).map(canonicalJson));
  return listOf(other).some((value) => texts.has(canonicalJson(value)));
}

function sameList(one: JsonValue, other: JsonValue): boolean {
  const sorted = (value: JsonValue) => canonicalJson([...new Set(listOf(value).map(canonicalJson))].sort());
  return sorted(one) === sorted(other);
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly JsonValue[]) : [value as JsonValue];
}

/**
 * Whether one policy may stand for two: no node carries value operators in both, none carries them where the other
 * has settings below, and what limits the policies below is the same wherever both say something. Then each node of
 * the united document has the operators of one of the two, as it has when both are attached to the same target.
 */
export function areDisjoint(one: ManagementDocument, other: ManagementDocument): boolean {
  if (valueOperators(one).length > 0 || valueOperators(other).length > 0) return false;
  const [control, theirControl] = [one[CONTROL_OPERATOR], other[CONTROL_OPERATOR]];
  if (control !== undefined && theirControl !== undefined && !sameList(control, theirControl)) return false;
  const names = new Map(Object.keys(other).map((name) => [name.toLowerCase(), name]));
  return Object.entries(one).every(([name, member]) => {
    const twin = names.get(name.toLowerCase());
    if (twin === undefined || name === CONTROL_OPERATOR) return true;
    // A name that is spelled in two ways would stand in one document twice.
    const theirs = other[twin];
    return twin === name && isJsonObject(member) && isJsonObject(theirs) && areDisjoint(member, theirs);
  });
}

/** The one document that says what two disjoint ones say. */
export function unite(one: ManagementDocument, other: ManagementDocument): ManagementDocument {
  const united = new Map(Object.entries(one));
  for (const [name, member] of Object.entries(other)) {
    const mine = united.get(name);
    united.set(name, isJsonObject(mine) && isJsonObject(member) ? unite(mine, member) : member);
  }
  // fromEntries defines members: a key named __proto__ stays a key.
  return Object.fromEntries(united);
}
