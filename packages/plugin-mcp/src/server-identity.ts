import { createRequire } from "node:module";

/** The name of the house's own server: agents see its tools as `mcp__instar__<tool>`. */
export const serverName = "instar";

export const serverVersion = (createRequire(import.meta.url)("../package.json") as { version: string }).version;
