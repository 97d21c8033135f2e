import type { Chain, ChainPolicy } from "../../chain/chain";
import { obtain } from "../../collections";
import {
  type Access,
  AccessComparer,
  type AccessPlace,
  type CellChange,
} from "../../identity/access/comparer";
import { RoleConditions } from "../../identity/access/role-conditions";
import { rolePatterns } from "../../identity/access/roles";
import { openPaths } from "../../identity/escalation";
import { withoutEnding } from "../../identity/plan/ending";
import type { PlanView } from "../../plan/plan-file";
import { canonicalJson } from "../../policy/canonical";
import type { PolicyDocument } from "../../policy/document";
import { type Place, placesOf } from "./places";
import type { StateSet } from "./state";
import { summaryOf } from "./summary";
import type { AccessEffect } from "./types";

/** One way of access, and the ways that somebody has besides. */
export interface Comparison {
  readonly set: StateSet;
  readonly others: readonly StateSet[];
  /** Set where all are one set at different times, whose end is shown by itself. */
  readonly endsAside?: true;
}

/** What is asked of a change of somebody's access. */
export interface AccessQuestion {
  readonly allowed: Comparison | null;
  readonly denied: Comparison | null;
}

/** What a question comes to on one account; the same object for accounts that are alike. */
export type Effect = Omit<AccessEffect, "accounts">;

export interface QuestionInput {
  /** Whose tree and service control policies count, on both sides: what they change is shown by itself. */
  readonly head: PlanView;
  readonly partition: string;
  /** Of Identity Center. */
  readonly region: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Every set that will be asked of. */
  readonly sets: readonly StateSet[];
  readonly accounts: ReadonlySet<string>;
}

/** Answers questions about access, each once for all accounts that are alike. */
export class AccessQuestions {
  private readonly places: ReadonlyMap<string, Place>;
  private readonly accesses = new Map<Place, Map<StateSet, Access>>();
  private readonly bounds = new Map<string, Chain>();
  private readonly own = new Map<StateSet, Chain>();
  private readonly policies = new Map<PolicyDocument, ChainPolicy>();
  private readonly ids = new Map<object, number>();
  private readonly roles = new RoleConditions();
  private readonly comparer: AccessComparer;
  private readonly texts = new Map<string, PolicyDocument>();
  private readonly summaries = new Map<string, ReturnType<typeof summaryOf>>();
  private readonly effects = new Map<string, Effect>();
  private readonly merged = new Map<string, Effect>();

  /** @throws PolicyError for a policy that cannot be evaluated */
  constructor(private readonly input: QuestionInput) {
    const { accounts, head, sets } = input;
    for (const set of sets) this.own.set(set, this.ownChain(set));
    const documents = [...this.own.values()].flatMap(documentsOf);
    this.places = placesOf(accounts, head, [...new Set(documents)]);
    for (const place of new Set(this.places.values())) {
      this.accesses.set(place, new Map(sets.map((set) => [set, this.accessOf(set, place)])));
    }
    const chains = [...this.accesses.values()].flatMap((all) =>
      [...all.values()].flatMap(({ own, bounds }) => [own, bounds]),
    );
    this.comparer = new AccessComparer([...new Set(chains)]);
  }

  /** The effect on an account; null where head does not know the account. */
  effect(question: AccessQuestion, account: string): Effect | null {
    const place = this.places.get(account);
    if (place === undefined) return null;
    const sides = [question.allowed, question.denied].map((side) =>
      side === null ? "" : [side.set, ...side.others].map((set) => this.id(set)).join(),
    );
    return obtain(this.effects, [this.id(place), ...sides].join(" "), () => {
      const found = this.found(question, place);
      return obtain(this.merged, canonicalJson(found), () => found);
    });
  }

  private found({ allowed, denied }: AccessQuestion, place: Place): Effect {
    const gained = allowed === null ? [] : this.compare(allowed, place);
    const lost = denied === null ? [] : this.compare(denied, place);
    return {
      newlyAllowed: this.summary(gained),
      newlyDenied: this.summary(lost),
      escalations: allowed === null ? [] : this.opened(allowed, place),
      unknown: allowed === null ? [] : unknownOf(allowed.set, gained),
    };
  }

  private summary(changes: readonly CellChange[]): ReturnType<typeof summaryOf> {
    const name = changes.map((change) => this.id(change)).join();
    return obtain(this.summaries, name, () => summaryOf(changes));
  }

  private compare(comparison: Comparison, place: Place): readonly CellChange[] {
    const { set } = comparison;
    const comparable = lasting(comparison).filter((other) => isKnownAs(other, set));
    return this.comparer.newlyAllowed(
      this.access(set, place),
      comparable.map((other) => this.access(other, place)),
      this.placeOf(place),
    );
  }

  private opened(comparison: Comparison, place: Place): readonly string[] {
    const paths = (one: StateSet) =>
      openPaths((action) => this.comparer.isOpen(this.access(one, place), action, this.placeOf(place)));
    const before = new Set(lasting(comparison).filter(isKnown).flatMap(paths));
    return paths(comparison.set).filter((id) => !before.has(id));
  }

  private access(set: StateSet, place: Place): Access {
    return this.accesses.get(place)!.get(set)!;
  }

  private placeOf({ account, organization, organizationPath, likeness }: Place): AccessPlace {
    return { space: { account, organization, organizationPath, now: this.input.now }, likeness };
  }

  /** The set's own policies; an end that is still to come is told apart, and not by its actions. */
  private ownChain({ policies, expires }: StateSet): Chain {
    const isEnded = expires !== null && Date.parse(expires) <= this.input.now;
    const documents = isEnded ? policies.documents : policies.documents.map(withoutEnding);
    const levels = [documents, ...(policies.boundary === null ? [] : [[policies.boundary]])];
    const same = (document: PolicyDocument) => obtain(this.texts, canonicalJson(document), () => document);
    return this.chain(levels.map((level) => level.map(same)));
  }

  private accessOf(set: StateSet, place: Place): Access {
    const { account, singledOut, levels } = place;
    const { partition, region } = this.input;
    const patterns = rolePatterns(partition, account, set.name, region);
    const roles = { permissionSet: set.name, account, patterns, singledOut };
    const resolved = (all: Place["levels"]) =>
      all.map((documents) => documents.map((document) => this.roles.resolved(document, roles)));
    const own = this.own.get(set)!.levels.map(({ policies }) => policies.map(({ document }) => document));
    return { own: this.chain(resolved(own)), bounds: this.chain(resolved(levels)), roles: patterns };
  }

  /** The same chain for the same documents. */
  private chain(levels: Place["levels"]): Chain {
    const name = levels.map((documents) => documents.map((one) => this.id(one)).join("+")).join("/");
    return obtain(this.bounds, `${levels.length} ${name}`, () => ({
      type: "SCP",
      levels: levels.map((documents) => ({
        target: null,
        policies: documents.map((document) =>
          obtain(this.policies, document, () => ({ name: null, document, origins: [] })),
        ),
      })),
    }));
  }

  private id(object: object): number {
    return obtain(this.ids, object, () => this.ids.size);
  }
}

function documentsOf({ levels }: Chain): readonly PolicyDocument[] {
  return levels.flatMap(({ policies }) => policies.map(({ document }) => document));
}

/** The others that last at least as long: what somebody has until sooner does not make the rest any less new. */
function lasting({ set, others, endsAside }: Comparison): readonly StateSet[] {
  if (endsAside) return others;
  return others.filter(({ expires }) => expires === null || (set.expires !== null && set.expires <= expires));
}

function isKnown({ policies }: StateSet): boolean {
  return policies.unknown.length === 0 && !policies.unknownBoundary;
}

/** Whether two sets can be compared by what is known of them: all of it, or what is not known is the same. */
function isKnownAs(other: StateSet, set: StateSet): boolean {
  return isKnown(other) || unknownParts(other) === unknownParts(set);
}

function unknownParts({ policies: { unknown, unknownBoundary }, boundary }: StateSet): string {
  return canonicalJson([[...unknown].sort(), unknownBoundary ? boundary : null]);
}

function unknownOf({ policies }: StateSet, changes: readonly CellChange[]): readonly string[] {
  const undecided = new Map<string, string[]>();
  for (const { undecided: one } of changes) {
    if (one !== null) obtain(undecided, one.reason, () => []).push(...one.actions);
  }
  return [
    ...policies.unknown.map((policy) => `the document of ${policy} is not known: it may allow anything`),
    ...(policies.unknownBoundary ? ["the document of the permissions boundary is not known"] : []),
    ...[...undecided].map(
      ([reason, actions]) =>
        `not decided for ${actions.slice(0, 3).join(", ")}${actions.length > 3 ? ` and ${actions.length - 3} more` : ""}: ${reason}`,
    ),
  ];
}
