import { RCP_SERVICES } from "../aws-data/rcp-services";
import { type Chain, type ChainType, type DecidedBy, decidedBy, levelsOf } from "../chain/chain";
import { obtain } from "../collections";
import { decide } from "../evaluate/reference/decide";
import { isGoverned } from "../evaluate/reference/exemptions";
import type { AccessRequest, Decider } from "../evaluate/request";
import { type Answer, findRequest } from "../evaluate/search/find-request";
import type { Space } from "../evaluate/space/space";
import { statementsOf } from "../policy/document";
import { type ActionCell, type ActionCells, actionCells } from "./action-cells";
import type { Contents } from "./classes";
import { byDocumentation, isDocumented } from "./documented";
import { Gists, SINGLES_OUT } from "./gist";
import {
  type Doubt,
  inPlaceOf,
  type Loss,
  type Losses,
  NOT_REPLAYED,
  NOTHING,
  type Piece,
  UNSEEN,
  united,
  type Within,
} from "./losses";
import { isAbout, type Part, type Projection, Projector, projectedLevels } from "./projection";
import { whenOf } from "./when";

/**
 * Compares chains of one type with each other. The actions are divided into cells once, by the patterns of all the
 * chains; for each cell the statements that speak of it are compared without their actions, so that one question
 * answers for all actions of the cell, and equal questions are asked once.
 */
export class ChainComparer {
  private readonly projector: Projector;
  private readonly cells: ActionCells;
  private readonly gists: Gists;
  /** For each cell, by what has a say there. */
  private readonly pieces = new Map<ActionCell, Map<string, Piece>>();
  private readonly unions = new Map<string, Losses>();
  private readonly differing = new Map<string, readonly ActionCell[]>();
  private made = 0;
  private readonly answers = new Map<string, { readonly answer: Answer; readonly within: Within }>();
  private readonly replays = new WeakMap<
    AccessRequest,
    { readonly from: Chain; readonly to: Chain; readonly deciders: readonly Decider[] }
  >();

  /**
   * @param chains every chain that will be compared, all of one type
   * @param contents what is known of their policies
   */
  constructor(
    private readonly type: ChainType,
    chains: readonly Chain[],
    contents: Contents,
  ) {
    this.projector = new Projector(chains);
    const { lists } = this.projector;
    const isRcp = type === "RCP";
    const all = actionCells(isRcp ? [...lists, GOVERNED] : lists);
    const governed = (cell: ActionCell): ActionCell => ({
      ...cell,
      known: cell.known.filter(isGoverned),
      invented: cell.invented !== null && isGoverned(cell.invented) ? cell.invented : null,
    });
    this.cells = isRcp ? { ...all, cells: all.cells.map(governed) } : all;
    this.gists = new Gists(this.projector, contents);
  }

  /**
   * What `from` allows and `to` denies: for each known action and each cell of unknown ones, a witness, a proof
   * that there is none (no entry), or a doubt.
   *
   * @param likeness equal for spaces that differ in the account only, which no pattern tells apart
   */
  lost(from: Chain, to: Chain, within: Within, likeness: string): Losses {
    const pieces: Piece[] = [];
    const differing = this.projector.differing(from, to);
    const [one, other] = [this.gists.of(from), this.gists.of(to)];
    for (const cell of this.cellsOf(differing)) {
      const known = obtain(this.pieces, cell, () => new Map<string, Piece>());
      const gist = `${one(cell)}\n${other(cell)}`;
      const alike = gist.includes(SINGLES_OUT) ? likeness : "";
      const sides = { from, to, within, likeness: alike };
      const piece = obtain(known, `${gist}\n${alike}`, () => this.lostIn(cell, sides));
      if (piece !== NOTHING) pieces.push(piece);
    }
    if (!this.cells.complete && differing?.length !== 0) pieces.push(UNSEEN);
    // Most classes consist of the same pieces.
    return obtain(this.unions, pieces.map(({ id }) => id).join(), () => united(pieces));
  }

  /** A loss's witness with another account in it that has the same losses; null where it does not hold for that one. */
  placed({ witness, within: known }: Loss, from: Chain, to: Chain, within: Within): AccessRequest | null {
    if (known.account === within.account && known.organizationPath === within.organizationPath)
      return witness;
    const request = inPlaceOf(witness, known, within);
    return this.replayed(from, to, request).length > 0 ? request : null;
  }

  /** The cells with an action in one of some lists of actions. @param differing null for any */
  private cellsOf(differing: ReturnType<Projector["differing"]>): readonly ActionCell[] {
    const { cells } = this.cells;
    if (differing === null) return cells;
    const name = [...new Set(differing.map(({ list, inside }) => (inside ? list : ~list)))].sort().join();
    return obtain(this.differing, name, () =>
      cells.filter((cell) => differing.some((one) => isAbout(one, cell))),
    );
  }

  private lostIn(cell: ActionCell, sides: Sides): Piece {
    const allowing = this.projector.project(sides.from, cell);
    const denying = this.projector.project(sides.to, cell);
    if (allowing.name === denying.name || allowing.deniesAll) return NOTHING;
    const pair: Pair = { ...sides, allowing, denying };
    const losses: Loss[] = [];
    const doubts: Doubt[] = [];
    const add = (group: Group) => {
      const found = this.caused(pair, group);
      losses.push(...found);
      if (found.length === 0)
        doubts.push({ actions: group.actions, reason: NOT_REPLAYED, undocumented: group.undocumented });
    };
    for (const { actions, undocumented } of actionsOf(cell)) {
      const answer = this.answer(pair, actions[0]!);
      if (answer.kind === "none") continue;
      if (answer.kind === "undecided") doubts.push({ actions, reason: answer.reason, undocumented });
      else if (undocumented) add({ actions, request: answer.request, undocumented });
      else for (const group of this.documented(pair, actions, answer.request)) add(group);
    }
    return { id: ++this.made, losses, doubts };
  }

  /** Divides known actions that have a witness by whether they have one that AWS documents for them. */
  private documented(pair: Pair, actions: readonly string[], request: AccessRequest): readonly Group[] {
    const { allowing, denying, within } = pair;
    const own = actions.filter((action) => isDocumented(action, request));
    const others = actions.filter((action) => !isDocumented(action, request));
    const groups: Group[] = own.length === 0 ? [] : [{ actions: own, request, undocumented: false }];
    for (const group of byDocumentation(others, [allowing, denying])) {
      const answer = this.ask(allowing, denying, { ...within, ...group.space }, group.actions[0]!);
      groups.push({
        actions: group.actions,
        request: answer.kind === "witness" ? answer.request : request,
        undocumented: answer.kind === "none",
      });
    }
    return groups;
  }

  /** What a group of actions is denied by; nothing when its witness does not hold. */
  private caused(
    { from, to, allowing, denying, within }: Pair,
    { actions, request: any, undocumented }: Group,
  ): readonly Loss[] {
    const request = any.action === actions[0] ? any : { ...any, action: actions[0]! };
    const deciders = this.replayed(from, to, request);
    if (deciders.length === 0) return [];
    const { decider, deny } = this.cause(to, deciders, allowing);
    const when = whenOf({ allowing, denying, deny }, request);
    return [...byDecider(to, decider, actions)].map(([{ target, ...by }, own]) => ({
      actions: own,
      when,
      witness: { ...request, action: own[0]! },
      decidedBy: by,
      above: target === null ? null : to.levels.length - 1 - decider.level,
      undocumented,
      within,
    }));
  }

  private answer(pair: Pair, action: string): Answer {
    const { allowing, denying, within, likeness } = pair;
    const name = [allowing.name, denying.name, likeness].join("\n");
    const known = this.answers.get(name);
    const moved = known === undefined ? undefined : this.moved(known, pair, action);
    if (moved !== undefined) return moved;
    const answer = this.ask(allowing, denying, within, action);
    this.answers.set(name, { answer, within });
    return answer;
  }

  /**
   * A known answer as one about another account. No pattern tells the two apart, so that a witness is one with the other
   * account in it; it is replayed all the same, and undefined when it does not hold.
   */
  private moved(
    { answer, within: known }: { readonly answer: Answer; readonly within: Within },
    { from, to, within }: Pair,
    action: string,
  ): Answer | undefined {
    if (answer.kind !== "witness" || known.account === within.account) return answer;
    const request = { ...inPlaceOf(answer.request, known, within), action };
    return this.replayed(from, to, request).length > 0 ? { ...answer, request } : undefined;
  }

  private ask(
    allowing: Projection,
    denying: Projection,
    within: Omit<Space, "type">,
    action: string,
  ): Answer {
    return findRequest({
      allowedBy: [projectedLevels(allowing)],
      deniedBy: [projectedLevels(denying)],
      within: { type: this.type, ...within, knownActions: [action], actions: [action] },
    });
  }

  /** Who denies the request in `to`; nobody if it is not so that `from` allows it and `to` denies it. */
  private replayed(from: Chain, to: Chain, request: AccessRequest): readonly Decider[] {
    const known = this.replays.get(request);
    if (known !== undefined && known.from === from && known.to === to) return known.deciders;
    const isAllowed = decide(levelsOf(from), request).verdict === "allowed";
    const deciders = isAllowed ? decide(levelsOf(to), request).decidedBy : [];
    this.replays.set(request, { from, to, deciders });
    return deciders;
  }

  /** Of several deciders, one that is new, if there is one. */
  private cause(to: Chain, deciders: readonly Decider[], allowing: Projection) {
    const old = new Set(allowing.denies);
    const causes = deciders.map((decider) => ({ decider, deny: this.part(to, decider) }));
    return causes.find(({ deny }) => deny === undefined || !old.has(deny)) ?? causes[0]!;
  }

  private part({ levels }: Chain, { level, policy, statement }: Decider): Part | undefined {
    if (policy === null || statement === null) return undefined;
    const { document } = levels[level]!.policies[policy]!;
    return this.projector.part(statementsOf(document)[statement]!);
  }
}

/** Two chains, and where to look. */
interface Sides {
  readonly from: Chain;
  readonly to: Chain;
  readonly within: Within;
  readonly likeness: string;
}

/** What the chains say of one cell of actions. */
interface Pair extends Sides {
  readonly allowing: Projection;
  readonly denying: Projection;
}

/** Actions with one witness; its action is any of them. */
interface Group {
  readonly actions: readonly string[];
  readonly request: AccessRequest;
  readonly undocumented: boolean;
}

const GOVERNED = [...RCP_SERVICES].map((service) => `${service}:*`).sort();

/** The known actions of a cell, then the one that stands for the others. */
function actionsOf({ known, invented }: ActionCell) {
  return [
    ...(known.length === 0 ? [] : [{ actions: known, undocumented: false }]),
    ...(invented === null ? [] : [{ actions: [invented], undocumented: true }]),
  ];
}

/** A merged statement is of one guardrail for some actions and of another for others. */
function byDecider(chain: Chain, decider: Decider, actions: readonly string[]) {
  const found = new Map<string, [DecidedBy, string[]]>();
  for (const action of actions) {
    const by = decidedBy(chain, decider, action);
    obtain(found, by.guardrail ?? "", (): [DecidedBy, string[]] => [by, []])[1].push(action);
  }
  return found.values();
}
