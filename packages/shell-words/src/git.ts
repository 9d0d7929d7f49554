/** The words of a `git` line without the options before its command. */
export function gitWords(args: readonly string[]): readonly string[] {
  let at = 0;
  while (args[at]?.startsWith("-")) at += ["-C", "-c", "--git-dir", "--work-tree"].includes(args[at] ?? "") ? 2 : 1;
  return args.slice(at);
}

/** Words as the line that they are together; one alone is a line already. */
const asLine = (words: readonly string[]): string =>
  words.length === 1 ? (words[0] ?? "") : words.map((word) => (/[\s'"]/.test(word) ? `'${word.replaceAll("'", "'\\''")}'` : word)).join(" ");

/** The lines of shell that `git` is given: for an alias, a pager, a commit of a rebase. */
export function gitLines(args: readonly string[]): readonly string[] {
  const words = gitWords(args);
  const settings = args.flatMap((word, index) => (args[index - 1] === "-c" ? [word.replace(/^[^=]*=!?/, "")] : []));
  const aliases = words[0] === "config" ? words.slice(2).map((word) => word.replace(/^!/, "")) : [];
  const given = words.flatMap((word, index) => {
    if (/^--(exec|\w+-filter)=/.test(word)) return [word.replace(/^[^=]*=/, "")];
    return /^(-x|--exec|--\w+-filter)$/.test(words[index - 1] ?? "") ? [word] : [];
  });
  const rest = (words[0] === "bisect" && words[1] === "run") || (words[0] === "submodule" && words[1] === "foreach") ? [asLine(words.slice(2))] : [];
  return [...settings, ...aliases, ...given, ...rest];
}

/** The words of `git clean` that are options, one letter each, without what is no option. */
function cleaningOptions(words: readonly string[]): readonly string[] {
  const options: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? "";
    if (word === "--") break;
    if (word.startsWith("--")) options.push(word);
    else if (/^-\w/.test(word)) {
      // What stands behind `e` is a pattern.
      const [letters = "", pattern] = [word.slice(1).split("e")[0], word.includes("e") ? word.slice(word.indexOf("e") + 1) : undefined];
      options.push(...[...letters].map((letter) => `-${letter}`));
      if (pattern === "") at++;
    } else continue;
    if (word === "--exclude") at++;
  }
  return options;
}

/** Whether the words of a `git clean` only show what would go. */
export const isDryRun = (words: readonly string[]): boolean => {
  const said = cleaningOptions(words).findLast((option) => option === "-n" || /^--(no-)?d(r(y(-(r(un?)?)?)?)?)?$/.test(option));
  return said !== undefined && !said.startsWith("--no-");
};

/** Whether it takes files along that git was told to leave out. */
export function takesIgnored(args: readonly string[]): boolean {
  const [command, ...rest] = gitWords(args);
  const has = (letter: string, long: string) => rest.some((word) => word === long || (/^-\w+$/.test(word) && word.includes(letter)));
  if (command === "clean") return cleaningOptions(rest).some((option) => /^-x$/i.test(option)) && !isDryRun(rest);
  if (command === "stash") return has("a", "--all");
  return command === "add" && has("f", "--force") && !has("n", "--dry-run");
}
