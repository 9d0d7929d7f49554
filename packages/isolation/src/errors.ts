import { defineErrors } from "@instar/kernel";

export const IsolationError = defineErrors("ISOLATION", {
  MODULE_MISSING: (module: string, project: string) => ({
    message: `The plugin "${module}" shall run in a process of its own, and could not be found from ${project}.`,
    hint: /^[./]/.test(module)
      ? "Mend the path; it is relative to the agent's folder."
      : `Run \`npm install ${module}\` in the agent's folder, or mend the name.`,
  }),
  NOT_A_PLUGIN: (module: string) => ({
    message: `The module "${module}" has no plugin as its default export.`,
    hint: "Write `export default definePlugin({ ... })`.",
  }),
  ACCESS_DENIED: (permission: string, resource: string) => ({
    message: `A plugin in a process of its own was not allowed ${permission}${resource === "" ? "" : ` ${resource}`}.`,
    hint: "Files are allowed in the third argument of `isolated`: `{ read: [...], write: [...] }`. Other programs, workers and addons need a plugin without `isolated`.",
  }),
  NOT_LOADED: (module: string, why: string) => ({
    message: `The plugin "${module}" could not be loaded in its process: ${why}`,
    hint: "Mend the module; `instar config validate` tries again without starting.",
  }),
  LOAD_LATE: (module: string, timeoutMs: number) => ({
    message: `The plugin "${module}" was not loaded within ${timeoutMs} ms, so its process was ended.`,
    hint: "A module must not work while it is imported; set-up wires, and the start hook or a background loop does the work.",
  }),
  ENDED: (plugin: string, why: string) => ({
    message: `The process of the plugin ${plugin} ended: ${why}.`,
    hint: "It is started again after a pause; while it is away its gates deny. `instar logs` shows what it said.",
  }),
  AWAY: (plugin: string, why: string) => ({
    message: `The plugin ${plugin} is not in place: its process ended (${why}), and it has not been started again yet.`,
  }),
  NOT_PLAIN: (where: string, what: string) => ({
    message: `${where} is ${what}, which cannot cross to another process.`,
    hint: "Between a plugin in a process of its own and the house travel plain data: text, numbers, lists and plain objects. Send that, or list the plugin without `isolated`.",
  }),
  TOO_LARGE: (maxMb: number) => ({
    message: `More than ${maxMb} MiB at once shall cross between the house and a plugin in a process of its own.`,
    hint: "Write it to a file in the plugin's state folder and send the path, or send it in pieces.",
  }),
  SYNCHRONOUS: (what: string) => ({
    message: `${what} answers at once with a value, and between two processes every answer takes time.`,
    hint: "Use an asynchronous member of the service, or list the plugin without `isolated`.",
  }),
  HOOK_UNKNOWN: (hook: string) => ({ message: `There is no hook "${hook}".`, hint: "`instar hooks` lists them all." }),
  NO_METHOD: (method: string) => ({ message: `The other side has no method "${method}".` }),
  POINT_REFUSED: (point: string, why: string) => ({
    message: `A contribution to "${point}" cannot come from a process of its own: ${why}.`,
    hint: "List the plugin without `isolated`, which runs it in the agent's process, or leave this contribution out.",
  }),
  CONTRIBUTIONS_UNREADABLE: (point: string) => ({
    message: `What others contribute to "${point}" cannot be read from a process of its own: it is made of living objects.`,
    hint: "Ask a service for it, or list the plugin without `isolated`.",
  }),
  NEED_REFUSED: (plugin: string, service: string) => ({
    message: `The plugin ${plugin} needs the service "${service}", which hands out living objects and cannot be used from a process of its own.`,
    hint: "Keep its state in files in `paths.state`, or list it without `isolated`.",
  }),
  PROVIDES_REFUSED: (plugin: string, service: string, why: string) => ({
    message: `The plugin ${plugin} cannot provide "${service}" from a process of its own: ${why}.`,
    hint: "List it without `isolated`.",
  }),
  SCHEMA_UNKNOWN: (what: string) => ({
    message: `${what} cannot say as JSON Schema what it takes, so it cannot cross to another process.`,
    hint: "Use a schema library with Standard JSON Schema, such as zod 4.2, without transforms on the way in.",
  }),
  FILE_TOO_LARGE: (maxBytes: number) => ({
    message: `A plugin in a process of its own fetched a file that is larger than ${maxBytes} bytes, or that is none, so it was not taken.`,
    hint: "A channel's `fetch` ends when a file is longer than `maxBytes`.",
  }),
  BODY_TOO_LARGE: (maxBytes: number) => ({
    message: `A body of more than ${maxBytes} bytes cannot cross to or from a plugin in a process of its own.`,
    hint: "Send less at once, or list the plugin without `isolated`.",
  }),
  STREAM_REFUSED: (path: string) => ({
    message: `The route ${path} answers with a stream of events, which cannot cross from a process of its own.`,
    hint: "Answer with a whole body, or list the plugin without `isolated`.",
  }),
});
