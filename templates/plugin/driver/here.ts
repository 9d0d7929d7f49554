import { type Session, type SessionDriver, SessionDrivers, type SessionHost, type SessionSpec } from "@instar/kernel/contracts";
import { definePlugin } from "instar";

/** The agent itself: your model, your program. */
const answer = async (text: string) => `You said: ${text}`;

/** One answer after another. It keeps no past, so its snapshot is empty. */
async function spawn({ ref }: SessionSpec, host: SessionHost): Promise<Session> {
  let line = Promise.resolve();
  await host.emit({ type: "snapshot", snapshot: { driver: "__name__", version: 1, data: null } });
  return {
    ref,
    phase: "idle",
    async send({ id, text }) {
      line = line.then(async () => host.emit({ type: "turn-end", inputs: [id], outcome: "done", text: await answer(text) }));
    },
    interrupt: async () => undefined,
    capture: async () => "",
    stop: async () => undefined,
    [Symbol.asyncDispose]: async () => undefined,
  };
}

/** `preference`: above the offline agent's 0, below Claude Code's 100. */
const driver: SessionDriver = { id: "__name__", features: new Set(), preference: 1, spawn, inspect: async () => "unknown", reap: async () => undefined };

/** Another agent for the house, without tools. */
export default definePlugin({
  api: 1,
  name: "__name__",
  setup({ contribute }) {
    contribute(SessionDrivers, driver);
  },
});
