import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import * as contracts from "@instar/kernel/contracts";
import { Conversations, Transcriber } from "@instar/plugin-conversations/contract";
import { JobGates } from "@instar/plugin-scheduler/contract";
import { describe, expect, test } from "vitest";
import { root } from "../source-files.ts";
import { documents, parseBlocks } from "./read-blocks.ts";

const folder = "docs/extend";
const read = (page: string) => readFileSync(join(root, page), "utf8");

interface Door {
  readonly token: string;
  readonly kind: "service" | "point";
}

/** Every point and service that plugins agree on; a new one is found here without being named. */
const doors: readonly Door[] = Object.entries<unknown>({ ...contracts, Conversations, JobGates, Transcriber }).flatMap(([token, value]) => {
  const { kind } = value as { readonly kind?: unknown };
  return kind === "service" || kind === "point" ? [{ token, kind }] : [];
});

/** What the tables of the index say: a token, and the page that tells about it. */
function rowsBelow(heading: string): ReadonlyMap<string, string> {
  const [, section = ""] = read(`${folder}/index.md`).split(`\n## ${heading}\n`);
  const [table = ""] = section.split("\n## ");
  return new Map([...table.matchAll(/^\| `(\w+)` \|.*\]\(([^)]+)\) \|$/gm)].map(([, token = "", page = ""]) => [token, page]));
}

const listed = { point: rowsBelow("Points"), service: rowsBelow("Services") };

test("the tutorial's gate has 15 lines at most, and its channel 60", () => {
  const blocks = parseBlocks("docs/tutorial.md", read("docs/tutorial.md"));
  const linesOf = (file: string) =>
    blocks
      .find((block) => block.file === file)
      ?.text.trimEnd()
      .split("\n").length;
  expect(linesOf("plugins/careful.ts")).toBeLessThanOrEqual(15);
  expect(linesOf("http-chat.ts")).toBeLessThanOrEqual(60);
});

test("the first part of the tutorial fits on 60 lines and sends nobody to another page", () => {
  const [first = ""] = read("docs/tutorial.md").split("\n## The same in one file\n");
  expect(first.trimEnd().split("\n").length).toBeLessThanOrEqual(60);
  expect(first).not.toMatch(/\]\(/);
});

test("there are points and services to tell about", () => {
  expect(doors.length).toBeGreaterThan(15);
});

test("the index lists no point and no service that is not there", () => {
  for (const kind of ["point", "service"] as const) {
    const real = doors.filter((door) => door.kind === kind).map(({ token }) => token);
    expect(
      [...listed[kind].keys()].filter((token) => !real.includes(token)),
      kind,
    ).toEqual([]);
  }
});

test.each(doors)("$token has a page in docs/extend, with an example of it that runs", ({ token, kind }) => {
  const page = listed[kind].get(token);
  expect(page, `docs/extend/index.md has no row for ${token} below "${kind === "point" ? "Points" : "Services"}"`).toBeDefined();
  const path = `${folder}/${page}`;
  expect(existsSync(join(root, path)), path).toBe(true);
  const examples = parseBlocks(path, read(path)).filter((block) => block.run);
  expect(
    examples.some(({ text }) => new RegExp(`^import \\{[^}]*\\b${token}\\b[^}]*\\} from "@instar/[^"]+/contracts?";$`, "m").test(text)),
    `${path} has no block that runs and imports ${token}`,
  ).toBe(true);
});

describe.each(documents.filter((page) => dirname(page) === folder && page !== `${folder}/index.md`))("%s", (page) => {
  test("says when to use it, what rules bite, and where to go on, on one short page", () => {
    const source = read(page);
    expect(source.split("\n").length).toBeLessThanOrEqual(85);
    expect(source).toMatch(/^## The rules/m);
    expect(read(`${folder}/index.md`)).toContain(`](${page.slice(folder.length + 1)})`);
  });
});
