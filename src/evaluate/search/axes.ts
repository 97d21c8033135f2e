import { obtain } from "../../collections";
import type { Tokens } from "../automata/tokens";
import { formOf, isMultivalued, isUsual, niceValues } from "../facts/keys";
import { ACTION_NAMES } from "../space/action-names";
import { Axis } from "../space/axis";
import type { Space } from "../space/space";

/** Where no actions are known, a witness has one of these if one will do. */
const SOME_ACTIONS: readonly string[] = ["s3:GetObject", "ec2:RunInstances", "iam:CreateRole", "kms:Decrypt"];

const NOT_EMPTY: Tokens = [{ star: false }, { star: true }];

const ONE_VALUE = {
  multivalued: false,
  optional: false,
  mayBeEmpty: false,
  preferAbsent: false,
  universe: NOT_EMPTY,
};

/** The axes of a question, made as they are asked for. */
export class Axes {
  readonly action: Axis;
  readonly resource = new Axis("resource", {
    ...ONE_VALUE,
    nice: ["*", "arn:aws:s3:::example/example", "arn:aws:s3:::example"],
  });
  readonly keys = new Map<string, Axis>();
  /** Known actions as they are spelled, by lower case. */
  readonly spelling: ReadonlyMap<string, string>;
  private readonly account: string | undefined;
  private readonly flags = new Map<string, Axis>();

  /** @param asSets the keys that some policy asks of by a set operator, in lower case */
  constructor(
    { knownActions = SOME_ACTIONS, account }: Space,
    private readonly asSets: ReadonlySet<string>,
  ) {
    this.spelling = new Map(knownActions.map((action) => [action.toLowerCase(), action]));
    this.action = new Axis("action", {
      ...ONE_VALUE,
      universe: ACTION_NAMES,
      nice: [...this.spelling.keys()],
    });
    this.account = account;
  }

  get all(): readonly Axis[] {
    return [this.action, this.resource, ...this.keys.values(), ...this.flags.values()];
  }

  /** The axis of a condition key; the first spelling met is the one that witnesses have. */
  key(name: string): Axis {
    const folded = name.toLowerCase();
    return obtain(this.keys, folded, () => {
      const form = formOf(name);
      return new Axis(name, {
        multivalued: isMultivalued(name, this.asSets.has(folded)),
        optional: true,
        mayBeEmpty: form === undefined,
        preferAbsent: !isUsual(name),
        universe: NOT_EMPTY,
        form,
        nice: niceValues(name, this.account),
      });
    });
  }

  /** An axis that is only true ("yes") or false, for what the other axes cannot say of a clause. */
  flag(clause: string): Axis {
    return obtain(this.flags, clause, () => new Axis(clause, { ...ONE_VALUE, nice: ["no", "yes"] }));
  }

  isFlag(axis: Axis): boolean {
    return this.flags.get(axis.name) === axis;
  }
}
