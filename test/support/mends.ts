import type { DriftKind } from "../../src/drift/kinds";
import { type Mend, type Mendable, mendOf } from "../../src/drift/mend";
import { type MendContext, mendContext } from "../../src/drift/mending/context";
import { sidesOf } from "../../src/drift/sides";
import { identityView } from "../../src/identity/plan/view";
import { deployedState } from "./drift";
import { assigned, deployedIdentity, identityIntent, identityPlans } from "./identity";
import { deployedLockdown } from "./lockdown";
import { lockdownPlan } from "./root-lockdown/plan";

export const SHOP = "222222222222";
export const PROD = "ou-test-prod0001";
const POLICY = "guardrail-deny-iam-user-creation";
const { desired, facts } = deployedState();
export const guardrailsPlan = desired.plan;
export const policyKey = desired.plan.policies.find(({ name }) => name === POLICY)!.key;

const made = identityPlans(
  identityIntent({
    groups: "managed",
    members: { devs: ["ana"] },
    attributes: { team: "${path:a}" },
    assignments: [assigned("devs", "developer", ["shop"])],
  }),
);
const plans = made.plans.map((plan) => ({
  ...plan,
  permissionSets: plan.permissionSets.map((set) => ({
    ...set,
    boundary: { kind: "customer" as const, policy: { name: "limit", path: "/" } },
    customerManagedPolicies: [{ name: "own", path: "/team/" }],
  })),
}));
export const identityPlan = plans[0]!;
export const identityFacts = deployedIdentity([identityPlan]);
export const lockdown = lockdownPlan();
const [STACK_SET] = lockdown.stackSets.map(({ name }) => name);
const DEV = "ou-test-dev00001";

/** Knows everything that a row of any kind may speak of. */
export const mending: MendContext = (() => {
  const planned = { ...lockdown, stackSets: lockdown.stackSets.map((set) => ({ ...set, units: [PROD] })) };
  const full = {
    ...desired,
    identity: identityView({ plans: [identityPlan], problems: [] }),
    lockdown: planned,
  };
  const live = {
    ...facts,
    identity: {
      ...identityFacts,
      // Somebody detached one policy, attached another, and changed the inline one.
      permissionSets: identityFacts.permissionSets.map((set) => ({
        ...set,
        awsManagedPolicies: ["arn:aws:iam::aws:policy/AdministratorAccess"],
        inlinePolicy: "{}",
        customerManagedPolicies: [{ name: "theirs", path: "/" }],
      })),
    },
    // It stands in another unit, and has another template.
    lockdown: deployedLockdown({
      ...lockdown,
      stackSets: lockdown.stackSets.map((set) => ({ ...set, units: [DEV], template: {} })),
    }),
  };
  return mendContext(full, live, sidesOf(full, live));
})();

/** The same where nothing is planned of what a permission set may have. */
export const mendingBare: MendContext = {
  ...mending,
  hasAttributes: false,
  plannedSets: new Map(
    [...mending.plannedSets].map(([name, set]) => [
      name,
      {
        ...set,
        inlinePolicy: "",
        awsManagedPolicies: [],
        customerManagedPolicies: [],
        boundary: null,
      },
    ]),
  ),
};

export const mend = (kind: DriftKind, rest: Partial<Mendable>, within = mending): Mend =>
  mendOf({ kind, target: null, accounts: [], managed: true, subject: {}, ...rest }, within);

const policy = { policy: policyKey, policyType: "SERVICE_CONTROL_POLICY" };
const other = { policy: "p-other", policyType: "SERVICE_CONTROL_POLICY" };
export const grant = { permissionSet: "developer", principal: { kind: "group" as const, name: "devs" } };
const set = { permissionSet: "developer" };

/** A row of every kind. */
export const ROWS: Readonly<Record<DriftKind, Partial<Mendable>>> = {
  "policy-text": { subject: policy },
  "policy-size": { subject: policy },
  "policy-settings": { subject: policy },
  "policy-missing": { subject: policy },
  "policy-left-over": { subject: policy },
  "attachment-missing": { subject: policy, target: PROD },
  "attachment-added": { subject: policy, target: SHOP },
  "unmanaged-added": { subject: other },
  "unmanaged-changed": { subject: other },
  "unmanaged-removed": { subject: other },
  "unmanaged-attached": { subject: other, target: SHOP },
  "unmanaged-detached": { subject: other, target: SHOP },
  "full-access-detached": { subject: { ...policy, policy: "p-FullAWSAccess" }, target: SHOP },
  "policy-type-disabled": { subject: { policyType: "SERVICE_CONTROL_POLICY" } },
  "policy-type-enabled": { subject: { policyType: "TAG_POLICY" } },
  "account-moved": { target: SHOP, accounts: [SHOP] },
  "account-added": { target: SHOP, accounts: [SHOP] },
  "account-gone": { target: SHOP, accounts: [SHOP] },
  "account-suspended": { target: SHOP, accounts: [SHOP] },
  "account-active": { target: SHOP, accounts: [SHOP] },
  "account-renamed": { target: SHOP, accounts: [SHOP] },
  "unit-moved": { target: PROD },
  "unit-added": { target: PROD },
  "unit-removed": { target: PROD },
  "unit-renamed": { target: PROD },
  "assignment-added-to-user": {
    accounts: [SHOP],
    subject: { ...set, principal: { kind: "user", name: "ana" } },
  },
  "assignment-added": { accounts: [SHOP, "333333333333"], subject: grant },
  "assignment-missing": { accounts: [SHOP], subject: grant },
  "permission-set-missing": { subject: set },
  "permission-set-added": { subject: set },
  "permission-set-removed": { subject: set },
  "permission-set-changed": { subject: set },
  "permission-set-policy": { subject: set },
  "permission-set-boundary": { subject: set },
  "permission-set-outdated": { subject: set },
  "group-missing": { subject: { group: "devs" } },
  "member-added": { subject: { group: "devs", user: "ana" } },
  "member-missing": { subject: { group: "devs", user: "ana" } },
  "attributes-changed": {},
  "root-feature-off": { subject: { item: "feature:RootSessions" } },
  "trusted-access-off": { subject: { item: "trusted-access:iam.amazonaws.com" } },
  "trusted-access-added": { subject: { item: "trusted-access:ram.amazonaws.com" } },
  "delegation-missing": { subject: { item: "delegation:access-analyzer.amazonaws.com" } },
  "delegation-added": { accounts: [SHOP], subject: { item: "delegation:ram.amazonaws.com" } },
  "stack-set-missing": { subject: { stackSet: STACK_SET } },
  "stack-set-changed": { subject: { stackSet: STACK_SET } },
  "stack-failed": { accounts: [SHOP], subject: { stackSet: STACK_SET } },
  "stack-outdated": { accounts: [SHOP], subject: { stackSet: STACK_SET } },
  "stack-missing": { accounts: [SHOP], subject: { stackSet: STACK_SET } },
  "exception-ended": { subject: { guardrail: "restrict-regions" } },
};

/** The words of a command, as a shell without variables would read them. */
export function words(command: string): readonly string[] {
  const found = command.match(/(?:'[^']*'|\\'|[^\s'\\])+/g) ?? [];
  return found.map((word) => word.replaceAll(/'([^']*)'|\\(')/g, "$1$2"));
}
