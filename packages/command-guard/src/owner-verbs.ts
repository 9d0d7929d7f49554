/** Commands that are the owner's as a whole, by their first word, but for the second words named. */
const ownerTopics: Readonly<Record<string, readonly string[]>> = {
  access: ["list", "show"],
  add: [],
  chat: [],
  config: ["show", "validate"],
  init: [],
  install: [],
  pair: [],
  pause: [],
  reload: [],
  restart: [],
  resume: [],
  secrets: [],
  server: ["status"],
  setup: [],
  start: [],
  stop: [],
  trust: [],
  uninstall: [],
  update: [],
  users: [],
};

/** Second words that are the owner's in a topic that is open otherwise. */
const ownerActions: Readonly<Record<string, readonly string[]>> = {
  approvals: ["yes", "no"],
  attention: ["ack", "done"],
  inbox: ["retry"],
  mcp: ["register", "unregister"],
  outbox: ["retry", "release", "withdraw"],
  plugins: ["add", "remove", "enable", "disable", "update"],
  skills: ["install", "approve", "remove"],
};

/** What leads a person through a plugin's set-up is the owner's, whatever the plugin. */
const setUp = "setup";

/** Whether only the owner may give this command of `instar`; `words` are its words without options. */
export function isOwnerVerb([first = "", second = ""]: readonly string[]): boolean {
  if (second === setUp) return true;
  if (Object.hasOwn(ownerTopics, first)) return !ownerTopics[first]?.includes(second);
  return Object.hasOwn(ownerActions, first) && ownerActions[first]?.includes(second) === true;
}

/** Commands whose first word alone makes them the owner's, for text that can't be taken apart. */
export const ownerTopicNames: readonly string[] = Object.keys(ownerTopics);

/** Commands whose two first words make them the owner's; those of a plugin's set-up aside. */
export const ownerActionNames: readonly string[] = Object.entries(ownerActions).flatMap(([topic, actions]) => actions.map((action) => `${topic} ${action}`));
