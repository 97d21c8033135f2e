import type { Chain, ChainLevel, ChainPolicy } from "../chain/chain";
import { obtain } from "../collections";
import { type Statement, statementsOf } from "../policy/document";
import type { ActionCell } from "./action-cells";
import type { Contents } from "./classes";
import { marksOf, singlesOut } from "./marks";
import type { Projector } from "./projection";

/** Stands in the gist of what tells some accounts from others by more than their chains. */
export const SINGLES_OUT = "!";

/**
 * Names what of a chain has a say on the actions of one cell: the policies with a statement about them, level by level.
 * Most classes of accounts differ in policies about other actions, so that what one loses is known from another.
 */
export class Gists {
  private readonly kinds = new Map<ChainLevel, Map<ActionCell, string>>();
  private readonly byName = new Map<string, Map<ActionCell, string>>();
  private readonly singling = new Map<Statement, boolean>();

  constructor(
    private readonly projector: Projector,
    private readonly contents: Contents,
  ) {}

  /**
   * Names a chain cell by cell, equally for chains in which the same statements, in policies of the same names at the
   * same heights, have a say.
   */
  of({ levels }: Chain): (cell: ActionCell) => string {
    const kinds = levels.map((level) =>
      obtain(this.kinds, level, () => obtain(this.byName, this.contents.levelName(level), () => new Map())),
    );
    return (cell) =>
      kinds.map((kind, at) => obtain(kind, cell, () => this.name(levels[at]!, cell))).join(";");
  }

  private name({ policies }: ChainLevel, cell: ActionCell): string {
    return policies.map((policy) => this.policyName(policy, cell)).join("");
  }

  private policyName(policy: ChainPolicy, cell: ActionCell): string {
    const speaking = statementsOf(policy.document).filter((one) => this.projector.speaksOf(one, cell));
    if (speaking.length === 0) return "";
    const singles = speaking.some((one) => obtain(this.singling, one, () => singlesOut(marksOf([one]))));
    return `${this.contents.policyName(policy)}${singles ? SINGLES_OUT : "+"}`;
  }
}
