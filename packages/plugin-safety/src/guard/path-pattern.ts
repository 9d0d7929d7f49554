const special = /[.+^${}()|[\]\\]/g;

/**
 * Whether a whole absolute path fits a pattern: `*` is any part of a name, `**` anything at all, `/**` at the end also the folder itself. Case makes no
 * difference, as some file systems make none.
 */
export function compilePathPattern(pattern: string): (path: string) => boolean {
  const body = pattern
    .split(/(\/\*\*$|\*\*\/|\*\*|\*)/)
    .map((piece) => {
      if (piece === "/**") return "(?:/.*)?";
      if (piece === "**/") return "(?:.*/)?";
      if (piece === "**") return ".*";
      return piece === "*" ? "[^/]*" : piece.replace(special, "\\$&");
    })
    .join("");
  const expression = new RegExp(`^${body}$`, "is");
  return (path) => expression.test(path);
}
