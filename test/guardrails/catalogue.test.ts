import { catalogue } from "../../guardrails";
import { RCP_SERVICES } from "../../src/aws-data/rcp-services";
import { compileGuardrail } from "../../src/catalogue/compile";
import { EXAMPLE_ORGANIZATION } from "../../src/catalogue/example-organization";
import {
  type AnyAuthorizationGuardrail,
  isAuthorization,
  type OrganizationFacts,
} from "../../src/catalogue/guardrail";
import { sidPrefix } from "../../src/catalogue/sid";
import { decide } from "../../src/evaluate/reference";
import { isGoverned } from "../../src/evaluate/reference/exemptions";
import type { AccessRequest } from "../../src/evaluate/request";
import { exemptPrincipals } from "../../src/plan/doors";
import type { PolicyDocument, Statement } from "../../src/policy/document";
import { many } from "../../src/policy/document";
import { LIMITS } from "../../src/policy/limits";
import { checkPolicy } from "../../src/policy/parse";
import { levelsWith } from "./support";

const BARE_ORGANIZATION: OrganizationFacts = {
  ...EXAMPLE_ORGANIZATION,
  regions: ["us-gov-west-1"],
  partition: "aws-us-gov",
  deployers: [],
  memberRoles: [],
  breakGlass: [],
};

const ORGANIZATIONS = [
  ["an organization with deployers and member roles", EXAMPLE_ORGANIZATION],
  ["one without, in another partition", BARE_ORGANIZATION],
] as const;

function documentOf(guardrail: AnyAuthorizationGuardrail, organization: OrganizationFacts): PolicyDocument {
  return { Version: "2012-10-17", Statement: compiled(guardrail, organization).statements };
}

function compiled(guardrail: AnyAuthorizationGuardrail, organization: OrganizationFacts) {
  const result = compileGuardrail(guardrail, guardrail.example, organization);
  if ("problems" in result) throw new Error(JSON.stringify(result.problems));
  return result;
}

it("holds exactly these guardrails", () => {
  expect(catalogue.map(({ id }) => id)).toEqual([
    "deny-access-keys",
    "deny-ai-training-use",
    "deny-bedrock-api-keys",
    "deny-changes-in-freeze",
    "deny-changes-in-quarantine",
    "deny-commitments",
    "deny-confused-deputy",
    "deny-console-cli-login",
    "deny-default-vpc",
    "deny-everything",
    "deny-external-sharing",
    "deny-iam-user-creation",
    "deny-identity-center-instances",
    "deny-identity-provider-changes",
    "deny-inline-policies",
    "deny-kms-key-deletion",
    "deny-leave-organization",
    "deny-public-ami-sharing",
    "deny-public-connectivity",
    "deny-public-images-and-snapshots",
    "deny-public-ip",
    "deny-public-lambda-urls",
    "deny-public-secrets",
    "deny-public-snapshot-sharing",
    "deny-region-changes",
    "deny-root-access-keys",
    "deny-root-user",
    "deny-s3-customer-keys",
    "deny-serial-console",
    "deny-service-specific-credentials",
    "deny-services",
    "deny-user-policy-attachments",
    "deny-vpn",
    "protect-access-analyzer",
    "protect-account-settings",
    "protect-backups",
    "protect-billing",
    "protect-cloudtrail",
    "protect-config",
    "protect-detection-rules",
    "protect-detective",
    "protect-dns",
    "protect-exempt-principals",
    "protect-flow-logs",
    "protect-guardduty",
    "protect-identity-center",
    "protect-infrastructure-roles",
    "protect-inspector",
    "protect-log-archive",
    "protect-macie",
    "protect-perimeter-tags",
    "protect-privileged-policies",
    "protect-privileged-roles",
    "protect-s3-public-access-block",
    "protect-security-hub",
    "protect-session-tags",
    "require-backups",
    "require-bedrock-guardrails",
    "require-calling-service",
    "require-ebs-encryption",
    "require-efs-encryption",
    "require-encryption-context",
    "require-https",
    "require-imds-defaults",
    "require-imdsv2",
    "require-inspector",
    "require-instance-roles",
    "require-kms-via-service",
    "require-kms-waiting-period",
    "require-matching-tags",
    "require-mfa-for-actions",
    "require-mfa-for-users",
    "require-mfa-to-delete-objects",
    "require-mfa-to-stop-instances",
    "require-permissions-boundary",
    "require-rds-encryption",
    "require-s3-owner-enforced",
    "require-s3-public-access-block",
    "require-s3-tls",
    "require-security-hub",
    "require-tag-keys",
    "require-vpc-endpoints",
    "restrict-allowed-images",
    "restrict-assume-root",
    "restrict-bedrock-models",
    "restrict-chat-clients",
    "restrict-identities",
    "restrict-image-owners",
    "restrict-instance-types",
    "restrict-marketplace",
    "restrict-network-changes",
    "restrict-networks",
    "restrict-oidc-providers",
    "restrict-regions",
    "restrict-resource-networks",
    "restrict-resources",
    "restrict-s3-presigned-age",
    "restrict-services",
    "restrict-unit-boundary",
    "restrict-upgrade-order",
    "restrict-vpc-internet-access",
  ]);
});

it("gives each guardrail a Sid prefix of its own", () => {
  const prefixes = catalogue.map(({ id }) => sidPrefix(id));
  expect(new Set(prefixes).size).toBe(catalogue.length);
  expect(prefixes.every((prefix) => /^[A-Z][A-Za-z0-9]*$/.test(prefix))).toBe(true);
});

it.each(catalogue.map(({ id }) => id))("%s is named by verb and object", (id) => {
  expect(id).toMatch(/^(deny|require|restrict|protect)(-[a-z0-9]+)+$/);
});

const authorization = catalogue.filter(isAuthorization);
describe.each(authorization.map((guardrail) => [guardrail.id, guardrail] as const))("%s", (id, guardrail) => {
  describe.each(ORGANIZATIONS)("for %s", (_, organization) => {
    const { parameters, statements } = compiled(guardrail, organization);
    const { denied, allowed } = guardrail.requests(parameters, organization);
    const policy = documentOf(guardrail, organization);
    const verdict = (policies: readonly PolicyDocument[], request: AccessRequest) =>
      decide(levelsWith(guardrail, policies), request).verdict;

    it("has at least three requests of each kind, all different", () => {
      expect(denied.length).toBeGreaterThanOrEqual(3);
      expect(allowed.length).toBeGreaterThanOrEqual(3);
      const texts = [...denied, ...allowed].map((request) => JSON.stringify(request));
      expect(new Set(texts).size).toBe(texts.length);
    });

    it.each(denied.map((request) => [JSON.stringify(request), request] as const))(
      "denies %s",
      (_text, request) => {
        expect(verdict([policy], request)).toBe("denied");
        expect(verdict([], request)).toBe("allowed");
      },
    );

    it.each(allowed.map((request) => [JSON.stringify(request), request] as const))(
      "allows %s",
      (_text, request) => {
        expect(verdict([policy], request)).toBe("allowed");
      },
    );

    it("fits one policy", () => {
      expect(JSON.stringify(policy).length).toBeLessThanOrEqual(LIMITS[guardrail.type].characters);
    });

    it("is a policy that AWS takes, and denies", () => {
      expect(checkPolicy(policy, guardrail.type).problems).toEqual([]);
      expect(statements.map(({ Effect }) => Effect)).toEqual(statements.map(() => "Deny"));
    });

    it("has final Sids of letters and digits, each once", () => {
      const sids = statements.map(({ Sid }) => Sid!);
      expect(new Set(sids).size).toBe(sids.length);
      for (const sid of sids) expect(sid).toMatch(new RegExp(`^${sidPrefix(id)}[A-Za-z0-9]*$`));
    });

    it("spares by name in one place only, so that an exception reaches every Deny", () => {
      for (const statement of statements) expect(sparingKeys(statement)).toEqual(expectedSparing(statement));
    });
  });
});

const RCPS = authorization.filter(({ type }) => type === "RESOURCE_CONTROL_POLICY");

describe.each(RCPS.map((guardrail) => [guardrail.id, guardrail] as const))("%s, an RCP,", (_, guardrail) => {
  const { parameters, statements } = compiled(guardrail, EXAMPLE_ORGANIZATION);
  const { denied, allowed } = guardrail.requests(parameters, EXAMPLE_ORGANIZATION);

  it("speaks of services that RCPs govern, in its statements and its requests", () => {
    const actions = statements.flatMap(({ Action }) => many(Action));
    for (const action of actions) expect(RCP_SERVICES).toContain(action.split(":")[0]);
    for (const { action } of [...denied, ...allowed])
      expect([action, isGoverned(action)]).toEqual([action, true]);
  });

  it("is asked of anonymous requests and of AWS services", () => {
    const asked = [...denied, ...allowed];
    const isService = ({ context }: AccessRequest) => context?.["aws:PrincipalIsAWSService"] === "true";
    const isAnonymous = ({ principal, context = {} }: AccessRequest) =>
      principal === undefined && !Object.keys(context).some((key) => key.startsWith("aws:Principal"));
    expect([asked.some(isService), asked.some(isAnonymous)]).toEqual([true, true]);
  });

  // Under an RCP, whoever owns an account anywhere can take a name that names no account; only AWS makes one with a colon.
  it("spares nobody by a name without an account", () => {
    for (const name of exemptPrincipals(statements)) {
      expect(name).toMatch(/^arn:[^:]+:iam::(\d{12}:|\*:role\/aws:)/);
    }
  });
});

/** The operators and keys by which a Deny spares somebody by name; an organization or an account is no name. */
function sparingKeys({ Condition }: Statement): string[] {
  return Object.entries(Condition ?? {}).flatMap(([operator, keys]) =>
    /^(Arn|String)Not/.test(operator)
      ? Object.keys(keys)
          .filter((key) => /^aws:(principalarn|userid|username)$/i.test(key))
          .map((key) => `${operator} ${key}`)
      : [],
  );
}

function expectedSparing({ Condition }: Statement): string[] {
  return many(Condition?.ArnNotLike?.["aws:PrincipalArn"]).length > 0 ? ["ArnNotLike aws:PrincipalArn"] : [];
}
