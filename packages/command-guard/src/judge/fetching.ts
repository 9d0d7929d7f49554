import type { ShellCommand } from "@instar/shell-words";
import { programName } from "../program-name.ts";

const fetchers = new Set("curl wget fetch http https xh aria2c lynx w3m nc ncat netcat socat ftp sftp scp axel httpie telnet".split(" "));

/** The files that a command keeps what it fetches in. */
export const savedBy = ({ words, redirections }: ShellCommand): readonly string[] => {
  const named = words.flatMap((word, index) =>
    /^(-\w*[oO]|--output|--output-document|--out)$/.test(words[index - 1] ?? "")
      ? [word]
      : /^--output(-document)?=/.test(word)
        ? [word.replace(/^[^=]*=/, "")]
        : [],
  );
  const remote =
    words.some((word) => /^-\w*O\w*$|^--remote-name/.test(word)) || programName(words) === "wget"
      ? words.filter((word) => /^(https?|ftp):|^[\w-]+(\.[\w-]+)+\//.test(word)).map((word) => word.replace(/[?#].*$/, "").replace(/^.*\//, ""))
      : [];
  return [...named, ...remote, ...redirections.filter(({ operator }) => operator.includes(">")).map(({ target }) => target)].filter((word) => word !== "");
};

/** Whether a command brings something from the network. */
export const isFetching = ({ words }: ShellCommand): boolean =>
  words.some((word, index) => (index < 6 ? fetchers.has(programName([word])) : false)) &&
  !/^(echo|printf|which|man|apt|apt-get|brew|dnf|yum|apk|command|type|grep|git)$/.test(programName(words));
