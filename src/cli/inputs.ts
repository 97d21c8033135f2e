import { isAbsolute, relative, resolve } from "node:path";
import { DEFAULT_NAMES, type NamedFile, type PlanFiles } from "../files/plan-files";
import type { Arguments } from "./arguments";
import type { Io } from "./io";

/** The three input files, by --organization, --snapshot and --lock or by their usual names. */
export function planFiles(args: Arguments, io: Io): PlanFiles {
  return {
    organization: file("organization", args, io),
    snapshot: file("snapshot", args, io),
    lock: file("lock", args, io),
  };
}

function file(option: keyof PlanFiles, args: Arguments, io: Io): NamedFile {
  return namedFile((args.options[option] as string | undefined) ?? DEFAULT_NAMES[option], io);
}

/** A file as somebody named it on the command line. */
export function namedFile(given: string, io: Io): NamedFile {
  const path = resolve(io.cwd, given);
  const name = relative(io.cwd, path);
  // A file elsewhere is named as it is: a row of ../../.. helps nobody.
  return { path, name: name === "" || name.startsWith("..") || isAbsolute(name) ? path : name };
}
