import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { build } from "esbuild";
import { afterAll, expect, test } from "vitest";
import { listFiles, root } from "../source-files.ts";
import { type Block, documents, parseBlocks, readBlocks } from "./read-blocks.ts";
import { openWorkshop } from "./workshop.ts";

const languages = new Set(["ts", "sh", "json", "text", "md"]);
const blocks = documents.flatMap(readBlocks);
const workshop = openWorkshop();
afterAll(async () => workshop[Symbol.asyncDispose]());

const place = (block: Block): string => `${block.document}:${block.line}`;
const fileOf = (block: Block): string => block.file ?? `line-${block.line}.${block.language}`;

test("the reader of the pages understands fences, indents and the words after the language", () => {
  const source = '1. see\n   ```sh no-run="asks a person first"\n   echo hi\n   ```\n````md\n```ts\n```\n````\n```ts run file=a.ts\nexport {};\n```\n';
  expect(parseBlocks("page.md", source)).toEqual([
    { document: "page.md", line: 2, language: "sh", run: false, noRun: "asks a person first", text: "echo hi\n" },
    { document: "page.md", line: 5, language: "md", run: false, text: "```ts\n```\n" },
    { document: "page.md", line: 9, language: "ts", run: true, file: "a.ts", text: "export {};\n" },
  ]);
});

test("every code block says its language, and one that we know", () => {
  const unknown = blocks.filter((block) => !languages.has(block.language)).map((block) => `${place(block)} has language "${block.language}"`);
  expect(unknown, `Use one of ${[...languages].join(", ")}; "text" is for output and drawings.`).toEqual([]);
});

test("a shell block that is not run says why, and nothing that is run installs packages", () => {
  const kept = blocks.filter((block) => block.noRun !== undefined);
  if (kept.length > 0) console.log(`${kept.length} shell blocks are not run:\n${kept.map((block) => `  ${place(block)} ${block.noRun}`).join("\n")}`);
  expect(kept.filter((block) => (block.noRun ?? "").length < 15).map(place), 'Write `sh no-run="the reason, in words"`.').toEqual([]);
  const installing = blocks.filter(
    (block) => block.language === "sh" && block.noRun === undefined && /\bnpm (i|ci|install|add)\b|\bcurl\b|\bsudo\b/.test(block.text),
  );
  expect(installing.map(place), "These reach outward: mark them no-run, with the reason.").toEqual([]);
});

test("every link to another page or folder leads somewhere", () => {
  const links = documents.flatMap((document) => {
    const prose = readFileSync(join(root, document), "utf8").replace(/^(`{3,})[\s\S]*?^\1/gm, "");
    return [...prose.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)].map((match) => ({ document, target: match[1] ?? "" }));
  });
  const broken = links.filter(({ document, target }) => !/^[a-z]+:/.test(target) && !existsSync(join(root, dirname(document), target)));
  expect(broken.map(({ document, target }) => `${document} links to ${target}`)).toEqual([]);
});

test.each(blocks.filter((block) => block.language === "json").map((block) => [place(block), block] as const))("%s is JSON", (_, block) => {
  expect(() => JSON.parse(block.text)).not.toThrow();
});

/** The packages in `examples/`, by their names: a page may use them as whoever has installed them does. */
const examples = Object.fromEntries(
  listFiles("examples")
    .filter((file) => /^examples\/[^/]+\/package\.json$/.test(file))
    .map((file) => [(JSON.parse(readFileSync(join(root, file), "utf8")) as { name: string }).name, [join(root, dirname(file), "src/index.ts")]]),
);
const typed = blocks.filter((block) => block.language === "ts");

test("all blocks compile together against the built packages", async () => {
  for (const block of typed) workshop.write(block.document, fileOf(block), block.text);
  const options = {
    composite: false,
    noEmit: true,
    allowImportingTsExtensions: true,
    rewriteRelativeImportExtensions: false,
    declaration: false,
    sourceMap: false,
  };
  const compilerOptions = { ...options, moduleDetection: "force", typeRoots: ["./node_modules/@types"], paths: examples };
  writeFileSync(join(workshop.folder, "package.json"), JSON.stringify({ type: "module", private: true }));
  writeFileSync(
    join(workshop.folder, "tsconfig.json"),
    JSON.stringify({ extends: join(root, "tsconfig.base.json"), compilerOptions, include: ["pages/**/*.ts"], exclude: ["node_modules", "home"] }),
  );
  if (typed.length === 0) return;
  const { code, output } = await workshop.execute(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "-p", "tsconfig.json"], workshop.folder);
  expect(code, readable(output, typed)).toBe(0);
});

const running = typed.filter((block) => block.run);
test.each(running.map((block) => [place(block), block] as const))("%s runs", async (_, block) => {
  for (const { language, file, text } of readBlocks(block.document)) if (file !== undefined && language !== "ts") workshop.write(block.document, file, text);
  const source = workshop.write(block.document, fileOf(block), block.text);
  const outfile = source.replace(/\.ts$/, ".mjs");
  await build({ entryPoints: [source], outfile, bundle: true, packages: "external", platform: "node", format: "esm", target: "node20", logLevel: "silent" });
  const { code, output } = await workshop.execute(process.execPath, [basename(outfile)], workshop.desk(block.document));
  expect(code, output).toBe(0);
});

const stories = documents.filter((document) => readBlocks(document).some((block) => block.language === "sh" && block.noRun === undefined));
test.each(stories)(
  "%s: the commands work, from top to bottom",
  async (document) => {
    for (const block of readBlocks(document)) {
      if (block.file !== undefined) workshop.write(document, block.file, block.text);
      if (block.language !== "sh" || block.noRun !== undefined) continue;
      const { code, output } = await workshop.execute("bash", ["-euo", "pipefail", "-c", block.text], workshop.desk(document));
      expect(code, `${place(block)}\n${block.text}\n${output}`).toBe(0);
    }
  },
  180_000,
);

/** The compiler speaks of our copies; people look for the line in the page. */
function readable(output: string, typed: readonly Block[]): string {
  return output.replace(/^(?:.*pages\/)([^/]+)\/(.+?)\((\d+),(\d+)\)/gm, (whole, page: string, file: string, line: string, column: string) => {
    const block = typed.find((each) => each.document.replaceAll("/", "__").replace(/\.md$/, "") === page && fileOf(each) === file);
    return block ? `${block.document}:${block.line + Number(line)}:${column}` : whole;
  });
}
