import { createHash } from "node:crypto";
import { digestOf } from "../policy/canonical";

/** "sha256:…" of a CloudFormation template, the same in whatever order its keys stand. */
export function templateDigest(template: object): string {
  return digestOf(template);
}

/** As above, of a template as AWS stores it; of the text itself where it is not a JSON object. */
export function templateTextDigest(text: string): string {
  const template = jsonObject(text);
  return template === null
    ? `sha256:${createHash("sha256").update(text).digest("hex")}`
    : templateDigest(template);
}

function jsonObject(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" ? value : null;
  } catch {
    return null;
  }
}
