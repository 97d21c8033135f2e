import type { Identitystore } from "@aws-sdk/client-identitystore";
import type { SSOAdmin } from "@aws-sdk/client-sso-admin";
import { AwsIdentity } from "./aws-identity";

type Input = Readonly<Record<string, unknown>>;
type Output = Record<string, unknown>;

export interface MemorySet {
  readonly arn: string;
  settings: Input;
  readonly tags: Map<string, string>;
  /** "aws ARN", "customer /path/name", "inline TEXT", "boundary JSON". */
  readonly policies: Set<string>;
  /** "GROUP id on account". */
  readonly assignments: Set<string>;
}

const INSTANCE = "arn:aws:sso:::instance/ssoins-0123456789abcdef";

function failure(name: string, message: string): Error {
  return Object.assign(new Error(`${name}: ${message}`), { name });
}

/**
 * Identity Center and its identity store in memory, for unit tests: refuses a write to a set while another one is under
 * way, an assignment that is there, a set that goes with assignments, and what is not found.
 *
 * Source: https://docs.aws.amazon.com/singlesignon/latest/APIReference/ (ConflictException, ResourceNotFoundException),
 * read 2026-11.
 */
export class MemoryIdentity {
  /** By name. */
  readonly sets = new Map<string, MemorySet>();
  /** Display name -> id, and user name -> id. */
  readonly groups = new Map<string, string>();
  readonly users = new Map<string, string>();
  /** "group id user id". */
  readonly memberships = new Set<string>();
  /** Operations in the order of their arrival, look-ups aside. */
  readonly writes: string[] = [];
  attributes: unknown = null;
  private readonly busy = new Set<string>();
  private made = 0;

  /** @param isEnabled whether there is an instance of Identity Center */
  constructor(private readonly isEnabled = true) {}

  provider(organization = "o-smallorg01"): AwsIdentity {
    const client = new Proxy(
      {},
      { get: (_, operation) => (input: Input) => this.call(String(operation), input) },
    );
    return new AwsIdentity({ admin: client as SSOAdmin, store: client as Identitystore }, organization);
  }

  private async call(operation: string, input: Input): Promise<Output> {
    const arn = String(input.PermissionSetArn ?? input.ResourceArn ?? "");
    const isWrite = !/^(get|list|describe)/.test(operation);
    if (isWrite) this.writes.push(operation);
    const isSetWrite = isWrite && arn !== "" && !operation.endsWith("AccountAssignment");
    if (isSetWrite && this.busy.has(arn)) throw failure("ConflictException", operation);
    if (isSetWrite) this.busy.add(arn);
    try {
      // Long enough for whatever does not wait to come in between.
      if (isSetWrite) await new Promise((resolve) => setTimeout(resolve, 5));
      return this.answer(operation, input, arn);
    } finally {
      if (isSetWrite) this.busy.delete(arn);
    }
  }

  private answer(operation: string, input: Input, arn: string): Output {
    const policyOf = (reference: unknown) => {
      const { Path, Name } = reference as { Path: string; Name: string };
      return `customer ${Path}${Name}`;
    };
    switch (operation) {
      case "listInstances":
        return { Instances: this.isEnabled ? [{ InstanceArn: INSTANCE, IdentityStoreId: "d-1" }] : [] };
      case "createPermissionSet":
        return this.create(input);
      case "updatePermissionSet":
        this.set(arn).settings = { ...this.set(arn).settings, ...input };
        return {};
      case "deletePermissionSet":
        if (this.set(arn).assignments.size > 0) throw failure("ConflictException", "it is assigned");
        this.sets.delete(String(this.set(arn).settings.Name));
        return {};
      case "tagResource":
        for (const { Key, Value } of input.Tags as { Key: string; Value: string }[])
          this.set(arn).tags.set(Key, Value);
        return {};
      case "untagResource":
        for (const key of input.TagKeys as string[]) this.set(arn).tags.delete(key);
        return {};
      case "attachManagedPolicyToPermissionSet":
        return this.add(this.set(arn).policies, `aws ${input.ManagedPolicyArn}`);
      case "detachManagedPolicyFromPermissionSet":
        return this.remove(this.set(arn).policies, `aws ${input.ManagedPolicyArn}`);
      case "attachCustomerManagedPolicyReferenceToPermissionSet":
        return this.add(this.set(arn).policies, policyOf(input.CustomerManagedPolicyReference));
      case "detachCustomerManagedPolicyReferenceFromPermissionSet":
        return this.remove(this.set(arn).policies, policyOf(input.CustomerManagedPolicyReference));
      case "putInlinePolicyToPermissionSet":
        return this.put(arn, "inline ", String(input.InlinePolicy));
      case "deleteInlinePolicyFromPermissionSet":
        return this.put(arn, "inline ", null);
      case "putPermissionsBoundaryToPermissionSet":
        return this.put(arn, "boundary ", JSON.stringify(input.PermissionsBoundary));
      case "deletePermissionsBoundaryFromPermissionSet":
        return this.put(arn, "boundary ", null);
      case "createAccountAssignment":
        return this.add(this.set(arn).assignments, assignmentOf(input));
      case "deleteAccountAssignment":
        return this.remove(this.set(arn).assignments, assignmentOf(input));
      case "listAccountsForProvisionedPermissionSet":
        return { AccountIds: [...this.set(arn).assignments].map((one) => one.split(" on ")[1]) };
      case "provisionPermissionSet":
        return {};
      case "createInstanceAccessControlAttributeConfiguration":
      case "updateInstanceAccessControlAttributeConfiguration":
        this.attributes = input.InstanceAccessControlAttributeConfiguration;
        return {};
      case "deleteInstanceAccessControlAttributeConfiguration":
        this.attributes = null;
        return {};
      default:
        return this.store(operation, input);
    }
  }

  private store(operation: string, input: Input): Output {
    const wanted = () =>
      (input.AlternateIdentifier as { UniqueAttribute: { AttributeValue: string } }).UniqueAttribute
        .AttributeValue;
    const found = (names: ReadonlyMap<string, string>) => {
      const id = names.get(wanted());
      if (id === undefined) throw failure("ResourceNotFoundException", wanted());
      return id;
    };
    switch (operation) {
      case "getGroupId":
        return { GroupId: found(this.groups) };
      case "getUserId":
        return { UserId: found(this.users) };
      case "createGroup": {
        const id = `made-${++this.made}`;
        this.groups.set(String(input.DisplayName), id);
        return { GroupId: id };
      }
      case "deleteGroup":
        for (const [name, id] of this.groups) if (id === input.GroupId) this.groups.delete(name);
        return {};
      case "createGroupMembership": {
        const id = `${input.GroupId} ${(input.MemberId as { UserId: string }).UserId}`;
        this.add(this.memberships, id);
        return { MembershipId: id };
      }
      case "deleteGroupMembership":
        return this.remove(this.memberships, String(input.MembershipId));
      default:
        throw new Error(`nobody has written down what ${operation} does`);
    }
  }

  private create(input: Input): Output {
    const name = String(input.Name);
    if (this.sets.has(name)) throw failure("ConflictException", `there is a set ${name}`);
    const arn = `arn:aws:sso:::permissionSet/ssoins-0123456789abcdef/ps-${++this.made}`;
    const tags = (input.Tags ?? []) as { Key: string; Value: string }[];
    this.sets.set(name, {
      arn,
      settings: input,
      tags: new Map(tags.map(({ Key, Value }) => [Key, Value])),
      policies: new Set(),
      assignments: new Set(),
    });
    return { PermissionSet: { PermissionSetArn: arn } };
  }

  private set(arn: string): MemorySet {
    const found = [...this.sets.values()].find((set) => set.arn === arn);
    if (found === undefined) throw failure("ResourceNotFoundException", arn);
    return found;
  }

  private put(arn: string, kind: string, text: string | null): Output {
    const { policies } = this.set(arn);
    for (const policy of policies) if (policy.startsWith(kind)) policies.delete(policy);
    if (text !== null) policies.add(kind + text);
    return {};
  }

  private add(all: Set<string>, one: string): Output {
    if (all.has(one)) throw failure("ConflictException", `${one} is there already`);
    all.add(one);
    return {};
  }

  private remove(all: Set<string>, one: string): Output {
    if (!all.delete(one)) throw failure("ResourceNotFoundException", one);
    return {};
  }
}

function assignmentOf({ PrincipalType, PrincipalId, TargetId }: Input): string {
  return `${PrincipalType} ${PrincipalId} on ${TargetId}`;
}
