import fc from "fast-check";
import { renderFindings } from "../../src/render/findings";
import { PLAIN } from "../../src/render/style";
import { changed, codes, GOOD, load } from "./support";

describe("an empty file never means to remove everything", () => {
  test.each([
    ["nothing", ""],
    ["a byte order mark", "\ufeff"],
    ["white space", "\n\n  \n"],
    ["a comment", "# nothing here\n"],
    ["an empty document", "---\n...\n"],
    ["null", "null"],
  ])("%s", (_, text) => {
    const { intent, problems } = load(text);
    expect(intent).toBeNull();
    expect(problems).toMatchObject([{ code: "empty-file", severity: "error" }]);
  });

  test("an empty map", () => {
    expect(load("{}").problems.map(({ path }) => path)).toEqual(["organization", "access", "guardrails"]);
  });

  test.each(["guardrails: {}", "guardrails:", "guardrails: []"])("%s", (guardrails) => {
    const { intent, problems } = load(GOOD.replace(/guardrails:[\s\S]*?(?=exceptions:)/, `${guardrails}\n`));
    expect(intent).toBeNull();
    expect(problems).toMatchObject([{ path: "guardrails", severity: "error" }]);
  });
});

test("the file's own line ends and byte order mark change nothing but are read", () => {
  const plain = load(GOOD);
  expect(load(`\ufeff${GOOD}`)).toEqual(plain);
  expect(load(GOOD.replaceAll("\n", "\r\n"))).toEqual(plain);
  expect(load(Buffer.from(GOOD))).toEqual(plain);
});

test("a list or a text in place of the file", () => {
  expect(codes(load("- a\n- b").problems)).toEqual(["1:1 invalid-value"]);
  expect(codes(load("hello").problems)).toEqual(["1:1 invalid-value"]);
});

test("a target may have any name but __proto__, and gets no member that it does not write", () => {
  const text = changed("  Root:", "  constructor: [deny-root-user]\n  toString: [deny-root-user]\n  Root:");
  expect(load(text).intent?.guardrails.map(({ target }) => target)).toEqual([
    "constructor",
    "toString",
    "Root",
    "Workloads/Sandbox",
  ]);
  const proto = changed("  Root:", "  __proto__: [deny-root-user]\n  Root:");
  expect(codes(load(proto).problems)).toEqual(["19:3 forbidden-key"]);
  expect(codes(load(changed("services: [redshift]", "services: [s3], __proto__: {}")).problems)).toEqual([
    "21:40 forbidden-key",
  ]);
});

test("a guardrail's name that every object has is still unknown", () => {
  for (const name of ["constructor", "toString", "hasOwnProperty"]) {
    expect(codes(load(changed("[deny-root-user,", `[${name},`)).problems)).toEqual([
      "19:10 unknown-guardrail",
    ]);
    expect(codes(load(changed("[deny-root-user,", `[{ ${name}: {} },`)).problems)).toEqual([
      "19:12 unknown-guardrail",
    ]);
  }
});

test("a very long text is cut in messages", () => {
  const { problems } = load(changed("o-exampleorgid", `o-${"x".repeat(100_000)}`));
  expect(codes(problems)).toEqual(["2:7 invalid-value"]);
  expect(renderFindings(problems, PLAIN).length).toBeLessThan(1000);
});

test("thousands of problems are not all told", () => {
  const many = Array.from({ length: 2_000 }, (_, index) => `key${index}: 1\n`).join("");
  const { problems } = load(GOOD + many);
  expect(problems).toHaveLength(500);
  expect(problems[0]).toMatchObject({ code: "unknown-key", place: { line: 29 } });
});

describe("loading never throws", () => {
  const never = (input: string | Uint8Array) => {
    const { intent, problems } = load(input);
    expect(intent === null).toBe(problems.length > 0);
    for (const { place } of problems) {
      expect(place!.line).toBeGreaterThan(0);
      expect(place!.column).toBeGreaterThan(0);
    }
    renderFindings(problems, PLAIN);
  };

  test("for any bytes", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), never), { numRuns: 300 });
  });

  test("for any text", () => {
    fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 100 }), never), { numRuns: 150 });
  });

  test("for text out of YAML's own pieces", () => {
    const piece = fc.constantFrom(
      ...[
        "- ",
        "? ",
        ": ",
        "a",
        "b: ",
        "\n",
        "  ",
        "[",
        "]",
        "{",
        "}",
        ",",
        "&a ",
        "*a",
        "!!str ",
        "|",
        ">",
        "'",
        '"',
        "#",
        "---\n",
        "%YAML 1.2\n",
        "<<: ",
        "~",
        "012",
        "\t",
        "__proto__: ",
        "guardrails:\n",
        "exceptions:\n",
      ],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => never(pieces.join(""))),
      { numRuns: 400 },
    );
  });

  test("for a good file with a piece cut out or put in", () => {
    const piece = fc.constantFrom(
      "",
      "\n",
      "[",
      "{}",
      "- ",
      ": ",
      "null",
      "  ",
      "*x",
      "&x ",
      "1e999",
      ".nan",
      "''",
    );
    fc.assert(
      fc.property(fc.nat(GOOD.length), fc.nat(30), piece, (start, length, inserted) => {
        never(GOOD.slice(0, start) + inserted + GOOD.slice(start + length));
      }),
      { numRuns: 400 },
    );
  });
});
