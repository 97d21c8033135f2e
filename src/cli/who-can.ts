import { levelsOf } from "../chain/chain";
import { PolicyError, RequestError } from "../evaluate/errors";
import { checkedAction } from "../evaluate/reference/checked";
import { accessTo } from "../identity/access/access";
import { rolePatterns } from "../identity/access/roles";
import { accessVerdict } from "../identity/access/verdict";
import { renderWhoCan, type WhoCanRow } from "../render/identity/access";
import { printable } from "../render/printable";
import { style } from "../render/style";
import type { Arguments } from "./arguments";
import { contextFrom } from "./context";
import { type IdentityInputs, identityInputs } from "./identity-inputs";
import { CannotRun, type Io } from "./io";

/** `who-can`: whose permission set allows an action in an account, after boundaries and SCPs. */
export async function run(args: Arguments, io: Io): Promise<number> {
  const [written, account] = args.positionals as [string, string];
  const found = identityInputs(account, args, io);
  if (found === null) return 2;
  const rows = refused(() => answers(checkedAction({ action: written }), found, args, io));
  const notes = [...found.notes, ...bindingNotes(found)];
  if (args.options.json) {
    const { id } = found.account;
    const bare = rows.map(({ row: { policies: _, ...row }, answer }) => ({ ...row, ...answer }));
    io.stdout(JSON.stringify({ formatVersion: 1, account: id, action: written, who: bare, notes }) + "\n");
  } else {
    io.stdout(renderWhoCan(written, found.account, rows, notes, style(io.colour)));
  }
  return 0;
}

function answers(action: string, found: IdentityInputs, args: Arguments, io: Io): readonly WhoCanRow[] {
  const { intent, account, chains, plans, live } = found;
  const { partition, id: organization, homeRegion } = intent.organization;
  const scps = isManagement(found) ? [] : levelsOf(chains.chain(account.id, "SCP")).levels;
  const context = contextFrom((args.options.context ?? []) as readonly string[]);
  return accessTo(account.id, plans, live).map((row) => ({
    row,
    answer: accessVerdict(row.policies, scps, {
      account: account.id,
      organization,
      organizationPath: chains.organizationPath(account.id),
      principals: rolePatterns(partition, account.id, row.permissionSet, homeRegion),
      action,
      resource: args.options.resource as string | undefined,
      context,
      now: io.now,
    }),
  }));
}

const isManagement = ({ intent, account }: IdentityInputs) =>
  account.id === intent.organization.managementAccount;

function bindingNotes(found: IdentityInputs): readonly string[] {
  return isManagement(found) ? ["no service control policy binds the management account"] : [];
}

/** What the user can mend, as an error of the command. */
function refused<T>(ask: () => T): T {
  try {
    return ask();
  } catch (error) {
    if (error instanceof RequestError) throw new CannotRun(printable(error.message));
    if (!(error instanceof PolicyError)) throw error;
    throw new CannotRun(`a policy cannot be evaluated: ${printable(error.message)}`);
  }
}
