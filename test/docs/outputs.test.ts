import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { exampleWorkspace } from "../support/command";

const root = join(__dirname, "..", "..");

it.each(["compare.md", "explain.md", "lint.md"])("docs/%s shows what the commands print", async (page) => {
  const text = readFileSync(join(root, "docs", page), "utf8");
  const workspace = exampleWorkspace();
  try {
    for (const [, name, content] of text.matchAll(/```json (\S+)\n([\s\S]*?)```/g)) {
      writeFileSync(workspace.path(name!), content!);
    }
    const shown = [...text.matchAll(/<!-- npx org-guardrails (.*) -->\n```\n([\s\S]*?)```/g)];
    expect(shown.length).toBeGreaterThan(0);
    for (const [, words, output] of shown) {
      expect(output).toBe((await workspace.run(...words!.split(" "))).stdout);
    }
  } finally {
    workspace.remove();
  }
});
