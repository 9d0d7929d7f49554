import { describePlugin } from "@instar/testing/plugin-contract";
import { describeSessionDriverContract } from "@instar/testing/session-driver-contract";
import { type Answer, createDriver } from "../src/driver.ts";
import plugin from "../src/index.ts";

describePlugin(plugin, { packageJson: new URL("../package.json", import.meta.url), readme: new URL("../README.md", import.meta.url) });

describeSessionDriverContract("__name__", async () => {
  let release = () => undefined as void;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const answer: Answer = async ({ past, said }, signal) => {
    if (said === "keep busy") await Promise.race([released, new Promise((_, reject) => signal.addEventListener("abort", reject))]);
    return said === "recall" ? past.map((turn) => turn.said).join("\n") : `You said: ${said}`;
  };
  return {
    driver: createDriver("__name__", answer),
    words: { say: (words) => words, recall: "recall", keepBusy: "keep busy", createFile: (file) => `create ${file}`, readFile: (file) => `read ${file}` },
    release: async () => release(),
    hasProcess: false,
    close: async () => undefined,
  };
});
