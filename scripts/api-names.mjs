// What is public beside the types: names of hooks, tokens and commands. A part of `npm run api`.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const load = (root, file) => import(pathToFileURL(join(root, file)).href);
const readJson = (file) => JSON.parse(readFileSync(file, "utf8"));

const wordsOf = ({ args = {}, flags = {} }) =>
  [
    ...Object.entries(args).map(([name, { required }]) => (required ? `<${name}>` : `[${name}]`)),
    ...Object.entries(flags).map(([name, { type, multiple }]) => `--${name}${type === "boolean" ? "" : `=${type ?? "text"}${multiple ? "..." : ""}`}`),
  ].join(" ");

/** Services and points are known by their ids, which the types don't say. */
async function tokensOf(root, name, manifest) {
  const entries = Object.entries(manifest.exports ?? {}).filter(([entry]) => (name === "kernel" ? entry !== "./package.json" : entry === "./contract"));
  const found = await Promise.all(
    entries.map(async ([entry, target]) =>
      Object.values(await load(root, join("packages", name, target.default)))
        .filter((value) => value?.kind === "service" || value?.kind === "point")
        .map(({ kind, id, scope }) => `${kind} ${id}${scope ? `, one for each ${scope}` : ""}: ${manifest.name}${entry.slice(1)}`),
    ),
  );
  return found.flat();
}

/** One line for each name, sorted. Needs the build. */
export async function listNames(root) {
  const { shapes } = await load(root, "packages/kernel/dist/hooks/policy.js");
  const lines = Object.entries(shapes).map(([hook, { kind, onError }]) => `hook ${hook}: ${kind}${onError ? `, a failing tap is a ${onError}` : ""}`);
  for (const { id, ...command } of readJson(join(root, "packages/cli/dist/bundle/commands.json")))
    lines.push(`command instar ${id} ${wordsOf(command)}`.trim());
  for (const name of readdirSync(join(root, "packages"))) {
    const file = join(root, "packages", name, "package.json");
    if (!existsSync(file)) continue;
    const manifest = readJson(file);
    for (const [id, command] of Object.entries(manifest.instar?.commands ?? {}))
      lines.push(`${`command instar ${id} ${wordsOf(command)}`.trim()}: ${manifest.name}`);
    lines.push(...(await tokensOf(root, name, manifest)));
  }
  return `${[...new Set(lines)].sort().join("\n")}\n`;
}
