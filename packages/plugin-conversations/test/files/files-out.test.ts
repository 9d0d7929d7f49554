import { linkSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { definePlugin } from "@instar/kernel";
import { expect, test } from "vitest";
import { createOutgoingFiles } from "../../src/files/outgoing-files.ts";
import { createHouse, until } from "../house.ts";

const to = { channel: "scripted-chat", conversation: "main" };
const channel = { housePlan: true, buttons: true, plain: true } as const;

test("only regular, visible files of the allowed folders are let out, whatever their path pretends", async () => {
  await using house = await createHouse();
  const { project } = await house.open();
  const home = path.join(project, ".instar");
  const at = (...names: string[]) => path.join(project, ...names);
  for (const folder of ["docs", ".git", ".instar/outgoing", ".instar/secrets"]) mkdirSync(at(folder), { recursive: true });
  const names = [
    "docs/a.txt",
    "large.bin",
    ".env",
    ".git/config",
    "instar.config.ts",
    "Instar.Config.json",
    "a\u200bb.txt",
    ".instar/secrets/token",
    ".instar/outgoing/b.txt",
  ];
  for (const name of names) writeFileSync(at(name), name === "large.bin" ? "x".repeat(2_000) : "hello");
  symlinkSync(at(".env"), at("link.txt"));
  symlinkSync(at(".instar/secrets"), at("docs/folder"));
  linkSync(at("docs/a.txt"), at("docs/same.txt"));
  const files = createOutgoingFiles({ project, home, from: ["."], maxBytes: 1_000 });
  const verdict = async (file: string) => Object.values(await files.check(file))[0];
  expect(await verdict(at("docs/a.txt"))).toBe(at("docs/a.txt"));
  expect(await verdict("docs/a.txt")).toBe(at("docs/a.txt"));
  expect(await verdict(at(".instar/outgoing/b.txt"))).toBe(at(".instar/outgoing/b.txt"));
  const refused: readonly (readonly [string, RegExp])[] = [
    [at("large.bin"), /larger than/],
    [at(".env"), /hidden/],
    [at(".git/config"), /hidden/],
    [at("instar.config.ts"), /configuration/],
    [at("Instar.Config.json"), /configuration/],
    [at("a\u200bb.txt"), /cannot be seen/],
    [at(".instar/secrets/token"), /outside/],
    [`${project}/docs/../.env`, /"\.\."/],
    [at("link.txt"), /link/],
    [at("docs/folder/token"), /link/],
    [at("docs"), /not a file/],
    [at("gone.txt"), /no such file/],
    ["/etc/hostname", /outside/],
    [project, /outside/],
    [`${at("docs/a.txt")}\0.png`, /not one/],
  ];
  for (const [file, problem] of refused) expect([file, await verdict(file)]).toEqual([file, expect.stringMatching(problem)]);
  const elsewhere = createOutgoingFiles({ project, home, from: ["docs", ".instar"], maxBytes: 1_000 });
  expect(await elsewhere.check(at("large.bin"))).toHaveProperty("problem");
  expect(await elsewhere.check(at(".instar/secrets/token"))).toHaveProperty("problem");
  const everywhere = createOutgoingFiles({ project, home, from: ["/", ".git"], maxBytes: 1_000 });
  expect(await everywhere.check(`/proc/${process.pid}/environ`)).toEqual({ problem: expect.stringMatching(/outside/) });
  expect(await everywhere.check(at(".instar/secrets/token"))).toHaveProperty("problem");
  expect(await everywhere.check(at(".env"))).toHaveProperty("problem");
  expect(await everywhere.check(at(".git/config"))).toEqual({ path: at(".git/config") });
});

test("a reply's files follow its text, one part each, with the buttons under the last; what may not go is left away with a sentence", async () => {
  const attaching = definePlugin({
    api: 1,
    name: "attaching",
    setup: ({ hooks, paths }) =>
      void hooks.beforeReply.tap("attach the report", (reply) => ({
        ...reply,
        attachments: ["report.txt", ".env"].map((name) => path.join(paths.project, name)),
        buttons: [
          { id: "ok-1", label: "OK" },
          { id: "not an id", label: "Bad" },
        ],
      })),
  })();
  await using house = await createHouse({ channel, plugins: [attaching] });
  const { project } = await house.open();
  writeFileSync(path.join(project, "report.txt"), "all well");
  writeFileSync(path.join(project, ".env"), "SECRET=1");
  await house.chat.say("report");
  await until(() => house.chat.sent.length === 2);
  expect(house.chat.sent).toMatchObject([
    { text: "You said: report\n\nI could not send `.env`: hidden files are not sent." },
    { text: "", file: path.join(project, "report.txt"), buttons: [{ id: "ok-1", label: "OK" }] },
  ]);
  expect(house.chat.sent[0]).not.toHaveProperty("buttons");
});

test("a file that has gone or was swapped before its turn is replaced with a sentence, also after a restart", async () => {
  await using house = await createHouse({ channel });
  const { project } = await house.open();
  for (const name of ["gone.txt", "swapped.txt"]) writeFileSync(path.join(project, name), "hello");
  writeFileSync(path.join(project, ".env"), "SECRET=1");
  house.chat.fail({ outcome: "not-sent", next: { afterMs: 60_000, scope: "address" } });
  await house.conversations().tell({ key: "1", text: "Here.", to, attachments: ["gone.txt", "swapped.txt"] });
  await until(async () => (await house.conversations().outbox()).some(({ notBefore }) => notBefore > 0));
  await house.reopen();
  rmSync(path.join(project, "gone.txt"));
  rmSync(path.join(project, "swapped.txt"));
  symlinkSync(path.join(project, ".env"), path.join(project, "swapped.txt"));
  await house.clock.advance(60_000);
  await until(() => house.chat.sent.length === 3);
  expect(house.chat.sent.map(({ text, file }) => [text, file])).toEqual([
    ["Here.", undefined],
    ["I could not send `gone.txt`: there is no such file.", undefined],
    ["I could not send `swapped.txt`: a link leads to it.", undefined],
  ]);
});

test("a part that the service refuses is sent once as the channel says it plainly, the file with it", async () => {
  await using house = await createHouse({ channel });
  const { project } = await house.open();
  writeFileSync(path.join(project, "photo.png"), "png");
  house.chat.fail({ outcome: "not-sent", next: "plain" });
  await house.conversations().tell({ key: "1", text: "*Look*", to });
  await until(() => house.chat.sent.length === 1);
  house.chat.fail({ outcome: "not-sent", next: "plain" });
  await house.conversations().tell({ key: "2", text: "", to, attachments: ["photo.png"] });
  await until(() => house.chat.sent.length === 2);
  expect(house.chat.sent).toMatchObject([{ text: "Look" }, { text: "", file: path.join(project, "photo.png") }]);
});

test("the house's plan keeps every part within the channel's limit and standing alone; buttons are taken away where there are none", async () => {
  await using house = await createHouse({ channel: { housePlan: true, partLength: 60 } });
  await house.open();
  const code = Array.from({ length: 12 }, (_, index) => `line ${index} of the code`).join("\n");
  house.agent.respond(() => `Look:\n\n\`\`\`ts\n${code}\n\`\`\``);
  await house.chat.say("show me");
  await until(async () => (await house.conversations().outbox()).length > 3 && (await house.conversations().status()).pending === 0);
  for (const { text } of house.chat.sent) {
    expect(text.length).toBeLessThanOrEqual(60);
    expect((text.match(/^```/gm) ?? []).length % 2).toBe(0);
  }
  await house.conversations().tell({ key: "1", text: "Sure?", to, buttons: [{ label: "Yes", words: "/status" }] });
  await until(() => house.chat.sent.at(-1)?.text === "Sure?");
  expect(house.chat.sent.at(-1)).not.toHaveProperty("buttons");
});

test("a channel that sends no files says which ones there would have been", async () => {
  await using house = await createHouse({ channel: { ...channel, files: false } });
  const { project } = await house.open();
  writeFileSync(path.join(project, "report.txt"), "all is well");
  await house.conversations().tell({ key: "1", text: "Here.", to, attachments: ["report.txt"] });
  await until(() => house.chat.sent.length === 1);
  expect(house.chat.sent).toMatchObject([{ text: "Here.\n\nI could not send `report.txt`: no files can be sent here." }]);
});
