import fc from "fast-check";
import { actionPlace, knownActions } from "../../src/aws-data/actions";
import { actionCells } from "../../src/compare/action-cells";
import { matches, withWildcards } from "../../src/evaluate/reference/pattern";
import { SEED } from "./support";

const pattern = fc.constantFrom(
  "*",
  "s3:*",
  "s3:get*",
  "s3:getobject",
  "*:list*",
  "ec2:run?nstances",
  "n?w:*",
  "iam:*user",
  "sts:assumerole",
  "ec2:runinstances*",
);
const lists = fc.array(
  fc.uniqueArray(pattern, { minLength: 1, maxLength: 3 }).map((list) => [...list].sort()),
  { maxLength: 4 },
);

const matching = (all: readonly (readonly string[])[], action: string) =>
  all.flatMap((list, place) =>
    list.some((one) => matches(withWildcards(one), action.toLowerCase())) ? [place] : [],
  );

it("puts every known action into the one cell of the lists that match it", () => {
  fc.assert(
    fc.property(lists, (all) => {
      const { cells, complete } = actionCells(all);
      expect(complete).toBe(true);
      expect(cells.flatMap(({ known }) => known).sort()).toEqual([...knownActions()].sort());
      for (const cell of cells) {
        for (const action of cell.known.slice(0, 3))
          expect(matching(all, action)).toEqual([...cell.lists].sort());
      }
    }),
    { seed: SEED, numRuns: 15 },
  );
});

const unknown = fc.constantFrom(
  "s3:getx",
  "s3:zz",
  "new:x",
  "nuw:list",
  "a:listing",
  "iam:nouser",
  "ec2:runxnstances",
  "x:y",
  "s3:listx",
);

it("invents an action for each combination that an undocumented action has, and for no other", () => {
  fc.assert(
    fc.property(lists, fc.array(unknown, { minLength: 3 }), (all, actions) => {
      const { cells } = actionCells(all);
      const invented = new Map(cells.map((cell) => [[...cell.lists].sort().join(), cell.invented]));
      for (const action of actions)
        expect(invented.get(matching(all, action).join())).toEqual(expect.any(String));
      for (const [name, action] of invented) {
        if (action === null) continue;
        expect(actionPlace(action)).toBeUndefined();
        expect(matching(all, action).join()).toBe(name);
      }
    }),
    { seed: SEED, numRuns: 30 },
  );
});

it("invents nothing where patterns name known actions outright", () => {
  const { cells } = actionCells([["s3:getobject", "s3:putobject"]]);
  expect(cells.find(({ lists: own }) => own.has(0))).toMatchObject({
    known: ["s3:GetObject", "s3:PutObject"],
    invented: null,
  });
});
