import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isDeployable } from "../../src/policy/deployable";
import { LIMITS } from "../../src/policy/limits";
import { trustedServiceOf } from "../../src/policy/trusted-access";
import { POLICY_TYPES } from "../../src/policy/types";

const page = readFileSync(join(__dirname, "../../docs/policy-types.md"), "utf8");

it("the page on policy types has the quotas and the trusted access of each, as the code has them", () => {
  const rows = page
    .split("\n")
    .filter((line) => line.startsWith("| `"))
    .map((line) => line.split("|").map((cell) => cell.trim()))
    .map(([, type, , characters, attached, first]) => [
      type!.replaceAll("`", ""),
      characters,
      attached,
      first,
    ]);
  const expected = POLICY_TYPES.filter(isDeployable).map((type) => [
    type,
    LIMITS[type].characters.toLocaleString("en-US"),
    String(LIMITS[type].attached),
    trustedServiceOf(type) === undefined ? "" : `trusted access for \`${trustedServiceOf(type)}\``,
  ]);
  expect(rows.sort()).toEqual(expected.sort());
  for (const type of POLICY_TYPES.filter((each) => !isDeployable(each))) expect(page).toContain(type);
});
