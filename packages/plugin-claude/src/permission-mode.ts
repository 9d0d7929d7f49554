import { ClaudeError } from "./errors.ts";

/** Claude Code's own permission modes, by how much they let through unasked. `default` is its other word for `manual`. */
const reach = { plan: 0, manual: 1, default: 1, dontAsk: 1, acceptEdits: 2, auto: 3, bypassPermissions: 4 } as const;

export type PermissionMode = keyof typeof reach;

const isMode = (name: string): name is PermissionMode => Object.hasOwn(reach, name);

/** `asked` when it lets through no more than `widest`. Absent: `widest`. Throws CLAUDE_UNKNOWN_MODE or CLAUDE_MODE_TOO_WIDE. */
export function chooseMode(asked: string | undefined, widest: PermissionMode): PermissionMode {
  if (asked === undefined) return widest;
  if (!isMode(asked)) throw ClaudeError.UNKNOWN_MODE(asked, Object.keys(reach), meant(asked));
  if (reach[asked] > reach[widest]) throw ClaudeError.MODE_TOO_WIDE(asked, widest);
  return asked;
}

/** The mode that is spelled nearly so: `accept-edits`, `bypass`. */
function meant(name: string): string | undefined {
  const bare = (word: string) => word.toLowerCase().replace(/[^a-z]/g, "");
  const word = bare(name);
  return word.length < 3 ? undefined : Object.keys(reach).find((mode) => bare(mode).startsWith(word) || word.startsWith(bare(mode)));
}
