# What a stranger's scripts share: they are read from top to bottom, and stop at the first line that is not as it says.
# The test beside them gives each an empty folder with an empty home, a registry on loopback, and in $kira an agent as `npx instar init kira` made it.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
: "${kira:?Run these by \`npx vitest run tests/stranger\`}"

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

# new_package NAME INSTAR [OPTIONS]: a folder with a package.json that says the INSTAR key, and with the test that every plugin has.
new_package() {
  mkdir "instar-plugin-$1" && cd "instar-plugin-$1"
  cat >package.json <<JSON
{
  "name": "instar-plugin-$1", "version": "0.1.0", "type": "module", "exports": "./index.ts", "keywords": ["instar-plugin"],
  "scripts": { "test": "vitest run" },
  "instar": { "plugin": "$1", $2 },
  "dependencies": { "zod": "^4.0.0" },
  "peerDependencies": { "@instar/kernel": "^0.1.0" },
  "devDependencies": { "@instar/kernel": "^0.1.0", "@instar/testing": "^0.1.0", "vitest": "^4.1.0" }
}
JSON
  cat >index.test.ts <<TS
import { describePlugin } from "@instar/testing/plugin-contract";
import plugin from "./index.ts";
describePlugin(() => plugin(${3:-}), { packageJson: new URL("./package.json", import.meta.url) });
TS
}

# What a plugin may change of an agent, and must have taken back when it is removed.
standing() { (cd "$agent" && cat package.json instar.config.ts && instar hooks && instar --help); }

# An agent of one's own; whatever happens, it is stopped when the script ends. INIT and its 10 s are the test's, once for all scripts.
new_agent() {
  cp -R "$kira" kira
  agent="$PWD/kira"
  PATH="$agent/node_modules/.bin:$PATH" # instead of `npx instar`, which is slower
  trap '(cd "$agent" && instar stop) >"$agent/stop.log" 2>&1 || [ $? -eq 3 ] || cat "$agent/stop.log" "$agent/.instar/logs/instar.log"' EXIT
  standing >"$agent.before"
}

# removed NAME: takes the plugin out of the running agent again, and sees that nothing of it is left.
removed() {
  (cd "$agent" && instar plugins remove "$1" --yes && instar reload && instar stop)
  standing >"$agent.after"
  diff "$agent.before" "$agent.after"
}
