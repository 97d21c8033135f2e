import { runCommandLine } from "./command-line";

test("quotes, loops and what another call answers are the shell's", async () => {
  const calls: (readonly string[])[] = [];
  const aws = (words: readonly string[]) => {
    calls.push(words);
    return words[0] === "find" ? "m-1" : "";
  };
  await runCommandLine(`aws one 'it'\\''s "quoted"' '' && aws two`, { aws });
  await runCommandLine('for account in 1 2; do aws to "$account"; done', { aws });
  await runCommandLine('aws delete "$(aws find)"', { aws });
  expect(calls).toEqual([
    ["one", `it's "quoted"`, ""],
    ["two"],
    ["to", "1"],
    ["to", "2"],
    ["find"],
    ["delete", "m-1"],
  ]);
});

test("a program that fails, and a line that is none, are errors", async () => {
  const aws = () => {
    throw new Error("refused");
  };
  await expect(runCommandLine("aws one", { aws })).rejects.toThrow("refused");
  await expect(runCommandLine("for account in", {})).rejects.toThrow("the shell ended with");
});
