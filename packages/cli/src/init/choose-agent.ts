import type { AgentKind } from "./agent-files.ts";
import { detectClaude } from "./detect-claude.ts";

export interface Choice {
  readonly agent: AgentKind;
  /** Why, and how to change it. */
  readonly because: string;
}

/** Claude Code when it is there and logged in; otherwise the offline agent, saying so. What was asked for stays asked for. */
export async function chooseAgent(asked: AgentKind | undefined): Promise<Choice> {
  if (asked === "offline") return { agent: "offline", because: "The offline agent answers, as you asked. For Claude Code write claude() in instar.config.ts." };
  const { ready, finding } = await detectClaude();
  if (asked === "claude") return { agent: "claude", because: ready ? finding : `${finding} The agent cannot answer until that is mended.` };
  if (ready) return { agent: "claude", because: `${finding} It will be the agent; for the offline one write offline() in instar.config.ts.` };
  return { agent: "offline", because: `${finding} So the offline agent answers; later write claude() in instar.config.ts.` };
}
