import { CONTENT } from "../files/content";
import { readBytes, readTextIfAny } from "../files/read";
import type { Finding } from "../findings/finding";
import type { Intent } from "../organization/intent";
import { loadIntent } from "../organization/load";
import type { Arguments } from "./arguments";
import { planFiles } from "./inputs";
import type { Io } from "./io";

/**
 * organization.yaml for a command that can do without. It may be missing, unless it was named.
 *
 * @throws FileError when it is there and cannot be read
 */
export function intentIfAny(
  args: Arguments,
  io: Io,
): { readonly intent: Intent | null; readonly problems: readonly Finding[] } {
  const { path, name } = planFiles(args, io).organization;
  const named = args.options.organization !== undefined;
  const content = named ? readBytes(path, name, "name another file, or none") : readTextIfAny(path, name);
  return content === null ? { intent: null, problems: [] } : loadIntent(content, name, CONTENT);
}
