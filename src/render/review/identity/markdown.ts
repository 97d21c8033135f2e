import type {
  AccessEffect,
  GrantChange,
  IdentityReview,
  MemberChange,
  SetChange,
} from "../../../review/identity/types";
import { listed } from "../../compare";
import { type Block, code } from "../../markdown";
import { counted } from "../../style";
import type { PathOf } from "../words";
import { endText, NOBODY, NOTHING, names, needsAccounts, rowsOf, settingText, verbOf, widens } from "./words";

/** What changes in access, as Markdown: what is gained or widened, and the rest. */
export function identityBlocks(
  identity: IdentityReview | null,
  pathOf: PathOf,
): { readonly widened: readonly Block[]; readonly others: readonly Block[] } {
  const { grants, permissionSets, members, attributes } = identity ?? NOBODY;
  const gained = grants.filter(({ direction }) => direction === "gained");
  const lost = grants.filter(({ direction }) => direction === "lost");
  const [comes, goes] = [
    members.filter(({ direction }) => direction === "gained"),
    members.filter(({ direction }) => direction === "lost"),
  ];
  return {
    widened: [
      ...gained.map((grant) => grantBlock(grant, pathOf)),
      ...permissionSets.filter(widens).map((set) => setBlock(set, pathOf)),
      ...comes.map(memberBlock),
    ],
    others: [
      ...lost.map((grant) => grantBlock(grant, pathOf)),
      ...permissionSets.filter((set) => !widens(set)).map((set) => setBlock(set, pathOf)),
      ...goes.map(memberBlock),
      ...attributes.map(
        ({ key, before, after }): Block => ({
          kind: ["attribute", "attributes"],
          text: `- attribute ${code(key)}: ${code(`${before ?? "not set"} -> ${after ?? "not set"}`)}\n`,
        }),
      ),
    ],
  };
}

function grantBlock(grant: GrantChange, pathOf: PathOf): Block {
  const { direction, principals, permissionSet, accounts, effects } = grant;
  const verb = verbOf(direction, principals.length > 1);
  const head = `- ${code(names(principals))} ${direction === "gained" ? `**${verb}**` : verb} ${code(permissionSet)} on ${counted(accounts.length, "account")}: ${code(listed(accounts.map(pathOf)))}; ${code(endText(grant))}\n`;
  return {
    kind: ["change of access", "changes of access"],
    text: head + effectLines(accounts, effects, pathOf),
  };
}

function setBlock(set: SetChange, pathOf: PathOf): Block {
  const { permissionSet, accounts, principals, settings, effects } = set;
  const head = `- permission set ${code(permissionSet)} changes on ${counted(accounts.length, "account")}, for ${code(names(principals))}\n`;
  const lines = settings.map((setting) => `  - ${code(settingText(setting))}\n`);
  return {
    kind: ["permission set", "permission sets"],
    text: head + lines.join("") + effectLines(accounts, effects, pathOf),
  };
}

function effectLines(accounts: readonly string[], effects: readonly AccessEffect[], pathOf: PathOf): string {
  const isDivided = needsAccounts(accounts, effects);
  return effects
    .map((effect) => {
      const where = isDivided ? `in ${code(listed(effect.accounts.map(pathOf)))}: ` : "";
      const rows = rowsOf(effect).map(([label, text]) => {
        const name = label === label.toLowerCase() ? label : `**${label}**`;
        return `${name} ${code(text)}`;
      });
      return `  - ${where}${rows.length === 0 ? NOTHING : rows.join("; ")}\n`;
    })
    .join("");
}

function memberBlock({ direction, group, user }: MemberChange): Block {
  const verb = direction === "gained" ? "**COMES INTO**" : "leaves";
  return { kind: ["member", "members"], text: `- user ${code(user)} ${verb} group ${code(group)}\n` };
}
