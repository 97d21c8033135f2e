import { printable } from "../printable";

/** A policy for reading, line by line; text that is not JSON as it is. */
export function policyLines(policy: string): string {
  return indented(policy)
    .split("\n")
    .map((line) => `  ${printable(line)}`)
    .join("\n");
}

function indented(policy: string): string {
  try {
    return JSON.stringify(JSON.parse(policy), null, 2);
  } catch {
    return policy;
  }
}
