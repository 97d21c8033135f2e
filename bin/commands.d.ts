export interface Option {
  type: "string" | "boolean";
  value?: string;
  multiple?: boolean;
  summary: string;
}
export interface Command {
  summary: string;
  usage: string;
  details?: string;
  /** Least and most positional arguments. */
  arguments?: [number, number];
  options: Record<string, Option>;
}
export const commands: Record<string, Command>;
export function commandOf(argv: readonly string[]): { name: string | undefined; words: string[] };
export function groupOf(first: string): string[];
