import {
  type CloudFormationClient,
  DescribeStackSetCommand,
  ListStackInstancesCommand,
  ListStackSetsCommand,
  type StackInstanceSummary,
  type StackSet,
  type StackSetSummary,
} from "@aws-sdk/client-cloudformation";
import { AwsError, DeniedError, present } from "./errors";
import { all, pages } from "./pages";
import type { Reading } from "./reading";

/**
 * Results of one page at most.
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ListStackInstances.html (MaxResults),
 * read 2026-11.
 */
export const LARGEST_STACK_SET_PAGE = 100;
const MaxResults = LARGEST_STACK_SET_PAGE;

/**
 * As whom StackSets are read: the management account as itself, a delegated administrator as such. Each of them asked
 * the other way sees no StackSet of the organization, and is told so by nobody.
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ListStackSets.html (CallAs),
 * read 2026-11.
 */
export type CallAs = "SELF" | "DELEGATED_ADMIN";

/** StackSets of one Region, as this tool needs them. */
export interface StackSetsApi {
  /** Requests sent so far, repeated ones included. */
  readonly calls: () => number;
  /** Those that are not deleted. */
  readonly stackSets: () => Promise<readonly (StackSetSummary & { readonly StackSetName: string })[]>;
  readonly stackSet: (name: string) => Promise<StackSet>;
  readonly instances: (name: string) => Promise<readonly StackInstanceSummary[]>;
}

export function openStackSets(
  client: CloudFormationClient,
  CallAs: CallAs,
  { calls, ask }: Reading,
): StackSetsApi {
  return {
    calls,
    async stackSets() {
      const operation = "cloudformation:ListStackSets";
      const list = pages(operation, (NextToken) =>
        ask(operation, (options) =>
          client
            .send(new ListStackSetsCommand({ Status: "ACTIVE", CallAs, NextToken, MaxResults }), options)
            .catch((error: Error) => {
              throw noAdministrator(error, CallAs);
            }),
        ),
      );
      const found = await all(list, (page) => page.Summaries);
      return found.map((summary) => ({
        ...summary,
        StackSetName: present(summary.StackSetName, operation, "StackSetName"),
      }));
    },
    async stackSet(StackSetName) {
      const answer = await ask("cloudformation:DescribeStackSet", (options) =>
        client.send(new DescribeStackSetCommand({ StackSetName, CallAs }), options),
      );
      return present(answer.StackSet, "DescribeStackSet", "StackSet");
    },
    instances(StackSetName) {
      const list = pages("cloudformation:ListStackInstances", (NextToken) =>
        ask("cloudformation:ListStackInstances", (options) =>
          client.send(
            new ListStackInstancesCommand({ StackSetName, CallAs, NextToken, MaxResults }),
            options,
          ),
        ),
      );
      return all(list, (page) => page.Summaries);
    },
  };
}

/** An account that administers no StackSets is told so by a ValidationError (assumed: AWS documents no name for it). */
function noAdministrator(error: Error, callAs: CallAs): Error {
  if (callAs === "SELF" || error instanceof AwsError || error.name !== "ValidationError") return error;
  return new DeniedError(
    "AWS refused ListStackSets: use credentials of the management account, or register their account as delegated " +
      "administrator of member.org.stacksets.cloudformation.amazonaws.com",
    "cloudformation:ListStackSets",
  );
}
