import { z } from "zod";
import { isJsonObject, type JsonObject, type ManagementDocument } from "../policy/management/document";
import type { ExampleEffect } from "./guardrail";

/** The parameter of every guardrail that assigns settings. */
export const changesBelow = z
  .enum(["denied", "allowed"])
  .default("denied")
  .describe("whether policies on units and accounts below may say something else");

export type ChangesBelow = z.infer<typeof changesBelow>;

/** Settings as an effective policy has them: a tree whose leaves are values and lists. */
export type PlainSettings = JsonObject;

/** A policy that assigns each leaf of a tree and, where changes below are denied, closes it to policies below. */
export function assigned(settings: PlainSettings, below: ChangesBelow): ManagementDocument {
  return mapLeaves(settings, (value) => ({
    "@@assign": value,
    ...(below === "denied" && { "@@operators_allowed_for_child_policies": ["@@none"] }),
  }));
}

function mapLeaves(tree: JsonObject, leaf: (value: JsonObject[string]) => JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(tree).map(([name, member]) => [
      name,
      isJsonObject(member) ? mapLeaves(member, leaf) : leaf(member),
    ]),
  );
}

/**
 * The three worked examples that every guardrail of assigned settings owes: that an account gets them, what a policy
 * below can do about them, and that a policy above cannot keep them away.
 *
 * @param other the same settings with other values, such as somebody would want who minds the guardrail
 */
export function settledEffects(
  settings: PlainSettings,
  other: PlainSettings,
  below: ChangesBelow,
): readonly ExampleEffect[] {
  const others = assigned(other, "allowed");
  const mine = inLowerCase(settings);
  return [
    { shows: "An account has the settings", effective: mine },
    below === "denied"
      ? { shows: "A policy below cannot change them", below: [others], effective: mine }
      : { shows: "A policy below can change them", below: [others], effective: inLowerCase(other) },
    { shows: "A policy above gives way to them", above: [others], effective: mine },
  ];
}

/** The names of an effective policy are in lower case. */
function inLowerCase(tree: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(tree).map(([name, member]) => [
      name.toLowerCase(),
      isJsonObject(member) ? inLowerCase(member) : member,
    ]),
  );
}
