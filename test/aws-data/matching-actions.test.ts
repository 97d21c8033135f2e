import fc from "fast-check";
import { actionPlace, foldedActions } from "../../src/aws-data/actions";
import {
  actionSpan,
  matchesKnownAction,
  matchingPlaces,
  visitPlaces,
} from "../../src/aws-data/matching-actions";
import { matches, withWildcards } from "../../src/evaluate/reference/pattern";

const folded = foldedActions();

/** Patterns about real actions: one of them, cut and with wildcards put in. */
const pattern = fc
  .tuple(
    fc.nat({ max: folded.length - 1 }),
    fc.array(fc.tuple(fc.nat(), fc.constantFrom("*", "?", "", "x")), { maxLength: 3 }),
  )
  .map(([place, cuts]) =>
    cuts.reduce((text, [at, put]) => {
      const cut = at % (text.length + 1);
      return text.slice(0, cut) + put + text.slice(cut + (at % 3));
    }, folded[place]!),
  );

test("a pattern finds the known actions that it matches, by looking at its neighbours alone", () => {
  fc.assert(
    fc.property(pattern, (one) => {
      const expected = folded.flatMap((action, place) =>
        matches(withWildcards(one), action) ? [place] : [],
      );
      expect(matchingPlaces(one)).toEqual(expected);
      expect(matchesKnownAction(one)).toBe(expected.length > 0);
    }),
    { seed: 20261127, numRuns: 60 },
  );
});

test("the ends of the list are found", () => {
  expect(matchingPlaces("*")).toHaveLength(folded.length);
  expect(matchingPlaces(folded[0]!)).toEqual([0]);
  expect(matchingPlaces(`${folded.at(-1)!.slice(0, -1)}*`)).toContain(folded.length - 1);
  expect(matchingPlaces("zzzz:*")).toEqual([]);
  expect(matchesKnownAction("s3:nothing")).toBe(false);
});

test("a visit keeps to its bounds", () => {
  const first = actionPlace("s3:GetObject")!;
  const seen: number[] = [];
  visitPlaces(actionSpan("s3:*"), (place) => seen.push(place), first, first + 2);
  expect(seen).toEqual([first, first + 1]);
});
