import fc from "fast-check";
import { parseExpires } from "../../src/organization/expires";

test.each([
  ["2027-01-31", "2027-01-31T00:00:00Z"],
  ["2028-02-29", "2028-02-29T00:00:00Z"],
  ["2027-01-31T12:30Z", "2027-01-31T12:30:00Z"],
  ["2027-01-31T12:30:59Z", "2027-01-31T12:30:59Z"],
])("%s means %s", (text, instant) => {
  expect(parseExpires(text)).toBe(instant);
});

test.each([
  "",
  "2027-02-29",
  "2027-04-31",
  "2027-13-01",
  "2027-00-10",
  "2027-1-1",
  "31.01.2027",
  "2027-01-31T24:00Z",
  "2027-01-31T12:60Z",
  "2027-01-31T12:00",
  "2027-01-31T12:00+01:00",
  "2027-01-31 12:00Z",
  "2027-01-31T12:00:00.5Z",
  "2027-01-31\n",
  "+012027-01-31",
])("%j is refused", (text) => {
  expect(parseExpires(text)).toBeNull();
});

test("every second of the calendar is read as itself", () => {
  const bounds = { min: new Date("0001-01-01T00:00:00Z"), max: new Date("9999-12-31T23:59:59Z") };
  fc.assert(
    fc.property(fc.date({ ...bounds, noInvalidDate: true }), (date) => {
      const instant = date.toISOString().replace(/\.\d+Z$/, "Z");
      expect(parseExpires(instant)).toBe(instant);
      expect(parseExpires(instant.slice(0, 10))).toBe(`${instant.slice(0, 10)}T00:00:00Z`);
    }),
  );
});
