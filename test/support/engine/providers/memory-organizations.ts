import type { OrganizationsApi } from "./organizations-api";

export interface MemoryPolicy {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly content: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly targets: ReadonlySet<string>;
}

/** An organization's policies in memory: what unit tests write to, with the ids that AWS would give. */
export class MemoryOrganizations implements OrganizationsApi {
  readonly policies = new Map<string, MemoryPolicy>();
  private created = 0;

  constructor(
    private readonly id = "o-exampleorgid",
    private readonly enabledTypes: readonly string[] = ["SERVICE_CONTROL_POLICY"],
    private readonly trustedServices: readonly string[] = [],
  ) {}

  describeOrganization: OrganizationsApi["describeOrganization"] = async () => ({
    Organization: { Id: this.id, MasterAccountId: "111111111111" },
  });

  listRoots: OrganizationsApi["listRoots"] = async () => ({
    Roots: [
      {
        Id: "r-root",
        Name: "Root",
        PolicyTypes: this.enabledTypes.map((type) => ({ Type: type as "TAG_POLICY", Status: "ENABLED" })),
      },
    ],
  });

  listAWSServiceAccessForOrganization: OrganizationsApi["listAWSServiceAccessForOrganization"] =
    async () => ({
      EnabledServicePrincipals: this.trustedServices.map((service) => ({ ServicePrincipal: service })),
    });

  createPolicy: OrganizationsApi["createPolicy"] = async ({ Name, Type, Content, Tags }) => {
    const id = `p-${String(++this.created).padStart(8, "0")}`;
    const tags = Object.fromEntries((Tags ?? []).map((tag) => [tag.Key!, tag.Value!]));
    this.policies.set(id, { id, name: Name!, type: Type!, content: Content!, tags, targets: new Set() });
    return { Policy: { PolicySummary: { Id: id, Arn: `arn:aws:organizations::111111111111:policy/${id}` } } };
  };

  updatePolicy: OrganizationsApi["updatePolicy"] = async ({ PolicyId, Name, Content }) => {
    const policy = this.policy(PolicyId);
    const changes = { name: Name ?? policy.name, content: Content ?? policy.content };
    this.policies.set(policy.id, { ...policy, ...changes });
    return {};
  };

  deletePolicy: OrganizationsApi["deletePolicy"] = async ({ PolicyId }) => {
    const policy = this.policy(PolicyId);
    if (policy.targets.size > 0) throw new Error("PolicyInUseException");
    this.policies.delete(policy.id);
    return {};
  };

  attachPolicy: OrganizationsApi["attachPolicy"] = async ({ PolicyId, TargetId }) => {
    const policy = this.policy(PolicyId);
    if (policy.targets.has(TargetId!)) throw new Error("DuplicatePolicyAttachmentException");
    this.policies.set(policy.id, { ...policy, targets: new Set([...policy.targets, TargetId!]) });
    return {};
  };

  detachPolicy: OrganizationsApi["detachPolicy"] = async ({ PolicyId, TargetId }) => {
    const policy = this.policy(PolicyId);
    const targets = new Set(policy.targets);
    if (!targets.delete(TargetId!)) throw new Error("PolicyNotAttachedException");
    this.policies.set(policy.id, { ...policy, targets });
    return {};
  };

  tagResource: OrganizationsApi["tagResource"] = async ({ ResourceId, Tags }) => {
    const policy = this.policy(ResourceId);
    const tags = Object.fromEntries(Tags!.map((tag) => [tag.Key!, tag.Value!]));
    this.policies.set(policy.id, { ...policy, tags: { ...policy.tags, ...tags } });
    return {};
  };

  untagResource: OrganizationsApi["untagResource"] = async ({ ResourceId, TagKeys }) => {
    const policy = this.policy(ResourceId);
    const tags = Object.entries(policy.tags).filter(([key]) => !TagKeys!.includes(key));
    this.policies.set(policy.id, { ...policy, tags: Object.fromEntries(tags) });
    return {};
  };

  private policy(id: string | undefined): MemoryPolicy {
    const policy = this.policies.get(id ?? "");
    if (policy === undefined) throw new Error("PolicyNotFoundException");
    return policy;
  }
}
