import { type Clock, type Kernel, type Logger, type PluginDescription, systemClock } from "@instar/kernel";
import { Events, Notices } from "@instar/kernel/contracts";
import { type FailureLimits, type FailureRecord, failureLimits, planPause } from "./failure-budget.ts";

/** The least time between two warnings about a plugin that cannot be paused. */
const warnEveryMs = 60 * 60_000;

interface Account {
  record: FailureRecord;
  warnedAt: number;
}

/** Whether another plugin needs what it provides. */
const carriesOthers = ({ provides }: PluginDescription, plugins: readonly PluginDescription[]) =>
  provides !== undefined && plugins.some(({ needs }) => needs.includes(provides));

/** Counts the failures of every plugin, pauses whose budget is spent, and lets it go on after a while. Ends with the kernel. */
export function keepFailureBudgets(
  kernel: Kernel,
  { log, clock = systemClock, limits = failureLimits }: { readonly log: Logger; readonly clock?: Clock; readonly limits?: FailureLimits },
): void {
  const accounts = new Map<string, Account>();

  function tell(type: string, plugin: string, title: string, text: string, level: "info" | "attention") {
    const { services } = kernel.describe();
    if (Object.hasOwn(services, Events.id)) kernel.service(Events).record({ type, about: { plugin }, text: `${title} ${text}` });
    if (!Object.hasOwn(services, Notices.id)) return;
    kernel
      .service(Notices)
      .notify({ key: `plugin-paused:${plugin}`, level, title, text })
      .catch((error: unknown) => log.warn("The owner could not be told of a plugin's failures.", { plugin, error }));
  }

  function resume(plugin: string, account: Account) {
    if (kernel.phase !== "running" || !kernel.resume(plugin)) return;
    account.record = { ...account.record, failedAt: [], resumedAt: clock.now() };
    log.info("A paused plugin goes on.", { plugin, pauses: account.record.pauses });
    tell("plugin.resumed", plugin, `The plugin ${plugin} goes on.`, "Half as many failures as before pause it again.", "info");
  }

  function count(plugin: string, error: Error) {
    const { plugins } = kernel.describe();
    const described = plugins.find(({ name }) => name === plugin);
    // Paused already, its own timers may go on failing; one that is not up has nothing to pause.
    if (described?.state !== "up" && described?.state !== "failing") return;
    const now = clock.now();
    const account = accounts.get(plugin) ?? { record: { failedAt: [], pauses: 0, resumedAt: 0, carriesOthers: false }, warnedAt: -Infinity };
    accounts.set(plugin, account);
    const failedAt = [...account.record.failedAt, now].slice(-limits.failures);
    account.record = { ...account.record, failedAt, carriesOthers: carriesOthers(described, plugins) };
    const plan = planPause(account.record, now, limits);
    // What is passed over at the start would never begin
    if (plan.do === "nothing" || kernel.phase !== "running") return;
    const { failures } = plan;
    const often = `failed ${failures === 1 ? "once" : `${failures} times`} within ${Math.round(limits.withinMs / 1_000)} s`;
    const last = `The last failure: ${kernel.redact(error.message)}`;
    if (plan.do === "warn") {
      if (now - account.warnedAt < warnEveryMs) return;
      account.warnedAt = now;
      log.warn("A plugin that others need keeps failing.", { plugin, failures });
      tell("plugin.failing", plugin, `The plugin ${plugin} keeps failing.`, `It ${often}, and is not paused, because others need it. ${last}`, "attention");
      return;
    }
    kernel.pause(plugin, `It ${often}. ${last}`);
    account.record = { ...account.record, pauses: plan.pauses };
    log.warn("A plugin failed too often and is paused.", { plugin, failures, forMs: plan.forMs });
    const title = `The plugin ${plugin} is paused for ${Math.round(plan.forMs / 60_000)} minutes.`;
    tell("plugin.paused", plugin, title, `It ${often}. Where it guards, nothing passes meanwhile. ${last}`, "attention");
    clock.after(plan.forMs, () => resume(plugin, account));
  }

  kernel.hooks.pluginError.tapPromise("keep the failure budgets", async ({ plugin, error }) => count(plugin, error));
}
