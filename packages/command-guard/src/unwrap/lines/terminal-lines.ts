import { joined, type Line } from "./line.ts";

const terminals =
  /^(new(-session)?|new-window|neww|split-window|splitw|run(-shell)?|send-keys|send|respawn-pane|display-popup|popup|confirm-before|if-shell|pipe-pane)$/;

/** The lines among the words of programs that run what they are told, in a terminal or over and over. */
export function linesAmong(name: string, args: readonly string[]): readonly Line[] {
  const out: Line[] = args.filter((word) => /\s/.test(word.trim())).map((text) => ({ via: name, text }));
  let from = 0;
  while (from < args.length && (/^-/.test(args[from] ?? "") || /^[\d.]+$/.test(args[from] ?? "") || terminals.test(args[from] ?? ""))) {
    if (args[from] === "--") {
      from++;
      break;
    }
    // The names of a session, a window and a folder.
    from += (
      name === "watch"
        ? /^(-[a-zA-Z]*[nq]|--interval|--equexit)$/.test(args[from] ?? "")
        : /^-[a-zA-Z]*[stnSTxe]$/.test(args[from] ?? "") && /^(tmux|screen)$/.test(name) && !/^-(dm|d|D)[a-zA-Z]*(?<!S)$/.test(args[from] ?? "")
    )
      ? 2
      : 1;
  }
  // `npm:build:*` is the name of a script of the package.
  const rest = args.slice(from).filter((word) => !/^(Enter|C-m|ENTER)$/.test(word) && !/^(npm|pnpm|yarn|bun|node|deno):/.test(word));
  if (rest.length > 0) out.push({ via: name, text: joined(rest).replace(/^\s*spawn\s+(-\w+\s+)*/, "") });
  if (name === "expect") for (const [, text = ""] of args.join("\n").matchAll(/\b(?:spawn|exec|system)\s+([^\n;]+)/g)) out.push({ via: "expect", text });
  return out;
}
