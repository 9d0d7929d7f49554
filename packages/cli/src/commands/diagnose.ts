import { existsSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { defineCommand } from "@instar/kernel/command";
import { createTarGzip } from "nanotar";
import { collect } from "../diagnose/collect.ts";
import { CliError } from "../errors.ts";
import { requireProject } from "../project/find-project.ts";

const fileName = () => `instar-diagnosis-${new Date().toISOString().slice(0, 19).replaceAll(/[:T]/g, "-")}.tar.gz`;

export default defineCommand({
  summary: "Write what a bug report needs into one file, without secrets and without what was said",
  flags: { out: { description: "the file (default: instar-diagnosis-TIME.tar.gz here)" } },
  async run({ flags, project, print }) {
    const folder = requireProject(project);
    const file = resolve(flags.out ?? fileName());
    if (existsSync(file)) throw CliError.FILE_EXISTS(file);
    const entries = await collect(folder);
    const readme = [
      "A diagnosis of an Instar agent. Secrets, texts of the config and messages are left out or masked.",
      "",
      ...entries.map(({ name, about }) => `${name}: ${about}`),
      "",
    ].join("\n");
    const all = [{ name: "README.txt", text: readme }, ...entries];
    const archive = await createTarGzip(
      all.map(({ name, text }) => ({ name: `instar-diagnosis/${name}`, data: text })),
      { attrs: { mode: "644", uid: 0, gid: 0 } },
    );
    try {
      writeFileSync(file, archive, { mode: 0o600, flag: "wx" });
    } catch (error) {
      throw CliError.NOT_WRITTEN(file, error instanceof Error ? error.message : String(error), { cause: error });
    }
    const sizes = entries.map(({ name, about, text }) => ({ name, bytes: Buffer.byteLength(text), about }));
    print(
      { file, bytes: archive.byteLength, entries: sizes },
      [
        `Written: ${file}`,
        ...sizes.map(({ name, about }) => `  ${name.padEnd(14)} ${about}`),
        "It holds no messages and no secrets that we know of: tokens, stored secrets and texts of the config are masked. Look into it before you pass it on:",
        `  tar -xzOf ${JSON.stringify(file)} | less`,
      ].join("\n"),
    );
  },
});
