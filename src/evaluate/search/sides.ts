import { NOT_GOVERNED_BY_RCP, RCP_SERVICES } from "../../aws-data/rcp-services";
import { canonicalJson } from "../../policy/canonical";
import { type Statement, statementsOf } from "../../policy/document";
import type { LevelDocuments, Levels } from "../request";
import type { Atoms } from "./atoms";
import { type Atom, type Choice, choice, must, type Way, way } from "./literal";

/** A statement with what it asks, and a name that equal statements share whatever their Sid. */
interface Asked {
  readonly name: string;
  readonly atoms: readonly Atom[];
}

interface Level {
  readonly allows: readonly Asked[];
  readonly denies: readonly Asked[];
}

/** A chain of policies, in atoms. */
export interface Side {
  readonly type: "SCP" | "RCP";
  readonly levels: readonly Level[];
}

/** The levels of a chain and its type; bare levels are SCPs. */
export function typedLevels(levels: Levels): {
  readonly type: "SCP" | "RCP";
  readonly levels: LevelDocuments;
} {
  return "levels" in levels ? levels : { type: "SCP", levels };
}

export function sideOf(levels: Levels, atoms: Atoms): Side {
  const { type, levels: documents } = typedLevels(levels);
  return {
    type,
    levels: documents.map((policies) => {
      const statements = policies.flatMap((document) =>
        statementsOf(document).map((statement) => ({ statement, version: document.Version })),
      );
      const asked = (effect: Statement["Effect"]) =>
        distinct(
          statements
            .filter(({ statement }) => statement.Effect === effect)
            .map(({ statement, version }) => ({
              name: canonicalJson({ ...statement, Sid: undefined, version: version ?? null }),
              atoms: atoms.ofStatement(statement, version),
            })),
        );
      return { allows: asked("Allow"), denies: asked("Deny") };
    }),
  };
}

function distinct(statements: readonly Asked[]): readonly Asked[] {
  return [...new Map(statements.map((one) => [one.name, one])).values()];
}

/**
 * What must be so for every side of `allowing` to allow a request and every side of `denying` to deny it. The
 * exempt are no concern here: no request of theirs is in any space.
 */
export function choicesOf(
  allowing: readonly Side[],
  denying: readonly Side[],
  atoms: Atoms,
): readonly Choice[] {
  return [
    ...distinctChoices(allowing.flatMap((side) => allowed(side, atoms))),
    ...denying.flatMap((side) => denied(side, allowing, atoms)),
  ];
}

/** An Allow matches at every level, and each Deny has a part that is false. */
function allowed({ type, levels }: Side, atoms: Atoms): readonly (readonly [string, Choice])[] {
  // Where RCPs do not govern, they allow.
  const ungoverned = type === "RCP" ? waysToBeUngoverned(atoms) : [];
  return levels.flatMap(({ allows, denies }) => [
    [
      `${type} one of ${allows.map(({ name }) => name).join()}`,
      choice([...ungoverned, ...allows.map((one) => way(matching(one)))]),
    ] as const,
    ...denies.map((one) => [`${type} not ${one.name}`, choice([...ungoverned, ...waysToFail(one)])] as const),
  ]);
}

/**
 * A Deny matches, or all Allows of a level fail. A Deny that an allowing side has too cannot be the reason, nor can
 * a level that has all the Allows of an allowing side's level.
 */
function denied({ type, levels }: Side, allowing: readonly Side[], atoms: Atoms): readonly Choice[] {
  const comparable = allowing.filter((side) => side.type === type).flatMap((side) => side.levels);
  const ruledOut = new Set(comparable.flatMap(({ denies }) => denies.map(({ name }) => name)));
  const namesOf = ({ allows }: Level) => new Set(allows.map(({ name }) => name));
  const canFail = (level: Level) => {
    const names = namesOf(level);
    return !comparable.some(({ allows }) => allows.every(({ name }) => names.has(name)));
  };
  const denies = distinct(levels.flatMap((level) => level.denies)).filter(({ name }) => !ruledOut.has(name));
  const reasons = choice(
    [
      ...denies.map((one) => way(matching(one))),
      ...levels.filter(canFail).map(({ allows }) =>
        way(
          [],
          allows.map((one) => choice(waysToFail(one))),
        ),
      ),
    ],
    true,
  );
  if (type === "SCP") return [reasons];
  const { services, spared } = governance(atoms);
  return [must([...services.yes, ...spared.no]), reasons];
}

function matching({ atoms }: Asked) {
  return atoms.flatMap(({ yes }) => yes);
}

function waysToFail({ atoms }: Asked): readonly Way[] {
  return atoms.map(({ no }) => way(no));
}

/** The actions of the services that RCPs govern, and those of them that no RCP reaches. */
function governance(atoms: Atoms): { readonly services: Atom; readonly spared: Atom } {
  return {
    services: atoms.ofActions([...RCP_SERVICES].map((service) => `${service}:*`)),
    spared: atoms.ofActions([...NOT_GOVERNED_BY_RCP]),
  };
}

function waysToBeUngoverned(atoms: Atoms): readonly Way[] {
  const { services, spared } = governance(atoms);
  return [way(services.no), way(spared.yes)];
}

function distinctChoices(named: readonly (readonly [string, Choice])[]): readonly Choice[] {
  return [...new Map(named).values()];
}
