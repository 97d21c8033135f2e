import type { ChainType } from "../../chain/chain";
import type { Intent } from "../../organization/intent";
import { principalArn } from "../../plan/facts";
import type { Statement } from "../../policy/document";
import { breakGlass } from "./needs/break-glass";
import { identity } from "./needs/identity";
import { memberBaseline, memberRole } from "./needs/member-baseline";
import { type Calls, GLOBAL_REGIONS, type Need } from "./needs/need";
import { organizations } from "./needs/organizations";
import { PERMISSION_SET_ROLES, signIn } from "./needs/sign-in";

/** Somebody who must not be locked out, and where: in one account, or in every member account. */
export interface Needy {
  /** "role/…", without the account. */
  readonly role: string;
  readonly need: Need;
  /** Undefined for every member account. */
  readonly account?: string | undefined;
}

const DEPLOYER_NEEDS = { organizations, identity, "member-baseline": memberBaseline } as const;

/** Everybody whom organization.yaml names, with the roles of Identity Center. */
export function needyPrincipals(
  intent: Intent,
  accountOf: (name: string) => string | undefined,
): readonly Needy[] {
  const { access, accounts } = intent;
  const deployers = access.deployers.flatMap(({ principal, needs }) => {
    const [, , , , account = "", role = ""] = principal.split(":");
    return needs.map((need) => ({ account, role, need: DEPLOYER_NEEDS[need] }));
  });
  const delegated = accounts.identity;
  const administrator = delegated && {
    account: accountOf(delegated.account),
    role: delegated.deployRole,
    need: identity,
  };
  return [
    ...deployers,
    ...(administrator?.account === undefined ? [] : [administrator]),
    ...access.memberRoles.map((role) => ({ role, need: memberRole })),
    ...access.breakGlass.map((role) => ({ role, need: breakGlass })),
    { role: PERMISSION_SET_ROLES, need: signIn },
  ];
}

/**
 * The requests of a need under a type, as a policy that allows just them; none when the type has no say. They are
 * made over TLS: guardrails that ask for it lock nobody out.
 */
export function requestsOf(
  { role, need }: Needy,
  type: ChainType,
  { organization }: Intent,
): ((account: string) => readonly Statement[]) | null {
  const { partition, managementAccount } = organization;
  if (type === "SCP") {
    if (need.calls.length === 0) return null;
    return (account) =>
      need.calls.map(({ actions, resources, regions }) => {
        const asked = regionsOf(regions, organization);
        const region = asked.length === 1 ? asked[0]! : "*";
        return {
          Effect: "Allow",
          Action: actions,
          Resource: resources?.({ partition, account, region }) ?? "*",
          Condition: {
            ArnLike: { "aws:PrincipalArn": principalArn(partition, account, role) },
            StringEquals: { "aws:RequestedRegion": asked },
            Bool: { "aws:SecureTransport": "true" },
          },
        };
      });
  }
  const { entered } = need;
  if (entered === undefined) return null;
  // Whoever comes by SAML has no ARN yet; roles are assumed from the management account.
  const bySaml = entered.includes("sts:AssumeRoleWithSAML");
  const from = bySaml
    ? {}
    : {
        ArnLike: { "aws:PrincipalArn": principalArn(partition, managementAccount, "role/*") },
        StringEquals: { "aws:PrincipalOrgID": organization.id },
      };
  return (account) => [
    {
      Effect: "Allow",
      Principal: "*",
      Action: entered,
      Resource: principalArn(partition, account, role),
      Condition: {
        ...from,
        Bool: { "aws:PrincipalIsAWSService": "false", "aws:SecureTransport": "true" },
      },
    },
  ];
}

/** The Regions of calls, by name. */
export function regionsOf(
  regions: Calls["regions"],
  { partition, homeRegion, regions: approved }: Intent["organization"],
): readonly string[] {
  if (typeof regions !== "string") return regions;
  const global = GLOBAL_REGIONS[partition];
  return { global, home: [homeRegion], approved: [...new Set([...approved, ...global])] }[regions];
}
