import { expiryFindings } from "../../src/plan/expiry";
import { smallIntent } from "../support/organizations";

const DAY = 24 * 60 * 60 * 1000;
const END = Date.parse("2027-01-31T00:00:00Z");
const { exceptions } = smallIntent({}, [{}]);
const severities = (now: number) => expiryFindings(exceptions, now).map(({ severity }) => severity);

it("warns from thirty days before an end and fails from the end on", () => {
  expect(severities(END - 30 * DAY - 1)).toEqual([]);
  expect(severities(END - 30 * DAY)).toEqual(["warning"]);
  expect(severities(END - 1)).toEqual(["warning"]);
  expect(severities(END)).toEqual(["error"]);
});

it("counts the last day as one day", () => {
  expect(expiryFindings(exceptions, END - 1)[0]!.message).toContain("ends in 1 day,");
});
