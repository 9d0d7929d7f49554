import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { startFakeTelegram } from "@instar/testing/fake-telegram";
import { expect, test } from "vitest";
import { atTerminal } from "../../packages/cli/test/at-terminal.ts";
import { makeInstalledAgent } from "../../packages/cli/test/plugins/installed-agent.ts";

const config = `import { defineConfig } from "instar";
import offline from "@instar/plugin-offline";

export default defineConfig({ name: "kira", plugins: [offline()] });
`;
const [token, revoked] = ["42:AAmade-up-for-a-journey", "42:AArevoked-long-ago"];
const withinMs = 120_000;

const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? (entry.name === "node_modules" ? [] : filesIn(path)) : entry.isFile() ? [path] : [];
  });

/** Looks at what everybody can see of every process, as often as it can, until it is disposed. */
function watchProcesses(secrets: readonly string[]) {
  const seen = new Set<string>();
  const look = () => {
    for (const pid of process.platform === "linux" ? readdirSync("/proc").filter((name) => /^\d+$/.test(name)) : [])
      try {
        const line = readFileSync(`/proc/${pid}/cmdline`, "utf8");
        if (secrets.some((secret) => line.includes(secret))) seen.add(line);
      } catch {
        // It has ended meanwhile.
      }
  };
  const timer = setInterval(look, 100);
  return { seen, [Symbol.dispose]: () => clearInterval(timer) };
}

test("from a token to the first reply: a revoked token is replaced, the agent started, a stranger refused, the owner let in and answered, and nobody sees the token", {
  timeout: 180_000,
}, async () => {
  await using server = await startFakeTelegram({ token });
  await using agent = await makeInstalledAgent({ config, more: ["plugin-telegram"] });
  using processes = watchProcesses([token, revoked]);
  const ada = server.person({ first_name: "Ada", username: "ada" });
  const mallory = server.person({ first_name: "Mallory" });
  const [phone, elsewhere] = [server.chatWith(ada), server.chatWith(mallory)];
  const began = performance.now();

  const added = await agent.run(["add", "telegram", "-o", `apiRoot=${server.url}`, "--secret", "token", "--yes"], {
    input: `${revoked}\n`,
  });
  expect(added, added.stderr).toMatchObject({ code: 0, stdout: expect.stringContaining("instar telegram setup   (waits for your first message") });

  const led = await atTerminal(
    agent,
    ["telegram", "setup"],
    [
      ["The bot's token (not shown)", `${token}\r`],
      [
        "Write anything to @instar_bot: https://t.me/instar_bot now.",
        () => {
          server.say(elsewhere, mallory, "I am the owner");
          return "";
        },
      ],
      [
        "Is this you? Make them owner?",
        () => {
          server.say(phone, ada, "Hello from my phone");
          return "n";
        },
      ],
      ["Is this you? Make them owner?", "y"],
    ],
  );
  const elapsedMs = performance.now() - began;
  expect(led.code, led.shown).toBe(0);
  expect(led.shown).toMatch(/"Mallory".* wrote "I am the owner"/);
  expect(led.shown).toMatch(/"Ada", @ada \(telegram:\d+\) wrote "Hello from my phone" just now/);
  expect(led.shown).toContain("The first reply has arrived there.");
  expect(elapsedMs).toBeLessThan(withinMs / 2);
  const words = (chat: { readonly id: number }) => server.sent(chat).map(({ text = "" }) => text);
  expect(words(elsewhere)).toEqual([expect.stringMatching(/^Your message is here\./)]);
  expect(words(phone).filter((text) => text.includes("Hello from my phone"))).toHaveLength(1);
  expect(words(phone)).toHaveLength(2);

  const status = await agent.run(["telegram", "status", "--json"]);
  expect(status.json()).toMatchObject({ running: true, listening: "open", bot: { username: "instar_bot" }, speakers: { owners: [String(ada.id)] }, lacks: [] });
  expect(await agent.run(["telegram", "setup", "--owner", "@ada"])).toMatchObject({ code: 2, stderr: expect.stringContaining('"@ada" is no person') });
  const tried = await agent.run(["telegram", "test"]);
  expect(tried, tried.stderr).toMatchObject({ code: 0, stdout: expect.stringContaining("✓ It was taken away again.") });
  await agent.run(["stop"]);
  const stopped = await agent.run(["telegram", "status"]);
  expect(stopped).toMatchObject({ code: 3, stdout: expect.stringContaining("the agent does not run") });

  const group = await agent.run(["add", "access", "-o", 'groups=["telegram:-1001"]', "--yes"]);
  expect(group, group.stderr).toMatchObject({ code: 0 });
  expect(agent.read("instar.config.ts")).toContain('access({ groups: ["telegram:-1001"] })');

  const shown = [added, status, tried, stopped].map(({ stdout, stderr }) => stdout + stderr).join("\n") + led.shown;
  expect(shown).not.toContain(token);
  expect(shown).not.toContain(revoked);
  const holding = filesIn(agent.folder).filter((path) => statSync(path).size < 50_000_000 && readFileSync(path).includes(token));
  expect(holding).toEqual([join(agent.folder, ".instar/secrets/TELEGRAM_BOT_TOKEN")]);
  expect([...processes.seen]).toEqual([]);
  expect(server.refused.filter(({ description = "" }) => description !== "Unauthorized")).toEqual([]);
});
