import type { ChainType } from "../../chain/chain";
import { planChains } from "../../chain/plan-chains";
import { obtain } from "../../collections";
import type { Intent } from "../../organization/intent";
import { isInactive, type LockedTargets, resolveTarget } from "../../organization/targets";
import type { Tree } from "../../organization/tree";
import { principalArn } from "../../plan/facts";
import type { PlanView } from "../../plan/plan-file";
import { canonicalJson } from "../../policy/canonical";
import { proveAssertions } from "./assertions";
import { withoutAllow } from "./full-access";
import { provisioning, SERVICE_LINKED_ROLE } from "./needs/sign-in";
import { type Needy, needyPrincipals, requestsOf } from "./principals";
import { Asked } from "./question";
import type { LockoutRow } from "./types";

export interface LockoutInput {
  readonly plan: PlanView;
  /** What there was before, where it is known. */
  readonly before?: PlanView | undefined;
  readonly intent: Intent;
  /** Of the snapshot that the plan was made with. */
  readonly tree: Tree;
  /** Names that the lock knows, for targets that were renamed. */
  readonly locked: LockedTargets;
  /** Milliseconds since 1970; what happens before it matters no more. */
  readonly now: number;
}

const BOUND_BY_NONE = "no SCP or RCP binds the management account";
const SERVICE_LINKED = "no SCP or RCP binds service-linked roles";

/**
 * Proves for everybody who must not be locked out that the policies of a plan let through all that they need, in
 * the accounts that they live in; and that what organization.yaml asserts is so. Closed accounts are left out.
 *
 * @throws PolicyError for a policy that cannot be evaluated
 */
export function proveLockout({
  plan,
  before,
  intent,
  tree,
  locked,
  now,
}: LockoutInput): readonly LockoutRow[] {
  const { managementAccount, partition } = intent.organization;
  const chains = planChains(plan);
  const inUse = plan.nodes.filter((node) => node.kind === "account" && !isInactive(node)).map(({ id }) => id);
  const members = inUse.filter((account) => account !== managementAccount);
  const asked = new Asked(chains, members, now);
  const nodesOf = (target: string) => {
    const found = resolveTarget(tree, target, locked);
    return "nodes" in found ? found.nodes : [];
  };

  const isInUse = new Set(inUse);
  const accountsOf = (target: string) =>
    nodesOf(target).flatMap((node) =>
      node === managementAccount
        ? [node]
        : tree.accountsBelow(node).filter((account) => account !== managementAccount && isInUse.has(account)),
    );
  const rows = [
    ...needyPrincipals(intent, (name) => nodesOf(name)[0]).flatMap((needy) =>
      proveNeed(needy, intent, asked, isInUse),
    ),
    ...(members.length === 0 ? [] : [identityCenter(partition, members)]),
    ...withoutAllow(chains, before === undefined ? null : planChains(before)),
    ...proveAssertions(intent, asked, accountsOf),
  ];
  return merged(rows, plan);
}

function proveNeed(
  needy: Needy,
  intent: Intent,
  asked: Asked,
  isInUse: ReadonlySet<string>,
): readonly LockoutRow[] {
  const { partition, managementAccount } = intent.organization;
  const { account, role, need } = needy;
  const common = {
    principal: principalArn(partition, account ?? "*", role),
    need: need.id,
    purpose: need.purpose,
  };
  if (account === managementAccount) {
    return [{ ...common, type: "scp", accounts: [account], verdict: "exempt", reason: BOUND_BY_NONE }];
  }
  if (account !== undefined && !isInUse.has(account)) {
    const reason = `${account} is no account in use of the organization`;
    return [{ ...common, type: "scp", accounts: [account], verdict: "undecided", reason }];
  }
  return (["SCP", "RCP"] as const).flatMap((type: ChainType) => {
    const requests = requestsOf(needy, type, intent);
    if (requests === null) return [];
    const among = account === undefined ? undefined : new Set([account]);
    return asked
      .answers({ type, requests, expect: "allowed" }, among)
      .map((answer): LockoutRow => ({ ...common, type: type === "SCP" ? "scp" : "rcp", ...answer }));
  });
}

/** Named, so that nobody has to wonder whether it was forgotten. */
function identityCenter(partition: string, accounts: readonly string[]): LockoutRow {
  return {
    principal: principalArn(partition, "*", SERVICE_LINKED_ROLE),
    need: provisioning.id,
    purpose: provisioning.purpose,
    type: "scp",
    accounts,
    verdict: "exempt",
    reason: SERVICE_LINKED,
  };
}

/** Rows that say the same become one, with the accounts of all of them in the order of the tree. */
export function merged(rows: readonly LockoutRow[], { nodes }: PlanView): readonly LockoutRow[] {
  const found = new Map<string, LockoutRow & { accounts: string[] }>();
  for (const { accounts, ...row } of rows) {
    const name = canonicalJson({ ...row, witness: row.witness?.action ?? null });
    const own = obtain(found, name, () => ({ ...row, accounts: [] })).accounts;
    for (const account of accounts) own.push(account);
  }
  const order = nodes.map(({ id }) => id);
  return [...found.values()].map(({ accounts, ...row }) => {
    const own = new Set(accounts);
    const known = order.filter((id) => own.delete(id));
    return { ...row, accounts: [...known, ...own] };
  });
}
