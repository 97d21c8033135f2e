import type { NotRead } from "../organization/not-read";
import { NotReadError } from "./errors";

/** Keeps what could not be read, by name, and lets the reading go on. */
export class Gaps {
  private readonly found = new Map<string, NotRead>();

  get notRead(): readonly NotRead[] {
    return [...this.found.values()];
  }

  /**
   * What was read, or the fallback, which the gap says is not to be believed.
   *
   * @param parts the parts of the snapshot that the reading would have told
   * @throws whatever is more than one call without an answer
   */
  async fill<T>(parts: string | readonly string[], fallback: T, read: () => Promise<T>): Promise<T> {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof NotReadError)) throw error;
      const { action, reason } = error;
      for (const what of [parts].flat()) {
        const key = JSON.stringify([what, action]);
        if (!this.found.has(key)) this.found.set(key, { what, action, reason });
      }
      return fallback;
    }
  }
}
