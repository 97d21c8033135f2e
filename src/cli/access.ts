import { accessTo } from "../identity/access/access";
import { unknownPolicies } from "../identity/access/policies";
import { renderAccess } from "../render/identity/access";
import { style } from "../render/style";
import type { Arguments } from "./arguments";
import { identityInputs } from "./identity-inputs";
import type { Io } from "./io";

/** `access`: who has which permission set on an account, and until when. 0 whenever that can be said. */
export async function run(args: Arguments, io: Io): Promise<number> {
  const found = identityInputs(args.positionals[0]!, args, io);
  if (found === null) return 2;
  const { account, plans, live, notes } = found;
  const rows = accessTo(account.id, plans, live);
  if (args.options.json) {
    const bare = rows.map(({ policies, ...row }) => ({ ...row, unknownPolicies: unknownPolicies(policies) }));
    io.stdout(JSON.stringify({ formatVersion: 1, account: account.id, access: bare, notes }) + "\n");
  } else {
    io.stdout(renderAccess(account, rows, notes, style(io.colour)));
  }
  return 0;
}
