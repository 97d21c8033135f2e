export type { AnyGuardrail, Guardrail } from "./catalogue/guardrail";
