import type { Chain } from "../../chain/chain";
import { obtain } from "../../collections";
import { knownActionCells } from "../../compare/action-cells";
import {
  byDocumentation,
  type DocumentedSpace,
  documentedVariants,
  isDocumented,
} from "../../compare/documented";
import { joined, type Projection, Projector, projectedLevels } from "../../compare/projection";
import { decide } from "../../evaluate/reference/decide";
import type { AccessRequest } from "../../evaluate/request";
import { type Answer, findRequest } from "../../evaluate/search/find-request";
import type { Space } from "../../evaluate/space/space";
import { canonicalJson } from "../../policy/canonical";

/** What somebody may do through a permission set: what the set says, and what binds it where it is used. */
export interface Access {
  /** The set's policies as one level, its boundary as another. */
  readonly own: Chain;
  /** Service control policies. Nothing in either asks of the ARN of the role but what RoleConditions left. */
  readonly bounds: Chain;
  /** Patterns of the roles that the set has, as rolePatterns has them. */
  readonly roles: readonly string[];
}

/** Where requests are made, and by whom. */
export interface AccessPlace {
  readonly space: Pick<Space, "account" | "organization" | "organizationPath" | "now">;
  /** Equal for accounts that no pattern in any of the policies tells apart. */
  readonly likeness: string;
}

/** What is so of the known actions that the policies in question do not tell apart. */
export interface CellChange {
  /** Actions with a request that is newly allowed, as far as AWS documents them. */
  readonly documented: readonly string[];
  /** Actions with such a request only outside of what AWS documents of their resources and keys. */
  readonly undocumented: readonly string[];
  /** Actions of which it could not be told, and why. */
  readonly undecided: { readonly actions: readonly string[]; readonly reason: string } | null;
}

/**
 * Compares what permission sets allow, action by action over all that AWS documents, each answer by the kernel: a
 * request, or the proof that there is none. Actions are divided into cells once, by the patterns of all the policies;
 * equal questions are asked once.
 */
export class AccessComparer {
  private readonly projector: Projector;
  private readonly cells: ReturnType<typeof knownActionCells>;
  private readonly cellOf = new Map<string, number>();
  private readonly projections = new Map<Chain, Projection[]>();
  private readonly pairs = new Map<Projection, Map<Projection, Projection>>();
  private readonly answers = new Map<string, Answer>();
  /** The last request found, whatever the place: it may do elsewhere too. */
  private readonly witnesses = new Map<string, AccessRequest>();
  private readonly changes = new Map<string, CellChange>();

  /** @param chains every chain that will be asked of */
  constructor(chains: readonly Chain[]) {
    this.projector = new Projector(chains);
    this.cells = knownActionCells(this.projector.lists);
    this.cells.forEach(({ known }, cell) => {
      for (const action of known) this.cellOf.set(action, cell);
    });
  }

  /** What one way of access allows that none of the others does: cells without a change are left out. */
  newlyAllowed(from: Access, others: readonly Access[], place: AccessPlace): readonly CellChange[] {
    const found: CellChange[] = [];
    this.cells.forEach(({ known }, cell) => {
      const allowing = this.project(from, cell);
      if (allowing.deniesAll) return;
      const sides = others
        .map((other) => ({
          side: this.project(other, cell),
          isOther: other.roles.join() !== from.roles.join(),
        }))
        .filter(({ side }) => !side.deniesAll);
      const isDoubtful = sides.some(({ side, isOther }) => isOther && asksOfRole(side));
      if (!isDoubtful && sides.some(({ side }) => side.name === allowing.name)) return;
      const denying = sides.map(({ side }) => side);
      const pair = pairOf(allowing, denying, place, from.roles, isDoubtful);
      const change = obtain(this.changes, `${cell}\n${pair.name}\n${place.likeness}`, () =>
        this.change(known, pair),
      );
      if (change !== NO_CHANGE) found.push(change);
    });
    return found;
  }

  /** Whether any request for a known action is allowed; so too where that cannot be told. */
  isOpen(access: Access, action: string, place: AccessPlace): boolean {
    const cell = this.cellOf.get(action);
    if (cell === undefined) throw new Error(`${action} is no known action`);
    const allowing = this.project(access, cell);
    if (allowing.deniesAll) return false;
    return this.answer(pairOf(allowing, [], place, access.roles, false), action).kind !== "none";
  }

  private change(actions: readonly string[], pair: Pair): CellChange {
    const answer = this.answer(pair, actions[0]!);
    if (answer.kind === "undecided") return { ...NO_CHANGE, undecided: { actions, reason: answer.reason } };
    if (answer.kind === "none") {
      return pair.isDoubtful ? { ...NO_CHANGE, undecided: { actions, reason: BY_NAME } } : NO_CHANGE;
    }
    return this.divided(actions, answer.request, pair);
  }

  /** Divides actions that have a request by whether they have one that AWS documents for them. */
  private divided(actions: readonly string[], request: AccessRequest, pair: Pair): CellChange {
    const isShown = (action: string) =>
      isDocumented(action, request) ||
      documentedVariants(action, request).some((variant) => replays(variant, pair));
    const documented: string[] = [];
    const undocumented: string[] = [];
    const others: string[] = [];
    for (const action of actions) (isShown(action) ? documented : others).push(action);
    for (const group of byDocumentation(others, [pair.allowing, ...pair.denying])) {
      const answer = this.answer(pair, group.actions[0]!, group.space);
      (answer.kind === "none" ? undocumented : documented).push(...group.actions);
    }
    return { documented, undocumented, undecided: null };
  }

  /** The answer for an action; statements are compared without their actions, so that it holds for all like it. */
  private answer(pair: Pair, action: string, documented?: DocumentedSpace): Answer {
    const { name, place, isNamed } = pair;
    const question = documented === undefined ? name : `${name}\n${canonicalJson(documented)}`;
    return obtain(this.answers, `${question}\n${place.likeness}`, () => {
      const guess = isNamed ? undefined : movedTo(place, this.witnesses.get(question));
      if (guess !== undefined && replays(guess, pair)) {
        return { kind: "witness", request: guess, undocumented: false };
      }
      const answer = ask(pair, documented, action);
      if (answer.kind === "witness") this.witnesses.set(question, answer.request);
      return answer;
    });
  }

  private project({ own, bounds }: Access, cell: number): Projection {
    const [one, other] = [own, bounds].map((chain) => {
      const known = obtain(this.projections, chain, () => []);
      known[cell] ??= this.projector.project(chain, this.cells[cell]!);
      return known[cell];
    }) as [Projection, Projection];
    return obtain(
      obtain(this.pairs, one, () => new Map<Projection, Projection>()),
      other,
      () => joined(one, other),
    );
  }
}

/** Two sides of a question for the actions of one cell. */
interface Pair {
  readonly allowing: Projection;
  readonly denying: readonly Projection[];
  readonly place: AccessPlace;
  /** Patterns of the roles that ask. */
  readonly roles: readonly string[];
  /** Whether something asks of the name of the role. */
  readonly isNamed: boolean;
  /** Whether it asks so of another way of access, which is another role: of its name the one that asks proves nothing. */
  readonly isDoubtful: boolean;
  /** Equal for questions that are equal but for the place. */
  readonly name: string;
}

function pairOf(
  allowing: Projection,
  denying: readonly Projection[],
  place: AccessPlace,
  roles: readonly string[],
  isDoubtful: boolean,
): Pair {
  const isNamed = [allowing, ...denying].some(asksOfRole);
  const names = new Set(denying.map(({ name }) => name).sort());
  const name = [isNamed ? roles.join() : "", String(isDoubtful), allowing.name, ...names].join("\n");
  return { allowing, denying, place, roles, isNamed, isDoubtful, name };
}

/** A request of one account as one of another; undefined where it says where in the organization the account is. */
function movedTo(
  { space: { account } }: AccessPlace,
  request: AccessRequest | undefined,
): AccessRequest | undefined {
  if (request?.account === undefined || account === undefined) return undefined;
  const text = JSON.stringify(request);
  if (/orgpaths/i.test(text)) return undefined;
  return JSON.parse(text.replaceAll(request.account, account)) as AccessRequest;
}

/** Whether one side allows a request that the other denies. */
function replays(request: AccessRequest, { allowing, denying }: Pair): boolean {
  const verdict = (side: Projection) => decide(projectedLevels(side), request).verdict;
  return verdict(allowing) === "allowed" && denying.every((side) => verdict(side) === "denied");
}

const NO_CHANGE: CellChange = { documented: [], undocumented: [], undecided: null };

const BY_NAME = "a policy asks of the very name of a role, which is different for each permission set";

const asking = new WeakMap<Projection, boolean>();

function asksOfRole(projection: Projection): boolean {
  const known = asking.get(projection);
  if (known !== undefined) return known;
  const { denies, allows } = projection;
  const found = [...denies, ...allows.flat()].some(({ statement }) =>
    JSON.stringify(statement).toLowerCase().includes("aws:principalarn"),
  );
  asking.set(projection, found);
  return found;
}

/** Keys that every session of Identity Center has, whatever it asks for. */
const SESSION = { "aws:PrincipalType": "AssumedRole", "aws:PrincipalIsAWSService": "false" };

function ask(
  { allowing, denying, place: { space }, roles, isNamed }: Pair,
  documented: DocumentedSpace | undefined,
  action: string,
): Answer {
  const { account } = space;
  return findRequest({
    allowedBy: [projectedLevels(allowing)],
    deniedBy: denying.map(projectedLevels),
    within: {
      type: "SCP",
      ...space,
      ...documented,
      // Of names that nothing asks of, one is as good as all, and told apart from others much faster.
      principals: isNamed ? roles : [oneOf(roles)],
      fixed: account === undefined ? SESSION : { ...SESSION, "aws:PrincipalAccount": account },
      knownActions: [action],
      actions: [action],
    },
  });
}

const oneOf = ([pattern = ""]: readonly string[]) => pattern.replaceAll("?", "0");
