import { obtain } from "../../collections";
import { findRequest } from "../../evaluate/search/find-request";
import { canonicalJson } from "../../policy/canonical";
import {
  type ConditionBlock,
  many,
  type PolicyDocument,
  type Statement,
  statementsOf,
} from "../../policy/document";

const KEY = "aws:principalarn";

/** Whether a condition holds for every role of a permission set in an account, for none, or for some. */
type Truth = "always" | "never" | "sometimes";

/**
 * Answers what policies ask of aws:PrincipalArn for the roles that a permission set has in an account. What is left
 * does not depend on who asks, so that the sets of one person can be compared with each other.
 */
export class RoleConditions {
  private readonly truths = new Map<string, Truth>();

  /**
   * Documents that decide the same for the roles, and ask of the ARN only what is not the same for all of them.
   *
   * @param role pattern of the roles
   * @param account twelve digits
   */
  resolved(document: PolicyDocument, role: string, account: string): PolicyDocument {
    const statements = statementsOf(document);
    if (!statements.some(asksOfRole)) return document;
    return { ...document, Statement: statements.flatMap((one) => this.statement(one, role, account) ?? []) };
  }

  /** The statement without the conditions that always hold; undefined where one never does. */
  private statement(statement: Statement, role: string, account: string): Statement | undefined {
    if (!asksOfRole(statement)) return statement;
    const { Condition, ...rest } = statement;
    const left: Record<string, ConditionBlock[string]> = {};
    for (const [operator, keys] of Object.entries(Condition!)) {
      const kept: (readonly [string, (typeof keys)[string]])[] = [];
      for (const [key, values] of Object.entries(keys)) {
        const truth =
          key.toLowerCase() === KEY
            ? this.truth({ [operator]: { [key]: values } }, role, account)
            : "sometimes";
        if (truth === "never") return undefined;
        if (truth === "sometimes") kept.push([key, values]);
      }
      if (kept.length > 0) left[operator] = Object.fromEntries(kept);
    }
    return Object.keys(left).length === 0 ? rest : { ...rest, Condition: left };
  }

  private truth(condition: ConditionBlock, role: string, account: string): Truth {
    return obtain(this.truths, canonicalJson([condition, role]), () => {
      const values = Object.values(condition).flatMap((keys) => Object.values(keys).flatMap(many));
      if (values.some((value) => String(value).includes("${"))) return "sometimes";
      const holds = isPossible([{ Effect: "Allow", ...ANY, Condition: condition }], role, account);
      const fails = isPossible(
        [
          { Effect: "Allow", ...ANY },
          { Effect: "Deny", ...ANY, Condition: condition },
        ],
        role,
        account,
      );
      if (holds && fails) return "sometimes";
      return holds ? "always" : "never";
    });
  }
}

const ANY = { Action: "*", Resource: "*" } as const;

/** Whether a policy allows one of the roles anything; so too where that cannot be told. */
function isPossible(statements: readonly Statement[], role: string, account: string): boolean {
  const levels = [[{ Version: "2012-10-17", Statement: statements }]];
  const answer = findRequest({
    allowedBy: [{ type: "SCP", levels }],
    deniedBy: [],
    within: { type: "SCP", account, principals: [role] },
  });
  return answer.kind !== "none";
}

function asksOfRole({ Condition = {} }: Statement): boolean {
  return Object.values(Condition).some((keys) => Object.keys(keys).some((key) => key.toLowerCase() === KEY));
}
