const prefix = /^npm (?:error|ERR!) ?/;
/** Where the failure was noticed in npm's own code, and what repeats the sentence before it. */
const noise = /^\s+at |^(?:syscall|errno|path|dest|command) |^(?:code )?\d+$|^E?\d*$|^\s*$/;
const logPlace = /^A complete log of this run can be found in:\s*(.*)$/;
const mostLines = 6;

/** What npm said on stderr as a person needs it: its sentences without prefixes, stacks and dumps of objects, and where its log is. */
export function explainNpm(stderr: string): string {
  const all = stderr.trim().split(/\r?\n/);
  const errors = all.some((line) => prefix.test(line)) ? all.filter((line) => prefix.test(line)) : all.slice(-mostLines);
  const lines = errors.map((line) => line.replace(prefix, "").trimEnd());
  const log = lines.flatMap((line, index) => logPlace.exec(line)?.[1] || (logPlace.test(line) && lines[index + 1]) || [])[0];
  let dumped = false;
  const said: string[] = [];
  for (const line of lines) {
    const begins = /^\s*at .*\{$|^\{$/.test(line);
    if (begins) dumped = true;
    const shown = !dumped && !noise.test(line) && !logPlace.test(line) && line.trim() !== log?.trim();
    if (shown && !said.includes(line)) said.push(line);
    if (line === "}") dumped = false;
  }
  return [...said.slice(0, mostLines), ...(log === undefined ? [] : [`npm's own log of it is ${log.trim()}`])].join("\n");
}
