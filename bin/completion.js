const { commands } = require("./commands");

const names = Object.keys(commands);
const flags = (name) => [...Object.keys(commands[name].options), "help"].map((option) => `--${option}`);
const quoted = (text) => text.replace(/'/g, "'\\''");

const scripts = {
  bash: () => `_org_guardrails() {
  local word="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}"
  case "$previous" in
    --organization|--snapshot|--lock|--out) COMPREPLY=( $(compgen -f -- "$word") ); return ;;
  esac
  case "\${COMP_WORDS[1]}" in
${names.map((name) => `    ${name}) COMPREPLY=( $(compgen -W "${flags(name).join(" ")}" -- "$word") ); [ "$COMP_CWORD" -gt 1 ] && return ;;`).join("\n")}
  esac
  [ "$COMP_CWORD" -eq 1 ] && COMPREPLY=( $(compgen -W "${names.join(" ")} --help --version" -- "$word") )
}
complete -F _org_guardrails org-guardrails
`,
  zsh: () => `#compdef org-guardrails
_org_guardrails() {
  if (( CURRENT == 2 )); then
    local -a commands=(${names.map((name) => `'${name}:${quoted(commands[name].summary).replace(/:/g, "\\:")}'`).join(" ")})
    _describe command commands
    return
  fi
  case "$words[2]" in
${names.map((name) => `    ${name}) compadd -- ${flags(name).join(" ")}; _files ;;`).join("\n")}
  esac
}
_org_guardrails "$@"
`,
  fish: () =>
    names
      .flatMap((name) => [
        `complete -c org-guardrails -n __fish_use_subcommand -a ${name} -d '${quoted(commands[name].summary)}'`,
        ...Object.entries(commands[name].options).map(
          ([option, { value, summary }]) =>
            `complete -c org-guardrails -n '__fish_seen_subcommand_from ${name}' -l ${option}${value ? " -r" : ""} -d '${quoted(summary)}'`,
        ),
      ])
      .join("\n") + "\n",
};

/** @param {string} shell @returns {string|undefined} the script, or undefined for an unknown shell */
function completion(shell) {
  return Object.hasOwn(scripts, shell) ? scripts[shell]() : undefined;
}

module.exports = { completion };
