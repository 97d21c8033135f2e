import { catalogue } from "../../guardrails";
import { type GuardrailPlace, placesOf } from "../catalogue/uses";
import { nearest } from "../findings/nearest";
import { POLICY_TYPES } from "../policy/types";
import { printable } from "../render/printable";
import { counted, type Style, style } from "../render/style";
import type { Arguments } from "./arguments";
import { intentIfAny } from "./intent";
import { CannotRun, type Io } from "./io";
import { policyType } from "./policy-type";

interface Row {
  readonly id: string;
  readonly type: string;
  readonly theme: string;
  readonly title: string;
  /** True for what the plan adds by itself. */
  readonly automatic: boolean;
  /** Null when there is no organization.yaml, or it cannot be read. */
  readonly inUse: readonly GuardrailPlace[] | null;
}

/** `list`: the guardrails there are, and where organization.yaml uses them. */
export async function run(args: Arguments, io: Io): Promise<number> {
  const type =
    args.options.type === undefined ? undefined : policyType(args.options.type as string, POLICY_TYPES);
  const theme = themeOf(args);
  const { intent, problems } = intentIfAny(args, io);
  if (problems.length > 0) {
    io.stderr(
      `organization.yaml has ${counted(problems.length, "problem")}: where guardrails are in use is not known; see org-guardrails check\n`,
    );
  }
  const rows = catalogue
    .filter(
      (each) => (type === undefined || each.type === type) && (theme === undefined || each.theme === theme),
    )
    .map(
      ({ id, type, theme, title, automatic = false }): Row => ({
        id,
        type,
        theme,
        title,
        automatic,
        inUse: intent === null ? null : placesOf(intent, id),
      }),
    );
  io.stdout(
    args.options.json
      ? JSON.stringify({ formatVersion: 1, guardrails: rows }) + "\n"
      : table(rows, style(io.colour)),
  );
  return 0;
}

function themeOf({ options: { theme } }: Arguments): string | undefined {
  if (theme === undefined) return undefined;
  const themes = [...new Set<string>(catalogue.map((each) => each.theme))].sort();
  if (themes.includes(theme as string)) return theme as string;
  const near = nearest(theme as string, themes);
  const hint = near === undefined ? "" : `; did you mean ${near}?`;
  throw new CannotRun(`there is no theme ${JSON.stringify(theme)}${hint}\nThemes: ${themes.join(", ")}`);
}

function table(rows: readonly Row[], { strong, faint }: Style): string {
  if (rows.length === 0) return "No guardrail is of that type and theme.\n";
  const width = (key: "id" | "type" | "theme") => Math.max(...rows.map((row) => row[key].length));
  const [id, type, theme] = [width("id"), width("type"), width("theme")];
  const lines = rows.map((row) => {
    const use = useText(row);
    return `${strong(row.id.padEnd(id))}  ${row.type.padEnd(type)}  ${row.theme.padEnd(theme)}  ${row.title}${use === "" ? "" : faint(`  ${use}`)}\n`;
  });
  const used = rows.filter(({ inUse }) => inUse !== null && inUse.length > 0).length;
  const uses = rows[0]!.inUse === null ? "" : `, ${used} in use`;
  return `${lines.join("")}${counted(rows.length, "guardrail")}${uses}\n`;
}

function useText({ automatic, inUse }: Row): string {
  if (automatic) return "[added by the plan]";
  if (inUse === null || inUse.length === 0) return "";
  return `[in use: ${printable(inUse.map(({ target }) => target).join(", "))}]`;
}
