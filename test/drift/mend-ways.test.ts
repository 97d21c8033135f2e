import { type DriftKind, KIND_ORDER } from "../../src/drift/kinds";
import type { Mendable } from "../../src/drift/mend";
import { ACCEPT } from "../../src/drift/mending/commands";
import type { MendContext } from "../../src/drift/mending/context";
import { AS_IT_IS, MEND_WAYS } from "../../src/drift/mending/ways";
import { mending as context, mend, ROWS, words } from "../support/mends";

/** The same facts with one permission set made into another, on either side. */
function withSet(planned: object, live: object): MendContext {
  const changed = <T extends object>(sets: ReadonlyMap<string, T>, change: object) =>
    new Map([...sets].map(([name, set]) => [name, { ...set, ...change }]));
  return {
    ...context,
    plannedSets: changed(context.plannedSets, planned),
    sets: changed(context.sets, live),
  };
}

/** Facts in which a mend is another one than in those of every row. */
const OTHERS: readonly MendContext[] = [
  withSet({ inlinePolicy: "" }, { inlinePolicy: "{}" }),
  withSet({ boundary: null }, {}),
  withSet({}, { boundary: null }),
  { ...context, hasAttributes: false },
  { ...context, made: new Set() },
];

/** The beginnings of what a command line runs, in their order; what only reads is left out. */
function commandsIn(command: string | null): readonly string[] {
  const line = words(command ?? "").map((word) => word.replace(/^"?\$\(/, ""));
  return line.flatMap((word, at) => {
    if (word === "pulumi") return [`pulumi ${line[at + 1]}`];
    const isRead = /^(describe|get|list)-/.test(line[at + 2] ?? "");
    return (word === "aws" && !isRead) || word === "npx" ? [line.slice(at, at + 3).join(" ")] : [];
  });
}

/** "org-guardrails:index:Guardrails$aws:organizations/policy:Policy::key" -> "aws:organizations/policy:Policy" */
const typeOf = (resource: string) => resource.split("$")[1]!.split("::")[0]!;

const moved: Partial<Mendable> = { target: "333333333333", accounts: ["333333333333"] };

describe.each(KIND_ORDER.map((kind) => [kind]))("%s", (kind: DriftKind) => {
  const rows = kind === "account-moved" ? [ROWS[kind], moved] : [ROWS[kind]];
  const parents = new Map([...context.parents, ["333333333333", "ou-test-dev00001"]]);
  const found = rows.flatMap((row) =>
    [context, { ...context, parents }, ...OTHERS].map((each) => mend(kind, row, each)),
  );
  const way = MEND_WAYS[kind];

  test("what is printed is what the table says, and everything that it says is printed", () => {
    const printed = found.map(({ command }) => command).filter((command) => command !== ACCEPT);
    const names = printed.flatMap(commandsIn);
    expect([...new Set(names)].sort()).toEqual([...way.commands].sort());
    for (const command of printed) {
      const places = commandsIn(command).map((name) => way.commands.indexOf(name));
      expect(places).toEqual([...places].sort((a, b) => a - b));
    }
    const types = found.flatMap(({ resources }) => resources.map(typeOf));
    expect([...new Set(types)].sort()).toEqual([...way.resources].sort());
  });

  test("where no command mends it, or none always does, a person knows what to do", () => {
    const isAccepted = found.every(({ command }) => command === ACCEPT);
    expect(isAccepted).toBe(way.commands.length === 0);
    if (isAccepted) expect(way).toMatchObject({ meant: AS_IT_IS, hand: expect.stringMatching(/./) });
    const isByHand = found.some(({ command, step }) => command === null && step !== "");
    if (isByHand) expect(way.hand).not.toBe("");
    // A mend that offers to take it as it is says so in the table too.
    if (found.every(({ step }) => step.includes("take it as it is"))) expect(way.meant).toBe(AS_IT_IS);
  });
});
