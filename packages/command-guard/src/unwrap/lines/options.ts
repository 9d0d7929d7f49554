import { readInvocation, valuesOf } from "../../invocation.ts";

/** Options of programs whose value is a line of shell. */
export const lineOptions: Readonly<Record<string, string>> = {
  chokidar: "-c|--command",
  concurrently: "-c",
  conda: "--run",
  dash: "-c",
  docker: "--health-cmd",
  entr: "-s",
  env: "-S|--split-string",
  fd: "--exec-batch",
  flock: "-c|--command",
  fzf: "--preview|--bind",
  man: "-P|--pager",
  "nix-shell": "--run|--command",
  nodemon: "-x|--exec",
  npx: "-c|--call",
  npm: "-c|--call",
  rsync: "-e|--rsh|--rsync-path",
  scp: "-S",
  script: "-c|--command",
  snap: "-c",
  sort: "--compress-program",
  split: "--filter",
  gsplit: "--filter",
  nc: "-c|--sh-exec",
  ncat: "-c|--sh-exec|-e|--exec",
  netcat: "-c|-e",
  tcpdump: "-z",
  xterm: "-e",
  alacritty: "-e|--command",
  su: "-c|--command|--session-command",
  runuser: "-c|--command",
  tar: "--to-command|-I|--use-compress-program|--rsh-command|--info-script",
  watchexec: "--shell",
  watchman: "--command",
  zip: "-TT|--unzip-command",
  sg: "-c",
  "start-stop-daemon": "--startas|--exec",
  ansible: "-a|--args",
  vagrant: "-c|--command",
  gcloud: "--command",
  multipass: "--command",
};

/** The values of options wherever they stand, also as the last letter of several: `bash -lc`. */
export const valuedEverywhere = (name: string, args: readonly string[], flags: string): readonly string[] => {
  const wanted = flags.split("|");
  const out = [...valuesOf(readInvocation(name, args), flags)];
  for (const [index, word] of args.entries()) {
    const next = args[index + 1];
    if (next === undefined) continue;
    if (wanted.includes(word)) out.push(next);
    // `bash -lc`, `su -lc`, `rsync -ae`
    else if (/^-[a-zA-Z]{2,8}$/.test(word) && wanted.includes(`-${word.at(-1)}`)) out.push(next);
  }
  return [...new Set(out)];
};
