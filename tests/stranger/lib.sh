# What a stranger's scripts share: they are read from top to bottom, and stop at the first line that is not as it says.
# The test beside them gives each an empty folder with an empty home, a registry on loopback, and in $kira an agent as `npx instar init kira` made it.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
: "${kira:?Run these by: npx vitest run tests/stranger}"

say() { printf '\n%3d s  %s\n' "$SECONDS" "$*"; }

# sees TEXT COMMAND...: the command ends well and its output holds the text.
sees() {
  local text="$1" said status=0
  shift
  said="$("$@" 2>&1)" || status=$?
  printf '$ %s\n%s\n' "$*" "$said"
  [ "$status" -eq 0 ] || { echo "It ended with $status."; return 1; }
  grep -qF -- "$text" <<<"$said" || { echo "It does not say: $text"; return 1; }
}

# soon TEXT COMMAND...: the same within 20 s.
soon() {
  local until=$((SECONDS + 20))
  until sees "$@" >"$PWD/.soon" 2>&1; do
    [ "$SECONDS" -lt "$until" ] || { cat "$PWD/.soon"; return 1; }
    sleep 0.2
  done
  tail -n 3 "$PWD/.soon"
}

# test_and_pack [WORDS...]: what the README of a created package says, in its order; leaves the tarball in $packed. WORDS go to the tests.
test_and_pack() {
  say "install"
  npm install
  grep -q "<!-- options -->" README.md && npm run docs
  say "test"
  sees "passed" npm test -- "$@"
  say "pack"
  npm run build
  packed="$PWD/$(npm pack --silent)"
}

# traced HOOK PLUGIN COMMAND...: `instar hooks --trace` shows this plugin's tap of this hook while the command runs.
traced() {
  local hook="$1" plugin="$2"
  shift 2
  instar hooks --trace --hook "$hook" --plugin "$plugin" --limit 1 >"$PWD/.trace" 2>&1 &
  soon "Watching" cat "$PWD/.trace"
  "$@" >/dev/null
  wait $!
  sees "$hook" cat "$PWD/.trace"
}

# What a plugin may change of an agent, and must have taken back when it is removed.
standing() { (cd "$agent" && cat package.json instar.config.ts && instar hooks && instar --help); }

# Whatever happens, the agent and what runs beside it are ended with the script.
end() {
  local beside
  beside="$(jobs -p)"
  [ -z "$beside" ] || kill $beside || true # it may have ended by itself
  (cd "$agent" && instar stop) >"$agent.log" 2>&1 || [ $? -eq 3 ] || cat "$agent.log" "$agent/.instar/logs/instar.log"
}

# An agent of one's own: what `npx instar init` has made, which takes 10 s, is the same for all scripts.
new_agent() {
  cp -R "$kira" kira
  agent="$PWD/kira"
  PATH="$agent/node_modules/.bin:$PATH" # instead of `npx instar`, which is slower
  trap end EXIT
  standing >"$agent.before"
}

# removed NAME: takes the plugin out of the agent again, and sees that nothing of it is left.
removed() {
  (cd "$agent" && instar remove "$1" --yes && instar stop)
  standing >"$agent.after"
  diff "$agent.before" "$agent.after"
}
