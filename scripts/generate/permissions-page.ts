import { actionsOf, READ_CALLS, type ReadAction, type ReadCall } from "../../src/aws-data/read-calls";
import { rootTaskArn } from "../../src/aws-data/root-tasks";
import type { GeneratedFile } from "./guardrail-pages";

const PARTS: readonly { readonly part: ReadCall["part"]; readonly sid: string; readonly when: string }[] = [
  { part: "organization", sid: "Organization", when: "always" },
  { part: "identity", sid: "IdentityCenter", when: "where organization.yaml speaks of Identity Center" },
  {
    part: "lockdown",
    sid: "RootLockdown",
    when: "where organization.yaml speaks of the root lockdown or of detections",
  },
];

/** The page of the least that reading needs: written whole from the calls that the readers can make. */
export function permissionsPage(): readonly GeneratedFile[] {
  return [{ path: "docs/permissions.md", text: page() }];
}

/** The least policy of a caller that reads. */
export function readingPolicy() {
  return {
    Version: "2012-10-17",
    Statement: PARTS.map(({ part, sid }) => ({
      Sid: `Read${sid}`,
      Effect: "Allow",
      Action: actionsOf(part),
      Resource: "*",
    })),
  };
}

function delegationPolicy() {
  const actions = (Object.keys(READ_CALLS) as ReadAction[]).filter((action) =>
    action.startsWith("organizations:"),
  );
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "ReadOrganization",
        Effect: "Allow",
        Principal: { AWS: "arn:aws:iam::222222222222:root" },
        Action: actions.sort(),
        Resource: "*",
      },
    ],
  };
}

function rootStatusPolicy() {
  const task = rootTaskArn("IAMAuditRootUserCredentials", { partition: "aws" });
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "AuditRootUsers",
        Effect: "Allow",
        Action: "sts:AssumeRoot",
        Resource: "arn:aws:iam::*:root",
        Condition: { ArnEquals: { "sts:TaskPolicyArn": task } },
      },
    ],
  };
}

function page(): string {
  return (
    [
      "# The least permissions for reading",
      "This page is written by `npm run generate` from the one table of calls that the readers make (`src/aws-data/read-calls.ts`): they can make no other. A test denies each action in turn, and finds it named, or the reading ended with its name.",
      "Nothing here writes. What a deployment needs is in [deploy.md](deploy.md).",
      "## In the management account",
      "For `snapshot`, `drift` and `review --base live`:",
      json(readingPolicy()),
      `The statements stand by themselves: ${PARTS.slice(1)
        .map(({ sid, when }) => `\`Read${sid}\` is needed ${when}`)
        .join(", ")}.`,
      "## In a delegated administrator account",
      "The caller's policy is the same. Besides, the account needs:",
      [
        "1. For Organizations, a delegation policy of the management account, which may delegate every action that only reads:",
        json(delegationPolicy()),
        "2. For Identity Center, to be its delegated administrator (`sso.amazonaws.com`). It reads all assignments, those of the management account too, and changes none of these.",
        "3. For root features, to be the delegated administrator of IAM (`iam.amazonaws.com`).",
        "4. For StackSets, to be a delegated administrator of them (`member.org.stacksets.cloudformation.amazonaws.com`). The reader finds out by itself which account it is in (`sts:GetCallerIdentity`, which everybody may call), and asks as a delegated administrator.",
      ].join("\n\n"),
      "What an account is no administrator of is named as not read, and never taken to be absent.",
      "## What each action tells",
      table(),
      "## Root users",
      "`root status` opens a session for each member account, with one task policy that only reads:",
      json(rootStatusPolicy()),
      "`root status --live` also lists the accounts: `organizations:DescribeOrganization`, `ListRoots`, `ListOrganizationalUnitsForParent`, `ListAccounts`, `ListAccountsForParent`, and `ListTagsForResource` for selectors by tag. The other tasks are in [root.md](root.md).",
      "## What was not read",
      "`snapshot` ends with 2 and writes nothing when a part could not be read: a right that is missing, a call that AWS throttled until it was given up, a page that came twice. Each part is named with the action that would tell it. `--allow-partial` writes the file nevertheless; it lists the parts in `notRead`, and no plan is made from a file that lacks policies, attachments or tags.",
      "Without the organization, its root, its units and its accounts there is nothing to say: these have to be allowed.",
      "## Long readings",
      "Each family of APIs has its own pace: it grows while AWS answers, and is halved when AWS throttles. Identity Center shares 20 requests a second among all its APIs, and everybody else who calls them; of a large organization its assignments take nearly all of the time, since each permission set takes a call for each account that it is provisioned in.",
      "Answers are kept in `FILE.journal` beside the file until it is written. After a crash, an interruption or a right that was missing, say the same again: the reading goes on where it was. An answer is used again for four hours, and for the same organization; the file can be deleted at any time. So the facts of one snapshot are never further apart than four hours and the time that the last run took. Answers that contradict each other end the reading, and the journal with it.",
      "The last line counts the calls beside the fewest that could have told the same.",
      "",
    ]
      .join("\n\n")
      .trimEnd() + "\n"
  );
}

function table(): string {
  const rows = PARTS.flatMap(({ part }) =>
    actionsOf(part).map((action) => {
      const { tells, only } = READ_CALLS[action];
      return `| \`${action}\` | ${tells} | ${only ?? ""} |`;
    }),
  );
  return ["| Action | Tells | Needed only |", "| --- | --- | --- |", ...rows].join("\n");
}

function json(value: unknown): string {
  return `\`\`\`json\n${JSON.stringify(value, null, 2)}\n\`\`\``;
}
