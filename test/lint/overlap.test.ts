import { matches, withWildcards } from "../../src/evaluate/reference/pattern";
import { globParts, overlap } from "../../src/lint/overlap";

/** All texts of these characters, up to a length. */
function texts(characters: string, longest: number): readonly string[] {
  let last = [""];
  const all = [...last];
  for (let length = 1; length <= longest; length++) {
    last = last.flatMap((text) => [...characters].map((character) => text + character));
    all.push(...last);
  }
  return all;
}

test("two patterns overlap when a word fits both", () => {
  const words = texts("ab", 6);
  const patterns = texts("ab*?", 3);
  const fitting = patterns.map(
    (pattern) => new Set(words.filter((word) => matches(withWildcards(pattern), word))),
  );
  patterns.forEach((left, i) => {
    patterns.forEach((right, j) => {
      const expected = [...fitting[i]!].some((word) => fitting[j]!.has(word));
      if (overlap(globParts(left), globParts(right)) !== expected)
        expect([left, right, !expected]).toBeNull();
    });
  });
});

test("a run takes none of the characters that it is to leave", () => {
  const name = [...globParts("b:"), { kind: "run", but: "/" } as const];
  const meets = (pattern: string) => overlap(name, globParts(pattern)) && overlap(globParts(pattern), name);
  expect(["b:x", "b:*", "b:x*", "*", "b:"].map(meets)).toEqual([true, true, true, true, true]);
  expect(["b:x/*", "b:/", "b:*/*"].map(meets)).toEqual([false, false, false]);
});
