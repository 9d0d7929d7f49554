import { describe, expect, test } from "vitest";
import { anyOf, randomFrom } from "../../testing/src/seeded-random.ts";
import { readEntry, type ServerEntry, unfitnessOf, withEntry, withoutEntry } from "../src/client-settings.ts";

const entry: ServerEntry = { type: "stdio", command: "instar", args: ["mcp", "--dir", "/home/ann/kira"] };

const add = (text: string) => withEntry(text, "instar", entry);

const shapes = [
  "{}",
  "{ }",
  "{\n}\n",
  '{"theme":"dark"}',
  '{ "theme": "dark" }',
  '{\n  "theme": "dark"\n}',
  '{\n\t"theme": "dark",\n\t"mcpServers": {}\n}\n',
  '{\r\n    "mcpServers": {\r\n        "other": { "command": "x" }\r\n    },\r\n    "theme": "dark"\r\n}\r\n',
  '\uFEFF{\n  "mcpServers": {\n  },\n  "projects": {"/a": {"mcpServers": {}}}\n}',
  '{"mcpServers":{"other":{"command":"x"}},"text":"mcpServers \\"instar\\" 😀"}',
  '{\n"theme": "dark",\n"n": 1.0e3\n}',
];

describe("an entry that is put in and taken out", () => {
  test.each(shapes)("leaves the text as it was: %j", (text) => {
    const { text: changed, written } = add(text);
    expect(unfitnessOf(changed)).toBeUndefined();
    expect(readEntry(changed, "instar")).toEqual(entry);
    expect(withoutEntry(changed, written)).toBe(text);
  });

  test("of a file that was made for it goes with the file", () => {
    const { text, written } = withEntry(undefined, "instar", entry);
    expect(JSON.parse(text)).toEqual({ mcpServers: { instar: entry } });
    expect(withoutEntry(text, written)).toBeUndefined();
  });

  test.each(shapes)("keeps every other value and the order of all names: %j", (text) => {
    const parse = (from: string) => JSON.parse(from.replace(/^\uFEFF/, "")) as Record<string, unknown>;
    const before = parse(text);
    const after = parse(add(text).text);
    expect(after).toEqual({ ...before, mcpServers: { ...(before.mcpServers as object), instar: entry } });
    expect(Object.keys(after).slice(0, Object.keys(before).length)).toEqual(Object.keys(before));
  });

  test.each([
    [2, '{\n  "theme": "dark"\n}'],
    [4, '{\n    "mcpServers": {\n        "a": {}\n    }\n}'],
  ])("is indented like the rest (%d)", (width, text) => {
    const { text: changed } = add(text);
    expect(changed).toBe(JSON.stringify(JSON.parse(changed), null, width));
  });

  test("takes only itself out when others changed the file in between (300 histories)", () => {
    const random = randomFrom(4_2025);
    for (let history = 0; history < 300; history++) {
      const made = random() < 0.2;
      const start = made ? undefined : anyOf(random, shapes);
      const { text, written } = withEntry(start, "instar", entry);
      const value = JSON.parse(text.replace(/^\uFEFF/, "")) as { mcpServers: Record<string, unknown>; [key: string]: unknown };
      for (let step = 0; step < 3; step++) {
        const change = random();
        if (change < 0.3) value.mcpServers[`server${step}`] = { command: "y" };
        else if (change < 0.6) value[`setting${step}`] = step;
        else if (change < 0.7) delete value.theme;
        else if (change < 0.8) (value.mcpServers.instar as { env?: object }).env = { A: "1" };
      }
      const rewritten = JSON.stringify(value, null, anyOf(random, [0, 2, 4]));
      const rest = withoutEntry(rewritten, written);
      const { instar: _, ...servers } = value.mcpServers;
      const { mcpServers: __, ...others } = value;
      const hadServers =
        start?.includes('"mcpServers":') === true && (JSON.parse(start.replace(/^\uFEFF/, "")) as { mcpServers?: object }).mcpServers !== undefined;
      const expected = { ...others, ...((Object.keys(servers).length > 0 || hadServers) && { mcpServers: servers }) };
      if (made && Object.keys(expected).length === 0) expect(rest).toBeUndefined();
      else expect(JSON.parse(rest ?? "null")).toEqual(expected);
    }
  });
});

test.each([
  ["", "it is not JSON"],
  ["{", "it is not JSON"],
  ['{ "a": 1, } ', "it is not JSON"],
  ["// mine\n{}", "it is not JSON"],
  ["[]", "it holds no object"],
  ['{"mcpServers":[]}', 'its "mcpServers" is no object'],
  ['{"mcpServers":{},"mcpServers":{}}', 'it holds "mcpServers" twice'],
])("%j is refused: %s", (text, why) => {
  expect(unfitnessOf(text)).toBe(why);
});
