import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, extname } from "node:path";
import { InstarError } from "@instar/kernel/command";
import { Conversations } from "@instar/plugin-conversations/contract";
import { CliError } from "../errors.ts";
import { holdChanges } from "../plugins/change-plugins.ts";
import type { CheckReport } from "../plugins/check-report.ts";
import { runCheck } from "../plugins/run-check.ts";
import { configFileOf } from "../project/find-project.ts";
import { probeAgent } from "../project/probe-agent.ts";
import { readLastGood } from "../project/started-config.ts";
import { outliveTerminal } from "./outlive-terminal.ts";
import { type Started, spawnDaemon } from "./spawn-daemon.ts";
import { stopDaemon } from "./stop-daemon.ts";

export interface ReloadWish {
  readonly project: string;
  /** How long the check of the new config may take, turns that run may go on, and the new agent may need. */
  readonly checkMs: number;
  readonly graceMs: number;
  readonly startMs: number;
  readonly signal: AbortSignal;
}

/** Rejects with CLI_SETUP_FAILED: a reload wants all plugins up, unlike a start, for now there is an agent that works. */
function requireUp({ house }: CheckReport): void {
  const failed = (house?.plugins ?? []).filter(({ state }) => state === "failed");
  if (failed.length > 0)
    throw CliError.SETUP_FAILED(
      failed.map(({ name, error, hint }) => ({ plugin: name, error: error ?? "the reason is unknown.", hint })),
      "`instar restart` starts without what fails.",
    );
  if (house !== undefined && !Object.hasOwn(house.services, Conversations.id)) throw CliError.NOBODY_HEARS("conversations", "No plugin provides it.");
}

/** The config as it was when the agent last came up, in its place again; the new one beside it. Undefined where there is none, or it is in package.json. */
function bringBackConfig(project: string): { readonly aside: string; undo(): void } | undefined {
  const config = configFileOf(project);
  if (config === undefined || basename(config) === "package.json") return undefined;
  const good = readLastGood(config, project);
  if (good === undefined) return undefined;
  const ending = extname(config);
  const aside = `${config.slice(0, -ending.length)}.rejected${ending}`;
  renameSync(config, aside);
  writeFileSync(config, good);
  return {
    aside,
    undo() {
      writeFileSync(config, readFileSync(aside));
      if (existsSync(aside)) rmSync(aside);
    },
  };
}

/** The check had passed and yet it could not start: the agent comes back with the config of before, or says that it is down. Always throws. */
async function rescue(project: string, startMs: number, why: Error): Promise<never> {
  const back = bringBackConfig(project);
  if (back === undefined)
    throw CliError.RELOAD_FAILED(why.message, "The agent is down. Mend the cause, then `instar start`; nothing that was accepted is lost.", { cause: why });
  const { pid } = await spawnDaemon(project, startMs).catch((error: Error) => {
    if (InstarError.is(error, "CLI_STILL_STARTING"))
      throw CliError.RELOAD_FAILED(
        why.message,
        `The config of before is in its place again, and the agent is still starting with it (\`instar status\`); the new one is ${basename(back.aside)}. Mend it, move it back, and reload.`,
        { cause: why },
      );
    back.undo();
    throw CliError.RELOAD_FAILED(
      why.message,
      `The former config did not start either (${error.message}), so the agent is down. Mend the cause, then \`instar start\`.`,
      {
        cause: error,
      },
    );
  });
  throw CliError.RELOAD_FAILED(
    why.message,
    `The config of before is in its place again, and the agent runs with it as process ${pid}; the new one is ${basename(back.aside)}. Mend it, move it back, and reload.`,
    { cause: why },
  );
}

/**
 * Exchanges the running agent for one with the config as it is now: checked and set up in a process of its own first, so that until then the old one runs on
 * whatever is wrong; then drained, stopped and started. No message is lost. Rejects with CLI_NOT_RUNNING, with what the check found, or with CLI_RELOAD_FAILED.
 */
export async function reloadDaemon({ project, checkMs, graceMs, startMs, signal }: ReloadWish): Promise<Started & { readonly stopped: number | undefined }> {
  await using _held = await holdChanges(project);
  const status = await probeAgent(project);
  if (!status.running && status.phase === "stopped") throw CliError.NOT_RUNNING(project);
  requireUp(await runCheck({ project, depth: "house", withinMs: checkMs, signal }));
  signal.throwIfAborted();
  using _staying = outliveTerminal();
  const stopped = await stopDaemon(project, { graceMs, exchange: true });
  try {
    return { ...(await spawnDaemon(project, startMs)), stopped };
  } catch (error) {
    // One that is still starting, or that somebody else has started meanwhile, is there.
    if (InstarError.is(error, "CLI_STILL_STARTING") || InstarError.is(error, "CLI_ALREADY_RUNNING")) throw error;
    return rescue(project, startMs, error as Error);
  }
}
