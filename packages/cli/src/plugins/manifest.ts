import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { CommandEntry } from "@instar/kernel/command";
import { CliError } from "../errors.ts";

/** What a package says of itself, read without running it. */
export interface Manifest {
  readonly package: string;
  readonly version: string;
  readonly plugin: string;
  readonly provides: readonly string[];
  /** An optional one ends in `?`. */
  readonly needs: readonly string[];
  readonly guards: readonly string[];
  readonly commands: Readonly<Record<string, CommandEntry>>;
  /** The versions of the kernel that it wants, as its peer dependency. */
  readonly kernel?: string;
}

const strings = (value: unknown): readonly string[] => (Array.isArray(value) ? value.filter((each): each is string => typeof each === "string") : []);

/** Reads a parsed package.json. Throws CLI_NOT_A_PLUGIN. `called`: how the person named it. */
export function readManifest(content: unknown, called: string): Manifest {
  const file = (typeof content === "object" && content !== null ? content : {}) as {
    name?: unknown;
    version?: unknown;
    keywords?: unknown;
    instar?: Record<string, unknown>;
    peerDependencies?: Record<string, unknown>;
  };
  if (typeof file.name !== "string") throw CliError.NOT_A_PLUGIN(called, "its package.json has no name.");
  const { instar } = file;
  if (instar === undefined && strings(file.keywords).includes("instar-preset"))
    throw CliError.NOT_A_PLUGIN(
      file.name,
      "it is a preset, which stands for a list of them. Install it with npm, and write its entry into the config as its README says.",
    );
  if (typeof instar?.["plugin"] !== "string") throw CliError.NOT_A_PLUGIN(file.name, 'its package.json has no "instar" key that names a plugin.');
  if (!/^[a-z0-9][a-z0-9-]*$/.test(instar["plugin"])) throw CliError.NOT_A_PLUGIN(file.name, `"${instar["plugin"]}" cannot be a plugin's name.`);
  const kernel = file.peerDependencies?.["@instar/kernel"];
  return {
    package: file.name,
    version: typeof file.version === "string" ? file.version : "0.0.0",
    plugin: instar["plugin"],
    provides: strings(instar["provides"]),
    needs: strings(instar["needs"]),
    guards: strings(instar["guards"]),
    commands: (instar["commands"] ?? {}) as Readonly<Record<string, CommandEntry>>,
    ...(typeof kernel === "string" ? { kernel } : {}),
  };
}

/** The manifest of a package in a folder. Throws CLI_NOT_A_PLUGIN, also when there is none to read. */
export function readManifestIn(folder: string, called: string): Manifest {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  } catch (error) {
    throw CliError.NOT_A_PLUGIN(called, "it has no package.json that could be read.", { cause: error });
  }
  return readManifest(content, called);
}
