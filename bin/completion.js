const { commands, groupOf } = require("./commands");

const flags = (name) => [...Object.keys(commands[name].options), "help"].map((option) => `--${option}`);
const quoted = (text) => text.replace(/'/g, "'\\''");
const inZsh = (text) => quoted(text).replace(/:/g, "\\:");

// A group's first word stands in the list of commands once, and its commands are completed behind it.
const firsts = [...new Set(Object.keys(commands).map((name) => name.split(" ")[0]))];
const groups = firsts.filter((first) => groupOf(first).length > 0);
const singles = firsts.filter((first) => !groups.includes(first));
const seconds = (group) => groupOf(group).map((name) => name.slice(group.length + 1));
const summaryOf = (first) => commands[first]?.summary ?? seconds(first).join(", ");

const scripts = {
  bash: () => `_org_guardrails() {
  local word="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}"
  case "$previous" in
    --organization|--snapshot|--lock|--pulumi|--out|--journal|--facts|--since) COMPREPLY=( $(compgen -f -- "$word") ); return ;;
  esac
  if [ "$COMP_CWORD" -gt 2 ]; then
    case "\${COMP_WORDS[1]} \${COMP_WORDS[2]}" in
${groups.flatMap((group) => groupOf(group).map((name) => `      "${name}") COMPREPLY=( $(compgen -W "${flags(name).join(" ")}" -- "$word") ); return ;;`)).join("\n")}
    esac
  fi
  case "\${COMP_WORDS[1]}" in
${groups.map((group) => `    ${group}) COMPREPLY=( $(compgen -W "${seconds(group).join(" ")} --help" -- "$word") ); [ "$COMP_CWORD" -gt 1 ] && return ;;`).join("\n")}
${singles.map((name) => `    ${name}) COMPREPLY=( $(compgen -W "${flags(name).join(" ")}" -- "$word") ); [ "$COMP_CWORD" -gt 1 ] && return ;;`).join("\n")}
  esac
  [ "$COMP_CWORD" -eq 1 ] && COMPREPLY=( $(compgen -W "${firsts.join(" ")} --help --version" -- "$word") )
}
complete -F _org_guardrails org-guardrails
`,
  zsh: () => `#compdef org-guardrails
_org_guardrails() {
  if (( CURRENT == 2 )); then
    local -a commands=(${firsts.map((name) => `'${name}:${inZsh(summaryOf(name))}'`).join(" ")})
    _describe command commands
    return
  fi
  case "$words[2]" in
${groups.map((group) => zshGroup(group)).join("\n")}
${singles.map((name) => `    ${name}) compadd -- ${flags(name).join(" ")}; _files ;;`).join("\n")}
  esac
}
_org_guardrails "$@"
`,
  fish: () =>
    [
      ...firsts.map(
        (first) =>
          `complete -c org-guardrails -n __fish_use_subcommand -a ${first} -d '${quoted(summaryOf(first))}'`,
      ),
      ...groups.map(
        (group) =>
          `complete -c org-guardrails -n '__fish_seen_subcommand_from ${group}; and not __fish_seen_subcommand_from ${seconds(group).join(" ")}' -a '${seconds(group).join(" ")}'`,
      ),
      ...Object.entries(commands).flatMap(([name, { options }]) =>
        Object.entries(options).map(
          ([option, { value, summary }]) =>
            `complete -c org-guardrails -n '__fish_seen_subcommand_from ${name.split(" ").at(-1)}' -l ${option}${value ? " -r" : ""} -d '${quoted(summary)}'`,
        ),
      ),
    ].join("\n") + "\n",
};

function zshGroup(group) {
  const cases = groupOf(group).map(
    (name) => `        ${name.slice(group.length + 1)}) compadd -- ${flags(name).join(" ")}; _files ;;`,
  );
  return `    ${group})
      if (( CURRENT == 3 )); then
        local -a commands=(${groupOf(group)
          .map((name) => `'${name.slice(group.length + 1)}:${inZsh(commands[name].summary)}'`)
          .join(" ")})
        _describe command commands
        return
      fi
      case "$words[3]" in
${cases.join("\n")}
      esac ;;`;
}

/** @param {string} shell @returns {string|undefined} the script, or undefined for an unknown shell */
function completion(shell) {
  return Object.hasOwn(scripts, shell) ? scripts[shell]() : undefined;
}

module.exports = { completion };
