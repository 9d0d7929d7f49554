import type { SessionEvent } from "@instar/kernel/contracts";

const keptCharacters = 32_768;

/** What a person would see of the session, its last part. */
export function createVisibleTail(): { add(event: SessionEvent): void; read(maxLines: number): string } {
  let text = "";
  const line = (more: string) => {
    text += `${text === "" || text.endsWith("\n") ? "" : "\n"}${more}\n`;
  };
  return {
    add(event) {
      if (event.type === "text") text += event.delta;
      else if (event.type === "tool-start") line(`[${event.tool}]`);
      else if (event.type === "tool-end" && !event.ok) line(`[${event.tool} failed]`);
      else if (event.type === "retry") line(`[waiting: ${event.error.text}]`);
      else if (event.type === "turn-end") line(event.outcome === "failed" ? `[failed: ${event.error?.text ?? "no reason given"}]` : `[${event.outcome}]`);
      else return;
      if (text.length > keptCharacters) text = text.slice(-keptCharacters / 2);
    },
    read: (maxLines) => text.trimEnd().split("\n").slice(-maxLines).join("\n"),
  };
}
