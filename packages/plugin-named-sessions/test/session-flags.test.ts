import { expect, test } from "vitest";
import sendCommand from "../src/commands/session-send.ts";
import spawnCommand from "../src/commands/session-spawn.ts";

type Run = (context: object) => Promise<unknown>;

const none = { name: undefined, prompt: undefined, message: undefined, stop: false, "keep-alive": false, "no-wait": false };
const nobody = () => Promise.reject(new Error("The agent was asked."));

test.each([
  ["spawn", spawnCommand, { name: "a", prompt: "go" }, { stop: true, "no-wait": true }, "--no-wait"],
  ["spawn", spawnCommand, { name: "a", prompt: "go" }, { stop: true, "keep-alive": true }, "--keep-alive"],
  ["spawn", spawnCommand, { name: "a" }, { stop: true }, "without a prompt"],
  ["send", sendCommand, { name: "a", message: "go" }, { stop: true, "no-wait": true }, "--no-wait"],
] as const)("%s refuses flags of which one would be ignored", async (_, command, args, flags, named) => {
  const run = (command.run as unknown as Run)({ args, flags: { ...none, ...flags }, service: nobody });
  await expect(run).rejects.toMatchObject({ code: "NAMED_SESSIONS_AT_ODDS", message: expect.stringContaining(named) });
});
