import fc from "fast-check";
import { contains, parseIpRange } from "../../../src/evaluate/reference/ip";
import { compareDecimals, parseDecimal, parseInstant } from "../../../src/evaluate/reference/quantities";
import { SEED } from "../../support/policy-generator";

const RUNS = { seed: SEED, numRuns: 1_000 };

test("decimals compare as their thousandths do", () => {
  const thousandths = fc.integer({ min: -5_000, max: 5_000 });
  const text = (n: number) => (n / 1_000).toFixed(3);
  fc.assert(
    fc.property(thousandths, thousandths, (left, right) => {
      const order = compareDecimals(parseDecimal(text(left))!, parseDecimal(text(right))!);
      expect(order).toBe(Math.sign(left - right));
    }),
    RUNS,
  );
});

test("an instant is the same in every form and zone", () => {
  const seconds = fc.integer({ min: -62_135_596_800, max: 253_402_300_799 });
  const zone = fc.integer({ min: -14 * 60, max: 14 * 60 });
  fc.assert(
    fc.property(seconds, zone, (epoch, minutes) => {
      const local = new Date((epoch + minutes * 60) * 1_000);
      fc.pre(local.getUTCFullYear() >= 1 && local.getUTCFullYear() <= 9_999);
      const two = (n: number) => String(n).padStart(2, "0");
      const away = Math.abs(minutes);
      const offset = `${minutes < 0 ? "-" : "+"}${two(Math.floor(away / 60))}:${two(away % 60)}`;
      const written = local.toISOString().replace(".000Z", offset);
      expect(compareDecimals(parseInstant(written)!, { units: BigInt(epoch), scale: 0 })).toBe(0);
    }),
    RUNS,
  );
});

const bits = (width: number) =>
  fc.array(fc.constantFrom("0", "1"), { minLength: width, maxLength: width }).map((all) => all.join(""));
const dotted = (all: string) =>
  (all.match(/.{8}/g) ?? []).map((octet) => Number.parseInt(octet, 2)).join(".");
const grouped = (all: string) =>
  (all.match(/.{16}/g) ?? []).map((group) => Number.parseInt(group, 2).toString(16)).join(":");

test.each([
  [32, dotted],
  [128, grouped],
] as const)("an address of %d bits is in a range if and only if it begins with its bits", (width, write) => {
  fc.assert(
    fc.property(bits(width), fc.nat({ max: width }), fc.nat({ max: width }), (range, prefix, kept) => {
      const flipped = [...range].map((bit) => (bit === "0" ? "1" : "0")).join("");
      const address = range.slice(0, kept) + flipped.slice(kept);
      const found = contains(parseIpRange(`${write(range)}/${prefix}`)!, parseIpRange(write(address))!);
      expect(found).toBe(kept >= prefix);
    }),
    RUNS,
  );
});

test("`::` stands for the zeros that are missing", () => {
  fc.assert(
    fc.property(fc.nat({ max: 7 }), fc.nat({ max: 7 }), (before, after) => {
      fc.pre(before + after <= 7);
      const head = Array<string>(before).fill("1");
      const tail = Array<string>(after).fill("2");
      const zeros = Array<string>(8 - before - after).fill("0");
      const short = parseIpRange(`${head.join(":")}::${tail.join(":")}`);
      expect(short).toBeDefined();
      expect(short).toEqual(parseIpRange([...head, ...zeros, ...tail].join(":")));
    }),
    RUNS,
  );
});
