import { words } from "../mends";

/** What ends a command in a shell. */
const ENDS = ["&&", "|", ";"];

/** The commands of the AWS CLI in a line for a shell, or in a sentence; those inside another as well. */
export function awsCommandsIn(text: string): readonly (readonly string[])[] {
  const inner: string[] = [];
  const outer = text.replaceAll(/"\$\((.*?)\)"/g, (_, command: string) => {
    inner.push(command);
    return "$answer";
  });
  return [...commandsOf(outer), ...inner.flatMap(commandsOf)];
}

function commandsOf(text: string): readonly (readonly string[])[] {
  const found: string[][] = [];
  let isInside = false;
  for (const word of words(text)) {
    if (word === "aws") found.push([]);
    isInside = word === "aws" || (isInside && !ENDS.includes(word));
    if (!isInside) continue;
    found.at(-1)!.push(word.replace(/;$/, ""));
    isInside = !word.endsWith(";");
  }
  return found;
}
