import { knownServices } from "../../src/catalogue/services";

const messages = (services: unknown) =>
  knownServices.safeParse(services).error?.issues.map(({ path, message }) => [path.join("."), message]) ?? [];

test("services that AWS documents are taken, all others named with the nearest", () => {
  expect(messages(["redshift", "macie2", "s3"])).toEqual([]);
  expect(messages(["redshift", "redshfit", "qqqqqq"])).toEqual([
    ["1", expect.stringMatching(/^AWS documents no service redshfit .*; did you mean redshift\?$/)],
    ["2", expect.stringMatching(/^AWS documents no service qqqqqq \(data of \d{4}-\d{2}-\d{2}\)$/)],
  ]);
});

test.each([[[]], [["S3"]], [["s3:*"]], ["s3"]])("%j is no list of services", (services) => {
  expect(messages(services)).not.toEqual([]);
});
