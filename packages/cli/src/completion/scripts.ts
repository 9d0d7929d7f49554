/** Words reach the program as they are: nothing that is typed is evaluated. */
export const bash = `# Completion for instar in bash. Put this into ~/.bashrc:  eval "$(instar completion bash)"
_instar_complete() {
  local line current="\${COMP_WORDS[COMP_CWORD]}"
  [[ $current == "=" ]] && current=""
  COMPREPLY=()
  while IFS= read -r line; do
    COMPREPLY+=("\${line%%$'\\t'*}")
  done < <("$1" __complete "\${COMP_WORDS[@]:1:COMP_CWORD-1}" "$current" 2>/dev/null)
  compopt -o nosort 2>/dev/null
}
complete -o default -F _instar_complete instar
`;

export const zsh = `#compdef instar
# Completion for instar in zsh. Put this into ~/.zshrc, after compinit:  eval "$(instar completion zsh)"
_instar() {
  local line tab=$'\\t'
  local -a offered
  while IFS= read -r line; do
    offered+=("\${\${line%%$tab*}//:/\\\\:}:\${line#*$tab}")
  done < <("$words[1]" __complete "\${(@)words[2,CURRENT]}" 2>/dev/null)
  if (( $#offered )); then _describe -V 'instar' offered; else _files; fi
}
if [ "$funcstack[1]" = "_instar" ]; then _instar "$@"; else compdef _instar instar; fi
`;

export const fish = `# Completion for instar in fish. Put this into ~/.config/fish/config.fish:  instar completion fish | source
function __instar_complete
  set -l words (commandline -opc)
  set -l current (commandline -ct)
  set -l offered ($words[1] __complete $words[2..-1] "$current" 2>/dev/null)
  if test (count $offered) -gt 0
    printf '%s\\n' $offered
  else
    __fish_complete_path "$current"
  end
end
complete -c instar -f -a '(__instar_complete)'
`;
