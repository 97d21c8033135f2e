import fc from "fast-check";
import { printable } from "../../src/render/printable";

test.each([
  ["a terminal sequence", "\u001b[2Jgone", "\\u{1b}[2Jgone"],
  ["an 8-bit terminal sequence", "\u009b2J", "\\u{9b}2J"],
  ["a right-to-left override", "safe\u202egnp.exe", "safe\\u{202e}gnp.exe"],
  ["lines", "a\nb\r\tc", "a\\nb\\r\\tc"],
  ["Unicode's own line ends", "a\u2028b\u2029c\u0085d", "a\\u{2028}b\\u{2029}c\\u{85}d"],
  ["zero-width characters", "ad\u200bmin\ufeff", "ad\\u{200b}min\\u{feff}"],
  ["half a surrogate pair", "x\ud800y", "x\\u{d800}y"],
  ["tag characters", "x\u{e0041}", "x\\u{e0041}"],
  ["a null", "a\u0000b", "a\\u{0}b"],
])("%s", (_, text, expected) => {
  expect(printable(text)).toBe(expected);
});

test("what people write stays as it is", () => {
  const text = 'Überwachung "prod" — データ, 🔒 C:\\temp $HOME';
  expect(printable(text)).toBe(text);
});

test("nothing comes through that a terminal would obey, nor any line end", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const shown = printable(text);
      expect(shown).not.toMatch(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]/u);
      expect(printable(shown)).toBe(shown);
    }),
  );
});
