/** The programs of stacks/, by the names that their stacks have unless somebody calls them otherwise. */
export const PROGRAMS = ["guardrails", "identity", "identity-management", "root-lockdown"] as const;
export type Program = (typeof PROGRAMS)[number];

export function isProgram(name: string): name is Program {
  return (PROGRAMS as readonly string[]).includes(name);
}

/** Program -> its stack in Pulumi, as --stack takes it: "prod", "acme/guardrails/prod". */
export type StackNames = Readonly<Record<Program, string>>;

/** What somebody wrote of it. */
export type WrittenStackNames = { readonly [P in Program]?: string | undefined };
