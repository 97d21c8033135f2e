import { setTimeout } from "node:timers/promises";
import type { CloudFormation } from "@aws-sdk/client-cloudformation";
import type { AwsCall } from "./parse";

type Caller = Readonly<Record<string, (input: object) => Promise<object>>>;

/** Makes the call of a command through the SDK's own client of its service. */
export async function makeCall(client: object, { operation, input }: AwsCall): Promise<object> {
  const name = `${operation[0]!.toLowerCase()}${operation.slice(1)}`;
  // The SDK writes some words in capitals that begin an operation's name: AWS, IAM.
  const own = name in client ? name : operation.replace(/^[A-Z]+(?=[A-Z])/, (word) => word.toLowerCase());
  return await (client as Caller)[own]!(input);
}

/** @returns how an operation on a StackSet ended, once it has */
export async function endOfOperation(
  client: CloudFormation,
  StackSetName: string,
  OperationId: string,
): Promise<string> {
  for (;;) {
    const { StackSetOperation } = await client.describeStackSetOperation({ StackSetName, OperationId });
    const { Status } = StackSetOperation!;
    if (Status !== "RUNNING" && Status !== "QUEUED") return Status!;
    await setTimeout(20);
  }
}
