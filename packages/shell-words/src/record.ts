import { isTold } from "./known-text.ts";
import type { Place, Stream } from "./reading.ts";
import type { Redirected } from "./redirections.ts";
import { folderOf, functionsIn, knownOf, type Scope } from "./scope.ts";
import type { ShellCommand } from "./shell-command.ts";

const mostSource = 200;

/** Puts a command on the list. */
export function record(
  place: Place,
  node: { readonly pos: number; readonly end: number },
  parts: Partial<Pick<ShellCommand, "words" | "assigned" | "settings" | "decoded">>,
  redirected: Redirected | undefined,
  offered?: Stream,
): void {
  const streams = [redirected?.input, place.input, place.scope.open.get(0)?.input, offered].filter((one) => one !== undefined);
  const stream = streams.find(({ content }) => content !== undefined) ?? streams[0];
  const content = stream?.content;
  const input = content === undefined || !isTold(content) ? undefined : content.text.slice(stream?.at ?? 0).replace(/\n$/, "");
  place.reading.out.push({
    words: parts.words ?? [],
    files: redirected?.files ?? [],
    redirections: redirected?.redirections ?? [],
    input,
    ...(stream?.from === undefined ? {} : { reads: stream.from }),
    assigned: parts.assigned ?? [],
    settings: parts.settings ?? {},
    known: knownBy([...(parts.words ?? []), input ?? ""], place.scope),
    piped: false,
    captured: place.captured,
    decoded: parts.decoded === true || redirected?.decoded === true || (input !== undefined && content?.decoded === true),
    within: place.within,
    source: place.source.slice(node.pos, Math.min(node.end, node.pos + mostSource)),
  });
}

/** What lines within a command may ask for. */
function knownBy(texts: readonly string[], scope: Scope): Readonly<Record<string, string>> {
  const known = texts.some((text) => text.includes("$")) ? knownOf(scope) : folderOf(scope);
  // A function that a trap names alone is read at the end, when all is set.
  const asked = texts[0] === "trap" ? texts.slice(1).filter((text) => !scope.functions.has(text)) : texts.slice(1);
  const functions = scope.functions.size + scope.aliases.size === 0 ? {} : functionsIn(scope, asked);
  return Object.keys(functions).length === 0 ? known : { ...known, ...functions };
}
