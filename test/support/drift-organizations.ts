import fc from "fast-check";
import type { Intent } from "../../src/organization/intent";
import type { Snapshot, SnapshotPolicy } from "../../src/organization/snapshot";
import { isAuthorizationType } from "../../src/policy/types";
import { type Deployed, deployedState } from "./drift";
import { FULL_ACCESS, MANAGEMENT, smallIntent, type Wishes } from "./organizations";
import { SEED } from "./policy-generator";

export const SCP = "SERVICE_CONTROL_POLICY";
export const RCP = "RESOURCE_CONTROL_POLICY";
/** Of which an organization may have policies of ours. */
export const TYPES = ["AISERVICES_OPT_OUT_POLICY", RCP, SCP, "TAG_POLICY"];
/** A key that the lock has retired, so that a policy with it is one of ours that is left over. */
export const RETIRED = "old";

const uses = fc.subarray(
  [
    "deny-leave-organization",
    "deny-iam-user-creation",
    ["deny-services", { services: ["redshift"] }],
    ["restrict-identities", { services: ["s3"] }],
    ["require-tag-keys", { tags: [{ key: "Cost", values: ["1*", "2*"] }] }],
    "deny-ai-training-use",
  ] as const,
  { minLength: 0, maxLength: 3 },
);

/** A policy that denies one action. */
export const statementOf = (type: string, action: string): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      { Effect: "Deny", ...(type === RCP ? { Principal: "*" } : {}), Action: action, Resource: "*" },
    ],
  });
/** Another text for a policy of a type. */
export const otherText = (type: string): string =>
  isAuthorizationType(type)
    ? statementOf(type, type === RCP ? "s3:PutObject" : "sqs:DeleteQueue")
    : type === "TAG_POLICY"
      ? '{"tags":{"Team":{"tag_key":{"@@assign":"Team"}}}}'
      : '{"services":{"lex":{"opt_out_policy":{"@@assign":"optIn"}}}}';

/** A policy of others, whose name is its id. */
export function policyOf(
  id: string,
  type: string,
  targets: readonly string[],
  content = otherText(type),
): SnapshotPolicy {
  return { id, name: id, description: "", type, awsManaged: false, tags: {}, content, targets };
}

/** What is deployed, and what it was planned from. */
export interface Planned extends Deployed {
  readonly intent: Intent;
}

/** A random organization, small, with policies of several types, of ours and of others, all deployed as planned. */
const anyOrganization: fc.Arbitrary<Planned> = fc
  .record({
    units: fc.array(fc.nat({ max: 2 }), { minLength: 1, maxLength: 3 }),
    accounts: fc.array(fc.nat({ max: 3 }), { minLength: 2, maxLength: 4 }),
    wishes: fc.array(uses, { minLength: 3, maxLength: 3 }),
    others: fc.array(fc.tuple(fc.constantFrom(SCP, RCP, "TAG_POLICY"), fc.nat({ max: 5 })), { maxLength: 2 }),
  })
  .map(({ units, accounts, wishes, others }): Planned => {
    const parents = ["r-test", ...units.map((_, at) => `ou-test-unit000${at}`)];
    const paths = ["Root"];
    const made = units.map((above, at) => {
      const parent = above % (at + 1);
      paths.push(parent === 0 ? `U${at}` : `${paths[parent]}/U${at}`);
      return { id: parents[at + 1]!, name: `U${at}`, parent: parents[parent]! };
    });
    const members = accounts.map((above, at) => ({
      id: `22222222222${at}`,
      name: `a${at}`,
      parent: parents[above % parents.length]!,
      state: at === 0 ? "SUSPENDED" : "ACTIVE",
    }));
    const all = [...members, { id: MANAGEMENT, name: "management", parent: "r-test", state: "ACTIVE" }];
    const everywhere = [...parents, ...all.map(({ id }) => id)].sort();
    const full = (name: string, type: string, content: string) => ({
      ...policyOf(`p-${name}`, type, everywhere, content),
      name,
      awsManaged: true,
    });
    const snapshot: Snapshot = {
      formatVersion: 1,
      organization: { id: "o-smallorg01", managementAccount: MANAGEMENT },
      root: { id: "r-test", name: "Root" },
      policyTypes: TYPES,
      units: made,
      accounts: all,
      policies: [
        full("FullAWSAccess", SCP, FULL_ACCESS),
        full("RCPFullAWSAccess", RCP, FULL_ACCESS.replace('"Allow"', '"Allow","Principal":"*"')),
        ...others.map(([type, at], number) =>
          policyOf(`p-others${number}`, type, [everywhere[at % everywhere.length]!]),
        ),
      ],
    };
    const wanted: Wishes = Object.fromEntries(wishes.map((some, at) => [paths[at % paths.length]!, some]));
    const intent = smallIntent(wanted);
    const state = deployedState(intent, snapshot);
    const lock = { ...state.desired.lock!, retiredKeys: [RETIRED] };
    return { intent, facts: state.facts, desired: { ...state.desired, lock } };
  });

/** Planning one takes longer than judging it: only deep runs make each anew. */
export const organizations: fc.Arbitrary<Planned> = process.env.RUN_DEEP
  ? anyOrganization
  : fc.constantFrom(...fc.sample(anyOrganization, { seed: SEED, numRuns: 8 }));
