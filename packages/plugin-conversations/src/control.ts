const words = ["new", "stop", "status", "help"] as const;
export type ControlWord = (typeof words)[number];

/** A command that the house itself answers. Anything else, an unknown `/word` too, is text for the agent. */
export function parseControl(text: string): ControlWord | undefined {
  const word = /^\/([a-z]+)(?:@\S+)?$/i.exec(text.trim())?.[1]?.toLowerCase();
  return words.find((known) => known === word);
}

export const helpText = [
  "/new begins a new conversation; the old one is kept.",
  "/stop ends what the agent is doing for you now, and drops what waits.",
  "/status tells what it is doing.",
  "/help shows this.",
  "Everything else goes to the agent.",
].join("\n");
