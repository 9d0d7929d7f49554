import { readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { basename, join } from "node:path";
import { describe, expect, test } from "vitest";
import { listFiles, packages, root } from "./source-files.ts";

const builtin = (specifier: string): boolean => specifier.startsWith("node:") || builtinModules.includes(specifier);
const read = (file: string): string => readFileSync(join(root, file), "utf8");
const sources = (name: string): readonly string[] => listFiles(`packages/${name}/src`).filter((file) => file.endsWith(".ts"));
const everySource = packages.flatMap(sources);
const lineCount = (file: string): number => read(file).split("\n").length - 1;

/** What a file imports, types included, comments and text templates aside. */
function importsOf(source: string): readonly string[] {
  const code = source.replace(/\/\*[\s\S]*?\*\//g, "").replace(/^\s*\/\/.*$/gm, "");
  const named = code.matchAll(/^(?:import|export)\b[^;"'`]*?\bfrom\s*["']([^"']+)["']/gm);
  const bare = code.matchAll(/^import\s*["']([^"']+)["']/gm);
  const late = code.matchAll(/\bimport\(\s*["']([^"']+)["']/g);
  return [...named, ...bare, ...late].map((match) => match[1] ?? "");
}

/** The package of a specifier: `@instar/kernel/contracts` belongs to `@instar/kernel`. */
const packageOf = (specifier: string): string => specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/");

const edges = everySource.flatMap((file) => importsOf(read(file)).map((specifier) => ({ file, room: file.split("/")[1] ?? "", specifier })));
const foreign = edges.filter(({ specifier }) => !specifier.startsWith(".") && !builtin(specifier));
const show = (wrong: readonly { readonly file: string; readonly specifier: string }[]): readonly string[] =>
  wrong.map(({ file, specifier }) => `${file} imports ${specifier}`);

describe("who may import whom", () => {
  test("the reader of imports sees types, side effects and late imports, and no comments", () => {
    const source =
      'import a from "a";\nimport type {\n  B,\n} from "b";\nimport "c";\nexport * from "d";\n/* import e from "e"; */\n// import f from "f";\nconst g = await import("g");\n';
    expect([...importsOf(source)].sort()).toEqual(["a", "b", "c", "d", "g"]);
  });

  test("the kernel knows tapable, cosmiconfig, jiti and the schema standard, and no product", () => {
    const allowed = new Set(["tapable", "cosmiconfig", "jiti", "@standard-schema/spec"]);
    expect(show(foreign.filter(({ room, specifier }) => room === "kernel" && !allowed.has(packageOf(specifier))))).toEqual([]);
    expect(Object.keys(JSON.parse(read("packages/kernel/package.json")).dependencies).sort()).toEqual([...allowed].sort());
  });

  test("the process package knows no other package of ours but the kernel", () => {
    expect(
      show(foreign.filter(({ room, specifier }) => room === "process" && specifier.startsWith("@instar/") && packageOf(specifier) !== "@instar/kernel")),
    ).toEqual([]);
  });

  test("a plugin knows the kernel, the process package, the reader and the judge of shell lines, and of other plugins only the contract", () => {
    const wrong = foreign.filter(({ room, specifier }) => {
      if (!room.startsWith("plugin-") || !/^(@instar\/|instar$)/.test(specifier)) return false;
      if (["@instar/kernel", "@instar/process", "@instar/shell-words", "@instar/command-guard"].includes(packageOf(specifier))) return false;
      return !/^@instar\/plugin-[^/]+\/contract$/.test(specifier);
    });
    expect(show(wrong)).toEqual([]);
  });

  test("the testing package knows the kernel, contracts, and the house's default providers as a config does, never their insides", () => {
    const allowed = /^@instar\/(kernel|process)(\/|$)|^@instar\/plugin-[^/]+\/contract$|^@instar\/plugin-(store|access|sessions|conversations|http)$/;
    expect(show(foreign.filter(({ room, specifier }) => room === "testing" && specifier.startsWith("@instar/") && !allowed.test(specifier)))).toEqual([]);
  });

  test("only the command line knows oclif and terminal libraries", () => {
    const terminal = /^(@oclif\/|@clack\/|picocolors$|cli-table3$)/;
    expect(show(foreign.filter(({ room, specifier }) => room !== "cli" && terminal.test(specifier)))).toEqual([]);
  });

  test("the main entry of instar loads the kernel and nothing else", () => {
    const entry = sources("cli").filter((file) => file === "packages/cli/src/index.ts");
    expect(entry.flatMap((file) => importsOf(read(file))).filter((specifier) => packageOf(specifier) !== "@instar/kernel")).toEqual([]);
  });

  test("no relative import leaves its package", () => {
    const wrong = edges.filter(({ file, room, specifier }) => specifier.startsWith(".") && !join(file, "..", specifier).startsWith(`packages/${room}/src/`));
    expect(show(wrong.filter(({ specifier }) => !specifier.endsWith("package.json")))).toEqual([]);
  });

  test("whatever a package imports, its package.json names", () => {
    const wrong = foreign.filter(({ file, room, specifier }) => {
      const manifest = JSON.parse(read(`packages/${room}/package.json`));
      // What goes into a bundle is a development dependency.
      const named = {
        ...manifest.dependencies,
        ...manifest.peerDependencies,
        ...manifest.optionalDependencies,
        ...(room === "cli" || file === "packages/plugin-telegram/src/grammy.ts" ? manifest.devDependencies : {}),
      };
      return packageOf(specifier) !== manifest.name && !(packageOf(specifier) in named);
    });
    expect(show(wrong)).toEqual([]);
  });
});

describe("files", () => {
  test("what runs of the kernel fits in 1,500 lines: its build without blank lines and comments, types erased", () => {
    const built = sources("kernel").map((file) => read(file.replace("/src/", "/dist/").replace(/\.ts$/, ".js")));
    const lines = built
      .join("\n")
      .split("\n")
      .filter((line) => !/^\s*(\/\/|\/?\*|$)/.test(line)).length;
    const written = sources("kernel").reduce((sum, file) => sum + lineCount(file), 0);
    console.log(`kernel: ${lines} lines that run, ${written} written (with types, comments and blank lines) in ${sources("kernel").length} files`);
    expect(lines).toBeGreaterThan(500);
    expect(lines).toBeLessThanOrEqual(1500);
  });

  test("a file's name says what is in it", () => {
    const vague = /^(utils?|helpers?|common|types|managers?|misc|shared|lib|constants)\.(ts|mjs|js)$|-(utils?|helpers?|manager)\.(ts|mjs|js)$/;
    const written = [...packages.map((name) => `packages/${name}`), "tests", "scripts", "bench", "torture"].flatMap(listFiles);
    expect(written.filter((file) => vague.test(basename(file)))).toEqual([]);
  });

  test("most files fit in the head (a report, no rule)", () => {
    const lengths = everySource.map((file) => ({ file, lines: lineCount(file) })).sort((one, other) => other.lines - one.lines);
    const long = lengths.filter(({ lines }) => lines > 200);
    console.log([`${long.length} of ${lengths.length} source files pass 200 lines`, ...long.map(({ file, lines }) => `  ${lines} ${file}`)].join("\n"));
    expect(lengths.length).toBeGreaterThan(0);
  });

  test("the compiler and the linter are never silenced without a reason", () => {
    const silenced = everySource.flatMap((file) =>
      read(file)
        .split("\n")
        .flatMap((text, at) =>
          /@ts-(ignore|nocheck|expect-error)|eslint-disable|oxlint-disable|biome-ignore-all|biome-ignore lint\/?[^:]*:?\s*$/.test(text)
            ? [`${file}:${at + 1}`]
            : [],
        ),
    );
    expect(silenced).toEqual([]);
  });

  test("time comes from the clock, configuration from options", () => {
    // The clock is where time enters; whoever finds, starts and marks processes lives with their real time and environment.
    const edge = /^packages\/(kernel\/src\/(clock|env|config)|process\/|testing\/|cli\/)/;
    const wrong = everySource
      .filter((file) => !edge.test(file))
      .flatMap((file) =>
        /\bDate\.now\(|\bnew Date\(\)|\bset(Timeout|Interval)\(/.test(read(file).replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "")) ? [file] : [],
      );
    expect(wrong).toEqual([]);
  });

  test("no text names the machine that it was written on", () => {
    const places = new RegExp(
      [`(?<![\\w.~-])/${"work"}/(main|shared|\\.)`, `/tmp/${"bash_jobs"}`, `\\b${"farm"}-[a-z]+`, `\\b${"issues"} (show|list|claim)\\b`].join("|"),
    );
    const texts = listFiles(".").filter((file) => /\.(ts|mjs|js|json|md|sh|yml|yaml)$|^\.ci\/|^[^.]+$/.test(file) && file !== "package-lock.json");
    expect(texts.filter((file) => places.test(read(file)))).toEqual([]);
  });
});
