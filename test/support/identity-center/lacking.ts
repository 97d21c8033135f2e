import { obtain } from "../../../src/collections";
import { IDENTITY_LIMITS } from "../../../src/identity/limits";
import type { Input, Refusal } from "../strict-proxy/rule";
import type { Answer, Output } from "../strict-proxy/upstream";

/** Asks moto's sso-admin. */
export type AskAdmin = (operation: string, input: Input) => Promise<Answer>;

interface Kept {
  readonly tags: Map<string, string>;
  boundary: unknown;
  /** Account -> whether its role is what the set says. */
  readonly provisioned: Map<string, boolean>;
}

const ok = (output: Output = {}): Answer => ({ status: 200, output });
const refused = ({ name, message }: Refusal): Answer => ({
  status: 400,
  output: { __type: name, Message: message, message },
});
const notFound = (message: string) => refused({ name: "ResourceNotFoundException", message });

/** Writes that change what the roles of a set should be. */
const RESHAPING = new Set([
  "UpdatePermissionSet",
  "PutInlinePolicyToPermissionSet",
  "DeleteInlinePolicyFromPermissionSet",
  "AttachManagedPolicyToPermissionSet",
  "DetachManagedPolicyFromPermissionSet",
  "AttachCustomerManagedPolicyReferenceToPermissionSet",
  "DetachCustomerManagedPolicyReferenceFromPermissionSet",
  "PutPermissionsBoundaryToPermissionSet",
  "DeletePermissionsBoundaryFromPermissionSet",
]);

/**
 * What moto 5.2.5 lacks of Identity Center: tags of sets, permissions boundaries, provisioning, attributes for access
 * control, and a few refusals. Everything else is moto's.
 *
 * Sources: the operations' pages of https://docs.aws.amazon.com/singlesignon/latest/APIReference/, read 2026-11.
 */
export class LackingIdentityCenter {
  private readonly sets = new Map<string, Kept>();
  private readonly writing = new Set<string>();
  private attributes: unknown[] | undefined;
  private readonly ask: AskAdmin;

  constructor(ask: AskAdmin) {
    this.ask = withPaths(ask);
  }

  async answer(operation: string, input: Input): Promise<Answer> {
    const arn = String(input.PermissionSetArn ?? input.ResourceArn ?? "");
    const isSetWrite = RESHAPING.has(operation) || operation === "ProvisionPermissionSet";
    if (isSetWrite && this.writing.has(arn))
      return refused({
        name: "ConflictException",
        message: "another write to the permission set is under way",
      });
    if (isSetWrite) this.writing.add(arn);
    try {
      const refusal = await this.refusal(operation, input);
      if (refusal !== undefined) return refused(refusal);
      return await this.carryOut(operation, input, arn);
    } finally {
      if (isSetWrite) this.writing.delete(arn);
    }
  }

  private async refusal(operation: string, input: Input): Promise<Refusal | undefined> {
    if (operation === "CreatePermissionSet") {
      if (String(input.Name).length > 32) return { name: "ValidationException", message: "Name" };
      if (String(input.Description ?? "").length > IDENTITY_LIMITS.description)
        return { name: "ValidationException", message: "Description" };
    }
    if (operation === "PutInlinePolicyToPermissionSet") {
      const text = String(input.InlinePolicy);
      if (Buffer.byteLength(text.replaceAll(/\s/g, "")) > IDENTITY_LIMITS.inlineBytes)
        return { name: "ServiceQuotaExceededException", message: "the inline policy is too long" };
    }
    const kept = this.sets.get(String(input.PermissionSetArn));
    if (operation === "DeletePermissionSet" && (kept?.provisioned.size ?? 0) > 0)
      return { name: "ConflictException", message: "the permission set is provisioned in accounts" };
    return undefined;
  }

  private async carryOut(operation: string, input: Input, arn: string): Promise<Answer> {
    const kept = obtain(this.sets, arn, emptySet);
    switch (operation) {
      case "CreatePermissionSet":
        return this.create(input);
      case "ListTagsForResource":
        return ok({ Tags: [...kept.tags].map(([Key, Value]) => ({ Key, Value })) });
      case "TagResource":
        for (const { Key, Value } of input.Tags as { Key: string; Value: string }[])
          kept.tags.set(Key, Value);
        return ok();
      case "UntagResource":
        for (const key of input.TagKeys as string[]) kept.tags.delete(key);
        return ok();
      case "PutPermissionsBoundaryToPermissionSet":
        kept.boundary = input.PermissionsBoundary;
        return this.reshaped(kept, ok());
      case "DeletePermissionsBoundaryFromPermissionSet":
        if (kept.boundary === undefined) return notFound("there is no permissions boundary");
        kept.boundary = undefined;
        return this.reshaped(kept, ok());
      case "GetPermissionsBoundaryForPermissionSet":
        return kept.boundary === undefined
          ? notFound("there is no permissions boundary")
          : ok({ PermissionsBoundary: kept.boundary });
      case "ProvisionPermissionSet":
        for (const account of kept.provisioned.keys())
          if (input.TargetType === "ALL_PROVISIONED_ACCOUNTS" || input.TargetId === account)
            kept.provisioned.set(account, true);
        return ok({ PermissionSetProvisioningStatus: { Status: "SUCCEEDED", RequestId: "provisioning" } });
      case "DescribePermissionSetProvisioningStatus":
        return ok({ PermissionSetProvisioningStatus: { Status: "SUCCEEDED", RequestId: "provisioning" } });
      case "ListAccountsForProvisionedPermissionSet":
        return ok(pageOf(input, "AccountIds", this.accountsOf(kept, input.ProvisioningStatus)));
      case "CreateAccountAssignment":
        return this.assigned(kept, input, await this.ask(operation, input));
      case "DeleteAccountAssignment":
        return this.unassigned(kept, input, await this.ask(operation, input));
      case "CreateInstanceAccessControlAttributeConfiguration":
      case "UpdateInstanceAccessControlAttributeConfiguration":
        this.attributes = (input.InstanceAccessControlAttributeConfiguration as Output)
          .AccessControlAttributes as unknown[];
        return ok();
      case "DeleteInstanceAccessControlAttributeConfiguration":
        this.attributes = undefined;
        return ok();
      case "DescribeInstanceAccessControlAttributeConfiguration":
        if (this.attributes === undefined) return notFound("attributes are not used for access control");
        return ok({
          Status: "ENABLED",
          InstanceAccessControlAttributeConfiguration: { AccessControlAttributes: this.attributes },
        });
      default: {
        const answer = await this.ask(operation, input);
        return RESHAPING.has(operation) && answer.status === 200 ? this.reshaped(kept, answer) : answer;
      }
    }
  }

  private async create(input: Input): Promise<Answer> {
    const answer = await this.ask("CreatePermissionSet", input);
    const set = answer.output.PermissionSet as { PermissionSetArn: string } | undefined;
    if (set !== undefined) {
      const kept = obtain(this.sets, set.PermissionSetArn, emptySet);
      for (const { Key, Value } of (input.Tags ?? []) as { Key: string; Value: string }[])
        kept.tags.set(Key, Value);
    }
    return answer;
  }

  private accountsOf({ provisioned }: Kept, status: unknown): readonly string[] {
    const all = [...provisioned];
    const wanted =
      status === undefined
        ? all
        : all.filter(([, isLatest]) => isLatest === (status === "LATEST_PERMISSION_SET_PROVISIONED"));
    return wanted.map(([account]) => account).sort();
  }

  /** The roles are not made anew until somebody asks for it. */
  private reshaped({ provisioned }: Kept, answer: Answer): Answer {
    for (const account of provisioned.keys()) provisioned.set(account, false);
    return answer;
  }

  private assigned({ provisioned }: Kept, { TargetId }: Input, answer: Answer): Answer {
    if (answer.status === 200) provisioned.set(String(TargetId), true);
    return answer;
  }

  /** The last assignment on an account takes the role along. */
  private async unassigned(kept: Kept, input: Input, answer: Answer): Promise<Answer> {
    const { InstanceArn, PermissionSetArn, TargetId } = input;
    const left = await this.ask("ListAccountAssignments", {
      InstanceArn,
      PermissionSetArn,
      AccountId: TargetId,
    });
    if ((left.output.AccountAssignments as unknown[]).length === 0) kept.provisioned.delete(String(TargetId));
    return answer;
  }
}

/** moto knows AWS's managed policies by their names alone; their ARNs have a path. */
function withPaths(ask: AskAdmin): AskAdmin {
  const known = new Map<string, string>();
  return async (operation, input) => {
    if (input.ManagedPolicyArn === undefined) {
      const answer = await ask(operation, input);
      const attached = answer.output.AttachedManagedPolicies as { Arn: string }[] | undefined;
      if (attached === undefined) return answer;
      const named = attached.map((policy) => ({ ...policy, Arn: known.get(policy.Arn) ?? policy.Arn }));
      return { ...answer, output: { ...answer.output, AttachedManagedPolicies: named } };
    }
    const arn = String(input.ManagedPolicyArn);
    const bare = arn.replace(/:policy\/.*\//, ":policy/");
    known.set(bare, arn);
    return ask(operation, { ...input, ManagedPolicyArn: bare });
  };
}

function emptySet(): Kept {
  return { tags: new Map(), boundary: undefined, provisioned: new Map() };
}

function pageOf({ MaxResults, NextToken }: Input, key: string, items: readonly string[]): Output {
  const start = NextToken === undefined ? 0 : Number(NextToken);
  const end = start + Number(MaxResults ?? 100);
  return { [key]: items.slice(start, end), ...(end < items.length ? { NextToken: String(end) } : {}) };
}
