import type {
  AccessEffect,
  GrantChange,
  IdentityReview,
  MemberChange,
  SetChange,
} from "../../../review/identity/types";
import { listed } from "../../compare";
import { printable } from "../../printable";
import { counted, type Style } from "../../style";
import type { PathOf } from "../words";
import { endText, NOTHING, names, needsAccounts, rowsOf, settingText, verbOf } from "./words";

/** What changes in access, for a person at a terminal. */
export function identityText(identity: IdentityReview | null, pathOf: PathOf, style: Style): string {
  if (identity === null) return "";
  const { grants, permissionSets, members, attributes } = identity;
  return [
    ...grants.map((grant) => grantText(grant, pathOf, style)),
    ...permissionSets.map((set) => setText(set, pathOf, style)),
    ...members.map((member) => `${memberText(member, style)}\n`),
    ...attributes.map(
      ({ key, before, after }) =>
        `attribute ${printable(key)}: ${printable(`${before ?? "not set"} -> ${after ?? "not set"}`)}\n`,
    ),
  ].join("\n");
}

function grantText(grant: GrantChange, pathOf: PathOf, style: Style): string {
  const { direction, principals, permissionSet, accounts, effects } = grant;
  const paint = direction === "gained" ? style.changed : style.removed;
  const title = `${paint(verbOf(direction, principals.length > 1))} ${printable(permissionSet)} on ${counted(accounts.length, "account")}`;
  return (
    `${style.strong(printable(names(principals)))} ${title}\n` +
    `    ${style.faint(printable(`${endText(grant)}; ${listed(accounts.map(pathOf))}`))}\n` +
    effectsText(accounts, effects, pathOf, style)
  );
}

function setText(set: SetChange, pathOf: PathOf, style: Style): string {
  const { permissionSet, accounts, principals, settings, effects } = set;
  return (
    `${style.strong(`permission set ${printable(permissionSet)}`)} changes on ${counted(accounts.length, "account")}, for ${printable(names(principals))}\n` +
    settings
      .map((setting) => {
        const text = printable(settingText(setting));
        return `  ${setting.loosens ? style.changed(text) : text}\n`;
      })
      .join("") +
    effectsText(accounts, effects, pathOf, style)
  );
}

function effectsText(
  accounts: readonly string[],
  effects: readonly AccessEffect[],
  pathOf: PathOf,
  style: Style,
): string {
  const isDivided = needsAccounts(accounts, effects);
  return effects
    .map((effect) => {
      const where = isDivided ? `  in ${printable(listed(effect.accounts.map(pathOf)))}\n` : "";
      const rows = rowsOf(effect);
      const lines =
        rows.length === 0
          ? [`    ${style.faint(NOTHING)}\n`]
          : rows.map(([label, text]) => `    ${paintLabel(label, style)} ${printable(text)}\n`);
      return where + lines.join("");
    })
    .join("");
}

function paintLabel(label: string, style: Style): string {
  const text = label.padEnd(13);
  return label === label.toLowerCase() ? style.faint(text) : style.changed(text);
}

function memberText({ direction, group, user }: MemberChange, style: Style): string {
  const verb = direction === "gained" ? style.changed("COMES INTO") : style.removed("leaves");
  return `user ${printable(user)} ${verb} group ${printable(group)}`;
}
