import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { clearLine, createInterface, cursorTo } from "node:readline";
import pc from "picocolors";
import { printable } from "../printable.ts";
import { projectPaths } from "../project/project-paths.ts";
import type { ChatPlace } from "./chat-once.ts";
import { openChat } from "./open-chat.ts";
import { wrapLines } from "./wrap-lines.ts";

/** As long as a sign of work is believed; it is repeated every 4 s while a turn runs. */
const typingMs = 6_000;
const historyLines = 500;
const speaker = "agent ›";
const goodbye: ReadonlySet<string> = new Set(["/exit", "/quit"]);

function openHistory(project: string) {
  const file = join(projectPaths(project).chat, "history");
  const lines = existsSync(file) ? readFileSync(file, "utf8").split("\n").filter(Boolean) : [];
  return { lines, save: (newest: readonly string[]) => writeFileSync(file, `${newest.slice(0, historyLines).join("\n")}\n`, { mode: 0o600 }) };
}

/** A conversation in the terminal: answers appear when they come, also while you write. Ends with Ctrl-D, Ctrl-C or /exit; the agent stays. */
export async function chatInTerminal({ project, conversation, signal }: Omit<ChatPlace, "withinMs">): Promise<number> {
  const prompt = pc.bold("you › ");
  const workingPrompt = `${pc.dim("(agent is working)")} ${prompt}`;
  let typing: NodeJS.Timeout | undefined;
  let show: (text: string) => void = (text) => void process.stdout.write(`${text}\n`);
  let ask: (text: string) => void = () => undefined;
  const quiet = () => {
    if (typing === undefined) return;
    clearTimeout(typing);
    typing = undefined;
    ask(prompt);
  };
  await using chat = await openChat({
    project,
    conversation,
    patienceMs: 120_000,
    onPart(part) {
      quiet();
      show(`${pc.cyan(speaker)} ${wrapLines(printable(part.text), process.stdout.columns ?? 80, speaker.length + 1)}`);
    },
    onTyping() {
      if (typing === undefined) ask(workingPrompt);
      clearTimeout(typing);
      typing = setTimeout(quiet, typingMs);
      typing.unref();
    },
    onConnection: (connected) => show(pc.dim(connected ? "The agent is back." : "The agent is away; waiting for it to come back…")),
  });
  const history = openHistory(project);
  const terminal = createInterface({ input: process.stdin, output: process.stdout, prompt, history: [...history.lines], historySize: historyLines });
  show = (text) => {
    clearLine(process.stdout, 0);
    cursorTo(process.stdout, 0);
    process.stdout.write(`${text}\n`);
    terminal.prompt(true);
  };
  ask = (text) => {
    terminal.setPrompt(text);
    terminal.prompt(true);
  };
  const closed = new Promise<void>((resolve) => terminal.once("close", resolve));
  terminal.on("history", (lines: string[]) => history.save(lines));
  terminal.on("SIGINT", () => terminal.close());
  signal.addEventListener("abort", () => terminal.close(), { once: true });
  terminal.on("line", (line) => {
    const text = line.trim();
    if (goodbye.has(text)) return terminal.close();
    if (text !== "") chat.say(text).catch((error: Error) => show(pc.red(printable(error.message))));
    terminal.prompt();
  });
  process.stdout.write(pc.dim(`Conversation "${conversation}". /help says what you can do, Ctrl-D leaves; the agent goes on.\n`));
  terminal.prompt();
  try {
    await Promise.race([closed, chat.lost]);
  } finally {
    clearTimeout(typing);
    ask = () => undefined;
    terminal.close();
  }
  process.stdout.write("\n");
  return 0;
}
