import { expect, test } from "vitest";
import { addEntry, entryByHand } from "../../src/plugins/add-entry.ts";
import { parseConfig } from "../../src/plugins/parse-config.ts";
import { removeEntry, secretsOfEntry } from "../../src/plugins/remove-entry.ts";

// biome-ignore lint/suspicious/noTemplateCurlyInString: the marker of a secret
const telegram = { plugin: "telegram", package: "@instar/plugin-telegram", options: { token: "${env:TELEGRAM_TOKEN}", pollMs: 50, "chat-ids": ["a"] } };
const plain = { plugin: "no-force-push", package: "instar-plugin-no-force-push", options: {} };
const entry = 'telegram({ token: env("TELEGRAM_TOKEN"), pollMs: 50, "chat-ids": ["a"] })';

const forms: readonly (readonly [string, string, string])[] = [
  [
    "one line",
    `import { defineConfig } from "instar";\nexport default defineConfig({ name: "kira", plugins: [claude()] });\n`,
    `import { defineConfig, env } from "instar";\nimport telegram from "@instar/plugin-telegram";\nexport default defineConfig({ name: "kira", plugins: [claude(), ${entry}] });\n`,
  ],
  [
    "one line with a comma at the end",
    `import { defineConfig, env } from "instar";\nexport default defineConfig({ plugins: [claude({ token: env("A") }), ] })\n`,
    `import { defineConfig, env } from "instar";\nimport telegram from "@instar/plugin-telegram";\nexport default defineConfig({ plugins: [claude({ token: env("A") }), ${entry}, ] })\n`,
  ],
  [
    "many lines, comments and a comma at the end",
    `// mine\nimport claude from "@instar/plugin-claude"; // the agent\nimport { defineConfig } from "instar"; // surface\n\nexport default defineConfig({\n  name: "kira",\n  plugins: [\n    // Claude Code\n    claude(), // fast\n    // more to come\n  ],\n});\n`,
    `// mine\nimport claude from "@instar/plugin-claude"; // the agent\nimport { defineConfig, env } from "instar"; // surface\nimport telegram from "@instar/plugin-telegram";\n\nexport default defineConfig({\n  name: "kira",\n  plugins: [\n    // Claude Code\n    claude(), // fast\n    ${entry},\n    // more to come\n  ],\n});\n`,
  ],
  [
    "many lines without a comma at the end, a remark, single quotes, no semicolons",
    `import { defineConfig } from 'instar'\n\nexport default defineConfig(() => ({\n\tplugins: [\n\t\tclaude(),\n\t\tmemory({\n\t\t\tmaxFacts: 5\n\t\t}) // keeps\n\t]\n}))\n`,
    `import { defineConfig, env } from 'instar'\nimport telegram from '@instar/plugin-telegram'\n\nexport default defineConfig(() => ({\n\tplugins: [\n\t\tclaude(),\n\t\tmemory({\n\t\t\tmaxFacts: 5\n\t\t}), // keeps\n\t\ttelegram({ token: env('TELEGRAM_TOKEN'), pollMs: 50, 'chat-ids': ['a'] })\n\t]\n}))\n`,
  ],
  [
    "an empty list",
    `import { defineConfig } from "instar";\nexport default defineConfig({ plugins: [] });`,
    `import { defineConfig, env } from "instar";\nimport telegram from "@instar/plugin-telegram";\nexport default defineConfig({ plugins: [${entry}] });`,
  ],
  [
    "an empty list with a comment, Windows lines",
    `import { defineConfig } from "instar";\r\nexport default defineConfig({\r\n  plugins: [\r\n    // none yet\r\n  ],\r\n});\r\n`,
    `import { defineConfig, env } from "instar";\r\nimport telegram from "@instar/plugin-telegram";\r\nexport default defineConfig({\r\n  plugins: [\r\n    // none yet\r\n    ${entry},\r\n  ],\r\n});\r\n`,
  ],
  [
    "a list and a config in variables",
    `import { defineConfig, type Config } from "instar";\nconst plugins = [\n  process.platform === "darwin" && imessage(),\n] as const;\nconst config = { name: "kira", plugins } satisfies Config;\nexport default config;\n`,
    `import { defineConfig, type Config, env } from "instar";\nimport telegram from "@instar/plugin-telegram";\nconst plugins = [\n  process.platform === "darwin" && imessage(),\n  ${entry},\n] as const;\nconst config = { name: "kira", plugins } satisfies Config;\nexport default config;\n`,
  ],
  [
    "a function with a body whose parameter is called env, and a name that is taken",
    `import { defineConfig } from "instar";\nconst telegram = 1;\nexport default defineConfig(async ({ env }) => {\n  const debug = env["DEBUG"];\n  return { name: "kira", plugins: [debug && claude()] };\n});\n`,
    `import { defineConfig } from "instar";\nimport telegramPlugin from "@instar/plugin-telegram";\nconst telegram = 1;\nexport default defineConfig(async ({ env }) => {\n  const debug = env["DEBUG"];\n  return { name: "kira", plugins: [debug && claude(), telegramPlugin({ token: "\${env:TELEGRAM_TOKEN}", pollMs: 50, "chat-ids": ["a"] })] };\n});\n`,
  ],
  [
    "a config without imports",
    `#!/usr/bin/env node\n/** Mine. */\nmodule.exports = { name: "kira", plugins: [["@instar/plugin-offline"]] };\n`,
    `#!/usr/bin/env node\nimport { env } from "instar";\nimport telegram from "@instar/plugin-telegram";\n/** Mine. */\nmodule.exports = { name: "kira", plugins: [["@instar/plugin-offline"], ${entry}] };\n`,
  ],
];

test.each(forms)("an entry is added and taken away again without a trace: %s", (_, before, after) => {
  const added = addEntry(parseConfig(before, "module"), telegram);
  if (before.startsWith("#!")) expect(added?.split("\n").sort()).toEqual(after.split("\n").sort());
  else expect(added).toBe(after);
  expect(secretsOfEntry(parseConfig(added ?? "", "module"), telegram.package)).toEqual(["TELEGRAM_TOKEN"]);
  expect(removeEntry(parseConfig(added ?? "", "module"), telegram.package)).toBe(before);
  const without = addEntry(parseConfig(before, "module"), plain) ?? "";
  expect(without).toContain("noForcePush()");
  expect(removeEntry(parseConfig(without, "module"), plain.package)).toBe(before);
});

test.each([
  [
    "one line",
    '{ "name": "kira", "plugins": [["instar-plugin-a"]] }\n',
    '{ "name": "kira", "plugins": [["instar-plugin-a"], ["instar-plugin-no-force-push"]] }\n',
  ],
  ["many lines", '{\n  "plugins": [\n    ["a"]\n  ]\n}\n', '{\n  "plugins": [\n    ["a"],\n    ["instar-plugin-no-force-push"]\n  ]\n}\n'],
  ["none", '{"plugins":[]}', '{"plugins":[["instar-plugin-no-force-push"]]}'],
])("a JSON config is edited in place: %s", (_, before, after) => {
  const added = addEntry(parseConfig(before, "json"), plain);
  expect(added).toBe(after);
  expect(removeEntry(parseConfig(added ?? "", "json"), plain.package)).toBe(before);
});

test("package.json keeps everything but the list under its instar key", () => {
  const before = '{\n  "name": "kira",\n  "instar": { "name": "kira", "plugins": [] },\n  "plugins": []\n}\n';
  const added = addEntry(parseConfig(before, "json", "instar"), telegram) ?? "";
  expect(JSON.parse(added)).toMatchObject({ instar: { plugins: [["@instar/plugin-telegram", telegram.options]] }, plugins: [] });
  expect(removeEntry(parseConfig(added, "json", "instar"), telegram.package)).toBe(before);
});

test("a list that only running the config could tell is left to the person, with what to write", () => {
  for (const text of [
    "export default make();",
    "export default { plugins: [a()].concat(b) };",
    "export default function () { if (x) return { plugins: [] }; return { plugins: [] }; }",
  ])
    expect(addEntry(parseConfig(text, "module"), plain)).toBeUndefined();
  expect(entryByHand(telegram)).toEqual(['import telegram from "@instar/plugin-telegram";', entry]);
});

test("an entry is found in conditions, in inner lists and in a process of its own, and in the middle", () => {
  const config = (list: string) => `import b from "b";\nexport default { plugins: [${list}] };\n`;
  for (const [list, left] of [
    ["a(), b(), c()", "a(), c()"],
    ["b(), c()", "c()"],
    ["a(), x && b({ y: 1 })", "a()"],
    ["a(), [b(), c()]", "a(), [c()]"],
    ["\n  a(),\n  b(), // two\n  // three\n  c(),\n", "\n  a(),\n  // three\n  c(),\n"],
  ])
    expect(removeEntry(parseConfig(config(list ?? ""), "module"), "b")).toBe(config(left ?? "").replace('import b from "b";\n', ""));
  const apart = 'import { isolated } from "instar";\nexport default { plugins: [a(), isolated("b", { x: 1 })] };\n';
  expect(removeEntry(parseConfig(apart, "module"), "b")).toBe("export default { plugins: [a()] };\n");
  expect(removeEntry(parseConfig(config("x ? a() : b()"), "module"), "b")).toBeUndefined();
});

test("an import that something else still uses stays", () => {
  const before =
    'import telegram, { extra } from "t";\nimport { defineConfig, env } from "instar";\nexport default { plugins: [extra(env("A")), telegram({ token: env("B") })] };\n';
  expect(removeEntry(parseConfig(before, "module"), "t")).toBe(
    'import { extra } from "t";\nimport { defineConfig, env } from "instar";\nexport default { plugins: [extra(env("A"))] };\n',
  );
});
