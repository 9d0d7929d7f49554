import { mkdirSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Logger, systemClock, type ToolCall, type ToolResult } from "@instar/kernel";
import type { Decision, ProcessMark, Session, SessionDriver, SessionEvent, SessionHost, SessionSpec, Snapshot } from "@instar/kernel/contracts";
import { createGuarding } from "@instar/process";
import { claudeExecutable, claudeTestEnvironment, type ModelEndpoint, startModelEndpoint } from "@instar/testing/model-endpoint";
import { createCarriedSettings } from "../src/carried-settings.ts";
import { createClaudeDriver } from "../src/claude-driver.ts";
import { claudeOptions } from "../src/options.ts";

/** One guardian for all houses of a worker: it goes by itself when there is nothing left to watch. */
export const guarding = createGuarding({ idleMs: 1_000 });

export interface Recorded {
  readonly events: SessionEvent[];
  readonly calls: ToolCall[];
  readonly results: ToolResult[];
}

export interface TestHost extends SessionHost, Recorded {
  /** The next event that fits, or one that was there already after `from`. */
  wait<T extends SessionEvent["type"]>(type: T, fits?: (event: Extract<SessionEvent, { type: T }>) => boolean): Promise<Extract<SessionEvent, { type: T }>>;
  turn(input: string): Promise<Extract<SessionEvent, { type: "turn-end" }>>;
}

export function testHost(overrides: Partial<Pick<SessionHost, "decide" | "toolDone" | "compacting" | "compacted">> = {}): TestHost {
  const events: SessionEvent[] = [];
  const calls: ToolCall[] = [];
  const results: ToolResult[] = [];
  const waiting: { fits(event: SessionEvent): boolean; resolve(event: SessionEvent): void }[] = [];
  const wait = (type: string, fits: (event: never) => boolean = () => true) =>
    new Promise<never>((resolve) => {
      const matches = (event: SessionEvent) => event.type === type && fits(event as never);
      const seen = events.find(matches);
      if (seen) resolve(seen as never);
      else waiting.push({ fits: matches, resolve: resolve as unknown as (event: SessionEvent) => void });
    });
  return {
    events,
    calls,
    results,
    wait: wait as TestHost["wait"],
    turn: (input) => wait("turn-end", ((event: { inputs: readonly string[] }) => event.inputs.includes(input)) as never),
    decide: async (call) => {
      calls.push(call);
      return overrides.decide ? overrides.decide(call) : ({ allow: true, advice: [] } satisfies Decision);
    },
    toolDone: async (result) => {
      results.push(result);
      return overrides.toolDone ? overrides.toolDone(result) : result;
    },
    compacting: overrides.compacting ?? (async (_trigger, instructions) => instructions),
    compacted: overrides.compacted ?? (async () => []),
    emit: async (event) => {
      events.push(event);
      for (const entry of waiting.filter((candidate) => candidate.fits(event))) {
        waiting.splice(waiting.indexOf(entry), 1);
        entry.resolve(event);
      }
    },
  };
}

export interface LogEntry {
  readonly level: string;
  readonly text: string;
  readonly fields: object | undefined;
}

export interface House extends AsyncDisposable {
  readonly driver: SessionDriver;
  readonly endpoint: ModelEndpoint;
  readonly folder: string;
  readonly home: string;
  readonly cwd: string;
  readonly state: string;
  readonly lines: readonly LogEntry[];
  readonly environment: Record<string, string>;
  open(host: TestHost, more?: Partial<SessionSpec>): Promise<Session>;
}

export interface HouseOptions {
  readonly options?: object;
  readonly credential?: "api-key" | "subscription" | "none";
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** A folder to come back to, as after a crash. */
  readonly folder?: string;
  readonly endpoint?: ModelEndpoint;
  /** Default: a folder beside the home. */
  readonly cwd?: string;
}

/** A driver of the real program with a home of its own, talking to a scripted model. */
export async function openHouse(request: HouseOptions = {}): Promise<House> {
  const folder = request.folder ?? (await mkdtemp(join(tmpdir(), "instar-claude-")));
  const [home, state] = [join(folder, "home"), join(folder, "state")];
  const cwd = request.cwd ?? join(folder, "cwd");
  for (const path of [home, cwd, state]) mkdirSync(path, { recursive: true });
  const endpoint = request.endpoint ?? (await startModelEndpoint());
  const environment = Object.fromEntries(
    Object.entries({ ...claudeTestEnvironment({ endpoint, home, credential: request.credential ?? "api-key" }), ...request.environment }).filter(
      ([, value]) => value !== undefined,
    ),
  ) as Record<string, string>;
  const lines: LogEntry[] = [];
  const log = Object.fromEntries(
    ["debug", "info", "warn", "error"].map((level) => [level, (text: string, fields?: object) => void lines.push({ level, text, fields })]),
  ) as unknown as Logger;
  const options = claudeOptions.parse({ executable: claudeExecutable(), ...request.options });
  const places = { cwd, project: cwd, configFolder: environment.CLAUDE_CONFIG_DIR as string, home };
  const driver = createClaudeDriver({
    options,
    paths: { project: cwd, state },
    clock: systemClock,
    log,
    approvals: undefined,
    guarding,
    carried: createCarriedSettings({ stateFolder: state, carry: options.carry, places, log }),
    environment,
  });
  const sessions: Session[] = [];
  return {
    driver,
    endpoint,
    folder,
    home,
    cwd,
    state,
    lines,
    environment,
    async open(host, more = {}) {
      const session = await driver.spawn(
        { ref: { id: "session-1", driver: "claude" }, cwd, system: "You are Kira.", env: {}, ...more },
        host,
        new AbortController().signal,
      );
      sessions.push(session);
      return session;
    },
    async [Symbol.asyncDispose]() {
      for (const session of sessions) await session.stop(0);
      if (request.endpoint === undefined) await endpoint.close();
      if (request.folder === undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}

export const markOf = (host: TestHost): ProcessMark => {
  const event = host.events.find((candidate) => candidate.type === "process");
  if (event?.type !== "process") throw new Error("No process event came.");
  return event.mark;
};

export const snapshotOf = (host: TestHost): Snapshot => {
  const event = host.events.findLast((candidate) => candidate.type === "snapshot");
  if (event?.type !== "snapshot") throw new Error("No snapshot event came.");
  return event.snapshot;
};
