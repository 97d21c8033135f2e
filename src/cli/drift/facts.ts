import { readOrganization } from "../../aws/organization-reader";
import type { PlanInputs } from "../../files/plan-files";
import { wantsLockdown } from "../../lockdown/plan/make-lockdown-plan";
import { selectorTagKeys } from "../../organization/selectors";
import type { Snapshot } from "../../organization/snapshot";
import type { Io } from "../io";
import { patience, readIdentityOf, readLockdownOf, withOrganizations } from "../live";
import { progressLine } from "../progress";

/**
 * The live organization, with everything that is planned of it.
 *
 * @throws CannotRun when AWS refuses the whole, or cannot be reached
 */
export async function readFacts({ intent }: PlanInputs, io: Io): Promise<Snapshot> {
  const line = progressLine(io);
  const organization = await withOrganizations(intent, io, (client) =>
    readOrganization(client, {
      ...patience,
      selectorTagKeys: selectorTagKeys(intent),
      expected: intent.organization.id,
      progress: line.show,
    }).finally(line.end),
  );
  const identity = intent.identity === undefined ? undefined : await readIdentityOf(intent, io);
  const lockdown = wantsLockdown(intent) ? await readLockdownOf(intent, io) : undefined;
  return {
    ...organization,
    ...(identity === undefined ? {} : { identity }),
    ...(lockdown === undefined ? {} : { lockdown }),
  };
}
