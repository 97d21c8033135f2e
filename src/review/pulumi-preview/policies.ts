import type { Snapshot, SnapshotPolicy } from "../../organization/snapshot";
import { buildTree, type Tree } from "../../organization/tree";
import { ATTACHMENT, POLICY } from "./judged";
import { type Doubts, isChanged, oldText, References, STALE, textOf, textsOf } from "./values";
import { isRetained, type Removal, type Write, type Writes } from "./writes";

/** Source: `type` of organizations.Policy in @pulumi/aws 7.48.0, read 2026-11. */
const DEFAULT_TYPE = "SERVICE_CONTROL_POLICY";

/**
 * The policies of an organization after the steps of a preview. Facts count, not Pulumi's state: what a step does not
 * write stays as it is in the organization.
 *
 * @param doubts takes what cannot be said
 * @throws SnapshotError when the snapshot's tree is broken
 */
export function applyPolicies(snapshot: Snapshot, writes: Writes, doubts: Doubts): readonly SnapshotPolicy[] {
  const state = new PolicyState(snapshot, writes, doubts);
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
  private readonly tree: Tree;
  private readonly references: References;
  /** Policies of which something was not known: their attachments are not named once more. */
  private readonly doubtful = new Set<string>();

  constructor(
    private readonly snapshot: Snapshot,
    writes: Writes,
    private readonly doubts: Doubts,
  ) {
    this.policies = new Map(snapshot.policies.map((policy) => [policy.id, policy]));
    this.targets = new Map(snapshot.policies.map(({ id, targets }) => [id, new Set(targets)]));
    this.tree = buildTree(snapshot);
    this.references = new References(POLICY, writes);
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
    this.checkOrganization(urn, before?.outputs.arn ?? after.outputs.arn);
    const live = before === null ? undefined : this.policies.get(before.id);
    if (before !== null && live === undefined) {
      this.doubts.doesNotFit(urn, `the facts have no policy ${before.id}, which ${name} is`, STALE);
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
    const target = textOf(write, "targetId", "target", this.doubts);
    if (target === null || this.doubtful.has(policy)) return;
    if (this.isKnown(urn, name, policy, target)) this.targets.get(policy)!.add(target);
  }

  /** AWS deletes no policy that is attached. */
  remove({ urn, name, state }: Removal): void {
    this.checkOrganization(urn, state.outputs.arn);
    const targets = this.targets.get(state.id);
    if (targets === undefined) {
      this.doubts.doesNotFit(urn, `the facts have no policy ${state.id}, which ${name} was`, STALE);
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
      .map((policy) => ({ ...policy, targets: [...this.targets.get(policy.id)!].sort() }))
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
      this.doubts.doesNotFit(urn, `the facts have no policy ${policy}, which ${name} is about`, STALE);
      return false;
    }
    if (this.tree.node(target) === undefined) {
      this.doubts.doesNotFit(
        urn,
        `the facts have no root, unit or account ${target}, which ${name} is about`,
        STALE,
      );
      return false;
    }
    return true;
  }

  /** Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsorganizations.html, read 2026-11. */
  private checkOrganization(urn: string, arn: unknown): void {
    const [, found] = (typeof arn === "string" && /:organizations::\d+:policy\/(o-[^/]+)\//.exec(arn)) || [];
    const { id } = this.snapshot.organization;
    if (found !== undefined && found !== id)
      this.doubts.doesNotFit(
        urn,
        `the preview is of organization ${found}, and the facts are of ${id}`,
        STALE,
      );
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
