import type { Doing } from "../rule.ts";

/** How a program works on its words, as data. */
export interface Doer {
  readonly does: Doing;
  /** Which of its plain words; `target` for copies: the last one, or the value of `-t`. */
  readonly words: "all" | "first" | "second" | "last" | "but last" | "but first" | "target" | "sources" | "none" | "disks" | "final";
  /** Also the values of these options. */
  readonly values?: string;
  /** Also what follows such a word: `of=`. */
  readonly behind?: string;
  /** With all that lies in it: always, or with one of these. */
  readonly deep?: boolean | string;
  /** Only with one of these. */
  readonly needs?: string;
  /** Not with one of these. */
  readonly unless?: string;
  /** Of a folder it can only mean the files in it. */
  readonly each?: boolean;
  /** It makes something new. */
  readonly makes?: boolean;
}

const recursive = "-r|-R|--recursive";
const remove: Doer = { does: "remove", words: "all", deep: recursive };
const format: Doer = { does: "format", words: "disks", unless: "-V|--version|-h|--help|-n|--no-act" };
/** The packed one takes the place of the plain one. */
const packed: readonly Doer[] = [
  { does: "move", words: "all", unless: "-k|--keep|-c|--stdout|--to-stdout|-t|--test|-l|--list|-d|--decompress|--uncompress|-V|--version|-h|--help" },
];
const readAll: Doer = { does: "read", words: "all" };
const edit: readonly Doer[] = [{ does: "overwrite", words: "all", each: true }];

/** What makes `rsync` take away what the other side does not have. */
export const mirroring = "--delete|--del|--delete-after|--delete-before|--delete-during|--delete-excluded|--delete-delay";

/** Programs that work on what they are told. */
export const doers: Readonly<Record<string, readonly Doer[]>> = {
  rm: [remove],
  grm: [remove],
  srm: [remove],
  rmdir: [{ does: "remove", words: "all" }],
  unlink: [{ does: "remove", words: "all" }],
  rimraf: [{ does: "remove", words: "all", deep: true }],
  "del-cli": [{ does: "remove", words: "all", deep: true }],
  del: [{ does: "remove", words: "all", deep: true }],
  rd: [{ does: "remove", words: "all", deep: true }],
  "trash-put": [{ does: "move", words: "all", deep: true }],
  trash: [{ does: "move", words: "all", deep: true }],
  shred: [{ does: "remove", words: "all", deep: true }],
  erase: [{ does: "remove", words: "all", deep: true }],
  ri: [{ does: "remove", words: "all", deep: "-r|-Recurse|-recurse" }],
  "clear-content": edit,
  fallocate: edit,
  unzip: [{ does: "append", words: "none", values: "-d", needs: "-o" }],
  wipe: [{ does: "remove", words: "all", deep: true }],
  scrub: [{ does: "remove", words: "all", deep: true }],
  "remove-item": [{ does: "remove", words: "all", deep: "-r|-Recurse|-recurse" }],
  mv: [
    { does: "move", words: "sources", deep: true },
    { does: "overwrite", words: "target" },
  ],
  cp: [{ does: "overwrite", words: "target" }],
  install: [{ does: "overwrite", words: "target", unless: "-d|--directory" }],
  ln: [
    { does: "overwrite", words: "target", needs: "-f|--force" },
    { does: "append", words: "target", unless: "-f|--force" },
  ],
  link: [{ does: "append", words: "last" }],
  ditto: [{ does: "overwrite", words: "last" }],
  dd: [
    { does: "overwrite", words: "none", behind: "of=" },
    { does: "read", words: "none", behind: "if=" },
  ],
  tee: [
    { does: "overwrite", words: "all", unless: "-a|--append" },
    { does: "append", words: "all", needs: "-a|--append" },
  ],
  sponge: edit,
  mkswap: [format],
  mke2fs: [format],
  mkdosfs: [format],
  mkntfs: [format],
  wipefs: [{ ...format, needs: "-a|--all|-o|--offset" }],
  dos2unix: edit,
  unix2dos: edit,
  mac2unix: edit,
  upx: edit,
  strip: [{ does: "overwrite", words: "all", unless: "-o" }],
  objcopy: [
    { does: "overwrite", words: "last" },
    { does: "overwrite", words: "first" },
  ],
  patchelf: [{ does: "overwrite", words: "last" }],
  recode: [{ does: "overwrite", words: "but first" }],
  logsave: [{ does: "overwrite", words: "first" }],
  ddrescue: [{ does: "overwrite", words: "but first" }],
  dcfldd: [{ does: "overwrite", words: "none", behind: "of=" }],
  dc3dd: [{ does: "overwrite", words: "none", behind: "of=" }],
  mksquashfs: [{ does: "overwrite", words: "second" }],
  "qemu-img": [{ does: "overwrite", words: "last" }],
  ffmpeg: [{ does: "overwrite", words: "final", needs: "-y" }],
  sox: [{ does: "overwrite", words: "last" }],
  convert: [{ does: "overwrite", words: "last" }],
  magick: [{ does: "overwrite", words: "last" }],
  mogrify: [{ does: "overwrite", words: "all" }],
  wkhtmltopdf: [{ does: "overwrite", words: "last" }],
  ar: [{ does: "overwrite", words: "second" }],
  "7z": [{ does: "append", words: "none", values: "-o" }],
  unrar: [{ does: "append", words: "last", deep: true }],
  cpio: [
    { does: "append", words: "all", deep: true, needs: "-p|--pass-through" },
    { does: "append", words: "none", values: "-D|--directory", deep: true },
    { does: "overwrite", words: "none", values: "-O|-F|--file", needs: "-o|--create" },
  ],
  gzip: packed,
  pigz: packed,
  bzip2: packed,
  xz: packed,
  lzma: packed,
  compress: packed,
  zstd: [{ does: "move", words: "all", needs: "--rm" }],
  tmpreaper: [{ does: "remove", words: "but first", deep: true }],
  tmpwatch: [{ does: "remove", words: "but first", deep: true }],
  fdupes: [{ does: "remove", words: "all", needs: "-d|--delete" }],
  jdupes: [{ does: "remove", words: "all", needs: "-d|--delete" }],
  rdfind: [{ does: "remove", words: "all", needs: "-deleteduplicates" }],
  truncate: edit,
  patch: [{ does: "overwrite", words: "none" }],
  ed: edit,
  chmod: [{ does: "permit", words: "but first", deep: "-R|--recursive" }],
  setfacl: [{ does: "permit", words: "all", deep: "-R|--recursive" }],
  chattr: [{ does: "permit", words: "but first", deep: "-R" }],
  chflags: [{ does: "permit", words: "but first", deep: "-R" }],
  chown: [{ does: "own", words: "but first", deep: "-R|--recursive" }],
  chgrp: [{ does: "own", words: "but first", deep: "-R|--recursive" }],
  rsync: [
    {
      does: "remove",
      words: "last",
      deep: true,
      needs: mirroring,
      unless: "-n|--dry-run",
    },
    { does: "move", words: "sources", deep: true, needs: "--remove-source-files", unless: "-n|--dry-run" },
    { does: "overwrite", words: "last", unless: "-n|--dry-run" },
  ],
  tar: [
    { does: "move", words: "all", deep: true, needs: "--remove-files", unless: "-x|--extract" },
    { does: "overwrite", words: "none", values: "-f|--file", needs: "-c|--create" },
  ],
  bsdtar: [{ does: "overwrite", words: "none", values: "-f|--file", needs: "-c|--create" }],
  zip: [{ does: "move", words: "but first", deep: true, needs: "-m|--move" }],
  curl: [{ does: "overwrite", words: "none", values: "-o|--output" }],
  wget: [{ does: "overwrite", words: "none", values: "-O|--output-document|-o|--output-file" }],
  sqlite3: [],
  mkdir: [],
  touch: [],
  cat: [readAll],
  tac: [readAll],
  bat: [readAll],
  batcat: [readAll],
  less: [readAll],
  more: [readAll],
  head: [readAll],
  tail: [readAll],
  nl: [readAll],
  od: [readAll],
  xxd: [
    { does: "read", words: "first" },
    { does: "overwrite", words: "second" },
  ],
  hexdump: [readAll],
  strings: [readAll],
  base64: [readAll],
  base32: [readAll],
  rev: [readAll],
  sort: [readAll],
  uniq: [
    { does: "read", words: "first" },
    { does: "overwrite", words: "second" },
  ],
  paste: [readAll],
  fold: [readAll],
  column: [readAll],
  cut: [readAll],
  view: [readAll],
  diff: [{ does: "read", words: "all", unless: "-q|--brief" }],
  grep: [{ does: "read", words: "but first", unless: "-q|-c|-l|-L|--quiet|--count|--files-with-matches|-o|--only-matching" }],
  egrep: [{ does: "read", words: "but first", unless: "-q|-c|-l" }],
  rg: [{ does: "read", words: "but first", unless: "-q|-c|-l" }],
  awk: [{ does: "read", words: "but first" }],
  jq: [{ does: "read", words: "but first" }],
  yq: [{ does: "read", words: "but first" }],
  gpg: [],
  scp: [
    { does: "send", words: "sources" },
    { does: "overwrite", words: "last" },
  ],
  sftp: [{ does: "send", words: "all" }],
  nc: [],
};
