import { createManualClock } from "@instar/testing";
import { describeSessionDriverContract } from "@instar/testing/session-driver-contract";
import { createOfflineDriver } from "../src/offline-driver.ts";

describeSessionDriverContract("the offline agent", async () => {
  const clock = createManualClock();
  return {
    driver: createOfflineDriver({ clock, env: { PATH: process.env.PATH ?? "" } }),
    words: {
      say: (words) => `I say ${words}`,
      createFile: (file) => `create ${file}`,
      readFile: (file) => `read ${file}`,
      recall: "what did I say?",
      keepBusy: "wait 60s",
    },
    release: () => clock.advance(60_000),
    tools: { creates: "Write", other: "Read" },
    readingMode: "plan",
    hasProcess: false,
    close: async () => {},
  };
});
