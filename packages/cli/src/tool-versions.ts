import { readFileSync } from "node:fs";
import { bundleFolder } from "./bundle-folder.ts";

/** The versions of tools that this Instar was built with: what it makes is developed with the same. */
export const toolVersions = (): Readonly<Record<string, string>> =>
  JSON.parse(readFileSync(new URL("templates/versions.json", bundleFolder), "utf8")) as Record<string, string>;
