import type { Finding, Place } from "../findings/finding";
import type { PlanNode } from "../plan/types";
import { isAuthorizationType } from "../policy/types";
import type { DelegatedAccount, Intent } from "./intent";
import { type LockedTargets, resolveTarget, suggestTarget } from "./resolve-target";
import type { Tree } from "./tree";

export { type LockedTargets, type Resolution, resolveTarget } from "./resolve-target";

/** Findings before those that do without the nearest name: it takes time in a large organization. */
const MOST_SUGGESTED = 20;

/** What is asked of a guardrail here. */
export interface TypedGuardrail {
  readonly id: string;
  readonly type: string;
}

/** A name in organization.yaml that should mean something in the organization. */
interface Written {
  readonly text: string;
  readonly path: string;
  readonly place: Place | undefined;
}

/**
 * Whether every name in organization.yaml means something in the organization: targets of guardrails,
 * exceptions and assertions, and the accounts with delegated duties. Warns where a policy could not take effect.
 *
 * @param locked names that the lock knows, so that a renamed unit is a warning and not an error
 * @param catalogue which types the guardrails are of; those that are not known are held to be SCPs
 */
export function checkTargets(
  intent: Intent,
  tree: Tree,
  locked: LockedTargets = {},
  catalogue: readonly TypedGuardrail[] = [],
): Finding[] {
  const findings: Finding[] = [];
  const settings = new Set(catalogue.filter(({ type }) => !isAuthorizationType(type)).map(({ id }) => id));
  for (const { target, place, guardrails } of intent.guardrails) {
    const written = { text: target, path: `guardrails.${target}`, place };
    const nodes = resolveWritten(tree, written, locked, findings);
    const binds = guardrails.some(({ id }) => !settings.has(id));
    const management = binds ? intent.organization.managementAccount : null;
    findings.push(...nodes.flatMap((node) => unboundTarget(written, node, management)));
  }
  intent.exceptions.forEach(({ on, place }, index) => {
    on.forEach((text, position) => {
      const written = { text, path: `exceptions[${index}].on[${position}]`, place };
      const nodes = resolveWritten(tree, written, locked, findings);
      findings.push(...nodes.flatMap((node) => inactive(written, node)));
    });
  });
  intent.assertions.forEach(({ on, place }, index) => {
    on.forEach((text, position) => {
      resolveWritten(tree, { text, path: `assertions[${index}].on[${position}]`, place }, locked, findings);
    });
  });
  findings.push(...checkAssignments(intent, tree, locked));
  for (const [duty, delegated] of duties(intent)) findings.push(...checkDuty(tree, duty, delegated, locked));
  return findings;
}

function resolveWritten(
  tree: Tree,
  written: Written,
  locked: LockedTargets,
  findings: Finding[],
): readonly PlanNode[] {
  const { text, path, place } = written;
  const result = resolveTarget(tree, text, locked);
  if ("failure" in result) {
    const unknown = result.failure.code === "unknown-target" && findings.length < MOST_SUGGESTED;
    const near = unknown ? suggestTarget(tree, text) : undefined;
    findings.push({ severity: "error", place, path, found: text, nearest: near, ...result.failure });
    return [];
  }
  const nodes = result.nodes.map((id) => tree.node(id)!);
  if (result.renamed) findings.push(renamed(written, nodes[0]!));
  else findings.push(...reused(tree, written, nodes, locked));
  return nodes;
}

function renamed({ text, path, place }: Written, node: PlanNode): Finding {
  return {
    code: "target-renamed",
    severity: "warning",
    place,
    path,
    message: `${JSON.stringify(text)} is now ${JSON.stringify(node.path)} (${node.id}); what the file says of it still holds`,
    found: text,
    expected: node.path,
    fix: "write the new name, then run org-guardrails lock",
  };
}

/** A name that has gone over to another unit or account takes its guardrails and exceptions along. */
function reused(
  tree: Tree,
  { text, path, place }: Written,
  nodes: readonly PlanNode[],
  locked: LockedTargets,
): Finding[] {
  const before = Object.hasOwn(locked, text) ? tree.node(locked[text]!) : undefined;
  if (before === undefined || nodes.includes(before)) return [];
  return [
    {
      code: "target-reused",
      severity: "warning",
      place,
      path,
      message: `${JSON.stringify(text)} meant ${before.id} when the lock was written, and means ${nodes[0]!.id} now`,
      found: nodes[0]!.id,
      expected: before.id,
      fix: `write ${before.id} if that is still meant; otherwise review the plan, then run org-guardrails lock`,
    },
  ];
}

function checkAssignments({ identity, organization }: Intent, tree: Tree, locked: LockedTargets): Finding[] {
  const findings: Finding[] = [];
  identity?.assignments.forEach(({ on, except, place }, index) => {
    const path = `identity.assignments[${index}]`;
    on.forEach((text, position) => {
      const written = { text, path: `${path}.on[${position}]`, place };
      const nodes = resolveWritten(tree, written, locked, findings);
      if (nodes.some(({ id }) => id === organization.managementAccount))
        findings.push(managementAssignment(written));
    });
    except.forEach((text, position) => {
      resolveWritten(tree, { text, path: `${path}.except[${position}]`, place }, locked, findings);
    });
  });
  return findings;
}

/**
 * Source: https://docs.aws.amazon.com/singlesignon/latest/userguide/delegated-admin.html (what a delegated administrator
 * cannot do), read 2026-11.
 */
function managementAssignment({ text, path, place }: Written): Finding {
  return {
    code: "management-account-assignment",
    severity: "error",
    place,
    path,
    message: `${JSON.stringify(text)} is the management account: a delegated administrator of Identity Center cannot manage assignments there`,
    found: text,
    fix: "write it under identity.management-account, which is deployed from the management account itself",
  };
}

/**
 * SCPs and RCPs do not bind the management account; the console lets one attach them all the same. Management
 * policies reach it like any other (assumed: AWS names no exemption).
 * Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html, read 2026-11.
 */
function unboundTarget(written: Written, node: PlanNode, managementAccount: string | null): Finding[] {
  if (node.id !== managementAccount) return inactive(written, node);
  const { text, path, place } = written;
  return [
    {
      code: "management-account-target",
      severity: "warning",
      place,
      path,
      message: `${JSON.stringify(text)} is the management account, which no SCP or RCP binds`,
      found: text,
      fix: "remove this target; keep workloads out of the management account",
    },
  ];
}

/** States in which nobody works in an account, or will not for long. */
const INACTIVE = new Set(["SUSPENDED", "PENDING_CLOSURE", "CLOSED"]);

/** Whether a node is an account in which nobody works, or will not for long. */
export function isInactive({ state }: PlanNode): boolean {
  return state !== undefined && INACTIVE.has(state);
}

function inactive({ text, path, place }: Written, node: PlanNode): Finding[] {
  const { id, state } = node;
  if (!isInactive(node)) return [];
  return [
    {
      code: "inactive-account",
      severity: "warning",
      place,
      path,
      message: `${JSON.stringify(text)} means the account ${id}, which is ${state}`,
      found: state,
      expected: "ACTIVE",
      fix: "remove it from organization.yaml",
    },
  ];
}

function duties({ accounts }: Intent): readonly (readonly [string, DelegatedAccount])[] {
  const { security, logArchive, identity, iam } = accounts;
  const all = { security, "log-archive": logArchive, identity, iam };
  return Object.entries(all).flatMap(([duty, delegated]) =>
    delegated === undefined ? [] : [[duty, delegated] as const],
  );
}

function checkDuty(
  tree: Tree,
  duty: string,
  { account, place }: DelegatedAccount,
  locked: LockedTargets,
): Finding[] {
  const findings: Finding[] = [];
  const written = { text: account, path: `accounts.${duty}`, place };
  const nodes = resolveWritten(tree, written, locked, findings);
  if (nodes.length === 0) return findings;
  const [node, ...others] = nodes;
  if (node!.kind === "account" && others.length === 0) return [...findings, ...inactive(written, node!)];
  return [
    {
      code: "not-an-account",
      severity: "error",
      place,
      path: written.path,
      message: `accounts.${duty} is ${JSON.stringify(account)}, which is not one account`,
      found: others.length === 0 ? node!.kind : `${nodes.length} accounts`,
      expected: "the name or the id of one account",
      fix: "name the account that has this duty",
    },
  ];
}
