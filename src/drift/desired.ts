import type { IdentityView } from "../identity/plan/view";
import type { LockdownPlan } from "../lockdown/types";
import type { Lock } from "../organization/lock";
import type { StackNames } from "../organization/programs";
import type { Snapshot } from "../organization/snapshot";
import type { PlanView } from "../plan/plan-file";

/** Everything that is planned, and what it was planned from. */
export interface DesiredState {
  readonly plan: PlanView;
  /** The facts that the plan was made of: what nobody manages here is to stay as it is there. */
  readonly recorded: Snapshot;
  readonly lock: Lock | null;
  /** Null where Identity Center is not planned here. */
  readonly identity: IdentityView | null;
  /** Null where the root lockdown is not planned here. */
  readonly lockdown: LockdownPlan | null;
  readonly partition: string;
  /** How the stacks are called in Pulumi; left out where each is called like its program. */
  readonly stacks?: StackNames | undefined;
  /** Of Identity Center. */
  readonly homeRegion: string;
  /** Milliseconds since 1970: exceptions that end until then have ended, requests before are left out. */
  readonly now: number;
}
