import { definePlugin } from "@instar/kernel";
import { Store } from "@instar/kernel/contracts";
import store from "@instar/plugin-store";
import { stepOf } from "./journal-steps.mjs";

const die = () => process.kill(process.pid, "SIGKILL");

/** Counts commits and dies at the armed one: `{ step, moment, nth }`. */
export function createTrap() {
  let armed;
  return {
    arm(kill) {
      armed = kill && { ...kill, left: kill.nth };
    },
    async commit(ops, commit) {
      if (!armed || stepOf(ops) !== armed.step || (armed.left -= 1) > 0) return commit(ops);
      if (armed.moment === "before") die();
      if (armed.moment === "during") setImmediate(die);
      const result = await commit(ops);
      if (armed.moment === "after") die();
      return result;
    },
  };
}

/** The real store under the same name, whose commits go through the trap. */
export function killingStore(trap) {
  const { definition } = store();
  return definePlugin({
    ...definition,
    provides: Store,
    async setup(context) {
      const provide = await definition.setup(context);
      return (consumer) => {
        const inner = provide(consumer);
        return { ...inner, commit: (ops) => trap.commit(ops, inner.commit) };
      };
    },
  })();
}
