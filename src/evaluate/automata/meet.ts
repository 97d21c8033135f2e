/** What two patterns are made of. */
export interface Alphabet<T> {
  /** Whether an element stands for any number of its characters. */
  readonly isStar: (element: T) => boolean;
  /** Whether there is a character for which both stand. */
  readonly share: (one: T, other: T) => boolean;
}

/** Whether some text matches both patterns, each an array of elements or a text of characters. */
export function patternsMeet<T>(a: ArrayLike<T>, b: ArrayLike<T>, { isStar, share }: Alphabet<T>): boolean {
  // meets[j]: whether some text matches what is left of a (from i) and what is left of b (from j).
  let later: boolean[] = [];
  for (let i = a.length; i >= 0; i--) {
    const meets: boolean[] = [];
    for (let j = b.length; j >= 0; j--) {
      const [one, other] = [a[i], b[j]];
      const [skipOne, skipOther] = [later[j] === true, meets[j + 1] === true];
      if (one === undefined && other === undefined) meets[j] = true;
      else if (
        (one !== undefined && isStar(one) && skipOne) ||
        (other !== undefined && isStar(other) && skipOther)
      )
        meets[j] = true;
      else if (one === undefined || other === undefined || !share(one, other)) meets[j] = false;
      // A star takes one character of the other pattern and stays.
      else if (isStar(one) || isStar(other))
        meets[j] = (isStar(one) && skipOther) || (isStar(other) && skipOne);
      else meets[j] = later[j + 1] === true;
    }
    later = meets;
  }
  return later[0]!;
}
