import { POLICY_TYPES } from "../../../src/policy/types";
import type { Input } from "./rule";
import type { Answer, Ask, Output } from "./upstream";

/** The types of which moto 5.2.5 can create policies. */
const MOTO_TYPES: readonly string[] = [
  "SERVICE_CONTROL_POLICY",
  "RESOURCE_CONTROL_POLICY",
  "TAG_POLICY",
  "AISERVICES_OPT_OUT_POLICY",
];

/** The types that moto does not know: their policies are held here. */
export const HELD_TYPES: readonly string[] = POLICY_TYPES.filter((type) => !MOTO_TYPES.includes(type));

interface HeldPolicy {
  readonly summary: Readonly<Record<"Id" | "Arn" | "Name" | "Description" | "Type", string>> & {
    readonly AwsManaged: false;
  };
  readonly content: string;
  readonly tags: ReadonlyMap<string, string>;
  readonly targets: ReadonlySet<string>;
}

interface Tag {
  readonly Key: string;
  readonly Value: string;
}

const PAGE = 20;

/**
 * Answers for policies of the types that moto does not know, in the form that AWS answers in, and hands on everything
 * else. It holds what it is given and no more: what AWS refuses is for the rules to refuse, save what only the holder
 * knows (that a policy is not there, or in use).
 *
 * Sources of the answers: https://docs.aws.amazon.com/organizations/latest/APIReference/API_CreatePolicy.html and the
 * pages of the other operations, read 2026-11.
 */
export class HeldTypes {
  private readonly policies = new Map<string, HeldPolicy>();
  private readonly enabled = new Set<string>();
  private created = 0;

  constructor(private readonly upstream: Ask) {}

  forget(): void {
    this.policies.clear();
    this.enabled.clear();
    this.created = 0;
  }

  readonly ask: Ask = async (operation, input) => {
    const own = this.answer(operation, input);
    if (own !== undefined) return own;
    const answer = await this.upstream(operation, input);
    return operation === "ListRoots" && answer.status === 200 ? this.withTypes(answer) : answer;
  };

  /** Undefined for what is moto's to answer. */
  private answer(operation: string, input: Input): Answer | undefined {
    const id = String(input.PolicyId ?? input.ResourceId);
    const policy = this.policies.get(id);
    const isHeld = (type: unknown) => HELD_TYPES.includes(String(type));
    switch (operation) {
      case "CreatePolicy":
        return isHeld(input.Type) ? this.create(input) : undefined;
      case "ListPolicies":
        return isHeld(input.Filter) ? this.list(input, () => true) : undefined;
      case "ListPoliciesForTarget":
        return isHeld(input.Filter)
          ? this.list(input, ({ targets }) => targets.has(String(input.TargetId)))
          : undefined;
      case "EnablePolicyType":
        return isHeld(input.PolicyType) ? this.enable(String(input.PolicyType)) : undefined;
      case "DisablePolicyType":
        return isHeld(input.PolicyType) ? this.disable(String(input.PolicyType)) : undefined;
      default:
        return policy === undefined ? undefined : this.change(operation, policy, input);
    }
  }

  private create({ Name, Description, Type, Content, Tags = [] }: Input): Answer {
    const Id = `p-held${String(++this.created).padStart(6, "0")}`;
    const kind = String(Type).toLowerCase();
    const policy: HeldPolicy = {
      summary: {
        Id,
        Arn: `arn:aws:organizations::123456789012:policy/o-held/${kind}/${Id}`,
        Name: String(Name),
        Description: String(Description ?? ""),
        Type: String(Type),
        AwsManaged: false,
      },
      content: String(Content),
      tags: new Map((Tags as readonly Tag[]).map(({ Key, Value }) => [Key, Value])),
      targets: new Set(),
    };
    return described(this.hold(policy));
  }

  private change(operation: string, policy: HeldPolicy, input: Input): Answer | undefined {
    const { summary, content, tags, targets } = policy;
    const target = String(input.TargetId);
    switch (operation) {
      case "DescribePolicy":
        return described(policy);
      case "UpdatePolicy": {
        const { Name = summary.Name, Description = summary.Description, Content = content } = input;
        const changed = { ...summary, Name: String(Name), Description: String(Description) };
        return described(this.hold({ ...policy, summary: changed, content: String(Content) }));
      }
      case "DeletePolicy":
        if (targets.size > 0) return refused("PolicyInUseException");
        this.policies.delete(summary.Id);
        return ok({});
      case "AttachPolicy":
        this.hold({ ...policy, targets: new Set([...targets, target]) });
        return ok({});
      case "DetachPolicy":
        this.hold({ ...policy, targets: new Set([...targets].filter((each) => each !== target)) });
        return ok({});
      case "ListTargetsForPolicy":
        return ok({ Targets: [...targets].sort().map((TargetId) => ({ TargetId })) });
      case "ListTagsForResource":
        return ok({ Tags: [...tags].map(([Key, Value]) => ({ Key, Value })) });
      case "TagResource": {
        const given = (input.Tags as readonly Tag[]).map(({ Key, Value }) => [Key, Value] as const);
        this.hold({ ...policy, tags: new Map([...tags, ...given]) });
        return ok({});
      }
      case "UntagResource": {
        const gone = input.TagKeys as readonly string[];
        this.hold({ ...policy, tags: new Map([...tags].filter(([key]) => !gone.includes(key))) });
        return ok({});
      }
      default:
        return undefined;
    }
  }

  private enable(type: string): Answer {
    if (this.enabled.has(type)) return refused("PolicyTypeAlreadyEnabledException");
    this.enabled.add(type);
    return ok({ Root: {} });
  }

  private disable(type: string): Answer {
    return this.enabled.delete(type) ? ok({ Root: {} }) : refused("PolicyTypeNotEnabledException");
  }

  private list({ Filter, NextToken, MaxResults }: Input, isWanted: (policy: HeldPolicy) => boolean): Answer {
    const all = [...this.policies.values()]
      .filter((policy) => policy.summary.Type === Filter && isWanted(policy))
      .map(({ summary }) => summary);
    const start = NextToken === undefined ? 0 : Number(NextToken);
    const end = start + Number(MaxResults ?? PAGE);
    return ok({ Policies: all.slice(start, end), ...(end < all.length && { NextToken: String(end) }) });
  }

  private withTypes({ status, output }: Answer): Answer {
    const types = [...this.enabled].map((Type) => ({ Type, Status: "ENABLED" }));
    const roots = output.Roots as { readonly PolicyTypes: readonly unknown[] }[];
    return {
      status,
      output: {
        ...output,
        Roots: roots.map((root) => ({ ...root, PolicyTypes: [...root.PolicyTypes, ...types] })),
      },
    };
  }

  private hold(policy: HeldPolicy): HeldPolicy {
    this.policies.set(policy.summary.Id, policy);
    return policy;
  }
}

function described({ summary, content }: HeldPolicy): Answer {
  return ok({ Policy: { PolicySummary: summary, Content: content } });
}

function ok(output: Output): Answer {
  return { status: 200, output };
}

function refused(name: string): Answer {
  return { status: 400, output: { __type: name, Message: "" } };
}
