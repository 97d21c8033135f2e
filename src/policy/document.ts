export type OneOrMany<T> = T | readonly T[];

export type ConditionValue = string | number | boolean;

/** operator -> condition key -> values, as in the IAM policy grammar. */
export type ConditionBlock = Readonly<Record<string, Readonly<Record<string, OneOrMany<ConditionValue>>>>>;

export interface Statement {
  readonly Sid?: string;
  readonly Effect: "Allow" | "Deny";
  /** Only in RCPs, where it must be "*", and in identity-neutral documents read from elsewhere. */
  readonly Principal?: unknown;
  readonly NotPrincipal?: unknown;
  readonly Action?: OneOrMany<string>;
  readonly NotAction?: OneOrMany<string>;
  readonly Resource?: OneOrMany<string>;
  readonly NotResource?: OneOrMany<string>;
  readonly Condition?: ConditionBlock;
}

export interface PolicyDocument {
  readonly Version?: string;
  readonly Id?: string;
  readonly Statement: OneOrMany<Statement>;
}

/** One value or many, always as an array. */
export function many<T>(value: OneOrMany<T> | undefined): readonly T[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly T[]) : [value as T];
}

/** The statements of a document, in order. */
export function statementsOf(document: PolicyDocument): readonly Statement[] {
  return many(document.Statement);
}
