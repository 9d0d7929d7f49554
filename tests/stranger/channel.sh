#!/usr/bin/env bash
# A stranger's channel: the agent answers in a guestbook.
. "$(dirname "$0")/lib.sh"
new_agent

say "the service that it speaks to"
node "$here/guestbook.mjs" >guestbook.url &
trap "kill $!; $(trap -p EXIT | cut -d"'" -f2)" EXIT
soon "http" cat guestbook.url
guestbook="$(cat guestbook.url)"

say "create"
new_package guestbook '"guards": []' '{ server: "http://127.0.0.1:1" }'

say "write"
cat >index.ts <<'TS'
import { definePlugin } from "@instar/kernel";
import { Channels, sendFailed } from "@instar/kernel/contracts";
import { z } from "zod";

const entries = z.array(z.object({ id: z.number(), user: z.string(), text: z.string() }));

export default definePlugin({
  api: 1,
  name: "guestbook",
  options: z.strictObject({ server: z.url().describe("where the guestbook is") }),
  setup({ options, contribute, background, clock }) {
    const at = (path: string) => new URL(path, options.server);
    contribute(Channels, {
      id: "guestbook",
      open: async (sink) =>
        background("read the guestbook", async (signal) => {
          for (;;) {
            const read = await fetch(at(`/in?since=${(await sink.cursor.load()) ?? 0}`), { signal });
            for (const { id, user, text } of entries.parse(await read.json())) {
              await sink.receive({ key: String(id), from: { id: user }, address: { channel: "guestbook", conversation: user }, text, at: clock.now() });
              await sink.cursor.save(String(id));
            }
            await clock.sleep(100, signal);
          }
        }),
      async send({ body: { text } }, { address, signal }) {
        const sent = await fetch(at("/out"), { method: "POST", body: JSON.stringify({ to: address.conversation, text }), signal });
        if (!sent.ok) throw sendFailed(`The guestbook said ${sent.status}.`, { outcome: "not-sent", next: { afterMs: 5_000, scope: "channel" } });
        return { ref: ((await sent.json()) as { ref: string }).ref };
      },
    });
  },
});
TS

say "test"
npm install
sees "passed" npm test

say "pack and add"
npm pack
cd "$agent"
instar start
sees "guestbook" instar add ../instar-plugin-guestbook/instar-plugin-guestbook-0.1.0.tgz --option "server=$guestbook" --yes
instar reload

say "see it act"
curl -sf "$guestbook/say" --data "create hello.txt"
soon "refused" instar inbox
sees "ada" instar access grant guestbook:ada
curl -sf "$guestbook/say" --data "create hello.txt"
soon "Created hello.txt" curl -sf "$guestbook/out"
test -f hello.txt

say "remove it"
removed guestbook
