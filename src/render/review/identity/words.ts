import type { NamedPrincipal } from "../../../identity/access/principals";
import type {
  AccessEffect,
  ActionSummary,
  GrantChange,
  IdentityReview,
  SetChange,
  SettingChange,
} from "../../../review/identity/types";
import { listed } from "../../compare";
import { counted, grouped } from "../../style";

/** Services, and actions by name, that one line shows before the rest is counted. */
const MOST_SERVICES = 6;
const MOST_ACTIONS = 12;

/** Whether somebody may do more than before, or nobody knows. */
export function widens({ effects, settings }: Pick<SetChange, "effects" | "settings">): boolean {
  return settings.some(({ loosens }) => loosens) || effects.some(opensMore);
}

function opensMore({ newlyAllowed, escalations, unknown }: AccessEffect): boolean {
  return newlyAllowed !== null || escalations.length > 0 || unknown.length > 0;
}

/** How many principals gain access, and how many ways to more rights are opened, for the verdict. */
export function identitySummary(identity: IdentityReview | null): readonly string[] {
  if (identity === null) return [];
  const gaining = identity.grants.filter(({ direction }) => direction === "gained");
  const principals = new Set(gaining.flatMap((grant) => grant.principals.map(nameOf)));
  const widened = identity.permissionSets.filter(widens).length;
  const paths = new Set(
    [...identity.grants, ...identity.permissionSets].flatMap(({ effects }) =>
      effects.flatMap(({ escalations }) => escalations),
    ),
  );
  return [
    principals.size === 0 ? "" : `${counted(principals.size, "principal")} GAIN ACCESS`,
    widened === 0 ? "" : `${counted(widened, "permission set")} WIDENED`,
    paths.size === 0 ? "" : `${counted(paths.size, "way")} to more rights opened`,
  ];
}

const nameOf = ({ kind, name }: NamedPrincipal) =>
  kind === "deleted" ? `DELETED ${name}` : `${kind} ${name}`;
export const names = (principals: readonly NamedPrincipal[]) => listed(principals.map(nameOf));
export const verbOf = (direction: "gained" | "lost", isMany: boolean) =>
  direction === "gained" ? (isMany ? "GAIN" : "GAINS") : isMany ? "lose" : "loses";

export function endText({ expires, sessionDuration }: GrantChange): string {
  return `sessions of ${sessionDuration}, ${expires === null ? "without an end" : `until ${expires}`}`;
}

/** "iam 40 of 183, s3 12 of 170 and 3 more services". */
function servicesText({ services }: ActionSummary): string {
  const shown = services
    .slice(0, MOST_SERVICES)
    .map(({ service, actions, of }) => `${service} ${actions} of ${of}`);
  const more = services.length - shown.length;
  return shown.join(", ") + (more > 0 ? ` and ${counted(more, "service")} more` : "");
}

/** "1,204 actions of 34 services, 400 of them writing and 20 changing permissions". */
function sizeText({ actions, services, levels, undocumented }: ActionSummary): string {
  const kinds = [
    [levels.Write + levels.Tagging, "writing"],
    [levels["Permissions management"], "changing permissions"],
    [undocumented, "outside what AWS documents of them"],
  ] as const;
  const shown = kinds.filter(([count]) => count > 0).map(([count, what]) => `${grouped(count)} ${what}`);
  const of = shown.length === 0 ? "" : `: ${shown.join(", ")}`;
  return `${counted(actions, "action")} of ${counted(services.length, "service")}${of}`;
}

function actionsText(actions: readonly string[]): string {
  const more = actions.length - MOST_ACTIONS;
  return actions.slice(0, MOST_ACTIONS).join(", ") + (more > 0 ? ` and ${more} more` : "");
}

/** What an effect says, as labels and texts. */
export function rowsOf({ newlyAllowed, newlyDenied, escalations, unknown }: AccessEffect) {
  const actions = (label: string, summary: ActionSummary | null) =>
    summary === null
      ? []
      : ([
          [label, sizeText(summary)],
          ["services", servicesText(summary)],
          ...(summary.dangerous.length === 0 ? [] : [["by name", actionsText(summary.dangerous)] as const]),
        ] as const);
  return [
    ...actions("newly ALLOWED", newlyAllowed),
    ...(escalations.length === 0
      ? []
      : [["OPENS", `ways to more rights: ${actionsText(escalations)}`] as const]),
    ...unknown.map((reason) => ["UNKNOWN", reason] as const),
    ...actions("newly denied", newlyDenied),
  ];
}

export const NOTHING = "nothing that was not so before";

/** Whether an effect has to say of which accounts it is. */
export const needsAccounts = (accounts: readonly string[], effects: readonly AccessEffect[]) =>
  effects.length > 1 || (effects[0]?.accounts.length ?? accounts.length) !== accounts.length;

/** Longer texts are for JSON. */
export function settingText({ setting, before, after, loosens }: SettingChange): string {
  const name = setting.replaceAll("-", " ");
  if (setting === "inline-policy" || setting === "tags") {
    const verb = before === null ? "added" : after === null ? "REMOVED" : "changed";
    return `${name} ${verb}`;
  }
  const mark = loosens ? (setting === "permissions-boundary" ? ", MAY LOOSEN" : ", LONGER") : "";
  return `${name} ${before ?? "none"} -> ${after ?? "none"}${mark}`;
}

/** Nothing changes. */
export const NOBODY: IdentityReview = { grants: [], permissionSets: [], members: [], attributes: [] };
