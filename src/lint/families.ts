import type { Operator } from "../policy/operators";

/** What an operator takes values for. */
export type Family = "string" | "numeric" | "date" | "bool" | "binary" | "ip" | "arn" | "null";

/** The operators of each family, for suggestions. */
export const FAMILY_OPERATORS: Readonly<Record<Family, string>> = {
  string: "a String operator",
  numeric: "a Numeric operator",
  date: "a Date operator",
  bool: "Bool",
  binary: "BinaryEquals",
  ip: "IpAddress or NotIpAddress",
  arn: "an Arn operator",
  null: "Null",
};

export function familyOf(operator: Operator): Family {
  if (operator.kind === "null") return "null";
  const [family] = operator.comparison.split("-");
  return family as Family;
}
