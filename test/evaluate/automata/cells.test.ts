import fc from "fast-check";
import { cellsOf } from "../../../src/evaluate/automata/cells";
import { Subsets } from "../../../src/evaluate/automata/subsets";
import { arnTokens, globTokens, type Tokens } from "../../../src/evaluate/automata/tokens";
import { arnMatches } from "../../../src/evaluate/reference/arn";
import { matches, withWildcards } from "../../../src/evaluate/reference/pattern";

const BOUNDS = { states: 20_000, work: 2_000_000 };
const NOTHING: Tokens = [{ only: "", star: false }];

/** All words over an alphabet, up to a length. */
function words(alphabet: string, longest: number): string[] {
  const all = [""];
  for (let at = 0; all[at]!.length < longest; at++)
    for (const letter of alphabet) all.push(all[at]! + letter);
  return all.filter((word) => word.length <= longest);
}

function explored(groups: readonly (readonly Tokens[])[], universe?: Tokens) {
  const members = groups.flatMap((languages, group) =>
    languages.map((tokens) => ({ tokens, groups: [group] })),
  );
  const subsets = new Subsets(members, universe);
  return { subsets, ...cellsOf(subsets, BOUNDS) };
}

const glob = fc.array(fc.constantFrom("a", "b", "*", "?"), { maxLength: 5 }).map((parts) => parts.join(""));
const groupsOfGlobs = fc.array(fc.array(glob, { maxLength: 3 }), { minLength: 1, maxLength: 4 });

describe("cells of globs", () => {
  const all = words("abc", 5);

  it("are exactly the combinations that words bring about", () => {
    fc.assert(
      fc.property(groupsOfGlobs, (groups) => {
        const { cells, complete, subsets } = explored(
          groups.map((globs) => globs.map((text) => globTokens(withWildcards(text)))),
        );
        const holdingOf = (word: string) =>
          groups
            .flatMap((globs, group) =>
              globs.some((text) => matches(withWildcards(text), word)) ? [group] : [],
            )
            .join();
        expect(complete).toBe(true);
        for (const { word, holding } of cells) expect(holding.join()).toBe(holdingOf(word));
        const found = new Set(cells.map(({ holding }) => holding.join()));
        expect(found.size).toBe(cells.length);
        const missed = all.filter((word) => !found.has(holdingOf(word)));
        const misread = all.filter((word) => subsets.read(word)!.join() !== holdingOf(word));
        expect({ missed, misread }).toEqual({ missed: [], misread: [] });
      }),
      { numRuns: 60, seed: 1 },
    );
  });

  it("leave out what the universe does not have", () => {
    fc.assert(
      fc.property(groupsOfGlobs, glob, (groups, universe) => {
        const { cells, subsets } = explored(
          groups.map((globs) => globs.map((text) => globTokens(withWildcards(text)))),
          globTokens(withWildcards(universe)),
        );
        for (const { word } of cells) expect(matches(withWildcards(universe), word)).toBe(true);
        for (const word of all.slice(0, 300)) {
          expect(subsets.read(word) !== undefined).toBe(matches(withWildcards(universe), word));
        }
      }),
      { numRuns: 40, seed: 2 },
    );
  });
});

describe("ARN patterns", () => {
  const part = fc.array(fc.constantFrom("a", "*", "?"), { maxLength: 2 }).map((parts) => parts.join(""));
  const arn = fc.array(part, { minLength: 4, maxLength: 8 }).map((parts) => parts.join(":"));
  const value = fc
    .array(fc.constantFrom("", "a", "b", "aa"), { minLength: 4, maxLength: 8 })
    .map((parts) => parts.join(":"));

  it("read as the plain evaluator reads them", () => {
    fc.assert(
      fc.property(
        fc.array(arn, { minLength: 1, maxLength: 3 }),
        fc.array(value, { maxLength: 30 }),
        (texts, values) => {
          const { cells, subsets } = explored(
            texts.map((text) => [arnTokens(withWildcards(text)) ?? NOTHING]),
          );
          const holdingOf = (word: string) =>
            texts.flatMap((text, group) => (arnMatches(withWildcards(text), word) ? [group] : [])).join();
          const found = new Set(cells.map(({ holding }) => holding.join()));
          for (const { word, holding } of cells) expect(holding.join()).toBe(holdingOf(word));
          for (const word of values) {
            expect(subsets.read(word)!.join()).toBe(holdingOf(word));
            expect(found).toContain(holdingOf(word));
          }
        },
      ),
      { numRuns: 100, seed: 3 },
    );
  });
});

describe("casing", () => {
  it("means nothing to a folded pattern, whatever the letter", () => {
    const { cells, subsets } = explored([
      [globTokens(withWildcards("k"), { fold: true })],
      [globTokens(withWildcards("k"))],
      [globTokens(withWildcards("K"))],
    ]);
    expect(subsets.read("K")).toEqual([0, 2]);
    // The Kelvin sign is neither k nor K, and yet its lower case is k.
    expect(cells.map(({ holding }) => holding.join()).sort()).toEqual(["", "0", "0,1", "0,2"]);
  });
});

describe("hostile patterns", () => {
  it("meet the bounds instead of running on", () => {
    const { cells, complete } = explored([[globTokens(withWildcards("*a" + "?".repeat(18)))]]);
    expect(complete).toBe(false);
    expect(cells.length).toBeGreaterThan(0);
  });

  it("of one group do not multiply", () => {
    const many = [..."abcdefghijkl"].map((letter) => globTokens(withWildcards(`*${letter}*`)));
    expect(explored([many]).subsets.stateCount).toBeLessThan(30);
    expect(explored(many.map((tokens) => [tokens])).cells).toHaveLength(4096);
  });

  it("a thousand values are quick", () => {
    const values = Array.from({ length: 1000 }, (_, index) => globTokens(withWildcards(`value-${index}-*`)));
    expect(explored([values]).complete).toBe(true);
  });
});
