// `npm start`: a conversation with a running agent. In a terminal you talk; without one each line of stdin is answered through the
// real daemon, and then what happened behind it is shown, checked, and the daemon is stopped.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { buildWhenStale } from "./build-when-stale.mjs";

const root = fileURLToPath(new URL("../", import.meta.url));
const bin = join(root, "packages/cli/bin/instar.js");

/** Runs `instar` in a folder: its exit code and what it printed as JSON. */
function instar(folder, ...args) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args, "--json", "--dir", folder], { encoding: "utf8" });
  try {
    return { code: status, said: JSON.parse(stdout) };
  } catch {
    throw new Error(`instar ${args.join(" ")} ended with code ${status}: ${stderr || stdout}`);
  }
}

function start(folder) {
  const { code, said } = instar(folder, "start");
  if (code !== 0) throw new Error([said.error.message, said.error.hint].filter(Boolean).join("\n"));
  return said;
}

function writeDemo(folder, agent) {
  mkdirSync(folder, { recursive: true });
  const templates = join(root, "templates/demo");
  for (const name of readdirSync(templates)) writeFileSync(join(folder, name), readFileSync(join(templates, name), "utf8").replaceAll("__agent__", agent));
  writeFileSync(join(folder, "package.json"), `${JSON.stringify({ name: "demo", private: true, type: "module" }, null, 2)}\n`);
}

/** One `instar chat` that goes on over restarts of the agent: a line in, an answer out. */
function openChat(folder, conversation) {
  const child = spawn(process.execPath, [bin, "chat", "--json", "--conversation", conversation, "--timeout", "300", "--dir", folder], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const waiting = [];
  createInterface({ input: child.stdout }).on("line", (line) => waiting.shift()?.resolve(JSON.parse(line)));
  child.once("exit", (code) => {
    for (const { reject } of waiting) reject(new Error(`The conversation broke off with code ${code}.`));
  });
  return {
    say(text) {
      const answer = new Promise((resolve, reject) => waiting.push({ resolve, reject }));
      child.stdin.write(`${text}\n`);
      return answer;
    },
    close() {
      child.stdin.end();
      return ended;
    },
  };
}

const indent = (text, by) => text.split("\n").join(`\n${" ".repeat(by)}`);
const show = (who, text) => console.log(`${who.padEnd(6)} ${indent(text, 7)}`);

async function talkInTerminal(folder, because) {
  const before = instar(folder, "status");
  const { pid } = before.code === 0 ? before.said : start(folder);
  console.log(`${because}\nThe agent is process ${pid} in ${relative(process.cwd(), folder) || "."}.`);
  const { status } = spawnSync(process.execPath, [bin, "chat", "--dir", folder], { stdio: "inherit" });
  const dir = relative(root, folder);
  console.log(`The agent goes on. Stop it: npm run instar -- stop --dir ${dir}\nAn agent of your own: npm run instar -- init ../my-agent`);
  return status ?? 1;
}

/** What the demo asks for itself, in words that each agent understands. */
const requests = {
  offline: { delete: "delete everything", slow: "wait 2s" },
  claude: { delete: "Run the shell command `touch delete-me` once with Bash, and say in one sentence what happened.", slow: "Answer with the one word: back." },
};

async function talkThroughPipe(folder, agent, because) {
  const problems = [];
  const first = start(folder);
  let last = first;
  const ids = [];
  try {
    rmSync(join(folder, ".instar/witness.log"), { force: true });
    const chat = openChat(folder, `demo-${first.pid}-${Date.now().toString(36)}`);
    const ask = async (text, meanwhile) => {
      show("you", text);
      const answering = chat.say(text);
      answering.catch(() => {});
      await meanwhile?.();
      const answer = await answering;
      if (answer.error !== undefined) throw new Error(answer.error.message);
      show("agent", answer.text);
      ids.push(answer.id);
      return answer;
    };
    let lines = 0;
    for await (const line of createInterface({ input: process.stdin })) {
      if (line.trim() === "") continue;
      lines++;
      await ask(line);
    }
    if (lines === 0) for (const line of ["hello", "what did I say?"]) await ask(line);

    console.log("\nNow the demo asks for something that its gate denies, and restarts the daemon in the middle of a turn.\n");
    const refused = await ask(requests[agent].delete);
    const isRunning = () => instar(folder, "inbox", "--limit", "1").said.some(({ state, text }) => text === requests[agent].slow && state !== "accepted");
    await ask(requests[agent].slow, async () => {
      for (let looks = 0; looks < 50 && !isRunning(); looks++) await new Promise((resolve) => setTimeout(resolve, 20));
      last = instar(folder, "restart").said;
      console.log(`       (the daemon was restarted: process ${first.pid} is now process ${last.pid})`);
    });
    await ask("what did I say?");
    await chat.close();

    const inbox = new Map(instar(folder, "inbox", "--limit", "1000").said.map((row) => [row.id, row]));
    const outbox = instar(folder, "outbox", "--limit", "1000").said;
    const seen = readFileSync(join(folder, ".instar/witness.log"), "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    const counts = countHooks(seen);
    const denied = seen.find(({ hook, what }) => hook === "preToolUse" && /\brm\b|\bdelete-me\b/.test(what ?? ""));
    const states = ids.map((id) => ({ id, message: inbox.get(id), replies: outbox.filter(({ answers }) => answers.includes(id)) }));

    if (agent === "offline" && !refused.text.includes("denied by demo-gate")) problems.push("the agent was not told who denied it");
    if (denied === undefined) problems.push("no tool was asked for, so none was denied");
    if (existsSync(join(folder, "delete-me"))) problems.push("the denied tool has run");
    if (first.pid === last.pid) problems.push("the daemon is the same process after the restart");
    for (const { id, message, replies } of states) {
      if (message === undefined) problems.push(`the inbox does not know message ${id}`);
      else if (replies.length === 0 || replies.some(({ state }) => state !== "delivered")) problems.push(`the reply to ${id} was not delivered`);
    }

    const dir = relative(root, folder);
    console.log(`
What happened behind it
  agent          ${agent}. ${because}
  hooks fired    ${indent(counts.join(", ").replace(/(.{70,90}?), /g, "$1,\n"), 17)}
  tool denied    ${denied?.what} (demo-gate: ask before deleting)
  delivered      ${indent(states.map(({ id, message }) => `${id}  ${message?.state}  ${JSON.stringify(message?.text.slice(0, 50))}`).join("\n"), 17)}
  restart        daemon process ${first.pid} -> ${last.pid}; what was asked before it was answered after it
  look yourself  npm run instar -- inbox --json --dir ${dir}
                 npm run instar -- hooks --dir ${dir}`);
  } finally {
    instar(folder, "stop");
  }
  for (const problem of problems) console.error(`Not as it should be: ${problem}.`);
  return problems.length === 0 ? 0 : 1;
}

function countHooks(rows) {
  const counts = new Map();
  for (const { hook } of rows) counts.set(hook, (counts.get(hook) ?? 0) + 1);
  return [...counts].map(([hook, times]) => `${hook} ${times}`);
}

if (!process.argv.includes("--no-build")) buildWhenStale();
const { detectClaude } = await import(new URL("../packages/cli/dist/bundle/detect-claude.js", import.meta.url).href);
const { ready, finding } = await detectClaude();
const agent = ready ? "claude" : "offline";
const because = ready ? finding : `${finding} So the offline agent answers.`;
const usual = join(root, ".instar-demo/agent");
const inTerminal = process.stdin.isTTY === true && process.stdout.isTTY === true;
mkdirSync(usual, { recursive: true });
const occupied = existsSync(join(usual, "instar.config.ts")) && instar(usual, "status").said.phase !== "stopped";
const folder = occupied && !inTerminal ? join(root, `.instar-demo/agent-${process.pid}`) : usual;
if (!occupied || folder !== usual) writeDemo(folder, agent);
try {
  process.exitCode = inTerminal ? await talkInTerminal(folder, because) : await talkThroughPipe(folder, agent, because);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
