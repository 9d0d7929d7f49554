import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { startChatService } from "./chat-service.mjs";
import { startDaemon } from "./daemon.mjs";
import { judge } from "./judge.mjs";
import { makeFolder } from "./make-folder.mjs";
import { planKills } from "./plan-kills.mjs";
import { lives, processesOf } from "./processes.mjs";

/** At most so many messages without an answer: kills shall meet work, not a queue. */
const backlog = 8;
const quietEvery = 10;

/**
 * One house, its people and its killings. `agent`: `{ name, executable, env(home), horizonMs, settleMs, messages }`. Resolves with what was found;
 * the folder stays when something is wrong, to be looked into.
 */
export async function runLane({ agent, kills, dedupe, random, deadline, report, keep }) {
  const { folder, home } = makeFolder();
  const chat = await startChatService({ random });
  const settings = { service: chat.url, dedupe, executable: agent.executable, env: agent.env(home) };
  const ends = new Map();
  const struck = [];
  const boots = [];
  const left = [];
  const troubles = [];
  let unfinished = 0;
  let life = 0;
  let daemon;
  let guardians = [];

  function start(kill) {
    life += 1;
    daemon = startDaemon({ folder, home, life, settings: { ...settings, ...(kill?.step && { kill }) } });
    const { exited, ready } = daemon;
    const own = daemon;
    void ready.then((isReady) => isReady && boots.push(own.readyMs));
    void exited.then(({ code, signal }) => {
      ends.set(own.life, signal === "SIGKILL" ? "killed" : "stopped");
      if (signal !== "SIGKILL" && code !== 0) troubles.push(`The daemon ended by itself (${signal ?? `exit code ${code}`}): ${own.output().slice(-400)}`);
    });
  }

  const findings = () => judge({ posts: chat.posts, shown: chat.shown, endOf: (own) => ends.get(own) });
  const open = () => findings().lost.length;

  function work() {
    const count = Math.min(1 + Math.floor(random() * 3), backlog - open());
    for (let message = 0; message < count; message += 1) {
      const channel = random() < 0.5 ? "readable" : "blind";
      // A new conversation now and then, so that sessions begin, are parked and come back.
      const conversation = `c${Math.floor(random() * 2) + 2 * Math.floor(chat.posts.length / 40)}`;
      chat.say(channel, conversation, agent.messages[Math.floor(random() * agent.messages.length)]);
    }
  }

  /** A guardian does not carry the folder in its environment; it is known by its parent while that lives. */
  function end(how) {
    guardians.push(...daemon.children().filter(({ command }) => command.includes("guardian")));
    daemon[how]();
    return daemon.exited;
  }

  const within = (promise, ms) => Promise.race([promise.then(() => true), sleep(ms, false, { ref: false })]);

  async function strikeDaemon(kill) {
    if (!kill.booting) await daemon.ready;
    if (!kill.step) await within(daemon.exited, kill.afterMs);
    for (let wait = 0; kill.step && !daemon.ended && wait < 10; wait += 1) {
      await within(daemon.exited, agent.horizonMs / 4);
      if (!daemon.ended) work();
    }
    if (daemon.ended) return struck.push({ target: "daemon", at: `${kill.step}, ${kill.moment}` });
    await end("kill");
    struck.push({ target: "daemon", at: kill.step ? "a step that was not reached" : "a random time" });
  }

  async function strikeAgent(kill) {
    await daemon.ready;
    await sleep(kill.afterMs);
    let [agentProcess] = daemon.agents();
    for (let look = 0; !agentProcess && look < 40; look += 1) {
      await sleep(50);
      [agentProcess] = daemon.agents();
    }
    if (!agentProcess) return;
    try {
      process.kill(agentProcess.pid, "SIGKILL");
    } catch {
      // It has ended in this very moment; then there is nobody to kill.
      return;
    }
    struck.push({ target: kill.target, at: "a random time" });
    if (kill.target === "both") await end("kill");
  }

  /** Everything is answered, or it has had its time. */
  async function quiet() {
    if (!daemon || daemon.ended) start();
    const until = performance.now() + agent.settleMs;
    while (open() > 0 && performance.now() < until) {
      if (daemon.ended) start();
      await sleep(25);
    }
  }

  async function nothingLeft(when) {
    const remains = () => [...processesOf(folder), ...guardians.filter(lives)].filter(({ pid }) => pid !== process.pid);
    for (let look = 0; remains().length > 0 && look < 100; look += 1) await sleep(50);
    left.push(...remains().map(({ pid, command }) => `${when}: ${pid} ${command}`));
    guardians = [];
  }

  try {
    for (const kill of planKills({ horizonMs: agent.horizonMs, random })) {
      if (struck.length >= kills || performance.now() > deadline) break;
      const before = struck.length;
      work();
      if (!daemon || daemon.ended) start(kill);
      else if (kill.step) chat.arm(life, kill);
      await (kill.target === "daemon" ? strikeDaemon(kill) : strikeAgent(kill));
      if (struck.length > before) report();
      if (struck.length % quietEvery === 0 && !kill.restless) await quiet();
    }
    await quiet();
    work();
    await sleep(agent.horizonMs / 4);
    await end("kill");
    await nothingLeft("after a kill");
    await quiet();
    await daemon.ready;
    for (let look = 0; (unfinished = await daemon.unfinished()) > 0 && look < 20; look += 1) await sleep(100);
    await end("stop");
    await nothingLeft("after a stop");
  } finally {
    if (daemon && !daemon.ended) daemon.kill();
    await daemon?.exited;
    await chat.close();
  }
  const found = findings();
  if (unfinished > 0) troubles.push(`${unfinished} rows of the inbox and the outbox did not come to an end.`);
  const clean = [found.lost, found.doubled, found.disorder, left, troubles].every((findings) => findings.length === 0);
  if (clean && !keep) rmSync(folder, { recursive: true, force: true });
  else writeFileSync(join(folder, "ledger.json"), JSON.stringify({ posts: chat.posts, shown: chat.shown, struck, ends: [...ends] }, null, 1));
  return { agent: agent.name, ...found, struck, boots, left, troubles, folder, clean };
}
