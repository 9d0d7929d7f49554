import { appendFile, readFile } from "node:fs/promises";
import { join } from "node:path";
import { Channels } from "@instar/kernel/contracts";
import { definePlugin } from "instar";

/** A line that you append to __name__-in.txt is a message; the answers are appended to __name__-out.txt. */
export default definePlugin({
  api: 1,
  name: "__name__",
  setup({ contribute, background, clock, paths }) {
    const [inFile, outFile] = [join(paths.project, "__name__-in.txt"), join(paths.project, "__name__-out.txt")];
    contribute(Channels, {
      id: "__name__",
      open: async (sink) =>
        background("look for new lines", async (signal) => {
          for (;;) {
            const lines = (await readFile(inFile, "utf8").catch(() => "")).split("\n").slice(0, -1); // no file, no message
            for (let line = Number((await sink.cursor.load()) ?? 0); line < lines.length; line++) {
              const address = { channel: "__name__", conversation: "file" };
              await sink.receive({ key: String(line), from: { id: "me" }, address, text: lines[line] ?? "", at: clock.now() });
              await sink.cursor.save(String(line + 1)); // only now: it is durably accepted
            }
            await clock.sleep(1_000, signal);
          }
        }),
      async send({ body }, { key }) {
        await appendFile(outFile, `${body.text}\n`);
        return { ref: key };
      },
    });
  },
});
