import { readFileSync } from "node:fs";
import { createConnection } from "node:net";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type AgentFolder, makeAgentFolder } from "./agent-folder.ts";

/** What comes back for raw lines, until the other side closes or a second has passed. */
const talk = (agent: AgentFolder, text: string) =>
  new Promise<{ said: string; closed: boolean }>((resolve) => {
    const socket = createConnection(join(agent.folder, ".instar", "daemon.sock"));
    let said = "";
    const late = setTimeout(() => {
      resolve({ said, closed: false });
      socket.destroy();
    }, 1_000);
    socket.on("data", (chunk) => (said += chunk.toString("utf8")));
    socket.on("error", () => undefined);
    socket.on("close", () => {
      clearTimeout(late);
      resolve({ said, closed: true });
    });
    socket.write(text);
  });

test("who does not show the token is told nothing, and who does may not send without end", { timeout: 90_000 }, async () => {
  await using agent = makeAgentFolder();
  await agent.run(["start"]);
  const token = readFileSync(join(agent.folder, ".instar/secrets/owner-token"), "utf8").trim();
  const call = `${JSON.stringify({ id: 1, service: "instar", method: "status", args: [] })}\n`;
  expect(await talk(agent, call)).toEqual({ said: "", closed: true });
  expect(await talk(agent, `${JSON.stringify({ token: "0".repeat(64) })}\n${call}`)).toEqual({ said: "", closed: true });
  expect(await talk(agent, "x".repeat(2_000))).toEqual({ said: "", closed: true });
  expect(await talk(agent, "null\n")).toEqual({ said: "", closed: true });
  const known = await talk(agent, `${JSON.stringify({ token })}\n${call}`);
  expect(known.said).toContain('"hello"');
  expect(known.said).toContain('"running":true');
  expect((await talk(agent, `${JSON.stringify({ token })}\nnot json\n`)).closed).toBe(true);
});

test("a call reaches services only, and an error keeps its code on the way", { timeout: 90_000 }, async () => {
  await using agent = makeAgentFolder();
  await agent.run(["start"]);
  const token = readFileSync(join(agent.folder, ".instar/secrets/owner-token"), "utf8").trim();
  const lines = [
    { token },
    { id: 1, service: "nobody", method: "x", args: [] },
    { id: 2, service: "conversations", method: "constructor", args: [] },
    { id: 3, service: "conversations", method: "hasOwnProperty", args: ["inbox"] },
    { id: 4, service: "conversations", method: "inbox", args: [{ limit: 1 }] },
  ];
  const { said } = await talk(agent, lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
  const answers = new Map(
    said
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { id?: number; error?: { code: string }; result?: unknown })
      .map((answer) => [answer.id, answer.error?.code ?? answer.result]),
  );
  expect(answers.get(1)).toBe("CLI_NO_SERVICE");
  expect(answers.get(2)).toBe("CLI_NO_METHOD");
  expect(answers.get(3)).toBe("CLI_NO_METHOD");
  expect(answers.get(4)).toEqual([]);
});
