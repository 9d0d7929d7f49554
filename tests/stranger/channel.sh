#!/usr/bin/env bash
# A stranger's channel: the agent answers in a guestbook.
. "$(dirname "$0")/lib.sh"
new_agent

say "the service that it speaks to"
node "$here/guestbook.mjs" >guestbook.url &
soon "http" cat guestbook.url
guestbook="$(cat guestbook.url)"

say "create"
instar plugins create guestbook --kind channel
cd instar-plugin-guestbook

say "write: the channel of docs/tutorial.md, but what stands in brackets is between people"
sed 's/http-chat/guestbook/g; s/HTTP_CHAT/GUESTBOOK/g; s|else if (!said.bot) {|else if (!said.bot \&\& !/^\\(.*\\)$/.test(said.text)) {|' \
  "$tutorial/a-channel-in-60-lines/http-chat.ts" >src/index.ts
grep -q 'test(said.text)' src/index.ts
# All of the contract takes half a minute, kills included: here a few of its promises
test_and_pack -t "plugin contract|C1:|C12:|C23:|C40:"

say "add"
cd "$agent"
sees "Nobody may write on guestbook yet" instar add "$packed" --option "server=$guestbook" --option pollMs=100 --secret token --yes <<<"made-up"
instar start

say "see it act"
curl -sf "$guestbook/say" --data "create hello.txt"
soon "refused" instar inbox
sees "guestbook:ada" instar access grant guestbook:ada
curl -sf "$guestbook/say" --data "(create aside.txt)"
traced "preToolUse" access curl -sf "$guestbook/say" --data "create hello.txt" # what the agent does about it
soon "Created hello.txt" curl -sf "$guestbook/sent"
test -f hello.txt && test ! -f aside.txt

say "remove it"
removed guestbook
