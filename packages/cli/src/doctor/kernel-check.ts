import type { HealthCheck } from "@instar/kernel/contracts";
import { defaultPackages } from "../daemon/default-providers.ts";
import { kernelVersion, misfitOf } from "../plugins/kernel-fit.ts";
import { readManifestIn } from "../plugins/manifest.ts";
import { listPluginPackages } from "../project/plugin-packages.ts";

/** Whether the installed plugins were written for the kernel that runs them. Runs no plugin. */
export const kernelCheck = (project: string): HealthCheck => ({
  id: "kernel",
  run() {
    const here = kernelVersion();
    const manifests = listPluginPackages(project, defaultPackages).map(({ root, package: name }) => readManifestIn(root, name));
    const misfits = manifests.flatMap((manifest) => misfitOf(manifest, manifest.kernel, here) ?? []);
    if (misfits.length === 0) return { status: "ok", summary: `@instar/kernel is ${here}, as the plugins want it.` };
    return {
      status: "warn",
      summary: misfits.map(({ message }) => message).join(" "),
      why: "What they use of it may be missing, or be other than they expect.",
      hint: [...new Set(misfits.map(({ hint }) => hint))].join(" "),
    };
  },
});
