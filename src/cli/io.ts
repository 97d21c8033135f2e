/** What a command may touch of its process, passed in so that tests can run a command in place. */
export interface Io {
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  /** All of standard input, for a command that was asked to read it. */
  readonly stdin: () => string;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The moment that `check` and `plan` judge exceptions by, in milliseconds since 1970. */
  readonly now: number;
  /** Whether each stream is a terminal that takes colour. */
  readonly colour: boolean;
  readonly progress: boolean;
  /** How wide the terminal of standard output is; left out where it is none. */
  readonly columns?: number | undefined;
}

/** Ends a command with exit code 2: it could not run. The message says why and what to do. */
export class CannotRun extends Error {}
