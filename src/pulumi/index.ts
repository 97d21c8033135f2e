/** The components, for other Pulumi programs. */
export type { Plan } from "../plan/types";
export { Guardrails, type GuardrailsArgs, type GuardrailsOptions } from "./guardrails";
