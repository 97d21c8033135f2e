const { commands, groupOf } = require("./commands");

const width = (rows) => Math.max(...rows.map(([left]) => left.length));
const table = (rows) => rows.map(([left, right]) => `  ${left.padEnd(width(rows))}  ${right}`).join("\n");

/** @param {string} [name] the name of a command or a group; without it, the overview */
function help(name) {
  if (name === undefined) {
    return [
      "org-guardrails: organization-wide AWS guardrails, planned and proved before they are deployed",
      "",
      "Usage: org-guardrails COMMAND [OPTION…]",
      "",
      "Commands:",
      table(Object.entries(commands).map(([command, { summary }]) => [command, summary])),
      "",
      "  org-guardrails COMMAND --help   the options of one command",
      "  org-guardrails --version",
      "",
      "Exit codes: 0 nothing to act on, 1 at least one error found, 2 could not run.",
      "",
    ].join("\n");
  }
  const group = groupOf(name);
  if (group.length > 0) {
    return [
      `Usage: org-guardrails ${name} COMMAND [OPTION…]`,
      "",
      "Commands:",
      table(group.map((command) => [command, commands[command].summary])),
      "",
    ].join("\n");
  }
  const { usage, summary, details, options } = commands[name];
  const rows = Object.entries(options).map(([option, { value, summary: text }]) => [
    value ? `--${option} ${value}` : `--${option}`,
    text,
  ]);
  const lines = [`Usage: org-guardrails ${usage}`, "", summary];
  if (details) lines.push("", details);
  if (rows.length > 0) lines.push("", "Options:", table(rows));
  return lines.join("\n") + "\n";
}

module.exports = { help };
