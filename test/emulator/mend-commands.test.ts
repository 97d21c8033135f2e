import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { KIND_ORDER } from "../../src/drift/kinds";
import { awsCommandsIn } from "../support/aws-command/find";
import { modelOf, parseAwsCommand } from "../support/aws-command/parse";
import { mend, mending, mendingBare, ROWS } from "../support/mends";

// AWS's own models of its services, which the AWS CLI is made of, come with the emulator; no emulator is started.

const SERVICES = ["cloudformation", "identitystore", "organizations", "sso-admin"];

const commands = [mending, mendingBare].flatMap((context) =>
  KIND_ORDER.flatMap((kind) => {
    const { command, step } = mend(kind, ROWS[kind], context);
    return awsCommandsIn(`${command ?? ""} ; ${step}`);
  }),
);

test("every command of AWS's that mends a drift is one that the AWS CLI takes", () => {
  const refused = commands.flatMap((words) => {
    try {
      parseAwsCommand(words);
      return [];
    } catch (error) {
      return [`${words.join(" ")}: ${(error as Error).message}`];
    }
  });
  expect(refused).toEqual([]);
});

test("no operation that a mend may name is left out of that", () => {
  const folder = resolve(__dirname, "../../src/drift/mending");
  const source = readdirSync(folder).map((name) => readFileSync(join(folder, name), "utf8"));
  const literals = new Set(
    [...source.join("\n").matchAll(/"([a-z]+(?:-[a-z]+)+)"/g)].map(([, text]) => text!),
  );
  const operations = SERVICES.flatMap((service) => [...modelOf(service).operations.keys()]);
  const named = operations.filter((name) => literals.has(name)).sort();
  expect(named.length).toBeGreaterThan(15);
  expect([...new Set(commands.map(([, , operation]) => operation))].sort()).toEqual(named);
  expect([...new Set(commands.map(([, service]) => service))].sort()).toEqual(SERVICES);
});

test.each([
  ["aws organizations move-acount --account-id 1", "no operation move-acount"],
  ["aws organizations move-account --account-id 1 --source-parent-id 2", "lacks DestinationParentId"],
  ["aws organizations detach-policy --policy p --target-id 2", "no option --policy"],
  ["aws organizations disable-policy-type --root-id r --policy-type TAGS", "is not one of"],
  ["aws cloudformation update-stack-set --stack-set-name x --use-previous-template true", "takes no value"],
  [
    "aws cloudformation update-stack-set --stack-set-name x --operation-preferences MaxConcurrentPercentage=0",
    "is not within",
  ],
  [
    "aws cloudformation update-stack-set --stack-set-name x --operation-preferences Percentage=5",
    "has no Percentage",
  ],
  ["aws cloudformation delete-stack-instances --stack-set-name x --regions a b", "lacks RetainStacks"],
])("what the AWS CLI refuses is refused here: %s", (command, reason) => {
  expect(() => parseAwsCommand(command.split(" "))).toThrow(reason);
});
