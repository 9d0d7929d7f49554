import { defineConfig, env as variable } from "@instar/kernel";
import access from "@instar/plugin-access";
import claude from "@instar/plugin-claude";
import conversations from "@instar/plugin-conversations";
import sessions from "@instar/plugin-sessions";
import telegram from "@instar/plugin-telegram";
import { createTrap, killingStore } from "./killing-store.mjs";

/** The configuration of the daemon that is killed; `TORTURE` in its environment says how. */
export function telegramHouse() {
  const { kill, executable, env, apiRoot, owners, groups } = JSON.parse(process.env.TORTURE);
  const trap = createTrap();
  trap.arm(kill);
  const named = (id) => `telegram:${id}`;
  return defineConfig({
    name: "torture",
    plugins: [
      killingStore(trap),
      access({ owners: owners.map(named), groups: groups.map(named) }),
      sessions({ maxLiving: 3, stopGraceMs: 1_000 }),
      conversations({ attempts: 10 }),
      claude({ executable, env, allowRoot: true, carry: { user: false, project: false } }),
      telegram({ token: variable("TELEGRAM_BOT_TOKEN"), apiRoot, listenIn: groups }),
    ],
  });
}
