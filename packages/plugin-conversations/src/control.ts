const words = ["new", "stop", "status", "help"] as const;
export type ControlWord = (typeof words)[number];

const summaries: Readonly<Record<ControlWord, string>> = {
  new: "begins a new conversation; the old one is kept.",
  stop: "ends what the agent is doing for you now, and drops what waits.",
  status: "tells what it is doing.",
  help: "shows this.",
};

/** The house's own commands, for a channel's menu. */
export const controlMenu = words.map((name) => ({ name, summary: summaries[name] }));

/** A command that the house itself answers. Anything else, an unknown `/word` too, is text for the agent. */
export function parseControl(text: string): ControlWord | undefined {
  const parsed = parseSlash(text);
  return parsed?.words === "" ? words.find((known) => known === parsed.name) : undefined;
}

/** `/name words`; a name may be followed by the `@name` of a bot, as chat services write it. The name in lower case. */
export function parseSlash(text: string): { readonly name: string; readonly words: string } | undefined {
  const [, name, behind = ""] = /^\/([a-z][a-z0-9_-]*)(?:@\S+)?(?:\s+([\s\S]*))?$/i.exec(text.trim()) ?? [];
  return name === undefined ? undefined : { name: name.toLowerCase(), words: behind.trim() };
}

export const isControlWord = (name: string): boolean => (words as readonly string[]).includes(name);

/** `contributed`: the lines of the commands that plugins bring. */
export const helpText = (contributed: readonly string[]): string =>
  [...words.map((name) => `/${name} ${summaries[name]}`), ...contributed, "Everything else goes to the agent."].join("\n");
