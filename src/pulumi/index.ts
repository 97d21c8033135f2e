/** The components, for other Pulumi programs. */

export type { IdentityPlan } from "../identity/plan/types";
export type { Plan } from "../plan/types";
export { Guardrails, type GuardrailsArgs, type GuardrailsOptions } from "./guardrails";
export {
  IdentityCenter,
  type IdentityCenterArgs,
  type IdentityCenterOptions,
  type IdentityDirectory,
} from "./identity-center";
