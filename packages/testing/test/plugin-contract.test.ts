import { createServer } from "node:net";
import { definePlugin, optional, service } from "@instar/kernel";
import { HealthChecks } from "@instar/kernel/contracts";
import { describePlugin } from "@instar/testing/plugin-contract";

const Clockwork = service<{ tick(): number }>("clockwork");
const Bell = service<{ ring(): void }>("bell");
const clockwork = definePlugin({ api: 1, name: "clockwork", provides: Clockwork, setup: () => ({ tick: () => 1 }) });

/** Takes one of each: a tap on a gate, a contribution, a loop, a listening socket. */
const tower = definePlugin({
  api: 1,
  name: "tower",
  guards: ["preToolUse"],
  needs: { clockwork: Clockwork, bell: optional(Bell) },
  setup({ hooks, contribute, background, clock, defer }) {
    const server = createServer();
    hooks.start.tap("listen", () => new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve)));
    hooks.preToolUse.tap("look", () => undefined);
    contribute(HealthChecks, { id: "tower", run: () => ({ status: "ok", summary: "It stands." }) });
    background("chime", (signal) => clock.sleep(3_600_000, signal));
    defer(() => new Promise<void>((resolve) => void server.close(() => resolve())));
  },
});

describePlugin(tower, { packageJson: { instar: { plugin: "tower", needs: ["clockwork", "bell?"], guards: ["preToolUse"] } }, beside: [clockwork()] });
describePlugin(clockwork(), { packageJson: { instar: { plugin: "clockwork", provides: ["clockwork"] } } });
