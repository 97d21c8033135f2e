import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT_TASKS, rootTaskArn } from "../../src/aws-data/root-tasks";

const page = (name: string) => readFileSync(join(__dirname, "../../docs", name), "utf8");

test("the policy in docs/root.md allows root sessions for exactly the tasks that there are", () => {
  const [, block] = /```json\n([\s\S]*?)```/.exec(page("root.md"))!;
  const { Statement } = JSON.parse(block!);
  expect(Statement).toEqual([
    {
      Effect: "Allow",
      Action: "sts:AssumeRoot",
      Resource: "arn:aws:iam::*:root",
      Condition: {
        ArnEquals: { "sts:TaskPolicyArn": ROOT_TASKS.map((task) => rootTaskArn(task, { partition: "aws" })) },
      },
    },
  ]);
});

test("every task of docs/root-tasks.md has a way, or says that there is none", () => {
  const rows = page("root-tasks.md")
    .split("\n")
    .filter((line) => line.startsWith("| ") && !line.startsWith("| Task") && !line.startsWith("| ---"));
  expect(rows).toHaveLength(16);
  for (const row of rows) {
    expect(row).toMatch(/\*\*None|`root |`account:|`organizations:|management account|Does not need root/);
  }
});
