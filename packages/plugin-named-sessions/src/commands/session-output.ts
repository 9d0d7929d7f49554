import { defineCommand, type Remote } from "@instar/kernel/command";
import { NamedSessions } from "../contract.ts";
import { given, nameFlag } from "../session-flags.ts";
import { turnText } from "../session-lines.ts";
import { visibleText } from "../visible-text.ts";

const askAgainMs = 20_000;

async function follow(sessions: Remote<NamedSessions>, name: string, json: boolean, signal: AbortSignal): Promise<void> {
  for (let after: number | undefined; !signal.aborted; ) {
    const seen = await sessions.output(name, after, askAgainMs).catch((error: unknown) => {
      if (signal.aborted) return undefined; // Ctrl-C ends the waiting, too
      throw error;
    });
    if (seen === undefined) return;
    for (const chunk of seen.chunks) {
      if (json) process.stdout.write(`${visibleText(JSON.stringify(chunk))}\n`);
      else process.stdout.write(chunk.kind === "text" ? visibleText(chunk.text) : `\n[${visibleText(chunk.text)}]\n`);
    }
    after = seen.next;
  }
}

export default defineCommand({
  summary: "Show a session's last prompt and answer, or what it does while it works",
  args: { name: { description: "the session's name; for a conversation's session, its key or id" } },
  flags: {
    ...nameFlag,
    full: { type: "boolean", description: "whole texts" },
    follow: { type: "boolean", char: "f", description: "what it did lately and what it does from now on, until Ctrl-C; with --json one line each" },
  },
  async run({ args, flags, service, print, json, signal }) {
    const name = given("The session's name", args.name, flags.name);
    if (flags.follow) return follow(await service(NamedSessions, { running: true }), name, json, signal);
    const sessions = await service(NamedSessions);
    const { kind, status } = await sessions.status(name);
    const turn = kind === "named" ? (await sessions.turns(name, 1)).at(-1) : undefined;
    const { chunks } = turn !== undefined && status !== "busy" ? { chunks: [] } : await sessions.output(name);
    const seen = chunks.map((chunk) => (chunk.kind === "text" ? chunk.text : `\n[${chunk.text}]\n`)).join("");
    const text = [...(turn ? [turnText(turn, flags.full)] : []), ...(seen.trim() === "" ? [] : [seen.trim()])].join("\n\n");
    print(turn ?? { chunks }, text === "" ? `Nothing was seen of ${name} yet.` : text);
  },
});
