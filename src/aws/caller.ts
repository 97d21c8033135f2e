import { GetCallerIdentityCommand, type STSClient } from "@aws-sdk/client-sts";
import { present } from "./errors";
import type { Reading } from "./reading";

/** The id of the account whose credentials these are. Everybody may ask for it, whatever their policies say. */
export async function callerAccount(client: STSClient, { ask }: Reading): Promise<string> {
  const { Account } = await ask("sts:GetCallerIdentity", (options) =>
    client.send(new GetCallerIdentityCommand({}), options),
  );
  return present(Account, "GetCallerIdentity", "Account");
}
