import type { Program } from "../command-line";
import { parseAwsCommand } from "./parse";

/**
 * The `aws` program, with the SDK's clients in the place of its own. Of an answer it prints the one field that --query
 * names.
 *
 * @param clients by the name of the service on the command line
 * @throws Error for a command that the AWS CLI or AWS would refuse, or for another Region
 */
export function awsProgram(clients: Readonly<Record<string, object>>, regionOfAll: string): Program {
  return async (words) => {
    const { service, operation, region = regionOfAll, input } = parseAwsCommand(["aws", ...words]);
    if (region !== regionOfAll) throw new Error(`${service} is in ${regionOfAll}, and not in ${region}`);
    const client = clients[service] as Record<string, (input: object) => Promise<object>>;
    const answer = await client[operation[0]!.toLowerCase() + operation.slice(1)]!(input);
    const query = words[words.indexOf("--query") + 1];
    return words.includes("--query") ? String((answer as Record<string, unknown>)[query!]) : "";
  };
}
