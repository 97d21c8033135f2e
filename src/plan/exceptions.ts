import type { Exception, Intent } from "../organization/intent";
import { permissionSetArn, principalArn } from "./facts";

/** An exception with its targets expanded to accounts and its principals to ARN patterns. */
export interface ExpandedException {
  readonly source: Exception;
  /**
   * Account ids, sorted. The management account only in an exception from an RCP: its principals are bound where they
   * reach for a member's resources, though no SCP binds them at home.
   */
  readonly accounts: readonly string[];
  /** account id -> the ARN patterns in it. */
  readonly principals: ReadonlyMap<string, readonly string[]>;
}

/** All ARN patterns of an exception, in the order of its accounts. */
export function arnsOf(exception: ExpandedException): readonly string[] {
  return exception.accounts.flatMap((account) => exception.principals.get(account)!);
}

/**
 * Expands exceptions.
 *
 * @param accountsOf the accounts that a written target means, each once
 * @param isRcp whether a guardrail's policies are RCPs
 */
export function expandExceptions(
  intent: Intent,
  accountsOf: (target: string) => readonly string[],
  isRcp: (guardrail: string) => boolean,
): readonly ExpandedException[] {
  const { partition, managementAccount } = intent.organization;
  return intent.exceptions.map((source) => {
    const accounts = [...new Set(source.on.flatMap(accountsOf))]
      .filter((account) => account !== managementAccount || isRcp(source.guardrail))
      .sort();
    const arns = (account: string) =>
      source.permissionSet === undefined
        ? source.principals.map((principal) => principalArn(partition, account, principal))
        : [permissionSetArn(partition, account, source.permissionSet)];
    return { source, accounts, principals: new Map(accounts.map((account) => [account, arns(account)])) };
  });
}
