import { printable } from "../printable.ts";
import { withHint } from "../with-hint.ts";
import { isLeftToItself } from "./describe-start.ts";
import type { ProbedStatus } from "./probe-agent.ts";

const when = (at: number) => new Date(at).toLocaleString("sv-SE");
const list = (values: readonly string[]) => (values.length === 0 ? "none" : values.join(", "));

function describeGuards(guards: readonly string[]): string {
  if (guards.length === 0) return "none; nothing stands between the agent and its tools";
  return isLeftToItself(guards) ? ".instar, the config and owner commands; nothing else stands between the agent and its tools" : list(guards);
}

/** The status in a few lines for people. */
export function describeStatus(status: ProbedStatus): string {
  if (!status.running) {
    if (status.phase === "unreachable")
      return `The agent in ${status.folder} runs${status.lastPid === undefined ? "" : ` as process ${status.lastPid}`}, but its socket was removed, so nobody reaches it.\nRun \`instar restart\`; nothing that was accepted is lost.`;
    const last =
      status.lastPid === undefined
        ? ""
        : ` It was process ${status.lastPid}${status.lastStartedAt === undefined ? "" : `, started ${when(status.lastStartedAt)}`}.`;
    if (status.phase === "not answering") return `The agent in ${status.folder} does not answer.${last}\nLook into .instar/logs, or run \`instar restart\`.`;
    return `The agent in ${status.folder} is not running.${last === "" ? "" : `${last} It was not stopped, it died.`}\nStart it with \`instar start\`.`;
  }
  const lines = [
    `${status.name ?? "The agent"} is ${status.phase} since ${when(status.startedAt)} (process ${status.pid}, instar ${status.version}).`,
    `Folder:    ${status.folder}`,
  ];
  if (status.paused !== undefined) {
    const { by = "terminal", since } = status.paused;
    const who = by === "terminal" ? "from a terminal" : `by ${by}`;
    lines.push(`Paused:    ${who}${since === undefined ? "" : `, since ${when(since)}`}; nothing begins, messages wait. End it with \`instar resume\``);
  }
  if (status.drivers !== undefined) lines.push(`Agent:     ${status.driver ?? "none; add claude() or offline() to the config"}`);
  if (status.channels !== undefined)
    lines.push(
      `Channels:  ${list(status.channels.map((channel) => (channel.state === "open" && channel.reason === undefined ? channel.id : `${channel.id} (${channel.state}${channel.reason === undefined ? "" : `: ${channel.reason}`})`)))}`,
    );
  if (status.api !== undefined) lines.push(`API:       ${status.api}`);
  if (status.open !== undefined) lines.push(`Messages:  ${status.open} open, ${status.working ?? 0} being answered, ${status.unsent ?? 0} waiting to be sent`);
  if (status.guards !== undefined && status.driver !== "offline") lines.push(`Guard:     ${describeGuards(status.guards)}`);
  if (status.changed !== undefined)
    lines.push(`Config:    changed since it was started (${status.changed.join(", ")}); \`instar reload\` checks the change and takes it up`);
  lines.push("Log:       .instar/logs/instar.log");
  for (const { plugin, error, hint } of status.failed ?? []) lines.push(`Failed:    ${plugin}: ${withHint(error, hint)}`);
  return printable(lines.join("\n"));
}
