import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fakeClaudeExecutable } from "@instar/testing/fake-claude";
import { answerBy, claudeExecutable, echo, type ModelRequest, startModelEndpoint, useShell } from "@instar/testing/model-endpoint";
import { describeSessionDriverContract, type SessionDriverHarness } from "@instar/testing/session-driver-contract";
import { openHouse } from "./harness.ts";

const order = /\[\[tool ([\s\S]*?)\]\]/;

/** A model that obeys the words of the stand-in. */
const obedient = answerBy(
  [
    { text: order, afterTool: false, answer: (request) => useShell(order.exec(request.lastUserText)?.[1] ?? "true") },
    { text: "what did I say", afterTool: false, answer: (request) => `You said before: ${saidIn(request)}` },
  ],
  echo,
);

function saidIn(request: ModelRequest): string {
  return request.messages
    .filter((message) => message.role === "user")
    .flatMap((message) => message.content)
    .filter((block) => block.type === "text")
    .map((block) => block.text)
    .join(" | ");
}

const startWith = (executable: () => string, real: boolean) => async (): Promise<SessionDriverHarness> => {
  const endpoint = await startModelEndpoint({ respond: obedient });
  const house = await openHouse({ endpoint, options: { executable: executable() }, environment: { IS_SANDBOX: "1" } });
  return {
    driver: house.driver,
    words: {
      say: (words) => `I say ${words}`,
      createFile: (file) => `[[tool touch ${file}]]`,
      readFile: (file) => `[[tool cat ${file}]]`,
      recall: "what did I say?",
      keepBusy: "[[tool until test -e go; do sleep 0.02; done]]",
    },
    release: (cwd) => writeFile(join(cwd, "go"), ""),
    ...(real && { asked: () => endpoint.requests.length }),
    hasProcess: true,
    close: async () => {
      await house[Symbol.asyncDispose]();
      await endpoint.close();
    },
  };
};

describeSessionDriverContract("Claude Code", startWith(claudeExecutable, true));
describeSessionDriverContract("Claude Code's stand-in", startWith(fakeClaudeExecutable, false));
