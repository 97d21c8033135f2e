import type { Input } from "./rule";
import type { Output } from "./upstream";

/** Something that goes wrong with one call. */
export type Fault =
  /** AWS answers with an error. */
  | { readonly kind: "error"; readonly name: string; readonly status?: number; readonly message?: string }
  /** The line drops, before or after AWS has done what was asked. */
  | { readonly kind: "reset"; readonly when: "before" | "after" }
  /** The call takes this long before AWS looks at it. */
  | { readonly kind: "delay"; readonly milliseconds: number }
  /** Half of the answer arrives, then the line drops. */
  | { readonly kind: "cut" }
  /** AWS does what was asked, and says something else. */
  | { readonly kind: "rewrite"; readonly answer: (output: Output) => Output };

/** Looks at each call as it arrives and may spoil it. */
export type FaultHook = (operation: string, input: Input) => Fault | undefined;

export interface Faults {
  /** Asks the hook at every call until `clear`. The first hook that answers is obeyed. */
  add(hook: FaultHook): void;
  /** Spoils the next calls of one operation. */
  next(operation: string, fault: Fault, times?: number): void;
  clear(): void;
}

/** AWS's answer to too many requests. Source: TooManyRequestsException in the API's common errors, read 2026-11. */
export const THROTTLED: Fault = { kind: "error", name: "TooManyRequestsException" };

export function createFaults(): Faults & { readonly of: FaultHook } {
  let hooks: FaultHook[] = [];
  return {
    add(hook) {
      hooks.push(hook);
    },
    next(operation, fault, times = 1) {
      let left = times;
      hooks.push((called) => (called === operation && left-- > 0 ? fault : undefined));
    },
    clear() {
      hooks = [];
    },
    of(operation, input) {
      for (const hook of hooks) {
        const fault = hook(operation, input);
        if (fault !== undefined) return fault;
      }
      return undefined;
    },
  };
}
