import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { makeFolder, pluginSource } from "./isolated-house.ts";

const head = `import { existsSync, readFileSync, writeFileSync, readdirSync } from "node:fs"; import { spawnSync } from "node:child_process"; import { Worker } from "node:worker_threads";`;

describe("what a plugin in a process of its own may do with files, by Node's permission model", () => {
  test("it reads its folder, its packages and what it was given, writes its state and what it was given, and nothing else", async () => {
    using folder = makeFolder();
    folder.write(".instar/secrets/owner-token", "secret");
    folder.write("notes/a.txt", "a");
    folder.write("plugins/beside.txt", "beside");
    folder.write("other/b.txt", "b");
    const plugin = await folder.isolate(
      pluginSource(
        `const may = (run) => { try { run(); return "yes"; } catch (error) { return error.code; } };
         const project = paths.project;
         writeFileSync(paths.state + "/seen.json", JSON.stringify({
           own: may(() => readFileSync(project + "/plugins/beside.txt")),
           packages: may(() => readFileSync(project + "/node_modules/zod/package.json")),
           notes: may(() => readFileSync(project + "/notes/a.txt")),
           written: may(() => writeFileSync(project + "/out/new.txt", "x")),
           passwd: may(() => readFileSync("/etc/passwd")),
           secrets: may(() => readFileSync(project + "/.instar/secrets/owner-token")),
           secretsList: may(() => readdirSync(project + "/.instar/secrets")),
           config: may(() => readFileSync(project + "/instar.config.ts")),
           other: may(() => readFileSync(project + "/other/b.txt")),
           notesWritten: may(() => writeFileSync(project + "/notes/a.txt", "x")),
           ownWritten: may(() => writeFileSync(project + "/plugins/faulty.ts", "x")),
           othersState: may(() => writeFileSync(project + "/.instar/plugins/other", "x")),
           house: may(() => readFileSync("/proc/" + process.ppid + "/environ")),
           program: may(() => { const { error } = spawnSync("true"); if (error) throw error; }),
           worker: may(() => new Worker("1", { eval: true })),
         }));
         writeFileSync(paths.state + "/environment.json", JSON.stringify(process.env));`,
        "",
        head,
      ),
      undefined,
      { read: ["notes"], write: ["out"] },
    );
    folder.write("out/there.txt", "");
    await using kernel = await folder.open([plugin]);
    expect(kernel.describe().plugins[0]).toMatchObject({ state: "up" });
    const seen = JSON.parse(folder.read(".instar/plugins/faulty/seen.json")) as Record<string, string>;
    const denied = "ERR_ACCESS_DENIED";
    expect(seen).toEqual({
      ...{ own: "yes", packages: "yes", notes: "yes", written: "yes" },
      ...{ passwd: denied, secrets: denied, secretsList: denied, config: denied, other: denied, notesWritten: denied, ownWritten: denied, othersState: denied },
      ...{ house: denied, program: denied, worker: denied },
    });
    const environment = JSON.parse(folder.read(".instar/plugins/faulty/environment.json")) as Record<string, string>;
    const known = ["PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR", "NODE_EXTRA_CA_CERTS", "INSTAR_MARK"];
    expect(Object.keys(environment).filter((key) => !known.includes(key))).toEqual([]);
  });

  test("a file beside the state folder is given alone, so that the secrets are not given with its folder", async () => {
    using folder = makeFolder();
    folder.write(".instar/secrets/owner-token", "secret");
    const source = pluginSource(`readFileSync(paths.project + "/.instar/secrets/owner-token");`, "", head);
    await using kernel = await folder.open([await folder.isolate(source, undefined, undefined, "faulty.ts")]);
    expect(kernel.describe().plugins[0]).toMatchObject({
      state: "failed",
      error: `A plugin in a process of its own was not allowed to read ${folder.project}/.instar/secrets/owner-token.`,
      hint: expect.stringContaining("third argument of `isolated`") as string,
    });
  });
});

test("the bounds that it says are those that the README says", () => {
  const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
  for (const word of ["network", "signals", "symbolic link"]) expect(readme.toLowerCase()).toContain(word);
});
