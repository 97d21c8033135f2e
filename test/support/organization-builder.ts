import {
  AttachPolicyCommand,
  CloseAccountCommand,
  CreateAccountCommand,
  CreateOrganizationalUnitCommand,
  CreateOrganizationCommand,
  CreatePolicyCommand,
  EnablePolicyTypeCommand,
  ListRootsCommand,
  MoveAccountCommand,
  type OrganizationsClient,
  type PolicyType,
} from "@aws-sdk/client-organizations";
import type { Snapshot } from "../../src/organization/snapshot";

/** An organization to build, in names: AWS allots the ids. "Root" stands for the root, "A/B" for a unit. */
export interface OrganizationSpec {
  /** Default: service control policies. */
  readonly policyTypes?: readonly string[];
  /** Paths, each parent before its children. */
  readonly units: readonly string[];
  /** Names differ from each other. The management account exists already, at the root. */
  readonly accounts: readonly {
    readonly name: string;
    /** Path of a unit, or "Root". */
    readonly unit: string;
    readonly tags?: Readonly<Record<string, string>> | undefined;
    readonly closed?: boolean | undefined;
  }[];
  readonly policies?: readonly {
    readonly name: string;
    readonly type: string;
    readonly content: string;
    readonly description?: string | undefined;
    readonly tags?: Readonly<Record<string, string>> | undefined;
    /** Paths and account names. */
    readonly targets: readonly string[];
  }[];
}

export interface BuiltOrganization {
  readonly id: string;
  readonly managementAccount: string;
  readonly root: string;
  /** Path of a unit, "Root", or name of an account -> id. */
  readonly ids: ReadonlyMap<string, string>;
}

/** Creates an organization in an account that has none. One call after the other, as AWS wants its writes. */
export async function buildOrganization(
  client: OrganizationsClient,
  spec: OrganizationSpec,
): Promise<BuiltOrganization> {
  const { Organization } = await client.send(new CreateOrganizationCommand({ FeatureSet: "ALL" }));
  const { Roots } = await client.send(new ListRootsCommand({}));
  const root = Roots![0]!.Id!;
  const ids = new Map([["Root", root]]);
  const idOf = (name: string): string => {
    const id = ids.get(name);
    if (id === undefined) throw new Error(`the organization to build has no ${name}`);
    return id;
  };

  for (const type of spec.policyTypes ?? ["SERVICE_CONTROL_POLICY"]) {
    await client.send(new EnablePolicyTypeCommand({ RootId: root, PolicyType: type as PolicyType }));
  }
  for (const path of spec.units) {
    const slash = path.lastIndexOf("/");
    const ParentId = idOf(slash === -1 ? "Root" : path.slice(0, slash));
    const created = await client.send(
      new CreateOrganizationalUnitCommand({ ParentId, Name: path.slice(slash + 1) }),
    );
    ids.set(path, created.OrganizationalUnit!.Id!);
  }
  for (const { name, unit, tags, closed } of spec.accounts) {
    const created = await client.send(
      new CreateAccountCommand({ AccountName: name, Email: `${name}@example.com`, Tags: tagList(tags) }),
    );
    const AccountId = created.CreateAccountStatus!.AccountId!;
    ids.set(name, AccountId);
    if (unit !== "Root") {
      await client.send(
        new MoveAccountCommand({ AccountId, SourceParentId: root, DestinationParentId: idOf(unit) }),
      );
    }
    if (closed === true) await client.send(new CloseAccountCommand({ AccountId }));
  }
  for (const { name, type, content, description, tags, targets } of spec.policies ?? []) {
    const created = await client.send(
      new CreatePolicyCommand({
        Name: name,
        Type: type as PolicyType,
        Content: content,
        Description: description ?? "",
        Tags: tagList(tags),
      }),
    );
    const PolicyId = created.Policy!.PolicySummary!.Id!;
    for (const target of targets) {
      await client.send(new AttachPolicyCommand({ PolicyId, TargetId: idOf(target) }));
    }
  }
  return { id: Organization!.Id!, managementAccount: Organization!.MasterAccountId!, root, ids };
}

function tagList(tags: Readonly<Record<string, string>> = {}) {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}

/** A spec that builds what a snapshot records, under new ids. AWS's own policies and the management account are left out. */
export function specOf(snapshot: Snapshot): OrganizationSpec {
  const names = new Map([[snapshot.root.id, "Root"]]);
  const units: string[] = [];
  const pathOf = (id: string): string => {
    const known = names.get(id);
    if (known !== undefined) return known;
    const unit = snapshot.units.find((candidate) => candidate.id === id)!;
    const above = pathOf(unit.parent);
    const path = above === "Root" ? unit.name : `${above}/${unit.name}`;
    names.set(id, path);
    units.push(path);
    return path;
  };
  for (const unit of snapshot.units) pathOf(unit.id);
  const accounts = snapshot.accounts.filter(({ id }) => id !== snapshot.organization.managementAccount);
  for (const { id, name } of accounts) names.set(id, name);

  return {
    policyTypes: snapshot.policyTypes,
    units,
    accounts: accounts.map(({ name, parent, tags, state }) => ({
      name,
      unit: pathOf(parent),
      tags,
      closed: state !== "ACTIVE",
    })),
    policies: snapshot.policies
      .filter(({ awsManaged }) => !awsManaged)
      .map(({ targets, ...policy }) => ({
        ...policy,
        targets: targets.flatMap((id) => names.get(id) ?? []),
      })),
  };
}
