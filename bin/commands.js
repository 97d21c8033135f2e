// The commands and their options, as plain data: the launcher answers --help and completion from it
// without loading anything else, and src/cli parses arguments by it. One place, so that they cannot differ.

const files = {
  organization: { type: "string", value: "FILE", summary: "what is wanted (default organization.yaml)" },
  snapshot: { type: "string", value: "FILE", summary: "recorded facts (default organization.snapshot.json)" },
  lock: { type: "string", value: "FILE", summary: "the packing (default organization.lock.json)" },
};
const json = { type: "boolean", summary: "one JSON document on standard output" };

const commands = {
  plan: {
    summary: "show what `pulumi up` would create, update, attach and detach; writes nothing",
    usage: "plan [--stack NAME] [--json]",
    options: {
      stack: { type: "string", value: "NAME", summary: "which stack (default guardrails)" },
      json,
      ...files,
    },
  },
  check: {
    summary: "find every problem before a deployment does; exit 1 when one is an error",
    usage: "check [--json]",
    options: { json, ...files },
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
    usage: "snapshot --out FILE",
    options: {
      out: { type: "string", value: "FILE", summary: "the file to write, whole or not at all" },
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
  completion: {
    summary: "print a completion script for bash, zsh or fish",
    usage: "completion bash|zsh|fish",
    arguments: [1, 1],
    options: {},
  },
};

module.exports = { commands };
