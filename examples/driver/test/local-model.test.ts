import { describePlugin } from "@instar/testing/plugin-contract";
import { createRecordingHost, describeSessionDriverContract } from "@instar/testing/session-driver-contract";
import { expect, test } from "vitest";
import localModel from "../src/index.ts";
import { createLocalDriver } from "../src/local-driver.ts";
import { startModelServer } from "./model-server.ts";

describePlugin(() => localModel({ model: "small" }), {
  packageJson: new URL("../package.json", import.meta.url),
  readme: new URL("../README.md", import.meta.url),
});

describeSessionDriverContract("the local model", async () => {
  const server = await startModelServer();
  return {
    driver: createLocalDriver({ server: server.url, model: "small", preference: 10 }),
    words: {
      say: (words) => words,
      createFile: (file) => `create ${file}`,
      readFile: (file) => `read ${file}`,
      recall: "what did I say?",
      keepBusy: "wait for me",
    },
    release: async () => server.release(),
    asked: () => server.asked.length,
    lastModel: () => server.asked.at(-1)?.model,
    hasProcess: false,
    close: server.close,
  };
});

test("a server that is away fails the turn in words, and the session goes on", async () => {
  const driver = createLocalDriver({ server: "http://127.0.0.1:9/v1", model: "small", preference: 10 });
  const host = createRecordingHost();
  const spec = { ref: { id: "session", driver: driver.id }, cwd: "/", system: "", env: {} };
  await using session = await driver.spawn(spec, host, new AbortController().signal);
  await session.send({ id: "first", text: "hello" });
  expect(await host.turnEnd("first")).toMatchObject({ outcome: "failed", error: { kind: "model", hint: "Is its server running?" } });
  expect(session.phase).toBe("idle");
});
