// `npm run api`: writes what each package promises to others into api/, from the build. With --check it says what differs and writes nothing.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { CompilerState, Extractor, ExtractorConfig } from "@microsoft/api-extractor";
import { listNames } from "./api-names.mjs";

const root = fileURLToPath(new URL("../", import.meta.url));
const written = join(root, "api");
const { compilerOptions } = JSON.parse(readFileSync(join(root, "tsconfig.base.json"), "utf8"));

/** Every entry that has types, of every package that is published. */
function listEntries() {
  return readdirSync(join(root, "packages")).flatMap((name) => {
    const manifest = JSON.parse(readFileSync(join(root, "packages", name, "package.json"), "utf8"));
    return Object.entries(manifest.private ? {} : (manifest.exports ?? {})).flatMap(([entry, { types }]) =>
      types ? [{ package: name, file: join(root, "packages", name, types), report: `${name}${entry.slice(1).replace("/", ".")}.api.md` }] : [],
    );
  });
}

/** Reports without what changes for no reader's sake: whether something is documented, and that everything is public. */
const shorten = (report) =>
  report.replace(/^[ ]*\/\/ (?:@public(?: \(undocumented\))?|\(undocumented\))\n/gm, "").replace(/^\/\/ \(No @packageDocumentation.*\n\n/m, "");

/** Extracts all reports with one compiler; gives back what is wrong with them. */
function extract(entries, folder) {
  const wrong = [];
  const options = { ...compilerOptions, composite: false, noEmit: true, allowImportingTsExtensions: true, rewriteRelativeImportExtensions: false };
  const files = entries.map(({ file }) => file);
  const quiet = { default: { logLevel: "none" } };
  let state;
  for (const entry of entries) {
    const config = ExtractorConfig.prepare({
      configObjectFullPath: undefined,
      packageJsonFullPath: join(root, "packages", entry.package, "package.json"),
      configObject: {
        projectFolder: root,
        mainEntryPointFilePath: entry.file,
        newlineKind: "lf",
        compiler: { overrideTsconfig: { compilerOptions: options, include: [], files } },
        apiReport: {
          enabled: true,
          reportFolder: folder,
          reportTempFolder: join(folder, "temporary"),
          reportFileName: entry.report,
          includeForgottenExports: true,
        },
        docModel: { enabled: false },
        dtsRollup: { enabled: false },
        tsdocMetadata: { enabled: false },
        messages: { compilerMessageReporting: { default: { logLevel: "error" } }, extractorMessageReporting: quiet, tsdocMessageReporting: quiet },
      },
    });
    state ??= CompilerState.create(config, { additionalEntryPoints: files });
    const messageCallback = (message) => {
      message.handled = true;
      if (message.logLevel === "error") wrong.push(`${entry.report}: ${message.text}`);
    };
    Extractor.invoke(config, { localBuild: true, compilerState: state, messageCallback });
  }
  rmSync(join(folder, "temporary"), { recursive: true, force: true });
  for (const name of readdirSync(folder)) writeFileSync(join(folder, name), shorten(readFileSync(join(folder, name), "utf8")));
  return wrong;
}

const scratch = mkdtempSync(join(tmpdir(), "instar-api-"));
const [before, after] = [join(scratch, "written"), join(scratch, "built")];
for (const folder of [before, after]) mkdirSync(folder);
const wrong = extract(listEntries(), after);
writeFileSync(join(after, "names.txt"), await listNames(root));

const read = (folder) => new Map((existsSync(folder) ? readdirSync(folder) : []).map((name) => [name, readFileSync(join(folder, name), "utf8")]));
const [old, now] = [read(written), read(after)];
const changed = [...new Set([...old.keys(), ...now.keys()])].filter((name) => old.get(name) !== now.get(name)).sort();

if (wrong.length > 0) {
  console.error(`The declarations could not be read. Build first; then mend what is said here:\n${wrong.join("\n")}`);
} else if (!process.argv.includes("--check")) {
  rmSync(written, { recursive: true, force: true });
  mkdirSync(written);
  for (const [name, text] of now) writeFileSync(join(written, name), text);
  console.log(`${now.size} reports in api/, ${changed.length} changed${changed.length > 0 ? `: ${changed.join(", ")}` : "."}`);
} else if (changed.length > 0) {
  for (const [name, text] of old) writeFileSync(join(before, name), text);
  const { stdout } = spawnSync("git", ["diff", "--no-index", "--no-color", "--no-prefix", "written", "built"], { cwd: scratch, encoding: "utf8" });
  console.error(`${stdout || changed.join("\n")}
What the packages promise to others has changed: ${changed.join(", ")}.
If that is meant, run \`npm run api\` and say in the commit what changed and why. Something that is gone, renamed or narrower needs the policy of
docs/compatibility.md: deprecate it first, and remove it in a major version. If it is not meant, take it back.`);
} else {
  console.log(`${now.size} reports in api/ are as the packages are.`);
}
rmSync(scratch, { recursive: true, force: true });
process.exit(wrong.length > 0 || (process.argv.includes("--check") && changed.length > 0) ? 1 : 0);
