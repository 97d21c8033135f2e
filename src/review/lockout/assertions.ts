import type { ChainType } from "../../chain/chain";
import { arnParts } from "../../evaluate/reference/arn";
import { matches, withWildcards } from "../../evaluate/reference/pattern";
import type { Assertion, Intent } from "../../organization/intent";
import { principalArn } from "../../plan/facts";
import type { Statement } from "../../policy/document";
import type { Asked, Question, QuestionAnswer } from "./question";
import type { LockoutRow } from "./types";

/**
 * Whether each assertion of organization.yaml is so in every account that it names.
 *
 * SCPs are judged always, RCPs where a resource is given. "allowed": both let every such request through.
 * "denied": one of the two lets none through.
 *
 * @param accountsOf the accounts in use that a written target means; the management account only where it is named
 */
export function proveAssertions(
  intent: Intent,
  asked: Asked,
  accountsOf: (target: string) => readonly string[],
): readonly LockoutRow[] {
  return intent.assertions.flatMap((assertion, index) => {
    const rows = proveAssertion(assertion, intent, asked, [...new Set(assertion.on.flatMap(accountsOf))]);
    const { principal, actions, expect } = assertion;
    const common = {
      principal,
      need: `assertion ${index + 1}`,
      purpose: `${actions.join(", ")} by ${principal} on ${assertion.on.join(", ")} must be ${expect}`,
      place: assertion.place,
    };
    return rows.map((row): LockoutRow => ({ ...common, ...row }));
  });
}

type Row = Omit<LockoutRow, "principal" | "need" | "purpose" | "place">;

function proveAssertion(
  assertion: Assertion,
  { organization }: Intent,
  asked: Asked,
  targets: readonly string[],
): readonly Row[] {
  const { managementAccount, partition } = organization;
  const rows: Row[] = [];
  if (targets.includes(managementAccount)) rows.push(unbound(assertion, managementAccount));

  const members = targets.filter(
    (account) => account !== managementAccount && livesIn(assertion.principal, account),
  );
  if (members.length === 0 && rows.length === 0) {
    const reason = "no account in use that it names has such a principal, so it says nothing";
    return [{ type: "scp", accounts: targets, verdict: "undecided", reason }];
  }
  const among = new Set(members);
  const question = (type: ChainType): Question => ({
    type,
    requests: (account) => [statementOf(assertion, partition, account, type)],
    fixed: assertion.context,
    expect: assertion.expect,
  });
  const scp = asked.answers(question("SCP"), among);
  if (assertion.resources.length === 0) return [...rows, ...scp.map(rowOf("scp"))];

  const rcp = asked.answers(question("RCP"), among);
  if (assertion.expect === "allowed") return [...rows, ...scp.map(rowOf("scp")), ...rcp.map(rowOf("rcp"))];
  const deniedByRcp = new Set(rcp.flatMap(({ verdict, accounts }) => (verdict === "proved" ? accounts : [])));
  return [
    ...rows,
    ...rcp.filter(({ verdict }) => verdict === "proved").map(rowOf("rcp")),
    ...scp
      .map((answer) => ({
        ...answer,
        accounts: answer.accounts.filter((account) => !deniedByRcp.has(account)),
      }))
      .filter(({ accounts }) => accounts.length > 0)
      .map(rowOf("scp")),
  ];
}

const rowOf =
  (type: Row["type"]) =>
  (answer: QuestionAnswer): Row => ({ type, ...answer });

/** No SCP and no RCP binds the management account: nothing there is ever denied. */
function unbound({ expect }: Assertion, account: string): Row {
  const reason = "no SCP or RCP binds the management account";
  if (expect === "allowed") return { type: "scp", accounts: [account], verdict: "exempt", reason };
  return { type: "scp", accounts: [account], verdict: "blocked", reason, decidedBy: [] };
}

/** Whether an ARN may be of this account; a principal without an account is of each. */
function livesIn(principal: string, account: string): boolean {
  if (!principal.startsWith("arn:")) return true;
  return matches(withWildcards(arnParts(principal)?.[4] ?? ""), account);
}

function statementOf(
  { principal, actions, resources }: Assertion,
  partition: Intent["organization"]["partition"],
  account: string,
  type: ChainType,
): Statement {
  const arn = principal.startsWith("arn:") ? principal : principalArn(partition, account, principal);
  return {
    Effect: "Allow",
    ...(type === "RCP" ? { Principal: "*" } : {}),
    Action: actions,
    Resource: resources.length === 0 ? "*" : resources,
    ...(principal === "*" ? {} : { Condition: { ArnLike: { "aws:PrincipalArn": arn } } }),
  };
}
