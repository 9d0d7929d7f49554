import { readFileSync } from "node:fs";
import { bundleFolder } from "./bundle-folder.ts";

/** Written by the bundle's build. */
export const version: string = readFileSync(new URL("version", bundleFolder), "utf8").trim();
