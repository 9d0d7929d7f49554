import { doers } from "../deeds/doers.ts";
import { everyday } from "../rules/strangers.ts";
import { isShell } from "../unwrap/lines/index.ts";

const names: ReadonlySet<string> = new Set([
  ...everyday.split(" "),
  ...Object.keys(doers),
  ..."gh glab hub tea git hg svn jj gt git-town gitmoji cz commitizen commitlint changeset changie towncrier standard-version".split(" "),
  ...": for case select [[ function exec command builtin trap return break continue shift wait jobs bg fg getopts printenv pgrep pkill kill killall xclip xsel pbcopy wl-copy clip print".split(
    " ",
  ),
  // What they run for each thing is judged by itself.
  ..."find gfind fd fdfind".split(" "),
  ...// What they are given goes elsewhere, or is judged by rules of their own.
  "docker podman nerdctl kubectl oc helm terraform tofu ansible ansible-playbook ssh scp sshpass salt pdsh curl wget http https xh jira linear slack discord telegram-send ntfy mutt sendmail osascript".split(
    " ",
  ),
  ..."claude codex gemini aider cursor-agent opencode llm ollama instar pandoc mdbook mkdocs hugo jekyll asciidoctor sphinx-build rst2html wkhtmltopdf dot mmdc plantuml".split(
    " ",
  ),
  ..."bats shellspec shunit2 shellcheck shfmt vale cspell codespell misspell proselint alex textlint write-good markdownlint".split(" "),
  // They sum up, pack, draw or show a text.
  ..."sha1sum sha224sum sha256sum sha384sum sha512sum shasum md5sum md5 b2sum b3sum xxhsum cksum sum openssl gzip pigz bzip2 xz zstd lz4 brotli compress iconv dos2unix unix2dos figlet toilet cowsay lolcat boxes qrencode fmt expand unexpand pr ts pv hexyl glow mdcat pygmentize highlight aspell hunspell ispell espeak spd-say gum whiptail dialog zenity kdialog".split(
    " ",
  ),
  ..."createdb psql mysql redis-cli mongosh sqlite3 clickhouse-client cqlsh rpk kafka-console-producer nats mosquitto_pub logger systemd-cat wall".split(" "),
]);

/** Whether a program only carries texts, or is read in another way. */
export const isCarrier = (name: string): boolean =>
  names.has(name) || isShell(name) || /\.(sh|bash|zsh|js|mjs|cjs|ts|py|rb|pl|php)$/.test(name) || /^(python|pypy|node|ruby|perl|php|lua)[\d.]*$/.test(name);
