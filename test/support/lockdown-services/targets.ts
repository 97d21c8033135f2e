import { Refusal } from "./answer";
import type { Input } from "./request";

/** Which stacks an operation on a StackSet is about. */
export interface Targets {
  readonly units: readonly string[];
  readonly regions: readonly string[];
  /** Whether an account below the units is meant. */
  isMeant(account: string): boolean;
}

/**
 * Sources, read 2026-11: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DeploymentTargets.html
 * (AccountFilterType), API_CreateStackInstances.html.
 *
 * @throws Refusal for what service-managed permissions do not take
 */
export function targetsOf(input: Input, isNew = false): Targets {
  const given = (input.DeploymentTargets ?? {}) as Input;
  const units = (given.OrganizationalUnitIds ?? []) as string[];
  const accounts = (given.Accounts ?? []) as string[];
  const regions = (input.Regions ?? []) as string[];
  const filter = given.AccountFilterType;
  if (units.length === 0)
    throw new Refusal(
      "ValidationError",
      "StackSets with SERVICE_MANAGED permission model can only have OrganizationalUnit as target",
    );
  if (regions.length === 0) throw new Refusal("ValidationError", "no Regions");
  if (isNew && accounts.length > 0 && (filter === undefined || filter === "UNION"))
    throw new Refusal("ValidationError", "accounts need an AccountFilterType, which may not be UNION");
  return {
    units,
    regions,
    isMeant: (account) =>
      filter === "INTERSECTION"
        ? accounts.includes(account)
        : filter !== "DIFFERENCE" || !accounts.includes(account),
  };
}
