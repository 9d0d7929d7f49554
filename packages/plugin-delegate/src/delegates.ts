import type { Caller } from "@instar/kernel/contracts";
import { nearest } from "@instar/kernel/nearest";
import { beginDelegation } from "./begin-delegation.ts";
import { type DelegatesParts, mayReach } from "./caller-scope.ts";
import { continueDelegation } from "./continue-delegation.ts";
import type { Delegates, Delegation } from "./contract.ts";
import { figuresOf, shown } from "./describe-result.ts";
import { DelegateError } from "./errors.ts";
import { stateOf } from "./follow-runs.ts";
import type { StoredDelegation } from "./stored-delegation.ts";

/** How long an abort waits for the end that it caused. */
const abortMs = 15_000;

/** The delegations as one caller sees them: the owner all, an agent its own. */
export function delegatesFor(caller: Caller, parts: DelegatesParts): Delegates {
  const { book, named, stopper, clock, begun, signal } = parts;
  const mine = () => book.all().filter((delegation) => mayReach(caller, delegation));

  async function find(name: string): Promise<StoredDelegation> {
    await book.load();
    const found = book.get(name);
    if (found !== undefined && mayReach(caller, found)) return found;
    const names = mine().map((delegation) => delegation.name);
    throw DelegateError.UNKNOWN(String(name), nearest(String(name), names));
  }

  async function look(name: string): Promise<Delegation> {
    const delegation = await find(name);
    if (delegation.state !== "running") return shown(delegation);
    const { session, turns } = await stateOf(named, delegation);
    return shown(delegation, figuresOf(session, turns));
  }

  return {
    async run(request) {
      await book.load();
      return look(await beginDelegation(caller, parts, request));
    },

    async continue(name, message, more) {
      await continueDelegation(caller, parts, await find(name), message, more);
      return look(name);
    },

    async status(name, waitMs = 0) {
      const deadline = clock.now() + Math.min(Math.max(0, waitMs), 60_000);
      for (;;) {
        const { state } = await find(name);
        const leftMs = deadline - clock.now();
        if (state !== "running" || leftMs <= 0 || signal.aborted) return look(name);
        await book.changed(name, leftMs, signal);
      }
    },

    async list() {
      await book.load();
      return mine().map((delegation) => shown(delegation));
    },

    async finish(name) {
      const delegation = await find(name);
      if (delegation.state === "running") throw DelegateError.RUNNING(name);
      if (delegation.state === "ended") {
        if ((await stateOf(named, delegation)).session !== undefined) await named.stop(name);
        await book.change(name, () => ({ state: "finished", usedAt: clock.now() }));
      }
      return look(name);
    },

    async abort(name) {
      const delegation = await find(name);
      if (delegation.state !== "running") throw DelegateError.NOT_RUNNING(name);
      await book.change(name, () => ({ aborted: true }));
      stopper.stop(name, "The delegation was aborted.", "kill");
      begun.call();
      const deadline = clock.now() + abortMs;
      while (book.get(name)?.state === "running" && clock.now() < deadline && !signal.aborted) await book.changed(name, deadline - clock.now(), signal);
      return look(name);
    },
  };
}
