import { defineConfig } from "@instar/kernel";
import access from "@instar/plugin-access";
import claude from "@instar/plugin-claude";
import conversations from "@instar/plugin-conversations";
import sessions from "@instar/plugin-sessions";
import { chatChannel } from "./chat-channel.mjs";
import { createTrap, killingStore } from "./killing-store.mjs";

/** The configuration of the daemon that is killed; `TORTURE` in its environment says how. */
export function tortureHouse() {
  const { service, life, dedupe, kill, executable, env } = JSON.parse(process.env.TORTURE);
  const trap = createTrap();
  trap.arm(kill);
  const channel = (id, readable) => chatChannel({ id, service, life, readable, dedupe, arm: trap.arm });
  return defineConfig({
    name: "torture",
    plugins: [
      killingStore(trap),
      access({ owners: ["readable:owner", "blind:owner"] }),
      sessions({ maxLiving: 3, stopGraceMs: 1_000 }),
      conversations({ attempts: 10 }),
      claude({ executable, env, allowRoot: true, carry: { user: false, project: false } }),
      channel("readable", true),
      channel("blind", false),
    ],
  });
}
