import { setTimeout } from "node:timers/promises";
import type { CloudFormation } from "@aws-sdk/client-cloudformation";

/** @returns how an operation on a StackSet ended, once it has: SUCCEEDED, FAILED, … */
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
