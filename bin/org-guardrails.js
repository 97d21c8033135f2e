#!/usr/bin/env node

// The launcher. Help, version and completion are answered here, in plain JavaScript, so that they come at
// once; everything else is run from its TypeScript source as it stands, so that an edited guardrail is never stale.

const { commandOf, groupOf } = require("./commands");

function usageError(message) {
  process.stderr.write(`org-guardrails: ${message}\nTry: org-guardrails --help\n`);
  process.exitCode = 2;
}

/** @returns {string|undefined} the group that the words name, and nothing besides */
function groupName(words) {
  return words.length === 1 && groupOf(words[0]).length > 0 ? words[0] : undefined;
}

function notACommand([first, second]) {
  const group = groupOf(first);
  if (group.length === 0) return usageError(`there is no command ${JSON.stringify(first)}`);
  if (second === "--help" || second === "-h") {
    process.stdout.write(require("./help").help(first));
    return;
  }
  const found = second === undefined ? "nothing" : JSON.stringify(second);
  usageError(
    `${first} takes one of ${group.map((name) => name.slice(first.length + 1)).join(", ")}, found ${found}`,
  );
}

function launch(argv) {
  const [first, ...others] = argv;
  if (first === undefined || first === "--help" || first === "-h" || first === "help") {
    const asked = first === "help" ? others : [];
    const topic = commandOf(asked).name ?? groupName(asked);
    if (asked.length > 0 && topic === undefined)
      return usageError(`there is no command ${JSON.stringify(asked.join(" "))}`);
    const text = require("./help").help(topic);
    if (first === undefined) {
      process.stderr.write(text);
      process.exitCode = 2;
    } else {
      process.stdout.write(text);
    }
    return;
  }
  if (first === "--version" || first === "-v") {
    process.stdout.write(require("../package.json").version + "\n");
    return;
  }
  const { name, words: rest } = commandOf(argv);
  if (name === undefined) return notACommand(argv);
  const end = rest.indexOf("--");
  const words = end === -1 ? rest : rest.slice(0, end);
  if (words.includes("--help") || words.includes("-h")) {
    process.stdout.write(require("./help").help(name));
    return;
  }
  if (name === "completion") {
    const script = rest.length === 1 ? require("./completion").completion(rest[0]) : undefined;
    if (script === undefined) return usageError("completion takes one of bash, zsh, fish");
    process.stdout.write(script);
    return;
  }
  // Node 20 makes the AWS SDK print a support notice at every command; its users chose their Node already.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";
  const { join } = require("node:path");
  const root = join(__dirname, "..");
  require("./program")
    .loadProgram(root, "src/cli/main.ts", join(root, "node_modules", ".cache", "org-guardrails"))
    .then(({ main }) => main(argv));
}

launch(process.argv.slice(2));
