import fc from "fast-check";
import { duplicateKeys } from "../../src/policy/duplicate-keys";

test("the same key in another object is no duplicate", () => {
  expect(duplicateKeys('[{"a":1},{"a":{"a":[{"a":"a"},"a"]}},"a"]')).toEqual([]);
  expect(duplicateKeys(' { "a" : [ 1 , { } ] , "b" : "\\"a\\":" } ')).toEqual([]);
});

test("each repetition is named with its path", () => {
  expect(duplicateKeys('{"a":1,"a":2,"a":3}')).toEqual(["a", "a"]);
  expect(duplicateKeys('{"x":[0,[1,{"a":1,"b":{},"a":2}]]}')).toEqual(["x[1][1].a"]);
});

test("what JSON.stringify writes has none, and a repeated first key is found", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), fc.string(), (value, key) => {
      const text = JSON.stringify(value);
      expect(duplicateKeys(text)).toEqual([]);
      const name = JSON.stringify(key);
      expect(duplicateKeys(`{${name}:${text},${name}:${text}}`)).toHaveLength(1);
    }),
    { seed: 20261122, numRuns: 300 },
  );
});
