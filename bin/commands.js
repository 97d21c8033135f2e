// The commands and their options, as plain data: the launcher answers --help and completion from it
// without loading anything else, and src/cli parses arguments by it. One place, so that they cannot differ.

const files = {
  organization: { type: "string", value: "FILE", summary: "what is wanted (default organization.yaml)" },
  snapshot: { type: "string", value: "FILE", summary: "recorded facts (default organization.snapshot.json)" },
  lock: { type: "string", value: "FILE", summary: "the packing (default organization.lock.json)" },
};
const json = { type: "boolean", summary: "one JSON document on standard output" };
const yes = { type: "boolean", summary: "do it" };
const live = { type: "boolean", summary: "list the accounts from AWS instead of from the snapshot" };
const region = {
  type: "string",
  value: "REGION",
  summary: "where root sessions are opened (default home-region)",
};
const copy = {
  type: "string",
  value: "FILE",
  summary: "the copy; a file that is there is never overwritten",
};

// A name of two words is a command of a group: `root status`.
const commands = {
  plan: {
    summary: "show what `pulumi up` would create, update, attach and detach; writes nothing",
    usage: "plan [--stack NAME] [--at DATE] [--json]",
    options: {
      stack: {
        type: "string",
        value: "NAME",
        summary: "guardrails (default), identity, identity-management or root-lockdown",
      },
      at: {
        type: "string",
        value: "DATE",
        summary: "judge the ends of exceptions at this date (default now)",
      },
      json,
      ...files,
    },
  },
  check: {
    summary: "find every problem before a deployment does; exit 1 when one is an error",
    usage: "check [--json]",
    options: { json, ...files },
  },
  explain: {
    summary: "say what a principal of an account may do, which guardrail decides, and what would be allowed",
    usage:
      "explain ACCOUNT ACTION [--principal ARN] [--resource ARN] [--context KEY=VALUE …] [--absent KEY …] [--json]\n       org-guardrails explain --error TEXT [--json]",
    details: "What is not given may be anything. ACCOUNT is an id, a name or a path.",
    arguments: [0, 2],
    options: {
      principal: { type: "string", value: "ARN", summary: "who asks" },
      resource: {
        type: "string",
        value: "ARN",
        summary: "of what; resource control policies are looked at too",
      },
      context: {
        type: "string",
        value: "KEY=VALUE",
        multiple: true,
        summary: "a condition key with its value",
      },
      absent: { type: "string", value: "KEY", multiple: true, summary: "a condition key that is not there" },
      error: {
        type: "string",
        value: "TEXT",
        summary: "AWS's access-denied message; - reads it from standard input",
      },
      json,
      ...files,
    },
  },
  effective: {
    summary:
      "show the effective tag, backup, EC2 and other management policies of an account, and who decided each",
    usage: "effective ACCOUNT [--type TYPE] [--from plan|snapshot] [--json]",
    details:
      "ACCOUNT is an id, a name or a path. TYPE is AWS's name, for example TAG_POLICY.\nExit codes: 0 known, 1 unknown because a policy cannot be read, 2 could not run.",
    arguments: [1, 1],
    options: {
      type: { type: "string", value: "TYPE", summary: "this type alone" },
      from: {
        type: "string",
        value: "plan|snapshot",
        summary: "after the deployment (default), or as the snapshot recorded it",
      },
      json,
      ...files,
    },
  },
  access: {
    summary: "list who has which permission set on an account, and until when",
    usage: "access ACCOUNT [--json]",
    details:
      "As organization.yaml wants it, and through permission sets of others as the snapshot has it.\nACCOUNT is an id, a name or a path.",
    arguments: [1, 1],
    options: { json, ...files },
  },
  "who-can": {
    summary: "say whose permission set allows an action in an account, after boundaries and SCPs",
    usage: "who-can ACTION ACCOUNT [--resource ARN] [--context KEY=VALUE …] [--json]",
    details:
      "allowed: every such request; depends: some of them; denied: none; unknown: a policy's document is not known.\nPolicies of resources and roles that are not of Identity Center are not looked at.",
    arguments: [2, 2],
    options: {
      resource: { type: "string", value: "ARN", summary: "of what" },
      context: {
        type: "string",
        value: "KEY=VALUE",
        multiple: true,
        summary: "a condition key with its value",
      },
      json,
      ...files,
    },
  },
  compare: {
    summary: "prove two sets of policies equal, or show every action that one newly denies or allows",
    usage: "compare BEFORE AFTER [--type scp|rcp] [--at DATE] [--json]",
    details:
      "BEFORE and AFTER are two policy files, two folders (one level each) or two plans from `plan --json`.\nExit codes: 0 equal, 1 different or undecided, 2 could not run or not a policy.",
    arguments: [2, 2],
    options: {
      type: { type: "string", value: "scp|rcp", summary: "for files scp by default, for plans both" },
      at: { type: "string", value: "DATE", summary: "leave out requests before this date (default now)" },
      json,
    },
  },
  lint: {
    summary: "find traps in policy files of any kind; exit 1 when one is an error",
    usage: "lint FILE… [--type scp|rcp|identity|resource] [--format text|sarif|json] [--json]",
    details:
      "FILE is a policy in JSON, a folder (every .json file in it, at any depth), or - for standard input.\nWithout --type, what holds only for some types of policy is a note.\nExit codes: 0 no error found, 1 at least one, 2 could not run.",
    arguments: [1, Infinity],
    options: {
      type: { type: "string", value: "TYPE", summary: "what the files are: scp, rcp, identity or resource" },
      format: {
        type: "string",
        value: "FORMAT",
        summary: "text (default), sarif for code scanning, json",
      },
      json,
    },
  },
  review: {
    summary: "show what a change denies and allows in every account, and block it when it locks somebody out",
    usage:
      "review --base REF|PLAN.json|live [--format text|markdown|sarif|json] [--json] [--at DATE]\n       org-guardrails review --pulumi FILE [--live] [--format text|markdown|sarif|json] [--json] [--at DATE]",
    details:
      "REF is a git reference; its own code makes its plan, in a worktree that goes away afterwards. PLAN.json is\nwhat `plan --json` printed; live is the organization as AWS has it now. --pulumi FILE is what\n`pulumi preview --json` printed, - for standard input: what Pulumi is about to do to the recorded facts,\nor with --live to the organization as it is now.\nExit codes: 0 may be made, 1 blocked, 2 could not run.",
    options: {
      base: { type: "string", value: "REF|PLAN.json|live", summary: "what there was before the change" },
      pulumi: { type: "string", value: "FILE", summary: "what `pulumi preview --json` printed; - for stdin" },
      live: { type: "boolean", summary: "with --pulumi: facts from AWS instead of from the snapshot" },
      format: {
        type: "string",
        value: "FORMAT",
        summary: "text (default), markdown for a comment, sarif for code scanning, json",
      },
      json,
      at: { type: "string", value: "DATE", summary: "judge as of this date (default now)" },
      ...files,
    },
  },
  drift: {
    summary: "find what differs from the plan in AWS, and what that opens in every account; exit 1 on drift",
    usage:
      "drift [--account NAME …] [--live | --facts FILE] [--since FILE] [--allow-partial]\n       [--format text|markdown|json|sarif] [--json] [--at DATE]",
    details:
      "The plan is made of organization.yaml, the snapshot and the lock; the facts are read from AWS, or from FILE.\nExit codes: 0 no drift, 1 drift, 2 could not run, or something was not read.",
    options: {
      account: {
        type: "string",
        value: "NAME",
        multiple: true,
        summary: "only what concerns this account: an id, a name or a path",
      },
      live: { type: "boolean", summary: "read the facts from AWS (default)" },
      facts: { type: "string", value: "FILE", summary: "a snapshot to take the facts from instead" },
      since: {
        type: "string",
        value: "FILE",
        summary: "what `drift --json` printed at the last run: show only what is new",
      },
      "allow-partial": { type: "boolean", summary: "go on where something could not be read" },
      format: {
        type: "string",
        value: "FORMAT",
        summary: "text (default), markdown for a comment, json, sarif for code scanning",
      },
      json,
      at: { type: "string", value: "DATE", summary: "judge as of this date (default now)" },
      ...files,
    },
  },
  list: {
    summary: "list the guardrails of the catalogue, and where organization.yaml uses them",
    usage: "list [--type TYPE] [--theme THEME] [--json]",
    options: {
      type: {
        type: "string",
        value: "TYPE",
        summary: "of this policy type: scp, rcp, or AWS's name",
      },
      theme: { type: "string", value: "THEME", summary: "of this theme, for example logging" },
      json,
      organization: files.organization,
    },
  },
  show: {
    summary: "show a guardrail: why, its parameters, its policy for this organization, and what proves it",
    usage: "show ID [--json]",
    details: "Without organization.yaml the policy is that of an example organization.",
    arguments: [1, 1],
    options: { json, organization: files.organization },
  },
  coverage: {
    summary:
      "say which controls of public standards the guardrails support, in which accounts, and which not",
    usage: "coverage [ACCOUNT] [--standard NAME] [--json]",
    details: "ACCOUNT is an id, a name or a path; without it, all accounts of the organization.",
    arguments: [0, 1],
    options: {
      standard: {
        type: "string",
        value: "NAME",
        summary: "control-tower, fsbp, cis-3.0.0 or cis-5.0.0 alone",
      },
      json,
      ...files,
    },
  },
  new: {
    summary: "start a guardrail: its file, its page, its test, and its place in the index",
    usage: "new guardrail ID [--type TYPE]",
    details:
      "ID is a verb (deny, require, restrict, protect) and an object, for example deny-public-buckets.",
    arguments: [2, 2],
    options: {
      type: {
        type: "string",
        value: "TYPE",
        summary: "scp (default) or rcp",
      },
    },
  },
  lock: {
    summary: "write organization.lock.json: which policy holds which guardrails and goes where",
    usage: "lock [--repack] [--allow-loosening --reason TEXT]",
    options: {
      repack: { type: "boolean", summary: "pack afresh, moving what the lock holds; `plan` shows the moves" },
      "allow-loosening": {
        type: "boolean",
        summary: "record consent to loosen more targets than `limits` allows",
      },
      reason: { type: "string", value: "TEXT", summary: "why; goes with --allow-loosening" },
      ...files,
    },
  },
  snapshot: {
    summary: "read the live organization into a file (needs read-only credentials)",
    usage: "snapshot --out FILE [--allow-partial]",
    details:
      "Identity Center, and what the stack root-lockdown holds, are read where organization.yaml speaks of them.\nThe rights that it needs are in docs/permissions.md.\nExit codes: 0 written, 1 organization.yaml is wrong, 2 a part could not be read, or nothing at all.",
    options: {
      out: { type: "string", value: "FILE", summary: "the file to write, whole or not at all" },
      "allow-partial": {
        type: "boolean",
        summary: "write the file although a part could not be read; the file says which",
      },
      ...files,
    },
  },
  enable: {
    summary: "enable a policy type on the root and wait until it is on",
    usage: "enable TYPE [--yes]",
    details:
      "TYPE is AWS's name, for example SERVICE_CONTROL_POLICY. Without --yes it only shows what it would do.",
    arguments: [1, 1],
    options: { yes: { type: "boolean", summary: "do it" }, ...files },
  },
  "root status": {
    summary: "list which credentials the root user of each member account has",
    usage: "root status [--live] [--region REGION] [--json|--csv]",
    details:
      "Reads through sts:AssumeRoot, with the task policy IAMAuditRootUserCredentials (docs/root.md).\nExit codes: 0 none, 1 root of an account has credentials, 2 an account was not read.",
    options: { live, region, json, csv: { type: "boolean", summary: "a table for a spreadsheet" }, ...files },
  },
  "root lockdown": {
    summary: "delete the credentials of the root users of member accounts",
    usage: "root lockdown [ACCOUNT…] [--yes] [--journal FILE] [--live] [--region REGION]",
    details:
      "Without ACCOUNT every member account that organization.yaml does not keep. Without --yes it only shows what it\nwould do. After a crash, say the same again.\nExit codes: 0 nothing left to do, 1 without --yes: something to delete, 2 an account failed.",
    arguments: [0, Infinity],
    options: {
      yes,
      journal: {
        type: "string",
        value: "FILE",
        summary: "what was done, line by line (default root-lockdown.journal.jsonl)",
      },
      live,
      region,
      ...files,
    },
  },
  "root unlock-bucket": {
    summary: "remove the policy of a bucket that shuts everybody out",
    usage: "root unlock-bucket ACCOUNT BUCKET [--yes] [--out FILE] [--region REGION]",
    details: "Shows the policy. With --yes saves a copy first and then removes it.",
    arguments: [2, 2],
    options: { yes, out: copy, region, ...files },
  },
  "root unlock-queue": {
    summary: "remove the policy of a queue that shuts everybody out",
    usage: "root unlock-queue ACCOUNT QUEUE [--yes] [--out FILE] [--region REGION]",
    details: "QUEUE is a name. Shows the policy. With --yes saves a copy first and then removes it.",
    arguments: [2, 2],
    options: {
      yes,
      out: copy,
      region: { ...region, summary: "where the queue is (default home-region)" },
      ...files,
    },
  },
  "root recover": {
    summary: "let the root user of an account have a password again",
    usage: "root recover ACCOUNT [--yes] [--region REGION]",
    details:
      "Refuses while deny-root-user would leave it nothing to do, and prints the lines to add to organization.yaml.",
    arguments: [1, 1],
    options: { yes, region, ...files },
  },
  completion: {
    summary: "print a completion script for bash, zsh or fish",
    usage: "completion bash|zsh|fish",
    arguments: [1, 1],
    options: {},
  },
};

/**
 * The command that words on a command line name, and the words behind its name.
 *
 * @param {readonly string[]} argv
 * @returns {{ name: string | undefined, words: string[] }} no name when there is no such command
 */
function commandOf(argv) {
  for (const length of [2, 1]) {
    const name = argv.slice(0, length).join(" ");
    if (argv.length >= length && Object.hasOwn(commands, name)) return { name, words: argv.slice(length) };
  }
  return { name: undefined, words: [...argv] };
}

/** @param {string} first @returns {string[]} the commands of a group, by their full names; none for no group */
function groupOf(first) {
  return Object.keys(commands).filter((name) => name.startsWith(`${first} `));
}

module.exports = { commands, commandOf, groupOf };
