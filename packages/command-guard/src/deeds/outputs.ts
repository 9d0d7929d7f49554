/** Options behind which programs are told the file that they write, and the programs that have them. */
const tables: readonly (readonly [options: string, programs: string])[] = [
  [
    "-o|--output",
    "sort shuf gcc g++ cc c++ clang clang++ tcc gfortran ld ld.lld lld gold as nasm yasm rustc ghc ocamlc ocamlopt go gpg gpg2 age rage age-keygen xsltproc dot neato pandoc bison flex iconv uudecode base64 yt-dlp youtube-dl aria2c pv strace ltrace perf patch terser uglifyjs rollup mkisofs genisoimage xorrisofs mongodump strip xmllint sops babel swc docker podman protoc screen ghostscript qpdf makensis hexyl grpcurl tesseract gdc ldc2 dmd fpc kotlinc sqlcmd http https xh",
  ],
  ["-outdev|-dev|-o", "xorriso"],
  ["-out|-keyout|-CAserial|-writerand", "openssl"],
  ["-f|--file", "pg_dump pg_dumpall pg_restore"],
  ["-r|--result-file", "mysqldump mariadb-dump"],
  ["-w", "tcpdump tshark dumpcap"],
  ["-oN|-oX|-oG|-oS", "nmap"],
  ["-f", "ssh-keygen"],
  ["-keystore|-destkeystore|-file", "keytool"],
  ["-cert-file|-key-file|-p12-file", "mkcert"],
  ["--outfile|--outFile|--out-file|--dest", "esbuild tsc babel bun"],
  ["--rdb", "redis-cli"],
  ["-O|--output", "ddrescue"],
];

const optionsOf: ReadonlyMap<string, readonly string[]> = new Map(
  tables.flatMap(([options, programs]) => programs.split(" ").map((name): [string, readonly string[]] => [name, options.split("|")])),
);

/** Programs whose short options may stand in one word, the last of them with a value. */
const clustering = /^(sort|shuf|gpg2?|age|strace|ltrace|patch|curl|strip|tcpdump)$/;

/** What a `ssh-keygen` is asked that only looks. */
const looking = /^-[a-zA-Z]{0,4}[lyeiFHBLQDYsr]|^-R/;

/** The files that a program is told to write by an option. */
export function outputsOf(name: string, args: readonly string[]): readonly string[] {
  if (name === "sqlite3") return args.flatMap((word) => /^\.(?:output|once|backup|save|clone|log)\s+(?:main\s+)?['"]?([^\s'"]+)/.exec(word)?.[1] ?? []);
  if (name === "socat") return args.flatMap((word) => /^(?:OPEN|CREATE|GOPEN|FILE):([^,\uE00F]+)/i.exec(word)?.[1] ?? []);
  const options = optionsOf.get(name);
  if (options === undefined || (name === "ssh-keygen" && args.some((word) => looking.test(word)))) return [];
  const out: string[] = [];
  for (const [index, word] of args.entries()) {
    if (word === "--") break;
    for (const option of options) {
      if (
        word === option ||
        (clustering.test(name) && option.length === 2 && word.length > 2 && /^-[a-zA-Z]{2,10}$/.test(word) && word.endsWith(option[1] ?? ""))
      )
        out.push(args[index + 1] ?? "");
      else if (word.startsWith(`${option}=`)) out.push(word.slice(option.length + 1));
      else if (option.length === 2 && word.startsWith(option) && /[/.~]/.test(word)) out.push(word.slice(2));
    }
  }
  return out.filter((word) => word !== "" && word !== "-");
}

/** Whether what it writes is new by its nature, so that only what lies there already is lost. */
export const isMaker = (name: string): boolean => /^(ssh-keygen|openssl|age-keygen|gpg2?|keytool|mkcert)$/.test(name);
