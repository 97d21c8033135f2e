import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { IdentityPlan } from "../../src/identity/plan/types";
import type { IdentitySnapshot } from "../../src/organization/identity-snapshot";
import type { Snapshot } from "../../src/organization/snapshot";
import { KEY_TAG, MANAGED_BY_TAG } from "../../src/plan/live";
import type { PhasePolicy } from "../../src/plan/types";
import { parsePreview, UNKNOWN_VALUE } from "../../src/review/pulumi-preview/document";
import { reviewPreview } from "../../src/review/pulumi-preview/review";
import { smallIntent } from "./organizations";
import { NOW } from "./reviews";

/** A resource that a program registers; `refs` are inputs that come from another resource's output. */
export interface ProgramResource {
  readonly type: string;
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly refs: Readonly<Record<string, string>>;
  /** Inputs whose change makes a new resource. */
  readonly forceNew: readonly string[] | "*";
}

/** How AWS calls what is there: resource key -> id, and the values that others refer to. */
export type Known = ReadonlyMap<string, { readonly id: string; readonly value: string }>;

const STACK = "urn:pulumi:any-stack::org-guardrails::";

export const resourceKey = ({ type, name }: Pick<ProgramResource, "type" | "name">) => `${type}::${name}`;
const urnOf = (key: string, component: string) => `${STACK}org-guardrails:index:${component}$${key}`;

/** A stored document of the real engine: "create" or "change". */
export function engineDocument(name: "create" | "change"): string {
  return readFileSync(join(__dirname, "..", "fixtures", "pulumi-preview", `${name}.json`), "utf8");
}

export interface DocumentOptions {
  readonly component?: string;
  /** Shows unchanged resources too, as --show-sames does. */
  readonly sames?: boolean;
  /** As --show-replacement-steps does. */
  readonly replacements?: boolean;
}

/** The review of some steps, against facts and with an organization.yaml that wants nothing. */
export function previewReview(steps: readonly object[], snapshot: Snapshot) {
  const { preview, problems } = parsePreview(JSON.stringify({ steps }), "preview.json");
  if (preview === null) throw new Error(JSON.stringify(problems));
  return reviewPreview({ preview, snapshot, intent: smallIntent({}), lock: null, plan: null, now: NOW });
}

/** The steps of a document in another order, which arbitrary numbers say. */
export function reordered(steps: readonly object[], order: Iterator<number>): readonly object[] {
  return steps
    .map((step) => ({ step, place: order.next().value as number }))
    .sort((a, b) => a.place - b.place)
    .map(({ step }) => step);
}

/** What the engine would print for a program that registered `before`, and now registers `after`. */
export function previewDocument(
  before: readonly ProgramResource[],
  after: readonly ProgramResource[],
  known: Known,
  { component = "Guardrails", sames = false, replacements = false }: DocumentOptions = {},
) {
  const urn = (key: string) => urnOf(key, component);
  const old = new Map(before.map((one) => [resourceKey(one), one]));
  const wanted = new Map(after.map((one) => [resourceKey(one), one]));
  const fresh = new Set<string>();
  const inputsOf = ({ inputs, refs }: ProgramResource, isNew: boolean) => ({
    ...inputs,
    ...Object.fromEntries(
      Object.entries(refs).map(([name, key]) => [
        name,
        isNew && fresh.has(key) ? UNKNOWN_VALUE : known.get(key)?.value,
      ]),
    ),
  });
  const stateOf = (resource: ProgramResource, isNew: boolean, id: string | undefined) => {
    const key = resourceKey(resource);
    const inputs = inputsOf(resource, isNew);
    return {
      urn: urn(key),
      custom: true,
      ...(id === undefined ? {} : { id }),
      type: resource.type,
      inputs,
      ...(isNew ? {} : { outputs: inputs }),
      dependencies: Object.values(resource.refs).map(urn),
      propertyDependencies: Object.fromEntries([
        ...Object.keys(resource.inputs).map((name) => [name, []] as const),
        ...Object.entries(resource.refs).map(([name, from]) => [name, [urn(from)]] as const),
      ]),
    };
  };
  const steps: object[] = [];
  for (const resource of after) {
    const key = resourceKey(resource);
    const was = old.get(key);
    const id = known.get(key)?.id;
    if (was === undefined) {
      fresh.add(key);
      steps.push({ op: "create", urn: urn(key), newState: stateOf(resource, true, undefined) });
      continue;
    }
    const [from, to] = [inputsOf(was, false), inputsOf(resource, true)];
    const names = [...new Set([...Object.keys(from), ...Object.keys(to)])];
    const changed = names.filter((name) => !sameInput((from as Inputs)[name], (to as Inputs)[name]));
    const replaces =
      resource.forceNew === "*" ? changed : changed.filter((name) => resource.forceNew.includes(name));
    const oldState = stateOf(was, false, id);
    if (changed.length === 0) {
      const newState = { ...stateOf(resource, true, id), outputs: from };
      if (sames) steps.push({ op: "same", urn: urn(key), oldState, newState });
    } else if (replaces.length > 0) {
      fresh.add(key);
      const newState = stateOf(resource, true, undefined);
      const ops = replacements ? ["create-replacement", "replace", "delete-replaced"] : ["replace"];
      for (const op of ops)
        steps.push({ op, urn: urn(key), oldState, ...(op === "delete-replaced" ? {} : { newState }) });
    } else {
      steps.push({ op: "update", urn: urn(key), oldState, newState: stateOf(resource, true, id) });
    }
  }
  for (const was of [...before].reverse()) {
    const key = resourceKey(was);
    if (!wanted.has(key))
      steps.push({ op: "delete", urn: urn(key), oldState: stateOf(was, false, known.get(key)?.id) });
  }
  return { steps, duration: 1, changeSummary: { same: 1 } };
}

type Inputs = Readonly<Record<string, unknown>>;

/** As the provider compares contents: equal JSON is no difference. */
function sameInput(a: unknown, b: unknown): boolean {
  const value = (one: unknown) => {
    try {
      return JSON.stringify(typeof one === "string" ? JSON.parse(one) : one);
    } catch {
      return JSON.stringify(one);
    }
  };
  return value(a) === value(b);
}

const POLICY = "aws:organizations/policy:Policy";
const SET = "aws:ssoadmin/permissionSet:PermissionSet";
const GROUP = "aws:identitystore/group:Group";

/** What the stack guardrails registers for a phase. */
export function guardrailResources(policies: readonly PhasePolicy[]): readonly ProgramResource[] {
  return policies.flatMap(({ key, name, description, type, text, targets }): ProgramResource[] => [
    {
      type: POLICY,
      name: key,
      inputs: {
        name,
        description,
        type,
        content: text,
        tags: { [MANAGED_BY_TAG.key]: MANAGED_BY_TAG.value, [KEY_TAG]: key },
      },
      refs: {},
      forceNew: ["type"],
    },
    ...targets.map((targetId) => ({
      type: "aws:organizations/policyAttachment:PolicyAttachment",
      name: `${key}:${targetId}`,
      inputs: { targetId },
      refs: { policyId: `${POLICY}::${key}` },
      forceNew: ["policyId", "targetId"],
    })),
  ]);
}

/** The ids of the policies of a snapshot, by their keys. */
export function knownPolicies({ policies }: Snapshot): Known {
  return new Map(
    policies.flatMap(({ id, tags, targets }) => {
      const key = tags[KEY_TAG];
      return key === undefined
        ? []
        : [
            [`${POLICY}::${key}`, { id, value: id }] as const,
            ...targets.map(
              (target) =>
                [
                  `aws:organizations/policyAttachment:PolicyAttachment::${key}:${target}`,
                  { id: `${target}:${id}`, value: "" },
                ] as const,
            ),
          ];
    }),
  );
}

/** What a stack of Identity Center registers. @param live knows who is who, and the instance */
export function identityResources(
  { permissionSets, groups, attributes }: IdentityPlan,
  live: IdentitySnapshot,
): readonly ProgramResource[] {
  const instanceArn = live.instance.arn;
  const identityStoreId = live.instance.identityStore;
  const [users, known] = [live.users, live.groups].map(
    (list) => new Map(list.map(({ id, name }) => [name, id])),
  ) as [Map<string, string>, Map<string, string>];
  const made = new Set(groups.filter(({ members }) => members !== null).map(({ name }) => name));
  const part = (type: string, name: string, set: string, inputs: object, forceNew: "*" | string[] = "*") => ({
    type: `aws:ssoadmin/${type[0]!.toLowerCase()}${type.slice(1)}:${type}`,
    name,
    inputs: { instanceArn, ...inputs },
    refs: { permissionSetArn: `${SET}::${set}` },
    forceNew,
  });
  return [
    ...(Object.keys(attributes).length === 0
      ? []
      : [
          {
            type: "aws:ssoadmin/instanceAccessControlAttributes:InstanceAccessControlAttributes",
            name: "attributes",
            inputs: {
              instanceArn,
              attributes: Object.entries(attributes).map(([key, source]) => ({
                key,
                values: [{ sources: [source] }],
              })),
            },
            refs: {},
            forceNew: ["instanceArn"],
          },
        ]),
    ...groups.flatMap(({ name, members }): ProgramResource[] =>
      members === null
        ? []
        : [
            {
              type: GROUP,
              name: `group:${name}`,
              inputs: { identityStoreId, displayName: name },
              refs: {},
              forceNew: ["identityStoreId"],
            },
            ...members.map((member) => ({
              type: "aws:identitystore/groupMembership:GroupMembership",
              name: `group:${name}:${member}`,
              inputs: { identityStoreId, memberId: users.get(member) },
              refs: { groupId: `${GROUP}::group:${name}` },
              forceNew: "*" as const,
            })),
          ],
    ),
    ...permissionSets.flatMap((set): ProgramResource[] => [
      {
        type: SET,
        name: set.name,
        inputs: {
          instanceArn,
          name: set.name,
          description: set.description,
          sessionDuration: set.sessionDuration,
          ...(set.relayState === "" ? {} : { relayState: set.relayState }),
          tags: set.tags,
        },
        refs: {},
        forceNew: ["name", "instanceArn"],
      },
      ...(set.boundary === null
        ? []
        : [
            part("PermissionsBoundaryAttachment", `${set.name}:boundary`, set.name, {
              permissionsBoundary:
                set.boundary.kind === "aws"
                  ? { managedPolicyArn: set.boundary.arn }
                  : { customerManagedPolicyReference: set.boundary.policy },
            }),
          ]),
      ...(set.inlinePolicy === ""
        ? []
        : [
            part(
              "PermissionSetInlinePolicy",
              `${set.name}:inline`,
              set.name,
              { inlinePolicy: set.inlinePolicy },
              ["instanceArn", "permissionSetArn"],
            ),
          ]),
      ...set.awsManagedPolicies.map((arn) =>
        part("ManagedPolicyAttachment", `${set.name}:aws:${arn.split(":policy/")[1]}`, set.name, {
          managedPolicyArn: arn,
        }),
      ),
      ...set.customerManagedPolicies.map((policy) =>
        part(
          "CustomerManagedPolicyAttachment",
          `${set.name}:customer:${policy.path}${policy.name}`,
          set.name,
          {
            customerManagedPolicyReference: policy,
          },
        ),
      ),
      ...set.grants.flatMap(({ principal: { kind, name }, accounts }) =>
        accounts.map((account): ProgramResource => {
          const isMade = kind === "group" && made.has(name);
          const id = kind === "group" ? known.get(name) : users.get(name);
          const assignment = part("AccountAssignment", `${set.name}:${account}:${kind}:${name}`, set.name, {
            ...(isMade ? {} : { principalId: id }),
            principalType: kind === "group" ? "GROUP" : "USER",
            targetId: account,
            targetType: "AWS_ACCOUNT",
          });
          return isMade
            ? { ...assignment, refs: { ...assignment.refs, principalId: `${GROUP}::group:${name}` } }
            : assignment;
        }),
      ),
    ]),
  ];
}

/** The ids of what is in Identity Center. */
export function knownIdentity({ permissionSets, groups, instance }: IdentitySnapshot): Known {
  return new Map<string, { readonly id: string; readonly value: string }>([
    ...permissionSets.map(
      ({ name, arn }) => [`${SET}::${name}`, { id: `${arn},${instance.arn}`, value: arn }] as const,
    ),
    ...groups.map(
      ({ name, id }) =>
        [`${GROUP}::group:${name}`, { id: `${instance.identityStore}/${id}`, value: id }] as const,
    ),
  ]);
}
