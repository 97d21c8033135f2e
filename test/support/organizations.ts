import type { Place } from "../../src/findings/finding";
import type { Exception, GuardrailTarget, Intent } from "../../src/organization/intent";
import type { Snapshot, SnapshotPolicy } from "../../src/organization/snapshot";
import { KEY_TAG, MANAGED_BY_TAG } from "../../src/plan/live";
import type { Phase, Plan } from "../../src/plan/types";

export const PLACE: Place = { file: "organization.yaml", line: 1, column: 1 };
export const MANAGEMENT = "111111111111";
export const FULL_ACCESS =
  '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}';

/** Root > Prod (shop 222…, pay 333…) and Dev (lab 444…), with nothing of ours deployed. */
export function smallSnapshot(): Snapshot {
  const units = [
    { id: "ou-test-prod0001", name: "Prod", parent: "r-test" },
    { id: "ou-test-dev00001", name: "Dev", parent: "r-test" },
  ];
  const accounts = [
    { id: MANAGEMENT, name: "management", parent: "r-test", state: "ACTIVE" },
    { id: "222222222222", name: "shop", parent: "ou-test-prod0001", state: "ACTIVE" },
    { id: "333333333333", name: "pay", parent: "ou-test-prod0001", state: "ACTIVE" },
    { id: "444444444444", name: "lab", parent: "ou-test-dev00001", state: "ACTIVE" },
  ];
  const everywhere = ["r-test", ...units.map(({ id }) => id), ...accounts.map(({ id }) => id)].sort();
  return {
    formatVersion: 1,
    organization: { id: "o-smallorg01", managementAccount: MANAGEMENT },
    root: { id: "r-test", name: "Root" },
    policyTypes: ["SERVICE_CONTROL_POLICY"],
    units,
    accounts,
    policies: [
      {
        id: "p-FullAWSAccess",
        name: "FullAWSAccess",
        description: "",
        type: "SERVICE_CONTROL_POLICY",
        awsManaged: true,
        tags: {},
        content: FULL_ACCESS,
        targets: everywhere,
      },
    ],
  };
}

/** AWS's own resource control policy, attached where its service control policy is. */
export function rcpFullAccess({ policies }: Snapshot): SnapshotPolicy {
  const full = policies.find(({ name }) => name === "FullAWSAccess")!;
  return {
    ...full,
    id: "p-RCPFullAWSAccess",
    name: "RCPFullAWSAccess",
    type: "RESOURCE_CONTROL_POLICY",
    content: full.content.replace('"Allow"', '"Allow","Principal":"*"'),
  };
}

/** `{ Prod: ["deny-root-user", ["deny-services", { services: ["redshift"] }]] }` and so on. */
export type Wishes = Readonly<Record<string, readonly (string | readonly [string, unknown])[]>>;

export function smallIntent(wishes: Wishes, exceptions: readonly Partial<Exception>[] = []): Intent {
  return {
    organization: {
      id: "o-smallorg01",
      partition: "aws",
      managementAccount: MANAGEMENT,
      regions: ["eu-west-1", "us-east-1"],
      homeRegion: "eu-west-1",
    },
    accounts: {},
    access: {
      deployers: [{ principal: `arn:aws:iam::${MANAGEMENT}:role/deployer`, needs: ["organizations"] }],
      memberRoles: ["role/member-baseline"],
      breakGlass: ["role/break-glass"],
    },
    limits: { loosenedTargets: 0 },
    guardrails: Object.entries(wishes).map(
      ([target, uses]): GuardrailTarget => ({
        target,
        place: PLACE,
        guardrails: uses.map((use) =>
          typeof use === "string"
            ? { id: use, parameters: undefined, place: PLACE }
            : { id: use[0], parameters: use[1], place: PLACE },
        ),
      }),
    ),
    exceptions: exceptions.map((exception) => ({
      guardrail: "deny-iam-user-creation",
      on: ["shop"],
      principals: ["role/onboarding"],
      owner: "team@example.com",
      reason: "because",
      expires: "2027-01-31T00:00:00Z",
      selfEnding: true,
      place: PLACE,
      ...exception,
    })),
    assertions: [],
    file: "organization.yaml",
  };
}

/** The facts after `pulumi up` has carried out one phase of a plan, or its last. */
export function deployed(snapshot: Snapshot, plan: Plan, phase: Phase = plan.phases.at(-1)!): Snapshot {
  const others = plan.policies.filter(({ managed }) => !managed).map(({ id }) => id);
  const ours = phase.policies.map(
    ({ key, name, description, type, text, targets }): SnapshotPolicy => ({
      id: `p-${key}`,
      name,
      description,
      type,
      awsManaged: false,
      tags: { [MANAGED_BY_TAG.key]: MANAGED_BY_TAG.value, [KEY_TAG]: key },
      content: text,
      targets,
    }),
  );
  return { ...snapshot, policies: [...snapshot.policies.filter(({ id }) => others.includes(id)), ...ours] };
}
