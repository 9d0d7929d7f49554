import { optional, type PluginContext } from "@instar/kernel";
import { Events, Notices, Sessions, Store } from "@instar/kernel/contracts";
import { Conversations } from "@instar/plugin-conversations/contract";
import { NamedSessions } from "@instar/plugin-named-sessions/contract";
import { JobScheduler } from "@instar/plugin-scheduler/contract";
import { CompletionsLedger } from "@instar/plugin-sessions/contract";
import type { SafetyOptions } from "./options.ts";

/** What safety stands on. */
export const needs = {
  store: Store,
  sessions: Sessions,
  events: optional(Events),
  conversations: optional(Conversations),
  notices: optional(Notices),
  named: optional(NamedSessions),
  scheduler: optional(JobScheduler),
  completions: optional(CompletionsLedger),
};

/** What each part of the plugin is given. */
export type SafetyParts = PluginContext<SafetyOptions, typeof needs>;
