/** A plugin with everything that `add` shows: a gate, a service, a route, a channel, a command, a secret and an option. */
export const countingFiles = {
  "package.json": JSON.stringify({
    name: "instar-plugin-counting",
    version: "1.2.3",
    type: "module",
    exports: { ".": "./index.js", "./package.json": "./package.json" },
    instar: {
      plugin: "counting",
      provides: ["counting"],
      needs: ["store"],
      guards: ["preToolUse"],
      commands: { "counting up": { file: "./up.js", summary: "Count up", args: { from: { required: true, description: "a number" } } } },
    },
    peerDependencies: { "@instar/kernel": "^0.1.0" },
    scripts: { postinstall: "node -e \"require('fs').writeFileSync('ran', '')\"" },
  }),
  "index.js": `import { definePlugin, deny, service } from "@instar/kernel";
import { Channels, Routes, Store } from "@instar/kernel/contracts";
export const Counting = service("counting");
const properties = { limit: { type: "integer", default: 9, description: "where it ends" }, token: { type: "string", description: "whose count it is" } };
const options = { "~standard": { version: 1, vendor: "own", validate(value) {
  if (typeof value?.token !== "string") return { issues: [{ message: "A token is needed.", path: ["token"] }] };
  return { value: { limit: 9, ...value } };
}, jsonSchema: { input: () => ({ type: "object", properties, required: ["token"], additionalProperties: false }), output: () => ({}) } } };
export default definePlugin({
  api: 1, name: "counting", options, needs: { store: Store }, provides: Counting, guards: ["preToolUse"],
  setup({ hooks, contribute, options }) {
    hooks.preToolUse.tap("stop at the limit", ({ input }) => (input.count > options.limit ? deny("Enough.") : undefined));
    contribute(Routes, { method: "GET", path: "/counting", access: "owner", summary: "The count", handle: () => Response.json({}) });
    contribute(Channels, { id: "counting", open: async () => ({ async [Symbol.asyncDispose]() {} }), send: async () => ({ ref: "1" }) });
    return { up: async (from) => from + 1 };
  },
});
`,
  "up.js": `export default { args: { from: { required: true, description: "a number" } }, async run({ args, service, print }) {
  const counting = await service({ kind: "service", id: "counting" });
  print(await counting.up(Number(args.from)));
} };
`,
};

/** The same plugin with some of its files changed. */
export const countingWith = (change: Readonly<Record<string, (text: string) => string>>): Readonly<Record<string, string>> => ({
  ...countingFiles,
  ...Object.fromEntries(Object.entries(change).map(([file, edit]) => [file, edit(countingFiles[file as keyof typeof countingFiles] ?? "")])),
});
