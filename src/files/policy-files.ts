import { readdirSync } from "node:fs";
import { join } from "node:path";
import { type Chain, type ChainPolicy, type ChainType, POLICY_TYPE } from "../chain/chain";
import type { Finding } from "../findings/finding";
import { type PlanView, parsePlan } from "../plan/plan-file";
import type { PolicyDocument } from "../policy/document";
import { duplicateKeys } from "../policy/duplicate-keys";
import { shapeProblems } from "../policy/shape";
import type { NamedFile } from "./plan-files";
import { isFolder } from "./policy-texts";
import { FileError, readBytes } from "./read";

/** What a path of `compare` holds: one level of policies, or a plan. */
export type PolicySource =
  | { readonly kind: "chain"; readonly chain: Chain }
  | { readonly kind: "plan"; readonly plan: PlanView }
  | { readonly kind: "invalid"; readonly problems: readonly Finding[] };

/**
 * Reads a policy file, a folder of policy files (one level), or a plan as `plan --json` prints it.
 *
 * @throws FileError for what cannot be read, and for a folder without a .json file
 */
export function readPolicySource({ path, name }: NamedFile, type: ChainType): PolicySource {
  const files = isFolder(path) ? policyFilesOf(path, name) : [{ path, name }];
  const texts = files.map((file) => ({
    name: file.name,
    text: Buffer.from(
      readBytes(file.path, file.name, "name a policy file, a folder of them, or a plan"),
    ).toString("utf8"),
  }));
  const [only, ...others] = texts;
  if (others.length === 0 && isPlan(only!.text)) {
    const { plan, problems } = parsePlan(only!.text, only!.name);
    return plan === null ? { kind: "invalid", problems } : { kind: "plan", plan };
  }
  const read = texts.map((file) => readPolicy(file, type));
  const problems = read.flatMap((one) => ("problems" in one ? one.problems : []));
  if (problems.length > 0) return { kind: "invalid", problems };
  const policies = read as readonly ChainPolicy[];
  return { kind: "chain", chain: { type, levels: [{ target: null, policies }] } };
}

function policyFilesOf(folder: string, name: string): readonly NamedFile[] {
  const files = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !entry.isDirectory() && entry.name.endsWith(".json"))
    .map((entry) => ({ path: join(folder, entry.name), name: join(name, entry.name) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  if (files.length > 0) return files;
  throw new FileError(`${name} holds no .json file; name a folder with a policy in each .json file`);
}

function isPlan(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return value !== null && typeof value === "object" && "formatVersion" in value;
  } catch {
    return false;
  }
}

/** A policy that can be evaluated. What AWS refuses although its meaning is plain can be compared too. */
function readPolicy(
  { name, text }: { readonly name: string; readonly text: string },
  type: ChainType,
): ChainPolicy | { readonly problems: readonly Finding[] } {
  const problem = (code: string, message: string, path?: string): Finding => ({
    code,
    severity: "error",
    message: `${name}: ${message}`,
    ...(path === undefined ? {} : { path }),
  });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { problems: [problem("policy-not-json", "this is not JSON")] };
  }
  const problems = [
    ...duplicateKeys(text).map((path) =>
      problem("duplicate-key", "the same key stands twice in one object", path),
    ),
    ...shapeProblems(value, POLICY_TYPE[type]).map((found) => ({
      ...found,
      message: `${name}: ${found.message}`,
    })),
  ];
  return problems.length > 0 ? { problems } : { name, document: value as PolicyDocument, origins: [] };
}
