import { actionInfo } from "../aws-data/actions";
import {
  CUSTOM_RESOURCE_CALLS,
  type Place,
  RESOURCE_CALLS,
  STACK_CALLS,
  STACK_SET_ROLE,
  stackArn,
} from "../aws-data/baseline-calls";
import { obtain } from "../collections";
import { many } from "../policy/document";
import { type Calls, GLOBAL_REGIONS, type Home } from "../review/lockout/needs/need";
import {
  isRecord,
  type Json,
  nameOf,
  patternsOf,
  type Resource,
  regionsOf,
  resourcesOf,
} from "./template-values";
import type { LockdownPlan, PlannedStackSet } from "./types";

/** Whoever acts in an account because of the stacks of a StackSet. */
export interface StackCaller {
  /** "role/…" */
  readonly role: string;
  readonly calls: readonly Calls[];
}

export interface StackCallers {
  readonly callers: readonly StackCaller[];
  /** Types of resources of which nobody knows what making them calls, sorted. */
  readonly unknown: readonly string[];
}

type Organization = Pick<LockdownPlan["organization"], "partition">;

/**
 * The resource of a request that names none is "*", and a policy has no way to say that. One character says it well
 * enough: no ARN is so short.
 */
const NO_RESOURCE = "?";

/** Whether requests for an action can name a resource; an action that nobody knows is taken to. */
function namesResource(action: string): boolean {
  return actionInfo(action)?.resources.length !== 0;
}

/** Services whose requests carry the partition's global Region. */
const GLOBAL = /^(iam|organizations):/i;

/**
 * What the stacks of a StackSet need: the role of the member account makes, changes and deletes what is in the template;
 * the roles in the template do what their own policies allow them, since these allow no more than is needed.
 */
export function stackCallers(set: PlannedStackSet, { partition }: Organization): StackCallers {
  const reader = new TemplateReader(set, partition as Home["partition"]);
  return {
    callers: [{ role: STACK_SET_ROLE, calls: reader.deploying() }, ...reader.roles()],
    unknown: reader.unknown(),
  };
}

class TemplateReader {
  private readonly resources: readonly Resource[];

  constructor(
    private readonly set: PlannedStackSet,
    private readonly partition: Home["partition"],
  ) {
    this.resources = resourcesOf(set.template);
  }

  unknown(): readonly string[] {
    const types = this.resources.map(({ type }) => type);
    return [...new Set(types.filter((type) => RESOURCE_CALLS[type] === undefined && !isCustom(type)))].sort();
  }

  /** Calls of the member role: resources of one type and the same Regions together. */
  deploying(): readonly Calls[] {
    const alike = new Map<string, { readonly regions: readonly string[]; readonly resources: Resource[] }>();
    for (const resource of this.resources) {
      const regions = regionsOf(resource, this.set.template, this.set.regions);
      if (regions.length === 0) continue;
      const name = `${isCustom(resource.type) ? "" : resource.type} ${regions.join()}`;
      obtain(alike, name, () => ({ regions, resources: [] })).resources.push(resource);
    }
    return [
      {
        actions: STACK_CALLS,
        resources: (home) => [stackArn(home, this.set.name)],
        regions: this.set.regions,
      },
      ...[...alike.values()].flatMap(({ regions, resources }) => this.makingOf(resources, regions)),
    ];
  }

  private makingOf(resources: readonly Resource[], regions: readonly string[]): readonly Calls[] {
    const { type } = resources[0]!;
    if (isCustom(type)) {
      const functions = (home: Home) =>
        resources.flatMap(({ properties }) => this.patterns(properties.ServiceToken, home));
      return [{ actions: CUSTOM_RESOURCE_CALLS, resources: functions, regions }];
    }
    const known = RESOURCE_CALLS[type];
    if (known === undefined) return [];
    const own = (home: Home) => resources.flatMap((resource) => this.arns(resource, home) ?? ["*"]);
    const passed = (home: Home) => [
      ...new Set(
        resources
          .flatMap(({ properties }) => rolesIn(properties))
          .flatMap((role) => this.patterns(role, home)),
      ),
    ];
    const where = GLOBAL.test(known.actions[0]!) ? GLOBAL_REGIONS[this.partition] : regions;
    return [
      { actions: known.actions, resources: own, regions: where },
      ...(known.unnamed === undefined
        ? []
        : [{ actions: known.unnamed, resources: () => [NO_RESOURCE], regions: where }]),
      ...(known.passesRole
        ? [{ actions: ["iam:PassRole"], resources: passed, regions: "global" as const }]
        : []),
    ];
  }

  /** The roles that the template makes, each with what its own policies allow. */
  roles(): readonly StackCaller[] {
    return this.resources
      .filter(({ type }) => type === "AWS::IAM::Role")
      .map((role) => ({
        role: `role/${nameOf(role) ?? "*"}`,
        calls: policiesOf(role).flatMap((statement) => this.allowed(statement, role)),
      }))
      .filter(({ calls }) => calls.length > 0);
  }

  private allowed(statement: Json, role: Resource): readonly Calls[] {
    if (statement.Effect !== "Allow") return [];
    const actions = many((statement.Action ?? []) as string | readonly string[]);
    const resources = (home: Home) => this.patterns(statement.Resource ?? "*", home);
    const bound =
      regionsAsked(statement) ??
      regionsNamed(resources({ partition: this.partition, account: "*", region: "*" }));
    const standing = regionsOf(role, this.set.template, this.set.regions);
    const groups = new Map<string, string[]>();
    for (const action of actions) {
      obtain(groups, `${GLOBAL.test(action)} ${namesResource(action)}`, () => []).push(action);
    }
    return [...groups.values()].map(
      (group): Calls => ({
        actions: group,
        resources: namesResource(group[0]!) ? resources : () => [NO_RESOURCE],
        regions: GLOBAL.test(group[0]!) ? "global" : (bound ?? standing),
      }),
    );
  }

  private patterns(value: unknown, home: Home): readonly string[] {
    return patternsOf(value, home, (id) => {
      const resource = this.resources.find((each) => each.id === id);
      return resource && this.arns(resource, home);
    });
  }

  private arns(resource: Resource, place: Place): readonly string[] | undefined {
    const name = nameOf(resource);
    return name === undefined ? undefined : RESOURCE_CALLS[resource.type]?.arns(place, name);
  }
}

/** Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-custom-resources.html, read 2026-11. */
function isCustom(type: string): boolean {
  return type.startsWith("Custom::") || type === "AWS::CloudFormation::CustomResource";
}

/** The roles that a resource is handed: a function's own, a rule's for each target. */
function rolesIn({ Role, RoleArn, Targets }: Json): readonly unknown[] {
  const targets = Array.isArray(Targets) ? Targets.filter(isRecord) : [];
  return [Role, RoleArn, ...targets.map((target) => target.RoleArn)].filter((role) => role !== undefined);
}

function policiesOf({ properties: { Policies } }: Resource): readonly Json[] {
  return (Array.isArray(Policies) ? Policies : []).flatMap((policy) => {
    const document: unknown = isRecord(policy) ? policy.PolicyDocument : undefined;
    const statements: unknown = isRecord(document) ? document.Statement : undefined;
    return [statements].flat().filter(isRecord);
  });
}

/** The Regions that a statement's condition names. */
function regionsAsked({ Condition }: Json): readonly string[] | undefined {
  const equals: unknown = isRecord(Condition) ? Condition.StringEquals : undefined;
  const regions: unknown = isRecord(equals) ? equals["aws:RequestedRegion"] : undefined;
  return regions === undefined ? undefined : [regions].flat().map(String);
}

/**
 * The Regions of the ARNs, where each names one. A rule in another Region sends to a bus by calling where the bus is:
 * that the request carries the bus's Region is assumed.
 */
function regionsNamed(arns: readonly string[]): readonly string[] | undefined {
  const regions = [...new Set(arns.map((arn) => arn.split(":")[3] ?? ""))].sort();
  return regions.every((region) => /^[a-z0-9-]+$/.test(region)) ? regions : undefined;
}
