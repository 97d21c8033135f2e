#!/usr/bin/env node

// The launcher. Help, version and completion are answered here, in plain JavaScript, so that they come at
// once; everything else is run from its TypeScript source as it stands, so that an edited guardrail is never stale.

const { commands } = require("./commands");

function usageError(message) {
  process.stderr.write(`org-guardrails: ${message}\nTry: org-guardrails --help\n`);
  process.exitCode = 2;
}

function launch(argv) {
  const [name, ...rest] = argv;
  if (name === undefined || name === "--help" || name === "-h" || name === "help") {
    const topic = name === "help" ? rest[0] : undefined;
    if (topic !== undefined && !Object.hasOwn(commands, topic))
      return usageError(`there is no command ${JSON.stringify(topic)}`);
    const text = require("./help").help(topic);
    if (name === undefined) {
      process.stderr.write(text);
      process.exitCode = 2;
    } else {
      process.stdout.write(text);
    }
    return;
  }
  if (name === "--version" || name === "-v") {
    process.stdout.write(require("../package.json").version + "\n");
    return;
  }
  if (!Object.hasOwn(commands, name)) return usageError(`there is no command ${JSON.stringify(name)}`);
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
