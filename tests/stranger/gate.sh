#!/usr/bin/env bash
# A stranger's gate, as docs/tutorial.md says: its first part is typed from top to bottom, and what it shows is seen. $tutorial/<part>/ has its blocks.
. "$(dirname "$0")/lib.sh"
new_agent
said="$PWD/said"
touch "$said"
trap 'cat "$said"; [ -z "${watching-}" ] || kill -- "-$watching" || true; end' EXIT

# types BLOCK: in this shell, so that what it changes stays. The line of a second terminal runs beside it.
types() {
  local beside
  say "$(cat "$1")"
  if beside="$(grep -- "--trace" "$1")"; then
    # A group of its own: what npx began does not end with npx
    (eval "exec setsid $beside") >"$said.trace" 2>&1 &
    watching=$!
    soon "Watching" cat "$said.trace"
    sed -i.old '/--trace/d' "$1"
  fi
  . "$1" >"$said" 2>&1
}

say "as much of a checkout as the page uses, but for its own installation and the agent that is there"
mkdir instar
ln -s "$here/../../packages" instar/packages
echo '{ "private": true, "workspaces": ["packages/*"], "scripts": { "instar": "node packages/../scripts/instar.mjs" } }' >instar/package.json
ln -s "$here/../../scripts" instar/scripts
cd instar

part="$tutorial/a-gate-in-ten-minutes"
sed -i.old '/^npm install$/d; / init /d' "$part/01.sh" && rm "$part/01.sh.old"
for block in "$part"/*; do
  case "$block" in
    *.sh) types "$block" ;;
    *.text)
      if head -1 "$block" | grep -q '^src/'; then node "$here/edit.mjs" "$block"; else
        while read -r line; do soon "$line" cat "$said" "$said.trace"; done <"$block"
      fi
      ;;
  esac
done
kill -- "-$watching"
cd "$agent"
instar stop
standing >"$agent.after"
diff "$agent.before" "$agent.after"

say "the test of a gate in one file"
mkdir plugins
cp "$tutorial/the-same-in-one-file/plugins/careful.ts" plugins/
cp "$tutorial/its-test/careful.test.ts" .
for block in "$tutorial"/its-test/*.sh; do types "$block"; done
sed -i.old 's/return deny/void deny/' plugins/careful.ts
! npx jiti careful.test.ts >"$said" 2>&1
grep -q "AssertionError" "$said"
