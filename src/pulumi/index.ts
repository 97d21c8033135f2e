/** The components, for other Pulumi programs. */

export type { IdentityPlan } from "../identity/plan/types";
export type { DutyAccount, LockdownPlan } from "../lockdown/types";
export type { Plan } from "../plan/types";
export { Guardrails, type GuardrailsArgs, type GuardrailsOptions } from "./guardrails";
export {
  IdentityCenter,
  type IdentityCenterArgs,
  type IdentityCenterOptions,
  type IdentityDirectory,
} from "./identity-center";
export type { ProviderOf } from "./root-lockdown/building";
export { lockdownProviders } from "./root-lockdown/providers";
export { RootLockdown, type RootLockdownArgs } from "./root-lockdown/root-lockdown";
