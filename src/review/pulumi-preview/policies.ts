import { FULL_ACCESS } from "../../chain/chain";
import type { Snapshot, SnapshotPolicy } from "../../organization/snapshot";
import { ATTACHMENT, POLICY } from "../../resource-types";
import type { AppliedTree } from "./tree";
import { checkOrganization, type Doubts, isChanged, oldText, References, textOf, textsOf } from "./values";
import { isRetained, type Removal, type Write, type Writes } from "./writes";

/** Source: `type` of organizations.Policy in @pulumi/aws 7.48.0, read 2026-11. */
const DEFAULT_TYPE = "SERVICE_CONTROL_POLICY";

/**
 * AWS attaches its own policy that allows everything to each unit and account that is made.
 * Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html (every root,
 * unit and account, when it is created); of resource control policies it is assumed to be the same.
 */
const COMES_BY_ITSELF: ReadonlySet<string | null> = new Set(
  Object.values(FULL_ACCESS).map(({ name }) => name),
);

/**
 * The policies of an organization after the steps of a preview. Facts count, not Pulumi's state: what a step does not
 * write stays as it is in the organization.
 *
 * @param after where accounts and units stand then
 * @param doubts takes what cannot be said
 * @throws SnapshotError when the snapshot's tree is broken
 */
export function applyPolicies(
  snapshot: Snapshot,
  after: AppliedTree,
  writes: Writes,
  doubts: Doubts,
): readonly SnapshotPolicy[] {
  const state = new PolicyState(snapshot, after, writes, doubts);
  const of = <T extends { readonly type: string }>(all: readonly T[], type: string) =>
    all.filter((each) => each.type === type);
  const gone = [...of(writes.removed, ATTACHMENT), ...of(writes.removed, POLICY)].filter(
    ({ urn, name, state: old }) => {
      if (isRetained(old)) doubts.retained(urn, name);
      return !isRetained(old);
    },
  );
  for (const removal of of(gone, ATTACHMENT)) state.detach(removal);
  for (const write of of(writes.written, POLICY)) state.write(write);
  for (const write of of(writes.written, ATTACHMENT)) state.attach(write);
  for (const removal of of(gone, POLICY)) state.remove(removal);
  return state.result();
}

class PolicyState {
  private readonly policies: Map<string, SnapshotPolicy>;
  private readonly targets: Map<string, Set<string>>;
  private readonly places: ReadonlySet<string>;
  private readonly staying: ReadonlySet<string>;
  private readonly references: References;
  /** Policies of which something was not known: their attachments are not named once more. */
  private readonly doubtful = new Set<string>();

  constructor(
    private readonly snapshot: Snapshot,
    private readonly tree: AppliedTree,
    writes: Writes,
    private readonly doubts: Doubts,
  ) {
    this.policies = new Map(snapshot.policies.map((policy) => [policy.id, policy]));
    this.targets = new Map(snapshot.policies.map(({ id, targets }) => [id, new Set(targets)]));
    const idsOf = ({ units, accounts }: Pick<Snapshot, "units" | "accounts">) =>
      [...units, ...accounts].map(({ id }) => id);
    this.staying = new Set([snapshot.root.id, ...idsOf(tree)]);
    this.places = new Set([...this.staying, ...idsOf(snapshot)]);
    this.references = new References([POLICY], writes);
    const known = new Set(idsOf(snapshot));
    const fresh = idsOf(tree).filter((id) => !known.has(id));
    for (const { id, awsManaged, name } of snapshot.policies)
      if (awsManaged && COMES_BY_ITSELF.has(name)) for (const node of fresh) this.targets.get(id)!.add(node);
  }

  detach({ urn, name, state }: Removal): void {
    const [policy, target] = [oldText(state, "policyId"), oldText(state, "targetId")];
    if (policy === null || target === null) {
      this.doubts.isUnknown(urn, `what ${name} detaches is not in the document`);
      return;
    }
    if (this.isKnown(urn, name, policy, target)) this.targets.get(policy)!.delete(target);
  }

  write(write: Write): void {
    const { urn, name, before, after } = write;
    checkOrganization(urn, before?.outputs.arn ?? after.outputs.arn, this.snapshot, this.doubts);
    const live = before === null ? undefined : this.policies.get(before.id);
    if (before !== null && live === undefined) {
      this.doubts.doesNotFit(urn, `the facts have no policy ${before.id}, which ${name} is`);
      return;
    }
    const id = live?.id ?? (this.policies.has(newId(name)) ? newId(urn) : newId(name));
    const content = isChanged(write, "content") ? this.content(write) : live!.content;
    const type =
      live?.type ??
      (after.inputs.type === undefined ? DEFAULT_TYPE : textOf(write, "type", "type", this.doubts));
    this.references.set(urn, id);
    if (content === null || type === null) {
      this.doubtful.add(id);
      return;
    }
    const text = (property: string, otherwise: string) => {
      const value = after.inputs[property];
      return isChanged(write, property) && typeof value === "string" ? value : otherwise;
    };
    this.policies.set(id, {
      id,
      name: text("name", live?.name ?? name),
      description: text("description", live?.description ?? ""),
      type,
      awsManaged: false,
      tags: isChanged(write, "tags") ? textsOf(after.inputs.tags) : live!.tags,
      content,
      targets: [],
    });
    if (live === undefined) this.targets.set(id, new Set());
  }

  attach(write: Write): void {
    const { urn, name, after } = write;
    const policy = this.references.resolve(after, "policyId");
    if (policy === null) {
      this.doubts.isUnknown(urn, `which policy ${name} attaches is not known before the deployment`);
      return;
    }
    const target =
      this.tree.references.resolve(after, "targetId") ?? textOf(write, "targetId", "target", this.doubts);
    if (target === null || this.doubtful.has(policy)) return;
    if (this.isKnown(urn, name, policy, target)) this.targets.get(policy)!.add(target);
  }

  /** AWS deletes no policy that is attached. */
  remove({ urn, name, state }: Removal): void {
    checkOrganization(urn, state.outputs.arn, this.snapshot, this.doubts);
    const targets = this.targets.get(state.id);
    if (targets === undefined) {
      this.doubts.doesNotFit(urn, `the facts have no policy ${state.id}, which ${name} was`);
      return;
    }
    if (targets.size > 0) {
      const [first] = targets;
      const more = targets.size > 1 ? ` and ${targets.size - 1} more` : "";
      this.doubts.isUnknown(
        urn,
        `${name} (${state.id}) is deleted while it is attached to ${first}${more}: AWS refuses, and how far the deployment comes is not known`,
      );
      return;
    }
    this.policies.delete(state.id);
  }

  result(): readonly SnapshotPolicy[] {
    return [...this.policies.values()]
      .map((policy) => ({
        ...policy,
        // What was attached to a unit goes with it.
        targets: [...this.targets.get(policy.id)!].filter((target) => this.staying.has(target)).sort(),
      }))
      .sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  private content(write: Write): string | null {
    const text = textOf(write, "content", "content", this.doubts);
    if (text === null || isJson(text)) return text;
    this.doubts.doesNotFit(
      write.urn,
      `the content of ${write.name} is not JSON: AWS refuses it`,
      "mend the policy in the program",
    );
    return null;
  }

  private isKnown(urn: string, name: string, policy: string, target: string): boolean {
    if (!this.targets.has(policy)) {
      this.doubts.doesNotFit(urn, `the facts have no policy ${policy}, which ${name} is about`);
      return false;
    }
    // What makes the target has no place, which is a doubt already.
    if (!this.places.has(target) && this.tree.references.has(target)) return false;
    if (!this.places.has(target)) {
      this.doubts.doesNotFit(
        urn,
        `the facts have no root, unit or account ${target}, which ${name} is about`,
      );
      return false;
    }
    return true;
  }
}

/** Stands for the id that AWS will give. No id of AWS looks like it. */
export function newId(name: string): string {
  return `new:${name}`;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
