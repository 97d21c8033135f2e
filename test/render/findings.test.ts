import fc from "fast-check";
import type { Finding } from "../../src/findings/finding";
import { renderFindings } from "../../src/render/findings";
import { style } from "../../src/render/style";

const plain = style(false);

const full: Finding = {
  code: "unknown-guardrail",
  severity: "error",
  place: { file: "organization.yaml", line: 12, column: 5 },
  path: "guardrails.Root[2]",
  message: 'there is no guardrail "restrict-region"',
  found: "restrict-region",
  expected: "the slug of a guardrail",
  nearest: "restrict-regions",
  fix: "correct the name",
};

test("everything that is known is shown, the place first", () => {
  expect(renderFindings([full], plain)).toBe(
    [
      'organization.yaml:12:5 error unknown-guardrail there is no guardrail "restrict-region"',
      "    at       guardrails.Root[2]",
      "    found    restrict-region",
      "    expected the slug of a guardrail",
      "    nearest  restrict-regions",
      "    fix      correct the name",
      "",
    ].join("\n"),
  );
});

test("what is not known takes no line", () => {
  const bare: Finding = { code: "lock-missing", severity: "warning", message: "there is no lock" };
  expect(renderFindings([bare], plain)).toBe("warning lock-missing there is no lock\n");
  expect(renderFindings([], plain)).toBe("");
});

test("colour only when it is asked for", () => {
  expect(renderFindings([full], plain)).not.toContain("\u001b");
  expect(renderFindings([full], style(true))).toContain("\u001b[31merror\u001b[0m");
});

test("hostile text can neither reach the terminal nor forge a line", () => {
  const hostile = fc.string({ unit: "binary", minLength: 1 });
  fc.assert(
    fc.property(hostile, hostile, hostile, (message, found, file) => {
      const text = renderFindings([{ ...full, message, found, place: { file, line: 1, column: 1 } }], plain);
      expect(text.split("\n")).toHaveLength(7);
      expect(text.replaceAll("\n", "")).not.toMatch(/\p{Cc}|\p{Bidi_Control}/u);
    }),
  );
});
