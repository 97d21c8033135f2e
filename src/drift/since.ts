import { z } from "zod";
import type { Finding } from "../findings/finding";
import { parseJsonFile } from "../organization/json-file";
import { byHarm } from "./impact";
import { DRIFT_EFFECTS, type Drift, type DriftRow } from "./types";

/** What is remembered of a row between runs. */
export type KnownRow = Pick<DriftRow, "id" | "effect" | "accounts" | "digest">;

/** What an earlier run found. */
export interface LastRun {
  readonly organization: string;
  readonly rows: readonly KnownRow[];
}

const text = z.string();
const row = z.object({
  id: text,
  effect: z.enum(DRIFT_EFFECTS),
  accounts: z.array(text),
  digest: text,
});
const schema = z.object({
  formatVersion: z.literal(1),
  organization: z.object({ id: text }),
  rows: z.array(row),
  persisting: z.array(row),
});

const KIND = { name: "drift", formatVersion: 1, remedy: "org-guardrails drift --json > FILE" };

/**
 * Reads what `org-guardrails drift --json` printed. Never throws.
 *
 * @param file the name for messages
 */
export function parseLastRun(
  content: string,
  file: string,
): { readonly last: LastRun | null; readonly problems: readonly Finding[] } {
  const { value, problems } = parseJsonFile(content, file, KIND, schema);
  if (value === null) return { last: null, problems };
  return {
    last: { organization: value.organization.id, rows: [...value.rows, ...value.persisting] },
    problems,
  };
}

/** Only what is new since an earlier run stays among the rows; what was known is set apart. */
export function sinceLast(found: Drift, last: LastRun): Drift {
  const known = new Map(last.rows.map((each) => [each.id, each]));
  const rows = [...found.rows, ...found.persisting];
  const persists = (each: DriftRow) => isKnown(each, known.get(each.id));
  const now = new Set(rows.map(({ id }) => id));
  return {
    ...found,
    rows: rows.filter((each) => !persists(each)),
    persisting: rows.filter(persists),
    mended: [...known.keys()].filter((id) => !now.has(id)).sort(),
  };
}

/** The same finding, on no more accounts, that does no more harm: anything else a person has not seen yet. */
function isKnown(row: DriftRow, known: KnownRow | undefined): boolean {
  if (known === undefined || known.digest !== row.digest || byHarm(row.effect, known.effect) < 0)
    return false;
  const accounts = new Set(known.accounts);
  return row.accounts.every((account) => accounts.has(account));
}
