import { readFileSync } from "node:fs";
import { join } from "node:path";
import { accountSettings } from "../../../scripts/generate/account-settings";
import { ACCOUNT_SETTINGS_CODE } from "../../../src/lockdown/template/generated/account-settings";

it.each(accountSettings().map(({ path, text }) => [path, text] as const))(
  "%s is fresh: run `npm run generate` when it is not",
  (path, text) => {
    expect(readFileSync(join(__dirname, "../../..", path), "utf8")).toBe(text);
  },
);

it("the function needs nothing but Node.js and the clients of the SDK that Lambda has", () => {
  const needed = [...ACCOUNT_SETTINGS_CODE.matchAll(/require\("([^"]+)"\)/g)].map(([, name]) => name);
  expect(needed.sort()).toEqual([
    "@aws-sdk/client-ec2",
    "@aws-sdk/client-iam",
    "node:http",
    "node:https",
    "node:timers/promises",
  ]);
});
