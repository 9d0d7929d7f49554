import { readConfig } from "../daemon/create-house.ts";
import { listPlugins } from "../daemon/default-providers.ts";
import { CliError } from "../errors.ts";
import { projectPaths } from "./project-paths.ts";
import { writeSecret } from "./secrets.ts";

const markerOnly = /^\$\{env:([^}]+)\}$/;

/** Keeps a value for an option of a plugin that the config takes from a secret; resolves with the secret's name. Rejects with CLI_NOT_FROM_SECRET. */
export async function keepSecret(project: string, plugin: string, option: string, value: string): Promise<string> {
  const { config } = await readConfig(project, { command: "config" });
  const { input } = listPlugins(config.plugins).find(({ name }) => name === plugin) ?? {};
  const written = (input as Readonly<Record<string, unknown>> | undefined)?.[option];
  const name = typeof written === "string" ? markerOnly.exec(written)?.[1] : undefined;
  if (name === undefined) throw CliError.NOT_FROM_SECRET(plugin, option);
  writeSecret(projectPaths(project), name, value);
  return name;
}
