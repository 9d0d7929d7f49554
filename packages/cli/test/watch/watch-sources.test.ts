import { mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { listSources } from "../../src/watch/list-sources.ts";
import { watchSources } from "../../src/watch/watch-sources.ts";

function makeProject(files: Readonly<Record<string, string>>) {
  const scratch = realpathSync(mkdtempSync(join(tmpdir(), "instar-watch-")));
  const folder = join(scratch, "agent");
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  for (const [path, text] of Object.entries(files)) write(path, text);
  return { folder, write, [Symbol.dispose]: () => rmSync(scratch, { recursive: true, force: true }) };
}

const linkedPackage = {
  "../linked/package.json": JSON.stringify({ name: "instar-plugin-linked", main: "dist/index.js" }),
  "../linked/dist/index.js": "export default 1;",
  "node_modules/instar-plugin-fetched/package.json": JSON.stringify({ name: "instar-plugin-fetched" }),
};

test("an agent is made from its config, its own files, and the built code of packages that lie elsewhere on the disk", () => {
  using project = makeProject({
    ...linkedPackage,
    "instar.config.ts":
      'import guard from "./plugins/guard.ts";\nimport fetched from "instar-plugin-fetched";\nexport default { plugins: [guard(), ["instar-plugin-linked", {}]] };',
    "plugins/guard.ts": 'import { words } from "./words.ts";',
    "plugins/words.ts": "",
    "plugins/nobody.ts": "",
  });
  symlinkSync("../../linked", join(project.folder, "node_modules/instar-plugin-linked"));
  const paths = (files: readonly string[] = []) => files.map((file) => file.slice(dirname(project.folder).length + 1));
  const sources = listSources(project.folder);
  expect(paths(sources?.files)).toEqual(["agent/instar.config.ts", "agent/plugins/guard.ts", "agent/plugins/words.ts", "agent/package-lock.json"]);
  expect(paths(sources?.packages)).toEqual(["linked/dist"]);
  rmSync(join(project.folder, "instar.config.ts"));
  expect(listSources(project.folder)).toBeUndefined();
});

test("what changes the text of those files is a change, and nothing beside them is", { timeout: 30_000 }, async () => {
  using project = makeProject({
    ...linkedPackage,
    "instar.config.ts": 'import guard from "./plugins/guard.ts";\nimport linked from "instar-plugin-linked";',
    "plugins/guard.ts": "1",
    ".instar/AGENT.md": "",
  });
  symlinkSync("../../linked", join(project.folder, "node_modules/instar-plugin-linked"));
  const never = new AbortController();
  await using sources = await watchSources(project.folder);
  const next = (change: () => void) => {
    const changed = sources.changed(never.signal);
    change();
    return changed;
  };

  const beside = () => {
    for (const path of [
      ".instar/x.ts",
      ".instar/cache/y.json",
      "node_modules/instar-plugin-fetched/index.js",
      "4913",
      ".instar.config.ts.swp",
      "instar.config.ts~",
      "plugins/nobody.ts",
    ])
      project.write(path, "new");
    project.write("plugins/guard.ts", "1");
  };
  expect(
    await next(() => {
      beside();
      project.write("plugins/new.tmp", "2");
      renameSync(join(project.folder, "plugins/new.tmp"), join(project.folder, "plugins/guard.ts"));
    }),
  ).toEqual(["plugins/guard.ts"]);
  expect(await next(() => project.write("plugins/guard.ts", "3"))).toEqual(["plugins/guard.ts"]);

  const config = join(project.folder, "instar.config.ts");
  expect(
    await next(() => {
      renameSync(config, `${config}.bak`);
      setTimeout(() => project.write("instar.config.ts", 'import late from "./more/late.ts";\nimport linked from "instar-plugin-linked";'), 200);
    }),
  ).toEqual(["instar.config.ts"]);
  expect(await next(() => project.write("more/late.ts", "1"))).toEqual(["more/late.ts"]);
  expect(await next(() => project.write("more/late.ts", "2"))).toEqual(["more/late.ts"]);
  expect(await next(() => project.write("../linked/dist/more.js", "1"))).toEqual(["../linked/dist/more.js"]);
  expect(await next(() => rmSync(join(project.folder, "more/late.ts")))).toEqual(["more/late.ts"]);

  project.write("instar.config.ts", "restored");
  sources.settle();
  const waiting = sources.changed(never.signal);
  beside();
  never.abort();
  expect(await waiting).toEqual([]);
});
