import { join } from "node:path";
import { RunError } from "@pulumi/pulumi";
import { DEFAULT_NAMES, type NamedFile, planFromFiles } from "../src/files/plan-files";
import { FileError } from "../src/files/read";
import type { Plan } from "../src/plan/types";
import { renderFindings } from "../src/render/findings";
import { PLAIN } from "../src/render/style";

export interface LoadedPlan {
  readonly plan: Plan;
  /** Digest of the desired state that organization.lock.json holds for this stack. */
  readonly reviewedDigest: string | undefined;
  readonly homeRegion: string;
}

/**
 * Makes the plan from organization.yaml, organization.snapshot.json and organization.lock.json in a folder.
 *
 * @throws RunError when one of the files cannot be read or no plan can be made of them
 */
export function loadPlan(root: string): LoadedPlan {
  const file = (name: string): NamedFile => ({ path: join(root, name), name });
  const { organization, snapshot, lock } = DEFAULT_NAMES;
  const files = { organization: file(organization), snapshot: file(snapshot), lock: file(lock) };
  try {
    const { plan, problems, inputs } = planFromFiles(files, Date.now());
    if (plan === null) throw new RunError(`no plan can be made:\n${renderFindings(problems, PLAIN)}`);
    const { intent, lock: reviewed } = inputs!;
    return {
      plan: { ...plan, problems },
      reviewedDigest: reviewed?.digests.guardrails,
      homeRegion: intent.organization.homeRegion,
    };
  } catch (error) {
    throw error instanceof FileError ? new RunError(error.message) : error;
  }
}
