export type Severity = "critical" | "high" | "medium";

/** `block`: nobody reads it; `redact`: it is masked; `warn`: it stays, and whoever reads it is told. */
export type LeakAction = "block" | "redact" | "warn";

/** What a kind of secret looks like. */
export interface LeakPattern {
  /** Unique; what a config calls it. */
  readonly name: string;
  /** As a sentence calls it, with its article. */
  readonly label: string;
  readonly severity: Severity;
  readonly action: LeakAction;
  /** At least three characters each, in lower case; the shape is tried only where one of them stands, in any case. */
  readonly anchors: readonly string[];
  /** Of one without anchors: what stands in every such secret, so that a text without it need not be searched slowly. */
  readonly sign?: (text: string) => boolean;
  /** Sticky; begins at the anchor. A group called `secret` narrows what the leak is. It must not backtrack over unbounded lengths. */
  readonly shape: RegExp;
  /** Where the shape alone says too little: whether this is one, by the matched secret and what stands around it. */
  readonly fits?: (found: Found) => boolean;
}

export interface Found {
  readonly text: string;
  /** Where the whole shape was found. */
  readonly from: number;
  readonly to: number;
  /** Where the secret is. */
  readonly start: number;
  readonly end: number;
  readonly secret: string;
}

/** After a written-out escape (`\\n`, `%3D`, `\\u003d`) or a colour of the terminal, whose last letter belongs to neither, anything may begin. */
const written = String.raw`\\[nrtvfb0]|\\u[0-9a-fA-F]{4}|%[0-9A-Fa-f]{2}|\x1b\[[0-9;]{0,12}m`;

/** What may not stand behind any of `characters`, such as `A-Za-z0-9_`. */
export const notAfter = (characters: string): string => `(?:(?<![${characters}])|(?<=${written}))`;
/** Where a word may begin: not within another. */
export const wordStart: string = notAfter("A-Za-z0-9_");
/** Also not after a hyphen: for what may have hyphens within. */
export const tokenStart: string = notAfter("A-Za-z0-9_-");

/** A token that begins with a fixed text: `vendor("npm-token", "an npm token", "npm_", "[A-Za-z0-9]{36}")`. */
export function vendor(
  name: string,
  label: string,
  prefix: string,
  rest: string,
  rank: { readonly severity?: Severity; readonly action?: LeakAction; readonly fits?: LeakPattern["fits"]; readonly anchors?: readonly string[] } = {},
): LeakPattern {
  const { severity = "high", action = "block", fits, anchors } = rank;
  const literal = prefix.replace(/[.$^*+?()[\]{}|\\]/g, "\\$&");
  return {
    name,
    label,
    severity,
    action,
    anchors: anchors ?? [prefix.toLowerCase()],
    shape: new RegExp(`${wordStart}${literal}${rest}`, "y"),
    ...(fits && { fits }),
  };
}

const lineEnd = /\n|\\n/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: colours of the terminal begin with one
const colour = /\x1b\[[0-9;]{0,12}m/g;

/** What stands before it on the same line (also where line ends are written out), at most `length` characters, without colours. */
export function before({ text, from }: Pick<Found, "text" | "from">, length = 80): string {
  const piece = text.slice(Math.max(0, from - length), from);
  return (piece.split(lineEnd).at(-1) as string).replace(colour, "");
}

/** What stands behind it on the same line, at most `length` characters. */
export function after({ text, to }: Pick<Found, "text" | "to">, length = 80): string {
  return (text.slice(to, to + length).split(lineEnd)[0] as string).replace(colour, "");
}
