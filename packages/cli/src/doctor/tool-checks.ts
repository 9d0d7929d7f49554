import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import type { HealthCheck } from "@instar/kernel/contracts";

const oldestNode = [20, 19] as const;

const isOld = (version: string) => {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major < oldestNode[0] || (major === oldestNode[0] && minor < oldestNode[1]);
};

/** Whether this Node.js is one that Instar is tested with. */
export const nodeCheck = (version = process.versions.node): HealthCheck => ({
  id: "node",
  run: () =>
    isOld(version)
      ? {
          status: "fail",
          summary: `Node.js ${version} is too old; ${oldestNode.join(".")} or newer is needed.`,
          why: "Plugins are loaded and stored data is read with what older versions lack.",
          hint: "Install a current Node.js from https://nodejs.org, then: instar restart",
        }
      : { status: "ok", summary: `Node.js ${version}.` },
});

/** Whether npm can be found: it installs plugins. */
export const npmCheck = (path = process.env["PATH"] ?? ""): HealthCheck => ({
  id: "npm",
  run() {
    const name = process.platform === "win32" ? "npm.cmd" : "npm";
    const found = path
      .split(delimiter)
      .filter(Boolean)
      .map((folder) => join(folder, name))
      .find((file) => existsSync(file));
    if (found !== undefined) return { status: "ok", summary: `npm is ${found}.` };
    return {
      status: "warn",
      summary: "npm is not on the PATH.",
      why: "The agent runs without it, but `instar add` cannot install plugins.",
      hint: "Install Node.js with npm, or add npm's folder to PATH.",
    };
  },
});
