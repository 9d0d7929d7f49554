#!/usr/bin/env bash
# A stranger's store in the place of ours: everything that the agent keeps is in one JSON file.
. "$(dirname "$0")/lib.sh"
new_agent

say "create"
new_package json-store '"provides": ["store"]'

say "write"
cp "$here/json-store.ts" index.ts

say "test"
npm install
sees "passed" npm test

say "pack and add"
npm pack
cd "$agent"
sees "store" instar add ../instar-plugin-json-store/instar-plugin-json-store-0.1.0.tgz --yes
instar start

say "see it act, over a restart"
sees "store" instar plugins info json-store
sees "Created hello.txt" instar chat --once "create hello.txt"
grep -q "create hello.txt" .instar/plugins/json-store/everything.json
! grep -q "create hello.txt" .instar/instar.db*
instar restart
sees "create hello.txt" instar chat --once "what did I say?"
sees "answered" instar inbox

say "trace it"
sees "json-store" instar plugins

say "remove it"
removed json-store
test -s .instar/plugins/json-store/everything.json # what was kept stays
