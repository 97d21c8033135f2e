import type { Intent } from "../organization/intent";

/** One place in organization.yaml where a guardrail is asked for. */
export interface GuardrailPlace {
  /** As written: a path, an account or a selector. */
  readonly target: string;
  /** Undefined when only the name was given. */
  readonly parameters?: unknown;
}

/** Where each guardrail is in use, in the order of the file. */
export function placesOf(intent: Pick<Intent, "guardrails">, id: string): readonly GuardrailPlace[] {
  return intent.guardrails.flatMap(({ target, guardrails }) =>
    guardrails
      .filter((use) => use.id === id)
      .map(({ parameters }) => (parameters === undefined ? { target } : { target, parameters })),
  );
}
