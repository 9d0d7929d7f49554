import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "vitest";
import type { ChannelCase } from "./case.ts";
import type { GivenFile } from "./harness.ts";
import { maxFileBytes } from "./scene.ts";

/** The smallest picture there is: a PNG of one pixel. */
export const picture = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");

const document = (name: string, text = `content of ${name}`): GivenFile => ({ kind: "document", name, mimeType: "text/plain", content: Buffer.from(text) });

const hostileNames = ["../../outside.txt", "/etc/passwd", ".bashrc", `${"long".repeat(75)}.txt`, "a\nb\u202etxt.exe", ".."];

export const attachmentCases: readonly ChannelCase[] = [
  {
    id: "C9",
    level: 1,
    title: "a file arrives as a copy of the house's with what is known of it; too big a one is refused before it is fetched, and no name leads elsewhere",
    needs: "files-in",
    async run({ harness, agent, open, until, got }) {
      const house = await open();
      const given = (count: number) =>
        until(
          () => agent.inputs.length === count,
          "the agent to be given the message with its files: name them in `files` of sink.receive, and implement `fetch`",
          50,
        );
      await harness.say("see this", {
        files: [document("notes.txt"), { kind: "voice", mimeType: "audio/ogg", durationMs: 7_000, content: Buffer.from("OggS a few words") }],
      });
      await given(1);
      // Where a message has one file at most, several are an album
      const row = (await house.conversations.inbox()).find(({ state }) => state !== "merged");
      expect(row?.text, "the text, or caption, of a message with files").toBe("see this");
      expect(row?.files, "`files` of the message: kind, name, mimeType and durationMs, as far as the service tells them").toMatchObject([
        { kind: "document", name: "notes.txt", mimeType: "text/plain" },
        { kind: "voice", durationMs: 7_000 },
      ]);
      const contents = await Promise.all((agent.inputs[0]?.attachments ?? []).map((file) => readFile(file, "utf8")));
      expect(contents, "the copies: `fetch` writes the file's bytes, as they are, to `path`").toEqual(["content of notes.txt", "OggS a few words"]);

      await harness.say("and these", { files: hostileNames.map((name) => document(name)) });
      await given(2);
      const copies = agent.inputs[1]?.attachments ?? [];
      expect(
        await Promise.all(copies.map((file) => readFile(file, "utf8"))),
        "the copies: whatever a file is called, write to the `path` that `fetch` is given",
      ).toEqual(hostileNames.map((name) => `content of ${name}`));
      for (const file of copies) {
        const { base } = path.parse(file);
        expect(path.relative(house.folder, file), "a copy outside of the house's folder").not.toMatch(/^\.\.|^\//);
        expect(base, "the name of a copy").toMatch(/^[^.\s\p{C}][^\p{C}]{0,254}$/u);
      }

      const fetched = harness.downloads?.() ?? 0;
      const answers = got().length;
      await harness.say("too much", { files: [{ kind: "document", name: "film.bin", content: new Uint8Array(maxFileBytes + 1) }] });
      await until(
        () =>
          got()
            .slice(answers)
            .some((text) => /film\.bin/.test(text) || /large|big|MB|bytes/i.test(text)),
        "the sender to be told that the file is too big: say `bytes` in `files` where the service tells the size, and the house tells them",
        50,
      );
      expect(harness.downloads?.(), "downloads of what is too big: with `bytes` in `files` the house does not even ask for it").toBe(fetched);
      await harness.say("too much, and silent about it", {
        files: [{ kind: "document", name: "secret-film.bin", bytes: "unknown", content: new Uint8Array(maxFileBytes + 1) }],
      });
      await until(
        async () => (await house.conversations.inbox({ limit: 1 }))[0]?.files?.[0]?.problem !== undefined,
        "what is too big to be given up: where the size is not known, `fetch` stops and rejects after `maxBytes`",
        50,
      );
      expect(
        agent.inputs.flatMap(({ attachments = [] }) => attachments),
        "files that the agent was given: none that is too big",
      ).toHaveLength(2 + hostileNames.length);
    },
  },
  {
    id: "C10",
    level: 1,
    title: "an album is one turn of the agent, with all its files and its caption",
    needs: "albums",
    async run({ harness, agent, open, until, later }) {
      const house = await open();
      const photo = (): GivenFile => ({ kind: "photo", mimeType: "image/png", content: picture });
      await harness.say("", { files: [photo()], album: "holidays" });
      await harness.say("the sea", { files: [photo()], album: "holidays" });
      await harness.say("", { files: [photo()], album: "holidays" });
      await until(() => agent.inputs.length > 0, "the agent to be given the album: receive each picture as it comes, with the same `album`");
      await until(
        async () => (await house.conversations.status()).open === 0,
        "every message of the album to be done: each is received under a key of its own",
      );
      await later(60_000);
      expect(
        agent.inputs.map(({ text, attachments = [] }) => ({ text: text.trim(), files: attachments.length })),
        "turns for the album: what belongs together bears the same `album`, and the house makes one turn of it",
      ).toEqual([{ text: "the sea", files: 3 }]);
    },
  },
  {
    id: "C11",
    level: 1,
    title: "a message that is edited or taken back while it waits is worked on as it is then, and a later edit is a correction, never a second task",
    needs: "edits",
    async run({ harness, agent, open, until, later, optedOut }) {
      let finish = (): void => undefined;
      agent.respond(({ inputs }) => (inputs[0]?.text === "busy" ? new Promise((resolve) => (finish = () => resolve("done"))) : "done"));
      const house = await open();
      const busy = await harness.say("busy");
      await until(() => agent.inputs.length === 1, "the agent to be given the first message");
      const kept = await harness.say("the first wording");
      const taken = await harness.say("to be taken back");
      await until(async () => (await house.conversations.inbox()).length === 3, "the messages to wait: receive goes on while the agent works");
      await harness.edit?.(kept, "the second wording");
      await until(
        async () => (await house.conversations.inbox()).some(({ text }) => text === "the second wording"),
        "the edit to be taken: receive it with a key of its own and `edits`, the key of what it changes",
      );
      if (!optedOut("unsends")) {
        await harness.unsend?.(taken);
        await until(
          async () => (await house.conversations.inbox({ states: ["withdrawn"] })).length > 0,
          "the message to be withdrawn: call sink.unsent with its key",
        );
      }
      finish();
      const expected = ["busy", "the second wording", ...(optedOut("unsends") ? ["to be taken back"] : [])];
      await until(() => agent.inputs.length >= expected.length, "what waited to be worked on, once the agent is free");
      await until(async () => (await house.conversations.status()).open === 0, "everything to be done");
      await later(60_000);
      expect(
        agent.inputs.map(({ text }) => text),
        "turns: an edit takes the place of what it changes (`edits`), what is taken back is gone (sink.unsent)",
      ).toEqual(expected);

      await harness.edit?.(busy, "busy, I meant lazy");
      await until(
        async () => (await house.conversations.inbox()).some(({ text }) => text === "busy, I meant lazy"),
        "the late edit to be taken: receive it with `edits`, whatever became of the message",
      );
      await later(60_000);
      await harness.say("anything else?");
      await until(() => agent.inputs.at(-1)?.text.includes("anything else?") === true, "the next message to reach the agent, after a late edit");
      expect(agent.inputs, "turns: a correction is none of its own").toHaveLength(expected.length + 1);
      const { text = "", context = [] } = agent.inputs.at(-1) ?? {};
      expect([text, ...context].join("\n"), "what the agent reads next: it is told of the correction, which has the whole new text").toContain(
        "busy, I meant lazy",
      );
    },
  },
];
