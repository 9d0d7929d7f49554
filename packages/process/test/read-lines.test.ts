import { Readable } from "node:stream";
import { expect, test } from "vitest";
import { readLines } from "../src/index.ts";

const linesOf = async (chunks: readonly (string | Buffer)[], maxBytes?: number): Promise<string[]> => {
  const lines: string[] = [];
  for await (const line of readLines(Readable.from(chunks), maxBytes === undefined ? {} : { maxBytes })) lines.push(line);
  return lines;
};

test("lines are whole however the chunks are cut, also within a character", async () => {
  const all = Buffer.from('{"a":"ü"}\n\n{"b":"🐚"}\nlast');
  for (let at = 0; at <= all.length; at += 1) {
    expect(await linesOf([all.subarray(0, at), all.subarray(at)])).toEqual(['{"a":"ü"}', "", '{"b":"🐚"}', "last"]);
  }
});

test("a line separator inside a JSON string does not end the line", async () => {
  expect(await linesOf(['"a\u2028b"\n'])).toEqual(['"a\u2028b"']);
});

test("a line without an end is given up at the limit", async () => {
  await expect(linesOf(["x".repeat(60), "x".repeat(60)], 100)).rejects.toMatchObject({ code: "PROCESS_LINE_TOO_LONG" });
  expect(await linesOf([`${"x".repeat(60)}\n`, `${"x".repeat(60)}\n`], 100)).toHaveLength(2);
});
