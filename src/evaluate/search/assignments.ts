import type { Question } from "./question";
import type { Pinned } from "./variables";

/**
 * Values to try for the keys of policy variables: absent, and of each cell of the key the value that a witness
 * would have. All combinations, up to a number.
 */
export function* assignmentsOf(question: Question, most: number): Generator<Pinned> {
  const keys = [...question.variables].sort();
  const choices = keys.map((key) => {
    const values = question.values.find(({ axis }) => axis === question.axes.keys.get(key))!;
    const words = values.order.map((cell) => values.words[cell]!).filter((word) => word !== "");
    const more = fromResources(question, key);
    return [...new Set<string | null>([...words.slice(0, FEW), ...more, "example", "another", null])];
  });
  const total = choices.reduce((product, { length }) => product * length, 1);
  for (let index = 0; index < Math.min(total, most); index++) {
    let rest = index;
    yield new Map(
      keys.map((key, at) => {
        const { length } = choices[at]!;
        const value = choices[at]![rest % length]!;
        rest = Math.floor(rest / length);
        return [key, value];
      }),
    );
  }
}

const FEW = 6;

/** Last parts of the resources and values that other questions tell apart: what a variable often stands for. */
function fromResources({ values }: Question, key: string): readonly string[] {
  const parts = new Set<string>();
  for (const { axis, words } of values) {
    if (axis.name.toLowerCase() === key) continue;
    for (const word of words) {
      if (word === undefined || word === "") continue;
      if (axis.name !== "action") parts.add(word);
      for (const part of word.split(/[/:]/)) if (part !== "") parts.add(part);
    }
  }
  return [...parts].slice(0, 3 * FEW);
}
