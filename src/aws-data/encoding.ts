/** The levels of access that AWS gives actions, by the letter that stands for each in the encoded data. */
export const LEVEL_LETTERS = {
  L: "List",
  R: "Read",
  T: "Tagging",
  W: "Write",
  P: "Permissions management",
} as const;

/** The types of condition keys, by the letter that stands for each; a small letter is a list of such. */
export const KEY_TYPE_LETTERS = {
  S: "String",
  A: "ARN",
  B: "Bool",
  D: "Date",
  N: "Numeric",
  I: "IPAddress",
} as const;

/**
 * The actions of a service.
 *
 * `actions` are they, with the prefix, separated by blanks and sorted as if in lower case. `details` has a piece for
 * each, separated by semicolons: "W12 0:5! 3:7" is an action of level Write with the keys of set 12, which must name
 * a resource of type 0 (with the keys of set 5) and may name one of type 3 (with those of set 7).
 */
export interface EncodedService {
  /** The name of each resource type, then its ARNs. */
  readonly types: readonly (readonly string[])[];
  readonly actions: string;
  readonly details: string;
}

/** The action data as it stands in its file: long texts, which load at once and are taken apart when asked for. */
export interface EncodedActions {
  readonly source: string;
  readonly version: string;
  readonly date: string;
  /** Names, separated by blanks. First those in the sets, then those that no action is known to carry. */
  readonly conditionKeys: string;
  /** A letter of KEY_TYPE_LETTERS for each of them. */
  readonly keyTypes: string;
  /** Sets of condition keys, separated by semicolons: the places of the keys, separated by commas. */
  readonly keySets: string;
  /** By prefix, sorted by the prefix with its colon. */
  readonly services: Readonly<Record<string, EncodedService>>;
}
