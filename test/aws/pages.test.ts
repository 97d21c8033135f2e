import { all, pages } from "../../src/aws/pages";

interface Page {
  readonly Items?: readonly number[];
  readonly NextToken?: string;
}

/** A list whose page for each token is given; "" is the first. */
const read = (list: Readonly<Record<string, Page>>) =>
  all(
    pages("ListItems", async (token) => list[token ?? ""]!),
    (page) => page.Items,
  );

test("every page, in order", async () => {
  const list = {
    "": { Items: [1, 2], NextToken: "b" },
    b: { Items: [3], NextToken: "c" },
    c: { Items: [4] },
  };
  expect(await read(list)).toEqual([1, 2, 3, 4]);
});

test("an empty page is not the end", async () => {
  expect(await read({ "": { Items: [], NextToken: "b" }, b: { NextToken: "c" }, c: { Items: [1] } })).toEqual(
    [1],
  );
});

test.each([
  ["at once", { "": { Items: [1], NextToken: "b" }, b: { Items: [2], NextToken: "b" } }],
  ["in a ring", { "": { NextToken: "b" }, b: { NextToken: "c" }, c: { NextToken: "b" } }],
])("a token that comes again is an error: %s", async (_name, list) => {
  await expect(read(list)).rejects.toThrow("AWS gave the same page of ListItems twice");
});
