import { type Implication, implicationsOf, keysOf, tagImplications } from "../facts/implications";
import { TELLINGS, type Telling } from "../facts/tellings";
import { literally } from "../reference/pattern";
import type { Axis } from "../space/axis";
import type { Space } from "../space/space";
import { textTest } from "../space/tests";
import type { Atoms } from "./atoms";
import type { Axes } from "./axes";
import { type Choice, choice, complement, type Literal, must, way } from "./literal";
import type { Pinned } from "./variables";

const VERSION = "2012-10-17";

/** What must be so of every request of a space, as far as it concerns the keys that are asked of. */
export function tiesOf(space: Space, pinned: Pinned, atoms: Atoms): readonly Choice[] {
  const { axes } = atoms;
  // Given things first: they may ask of keys that no policy asks of.
  const choices = [...givenChoices(space, atoms), ...pinnedChoices(pinned, axes)];
  choices.push(...implicationChoices(implicationsOf(space.type), atoms));
  choices.push(...accountChoices(space, atoms));
  for (const telling of TELLINGS) choices.push(...tellingChoices(telling, axes));
  if (axes.keys.has("aws:principalarn")) choices.push(notServiceLinked(atoms));
  return choices;
}

function givenChoices({ actions, resources, principals, fixed, absent }: Space, atoms: Atoms): Choice[] {
  const choices: Choice[] = [];
  if (actions !== undefined) choices.push(must(atoms.ofActions(actions).yes));
  if (resources !== undefined) choices.push(must(atoms.ofResources(resources, true, undefined).yes));
  if (principals !== undefined) {
    choices.push(...blockChoices(atoms, { ArnLike: { "aws:PrincipalArn": principals } }));
  }
  for (const key of absent ?? []) choices.push(...blockChoices(atoms, { Null: { [key]: "true" } }));
  for (const [key, value] of Object.entries(fixed ?? {})) {
    const axis = atoms.axes.key(key);
    const values = typeof value === "string" ? [value] : value;
    if (values.length === 0) choices.push(...blockChoices(atoms, { Null: { [key]: "true" } }));
    else choices.push(must(isExactly(axis, values)));
  }
  return choices;
}

function pinnedChoices(pinned: Pinned, axes: Axes): Choice[] {
  return [...pinned].flatMap(([key, value]) => {
    const axis = axes.keys.get(key);
    if (axis === undefined) return [];
    if (value !== null) return [must(isExactly(axis, [value]))];
    return [must([{ axis, group: null, inside: false, hit: false, absent: true, emptyIsAbsent: false }])];
  });
}

/** The values of the key are these, all of them and no other. */
function isExactly(axis: Axis, values: readonly string[]): readonly Literal[] {
  const base = { axis, inside: true, absent: false, emptyIsAbsent: false };
  const tests = values.map((value) => textTest(literally(value)));
  return [
    { ...base, group: axis.group(tests), hit: false },
    ...tests.map((test) => ({ ...base, group: axis.group([test]), hit: true })),
  ];
}

/** The implications about the keys that are asked of, and about those that these bring in. */
function implicationChoices(implications: readonly Implication[], atoms: Atoms): Choice[] {
  const { axes } = atoms;
  const isAsked = (key: string) => axes.keys.has(key.toLowerCase());
  const choices: Choice[] = [];
  const open = new Set([
    ...implications,
    ...tagImplications([...axes.keys.values()].map(({ name }) => name)),
  ]);
  for (let found = true; found; ) {
    found = false;
    for (const one of open) {
      const then = one.follows.flatMap(keysOf);
      const when = keysOf(one.when);
      const matters =
        when.every(isAsked) && ((when.length > 0 && one.onlyTogether !== true) || then.every(isAsked));
      if (!matters) continue;
      open.delete(one);
      found = true;
      choices.push(
        choice([
          ...atoms.ofBlock(one.when, VERSION).map(({ no }) => way(no)),
          ...one.follows.map((block) => way(atoms.ofBlock(block, VERSION).flatMap(({ yes }) => yes))),
        ]),
      );
    }
  }
  return choices;
}

/** What belongs to the account and its organization. */
function accountChoices(
  { type, account, organization, organizationPath, now, absent, fixed }: Space,
  atoms: Atoms,
): Choice[] {
  const side = type === "SCP" ? "Principal" : "Resource";
  const given = new Set([...(absent ?? []), ...Object.keys(fixed ?? {})].map((key) => key.toLowerCase()));
  const isAsked = (key: string) => atoms.axes.keys.has(key.toLowerCase()) && !given.has(key.toLowerCase());
  const choices: Choice[] = [];
  const told = (key: string, value: string | undefined) => {
    if (value !== undefined && isAsked(key)) choices.push(must(isExactly(atoms.axes.key(key), [value])));
  };
  told(`aws:${side}Account`, account);
  told(`aws:${side}OrgID`, organization);
  told(`aws:${side}OrgPaths`, organizationPath);
  if (type === "SCP" && account !== undefined && isAsked("aws:PrincipalArn")) {
    choices.push(...blockChoices(atoms, { ArnLike: { "aws:PrincipalArn": `*:*:*:*:${account}:*` } }));
  }
  for (const key of now === undefined ? [] : ["aws:CurrentTime", "aws:EpochTime"].filter(isAsked)) {
    const since = new Date(now!).toISOString();
    choices.push(...blockChoices(atoms, { DateGreaterThanEquals: { [key]: since } }));
  }
  return choices;
}

function blockChoices(atoms: Atoms, block: Parameters<Atoms["ofBlock"]>[0]): Choice[] {
  return atoms.ofBlock(block, undefined).map(({ yes }) => must(yes));
}

/** Neither SCPs nor RCPs bind service-linked roles; the pattern is the one that `decide` goes by. */
function notServiceLinked(atoms: Atoms): Choice {
  const [atom] = atoms.ofBlock(
    { ArnLike: { "aws:PrincipalArn": "arn:*:iam:*:*:role/aws-service-role/*" } },
    VERSION,
  );
  return must(atom!.no);
}

/** Where both keys are asked of, each question about the part is answered as the same question about the whole. */
function tellingChoices({ whole, part, asked, telling }: Telling, axes: Axes): Choice[] {
  const wholeAxis = axes.keys.get(whole.toLowerCase());
  const partAxis = axes.keys.get(part.toLowerCase());
  if (wholeAxis === undefined || partAxis === undefined) return [];
  const base = { hit: false, absent: false, emptyIsAbsent: false };
  const present: Literal = { ...base, axis: partAxis, group: null, inside: true };
  const tells: Literal = {
    ...base,
    axis: wholeAxis,
    group: telling ? wholeAxis.group([telling]) : null,
    inside: true,
  };
  const tellsNothing = way([complement(tells)]);
  const choices = [choice([tellsNothing, way([present])])];
  partAxis.groups.slice().forEach((tests, group) => {
    const questions = tests.map(asked);
    if (questions.includes(undefined)) return;
    const ofPart: Literal = { ...base, axis: partAxis, group, inside: true };
    const ofWhole: Literal = {
      ...base,
      axis: wholeAxis,
      group: wholeAxis.group(questions.flatMap((one) => one ?? [])),
      inside: true,
    };
    const outside = (literal: Literal): Literal => ({ ...literal, inside: false });
    choices.push(choice([tellsNothing, way([outside(ofPart)]), way([ofWhole])]));
    choices.push(choice([tellsNothing, way([ofPart]), way([outside(ofWhole)])]));
  });
  return choices;
}
