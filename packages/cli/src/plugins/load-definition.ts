import { join } from "node:path";
import { CliError } from "../errors.ts";
import type { CheckReport, DefinedPlugin } from "./check-report.ts";
import { withDraft } from "./config-file.ts";
import type { Manifest } from "./manifest.ts";
import { runCheck } from "./run-check.ts";

/** What an installed package's module defines, with its commands loaded, in a process of its own. Rejects with CLI_PLUGIN_NOT_LOADED or CLI_NOT_A_PLUGIN. */
export async function loadDefinition(
  project: string,
  manifest: Manifest,
  root: string,
  signal: AbortSignal,
): Promise<Pick<CheckReport, "commands"> & { readonly defined: DefinedPlugin }> {
  const draft = `import made from ${JSON.stringify(manifest.package)};\nexport default { name: "draft", plugins: [typeof made === "function" ? made() : made] };\n`;
  const commands = Object.fromEntries(Object.entries(manifest.commands).map(([id, { file }]) => [id, join(root, file)]));
  const report = await withDraft(join(project, "draft.ts"), draft, async (file) =>
    runCheck({ project, file, depth: "config", commands, signal }).catch((error: Error) => {
      signal.throwIfAborted();
      throw CliError.PLUGIN_NOT_LOADED(manifest.package, error.message.replaceAll(file, manifest.package), { cause: error });
    }),
  );
  const defined = report.plugins.find(({ configured }) => configured);
  if (defined === undefined) throw CliError.NOT_A_PLUGIN(manifest.package, "its main module exports by default nothing that definePlugin has made.");
  return { defined, commands: report.commands };
}
