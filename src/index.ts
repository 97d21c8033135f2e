/** What other programs may import. The command line is the other way in. */
export type {
  AnyGuardrail,
  AuthorizationGuardrail,
  Guardrail,
  ManagementGuardrail,
  OrganizationFacts,
} from "./catalogue/guardrail";
export { type Comparable, type CompareOptions, compare } from "./compare/compare";
export type { DifferenceEntry, Differences, UndecidedEntry } from "./compare/types";
export { type CompiledLevels, compile } from "./evaluate/compiled";
export { decide } from "./evaluate/reference";
export type { AccessRequest, Decision, Levels } from "./evaluate/request";
export { effectivePolicy } from "./inheritance/effective";
export type { EffectivePolicy, PolicyLevel } from "./inheritance/types";
export type { PolicyDocument, Statement } from "./policy/document";
