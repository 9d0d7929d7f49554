import type { Kernel } from "@instar/kernel";
import { SessionDrivers } from "@instar/kernel/contracts";
import { type ChannelStatus, Conversations } from "@instar/plugin-conversations/contract";
import { Http } from "@instar/plugin-http/contract";
import { SafetyBrake } from "../safety-service.ts";
import type { DaemonPhase } from "../socket/protocol.ts";

/** What `instar status` shows. Times in epoch ms. */
export interface AgentStatus {
  readonly running: true;
  readonly phase: DaemonPhase;
  readonly pid: number;
  readonly version: string;
  readonly startedAt: number;
  readonly folder: string;
  readonly name?: string;
  /** The driver that a new conversation gets, and all there are. */
  readonly driver?: string;
  readonly drivers?: readonly string[];
  readonly channels?: readonly ChannelStatus[];
  /** Where the API listens. */
  readonly api?: string;
  /** Messages without an answer, those being worked on, and parts that wait to be sent. */
  readonly open?: number;
  readonly working?: number;
  readonly unsent?: number;
  /** Files that are different from those with which it was started: they wait for `instar reload`. */
  readonly changed?: readonly string[];
  /** Nothing begins until the owner resumes it. `by`: who paused it. */
  readonly paused?: { readonly by?: string; readonly since?: number };
  /** Plugins that are configured and not up, paused, or failing again and again; `hint`: what to do about it. */
  readonly failed?: readonly { readonly plugin: string; readonly error: string; readonly hint?: string }[];
  /** `access` looks after the house alone; without another, nothing else stands between the agent and its tools. */
  readonly guards?: readonly string[];
}

/** The part that only a running kernel knows. */
export async function describeAgent(kernel: Kernel): Promise<Partial<AgentStatus>> {
  const { name, plugins, services } = kernel.describe();
  const drivers = [...kernel.contributions(SessionDrivers)].map(({ value }) => value).sort((a, b) => b.preference - a.preference);
  const conversations = Object.hasOwn(services, Conversations.id) ? await kernel.service(Conversations).status() : undefined;
  const api = Object.hasOwn(services, Http.id) ? kernel.service(Http).url() : undefined;
  const safety = Object.hasOwn(services, SafetyBrake.id) ? kernel.service(SafetyBrake) : undefined;
  const { paused, ...pause } = (await safety?.state().catch(() => undefined)) ?? { paused: false }; // what cannot be read is the doctor's to tell
  return {
    name,
    ...(paused ? { paused: pause } : {}),
    ...(api === undefined ? {} : { api }),
    ...(drivers[0] === undefined ? {} : { driver: drivers[0].id }),
    drivers: drivers.map((driver) => driver.id),
    ...(conversations === undefined
      ? {}
      : {
          channels: conversations.channels.map((channel) => (channel.reason === undefined ? channel : { ...channel, reason: kernel.redact(channel.reason) })),
          open: conversations.open,
          working: conversations.running,
          unsent: conversations.pending,
        }),
    failed: plugins.flatMap(({ name, state, error = "unknown", hint }) =>
      ["failed", "paused", "failing"].includes(state) ? [{ plugin: name, error, ...(hint === undefined ? {} : { hint }) }] : [],
    ),
    guards: plugins.flatMap((plugin) => (plugin.guards.includes("preToolUse") ? [plugin.name] : [])),
  };
}
