import { writeFile } from "node:fs/promises";
import path from "node:path";
import type { Address } from "@instar/kernel";
import { expect } from "vitest";
import { picture } from "./attachment-cases.ts";
import type { ChannelCase } from "./case.ts";
import { chooser } from "./chooser.ts";
import type { Scene } from "./scene.ts";

const mainOf = ({ harness, main }: Scene): Address => ({ channel: harness.owner.slice(0, harness.owner.indexOf(":")), conversation: main });
const longestPressMs = 3_000;

export const reachCases: readonly ChannelCase[] = [
  {
    id: "C26",
    level: 1,
    title: "what is sent to a conversation that has moved arrives where it is now, which is remembered, and the conversation goes on there",
    needs: "routes",
    async run(scene) {
      const { harness, agent, open, until, got } = scene;
      const sessions: string[] = [];
      agent.respond(({ inputs: [first], session }) => {
        sessions.push(session.ref.id);
        return `You said: ${first?.text}`;
      });
      const first = await open();
      await harness.say("before");
      await until(() => got().length === 1, "an answer");
      const to = harness.move?.();
      const tell = async (house: typeof first, key: string) => {
        await house.conversations.tell({ key: `contract/${key}`, text: key, to: mainOf(scene) });
        await until(() => got(to).includes(key), `"${key}" to arrive in the new place`, 50);
      };
      await tell(first, "the first one");
      let sends = harness.sends();
      await tell(first, "the second one");
      expect(harness.sends() - sends, "sends for the second one").toBe(1);
      await first.stop();
      const next = await open();
      sends = harness.sends();
      await tell(next, "after a restart");
      expect(harness.sends() - sends, "sends after the restart").toBe(1);
      expect(got()).toHaveLength(1);
      await harness.say("are you here?", { conversation: to ?? "" });
      await until(() => got(to).includes("You said: are you here?"), "an answer in the new place");
      expect(got(to)).toEqual(["the first one", "the second one", "after a restart", "You said: are you here?"]);
      expect(sessions[1], "the session in the new place").toBe(sessions[0]);
    },
  },
  {
    id: "C30",
    level: 1,
    title: "a file goes out as it is, one that the house does not let out or that is missing becomes a sentence, and a refused photo goes as a document",
    needs: "files-out",
    async run(scene) {
      const { harness, open, newFolder, until, optedOut, got } = scene;
      const house = await open();
      const inside = house.folder; // the house lets out what lies in its project
      const outside = await newFolder();
      const write = async (folder: string, name: string, content: Uint8Array) => {
        await writeFile(path.join(folder, name), content);
        return path.join(folder, name);
      };
      const files = () => harness.sent().flatMap(({ file }) => file ?? []);
      const tell = (key: string, text: string, ...attachments: string[]) =>
        house.conversations.tell({ key: `contract/${key}`, text, attachments, to: mainOf(scene) });

      const report = await write(inside, "report.txt", Buffer.from("all is well"));
      await tell("report", "Here it is.", report);
      await until(() => files().length === 1, "the file to arrive");
      expect(files()[0]?.name).toMatch(/report.*\.txt$/);
      expect(Buffer.from(files()[0]?.content ?? []).toString()).toBe("all is well");
      expect(got().join("\n")).toContain("Here it is.");

      const secret = await write(outside, "private-key.txt", Buffer.from("nobody's business"));
      const before = got().length;
      await tell("outside", "This one must stay.", secret, path.join(inside, ".instar", "instar.db"));
      await tell("missing", "This one is gone.", path.join(inside, "gone.txt"));
      await until(() => got().join("\n").includes("This one is gone."), "the texts without their files");
      await until(async () => (await house.conversations.status()).pending === 0, "everything to be sent");
      expect(files()).toHaveLength(1);
      const said = got().slice(before).join("\n");
      expect(said).toContain("This one must stay.");
      expect(said).toContain("private-key.txt");
      expect(said).toContain("instar.db");
      expect(said).toContain("gone.txt");
      expect(said).not.toContain("nobody's business");

      const photo = await write(inside, "pixel.png", picture);
      await tell("photo", "", photo);
      await until(() => files().length === 2, "the photo to arrive");
      expect(Buffer.from(files()[1]?.content ?? []).equals(picture)).toBe(true);
      if (optedOut("photos")) return;
      expect(files()[1]?.as).toBe("photo");
      harness.fail({ kind: "photo" });
      await tell("refused", "", photo);
      await until(() => files().length === 3, "the photo to arrive as a document");
      expect(files()[2]?.as).toBe("document");
    },
  },
  {
    id: "C31",
    level: 1,
    title: "a message is marked as seen while it is worked on, as failed when that fails, and a mark that cannot be set harms no answer",
    needs: "marks",
    async run({ harness, agent, open, until, got }) {
      let finish = (_answer: string | { readonly error: { readonly kind: "model"; readonly text: string } }): void => undefined;
      agent.respond(() => new Promise((resolve) => (finish = resolve)));
      await open();
      const begun = (count: number) => until(() => agent.inputs.length === count, "the agent to work");
      const first = await harness.say("work");
      await until(() => harness.mark?.(first) === "seen", "the message to be marked as seen", 1);
      await begun(1);
      finish("done");
      await until(() => got().includes("done") && harness.mark?.(first) === undefined, "the mark to be taken away");

      const second = await harness.say("work in vain");
      await begun(2);
      finish({ error: { kind: "model", text: "It cannot be done." } });
      await until(() => harness.mark?.(second) === "failed", "the message to be marked as failed");

      harness.fail({ kind: "marks" });
      await harness.say("work unmarked");
      await begun(3);
      finish("done all the same");
      await until(() => got().includes("done all the same"), "the answer in spite of it");
    },
  },
  {
    id: "C32",
    level: 1,
    title: "a press is answered within 3 s and does what its button says, once; after a restart, too",
    needs: "buttons",
    async run(scene) {
      const { harness, clock, open, until, later } = scene;
      const chosen: string[] = [];
      const plugins = [chooser(chosen)];
      const first = await open({ plugins });
      const offer = async (house: typeof first, label: string, other: string) => {
        const buttons = [label, other].map((each) => ({ label: each, words: `/choose ${each}` }));
        await house.conversations.tell({ key: `contract/${label}`, text: "What shall it be? /choose works, too.", buttons, to: mainOf(scene) });
        await until(() => harness.sent().some((part) => part.buttons?.includes(label)), "the buttons to be shown");
        expect(harness.sent().at(-1)?.buttons).toEqual([label, other]);
      };
      const press = async (label: string) => {
        let shown: string | undefined;
        const began = clock.now();
        const pressing = harness.press?.(label).then((text) => (shown = text));
        await until(() => shown !== undefined, "the press to be answered", 1);
        await pressing;
        expect(clock.now() - began, "ms until the press was answered").toBeLessThanOrEqual(longestPressMs);
        expect(shown?.length, "characters that are shown").toBeLessThanOrEqual(200);
      };
      await offer(first, "tea", "coffee");
      await press("tea");
      expect(chosen).toEqual(["tea"]);
      await press("tea");
      await press("coffee");
      await offer(first, "bread", "cake");
      await first.stop();
      await open({ plugins });
      await press("cake");
      await press("tea");
      await later(60_000);
      expect(chosen).toEqual(["tea", "cake"]);
      expect(harness.malformed(), "sends that the service refused").toBe(0);
    },
  },
];
