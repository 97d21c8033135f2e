import type { Chain } from "../../chain/chain";
import { obtain } from "../../collections";
import { knownActionCells } from "../../compare/action-cells";
import { byDocumentation, isDocumented } from "../../compare/documented";
import { joined, type Projection, Projector, projectedLevels } from "../../compare/projection";
import type { AccessRequest } from "../../evaluate/request";
import { type Answer, findRequest } from "../../evaluate/search/find-request";
import type { Space } from "../../evaluate/space/space";

/** What somebody may do through a permission set: what the set says, and what binds it where it is used. */
export interface Access {
  /** The set's policies as one level, its boundary as another. */
  readonly own: Chain;
  /** Service control policies. Nothing in either asks of the ARN of the role but what RoleConditions left. */
  readonly bounds: Chain;
}

/** Where requests are made, and by whom. */
export interface AccessPlace {
  readonly space: Pick<Space, "account" | "organization" | "organizationPath" | "now" | "principals">;
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
  private readonly answers = new Map<string, Answer["kind"]>();
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
      const denying = others.map((other) => this.project(other, cell)).filter(({ deniesAll }) => !deniesAll);
      if (denying.some(({ name }) => name === allowing.name)) return;
      const names = [...new Set(denying.map(({ name }) => name))].sort();
      const name = [cell, allowing.name, ...names, place.likeness].join("\n");
      const change = obtain(this.changes, name, () => this.change(known, allowing, denying, place));
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
    const name = ["open", allowing.name, place.likeness].join("\n");
    return obtain(this.answers, name, () => ask(allowing, [], place.space, action).kind) !== "none";
  }

  private change(
    actions: readonly string[],
    allowing: Projection,
    denying: readonly Projection[],
    { space }: AccessPlace,
  ): CellChange {
    const answer = ask(allowing, denying, space, actions[0]!);
    if (answer.kind === "undecided") return { ...NO_CHANGE, undecided: { actions, reason: answer.reason } };
    if (answer.kind === "none") {
      // The other ways are other roles: of their names this one proves nothing.
      return denying.some(asksOfRole) ? { ...NO_CHANGE, undecided: { actions, reason: BY_NAME } } : NO_CHANGE;
    }
    return this.divided(actions, answer.request, allowing, denying, space);
  }

  /** Divides actions that have a request by whether they have one that AWS documents for them. */
  private divided(
    actions: readonly string[],
    request: AccessRequest,
    allowing: Projection,
    denying: readonly Projection[],
    space: AccessPlace["space"],
  ): CellChange {
    const documented = actions.filter((action) => isDocumented(action, request));
    const undocumented: string[] = [];
    const others = actions.filter((action) => !isDocumented(action, request));
    for (const group of byDocumentation(others, [allowing, ...denying])) {
      const answer = ask(allowing, denying, { ...space, ...group.space }, group.actions[0]!);
      (answer.kind === "none" ? undocumented : documented).push(...group.actions);
    }
    return { documented, undocumented, undecided: null };
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

const NO_CHANGE: CellChange = { documented: [], undocumented: [], undecided: null };

const BY_NAME = "a policy asks of the very name of a role, which is different for each permission set";

function asksOfRole({ denies, allows }: Projection): boolean {
  return [...denies, ...allows.flat()].some(({ statement }) =>
    JSON.stringify(statement).toLowerCase().includes("aws:principalarn"),
  );
}

/** Keys that every session of Identity Center has, whatever it asks for. */
const SESSION = { "aws:PrincipalType": "AssumedRole", "aws:PrincipalIsAWSService": "false" };

function ask(
  allowing: Projection,
  denying: readonly Projection[],
  space: Omit<Space, "type">,
  action: string,
): Answer {
  const { account } = space;
  return findRequest({
    allowedBy: [projectedLevels(allowing)],
    deniedBy: denying.map(projectedLevels),
    within: {
      type: "SCP",
      ...space,
      fixed: account === undefined ? SESSION : { ...SESSION, "aws:PrincipalAccount": account },
      knownActions: [action],
      actions: [action],
    },
  });
}
