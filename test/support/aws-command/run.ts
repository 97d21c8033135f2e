import type { Program } from "../command-line";
import { type AwsCall, parseAwsCommand } from "./parse";

/** What a call leaves AWS to go on with, for whoever has to wait until it has ended. */
export type Settle = (call: AwsCall, answer: object) => Promise<void>;

/**
 * The `aws` program, with the SDK's clients in the place of its own. Of an answer it prints the one field that --query
 * names.
 *
 * @param clients by the name of the service on the command line
 * @param settle ends when AWS has nothing more to do
 * @throws Error for a command that the AWS CLI or AWS would refuse, or for another Region
 */
export function awsProgram(
  clients: Readonly<Record<string, object>>,
  regionOfAll: string,
  settle: Settle = async () => {},
): Program {
  return async (words) => {
    const call = parseAwsCommand(["aws", ...words]);
    const { service, region = regionOfAll } = call;
    if (region !== regionOfAll) throw new Error(`${service} is in ${regionOfAll}, and not in ${region}`);
    const answer = await makeCall(clients[service]!, call);
    await settle(call, answer);
    const query = words[words.indexOf("--query") + 1];
    return words.includes("--query") ? String((answer as Record<string, unknown>)[query!]) : "";
  };
}

type Caller = Readonly<Record<string, (input: object) => Promise<object>>>;

function makeCall(client: object, { operation, input }: AwsCall): Promise<object> {
  return (client as Caller)[`${operation[0]!.toLowerCase()}${operation.slice(1)}`]!(input);
}
