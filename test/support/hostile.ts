import fc from "fast-check";

/** What may stand in a name from AWS or from a file, and must not reach a terminal as it is. */
const UNSEEN = [
  "\u001b[31m",
  "\u202e",
  "\u200f",
  "\n",
  "\r",
  "\t",
  "\u0007",
  "\u{e0041}",
  "\u2028",
  "\ud800",
  "\u200b",
];

/** What would be more than text in Markdown or HTML. */
const MARKUP = [
  "`",
  "``",
  "</details>",
  "<img src=x onerror=alert(1)>",
  "[x](javascript:1)",
  "@everyone",
  "#1",
  "|",
];

/** Names that want to be something else. @param minLength the least number of their parts */
export function hostileNames(minLength: number): fc.Arbitrary<string> {
  return fc
    .array(fc.oneof(fc.constantFrom(...UNSEEN, ...MARKUP), fc.string({ maxLength: 3 })), {
      minLength,
      maxLength: 8,
    })
    .map((parts) => parts.join(""));
}

const HIDDEN = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u200b\u200f\u202e]|[\u{e0000}-\u{e007f}]/u;

/** Whether nothing in a text is hidden, line breaks apart. */
export const isPlain = (text: string) => !HIDDEN.test(text.replaceAll("\n", ""));
