import type { ChainType } from "../chain/chain";
import type { PlannedPolicy } from "../plan/types";
import type { DriftEffect, DriftRow } from "./types";

/** What a drift by itself does to the policies of the plan. */
export interface Alteration {
  /** Node -> the policies that go from there, by key, and those that come. */
  readonly at: ReadonlyMap<
    string,
    { readonly removed: ReadonlySet<string>; readonly added: readonly PlannedPolicy[] }
  >;
  /** Node -> where it stands instead. */
  readonly parents: ReadonlyMap<string, string>;
  /** A type of which no policy has a say. */
  readonly disabled: string | null;
  /** AWS's names of the types that it is about; null for all. */
  readonly type: string | null;
}

/** A row whose effect is not known yet: of the same drift, the same as the row says of it. */
export interface Draft
  extends Pick<
    DriftRow,
    | "kind"
    | "target"
    | "account"
    | "accounts"
    | "managed"
    | "subject"
    | "name"
    | "wanted"
    | "found"
    | "detail"
    | "access"
  > {
  /** What its id is made of, besides its kind. */
  readonly parts: readonly string[];
  /** Null where it does not touch policies of the organization. */
  readonly alters: Alteration | null;
  /** The least that it does, whatever the policies say. */
  readonly effect: DriftEffect;
  /**
   * What was found, for telling one value from another, without names that others can change; null where `wanted` and
   * `found` say it.
   */
  readonly state: unknown;
}

const NOTHING = {
  target: null,
  account: null,
  accounts: [],
  managed: true,
  subject: {},
  wanted: null,
  found: null,
  detail: "",
  alters: null,
  effect: "none",
  access: [],
  state: null,
} as const;

/** A draft; what is not given is nothing. */
export function draft(
  given: Pick<Draft, "kind" | "parts" | "name"> & Partial<Omit<Draft, "kind" | "parts" | "name">>,
): Draft {
  return { ...NOTHING, ...given };
}

const NONE: ReadonlySet<string> = new Set();

/** A policy that comes, goes or becomes another one at some nodes. */
export function altered(
  type: string,
  nodes: readonly string[],
  { removed, added }: { readonly removed?: string; readonly added?: PlannedPolicy },
): Alteration {
  const here = {
    removed: removed === undefined ? NONE : new Set([removed]),
    added: added === undefined ? [] : [added],
  };
  return { type, at: new Map(nodes.map((node) => [node, here])), parents: new Map(), disabled: null };
}

/** A node that stands elsewhere. */
export function moved(node: string, parent: string): Alteration {
  return { type: null, at: new Map(), parents: new Map([[node, parent]]), disabled: null };
}

/** A type without a say. */
export function disabled(type: string): Alteration {
  return { type, at: new Map(), parents: new Map(), disabled: type };
}

const CHAIN_TYPES: Readonly<Record<string, ChainType>> = {
  SERVICE_CONTROL_POLICY: "SCP",
  RESOURCE_CONTROL_POLICY: "RCP",
};

/** Whether a type is one whose policies allow and deny. */
export function chainTypeOf(type: string): ChainType | undefined {
  return Object.hasOwn(CHAIN_TYPES, type) ? CHAIN_TYPES[type] : undefined;
}

/** Whether an alteration can touch what policies of a type say. */
export function isAbout({ type }: Alteration, wanted: string): boolean {
  return type === null || type === wanted;
}
