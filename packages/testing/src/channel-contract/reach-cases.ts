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
      await until(() => got().length === 1, "an answer before the move");
      const to = harness.move?.();
      const tell = async (house: typeof first, key: string) => {
        await house.conversations.tell({ key: `contract/${key}`, text: key, to: mainOf(scene) });
        await until(
          () => got(to).includes(key),
          `"${key}" to arrive in the new place: reject with sendFailed and \`next: "reroute"\` when the service says that it has moved, and give the new address in \`reroute\``,
          50,
        );
      };
      await tell(first, "the first one");
      let sends = harness.sends();
      await tell(first, "the second one");
      expect(harness.sends() - sends, "sends for the second one: the house remembers the new address, so take the address that `send` is given").toBe(1);
      await first.stop();
      const next = await open();
      sends = harness.sends();
      await tell(next, "after a restart");
      expect(harness.sends() - sends, "sends after the restart").toBe(1);
      expect(got(), "what arrived in the old place: only what was sent before the move").toHaveLength(1);
      await harness.say("are you here?", { conversation: to ?? "" });
      await until(() => got(to).includes("You said: are you here?"), "an answer in the new place: what people write there has the new address");
      expect(got(to), "what arrived in the new place, each once").toEqual(["the first one", "the second one", "after a restart", "You said: are you here?"]);
      expect(sessions[1], "the session in the new place: the same one, so the house must learn of the move from `reroute`").toBe(sessions[0]);
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
      await until(() => files().length === 1, 'the file to arrive: send `file` of the part\'s body, or opt out of "files-out"');
      expect(files()[0]?.name, "the name of the file that arrived: that of the path").toMatch(/report.*\.txt$/);
      expect(Buffer.from(files()[0]?.content ?? []).toString(), "the bytes of the file that arrived").toBe("all is well");
      expect(got().join("\n"), "the text beside the file").toContain("Here it is.");

      const secret = await write(outside, "private-key.txt", Buffer.from("nobody's business"));
      const before = got().length;
      await tell("outside", "This one must stay.", secret, path.join(inside, ".instar", "instar.db"));
      await tell("missing", "This one is gone.", path.join(inside, "gone.txt"));
      await until(() => got().join("\n").includes("This one is gone."), "the texts without their files: a part without `file` is plain text");
      await until(async () => (await house.conversations.status()).pending === 0, "everything to be sent");
      expect(files(), "files that arrived: send no file but the one in `file` of the part").toHaveLength(1);
      const said = got().slice(before).join("\n");
      expect(said, "what is said of files that stay").toContain("This one must stay.");
      expect(said, "what is said of files that stay").toContain("private-key.txt");
      expect(said, "what is said of files that stay").toContain("instar.db");
      expect(said, "what is said of files that stay").toContain("gone.txt");
      expect(said, "what is said of files that stay: nothing of what is in them").not.toContain("nobody's business");

      const photo = await write(inside, "pixel.png", picture);
      await tell("photo", "", photo);
      await until(() => files().length === 2, "the photo to arrive, without any text: a part may be a file alone");
      expect(Buffer.from(files()[1]?.content ?? []).equals(picture), "the bytes of the photo are as they were").toBe(true);
      if (optedOut("photos")) return;
      expect(files()[1]?.as, 'how a picture is sent; opt out of "photos" when all files are documents').toBe("photo");
      harness.fail({ kind: "photo" });
      await tell("refused", "", photo);
      await until(
        () => files().length === 3,
        'the photo to arrive as a document: reject with sendFailed and `next: "plain"`, and make a document of it in `plain`',
      );
      expect(files()[2]?.as, "how a refused photo is sent").toBe("document");
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
      const begun = (count: number) =>
        until(() => agent.inputs.length === count, "the agent to work: `react` may take long or fail without holding anything up");
      const first = await harness.say("work");
      await until(
        () => harness.mark?.(first) === "seen",
        "the message to be marked as seen: implement `react`; its `key` is the one that you received the message under",
        1,
      );
      await begun(1);
      finish("done");
      await until(
        () => got().includes("done") && harness.mark?.(first) === undefined,
        "the mark to be taken away: `react` is called with undefined when the answer is there",
      );

      const second = await harness.say("work in vain");
      await begun(2);
      finish({ error: { kind: "model", text: "It cannot be done." } });
      await until(() => harness.mark?.(second) === "failed", 'the message to be marked as failed: `react` is called with "failed"');

      harness.fail({ kind: "marks" });
      await harness.say("work unmarked");
      await begun(3);
      finish("done all the same");
      await until(() => got().includes("done all the same"), "the answer although marks are refused: a rejection of `react` has no effect on `send`");
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
        await until(() => harness.sent().some((part) => part.buttons?.includes(label)), "the buttons to be shown: send `buttons` of the part's body with it");
        expect(harness.sent().at(-1)?.buttons, "the labels that are shown, in their order").toEqual([label, other]);
      };
      const press = async (label: string) => {
        let shown: string | undefined;
        const began = clock.now();
        const pressing = harness.press?.(label).then((text) => (shown = text));
        await until(() => shown !== undefined, "the press to be answered: call sink.pressed with the button's id, and show what it resolves with", 1);
        await pressing;
        expect(clock.now() - began, "ms until the press was answered").toBeLessThanOrEqual(longestPressMs);
        expect(shown?.length, "characters that are shown").toBeLessThanOrEqual(200);
      };
      await offer(first, "tea", "coffee");
      await press("tea");
      expect(chosen, "what was chosen: the id of the button that was pressed").toEqual(["tea"]);
      await press("tea");
      await press("coffee");
      await offer(first, "bread", "cake");
      await first.stop();
      await open({ plugins });
      await press("cake");
      await press("tea");
      await later(60_000);
      expect(chosen, "what was chosen: each question once, also by a press after a restart, so the id must come back as the house gave it").toEqual([
        "tea",
        "cake",
      ]);
      expect(harness.malformed(), "sends that the service refused: what carries a button's id there must take 24 characters").toBe(0);
    },
  },
];
