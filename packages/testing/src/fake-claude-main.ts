#!/usr/bin/env node
import { randomUUID } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { createAgent } from "./fake-claude/agent.ts";
import { createCallbacks } from "./fake-claude/callbacks.ts";
import { type LaunchLine, parseLaunchLine } from "./fake-claude/launch-line.ts";
import { createLedger } from "./fake-claude/ledger.ts";
import { createServers } from "./fake-claude/servers.ts";
import { copyTranscript, hasRecord, openTranscript, transcriptPath } from "./fake-claude/transcript.ts";
import { createWire, type Line } from "./fake-claude/wire.ts";
import type { Queued, World } from "./fake-claude/world.ts";

const version = process.env.FAKE_CLAUDE_VERSION ?? "2.1.329";

function refuse(text: string): never {
  process.stderr.write(`${text}\n`);
  process.exit(1);
}

/** The session's id; the file of a resumed one must exist, of a new one must not. */
function chooseSession(line: LaunchLine, configDir: string, cwd: string): string {
  const file = (id: string) => transcriptPath(configDir, cwd, id);
  if (line.resume === undefined) {
    const id = line.sessionId ?? randomUUID();
    if (existsSync(file(id))) refuse(`Error: Session ID ${id} is already in use.`);
    return id;
  }
  if (!existsSync(file(line.resume))) refuse(`No conversation found with session ID: ${line.resume}`);
  if (line.resumeAt !== undefined && !hasRecord(file(line.resume), line.resumeAt)) refuse(`No message found with message.uuid of: ${line.resumeAt}`);
  if (!line.fork) {
    // The real one keeps the dropped records beside the new branch; nobody of ours resumes so.
    if (line.resumeAt !== undefined) copyTranscript(file(line.resume), file(line.resume), line.resumeAt);
    return line.resume;
  }
  const fork = line.sessionId ?? randomUUID();
  copyTranscript(file(line.resume), file(fork), line.resumeAt);
  return fork;
}

function run(line: LaunchLine): void {
  const cwd = process.cwd();
  const configDir = process.env.CLAUDE_CONFIG_DIR ?? join(homedir(), ".claude");
  const id = chooseSession(line, configDir, cwd);
  const wire = createWire(process.stdout, () => id, line.replay);
  const ending = new AbortController();
  const work = new Set<Promise<void>>();
  const world: World = {
    line,
    cwd,
    version,
    wire,
    callbacks: createCallbacks(wire),
    servers: createServers(wire, version),
    transcript: openTranscript(transcriptPath(configDir, cwd, id), cwd, id, version, line.persists),
    ledger: createLedger(),
    queue: [],
    model: line.model,
    permissionMode: line.permissionMode,
    told: [],
    ending: ending.signal,
    sessionId: () => id,
    background(promise: Promise<Queued>) {
      const done = promise.then((message) => agent.take({ type: "notification", message })).finally(() => work.delete(done));
      work.add(done);
    },
  };
  const agent = createAgent(world, work, (error) => refuse(String(error instanceof Error ? error.stack : error)));
  const end = (code: number) => {
    ending.abort();
    agent.interrupt();
    // The killed tools need a moment to be gone before their parent is.
    setImmediate(() => process.exit(code));
  };
  // Whoever read our lines has died. The real program goes on for some five seconds then, and so do we.
  process.stdout.once("error", () => setTimeout(() => end(1), 5000));
  process.stdout.on("error", () => undefined);
  process.on("SIGTERM", () => end(143));
  process.on("SIGINT", () => end(0));
  const input = createInterface({ input: process.stdin });
  input.on("line", (text) => {
    if (text.trim() !== "") agent.take(parse(text));
  });
  input.on("close", () => {
    wire.close();
    void agent.settled().then((failed) => process.exit(failed ? 1 : 0));
  });
}

function parse(text: string): Line {
  try {
    return JSON.parse(text) as Line;
  } catch {
    return refuse(`Error parsing streaming input line: ${text.slice(0, 80)}`);
  }
}

const root = process.getuid?.() === 0 && process.env.IS_SANDBOX !== "1";
const launch = parseLaunchLine(process.argv.slice(2), root, (file) => readFileSync(file, "utf8"));
if (launch.kind === "version") process.stdout.write(`${version} (Claude Code)\n`);
else if (launch.kind === "refused") refuse(launch.text);
else run(launch.line);
