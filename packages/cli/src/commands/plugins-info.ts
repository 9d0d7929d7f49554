import { defineCommand } from "@instar/kernel/command";
import { renderFacts } from "../plugins/describe-plugin.ts";
import { inspectPlugin, type PluginInfo } from "../plugins/inspect-plugin.ts";
import { printable } from "../printable.ts";
import { requireProject } from "../project/find-project.ts";
import { withHint } from "../with-hint.ts";

function describeState({ installed, configured, running, failing, plugin, package: module }: PluginInfo): string {
  if (running !== undefined) {
    const { state, failures, tapsRun, busyMs, error, hint } = running;
    const failed = failures === 0 ? "no failures" : `${failures} ${failures === 1 ? "failure" : "failures"}`;
    return `${state}${error === undefined ? "" : `: ${withHint(error, hint)}`} (${failed}; its taps ran ${tapsRun} times and took ${busyMs} ms)`;
  }
  if (failing !== undefined) return `configured; its set-up fails: ${withHint(failing.error, failing.hint)}`;
  if (configured) return "configured, not running";
  return installed ? `installed, not in the config; \`instar add ${module}\` adds it` : `not installed; \`instar add ${plugin}\` adds it`;
}

export default defineCommand({
  summary: "Show what a plugin declares and registers, its options with defaults, and how it is",
  args: { name: { required: true, description: "its name, or its package's" } },
  async run({ project, args, print, signal }) {
    const info = await inspectPlugin(requireProject(project), args.name, signal);
    const lines = [renderFacts(info), `  state     ${describeState(info)}`];
    if (info.readme !== undefined) lines.push(`  README    ${info.readme}`);
    if (info.unknown !== undefined) lines.push("", `What it registers could not be found out: ${info.unknown}`);
    print(info, printable(lines.join("\n")));
  },
});
