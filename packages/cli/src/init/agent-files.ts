import { readFileSync } from "node:fs";
import { bundleFolder } from "../bundle-folder.ts";
import { toolVersions } from "../tool-versions.ts";

export type AgentKind = "claude" | "offline";

export interface AgentPlan {
  /** Kebab-case. */
  readonly name: string;
  readonly agent: AgentKind;
  /** Package name to version or `file:` path. */
  readonly dependencies: Readonly<Record<string, string>>;
}

const comments: Readonly<Record<AgentKind, string>> = {
  claude: "Claude Code, the way you already pay for it, and what stops it before it does harm.",
  offline: "An agent without a model. For Claude Code write claude() and safety() here, imported from @instar/plugin-claude and @instar/plugin-safety.",
};

/** The plugins of a new agent's config. What has tools of its own gets its guard. */
const pluginsOf: Readonly<Record<AgentKind, readonly string[]>> = { claude: ["claude", "safety"], offline: ["offline"] };

/** A line about `__plugin__` stands once for each. */
const template = (name: string, values: Readonly<Record<string, string>>, plugins: readonly string[] = []) =>
  readFileSync(new URL(`templates/agent/${name}`, bundleFolder), "utf8")
    .replace(/^.*__plugin__.*\n/gm, (line) => plugins.map((plugin) => line.replaceAll("__plugin__", plugin)).join(""))
    .replace(/__([a-z]+)__/g, (_, key: string) => values[key] ?? "");

/** Every file of a new agent's folder, by its path in it. */
export function planAgentFiles({ name, agent, dependencies }: AgentPlan): ReadonlyMap<string, string> {
  const values = { name, comment: comments[agent] };
  const { zod = "", "@types/node": node = "" } = toolVersions();
  const manifest = {
    name,
    private: true,
    type: "module",
    scripts: { start: "instar start", chat: "instar chat" },
    // A plugin in plugins/*.ts says what its options are with zod, and editors know Node.js by its types
    dependencies: { ...dependencies, zod },
    devDependencies: { "@types/node": node },
  };
  return new Map([
    ["package.json", `${JSON.stringify(manifest, null, 2)}\n`],
    ["instar.config.ts", template("instar.config.ts", values, pluginsOf[agent])],
    [".gitignore", template("gitignore", values)],
    ["tsconfig.json", template("tsconfig.json", values)],
    [".instar/AGENT.md", template("AGENT.md", values)],
    [".instar/USER.md", template("USER.md", values)],
    [".instar/MEMORY.md", template("MEMORY.md", values)],
  ]);
}
