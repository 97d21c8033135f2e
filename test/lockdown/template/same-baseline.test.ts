import { REGIONS } from "../../../src/aws-data/regions";
import type { EventPattern } from "../../../src/detections/match/pattern";
import { FORWARDER_ROLE_NAME } from "../../../src/detections/names";
import type { RuleState } from "../../../src/detections/rollout";
import { readProperties, type WantedSettings } from "../../../src/lockdown/account-settings/read-properties";
import { type BaselineResource, baselineResources } from "../../../src/lockdown/baseline-resources";
import { SETTINGS_TYPE } from "../../../src/lockdown/template/settings-function";
import { ORGANIZATIONS } from "../../detections/support";
import { type RenderedResource, renderTemplate } from "../../support/cloudformation/render";
import { type Case, caseOf, MEMBER, SECURITY, templatesOf } from "./support";

const FORWARDER = `role/${FORWARDER_ROLE_NAME}`;

/** CloudFormation makes strings of what it hands a custom resource. */
function handedOn(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(handedOn);
  if (typeof value !== "object" || value === null) return String(value);
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, handedOn(each)]));
}

function settingsOf({ passwordPolicy, ebsEncryptionRegions }: WantedSettings): readonly BaselineResource[] {
  const policy = passwordPolicy!;
  return [
    {
      kind: "password-policy",
      region: null,
      policy: {
        minimumLength: policy.MinimumPasswordLength,
        requireLowercase: policy.RequireLowercaseCharacters,
        requireUppercase: policy.RequireUppercaseCharacters,
        requireNumbers: policy.RequireNumbers,
        requireSymbols: policy.RequireSymbols,
        reusePrevention: policy.PasswordReusePrevention,
        maximumAge: policy.MaxPasswordAge,
        usersMayChange: policy.AllowUsersToChangePassword,
      },
    },
    ...ebsEncryptionRegions.map((region) => ({ kind: "ebs-encryption", region }) as const),
  ];
}

interface RuleProperties {
  readonly Name: string;
  readonly Description: string;
  readonly EventPattern: EventPattern;
  readonly State: RuleState;
  readonly Targets: readonly { readonly Id: string; readonly Arn: string; readonly RoleArn: string }[];
}

interface RoleProperties {
  readonly RoleName: string;
  readonly Description: string;
  readonly AssumeRolePolicyDocument: object;
  readonly Policies: readonly { readonly PolicyName: string; readonly PolicyDocument: object }[];
}

/** What a resource of a stack is in the account's baseline; nothing for what only helps to make it. */
function baselineOf({ type, properties }: RenderedResource, region: string): readonly BaselineResource[] {
  if (type === SETTINGS_TYPE) return settingsOf(readProperties(handedOn(properties)));
  if (type === "AWS::Events::Rule") {
    const { Name, Description, EventPattern, State, Targets } = properties as unknown as RuleProperties;
    return Targets.map(({ Id, Arn, RoleArn }) => ({
      kind: "forwarding-rule",
      region,
      name: Name,
      description: Description,
      pattern: EventPattern,
      state: State,
      targetId: Id,
      busArn: Arn,
      roleArn: RoleArn,
    }));
  }
  const role = properties as unknown as RoleProperties;
  if (type !== "AWS::IAM::Role" || role.RoleName !== FORWARDER_ROLE_NAME) return [];
  return role.Policies.map(({ PolicyName, PolicyDocument }) => ({
    kind: "forwarder-role",
    region: null,
    name: role.RoleName,
    description: role.Description,
    trust: role.AssumeRolePolicyDocument,
    policyName: PolicyName,
    policy: PolicyDocument,
  }));
}

/** Everything that both StackSets make in an account: the one at home, the other in every Region that there is. */
function rendered(each: Case, account: string) {
  const { partition, homeRegion } = each.organization;
  const templates = templatesOf(each);
  const at = (region: string) => ({ account, region, partition });
  return [
    { region: homeRegion, resources: renderTemplate(templates.baseline, at(homeRegion)) },
    ...REGIONS[partition]!.map((region) => ({
      region,
      resources: renderTemplate(templates.detections, at(region)),
    })),
  ];
}

function directly(each: Case, account: string, duties: Parameters<typeof baselineResources>[0]["duties"]) {
  const { organization, rollout, baseline } = each;
  return baselineResources({
    ...organization,
    account,
    securityAccount: SECURITY,
    baseline,
    rules: rollout.forwarding,
    duties,
  });
}

const sorted = (resources: readonly BaselineResource[]) =>
  resources.toSorted((one, other) => (placeOf(one) < placeOf(other) ? -1 : 1));

function placeOf(resource: BaselineResource): string {
  return [resource.kind, resource.region, "name" in resource ? resource.name : ""].join(" ");
}

describe.each(ORGANIZATIONS)("in %s", (_, organization) => {
  const each = caseOf(organization);
  const stacks = rendered(each, MEMBER);
  const fromStacks = stacks.flatMap(({ region, resources }) =>
    resources.flatMap((resource) => baselineOf(resource, region)),
  );

  it("the stacks of a member account make exactly its baseline", () => {
    expect(sorted(fromStacks)).toEqual(sorted(directly(each, MEMBER, ["every"])));
    expect(fromStacks.length).toBeGreaterThan(each.rollout.forwarding.length);
  });

  it("beside the baseline they make only what sets it", () => {
    const others = stacks.flatMap(({ region, resources }) =>
      resources.filter((resource) => baselineOf(resource, region).length === 0),
    );
    expect(others.map(({ type }) => type)).toEqual([
      "AWS::Logs::LogGroup",
      "AWS::IAM::Role",
      "AWS::Lambda::Function",
    ]);
  });

  it("roles are made in one Region", () => {
    const names = stacks.flatMap(({ resources }) =>
      resources
        .filter(({ type }) => type.startsWith("AWS::IAM::"))
        .map(({ properties }) => properties.RoleName),
    );
    expect(names).toEqual(["org-guardrails-forward-events", "org-guardrails-account-settings"]);
  });

  it("the management account gets the same, and the rules that are about it alone", () => {
    const management = directly(each, organization.managementAccount, ["every", "management"]);
    const own = new Set(
      each.rollout.forwarding.filter(({ accounts }) => accounts === "management").map(({ name }) => name),
    );
    const shared = management.filter(
      (resource) => resource.kind !== "forwarding-rule" || !own.has(resource.name),
    );
    const elsewhere = JSON.parse(
      JSON.stringify(shared).replaceAll(
        `iam::${organization.managementAccount}:${FORWARDER}`,
        `iam::${MEMBER}:${FORWARDER}`,
      ),
    );
    expect(sorted(elsewhere)).toEqual(sorted(fromStacks));
    expect(management.length - shared.length).toBe(
      each.rollout.forwarding
        .filter(({ name }) => own.has(name))
        .reduce((sum, { regions }) => sum + regions.length, 0),
    );
  });
});
