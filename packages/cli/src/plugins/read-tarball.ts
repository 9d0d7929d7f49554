import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { parseTar } from "nanotar";
import { CliError } from "../errors.ts";

/** A package is small; what unpacks to more is something else. */
const maxBytes = 256 * 1_024 * 1_024;

/** The package.json in a packed package. Throws CLI_NOT_A_PLUGIN when it is none. */
export function readTarball(path: string): unknown {
  try {
    const files = parseTar(gunzipSync(readFileSync(path), { maxOutputLength: maxBytes }));
    const manifest = files.find(({ name }) => /^[^/]+\/package\.json$/.test(name));
    return JSON.parse(manifest?.text ?? "");
  } catch (error) {
    throw CliError.NOT_A_PLUGIN(path, "it is no package as `npm pack` makes them.", { cause: error });
  }
}
