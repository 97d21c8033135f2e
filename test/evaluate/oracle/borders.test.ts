import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const REPOSITORY = join(__dirname, "..", "..", "..");
const SHIPPED = ["src", "guardrails", "stacks", "scripts", "bin"];

const sources = SHIPPED.flatMap((folder) =>
  readdirSync(join(REPOSITORY, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => /\.[jt]s$/.test(name))
    .map((name) => join(folder, name)),
);
const importing = (module: string) =>
  sources.filter((path) =>
    readFileSync(join(REPOSITORY, path), "utf8").includes(`"@cloud-copilot/${module}"`),
  );

it("iam-simulate, whose licence is another, is no part of what ships", () => {
  expect(importing("iam-simulate")).toEqual([]);
});

it("iam-data is read only to generate", () => {
  expect(importing("iam-data")).toEqual([join("scripts", "generate", "action-data.ts")]);
});
