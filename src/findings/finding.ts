/** Where something stands in a file that a person wrote. Lines and columns count from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export type Severity = "error" | "warning" | "info";

/**
 * One thing that a person should know or mend. It is data; wording for the terminal, Markdown or SARIF
 * lives in src/render. Text from AWS inside it is hostile: renderers escape it.
 */
export interface Finding {
  /** Stable kebab-case identifier, for example "unknown-guardrail". */
  readonly code: string;
  readonly severity: Severity;
  readonly place?: Place | undefined;
  /** Path inside the file or the organization, for example "guardrails.Workloads[0]". */
  readonly path?: string | undefined;
  /** One sentence that names what was found. */
  readonly message: string;
  readonly found?: string | undefined;
  readonly expected?: string | undefined;
  /** The nearest valid name, where a name was not known. */
  readonly nearest?: string | undefined;
  /** Why it matters, where that is the same for all findings of the code. */
  readonly why?: string | undefined;
  /** What to do about it. */
  readonly fix?: string | undefined;
}
