import { readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(__dirname, "..", "..");

/** Every line of the shell blocks of README.md, in order, without comments. */
export function readmeCommands(): readonly string[] {
  const text = readFileSync(join(root, "README.md"), "utf8");
  const blocks = [...text.matchAll(/^ *```sh\n([\s\S]*?)^ *```$/gm)].map(([, block]) => block!);
  const lines = blocks
    .flatMap((block) => block.split("\n"))
    .map((line) => line.replace(/\s+#.*$/, "").trim());
  return lines.filter((line) => line !== "");
}

/** The words of README commands that begin so, after what they begin with. */
export function readmeArguments(beginning: string): readonly string[][] {
  return readmeCommands()
    .filter((line) => line.startsWith(`${beginning} `))
    .map((line) => line.slice(beginning.length + 1).split(/\s+/));
}
