/** Numbers that look random and are the same for the same seed: for more cases than a property test can hold. */
export class Random {
  constructor(private state: number) {}

  /** A whole number from 0 and below `end`. */
  below(end: number): number {
    // Marsaglia's xorshift of 32 bits.
    this.state ^= this.state << 13;
    this.state ^= this.state >>> 17;
    this.state ^= this.state << 5;
    return (this.state >>> 0) % end;
  }

  pick<T>(values: readonly T[]): T {
    return values[this.below(values.length)]!;
  }

  /** So many values, repetitions included. */
  picks<T>(values: readonly T[], count: number): readonly T[] {
    return Array.from({ length: count }, () => this.pick(values));
  }

  /** True once in so many times. */
  oneIn(times: number): boolean {
    return this.below(times) === 0;
  }
}
