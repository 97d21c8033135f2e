import {
  type Organizations,
  paginateListPolicies,
  paginateListTargetsForPolicy,
} from "@aws-sdk/client-organizations";
import { catalogue } from "../../guardrails";
import { compileGuardrail } from "../../src/catalogue/compile";
import { isAuthorization, type OrganizationFacts } from "../../src/catalogue/guardrail";
import { decide } from "../../src/evaluate/reference";
import type { AccessRequest } from "../../src/evaluate/request";
import type { PlanNode } from "../../src/plan/types";
import type { PolicyDocument } from "../../src/policy/document";

/** What is in force at one moment: node id -> the service control policies attached there. */
export type Moment = ReadonlyMap<string, readonly PolicyDocument[]>;

/** Reads a moment from the live organization. */
export async function momentOf(client: Organizations): Promise<Moment> {
  const moment = new Map<string, PolicyDocument[]>();
  for await (const { Policies } of paginateListPolicies({ client }, { Filter: "SERVICE_CONTROL_POLICY" })) {
    for (const { Id } of Policies!) {
      const { Policy } = await client.describePolicy({ PolicyId: Id! });
      const document = JSON.parse(Policy!.Content!) as PolicyDocument;
      for await (const { Targets } of paginateListTargetsForPolicy({ client }, { PolicyId: Id! })) {
        for (const { TargetId } of Targets!) {
          moment.set(TargetId!, [...(moment.get(TargetId!) ?? []), document]);
        }
      }
    }
  }
  return moment;
}

/** Every request by which the catalogue proves itself. */
export function catalogueRequests(organization: OrganizationFacts): readonly AccessRequest[] {
  return catalogue.filter(isAuthorization).flatMap((guardrail) => {
    const compiled = compileGuardrail(guardrail, guardrail.example, organization);
    if ("problems" in compiled) throw new Error(`${guardrail.id} does not take its own example`);
    const { denied, allowed } = guardrail.requests(compiled.parameters, organization);
    return [...denied, ...allowed];
  });
}

/**
 * Where a moment breaks one of the two laws: what is denied at the first and at the last moment is denied at
 * all between, and what is allowed at both is allowed at all. One line for each account, request and moment.
 */
export function brokenLaws(
  moments: readonly Moment[],
  nodes: readonly PlanNode[],
  requests: readonly AccessRequest[],
): readonly string[] {
  const parents = new Map(nodes.map(({ id, parent }) => [id, parent]));
  const chain = (id: string): string[] => {
    const parent = parents.get(id) ?? null;
    return parent === null ? [id] : [...chain(parent), id];
  };
  const verdictAt = (moment: Moment, account: string, request: AccessRequest) =>
    decide(
      chain(account).map((node) => moment.get(node) ?? []),
      { ...request, account },
    ).verdict;

  return onePerUnit(nodes).flatMap((account) =>
    requests.flatMap((request) => {
      const verdicts = moments.map((moment) => verdictAt(moment, account.id, request));
      if (verdicts[0] !== verdicts.at(-1)) return [];
      return verdicts.flatMap((verdict, index) =>
        verdict === verdicts[0]
          ? []
          : [`${account.path}, ${request.action}: ${verdict} after write ${index}`],
      );
    }),
  );
}

/** Accounts of one unit mostly share their policies. */
function onePerUnit(nodes: readonly PlanNode[]): readonly PlanNode[] {
  const accounts = nodes.filter(({ kind }) => kind === "account");
  return [...new Map(accounts.map((account) => [account.parent, account])).values()];
}
