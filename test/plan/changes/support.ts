import type { ChangesInput, ManagedState, UnmanagedPolicy } from "../../../src/plan/changes/types";
import type { PolicyDocument, Statement } from "../../../src/policy/document";
import { LIMITS } from "../../../src/policy/limits";
import type { PolicyType } from "../../../src/policy/types";

export const SCP = "SERVICE_CONTROL_POLICY";

/** Root R; units U and V; accounts 1 and 2 in U, 3 in V, 4 at the root. */
export const PARENTS: ReadonlyMap<string, string | null> = new Map([
  ["R", null],
  ["U", "R"],
  ["V", "R"],
  ["1", "U"],
  ["2", "U"],
  ["3", "V"],
  ["4", "R"],
]);

export const ACCOUNTS = ["1", "2", "3", "4"];

export const FULL_ACCESS: UnmanagedPolicy = {
  id: "p-FullAWSAccess",
  type: SCP,
  text: document([{ Effect: "Allow", Action: "*", Resource: "*" }]),
  targets: new Set(PARENTS.keys()),
};

export function document(statements: readonly Statement[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements } satisfies PolicyDocument);
}

export function deny(...actions: string[]): Statement {
  return { Effect: "Deny", Action: actions, Resource: "*" };
}

export interface PolicyRow {
  /** Statements, or text that is taken as it is. */
  readonly says: readonly Statement[] | string;
  readonly at: readonly string[];
  readonly name?: string;
  readonly type?: string;
}

export function state(rows: Readonly<Record<string, PolicyRow>>): ManagedState {
  const entries = Object.entries(rows);
  return {
    policies: new Map(
      entries.map(([key, { says, name = key, type = SCP }]) => {
        const text = typeof says === "string" ? says : document(says);
        return [key, { key, type, name, description: "", text }];
      }),
    ),
    targets: new Map(entries.map(([key, { at }]) => [key, new Set(at)])),
  };
}

export function limits(type: string) {
  return LIMITS[type as PolicyType];
}

export function input(
  before: Readonly<Record<string, PolicyRow>>,
  after: Readonly<Record<string, PolicyRow>>,
  rest: Partial<ChangesInput> = {},
): ChangesInput {
  return {
    parents: PARENTS,
    before: state(before),
    after: state(after),
    unmanaged: [FULL_ACCESS],
    limits,
    ...rest,
  };
}

export const READ = deny("s3:GetObject");
export const WRITE = deny("s3:PutObject");
export const RUN = deny("ec2:RunInstances");

export function row(says: PolicyRow["says"], ...at: string[]): PolicyRow {
  return { says, at };
}
