import { createHash } from "node:crypto";
import { mkdirSync } from "node:fs";
import path from "node:path";
import { type InstarError, type IsolatedEntry, type Needs, optional, type Plugin, type PluginContext, type Service, systemClock } from "@instar/kernel";
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

  async function launch(name: string, handlers: () => Methods, output: (line: string) => void): Promise<{ readonly apart: Apart; readonly data: PluginData }> {
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
      root: Object.fromEntries(handlerNames.map((method) => [method, (...args: readonly unknown[]) => (handlers()[method] ?? noPlugin)(...args)])),
      output,
    });
    let late: InstarError | undefined;
    using _late = systemClock.after(loadWithinMs, () => {
      late = IsolationError.LOAD_LATE(module, loadWithinMs);
      apart.kill("its module was not loaded in time");
    });
    try {
      return { apart, data: (await apart.peer.root.call("load", request)) as PluginData };
    } catch (error) {
      await apart.end(0);
      throw late ?? error;
    }
  }

  let handlers: Methods = {};
  let output: (line: string) => void = () => undefined;
  let waiting: { readonly name: string; readonly apart: Apart } | undefined;
  /** A process that has loaded the plugin and waits to be set up. */
  async function loaded(name: string): Promise<Apart> {
    if (waiting && !waiting.apart.peer.closed && waiting.name === name) return waiting.apart;
    await waiting?.apart.end(0);
    const { apart } = await launch(
      name,
      () => handlers,
      (line) => output(line),
    );
    keep(name, apart);
    return apart;
  }
  function keep(name: string, apart: Apart) {
    waiting = { name, apart };
    systemClock.after(idleMs, () => (waiting?.apart === apart ? void apart.end(0) : undefined));
  }

  let data: PluginData;
  try {
    const first = await launch(
      found.name,
      () => handlers,
      (line) => output(line),
    );
    ({ data } = first);
    keep(found.name, first.apart);
  } catch (thrown) {
    return standIn(found, options, asError(thrown));
  }

  const { name } = data;
  /** What a value was before the schema made something of it: each new process does so again. */
  const givenFor = new WeakMap<object, unknown>();
  async function validate(given: unknown): Promise<WireResult> {
    const result = (await (await loaded(name)).peer.root.call("validate", given)) as WireResult;
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
          async start(next, nextOutput) {
            handlers = next;
            output = nextOutput;
            const apart = await loaded(name);
            waiting = undefined;
            return apart;
          },
        }),
    },
  };
}

/** In the place of a plugin that could not be loaded: it takes any options, guards what the plugin guards, and fails with the reason. */
function standIn({ name, provides, guards }: ReturnType<typeof findModule>, input: unknown, error: Error): Plugin {
  return {
    name,
    input,
    definition: {
      api: 1,
      name,
      guards: guards as ("preToolUse" | "beforeJob")[],
      ...(provides === undefined ? {} : { provides: { kind: "service", id: provides } as const }),
      options: { "~standard": { version: 1, vendor: "instar-isolation", validate: (value: unknown) => ({ value }) } },
      setup() {
        throw error;
      },
    },
  };
}
