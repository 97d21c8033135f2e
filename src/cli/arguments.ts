import { parseArgs } from "node:util";
import { type Command, commands } from "../../bin/commands";
import { CannotRun } from "./io";

/** The options and positional arguments of one command, by the table that also writes its help. */
export interface Arguments {
  readonly options: Readonly<Record<string, string | boolean | string[] | undefined>>;
  readonly positionals: readonly string[];
}

/**
 * Parses the words after a command's name.
 *
 * @throws CannotRun for an unknown option, a missing value, or a wrong number of arguments
 */
export function parseArguments(name: string, words: readonly string[]): Arguments {
  const command: Command = commands[name]!;
  const options = Object.fromEntries(
    Object.entries(command.options).map(([option, { type, multiple }]) => [
      option,
      { type, multiple: multiple ?? false },
    ]),
  );
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      options,
      allowPositionals: true,
      strict: true,
    });
    const [least, most] = command.arguments ?? [0, 0];
    const expected = most === Infinity ? `at least ${least}` : least === most ? least : `${least} to ${most}`;
    if (positionals.length < least || positionals.length > most) {
      throw new Error(`expected ${expected} argument(s), found ${positionals.length}`);
    }
    return { options: values as Arguments["options"], positionals };
  } catch (error) {
    throw new CannotRun(`${(error as Error).message}\nUsage: org-guardrails ${command.usage}`);
  }
}
