import type { HealthCheck } from "@instar/kernel/contracts";
import type { Toolbox } from "./toolbox.ts";

/** Whether there is anything to serve. */
export const toolsHealth = (toolbox: Toolbox): HealthCheck => ({
  id: "tools",
  run() {
    const tools = toolbox.list();
    const size = Buffer.byteLength(JSON.stringify(tools));
    if (tools.length > 0) return { status: "ok", summary: `Agents are served ${tools.length} tools, described in ${size} bytes.` };
    return {
      status: "warn",
      summary: "Agents are served no tools.",
      why: "No plugin brings any, or the options of mcp() leave out all of them.",
      hint: "Look at `allow` and `deny` in instar.config.ts, then run `instar reload`.",
    };
  },
});
