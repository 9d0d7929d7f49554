import { readFileSync } from "node:fs";

/** Beside the bundle: written by its build. */
export const version: string = readFileSync(new URL("./version", import.meta.url), "utf8").trim();
