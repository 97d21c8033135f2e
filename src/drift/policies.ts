import { KEY_TAG, MANAGED_BY_TAG } from "../plan/live";
import type { PlannedPolicy } from "../plan/types";
import { LIMITS } from "../policy/limits";
import type { PolicyType } from "../policy/types";
import { altered, type Draft, disabled, draft } from "./draft";
import type { UnreadPolicies } from "./not-read";
import type { Places } from "./places";
import { type FoundPolicy, type Sides, sameContent } from "./sides";

interface Given {
  readonly sides: Sides;
  readonly places: Places;
  /** Types that the plan has in use and the facts do not have enabled: what is said of their policies is one row. */
  readonly off: ReadonlySet<string>;
  readonly unread: UnreadPolicies;
}

/** What differs in the policies of the organization, ours and those of others. */
export function policyDrafts(
  sides: Sides,
  places: Places,
  types: {
    readonly recorded: readonly string[];
    readonly enabled: readonly string[];
    readonly unread: UnreadPolicies;
  },
): readonly Draft[] {
  const enabled = new Set(types.enabled);
  const inUse = new Set(
    sides.wanted.policies.filter(({ targets }) => targets.length > 0).map(({ type }) => type),
  );
  const off = new Set([...inUse].filter((type) => !enabled.has(type)));
  const given: Given = { sides, places, off, unread: types.unread };
  const found = new Map(sides.found.policies.map((policy) => [policy.key, policy]));
  const wanted = new Map(sides.wanted.policies.map((policy) => [policy.key, policy]));
  return [
    ...[...off].sort().map((type) => typeOff(type, places)),
    ...types.enabled.filter((type) => !types.recorded.includes(type) && !inUse.has(type)).map(typeOn),
    ...sides.wanted.policies.flatMap((policy) => {
      const live = found.get(policy.key);
      return live === undefined ? gone(policy, given) : differing(policy, live, given);
    }),
    ...sides.found.policies.filter(({ key }) => !wanted.has(key)).flatMap((live) => come(live, given)),
  ];
}

function typeOff(type: string, places: Places): Draft {
  return draft({
    kind: "policy-type-disabled",
    parts: [type],
    name: type,
    subject: { policyType: type },
    accounts: places.accounts.filter((account) => places.below(account, type).length > 0),
    wanted: "enabled",
    found: "disabled",
    alters: disabled(type),
  });
}

function typeOn(type: string): Draft {
  return draft({
    kind: "policy-type-enabled",
    parts: [type],
    name: type,
    managed: false,
    subject: { policyType: type },
    found: "enabled",
  });
}

function of(policy: PlannedPolicy): Pick<Draft, "subject" | "name" | "managed"> {
  return {
    subject: { policy: policy.key, policyType: policy.type },
    name: policy.name,
    managed: policy.managed,
  };
}

const idsOf = ({ targets }: PlannedPolicy) => targets.map(({ id }) => id);

/** A planned policy that is not there. */
function gone(policy: PlannedPolicy, { places, off }: Given): readonly Draft[] {
  const { key, type, managed } = policy;
  // Policies of a type that is not enabled are not read: the row of their type says what that does.
  if (off.has(type)) return [];
  const nodes = idsOf(policy).filter(places.exists);
  return [
    draft({
      ...of(policy),
      kind: managed ? "policy-missing" : "unmanaged-removed",
      parts: [key],
      accounts: places.belowAll(nodes, type),
      target: nodes.length === 1 ? nodes[0]! : null,
      wanted: policy.name,
      alters: altered(type, nodes, { removed: key }),
    }),
  ];
}

/** A policy that is there, and not planned. */
function come(live: FoundPolicy, { places, unread }: Given): readonly Draft[] {
  const { key, type, managed, awsManaged, content, description } = live;
  const nodes = idsOf(live);
  // AWS's own policies come with their types, and change nothing where they were taken to be.
  if (awsManaged) return [];
  const missing = unread.parts.get(live.live.id);
  return [
    draft({
      ...of(live),
      kind: managed ? "policy-left-over" : "unmanaged-added",
      parts: [key],
      accounts: places.belowAll(nodes, type),
      target: nodes.length === 1 ? nodes[0]! : null,
      found: live.name,
      detail: missing === undefined ? "" : `its ${[...missing].sort().join(" and ")} could not be read`,
      alters: missing?.has("content") ? null : altered(type, nodes, { added: live }),
      effect: missing?.has("content") || missing?.has("targets") ? "unknown" : "none",
      state: [content, description],
    }),
  ];
}

function differing(policy: PlannedPolicy, live: FoundPolicy, given: Given): readonly Draft[] {
  return [
    ...textDrafts(policy, live, given),
    ...settingDrafts(policy, live, given),
    ...(given.off.has(policy.type) ? [] : attachmentDrafts(policy, live, given)),
  ];
}

/** Text that is equal as JSON is none, but for its size: Pulumi does not write it, and AWS counts it as it is. */
function textDrafts(policy: PlannedPolicy, live: FoundPolicy, { places }: Given): readonly Draft[] {
  const { key, type, managed } = policy;
  const nodes = [...new Set([...idsOf(policy), ...idsOf(live)])].filter(places.exists);
  const common = {
    ...of(policy),
    parts: [key],
    accounts: places.belowAll(nodes, type),
    target: nodes.length === 1 ? nodes[0]! : null,
  };
  if (!sameContent(policy.content, live.content)) {
    return [
      draft({
        ...common,
        kind: managed ? "policy-text" : "unmanaged-changed",
        wanted: `${policy.characters} characters`,
        found: `${live.characters} characters`,
        detail: typeof live.content === "string" ? "what is there is no JSON" : "",
        alters: altered(type, idsOf(policy), {
          removed: key,
          added: { ...policy, content: live.content, statements: live.statements },
        }),
        state: live.content,
      }),
    ];
  }
  const limit = Object.hasOwn(LIMITS, type) ? LIMITS[type as PolicyType].characters : Infinity;
  if (!managed || live.characters <= limit) return [];
  return [
    draft({
      ...common,
      kind: "policy-size",
      wanted: `${limit} characters at most`,
      found: `${live.characters} characters`,
      detail: "the text means what is planned; white space in it counts",
    }),
  ];
}

/** Name, description and tags. Those of others are facts that nothing hangs on. */
function settingDrafts(policy: PlannedPolicy, live: FoundPolicy, { places }: Given): readonly Draft[] {
  if (!policy.managed) return [];
  const lost = live.live.tags;
  const changes = [
    policy.name === live.name ? "" : `name ${JSON.stringify(live.name)}`,
    policy.description === live.description ? "" : `description ${JSON.stringify(live.description)}`,
    hasTags(lost, policy.key) ? "" : "the tags of this tool are not what they were",
  ].filter((text) => text !== "");
  if (changes.length === 0) return [];
  const nodes = idsOf(live);
  return [
    draft({
      ...of(policy),
      kind: "policy-settings",
      parts: [policy.key],
      accounts: places.belowAll(nodes, policy.type),
      target: nodes.length === 1 ? nodes[0]! : null,
      wanted: policy.name,
      found: live.name,
      detail: changes.join("; "),
      state: [live.name, live.description, lost],
    }),
  ];
}

function attachmentDrafts(policy: PlannedPolicy, live: FoundPolicy, given: Given): readonly Draft[] {
  const { places, sides } = given;
  const { key, type, managed } = policy;
  const [planned, present] = [new Set(idsOf(policy)), new Set(idsOf(live))];
  const isFull = sides.awsManaged.has(key);
  const missing = [...planned].filter((node) => !present.has(node) && places.exists(node));
  const extra = [...present].filter((node) => !planned.has(node));
  const at = (node: string) => ({
    ...of(policy),
    parts: [key, node],
    target: node,
    account: accountAt(node, sides),
    accounts: places.below(node, type),
  });
  return [
    ...missing.map((node) =>
      draft({
        ...at(node),
        kind: managed ? "attachment-missing" : isFull ? "full-access-detached" : "unmanaged-detached",
        wanted: `at ${places.path(node)}`,
        state: "detached",
        alters: altered(type, [node], { removed: key }),
      }),
    ),
    ...extra.map((node) =>
      draft({
        ...at(node),
        kind: managed ? "attachment-added" : "unmanaged-attached",
        found: `at ${places.path(node)}`,
        state: "attached",
        alters: altered(type, [node], { added: policy }),
      }),
    ),
  ];
}

function hasTags(tags: FoundPolicy["live"]["tags"], key: string): boolean {
  return tags[MANAGED_BY_TAG.key] === MANAGED_BY_TAG.value && tags[KEY_TAG] === key;
}

function accountAt(node: string, { tree }: Sides): string | null {
  return tree.node(node)?.kind === "account" ? node : null;
}
