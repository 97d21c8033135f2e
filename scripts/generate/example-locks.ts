import { join } from "node:path";
import { lockdownOf } from "../../src/files/lockdown-files";
import { DEFAULT_NAMES, type NamedFile, planFromFiles } from "../../src/files/plan-files";
import { serializeLock } from "../../src/organization/lock-file";
import { withStacks } from "../../src/plan/next-lock";
import type { GeneratedFile } from "./guardrail-pages";

const REPOSITORY = join(__dirname, "..", "..");
const FOLDERS = ["examples/policy-types", "examples/root-lockdown"];

/** The locks of the organizations in examples/, as `org-guardrails lock` writes them. */
export function exampleLocks(): readonly GeneratedFile[] {
  return FOLDERS.map((folder) => {
    const file = (name: string): NamedFile => ({ path: join(REPOSITORY, folder, name), name });
    const { organization, snapshot, lock } = DEFAULT_NAMES;
    const files = { organization: file(organization), snapshot: file(snapshot), lock: file(lock) };
    const planned = planFromFiles(files, 0);
    if (planned.lock === null) {
      throw new Error(`${folder} has no plan: ${planned.problems.map(({ message }) => message).join("; ")}`);
    }
    const { plan } = lockdownOf(planned.inputs, planned.tree);
    const stacks = plan === null ? [] : [plan];
    return { path: `${folder}/${lock}`, text: serializeLock(withStacks(planned.lock, stacks)) };
  });
}
