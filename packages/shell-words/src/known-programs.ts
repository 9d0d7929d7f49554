const names = (list: string): ReadonlySet<string> => new Set(list.split(" "));

/** They run a line of shell that they are given. */
export const shells = names("sh bash zsh dash ksh fish ash busybox eval source .");

const languages = names("nodejs deno bun tsx osascript lua jshell tclsh expect parallel sqlite3");
const editors = names("awk gawk mawk sed ed ex vim vi nvim emacs nano");

/** Whether a program runs code of another language, which is searched and not understood. */
export const isInterpreter = (name: string): boolean => languages.has(name) || /^(python|node|perl|ruby|php)[\d.]*$/.test(name);

/** Whether a program is given a small program that edits text. */
export const isEditor = (name: string): boolean => editors.has(name);

/** They are given lines of shell, now or for later, as an argument or as their input. */
export const lineTakers = names(
  "alias at batch bunx concurrently crontab entr env find flock make nix-shell nodemon npm npx parallel pnpm screen script ssh su systemd-run tmux trap watch xargs yarn",
);

/** What stands behind them are names of packages, containers and hosts, or text. */
export const namers = names(
  "docker podman nerdctl kubectl oc helm brew apt apt-get dnf git gh glab systemctl service systemd notify-send say pm2 supervisorctl terraform",
);

/** They work on the files whose names they are told. */
export const fileTakers = names("cpio pax parallel read rsync tar zip");

/** Their first plain argument is a pattern or a text, not a file. */
export const searchers = names("grep egrep fgrep rg ag ack ugrep");

/** They only say what they are given. */
export const speakers = names("echo printf");

/** They change no file that they are given; with wildcards they may meet the config. */
export const readers = names(
  "ls cat head tail less more wc file stat du diff sort uniq cut tr nl od md5sum sha256sum tree for grep egrep fgrep rg ag ack echo printf git tsc eslint vitest jest node test [ [[ jq bat column realpath basename",
);
