import { obtain } from "../../../src/collections";
import type { Input } from "./rule";
import type { LiveState } from "./state";
import type { Ask, Output } from "./upstream";

/** Makes up for something that moto answers unlike AWS. `before` runs before moto is asked, `after` on its answer. */
export interface Correction {
  readonly operation: string;
  readonly before?: (input: Input, ask: Ask, state: LiveState) => Promise<void>;
  readonly after?: (output: Output, input: Input, ask: Ask) => Promise<Output>;
}

const PAGE = 20;

/** moto gives all targets at once; AWS gives pages of at most 20 (API_ListTargetsForPolicy, read 2026-11). */
const pagesOfTargets: Correction = {
  operation: "ListTargetsForPolicy",
  async after(output, input) {
    const targets = output.Targets as unknown[];
    const start = input.NextToken === undefined ? 0 : Number(input.NextToken);
    const end = start + Number(input.MaxResults ?? PAGE);
    return {
      Targets: targets.slice(start, end),
      ...(end < targets.length ? { NextToken: String(end) } : {}),
    };
  },
};

/** moto keeps the attachments of a unit that was deleted; AWS drops them with the unit. */
const attachmentsOfDeletedUnits: Correction = {
  operation: "DeleteOrganizationalUnit",
  async before(input, ask, state) {
    for (const policy of await state.policies()) {
      if (!(await state.targetsOf(policy.id)).includes(String(input.OrganizationalUnitId))) continue;
      await ask("DetachPolicy", { PolicyId: policy.id, TargetId: input.OrganizationalUnitId });
    }
  },
};

/**
 * moto leaves out where an account is; AWS says it in Paths, "o-…/r-…/ou-…/…/123456789012/", since 2026-03-31.
 * Source: https://docs.aws.amazon.com/organizations/latest/APIReference/API_Account.html, read 2026-11.
 */
const pathsOfAccounts: Correction = {
  operation: "ListAccounts",
  async after(output, _input, ask) {
    const { Organization } = (await ask("DescribeOrganization", {})).output as {
      Organization: { Id: string };
    };
    const known = new Map<string, Promise<string>>();
    const pathOf = async (ChildId: string): Promise<string> => {
      const { Parents = [] } = (await ask("ListParents", { ChildId })).output as {
        Parents?: { Id: string }[];
      };
      const parent = Parents[0]?.Id;
      return `${parent === undefined ? `${Organization.Id}/` : await knownPath(parent)}${ChildId}/`;
    };
    const knownPath = (parent: string) => obtain(known, parent, () => pathOf(parent));
    const accounts = (output.Accounts as { Id: string }[]).map(async (account) => ({
      ...account,
      Paths: [await pathOf(account.Id)],
    }));
    return { ...output, Accounts: await Promise.all(accounts) };
  },
};

/**
 * moto keeps the attachments of a type that was disabled; AWS detaches its policies everywhere and keeps the policies.
 * Source: https://docs.aws.amazon.com/organizations/latest/userguide/disable-policy-type.html, read 2026-11.
 */
const attachmentsOfDisabledTypes: Correction = {
  operation: "DisablePolicyType",
  async before(input, ask, state) {
    for (const { id, type, awsManaged } of await state.policies()) {
      if (type !== input.PolicyType || awsManaged) continue;
      for (const TargetId of await state.targetsOf(id)) await ask("DetachPolicy", { PolicyId: id, TargetId });
    }
  },
};

export const corrections: readonly Correction[] = [
  pagesOfTargets,
  attachmentsOfDeletedUnits,
  attachmentsOfDisabledTypes,
  pathsOfAccounts,
];
