import { compileGuardrail } from "../../../catalogue/compile";
import { type AnyGuardrail, isAuthorization, type OrganizationFacts } from "../../../catalogue/guardrail";
import { type DecidedBy, FULL_ACCESS } from "../../../chain/chain";
import { decide } from "../../../evaluate/reference";
import type { AccessRequest } from "../../../evaluate/request";
import type { Intent } from "../../../organization/intent";
import { organizationFacts, principalArn } from "../../../plan/facts";
import { blocks, type LockoutRow } from "../types";

/** What a mend is made of. */
export interface MendInput {
  readonly intent: Intent;
  readonly catalogue: readonly AnyGuardrail[];
  readonly pathOf: (id: string) => string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

const YEAR = 365 * 24 * 60 * 60 * 1000;

const OF_ROOT: Readonly<Record<string, string>> = {
  "root-closed":
    "add deny-root-user under guardrails.Root; keep an exception for root to one account and a day (docs/root.md)",
  "root-keys": "add deny-root-access-keys under guardrails.Root, and no exception for root",
  "root-callers":
    "add restrict-assume-root under guardrails.Root, with callers that not everybody in that account can become",
};

/** The rows with what to do about each that is blocked: the lines of organization.yaml, tried on the witness. */
export function withMends(rows: readonly LockoutRow[], input: MendInput): readonly LockoutRow[] {
  return rows.map((row) => {
    if (row.verdict !== "blocked" || !(blocks(row) || row.tolerated !== undefined)) return row;
    const mend = OF_ROOT[row.need] ?? mendOf(row, input);
    return mend === undefined ? row : { ...row, mend };
  });
}

function mendOf({ principal, witness, decidedBy = [] }: LockoutRow, input: MendInput): string | undefined {
  if (witness === undefined) return undefined;
  const named = namedLine(principal, input.intent);
  const helped = decidedBy.filter(
    ({ guardrail }) => guardrail !== null && isSpared(guardrail, named.facts, witness, input),
  );
  const others = decidedBy.filter((by) => !helped.includes(by));
  const lines = [
    ...(helped.length === 0 ? [] : [named.line]),
    ...others.map((by) => otherwise(by, principal, input)),
  ];
  return lines.length === 0 ? undefined : [...new Set(lines)].join("; and ");
}

/** The line that makes a principal one of those that guardrails spare by themselves, and what they then know. */
function namedLine(
  principal: string,
  intent: Intent,
): { readonly line: string; readonly facts: OrganizationFacts } {
  const [, , , , account = "*", role = ""] = principal.split(":");
  const { access, organization } = intent;
  if (account !== "*") {
    return {
      line: `under access.deployers: - { principal: ${JSON.stringify(principal)}, needs: [member-baseline] }`,
      facts: factsWith(intent, { deployers: [principal] }),
    };
  }
  const roles = [...access.memberRoles, role].map((each) => JSON.stringify(each)).join(", ");
  return {
    line: `under access: member-roles: [${roles}]`,
    facts: factsWith(intent, { memberRoles: [principalArn(organization.partition, "*", role)] }),
  };
}

function factsWith(
  intent: Intent,
  { deployers = [], memberRoles = [] }: Partial<Pick<OrganizationFacts, "deployers" | "memberRoles">>,
): OrganizationFacts {
  const facts = organizationFacts(intent);
  return {
    ...facts,
    deployers: [...facts.deployers, ...deployers],
    memberRoles: [...facts.memberRoles, ...memberRoles],
  };
}

/** Whether a guardrail, wherever it is used, lets the witness through with these facts. */
function isSpared(
  id: string,
  facts: OrganizationFacts,
  witness: AccessRequest,
  { intent, catalogue }: MendInput,
): boolean {
  const guardrail = catalogue.find((each) => each.id === id);
  if (guardrail === undefined || !isAuthorization(guardrail)) return false;
  const type = guardrail.type === "RESOURCE_CONTROL_POLICY" ? "RCP" : "SCP";
  const uses = intent.guardrails.flatMap(({ guardrails }) => guardrails.filter((use) => use.id === id));
  return (
    uses.length > 0 &&
    uses.every(({ parameters }) => {
      const compiled = compileGuardrail(guardrail, parameters, facts);
      if ("problems" in compiled) return false;
      const document = { Version: "2012-10-17" as const, Statement: compiled.statements };
      return (
        decide({ type, levels: [[FULL_ACCESS[type].document, document]] }, witness).verdict === "allowed"
      );
    })
  );
}

function otherwise(
  { guardrail, policy, target }: DecidedBy,
  principal: string,
  { pathOf, now }: MendInput,
): string {
  const where = target === null ? "its target" : pathOf(target);
  if (policy === null) return `allow it at ${where}`;
  if (guardrail === null)
    return `spare ${principal} in the policy ${policy} at ${where}, which is not of this tool`;
  const role = principal.split(":").slice(5).join(":");
  const expires = new Date(now + YEAR).toISOString().slice(0, 10);
  return (
    `under exceptions: - { guardrail: ${guardrail}, on: ${JSON.stringify(where)}, principals: [${JSON.stringify(role)}], ` +
    `owner: WHO@EXAMPLE.COM, reason: WHY, expires: ${expires} }`
  );
}
