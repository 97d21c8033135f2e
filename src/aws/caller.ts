import { GetCallerIdentityCommand, type STSClient } from "@aws-sdk/client-sts";
import { askerOf } from "./ask";
import { present } from "./errors";
import type { Patience } from "./retry";

/** The id of the account whose credentials these are. Everybody may ask for it, whatever their policies say. */
export async function callerAccount(
  client: STSClient,
  patience: Patience,
  signal: AbortSignal,
): Promise<string> {
  const { ask } = askerOf("sts", 1, patience, signal);
  const { Account } = await ask("GetCallerIdentity", (options) =>
    client.send(new GetCallerIdentityCommand({}), options),
  );
  return present(Account, "GetCallerIdentity", "Account");
}
