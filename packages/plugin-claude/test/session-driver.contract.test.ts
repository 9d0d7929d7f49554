import { randomUUID } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fakeClaudeExecutable } from "@instar/testing/fake-claude";
import { answerBy, type ModelRequest, startModelEndpoint, useShell, useTool } from "@instar/testing/model-endpoint";
import { describeSessionDriverContract } from "@instar/testing/session-driver-contract";
import { openHouse } from "./harness.ts";

const busy = (cwd: string) => `while [ ! -e '${join(cwd, "released")}' ]; do /bin/sleep 0.02; done; echo released`;

/** Everything that people said, for an agent that is asked what it remembers. */
const said = (request: ModelRequest): string => request.text;

const told = (request: ModelRequest): string => request.toolResults.map((result) => result.text).join("\n");

describeSessionDriverContract("Claude Code", async (cwd) => {
  const endpoint = await startModelEndpoint({
    respond: answerBy([
      // Comes with the interrupted call's result in one turn, so it is looked at first.
      { text: /^SAY /m, answer: (request) => request.lastUserText },
      { text: "RECALL", answer: (request) => said(request) },
      { afterTool: true, answer: (request) => `The tool said: ${told(request)}` },
      { text: /^CREATE (.*)$/m, answer: (request) => useShell(`touch '${/CREATE (.*)/.exec(request.lastUserText)?.[1]}'`) },
      { text: /^READ (.*)$/m, answer: (request) => useTool("Read", { file_path: /READ (.*)/.exec(request.lastUserText)?.[1] ?? "" }) },
      { text: /^SERVER (.*)$/m, answer: (request) => useTool(/SERVER (\S+)/.exec(request.lastUserText)?.[1] ?? "", {}) },
      { text: "BUSY", answer: () => useShell(busy(cwd)) },
    ]),
  });
  const house = await openHouse({ endpoint, cwd });
  return {
    driver: house.driver,
    hasProcess: true,
    asked: () => endpoint.requests.length,
    words: {
      say: (words) => `SAY ${words}`,
      createFile: (file) => `CREATE ${file}`,
      readFile: (file) => `READ ${file}`,
      recall: "RECALL",
      keepBusy: "BUSY",
      useServer: (server, tool) => `SERVER mcp__${server}__${tool}`,
    },
    tools: { creates: "Bash", other: "Read" },
    readingMode: "dontAsk",
    lastModel: () => endpoint.requests.at(-1)?.model,
    wasTold: (text) => endpoint.requests.some((request) => request.text.includes(text)),
    release: (folder) => writeFile(join(folder, "released"), ""),
    async close() {
      await house[Symbol.asyncDispose]();
      await endpoint.close();
    },
  };
});

describeSessionDriverContract("the fake Claude Code", async (cwd) => {
  const house = await openHouse({ cwd, options: { executable: fakeClaudeExecutable() } });
  return {
    driver: house.driver,
    hasProcess: true,
    words: {
      say: (words) => `[[say ${words}]]`,
      createFile: (file) => `[[tool touch ${file}]]`,
      readFile: (file) => `[[tool cat ${file}]]`,
      recall: "what did I say?",
      keepBusy: `[[tool ${busy(cwd)}]] ${randomUUID()}`,
      useServer: (server, tool) => `[[mcp ${server} ${tool} {}]]`,
    },
    tools: { creates: "Bash", other: "Read" },
    readingMode: "dontAsk",
    release: (folder) => writeFile(join(folder, "released"), ""),
    close: async () => house[Symbol.asyncDispose](),
  };
});
