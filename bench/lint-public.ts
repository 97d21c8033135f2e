import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { lint } from "../src/lint/lint";
import { milliseconds } from "./measure";

const FOLDER = join(__dirname, "..", "..", "shared", "public-policies");

/** In a process of its own: the first run of a command is the only one. */
if (!existsSync(FOLDER)) {
  console.log("null");
} else {
  const texts = readdirSync(FOLDER, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".json"))
    .map((name) => readFileSync(join(FOLDER, name), "utf8"));
  const linting = milliseconds(() => {
    for (const text of texts) lint(text, { file: "policy.json" });
  });
  const again = milliseconds(() => {
    for (const text of texts) lint(text, { file: "policy.json" });
  });
  console.log(JSON.stringify({ files: texts.length, linting, again }));
}
