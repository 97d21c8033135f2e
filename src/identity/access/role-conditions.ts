import { obtain } from "../../collections";
import { standingOf } from "../../compare/documented";
import { arnParts } from "../../evaluate/reference/arn";
import { findRequest } from "../../evaluate/search/find-request";
import { canonicalJson } from "../../policy/canonical";
import {
  type ConditionBlock,
  many,
  type PolicyDocument,
  type Statement,
  statementsOf,
} from "../../policy/document";
import { operatorNamed } from "../../policy/operators";

const KEY = "aws:principalarn";

/** Whether a condition holds for every role of a permission set in an account, for none, or for some. */
type Truth = "always" | "never" | "sometimes";

/** The roles that a permission set has in an account. */
export interface SetRoles {
  readonly permissionSet: string;
  /** Twelve digits. */
  readonly account: string;
  /** Patterns of their ARNs, as rolePatterns has them. */
  readonly patterns: readonly string[];
  /** The texts of policies that tell the account from others. */
  readonly singledOut: ReadonlySet<string>;
}

/**
 * Answers what policies ask of aws:PrincipalArn for the roles of a permission set. What is left does not depend on who
 * asks, so that the sets of one person can be compared with each other.
 */
export class RoleConditions {
  private readonly truths = new Map<string, Truth>();
  private readonly asked = new Map<PolicyDocument, readonly string[]>();
  private readonly documents = new Map<PolicyDocument, Map<string, PolicyDocument>>();

  /** A document that decides the same for the roles, and asks of their ARN only what is not so of all of them. */
  resolved(document: PolicyDocument, roles: SetRoles): PolicyDocument {
    const texts = obtain(this.asked, document, () => statementsOf(document).flatMap(textsAsked));
    if (texts.length === 0) return document;
    return obtain(
      obtain(this.documents, document, () => new Map<string, PolicyDocument>()),
      nameOf(roles, texts),
      () => ({
        ...document,
        Statement: statementsOf(document).flatMap((one) => this.statement(one, roles) ?? []),
      }),
    );
  }

  /** The statement without the conditions that always hold; undefined where one never does. */
  private statement(statement: Statement, roles: SetRoles): Statement | undefined {
    const { Condition = {}, ...rest } = statement;
    const left: Record<string, ConditionBlock[string]> = {};
    for (const [operator, keys] of Object.entries(Condition)) {
      const kept: (readonly [string, (typeof keys)[string]])[] = [];
      for (const [key, values] of Object.entries(keys)) {
        const truth = key.toLowerCase() === KEY ? this.truth(operator, many(values), roles) : "sometimes";
        if (truth === "never") return undefined;
        if (truth === "sometimes") kept.push([key, values]);
      }
      if (kept.length > 0) left[operator] = Object.fromEntries(kept);
    }
    return Object.keys(left).length === 0 ? rest : { ...rest, Condition: left };
  }

  private truth(operator: string, values: readonly unknown[], roles: SetRoles): Truth {
    const texts = values.map(String);
    // What a policy variable stands for is not the role's to say.
    if (texts.some((text) => text.includes("${"))) return "sometimes";
    return obtain(this.truths, canonicalJson([operator, texts, nameOf(roles, texts)]), () => {
      const plain = plainTruth(operator, texts, roles.patterns);
      if (plain !== undefined) return plain;
      const Condition = { [operator]: { "aws:PrincipalArn": texts } };
      const holds = isPossible([{ Effect: "Allow", ...ANY, Condition }], roles);
      const denied: Statement = { Effect: "Deny", ...ANY, Condition };
      const fails = isPossible([{ Effect: "Allow", ...ANY }, denied], roles);
      if (holds && fails) return "sometimes";
      return holds ? "always" : "never";
    });
  }
}

/** What is plain without a search: ARNs that lie within a pattern, or apart from all of them. */
function plainTruth(
  operator: string,
  patterns: readonly string[],
  roles: readonly string[],
): Truth | undefined {
  const named = operatorNamed(operator);
  const isArn =
    named?.kind === "compare" && named.comparison === "arn-like" && named.quantifier === undefined;
  if (!isArn || patterns.some((pattern) => arnParts(pattern) === undefined)) return undefined;
  const standings = roles.map((role) => patterns.map((pattern) => standingOf(role, pattern)));
  if (standings.every((one) => one.includes("2"))) return named.negated ? "never" : "always";
  if (standings.flat().every((one) => one === "0")) return named.negated ? "always" : "never";
  return undefined;
}

/** Equal for roles of which such texts say the same: accounts that none of them singles out are alike. */
function nameOf({ permissionSet, account, singledOut }: SetRoles, texts: readonly string[]): string {
  return `${permissionSet} ${texts.some((text) => singledOut.has(text)) ? account : ""}`;
}

const ANY = { Action: "*", Resource: "*" } as const;

/** Whether a policy allows one of the roles anything; so too where that cannot be told. */
function isPossible(statements: readonly Statement[], { account, patterns }: SetRoles): boolean {
  const levels = [[{ Version: "2012-10-17", Statement: statements }]];
  const answer = findRequest({
    allowedBy: [{ type: "SCP", levels }],
    deniedBy: [],
    within: { type: "SCP", account, principals: patterns },
  });
  return answer.kind !== "none";
}

function textsAsked({ Condition = {} }: Statement): readonly string[] {
  return Object.values(Condition)
    .flatMap(Object.entries)
    .flatMap(([key, values]) => (key.toLowerCase() === KEY ? many(values).map(String) : []));
}
