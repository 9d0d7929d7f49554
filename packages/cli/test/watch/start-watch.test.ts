import { spawn } from "node:child_process";
import { once } from "node:events";
import { renameSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { makeAgentFolder } from "../agent-folder.ts";

const config = `import { defineConfig } from "instar";
import echo from "./echo-driver.ts";
import guard from "./plugins/guard.ts";
export default defineConfig({ name: "kira", plugins: [echo(), guard()] });
`;
const guard = (setup: string) => `import { definePlugin } from "@instar/kernel";

export default definePlugin({
  api: 1,
  name: "guard",
  setup({ hooks, log }) {
    ${setup}
  },
});
`;

interface News {
  readonly type: string;
  readonly pid?: number;
  readonly error?: { readonly message: string };
  readonly text?: string;
}

test("an author's changes are taken up as they are saved, broken ones are told with their line, and Ctrl-C stops the agent", { timeout: 120_000 }, async () => {
  await using agent = makeAgentFolder({ config });
  agent.write("plugins/guard.ts", "export default )");
  const child = spawn(process.execPath, [fileURLToPath(new URL("../../bin/instar.js", import.meta.url)), "start", "--watch", "--json"], {
    cwd: agent.folder,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = once(child, "exit");
  try {
    let out = "";
    child.stdout.on("data", (chunk: Buffer) => (out += chunk.toString("utf8")));
    const news = () =>
      out
        .split("\n")
        .slice(0, -1)
        .map((line) => JSON.parse(line) as News);
    const told = () => news().filter(({ type }) => type !== "log");
    const count = (length: number) => expect.poll(() => told().length).toBe(length);

    await count(1);
    expect(told()[0]).toMatchObject({ type: "failed", changed: [], error: { message: expect.stringContaining("plugins/guard.ts:1:15") } });

    agent.write("plugins/guard.ts", guard('log.info("Here I am.");'));
    await count(2);
    expect(told()[1]).toMatchObject({ type: "started", name: "kira", changed: ["plugins/guard.ts"] });
    await expect.poll(() => news().some(({ type, text }) => type === "log" && text === "Here I am.")).toBe(true);

    agent.write(".instar/mine.json", "{}");
    agent.write("plugins/.guard.ts.swp", "");
    agent.write("plugins/new", guard('hooks.beforeMessage.tap("shout", (message) => ({ ...message, text: message.text.toUpperCase() }));'));
    renameSync(join(agent.folder, "plugins/new"), join(agent.folder, "plugins/guard.ts"));
    const meanwhile = agent.run(["chat", "--once", "are you there"]);
    await count(3);
    expect(told()[2]).toMatchObject({ type: "reloaded", changed: ["plugins/guard.ts"], brought: ["beforeMessage (guard: shout)"], gone: [] });
    expect((await meanwhile).stdout).toMatch(/^\d: are you there\n$/i);

    agent.write("plugins/guard.ts", guard('throw new Error("no luck");'));
    await count(4);
    const { pid } = told()[2] ?? {};
    expect(told()[3]).toMatchObject({
      type: "failed",
      changed: ["plugins/guard.ts"],
      pid,
      error: { message: expect.stringMatching(/no luck \(plugins\/guard\.ts:7\)/) },
    });
    expect((await agent.run(["chat", "--once", "still there"])).stdout).toBe("2: STILL THERE\n");

    process.kill(pid as number, "SIGTERM");
    await count(5);
    expect(told()[4]).toEqual({ type: "ended" });
    agent.write("plugins/guard.ts", guard(""));
    await count(6);
    expect(told()[5]).toMatchObject({ type: "started", changed: ["plugins/guard.ts"] });

    child.kill("SIGINT");
    expect(await ended).toEqual([0, null]);
    expect(told()[6]).toEqual({ type: "stopped", pid: told()[5]?.pid });
    expect((await agent.run(["status", "--json"])).json()).toMatchObject({ running: false });
  } finally {
    child.kill("SIGINT");
    await ended;
  }
});

test("whoever stops the agent elsewhere ends the watching too, also after a restart, and nothing starts it again", { timeout: 60_000 }, async () => {
  await using agent = makeAgentFolder();
  const child = spawn(process.execPath, [fileURLToPath(new URL("../../bin/instar.js", import.meta.url)), "start", "--watch"], {
    cwd: agent.folder,
    stdio: ["ignore", "pipe", "ignore"],
  });
  const ended = once(child, "exit");
  try {
    let out = "";
    child.stdout.on("data", (chunk: Buffer) => (out += chunk.toString("utf8")));
    await expect.poll(() => out).toContain("Changes are taken up");
    await agent.run(["restart"]);
    await agent.run(["stop"]);
    expect(await ended).toEqual([0, null]);
    expect(out).toContain("The agent was stopped from elsewhere (`instar stop`), so nothing is watched any more.");
    expect((await agent.run(["status", "--json"])).json()).toMatchObject({ running: false });
  } finally {
    child.kill("SIGINT");
    await ended;
  }
});
