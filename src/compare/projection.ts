import type { Chain, ChainLevel, ChainType } from "../chain/chain";
import { obtain } from "../collections";
import type { Levels } from "../evaluate/request";
import { canonicalJson } from "../policy/canonical";
import { many, type PolicyDocument, type Statement, statementsOf } from "../policy/document";
import type { ActionCell, PatternList } from "./action-cells";

/** The actions that a statement is about. */
interface Meant {
  readonly list: number;
  /** Whether the list says which actions are meant, and not which are not. */
  readonly inside: boolean;
}

export function isAbout({ list, inside }: Meant, { lists }: Pick<ActionCell, "lists">): boolean {
  return lists.has(list) === inside;
}

/** A statement, with the part of it that is not about actions. */
interface Read extends Meant {
  readonly effect: Statement["Effect"];
  readonly part: Part;
}

/** Resource, condition and version of a statement: all that is left of it once the action is known. */
export interface Part {
  /** Equal for equal parts; counted from 0 in an order that does not depend on which chain came first. */
  readonly id: number;
  readonly statement: Pick<Statement, "Resource" | "NotResource" | "Condition">;
  readonly version: string | undefined;
  /** True of every request. */
  readonly always: boolean;
}

/** What a chain says about the actions of one cell. Where a Deny stands does not matter; where an Allow does. */
export interface Projection {
  /** Equal for chains that say the same; only among projections of one projector. */
  readonly name: string;
  readonly type: ChainType;
  readonly denies: readonly Part[];
  /** For each level that does not allow everything, the Allows that it has. */
  readonly allows: readonly (readonly Part[])[];
  /** True when it surely denies every request. */
  readonly deniesAll: boolean;
}

/** Chains read against one numbering of the lists of actions in them. */
export class Projector {
  readonly lists: PatternList[] = [];
  private readonly places = new Map<string, number>();
  private readonly parts = new Map<string, Part & { id: number }>();
  private readonly statementOf = new Map<Statement, Read>();
  private readonly documents = new Map<PolicyDocument, readonly Read[]>();
  private readonly levels = new Map<ChainLevel, readonly Read[]>();
  private readonly names = new Map<ChainLevel, ReadonlySet<string>>();

  constructor(chains: readonly Chain[]) {
    for (const { levels } of chains) for (const level of levels) this.read(level);
    [...this.parts.keys()].sort().forEach((name, id) => {
      this.parts.get(name)!.id = id;
    });
  }

  /** @param chain one of those given to the constructor */
  project({ levels, type }: Chain, cell: Pick<ActionCell, "lists">): Projection {
    const meant = levels.map((level) => this.read(level).filter((one) => isAbout(one, cell)));
    const partsOf = (wanted: Statement["Effect"], some: readonly Read[]) =>
      some.filter(({ effect }) => effect === wanted).map(({ part }) => part);
    const denies = distinct(meant.flatMap((some) => partsOf("Deny", some)));
    const allows = meant
      .map((some) => distinct(partsOf("Allow", some)))
      .filter((level) => !level.some(({ always }) => always));
    const deniesAll = denies.some(({ always }) => always) || allows.some((level) => level.length === 0);
    return { name: projectionName(denies, allows, deniesAll), type, denies, allows, deniesAll };
  }

  /**
   * The lists of actions of which two chains may say different things; null for any action. Of what is in none of
   * these, their projections are equal: levels of which nothing changed are not looked at.
   */
  differing(one: Chain, other: Chain): readonly Meant[] | null {
    if (one.levels.length !== other.levels.length) return null;
    return one.levels.flatMap((level, at) => {
      const opposite = other.levels[at]!;
      return level === opposite ? [] : [...this.only(level, opposite), ...this.only(opposite, level)];
    });
  }

  private only(level: ChainLevel, other: ChainLevel): readonly Read[] {
    const names = obtain(this.names, other, () => new Set(this.read(other).map(readName)));
    return this.read(level).filter((one) => !names.has(readName(one)));
  }

  /** The part of a statement of one of the chains that is not about actions. */
  part(statement: Statement): Part {
    return this.statementOf.get(statement)!.part;
  }

  /** Whether a statement of one of the chains is about the actions of a cell. */
  speaksOf(statement: Statement, cell: Pick<ActionCell, "lists">): boolean {
    return isAbout(this.statementOf.get(statement)!, cell);
  }

  private read(level: ChainLevel): readonly Read[] {
    return obtain(this.levels, level, () =>
      level.policies.flatMap(({ document }) =>
        obtain(this.documents, document, () => this.statements(document)),
      ),
    );
  }

  private statements(document: PolicyDocument): readonly Read[] {
    return statementsOf(document).map((statement): Read => {
      const { Effect, Action, NotAction } = statement;
      const read: Read = {
        effect: Effect,
        list: this.place(many(Action ?? NotAction)),
        inside: Action !== undefined,
        part: this.interned(statement, document.Version),
      };
      this.statementOf.set(statement, read);
      return read;
    });
  }

  private place(patterns: readonly string[]): number {
    const list = [...new Set(patterns.map((pattern) => pattern.toLowerCase()))].sort();
    return obtain(this.places, list.join(), () => this.lists.push(list) - 1);
  }

  private interned(whole: Statement, version: string | undefined): Part {
    const { Resource, NotResource, Condition } = whole;
    const statement = {
      ...(Resource === undefined ? { NotResource: NotResource! } : { Resource }),
      ...(Condition === undefined ? {} : { Condition }),
    };
    return obtain(this.parts, canonicalJson([statement, version ?? null]), () => ({
      id: 0,
      statement,
      version,
      always: many(Resource).includes("*") && Object.keys(Condition ?? {}).length === 0,
    }));
  }
}

function readName({ effect, list, inside, part }: Read): string {
  return `${effect} ${list} ${inside} ${part.id}`;
}

/** What two chains say together, each a further condition of the other. Both are of one projector. */
export function joined(one: Projection, other: Projection): Projection {
  const denies = distinct([...one.denies, ...other.denies]);
  const allows = [...one.allows, ...other.allows];
  const deniesAll = one.deniesAll || other.deniesAll;
  return { name: projectionName(denies, allows, deniesAll), type: one.type, denies, allows, deniesAll };
}

/** Levels that say the same of an action of the cell as the chain does, whatever the action. */
export function projectedLevels({ type, denies, allows }: Projection): Levels {
  const statement = (
    Effect: Statement["Effect"],
    { statement: part }: Pick<Part, "statement">,
  ): Statement => ({
    Effect,
    ...(type === "RCP" ? { Principal: "*" } : {}),
    Action: "*",
    ...part,
  });
  const documents = (Effect: Statement["Effect"], parts: readonly Part[]) =>
    parts.map((part) => ({
      ...(part.version === undefined ? {} : { Version: part.version }),
      Statement: [statement(Effect, part)],
    }));
  const everything = { Version: "2012-10-17", Statement: [statement("Allow", EVERYTHING)] };
  return {
    type,
    levels: [[everything, ...documents("Deny", denies)], ...allows.map((level) => documents("Allow", level))],
  };
}

const EVERYTHING = { statement: { Resource: "*" } };

function distinct(parts: readonly Part[]): readonly Part[] {
  return [...new Set(parts)].sort((a, b) => a.id - b.id);
}

function projectionName(
  denies: readonly Part[],
  allows: readonly (readonly Part[])[],
  deniesAll: boolean,
): string {
  return deniesAll ? "denies all" : [nameOf(denies), ...allows.map(nameOf).sort()].join("; ");
}

function nameOf(parts: readonly Part[]): string {
  return parts.map(({ id }) => id).join();
}
