import { defineConfig } from "@instar/kernel";
import claude from "@instar/plugin-claude";
import scheduler from "@instar/plugin-scheduler";
import { killingStore } from "./killing-store.mjs";

const die = () => process.kill(process.pid, "SIGKILL");

/** Dies at the nth commit that says something of jobs: before it, while it is made, or after it. */
function createTrap(kill) {
  let left = kill?.nth ?? 0;
  return {
    async commit(ops, commit) {
      if (left === 0 || !ops.some(({ space }) => space?.startsWith("scheduler/")) || (left -= 1) > 0) return commit(ops);
      if (kill.moment === "before") die();
      if (kill.moment === "during") setImmediate(die);
      const result = await commit(ops);
      if (kill.moment === "after") die();
      return result;
    },
  };
}

/** The configuration of the daemon that is killed; `TORTURE` in its environment says how. */
export function jobsHouse() {
  const { kill, executable, env } = JSON.parse(process.env.TORTURE);
  return defineConfig({
    name: "torture",
    plugins: [
      killingStore(createTrap(kill)),
      claude({ executable, env, allowRoot: true, carry: { user: false, project: false } }),
      scheduler({ maxParallel: 4, keepRuns: 100_000 }),
    ],
  });
}
