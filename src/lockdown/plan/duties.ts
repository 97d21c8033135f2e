import type { Finding } from "../../findings/finding";
import type { DelegatedAccount, Intent } from "../../organization/intent";
import { type LockedTargets, resolveTarget } from "../../organization/resolve-target";
import { isInactive } from "../../organization/targets";
import type { Tree } from "../../organization/tree";
import type { DutyAccount, LockdownPlan } from "../types";

/** A duty, and what cannot do without it. */
interface Need {
  readonly duty: string;
  readonly written: DelegatedAccount | undefined;
  /** What needs it, as a sentence names it; empty when nothing does. */
  readonly by: string;
}

export interface Duties {
  readonly accounts: LockdownPlan["accounts"];
  readonly problems: readonly Finding[];
}

/** Who needs which account. */
export interface Needs {
  readonly security: string;
  readonly logArchive: string;
  readonly iam: string;
}

/**
 * The accounts with duties, and what is wrong with those that are needed. A name that means nothing is reported with
 * all other names of organization.yaml, not here.
 */
export function dutiesOf(
  { accounts, organization }: Pick<Intent, "accounts" | "organization">,
  tree: Tree,
  locked: LockedTargets,
  needs: Needs,
): Duties {
  const problems: Finding[] = [];
  const account = (need: Need): DutyAccount | null => {
    const { written, by, duty } = need;
    if (written === undefined) {
      if (by !== "") problems.push(missing(duty, by));
      return null;
    }
    const found = resolveTarget(tree, written.account, locked);
    const node = "nodes" in found && found.nodes.length === 1 ? tree.node(found.nodes[0]!)! : undefined;
    if (node?.kind !== "account") {
      if (by !== "") problems.push(unknown(need));
      return null;
    }
    if (by !== "" && node.id === organization.managementAccount) problems.push(management(need));
    if (by !== "" && isInactive(node)) problems.push(closed(need, node.state!));
    return {
      id: node.id,
      deployRole: node.id === organization.managementAccount ? null : written.deployRole,
    };
  };
  return {
    accounts: {
      security: account({ duty: "security", written: accounts.security, by: needs.security }),
      logArchive: account({ duty: "log-archive", written: accounts.logArchive, by: needs.logArchive }),
      iam: account({ duty: "iam", written: accounts.iam, by: needs.iam }),
    },
    problems,
  };
}

const at = ({ duty, written }: Need) => ({
  severity: "error" as const,
  place: written?.place,
  path: `accounts.${duty}`,
  found: written?.account,
});

function missing(duty: string, by: string): Finding {
  return {
    code: "duty-without-account",
    severity: "error",
    path: `accounts.${duty}`,
    message: `${by} needs an account, and accounts.${duty} names none`,
    expected: "the name or the id of a member account",
    fix: `add ${duty} under accounts`,
  };
}

function unknown(need: Need): Finding {
  return {
    code: "duty-without-account",
    ...at(need),
    message: `${need.by} needs accounts.${need.duty}, and ${JSON.stringify(need.written!.account)} is not one account of the snapshot`,
    expected: "the name or the id of a member account",
    fix: "correct the name, or take a new snapshot",
  };
}

/**
 * The management account cannot administer a service by delegation, and no SCP binds it.
 * Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_best-practices_mgmt-acct.html, read 2026-11.
 */
function management(need: Need): Finding {
  return {
    code: "duty-of-the-management-account",
    ...at(need),
    message: `accounts.${need.duty} is the management account: nothing binds it, and it cannot be a delegated administrator`,
    expected: "a member account",
    fix: `name a member account for ${need.duty}`,
  };
}

function closed(need: Need, state: string): Finding {
  return {
    code: "duty-of-a-closed-account",
    ...at(need),
    message: `${need.by} needs accounts.${need.duty}, and that account is ${state}`,
    expected: "an active account",
    fix: `name another account for ${need.duty}`,
  };
}
