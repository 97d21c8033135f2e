import { isDeepStrictEqual } from "node:util";
import type { Properties, ResourceState } from "../state";
import type { OrganizationsApi } from "./organizations-api";
import type { Diff, ResourceProvider } from "./provider";

/** One resource type, as the AWS provider that Pulumi bridges treats it. */
interface ResourceRules {
  /** Changing one of these makes a new resource. */
  readonly forceNew: readonly string[];
  /** Inputs that differ in text but not for the provider. */
  readonly same: Readonly<Record<string, (old: unknown, next: unknown) => boolean>>;
  /** The name is unique and given by the program: the old resource goes before the new one comes. */
  readonly namedByProgram: boolean;
  readonly computed: readonly string[];
  create(api: OrganizationsApi, inputs: Inputs): Promise<{ id: string; outputs: Properties }>;
  update(api: OrganizationsApi, id: string, olds: Inputs, news: Inputs): Promise<void>;
  delete(api: OrganizationsApi, id: string): Promise<void>;
}

interface Inputs {
  readonly [name: string]: unknown;
  readonly name?: string;
  readonly description?: string;
  readonly content?: string;
  readonly type?: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly policyId?: string;
  readonly targetId?: string;
  readonly skipDestroy?: boolean;
}

/**
 * The types that the provider takes; it refuses others before it asks AWS. Source: the documentation of `type` in
 * @pulumi/aws 7.48.0, organizations.Policy.
 */
const TYPES: readonly string[] = [
  "AISERVICES_OPT_OUT_POLICY",
  "BACKUP_POLICY",
  "BEDROCK_POLICY",
  "CHATBOT_POLICY",
  "DECLARATIVE_POLICY_EC2",
  "INSPECTOR_POLICY",
  "RESOURCE_CONTROL_POLICY",
  "S3_POLICY",
  "SECURITYHUB_POLICY",
  "SERVICE_CONTROL_POLICY",
  "TAG_POLICY",
  "UPGRADE_ROLLOUT_POLICY",
];

/**
 * Which inputs force a new resource and which differences are none, read on 2026-11-20 in
 * https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/organizations/policy.go and
 * …/policy_attachment.go (`ForceNew`, `DiffSuppressFunc`, the calls of each operation, and the form of the
 * ids), which @pulumi/aws 7 bridges. That a named resource is deleted before it is replaced is the bridge's
 * `nameRequiresDeleteBeforeReplace`, https://github.com/pulumi/pulumi-terraform-bridge/blob/main/pkg/tfbridge/schema.go.
 */
const rules: Readonly<Record<string, ResourceRules>> = {
  "aws:organizations/policy:Policy": {
    forceNew: ["type"],
    same: { content: equalJson },
    namedByProgram: true,
    computed: ["arn"],
    async create(api, { name, description, content, type, tags }) {
      if (type !== undefined && !TYPES.includes(type)) throw new Error(`expected type to be one of ${TYPES}`);
      const { Policy } = await api.createPolicy({
        Name: name!,
        Description: description ?? "",
        Content: content!,
        Type: (type ?? "SERVICE_CONTROL_POLICY") as "SERVICE_CONTROL_POLICY",
        Tags: tagList(tags),
      });
      return { id: Policy!.PolicySummary!.Id!, outputs: { arn: Policy!.PolicySummary!.Arn! } };
    },
    async update(api, id, olds, news) {
      await updateTags(api, id, olds.tags ?? {}, news.tags ?? {});
      const { name, description, content } = news;
      const changed = {
        ...(name !== olds.name && { Name: name! }),
        ...(description !== olds.description && { Description: description ?? "" }),
        ...(!equalJson(olds.content, content) && { Content: content! }),
      };
      if (Object.keys(changed).length > 0) await api.updatePolicy({ PolicyId: id, ...changed });
    },
    async delete(api, id) {
      await api.deletePolicy({ PolicyId: id });
    },
  },
  "aws:organizations/policyAttachment:PolicyAttachment": {
    forceNew: ["policyId", "targetId"],
    same: {},
    namedByProgram: false,
    computed: [],
    async create(api, { policyId, targetId }) {
      await api.attachPolicy({ PolicyId: policyId!, TargetId: targetId! });
      return { id: `${targetId}:${policyId}`, outputs: {} };
    },
    async update() {
      // Only skipDestroy can change, which AWS knows nothing of.
    },
    async delete(api, id) {
      const [targetId, policyId] = id.split(":");
      await api.detachPolicy({ PolicyId: policyId!, TargetId: targetId! });
    },
  },
};

/** Carries out the resources of aws:organizations as real calls. */
export class AwsOrganizations implements ResourceProvider {
  constructor(private readonly api: OrganizationsApi) {}

  check(type: string): void {
    rulesOf(type);
  }

  diff(type: string, olds: Properties, news: Properties): Diff {
    const { forceNew, same, namedByProgram } = rulesOf(type);
    const names = [...new Set([...Object.keys(olds), ...Object.keys(news)])].sort();
    const changed = names.filter((name) => {
      const equal = same[name] ?? ((old, next) => JSON.stringify(old) === JSON.stringify(next));
      return !equal(olds[name], news[name]);
    });
    const replaces = changed.filter((name) => forceNew.includes(name));
    // A new name does not collide with the old one.
    return { changed, replaces, deleteBeforeReplace: namedByProgram && !changed.includes("name") };
  }

  computed(type: string): readonly string[] {
    return rulesOf(type).computed;
  }

  create(type: string, inputs: Properties): Promise<{ id: string; outputs: Properties }> {
    return rulesOf(type).create(this.api, inputs);
  }

  async update(old: ResourceState, news: Properties): Promise<Properties> {
    await rulesOf(old.type).update(this.api, old.id, old.inputs, news);
    return Object.fromEntries(rulesOf(old.type).computed.map((name) => [name, old.outputs[name]]));
  }

  async delete(old: ResourceState): Promise<void> {
    if ((old.inputs as Inputs).skipDestroy !== true) await rulesOf(old.type).delete(this.api, old.id);
  }

  /** The answer's shape: …/organizations/organization_data_source.go, read on 2026-11-20. */
  async invoke(token: string): Promise<Properties> {
    if (token !== "aws:organizations/getOrganization:getOrganization")
      throw new Error(`no rules for ${token}`);
    const { Organization } = await this.api.describeOrganization({});
    const { Roots } = await this.api.listRoots({});
    const roots = (Roots ?? []).map(({ Id, Name, Arn, PolicyTypes }) => ({
      id: Id,
      name: Name,
      arn: Arn,
      policyTypes: (PolicyTypes ?? []).map(({ Type, Status }) => ({ type: Type, status: Status })),
    }));
    const enabled = roots[0]?.policyTypes.filter(({ status }) => status === "ENABLED");
    const { EnabledServicePrincipals } = await this.api.listAWSServiceAccessForOrganization({});
    return {
      id: Organization!.Id,
      arn: Organization!.Arn,
      masterAccountId: Organization!.MasterAccountId,
      roots,
      enabledPolicyTypes: (enabled ?? []).map(({ type }) => type),
      awsServiceAccessPrincipals: (EnabledServicePrincipals ?? []).map(
        ({ ServicePrincipal }) => ServicePrincipal,
      ),
    };
  }
}

function rulesOf(type: string): ResourceRules {
  if (!Object.hasOwn(rules, type)) throw new Error(`no rules for resources of type ${type}`);
  return rules[type]!;
}

function tagList(tags: Readonly<Record<string, string>> = {}): { Key: string; Value: string }[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}

async function updateTags(
  api: OrganizationsApi,
  id: string,
  olds: Readonly<Record<string, string>>,
  news: Readonly<Record<string, string>>,
): Promise<void> {
  const gone = Object.keys(olds).filter((key) => !Object.hasOwn(news, key));
  const set = Object.fromEntries(Object.entries(news).filter(([key, value]) => olds[key] !== value));
  if (gone.length > 0) await api.untagResource({ ResourceId: id, TagKeys: gone });
  if (Object.keys(set).length > 0) await api.tagResource({ ResourceId: id, Tags: tagList(set) });
}

/** Equal as JSON values: white space and the order of keys are no difference. */
function equalJson(old: unknown, next: unknown): boolean {
  if (typeof old !== "string" || typeof next !== "string") return old === next;
  try {
    return isDeepStrictEqual(JSON.parse(old), JSON.parse(next));
  } catch {
    return old === next;
  }
}
