/** Commands that are the owner's as a whole, by their first word, but for the second words named. */
const ownerTopics: Readonly<Record<string, readonly string[]>> = {
  access: ["list", "show"],
  add: [],
  allowlist: ["list", "show"],
  api: [],
  autostart: ["status", "show"],
  chat: [],
  config: ["show", "validate"],
  init: [],
  install: [],
  owner: ["list", "show"],
  owners: ["list", "show"],
  pair: [],
  pause: [],
  permissions: ["list", "show"],
  policy: ["list", "show"],
  reload: [],
  remove: [],
  restart: [],
  resume: [],
  secrets: [],
  server: ["status"],
  setup: [],
  start: [],
  stop: [],
  token: [],
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

const namesOf = (list: string): readonly string[] => list.split(" ");

/** Words with which somebody decides for another. */
const deciding = namesOf(
  "accept agree allow approve authorise authorize bless bypass confirm consent disable disarm elevate enable endorse exempt grant override permit reject revoke sudo unblock unguard unlock unsafe waive whitelist yolo",
);

/** The same, where they are words of any sentence as well. */
const answering = namesOf("always answer deny no ok off yes");

const decisions: ReadonlySet<string> = new Set([...deciding, ...answering]);

/** What stands behind these is looked for or explained, and decides nothing. */
const reading: ReadonlySet<string> = new Set(
  namesOf("audit completion completions diagnose doctor events help history hooks inbox logs memory openapi outbox quota search status usage version why"),
);

/** The agent's own among them: its jobs are its own to let rest. */
const ownDecisions: ReadonlySet<string> = new Set(["job enable", "job disable"]);

/** `approve`, `approve-all`, `auto-approve`; a plugin that brings such a command is safe without saying so. */
const decides = (word: string): boolean => decisions.has(word) || (word.includes("-") && word.split("-").some((part) => deciding.includes(part)));

/** Whether only the owner may give this command of `instar`; `words` are its words without options. What sounds like a decision is the owner's, whether or not there is such a command. */
export function isOwnerVerb([first = "", second = ""]: readonly string[]): boolean {
  if (second === setUp) return true;
  if (Object.hasOwn(ownerTopics, first)) return !ownerTopics[first]?.includes(second);
  if (Object.hasOwn(ownerActions, first) && ownerActions[first]?.includes(second) === true) return true;
  return decides(first) || (decides(second) && !reading.has(first) && !ownDecisions.has(`${first} ${second}`));
}

/** Commands whose first word alone makes them the owner's, for text that can't be taken apart. */
export const ownerTopicNames: readonly string[] = [...Object.keys(ownerTopics), ...deciding];

/** The same, of which a text may be full: only as a word of a list, or with what is decided about. */
export const answerNames: readonly string[] = answering;

/** Commands whose two first words make them the owner's; those of a plugin's set-up aside. */
export const ownerActionNames: readonly string[] = Object.entries(ownerActions).flatMap(([topic, actions]) => actions.map((action) => `${topic} ${action}`));
