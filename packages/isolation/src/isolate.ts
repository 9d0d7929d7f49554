import { createHash } from "node:crypto";
import { mkdirSync } from "node:fs";
import path from "node:path";
import { InstarError, type IsolatedEntry, type Needs, optional, type Plugin, type PluginContext, type Service, systemClock } from "@instar/kernel";
import type { LoadRequest, PluginData } from "./apart/load-plugin.ts";
import { asError } from "./as-error.ts";
import { restoreSchema, type WireResult } from "./crossings/schema.ts";
import { IsolationError } from "./errors.ts";
import { findModule } from "./house/find-module.ts";
import { createGuarding, type Guarding } from "./house/guarding.ts";
import { permissionFlags, planPermissions } from "./house/plan-permissions.ts";
import { runIsolated } from "./house/run-isolated.ts";
import { type Apart, startApart } from "./house/start-apart.ts";
import type { Methods } from "./plain-data.ts";

/** What a house tells about itself to have plugins in processes of their own. */
export interface IsolationHost {
  /** The agent's folder, absolute. */
  readonly project: string;
  /** Its state folder, default `.instar` in the project. */
  readonly home?: string;
  /** Of these a plugin's process gets the few that say where programs, language, time zone and certificates are; no others. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

const defaultMemoryMb = 128;
const loadWithinMs = 10_000;
/** How long a process that was only asked about its plugin waits for its set-up. */
const idleMs = 60_000;
const carried = ["PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR", "NODE_EXTRA_CA_CERTS"];

/** A plugin's process that has loaded it, and what of the house answers it. */
interface Loaded {
  readonly name: string;
  readonly apart: Apart;
  readonly data: PluginData;
  readonly house: { handlers: Methods; output: (line: string) => void };
}

const noPlugin = (): never => {
  throw IsolationError.NO_METHOD("set-up has not begun");
};
const handlerNames = ["log", "tap", "contribute", "loop", "drop"];

/**
 * An ordinary plugin that stands in the house for one in a process of its own. Runs the module there, to learn what it is. One
 * that cannot be loaded becomes a plugin whose set-up fails with the reason, so that its guards stay closed. Rejects with
 * ISOLATION_MODULE_MISSING. `guarding` is shared by the plugins of one house.
 */
export async function isolate(
  { isolated: module, options, limits = {} }: IsolatedEntry,
  host: IsolationHost,
  guarding: Guarding = createGuarding(),
): Promise<Plugin> {
  const { project, home = path.join(project, ".instar"), env = {} } = host;
  const found = findModule(module, project);
  const cache = path.join(home, "cache", "isolated", createHash("sha256").update(found.file).digest("hex").slice(0, 12));
  const request: LoadRequest = { module, file: found.file, cache, ...(options === undefined ? {} : { options }) };
  const environment = Object.fromEntries(carried.flatMap((key) => (env[key] === undefined ? [] : [[key, env[key]]])));

  async function launch(name: string): Promise<Loaded> {
    const house: Loaded["house"] = { handlers: {}, output: () => undefined };
    mkdirSync(cache, { recursive: true, mode: 0o700 });
    const state = path.join(home, "plugins", name);
    const permissions = planPermissions({ project, home, module: found, own: [state, cache] }, limits);
    const apart = startApart({
      plugin: name,
      project,
      flags: permissionFlags(permissions),
      env: environment,
      memoryMb: limits.memoryMb ?? defaultMemoryMb,
      guarding,
      root: Object.fromEntries(handlerNames.map((method) => [method, (...args: readonly unknown[]) => (house.handlers[method] ?? noPlugin)(...args)])),
      output: (line) => house.output(line),
    });
    let late: InstarError | undefined;
    using _late = systemClock.after(loadWithinMs, () => {
      late = IsolationError.LOAD_LATE(module, loadWithinMs);
      apart.kill("its module was not loaded in time");
    });
    try {
      return { name, apart, house, data: (await apart.peer.root.call("load", request)) as PluginData };
    } catch (error) {
      await apart.end(0);
      throw late ?? error;
    }
  }

  let waiting: Loaded | undefined;
  /** A process that has loaded the plugin and waits to be set up. */
  async function loaded(name: string): Promise<Loaded> {
    if (waiting && !waiting.apart.peer.closed && waiting.name === name) return waiting;
    await waiting?.apart.end(0);
    return keep(await launch(name));
  }
  function keep(found: Loaded): Loaded {
    waiting = found;
    systemClock.after(idleMs, () => (waiting === found ? void found.apart.end(0) : undefined));
    return found;
  }

  let data: PluginData;
  try {
    ({ data } = keep(await launch(found.name)));
  } catch (thrown) {
    return standIn(found, InstarError.is(thrown) ? thrown : IsolationError.NOT_LOADED(module, asError(thrown).message, { cause: thrown }));
  }

  const { name } = data;
  /** What a value was before the schema made something of it: each new process does so again. */
  const givenFor = new WeakMap<object, unknown>();
  async function validate(given: unknown): Promise<WireResult> {
    const result = (await (await loaded(name)).apart.peer.root.call("validate", given)) as WireResult;
    if ("value" in result && typeof result.value === "object" && result.value !== null) givenFor.set(result.value, structuredClone(given));
    return result;
  }

  return {
    name,
    input: options,
    definition: {
      api: data.api as 1,
      name,
      needs: Object.fromEntries(
        Object.entries(data.needs)
          .filter(([, need]) => need.token.scope === undefined || !need.optional)
          .map(([key, need]) => [key, need.optional ? optional(need.token as Service<unknown>) : need.token]),
      ) as Needs,
      ...(data.provides === undefined ? {} : { provides: data.provides as Service<unknown> }),
      guards: data.guards as ("preToolUse" | "beforeJob")[],
      ...(data.options === undefined ? {} : { options: restoreSchema(data.options, validate) }),
      setup: (context: PluginContext<unknown, Needs>) =>
        runIsolated(context as never, {
          data,
          options: givenFor.get(context.options as object) ?? context.options,
          async start(handlers, output) {
            const { apart, house } = await loaded(name);
            waiting = undefined;
            Object.assign(house, { handlers, output });
            return apart;
          },
        }),
    },
  };
}

/** In the place of a plugin that could not be loaded: it guards what the plugin guards, and fails with the reason. */
function standIn({ name, provides, guards }: ReturnType<typeof findModule>, error: Error): Plugin {
  return {
    name,
    input: undefined,
    broken: error,
    definition: {
      api: 1,
      name,
      guards: guards as ("preToolUse" | "beforeJob")[],
      ...(provides === undefined ? {} : { provides: { kind: "service", id: provides } as const }),
      setup() {
        throw error;
      },
    },
  };
}
