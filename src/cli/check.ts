import type { Arguments } from "./arguments";
import { CannotRun, type Io } from "./io";

export async function run(_args: Arguments, _io: Io): Promise<number> {
  throw new CannotRun("not built yet");
}
