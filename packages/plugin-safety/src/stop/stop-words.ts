export type OwnerWord = "stop" | "pause" | "resume";

/**
 * Whole messages of an owner that end, halt or take up everything. Whatever could be meant for the agent ("stop it", "cancel", "wait", "hold on", "continue",
 * "go on") is none of them.
 */
const said: Readonly<Record<OwnerWord, readonly string[]>> = {
  stop: [
    "stop",
    "stop all",
    "stop all agents",
    "stop all jobs",
    "stop all sessions",
    "stop all work",
    "stop everything",
    "stop everything immediately",
    "stop everything now",
    "stop everything please",
    "stop immediately",
    "stop now",
    "stop please",
    "stop right now",
    "please stop",
    "please stop everything",
    "please stop now",
    "abort",
    "abort all",
    "abort everything",
    "abort now",
    "cancel all",
    "cancel everything",
    "halt",
    "halt all",
    "halt everything",
    "halt now",
    "kill all",
    "kill everything",
    "kill all agents",
    "kill all sessions",
    "emergency stop",
    "emergency halt",
  ],
  pause: ["pause", "pause all", "pause all agents", "pause everything"],
  resume: ["resume", "resume all", "resume all agents", "resume everything"],
};

/** As commands only. */
const commands: Readonly<Record<string, OwnerWord>> = { kill: "stop" };

const most = 4;
const longest = 60;
const meanings = new Map(Object.entries(said).flatMap(([word, texts]) => texts.map((text) => [text, word as OwnerWord])));

/**
 * What a whole message means, when it is nothing but one of these words: letters' case, blanks around it and one `!` or `.` behind it do not count, and it
 * may be written as a command (`/stop`, `/stop@name_of_bot`).
 */
export function readOwnerWord(message: string): OwnerWord | undefined {
  if (message.length > longest * 2) return undefined;
  const text = message.trim().replace(/[!.]$/, "").trim().toLowerCase();
  if (text.length > longest || text.split(/[ \t]+/).length > most) return undefined;
  const command = /^\/([a-z]+)(?:@[\w-]+)?((?:[ \t]+[a-z]+)*)$/.exec(text);
  if (command === null) return meanings.get(text);
  const [, name = "", words = ""] = command;
  return words === "" ? (commands[name] ?? meanings.get(name)) : meanings.get(`${name}${words}`);
}
