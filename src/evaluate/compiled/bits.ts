/** Sets of small numbers as bits, 32 to a word of an Int32Array. */

/** How many words hold the numbers below `count`. */
export function wordsFor(count: number): number {
  return Math.ceil(count / 32);
}

export function wordOf(number: number): number {
  return number >>> 5;
}

export function bitOf(number: number): number {
  return 1 << (number & 31);
}

/** The set of the places at which a test holds. */
export function bitsWhere<T>(values: readonly T[], test: (value: T) => boolean): Int32Array {
  const bits = new Int32Array(wordsFor(values.length));
  values.forEach((value, place) => {
    if (test(value)) bits[wordOf(place)]! |= bitOf(place);
  });
  return bits;
}

/** Calls `visit` with each number of a word, in order. */
export function eachBit(word: number, bits: number, visit: (number: number) => void): void {
  for (let rest = bits; rest !== 0; rest &= rest - 1) visit(word * 32 + 31 - Math.clz32(rest & -rest));
}
