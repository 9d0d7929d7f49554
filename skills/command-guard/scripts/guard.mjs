#!/usr/bin/env node
/* oxlint-disable */
// Made from the packages of Instar (MIT): change those, not this file.
/*
 * unbash 6.0.4, ISC
 *
 * ISC License
 *
 * Copyright (c) Lars Kappert
 *
 * Permission to use, copy, modify, and/or distribute this software for any
 * purpose with or without fee is hereby granted, provided that the above
 * copyright notice and this permission notice appear in all copies.
 *
 * THE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES WITH
 * REGARD TO THIS SOFTWARE INCLUDING ALL IMPLIED WARRANTIES OF MERCHANTABILITY
 * AND FITNESS. IN NO EVENT SHALL THE AUTHOR BE LIABLE FOR ANY SPECIAL, DIRECT,
 * INDIRECT, OR CONSEQUENTIAL DAMAGES OR ANY DAMAGES WHATSOEVER RESULTING FROM
 * LOSS OF USE, DATA OR PROFITS, WHETHER IN AN ACTION OF CONTRACT, NEGLIGENCE OR
 * OTHER TORTIOUS ACTION, ARISING OUT OF OR IN CONNECTION WITH THE USE OR
 * PERFORMANCE OF THIS SOFTWARE.
 */
import { statSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { isAbsolute } from "node:path";

import { lstatSync, opendirSync } from "node:fs";

import { existsSync, realpathSync } from "node:fs";
import { basename, dirname, join } from "node:path";
function realPath(path, known3 = /* @__PURE__ */ new Map()) {
  const before = known3.get(path);
  if (before !== void 0) return before;
  const parent2 = dirname(path);
  const real = existing(path) ?? (parent2 === path ? path : join(realPath(parent2, known3), basename(path)));
  known3.set(path, real);
  return real;
}
function existing(path) {
  try {
    return existsSync(path) ? realpathSync.native(path) : void 0;
  } catch {
    return void 0;
  }
}

var mostPath = 4096;
function createFileView() {
  return { realPath: (path) => realPath(path.slice(0, mostPath)), look, list };
}
function look(path) {
  try {
    const found3 = lstatSync(path, { throwIfNoEntry: false });
    if (found3 === void 0) return void 0;
    return {
      kind: found3.isDirectory() ? "folder" : found3.isFile() ? "file" : "other",
      // File systems that keep no birth say 0; the first of the other times is the next best.
      birthMs: found3.birthtimeMs > 0 ? found3.birthtimeMs : Math.min(found3.ctimeMs, found3.mtimeMs)
    };
  } catch {
    return void 0;
  }
}
var mostNames = 1e3;
function list(folder) {
  try {
    const open = opendirSync(folder);
    try {
      const names7 = [];
      for (let entry = open.readSync(); entry !== null && names7.length < mostNames; entry = open.readSync()) names7.push(entry.name);
      return names7;
    } finally {
      open.closeSync();
    }
  } catch {
    return [];
  }
}

var targetKinds = [
  "root",
  "system",
  "home",
  "keys",
  "device",
  "instar",
  "parent",
  "whole",
  "history",
  "hollow",
  "collection",
  "system-part",
  "home-part",
  "start",
  "project",
  "git",
  "top",
  "outside",
  "temporary",
  "unknown",
  "secret",
  "protected",
  "unnamed",
  "branch",
  "artefact",
  "inside",
  "own",
  "nowhere"
];

import { posix as posix28 } from "node:path";

var letters = { a: "\x07", b: "\b", e: "\x1B", E: "\x1B", f: "\f", n: "\n", r: "\r", t: "	", v: "\v", "\\": "\\" };
var escapes = /\\(?:x([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{1,4})|U([0-9a-fA-F]{1,8})|(0?[0-7]{1,3})|([abeEfnrtv\\])|(c))/g;
function printedEscapes(text2) {
  const end = /(?:^|[^\\])(?:\\\\)*\\c/.exec(text2);
  const told2 = end === null ? text2 : text2.slice(0, end.index + end[0].length - 2);
  const value2 = told2.replace(escapes, (whole, hex, four, eight, octal, letter) => {
    if (letter !== void 0) return letters[letter] ?? whole;
    const code = octal === void 0 ? Number.parseInt(hex ?? four ?? eight ?? "0", 16) : Number.parseInt(octal, 8) & 255;
    return code > 1114111 ? whole : String.fromCodePoint(code);
  });
  return { text: value2, stopped: end !== null };
}
var hidesLetters = (text2) => {
  for (const [, hex, octal] of text2.matchAll(/\\(?:[xuU]([0-9a-fA-F]{1,8})|0?([0-7]{1,3}))/g)) {
    const code = hex === void 0 ? Number.parseInt(octal ?? "0", 8) : Number.parseInt(hex, 16);
    if (code > 32 && code < 127) return true;
  }
  return false;
};

var wildcard = { many: "", one: "" };
var unknown = "";
var isPlain = (text2) => !/[\uE000-\uE00F]/.test(text2);

var isMany = (char) => char === "*" || char === wildcard.many || char === unknown;
var isOne = (char) => char === "?" || char === wildcard.one;
var charsOf = (text2) => /[\uD800-\uDFFF]/.test(text2) ? [...text2] : text2;
var globbed = (text2) => text2.replaceAll("*", wildcard.many).replaceAll("?", wildcard.one);
function globFits(pattern, name2) {
  const wanted = charsOf(pattern.toLowerCase());
  const given7 = charsOf(name2.toLowerCase());
  let at2 = 0;
  let star = -1;
  let mark = 0;
  for (let index = 0; index < given7.length; ) {
    if (isMany(wanted[at2])) {
      star = at2++;
      mark = index;
    } else if (isOne(wanted[at2]) || wanted[at2] === given7[index]) {
      at2++;
      index++;
    } else if (star === -1) return false;
    else {
      at2 = star + 1;
      index = ++mark;
    }
  }
  while (isMany(wanted[at2])) at2++;
  return at2 === wanted.length;
}

var globals = { "-maxdepth": 1, "-mindepth": 1, "-regextype": 1, "-D": 1 };
var doubtful = /^-([acm](time|min)|newer\w*|[ac]newer|user|group|uid|gid|perm|size|inum|links|samefile|used|fstype|context|nouser|nogroup|executable)$/;
var bare = /^-(nouser|nogroup|executable|readable|writable|true|false|empty|print0?|ls|prune|quit|delete|depth|d|mount|xdev|noleaf|daystart|follow|warn|nowarn|x)$/;
var running = /^-(exec|execdir|ok|okdir)$/;
var least = (one, other) => one < other ? one : other;
var most = (one, other) => one > other ? one : other;
var opposite = (one) => 2 - one;
var mostTests = 400;
function reaches(tests, action, root, sample) {
  if (tests.length > mostTests) return 1;
  const depth = sample.parts.length;
  if (limitOf(tests, "-maxdepth", 99) < depth || limitOf(tests, "-mindepth", 0) > depth) return 0;
  const prunes = !tests.includes("-delete") && !tests.includes("-depth");
  let open = 2;
  for (let above = 1; above < depth && prunes; above++) {
    const { pruned } = walk(tests, action, root, { parts: sample.parts.slice(0, above), type: "d" });
    open = least(open, opposite(pruned));
  }
  return least(open, walk(tests, action, root, sample).reached);
}
var limitOf = (tests, name2, otherwise) => {
  const at2 = tests.indexOf(name2);
  return at2 === -1 ? otherwise : Number.parseInt(tests[at2 + 1] ?? "", 10) || 0;
};
function endOfRun(tests, at2) {
  const end = tests.findIndex((word, index) => index > at2 && (word === ";" || word === "+" && tests[index - 1] === "{}"));
  return end === -1 ? tests.length : end + 1;
}
function walk(tests, action, root, sample) {
  const state = { at: 0, reached: 0, pruned: 0 };
  const name2 = sample.parts.at(-1) ?? root;
  const path = [root.replace(/(.)\/+$/, "$1"), ...sample.parts].join("/");
  function either(open) {
    let value3 = all3(open);
    while (/^(-o|-or|,)$/.test(tests[state.at] ?? "")) {
      const isList = tests[state.at++] === ",";
      const next = all3(isList ? open : least(open, opposite(value3)));
      value3 = isList ? next : most(value3, next);
    }
    return value3;
  }
  function all3(open) {
    let value3 = 2;
    while (state.at < tests.length && !/^(-o|-or|,|\))$/.test(tests[state.at] ?? "")) {
      if (/^(-a|-and)$/.test(tests[state.at] ?? "")) state.at++;
      else value3 = least(value3, one(least(open, value3)));
    }
    return value3;
  }
  function one(open) {
    const word = tests[state.at] ?? "";
    if (word === "!" || word === "-not") {
      state.at++;
      return opposite(one(open));
    }
    if (word === "(") {
      state.at++;
      const value3 = either(open);
      if (tests[state.at] === ")") state.at++;
      return value3;
    }
    if (state.at === action) state.reached = most(state.reached, open);
    if (word === "-prune") state.pruned = most(state.pruned, open);
    const operand2 = tests[state.at + 1] ?? "";
    state.at = running.test(word) ? endOfRun(tests, state.at) : state.at + 1 + (word.startsWith("-") && !bare.test(word) ? 1 : globals[word] ?? 0);
    return answer2(word, operand2);
  }
  function answer2(word, operand2) {
    if (/^-i?name$/.test(word)) return globFits(operand2, name2) ? 2 : 0;
    if (/^-i?(path|wholename)$/.test(word)) return globFits(operand2, path) ? 2 : 0;
    if (/^-i?regex$/.test(word)) return /^\^?(\.\/)?\.[*+]\$?$/.test(operand2) ? 2 : 0;
    if (word === "-type") return operand2.split(",").includes(sample.type) ? 2 : 0;
    if (word === "-xtype" || word === "-lname" || word === "-ilname") return operand2 === sample.type ? 2 : 0;
    if (word === "-empty" || word === "-false") return 0;
    return doubtful.test(word) || running.test(word) ? 1 : 2;
  }
  let value2 = either(2);
  while (state.at < tests.length) {
    state.at++;
    value2 = least(value2, either(2));
  }
  return { reached: action >= tests.length ? value2 : state.reached, pruned: state.pruned };
}

var anything = [
  { parts: ["zq7x"], type: "f" },
  { parts: ["zq7x"], type: "d" },
  { parts: ["zq7x", "kw3v", "jy9"], type: "f" },
  { parts: ["zq7x", "kw3v"], type: "d" }
];
var ofGit = [
  { parts: [".git"], type: "d" },
  { parts: [".git", "HEAD"], type: "f" },
  { parts: [".git", "objects", "4b", "825dc642cb6eb9a060e54bf8d69288fbee4904"], type: "f" }
];
var onlyNothing = /^[\uE000\uE001.]*$/;
var mostWords = 1e3;
function foundBy(args, action) {
  let at2 = 0;
  while (/^-([HLP]|O\d|D)$/.test(args[at2] ?? "")) at2++;
  const roots = [];
  while (at2 < args.length && !/^(-.|[!(])/.test(args[at2] ?? "")) roots.push(args[at2++] ?? "");
  if (roots.length === 0) roots.push(".");
  const tests = args.slice(at2);
  const asked2 = action === void 0 ? tests.findIndex((word) => /^-f?print(0|f)?$/.test(word)) : action - at2;
  const until = asked2 === -1 ? tests.length : asked2;
  const sure = (samples) => Math.max(...samples.map((sample) => reaches(tests, until, roots[0] ?? ".", sample)));
  if (sure(anything) === 0) return narrowly(roots, tests.slice(0, until));
  return sure(ofGit) === 2 ? { words: roots, narrow: false } : { words: roots.map((root) => `${trimmed(root)}/`), narrow: false };
}
function narrowly(roots, tests) {
  const most16 = Math.ceil(mostWords / roots.length);
  const isNot = (index) => tests[index - 1] === "!" || tests[index - 1] === "-not";
  const valuesOf2 = (option) => tests.flatMap((word, index) => option.test(word) && !isNot(index) ? [globbed(tests[index + 1] ?? "")] : []);
  if (tests.includes("-empty")) return { words: roots.map((root) => `${root}/empty.found`), narrow: true };
  if (tests[tests.indexOf("-maxdepth") + 1] === "0") return { words: roots, narrow: false };
  const below = /^[2-9]$/.test(tests[tests.indexOf("-mindepth") + 1] ?? "") ? "/" : "";
  const paths = valuesOf2(/^-i?(path|wholename)$/).map((path2) => path2.replace(/^[\uE000.]*\//, "").replace(/\/\uE000+$/, "")).filter((path2) => /[^\uE000\uE001./]/.test(path2));
  const names7 = valuesOf2(/^-i?name$/).filter((name2) => !onlyNothing.test(name2));
  const [path = ""] = paths;
  const prefix = paths.length === 1 && names7.length > 0 && !/[\uE000\uE001]/.test(path) && tests.lastIndexOf("-o") <= tests.lastIndexOf(")") ? `/${path.replace(/\/$/, "")}` : "";
  const keys2 = names7.filter((name2) => /^id_/.test(name2)).slice(0, 4);
  if (keys2.length > 0 && !tests.includes("-maxdepth") && roots.some((root) => root.startsWith("/")))
    return { words: roots.slice(0, 8).flatMap((root) => keys2.flatMap((name2) => [`${trimmed(root)}/.ssh/${name2}`, `${trimmed(root)}/${name2}`])), narrow: true };
  if (names7.length > 0)
    return { words: roots.flatMap((root) => names7.slice(0, most16).map((name2) => `${trimmed(root)}${below}${prefix}/${name2}`)), narrow: true };
  if (paths.length === 0) return { words: roots.map((root) => `${trimmed(root)}/found.by`), narrow: true };
  const inRoot = (root, path2) => path2.startsWith(`${root}/`) ? path2.slice(root.length + 1) : path2;
  return { words: roots.flatMap((root) => paths.slice(0, most16).map((path2) => `${trimmed(root)}/${inRoot(root, path2)}`)), narrow: true };
}
var trimmed = (root) => root === "/" ? "" : root.replace(/(.)\/+$/, "$1");

var names = (list4) => new Set(list4.split(" "));
var shells = names("sh bash zsh dash ksh fish ash busybox eval source .");
var languages = names("nodejs deno bun tsx osascript lua jshell tclsh expect parallel sqlite3");
var editors = names("awk gawk mawk sed ed ex vim vi nvim emacs nano");
var lineTakers = names(
  "alias at batch bunx concurrently crontab entr env find flock make nix-shell nodemon npm npx parallel pnpm screen script ssh su systemd-run tmux trap watch xargs yarn"
);
var namers = names(
  "docker podman nerdctl kubectl oc helm brew apt apt-get dnf git gh glab systemctl service systemd notify-send say pm2 supervisorctl terraform"
);
var fileTakers = names("cpio pax parallel read rsync tar zip");
var searchers = names("grep egrep fgrep rg ag ack ugrep");
var speakers = names("echo printf");
var readers = names(
  "ls cat head tail less more wc file stat du diff sort uniq cut tr nl od md5sum sha256sum tree for grep egrep fgrep rg ag ack echo printf git tsc eslint vitest jest node test [ [[ jq bat column realpath basename"
);

import { basename as basename2 } from "node:path";
var runners = {
  builtin: [],
  caffeinate: ["-t", "-w"],
  chrt: ["-T", "-P", "-D"],
  chroot: [],
  chronic: [],
  command: [],
  "cross-env": [],
  daemonize: ["-c", "-e", "-o", "-p", "-l", "-u", "-E"],
  dotenv: ["-e", "-v"],
  doas: ["-u", "-C"],
  env: ["-u", "--unset", "-C", "--chdir"],
  exec: ["-a"],
  fakeroot: [],
  firejail: [],
  flock: ["-w", "-E", "--timeout"],
  ionice: ["-c", "-n", "-p"],
  nice: ["-n", "--adjustment"],
  nohup: [],
  nsenter: ["-t", "-S", "-G"],
  runuser: ["-u", "-g", "-G"],
  setsid: [],
  stdbuf: ["-i", "-o", "-e"],
  strace: ["-e", "-o", "-p", "-s"],
  sudo: ["-u", "-g", "-C", "-D", "-h", "-p"],
  "systemd-run": ["-p", "-E", "-u", "-d", "-M", "-H", "--unit", "--property", "--setenv", "--description"],
  taskset: [],
  time: ["-f", "-o"],
  timeout: ["-k", "--kill-after", "-s", "--signal"],
  unbuffer: [],
  unshare: [],
  watch: ["-n", "--interval"],
  xargs: ["-I", "-n", "-P", "-L", "-d", "-a", "-E", "-s", "--replace", "--max-args", "--max-procs", "--delimiter"]
};
var mostRunners = 32;
function programOf(words2) {
  let rest = words2;
  let more3 = false;
  for (let passed = 0; passed < mostRunners; passed++) {
    const [first3, ...after] = rest;
    if (first3 === void 0) return void 0;
    const name2 = basename2(first3.toLowerCase());
    const valued2 = Object.hasOwn(runners, name2) ? runners[name2] : void 0;
    if (valued2 === void 0) return { name: name2, args: after, more: more3 };
    more3 ||= name2 === "xargs";
    rest = withoutOptions(after, valued2, name2);
    if (rest.length === 0) return { name: name2, args: after, more: more3 };
  }
  return { name: unknown, args: rest, more: true };
}
function withoutOptions(args, valued2, name2) {
  let at2 = 0;
  while (at2 < args.length) {
    const word = args[at2] ?? "";
    if (word === "--") {
      at2++;
      break;
    }
    if (word.startsWith("-") && word !== "-") at2 += valued2.includes(word) ? 2 : 1;
    else if (["env", "cross-env", "sudo"].includes(name2) && /^[A-Za-z_]\w*=/.test(word)) at2++;
    else break;
  }
  return args.slice(withOneWord.has(name2) ? at2 + 1 : at2);
}
var withOneWord = /* @__PURE__ */ new Set(["chroot", "chrt", "flock", "taskset", "timeout"]);

function isOctal(code) {
  return code >= 48 && code <= 55;
}
function isHex(code) {
  return code >= 48 && code <= 57 || code >= 65 && code <= 70 || code >= 97 && code <= 102;
}
function codePoint(value2, fallback) {
  try {
    return String.fromCodePoint(value2);
  } catch {
    return fallback;
  }
}
var utf8 = new TextDecoder("utf-8", { ignoreBOM: true });
function decodeBytes(bytes2) {
  return utf8.decode(new Uint8Array(bytes2));
}
function readByteEscape(source, pos, limit) {
  if (source.charCodeAt(pos) !== 92 || pos + 2 > limit)
    return void 0;
  const escaped = source.charCodeAt(pos + 1);
  const digitsStart = pos + 2;
  let end = digitsStart;
  if (escaped === 120) {
    while (end < limit && end - digitsStart < 2 && isHex(source.charCodeAt(end)))
      end++;
    if (end === digitsStart)
      return void 0;
    return { value: Number.parseInt(source.slice(digitsStart, end), 16), end };
  }
  if (!isOctal(escaped))
    return void 0;
  while (end < limit && end - digitsStart < 2 && isOctal(source.charCodeAt(end)))
    end++;
  return { value: Number.parseInt(source.slice(pos + 1, end), 8) & 255, end };
}
function decodeAnsiCQuoted(source, start, limit) {
  let pos = start;
  let value2 = "";
  let bytes2 = [];
  let nul = -1;
  while (pos < limit && source.charCodeAt(pos) !== 39) {
    const escapeStart = pos;
    const byte = readByteEscape(source, pos, limit);
    if (byte && byte.value >= 128) {
      bytes2.push(byte.value);
      pos = byte.end;
      continue;
    }
    if (bytes2.length > 0) {
      value2 += decodeBytes(bytes2);
      bytes2 = [];
    }
    if (byte) {
      if (byte.value === 0 && nul === -1)
        nul = value2.length;
      value2 += String.fromCharCode(byte.value);
      pos = byte.end;
      continue;
    }
    if (source.charCodeAt(pos) !== 92 || pos + 1 >= limit) {
      const runStart = pos;
      while (pos < limit) {
        const code = source.charCodeAt(pos);
        if (code === 39 || code === 92 && pos + 1 < limit)
          break;
        pos++;
      }
      value2 += source.slice(runStart, pos);
      continue;
    }
    pos++;
    const escaped = source[pos++];
    switch (escaped) {
      case "a":
        value2 += "\x07";
        break;
      case "b":
        value2 += "\b";
        break;
      case "e":
      case "E":
        value2 += "\x1B";
        break;
      case "f":
        value2 += "\f";
        break;
      case "n":
        value2 += "\n";
        break;
      case "r":
        value2 += "\r";
        break;
      case "t":
        value2 += "	";
        break;
      case "v":
        value2 += "\v";
        break;
      case "\\":
        value2 += "\\";
        break;
      case "'":
        value2 += "'";
        break;
      case '"':
        value2 += '"';
        break;
      case "?":
        value2 += "?";
        break;
      case "\n":
        break;
      case "c": {
        const code = pos < limit ? source.charCodeAt(pos) : 39;
        if (code === 39) {
          value2 += source.slice(escapeStart, pos);
          break;
        }
        pos++;
        if (code === 92) {
          const pair = pos < limit && source.charCodeAt(pos) === 92;
          if (pair)
            pos++;
          value2 += "";
          if (!pair && pos < limit) {
            value2 += source[pos];
            pos++;
          }
          break;
        }
        const control = code === 63 ? 127 : code & 31;
        if (control === 0 && code < 128 && nul === -1)
          nul = value2.length;
        value2 += String.fromCharCode(control);
        break;
      }
      case "u":
      case "U": {
        const digitsStart = pos;
        const maxDigits = escaped === "u" ? 4 : 8;
        while (pos < limit && pos - digitsStart < maxDigits && isHex(source.charCodeAt(pos)))
          pos++;
        if (pos === digitsStart) {
          value2 += `\\${escaped}`;
          break;
        }
        const raw = source.slice(escapeStart, pos);
        const point = Number.parseInt(source.slice(digitsStart, pos), 16);
        if (point === 0 && nul === -1)
          nul = value2.length;
        value2 += codePoint(point, raw);
        break;
      }
      default:
        value2 += `\\${escaped}`;
        break;
    }
  }
  if (bytes2.length > 0)
    value2 += decodeBytes(bytes2);
  if (nul !== -1)
    value2 = value2.slice(0, nul);
  const closed = pos < limit;
  if (closed)
    pos++;
  return { value: value2, end: pos, closed };
}

var ScriptExpansionImpl = class _ScriptExpansionImpl {
  static _resolveScript;
  type;
  pos;
  end;
  text;
  #window;
  #script = void 0;
  constructor(type, pos, end, text2, window) {
    this.type = type;
    this.pos = pos;
    this.end = end;
    this.text = text2;
    this.#window = window;
  }
  get script() {
    const window = this.#window;
    if (window !== void 0) {
      const script = _ScriptExpansionImpl._resolveScript(window.source, window.start, window.end, window.depth, window.parenBoundary, window.context);
      if (window.context === void 0)
        script.source = window.source;
      this.script = script;
    }
    return this.#script;
  }
  set script(script) {
    this.#script = script;
    this.#window = void 0;
  }
  toJSON() {
    return { type: this.type, pos: this.pos, end: this.end, text: this.text, script: this.script };
  }
};
var ProcessSubstitutionImpl = class extends ScriptExpansionImpl {
  operator;
  constructor(pos, end, text2, operator, window) {
    super("ProcessSubstitution", pos, end, text2, window);
    this.operator = operator;
  }
  toJSON() {
    return {
      type: this.type,
      pos: this.pos,
      end: this.end,
      text: this.text,
      operator: this.operator,
      script: this.script
    };
  }
};
var ArithmeticExpansionImpl = class _ArithmeticExpansionImpl {
  static _resolveExpression;
  type = "ArithmeticExpansion";
  pos;
  end;
  text;
  #window;
  #expression = void 0;
  constructor(pos, end, text2, window) {
    this.pos = pos;
    this.end = end;
    this.text = text2;
    this.#window = window;
  }
  get expression() {
    const window = this.#window;
    if (window !== void 0) {
      this.expression = _ArithmeticExpansionImpl._resolveExpression(window.body, window.offset, window.source, window.depth, window.context, window.depth + 1);
    }
    return this.#expression;
  }
  set expression(expression2) {
    this.#expression = expression2;
    this.#window = void 0;
  }
  toJSON() {
    return { type: this.type, pos: this.pos, end: this.end, text: this.text, expression: this.expression };
  }
};

var MAX_SYNTAX_NESTING = 256;

function dequoteValue(parts) {
  let s = "";
  for (const c of parts)
    s += c.type === "Literal" ? c.value : c.text;
  return s;
}
function unescapeBareValue(text2) {
  const first3 = text2.indexOf("\\");
  if (first3 === -1)
    return text2;
  let s = "";
  let start = 0;
  for (let i = first3; i < text2.length; i++) {
    if (text2.charCodeAt(i) !== 92)
      continue;
    s += text2.slice(start, i);
    i++;
    if (i >= text2.length) {
      s += "\\";
      start = i;
      break;
    }
    if (text2.charCodeAt(i) !== 10)
      s += text2[i];
    start = i + 1;
  }
  return s + text2.slice(start);
}
function continuedExpansionValue(text2) {
  let pos = 1;
  while (text2[pos] === "\\" && text2[pos + 1] === "\n")
    pos += 2;
  return pos === 1 || text2[pos] !== "(" ? text2 : text2[0] + text2.slice(pos);
}
function wordPartsValue(parts) {
  let value2 = "";
  for (const part of parts) {
    switch (part.type) {
      case "Literal":
      case "Glob":
      case "SingleQuoted":
      case "AnsiCQuoted":
        value2 += part.value;
        break;
      case "DoubleQuoted":
      case "LocaleString":
        value2 += dequoteValue(part.parts);
        break;
      case "CommandExpansion":
        value2 += part.text[0] === "$" ? continuedExpansionValue(part.text) : part.text;
        break;
      case "ExtendedGlob":
        value2 += continuedExpansionValue(part.text);
        break;
      default:
        value2 += part.text;
        break;
    }
  }
  return value2;
}

var WordImpl = class {
  type = "Word";
  text;
  pos;
  end;
  #source;
  #resolver;
  #depth;
  #parts;
  #value = null;
  constructor(text2, pos, end, source, resolver, depth = 0) {
    this.text = text2;
    this.pos = pos;
    this.end = end;
    this.#source = source;
    this.#resolver = resolver;
    this.#depth = depth;
    this.#parts = resolver === void 0 ? void 0 : null;
  }
  get value() {
    if (this.#value === null) {
      const parts = this.#source === void 0 && this.#parts === null ? void 0 : this.parts;
      this.#value = parts ? wordPartsValue(parts) : unescapeBareValue(this.text);
    }
    return this.#value;
  }
  get parts() {
    if (this.#parts === null) {
      this.#parts = this.#resolver?.(this.#source ?? "", this, this.#depth) ?? void 0;
    }
    return this.#parts;
  }
  set parts(v) {
    this.#parts = v ?? void 0;
  }
  toJSON() {
    return { type: this.type, text: this.text, pos: this.pos, end: this.end, parts: this.parts, value: this.value };
  }
};

function createSubstitutionContext(parent2) {
  const boundaries = parent2 === void 0 ? void 0 : substitutionBoundaries(parent2);
  return { boundaries, wordParts: void 0, embeddedParts: void 0, arrayParts: void 0 };
}
function substitutionBoundaries(context) {
  return context.boundaries ?? (context.boundaries = /* @__PURE__ */ new Map());
}

var CH_TAB = 9;
var CH_NL = 10;
var CH_SPACE = 32;
var CH_BANG = 33;
var CH_DQUOTE = 34;
var CH_HASH = 35;
var CH_DOLLAR = 36;
var CH_PERCENT = 37;
var CH_AMP = 38;
var CH_SQUOTE = 39;
var CH_LPAREN = 40;
var CH_RPAREN = 41;
var CH_STAR = 42;
var CH_PLUS = 43;
var CH_COMMA = 44;
var CH_DASH = 45;
var CH_DOT = 46;
var CH_SLASH = 47;
var CH_0 = 48;
var CH_9 = 57;
var CH_COLON = 58;
var CH_SEMI = 59;
var CH_LT = 60;
var CH_EQ = 61;
var CH_GT = 62;
var CH_QUESTION = 63;
var CH_AT = 64;
var CH_A = 65;
var CH_Z = 90;
var CH_LBRACKET = 91;
var CH_BACKSLASH = 92;
var CH_RBRACKET = 93;
var CH_CARET = 94;
var CH_UNDERSCORE = 95;
var CH_BACKTICK = 96;
var CH_a = 97;
var CH_z = 122;
var CH_LBRACE = 123;
var CH_PIPE = 124;
var CH_RBRACE = 125;
var CH_TILDE = 126;
function skipLineContinuations(source, pos, end) {
  while (pos + 1 < end && source.charCodeAt(pos) === CH_BACKSLASH && source.charCodeAt(pos + 1) === CH_NL)
    pos += 2;
  return pos;
}

function hasGlobCharacters(text2) {
  return /[*?[]/.test(text2);
}
var bracketSyntax = new Uint8Array(128);
bracketSyntax[CH_BANG] = 1;
bracketSyntax[CH_CARET] = 1;
bracketSyntax[CH_LBRACKET] = 1;
bracketSyntax[CH_RBRACKET] = 1;
bracketSyntax[CH_COLON] = 1;
bracketSyntax[CH_DOT] = 1;
bracketSyntax[CH_EQ] = 1;
bracketSyntax[CH_DASH] = 1;
bracketSyntax[CH_BACKSLASH] = 1;
function bracketEnds(source, start, end, parts, offset) {
  let close = end - 1;
  while (close > start && source.charCodeAt(close) !== CH_RBRACKET)
    close--;
  if (close === start)
    return null;
  const positions = [];
  const kinds = [];
  const members = [];
  let partIndex = 0;
  let symbols = false;
  for (let pos = start; pos < end; pos++) {
    while (parts && partIndex < parts.length && parts[partIndex].end <= pos + offset)
      partIndex++;
    const part = parts?.[partIndex];
    const tokenPos = pos;
    let kind = 0;
    if (part && part.pos <= pos + offset && part.type !== "Literal") {
      pos = part.end - offset - 1;
    } else {
      kind = source.charCodeAt(pos);
      if (kind === CH_BACKSLASH && pos + 1 < end && source.charCodeAt(pos + 1) === CH_NL) {
        pos++;
        continue;
      }
      if (kind >= 128 || !bracketSyntax[kind])
        kind = 0;
    }
    const last = kinds.length - 1;
    if (kind === 0 && last >= 0 && kinds[last] === 0) {
      members[last]++;
      continue;
    }
    if (last >= 0 && kinds[last] === CH_LBRACKET && (kind === CH_COLON || kind === CH_EQ || kind === CH_DOT)) {
      symbols = true;
    }
    positions.push(tokenPos);
    kinds.push(kind);
    members.push(1);
  }
  const count = kinds.length;
  let symbolEnd;
  if (symbols) {
    symbolEnd = new Int32Array(count).fill(-1);
    let close2 = -1;
    let colon = -1;
    let eq = -1;
    let dot = -1;
    for (let i = count - 1; i >= 0; i--) {
      const kind = kinds[i + 2];
      if (kind === CH_RBRACKET)
        close2 = i + 2;
      else if (kinds[i + 3] === CH_RBRACKET) {
        if (kind === CH_COLON)
          colon = i + 2;
        else if (kind === CH_EQ)
          eq = i + 2;
        else if (kind === CH_DOT)
          dot = i + 2;
      }
      if (kinds[i] !== CH_LBRACKET)
        continue;
      const type = kinds[i + 1];
      const found3 = type === CH_COLON ? colon : type === CH_EQ ? eq : type === CH_DOT ? dot : -1;
      if (found3 !== -1 && (type === CH_DOT || close2 === -1 || close2 > found3))
        symbolEnd[i] = found3 + 2;
    }
  }
  const subBracket = (open) => symbolEnd === void 0 ? -1 : symbolEnd[open];
  const endFrom = new Int32Array(count + 2).fill(-1);
  const resume = (next, range) => {
    if (next >= count)
      return -1;
    if (range && kinds[next] === CH_DASH && next + 1 < count && kinds[next + 1] !== CH_RBRACKET) {
      let last = next + 1;
      if (kinds[last] === CH_BACKSLASH) {
        if (last + 1 >= count)
          return -1;
        last++;
      }
      let after = last + 1;
      if (kinds[last] === CH_LBRACKET && kinds[last + 1] === CH_DOT) {
        const symbol = subBracket(last);
        if (symbol !== -1)
          after = symbol;
      } else if (kinds[last] === 0 && members[last] > 1) {
        return endFrom[last];
      }
      if (after >= count)
        return -1;
      return kinds[after] === CH_RBRACKET ? after + 1 : endFrom[after];
    }
    return kinds[next] === CH_RBRACKET ? next + 1 : endFrom[next];
  };
  for (let t = count - 1; t >= 0; t--) {
    const kind = kinds[t];
    let after = t + 1;
    let range = true;
    if (kind === CH_BACKSLASH) {
      if (t + 1 >= count)
        continue;
      after = t + 2;
    } else if (kind === CH_LBRACKET) {
      const type = kinds[t + 1];
      if (type === CH_COLON || type === CH_EQ || type === CH_DOT) {
        const symbol = subBracket(t);
        if (symbol !== -1) {
          after = symbol;
          range = type === CH_DOT;
        }
      }
    }
    endFrom[t] = resume(after, range);
  }
  const ends2 = /* @__PURE__ */ new Map();
  for (let t = 0; t < count; t++) {
    if (kinds[t] !== CH_LBRACKET)
      continue;
    let first3 = t + 1;
    if (kinds[first3] === CH_BANG || kinds[first3] === CH_CARET)
      first3++;
    if (first3 >= count)
      continue;
    const close2 = kinds[first3] === CH_RBRACKET ? resume(first3 + 1, true) : endFrom[first3];
    if (close2 !== -1)
      ends2.set(positions[t], positions[close2 - 1] + 1);
  }
  return ends2;
}
function appendRange(source, start, end, parts, index, offset, result) {
  while (start < end) {
    while (parts && index < parts.length && parts[index].end <= start + offset)
      index++;
    const part = parts?.[index];
    if (part && part.pos === start + offset && part.end <= end + offset) {
      result.push(part);
      start = part.end - offset;
      index++;
      continue;
    }
    const stop = part ? Math.min(end, (part.pos > start + offset ? part.pos : part.end) - offset) : end;
    const text2 = source.slice(start, stop);
    result.push({ type: "Literal", pos: start + offset, end: stop + offset, text: text2, value: unescapeBareValue(text2) });
    start = stop;
  }
  return index;
}
function parseGlobParts(source, start, end, parts, offset = 0) {
  let result;
  let brackets;
  let partIndex = 0;
  let emittedIndex = 0;
  let literalStart = start;
  for (let pos = start; pos < end; pos++) {
    while (parts && partIndex < parts.length && parts[partIndex].end <= pos + offset)
      partIndex++;
    const part = parts?.[partIndex];
    if (part && part.pos <= pos + offset && part.type !== "Literal") {
      pos = part.end - offset - 1;
      continue;
    }
    const character = source.charCodeAt(pos);
    if (character === CH_BACKSLASH) {
      pos++;
      continue;
    }
    let globEnd;
    if (character === CH_STAR || character === CH_QUESTION) {
      const limit = part ? Math.min(end, part.end - offset) : end;
      const next = skipLineContinuations(source, pos + 1, limit);
      if (next < limit && source.charCodeAt(next) === CH_LPAREN)
        continue;
      globEnd = pos + 1;
      if (character === CH_STAR) {
        while (globEnd < limit && source.charCodeAt(globEnd) === CH_STAR) {
          const next2 = skipLineContinuations(source, globEnd + 1, limit);
          if (next2 < limit && source.charCodeAt(next2) === CH_LPAREN)
            break;
          globEnd++;
        }
      }
    } else if (character === CH_LBRACKET) {
      if (brackets === void 0)
        brackets = bracketEnds(source, pos, end, parts, offset);
      const close = brackets?.get(pos);
      if (close === void 0)
        continue;
      globEnd = close;
    } else {
      continue;
    }
    if (!result)
      result = [];
    emittedIndex = appendRange(source, literalStart, pos, parts, emittedIndex, offset, result);
    const text2 = source.slice(pos, globEnd);
    let glob;
    if (character === CH_LBRACKET) {
      const interior = [];
      emittedIndex = appendRange(source, pos + 1, globEnd - 1, parts, emittedIndex, offset, interior);
      glob = {
        type: "Glob",
        kind: "bracket",
        pos: pos + offset,
        end: globEnd + offset,
        text: text2,
        value: "[" + wordPartsValue(interior) + "]",
        parts: interior
      };
    } else {
      glob = {
        type: "Glob",
        kind: character === CH_STAR ? "star" : "question",
        pos: pos + offset,
        end: globEnd + offset,
        text: text2,
        value: text2,
        parts: void 0
      };
    }
    result.push(glob);
    literalStart = globEnd;
    pos = globEnd - 1;
  }
  if (!result)
    return parts ?? void 0;
  appendRange(source, literalStart, end, parts, emittedIndex, offset, result);
  return result;
}

var Token = {
  Word: 0,
  Assignment: 1,
  Semi: 2,
  Newline: 3,
  Pipe: 4,
  And: 5,
  Or: 6,
  Amp: 7,
  LParen: 8,
  RParen: 9,
  LBrace: 10,
  RBrace: 11,
  Bang: 12,
  If: 13,
  Then: 14,
  Else: 15,
  Elif: 16,
  Fi: 17,
  Do: 18,
  Done: 19,
  For: 20,
  While: 21,
  Until: 22,
  In: 23,
  Case: 24,
  Esac: 25,
  Function: 26,
  DoubleSemi: 27,
  SemiAmp: 28,
  DoubleSemiAmp: 29,
  Select: 30,
  DblLBracket: 31,
  DblRBracket: 32,
  EOF: 33,
  ArithCmd: 34,
  Coproc: 35,
  Redirect: 36
};
var TokenValue = class {
  token = Token.EOF;
  // Materialized token value, or null for word tokens whose value has not been
  // requested yet (computed from [pos, end) on demand via the owning lexer).
  _value = "";
  _owner;
  pos = 0;
  end = 0;
  fileDescriptor = void 0;
  variableName = void 0;
  descriptorEnd = 0;
  delimiterQuoted = false;
  content = void 0;
  targetPos = 0;
  targetEnd = 0;
  assignmentOperatorPos = -1;
  // True when `value` is exactly the raw source span [pos, end) — lets consumers
  // reuse the string instead of slicing the source again.
  raw = false;
  // True when a word contains no quoting, escaped characters, or expansions.
  // Backslash-newline continuations preserve keyword eligibility.
  keywordEligible = false;
  constructor(owner4 = null) {
    this._owner = owner4;
  }
  get value() {
    return this._value ?? (this._value = this._owner === null ? "" : this._owner._tokenValue(this.pos, this.end, this.raw));
  }
  set value(v) {
    this._value = v;
  }
  reset() {
    this.token = Token.EOF;
    this._value = "";
    this.pos = 0;
    this.end = 0;
    this.fileDescriptor = void 0;
    this.variableName = void 0;
    this.descriptorEnd = 0;
    this.delimiterQuoted = false;
    this.content = void 0;
    this.targetPos = 0;
    this.targetEnd = 0;
    this.assignmentOperatorPos = -1;
    this.raw = false;
    this.keywordEligible = false;
  }
  copyFrom(other) {
    this.token = other.token;
    this._value = other._value;
    this.pos = other.pos;
    this.end = other.end;
    this.fileDescriptor = other.fileDescriptor;
    this.variableName = other.variableName;
    this.descriptorEnd = other.descriptorEnd;
    this.delimiterQuoted = other.delimiterQuoted;
    this.content = other.content;
    this.targetPos = other.targetPos;
    this.targetEnd = other.targetEnd;
    this.assignmentOperatorPos = other.assignmentOperatorPos;
    this.raw = other.raw;
    this.keywordEligible = other.keywordEligible;
  }
};
var RESERVED_WORDS = /* @__PURE__ */ new Map([
  ["if", Token.If],
  ["then", Token.Then],
  ["else", Token.Else],
  ["elif", Token.Elif],
  ["fi", Token.Fi],
  ["do", Token.Do],
  ["done", Token.Done],
  ["for", Token.For],
  ["while", Token.While],
  ["until", Token.Until],
  ["in", Token.In],
  ["case", Token.Case],
  ["esac", Token.Esac],
  ["function", Token.Function],
  ["select", Token.Select],
  ["coproc", Token.Coproc],
  ["!", Token.Bang],
  ["{", Token.LBrace],
  ["}", Token.RBrace]
]);
var charType = new Uint8Array(128);
charType[CH_PIPE] = 1;
charType[CH_AMP] = 1;
charType[CH_SEMI] = 1;
charType[CH_LPAREN] = 1;
charType[CH_RPAREN] = 1;
charType[CH_LT] = 1;
charType[CH_GT] = 1;
charType[CH_SPACE] = 1;
charType[CH_TAB] = 1;
charType[CH_NL] = 1;
charType[CH_BACKSLASH] = 2;
charType[CH_SQUOTE] = 2;
charType[CH_DQUOTE] = 2;
charType[CH_DOLLAR] = 2;
charType[CH_BACKTICK] = 2;
charType[CH_LBRACE] = 2;
function skipBlanks(source, pos, end) {
  while (pos < end) {
    const ch = source.charCodeAt(pos);
    if (ch === CH_SPACE || ch === CH_TAB)
      pos++;
    else if (ch === CH_BACKSLASH && pos + 1 < end && source.charCodeAt(pos + 1) === CH_NL)
      pos += 2;
    else
      break;
  }
  return pos;
}
var arithmeticWordDelimiter = new Uint8Array(128);
for (const ch of [
  CH_TAB,
  CH_NL,
  CH_SPACE,
  CH_BANG,
  CH_PERCENT,
  CH_AMP,
  CH_LPAREN,
  CH_RPAREN,
  CH_STAR,
  CH_PLUS,
  CH_COMMA,
  CH_DASH,
  CH_SLASH,
  CH_COLON,
  CH_LT,
  CH_EQ,
  CH_GT,
  CH_QUESTION,
  CH_CARET,
  CH_PIPE
]) {
  arithmeticWordDelimiter[ch] = 1;
}
function hasEmbeddedWordStructure(source, start, end) {
  for (let pos = start; pos < end; pos++) {
    const ch = source.charCodeAt(pos);
    if (ch === CH_BACKSLASH || ch === CH_SQUOTE || ch === CH_DQUOTE || ch === CH_DOLLAR || ch === CH_BACKTICK || (ch === CH_LT || ch === CH_GT) && pos + 1 < end && source.charCodeAt(pos + 1) === CH_LPAREN) {
      return true;
    }
  }
  return false;
}
function findUnnested(s, target, pairTernaries = false, findNestedEnd) {
  let depth = 0;
  let ternaryDepth = 0;
  for (let i = 0; i < s.length; i++) {
    const c = s.charCodeAt(i);
    if (c === CH_BACKSLASH) {
      i++;
      continue;
    }
    if (c === CH_LBRACE) {
      depth++;
      continue;
    }
    if (c === CH_RBRACE) {
      if (depth > 0)
        depth--;
      continue;
    }
    if (c === CH_SQUOTE) {
      i++;
      while (i < s.length && s.charCodeAt(i) !== CH_SQUOTE)
        i++;
      continue;
    }
    if (c === CH_DQUOTE) {
      i++;
      while (i < s.length) {
        const quoted7 = s.charCodeAt(i);
        if (quoted7 === CH_DQUOTE)
          break;
        if (quoted7 === CH_BACKSLASH) {
          i += 2;
          continue;
        }
        const nestedEnd2 = findNestedEnd?.(i, true) ?? i;
        if (nestedEnd2 > i) {
          i = nestedEnd2;
          continue;
        }
        i++;
      }
      continue;
    }
    const nestedEnd = findNestedEnd?.(i, false) ?? i;
    if (nestedEnd > i) {
      i = nestedEnd - 1;
      continue;
    }
    if (pairTernaries && depth === 0) {
      if (c === CH_QUESTION) {
        ternaryDepth++;
        continue;
      }
      if (c === CH_COLON && ternaryDepth > 0) {
        ternaryDepth--;
        continue;
      }
    }
    if (c === target && depth === 0)
      return i;
  }
  return -1;
}
var isIdChar = new Uint8Array(128);
for (let i = CH_a; i <= CH_z; i++)
  isIdChar[i] = 3;
for (let i = CH_A; i <= CH_Z; i++)
  isIdChar[i] = 3;
for (let i = CH_0; i <= CH_9; i++)
  isIdChar[i] = 2;
isIdChar[CH_UNDERSCORE] = 3;
var extglobPrefix = new Uint8Array(128);
extglobPrefix[CH_QUESTION] = 1;
extglobPrefix[CH_AT] = 1;
extglobPrefix[CH_STAR] = 1;
extglobPrefix[CH_PLUS] = 1;
extglobPrefix[CH_BANG] = 1;
extglobPrefix[CH_EQ] = 1;
function isExtglobOpen(prefix) {
  return prefix < 128 && prefix !== CH_EQ && extglobPrefix[prefix] === 1;
}
var extglobOp = {
  [CH_QUESTION]: "?",
  [CH_AT]: "@",
  [CH_STAR]: "*",
  [CH_PLUS]: "+",
  [CH_BANG]: "!"
};
function isDQChild(p) {
  const t = p.type;
  return t === "Literal" || t === "SimpleExpansion" || t === "ParameterExpansion" || t === "CommandExpansion" || t === "ArithmeticExpansion";
}
function isAllDigitsRange(src, start, end) {
  for (let i = start; i < end; i++) {
    const c = src.charCodeAt(i);
    if (c < CH_0 || c > CH_9)
      return false;
  }
  return end > start;
}
var ASSIGNMENT_INVALID = -1;
var ASSIGNMENT_NAME_START = 0;
var ASSIGNMENT_NAME = 1;
var ASSIGNMENT_AFTER_INDEX = 2;
var ASSIGNMENT_AFTER_PLUS = 3;
var ASSIGNMENT_INDEX_BASE = 4;
function joinWordParts(head, tail) {
  const last = head[head.length - 1];
  const first3 = tail[0];
  let start = 0;
  if (last?.type === "Literal" && first3?.type === "Literal" && last.end === first3.pos) {
    head[head.length - 1] = {
      type: "Literal",
      pos: last.pos,
      end: first3.end,
      text: last.text + first3.text,
      value: last.value + first3.value
    };
    start = 1;
  }
  for (let i = start; i < tail.length; i++)
    head.push(tail[i]);
  return head;
}
function isMatchedAssignment(state) {
  return state < ASSIGNMENT_INVALID;
}
function assignmentOperatorPos(state) {
  return -state - 2;
}
function scanAssignmentPrefix(src, start, end, initialState) {
  let state = initialState;
  for (let i = start; i < end && state >= 0; i++) {
    const c = src.charCodeAt(i);
    if (state >= ASSIGNMENT_INDEX_BASE) {
      if (c === CH_LBRACKET)
        state++;
      else if (c === CH_RBRACKET && --state === ASSIGNMENT_INDEX_BASE)
        state = ASSIGNMENT_AFTER_INDEX;
    } else if (state === ASSIGNMENT_NAME_START) {
      state = c < 128 && isIdChar[c] & 1 ? ASSIGNMENT_NAME : ASSIGNMENT_INVALID;
    } else if (state === ASSIGNMENT_NAME) {
      if (c < 128 && isIdChar[c] & 2)
        continue;
      if (c === CH_LBRACKET)
        state = ASSIGNMENT_INDEX_BASE + 1;
      else if (c === CH_PLUS)
        state = ASSIGNMENT_AFTER_PLUS;
      else
        state = c === CH_EQ ? -i - 2 : ASSIGNMENT_INVALID;
    } else if (state === ASSIGNMENT_AFTER_INDEX) {
      if (c === CH_PLUS)
        state = ASSIGNMENT_AFTER_PLUS;
      else
        state = c === CH_EQ ? -i - 2 : ASSIGNMENT_INVALID;
    } else {
      state = c === CH_EQ ? -i - 2 : ASSIGNMENT_INVALID;
    }
  }
  return state;
}
function setToken(out2, token2, value2, pos = 0, end = 0) {
  out2.token = token2;
  out2._value = value2;
  out2.pos = pos;
  out2.end = end;
  out2.fileDescriptor = void 0;
  out2.variableName = void 0;
  out2.descriptorEnd = 0;
  out2.delimiterQuoted = false;
  out2.content = void 0;
  out2.assignmentOperatorPos = -1;
  out2.raw = false;
  out2.keywordEligible = false;
}
function setSpanToken(out2, token2, pos, end, raw) {
  out2.token = token2;
  out2._value = null;
  out2.pos = pos;
  out2.end = end;
  out2.fileDescriptor = void 0;
  out2.variableName = void 0;
  out2.descriptorEnd = 0;
  out2.delimiterQuoted = false;
  out2.content = void 0;
  out2.assignmentOperatorPos = -1;
  out2.raw = raw;
  out2.keywordEligible = false;
}
function matchReservedWord(src, start, len) {
  switch (src.charCodeAt(start)) {
    case CH_BANG:
      return len === 1 ? Token.Bang : void 0;
    case CH_LBRACE:
      return len === 1 ? Token.LBrace : void 0;
    case CH_RBRACE:
      return len === 1 ? Token.RBrace : void 0;
    case 105: {
      if (len !== 2)
        return void 0;
      const c = src.charCodeAt(start + 1);
      return c === 102 ? Token.If : c === 110 ? Token.In : void 0;
    }
    case 102:
      if (len === 2)
        return src.charCodeAt(start + 1) === 105 ? Token.Fi : void 0;
      if (len === 3)
        return src.startsWith("for", start) ? Token.For : void 0;
      if (len === 8)
        return src.startsWith("function", start) ? Token.Function : void 0;
      return void 0;
    case 116:
      return len === 4 && src.startsWith("then", start) ? Token.Then : void 0;
    case 101:
      if (len !== 4)
        return void 0;
      if (src.startsWith("else", start))
        return Token.Else;
      if (src.startsWith("elif", start))
        return Token.Elif;
      if (src.startsWith("esac", start))
        return Token.Esac;
      return void 0;
    case 100:
      if (len === 2)
        return src.charCodeAt(start + 1) === 111 ? Token.Do : void 0;
      if (len === 4)
        return src.startsWith("done", start) ? Token.Done : void 0;
      return void 0;
    case 99:
      if (len === 4)
        return src.startsWith("case", start) ? Token.Case : void 0;
      if (len === 6)
        return src.startsWith("coproc", start) ? Token.Coproc : void 0;
      return void 0;
    case 119:
      return len === 5 && src.startsWith("while", start) ? Token.While : void 0;
    case 117:
      return len === 5 && src.startsWith("until", start) ? Token.Until : void 0;
    case 115:
      return len === 6 && src.startsWith("select", start) ? Token.Select : void 0;
    default:
      return void 0;
  }
}
var LexContext = {
  Normal: 0,
  CommandStart: 1,
  TestMode: 2,
  // After a prefix element: assignments still recognized, reserved words not.
  CommandPrefix: 3,
  // Assignment arguments retain ordinary word boundaries inside subscripts.
  Declaration: 4,
  ArrayElement: 5,
  FunctionName: 6,
  CasePattern: 7,
  // Arguments of eval and let: ordinary words, but `name=(…)` keeps its array value as in Bash.
  EvalArgument: 8
};
function isBraceCommandOpener(after) {
  return after === CH_SPACE || after === CH_TAB || after === CH_NL || after === CH_PIPE;
}
var Lexer = class _Lexer {
  static _findSubstitutionEnd;
  src;
  srcEnd;
  parenBoundary;
  pos;
  current;
  nextState;
  hasPeek;
  pendingHereDocs;
  substitutionContext;
  _errors = null;
  _buildParts = false;
  // Build processed text while scanning. Off on the normal token path (values
  // materialize lazily); on for redirect targets, heredoc delimiters, arithmetic
  // command bodies, and bounded value re-lexes. _buildParts implies it.
  _buildValue = false;
  // Nesting depth of the window being lexed (enclosing sub-fields plus substitution
  // scripts), sharing the MAX_SYNTAX_NESTING budget across lazily created lexers.
  _nestingDepth = 0;
  // `start`/`end` bound the lexer to a window of `src` so substitution scripts can be
  // parsed in place against the original source — every position is then absolute, with
  // no slicing or re-basing. Defaults cover the whole string (the common top-level parse).
  constructor(src, start = 0, end = src.length, parenBoundary = false, context = createSubstitutionContext()) {
    this.src = src;
    this.srcEnd = end;
    this.parenBoundary = parenBoundary;
    this.pos = start;
    this.current = new TokenValue(this);
    this.nextState = new TokenValue(this);
    this.hasPeek = false;
    this.pendingHereDocs = null;
    this.substitutionContext = context;
    if (start === 0 && src.charCodeAt(0) === CH_HASH && src.charCodeAt(1) === CH_BANG) {
      const nl = src.indexOf("\n");
      this.pos = nl === -1 ? this.srcEnd : nl + 1;
    }
  }
  getSource() {
    return this.src;
  }
  // Fresh window sharing source, depth and substitution context; tokens, errors, heredocs and build flags reset.
  fork(start, end, parenBoundary = false) {
    const lexer = new _Lexer(this.src, start, end, parenBoundary, this.substitutionContext);
    lexer._nestingDepth = this._nestingDepth;
    return lexer;
  }
  getSubstitutionContext() {
    return this.substitutionContext;
  }
  get errors() {
    return this._errors ?? (this._errors = []);
  }
  // A substitution's script parses lazily, one level below the window it was found in, in
  // place over `inner` at `start`, sharing this scan's substitution boundaries.
  commandExpansion(pos, text2, start, inner, parenBoundary = false) {
    const window = this.scriptWindow(this.src, start, start + inner.length, parenBoundary);
    return new ScriptExpansionImpl("CommandExpansion", pos, this.pos, text2, window);
  }
  // Escaped backticks rebuild `inner` with the escapes removed, so it is no longer a verbatim
  // substring of the source: that script parses the decoded body as its own source.
  decodedCommandExpansion(pos, text2, inner) {
    const window = this.scriptWindow(inner, 0, inner.length, false, true);
    return new ScriptExpansionImpl("CommandExpansion", pos, this.pos, text2, window);
  }
  processSubstitution(pos, text2, operator, inner) {
    const window = this.scriptWindow(this.src, pos + 2, pos + 2 + inner.length, !this._unbalanced);
    return new ProcessSubstitutionImpl(pos, this.pos, text2, operator, window);
  }
  // Past the nesting budget the part gets no window, so lazy materialization bottoms out.
  scriptWindow(source, start, end, parenBoundary, decoded3 = false) {
    if (this._nestingDepth > MAX_SYNTAX_NESTING)
      return void 0;
    const context = decoded3 ? void 0 : this.substitutionContext;
    return { source, start, end, depth: this._nestingDepth + 1, parenBoundary, context };
  }
  getPos() {
    return this.pos;
  }
  findSubstitutionEnd(start, end, depth = this._nestingDepth + 1) {
    if (_Lexer._findSubstitutionEnd === void 0)
      return -1;
    return _Lexer._findSubstitutionEnd(this.src, start, end, depth, this.substitutionContext);
  }
  /** Materialize a word token's value: raw spans slice directly, others re-lex the span. */
  _tokenValue(pos, end, raw) {
    return raw ? this.src.slice(pos, end) : this.wordValueOf(pos, end);
  }
  // Re-lex [start, end) in value mode to produce the processed word text. Bounded
  // to the span, so every expansion the original scan consumed closes within it.
  // Errors were already reported by the original scan; suppress duplicates.
  wordValueOf(start, end) {
    const savedPos = this.pos;
    const savedEnd = this.srcEnd;
    const savedBracketWindow = this._bracketWindow;
    const savedArithmeticBracketWindow = this._arithmeticBracketWindow;
    const savedBuildValue = this._buildValue;
    const savedUnbalanced = this._unbalanced;
    const errorCount = this._errors === null ? 0 : this._errors.length;
    this.pos = start;
    this.srcEnd = end;
    this._buildValue = true;
    this.readWordText();
    if (this.pos < end && this._wordAssignmentState !== void 0 && this._wordAssignmentState >= ASSIGNMENT_INDEX_BASE) {
      this.pos = start;
      this.readWordText(true);
    }
    const value2 = this._wordText;
    this.pos = savedPos;
    this.srcEnd = savedEnd;
    this._bracketWindow = savedBracketWindow;
    this._arithmeticBracketWindow = savedArithmeticBracketWindow;
    this._buildValue = savedBuildValue;
    this._unbalanced = savedUnbalanced;
    if (this._errors !== null)
      this._errors.length = errorCount;
    return value2;
  }
  /** Find the closing bracket for a shell subscript, ignoring brackets inside nested shell syntax. */
  findClosingBracket(start, end = this.srcEnd) {
    const limit = Math.min(end, this.srcEnd);
    let window = this._bracketWindow;
    if (!window || window.limit !== limit) {
      window = { limit, depth: this._nestingDepth, last: this.src.lastIndexOf("]", limit - 1) };
      this._bracketWindow = window;
    }
    if (start > window.last)
      return -1;
    if (window.depth !== this._nestingDepth) {
      window = { limit, depth: this._nestingDepth, last: window.last };
      this._bracketWindow = window;
    }
    if (window.failed?.has(start))
      return -1;
    const unmatched = [];
    const close = this.findClosingShellDelimiter(start, end, CH_RBRACKET, false, true, unmatched);
    if (close === -1) {
      const failed = window.failed ?? (window.failed = /* @__PURE__ */ new Set());
      for (const starts of unmatched)
        for (const pos of starts)
          failed.add(pos);
    }
    return close;
  }
  /** Find the closing bracket of `$[ … ]`, which unlike a subscript does not recurse into `${ }`. */
  findClosingArithmeticBracket(start, end = this.srcEnd) {
    const limit = Math.min(end, this.srcEnd);
    let window = this._arithmeticBracketWindow;
    if (!window || window.end !== limit || window.depth !== this._nestingDepth) {
      window = { end: limit, depth: this._nestingDepth, failed: /* @__PURE__ */ new Set() };
      this._arithmeticBracketWindow = window;
    }
    if (window.failed.has(start))
      return -1;
    return this.findClosingShellDelimiter(start, end, CH_RBRACKET, false, false, void 0, window.failed);
  }
  /** Find the closing brace for a parameter expansion, ignoring braces inside nested shell syntax. */
  findClosingBrace(start, end = this.srcEnd) {
    return this.findClosingShellDelimiter(start, end, CH_RBRACE);
  }
  /** Find the closing parenthesis for a shell substitution using the command-aware scanner. */
  findClosingParenthesis(start, end = this.srcEnd) {
    const savedPos = this.pos;
    const savedEnd = this.srcEnd;
    const savedBracketWindow = this._bracketWindow;
    const savedArithmeticBracketWindow = this._arithmeticBracketWindow;
    const savedUnbalanced = this._unbalanced;
    this.pos = start;
    this.srcEnd = Math.min(end, this.srcEnd);
    this.extractBalanced();
    const close = this._unbalanced ? -1 : this.pos - 1;
    this.pos = savedPos;
    this.srcEnd = savedEnd;
    this._bracketWindow = savedBracketWindow;
    this._arithmeticBracketWindow = savedArithmeticBracketWindow;
    this._unbalanced = savedUnbalanced;
    return close;
  }
  /** Find the end of one arithmetic expansion using the canonical lexer scanner. */
  findArithmeticExpansionEnd(start, end = this.srcEnd) {
    const scanner = this.fork(start, end);
    scanner.pos = start + 1;
    scanner.scanArithmeticBody();
    return scanner.pos;
  }
  /** Find the end of one shell-expanded arithmetic word using the canonical lexer scanners. */
  findArithmeticWordEnd(start, end = this.srcEnd) {
    const scanner = this.fork(start, end);
    scanner.pos = start;
    return scanner.scanArithmeticWordEnd();
  }
  scanArithmeticWordEnd() {
    while (this.pos < this.srcEnd) {
      const ch = this.src.charCodeAt(this.pos);
      if (ch === CH_DOLLAR) {
        this.readDollar();
        continue;
      }
      if (ch === CH_BACKTICK) {
        this.readBacktickExpansion();
        continue;
      }
      if (ch === CH_SQUOTE) {
        this.pos++;
        this.skipSQ();
        continue;
      }
      if (ch === CH_DQUOTE) {
        this.pos++;
        this.skipDQ();
        continue;
      }
      if (ch === CH_BACKSLASH) {
        this.pos += 2;
        continue;
      }
      if (ch === CH_LBRACKET) {
        const close = this.findClosingBracket(this.pos + 1);
        if (close !== -1) {
          this.pos = close + 1;
          continue;
        }
      }
      if ((ch === CH_LT || ch === CH_GT) && this.src.charCodeAt(this.pos + 1) === CH_LPAREN) {
        this.pos += 2;
        this.extractBalanced();
        continue;
      }
      if (ch < 128 && arithmeticWordDelimiter[ch])
        break;
      this.pos++;
    }
    return this.pos;
  }
  // Only array assignment bodies take comments and leading `[` subscripts and reject operators;
  // extglob shares this scanner, and `#` is pattern data there.
  findClosingShellDelimiter(start, end, closing3, array = false, braces = true, bracketStarts, failedBrackets) {
    const savedPos = this.pos;
    const savedEnd = this.srcEnd;
    const savedBracketWindow = this._bracketWindow;
    const savedArithmeticBracketWindow = this._arithmeticBracketWindow;
    const savedUnbalanced = this._unbalanced;
    this.srcEnd = Math.min(end, this.srcEnd);
    const delimiters = [closing3];
    bracketStarts?.push([]);
    const failedStarts = failedBrackets ? [start] : void 0;
    let pos = start;
    let wordStart = true;
    let invalid = -1;
    while (pos < this.srcEnd) {
      const expected = delimiters[delimiters.length - 1];
      if (bracketStarts && expected === CH_RBRACKET)
        bracketStarts[bracketStarts.length - 1].push(pos);
      const ch = this.src.charCodeAt(pos);
      if (ch === CH_BACKSLASH) {
        if (pos + 1 < this.srcEnd && this.src.charCodeAt(pos + 1) !== CH_NL)
          wordStart = false;
        pos += 2;
        continue;
      }
      if (ch === CH_HASH && array && delimiters.length === 1 && wordStart) {
        while (pos < this.srcEnd && this.src.charCodeAt(pos) !== CH_NL)
          pos++;
        continue;
      }
      if (ch === CH_SQUOTE) {
        this.pos = pos + 1;
        this.skipSQ();
        pos = this.pos;
        wordStart = false;
        continue;
      }
      if (ch === CH_DQUOTE) {
        this.pos = pos + 1;
        this.skipDQ();
        pos = this.pos;
        wordStart = false;
        continue;
      }
      if (ch === CH_BACKTICK) {
        pos++;
        while (pos < this.srcEnd && this.src.charCodeAt(pos) !== CH_BACKTICK) {
          if (this.src.charCodeAt(pos) === CH_BACKSLASH)
            pos++;
          pos++;
        }
        if (pos < this.srcEnd)
          pos++;
        wordStart = false;
        continue;
      }
      if (ch === CH_DOLLAR && pos + 1 < this.srcEnd && this.src.charCodeAt(pos + 1) === CH_LPAREN || (ch === CH_LT || ch === CH_GT) && pos + 1 < this.srcEnd && this.src.charCodeAt(pos + 1) === CH_LPAREN) {
        this.pos = pos + 2;
        this.extractBalanced();
        pos = this.pos;
        wordStart = false;
        continue;
      }
      if (ch === CH_DOLLAR && pos + 1 < this.srcEnd) {
        const after = this.src.charCodeAt(pos + 1);
        if (after === CH_SQUOTE) {
          pos = decodeAnsiCQuoted(this.src, pos + 2, this.srcEnd).end;
          wordStart = false;
          continue;
        }
        if (after === CH_DOLLAR) {
          pos += 2;
          wordStart = false;
          continue;
        }
        if (after === CH_LBRACE && braces) {
          delimiters.push(CH_RBRACE);
          bracketStarts?.push([]);
          pos += 2;
          wordStart = false;
          continue;
        }
      }
      if (array && delimiters.length === 1) {
        if (ch === CH_LBRACKET && wordStart) {
          delimiters.push(CH_RBRACKET);
          bracketStarts?.push([]);
        } else if (invalid === -1 && (ch === CH_SEMI || ch === CH_AMP || ch === CH_PIPE || ch === CH_LT || ch === CH_GT || ch === CH_LPAREN && !isExtglobOpen(this.src.charCodeAt(pos - 1)))) {
          invalid = pos;
        }
      }
      if (expected === CH_RBRACKET && ch === CH_LBRACKET) {
        delimiters.push(CH_RBRACKET);
        bracketStarts?.push([]);
        failedStarts?.push(pos + 1);
      } else if (expected === CH_RPAREN && ch === CH_LPAREN) {
        delimiters.push(CH_RPAREN);
        bracketStarts?.push([]);
      } else if (ch === expected) {
        delimiters.pop();
        failedStarts?.pop();
        bracketStarts?.pop();
        if (delimiters.length === 0) {
          this.pos = savedPos;
          this.srcEnd = savedEnd;
          this._bracketWindow = savedBracketWindow;
          this._arithmeticBracketWindow = savedArithmeticBracketWindow;
          this._unbalanced = savedUnbalanced;
          if (invalid !== -1)
            this.errors.push({ message: `unexpected '${this.src[invalid]}' in array assignment`, pos: invalid });
          return pos;
        }
        wordStart = false;
        pos++;
        continue;
      }
      wordStart = ch < 128 && (charType[ch] & 1) !== 0;
      pos++;
    }
    if (failedStarts)
      for (const start2 of failedStarts)
        failedBrackets.add(start2);
    this.pos = savedPos;
    this.srcEnd = savedEnd;
    this._bracketWindow = savedBracketWindow;
    this._arithmeticBracketWindow = savedArithmeticBracketWindow;
    this._unbalanced = savedUnbalanced;
    return -1;
  }
  // End of the brace expansion opened at `start`, or -1. As in Bash's brace_gobbler, quotes,
  // escapes, parameter expansions and substitutions are opaque; an unquoted metacharacter
  // ends the word before the brace closes. The word scan reports errors in the skipped text.
  scanBraceExpansion(start, results) {
    const src = this.src;
    const len = this.srcEnd;
    const cached = results.get(start);
    if (cached !== void 0)
      return cached;
    const savedPos = this.pos;
    const savedUnbalanced = this._unbalanced;
    const errorCount = this._errors === null ? 0 : this._errors.length;
    const frames = [start, 0];
    let pos = start + 1;
    while (pos < len) {
      const ch = src.charCodeAt(pos);
      const type = ch < 128 ? charType[ch] : 0;
      if (type === 0) {
        pos++;
        if (ch === CH_RBRACE) {
          const hasSep = frames.pop();
          results.set(frames.pop(), hasSep ? pos : -1);
          if (frames.length === 0)
            break;
        } else if (ch === 44 || ch === 46 && src.charCodeAt(pos) === 46) {
          frames[frames.length - 1] = 1;
        }
        continue;
      }
      const next = pos + 1 < len ? src.charCodeAt(pos + 1) : 0;
      if (type & 1) {
        if (next === CH_LPAREN && (ch === CH_LT || ch === CH_GT)) {
          this.pos = pos + 2;
          this.extractBalanced();
          pos = this.pos;
        } else if (ch === CH_LPAREN && isExtglobOpen(src.charCodeAt(pos - 1))) {
          const close = this.findClosingShellDelimiter(pos + 1, len, CH_RPAREN);
          if (close === -1)
            break;
          pos = close + 1;
        } else {
          break;
        }
      } else if (ch === CH_BACKSLASH) {
        pos += 2;
      } else if (ch === CH_SQUOTE) {
        this.pos = pos + 1;
        this.skipSQ();
        pos = this.pos;
      } else if (ch === CH_DQUOTE) {
        this.pos = pos + 1;
        this.skipDQ();
        pos = this.pos;
      } else if (ch === CH_BACKTICK) {
        pos++;
        while (pos < len && src.charCodeAt(pos) !== CH_BACKTICK)
          pos += src.charCodeAt(pos) === CH_BACKSLASH ? 2 : 1;
        pos++;
      } else if (ch === CH_LBRACE) {
        frames.push(pos, 0);
        pos++;
      } else if (next === CH_SQUOTE) {
        pos = decodeAnsiCQuoted(src, pos + 2, len).end;
      } else if (next === CH_LBRACE) {
        const close = this.findClosingBrace(pos + 2, len);
        if (close === -1)
          break;
        pos = close + 1;
      } else if (next === CH_LPAREN) {
        this.pos = pos + 2;
        this.extractBalanced();
        pos = this.pos;
      } else {
        pos++;
      }
    }
    this.pos = savedPos;
    this._unbalanced = savedUnbalanced;
    if (this._errors !== null)
      this._errors.length = errorCount;
    for (let index = 0; index < frames.length; index += 2)
      results.set(frames[index], -1);
    return results.get(start);
  }
  skipSubshellBody() {
    this.extractBalanced(false);
    return this._unbalanced ? -1 : this.pos;
  }
  skipCompoundBody(closeToken) {
    const frames = [
      { close: closeToken, phase: closeToken === Token.Esac ? "case-pattern" : "commands" }
    ];
    let commandStart = true;
    for (; ; ) {
      const phase = frames[frames.length - 1].phase;
      let ctx = commandStart ? LexContext.CommandStart : LexContext.Normal;
      if (phase === "function-name")
        ctx = LexContext.FunctionName;
      else if (phase === "case-pattern" && commandStart)
        ctx = LexContext.CasePattern;
      const value2 = this.next(ctx);
      const token2 = value2.token;
      if (token2 === Token.EOF)
        return -1;
      const last = frames.length - 1;
      const frame = frames[last];
      if (frame.phase === "function-name") {
        if (token2 === Token.Newline)
          continue;
        frame.phase = "function-body";
        commandStart = true;
        continue;
      } else if (frame.phase === "function-body") {
        if (token2 === Token.Newline)
          continue;
        frame.phase = "commands";
        commandStart = true;
        if (token2 === Token.LParen && this.peek(LexContext.Normal).token === Token.RParen) {
          this.next(LexContext.Normal);
          frame.phase = "function-body";
          continue;
        }
      } else if (frame.phase === "coproc-command") {
        if (token2 === Token.Newline)
          continue;
        if (token2 === Token.Word) {
          frame.phase = "coproc-body";
          commandStart = true;
          continue;
        }
        frame.phase = "commands";
        commandStart = true;
      } else if (frame.phase === "coproc-body") {
        if (token2 === Token.Newline)
          continue;
        frame.phase = token2 === Token.Word && value2.keywordEligible && value2.value === "time" ? "time-command" : "commands";
        commandStart = true;
        if (frame.phase === "time-command")
          continue;
      } else if (frame.phase === "time-command") {
        if (token2 === Token.Word && value2.keywordEligible && value2.value === "-p") {
          frame.phase = "time-command-after-p";
          continue;
        }
        if (token2 === Token.Word && value2.keywordEligible && value2.value === "--") {
          frame.phase = "commands";
          continue;
        }
        frame.phase = "commands";
        commandStart = true;
      } else if (frame.phase === "time-command-after-p") {
        if (token2 === Token.Word && value2.keywordEligible && value2.value === "--") {
          frame.phase = "commands";
          continue;
        }
        frame.phase = "commands";
        commandStart = true;
      } else if (frame.phase === "for-header") {
        if (token2 === Token.ArithCmd || token2 === Token.Semi || token2 === Token.Newline) {
          commandStart = true;
          continue;
        }
        if (token2 === Token.Do || token2 === Token.LBrace) {
          frame.close = token2 === Token.Do ? Token.Done : Token.RBrace;
          frame.phase = "commands";
          commandStart = true;
          continue;
        }
      } else if (frame.phase === "case-word") {
        if (token2 === Token.Newline)
          continue;
        frame.phase = "case-in";
        commandStart = false;
        continue;
      } else if (frame.phase === "case-in") {
        if (token2 === Token.Newline) {
          commandStart = true;
          continue;
        }
        frame.phase = "case-pattern";
        commandStart = true;
        continue;
      } else if (frame.phase === "case-pattern") {
        if (token2 === Token.Esac && commandStart) {
          frames.pop();
          if (frames.length === 0)
            return value2.end;
          commandStart = false;
          continue;
        }
        if (token2 === Token.RParen) {
          frame.phase = "commands";
          commandStart = true;
        } else {
          commandStart = token2 === Token.Newline;
        }
        continue;
      }
      if (token2 === frame.close) {
        frames.pop();
        if (frames.length === 0)
          return value2.end;
        commandStart = false;
        continue;
      }
      if (commandStart) {
        switch (token2) {
          case Token.LParen:
            frames.push({ close: Token.RParen, phase: "commands" });
            break;
          case Token.LBrace:
            frames.push({ close: Token.RBrace, phase: "commands" });
            break;
          case Token.If:
            frames.push({ close: Token.Fi, phase: "commands" });
            break;
          case Token.For:
            frames.push({ close: Token.Done, phase: "for-header" });
            break;
          case Token.While:
          case Token.Until:
          case Token.Select:
            frames.push({ close: Token.Done, phase: "commands" });
            break;
          case Token.Case:
            frames.push({ close: Token.Esac, phase: "case-word" });
            break;
          case Token.DblLBracket:
            if (!this.skipTestCommandBody())
              return -1;
            commandStart = false;
            continue;
          case Token.Assignment:
          case Token.Redirect:
          case Token.Bang:
          case Token.Then:
          case Token.Else:
          case Token.Elif:
          case Token.Do:
          case Token.In:
            break;
          case Token.Semi:
          case Token.Newline:
          case Token.Pipe:
          case Token.And:
          case Token.Or:
          case Token.Amp:
          case Token.DoubleSemi:
          case Token.SemiAmp:
          case Token.DoubleSemiAmp:
            break;
          case Token.Function:
            frame.phase = "function-name";
            break;
          case Token.Coproc:
            frame.phase = "coproc-command";
            break;
          default:
            if (token2 === Token.Word && value2.keywordEligible && value2.value === "time") {
              frame.phase = "time-command";
              commandStart = true;
            } else {
              commandStart = false;
            }
            continue;
        }
      }
      switch (token2) {
        case Token.Semi:
        case Token.Newline:
        case Token.Pipe:
        case Token.And:
        case Token.Or:
        case Token.Amp:
          commandStart = true;
          break;
        case Token.DoubleSemi:
        case Token.SemiAmp:
        case Token.DoubleSemiAmp:
          if (frame.close === Token.Esac)
            frame.phase = "case-pattern";
          commandStart = true;
          break;
        case Token.RParen:
          commandStart = true;
          break;
      }
    }
  }
  skipTestGroup() {
    let depth = 1;
    for (; ; ) {
      const value2 = this.next(LexContext.TestMode);
      if (value2.token === Token.EOF)
        return -1;
      if (value2.token === Token.DblRBracket) {
        this.unshift(value2);
        return -1;
      }
      if (value2.token === Token.LParen)
        depth++;
      else if (value2.token === Token.RParen && --depth === 0)
        return value2.end;
    }
  }
  skipTestCommandBody() {
    for (; ; ) {
      const token2 = this.next(LexContext.TestMode).token;
      if (token2 === Token.DblRBracket)
        return true;
      if (token2 === Token.EOF)
        return false;
    }
  }
  /** Set position and scan a word, building parts. Used by computeWordParts. */
  buildWordParts(startPos) {
    this._buildParts = true;
    this.pos = startPos;
    const ch = this.src.charCodeAt(startPos);
    if ((ch === 60 || ch === 62) && startPos + 1 < this.srcEnd && this.src.charCodeAt(startPos + 1) === 40) {
      this.pos = startPos + 2;
      const inner = this.extractBalanced();
      const text2 = this.src.slice(startPos, this.pos);
      const part = this.processSubstitution(startPos, text2, ch === 60 ? "<" : ">", inner);
      if (this.pos < this.srcEnd) {
        this.readWordText();
        if (this._wordParts) {
          this._wordParts.unshift(part);
        } else {
          this._wordParts = [part];
        }
      } else {
        this._wordParts = [part];
      }
    } else {
      this.readWordText();
      if (this.pos < this.srcEnd && this._wordAssignmentState !== void 0 && this._wordAssignmentState >= ASSIGNMENT_INDEX_BASE) {
        this.pos = startPos;
        this.readWordText(true);
      }
    }
    return this._wordParts;
  }
  /** Scan a bounded word-like span without treating shell operators or whitespace as terminators. */
  buildEmbeddedWordParts(startPos, arithmetic = false) {
    this._buildParts = true;
    this.pos = startPos;
    this.readInnerWordText(false, arithmetic);
    return this._wordParts;
  }
  buildArrayElementParts(startPos) {
    const close = this.findClosingBracket(startPos + 1);
    if (close === -1)
      return this.buildWordParts(startPos);
    const src = this.src;
    this._buildParts = true;
    const head = hasEmbeddedWordStructure(src, startPos, close + 1) ? this.parseSubFieldWord(startPos, close + 1, "embedded") : void 0;
    this.pos = close + 1;
    this.readWordText(false, LexContext.ArrayElement);
    const end = this.pos;
    const operator = skipLineContinuations(src, close + 1, end);
    const after = src.charCodeAt(operator);
    const keyed = after === CH_EQ || after === CH_PLUS && src.charCodeAt(operator + 1) === CH_EQ;
    let headParts = head?.parts;
    let tailParts = this._wordParts;
    if (keyed)
      tailParts = parseGlobParts(src, close + 1, end, tailParts) ?? tailParts;
    if (!headParts && !tailParts)
      return keyed ? null : parseGlobParts(src, startPos, end, void 0) ?? null;
    const headText = src.slice(startPos, close + 1);
    if (!headParts)
      headParts = [{ type: "Literal", pos: startPos, end: close + 1, text: headText, value: head?.value ?? headText }];
    if (!tailParts)
      tailParts = end > close + 1 ? [{ type: "Literal", pos: close + 1, end, text: src.slice(close + 1, end), value: this._wordText }] : [];
    let parts = joinWordParts(headParts, tailParts);
    if (!keyed)
      parts = parseGlobParts(src, startPos, end, parts) ?? parts;
    return parts.length > 1 || parts[0].type !== "Literal" ? parts : null;
  }
  /** Scan a heredoc body for expansions, building parts. Spaces/newlines are literal. */
  buildHereDocParts(bodyPos, bodyEnd) {
    this._buildParts = true;
    const src = this.src;
    const parts = [];
    let hasExpansion = false;
    let litBuf = "";
    let litStart = bodyPos;
    let i = bodyPos;
    const flushLit = () => {
      if (i > litStart) {
        parts.push({ type: "Literal", pos: litStart, end: i, value: litBuf, text: src.slice(litStart, i) });
        litBuf = "";
      }
    };
    while (i < bodyEnd) {
      const ch = src.charCodeAt(i);
      if (ch === 92) {
        if (i + 1 < bodyEnd) {
          const nc = src.charCodeAt(i + 1);
          if (nc === CH_NL) {
            i += 2;
            continue;
          }
          if (nc === 36 || nc === 96 || nc === 92) {
            litBuf += String.fromCharCode(nc);
            i += 2;
            continue;
          }
        }
        litBuf += "\\";
        i++;
        continue;
      }
      if (ch === 36 && src.charCodeAt(i + 1) !== CH_SQUOTE && src.charCodeAt(i + 1) !== CH_DQUOTE) {
        flushLit();
        litStart = i;
        this.pos = i;
        this.readDollar();
        if (this._resultPart) {
          hasExpansion = true;
          parts.push(this._resultPart);
          litStart = this.pos;
        } else {
          litBuf += src.slice(i, this.pos);
        }
        i = this.pos;
        continue;
      }
      if (ch === 96) {
        flushLit();
        litStart = i;
        this.pos = i;
        this.readBacktickExpansion();
        if (this._resultPart) {
          hasExpansion = true;
          parts.push(this._resultPart);
          litStart = this.pos;
        } else {
          litBuf += src.slice(i, this.pos);
        }
        i = this.pos;
        continue;
      }
      litBuf += src[i];
      i++;
    }
    flushLit();
    return hasExpansion ? parts : null;
  }
  registerHereDocTarget(target) {
    if (this.pendingHereDocs === null)
      return;
    for (const hd of this.pendingHereDocs) {
      if (!hd.target) {
        hd.target = target;
        return;
      }
    }
  }
  // Read the right-hand operand of =~ in [[ ]]. Bash ends the operand at
  // depth-zero whitespace, `)`, `;`, `&`, `<`, or `>` (but `<(`/`>(` open a
  // process substitution and `|` never delimits). An unquoted `(` opens a
  // group that consumes everything — `]]`, newlines, and metacharacters
  // included — until its matching `)`; inside a group only quotes stay opaque
  // and expansion parens count naively, matching bash. Quotes and expansions
  // at depth zero skip via the same readers normal words use, so their errors
  // and spans stay identical. The token is the raw source span; value and
  // parts resolve lazily like every other word.
  readTestRegexWord() {
    this.hasPeek = false;
    this.skipSpacesAndTabs();
    const src = this.src;
    const len = this.srcEnd;
    const start = this.pos;
    let depth = 0;
    while (this.pos < len) {
      const ch = src.charCodeAt(this.pos);
      if (ch === CH_LPAREN) {
        depth++;
        this.pos++;
        continue;
      }
      if (ch === CH_BACKSLASH) {
        this.pos += this.pos + 1 < len ? 2 : 1;
        continue;
      }
      if (ch === CH_SQUOTE) {
        const quotePos = this.pos++;
        const ansiC = quotePos > start && src.charCodeAt(quotePos - 1) === CH_DOLLAR;
        while (this.pos < len && src.charCodeAt(this.pos) !== CH_SQUOTE) {
          if (ansiC && src.charCodeAt(this.pos) === CH_BACKSLASH && this.pos + 1 < len)
            this.pos++;
          this.pos++;
        }
        if (this.pos < len)
          this.pos++;
        else
          this.errors.push({
            message: ansiC ? "unterminated ANSI-C quote" : "unterminated single quote",
            pos: quotePos
          });
        continue;
      }
      if (ch === CH_DQUOTE) {
        this.pos++;
        this.readDoubleQuoted();
        continue;
      }
      if (ch === CH_BACKTICK) {
        this.readBacktickExpansion();
        continue;
      }
      if (depth > 0) {
        if (ch === CH_RPAREN)
          depth--;
        this.pos++;
        continue;
      }
      if (ch === CH_DOLLAR) {
        this.readDollar();
        continue;
      }
      if ((ch === CH_LT || ch === CH_GT) && this.pos + 1 < len && src.charCodeAt(this.pos + 1) === CH_LPAREN) {
        const subPos = this.pos;
        this.pos += 2;
        this.extractBalanced();
        if (this._unbalanced)
          this.errors.push({ message: "unterminated process substitution", pos: subPos });
        continue;
      }
      if (ch < 128 && charType[ch] & 1 && ch !== CH_PIPE)
        break;
      this.pos++;
    }
    setToken(this.current, Token.Word, src.slice(start, this.pos), start, this.pos);
    return this.current;
  }
  // Read C-style for expressions: called after first '(' consumed by parser.
  // Expects pos at second '('. Returns [init, test, update] raw text.
  readCStyleForExprs() {
    this.hasPeek = false;
    const src = this.src;
    const len = this.srcEnd;
    while (this.pos < len && (src.charCodeAt(this.pos) === CH_SPACE || src.charCodeAt(this.pos) === CH_TAB))
      this.pos++;
    const openPos = this.pos;
    if (this.pos < len && src.charCodeAt(this.pos) === CH_LPAREN)
      this.pos++;
    const starts = [this.pos, 0, 0];
    const parts = ["", "", "", 0, 0, 0];
    let partIdx = 0;
    let depth = 1;
    let partStart = this.pos;
    let extra = false;
    const setPart = (end) => {
      const raw = src.slice(partStart, end);
      parts[partIdx] = raw.trim();
      parts[3 + partIdx] = starts[partIdx] + raw.length - raw.trimStart().length;
    };
    while (this.pos < len && depth > 0) {
      const c = src.charCodeAt(this.pos);
      if (c === CH_LPAREN) {
        depth++;
        this.pos++;
      } else if (c === CH_RPAREN) {
        depth--;
        if (depth === 0) {
          if (!extra)
            setPart(this.pos);
          if (partIdx < 2)
            this.errors.push({ message: "expected three arithmetic expressions in for header", pos: this.pos });
          this.pos++;
          while (this.pos < len && (src.charCodeAt(this.pos) === CH_SPACE || src.charCodeAt(this.pos) === CH_TAB))
            this.pos++;
          if (this.pos < len && src.charCodeAt(this.pos) === CH_RPAREN)
            this.pos++;
          break;
        }
        this.pos++;
      } else if (c === CH_SEMI && depth === 1) {
        if (partIdx === 2) {
          if (!extra) {
            setPart(this.pos);
            this.errors.push({ message: "expected three arithmetic expressions in for header", pos: this.pos });
          }
          extra = true;
          this.pos++;
          continue;
        }
        setPart(this.pos);
        partIdx++;
        this.pos++;
        partStart = this.pos;
        starts[partIdx] = partStart;
      } else if (c === CH_DOLLAR) {
        this.readDollar();
      } else if (c === CH_BACKTICK) {
        this.readBacktickExpansion();
      } else if (c === CH_BACKSLASH) {
        this.pos += this.pos + 1 < len ? 2 : 1;
      } else if (c === CH_SQUOTE) {
        this.pos++;
        this.skipSQ();
      } else if (c === CH_DQUOTE) {
        this.pos++;
        this.skipDQ();
      } else {
        this.pos++;
      }
    }
    if (depth > 0) {
      if (!extra)
        setPart(this.pos);
      this.errors.push({ message: "unterminated arithmetic for header", pos: openPos });
    }
    return parts;
  }
  peek(ctx = LexContext.Normal) {
    if (!this.hasPeek) {
      this.readNext(this.nextState, ctx);
      this.hasPeek = true;
    }
    return this.nextState;
  }
  // Peek where the context depends on the token just consumed. peek() ignores its ctx once a
  // token is cached, so the caller's context must only be derived when a read actually happens.
  peekFollow(closers) {
    if (!this.hasPeek) {
      const ctx = closers[this.current.token] ? LexContext.CommandStart : LexContext.Normal;
      this.readNext(this.nextState, ctx);
      this.hasPeek = true;
    }
    return this.nextState;
  }
  next(ctx = LexContext.Normal) {
    if (this.hasPeek) {
      this.hasPeek = false;
      const temp = this.current;
      this.current = this.nextState;
      this.nextState = temp;
      return this.current;
    }
    this.readNext(this.current, ctx);
    return this.current;
  }
  unshift(tok) {
    this.nextState.copyFrom(tok);
    this.hasPeek = true;
  }
  readNext(out2, ctx) {
    const src = this.src;
    const len = this.srcEnd;
    let pos = this.pos;
    while (true) {
      pos = skipBlanks(src, pos, len);
      if (ctx === LexContext.TestMode) {
        while (pos < len && src.charCodeAt(pos) === CH_NL)
          pos = skipBlanks(src, pos + 1, len);
      }
      if (pos >= len || src.charCodeAt(pos) !== CH_HASH)
        break;
      while (pos < len && src.charCodeAt(pos) !== CH_NL)
        pos++;
    }
    this.pos = pos;
    if (pos >= len) {
      this.consumePendingHereDocs();
      setToken(out2, Token.EOF, "", pos, pos);
      return;
    }
    const tokenStart = pos;
    const ch = src.charCodeAt(pos);
    if (ch === CH_NL) {
      this.pos++;
      this.consumePendingHereDocs();
      setToken(out2, Token.Newline, "\n", tokenStart, this.pos);
      return;
    }
    if (ctx === LexContext.TestMode && (ch === CH_LT || ch === CH_GT) && !(this.pos + 1 < this.srcEnd && src.charCodeAt(this.pos + 1) === CH_LPAREN)) {
      this.pos++;
      setToken(out2, Token.Word, ch === CH_LT ? "<" : ">", tokenStart, this.pos);
      out2.keywordEligible = true;
      return;
    }
    if (ch < 128 && charType[ch] & 1 && this.tryReadOperator(out2, ch, ctx, tokenStart))
      return;
    if (ch === CH_LBRACKET && ctx === LexContext.ArrayElement && this.readArrayElement(out2, tokenStart))
      return;
    this.readWord(out2, ctx, tokenStart);
  }
  tryReadOperator(out2, ch, ctx, tokenStart) {
    const src = this.src;
    const pos = this.pos;
    const next = pos + 1 < this.srcEnd ? src.charCodeAt(pos + 1) : 0;
    switch (ch) {
      case CH_SEMI:
        if (next === CH_SEMI) {
          if (pos + 2 < this.srcEnd && src.charCodeAt(pos + 2) === CH_AMP) {
            this.pos += 3;
            setToken(out2, Token.DoubleSemiAmp, ";;&", tokenStart, this.pos);
            return true;
          }
          this.pos += 2;
          setToken(out2, Token.DoubleSemi, ";;", tokenStart, this.pos);
          return true;
        }
        if (next === CH_AMP) {
          this.pos += 2;
          setToken(out2, Token.SemiAmp, ";&", tokenStart, this.pos);
          return true;
        }
        this.pos++;
        setToken(out2, Token.Semi, ";", tokenStart, this.pos);
        return true;
      case CH_PIPE:
        if (next === CH_PIPE) {
          this.pos += 2;
          setToken(out2, Token.Or, "||", tokenStart, this.pos);
          return true;
        }
        if (next === CH_AMP) {
          this.pos += 2;
          setToken(out2, Token.Pipe, "|&", tokenStart, this.pos);
          return true;
        }
        this.pos++;
        setToken(out2, Token.Pipe, "|", tokenStart, this.pos);
        return true;
      case CH_AMP:
        if (next === CH_AMP) {
          this.pos += 2;
          setToken(out2, Token.And, "&&", tokenStart, this.pos);
          return true;
        }
        if (next === CH_GT) {
          this.pos += 2;
          const append = this.pos < this.srcEnd && src.charCodeAt(this.pos) === CH_GT;
          if (append)
            this.pos++;
          return this.readRedirectTarget(out2, append ? "&>>" : "&>", tokenStart);
        }
        this.pos++;
        setToken(out2, Token.Amp, "&", tokenStart, this.pos);
        return true;
      case CH_LPAREN:
        if (ctx === LexContext.CommandStart && next === CH_LPAREN) {
          const savedErrors = this.errors.length;
          this.readArithmeticCommand(out2, tokenStart);
          if (!this._notArithmetic)
            return true;
          this.errors.length = savedErrors;
          this.pos = tokenStart;
        }
        this.pos++;
        setToken(out2, Token.LParen, "(", tokenStart, this.pos);
        return true;
      case CH_RPAREN:
        this.pos++;
        setToken(out2, Token.RParen, ")", tokenStart, this.pos);
        return true;
      case CH_LT:
      case CH_GT:
        return this.readRedirection(out2, tokenStart);
      default:
        return false;
    }
  }
  readRedirection(out2, tokenStart) {
    const src = this.src;
    const ch = src.charCodeAt(this.pos);
    let op = "";
    if (ch === CH_LT) {
      this.pos++;
      const next = this.pos < this.srcEnd ? src.charCodeAt(this.pos) : 0;
      if (next === CH_LT) {
        this.pos++;
        const third = this.pos < this.srcEnd ? src.charCodeAt(this.pos) : 0;
        if (third === CH_LT) {
          this.pos++;
          op = "<<<";
        } else {
          const dash = third === CH_DASH;
          if (dash)
            this.pos++;
          this.skipSpacesAndTabs();
          const targetPos = this.pos;
          if (this.pos >= this.srcEnd || src.charCodeAt(this.pos) !== CH_HASH)
            this.readHereDocDelimiter();
          const hasTarget = this.pos > targetPos;
          if (hasTarget) {
            (this.pendingHereDocs ?? (this.pendingHereDocs = [])).push({
              delimiter: this._hereDelim,
              strip: dash,
              quoted: this._hereQuoted
            });
          }
          setToken(out2, Token.Redirect, dash ? "<<-" : "<<", tokenStart, this.pos);
          out2.content = hasTarget ? this._hereDelim : void 0;
          out2.delimiterQuoted = hasTarget && this._hereQuoted;
          out2.targetPos = targetPos;
          out2.targetEnd = hasTarget ? this.pos : targetPos;
          return true;
        }
      } else if (next === CH_LPAREN) {
        this.readProcessSubstitution(out2, "<", tokenStart);
        return true;
      } else if (next === CH_GT) {
        op = "<>";
        this.pos++;
      } else if (next === CH_AMP) {
        op = "<&";
        this.pos++;
      } else {
        op = "<";
      }
    } else if (ch === CH_GT) {
      this.pos++;
      const next = this.pos < this.srcEnd ? src.charCodeAt(this.pos) : 0;
      if (next === CH_LPAREN) {
        this.readProcessSubstitution(out2, ">", tokenStart);
        return true;
      }
      if (next === CH_GT) {
        op = ">>";
        this.pos++;
      } else if (next === CH_AMP) {
        op = ">&";
        this.pos++;
      } else if (next === CH_PIPE) {
        op = ">|";
        this.pos++;
      } else {
        op = ">";
      }
    }
    return this.readRedirectTarget(out2, op, tokenStart);
  }
  readRedirectTarget(out2, op, tokenStart) {
    const src = this.src;
    this.skipSpacesAndTabs();
    if (this.pos < this.srcEnd) {
      const nc = src.charCodeAt(this.pos);
      if ((nc === CH_LT || nc === CH_GT) && this.pos + 1 < this.srcEnd && src.charCodeAt(this.pos + 1) === CH_LPAREN) {
        const psStart = this.pos;
        this.pos += 2;
        this.extractBalanced();
        if (this._unbalanced)
          this.errors.push({ message: "unterminated process substitution", pos: psStart });
        const psText = src.slice(psStart, this.pos);
        setToken(out2, Token.Redirect, op, tokenStart, this.pos);
        out2.content = psText;
        out2.targetPos = psStart;
        out2.targetEnd = this.pos;
        return true;
      }
      const targetPos = this.pos;
      if (nc !== CH_NL && nc !== CH_HASH)
        this.readRedirectTargetText();
      this.redirectToken(out2, op, tokenStart, targetPos);
      return true;
    }
    this.redirectToken(out2, op, tokenStart, this.pos);
    return true;
  }
  // Redirect targets keep their processed text eagerly (it becomes the target
  // word's content), so scan them in value mode.
  readRedirectTargetText() {
    const savedBuildValue = this._buildValue;
    this._buildValue = true;
    this.readWordText();
    this._buildValue = savedBuildValue;
  }
  redirectToken(out2, operator, tokenStart, targetPos) {
    const hasTarget = this.pos > targetPos && (this._wordText.length > 0 || this._wordQuoted);
    setToken(out2, Token.Redirect, operator, tokenStart, this.pos);
    out2.content = hasTarget ? this._wordText : void 0;
    out2.targetPos = targetPos;
    out2.targetEnd = hasTarget ? this.pos : targetPos;
  }
  readProcessSubstitution(out2, operator, tokenStart) {
    this.pos++;
    this.extractBalanced();
    if (this._unbalanced)
      this.errors.push({ message: "unterminated process substitution", pos: tokenStart });
    const text2 = this.src.slice(tokenStart, this.pos);
    setToken(out2, Token.Word, text2, tokenStart, this.pos);
  }
  // The delimiter is the word after quote removal: quote and escape segments may
  // appear anywhere in the word, any of them makes the heredoc quoted, and inside
  // double quotes a backslash is removed only before $ ` " \.
  readHereDocDelimiter() {
    const src = this.src;
    const len = this.srcEnd;
    const savedBuildValue = this._buildValue;
    this._buildValue = true;
    let delimiter = "";
    let quoted7 = false;
    while (this.pos < len) {
      const c = src.charCodeAt(this.pos);
      if (c === CH_SQUOTE) {
        quoted7 = true;
        this.pos++;
        while (this.pos < len && src.charCodeAt(this.pos) !== CH_SQUOTE) {
          delimiter += src[this.pos];
          this.pos++;
        }
        if (this.pos < len)
          this.pos++;
      } else if (c === CH_DQUOTE) {
        quoted7 = true;
        this.pos++;
        while (this.pos < len && src.charCodeAt(this.pos) !== CH_DQUOTE) {
          if (src.charCodeAt(this.pos) === CH_BACKSLASH && this.pos + 1 < len) {
            const next = src.charCodeAt(this.pos + 1);
            if (next === CH_NL) {
              this.pos += 2;
              continue;
            }
            if (next === CH_DOLLAR || next === CH_BACKTICK || next === CH_DQUOTE || next === CH_BACKSLASH)
              this.pos++;
          }
          delimiter += src[this.pos];
          this.pos++;
        }
        if (this.pos < len)
          this.pos++;
      } else if (c === CH_BACKSLASH) {
        if (this.pos + 1 < len && src.charCodeAt(this.pos + 1) === CH_NL) {
          this.pos += 2;
          continue;
        }
        quoted7 = true;
        this.pos++;
        if (this.pos < len) {
          delimiter += src[this.pos];
          this.pos++;
        } else {
          delimiter += "\\";
        }
      } else if (c === CH_BACKTICK) {
        const btStart = this.pos;
        this.pos++;
        while (this.pos < len && src.charCodeAt(this.pos) !== CH_BACKTICK) {
          if (src.charCodeAt(this.pos) === CH_BACKSLASH)
            this.pos++;
          this.pos++;
        }
        if (this.pos < len)
          this.pos++;
        delimiter += src.slice(btStart, this.pos);
      } else if (c === CH_DOLLAR) {
        const next = this.pos + 1 < len ? src.charCodeAt(this.pos + 1) : 0;
        if (next === CH_SQUOTE || next === CH_DQUOTE)
          quoted7 = true;
        this.readDollar();
        delimiter += this._resultText;
      } else if (c < 128 && charType[c] & 1) {
        break;
      } else {
        delimiter += src[this.pos];
        this.pos++;
      }
    }
    this._buildValue = savedBuildValue;
    this._hereDelim = delimiter;
    this._hereQuoted = quoted7;
  }
  consumePendingHereDocs() {
    const pending = this.pendingHereDocs;
    if (pending === null || pending.length === 0)
      return;
    for (const hd of pending) {
      const bodyPos = this.pos;
      const bodyEnd = this.skipHereDocBody(hd.delimiter, hd.strip, this.parenBoundary, hd.quoted);
      if (hd.target) {
        hd.target.body.pos = bodyPos;
        hd.target.body.end = bodyEnd;
        hd.target.body.text = this.src.slice(bodyPos, bodyEnd);
        if (this.hereDocClosingPos !== -1)
          hd.target.closing = { pos: this.hereDocClosingPos, end: this.hereDocClosingEnd };
      }
    }
    pending.length = 0;
  }
  hereDocClosingPos = -1;
  hereDocClosingEnd = -1;
  // Advance past the heredoc body and its delimiter line; return the body end
  // (start of the delimiter line, or srcEnd when delimited by end-of-input).
  // With parenEnds (inside $(...)), a line starting with the delimiter directly
  // followed by ")" also terminates the body, resuming at the ")" — bash treats
  // the substitution's closing paren as end-of-file for its heredocs.
  // `join` crosses `\`+newline pairs, which an unquoted delimiter may straddle.
  matchHereDocDelimiter(delimiter, lineStart, end, join2) {
    const src = this.src;
    let pos = lineStart;
    for (let i = 0; i < delimiter.length; ) {
      if (join2 && src.charCodeAt(pos) === CH_BACKSLASH && pos + 1 < end && src.charCodeAt(pos + 1) === CH_NL) {
        pos += 2;
        continue;
      }
      if (pos >= end || src.charCodeAt(pos) !== delimiter.charCodeAt(i))
        return -1;
      pos++;
      i++;
    }
    return pos;
  }
  // A `\` consumes the next character, so `\`+newline continues the line and `\\` does not.
  logicalLineEnd(from, end, join2) {
    const src = this.src;
    let lineEnd = src.indexOf("\n", from);
    while (lineEnd !== -1 && lineEnd < end) {
      if (!join2)
        return lineEnd;
      let backslashes = lineEnd;
      while (backslashes > from && src.charCodeAt(backslashes - 1) === CH_BACKSLASH)
        backslashes--;
      if ((lineEnd - backslashes) % 2 === 0)
        return lineEnd;
      from = lineEnd + 1;
      lineEnd = src.indexOf("\n", from);
    }
    return end;
  }
  skipHereDocBody(delimiter, strip, parenEnds = false, quoted7 = false) {
    this.hereDocClosingPos = -1;
    this.hereDocClosingEnd = -1;
    const src = this.src;
    const len = this.srcEnd;
    while (this.pos < len) {
      let lineStart = this.pos;
      const lineEnd = this.logicalLineEnd(lineStart, len, !quoted7);
      for (; ; ) {
        const before = lineStart;
        if (strip)
          while (lineStart < lineEnd && src.charCodeAt(lineStart) === CH_TAB)
            lineStart++;
        if (!quoted7)
          lineStart = skipLineContinuations(src, lineStart, lineEnd);
        if (lineStart === before)
          break;
      }
      let afterDelim = this.matchHereDocDelimiter(delimiter, lineStart, lineEnd, !quoted7);
      if (afterDelim !== -1 && !quoted7)
        afterDelim = skipLineContinuations(src, afterDelim, lineEnd);
      if (afterDelim === lineEnd) {
        const bodyEnd = this.pos;
        if (!parenEnds || !this.parenBoundary || lineEnd !== len) {
          this.hereDocClosingPos = lineStart;
          this.hereDocClosingEnd = lineEnd;
        }
        this.pos = lineEnd < len ? lineEnd + 1 : lineEnd;
        return bodyEnd;
      }
      if (parenEnds && afterDelim !== -1) {
        let paren = afterDelim;
        while (paren < lineEnd && src.charCodeAt(paren) !== CH_RPAREN)
          paren++;
        if (paren < lineEnd || this.parenBoundary && lineEnd === len) {
          const bodyEnd = this.pos;
          this.pos = afterDelim;
          return bodyEnd;
        }
      }
      this.pos = lineEnd < len ? lineEnd + 1 : lineEnd;
    }
    return this.pos;
  }
  _wordText = "";
  _wordRaw = false;
  _wordQuoted = false;
  _wordHasExpansions = false;
  _wordKeywordEligible = false;
  _wordAssignmentState;
  _bracketWindow;
  _arithmeticBracketWindow;
  _wordParts = null;
  _resultText = "";
  // True when the last $-construct's value is exactly its raw source span.
  _resultIsRaw = true;
  _resultHasExpansion = false;
  _resultPart;
  // Set by extractBalanced when the input ended before the closing paren, so
  // callers can report the construct they were scanning.
  _unbalanced = false;
  // Set by scanArithmeticBody when the construct turns out not to be arithmetic, so the
  // caller can re-read it as a subshell or command substitution instead.
  _notArithmetic = false;
  _arithUnterminated = false;
  _dqText = "";
  _dqHasExpansions = false;
  _dqParts = null;
  // Content end (before the closing quote, or end of input when unterminated).
  _dqEnd = 0;
  _hereDelim = "";
  _hereQuoted = false;
  readWord(out2, ctx, tokenStart = 0) {
    const errorStart = this._errors === null ? 0 : this._errors.length;
    this.readWordText(false, ctx, true);
    if (ctx === LexContext.Normal) {
      const next = this.pos < this.srcEnd ? this.src.charCodeAt(this.pos) : 0;
      if (!this._wordRaw || next !== CH_LT && next !== CH_GT) {
        setSpanToken(out2, Token.Word, tokenStart, this.pos, this._wordRaw);
        out2.keywordEligible = this._wordKeywordEligible;
        return;
      }
    }
    this.classifyWord(out2, ctx, tokenStart, errorStart);
  }
  isRedirectVariable(start, end) {
    const src = this.src;
    for (let i = start; i < end; i++) {
      const c = src.charCodeAt(i);
      if (c === CH_LBRACKET && i > start) {
        return i + 2 < end && src.charCodeAt(end - 1) === CH_RBRACKET && this.findClosingShellDelimiter(i + 1, end, CH_RBRACKET) === end - 1;
      }
      if (c >= 128 || !(isIdChar[c] & (i === start ? 1 : 2)))
        return false;
    }
    return end > start;
  }
  readArrayElement(out2, tokenStart) {
    const close = this.findClosingBracket(tokenStart + 1);
    if (close === -1)
      return false;
    this.pos = close + 1;
    this.readWordText();
    setSpanToken(out2, Token.Word, tokenStart, this.pos, true);
    return true;
  }
  classifyWord(out2, ctx, tokenStart, errorStart) {
    const src = this.src;
    const raw = this._wordRaw;
    const hasExpansions = this._wordHasExpansions;
    const quoted7 = this._wordQuoted;
    const keywordEligible = this._wordKeywordEligible;
    let assignmentState = this._wordAssignmentState;
    const wordEnd = this.pos;
    const wordLen = wordEnd - tokenStart;
    if (ctx === LexContext.CasePattern) {
      let token2 = Token.Word;
      if (keywordEligible) {
        const reserved = raw ? matchReservedWord(src, tokenStart, wordLen) : RESERVED_WORDS.get(this.wordValueOf(tokenStart, wordEnd));
        if (reserved === Token.Esac)
          token2 = reserved;
      }
      setSpanToken(out2, token2, tokenStart, wordEnd, raw);
      out2.keywordEligible = keywordEligible;
      return;
    }
    let value2 = null;
    if (!raw && !hasExpansions && keywordEligible && (ctx === LexContext.CommandStart || ctx === LexContext.TestMode)) {
      const nextCh = wordEnd < this.srcEnd ? src.charCodeAt(wordEnd) : 0;
      if (!quoted7 && wordLen <= 16 || nextCh === CH_LT || nextCh === CH_GT) {
        value2 = this.wordValueOf(tokenStart, wordEnd);
      }
    }
    if (ctx === LexContext.CommandStart && keywordEligible) {
      if (raw) {
        if (wordLen <= 8) {
          const reserved = matchReservedWord(src, tokenStart, wordLen);
          if (reserved !== void 0) {
            setSpanToken(out2, reserved, tokenStart, wordEnd, true);
            return;
          }
        }
        if (wordLen === 2 && src.charCodeAt(tokenStart) === CH_LBRACKET && src.charCodeAt(tokenStart + 1) === CH_LBRACKET) {
          setSpanToken(out2, Token.DblLBracket, tokenStart, wordEnd, true);
          return;
        }
      } else if (value2 !== null && value2.length > 0) {
        const fc = value2.charCodeAt(0);
        if (fc >= CH_a && fc <= CH_z && value2.length <= 8 || fc === CH_BANG || fc === CH_LBRACE || fc === CH_RBRACE) {
          const reserved = RESERVED_WORDS.get(value2);
          if (reserved !== void 0) {
            setToken(out2, reserved, value2, tokenStart, wordEnd);
            return;
          }
        }
        if (fc === CH_LBRACKET && value2 === "[[") {
          setToken(out2, Token.DblLBracket, value2, tokenStart, wordEnd);
          return;
        }
      }
    }
    if (ctx === LexContext.CommandStart || ctx === LexContext.CommandPrefix || ctx === LexContext.Declaration) {
      if (assignmentState === void 0) {
        let eq = -1;
        let bracket = false;
        for (let i = tokenStart + 1; i < wordEnd; i++) {
          const c = src.charCodeAt(i);
          if (c === CH_EQ) {
            eq = i;
            break;
          }
          if (c === CH_LBRACKET)
            bracket = true;
        }
        if (eq !== -1 || ctx !== LexContext.Declaration && bracket) {
          assignmentState = scanAssignmentPrefix(src, tokenStart, wordEnd, ASSIGNMENT_NAME_START);
        }
      }
      if (assignmentState !== void 0) {
        if (ctx !== LexContext.Declaration && assignmentState >= ASSIGNMENT_INDEX_BASE) {
          if (wordEnd < this.srcEnd) {
            if (this._errors !== null)
              this._errors.length = errorStart;
            this.pos = tokenStart;
            this.readWordText(true, ctx, true);
            if (this.pos > wordEnd) {
              this.classifyWord(out2, ctx, tokenStart, errorStart);
              return;
            }
          }
          if (this._errors === null || this._errors.length === errorStart) {
            this.errors.push({ message: "unterminated array subscript", pos: src.indexOf("[", tokenStart) });
          }
        }
        if (isMatchedAssignment(assignmentState)) {
          setSpanToken(out2, Token.Assignment, tokenStart, wordEnd, raw);
          if (value2 !== null)
            out2._value = value2;
          out2.assignmentOperatorPos = assignmentOperatorPos(assignmentState);
          return;
        }
      }
    }
    if ((ctx === LexContext.CommandStart || ctx === LexContext.TestMode) && keywordEligible) {
      if (raw) {
        if (wordLen === 2 && src.charCodeAt(tokenStart) === CH_RBRACKET && src.charCodeAt(tokenStart + 1) === CH_RBRACKET) {
          setSpanToken(out2, Token.DblRBracket, tokenStart, wordEnd, true);
          return;
        }
      } else if (value2 === "]]") {
        setToken(out2, Token.DblRBracket, value2, tokenStart, wordEnd);
        return;
      }
    }
    if (!hasExpansions && this.pos < this.srcEnd) {
      const nc = src.charCodeAt(this.pos);
      if (nc === CH_LT || nc === CH_GT) {
        if (raw) {
          const fc = src.charCodeAt(tokenStart);
          if (fc >= CH_0 && fc <= CH_9 && isAllDigitsRange(src, tokenStart, wordEnd)) {
            const fd = Number.parseInt(src.slice(tokenStart, wordEnd), 10);
            if (this.readRedirection(out2, tokenStart)) {
              out2.fileDescriptor = fd;
              out2.descriptorEnd = wordEnd;
              return;
            }
          }
          if (fc === CH_LBRACE && src.charCodeAt(wordEnd - 1) === CH_RBRACE && this.isRedirectVariable(tokenStart + 1, wordEnd - 1)) {
            const varname = src.slice(tokenStart + 1, wordEnd - 1);
            if (this.readRedirection(out2, tokenStart)) {
              out2.variableName = varname;
              out2.descriptorEnd = wordEnd;
              return;
            }
          }
        }
      }
    }
    setSpanToken(out2, Token.Word, tokenStart, wordEnd, raw);
    if (value2 !== null)
      out2._value = value2;
    out2.keywordEligible = keywordEligible;
  }
  // `subscripts` re-reads a word known to stop inside an array subscript, where
  // metacharacters are ordinary text.
  // `scanning` marks the first scan of a token, which decides where the word ends.
  readWordText(subscripts = false, ctx = LexContext.Normal, scanning = false) {
    const src = this.src;
    const len = this.srcEnd;
    let pos = this.pos;
    const fastStart = pos;
    let exitCh = 0;
    while (pos < len) {
      const c = src.charCodeAt(pos);
      if (c < 128 && charType[c]) {
        exitCh = c;
        break;
      }
      pos++;
    }
    if (pos >= len || charType[exitCh] & 1 && !(exitCh === CH_LPAREN && pos > fastStart && extglobPrefix[src.charCodeAt(pos - 1)]) && !subscripts) {
      this.pos = pos;
      this._wordText = (this._buildParts || this._buildValue) && pos > fastStart ? src.slice(fastStart, pos) : "";
      this._wordRaw = true;
      this._wordQuoted = false;
      this._wordHasExpansions = false;
      this._wordKeywordEligible = true;
      this._wordAssignmentState = void 0;
      if (this._buildParts) {
        this._wordParts = hasGlobCharacters(this._wordText) && ctx !== LexContext.ArrayElement ? parseGlobParts(src, fastStart, pos, void 0) ?? null : null;
      }
      return;
    }
    const bp = this._buildParts;
    const bt = bp || this._buildValue;
    let text2 = bt && pos > fastStart ? src.slice(fastStart, pos) : "";
    let quoted7 = false;
    let hasExpansions = false;
    let keywordEligible = true;
    let valueIsRaw = true;
    let lastValueChar = pos > fastStart ? src.charCodeAt(pos - 1) : 0;
    let assignmentState = scanAssignmentPrefix(src, fastStart, pos, ASSIGNMENT_NAME_START);
    let parts;
    let litBuf = "";
    let litStart = 0;
    let hasGlobs = false;
    let braceResults;
    if (bp) {
      parts = [];
      litBuf = text2;
      litStart = fastStart;
      hasGlobs = text2.length > 0 && hasGlobCharacters(text2);
    }
    while (pos < len) {
      const ch = src.charCodeAt(pos);
      if (ch >= 128 || !charType[ch]) {
        const runStart = pos;
        pos++;
        while (pos < len) {
          const c = src.charCodeAt(pos);
          if (c < 128 && charType[c])
            break;
          pos++;
        }
        lastValueChar = src.charCodeAt(pos - 1);
        assignmentState = scanAssignmentPrefix(src, runStart, pos, assignmentState);
        if (bt) {
          const chunk = src.slice(runStart, pos);
          text2 += chunk;
          if (bp) {
            litBuf += chunk;
            hasGlobs = hasGlobs || hasGlobCharacters(chunk);
          }
        }
        continue;
      }
      if (charType[ch] & 1) {
        if (subscripts && assignmentState >= ASSIGNMENT_INDEX_BASE) {
          const close = this.findClosingBracket(pos);
          if (close !== -1) {
            const spanEnd = close + 1;
            assignmentState = assignmentState === ASSIGNMENT_INDEX_BASE + 1 ? ASSIGNMENT_AFTER_INDEX : assignmentState - 1;
            lastValueChar = src.charCodeAt(close);
            if (bt) {
              const chunk = src.slice(pos, spanEnd);
              text2 += chunk;
              if (bp) {
                litBuf += chunk;
                hasGlobs = hasGlobs || hasGlobCharacters(chunk);
              }
            }
            pos = spanEnd;
            continue;
          }
        }
        if (ch === CH_LPAREN && lastValueChar < 128 && extglobPrefix[lastValueChar]) {
          if (ctx === LexContext.FunctionName || assignmentState >= ASSIGNMENT_INDEX_BASE && (ctx === LexContext.CommandStart || ctx === LexContext.CommandPrefix))
            break;
          if (ctx === LexContext.CommandStart && lastValueChar === CH_BANG && keywordEligible && src.charCodeAt(fastStart) === CH_BANG && skipLineContinuations(src, fastStart + 1, len) === pos)
            break;
          const prefixChar = lastValueChar;
          if (prefixChar === CH_EQ && scanning && !((ctx === LexContext.CommandStart || ctx === LexContext.CommandPrefix || ctx === LexContext.Declaration || ctx === LexContext.EvalArgument) && isMatchedAssignment(assignmentState) && skipLineContinuations(src, assignmentOperatorPos(assignmentState) + 1, len) === pos))
            break;
          const innerStart = pos + 1;
          const close = this.findClosingShellDelimiter(innerStart, len, CH_RPAREN, prefixChar === CH_EQ);
          if (close === -1 && !scanning && !subscripts && assignmentState >= ASSIGNMENT_INDEX_BASE)
            break;
          if (ctx === LexContext.CommandStart && prefixChar !== CH_EQ && close !== -1 && skipBlanks(src, innerStart, close) === close)
            break;
          keywordEligible = false;
          const patternEnd = close === -1 ? len : close;
          pos = close === -1 ? len : close + 1;
          if (close === -1)
            this.errors.push({ message: "unterminated extended glob", pos: innerStart - 2 });
          lastValueChar = src.charCodeAt(pos - 1);
          if (bt) {
            const eg = "(" + src.slice(innerStart, pos);
            text2 += eg;
            if (bp && prefixChar !== CH_EQ) {
              let prefixPos = innerStart - 2;
              while (src.charCodeAt(prefixPos) === CH_NL && src.charCodeAt(prefixPos - 1) === CH_BACKSLASH) {
                prefixPos -= 2;
              }
              if (litBuf.length > 0) {
                const trimmed3 = litBuf.slice(0, -1);
                if (prefixPos > litStart)
                  parts.push({
                    type: "Literal",
                    pos: litStart,
                    end: prefixPos,
                    value: trimmed3,
                    text: src.slice(litStart, prefixPos)
                  });
                litBuf = "";
              }
              const op = extglobOp[prefixChar];
              parts.push({
                type: "ExtendedGlob",
                pos: prefixPos,
                end: pos,
                text: src.slice(prefixPos, pos),
                operator: op,
                pattern: src.slice(innerStart, patternEnd),
                parts: this.subFieldParts(innerStart, patternEnd)
              });
              litStart = pos;
            } else if (bp) {
              litBuf += eg;
              hasGlobs = hasGlobs || hasGlobCharacters(eg);
            }
          }
          continue;
        }
        break;
      }
      if (ch === CH_BACKSLASH) {
        pos++;
        if (pos < len) {
          if (src.charCodeAt(pos) === CH_NL) {
            pos++;
            valueIsRaw = false;
          } else {
            if (assignmentState >= 0 && assignmentState < ASSIGNMENT_INDEX_BASE)
              assignmentState = ASSIGNMENT_INVALID;
            quoted7 = true;
            keywordEligible = false;
            valueIsRaw = false;
            lastValueChar = src.charCodeAt(pos);
            if (bt) {
              text2 += src[pos];
              if (bp)
                litBuf += src[pos];
            }
            pos++;
          }
        } else {
          if (assignmentState >= 0 && assignmentState < ASSIGNMENT_INDEX_BASE)
            assignmentState = ASSIGNMENT_INVALID;
          quoted7 = true;
          keywordEligible = false;
          lastValueChar = CH_BACKSLASH;
          if (bt) {
            text2 += "\\";
            if (bp)
              litBuf += "\\";
          }
        }
        continue;
      }
      if (ch === CH_SQUOTE) {
        const sqStart = pos;
        if (assignmentState >= 0 && assignmentState < ASSIGNMENT_INDEX_BASE)
          assignmentState = ASSIGNMENT_INVALID;
        quoted7 = true;
        keywordEligible = false;
        valueIsRaw = false;
        pos++;
        const start = pos;
        while (pos < len && src.charCodeAt(pos) !== CH_SQUOTE)
          pos++;
        if (pos > start)
          lastValueChar = src.charCodeAt(pos - 1);
        const value2 = bt ? src.slice(start, pos) : "";
        if (bt)
          text2 += value2;
        if (pos < len)
          pos++;
        else
          this.errors.push({ message: "unterminated single quote", pos: start - 1 });
        if (bp) {
          if (sqStart > litStart) {
            parts.push({
              type: "Literal",
              pos: litStart,
              end: sqStart,
              value: litBuf,
              text: src.slice(litStart, sqStart)
            });
            litBuf = "";
          }
          parts.push({ type: "SingleQuoted", pos: sqStart, end: pos, value: value2, text: src.slice(sqStart, pos) });
          litStart = pos;
        }
        continue;
      }
      if (ch === CH_DQUOTE) {
        const dqStart = pos;
        if (assignmentState >= 0 && assignmentState < ASSIGNMENT_INDEX_BASE)
          assignmentState = ASSIGNMENT_INVALID;
        quoted7 = true;
        keywordEligible = false;
        valueIsRaw = false;
        pos++;
        this.pos = pos;
        this.readDoubleQuoted();
        pos = this.pos;
        if (this._dqEnd > dqStart + 1)
          lastValueChar = src.charCodeAt(this._dqEnd - 1);
        if (this._dqHasExpansions)
          hasExpansions = true;
        if (bt)
          text2 += this._dqText;
        if (bp) {
          if (dqStart > litStart) {
            parts.push({
              type: "Literal",
              pos: litStart,
              end: dqStart,
              value: litBuf,
              text: src.slice(litStart, dqStart)
            });
            litBuf = "";
          }
          const dqText = src.slice(dqStart, pos);
          parts.push({
            type: "DoubleQuoted",
            pos: dqStart,
            end: pos,
            text: dqText,
            parts: this._dqParts ?? [
              {
                type: "Literal",
                pos: dqStart + 1,
                end: this._dqEnd,
                value: this._dqText,
                text: src.slice(dqStart + 1, this._dqEnd)
              }
            ]
          });
          litStart = pos;
        }
        continue;
      }
      if (ch === CH_DOLLAR) {
        keywordEligible = false;
        const dollarStart = pos;
        if (assignmentState >= 0 && assignmentState < ASSIGNMENT_INDEX_BASE)
          assignmentState = ASSIGNMENT_INVALID;
        const next = pos + 1 < len ? src.charCodeAt(pos + 1) : 0;
        if (next === CH_SQUOTE || next === CH_DQUOTE)
          quoted7 = true;
        this.pos = pos;
        this.readDollar();
        pos = this.pos;
        if (!this._resultIsRaw)
          valueIsRaw = false;
        if (pos > dollarStart)
          lastValueChar = src.charCodeAt(pos - 1);
        if (this._resultHasExpansion)
          hasExpansions = true;
        if (bt)
          text2 += this._resultText;
        if (bp) {
          if (this._resultPart) {
            if (dollarStart > litStart) {
              parts.push({
                type: "Literal",
                pos: litStart,
                end: dollarStart,
                value: litBuf,
                text: src.slice(litStart, dollarStart)
              });
              litBuf = "";
            }
            parts.push(this._resultPart);
            litStart = pos;
          } else {
            litBuf += this._resultText;
          }
        }
        continue;
      }
      if (ch === CH_BACKTICK) {
        keywordEligible = false;
        const btStart = pos;
        if (assignmentState >= 0 && assignmentState < ASSIGNMENT_INDEX_BASE)
          assignmentState = ASSIGNMENT_INVALID;
        this.pos = pos;
        this.readBacktickExpansion();
        pos = this.pos;
        valueIsRaw = false;
        lastValueChar = src.charCodeAt(pos - 1);
        hasExpansions = true;
        if (bt)
          text2 += this._resultText;
        if (bp) {
          if (btStart > litStart) {
            parts.push({
              type: "Literal",
              pos: litStart,
              end: btStart,
              value: litBuf,
              text: src.slice(litStart, btStart)
            });
            litBuf = "";
          }
          parts.push(this._resultPart);
          litStart = pos;
        }
        continue;
      }
      if (ch === CH_LBRACE) {
        if (assignmentState >= 0 && assignmentState < ASSIGNMENT_INDEX_BASE)
          assignmentState = ASSIGNMENT_INVALID;
        const first3 = pos + 1 < len ? src.charCodeAt(pos + 1) : 0;
        const braceEnd = first3 <= CH_SPACE || first3 === CH_RBRACE ? -1 : this.scanBraceExpansion(pos, braceResults ?? (braceResults = /* @__PURE__ */ new Map()));
        if (braceEnd > 0) {
          keywordEligible = false;
          lastValueChar = src.charCodeAt(braceEnd - 1);
          if (bt) {
            const braceText = src.slice(pos, braceEnd);
            text2 += braceText;
            if (bp) {
              if (pos > litStart) {
                parts.push({
                  type: "Literal",
                  pos: litStart,
                  end: pos,
                  value: litBuf,
                  text: src.slice(litStart, pos)
                });
                litBuf = "";
              }
              parts.push({
                type: "BraceExpansion",
                pos,
                end: braceEnd,
                text: braceText,
                parts: this.subFieldParts(pos + 1, braceEnd - 1)
              });
              litStart = braceEnd;
            }
          }
          pos = braceEnd;
          continue;
        }
        lastValueChar = CH_LBRACE;
        if (bt) {
          text2 += "{";
          if (bp)
            litBuf += "{";
        }
        pos++;
        continue;
      }
      pos++;
    }
    if (bp && pos > litStart)
      parts.push({ type: "Literal", pos: litStart, end: pos, value: litBuf, text: src.slice(litStart, pos) });
    this.pos = pos;
    this._wordText = text2;
    this._wordRaw = valueIsRaw;
    this._wordQuoted = quoted7;
    this._wordHasExpansions = hasExpansions;
    this._wordKeywordEligible = keywordEligible;
    this._wordAssignmentState = assignmentState;
    if (bp) {
      this._wordParts = parts.length > 1 || parts.length === 1 && parts[0].type !== "Literal" ? parts : null;
      if (hasGlobs && ctx !== LexContext.ArrayElement)
        this._wordParts = parseGlobParts(src, fastStart, pos, this._wordParts) ?? null;
    }
  }
  // Arithmetic text gets expansions and quote removal but no process substitution.
  readInnerWordText(insideDoubleQuotes = false, arithmetic = false, globs = false) {
    const src = this.src;
    const len = this.srcEnd;
    let pos = this.pos;
    const start = pos;
    let text2 = "";
    const bp = this._buildParts;
    let parts;
    let litBuf = "";
    let litStart = 0;
    let preserveLiteral = false;
    let hasGlobs = false;
    if (bp) {
      parts = [];
      litStart = pos;
    }
    while (pos < len) {
      const ch = src.charCodeAt(pos);
      if (ch === CH_BACKSLASH) {
        pos++;
        if (pos < len) {
          if (src.charCodeAt(pos) === CH_NL) {
            pos++;
          } else {
            const next = src.charCodeAt(pos);
            if (insideDoubleQuotes && next !== CH_DOLLAR && next !== CH_BACKTICK && next !== CH_DQUOTE && next !== CH_BACKSLASH && next !== CH_RBRACE) {
              text2 += "\\";
              if (bp)
                litBuf += "\\";
              preserveLiteral = true;
            }
            const escaped = src[pos++];
            text2 += escaped;
            if (bp)
              litBuf += escaped;
          }
        }
        continue;
      }
      if (ch === CH_SQUOTE && !insideDoubleQuotes) {
        const sqStart = pos;
        pos++;
        const start2 = pos;
        while (pos < len && src.charCodeAt(pos) !== CH_SQUOTE)
          pos++;
        const value2 = src.slice(start2, pos);
        text2 += value2;
        if (pos < len)
          pos++;
        if (bp) {
          if (sqStart > litStart) {
            parts.push({
              type: "Literal",
              pos: litStart,
              end: sqStart,
              value: litBuf,
              text: src.slice(litStart, sqStart)
            });
            litBuf = "";
          }
          parts.push({ type: "SingleQuoted", pos: sqStart, end: pos, value: value2, text: src.slice(sqStart, pos) });
          litStart = pos;
        }
        continue;
      }
      if (ch === CH_DQUOTE) {
        const dqStart = pos;
        pos++;
        this.pos = pos;
        this.readDoubleQuoted(insideDoubleQuotes);
        pos = this.pos;
        text2 += this._dqText;
        if (bp) {
          if (dqStart > litStart) {
            parts.push({
              type: "Literal",
              pos: litStart,
              end: dqStart,
              value: litBuf,
              text: src.slice(litStart, dqStart)
            });
            litBuf = "";
          }
          const dqText = src.slice(dqStart, pos);
          parts.push({
            type: "DoubleQuoted",
            pos: dqStart,
            end: pos,
            text: dqText,
            parts: this._dqParts ?? [
              {
                type: "Literal",
                pos: dqStart + 1,
                end: this._dqEnd,
                value: this._dqText,
                text: src.slice(dqStart + 1, this._dqEnd)
              }
            ]
          });
          litStart = pos;
        }
        continue;
      }
      if (ch === CH_DOLLAR) {
        const dollarStart = pos;
        this.pos = pos;
        this.readDollar(insideDoubleQuotes);
        pos = this.pos;
        text2 += this._resultText;
        if (bp) {
          if (this._resultPart) {
            if (dollarStart > litStart) {
              parts.push({
                type: "Literal",
                pos: litStart,
                end: dollarStart,
                value: litBuf,
                text: src.slice(litStart, dollarStart)
              });
              litBuf = "";
            }
            parts.push(this._resultPart);
            litStart = pos;
          } else {
            litBuf += this._resultText;
          }
        }
        continue;
      }
      if (ch === CH_BACKTICK) {
        const btStart = pos;
        this.pos = pos;
        this.readBacktickExpansion(insideDoubleQuotes);
        pos = this.pos;
        text2 += this._resultText;
        if (bp) {
          if (btStart > litStart) {
            parts.push({
              type: "Literal",
              pos: litStart,
              end: btStart,
              value: litBuf,
              text: src.slice(litStart, btStart)
            });
            litBuf = "";
          }
          parts.push(this._resultPart);
          litStart = pos;
        }
        continue;
      }
      if (!insideDoubleQuotes && !arithmetic && (ch === CH_LT || ch === CH_GT) && pos + 1 < len && src.charCodeAt(pos + 1) === CH_LPAREN) {
        const psStart = pos;
        this.pos = pos + 2;
        const inner = this.extractBalanced();
        pos = this.pos;
        const raw = src.slice(psStart, pos);
        text2 += raw;
        if (bp) {
          if (psStart > litStart) {
            parts.push({
              type: "Literal",
              pos: litStart,
              end: psStart,
              value: litBuf,
              text: src.slice(litStart, psStart)
            });
            litBuf = "";
          }
          parts.push(this.processSubstitution(psStart, raw, ch === CH_LT ? "<" : ">", inner));
          litStart = pos;
        }
        continue;
      }
      text2 += src[pos];
      if (bp) {
        litBuf += src[pos];
        if (globs && (ch === CH_STAR || ch === CH_QUESTION || ch === CH_LBRACKET))
          hasGlobs = true;
      }
      pos++;
    }
    if (bp && pos > litStart)
      parts.push({ type: "Literal", pos: litStart, end: pos, value: litBuf, text: src.slice(litStart, pos) });
    this.pos = pos;
    this._wordText = text2;
    this._wordRaw = false;
    this._wordQuoted = false;
    this._wordHasExpansions = false;
    this._wordKeywordEligible = false;
    if (bp) {
      this._wordParts = parts.length > 1 || parts.length === 1 && (parts[0].type !== "Literal" || preserveLiteral) ? parts : null;
      if (hasGlobs)
        this._wordParts = parseGlobParts(src, start, pos, this._wordParts) ?? null;
    }
  }
  subFieldParts(start, end) {
    if (this._nestingDepth >= MAX_SYNTAX_NESTING)
      return void 0;
    return hasEmbeddedWordStructure(this.src, start, end) ? this.parseSubFieldWord(start, end).parts : parseGlobParts(this.src, start, end, void 0);
  }
  // Parse a parameter-expansion sub-field (operand, slice bound, replacement pattern) over
  // the window [start, end) of the original source. Parsing in place — rather than against a
  // detached slice — gives the word and any nested substitutions absolute offsets, and
  // composes through nested ${...}. The `${...}` inner is a verbatim substring of the
  // source, so every sub-field offset maps straight back.
  parseSubFieldWord(start, end, context = "word", arithmetic = false) {
    if (start >= end)
      return new WordImpl("", start, start);
    if (this._nestingDepth >= MAX_SYNTAX_NESTING)
      return new WordImpl(this.src.slice(start, end), start, end);
    this._nestingDepth++;
    const savedEnd = this.srcEnd;
    const savedBracketWindow = this._bracketWindow;
    const savedArithmeticBracketWindow = this._arithmeticBracketWindow;
    const savedPos = this.pos;
    const savedText = this._wordText;
    const savedParts = this._wordParts;
    const savedQuoted = this._wordQuoted;
    const savedKeywordEligible = this._wordKeywordEligible;
    this.srcEnd = end;
    this.pos = start;
    this.readInnerWordText(context === "quoted", arithmetic, context === "word");
    const word = new WordImpl(this.src.slice(start, end), start, end);
    if (this._buildParts) {
      word.parts = this._wordParts ?? void 0;
    }
    this.srcEnd = savedEnd;
    this._bracketWindow = savedBracketWindow;
    this._arithmeticBracketWindow = savedArithmeticBracketWindow;
    this.pos = savedPos;
    this._wordText = savedText;
    this._wordParts = savedParts;
    this._wordQuoted = savedQuoted;
    this._wordKeywordEligible = savedKeywordEligible;
    this._nestingDepth--;
    return word;
  }
  skipSQ() {
    while (this.pos < this.srcEnd && this.src.charCodeAt(this.pos) !== CH_SQUOTE)
      this.pos++;
    if (this.pos < this.srcEnd)
      this.pos++;
  }
  skipAnsiCQuoted() {
    const quotePos = this.pos - 1;
    const result = decodeAnsiCQuoted(this.src, this.pos, this.srcEnd);
    this.pos = result.end;
    if (!result.closed)
      this.errors.push({ message: "unterminated ANSI-C quote", pos: quotePos });
  }
  // Plain quoted text is skipped here; the first `$(`, `${`, `$$`, backtick or the end of input
  // hands the rest to the quote scanner, which owns substitution and nesting-limit decisions.
  skipDQ() {
    const src = this.src;
    const len = this.srcEnd;
    this._unbalanced = false;
    if (this._nestingDepth < MAX_SYNTAX_NESTING) {
      while (this.pos < len) {
        const ch = src.charCodeAt(this.pos);
        if (ch === CH_DQUOTE) {
          this.pos++;
          return;
        }
        if (ch === CH_BACKSLASH) {
          this.pos = Math.min(this.pos + 2, len);
          continue;
        }
        if (ch === CH_BACKTICK)
          break;
        if (ch === CH_DOLLAR) {
          const next = src.charCodeAt(this.pos + 1);
          if (next === CH_LPAREN || next === CH_LBRACE || next === CH_DOLLAR)
            break;
        }
        this.pos++;
      }
    }
    this.extractBalanced(true, true);
  }
  skipSpacesAndTabs() {
    this.pos = skipBlanks(this.src, this.pos, this.srcEnd);
  }
  readDoubleQuoted(unescapeAll = false) {
    const src = this.src;
    const len = this.srcEnd;
    const contentStart = this.pos;
    let hasExpansions = false;
    const bp = this._buildParts;
    const bt = bp || this._buildValue;
    if (!bp) {
      let p = this.pos;
      while (p < len) {
        const c = src.charCodeAt(p);
        if (c === CH_DQUOTE) {
          this._dqText = bt ? src.slice(contentStart, p) : "";
          this._dqEnd = p;
          this.pos = p + 1;
          this._dqHasExpansions = false;
          this._dqParts = null;
          return;
        }
        if (c === CH_DOLLAR || c === CH_BACKTICK || c === CH_BACKSLASH)
          break;
        p++;
      }
    }
    let text2 = "";
    let parts = null;
    let litBuf = "";
    let litStart = bp ? this.pos : 0;
    while (this.pos < len && src.charCodeAt(this.pos) !== CH_DQUOTE) {
      const runStart = this.pos;
      while (this.pos < len) {
        const c = src.charCodeAt(this.pos);
        if (c === CH_DQUOTE || c === CH_BACKSLASH || c === CH_DOLLAR || c === CH_BACKTICK)
          break;
        this.pos++;
      }
      if (bt && this.pos > runStart) {
        const chunk = src.slice(runStart, this.pos);
        text2 += chunk;
        if (bp)
          litBuf += chunk;
      }
      if (this.pos >= len || src.charCodeAt(this.pos) === CH_DQUOTE)
        break;
      const ch = src.charCodeAt(this.pos);
      if (ch === CH_BACKSLASH) {
        this.pos++;
        if (this.pos < len) {
          const next = src.charCodeAt(this.pos);
          if (next === CH_NL) {
            this.pos++;
            continue;
          }
          if (bt) {
            if (unescapeAll || next === CH_DOLLAR || next === CH_BACKTICK || next === CH_DQUOTE || next === CH_BACKSLASH) {
              const c = src[this.pos];
              text2 += c;
              if (bp)
                litBuf += c;
            } else {
              const pair = "\\" + src[this.pos];
              text2 += pair;
              if (bp)
                litBuf += pair;
            }
          }
          this.pos++;
        }
        continue;
      }
      if (ch === CH_DOLLAR) {
        const afterDollar = this.pos + 1 < len ? src.charCodeAt(this.pos + 1) : 0;
        if (afterDollar === CH_DQUOTE || afterDollar === CH_SQUOTE) {
          if (bt) {
            text2 += "$";
            if (bp)
              litBuf += "$";
          }
          this.pos++;
          continue;
        }
        const expStart = this.pos;
        this.readDollar(true);
        if (bt)
          text2 += this._resultText;
        if (this._resultHasExpansion)
          hasExpansions = true;
        if (bp) {
          const rp = this._resultPart;
          if (rp && isDQChild(rp)) {
            if (!parts)
              parts = [];
            if (expStart > litStart) {
              parts.push({
                type: "Literal",
                pos: litStart,
                end: expStart,
                value: litBuf,
                text: src.slice(litStart, expStart)
              });
              litBuf = "";
            }
            parts.push(rp);
            litStart = this.pos;
          } else {
            litBuf += this._resultText;
          }
        }
        continue;
      }
      if (ch === CH_BACKTICK) {
        const btStart = this.pos;
        this.readBacktickExpansion(true);
        if (bt)
          text2 += this._resultText;
        hasExpansions = true;
        if (bp && this._resultPart && isDQChild(this._resultPart)) {
          if (!parts)
            parts = [];
          if (btStart > litStart) {
            parts.push({
              type: "Literal",
              pos: litStart,
              end: btStart,
              value: litBuf,
              text: src.slice(litStart, btStart)
            });
            litBuf = "";
          }
          parts.push(this._resultPart);
          litStart = this.pos;
        }
        continue;
      }
    }
    if (bp && parts && this.pos > litStart)
      parts.push({ type: "Literal", pos: litStart, end: this.pos, value: litBuf, text: src.slice(litStart, this.pos) });
    this._dqEnd = this.pos;
    if (this.pos < len)
      this.pos++;
    else
      this.errors.push({ message: "unterminated double quote", pos: contentStart - 1 });
    this._dqText = text2;
    this._dqHasExpansions = hasExpansions;
    this._dqParts = parts;
  }
  readDollar(insideDoubleQuotes = false) {
    const dollarPos = this.pos;
    this.pos++;
    const src = this.src;
    const len = this.srcEnd;
    const bt = this._buildParts || this._buildValue;
    if (this.pos >= len) {
      this._resultText = "$";
      this._resultIsRaw = true;
      this._resultHasExpansion = false;
      this._resultPart = void 0;
      return;
    }
    const logicalPos = skipLineContinuations(src, this.pos, len);
    if (logicalPos > this.pos && src.charCodeAt(logicalPos) === CH_LPAREN && src.charCodeAt(logicalPos + 1) !== CH_LPAREN)
      this.pos = logicalPos;
    const ch = src.charCodeAt(this.pos);
    if (ch === CH_LPAREN) {
      if (this.pos + 1 < len && src.charCodeAt(this.pos + 1) === CH_LPAREN) {
        const savedPos = this.pos;
        const savedErrors = this.errors.length;
        this.readArithmeticExpansion(dollarPos);
        if (!this._notArithmetic)
          return;
        this.errors.length = savedErrors;
        this.pos = savedPos;
      }
      this.readCommandSubstitution(dollarPos);
      return;
    }
    if (ch === CH_LBRACE) {
      const after = this.pos + 1 < len ? src.charCodeAt(this.pos + 1) : 0;
      if (after === CH_SPACE || after === CH_TAB || after === CH_NL) {
        this.readBraceCommandSubstitution();
        return;
      }
      if (after === CH_PIPE) {
        this.readValueSubstitution();
        return;
      }
      this.readParameterExpansion(insideDoubleQuotes);
      return;
    }
    if (ch === CH_SQUOTE) {
      this.pos++;
      if (bt) {
        const value2 = this.readAnsiCQuoted();
        this._resultText = value2;
        this._resultPart = this._buildParts ? { type: "AnsiCQuoted", pos: dollarPos, end: this.pos, text: src.slice(dollarPos, this.pos), value: value2 } : void 0;
      } else {
        this.skipAnsiCQuoted();
        this._resultText = "";
        this._resultPart = void 0;
      }
      this._resultIsRaw = false;
      this._resultHasExpansion = false;
      return;
    }
    if (ch === CH_DQUOTE) {
      this.pos++;
      this.readDoubleQuoted(insideDoubleQuotes);
      this._resultText = this._dqText;
      this._resultIsRaw = false;
      this._resultHasExpansion = this._dqHasExpansions;
      if (this._buildParts) {
        const text2 = src.slice(dollarPos, this.pos);
        this._resultPart = {
          type: "LocaleString",
          pos: dollarPos,
          end: this.pos,
          text: text2,
          parts: this._dqParts ?? [
            {
              type: "Literal",
              pos: dollarPos + 2,
              end: this._dqEnd,
              value: this._dqText,
              text: src.slice(dollarPos + 2, this._dqEnd)
            }
          ]
        };
      } else {
        this._resultPart = void 0;
      }
      return;
    }
    if (ch === CH_AT || ch === CH_STAR || ch === CH_HASH || ch === CH_QUESTION || ch === CH_DASH || ch === CH_DOLLAR || ch === CH_BANG || ch >= CH_0 && ch <= CH_9) {
      this.pos++;
      const text2 = bt ? src.slice(this.pos - 2, this.pos) : "";
      this._resultText = text2;
      this._resultIsRaw = true;
      this._resultHasExpansion = false;
      this._resultPart = this._buildParts ? { type: "SimpleExpansion", pos: dollarPos, end: this.pos, text: text2 } : void 0;
      return;
    }
    if (ch < 128 && isIdChar[ch] & 1) {
      const namePos = this.pos - 1;
      while (this.pos < len) {
        const c = src.charCodeAt(this.pos);
        if (c < 128 && isIdChar[c] & 2)
          this.pos++;
        else
          break;
      }
      const text2 = bt ? src.slice(namePos, this.pos) : "";
      this._resultText = text2;
      this._resultIsRaw = true;
      this._resultHasExpansion = false;
      this._resultPart = this._buildParts ? { type: "SimpleExpansion", pos: dollarPos, end: this.pos, text: text2 } : void 0;
      return;
    }
    if (ch === CH_LBRACKET) {
      const errorCount = this._errors === null ? 0 : this._errors.length;
      const close = this.findClosingArithmeticBracket(this.pos + 1);
      if (close !== -1) {
        const bodyStart = this.pos + 1;
        const body = src.slice(bodyStart, close);
        this.pos = close + 1;
        const text2 = bt ? src.slice(dollarPos, this.pos) : "";
        this._resultText = text2;
        this._resultIsRaw = true;
        this._resultHasExpansion = false;
        this._resultPart = this._buildParts ? this.arithmeticExpansion(bodyStart - 2, text2, body, bodyStart) : void 0;
        return;
      }
      if (this._errors !== null)
        this._errors.length = errorCount;
    }
    this._resultText = "$";
    this._resultIsRaw = true;
    this._resultHasExpansion = false;
    this._resultPart = void 0;
  }
  scanArithmeticBody() {
    this._notArithmetic = false;
    this._arithUnterminated = false;
    this.pos += 2;
    let depth = 1;
    let parenDepth = 0;
    let parentParenDepth = 0;
    let parenDepths;
    let reported = false;
    const src = this.src;
    const len = this.srcEnd;
    const start = this.pos;
    while (this.pos < len && depth > 0) {
      const c = src.charCodeAt(this.pos);
      if (c === CH_BACKSLASH) {
        this.pos += this.pos + 1 < len ? 2 : 1;
      } else if (c === CH_SQUOTE) {
        this.pos++;
        this.skipSQ();
      } else if (c === CH_DQUOTE) {
        this.pos++;
        this.skipDQ();
      } else if (c === CH_BACKTICK) {
        this.pos++;
        while (this.pos < len && src.charCodeAt(this.pos) !== CH_BACKTICK) {
          if (src.charCodeAt(this.pos) === CH_BACKSLASH)
            this.pos++;
          this.pos++;
        }
        if (this.pos < len)
          this.pos++;
      } else if (c === CH_DOLLAR && this.pos + 2 < len && src.charCodeAt(this.pos + 1) === CH_LPAREN && src.charCodeAt(this.pos + 2) !== CH_LPAREN) {
        const dollarPos = this.pos;
        this.pos += 2;
        this.extractBalanced();
        if (this._unbalanced)
          this.errors.push({ message: "unterminated command substitution", pos: dollarPos });
      } else if (c === CH_DOLLAR && this.pos + 1 < len && src.charCodeAt(this.pos + 1) === CH_LBRACE) {
        const close = this.findClosingBrace(this.pos + 2, len);
        this.pos = close === -1 ? len : close + 1;
      } else if ((c === CH_LT || c === CH_GT) && this.pos + 1 < len && src.charCodeAt(this.pos + 1) === CH_LPAREN) {
        this.pos += 2;
        this.extractBalanced();
      } else if (c === CH_LPAREN) {
        if (src.charCodeAt(this.pos - 1) === CH_DOLLAR && src.charCodeAt(this.pos + 1) === CH_LPAREN) {
          if (depth === 1)
            parentParenDepth = parenDepth;
          else
            (parenDepths ?? (parenDepths = [])).push(parenDepth);
          depth++;
          parenDepth = 0;
          if (depth + this._nestingDepth > MAX_SYNTAX_NESTING && !reported) {
            this.errors.push({ message: "maximum arithmetic expansion nesting depth exceeded", pos: this.pos - 1 });
            reported = true;
          }
          this.pos += 2;
        } else {
          if (++parenDepth + depth - 1 + this._nestingDepth > MAX_SYNTAX_NESTING && !reported) {
            this.errors.push({ message: "maximum arithmetic expression nesting depth exceeded", pos: this.pos });
            reported = true;
          }
          this.pos++;
        }
      } else if (c === CH_RPAREN && parenDepth > 0) {
        parenDepth--;
        this.pos++;
      } else if (c === CH_RPAREN && this.pos + 1 < len && src.charCodeAt(this.pos + 1) === CH_RPAREN) {
        if (--depth === 0) {
          this.pos += 2;
          break;
        }
        parenDepth = depth === 1 ? parentParenDepth : parenDepths.pop();
        this.pos += 2;
      } else if (c === CH_RPAREN && depth === 1) {
        this._notArithmetic = true;
        return "";
      } else {
        this.pos++;
      }
    }
    const bt = this._buildParts || this._buildValue;
    if (depth > 0) {
      this._arithUnterminated = true;
      return bt ? src.slice(start, this.pos) : "";
    }
    return bt ? src.slice(start, this.pos - 2) : "";
  }
  readArithmeticExpansion(dollarPos) {
    const bodyStart = this.pos + 2;
    const body = this.scanArithmeticBody();
    if (this._notArithmetic)
      return;
    if (this._arithUnterminated)
      this.errors.push({ message: "unterminated arithmetic expansion", pos: dollarPos });
    const text2 = this._buildParts || this._buildValue ? this.src.slice(dollarPos, this.pos) : "";
    this._resultText = text2;
    this._resultIsRaw = true;
    this._resultHasExpansion = false;
    this._resultPart = this._buildParts ? this.arithmeticExpansion(dollarPos, text2, body, bodyStart) : void 0;
  }
  arithmeticExpansion(pos, text2, body, bodyStart) {
    return new ArithmeticExpansionImpl(pos, this.pos, text2, {
      source: this.src,
      body,
      offset: bodyStart,
      depth: this._nestingDepth,
      context: this.substitutionContext
    });
  }
  readArithmeticCommand(out2, tokenStart) {
    const savedBuildValue = this._buildValue;
    this._buildValue = true;
    const body = this.scanArithmeticBody();
    this._buildValue = savedBuildValue;
    if (this._arithUnterminated)
      this.errors.push({ message: "unterminated arithmetic command", pos: tokenStart });
    setToken(out2, Token.ArithCmd, body, tokenStart, this.pos);
  }
  readCommandSubstitution(dollarPos) {
    const openPos = this.pos;
    this.pos++;
    const inner = this.extractBalanced();
    if (this._unbalanced)
      this.errors.push({ message: "unterminated command substitution", pos: dollarPos });
    const bt = this._buildParts || this._buildValue;
    const rawText = bt ? this.src.slice(dollarPos, this.pos) : "";
    const text2 = !bt || openPos === dollarPos + 1 ? rawText : "$" + this.src.slice(openPos, this.pos);
    this._resultText = text2;
    this._resultIsRaw = openPos === dollarPos + 1;
    this._resultHasExpansion = true;
    if (this._buildParts) {
      this._resultPart = this.commandExpansion(dollarPos, rawText, openPos + 1, inner, !this._unbalanced);
    } else {
      this._resultPart = void 0;
    }
  }
  readBraceCommandSubstitution() {
    this.readBraceSubstitution(1);
  }
  readValueSubstitution() {
    this.readBraceSubstitution(2);
  }
  readBraceSubstitution(skip) {
    const dollarPos = this.pos - 1;
    this.pos += skip;
    const src = this.src;
    const len = this.srcEnd;
    let depth = 1;
    const start = this.pos;
    while (this.pos < len) {
      const c = src.charCodeAt(this.pos);
      if (c === CH_LBRACE)
        depth++;
      else if (c === CH_RBRACE) {
        if (--depth === 0) {
          this.pos++;
          break;
        }
      } else if (c === CH_SQUOTE) {
        this.pos++;
        this.skipSQ();
        continue;
      } else if (c === CH_DQUOTE) {
        this.pos++;
        this.skipDQ();
        continue;
      } else if (c === CH_BACKSLASH)
        this.pos++;
      this.pos++;
    }
    this._resultIsRaw = true;
    this._resultHasExpansion = true;
    if (this._buildParts || this._buildValue) {
      const rawInner = src.slice(start, this.pos - 1);
      const inner = rawInner.trim();
      const text2 = src.slice(dollarPos, this.pos);
      this._resultText = text2;
      if (this._buildParts) {
        const innerStart = start + (rawInner.length - rawInner.trimStart().length);
        this._resultPart = this.commandExpansion(dollarPos, text2, innerStart, inner);
      } else {
        this._resultPart = void 0;
      }
    } else {
      this._resultText = "";
      this._resultPart = void 0;
    }
  }
  readBacktickExpansion(insideDoubleQuotes = false) {
    this.pos++;
    const src = this.src;
    const len = this.srcEnd;
    const start = this.pos;
    if (!this._buildParts && !this._buildValue) {
      while (this.pos < len && src.charCodeAt(this.pos) !== CH_BACKTICK) {
        if (src.charCodeAt(this.pos) === CH_BACKSLASH && this.pos + 1 < len)
          this.pos++;
        this.pos++;
      }
      if (this.pos < len)
        this.pos++;
      else
        this.errors.push({ message: "unterminated backtick", pos: start - 1 });
      this._resultText = "";
      this._resultIsRaw = false;
      this._resultHasExpansion = true;
      this._resultPart = void 0;
      return;
    }
    let inner = "";
    let hasEscapes = false;
    while (this.pos < len && src.charCodeAt(this.pos) !== CH_BACKTICK) {
      if (src.charCodeAt(this.pos) === CH_BACKSLASH) {
        hasEscapes = true;
        break;
      }
      this.pos++;
    }
    if (!hasEscapes) {
      inner = src.slice(start, this.pos);
    } else {
      inner = src.slice(start, this.pos);
      while (this.pos < len && src.charCodeAt(this.pos) !== CH_BACKTICK) {
        if (src.charCodeAt(this.pos) === CH_BACKSLASH) {
          this.pos++;
          if (this.pos < len) {
            const c = src.charCodeAt(this.pos);
            if (c === CH_DOLLAR || c === CH_BACKTICK || c === CH_BACKSLASH || insideDoubleQuotes && c === CH_DQUOTE) {
              inner += src[this.pos];
            } else {
              inner += "\\" + src[this.pos];
            }
            this.pos++;
          }
        } else {
          const runStart = this.pos;
          while (this.pos < len) {
            const c = src.charCodeAt(this.pos);
            if (c === CH_BACKTICK || c === CH_BACKSLASH)
              break;
            this.pos++;
          }
          inner += src.slice(runStart, this.pos);
        }
      }
    }
    if (this.pos < len)
      this.pos++;
    else
      this.errors.push({ message: "unterminated backtick", pos: start - 1 });
    const text2 = src.slice(start - 1, this.pos);
    this._resultText = inner;
    this._resultHasExpansion = true;
    if (this._buildParts) {
      this._resultPart = hasEscapes ? this.decodedCommandExpansion(start - 1, text2, inner) : this.commandExpansion(start - 1, text2, start, inner);
    } else {
      this._resultPart = void 0;
    }
  }
  readParameterExpansion(insideDoubleQuotes) {
    const src = this.src;
    const len = this.srcEnd;
    const start = this.pos;
    this.pos++;
    let depth = 1;
    let reported = false;
    while (this.pos < len && depth > 0) {
      const ch = src.charCodeAt(this.pos);
      if (ch === CH_DOLLAR) {
        const next = this.pos + 1 < len ? src.charCodeAt(this.pos + 1) : 0;
        if (next === CH_LBRACE) {
          depth++;
          if (this._nestingDepth + depth > MAX_SYNTAX_NESTING && !reported) {
            this.errors.push({ message: "maximum parameter expansion nesting depth exceeded", pos: this.pos });
            reported = true;
          }
          this.pos += 2;
          continue;
        }
        if (next === CH_DOLLAR) {
          this.pos += 2;
          continue;
        }
        if (next === CH_LPAREN) {
          const dollarPos = this.pos;
          this.pos += 2;
          this.extractBalanced();
          if (this._unbalanced)
            this.errors.push({ message: "unterminated command substitution", pos: dollarPos });
          continue;
        }
      } else if (ch === CH_BACKTICK) {
        this.pos++;
        while (this.pos < len && src.charCodeAt(this.pos) !== CH_BACKTICK) {
          if (src.charCodeAt(this.pos) === CH_BACKSLASH)
            this.pos++;
          this.pos++;
        }
        if (this.pos < len)
          this.pos++;
        continue;
      } else if (ch === CH_RBRACE) {
        if (--depth === 0) {
          this.pos++;
          break;
        }
      } else if (ch === CH_BACKSLASH) {
        if (this.pos + 1 < len)
          this.pos++;
      } else if (ch === CH_SQUOTE) {
        this.pos++;
        if (this.pos > start + 1 && src.charCodeAt(this.pos - 2) === CH_DOLLAR)
          this.skipAnsiCQuoted();
        else
          this.skipSQ();
        continue;
      } else if (ch === CH_DQUOTE) {
        this.pos++;
        this.skipDQ();
        continue;
      }
      this.pos++;
    }
    const closed = depth === 0;
    if (!closed)
      this.errors.push({ message: "unterminated parameter expansion", pos: start - 1 });
    const text2 = this._buildParts || this._buildValue ? src.slice(start - 1, this.pos) : "";
    this._resultText = text2;
    this._resultIsRaw = true;
    this._resultHasExpansion = false;
    if (this._buildParts) {
      const inner = src.slice(start + 1, closed ? this.pos - 1 : this.pos);
      this._resultPart = this.parseParamInner(text2, inner, start + 1, insideDoubleQuotes);
    } else {
      this._resultPart = void 0;
    }
  }
  // `innerStart` is the absolute offset of `inner` in the original source, so each sub-field
  // word is parsed in place at its true position. `sub(a, b)` maps inner-relative offsets to
  // that absolute window.
  parseParamInner(text2, inner, innerStart, insideDoubleQuotes) {
    const result = {
      type: "ParameterExpansion",
      pos: innerStart - 2,
      end: this.pos,
      text: text2,
      parameter: "",
      parameterPos: innerStart,
      parameterEnd: innerStart,
      prefix: void 0,
      index: void 0,
      operation: void 0
    };
    const ilen = inner.length;
    if (ilen === 0)
      return result;
    const sub = (a, b, context = "word") => this.parseSubFieldWord(innerStart + a, innerStart + b, context);
    const closeBracket = (start) => {
      const close = this.findClosingBracket(innerStart + start, innerStart + ilen);
      return close === -1 ? -1 : close - innerStart;
    };
    let i = 0;
    if (ilen > 1 && inner.charCodeAt(0) === CH_BANG) {
      result.prefix = "!";
      i = 1;
    }
    if (ilen > 1 && inner.charCodeAt(0) === CH_HASH) {
      const nameEnd = this.scanParamName(inner, 1);
      let parameterEnd = nameEnd;
      let indexEnd = -1;
      if (parameterEnd < ilen && inner.charCodeAt(parameterEnd) === CH_LBRACKET) {
        indexEnd = closeBracket(parameterEnd + 1);
        if (indexEnd !== -1)
          parameterEnd = indexEnd + 1;
      }
      if (nameEnd > 1 && parameterEnd === ilen) {
        result.prefix = "#";
        result.parameter = inner.slice(1, nameEnd);
        result.parameterPos = innerStart + 1;
        result.parameterEnd = innerStart + nameEnd;
        if (indexEnd !== -1)
          result.index = sub(nameEnd + 1, indexEnd, "embedded");
        return result;
      }
    }
    const nameStart = i;
    i = this.scanParamName(inner, i);
    result.parameter = inner.slice(nameStart, i);
    result.parameterPos = innerStart + nameStart;
    result.parameterEnd = innerStart + i;
    if (i < ilen && inner.charCodeAt(i) === CH_LBRACKET) {
      const closeB = closeBracket(i + 1);
      if (closeB !== -1) {
        result.index = sub(i + 1, closeB, "embedded");
        i = closeB + 1;
      }
    }
    if (i >= ilen)
      return result;
    const pos = innerStart + i;
    const end = innerStart + ilen;
    const opChar = inner.charCodeAt(i);
    const nextChar = inner.charCodeAt(i + 1);
    const defaultChar = inner[opChar === CH_COLON ? i + 1 : i];
    if (defaultChar === "-" || defaultChar === "=" || defaultChar === "+" || defaultChar === "?") {
      const operandStart = i + (opChar === CH_COLON ? 2 : 1);
      result.operation = {
        type: "Default",
        pos,
        end,
        operatorEnd: innerStart + operandStart,
        operator: opChar === CH_COLON ? `:${defaultChar}` : defaultChar,
        operand: sub(operandStart, ilen, insideDoubleQuotes ? "quoted" : "word")
      };
      return result;
    }
    if (opChar === CH_COLON) {
      i++;
      const sliceStart = innerStart + i;
      const colonIdx = findUnnested(inner.slice(i), CH_COLON, true, (index, quoted7) => {
        return this.findNestedShellEnd(sliceStart + index, end, quoted7) - sliceStart;
      });
      result.operation = {
        type: "Slice",
        pos,
        end,
        operatorEnd: sliceStart,
        operator: ":",
        offset: sub(i, colonIdx === -1 ? ilen : i + colonIdx, "embedded"),
        length: colonIdx === -1 ? void 0 : sub(i + colonIdx + 1, ilen, "embedded")
      };
      return result;
    }
    if (opChar === CH_HASH || opChar === CH_PERCENT) {
      const doubled = nextChar === opChar;
      const operator = opChar === CH_HASH ? doubled ? "##" : "#" : doubled ? "%%" : "%";
      const operandStart = i + (doubled ? 2 : 1);
      result.operation = {
        type: "Remove",
        pos,
        end,
        operatorEnd: innerStart + operandStart,
        operator,
        operand: sub(operandStart, ilen)
      };
      return result;
    }
    if (opChar === CH_SLASH) {
      i++;
      let operator = "/";
      if (nextChar === CH_SLASH || nextChar === CH_HASH || nextChar === CH_PERCENT) {
        operator = nextChar === CH_SLASH ? "//" : nextChar === CH_HASH ? "/#" : "/%";
        i++;
      }
      let separatorStart = i;
      if (nextChar === CH_SLASH) {
        separatorStart = skipLineContinuations(inner, i, ilen);
        if (inner.charCodeAt(separatorStart) === CH_SLASH)
          separatorStart++;
      }
      const sepIdx = findUnnested(inner.slice(separatorStart), CH_SLASH);
      const patternEnd = sepIdx === -1 ? ilen : separatorStart + sepIdx;
      result.operation = {
        type: "Replace",
        pos,
        end,
        operatorEnd: innerStart + i,
        operator,
        pattern: sub(i, patternEnd),
        replacement: sub(sepIdx === -1 ? ilen : patternEnd + 1, ilen)
      };
      return result;
    }
    if (opChar === CH_CARET || opChar === CH_COMMA) {
      const doubled = nextChar === opChar;
      const operator = opChar === CH_CARET ? doubled ? "^^" : "^" : doubled ? ",," : ",";
      const operandStart = i + (doubled ? 2 : 1);
      result.operation = {
        type: "CaseModification",
        pos,
        end,
        operatorEnd: innerStart + operandStart,
        operator,
        operand: operandStart === ilen ? void 0 : sub(operandStart, ilen)
      };
      return result;
    }
    if (result.prefix === "!" && result.index === void 0 && i + 1 === ilen && (opChar === CH_AT || opChar === CH_STAR)) {
      result.operation = { type: "Names", pos, end, operatorEnd: end, operator: opChar === CH_AT ? "@" : "*" };
      return result;
    }
    if (opChar === CH_AT) {
      result.operation = {
        type: "Transform",
        pos,
        end,
        operatorEnd: pos + 1,
        operator: "@",
        operand: sub(i + 1, ilen)
      };
      return result;
    }
    result.operation = { type: "Unknown", pos, end, operatorEnd: end, operator: inner.slice(i) };
    return result;
  }
  findNestedShellEnd(start, end, quoted7) {
    const ch = this.src.charCodeAt(start);
    if (ch === CH_BACKTICK) {
      let pos = start + 1;
      while (pos < end) {
        const current = this.src.charCodeAt(pos);
        if (current === CH_BACKSLASH) {
          pos += 2;
          continue;
        }
        pos++;
        if (current === CH_BACKTICK)
          return pos;
      }
      return end;
    }
    let close;
    if (ch === CH_DOLLAR) {
      const next = start + 1;
      if (next < end && this.src.charCodeAt(next) === CH_LBRACE) {
        close = this.findClosingBrace(next + 1, end);
      } else {
        const open = skipLineContinuations(this.src, next, end);
        if (open >= end || this.src.charCodeAt(open) !== CH_LPAREN)
          return start;
        close = this.findClosingParenthesis(open + 1, end);
      }
    } else {
      const open = start + 1;
      if (quoted7 || ch !== CH_LT && ch !== CH_GT || open >= end || this.src.charCodeAt(open) !== CH_LPAREN) {
        return start;
      }
      close = this.findClosingParenthesis(open + 1, end);
    }
    return close === -1 ? end : close + 1;
  }
  scanParamName(s, start) {
    let i = start;
    if (i >= s.length)
      return i;
    const c = s.charCodeAt(i);
    if (c === CH_AT || c === CH_STAR || c === CH_HASH || c === CH_QUESTION || c === CH_DASH || c === CH_DOLLAR || c === CH_BANG) {
      return i + 1;
    }
    if (c >= CH_0 && c <= CH_9) {
      while (i < s.length && s.charCodeAt(i) >= CH_0 && s.charCodeAt(i) <= CH_9)
        i++;
      return i;
    }
    if (c >= CH_a && c <= CH_z || c >= CH_A && c <= CH_Z || c === CH_UNDERSCORE) {
      i++;
      while (i < s.length) {
        const ch = s.charCodeAt(i);
        if (ch >= CH_a && ch <= CH_z || ch >= CH_A && ch <= CH_Z || ch >= CH_0 && ch <= CH_9 || ch === CH_UNDERSCORE)
          i++;
        else
          break;
      }
    }
    return i;
  }
  readAnsiCQuoted() {
    const quotePos = this.pos - 1;
    const result = decodeAnsiCQuoted(this.src, this.pos, this.srcEnd);
    this.pos = result.end;
    if (!result.closed)
      this.errors.push({ message: "unterminated ANSI-C quote", pos: quotePos });
    return result.value;
  }
  // Quotes resume when a nested substitution returns to their parenthesis depth.
  extractBalanced(useGrammar = true, quoteOnly = false) {
    const src = this.src;
    const len = this.srcEnd;
    const bt = this._buildParts || this._buildValue;
    let depth = quoteOnly ? 0 : 1;
    const start = this.pos;
    this._unbalanced = false;
    const knownEnd = useGrammar && !quoteOnly ? this.substitutionContext.boundaries?.get(start) : void 0;
    if (knownEnd !== void 0 && knownEnd <= len && this._nestingDepth < MAX_SYNTAX_NESTING) {
      this.pos = knownEnd;
      return bt ? src.slice(start, knownEnd - 1) : "";
    }
    let wordStart = true;
    while (!quoteOnly && this.pos < len) {
      const c = src.charCodeAt(this.pos);
      if (c === CH_RPAREN) {
        const result = bt ? src.slice(start, this.pos) : "";
        this.pos++;
        return result;
      } else if (c === CH_LPAREN || c === CH_BACKSLASH || c === CH_SQUOTE || c === CH_DQUOTE || c === CH_BACKTICK || c === CH_DOLLAR && (src.charCodeAt(this.pos + 1) === CH_SQUOTE || src.charCodeAt(this.pos + 1) === CH_DOLLAR || src.charCodeAt(this.pos + 1) === CH_LBRACE)) {
        break;
      } else if (c === CH_LT && this.pos + 1 < len && src.charCodeAt(this.pos + 1) === CH_LT) {
        break;
      } else if (c === CH_HASH && wordStart) {
        break;
      } else if (c === 99 && wordStart && this.pos + 3 < len && src.charCodeAt(this.pos + 1) === 97 && src.charCodeAt(this.pos + 2) === 115 && src.charCodeAt(this.pos + 3) === 101 && (this.pos + 4 >= len || src.charCodeAt(this.pos + 4) < 128 && charType[src.charCodeAt(this.pos + 4)] & 1)) {
        break;
      } else {
        wordStart = c < 128 && (charType[c] & 1) !== 0;
        this.pos++;
      }
    }
    let caseDepth = 0;
    let caseParens = 0;
    const wordStartAfterParen = [];
    let pendingDelims = null;
    let scripts;
    let arithBase = -1;
    let arithExtent = start >= 2 && src.charCodeAt(start) === CH_LPAREN && src.charCodeAt(start - 1) === CH_LPAREN && src.charCodeAt(start - 2) === CH_DOLLAR;
    let substitutions = 0;
    let reported = false;
    const quotes = quoteOnly ? [{ close: CH_DQUOTE, depth: 0 }] : [];
    let quotedDepth = quoteOnly ? 1 : 0;
    let parameterDepth = 0;
    let arithmeticOpens;
    let continuedDollarPos = -1;
    let continuedParenPos = -1;
    let escapedEnd = -1;
    let lastParenEnd = -1;
    let checkedGrammar = false;
    while (this.pos < len && (depth > 0 || quotes.length > 0)) {
      let ch = src.charCodeAt(this.pos);
      const quote = quotes.length === 0 ? void 0 : quotes[quotes.length - 1];
      if (quote !== void 0 && quote.depth === depth) {
        let commandOpen = false;
        if (ch === CH_BACKSLASH) {
          this.pos = Math.min(this.pos + 2, len);
          continue;
        }
        if (ch === quote.close) {
          quotes.pop();
          if (ch === CH_DQUOTE)
            quotedDepth--;
          else
            parameterDepth--;
          this.pos++;
          if (quoteOnly && depth === 0 && quotes.length === 0)
            return "";
          continue;
        }
        if (ch === CH_DQUOTE) {
          quotes.push({ close: CH_DQUOTE, depth });
          quotedDepth++;
        } else if (ch === CH_SQUOTE && quote.close === CH_RBRACE) {
          this.pos++;
          this.skipSQ();
          continue;
        } else if (ch === CH_BACKTICK) {
          this.pos++;
          while (this.pos < len && src.charCodeAt(this.pos) !== CH_BACKTICK) {
            if (src.charCodeAt(this.pos) === CH_BACKSLASH)
              this.pos++;
            if (this.pos < len)
              this.pos++;
          }
          if (this.pos < len)
            this.pos++;
          continue;
        } else if (ch === CH_DOLLAR) {
          const next = src.charCodeAt(this.pos + 1);
          if (next === CH_SQUOTE && quote.close === CH_RBRACE) {
            this.pos += 2;
            this.skipAnsiCQuoted();
            continue;
          }
          if (next === CH_LBRACE) {
            quotes.push({ close: CH_RBRACE, depth });
            parameterDepth++;
            this.pos++;
          } else if (next === CH_LPAREN) {
            this.pos++;
            ch = CH_LPAREN;
            commandOpen = true;
          } else if (next === CH_DOLLAR) {
            this.pos += src.charCodeAt(this.pos + 2) === CH_LPAREN ? 1 : 2;
            continue;
          }
        }
        if (!reported && this._nestingDepth + Math.max(quotedDepth, parameterDepth) > MAX_SYNTAX_NESTING) {
          this.errors.push({ message: "maximum word nesting depth exceeded", pos: this.pos });
          reported = true;
        }
        if (!commandOpen) {
          this.pos++;
          while (this.pos < len) {
            const c = src.charCodeAt(this.pos);
            if (c === CH_BACKSLASH || c === CH_DQUOTE || c === CH_DOLLAR || c === CH_BACKTICK || c === CH_RBRACE || c === CH_SQUOTE)
              break;
            this.pos++;
          }
          continue;
        }
      }
      if (ch === CH_HASH && lastParenEnd !== -1 && !arithExtent && arithBase < 0 && useGrammar && !checkedGrammar && this._nestingDepth + (scripts?.length ?? 0) < MAX_SYNTAX_NESTING && skipBlanks(src, lastParenEnd, len) === this.pos) {
        checkedGrammar = true;
        const scope = scripts?.[scripts.length - 1];
        const end = this.findSubstitutionEnd(scope?.start ?? start, len, this._nestingDepth + (scripts?.length ?? 0) + 1);
        if (end !== -1) {
          if (scope === void 0) {
            this.pos = end;
            return bt ? src.slice(start, end - 1) : "";
          }
          this.pos = end - 1;
          depth = scope.depth + 1;
          caseDepth = 0;
          caseParens = 0;
          wordStartAfterParen.length = scope.parens + 1;
          ch = CH_RPAREN;
        }
      }
      if (ch === CH_LPAREN) {
        const prev = this.pos > start && this.pos !== escapedEnd ? src.charCodeAt(this.pos - 1) : 0;
        const commandDollarPos = prev === CH_DOLLAR ? this.pos - 1 : this.pos === continuedParenPos ? continuedDollarPos : -1;
        const wordParen = commandDollarPos !== -1 || prev === CH_LT || prev === CH_GT || prev === CH_EQ || prev === CH_AT || prev === CH_QUESTION || prev === CH_STAR || prev === CH_PLUS || prev === CH_BANG || prev === CH_LPAREN && wordStartAfterParen[wordStartAfterParen.length - 1] === false || arithExtent && this.pos === start;
        const script = commandDollarPos !== -1 && src.charCodeAt(this.pos + 1) !== CH_LPAREN || (prev === CH_LT || prev === CH_GT) && arithBase < 0 && !arithExtent;
        if (script) {
          (scripts ?? (scripts = [])).push({
            start: this.pos + 1,
            dollar: commandDollarPos,
            depth,
            parens: wordStartAfterParen.length,
            caseDepth,
            caseParens,
            arithBase,
            arithExtent,
            substitutions,
            checkedGrammar,
            pendingDelims
          });
          caseDepth = 0;
          caseParens = 0;
          arithBase = -1;
          arithExtent = false;
          checkedGrammar = false;
          pendingDelims = null;
        }
        wordStartAfterParen.push(!wordParen);
        wordStart = true;
        if (!script && arithBase < 0 && this.pos + 1 < len && src.charCodeAt(this.pos + 1) === CH_LPAREN) {
          arithBase = depth;
        }
        if (commandDollarPos !== -1) {
          if (script)
            substitutions++;
          else
            (arithmeticOpens ?? (arithmeticOpens = [])).push(depth);
          if (substitutions + (arithmeticOpens?.length ?? 0) + this._nestingDepth + (quoteOnly ? 0 : 1) > MAX_SYNTAX_NESTING && !reported) {
            this.errors.push({ message: "maximum command substitution nesting depth exceeded", pos: commandDollarPos });
            reported = true;
          }
        }
        continuedDollarPos = -1;
        continuedParenPos = -1;
        depth++;
        if (caseDepth > 0)
          caseParens++;
        this.pos++;
      } else if (ch === CH_RPAREN) {
        if (caseDepth > 0 && caseParens === 0) {
          this.pos++;
          wordStart = true;
        } else {
          if (caseDepth > 0)
            caseParens--;
          depth--;
          if (depth === 0 && !quoteOnly) {
            const result = bt ? src.slice(start, this.pos) : "";
            this.pos++;
            return result;
          }
          if (depth <= arithBase)
            arithBase = -1;
          if (arithmeticOpens !== void 0) {
            while (arithmeticOpens.length > 0 && arithmeticOpens[arithmeticOpens.length - 1] >= depth)
              arithmeticOpens.pop();
          }
          wordStart = wordStartAfterParen.pop() ?? true;
          this.pos++;
          const scope = scripts?.[scripts.length - 1];
          if (scope !== void 0 && scope.depth === depth) {
            scripts.pop();
            caseDepth = scope.caseDepth;
            caseParens = scope.caseParens;
            arithBase = scope.arithBase;
            arithExtent = scope.arithExtent;
            substitutions = scope.substitutions;
            checkedGrammar = scope.checkedGrammar;
            pendingDelims = scope.pendingDelims;
          }
        }
        lastParenEnd = this.pos;
      } else if (ch === CH_BACKSLASH) {
        if (this.pos > start && src.charCodeAt(this.pos - 1) === CH_DOLLAR) {
          const logicalPos = skipLineContinuations(src, this.pos, len);
          if (logicalPos > this.pos && src.charCodeAt(logicalPos) === CH_LPAREN && src.charCodeAt(logicalPos + 1) !== CH_LPAREN) {
            continuedDollarPos = this.pos - 1;
            continuedParenPos = logicalPos;
          }
        }
        this.pos++;
        if (this.pos < len) {
          if (src.charCodeAt(this.pos) !== CH_NL) {
            wordStart = false;
          }
          this.pos++;
        }
        escapedEnd = this.pos;
      } else if (ch === CH_DOLLAR) {
        const next = src.charCodeAt(++this.pos);
        if (next === CH_SQUOTE) {
          this.pos++;
          this.skipAnsiCQuoted();
        } else if (next === CH_DOLLAR) {
          this.pos++;
        } else if (next === CH_LBRACE && !isBraceCommandOpener(src.charCodeAt(this.pos + 1))) {
          quotes.push({ close: CH_RBRACE, depth });
          parameterDepth++;
          this.pos++;
        }
        wordStart = false;
      } else if (ch === CH_SQUOTE) {
        this.pos++;
        this.skipSQ();
        wordStart = false;
      } else if (ch === CH_DQUOTE) {
        quotes.push({ close: CH_DQUOTE, depth });
        quotedDepth++;
        this.pos++;
        wordStart = false;
      } else if (ch === CH_BACKTICK) {
        this.pos++;
        while (this.pos < len && src.charCodeAt(this.pos) !== CH_BACKTICK) {
          if (src.charCodeAt(this.pos) === CH_BACKSLASH)
            this.pos++;
          if (this.pos < len)
            this.pos++;
        }
        if (this.pos < len)
          this.pos++;
        wordStart = false;
      } else if (ch === CH_LT && arithBase < 0 && this.pos + 1 < len && src.charCodeAt(this.pos + 1) === CH_LT) {
        if (this.pos + 2 < len && src.charCodeAt(this.pos + 2) === CH_LT) {
          this.pos += 3;
        } else {
          this.pos += 2;
          const strip = this.pos < len && src.charCodeAt(this.pos) === CH_DASH;
          if (strip)
            this.pos++;
          this.skipSpacesAndTabs();
          this.readHereDocDelimiter();
          if (this._hereDelim || this._hereQuoted) {
            (pendingDelims ?? (pendingDelims = [])).push({
              delimiter: this._hereDelim,
              strip,
              quoted: this._hereQuoted
            });
          }
        }
        wordStart = false;
      } else if (ch === CH_NL && pendingDelims) {
        this.pos++;
        for (const hd of pendingDelims)
          this.skipHereDocBody(hd.delimiter, hd.strip, true, hd.quoted);
        pendingDelims = null;
        wordStart = true;
      } else if (ch === CH_HASH && arithBase < 0 && !arithExtent && wordStart) {
        while (this.pos < len && src.charCodeAt(this.pos) !== CH_NL)
          this.pos++;
      } else {
        const wStart = this.pos;
        while (this.pos < len) {
          const wc = src.charCodeAt(this.pos);
          if (wc < 128 && charType[wc])
            break;
          this.pos++;
        }
        if (this.pos > wStart) {
          const wLen = this.pos - wStart;
          if (wLen === 4 && wordStart && arithBase < 0 && !arithExtent) {
            const c0 = src.charCodeAt(wStart);
            if (c0 === 99 && src.charCodeAt(wStart + 1) === 97 && src.charCodeAt(wStart + 2) === 115 && src.charCodeAt(wStart + 3) === 101) {
              caseDepth++;
            } else if (c0 === 101 && src.charCodeAt(wStart + 1) === 115 && src.charCodeAt(wStart + 2) === 97 && src.charCodeAt(wStart + 3) === 99 && caseDepth > 0) {
              caseDepth--;
              if (caseDepth === 0)
                caseParens = 0;
            }
          }
          wordStart = false;
        } else {
          const wc = src.charCodeAt(this.pos);
          wordStart = wc < 128 && (charType[wc] & 1) !== 0;
          this.pos++;
        }
      }
    }
    this._unbalanced = true;
    if (quoteOnly && scripts !== void 0 && scripts.length > 0) {
      this.errors.push({ message: "unterminated command substitution", pos: scripts[0].dollar });
    }
    return bt ? src.slice(start, this.pos) : "";
  }
};

function opPrec(op) {
  switch (op) {
    case ",":
      return 1;
    case "=":
    case "+=":
    case "-=":
    case "*=":
    case "/=":
    case "%=":
    case "<<=":
    case ">>=":
    case "&=":
    case "|=":
    case "^=":
      return 2;
    case "||":
      return 4;
    case "&&":
      return 5;
    case "|":
      return 6;
    case "^":
      return 7;
    case "&":
      return 8;
    case "==":
    case "!=":
      return 9;
    case "<":
    case "<=":
    case ">":
    case ">=":
      return 10;
    case "<<":
    case ">>":
      return 11;
    case "+":
    case "-":
      return 12;
    case "*":
    case "/":
    case "%":
      return 13;
    case "**":
      return 14;
    case "?":
      return 3;
    default:
      return -1;
  }
}
function trimEnd(src, start, end) {
  while (end > start) {
    const c = src.charCodeAt(end - 1);
    if (c !== CH_SPACE && c !== CH_TAB && c !== CH_NL)
      break;
    end--;
  }
  return end;
}
function opRightAssoc(op) {
  switch (op) {
    case "=":
    case "+=":
    case "-=":
    case "*=":
    case "/=":
    case "%=":
    case "<<=":
    case ">>=":
    case "&=":
    case "|=":
    case "^=":
    case "**":
      return true;
    default:
      return false;
  }
}
function parseArithmeticExpression(src, offset = 0, collector, nestingDepth = 0) {
  let pos = 0;
  const len = src.length;
  const initialWordCount = collector?.embeddedWords.length ?? 0;
  function makeWord(start2, end, embedded = false) {
    const node = {
      type: "ArithmeticWord",
      pos: start2 + offset,
      end: end + offset,
      value: src.slice(start2, end),
      parts: void 0
    };
    if (embedded)
      collector?.embeddedWords.push(node);
    return node;
  }
  function skipWS() {
    while (pos < len) {
      const c = src.charCodeAt(pos);
      if (c === CH_SPACE || c === CH_TAB || c === CH_NL)
        pos++;
      else
        break;
    }
  }
  function tryReadBinOp() {
    if (pos >= len)
      return null;
    const c = src.charCodeAt(pos);
    const nc = pos + 1 < len ? src.charCodeAt(pos + 1) : 0;
    const nnc = pos + 2 < len ? src.charCodeAt(pos + 2) : 0;
    switch (c) {
      case CH_COMMA:
        pos++;
        return ",";
      case CH_EQ:
        if (nc === CH_EQ) {
          pos += 2;
          return "==";
        }
        pos++;
        return "=";
      case CH_BANG:
        if (nc === CH_EQ) {
          pos += 2;
          return "!=";
        }
        return null;
      // unary
      case CH_LT:
        if (nc === CH_LT) {
          if (nnc === CH_EQ) {
            pos += 3;
            return "<<=";
          }
          pos += 2;
          return "<<";
        }
        if (nc === CH_EQ) {
          pos += 2;
          return "<=";
        }
        pos++;
        return "<";
      case CH_GT:
        if (nc === CH_GT) {
          if (nnc === CH_EQ) {
            pos += 3;
            return ">>=";
          }
          pos += 2;
          return ">>";
        }
        if (nc === CH_EQ) {
          pos += 2;
          return ">=";
        }
        pos++;
        return ">";
      case CH_PLUS:
        if (nc === CH_EQ) {
          pos += 2;
          return "+=";
        }
        if (nc === CH_PLUS)
          return null;
        pos++;
        return "+";
      case CH_DASH:
        if (nc === CH_EQ) {
          pos += 2;
          return "-=";
        }
        if (nc === CH_DASH)
          return null;
        pos++;
        return "-";
      case CH_STAR:
        if (nc === CH_STAR) {
          pos += 2;
          return "**";
        }
        if (nc === CH_EQ) {
          pos += 2;
          return "*=";
        }
        pos++;
        return "*";
      case CH_SLASH:
        if (nc === CH_EQ) {
          pos += 2;
          return "/=";
        }
        pos++;
        return "/";
      case CH_PERCENT:
        if (nc === CH_EQ) {
          pos += 2;
          return "%=";
        }
        pos++;
        return "%";
      case CH_PIPE:
        if (nc === CH_PIPE) {
          pos += 2;
          return "||";
        }
        if (nc === CH_EQ) {
          pos += 2;
          return "|=";
        }
        pos++;
        return "|";
      case CH_AMP:
        if (nc === CH_AMP) {
          pos += 2;
          return "&&";
        }
        if (nc === CH_EQ) {
          pos += 2;
          return "&=";
        }
        pos++;
        return "&";
      case CH_CARET:
        if (nc === CH_EQ) {
          pos += 2;
          return "^=";
        }
        pos++;
        return "^";
      case CH_QUESTION:
        pos++;
        return "?";
      default:
        return null;
    }
  }
  function skipTruncatedUnary() {
    skipWS();
    while (pos < len) {
      const c2 = src.charCodeAt(pos);
      if (c2 !== CH_BANG && c2 !== CH_TILDE && c2 !== CH_PLUS && c2 !== CH_DASH)
        break;
      if (src.charCodeAt(pos + 1) === CH_EQ)
        break;
      pos++;
      skipWS();
    }
    if (src.charCodeAt(pos) === CH_LPAREN) {
      let groups2 = 1;
      pos++;
      while (pos < len && groups2 > 0) {
        const wordEnd = collector?.findArithmeticWordEnd?.(pos + offset, offset + len) ?? pos + offset;
        if (wordEnd > pos + offset) {
          pos = wordEnd - offset;
          continue;
        }
        const c2 = src.charCodeAt(pos++);
        if (c2 === CH_LPAREN)
          groups2++;
        else if (c2 === CH_RPAREN)
          groups2--;
      }
    } else if (pos < len && src.charCodeAt(pos) !== CH_RPAREN && src.charCodeAt(pos) !== CH_COLON) {
      parseAtom(0);
    }
    skipWS();
    const c = src.charCodeAt(pos);
    if ((c === CH_PLUS || c === CH_DASH) && src.charCodeAt(pos + 1) === c)
      pos += 2;
  }
  function recoverExpression(minPrec) {
    skipWS();
    const start2 = pos;
    if (start2 === len)
      return makeWord(start2, start2);
    const wordCount = collector?.embeddedWords.length ?? 0;
    let ternaries = 0;
    for (; ; ) {
      skipTruncatedUnary();
      skipWS();
      if (src.charCodeAt(pos) === CH_COLON && ternaries > 0) {
        ternaries--;
        pos++;
        continue;
      }
      const saved = pos;
      const op = tryReadBinOp();
      if (op === null || ternaries === 0 && opPrec(op) < minPrec) {
        pos = saved;
        break;
      }
      if (op === "?")
        ternaries++;
    }
    if (collector)
      collector.embeddedWords.length = wordCount;
    return makeWord(start2, trimEnd(src, start2, pos));
  }
  function parseBinExpr(minPrec, depth) {
    if (depth > MAX_SYNTAX_NESTING)
      return recoverExpression(minPrec);
    let left = parseUnaryExpr(depth);
    while (true) {
      skipWS();
      if (pos >= len)
        break;
      const saved = pos;
      const op = tryReadBinOp();
      if (!op)
        break;
      if (op === "?") {
        if (opPrec(op) < minPrec) {
          pos = saved;
          break;
        }
        const consequent = parseBinExpr(1, depth + 1);
        skipWS();
        if (pos < len && src.charCodeAt(pos) === CH_COLON)
          pos++;
        const alternate = parseBinExpr(3, depth + 1);
        left = { type: "ArithmeticTernary", pos: left.pos, end: alternate.end, test: left, consequent, alternate };
        continue;
      }
      const prec = opPrec(op);
      if (prec < minPrec) {
        pos = saved;
        break;
      }
      const nextPrec = opRightAssoc(op) ? prec : prec + 1;
      const right = parseBinExpr(nextPrec, depth + 1);
      left = { type: "ArithmeticBinary", pos: left.pos, end: right.end, operator: op, left, right };
    }
    return left;
  }
  function parseUnaryExpr(depth) {
    skipWS();
    if (depth > MAX_SYNTAX_NESTING)
      return recoverExpression(15);
    if (pos >= len)
      return makeWord(pos, pos);
    const start2 = pos;
    const c = src.charCodeAt(pos);
    const nc = pos + 1 < len ? src.charCodeAt(pos + 1) : 0;
    if (c === CH_PLUS && nc === CH_PLUS) {
      pos += 2;
      const operand2 = parseUnaryExpr(depth + 1);
      return { type: "ArithmeticUnary", pos: start2 + offset, end: operand2.end, operator: "++", operand: operand2, prefix: true };
    }
    if (c === CH_DASH && nc === CH_DASH) {
      pos += 2;
      const operand2 = parseUnaryExpr(depth + 1);
      return { type: "ArithmeticUnary", pos: start2 + offset, end: operand2.end, operator: "--", operand: operand2, prefix: true };
    }
    if (c === CH_BANG) {
      pos++;
      const operand2 = parseUnaryExpr(depth + 1);
      return { type: "ArithmeticUnary", pos: start2 + offset, end: operand2.end, operator: "!", operand: operand2, prefix: true };
    }
    if (c === CH_TILDE) {
      pos++;
      const operand2 = parseUnaryExpr(depth + 1);
      return { type: "ArithmeticUnary", pos: start2 + offset, end: operand2.end, operator: "~", operand: operand2, prefix: true };
    }
    if (c === CH_PLUS && nc !== CH_PLUS && nc !== CH_EQ) {
      pos++;
      const operand2 = parseUnaryExpr(depth + 1);
      return { type: "ArithmeticUnary", pos: start2 + offset, end: operand2.end, operator: "+", operand: operand2, prefix: true };
    }
    if (c === CH_DASH && nc !== CH_DASH && nc !== CH_EQ) {
      pos++;
      const operand2 = parseUnaryExpr(depth + 1);
      return { type: "ArithmeticUnary", pos: start2 + offset, end: operand2.end, operator: "-", operand: operand2, prefix: true };
    }
    return parsePostfixExpr(depth);
  }
  function parsePostfixExpr(depth) {
    const operand2 = parseAtom(depth);
    skipWS();
    if (pos + 1 < len) {
      const c = src.charCodeAt(pos);
      const nc = src.charCodeAt(pos + 1);
      if (c === CH_PLUS && nc === CH_PLUS) {
        pos += 2;
        return { type: "ArithmeticUnary", pos: operand2.pos, end: pos + offset, operator: "++", operand: operand2, prefix: false };
      }
      if (c === CH_DASH && nc === CH_DASH) {
        pos += 2;
        return { type: "ArithmeticUnary", pos: operand2.pos, end: pos + offset, operator: "--", operand: operand2, prefix: false };
      }
    }
    return operand2;
  }
  function parseAtom(depth) {
    skipWS();
    if (pos >= len)
      return makeWord(pos, pos);
    const c = src.charCodeAt(pos);
    if (c === CH_LPAREN) {
      const start3 = pos;
      pos++;
      const expr = parseBinExpr(0, depth + 1);
      skipWS();
      if (pos < len && src.charCodeAt(pos) === CH_RPAREN)
        pos++;
      return { type: "ArithmeticGroup", pos: start3 + offset, end: pos + offset, expression: expr };
    }
    if (c === CH_DOLLAR) {
      const start3 = pos;
      const wordCount2 = collector?.embeddedWords.length ?? 0;
      const atom2 = readDollarAtom();
      const wordEnd2 = collector?.findArithmeticWordEnd?.(start3 + offset, offset + len) ?? pos + offset;
      if (wordEnd2 > pos + offset) {
        if (collector)
          collector.embeddedWords.length = wordCount2;
        pos = wordEnd2 - offset;
        return makeWord(start3, pos, true);
      }
      return atom2;
    }
    if (c === 96 || c === 34 || c === 39) {
      const start3 = pos;
      pos = (collector?.findArithmeticWordEnd?.(start3 + offset, offset + len) ?? start3 + offset + 1) - offset;
      return makeWord(start3, pos, true);
    }
    const start2 = pos;
    const wordCount = collector?.embeddedWords.length ?? 0;
    const atom = readWordAtom();
    const wordEnd = collector?.findArithmeticWordEnd?.(start2 + offset, offset + len) ?? pos + offset;
    if (wordEnd > pos + offset) {
      if (collector)
        collector.embeddedWords.length = wordCount;
      pos = wordEnd - offset;
      return makeWord(start2, pos, true);
    }
    return atom;
  }
  function readDollarAtom() {
    const start2 = pos;
    pos++;
    if (pos >= len)
      return makeWord(start2, pos);
    const c = src.charCodeAt(pos);
    if (c === CH_LPAREN) {
      if (pos + 1 < len && src.charCodeAt(pos + 1) === CH_LPAREN) {
        const expansionEnd = collector?.findArithmeticExpansionEnd(start2 + offset, offset + len) ?? -1;
        if (expansionEnd !== -1) {
          pos = expansionEnd - offset;
        } else {
          pos += 2;
          let depth = 1;
          while (pos < len && depth > 0) {
            if (src.charCodeAt(pos) === CH_LPAREN && src.charCodeAt(pos + 1) === CH_LPAREN) {
              depth++;
              pos += 2;
            } else if (src.charCodeAt(pos) === CH_RPAREN && src.charCodeAt(pos + 1) === CH_RPAREN) {
              depth--;
              pos += 2;
            } else {
              pos++;
            }
          }
        }
      } else {
        pos++;
        const close = collector?.findClosingParenthesis(pos + offset, offset + len) ?? -1;
        if (close !== -1) {
          pos = close - offset + 1;
        } else {
          let depth = 1;
          while (pos < len && depth > 0) {
            const ch = src.charCodeAt(pos++);
            if (ch === CH_LPAREN)
              depth++;
            else if (ch === CH_RPAREN)
              depth--;
          }
        }
        const text2 = src.slice(start2, pos);
        return collector ? collector.commandExpansion(start2 + offset, pos + offset, text2) : new ScriptExpansionImpl("ArithmeticCommandExpansion", start2 + offset, pos + offset, text2);
      }
    } else if (c === CH_LBRACE) {
      const close = collector?.findClosingBrace(pos + offset + 1, offset + len) ?? -1;
      if (close !== -1) {
        pos = close - offset + 1;
      } else {
        pos++;
        let depth = 1;
        while (pos < len && depth > 0) {
          const ch = src.charCodeAt(pos++);
          if (ch === CH_LBRACE)
            depth++;
          else if (ch === CH_RBRACE)
            depth--;
        }
      }
    } else {
      while (pos < len) {
        const ch = src.charCodeAt(pos);
        if (ch >= CH_a && ch <= CH_z || ch >= CH_A && ch <= CH_Z || ch >= CH_0 && ch <= CH_9 || ch === CH_UNDERSCORE)
          pos++;
        else
          break;
      }
    }
    return makeWord(start2, pos, c === CH_LPAREN || c === CH_LBRACE);
  }
  function readWordAtom() {
    const start2 = pos;
    while (pos < len) {
      const c = src.charCodeAt(pos);
      if (c >= CH_0 && c <= CH_9 || c >= CH_A && c <= CH_Z || c >= CH_a && c <= CH_z || c === CH_UNDERSCORE || c === 35) {
        pos++;
      } else
        break;
    }
    if (pos > start2 && pos < len && src.charCodeAt(pos) === CH_LBRACKET) {
      const close = collector?.findClosingBracket?.(pos + offset + 1, offset + len) ?? -1;
      if (close !== -1) {
        pos = close - offset + 1;
      } else {
        pos++;
        let depth = 1;
        while (pos < len && depth > 0) {
          const c = src.charCodeAt(pos);
          if (c === CH_LBRACKET)
            depth++;
          else if (c === CH_RBRACKET)
            depth--;
          pos++;
        }
      }
      return makeWord(start2, pos, true);
    }
    if (pos === start2) {
      pos++;
      return makeWord(start2, pos);
    }
    return makeWord(start2, pos);
  }
  skipWS();
  if (pos >= len)
    return null;
  const start = pos;
  const result = parseBinExpr(0, nestingDepth);
  skipWS();
  if (pos < len) {
    if (collector)
      collector.embeddedWords.length = initialWordCount;
    return makeWord(start, trimEnd(src, start, len), collector !== void 0);
  }
  return result;
}

var computeBareWordParts = (_source, word) => hasGlobCharacters(word.text) ? parseGlobParts(word.text, 0, word.text.length, void 0, word.pos) : void 0;
function wordPartsResolver(context) {
  return context.wordParts ?? (context.wordParts = (source, word, depth) => computeWordParts(source, word, depth, context));
}
function embeddedPartsResolver(context) {
  return context.embeddedParts ?? (context.embeddedParts = (source, word, depth) => computeEmbeddedWordParts(source, word, depth, context));
}
function arrayPartsResolver(context) {
  return context.arrayParts ?? (context.arrayParts = (source, word, depth) => computeArrayElementParts(source, word, depth, context));
}
function computeWordParts(source, word, depth = 0, context = createSubstitutionContext()) {
  const lexer = new Lexer(source, word.pos, word.end, false, context);
  lexer._nestingDepth = depth;
  const parts = lexer.buildWordParts(word.pos);
  return parts ?? void 0;
}
function computeEmbeddedWordParts(source, word, depth = 0, context, arithmetic = false) {
  if (!hasEmbeddedWordStructure(source, word.pos, word.end))
    return void 0;
  const lexer = new Lexer(source, word.pos, word.end, false, context);
  lexer._nestingDepth = depth;
  const parts = lexer.buildEmbeddedWordParts(word.pos, arithmetic);
  return parts ?? void 0;
}
function computeArrayElementParts(source, word, depth = 0, context) {
  const lexer = new Lexer(source, word.pos, word.end, false, context);
  lexer._nestingDepth = depth;
  const parts = lexer.buildArrayElementParts(word.pos);
  return parts ?? void 0;
}
function computeHereDocBodyParts(source, word, depth = 0, context) {
  const lexer = new Lexer(source, word.pos, word.end, false, context);
  lexer._nestingDepth = depth;
  const parts = lexer.buildHereDocParts(word.pos, word.end);
  return parts ?? void 0;
}

function parseArithmeticWithParts(body, offset, source, depth, context, embeddedDepth = depth) {
  if (!hasEmbeddedWordStructure(source, offset, offset + body.length)) {
    return parseArithmeticExpression(body, offset, void 0, depth) ?? void 0;
  }
  const embeddedWords = [];
  const lexer = new Lexer(source, 0, source.length, false, context);
  lexer._nestingDepth = depth;
  const expression2 = parseArithmeticExpression(body, offset, {
    embeddedWords,
    commandExpansion: (pos, end, text2) => new ScriptExpansionImpl("ArithmeticCommandExpansion", pos, end, text2, {
      source,
      start: pos + 2,
      end: end - 1,
      depth: depth + 1,
      parenBoundary: true,
      context
    }),
    findClosingBracket: (start, end) => lexer.findClosingBracket(start, end),
    findClosingBrace: (start, end) => lexer.findClosingBrace(start, end),
    findClosingParenthesis: (start, end) => lexer.findClosingParenthesis(start, end),
    findArithmeticExpansionEnd: (start, end) => lexer.findArithmeticExpansionEnd(start, end),
    findArithmeticWordEnd: (start, end) => lexer.findArithmeticWordEnd(start, end)
  }, depth) ?? void 0;
  if (embeddedDepth <= MAX_SYNTAX_NESTING) {
    for (const node of embeddedWords)
      node.parts = computeEmbeddedWordParts(source, node, embeddedDepth, context, true);
  }
  return expression2;
}

var ArrayValueImpl = class {
  type = "ArrayValue";
  pos;
  end;
  #source;
  #depth;
  #context;
  #elements;
  constructor(source, pos, end, depth, context) {
    this.pos = pos;
    this.end = end;
    this.#source = source;
    this.#depth = depth;
    this.#context = context;
  }
  get elements() {
    if (this.#elements)
      return this.#elements;
    const lexer = new Lexer(this.#source, this.pos + 1, this.end - 1, false, this.#context);
    lexer._nestingDepth = this.#depth;
    const elements = [];
    while (lexer.peek(LexContext.ArrayElement).token !== Token.EOF) {
      const token2 = lexer.next(LexContext.ArrayElement);
      if (token2.token !== Token.Word && token2.token !== Token.Assignment)
        continue;
      const text2 = token2.raw ? token2.value : this.#source.slice(token2.pos, token2.end);
      const indexed2 = text2.charCodeAt(0) === 91;
      const context = lexer.getSubstitutionContext();
      const source = !indexed2 && token2.raw && token2.keywordEligible ? void 0 : this.#source;
      const resolver = source === void 0 ? computeBareWordParts : indexed2 ? arrayPartsResolver(context) : wordPartsResolver(context);
      elements.push(new WordImpl(text2, token2.pos, token2.end, source, resolver, this.#depth));
    }
    this.#elements = elements;
    return elements;
  }
  toJSON() {
    return { type: this.type, pos: this.pos, end: this.end, elements: this.elements };
  }
};
var AssignmentImpl = class {
  type = "Assignment";
  pos;
  end;
  text;
  #source;
  #depth;
  #context;
  #operatorPos;
  #name = null;
  #append;
  #index;
  #value = null;
  constructor(text2, pos, end, source, operatorPos, depth, context) {
    this.pos = pos;
    this.end = end;
    this.text = text2;
    this.#source = source;
    this.#operatorPos = operatorPos;
    this.#depth = depth;
    this.#context = context;
  }
  get name() {
    return this.#name ?? this.resolveTarget();
  }
  get append() {
    if (this.#name === null)
      this.resolveTarget();
    return this.#append;
  }
  get index() {
    if (this.#name === null)
      this.resolveTarget();
    return this.#index;
  }
  get value() {
    if (this.#value !== null)
      return this.#value;
    const start = this.#operatorPos + 1;
    const arrayStart = skipLineContinuations(this.#source, start, this.end);
    this.#value = this.#source.charCodeAt(arrayStart) === 40 && this.#source.charCodeAt(this.end - 1) === 41 ? new ArrayValueImpl(this.#source, arrayStart, this.end, this.#depth, this.#context) : new WordImpl(this.#source.slice(start, this.end), start, this.end, this.#source, wordPartsResolver(this.#context), this.#depth);
    return this.#value;
  }
  resolveTarget() {
    const equal = this.#operatorPos - this.pos;
    let nameEnd = equal;
    let appendPos = equal;
    while (appendPos >= 2 && this.text.charCodeAt(appendPos - 2) === 92 && this.text.charCodeAt(appendPos - 1) === 10)
      appendPos -= 2;
    if (this.text.charCodeAt(appendPos - 1) === 43) {
      this.#append = true;
      nameEnd = appendPos - 1;
    }
    const bracket = this.text.indexOf("[");
    if (bracket > 0 && bracket < nameEnd) {
      const close = this.text.lastIndexOf("]", equal);
      if (close > bracket) {
        const start = this.pos + bracket + 1;
        const end = this.pos + close;
        this.#index = new WordImpl(this.#source.slice(start, end), start, end, this.#source, embeddedPartsResolver(this.#context), this.#depth);
        nameEnd = bracket;
      }
    }
    const name2 = this.text.slice(0, nameEnd);
    return this.#name = name2.includes("\\\n") ? name2.split("\\\n").join("") : name2;
  }
  toJSON() {
    return {
      type: this.type,
      pos: this.pos,
      end: this.end,
      text: this.text,
      name: this.name,
      append: this.append,
      index: this.index,
      value: this.value
    };
  }
};

var isArgument = (item) => item.type === "Word" || item.type === "Assignment";
var CommandImpl = class {
  type = "Command";
  pos;
  end;
  name;
  prefix;
  suffix;
  #args;
  #redirects;
  constructor(pos, end, name2, prefix, suffix) {
    this.pos = pos;
    this.end = end;
    this.name = name2;
    this.prefix = prefix;
    this.suffix = suffix;
  }
  get args() {
    if (this.#args === void 0) {
      const suffix = this.suffix;
      this.#args = suffix.every(isArgument) ? suffix : suffix.filter(isArgument);
    }
    return this.#args;
  }
  get redirects() {
    if (this.#redirects === void 0) {
      const redirects = [];
      for (const item of this.prefix)
        if (item.type !== "Assignment")
          redirects.push(item);
      for (const item of this.suffix)
        if (!isArgument(item))
          redirects.push(item);
      this.#redirects = redirects;
    }
    return this.#redirects;
  }
  toJSON() {
    return { type: this.type, pos: this.pos, end: this.end, name: this.name, prefix: this.prefix, suffix: this.suffix };
  }
};

var HereDocBodyImpl = class {
  type = "HereDocBody";
  pos;
  end;
  text = "";
  #source;
  #depth;
  #context;
  #parts;
  constructor(source, pos, quoted7, depth, context) {
    this.pos = pos;
    this.end = pos;
    this.#source = source;
    this.#depth = depth;
    this.#context = context;
    this.#parts = quoted7 ? void 0 : null;
  }
  get parts() {
    if (this.#parts === null)
      this.#parts = computeHereDocBodyParts(this.#source, this, this.#depth, this.#context);
    return this.#parts;
  }
  toJSON() {
    return { type: this.type, pos: this.pos, end: this.end, text: this.text, parts: this.parts };
  }
};

Lexer._findSubstitutionEnd = findSubstitutionEnd;
ScriptExpansionImpl._resolveScript = parseRegion;
ArithmeticExpansionImpl._resolveExpression = parseArithmeticWithParts;
function isDeclarationCommand(name2) {
  switch (name2.length) {
    case 5:
      return name2 === "local" || name2 === "alias";
    case 6:
      return name2 === "export";
    case 7:
      return name2 === "declare" || name2 === "typeset";
    case 8:
      return name2 === "readonly";
    default:
      return false;
  }
}
var ArithmeticCommandImpl = class {
  type = "ArithmeticCommand";
  pos;
  end;
  body;
  #source;
  #depth;
  #context;
  #expression = null;
  constructor(pos, end, body, source, depth, context) {
    this.pos = pos;
    this.end = end;
    this.body = body;
    this.#source = source;
    this.#depth = depth;
    this.#context = context;
  }
  get expression() {
    if (this.#expression === null) {
      this.#expression = parseArithmeticWithParts(this.body, this.pos + 2, this.#source, this.#depth, this.#context);
    }
    return this.#expression;
  }
  set expression(v) {
    this.#expression = v ?? void 0;
  }
  toJSON() {
    return {
      type: this.type,
      pos: this.pos,
      end: this.end,
      expression: this.expression,
      body: this.body
    };
  }
};
var ArithmeticForImpl = class {
  type = "ArithmeticFor";
  pos;
  end;
  body;
  #initStr;
  #testStr;
  #updateStr;
  #initPos;
  #testPos;
  #updatePos;
  #source;
  #depth;
  #context;
  #initialize = null;
  #test = null;
  #update = null;
  constructor(pos, end, body, initStr, testStr, updateStr, initPos, testPos, updatePos, source, depth, context) {
    this.pos = pos;
    this.end = end;
    this.body = body;
    this.#initStr = initStr;
    this.#testStr = testStr;
    this.#updateStr = updateStr;
    this.#initPos = initPos;
    this.#testPos = testPos;
    this.#updatePos = updatePos;
    this.#source = source;
    this.#depth = depth;
    this.#context = context;
  }
  get initialize() {
    if (this.#initialize === null) {
      if (this.#initStr) {
        this.#initialize = parseArithmeticWithParts(this.#initStr, this.#initPos, this.#source, this.#depth, this.#context);
      } else {
        this.#initialize = void 0;
      }
    }
    return this.#initialize;
  }
  set initialize(v) {
    this.#initialize = v ?? void 0;
  }
  get test() {
    if (this.#test === null) {
      if (this.#testStr) {
        this.#test = parseArithmeticWithParts(this.#testStr, this.#testPos, this.#source, this.#depth, this.#context);
      } else {
        this.#test = void 0;
      }
    }
    return this.#test;
  }
  set test(v) {
    this.#test = v ?? void 0;
  }
  get update() {
    if (this.#update === null) {
      if (this.#updateStr) {
        this.#update = parseArithmeticWithParts(this.#updateStr, this.#updatePos, this.#source, this.#depth, this.#context);
      } else {
        this.#update = void 0;
      }
    }
    return this.#update;
  }
  set update(v) {
    this.#update = v ?? void 0;
  }
  toJSON() {
    return {
      type: this.type,
      pos: this.pos,
      end: this.end,
      initialize: this.initialize,
      test: this.test,
      update: this.update,
      body: this.body
    };
  }
};
var CASE_TERMINATORS = {
  [Token.DoubleSemi]: ";;",
  [Token.SemiAmp]: ";&",
  [Token.DoubleSemiAmp]: ";;&"
};
var REDIRECT_OPS = {
  ">": ">",
  ">>": ">>",
  "<": "<",
  "<>": "<>",
  "<&": "<&",
  ">&": ">&",
  ">|": ">|",
  "&>": "&>",
  "&>>": "&>>"
};
var listTerminators = new Uint8Array(37);
listTerminators[Token.EOF] = 1;
listTerminators[Token.RParen] = 1;
listTerminators[Token.RBrace] = 1;
listTerminators[Token.Then] = 1;
listTerminators[Token.Else] = 1;
listTerminators[Token.Elif] = 1;
listTerminators[Token.Fi] = 1;
listTerminators[Token.Do] = 1;
listTerminators[Token.Done] = 1;
listTerminators[Token.Esac] = 1;
listTerminators[Token.DoubleSemi] = 1;
listTerminators[Token.SemiAmp] = 1;
listTerminators[Token.DoubleSemiAmp] = 1;
var compoundClosers = new Uint8Array(37);
compoundClosers[Token.RParen] = 1;
compoundClosers[Token.RBrace] = 1;
compoundClosers[Token.DblRBracket] = 1;
compoundClosers[Token.Fi] = 1;
compoundClosers[Token.Done] = 1;
compoundClosers[Token.Esac] = 1;
compoundClosers[Token.ArithCmd] = 1;
function isTestNegation(t) {
  return t.token === Token.Word && t.keywordEligible && t.value === "!";
}
var commandStarts = new Uint8Array(37);
commandStarts[Token.Word] = 1;
commandStarts[Token.Assignment] = 1;
commandStarts[Token.Bang] = 1;
commandStarts[Token.LParen] = 1;
commandStarts[Token.LBrace] = 1;
commandStarts[Token.DblLBracket] = 1;
commandStarts[Token.If] = 1;
commandStarts[Token.For] = 1;
commandStarts[Token.While] = 1;
commandStarts[Token.Until] = 1;
commandStarts[Token.Case] = 1;
commandStarts[Token.Function] = 1;
commandStarts[Token.Select] = 1;
commandStarts[Token.ArithCmd] = 1;
commandStarts[Token.Coproc] = 1;
commandStarts[Token.Redirect] = 1;
var UNARY_TEST_OPS = {
  "-a": 1,
  "-b": 1,
  "-c": 1,
  "-d": 1,
  "-e": 1,
  "-f": 1,
  "-g": 1,
  "-h": 1,
  "-k": 1,
  "-p": 1,
  "-r": 1,
  "-s": 1,
  "-t": 1,
  "-u": 1,
  "-v": 1,
  "-w": 1,
  "-x": 1,
  "-z": 1,
  "-n": 1,
  "-o": 1,
  "-N": 1,
  "-S": 1,
  "-L": 1,
  "-G": 1,
  "-O": 1,
  "-R": 1
};
var BINARY_TEST_OPS = {
  "==": 1,
  "!=": 1,
  "=~": 1,
  "=": 1,
  "-eq": 1,
  "-ne": 1,
  "-lt": 1,
  "-le": 1,
  "-gt": 1,
  "-ge": 1,
  "-nt": 1,
  "-ot": 1,
  "-ef": 1,
  "<": 1,
  ">": 1
};
var EMPTY_REDIRECTS = [];
var EMPTY_PREFIXES = [];
var EMPTY_ELIFS = [];
function parse(source) {
  return new Parser(source, 0, source.length).run();
}
function parseRegion(source, start, end, depth = 0, parenBoundary = false, context) {
  return new Parser(source, start, end, depth, parenBoundary, void 0, context).run();
}
var SubstitutionLexer = class _SubstitutionLexer extends Lexer {
  boundaries;
  pending;
  context;
  constructor(source, boundary, boundaries, pending, context, parenBoundary = true) {
    super(source, boundary.start, boundary.end, parenBoundary, context);
    this._nestingDepth = boundary.depth;
    this.boundaries = boundaries;
    this.pending = pending;
    this.context = context;
  }
  // Keep child boundary requests on this worklist so nested scans stay iterative.
  fork(start, end, parenBoundary = false) {
    return new _SubstitutionLexer(this.getSource(), { start, end, depth: this._nestingDepth }, this.boundaries, this.pending, this.context, parenBoundary);
  }
  findSubstitutionEnd(start, end, depth = this._nestingDepth + 1) {
    const known3 = this.context.boundaries?.get(start);
    if (known3 !== void 0)
      return known3 <= end ? known3 : -1;
    const boundary = this.boundaries.get(start);
    if (boundary !== void 0)
      return boundary <= end ? boundary : -1;
    if (!this.boundaries.has(start)) {
      this.boundaries.set(start, void 0);
      this.pending.push({ start, end, depth });
    }
    return -1;
  }
};
function findSubstitutionEnd(source, start, end, depth, context) {
  const boundaries = /* @__PURE__ */ new Map([[start, void 0]]);
  const pending = [{ start, end, depth }];
  while (pending.length > 0) {
    const count = pending.length;
    const boundary = pending[count - 1];
    const lexer = new SubstitutionLexer(source, boundary, boundaries, pending, context);
    const found3 = new Parser(source, boundary.start, boundary.end, boundary.depth, true, lexer).findSubstitutionEnd();
    if (pending.length === count) {
      boundaries.set(boundary.start, found3);
      if (found3 !== -1)
        substitutionBoundaries(context).set(boundary.start, found3);
      pending.pop();
    }
  }
  return boundaries.get(start) ?? -1;
}
var Parser = class {
  tok;
  source;
  start;
  end;
  depth;
  errors = null;
  syntaxDepth = 0;
  // `depth` counts the substitution scripts (and sub-fields) enclosing this region; it
  // shares the MAX_SYNTAX_NESTING budget with the lexer's lazy word-part materialization.
  constructor(source, start, end, depth = 0, parenBoundary = false, lexer, context) {
    this.tok = lexer ?? new Lexer(source, start, end, parenBoundary, createSubstitutionContext(context));
    this.tok._nestingDepth = depth;
    this.source = source;
    this.start = start;
    this.end = end;
    this.depth = depth;
  }
  run() {
    const start = this.start;
    if (this.depth > MAX_SYNTAX_NESTING)
      this.error("maximum substitution nesting depth exceeded", start);
    let shebang;
    if (start === 0 && this.source.charCodeAt(0) === 35 && this.source.charCodeAt(1) === 33) {
      const nl = this.source.indexOf("\n");
      shebang = nl === -1 ? this.source : this.source.slice(0, nl);
    }
    const commands = this.list();
    for (; ; ) {
      const unexpected = this.tok.peek(LexContext.CommandStart);
      if (unexpected.token === Token.EOF)
        break;
      this.unexpectedToken(unexpected);
      if (!listTerminators[unexpected.token] && unexpected.token !== Token.In)
        break;
      this.tok.next(LexContext.CommandStart);
      let separator = this.tok.peek(LexContext.CommandStart).token;
      if (separator !== Token.Semi && separator !== Token.Newline && separator !== Token.Amp)
        break;
      while (separator === Token.Semi || separator === Token.Newline || separator === Token.Amp) {
        this.tok.next(LexContext.CommandStart);
        separator = this.tok.peek(LexContext.CommandStart).token;
      }
      const recovered = this.list();
      for (let i = 0; i < recovered.length; i++)
        commands.push(recovered[i]);
    }
    const lexerErrors = this.tok._errors;
    if (lexerErrors !== null && lexerErrors.length > 0) {
      const errors = this.errors ?? (this.errors = []);
      for (let i = 0; i < lexerErrors.length; i++)
        errors.push(lexerErrors[i]);
    }
    if (this.errors !== null && this.errors.length > 1)
      this.errors.sort((a, b) => a.pos - b.pos);
    return { type: "Script", pos: start, end: this.end, shebang, commands, errors: this.errors ?? void 0 };
  }
  error(message, pos) {
    (this.errors ?? (this.errors = [])).push({ message, pos });
  }
  unexpectedToken(t) {
    this.error(`unexpected token '${t.token === Token.Newline ? "newline" : t.value}'`, t.pos);
  }
  findSubstitutionEnd() {
    this.list();
    return this.acceptEnd(Token.RParen);
  }
  skipSemi() {
    if (this.tok.peek(LexContext.Normal).token === Token.Semi)
      this.tok.next(LexContext.Normal);
  }
  accept(token2, ctx = LexContext.Normal) {
    if (this.tok.peek(ctx).token === token2)
      return this.tok.next(ctx);
    return null;
  }
  acceptEnd(token2, ctx = LexContext.Normal) {
    if (this.tok.peek(ctx).token === token2)
      return this.tok.next(ctx).end;
    return -1;
  }
  skipNewlines(ctx = LexContext.Normal) {
    while (this.tok.peek(ctx).token === Token.Newline)
      this.tok.next(ctx);
  }
  doBody(hasDo) {
    const body = this.list();
    const emptyPos = hasDo ? this.emptyListPos(body) : -1;
    if (emptyPos >= 0)
      this.error("expected command after 'do'", emptyPos);
    return body;
  }
  // Where an empty compound list stopped, or -1. An empty condition is reported only
  // once `then` or `do` follows, so a missing keyword is not reported twice.
  emptyListPos(commands) {
    return commands.length === 0 ? this.tok.peek(LexContext.CommandStart).pos : -1;
  }
  makeStatement(command2) {
    return {
      type: "Statement",
      pos: command2.pos,
      end: command2.end,
      command: command2,
      background: void 0
    };
  }
  // list := and_or ((';' | '&' | NEWLINE) and_or)* [';' | '&' | NEWLINE]
  list() {
    const commands = [];
    this.skipNewlines(LexContext.CommandStart);
    let t = this.tok.peek(LexContext.CommandStart).token;
    if (listTerminators[t] || !commandStarts[t])
      return commands;
    const first3 = this.andOr();
    if (first3)
      commands.push(this.makeStatement(first3));
    for (; ; ) {
      t = this.tok.peekFollow(compoundClosers).token;
      if (t !== Token.Semi && t !== Token.Newline && t !== Token.Amp)
        break;
      const isBackground = t === Token.Amp;
      const sepEnd = this.tok.next(LexContext.Normal).end;
      if (isBackground) {
        const stmt = commands[commands.length - 1];
        stmt.background = true;
        stmt.end = sepEnd;
      }
      this.skipNewlines(LexContext.CommandStart);
      t = this.tok.peek(LexContext.CommandStart).token;
      if (listTerminators[t] || !commandStarts[t])
        break;
      const node = this.andOr();
      if (node)
        commands.push(this.makeStatement(node));
    }
    return commands;
  }
  // and_or := pipeline (('&&' | '||') newlines pipeline)*
  andOr() {
    const first3 = this.pipeline();
    if (!first3)
      return null;
    let t = this.tok.peek(LexContext.Normal).token;
    if (t !== Token.And && t !== Token.Or)
      return first3;
    const commands = [first3];
    const operators2 = [];
    do {
      const operatorToken = this.tok.next(LexContext.Normal);
      const operator = operatorToken.token === Token.And ? "&&" : "||";
      this.skipNewlines(LexContext.CommandStart);
      const next = this.pipeline();
      if (!next) {
        this.error(`expected command after '${operator}'`, operatorToken.end);
        break;
      }
      operators2.push(operator);
      commands.push(next);
      t = this.tok.peek(LexContext.Normal).token;
    } while (t === Token.And || t === Token.Or);
    return {
      type: "AndOr",
      pos: first3.pos,
      end: commands[commands.length - 1].end,
      commands,
      operators: operators2
    };
  }
  withRedirects(command2) {
    const redirects = this.collectTrailingRedirects();
    if (redirects.length === 0)
      return command2;
    return { type: "Redirected", pos: command2.pos, end: redirects[redirects.length - 1].end, command: command2, redirects };
  }
  pipeline() {
    let prefixes2;
    for (; ; ) {
      const token2 = this.tok.peek(LexContext.CommandStart);
      const isTime = token2.token === Token.Word && token2.keywordEligible && token2.value === "time";
      if (token2.token !== Token.Bang && !isTime)
        break;
      const prefix = this.tok.next(LexContext.CommandStart);
      const pos2 = prefix.pos;
      const keywordEnd = prefix.end;
      let posix29;
      let endOfOptions;
      if (isTime) {
        let flag = this.tok.peek(LexContext.CommandStart);
        if (flag.token === Token.Word && flag.keywordEligible && flag.value === "-p") {
          this.tok.next(LexContext.CommandStart);
          posix29 = { pos: flag.pos, end: flag.end };
          flag = this.tok.peek(LexContext.CommandStart);
        }
        if (flag.token === Token.Word && flag.keywordEligible && flag.value === "--") {
          this.tok.next(LexContext.CommandStart);
          endOfOptions = { pos: flag.pos, end: flag.end };
        }
      }
      if (prefixes2 === void 0)
        prefixes2 = [];
      prefixes2.push(isTime ? { type: "Time", pos: pos2, end: endOfOptions?.end ?? posix29?.end ?? keywordEnd, keywordEnd, posix: posix29, endOfOptions } : { type: "Negation", pos: pos2, end: keywordEnd });
    }
    const command2 = this.pipelineCommands();
    if (!prefixes2)
      return command2;
    const pos = prefixes2[0].pos;
    if (command2?.type === "Pipeline") {
      command2.prefixes = prefixes2;
      command2.pos = pos;
      return command2;
    }
    return {
      type: "Pipeline",
      pos,
      end: command2 ? command2.end : prefixes2[prefixes2.length - 1].end,
      prefixes: prefixes2,
      commands: command2 ? [command2] : [],
      operators: []
    };
  }
  pipelineCommands() {
    const first3 = this.command();
    if (!first3)
      return null;
    if (this.tok.peek(LexContext.Normal).token !== Token.Pipe)
      return first3;
    const commands = [first3];
    const operators2 = [];
    while (this.tok.peek(LexContext.Normal).token === Token.Pipe) {
      const pipeToken = this.tok.next(LexContext.Normal);
      const operator = pipeToken.value === "|&" ? "|&" : "|";
      this.skipNewlines(LexContext.CommandStart);
      const cmd = this.command();
      if (!cmd) {
        this.error(`expected command after '${operator}'`, pipeToken.end);
        break;
      }
      operators2.push(operator);
      commands.push(cmd);
    }
    if (commands.length === 1) {
      return commands[0];
    }
    const pipeline = {
      type: "Pipeline",
      pos: first3.pos,
      end: commands[commands.length - 1].end,
      prefixes: EMPTY_PREFIXES,
      commands,
      operators: operators2
    };
    return pipeline;
  }
  // command := compound_command | function_def | simple_command
  command() {
    let compound;
    switch (this.tok.peek(LexContext.CommandStart).token) {
      case Token.LParen:
        compound = this.subshell();
        break;
      case Token.LBrace:
        compound = this.braceGroup();
        break;
      case Token.If:
        compound = this.ifClause();
        break;
      case Token.For:
        compound = this.forClause();
        break;
      case Token.While:
        compound = this.whileClause();
        break;
      case Token.Until:
        compound = this.untilClause();
        break;
      case Token.Case:
        compound = this.caseClause();
        break;
      case Token.Function:
        return this.functionDef();
      case Token.Select:
        compound = this.selectClause();
        break;
      case Token.DblLBracket:
        compound = this.testCommand();
        break;
      case Token.ArithCmd:
        compound = this.arithCommand();
        break;
      case Token.Coproc:
        return this.coprocCommand();
      case Token.Word:
      case Token.Assignment:
      case Token.Redirect:
        return this.simpleCommandOrFunction(false);
      default:
        return null;
    }
    return this.withRedirects(compound);
  }
  collectTrailingRedirects() {
    let redirects = EMPTY_REDIRECTS;
    while (this.tok.peekFollow(compoundClosers).token === Token.Redirect) {
      if (redirects === EMPTY_REDIRECTS)
        redirects = [];
      redirects.push(this.readRedirect(LexContext.Normal));
    }
    return redirects;
  }
  // arith_command := (( expr ))
  arithCommand() {
    const tok = this.tok.next(LexContext.CommandStart);
    return new ArithmeticCommandImpl(tok.pos, tok.end, tok.value, this.source, this.depth, this.tok.getSubstitutionContext());
  }
  // coproc := COPROC ([name] compound_command [redirections] | simple_command)
  coprocCommand() {
    const start = this.tok.next(LexContext.CommandStart);
    const pos = start.pos;
    const first3 = this.tok.peek(LexContext.CommandStart);
    let name2;
    if (first3.token === Token.Word) {
      const lookahead = this.tok.fork(first3.end, this.end);
      switch (lookahead.peek(LexContext.CommandStart).token) {
        case Token.LParen:
          lookahead.next(LexContext.CommandStart);
          if (lookahead.peek(LexContext.Normal).token !== Token.RParen)
            name2 = this.readWord(LexContext.CommandStart);
          break;
        case Token.LBrace:
        case Token.If:
        case Token.For:
        case Token.While:
        case Token.Until:
        case Token.Case:
        case Token.Select:
        case Token.DblLBracket:
        case Token.ArithCmd:
          name2 = this.readWord(LexContext.CommandStart);
      }
    }
    const cmd = first3.token === Token.Word && name2 === void 0 ? this.simpleCommandOrFunction(true) : this.command();
    if (cmd && cmd.type !== "Function" && cmd.type !== "Coproc") {
      return { type: "Coproc", pos, end: cmd.end, name: name2, body: cmd };
    }
    this.error("expected command after 'coproc'", cmd?.pos ?? start.end);
    const body = cmd ? this.makeCompoundList([this.makeStatement(cmd)]) : { type: "CompoundList", pos: start.end, end: start.end, commands: [] };
    return { type: "Coproc", pos, end: body.end, name: name2, body };
  }
  // subshell := '(' list ')'
  subshell() {
    return this.subshellBody(this.tok.next(LexContext.CommandStart).pos);
  }
  // Continues a subshell whose '(' the caller already consumed.
  subshellBody(pos) {
    if (this.syntaxDepth >= MAX_SYNTAX_NESTING) {
      this.error("maximum subshell nesting depth exceeded", pos);
      const closeEnd2 = this.tok.skipSubshellBody();
      if (closeEnd2 < 0)
        this.error("expected ')' to close subshell", this.tok.getPos());
      const end2 = closeEnd2 >= 0 ? closeEnd2 : pos;
      return { type: "Subshell", pos, end: end2, body: this.makeCompoundList([]) };
    }
    this.syntaxDepth++;
    const commands = this.list();
    this.syntaxDepth--;
    if (commands.length === 0)
      this.error("expected command in subshell", pos);
    const closeEnd = this.acceptEnd(Token.RParen, LexContext.Normal);
    if (closeEnd < 0)
      this.error("expected ')' to close subshell", this.tok.getPos());
    const end = closeEnd >= 0 ? closeEnd : pos;
    return { type: "Subshell", pos, end, body: this.makeCompoundList(commands) };
  }
  // brace_group := '{' list '}'
  braceGroup() {
    const pos = this.tok.next(LexContext.CommandStart).pos;
    if (this.syntaxDepth >= MAX_SYNTAX_NESTING) {
      this.error("maximum brace group nesting depth exceeded", pos);
      const closeEnd2 = this.tok.skipCompoundBody(Token.RBrace);
      if (closeEnd2 < 0)
        this.error("expected '}' to close brace group", this.tok.getPos());
      const end2 = closeEnd2 >= 0 ? closeEnd2 : pos;
      return { type: "BraceGroup", pos, end: end2, body: this.makeCompoundList([]) };
    }
    this.syntaxDepth++;
    const commands = this.list();
    this.syntaxDepth--;
    if (commands.length === 0)
      this.error("expected command in brace group", pos);
    const closeEnd = this.acceptEnd(Token.RBrace, LexContext.Normal);
    if (closeEnd < 0)
      this.error("expected '}' to close brace group", this.tok.getPos());
    const end = closeEnd >= 0 ? closeEnd : pos;
    return { type: "BraceGroup", pos, end, body: this.makeCompoundList(commands) };
  }
  // if_clause := IF list THEN list (ELIF list THEN list)* [ELSE list] FI
  ifClause() {
    const pos = this.tok.next(LexContext.CommandStart).pos;
    if (this.syntaxDepth >= MAX_SYNTAX_NESTING) {
      this.error("maximum if nesting depth exceeded", pos);
      const closeEnd2 = this.tok.skipCompoundBody(Token.Fi);
      if (closeEnd2 < 0)
        this.error("expected 'fi' to close 'if'", this.tok.getPos());
      const end = closeEnd2 >= 0 ? closeEnd2 : pos;
      return {
        type: "If",
        pos,
        end,
        clause: this.makeCompoundList([]),
        then: this.makeCompoundList([]),
        elif: EMPTY_ELIFS,
        else: void 0
      };
    }
    this.syntaxDepth++;
    let command2;
    let branchPos = pos;
    for (; ; ) {
      const clauseCommands = this.list();
      const emptyClausePos = this.emptyListPos(clauseCommands);
      const clause = this.makeCompoundList(clauseCommands);
      this.skipSemi();
      const thenToken = this.accept(Token.Then, LexContext.CommandStart);
      if (!thenToken)
        this.error("expected 'then'", this.tok.getPos());
      else if (emptyClausePos >= 0)
        this.error(`expected command after '${branchPos === pos ? "if" : "elif"}'`, emptyClausePos);
      const thenCommands = this.list();
      const then_ = this.makeCompoundList(thenCommands);
      if (thenToken && thenCommands.length === 0) {
        this.error("expected command after 'then'", this.tok.peek(LexContext.CommandStart).pos);
        then_.pos = thenToken.end;
        then_.end = thenToken.end;
      }
      if (command2) {
        if (command2.elif === EMPTY_ELIFS)
          command2.elif = [];
        command2.elif.push({
          type: "Elif",
          pos: branchPos,
          end: then_.end,
          clause,
          then: then_
        });
      } else {
        command2 = { type: "If", pos, end: pos, clause, then: then_, elif: EMPTY_ELIFS, else: void 0 };
      }
      this.skipSemi();
      const elif = this.accept(Token.Elif, LexContext.CommandStart);
      if (!elif)
        break;
      branchPos = elif.pos;
    }
    if (this.accept(Token.Else, LexContext.CommandStart)) {
      const elseCommands = this.list();
      const emptyElsePos = this.emptyListPos(elseCommands);
      if (emptyElsePos >= 0)
        this.error("expected command after 'else'", emptyElsePos);
      command2.else = this.makeCompoundList(elseCommands);
      this.skipSemi();
    }
    const closeEnd = this.acceptEnd(Token.Fi, LexContext.CommandStart);
    if (closeEnd < 0)
      this.error("expected 'fi' to close 'if'", this.tok.getPos());
    command2.end = closeEnd >= 0 ? closeEnd : branchPos;
    this.syntaxDepth--;
    return command2;
  }
  // for_clause := FOR word [IN word* (';'|NL)] DO list DONE
  //            | FOR '((' expr '))' [';'|NL] DO list DONE
  forClause() {
    const pos = this.tok.next(LexContext.CommandStart).pos;
    if (this.tok.peek(LexContext.Normal).token === Token.LParen) {
      return this.cStyleFor(pos);
    }
    const name2 = this.readRequiredWord("for");
    let wordlist;
    this.skipNewlines(LexContext.CommandStart);
    if (this.tok.peek(LexContext.CommandStart).token === Token.In) {
      this.tok.next(LexContext.CommandStart);
      wordlist = [];
      while (this.tok.peek(LexContext.Normal).token === Token.Word) {
        wordlist.push(this.readWord(LexContext.Normal));
      }
    }
    this.skipSemi();
    this.skipNewlines(LexContext.CommandStart);
    if (this.tok.peek(LexContext.CommandStart).token === Token.LBrace) {
      const bg = this.braceGroup();
      return { type: "For", pos, end: bg.end, name: name2, wordlist, body: bg.body };
    }
    const hasDo = this.accept(Token.Do, LexContext.CommandStart) !== null;
    if (!hasDo)
      this.error("expected 'do'", this.tok.getPos());
    if (this.syntaxDepth >= MAX_SYNTAX_NESTING) {
      this.error("maximum for nesting depth exceeded", pos);
      const closeEnd2 = this.tok.skipCompoundBody(Token.Done);
      if (closeEnd2 < 0)
        this.error("expected 'done' to close 'for'", this.tok.getPos());
      const end2 = closeEnd2 >= 0 ? closeEnd2 : pos;
      return { type: "For", pos, end: end2, name: name2, wordlist, body: this.makeCompoundList([]) };
    }
    this.syntaxDepth++;
    const body = this.doBody(hasDo);
    this.syntaxDepth--;
    this.skipSemi();
    const closeEnd = this.acceptEnd(Token.Done, LexContext.CommandStart);
    if (closeEnd < 0)
      this.error("expected 'done' to close 'for'", this.tok.getPos());
    const end = closeEnd >= 0 ? closeEnd : pos;
    return { type: "For", pos, end, name: name2, wordlist, body: this.makeCompoundList(body) };
  }
  // C-style for: (( expr; expr; expr )) [;|NL] do list done | { list }
  cStyleFor(pos) {
    const [initStr, testStr, updateStr, initPos, testPos, updatePos] = this.tok.readCStyleForExprs();
    if (this.tok.peek(LexContext.CommandStart).token === Token.Semi)
      this.tok.next(LexContext.CommandStart);
    this.skipNewlines(LexContext.CommandStart);
    if (this.tok.peek(LexContext.CommandStart).token === Token.LBrace) {
      const bg = this.braceGroup();
      return new ArithmeticForImpl(pos, bg.end, bg.body, initStr, testStr, updateStr, initPos, testPos, updatePos, this.source, this.depth, this.tok.getSubstitutionContext());
    }
    const hasDo = this.accept(Token.Do, LexContext.CommandStart) !== null;
    if (!hasDo)
      this.error("expected 'do'", this.tok.getPos());
    if (this.syntaxDepth >= MAX_SYNTAX_NESTING) {
      this.error("maximum for nesting depth exceeded", pos);
      const closeEnd2 = this.tok.skipCompoundBody(Token.Done);
      if (closeEnd2 < 0)
        this.error("expected 'done' to close 'for'", this.tok.getPos());
      const end2 = closeEnd2 >= 0 ? closeEnd2 : pos;
      return new ArithmeticForImpl(pos, end2, this.makeCompoundList([]), initStr, testStr, updateStr, initPos, testPos, updatePos, this.source, this.depth, this.tok.getSubstitutionContext());
    }
    this.syntaxDepth++;
    const body = this.doBody(hasDo);
    this.syntaxDepth--;
    const closeEnd = this.acceptEnd(Token.Done, LexContext.CommandStart);
    if (closeEnd < 0)
      this.error("expected 'done' to close 'for'", this.tok.getPos());
    const end = closeEnd >= 0 ? closeEnd : pos;
    return new ArithmeticForImpl(pos, end, this.makeCompoundList(body), initStr, testStr, updateStr, initPos, testPos, updatePos, this.source, this.depth, this.tok.getSubstitutionContext());
  }
  whileClause() {
    return this.whileOrUntil("while");
  }
  untilClause() {
    return this.whileOrUntil("until");
  }
  whileOrUntil(kind) {
    const pos = this.tok.next(LexContext.CommandStart).pos;
    if (this.syntaxDepth >= MAX_SYNTAX_NESTING) {
      this.error(`maximum ${kind} nesting depth exceeded`, pos);
      const closeEnd2 = this.tok.skipCompoundBody(Token.Done);
      if (closeEnd2 < 0)
        this.error(`expected 'done' to close '${kind}'`, this.tok.getPos());
      const end2 = closeEnd2 >= 0 ? closeEnd2 : pos;
      return {
        type: "While",
        pos,
        end: end2,
        kind,
        clause: this.makeCompoundList([]),
        body: this.makeCompoundList([])
      };
    }
    this.syntaxDepth++;
    const clauseCommands = this.list();
    const emptyClausePos = this.emptyListPos(clauseCommands);
    const clause = this.makeCompoundList(clauseCommands);
    this.skipSemi();
    const hasDo = this.accept(Token.Do, LexContext.CommandStart) !== null;
    if (!hasDo)
      this.error("expected 'do'", this.tok.getPos());
    else if (emptyClausePos >= 0)
      this.error(`expected command after '${kind}'`, emptyClausePos);
    const body = this.doBody(hasDo);
    this.skipSemi();
    const closeEnd = this.acceptEnd(Token.Done, LexContext.CommandStart);
    if (closeEnd < 0)
      this.error(`expected 'done' to close '${kind}'`, this.tok.getPos());
    const end = closeEnd >= 0 ? closeEnd : pos;
    this.syntaxDepth--;
    return { type: "While", pos, end, kind, clause, body: this.makeCompoundList(body) };
  }
  // case_clause := CASE word IN (pattern) list (;; | ;& | ;;&) ... ESAC
  caseClause() {
    const pos = this.tok.next(LexContext.CommandStart).pos;
    const word = this.readRequiredWord("case");
    this.skipNewlines(LexContext.CommandStart);
    if (!this.accept(Token.In, LexContext.CommandStart))
      this.error("expected 'in' after 'case' word", this.tok.getPos());
    this.skipNewlines(LexContext.CasePattern);
    if (this.syntaxDepth >= MAX_SYNTAX_NESTING) {
      this.error("maximum case nesting depth exceeded", pos);
      const closeEnd2 = this.tok.skipCompoundBody(Token.Esac);
      if (closeEnd2 < 0)
        this.error("expected 'esac' to close 'case'", this.tok.getPos());
      const end2 = closeEnd2 >= 0 ? closeEnd2 : pos;
      return { type: "Case", pos, end: end2, word, items: [] };
    }
    this.syntaxDepth++;
    const items = [];
    let invalid = false;
    let t = this.tok.peek(LexContext.CasePattern).token;
    while (t !== Token.Esac && t !== Token.EOF) {
      const itemPos = this.tok.peek(LexContext.Normal).pos;
      this.accept(Token.LParen, LexContext.Normal);
      const pattern = [];
      let expectWord = true;
      let next = this.tok.peek(LexContext.Normal);
      while (next.token !== Token.RParen && next.token !== Token.EOF) {
        const valid = next.token === (expectWord ? Token.Word : Token.Pipe);
        if (valid)
          expectWord = !expectWord;
        else if (!invalid) {
          this.unexpectedToken(next);
          invalid = true;
        }
        const tok = this.tok.next(LexContext.Normal);
        if (tok.token === Token.Word)
          pattern.push(this.toWord(tok));
        next = this.tok.peek(LexContext.Normal);
      }
      if (expectWord && next.token === Token.RParen && !invalid) {
        this.unexpectedToken(next);
        invalid = true;
      }
      const rparenEnd = this.acceptEnd(Token.RParen, LexContext.Normal);
      const cmds = this.list();
      const bodyPos = rparenEnd >= 0 ? rparenEnd : pattern.length > 0 ? pattern[pattern.length - 1].end : itemPos;
      const itemEnd = cmds.length > 0 ? cmds[cmds.length - 1].end : bodyPos;
      const item = {
        type: "CaseItem",
        pos: itemPos,
        end: itemEnd,
        pattern,
        body: cmds.length > 0 ? this.makeCompoundList(cmds) : { type: "CompoundList", pos: bodyPos, end: bodyPos, commands: [] },
        terminator: void 0
      };
      const after = this.tok.peek(LexContext.CommandStart);
      t = after.token;
      if (t === Token.DoubleSemi || t === Token.SemiAmp || t === Token.DoubleSemiAmp) {
        const termTok = this.tok.next(LexContext.CommandStart);
        item.terminator = CASE_TERMINATORS[termTok.token];
        item.end = termTok.end;
      } else if (t !== Token.Esac && t !== Token.EOF && !invalid) {
        this.unexpectedToken(after);
        invalid = true;
      }
      items.push(item);
      this.skipNewlines(LexContext.CasePattern);
      t = this.tok.peek(LexContext.CasePattern).token;
    }
    const closeEnd = this.acceptEnd(Token.Esac, LexContext.CommandStart);
    if (closeEnd < 0)
      this.error("expected 'esac' to close 'case'", this.tok.getPos());
    const end = closeEnd >= 0 ? closeEnd : pos;
    this.syntaxDepth--;
    return { type: "Case", pos, end, word, items };
  }
  // select_clause := SELECT word [IN word* (';'|NL)] DO list DONE
  selectClause() {
    const pos = this.tok.next(LexContext.CommandStart).pos;
    const name2 = this.readRequiredWord("select");
    let wordlist;
    this.skipNewlines(LexContext.CommandStart);
    if (this.tok.peek(LexContext.CommandStart).token === Token.In) {
      this.tok.next(LexContext.CommandStart);
      wordlist = [];
      while (this.tok.peek(LexContext.Normal).token === Token.Word) {
        wordlist.push(this.readWord(LexContext.Normal));
      }
    }
    this.skipSemi();
    this.skipNewlines(LexContext.CommandStart);
    if (this.tok.peek(LexContext.CommandStart).token === Token.LBrace) {
      const bg = this.braceGroup();
      return { type: "Select", pos, end: bg.end, name: name2, wordlist, body: bg.body };
    }
    const hasDo = this.accept(Token.Do, LexContext.CommandStart) !== null;
    if (!hasDo)
      this.error("expected 'do'", this.tok.getPos());
    if (this.syntaxDepth >= MAX_SYNTAX_NESTING) {
      this.error("maximum select nesting depth exceeded", pos);
      const closeEnd2 = this.tok.skipCompoundBody(Token.Done);
      if (closeEnd2 < 0)
        this.error("expected 'done' to close 'select'", this.tok.getPos());
      const end2 = closeEnd2 >= 0 ? closeEnd2 : pos;
      return { type: "Select", pos, end: end2, name: name2, wordlist, body: this.makeCompoundList([]) };
    }
    this.syntaxDepth++;
    const body = this.doBody(hasDo);
    this.syntaxDepth--;
    this.skipSemi();
    const closeEnd = this.acceptEnd(Token.Done, LexContext.CommandStart);
    if (closeEnd < 0)
      this.error("expected 'done' to close 'select'", this.tok.getPos());
    const end = closeEnd >= 0 ? closeEnd : pos;
    return { type: "Select", pos, end, name: name2, wordlist, body: this.makeCompoundList(body) };
  }
  // test_command := [[ test_expr ]]
  testCommand() {
    const pos = this.tok.next(LexContext.CommandStart).pos;
    const expr = this.parseTestOr();
    const closeEnd = this.acceptEnd(Token.DblRBracket, LexContext.TestMode);
    if (closeEnd < 0)
      this.error("expected ']]' to close '[['", this.tok.getPos());
    const end = closeEnd >= 0 ? closeEnd : pos;
    return { type: "TestCommand", pos, end, expression: expr };
  }
  // test_or := test_and ('||' test_and)*
  parseTestOr() {
    const first3 = this.parseTestAnd();
    if (this.tok.peek(LexContext.TestMode).token !== Token.Or)
      return first3;
    const operands = [first3];
    do {
      this.tok.next(LexContext.TestMode);
      operands.push(this.parseTestAnd());
    } while (this.tok.peek(LexContext.TestMode).token === Token.Or);
    return {
      type: "TestLogical",
      pos: first3.pos,
      end: operands[operands.length - 1].end,
      operator: "||",
      operands
    };
  }
  // test_and := test_not ('&&' test_not)*
  parseTestAnd() {
    const first3 = this.parseTestNot();
    if (this.tok.peek(LexContext.TestMode).token !== Token.And)
      return first3;
    const operands = [first3];
    do {
      this.tok.next(LexContext.TestMode);
      operands.push(this.parseTestNot());
    } while (this.tok.peek(LexContext.TestMode).token === Token.And);
    return {
      type: "TestLogical",
      pos: first3.pos,
      end: operands[operands.length - 1].end,
      operator: "&&",
      operands
    };
  }
  // test_not := '!' test_not | test_primary
  parseTestNot() {
    let t = this.tok.peek(LexContext.TestMode);
    if (!isTestNegation(t))
      return this.parseTestPrimary();
    const negations = [];
    while (isTestNegation(t)) {
      const bang = this.tok.next(LexContext.TestMode);
      negations.push({ type: "Negation", pos: bang.pos, end: bang.end });
      t = this.tok.peek(LexContext.TestMode);
    }
    const operand2 = this.parseTestPrimary();
    return { type: "TestNot", pos: negations[0].pos, end: operand2.end, negations, operand: operand2 };
  }
  // test_primary := '(' test_or ')' | unary_op word | word binary_op word | word
  parseTestPrimary() {
    if (this.tok.peek(LexContext.TestMode).token === Token.LParen) {
      const openPos = this.tok.next(LexContext.TestMode).pos;
      if (this.syntaxDepth >= MAX_SYNTAX_NESTING) {
        this.error("maximum test group nesting depth exceeded", openPos);
        const closeEnd2 = this.tok.skipTestGroup();
        if (closeEnd2 < 0)
          this.error("expected ')' to close test group", this.tok.getPos());
        const end2 = closeEnd2 >= 0 ? closeEnd2 : openPos;
        const operand2 = new WordImpl("", openPos, openPos);
        const expression2 = {
          type: "TestUnary",
          pos: openPos,
          end: openPos,
          operator: "-n",
          operand: operand2
        };
        return { type: "TestGroup", pos: openPos, end: end2, expression: expression2 };
      }
      this.syntaxDepth++;
      const expr = this.parseTestOr();
      this.syntaxDepth--;
      const closeEnd = this.acceptEnd(Token.RParen, LexContext.TestMode);
      if (closeEnd < 0)
        this.error("expected ')' to close test group", this.tok.getPos());
      const end = closeEnd >= 0 ? closeEnd : openPos;
      return { type: "TestGroup", pos: openPos, end, expression: expr };
    }
    const first3 = this.tok.next(LexContext.TestMode);
    if (first3.token === Token.And || first3.token === Token.Or)
      this.unexpectedToken(first3);
    const val = first3.value;
    const firstPos = first3.pos;
    const firstEnd = first3.end;
    if (first3.keywordEligible && UNARY_TEST_OPS[val] === 1) {
      if (this.tok.peek(LexContext.TestMode).token === Token.Word) {
        const operand3 = this.readTestOperand();
        return {
          type: "TestUnary",
          pos: firstPos,
          end: operand3.end,
          operator: val,
          operand: operand3
        };
      }
      this.error("expected operand after unary test operator", firstEnd);
      const operand2 = new WordImpl("", firstEnd, firstEnd);
      return { type: "TestUnary", pos: firstPos, end: firstEnd, operator: val, operand: operand2 };
    }
    const nt = this.tok.peek(LexContext.TestMode);
    if (nt.token === Token.Word && nt.keywordEligible && BINARY_TEST_OPS[nt.value] === 1) {
      const op = this.tok.next(LexContext.TestMode).value;
      let right;
      if (op === "=~") {
        const token2 = this.tok.readTestRegexWord();
        right = new WordImpl(this.source.slice(token2.pos, token2.end), token2.pos, token2.end, this.source, embeddedPartsResolver(this.tok.getSubstitutionContext()), this.depth);
      } else {
        right = this.readTestOperand();
      }
      const left = this.toWordFromPosEnd(first3, firstPos, firstEnd);
      return {
        type: "TestBinary",
        pos: firstPos,
        end: right.end,
        operator: op,
        left,
        right
      };
    }
    const w = this.toWordFromPosEnd(first3, firstPos, firstEnd);
    return { type: "TestUnary", pos: firstPos, end: w.end, operator: "-n", operand: w };
  }
  // Unquoted `<` and `>` are operators in `[[ ]]`, never operands.
  readTestOperand() {
    const t = this.tok.next(LexContext.TestMode);
    if (t.keywordEligible && (t.value === "<" || t.value === ">"))
      this.error(`unexpected argument '${t.value}' to conditional operator`, t.pos);
    return this.toWord(t);
  }
  // function_def with 'function' keyword
  functionDef() {
    const pos = this.tok.next(LexContext.CommandStart).pos;
    const name2 = this.readWord(LexContext.FunctionName);
    let body;
    if (this.tok.peek(LexContext.CommandStart).token === Token.LParen) {
      const openPos = this.tok.next(LexContext.CommandStart).pos;
      if (this.tok.peek(LexContext.CommandStart).token === Token.RParen) {
        this.tok.next(LexContext.CommandStart);
        this.skipNewlines(LexContext.CommandStart);
        body = this.commandAsBody();
      } else {
        body = this.withRedirects(this.subshellBody(openPos));
      }
    } else {
      this.skipNewlines(LexContext.CommandStart);
      body = this.commandAsBody();
    }
    return { type: "Function", pos, end: body.end, name: name2, body };
  }
  // simple_command or function_def (word '(' ')' body)
  simpleCommandOrFunction(coproc) {
    const prefix = [];
    const cmdPos = this.tok.peek(LexContext.CommandStart).pos;
    let lastEnd = cmdPos;
    let ctx = LexContext.CommandStart;
    for (; ; ) {
      const t = this.tok.peek(ctx).token;
      if (t === Token.Assignment) {
        const assignment = this.tok.next(ctx);
        lastEnd = assignment.end;
        prefix.push(this.parseAssignment(assignment));
      } else if (t === Token.Redirect) {
        const redirect = this.readRedirect(ctx);
        prefix.push(redirect);
        lastEnd = redirect.end;
      } else {
        break;
      }
      ctx = LexContext.CommandPrefix;
    }
    if (this.tok.peek(LexContext.Normal).token !== Token.Word) {
      return new CommandImpl(cmdPos, lastEnd, void 0, prefix, []);
    }
    const nameToken = this.tok.next(LexContext.Normal);
    const keyword = nameToken.keywordEligible ? nameToken.value : "";
    const name2 = this.toWord(nameToken);
    ctx = isDeclarationCommand(keyword) ? LexContext.Declaration : keyword === "eval" || keyword === "let" ? LexContext.EvalArgument : LexContext.Normal;
    lastEnd = name2.end;
    const suffix = [];
    if (coproc) {
      while (this.tok.peek(LexContext.CommandPrefix).token === Token.Assignment) {
        const token2 = this.tok.next(LexContext.CommandPrefix);
        const word = ctx === LexContext.Declaration ? this.parseAssignment(token2) : this.toWord(token2);
        suffix.push(word);
        lastEnd = word.end;
      }
    }
    if (this.tok.peek(ctx).token === Token.LParen && suffix.length === 0) {
      this.tok.next(LexContext.Normal);
      if (this.tok.peek(LexContext.Normal).token === Token.RParen) {
        this.tok.next(LexContext.Normal);
        this.skipNewlines(LexContext.CommandStart);
        const body = this.commandAsBody();
        return {
          type: "Function",
          pos: name2.pos,
          end: body.end,
          name: name2,
          body
        };
      }
    }
    for (; ; ) {
      const st = this.tok.peek(ctx).token;
      if (st === Token.Word || st === Token.Assignment) {
        const token2 = this.tok.next(ctx);
        const w = st === Token.Assignment ? this.parseAssignment(token2) : this.toWord(token2);
        suffix.push(w);
        lastEnd = w.end;
      } else if (st === Token.Redirect) {
        const redirect = this.readRedirect(ctx);
        suffix.push(redirect);
        lastEnd = redirect.end;
      } else {
        break;
      }
    }
    return new CommandImpl(cmdPos, lastEnd, name2, prefix, suffix);
  }
  readRedirect(ctx) {
    const t = this.tok.next(ctx);
    const tPos = t.pos;
    const tEnd = t.end;
    const descriptor = t.fileDescriptor !== void 0 ? { type: "FileDescriptor", pos: tPos, end: t.descriptorEnd, value: t.fileDescriptor } : t.variableName !== void 0 ? { type: "FileDescriptorVariable", pos: tPos, end: t.descriptorEnd, name: t.variableName } : void 0;
    const hasTarget = t.targetEnd > t.targetPos;
    if (!hasTarget)
      this.error("expected redirect target", t.targetPos);
    if (t.value === "<<" || t.value === "<<-") {
      const r = {
        type: "HereDoc",
        pos: tPos,
        end: tEnd,
        operator: t.value,
        descriptor,
        delimiter: hasTarget ? {
          type: "HereDocDelimiter",
          pos: t.targetPos,
          end: t.targetEnd,
          text: this.source.slice(t.targetPos, t.targetEnd),
          value: t.content ?? "",
          quoted: t.delimiterQuoted
        } : void 0,
        body: new HereDocBodyImpl(this.source, tEnd, t.delimiterQuoted, this.depth, this.tok.getSubstitutionContext()),
        closing: void 0
      };
      if (hasTarget)
        this.tok.registerHereDocTarget(r);
      return r;
    }
    const target = hasTarget ? new WordImpl(this.source.slice(t.targetPos, t.targetEnd), t.targetPos, t.targetEnd, this.source, wordPartsResolver(this.tok.getSubstitutionContext()), this.depth) : void 0;
    return t.value === "<<<" ? { type: "HereString", pos: tPos, end: tEnd, operator: "<<<", descriptor, target } : { type: "Redirect", pos: tPos, end: tEnd, operator: REDIRECT_OPS[t.value] ?? ">", descriptor, target };
  }
  commandAsBody() {
    const cmd = this.command();
    if (cmd && cmd.type !== "Command" && cmd.type !== "Function" && cmd.type !== "Coproc")
      return cmd;
    this.error("expected compound command as function body", cmd?.pos ?? this.tok.getPos());
    return this.makeCompoundList(cmd ? [this.makeStatement(cmd)] : []);
  }
  readWord(ctx) {
    return this.toWord(this.tok.next(ctx));
  }
  // A missing word stays empty and leaves its token to the rest of the clause.
  readRequiredWord(keyword) {
    const t = this.tok.peek(LexContext.Normal);
    if (t.token === Token.Word)
      return this.toWord(this.tok.next(LexContext.Normal));
    if (t.token !== Token.EOF)
      this.error(`expected word after '${keyword}'`, t.pos);
    return new WordImpl("", t.pos, t.pos);
  }
  toWord(tok) {
    const text2 = tok.raw ? tok.value : this.source.slice(tok.pos, tok.end);
    const source = tok.raw && tok.keywordEligible ? void 0 : this.source;
    return new WordImpl(text2, tok.pos, tok.end, source, source === void 0 ? computeBareWordParts : wordPartsResolver(this.tok.getSubstitutionContext()), this.depth);
  }
  toWordFromPosEnd(tok, pos, end) {
    if (tok.pos === pos && tok.end === end)
      return this.toWord(tok);
    return new WordImpl(this.source.slice(pos, end), pos, end, this.source, wordPartsResolver(this.tok.getSubstitutionContext()), this.depth);
  }
  parseAssignment(token2) {
    const text2 = token2.raw ? token2.value : this.source.slice(token2.pos, token2.end);
    return new AssignmentImpl(text2, token2.pos, token2.end, this.source, token2.assignmentOperatorPos, this.depth, this.tok.getSubstitutionContext());
  }
  makeCompoundList(commands) {
    const p = this.tok.getPos();
    const pos = commands.length > 0 ? commands[0].pos : p;
    const end = commands.length > 0 ? commands[commands.length - 1].end : p;
    return { type: "CompoundList", pos, end, commands };
  }
};

var plain = (text2) => ({ text: text2, decoded: false });
var untold = plain(unknown);
var nothing = plain("");
var isTold = ({ text: text2 }) => text2.replaceAll(unknown, "").trim() !== "" || text2 === "";
function joined(texts2) {
  const [only] = texts2;
  if (only === void 0) return nothing;
  return texts2.length === 1 ? only : { text: texts2.map(({ text: text2 }) => text2).join(""), decoded: texts2.some(({ decoded: decoded3 }) => decoded3) };
}

function createScope(variables2) {
  const named5 = /* @__PURE__ */ new Map();
  const numbered = [];
  for (const name2 of Object.keys(variables2)) {
    const value2 = variables2[name2] ?? "";
    if (!/^\d/.test(name2) || !/^\d+$/.test(name2)) named5.set(name2, scalar(value2));
    else if (/^[1-9]\d{0,2}$/.test(name2)) numbered.push([name2, value2]);
  }
  numbered.sort(([one], [other]) => Number(one) - Number(other));
  return {
    variables: named5,
    alternatives: /* @__PURE__ */ new Map(),
    own: /* @__PURE__ */ new Set(),
    functions: definedIn(variables2),
    aliases: /* @__PURE__ */ new Map(),
    references: /* @__PURE__ */ new Map(),
    stack: [],
    open: /* @__PURE__ */ new Map(),
    positional: numbered.length === 0 ? void 0 : numbered.map(([, text2]) => ({ text: text2, decoded: false })),
    known: void 0
  };
}
var handedDown = /^BASH_FUNC_([^%]+)(?:%%|\(\))$/;
function definedIn(variables2) {
  const out2 = /* @__PURE__ */ new Map();
  for (const variable of Object.keys(variables2)) {
    const name2 = variable.startsWith("BASH_FUNC_") ? handedDown.exec(variable)?.[1] : void 0;
    if (name2 === void 0) continue;
    const source = `${name2} ${variables2[variable] ?? ""}`;
    const [statement3] = parse(source).commands;
    if (statement3?.command.type === "Function") out2.set(name2, { body: statement3.command.body, source, exported: true });
  }
  return out2;
}
var mostNaming = 32;
function functionsIn({ functions, aliases }, texts2) {
  const out2 = {};
  for (const [name2, value2] of aliases) if (texts2.some((text2) => text2.includes(name2))) out2[`BASH_FUNC_${name2}%%`] = `() { ${value2} "$@"; }`;
  const asking3 = [...texts2];
  for (let round = 0, text2 = asking3.shift(); text2 !== void 0 && round < texts2.length + mostNaming; round++, text2 = asking3.shift())
    for (const [name2, { body, source }] of functions) {
      const variable = `BASH_FUNC_${name2}%%`;
      if (!text2.includes(name2) || Object.hasOwn(out2, variable)) continue;
      out2[variable] = `() ${source.slice(body.pos, body.end)}`;
      asking3.push(out2[variable]);
    }
  return out2;
}
var scalar = (text2, decoded3 = false) => ({ elements: /* @__PURE__ */ new Map([["0", text2]]), decoded: decoded3 });
var copyOf = (scope) => ({
  ...scope,
  variables: new Map(scope.variables),
  alternatives: new Map(scope.alternatives),
  own: new Set(scope.own),
  functions: new Map(scope.functions),
  aliases: new Map(scope.aliases),
  references: new Map(scope.references),
  open: new Map(scope.open)
});
var mostOwn = 128;
function setVariable(scope, name2, variable) {
  scope.variables.set(name2, variable);
  scope.alternatives.delete(name2);
  scope.own.delete(name2);
  scope.own.add(name2);
  if (scope.own.size > mostOwn) {
    const kept = [...scope.own].slice(-mostOwn / 2);
    scope.own.clear();
    for (const one of kept) scope.own.add(one);
  }
  scope.known = void 0;
}
function knownOf(scope) {
  scope.known ??= Object.fromEntries([
    ...[...scope.own].flatMap((name2) => {
      const value2 = scope.variables.get(name2)?.elements.get("0");
      return value2 === void 0 || value2.length > 65536 ? [] : [[name2, value2]];
    }),
    ...Object.entries(folderOf(scope)),
    ...(scope.positional ?? []).slice(0, mostOwn).map(({ text: text2 }, index) => [String(index + 1), text2])
  ]);
  return scope.known;
}
var nowhereElse = {};
function folderOf({ own: own2, variables: variables2 }) {
  return own2.has("PWD") ? { PWD: variables2.get("PWD")?.elements.get("0") ?? unknown } : nowhereElse;
}
var mostAlternatives = 4;
function merge(scope, possible) {
  const names7 = new Set(possible.flatMap(({ own: own2 }) => [...own2]));
  for (const name2 of names7) {
    const last = possible.findLast(({ variables: variables2 }) => variables2.get(name2) !== void 0 && variables2.get(name2) !== null)?.variables.get(name2);
    if (last === void 0 || last === null) {
      if (possible.some(({ variables: variables2 }) => variables2.get(name2) === null)) setVariable(scope, name2, null);
      continue;
    }
    const texts2 = /* @__PURE__ */ new Map();
    for (const { variables: variables2, alternatives } of possible)
      for (const variable of [variables2.get(name2), ...alternatives.get(name2) ?? []]) {
        const text2 = variable?.elements.get("0");
        if (variable !== void 0 && variable !== null && text2 !== void 0) texts2.set(text2, variable);
      }
    texts2.delete(last.elements.get("0") ?? "");
    if (scope.variables.get(name2) !== last) setVariable(scope, name2, last);
    if (texts2.size > 0) scope.alternatives.set(name2, [...texts2.values()].slice(-mostAlternatives));
  }
  for (const { functions, aliases, references, open } of possible) {
    for (const [name2, aim] of references) scope.references.set(name2, aim);
    for (const [number2, opened3] of open) scope.open.set(number2, opened3);
    for (const [name2, body] of functions) scope.functions.set(name2, body);
    for (const [name2, value2] of aliases) scope.aliases.set(name2, value2);
  }
  const positional = possible.at(-1)?.positional;
  if (scope.positional !== positional) {
    scope.positional = positional;
    scope.known = void 0;
  }
}

var most2 = { depth: 8, commands: 1500, steps: 6e3, textSize: 1e6, rounds: 64, names: 4 };
function mayGoOn({ spent, out: out2, problems }) {
  if (++spent.steps <= most2.steps && out2.length < most2.commands && spent.textSize <= most2.textSize) return true;
  problems.add("It is too long to be read to its end.");
  return false;
}
function hasRoom({ spent, problems }, size) {
  spent.textSize += size;
  if (spent.textSize <= most2.textSize) return true;
  problems.add("It becomes too long when it is expanded.");
  return false;
}
var inside = (place, what2) => ({ ...place, within: place.within.at(-1) === what2 ? place.within : [...place.within, what2] });
var forked = (place) => ({ ...place, calls: place.calls.map((call) => ({ ...call, forked: true })) });
var apart = (place) => ({ ...place, scope: copyOf(place.scope) });

var most3 = { words: 512, sequence: 64 };
function endOfQuoted(text2, at2) {
  const char = text2[at2];
  if (char === "\\") return at2 + 2;
  if (char === "'" || char === '"' || char === "`") {
    let end = at2 + 1;
    while (end < text2.length && text2[end] !== char) end += text2[end] === "\\" && char !== "'" ? 2 : 1;
    return end + 1;
  }
  if (char === "$" && (text2[at2 + 1] === "{" || text2[at2 + 1] === "(")) {
    let level = 0;
    let end = at2 + 1;
    while (end < text2.length) {
      const inner = text2[end];
      if ("\\'\"`".includes(inner)) {
        end = endOfQuoted(text2, end);
        continue;
      }
      end++;
      if ("{(".includes(inner)) level++;
      else if ("})".includes(inner) && --level === 0) break;
    }
    return end;
  }
  return at2;
}
function firstBraces(text2) {
  const open = [];
  let best;
  for (let at2 = 0; at2 < text2.length; ) {
    const end = endOfQuoted(text2, at2);
    if (end > at2) {
      at2 = end;
      continue;
    }
    const char = text2[at2];
    if (char === "{") open.push({ at: at2, commas: [] });
    else if (char === ",") open.at(-1)?.commas.push(at2);
    else if (char === "}") {
      const last = open.pop();
      if (last !== void 0) {
        const cuts = [last.at, ...last.commas, at2];
        const inner = text2.slice(last.at + 1, at2);
        const parts = last.commas.length > 0 ? cuts.slice(1).map((cut2, index) => text2.slice(cuts[index] + 1, cut2)) : sequenceOf(inner);
        if (parts !== void 0 && (best === void 0 || last.at < best.from)) best = { from: last.at, to: at2 + 1, parts };
        if (open.length === 0 && best !== void 0) return best;
      }
    }
    at2++;
  }
  return best;
}
function sequenceOf(inner) {
  const [, from = "", to = "", by] = /^(-?\d{1,9}|[A-Za-z])\.\.(-?\d{1,9}|[A-Za-z])(?:\.\.(-?\d{1,9}))?$/.exec(inner) ?? [];
  if (from === "" || /\d/.test(from) !== /\d/.test(to)) return void 0;
  const isNumber = /\d/.test(from);
  const [first3, last] = isNumber ? [Number(from), Number(to)] : [from.charCodeAt(0), to.charCodeAt(0)];
  const step = Math.max(1, Math.abs(Number(by ?? 1))) * (last < first3 ? -1 : 1);
  const width = /^-?0\d/.test(from) || /^-?0\d/.test(to) ? Math.max(from.length, to.length) : 0;
  const values = [];
  for (let value2 = first3; step > 0 ? value2 <= last : value2 >= last; value2 += step) {
    const isLong = values.length >= most3.sequence - 1;
    const told2 = isLong ? last : value2;
    values.push(isNumber ? told2 < 0 ? `-${String(-told2).padStart(width - 1, "0")}` : String(told2).padStart(width, "0") : String.fromCharCode(told2));
    if (isLong) break;
  }
  return values;
}
function withBraces(text2) {
  const done4 = [];
  const left = [text2];
  let work = 0;
  while (left.length > 0 && done4.length < most3.words) {
    const next = left.pop();
    work += next.length;
    const found3 = work > 2e5 ? void 0 : firstBraces(next);
    if (found3 === void 0) done4.push(next);
    else for (const part of [...found3.parts].reverse()) left.push(next.slice(0, found3.from) + part + next.slice(found3.to));
  }
  return left.length > 0 ? [...done4, unknown] : done4;
}

var classes = {
  alpha: /[A-Za-z]/,
  digit: /\d/,
  alnum: /[A-Za-z\d]/,
  lower: /[a-z]/,
  upper: /[A-Z]/,
  space: /\s/,
  blank: /[ \t]/,
  punct: /[!-/:-@[-`{-~]/
};
function setOf(inner) {
  const isNegated = /^[!^]/.test(inner);
  const rest = isNegated ? inner.slice(1) : inner;
  const named5 = [...rest.matchAll(/\[:(\w+):\]/g)].flatMap(([, name2]) => classes[name2 ?? ""] ?? []);
  const chars = rest.replace(/\[:\w+:\]/g, "");
  const ranges = [...chars.matchAll(/([\s\S])-([\s\S])|([\s\S])/g)].map(([, from, to, only]) => [from ?? only ?? "", to ?? only ?? ""]);
  return (char) => (ranges.some(([from, to]) => char >= from && char <= to) || named5.some((known3) => known3.test(char))) !== isNegated;
}
function patternParts(text2) {
  const parts = [];
  for (let at2 = 0; at2 < text2.length; at2++) {
    const char = text2[at2];
    if (char === "*") parts.push({ kind: "many" });
    else if (char === "?") parts.push({ kind: "one" });
    else if (char === "\\" && at2 + 1 < text2.length) parts.push(text2[++at2]);
    else if (char === "[") {
      const set3 = /^\[([!^]?\]?(?:\[:\w+:\]|[^\]])*)\]/.exec(text2.slice(at2, at2 + 256));
      if (set3 === null) parts.push(char);
      else {
        parts.push({ kind: "set", has: setOf(set3[1] ?? "") });
        at2 += set3[0].length - 1;
      }
    } else parts.push(char);
  }
  return parts;
}
var fits = (part, char) => typeof part === "string" ? part === char : part.kind === "one" || part.kind === "set" && part.has(char);
function fittingLengths(parts, text2) {
  const lengths = [];
  const isMany3 = (at2) => {
    const part = parts[at2];
    return typeof part === "object" && part.kind === "many";
  };
  const spread2 = (states2) => {
    for (const at2 of states2) if (isMany3(at2)) states2.add(at2 + 1);
    return states2;
  };
  let states = spread2(/* @__PURE__ */ new Set([0]));
  for (let length = 0; ; length++) {
    if (states.has(parts.length)) lengths.push(length);
    const char = text2[length];
    if (char === void 0 || states.size === 0) return lengths;
    const next = /* @__PURE__ */ new Set();
    for (const at2 of states) {
      const part = parts[at2];
      if (part === void 0) continue;
      if (isMany3(at2)) next.add(at2);
      else if (fits(part, char)) next.add(at2 + 1);
    }
    states = spread2(next);
  }
}
var fitsWhole = (parts, text2) => fittingLengths(parts, text2).at(-1) === text2.length;

function withoutEnd(value2, pattern, operator) {
  const isFront = operator.startsWith("#");
  const lengths = isFront ? fittingLengths(pattern, value2) : fittingLengths([...pattern].reverse(), [...value2].reverse().join(""));
  const length = lengths.at(operator.length === 2 ? -1 : 0) ?? 0;
  return isFront ? value2.slice(length) : value2.slice(0, value2.length - length);
}
function replaced(value2, pattern, replacement, operator) {
  if (pattern.length === 0) return value2;
  if (operator === "/%") {
    const length = fittingLengths([...pattern].reverse(), [...value2].reverse().join("")).at(-1);
    return length === void 0 ? value2 : value2.slice(0, value2.length - length) + replacement;
  }
  if (pattern.every((part) => typeof part === "string")) {
    const searched3 = pattern.join("");
    if (operator === "/#") return value2.startsWith(searched3) ? replacement + value2.slice(searched3.length) : value2;
    return operator === "//" ? value2.split(searched3).join(replacement) : value2.replace(searched3, () => replacement);
  }
  if (value2.length > 256) return unknown;
  let result = "";
  for (let at2 = 0; at2 < value2.length; ) {
    const length = fittingLengths(pattern, value2.slice(at2)).at(-1) ?? 0;
    if (length === 0) result += value2[at2++];
    else {
      result += replacement;
      at2 += length;
      if (operator === "/") return result + value2.slice(at2);
    }
    if (operator === "/#") return result + value2.slice(at2);
  }
  return result;
}

var nobodyKnows = { state: "unknown", values: [unknown], decoded: false };
var found = (values, decoded3 = false) => ({ state: "set", values, decoded: decoded3 });
var unset = { state: "unset", values: [], decoded: false };
function separatorsOf(scope) {
  const value2 = scope.variables.get("IFS")?.elements.get("0");
  return value2 === void 0 || value2.includes(unknown) ? " 	\n" : value2;
}
function aimOf(scope, given7, index) {
  let name2 = given7;
  let at2 = index;
  for (let hops = 0; hops < 4 && scope.references.size > 0; hops++) {
    const [, next, inside2] = /^([A-Za-z_]\w*|\d+)(?:\[([^\]]*)\])?$/.exec(scope.references.get(name2) ?? "") ?? [];
    if (next === void 0) break;
    name2 = next;
    at2 = inside2 ?? at2;
  }
  return [name2, at2];
}
function lookUp(scope, given7, inside2) {
  const [name2, index] = aimOf(scope, given7, inside2);
  if (/^\d+$/.test(name2)) {
    if (name2 === "0" || scope.positional === void 0) return nobodyKnows;
    const value3 = scope.positional[Number(name2) - 1];
    return value3 === void 0 ? unset : found([value3.text], value3.decoded);
  }
  if (name2 === "@" || name2 === "*")
    return scope.positional === void 0 ? nobodyKnows : found(
      scope.positional.map(({ text: text2 }) => text2),
      scope.positional.some(({ decoded: decoded3 }) => decoded3)
    );
  if (name2 === "#") return scope.positional === void 0 ? nobodyKnows : found([String(scope.positional.length)]);
  const variable = scope.variables.get(name2);
  if (variable === void 0) return name2 === "IFS" ? found([" 	\n"]) : nobodyKnows;
  if (variable === null) return unset;
  if (index === "@" || index === "*") return found([...variable.elements.values()], variable.decoded);
  if (index?.includes(unknown)) return { ...nobodyKnows, decoded: variable.decoded };
  const at2 = index?.startsWith("-") ? [...variable.elements.keys()].at(Number(index)) : index ?? "0";
  const value2 = variable.elements.get(at2 ?? "");
  return value2 === void 0 ? unset : found([value2], variable.decoded);
}
function assignText(scope, given7, value2, how = {}) {
  const [name2, index] = aimOf(scope, given7, how.index);
  const former = scope.variables.get(name2) ?? void 0;
  const key = index ?? "0";
  const before = how.append === true ? former?.elements.get(key) ?? (scope.variables.has(name2) ? "" : unknown) : "";
  if (index === void 0 && (former === void 0 || former.elements.size < 2)) {
    setVariable(scope, name2, scalar(before + value2.text, value2.decoded || how.append === true && former?.decoded === true));
    return;
  }
  const elements = new Map(former?.elements);
  elements.set(key, before + value2.text);
  setVariable(scope, name2, { elements, decoded: value2.decoded || former?.decoded === true });
}
function assignArray(scope, given7, fields, decoded3, append) {
  const [name2] = aimOf(scope, given7, void 0);
  const former = append ? scope.variables.get(name2) ?? void 0 : void 0;
  const elements = new Map(former?.elements);
  let next = elements.size;
  for (const field3 of fields) {
    const [, key, value2] = /^\[([^\]]+)\]=(.*)$/s.exec(field3) ?? [];
    if (key === void 0) elements.set(String(next++), field3);
    else elements.set(key, value2 ?? "");
  }
  setVariable(scope, name2, { elements, decoded: decoded3 || former?.decoded === true });
}
function assignWord(scope, word, decoded3) {
  const [, name2, plus, value2] = /^([A-Za-z_]\w*)(\+?)=(.*)$/s.exec(word) ?? [];
  if (name2 === void 0 || value2 === void 0) return void 0;
  assignText(scope, name2, { text: value2, decoded: decoded3 }, { append: plus === "+" });
  return [name2, scope.variables.get(name2)?.elements.get("0") ?? value2];
}
var forget = (scope, name2) => setVariable(scope, name2, scalar(untold.text));
var textIn = (scope, name2) => {
  const { values, decoded: decoded3 } = lookUp(scope, name2);
  return values[0] === void 0 ? plain("") : { text: values[0], decoded: decoded3 };
};

var something = unknown + wildcard.one;
var mostCut = 2048;
function parameterPieces(part, place, quoted7) {
  if (part.type === "SimpleExpansion") {
    const name3 = part.text.slice(1);
    if (name3 === "") return [{ kind: "plain", text: "$" }];
    return spread(lookUp(place.scope, name3), name3 === "@", name3 === "*", place, quoted7);
  }
  const index = part.index === void 0 ? void 0 : indexText(part, place);
  const name2 = part.parameter;
  const isAll = name2 === "@" || index === "@";
  const isJoined = name2 === "*" || index === "*";
  if (part.prefix === "#") return [{ kind: quoted7 ? "quoted" : "value", text: lengthOf(lookUp(place.scope, name2, index), isAll || isJoined) }];
  let values = lookUp(place.scope, name2, index);
  if (part.prefix === "!") {
    if (part.operation?.type === "Names") return spread(namesWith(name2, place), part.text.endsWith("@}"), true, place, quoted7);
    if (isAll || isJoined) return spread(keysOf(name2, place), isAll, isJoined, place, quoted7);
    const target = values.values[0];
    const [, aim, inside2] = /^(\w+|[@*#])(?:\[([^\]]*)\])?$/.exec(target ?? "") ?? [];
    if (target !== void 0) readIndexes(target, place);
    if (aim === void 0) return [{ kind: "quoted", text: unknown }];
    values = place.scope.references.has(name2) ? { ...values, values: [place.scope.references.get(name2) ?? ""] } : lookUp(place.scope, aim, inside2);
  }
  const { operation } = part;
  if (operation === void 0) return spread(values, isAll, isJoined, place, quoted7);
  if (operation.type === "Default") return withDefault(operation, values, name2, place, quoted7, { isAll, isJoined });
  return spread(changed(operation, values, isAll || isJoined ? index === void 0 ? 1 : 0 : void 0, place), isAll, isJoined, place, quoted7);
}
var mostNames2 = 64;
function namesWith(start, { scope }) {
  const values = [...scope.variables.keys()].filter((name2) => name2.startsWith(start)).sort();
  return values.length === 0 ? { state: "unknown", values: [unknown], decoded: false } : { state: "set", values: values.slice(0, mostNames2), decoded: false };
}
function keysOf(name2, { scope }) {
  const elements = scope.variables.get(name2)?.elements;
  return elements === void 0 ? { state: "unknown", values: [unknown], decoded: false } : { state: "set", values: [...elements.keys()].slice(0, mostNames2), decoded: false };
}
function indexText(part, place) {
  const index = part.index;
  if (index === void 0 || index.text === "@" || index.text === "*") return index?.text ?? "";
  const { text: text2 } = expandText(index, place);
  const named5 = lookUp(place.scope, part.parameter, text2);
  return named5.state === "set" ? text2 : String(numberIn(text2, place) ?? text2);
}
var lengthOf = ({ state, values }, isAll) => {
  if (state === "unknown" || values.some((value2) => value2.includes(unknown))) return something;
  return String(isAll ? values.length : values[0]?.length ?? 0);
};
function spread({ values, decoded: decoded3 }, isAll, isJoined, place, quoted7) {
  const kind = quoted7 ? "quoted" : "value";
  if (isJoined && quoted7) return [{ kind, text: values.join(separatorsOf(place.scope)[0] ?? ""), decoded: decoded3 }];
  if (!isAll && !isJoined) return [{ kind, text: values[0] ?? "", decoded: decoded3 }];
  return values.flatMap(
    (text2, index) => index === 0 ? [{ kind, text: text2, decoded: decoded3 }] : [
      { kind: "break", text: "" },
      { kind, text: text2, decoded: decoded3 }
    ]
  );
}
function withDefault(operation, values, name2, place, quoted7, all3) {
  const kind = operation.operator.replace(":", "");
  const isEmpty = values.values.every((value2) => value2 === "");
  const isMissing = values.state === "unset" || operation.operator.startsWith(":") && values.state === "set" && isEmpty;
  const isUnknown = values.state === "unknown" || values.values.includes(unknown);
  const own2 = () => spread(values, all3.isAll, all3.isJoined, place, quoted7);
  const operand2 = () => {
    const pieces3 = wordPieces(operation.operand, place);
    return pieces3.map(
      (piece) => piece.kind === "plain" || piece.kind === "glob" ? { ...piece, kind: quoted7 ? "quoted" : "value" } : quoted7 && piece.kind === "value" ? { ...piece, kind: "quoted" } : piece
    );
  };
  if (kind === "?") {
    if (!isUnknown) return own2();
    wordPieces(operation.operand, place);
    return [{ kind: quoted7 ? "quoted" : "value", text: something }];
  }
  if (kind === "+") {
    if (isMissing) return [{ kind: quoted7 ? "quoted" : "value", text: "" }];
    const pieces3 = operand2();
    return isUnknown ? [{ kind: "quoted", text: unknown }] : pieces3;
  }
  if (!isMissing && !isUnknown) {
    return own2();
  }
  const pieces2 = operand2();
  if (kind === "=") assignText(place.scope, name2, expandText(operation.operand, { ...place, reading: { ...place.reading, out: [] } }));
  return pieces2;
}
function changed(operation, values, first3, place) {
  const change = changeOf(operation, first3, values, place);
  if (Array.isArray(change)) return { ...values, values: change };
  if (typeof change !== "function") return { ...values, values: [unknown] };
  if (values.values.some((value2) => value2.length > mostCut && /\$\(|`/.test(value2)))
    place.reading.problems.add("It has a value that is too long to be looked at once more.");
  const isTold2 = (value2) => !value2.includes(unknown) && value2.length <= mostCut;
  return { ...values, values: values.values.map((value2) => isTold2(value2) ? change(value2) : unknown) };
}
function changeOf(operation, first3, values, place) {
  switch (operation.type) {
    case "Remove": {
      const pattern = expandPattern(operation.operand, place);
      return pattern && ((value2) => withoutEnd(value2, pattern, operation.operator));
    }
    case "Replace": {
      const pattern = expandPattern(operation.pattern, place);
      const { text: text2 } = expandText(operation.replacement, place);
      return pattern && isPlain(text2) ? (value2) => replaced(value2, pattern, text2, operation.operator) : void 0;
    }
    case "Slice": {
      const from = numberIn(expandText(operation.offset, place).text, place);
      const length = operation.length === void 0 ? void 0 : numberIn(expandText(operation.length, place).text, place);
      if (from === void 0 || operation.length !== void 0 && length === void 0) return void 0;
      const ends2 = (size) => {
        const start = from < 0 && size + from < 0 ? size : from < 0 ? size + from : from;
        return [start, length === void 0 ? size : length < 0 ? size + length : start + length];
      };
      if (first3 !== void 0) {
        if (values.state === "unknown") return void 0;
        const list4 = first3 === 1 ? [unknown, ...values.values] : values.values;
        const start = from < 0 ? list4.length + from : from;
        return start < 0 ? [] : list4.slice(start, length === void 0 ? void 0 : start + Math.max(0, length));
      }
      return (value2) => value2.slice(...ends2(value2.length));
    }
    case "CaseModification": {
      const { operator } = operation;
      const turned2 = (text2) => operator.startsWith("^") ? text2.toUpperCase() : text2.toLowerCase();
      return (value2) => operator.length === 2 ? turned2(value2) : turned2(value2.slice(0, 1)) + value2.slice(1);
    }
    case "Transform": {
      const { text: text2 } = expandText(operation.operand, place);
      if (text2 === "U") return (value2) => value2.toUpperCase();
      if (text2 === "u") return (value2) => value2.slice(0, 1).toUpperCase() + value2.slice(1);
      if (text2 === "L") return (value2) => value2.toLowerCase();
      if (text2 === "P") return (value2) => expandAgain(printedEscapes(value2).text, place).text;
      if (text2 === "E") return (value2) => printedEscapes(value2).text;
      return text2 === "Q" ? (value2) => `'${value2.replaceAll("'", "'\\''")}'` : void 0;
    }
    default:
      return void 0;
  }
}
function numberIn(text2, place) {
  if (/^\s*-?\d{1,9}\s*$/.test(text2)) return Number(text2);
  if (text2.length > 256 || /[`$()]/.test(text2) || !isPlain(text2)) return void 0;
  const [statement3] = parse(`((${text2}))`).commands;
  const expression2 = statement3?.command.type === "ArithmeticCommand" ? statement3.command.expression : void 0;
  return expression2 && calculate(
    expression2,
    place,
    (word) => word.type === "ArithmeticWord" ? word.parts === void 0 ? word.value : quotedText(word.parts, place).text : unknown
  );
}

import { posix } from "node:path";
var mostPath2 = 4096;
var done = { output: nothing, ok: void 0 };
var isOption = (word) => /^-[LPne@]+$/.test(word);
var held = ({ scope }, name2) => scope.variables.get(name2)?.elements.get("0");
function changeFolder(args, place) {
  const target = args.find(({ text: text2 }) => !isOption(text2) && text2 !== "--")?.text ?? textIn(place.scope, "HOME").text;
  go(target === "-" ? held(place, "OLDPWD") ?? unknown : throughSearch(target, place), place);
  return done;
}
function throughSearch(target, place) {
  const [first3] = (held(place, "CDPATH") ?? "").split(":").filter((folder) => folder !== "" && folder !== ".");
  return first3 === void 0 || /^(\/|\.\.?(\/|$))/.test(target) ? target : `${first3}/${target}`;
}
function go(wanted, { scope }) {
  const from = scope.variables.get("PWD")?.elements.get("0");
  const isTold2 = isPlain(wanted) && (posix.isAbsolute(wanted) || from !== void 0 && isPlain(from));
  if (from !== void 0) assignText(scope, "OLDPWD", plain(from));
  const folder = isTold2 ? posix.resolve(from !== void 0 && isPlain(from) ? from : "/", wanted) : void 0;
  if (folder !== void 0 && folder.length <= mostPath2) assignText(scope, "PWD", plain(folder));
  else forget(scope, "PWD");
}
var allOf = (place) => [held(place, "PWD") ?? unknown, ...place.scope.stack];
function placeIn(list4, number2) {
  const [, sign, digits] = /^([+-]?)(\d{1,3})$/.exec(number2) ?? [];
  return digits === void 0 ? void 0 : list4.at(sign === "-" ? -1 - Number(digits) : Number(digits));
}
function pushFolder(args, place) {
  const { scope } = place;
  const all3 = allOf(place);
  const target = args.find(({ text: text2 }) => !isOption(text2))?.text ?? "+1";
  const numbered = /^[+-]\d+$/.test(target) ? placeIn(all3, target) ?? unknown : void 0;
  if (numbered !== void 0) scope.stack = all3.filter((folder) => folder !== numbered);
  else if (args.some(({ text: text2 }) => text2 === "-n")) scope.stack = [target, ...scope.stack];
  else scope.stack = all3.slice(0, 32);
  if (!args.some(({ text: text2 }) => text2 === "-n")) go(numbered ?? throughSearch(target, place), place);
  return done;
}
function popFolder(args, place) {
  const [next, ...rest] = place.scope.stack;
  if (args.some(({ text: text2 }) => /^[+-][1-9n]/.test(text2))) return done;
  place.scope.stack = rest;
  go(next ?? unknown, place);
  return done;
}
function listFolders(args, place) {
  const words2 = args.map(({ text: text2 }) => text2);
  if (words2.includes("-c")) {
    place.scope.stack = [];
    return done;
  }
  const all3 = allOf(place);
  const numbered = words2.find((word) => /^[+-]\d+$/.test(word));
  const told2 = numbered === void 0 ? all3 : [placeIn(all3, numbered) ?? unknown];
  return { output: plain(`${told2.join(words2.some((word) => /^-\w*[pv]/.test(word)) ? "\n" : " ")}
`), ok: void 0 };
}
function folderBehindTilde(name2, place) {
  if (name2 === "+") return held(place, "PWD");
  if (name2 === "-") return held(place, "OLDPWD") ?? unknown;
  return /^[+-]?\d+$/.test(name2) ? placeIn(allOf(place), name2) ?? unknown : void 0;
}

var isDecoded = (pieces2) => pieces2.some(({ decoded: decoded3 }) => decoded3 === true);
var withWildcards = (text2) => text2.replace(/[?*+@!]\([^()]{0,256}\)/g, wildcard.many).replace(/\[[^\s\]/]{1,64}\]/g, wildcard.one).replaceAll("*", wildcard.many).replaceAll("?", wildcard.one);
function fieldsOf(pieces2, separators) {
  const fields = [];
  let current;
  const end = () => {
    if (current !== void 0) fields.push(current);
    current = void 0;
  };
  const isSeparator = (char) => separators.includes(char);
  for (const { kind, text: text2 } of pieces2) {
    if (kind === "break") end();
    else if (kind === "plain" || kind === "quoted") current = (current ?? "") + text2;
    else if (kind === "glob") current = (current ?? "") + withWildcards(text2);
    else {
      let from = 0;
      for (let at2 = 0; at2 <= text2.length; at2++) {
        const char = text2[at2];
        if (char !== void 0 && !isSeparator(char)) continue;
        if (at2 > from) current = (current ?? "") + withWildcards(text2.slice(from, at2));
        if (char !== void 0) end();
        from = at2 + 1;
      }
    }
  }
  end();
  return fields;
}
var textOf = (pieces2) => ({
  text: pieces2.length === 1 ? pieces2[0]?.text ?? "" : pieces2.map(({ kind, text: text2 }) => kind === "break" ? " " : text2).join(""),
  decoded: isDecoded(pieces2)
});
function patternOf(pieces2) {
  if (pieces2.some(({ text: text2 }) => text2.includes(unknown))) return void 0;
  return pieces2.flatMap(({ kind, text: text2 }) => kind === "glob" || kind === "value" ? patternParts(text2) : [...text2]);
}

function expandWord(word, place) {
  if (word.parts === void 0 && !word.text.includes("~") && word.value !== "") return { fields: [word.value], decoded: false };
  const words2 = word.text.includes("{") && word.parts?.some(({ type }) => type === "BraceExpansion") ? reparsed(word) : [word];
  const fields = [];
  let decoded3 = false;
  for (const one of words2) {
    const pieces2 = wordPieces(one, place);
    decoded3 ||= isDecoded(pieces2);
    for (const field3 of fieldsOf(pieces2, separatorsOf(place.scope))) fields.push(field3);
  }
  return { fields: charged(fields, place), decoded: decoded3 };
}
function expandText(word, place) {
  const value2 = textOf(wordPieces(word, place));
  return hasRoom(place.reading, value2.text.length) ? value2 : { text: unknown, decoded: value2.decoded };
}
var expandPattern = (word, place) => patternOf(wordPieces(word, place));
var wordPieces = (word, place) => word.parts === void 0 ? [...withHome(word.text, word.value, place, word.text.length)] : word.parts.flatMap((part, index) => partPieces(part, place, { isFirst: index === 0, isOnly: word.parts?.length === 1, word }));
var quotedText = (parts, place) => textOf(parts.flatMap((part) => part.type === "Literal" ? [{ kind: "quoted", text: part.value }] : quotedPieces(part, place)));
function charged(fields, place) {
  const size = fields.reduce((sum, field3) => sum + field3.length, 0);
  return hasRoom(place.reading, size) ? fields : [unknown];
}
function reparsed(word) {
  return withBraces(word.text).flatMap((text2) => {
    if (text2 === "") return [];
    if (/^[\w./@%+:,-]+$/.test(text2)) return [{ ...word, text: text2, value: text2, parts: void 0 }];
    const [statement3] = parse(`: ${text2}`).commands;
    const found3 = statement3?.command.type === "Command" ? statement3.command.args.filter((one) => one.type === "Word") : [];
    const [only] = found3;
    return only === void 0 || found3.length > 1 ? [{ ...word, text: text2, value: text2.replace(/['"\\]/g, ""), parts: void 0 }] : [only];
  });
}
function withHome(text2, value2, place, length) {
  if (!text2.includes("~")) return value2 === "" && length > 0 ? [{ kind: "quoted", text: "" }] : [{ kind: "plain", text: value2 }];
  const home = place.scope.variables.get("HOME")?.elements.get("0");
  const named5 = (name3) => {
    if (name3 === "") return home;
    if (name3 === "root") return "/root";
    return folderBehindTilde(name3, place) ?? (home?.endsWith(`/${name3}`) ? home : void 0);
  };
  const [, before, name2, after] = /^((?:[A-Za-z_]\w*=)?)~([\w+-]*)((?:[/:].*)?)$/s.exec(value2) ?? [];
  const isQuoted = !(text2.startsWith("~") || /^\w+=~/.test(text2));
  const folder = name2 === void 0 || isQuoted ? void 0 : named5(name2);
  return [{ kind: "plain", text: folder === void 0 ? value2 : `${before}${folder}${after}` }];
}
var glue = /^[\w./-]/;
function partPieces(part, place, at2) {
  switch (part.type) {
    case "Literal": {
      if (!at2.isFirst) return [{ kind: "plain", text: part.value }];
      return at2.isOnly || part.value.includes("/") ? withHome(part.text, part.value, place, 0) : [{ kind: "plain", text: part.value }];
    }
    case "Glob":
      return [{ kind: "glob", text: part.text }];
    case "ExtendedGlob":
      return [{ kind: "glob", text: "*" }];
    case "BraceExpansion":
      return [{ kind: "plain", text: part.text }];
    case "SingleQuoted":
      return [{ kind: "quoted", text: part.value }];
    case "AnsiCQuoted":
      return [{ kind: "quoted", text: part.value, decoded: hidesLetters(part.text) }];
    case "DoubleQuoted":
    case "LocaleString":
      return part.parts.length === 0 ? [{ kind: "quoted", text: "" }] : part.parts.flatMap((inner) => quotedPieces(inner, place));
    case "SimpleExpansion":
    case "ParameterExpansion":
      return isNothingHere(part, at2.word, place) ? [] : parameterPieces(part, place, false);
    case "CommandExpansion":
      return [{ kind: "value", ...outputOf(part, place) }];
    case "ArithmeticExpansion":
      return [{ kind: "value", text: arithmeticText(part.expression, place, expandArithmeticWord) }];
    case "ProcessSubstitution":
      return processPieces(part, place);
  }
}
function isNothingHere(part, word, { scope, calls: calls4 }) {
  if (scope.positional !== void 0 || calls4.length > 0 || !/^\$\{?[@*1-9]\}?$/.test(part.text)) return false;
  const parts = word.parts ?? [];
  const index = parts.indexOf(part);
  const before = parts[index - 1];
  if (before !== void 0 && /^\$\{?IFS\}?$/.test(before.text)) return true;
  const after = parts[index + 1];
  return before?.type === "Literal" && after?.type === "Literal" && /[\w-]$/.test(before.value) && glue.test(after.value) && !/^[/.]/.test(after.value);
}
function quotedPieces(part, place) {
  switch (part.type) {
    case "Literal":
      return [{ kind: "quoted", text: part.value }];
    case "SimpleExpansion":
    case "ParameterExpansion":
      return parameterPieces(part, place, true);
    case "CommandExpansion":
      return [{ kind: "quoted", ...outputOf(part, place) }];
    case "ArithmeticExpansion":
      return [{ kind: "quoted", text: arithmeticText(part.expression, place, expandArithmeticWord) }];
    default:
      return partPieces(part, place, { isFirst: false, isOnly: false, word: { type: "Word", text: "", value: "", pos: 0, end: 0 } });
  }
}
function outputOf(part, place) {
  if (part.script === void 0) return { text: unknown, decoded: false };
  const { text: text2, decoded: decoded3 } = place.reading.substitute(part.script, place);
  return { text: text2.replace(/\n+$/, ""), decoded: decoded3 };
}
function processPieces(part, place) {
  const piece = { kind: "quoted", text: unknown };
  if (part.script === void 0) return [piece];
  if (part.operator === ">" && place.offers !== void 0) place.offers.taking.push(part.script);
  else {
    const content = place.reading.substitute(part.script, place);
    const from = place.reading.out.length - 1;
    place.offers?.given.push({ content, from: from < 0 ? void 0 : from, at: 0 });
  }
  return [piece];
}
function expandArithmeticWord(word, place) {
  if (word.type === "ArithmeticCommandExpansion") return word.script === void 0 ? unknown : place.reading.substitute(word.script, place).text.trim();
  return word.parts === void 0 ? word.value : quotedText(word.parts, place).text;
}

var expanding = /[$`]/;
var mostText = 4096;
function expandAgain(text2, place) {
  if (!expanding.test(text2) || place.depth >= most2.depth || !mayGoOn(place.reading)) return plain(text2);
  if (text2.length > mostText) {
    place.reading.problems.add("It has a value that is too long to be looked at once more.");
    return untold;
  }
  const end = "the-end-of-it";
  const source = `: <<${end}
${text2}
${end}
`;
  const [statement3] = parse(source).commands;
  const document = statement3?.command.type === "Command" ? statement3.command.suffix.find(({ type }) => type === "HereDoc") : void 0;
  if (document?.type !== "HereDoc") return plain(text2);
  const value2 = quotedText(document.body.parts ?? [], { ...place, source, depth: place.depth + 1 });
  return { ...value2, text: value2.text.replace(/\n$/, "") };
}
function readIndexes(text2, place) {
  if (/^[^[]{0,4096}\w\[/.test(text2)) expandAgain(text2, place);
}

function numberOf(text2) {
  if (/^[+-]?\d+$/.test(text2)) return /^[+-]?0\d/.test(text2) ? Number.parseInt(text2, 8) : Number(text2);
  if (/^[+-]?0x[\da-f]+$/i.test(text2)) return Number.parseInt(text2, 16);
  const [, base, digits] = /^(\d{1,2})#([\da-z]+)$/i.exec(text2) ?? [];
  return base === void 0 || Number(base) < 2 || Number(base) > 36 ? void 0 : Number.parseInt(digits ?? "", Number(base));
}
function worthOf(text2, place, depth = 0) {
  const trimmed3 = text2.trim();
  if (trimmed3 === "") return 0;
  const number2 = numberOf(trimmed3);
  if (number2 !== void 0) return Number.isSafeInteger(number2) ? number2 : void 0;
  readIndexes(trimmed3, place);
  const [, name2, index] = /^([A-Za-z_]\w*)(?:\[([^\]]*)\])?$/.exec(trimmed3) ?? [];
  if (name2 === void 0 || depth > 4) return void 0;
  const { state, values } = lookUp(place.scope, name2, index);
  if (state === "unset") return 0;
  return values[0] === void 0 || values[0].includes(unknown) ? void 0 : worthOf(values[0], place, depth + 1);
}
var binary = {
  "+": (left, right) => left + right,
  "-": (left, right) => left - right,
  "*": (left, right) => left * right,
  "/": (left, right) => right === 0 ? void 0 : Math.trunc(left / right),
  "%": (left, right) => right === 0 ? void 0 : left % right,
  "**": (left, right) => left ** right,
  "<<": (left, right) => left * 2 ** right,
  ">>": (left, right) => Math.floor(left / 2 ** right),
  "&": (left, right) => left & right,
  "|": (left, right) => left | right,
  "^": (left, right) => left ^ right,
  "<": (left, right) => Number(left < right),
  "<=": (left, right) => Number(left <= right),
  ">": (left, right) => Number(left > right),
  ">=": (left, right) => Number(left >= right),
  "==": (left, right) => Number(left === right),
  "!=": (left, right) => Number(left !== right),
  "&&": (left, right) => Number(left !== 0 && right !== 0),
  "||": (left, right) => Number(left !== 0 || right !== 0),
  ",": (_, right) => right
};
function calculate(expression2, place, readWord) {
  const of = (one) => calculate(one, place, readWord);
  const assign2 = (target, value2) => {
    const [, name2, index] = target.type === "ArithmeticWord" ? /^([A-Za-z_]\w*)(?:\[(\w+)\])?$/.exec(target.value) ?? [] : [];
    if (name2 !== void 0) assignText(place.scope, name2, plain(value2 === void 0 ? unknown : String(value2)), index === void 0 ? {} : { index });
    return value2;
  };
  const checked = (value2) => value2 !== void 0 && Number.isSafeInteger(value2) ? value2 : void 0;
  switch (expression2.type) {
    case "ArithmeticWord":
    case "ArithmeticCommandExpansion":
      return worthOf(readWord(expression2, place), place);
    case "ArithmeticGroup":
      return of(expression2.expression);
    case "ArithmeticUnary": {
      const value2 = of(expression2.operand);
      if (expression2.operator === "++" || expression2.operator === "--") {
        const next = value2 === void 0 ? void 0 : value2 + (expression2.operator === "++" ? 1 : -1);
        assign2(expression2.operand, next);
        return expression2.prefix ? next : value2;
      }
      if (value2 === void 0) return void 0;
      return { "-": -value2, "+": value2, "!": Number(value2 === 0), "~": ~value2 }[expression2.operator];
    }
    case "ArithmeticTernary": {
      const [test, one, other] = [of(expression2.test), of(expression2.consequent), of(expression2.alternate)];
      return test === void 0 ? void 0 : test === 0 ? other : one;
    }
    case "ArithmeticBinary": {
      const { operator } = expression2;
      if (operator === "=") return assign2(expression2.left, of(expression2.right));
      const [left, right] = [of(expression2.left), of(expression2.right)];
      const isAssigning = operator.endsWith("=") && !["==", "!=", "<=", ">="].includes(operator);
      const name2 = isAssigning ? operator.slice(0, -1) : operator;
      const apply = Object.hasOwn(binary, name2) ? binary[name2] : void 0;
      const value2 = left === void 0 || right === void 0 ? void 0 : checked(apply?.(left, right));
      return isAssigning ? assign2(expression2.left, value2) : value2;
    }
  }
}
function arithmeticText(expression2, place, readWord) {
  const value2 = expression2 === void 0 ? void 0 : calculate(expression2, place, readWord);
  return value2 === void 0 ? `${unknown}` : String(value2);
}

function callsOf(runBody, runList2) {
  const callFunction = ([first3, ...args], place) => {
    const { scope, reading: reading3, calls: calls4 } = place;
    const name2 = first3?.text ?? "";
    const known3 = scope.functions.get(name2);
    if (known3 === void 0) return void 0;
    const open = calls4.findLast((call) => call.name === name2);
    const isShrinking = open?.words !== void 0 && args.length < open.words && !open.forked && place.depth < most2.depth - 1;
    const counted2 = countIn(args);
    const isCounting2 = open?.counted !== void 0 && countsDown(name2, known3);
    const folder = scope.variables.get("PWD")?.elements.get("0");
    const isClimbing = open?.folder !== void 0 && folder !== void 0 && isPlain(folder) && folder.length < open.folder.length && !open.forked && place.depth < most2.depth - 1;
    if (open !== void 0 && !isShrinking && !isClimbing) {
      if (open.forked && !isCounting2) reading3.recursive.add(name2);
      return void 0;
    }
    if (place.depth >= most2.depth) {
      reading3.problems.add(`Its commands stand in one another more than ${most2.depth} deep.`);
      return void 0;
    }
    reading3.uncalled.delete(known3.body);
    const before = scope.positional;
    scope.positional = args;
    scope.known = void 0;
    const outcome = runBody(known3.body, {
      ...inside(place, "function"),
      source: known3.source,
      depth: place.depth + 1,
      calls: [
        ...calls4,
        { name: name2, forked: false, words: args.length, ...counted2 === void 0 ? {} : { counted: counted2 }, ...folder === void 0 ? {} : { folder } }
      ]
    });
    scope.positional = before;
    scope.known = void 0;
    return outcome;
  };
  const callAlias = ([first3, ...args], place) => {
    const name2 = first3?.text ?? "";
    const value2 = place.scope.aliases.get(name2);
    if (value2 === void 0 || place.depth >= most2.depth || !mayGoOn(place.reading)) return void 0;
    const [next, ...others3] = args;
    const chained = /\s$/.test(value2) ? place.scope.aliases.get(next?.text ?? "") : void 0;
    const text2 = chained === void 0 ? [value2, ...args.map(quoted)].join(" ") : [value2, chained, ...others3.map(quoted)].join(" ");
    const aliases = new Map(place.scope.aliases);
    aliases.delete(name2);
    return runList2(parse(text2).commands, { ...place, source: text2, depth: place.depth + 1, scope: { ...place.scope, aliases } });
  };
  return (words2, place) => callFunction(words2, place) ?? callAlias(words2, place);
}
function countIn([first3]) {
  return first3 !== void 0 && /^-?\d{1,3}$/.test(first3.text) ? Number(first3.text) : void 0;
}
var asking = /(?:\(\([^()]{0,100}\b1\b[^()]{0,100}\)\)|\[[^\]]{0,100}\$\{?1\b[^\]]{0,100}\]|\btest\b[^;&|]{0,100}\$\{?1\b[^;&|]{0,100})\]?\s*(?:&&|\|\||;\s*then)/;
var oneLess = /\$\(\(\s*\$?\{?1\}?\s*-\s*[1-9]\d{0,2}\s*\)\)/;
function countsDown(name2, { body, source }) {
  const text2 = source.slice(body.pos, body.end).slice(0, 1e3);
  return asking.test(text2) && oneLess.test(text2) && text2.split(/[^\w.:-]+/).filter((word) => word === name2).length === 1;
}
var quoted = ({ text: text2 }) => `'${text2.replaceAll("'", "'\\''")}'`;

var mostSource = 200;
function record(place, node, parts, redirected, offered) {
  const streams = [redirected?.input, place.input, place.scope.open.get(0)?.input, offered].filter((one) => one !== void 0);
  const stream2 = streams.find(({ content: content2 }) => content2 !== void 0) ?? streams[0];
  const content = stream2?.content;
  const input = content === void 0 || !isTold(content) ? void 0 : content.text.slice(stream2?.at ?? 0).replace(/\n$/, "");
  place.reading.out.push({
    words: parts.words ?? [],
    files: redirected?.files ?? [],
    redirections: redirected?.redirections ?? [],
    input,
    ...stream2?.from === void 0 ? {} : { reads: stream2.from },
    assigned: parts.assigned ?? [],
    settings: parts.settings ?? {},
    known: knownBy([...parts.words ?? [], input ?? ""], place.scope),
    piped: false,
    captured: place.captured,
    decoded: parts.decoded === true || redirected?.decoded === true || input !== void 0 && content?.decoded === true,
    within: place.within,
    source: place.source.slice(node.pos, Math.min(node.end, node.pos + mostSource))
  });
}
function knownBy(texts2, scope) {
  const known3 = texts2.some((text2) => text2.includes("$")) ? knownOf(scope) : folderOf(scope);
  const asked2 = texts2[0] === "trap" ? texts2.slice(1).filter((text2) => !scope.functions.has(text2)) : texts2.slice(1);
  const functions = scope.functions.size + scope.aliases.size === 0 ? {} : functionsIn(scope, asked2);
  return Object.keys(functions).length === 0 ? known3 : { ...known3, ...functions };
}

function settle(place, possible) {
  merge(
    place.scope,
    possible.map(({ scope }) => scope)
  );
  const [first3] = possible;
  if (first3 === void 0 || possible.length === 1) return { output: first3?.output ?? nothing, ok: first3?.ok };
  return { output: possible.every(({ output }) => output.text === first3.output.text) ? first3.output : untold, ok: void 0 };
}
function runIf(node, place) {
  const body = inside(place, "condition");
  const branches = [node, ...node.elif];
  const possible = [];
  let isOver = false;
  for (const { clause, then } of branches) {
    const { ok } = runList(clause.commands, isOver ? apart(place) : place);
    const own3 = apart(body);
    const outcome = runList(then.commands, own3);
    if (!isOver && ok !== false) possible.push({ ...outcome, scope: own3.scope });
    isOver ||= ok === true;
  }
  const own2 = apart(body);
  const last = node.else === void 0 ? void 0 : runList(node.else.commands, own2);
  if (!isOver) possible.push({ ...last ?? { output: nothing, ok: true }, scope: own2.scope });
  return settle(place, possible);
}
function runCase(node, place) {
  const word = expandText(node.word, place);
  record({ ...place, input: void 0 }, { pos: node.pos, end: node.word.end }, { words: ["case", word.text, "in"], decoded: word.decoded }, void 0);
  const body = inside(place, "condition");
  const possible = [];
  let isOver = false;
  for (const item of node.items) {
    const patterns = item.pattern.map((pattern) => expandPattern(pattern, place));
    const isKnown2 = isPlain(word.text) && word.text.length < 2048 && patterns.every((pattern) => pattern !== void 0);
    const isMeant = isKnown2 ? patterns.some((pattern) => pattern !== void 0 && fitsWhole(pattern, word.text)) : void 0;
    const own2 = apart(body);
    const outcome = runList(item.body.commands, own2);
    if (!isOver && isMeant !== false) possible.push({ ...outcome, scope: own2.scope });
    isOver ||= isMeant === true && item.terminator !== ";&" && item.terminator !== ";;&";
  }
  if (!isOver) possible.push({ output: nothing, ok: true, scope: copyOf(place.scope) });
  return settle(place, possible);
}

var roundsFor = (count, place) => Math.min(count, most2.rounds, Math.max(2, Math.floor(512 / place.rounds)));
function runFor(node, place) {
  const expanded = node.wordlist?.map((word) => expandWord(word, place));
  const items = expanded === void 0 ? place.scope.positional?.map(({ text: text2 }) => text2) ?? [unknown] : expanded.flatMap(({ fields }) => fields);
  const decoded3 = expanded?.some((one) => one.decoded) === true;
  const kind = node.type === "For" ? "for" : "select";
  record({ ...place, input: void 0 }, { pos: node.pos, end: node.body.pos }, { words: [kind, node.name.value, "in", ...items], decoded: decoded3 }, void 0);
  const count = roundsFor(items.length, place);
  const body = { ...inside(place, "loop"), rounds: place.rounds * Math.max(1, count) };
  const outputs = [];
  for (const text2 of items.slice(0, count)) {
    if (!mayGoOn(place.reading)) break;
    assignText(place.scope, node.name.value, { text: text2, decoded: decoded3 });
    outputs.push(runList(node.body.commands, body).output);
  }
  if (count < items.length || items.length === 0) {
    forget(place.scope, node.name.value);
    const { output } = runList(node.body.commands, items.length === 0 ? apart(body) : body);
    if (items.length > 0) outputs.push(output, untold);
  }
  return { output: items.includes(unknown) || node.type === "Select" ? untold : joined(outputs), ok: void 0 };
}
function runCounting(node, place) {
  const value2 = (expression2) => expression2 === void 0 ? void 0 : calculate(expression2, place, expandArithmeticWord);
  value2(node.initialize);
  const count = roundsFor(most2.rounds, place);
  const body = { ...inside(place, "loop"), rounds: place.rounds * count };
  const outputs = [];
  for (let round = 0; round < count; round++) {
    const test = value2(node.test);
    if (round > 0 && test === void 0) return { output: untold, ok: void 0 };
    if (test === 0 && round > 0) return { output: joined(outputs), ok: void 0 };
    if (!mayGoOn(place.reading)) break;
    outputs.push(runList(node.body.commands, test === 0 ? apart(body) : body).output);
    if (test === 0) return { output: nothing, ok: void 0 };
    value2(node.update);
  }
  return { output: untold, ok: void 0 };
}
function runWhile(node, place) {
  const body = inside(place, "loop");
  const text2 = place.input?.content?.text;
  const isReading = node.clause.commands.some(({ command: command2 }) => command2.type === "Command" && goesOn(command2.name, text2, place));
  const isShifting = place.scope.positional !== void 0 && /\bshift\b/.test(place.source.slice(node.pos, node.end));
  const outputs = [];
  const count = isReading || isShifting ? roundsFor(most2.rounds, place) : 1;
  for (let round = 0; round < count; round++) {
    if (!mayGoOn(place.reading)) break;
    const { ok } = runList(node.clause.commands, body);
    if (isReading && ok === false && round > 0) return { output: joined(outputs), ok: void 0 };
    outputs.push(runList(node.body.commands, { ...body, rounds: place.rounds * count }).output);
    if (place.input === void 0 && ok === void 0 && !isShifting) break;
    if (isShifting && (place.scope.positional ?? []).length === 0) return { output: joined(outputs), ok: void 0 };
    if (isReading && isSpent(place.input)) return { output: joined(outputs), ok: void 0 };
  }
  if (isReading && count > 1) {
    const rest = { ...body, input: { content: void 0, from: void 0, at: 0 }, rounds: place.rounds * count };
    runList(node.clause.commands, rest);
    runList(node.body.commands, apart(rest));
  }
  return { output: outputs.every((output) => output.text === "") ? nothing : untold, ok: void 0 };
}
var goesOn = (name2, text2, { scope, input }) => name2?.value === "read" ? text2 !== void 0 && !text2.includes(unknown) || input === void 0 && scope.open.size > 0 : name2?.value === "getopts" && scope.positional !== void 0;
var isSpent = (stream2) => stream2 !== void 0 && stream2.at >= (stream2.content?.text.length ?? 0);

function openNumberOf(path) {
  if (path === "/dev/stdin") return 0;
  const [, digits] = /^\/(?:dev|proc\/self)\/fd\/(\d{1,4})$/.exec(path) ?? [];
  return digits === void 0 ? void 0 : Number(digits);
}

var stream = (content, from) => ({ content, from, at: 0 });
function readRedirections(list4, place) {
  const files3 = [];
  const redirections = [];
  let input;
  let output;
  let decoded3 = false;
  const begun = [];
  const { open } = place.scope;
  const give2 = (number2, given7) => {
    if (number2 === 0) input = given7;
    else open.set(number2, { input: given7 });
  };
  for (const redirection of list4) {
    const number2 = numberOf2(redirection, place);
    if (redirection.type === "HereDoc") {
      give2(number2, stream(documentOf(redirection, place)));
      continue;
    }
    const { target } = redirection;
    if (target === void 0) continue;
    if (redirection.type === "HereString") {
      const text2 = expandText(target, place);
      give2(number2, stream({ ...text2, text: `${text2.text}
` }));
      continue;
    }
    const { operator } = redirection;
    const offers = { given: [], taking: [] };
    const found3 = expandWord(target, { ...place, offers });
    decoded3 ||= found3.decoded;
    for (const field3 of found3.fields) redirections.push({ operator, target: field3 });
    const name2 = found3.fields.join(" ");
    const isDescriptor = operator.endsWith("&") && /^(\d*-?)$/.test(name2);
    const isProcess = offers.given.length + offers.taking.length > 0;
    if (!isDescriptor && !isProcess) files3.push(...found3.fields);
    const other = isDescriptor ? /^\d{1,4}/.exec(name2)?.[0] : openNumberOf(name2);
    const opened3 = other === void 0 ? void 0 : open.get(Number(other));
    const file = isDescriptor || isProcess || !isPlain(name2) ? void 0 : name2;
    if (operator.startsWith("<") && number2 === 0) {
      if (!isDescriptor || opened3?.input !== void 0) input = opened3?.input ?? offers.given[0] ?? stream(place.reading.written.get(name2));
    } else if (operator.startsWith("<")) open.set(number2, opened3 ?? { input: offers.given[0] ?? stream(place.reading.written.get(name2)), file });
    else if (number2 > 2) {
      open.set(number2, opened3 ?? { file, readers: offers.taking });
      begun.push(...offers.taking);
      if (file !== void 0 && operator === ">") place.reading.written.set(file, nothing);
    } else if (number2 === 2 && offers.taking.length > 0) begun.push(...offers.taking);
    else if ((number2 === 1 || operator.startsWith("&")) && !/^\/dev\/(stdout|fd\/1)$/.test(name2) && !(isDescriptor && name2 === "1"))
      output = opened3 === void 0 ? { file, appends: operator.includes(">>"), scripts: offers.taking } : { file: opened3.file, appends: true, scripts: opened3.readers ?? [] };
  }
  return { files: files3, redirections, input, output, opened: begun, decoded: decoded3 };
}
function numberOf2(redirection, { scope }) {
  const { descriptor, operator } = redirection;
  if (descriptor?.type === "FileDescriptor") return descriptor.value;
  if (descriptor === void 0) return operator.startsWith("<") ? 0 : 1;
  const known3 = scope.variables.get(descriptor.name)?.elements.get("0");
  const number2 = known3 !== void 0 && scope.open.has(Number(known3)) ? Number(known3) : 10 + scope.open.size;
  assignText(scope, descriptor.name, plain(String(number2)));
  return number2;
}
function documentOf(document, place) {
  const { body, delimiter, operator } = document;
  if (!hasRoom(place.reading, body.text.length)) return plain("");
  const straight = (text2) => operator === "<<-" ? text2.replace(/^\t+/gm, "") : text2;
  if (delimiter?.quoted === true) return plain(straight(body.text));
  const parts = body.parts;
  if (parts === void 0) return plain(straight(body.text).replace(/\\([$`\\])|\\\n/g, (_, char) => char ?? ""));
  const value2 = quotedText(parts, place);
  return { ...value2, text: straight(value2.text) };
}

function assign(assignment, place) {
  const { scope } = place;
  const { name: name2, value: value2 } = assignment;
  if (value2.type === "ArrayValue") {
    const expanded = value2.elements.map((element) => expandWord(element, place));
    const fields = expanded.flatMap((one) => one.fields);
    const decoded3 = expanded.some((one) => one.decoded);
    assignArray(scope, name2, fields, decoded3, assignment.append === true);
    return { values: fields, text: fields.join(" "), decoded: decoded3 };
  }
  const text2 = expandText(value2, place);
  if (/^PS[0-4]$/.test(name2)) expandAgain(text2.text, place);
  const index = assignment.index === void 0 ? void 0 : expandText(assignment.index, place).text;
  if (name2 === "BASH_ALIASES" && index !== void 0) scope.aliases.set(index, text2.text);
  assignText(scope, name2, text2, { append: assignment.append === true, ...index === void 0 ? {} : { index } });
  const whole = lookUp(scope, name2, index).values[0] ?? text2.text;
  return { values: [whole], text: whole, decoded: text2.decoded };
}
function withWholeAssignment(node) {
  const last = node.prefix.at(-1);
  if (last?.type !== "Assignment" || node.name === void 0 || last.end !== node.name.pos || !/^[<>]\(/.test(node.name.text)) return node;
  const [first3, ...suffix] = node.suffix;
  if (first3 !== void 0 && first3.type !== "Word") return node;
  const { type, pos, text: text2, name: name2, append, index } = last;
  const whole = { type, pos, end: node.name.end, text: text2, name: name2, append, index, value: node.name };
  return { ...node, prefix: [...node.prefix.slice(0, -1), whole], name: first3, suffix };
}

function nextOption(args, { scope }) {
  const [letters4, name2, ...own2] = args.map(({ text: text2 }) => text2);
  if (letters4 === void 0 || name2 === void 0 || !/^[A-Za-z_]\w*$/.test(name2)) return { output: nothing, ok: void 0 };
  const words2 = own2.length > 0 ? own2 : scope.positional?.map(({ text: text2 }) => text2);
  const set3 = (variable, text2) => assignText(scope, variable, plain(text2));
  if (words2 === void 0 || !isPlain(letters4)) {
    for (const variable of [name2, "OPTARG", "OPTIND"]) forget(scope, variable);
    return { output: nothing, ok: void 0 };
  }
  const [at2 = 1, letter = 1] = (scope.variables.get("OPTIND")?.elements.get("0") ?? "1").split(".").map(Number);
  const word = words2[at2 - 1];
  if (word === void 0 || !/^-./.test(word) || word === "--" || word.startsWith(unknown)) {
    set3(name2, "?");
    return { output: nothing, ok: false };
  }
  const option = word[letter] ?? "?";
  set3(name2, option);
  const isValued = letters4[letters4.indexOf(option) + 1] === ":" && letters4.includes(option);
  if (isValued) {
    const rest = word.slice(letter + 1);
    set3("OPTARG", rest === "" ? words2[at2] ?? "" : rest);
    set3("OPTIND", String(rest === "" ? at2 + 2 : at2 + 1));
  } else set3("OPTIND", letter + 1 < word.length ? `${at2}.${letter + 1}` : String(at2 + 1));
  return { output: nothing, ok: true };
}

var done2 = { output: nothing, ok: void 0 };
var isName = (word) => /^[A-Za-z_]\w*$/.test(word);
function takenApart(args, valued2) {
  const values = /* @__PURE__ */ new Map();
  const words2 = args.map(({ text: text2 }) => text2);
  let at2 = 0;
  for (; at2 < words2.length && /^-./.test(words2[at2] ?? ""); at2++) {
    const word = words2[at2] ?? "";
    if (word === "--") return { values, rest: words2.slice(at2 + 1) };
    for (let letter = 1; letter < word.length && letter < 16; letter++) {
      const option = word[letter] ?? "";
      if (!valued2.includes(option)) values.set(option, "");
      else {
        const own2 = word.slice(letter + 1);
        values.set(option, own2 === "" ? words2[++at2] ?? "" : own2);
        break;
      }
    }
  }
  return { values, rest: words2.slice(at2) };
}
var streamOf = (number2, { scope, input }) => number2 === void 0 ? input ?? scope.open.get(0)?.input : scope.open.get(Number(number2))?.input;
var endOf = (delimiter) => delimiter === void 0 ? "\n" : delimiter.slice(0, 1) || "\0";
function read(args, place) {
  const { scope } = place;
  const { values, rest } = takenApart(args, "adinNptu");
  const array = values.get("a");
  const names7 = array === void 0 ? rest : [array];
  for (const name2 of names7) readIndexes(name2, place);
  const input = streamOf(values.get("u"), place);
  const content = input?.content;
  if (input === void 0 || content === void 0 || content.text.includes(unknown)) {
    for (const name2 of names7.length === 0 ? ["REPLY"] : names7) if (isName(name2)) forget(scope, name2);
    return done2;
  }
  if (input.at >= content.text.length) return { output: nothing, ok: false };
  const end = content.text.indexOf(endOf(values.get("d")), input.at);
  const line = content.text.slice(input.at, end === -1 ? content.text.length : end);
  input.at = end === -1 ? content.text.length : end + 1;
  const separators = separatorsOf(scope);
  const parts = splitLine(line, separators);
  const { decoded: decoded3 } = content;
  if (array !== void 0)
    assignArray(
      scope,
      array,
      parts.map(({ text: text2 }) => text2),
      decoded3,
      false
    );
  else if (names7.length === 0) assignText(scope, "REPLY", { text: line, decoded: decoded3 });
  else
    for (const [index, name2] of names7.entries()) {
      const isLast = index === names7.length - 1;
      const part = parts[index];
      const text2 = part === void 0 ? "" : isLast ? trimmed2(line.slice(part.from), separators) : part.text;
      if (isName(name2)) assignText(scope, name2, { text: text2, decoded: decoded3 });
    }
  return { output: nothing, ok: true };
}
function splitLine(line, separators) {
  const parts = [];
  let from = 0;
  for (let at2 = 0; at2 <= line.length; at2++) {
    const char = line[at2];
    if (char !== void 0 && !separators.includes(char)) continue;
    if (at2 > from) parts.push({ text: line.slice(from, at2), from });
    from = at2 + 1;
  }
  return parts;
}
function trimmed2(text2, separators) {
  let end = text2.length;
  while (end > 0 && separators.includes(text2[end - 1])) end--;
  return text2.slice(0, end);
}
function readAll(args, place) {
  const { scope } = place;
  const { values, rest } = takenApart(args, "dnOsuCc");
  const name2 = rest.at(-1) ?? "MAPFILE";
  readIndexes(name2, place);
  if (!isName(name2)) return done2;
  const content = streamOf(values.get("u"), place)?.content;
  if (content === void 0 || content.text.includes(unknown)) forget(scope, name2);
  else {
    const end = endOf(values.get("d"));
    const lines4 = content.text.split(end);
    if (lines4.at(-1)?.trim() === "") lines4.pop();
    assignArray(scope, name2, lines4.slice(Number(values.get("s") ?? 0) || 0), content.decoded, false);
  }
  return done2;
}

function echoed(args) {
  let at2 = 0;
  while (/^-[neE]+$/.test(args[at2] ?? "")) at2++;
  const options2 = args.slice(0, at2).join("");
  const text2 = args.slice(at2).join(" ");
  const end = options2.includes("n") ? "" : "\n";
  if (!options2.includes("e") || !text2.includes("\\")) return plain(text2 + end);
  const printed2 = printedEscapes(text2);
  return { text: printed2.text + (printed2.stopped ? "" : end), decoded: hidesLetters(text2) };
}
var directive = /%(?:%|(-?)(0?)(\d{0,3}|\*)(?:\.(\d{0,3}))?(?:l{0,2})([sbqdiouxXcfFeEgG]|\([^)]*\)T))/g;
var mostRounds = 1e3;
function printed(args) {
  const [format2 = "", ...values] = args[0] === "--" ? args.slice(1) : args;
  const taken = { at: 0, isDecoded: hidesLetters(format2) };
  let text2 = "";
  for (let round = 0; round < mostRounds; round++) {
    const before = taken.at;
    text2 += formatted(format2, values, taken);
    if (taken.at >= values.length || taken.at === before) break;
  }
  return { text: text2, decoded: taken.isDecoded };
}
function formatted(format2, values, taken) {
  let text2 = "";
  let end = 0;
  for (const found3 of format2.matchAll(directive)) {
    text2 += printedEscapes(format2.slice(end, found3.index)).text;
    end = found3.index + found3[0].length;
    if (found3[0] === "%%") text2 += "%";
    else {
      const [, left, zero, width = "", precision, kind = "s"] = found3;
      const size = Math.min(width === "*" ? Number(values[taken.at++] ?? 0) || 0 : Number(width), 999);
      const value2 = shown(kind, values[taken.at++], precision, taken);
      text2 += left === "-" ? value2.padEnd(size) : value2.padStart(size, zero === "0" && kind !== "s" ? "0" : " ");
    }
  }
  return text2 + printedEscapes(format2.slice(end)).text;
}
function shown(kind, value2, precision, taken) {
  if (kind === "s" || kind === "q") return precision === void 0 ? value2 ?? "" : (value2 ?? "").slice(0, Number(precision));
  if (kind === "b") {
    taken.isDecoded ||= hidesLetters(value2 ?? "");
    return printedEscapes(value2 ?? "").text;
  }
  if (kind === "c") return (value2 ?? "").slice(0, 1);
  if (kind.startsWith("(") || value2?.includes(unknown)) return unknown + wildcard.one;
  const number2 = /^['"]/.test(value2 ?? "") ? value2?.codePointAt(1) ?? 0 : Number(/^0\d+$/.test(value2 ?? "") ? `0o${value2?.slice(1)}` : value2 ?? 0);
  if (!Number.isFinite(number2)) return "0";
  if (kind === "x") return Math.trunc(number2).toString(16);
  if (kind === "X") return Math.trunc(number2).toString(16).toUpperCase();
  if (kind === "o") return Math.trunc(number2).toString(8);
  if ("diu".includes(kind)) return String(Math.trunc(number2));
  return "fF".includes(kind) ? number2.toFixed(Math.min(Number(precision ?? 6), 50)) : String(number2);
}

var declaring = /* @__PURE__ */ new Set(["export", "local", "declare", "readonly", "typeset"]);
var bare2 = (words2) => ["command", "builtin"].includes(words2[0]?.text ?? "") ? words2.slice(1) : words2;
var isDeclaring = (words2) => declaring.has(bare2(words2)[0]?.text ?? "");
var done3 = { output: nothing, ok: void 0 };
var builtins = /* @__PURE__ */ new Map([
  ["unset", unset2],
  ["read", read],
  ["mapfile", readAll],
  ["readarray", readAll],
  ["set", setPositional],
  ["shift", shift],
  ["cd", changeFolder],
  ["pushd", pushFolder],
  ["popd", popFolder],
  ["alias", alias],
  ["hash", rename],
  ["test", readTested],
  ["[", readTested],
  ["wait", readTested],
  ["dirs", listFolders],
  ["printf", printInto],
  ["eval", (args, place) => readSilently(args.map(({ text: text2 }) => text2).join(" "), place)],
  ["let", forgetNamed],
  ["getopts", nextOption]
]);
function applyBuiltin(words2, place) {
  const [first3, ...args] = bare2(words2);
  if (first3 === void 0) return void 0;
  const builtin = builtins.get(first3.text);
  if (builtin !== void 0) return builtin(args, place);
  if (!/^(.*\/)?(ba|z|da|k|a)?sh$/.test(first3.text)) return void 0;
  return runShell(args, place);
}
function unset2(args, place) {
  const { scope } = place;
  const isFunction = args[0]?.text === "-f";
  for (const { text: text2 } of args) {
    readIndexes(text2, place);
    if (args[0]?.text === "-n") scope.references.delete(text2);
    else if (isFunction) scope.functions.delete(text2);
    else if (/^[A-Za-z_]\w*$/.test(text2)) setVariable(scope, text2, null);
  }
  return done3;
}
function setPositional(args, { scope }) {
  const dashes = args.findIndex(({ text: text2 }) => text2 === "--");
  const first3 = args.findIndex(({ text: text2 }) => !/^[-+]/.test(text2));
  if (dashes === -1 && (first3 === -1 || /^[-+]\w*o$/.test(args[first3 - 1]?.text ?? ""))) return done3;
  scope.positional = args.slice(dashes === -1 ? first3 : dashes + 1);
  scope.known = void 0;
  return done3;
}
function shift(args, { scope }) {
  scope.positional = scope.positional?.slice(Number(args[0]?.text ?? 1) || 1);
  scope.known = void 0;
  return done3;
}
function alias(args, { scope }) {
  for (const { text: text2 } of args) {
    const [, name2, value2] = /^([\w.-]+)=(.*)$/s.exec(text2) ?? [];
    if (name2 !== void 0 && value2 !== void 0) scope.aliases.set(name2, value2);
  }
  return done3;
}
function rename(args, { scope }) {
  const [option, path, name2] = args.map(({ text: text2 }) => text2);
  if (option === "-p" && path !== void 0 && name2 !== void 0) scope.aliases.set(name2, path);
  return done3;
}
function readTested(args, place) {
  for (const { text: text2 } of args) readIndexes(text2, place);
}
function printInto(args, place) {
  const { scope } = place;
  const name2 = args[1]?.text;
  if (args[0]?.text !== "-v" || name2 === void 0) return void 0;
  readIndexes(name2, place);
  const said = printed(args.slice(2).map(({ text: text2 }) => text2));
  if (/^[A-Za-z_]\w*$/.test(name2)) assignText(scope, name2, { ...said, decoded: said.decoded || args.some(({ decoded: decoded3 }) => decoded3) });
  return done3;
}
function forgetNamed(args, place) {
  const { scope } = place;
  for (const { text: text2 } of args) {
    readIndexes(text2, place);
    const name2 = /^([A-Za-z_]\w*)[-+*/%&|^<>]*=/.exec(text2)?.[1];
    const value2 = text2.slice(text2.indexOf("=") + 1);
    if (name2 !== void 0) assignText(scope, name2, /^\d+$/.test(value2) && text2[name2.length] === "=" ? plain(value2) : untold);
  }
  return done3;
}
function readSilently(text2, place) {
  const { reading: reading3 } = place;
  if (place.depth >= most2.depth || text2.length > 65536 || !isTellable(text2) || !mayGoOn(reading3)) return { output: untold, ok: void 0 };
  const apart3 = { ...reading3, out: [], problems: /* @__PURE__ */ new Set(), recursive: /* @__PURE__ */ new Set(), uncalled: new Map(reading3.uncalled) };
  return { output: reading3.readLine(text2, { ...place, reading: apart3, depth: place.depth + 1 }), ok: void 0 };
}
var isTellable = (text2) => text2.replaceAll(unknown, "").trim() !== "";
function runShell(args, place) {
  const at2 = args.findIndex(({ text: text2 }) => /^-\w*c$/.test(text2));
  const line = args.slice(at2 + 1).find(({ text: text2 }) => !text2.startsWith("-"));
  if (at2 === -1) {
    const content = args.length === 0 || args.every(({ text: text2 }) => /^-(s|-)?$/.test(text2)) ? place.input?.content : void 0;
    return content === void 0 ? void 0 : readSilently(content.text.slice(place.input?.at), { ...place, scope: copyOf(place.scope), input: void 0 });
  }
  if (line === void 0) return void 0;
  const scope = copyOf(place.scope);
  scope.positional = args.slice(args.indexOf(line) + 2);
  return readSilently(line.text, { ...place, scope });
}

var hasOption = (words2, option) => words2.slice(1).some(({ text: text2 }) => option.test(text2));
var isCounting = (words2) => hasOption(words2, /^-\w*i/);
var isReferring = (words2) => words2[0]?.text !== "export" && hasOption(words2, /^-\w*n/);
function refer(scope, text2) {
  const [, name2, aim] = /^([A-Za-z_]\w*)=(.*)$/s.exec(text2) ?? [];
  if (name2 === void 0 || aim === void 0) return void 0;
  if (aim !== name2) scope.references.set(name2, aim);
  scope.known = void 0;
  return [name2, aim];
}

var assignmentsOf = ({ prefix }) => prefix.filter((part) => part.type === "Assignment");
function readWords(node, place) {
  const into = { words: [], settings: [], assigned: [], decoded: false };
  if (node.name === void 0) for (const assignment of assignmentsOf(node)) set(into, assignment, place);
  else add(into, node.name, place);
  for (const part of node.suffix) if (part.type === "Word" || part.type === "Assignment") readArgument(into, part, place);
  return into;
}
function set(into, assignment, place) {
  const done4 = assign(assignment, place);
  into.settings.push([assignment.name, done4.text]);
  into.assigned.push(...done4.values);
  into.decoded ||= done4.decoded;
}
function add(into, word, place) {
  const { fields, decoded: decoded3 } = expandWord(word, place);
  into.decoded ||= decoded3;
  for (const text2 of fields) into.words.push({ text: text2, decoded: decoded3 });
}
function readArgument(into, part, place) {
  const declares = isDeclaring(into.words);
  if (part.type === "Word") {
    if (declares && part.text.includes("=")) declareWord(into, part, place);
    else add(into, part, place);
  } else if (declares) declare(into, part, place);
  else {
    const value2 = part.value.type === "ArrayValue" ? plain(part.text.slice(part.name.length + 1)) : expandText(part.value, place);
    into.decoded ||= value2.decoded;
    into.words.push({ ...value2, text: `${part.name}${part.append === true ? "+" : ""}=${value2.text}` });
  }
}
function declare(into, assignment, place) {
  set(into, assignment, place);
  const told2 = into.settings.at(-1)?.[1] ?? "";
  if (isCounting(into.words)) readIndexes(told2, place);
  if (isReferring(into.words)) refer(place.scope, `${assignment.name}=${told2}`);
}
function declareWord(into, word, place) {
  const value2 = expandText(word, place);
  if (isCounting(into.words)) readIndexes(value2.text.replace(/^\w+\+?=/, ""), place);
  const done4 = isReferring(into.words) ? refer(place.scope, value2.text) : assignWord(place.scope, value2.text, value2.decoded);
  into.decoded ||= value2.decoded;
  if (done4 === void 0) into.words.push(value2);
  else {
    into.settings.push([...done4]);
    into.assigned.push(done4[1]);
  }
}

import { posix as posix2 } from "node:path";

var linesOf = (text2) => (text2.endsWith("\n") ? text2.slice(0, -1) : text2).split("\n");
var withLines = (lines4, { decoded: decoded3 }) => ({ text: lines4.length === 0 ? "" : `${lines4.join("\n")}
`, decoded: decoded3 });
function optionOf(args, short, long) {
  for (const [index, word] of args.entries()) {
    if (word === `-${short}` || word === `--${long}`) return args[index + 1];
    if (word.startsWith(`-${short}`) && !word.startsWith("--")) return word.slice(2);
    if (word.startsWith(`--${long}=`)) return word.slice(long.length + 3);
  }
  return void 0;
}
function rangesOf(list4) {
  const ranges = list4.split(",").map((part) => /^(\d*)(-?)(\d*)$/.exec(part));
  if (ranges.some((range) => range === null || range[0] === "" || range[0] === "-")) return void 0;
  return (place) => ranges.some((range) => {
    const [, from = "", dash = "", to = ""] = range ?? [];
    return place >= Number(from || 1) && place <= (dash === "" ? Number(from) : to === "" ? Number.POSITIVE_INFINITY : Number(to));
  });
}
function cut(args, given7) {
  const chars = optionOf(args, "c", "characters") ?? optionOf(args, "b", "bytes");
  const list4 = chars ?? optionOf(args, "f", "fields");
  const wanted = list4 === void 0 ? void 0 : rangesOf(list4);
  if (wanted === void 0 || args.some((word) => word.startsWith("--complement"))) return void 0;
  const between = chars === void 0 ? optionOf(args, "d", "delimiter") ?? "	" : "";
  return withLines(
    linesOf(given7.text).map(
      (line) => between !== "" && !line.includes(between) ? line : line.split(between).filter((_, index) => wanted(index + 1)).join(between)
    ),
    given7
  );
}
function field(args, given7) {
  const [, number2] = /^\s*\{\s*print\s*\$(\d{1,3}|NF)\s*;?\s*\}\s*$/.exec(args.at(-1) ?? "") ?? [];
  const between = optionOf(args, "F", "field-separator") ?? " ";
  if (number2 === void 0 || between.length !== 1 || args.some((word, index) => index < args.length - 1 && !word.startsWith("-") && word !== between))
    return void 0;
  return withLines(
    linesOf(given7.text).map((line) => {
      const fields = between === " " ? line.trim().split(/\s+/) : line.split(between);
      return number2 === "0" ? line : (number2 === "NF" ? fields.at(-1) : fields[Number(number2) - 1]) ?? "";
    }),
    given7
  );
}
function ends(name2, args, given7) {
  if (args.some((word, index) => !word.startsWith("-") && !/^-(n|c|-lines|-bytes)$/.test(args[index - 1] ?? ""))) return void 0;
  const bytes2 = optionOf(args, "c", "bytes");
  const short = args.find((word) => /^-\d+$/.test(word))?.slice(1);
  const count = bytes2 ?? short ?? optionOf(args, "n", "lines") ?? "10";
  if (!/^[+-]?\d{1,9}$/.test(count)) return void 0;
  const size = Math.abs(Number(count));
  const parts = bytes2 === void 0 ? linesOf(given7.text) : [...given7.text];
  const kept = name2 === "head" ? parts.slice(0, count.startsWith("-") ? Math.max(0, parts.length - size) : size) : count.startsWith("+") ? parts.slice(Math.max(0, size - 1)) : parts.slice(Math.max(0, parts.length - size));
  return bytes2 === void 0 ? withLines(kept, given7) : { text: kept.join(""), decoded: given7.decoded };
}
var turned = ({ text: text2 }) => ({
  text: text2.split("\n").map((line) => [...line].reverse().join("")).join("\n"),
  decoded: true
});
function counted(args) {
  const numbers = args.map(Number);
  if (args.length === 0 || args.length > 3 || !args.every((word) => /^-?\d{1,9}$/.test(word))) return void 0;
  const [from = 1, step = 1, to = 0] = numbers.length === 1 ? [1, 1, numbers[0]] : numbers.length === 2 ? [numbers[0], 1, numbers[1]] : numbers;
  if (step === 0 || (to - from) / step > 1e3) return void 0;
  const lines4 = [];
  for (let value2 = from; step > 0 ? value2 <= to : value2 >= to; value2 += step) lines4.push(`${value2}
`);
  return plain(lines4.join(""));
}

var most4 = { program: 1e3, lines: 200, round: 200 };
var token = /"((?:[^"\\]|\\.)*)"|\$(NF|\d{1,3})|([A-Za-z_]\w*)|(\d{1,6})|([(),=;])|\s+/y;
function printedByAwk(args, given7) {
  const known3 = /* @__PURE__ */ new Map();
  let between = " ";
  let at2 = 0;
  for (; at2 < args.length && args[at2]?.startsWith("-"); at2++) {
    const [, option = "", own2 = ""] = /^-([vF])([\s\S]*)$/.exec(args[at2] ?? "") ?? [];
    const value2 = own2 === "" ? args[++at2] : own2;
    if (option === "" || value2 === void 0) return void 0;
    if (option === "F") between = value2;
    else known3.set(value2.replace(/=[\s\S]*/, ""), printedEscapes(value2.slice(value2.indexOf("=") + 1)).text);
  }
  const program = args[at2] ?? "";
  const [, begins, block = ""] = /^\s*(BEGIN)?\s*\{([^{}]*)\}\s*$/.exec(program) ?? [];
  const tokens = program.length > most4.program || at2 !== args.length - 1 || between.length !== 1 && between !== "\\t" ? void 0 : tokensOf(block);
  if (tokens === void 0) return field(args, given7);
  const lines4 = begins === void 0 ? given7.text.replace(/\n$/, "").split("\n").slice(0, most4.lines) : [""];
  let text2 = "";
  for (const line of begins === void 0 && given7.text === "" ? [] : lines4) {
    const said = saidOf(tokens, known3, line, between);
    if (said === void 0) return void 0;
    text2 += said;
  }
  return { text: text2, decoded: given7.decoded };
}
function tokensOf(block) {
  const out2 = [];
  token.lastIndex = 0;
  while (token.lastIndex < block.length) {
    const match = token.exec(block);
    if (match === null) return void 0;
    const [, text2, place, name2, number2, mark] = match;
    if (text2 !== void 0) out2.push({ kind: "text", text: text2 });
    else if (place !== void 0) out2.push({ kind: "field", text: place });
    else if (name2 !== void 0) out2.push({ kind: "name", text: name2 });
    else if (number2 !== void 0) out2.push({ kind: "number", text: number2 });
    else if (mark !== void 0 || match[0].includes("\n")) out2.push({ kind: "mark", text: mark ?? ";" });
  }
  return out2;
}
function saidOf(tokens, known3, line, between) {
  const fields = between === " " ? line.trim().split(/\s+/) : line.split(between === "\\t" ? "	" : between);
  const look2 = { at: 0 };
  const peek = (mark) => tokens[look2.at]?.kind === "mark" && tokens[look2.at]?.text === mark;
  const closed = () => {
    const isClosed = peek(")");
    if (isClosed) look2.at++;
    return isClosed;
  };
  const one = () => {
    const next = tokens[look2.at++];
    if (next === void 0 || next.kind === "mark") {
      if (next?.text !== "(") return void 0;
      const inner = joined4();
      return inner !== void 0 && closed() ? inner : void 0;
    }
    if (next.kind === "text") return printed([next.text.replaceAll("%", "%%").replaceAll('\\"', '"')]).text;
    if (next.kind === "number") return next.text;
    if (next.kind === "field") return next.text === "0" ? line : next.text === "NF" ? fields.at(-1) : fields[Number(next.text) - 1] ?? "";
    if (next.text !== "sprintf") return known3.get(next.text);
    if (!peek("(")) return void 0;
    look2.at++;
    const list4 = listed3();
    return list4 !== void 0 && closed() ? formatted2(list4) : void 0;
  };
  const joined4 = () => {
    let text2 = one();
    while (text2 !== void 0 && look2.at < tokens.length && !peek(",") && !peek(")") && !peek(";") && !peek("=")) {
      const next = one();
      text2 = next === void 0 ? void 0 : text2 + next;
    }
    return text2;
  };
  const listed3 = () => {
    const list4 = [];
    for (; ; ) {
      const text2 = joined4();
      if (text2 === void 0 || list4.length > most4.round) return void 0;
      list4.push(text2);
      if (!peek(",")) return list4;
      look2.at++;
    }
  };
  let out2 = "";
  while (look2.at < tokens.length) {
    if (peek(";")) {
      look2.at++;
      continue;
    }
    const verb = tokens[look2.at++];
    if (verb?.kind !== "name") return void 0;
    if (verb.text === "print" || verb.text === "printf") {
      if (verb.text === "print" && (look2.at >= tokens.length || peek(";"))) {
        out2 += `${line}
`;
        continue;
      }
      const start = look2.at;
      let list4 = listed3();
      if (list4 === void 0 && tokens[start]?.text === "(") {
        look2.at = start + 1;
        list4 = listed3();
        if (!peek(")")) return void 0;
        look2.at++;
      }
      if (list4 === void 0 || !(look2.at >= tokens.length || peek(";"))) return void 0;
      out2 += verb.text === "print" ? `${list4.join(known3.get("OFS") ?? " ")}${known3.get("ORS") ?? "\n"}` : formatted2(list4);
      continue;
    }
    if (!peek("=")) return void 0;
    look2.at++;
    const value2 = joined4();
    if (value2 === void 0) return void 0;
    known3.set(verb.text, value2);
  }
  return out2;
}
function formatted2([format2 = "", ...values]) {
  let at2 = 0;
  const told2 = format2.replace(/%%|%[-\d.]*[a-zA-Z]/g, (one) => {
    if (one === "%%") return one;
    const index = at2++;
    if (one !== "%c" || !/^\d+$/.test(values[index] ?? "")) return one;
    values[index] = String.fromCharCode(Number(values[index]));
    return "%s";
  });
  return printed([told2, ...values]).text;
}

import { brotliDecompressSync, gunzipSync, inflateSync } from "node:zlib";
var isPacked = (bytes2) => bytes2[0] === 31 && bytes2[1] === 139 || bytes2[0] === 120 && [1, 94, 156, 218].includes(bytes2[1] ?? 0);
function asText(bytes2) {
  if (isPacked(bytes2)) return bytes2.toString("latin1");
  const text2 = bytes2.toString("utf8");
  return text2.includes("�") ? bytes2.toString("latin1") : text2;
}
var mostUnpacked = 65536;
function unpackedBytes(text2, unpack) {
  try {
    return { text: unpack(Buffer.from(text2, "latin1"), { maxOutputLength: mostUnpacked }).toString("utf8"), decoded: true };
  } catch {
    return void 0;
  }
}
function unpacked(args, given7) {
  if (args.some((word) => !/^-(\w{1,8}|-(decompress|uncompress|stdout|to-stdout|quiet|force)|uncompress)?$/.test(word) || /^-\w{0,3}[ltrSk]$/.test(word)))
    return void 0;
  return unpackedBytes(given7.text, given7.text.charCodeAt(0) === 31 ? gunzipSync : inflateSync);
}
var unpackedIfAsked = (args, given7) => args.some((word) => /^-(\w*d\w*|-decompress|-uncompress|uncompress)$/.test(word)) ? unpacked(args, given7) : void 0;
var brotliUnpacked = (args, given7) => args.some((word) => /^-(\w*d\w*|-decompress)$/.test(word)) && args.every((word) => /^-(\w*|-(decompress|stdout|force))$/.test(word)) ? unpackedBytes(given7.text, (bytes2, options2) => brotliDecompressSync(bytes2, { maxOutputLength: options2?.maxOutputLength ?? mostUnpacked })) : void 0;
function base64Decoded(args, given7) {
  const isDecoding = args.some((word) => /^-\w*[dD]\w*$/.test(word) || word === "--decode");
  if (!isDecoding) return void 0;
  return { text: asText(Buffer.from(given7.text.replace(/\s/g, ""), "base64")), decoded: true };
}
function opensslDecoded(args, given7) {
  if (args[0] === "zlib" && args.slice(1).join(" ") === "-d") return unpacked([], given7);
  const isBase64 = args[0] === "base64" || args[0] === "enc" && args.some((word) => /^-(base64|a)$/.test(word));
  if (!isBase64 || !args.includes("-d") || args.some((word) => /^-(aes|des|in$|k$|pass$)/.test(word))) return void 0;
  return base64Decoded(["-d"], given7);
}
var base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
function base32Decoded(args, given7) {
  if (!args.some((word) => /^(-d|-D|--decode)$/.test(word))) return void 0;
  const bytes2 = [];
  let held2 = 0;
  let bits = 0;
  for (const char of given7.text.toUpperCase()) {
    const value2 = base32.indexOf(char);
    if (value2 === -1) continue;
    held2 = (held2 << 5 | value2) & 4095;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes2.push(held2 >> bits & 255);
    }
  }
  return { text: asText(Buffer.from(bytes2)), decoded: true };
}
function basencDecoded(args, given7) {
  if (!args.some((word) => /^-(\w*d\w*|-decode)$/.test(word))) return void 0;
  if (args.some((word) => /^--base64(url)?$/.test(word))) return base64Decoded(["-d"], given7);
  if (args.includes("--base32")) return base32Decoded(["-d"], given7);
  return args.includes("--base16") ? hexadecimalDecoded(["-r", "-p"], given7) : void 0;
}
function hexadecimalDecoded(args, given7) {
  const options2 = args.filter((word) => word.startsWith("-")).join("");
  if (!options2.includes("r") || !/p|-ps|plain/.test(options2)) return void 0;
  return { text: asText(Buffer.from(given7.text.replace(/[^\da-fA-F]/g, ""), "hex")), decoded: true };
}

var mostText2 = 4096;
function queried(args, given7) {
  const options2 = args.filter((word) => /^-[a-zA-Z]+$|^--(raw-output|null-input|raw-input|slurp|join-output)$/.test(word)).join(" ");
  const named5 = /* @__PURE__ */ new Map();
  const words2 = [];
  for (let at2 = 0; at2 < args.length; at2++) {
    if (args[at2] === "--arg") {
      named5.set(args[at2 + 1] ?? "", args[at2 + 2] ?? "");
      at2 += 2;
    } else if (!(args[at2] ?? "").startsWith("-")) words2.push(args[at2] ?? "");
  }
  const [filter = "", ...files3] = words2;
  if (files3.length > 0 || filter.length > mostText2 || !/r|j|raw-output|join/.test(options2)) return void 0;
  const isNew = /(^|\s)-[a-zA-Z]*n|--null-input/.test(options2);
  const read3 = isNew ? void 0 : /(^|\s)-[a-zA-Z]*R|--raw-input/.test(options2) ? given7.text.replace(/\n$/, "") : textOf2(given7.text.trim());
  const [path = "", ...after] = stagesOf(filter);
  const found3 = isNew || /(^|\s)-[a-zA-Z]*R|--raw-input/.test(options2) ? void 0 : textAt(given7.text, path.trim());
  let value2 = found3 ?? read3;
  let decoded3 = false;
  for (const stage of found3 === void 0 ? [path, ...after] : after) {
    const [next, isDecoding] = stageOf(stage.trim(), value2, named5);
    if (next === void 0) return void 0;
    value2 = next;
    decoded3 ||= isDecoding;
  }
  return value2 === void 0 ? void 0 : { ...plain(`${value2}
`), decoded: decoded3 || given7.decoded };
}
function textOf2(json2) {
  try {
    const value2 = JSON.parse(json2);
    return typeof value2 === "string" ? value2 : Array.isArray(value2) ? JSON.stringify(value2) : void 0;
  } catch {
    return void 0;
  }
}
function textAt(json2, path) {
  if (!/^(?:\.[A-Za-z_]\w{0,60}|\.?\[\d{1,3}\]|\.?\["[^"\\]{1,60}"\]){1,8}$/.test(path) || json2.length > mostText2) return void 0;
  try {
    let value2 = JSON.parse(json2);
    for (const [, name2, key, at2] of path.matchAll(/\.([A-Za-z_]\w*)|\["([^"]+)"\]|\[(\d+)\]/g)) {
      if (typeof value2 !== "object" || value2 === null) return void 0;
      value2 = Object.entries(value2).find(([own2]) => own2 === (name2 ?? key ?? at2))?.[1];
    }
    return typeof value2 === "string" ? value2 : void 0;
  } catch {
    return void 0;
  }
}
var stagesOf = (filter) => filter.match(/(?:"(?:[^"\\]|\\.)*"|[^|"])+/g) ?? [];
function stageOf(stage, value2, named5) {
  if (stage === "." || stage === "@text" || stage === "tostring") return [value2, false];
  if (value2 !== void 0 && stage === "@base64d") return [Buffer.from(value2, "base64").toString("utf8"), true];
  if (value2 !== void 0 && stage === "@base32d") return [void 0, true];
  if (value2 !== void 0 && stage === "ascii_downcase") return [value2.toLowerCase(), true];
  if (value2 !== void 0 && stage === "reverse") return [[...value2].reverse().join(""), true];
  if (value2 !== void 0 && stage === "implode" && /^\[[\d,\s]*\]$/.test(value2)) return [lettersOf(value2), true];
  if (value2 !== void 0 && /^join\("([^"\\]*)"\)$/.test(stage)) return [joinedOf(value2, stage.slice(6, -2)), false];
  if (/^\[[\d,\s]{1,2000}\]$/.test(stage)) return [stage, false];
  if (/^\[\s*"[\s\S]*"\s*\]$/.test(stage)) return [textOf2(stage), false];
  const parts = stage.match(/"(?:[^"\\]|\\.)*"|\$\w+|\+|[^\s"$+]+/g) ?? [];
  const texts2 = parts.filter((part) => part !== "+").map((part) => part.startsWith("$") ? named5.get(part.slice(1)) : part.startsWith('"') ? textOf2(part) : void 0);
  return [texts2.length === 0 || texts2.includes(void 0) || parts.length !== texts2.length * 2 - 1 ? void 0 : texts2.join(""), false];
}
var lettersOf = (list4) => String.fromCodePoint(
  ...(list4.match(/\d{1,6}/g) ?? []).slice(0, 500).map(Number).filter((number2) => number2 < 55296)
);
function joinedOf(list4, between) {
  try {
    const value2 = JSON.parse(list4);
    return Array.isArray(value2) && value2.every((one) => typeof one === "string") ? value2.join(between) : void 0;
  } catch {
    return void 0;
  }
}

var linesOf2 = (text2) => (text2.endsWith("\n") ? text2.slice(0, -1) : text2).split("\n");
var asLines = (lines4, { decoded: decoded3 }) => ({ text: lines4.map((line) => `${line}
`).join(""), decoded: decoded3 });
function pasted(args, given7) {
  let between = "	";
  let isSerial = false;
  let columns = 0;
  for (let at2 = 0; at2 < args.length; at2++) {
    const word = args[at2] ?? "";
    const [, letters4 = "", own2] = /^-([sz]*)(?:d([\s\S]*))?$/.exec(word) ?? [];
    const long = /^--delimiters=([\s\S]*)$/.exec(word)?.[1];
    if (word === "-") columns++;
    else if (word === "--serial") isSerial = true;
    else if (long !== void 0) between = long;
    else if (letters4.includes("z") || letters4 === "" && own2 === void 0) return void 0;
    else {
      isSerial ||= letters4.includes("s");
      if (own2 !== void 0) between = own2 === "" ? args[++at2] ?? "" : own2;
    }
  }
  const marks = [...printedEscapes(between.replaceAll("\\0", "\0")).text].map((mark) => mark === "\0" ? "" : mark);
  const joined4 = (lines5) => lines5.reduce((all3, line, index) => all3 + (marks[(index - 1) % Math.max(1, marks.length)] ?? "") + line);
  const lines4 = linesOf2(given7.text);
  if (isSerial) return asLines([joined4(lines4)], given7);
  const width = Math.max(1, columns);
  const rows = Array.from({ length: Math.ceil(lines4.length / width) }, (_, row) => lines4.slice(row * width, (row + 1) * width));
  return asLines(rows.map(joined4), given7);
}
function folded(args, given7) {
  const [, width] = /^(?:-b )?(?:-b?w ?|--width[= ]|-)(\d{1,4})$/.exec(args.join(" ")) ?? [];
  const size = Number(width ?? 80);
  if (width === void 0 && args.length > 0 || size === 0) return void 0;
  return asLines(
    linesOf2(given7.text).flatMap((line) => line.match(new RegExp(`.{1,${size}}`, "gu")) ?? [""]),
    given7
  );
}
var turning = {
  lcase: (text2) => text2.toLowerCase(),
  ucase: (text2) => text2.toUpperCase(),
  swab: (text2) => text2.replace(/([\s\S])([\s\S])/g, "$2$1"),
  notrunc: (text2) => text2,
  sync: (text2) => text2,
  noerror: (text2) => text2
};
function copied(args, given7) {
  const told2 = new Map(args.map((word) => [word.replace(/=.*/s, ""), word.replace(/^[^=]*=?/, "")]));
  for (const [name2, value2] of told2) {
    if (!/^(?:if|conv|status|bs|ibs|obs|skip|count)$/.test(name2) || name2 === "if" && !/^(?:\/dev\/stdin|-)$/.test(value2)) return void 0;
    if (/^(?:skip|count)$/.test(name2) && ((told2.get("bs") ?? told2.get("ibs")) !== "1" || !/^\d{1,6}$/.test(value2))) return void 0;
  }
  const skipped = Number(told2.get("skip") ?? 0);
  let text2 = given7.text.slice(skipped, told2.has("count") ? skipped + Number(told2.get("count")) : void 0);
  let decoded3 = given7.decoded;
  for (const name2 of told2.get("conv")?.split(",") ?? []) {
    const turn = Object.hasOwn(turning, name2) ? turning[name2] : void 0;
    if (turn === void 0) return void 0;
    const turned2 = turn(text2);
    if (turned2.toLowerCase() !== text2.toLowerCase()) decoded3 = true;
    text2 = turned2;
  }
  return { text: text2, decoded: decoded3 };
}
function searched(args, given7) {
  const options2 = args.filter((word) => word.startsWith("-")).join("");
  const [pattern, ...more3] = args.filter((word) => !word.startsWith("-"));
  if (pattern === void 0 || more3.length > 0 || !/^[-vFEai]*$/.test(options2)) return void 0;
  const isAny = /^(?:\.\*?|\^|\$|)$/.test(pattern) && !options2.includes("F");
  const [, start = "", text2 = "", end = ""] = /^(\^?)([\w #:,@%=!/-]{0,200})(\$?)$/.exec(pattern) ?? [];
  if (!isAny && text2 === "") return void 0;
  const plain4 = (line) => options2.includes("i") ? line.toLowerCase() : line;
  const searched3 = plain4(text2);
  const fits2 = (line) => {
    if (isAny) return pattern !== "." || line !== "";
    if (start !== "" && end !== "") return plain4(line) === searched3;
    return start !== "" ? plain4(line).startsWith(searched3) : end !== "" ? plain4(line).endsWith(searched3) : plain4(line).includes(searched3);
  };
  return asLines(
    linesOf2(given7.text).filter((line) => fits2(line) !== options2.includes("v")),
    given7
  );
}
function filled(args, given7, valueFor) {
  const [format2, ...more3] = args;
  if (more3.length > 0 || format2?.startsWith("-")) return void 0;
  const named5 = format2 === void 0 ? void 0 : new Set([...format2.matchAll(/\$\{?(\w+)/g)].map(([, name2]) => name2));
  return {
    text: given7.text.replace(/\$(?:([A-Za-z_]\w{0,80})|\{([A-Za-z_]\w{0,80})\})/g, (whole, one, other) => {
      const name2 = one ?? other ?? "";
      return named5 === void 0 || named5.has(name2) ? valueFor(name2) : whole;
    }),
    decoded: given7.decoded
  };
}
var recoded = (args, given7) => /utf-?(?:16|32|7)|ucs|ebcdic|ibm|cp037|-o|--output/i.test(args.join(" ")) || /[^\0-\x7f]/.test(given7.text) ? void 0 : given7;
var keptLine = (args, given7) => args.every((word) => /^-[a-zA-Z]$/.test(word)) && !args.some((word) => /^-[cdolsRnh]$/.test(word)) && linesOf2(given7.text).length === 1 && given7.text.length < 70 ? given7 : void 0;

var beneath = wildcard.many + wildcard.many;
var lines = (words2, end) => plain(words2.map((word) => word + end).join(""));
var plainWords = (args) => args.filter((word) => !word.startsWith("-"));
var has = (args, option) => args.some((word) => option.test(word));
function listed(name2, args) {
  if (args.some((word) => word.includes(unknown))) return void 0;
  if (name2 === "find" || name2 === "gfind") return listedByFind(args);
  if (name2 === "ls") return listedByLs(args);
  return name2 === "git" && args[0] === "ls-files" ? listedByGit(args.slice(1)) : void 0;
}
function listedByFind(args) {
  if (has(args, /^-(exec|execdir|ok|okdir|printf|fprint0?|fprintf|ls|fls|delete)$/)) return void 0;
  const { words: words2, narrow } = foundBy(args);
  const depth = args[args.lastIndexOf("-maxdepth") + 1];
  const within3 = (root, what2) => `${root.replace(/\/+\uE000*$/, "")}/${what2}`;
  const told2 = narrow || depth === "0" ? words2 : words2.map((root) => within3(root, depth === "1" ? wildcard.many : beneath));
  return lines(told2, args.includes("-print0") ? "\0" : "\n");
}
function listedByLs(args) {
  if (has(args, /^-\w*[lRsinog]|^--(long|recursive|size|inode)/)) return void 0;
  const all3 = has(args, /^-\w*[aA]|^--(almost-)?all/) ? beneath : wildcard.many;
  const words2 = plainWords(args);
  if (words2.length === 0) return lines([all3], "\n");
  const isNamed2 = (word) => has(args, /^-\w*d/) || /[\uE000\uE001]|\.\w+$/.test(word);
  return lines(
    words2.map((word) => isNamed2(word) ? word : all3),
    "\n"
  );
}
function listedByGit(args) {
  if (has(args, /^-(?!-?(z|c|cached|-)$)/)) return void 0;
  const words2 = plainWords(args);
  const told2 = words2.map((word) => /[*\uE000\uE001]|\.\w+$/.test(word) ? word.replaceAll("*", wildcard.many) : `${word.replace(/\/$/, "")}/${wildcard.many}`);
  return lines(words2.length === 0 ? [`./${wildcard.many}`] : told2, args.includes("-z") ? "\0" : "\n");
}
function passedOn(name2, args, { text: text2, decoded: decoded3 }) {
  if (plainWords(args).length === 0 && /^(sort|uniq|tac|shuf|cat|tee|head|tail)$/.test(name2)) return { text: text2, decoded: decoded3 };
  if (name2 === "tee" || (name2 === "head" || name2 === "tail") && plainWords(args).every((word) => /^\+?\d+$/.test(word))) return { text: text2, decoded: decoded3 };
  if (name2 === "tr" && args.length === 2 && /^\\n|^\\0|^\n/.test(args[0] ?? ""))
    return { text: text2.replace(/[\n\0]/g, args[1]?.includes("0") ? "\0" : "\n"), decoded: decoded3 };
  if (!/^[ef]?grep$/.test(name2) || has(args, /^-\w*[clLoq]/)) return void 0;
  const [pattern = ""] = plainWords(args);
  if (has(args, /^-\w*v/) || /^[.*^$/]*$/.test(pattern)) return { text: text2, decoded: decoded3 };
  return { text: text2.replace(/\uE000+(?=[\n\0])/g, "found.by"), decoded: decoded3 };
}

function replaced2(args, given7) {
  const scripts = args.filter((word) => !/^-(e|E|r|n|-expression|-regexp-extended)$/.test(word));
  const [script = ""] = scripts;
  if (scripts.length !== 1 || args.includes("-n") || script[0] !== "s") return void 0;
  const mark = script[1] ?? "";
  if (mark === "" || /[\w\\\s]/.test(mark)) return void 0;
  const parts = partsOf(script.slice(2), mark);
  if (parts === void 0) return void 0;
  const [searched3, replacement, flags] = parts;
  if (!/^[gp]?$/.test(flags)) return void 0;
  const isAtStart = searched3.startsWith("^");
  const isAtEnd = searched3.endsWith("$") && !searched3.endsWith("\\$");
  if (/^\^?(?:\.\*|\\\(\.\*\\\)|\(\.\*\))\$?$/.test(searched3)) return eachLine(given7, (line) => put(replacement, line));
  const plainSearch = literal(searched3.slice(isAtStart ? 1 : 0, isAtEnd ? -1 : void 0));
  if (plainSearch === void 0 || /\n|\\\d/.test(replacement)) return void 0;
  const made3 = put(replacement, plainSearch);
  const change = (line) => {
    if (isAtStart && isAtEnd) return line === plainSearch ? made3 : line;
    if (isAtStart) return line.startsWith(plainSearch) ? made3 + line.slice(plainSearch.length) : line;
    if (isAtEnd) return line.endsWith(plainSearch) ? line.slice(0, line.length - plainSearch.length) + made3 : line;
    if (plainSearch === "") return line;
    return flags === "g" ? line.split(plainSearch).join(made3) : line.replace(plainSearch, () => made3);
  };
  return eachLine(given7, change);
}
var put = (replacement, text2) => replacement.replace(
  /\\(.)|&/g,
  (whole, char) => whole === "&" || char === "1" || char === "0" ? text2 : char === "n" ? "\n" : char ?? ""
);
function eachLine({ text: text2, decoded: decoded3 }, change) {
  const isEnded = text2.endsWith("\n");
  const lines4 = (isEnded ? text2.slice(0, -1) : text2).split("\n").map(change);
  return { text: lines4.join("\n") + (isEnded ? "\n" : ""), decoded: decoded3 };
}
function partsOf(text2, mark) {
  const parts = [""];
  for (let at2 = 0; at2 < text2.length; at2++) {
    const char = text2[at2];
    if (char === "\\" && at2 + 1 < text2.length) {
      parts[parts.length - 1] += text2[at2 + 1] === mark ? mark : char + text2[at2 + 1];
      at2++;
    } else if (char === mark && parts.length < 3) parts.push("");
    else parts[parts.length - 1] += char;
  }
  const [searched3, replacement, flags] = parts;
  return searched3 === void 0 || replacement === void 0 || flags === void 0 ? void 0 : [searched3, replacement, flags];
}
function literal(pattern) {
  const told2 = pattern.replace(/\\([.*[\]^$/\\&;|-])|\[([^\]^\\-])\]/g, (_, escaped, only) => `\0${(escaped ?? only ?? "").charCodeAt(0)};`);
  if (/[.*[\]^$\\]/.test(told2)) return void 0;
  return told2.replace(/\0(\d+);/g, (_, code) => String.fromCharCode(Number(code)));
}

var classes2 = {
  lower: "abcdefghijklmnopqrstuvwxyz",
  upper: "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
  digit: "0123456789",
  space: " 	\n\r\f\v",
  blank: " 	",
  punct: "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
};
var mostChars = 1024;
function charsOf2(set3) {
  const chars = [];
  const text2 = printedEscapes(set3).text;
  for (let at2 = 0; at2 < text2.length && chars.length < mostChars; at2++) {
    const [named5, name2 = ""] = /^\[:(\w+):\]/.exec(text2.slice(at2, at2 + 12)) ?? [];
    const known3 = name2 === "alpha" ? `${classes2["upper"]}${classes2["lower"]}` : name2 === "alnum" ? `${classes2["digit"]}${classes2["upper"]}${classes2["lower"]}` : classes2[name2];
    if (named5 !== void 0 && known3 !== void 0) {
      chars.push(...known3);
      at2 += named5.length - 1;
    } else if (text2[at2 + 1] === "-" && at2 + 2 < text2.length) {
      for (let code = text2.charCodeAt(at2); code <= text2.charCodeAt(at2 + 2) && chars.length < mostChars; code++) chars.push(String.fromCharCode(code));
      at2 += 2;
    } else chars.push(text2[at2]);
  }
  return chars;
}
function translated(args, given7) {
  const options2 = args.filter((word) => /^-[cCdst]+$/.test(word)).join("");
  const dashes = args.indexOf("--");
  const [first3, second] = dashes === -1 ? args.filter((word) => !/^(-[cCdst]+|--\w[\w-]*)$/.test(word)) : args.slice(dashes + 1);
  if (first3 === void 0) return void 0;
  const isDeleting = options2.includes("d") || args.includes("--delete");
  const isSqueezing = options2.includes("s") || args.includes("--squeeze-repeats");
  const isOthers = /[cC]/.test(options2) || args.includes("--complement");
  const from = charsOf2(first3);
  const to = second === void 0 ? [] : charsOf2(second);
  const places3 = /* @__PURE__ */ new Map();
  for (const [place, char] of from.entries()) places3.set(char, place);
  const isMeant = (char) => places3.has(char) !== isOthers;
  let decoded3 = given7.decoded;
  let last;
  let text2 = "";
  for (const char of given7.text) {
    if (!isMeant(char) || !isDeleting && to.length === 0 && !isSqueezing) {
      text2 += char;
      last = void 0;
      continue;
    }
    if (isDeleting) continue;
    const next = to.length === 0 ? char : (isOthers ? to.at(-1) : to[Math.min(places3.get(char) ?? 0, to.length - 1)]) ?? char;
    if (next.toLowerCase() !== char.toLowerCase() && /\w/.test(next)) decoded3 = true;
    if (!(isSqueezing && next === last)) text2 += next;
    last = next;
  }
  return { text: text2, decoded: decoded3 };
}

var most5 = { lines: 200, line: 400, commands: 20, quantifiers: 2, pattern: 100 };
function streamed(args, given7) {
  const scripts = [];
  let isQuiet = false;
  let extended = false;
  for (let at2 = 0; at2 < args.length; at2++) {
    const word = args[at2] ?? "";
    const [, letters4] = /^-([nErs]*)(e?)$/.exec(word) ?? [];
    if (letters4 !== void 0 && word !== "-") {
      isQuiet ||= letters4.includes("n");
      extended ||= /[Er]/.test(letters4);
      if (word.endsWith("e")) scripts.push(args[++at2] ?? "");
    } else if (word.startsWith("--expression=")) scripts.push(word.slice(13));
    else if (word.startsWith("-") || scripts.length > 0) return void 0;
    else scripts.push(word);
  }
  const commands = commandsOf(scripts.join("\n"), extended);
  if (commands === void 0 || !isPlain(given7.text)) return void 0;
  const lines4 = (given7.text.endsWith("\n") ? given7.text.slice(0, -1) : given7.text).split("\n");
  if (lines4.length > most5.lines || lines4.some((line) => line.length > most5.line)) return void 0;
  let out2 = "";
  let isOver = false;
  for (const [index, read3] of lines4.entries()) {
    let line = read3;
    for (const { at: at2, does, change, prints: prints2 } of commands) {
      if (line === void 0 || isOver || at2 !== void 0 && at2 !== (index === lines4.length - 1 && at2 === "$" ? "$" : index + 1)) continue;
      const changed3 = change(line);
      if (does === "p" || prints2 && changed3 !== void 0) out2 += `${changed3 ?? line}
`;
      if (does === "q") isOver = true;
      line = does === "d" ? void 0 : changed3 ?? line;
    }
    if (line !== void 0 && !isQuiet) out2 += `${line}
`;
    if (isOver) break;
  }
  return { text: out2, decoded: given7.decoded || /(?:^|[;\n])\s*y/.test(scripts.join("\n")) };
}
function editedByPerl(args, given7) {
  const [option = "", code = ""] = args;
  if (args.length !== 2 || !/^-(?:l?pe|pl?e)$/.test(option)) return void 0;
  const [, letters4, mark = "", from = "", to = ""] = /^\s*(tr|y)([/|,#])([^/|,#\\]{1,200})\2([^/|,#\\]{1,200})\2\s*;?\s*$/.exec(code) ?? [];
  if (letters4 !== void 0 && mark !== "") return translated([from, to], given7);
  const said = code.replace(/\$(\d)/g, "\\$1").replace(/;\s*$/, "");
  return /\$(?![/|,#])|\\[a-z]/.test(said) || !/^\s*s[^\w\s]/.test(said) ? void 0 : streamed(["-E", said], given7);
}
function commandsOf(script, extended) {
  const out2 = [];
  let left = script.replace(/^[\s;]+/, "");
  while (left !== "") {
    const [whole = "", place = "", verb = ""] = /^(\d{1,4}|\$)?\s*([sydpq])/.exec(left) ?? [];
    if (whole === "" || out2.length >= most5.commands) return void 0;
    const at2 = place === "" ? void 0 : place === "$" ? "$" : Number(place);
    left = left.slice(whole.length);
    if (verb === "s" || verb === "y") {
      const parts = partsOf2(left);
      const change = parts && (verb === "s" ? exchanging(parts, extended) : lettering(parts));
      if (parts === void 0 || change === void 0) return void 0;
      out2.push({ at: at2, does: "change", change, prints: parts.flags.includes("p") });
      left = parts.rest;
    } else out2.push({ at: at2, does: verb, change: () => void 0, prints: false });
    const [end] = /^\s*(?:[;\n][\s;]*|$)/.exec(left) ?? [];
    if (end === void 0) return void 0;
    left = left.slice(end.length);
  }
  return out2;
}
function partsOf2(text2) {
  const [mark = ""] = text2;
  if (mark === "" || /[\w\\\s]/.test(mark)) return void 0;
  const parts = [""];
  let at2 = 1;
  for (; at2 < text2.length && parts.length < 3; at2++) {
    const char = text2[at2] ?? "";
    if (char === "\\" && at2 + 1 < text2.length) {
      const next = text2[++at2] ?? "";
      parts[parts.length - 1] += next === mark ? mark : char + next;
    } else if (char === mark) parts.push("");
    else parts[parts.length - 1] += char;
  }
  const [flags = ""] = /^[gpIi\d]*/.exec(text2.slice(at2)) ?? [];
  return parts.length < 3 ? void 0 : { from: parts[0] ?? "", to: parts[1] ?? "", flags, rest: text2.slice(at2 + flags.length) };
}
function exchanging({ from, to, flags }, extended) {
  const pattern = patternOf2(from, extended);
  if (pattern === void 0 || /\d/.test(flags) || to.includes("\n")) return void 0;
  const expression2 = new RegExp(pattern, `u${flags.includes("g") ? "g" : ""}${/i/i.test(flags) ? "i" : ""}`);
  return (line) => {
    let isFound = false;
    const made3 = line.replace(expression2, (found3, ...groups2) => {
      isFound = true;
      return to.replace(
        /\\(.)|&/g,
        (_, char) => char === void 0 || char === "0" ? found3 : /\d/.test(char) ? typeof groups2[Number(char) - 1] === "string" ? String(groups2[Number(char) - 1]) : "" : char === "n" ? "\n" : char
      );
    });
    return isFound ? made3 : void 0;
  };
}
function lettering({ from, to }) {
  const [one, other] = [[...from], [...to]];
  if (one.length !== other.length || /\\/.test(from + to)) return void 0;
  return (line) => [...line].map((char) => other[one.indexOf(char)] ?? char).join("");
}
function patternOf2(given7, extended) {
  if (given7 === "" || given7.length > most5.pattern) return void 0;
  let out2 = "";
  let repetitions = 0;
  for (const [part] of given7.matchAll(/\\.|\[\^?\]?[^\][\\]*\]|[\s\S]/g)) {
    if (/^\[.+\]$/s.test(part)) out2 += part.replace(/^\[\^?\]/, (start) => `${start.slice(0, -1)}\\]`);
    else if (part === "*" || part === (extended ? "+" : "\\+") || part === (extended ? "?" : "\\?")) {
      out2 += part.slice(-1);
      repetitions++;
    } else if (part === (extended ? "(" : "\\(") || part === (extended ? ")" : "\\)")) out2 += part.slice(-1);
    else if (part === "." || part === "^" || part === "$") out2 += part;
    else if (/^\\[^\w]$/.test(part)) out2 += /[\^$\\.*+?()[\]{}|/]/.test(part.slice(1)) ? part : part.slice(1);
    else if (part.startsWith("\\") || part === "[" || /[{}|]/.test(part)) return void 0;
    else out2 += /[+?()]/.test(part) ? `\\${part}` : part;
  }
  if (repetitions > most5.quantifiers || /\)[*+?]/.test(out2)) return void 0;
  try {
    return new RegExp(out2, "u").source;
  } catch {
    return void 0;
  }
}

var filters = new Map([
  ["base64", base64Decoded],
  ["gbase64", base64Decoded],
  ["base32", base32Decoded],
  ["openssl", opensslDecoded],
  ["xxd", hexadecimalDecoded],
  ["gunzip", unpacked],
  ["zcat", unpacked],
  ["gzcat", unpacked],
  ["gzip", unpackedIfAsked],
  ["pigz", unpackedIfAsked],
  ["zlib-flate", unpackedIfAsked],
  ["unpigz", unpacked],
  ["brotli", brotliUnpacked],
  ["basenc", basencDecoded],
  ["gbasenc", basencDecoded],
  ["paste", pasted],
  ["fold", folded],
  ["dd", copied],
  ["grep", searched],
  ["egrep", searched],
  ["fgrep", searched],
  ["iconv", recoded],
  ["perl", editedByPerl],
  ...["sort", "column", "fmt", "strings", "pv", "uniq", "pr"].map((name2) => [name2, keptLine]),
  ["jq", queried],
  ["gojq", queried],
  ["jaq", queried],
  ["rev", (args, given7) => args.length === 0 ? turned(given7) : void 0],
  [
    "tac",
    (args, given7) => args.length === 0 ? {
      ...given7,
      text: given7.text.split(/(?<=\n)/).reverse().join("")
    } : void 0
  ],
  ["tr", translated],
  ["cut", cut],
  ["awk", printedByAwk],
  ["gawk", printedByAwk],
  ["mawk", printedByAwk],
  ["nawk", printedByAwk],
  ["head", (args, given7) => ends("head", args, given7)],
  ["tail", (args, given7) => ends("tail", args, given7)],
  ["sed", (args, given7) => replaced2(args, given7) ?? streamed(args, given7)],
  [
    "xargs",
    ([first3 = "echo", ...more3], given7) => first3 !== "echo" || more3[0]?.startsWith("-") ? void 0 : { ...given7, text: `${[...more3, ...given7.text.trim().split(/\s+/)].join(" ")}
` }
  ]
]);
var mostOfSame = 16;
var pathOf = (name2) => name2 === void 0 || name2.includes("/") || !/^(rm|dd|shred|mkfs[\w.]*|find|sh|bash|zsh|dash)$/.test(name2) ? name2 : `/bin/${name2}`;
function accountOf(name2, variable) {
  const home = variable("HOME");
  if (name2 === "root") return "root:x:0:0:root:/root:/bin/bash";
  return name2 === void 0 || home === void 0 || !(home.endsWith(`/${name2}`) || name2 === variable("USER")) ? void 0 : `${name2}:x:1000:1000::${home}:/bin/bash`;
}
function say(name2, args, { input, variable, file }) {
  const line = (value2) => value2 === void 0 ? void 0 : plain(`${value2}
`);
  const [first3] = args;
  switch (name2) {
    case "echo":
      return echoed(args);
    case "printf":
      return args[0] === "-v" ? nothing : printed(args);
    case ":":
    case "true":
    case "false":
    case "sleep":
    case "wait":
    case "exit":
    case "set":
    case "shift":
    case "unset":
    case "export":
    case "cd":
    case "read":
    case "eval":
    case "alias":
      return nothing;
    case "printenv":
      return args.length === 1 ? line(variable(first3 ?? "")) : void 0;
    case "id":
      return args.join(" ") === "-un" ? line(variable("USER")) : void 0;
    case "getent":
      return first3 === "passwd" ? line(accountOf(args[1], variable)) : void 0;
    case "cat": {
      const named6 = args.filter((word) => word !== "-" && !/^-[uv]$/.test(word));
      if (named6.length === 0) return input;
      const texts2 = named6.map(file);
      const [text2] = texts2;
      return texts2.length === 1 ? text2 : void 0;
    }
    case "pwd":
      return line(variable("PWD"));
    case "whoami":
      return line(variable("USER"));
    case "which":
    case "type": {
      const named6 = args.filter((word) => !word.startsWith("-"));
      return named6.length === 1 && (name2 === "which" || args.some((word) => /^-[pP]$/.test(word))) ? line(pathOf(named6[0])) : void 0;
    }
    case "command":
      return first3 === "-v" ? line(pathOf(args[1])) : void 0;
    case "basename":
      return first3 === void 0 || !isPlain(first3) ? void 0 : line(posix2.basename(first3, args[1]));
    case "dirname":
      return first3 === void 0 || !isPlain(first3) ? void 0 : line(posix2.dirname(first3));
    case "realpath":
    case "readlink": {
      const named6 = args.filter((word) => !word.startsWith("-"));
      const [path = "", ...more3] = named6;
      const here2 = variable("PWD");
      const isAll = name2 === "realpath" || args.some((word) => /^-[efm]+$/.test(word));
      return !isAll || more3.length > 0 || here2 === void 0 || !isPlain(path) ? void 0 : line(posix2.resolve(here2, path));
    }
    case "tee":
      return input;
    case "date":
      return args.length === 1 && /^\+[^%]*$/.test(first3 ?? "") ? line(first3?.slice(1)) : void 0;
    case "yes":
      return plain(`${args.length === 0 ? "y" : args.join(" ")}
`.repeat(mostOfSame));
    case "envsubst":
      return input === void 0 ? void 0 : filled(args, input, (name3) => variable(name3) ?? unknown);
    case "seq":
      return counted(args);
  }
  const names7 = listed(name2, args);
  if (names7 !== void 0) return names7;
  if (input !== void 0 && !isPlain(input.text) && !input.text.includes(unknown)) {
    const left = passedOn(name2, args, input);
    if (left !== void 0 || name2 !== "sed") return left;
  }
  const filter = filters.get(name2);
  if (filter === void 0) return void 0;
  const last = args.at(-1);
  const named5 = last === void 0 || last.startsWith("-") ? void 0 : file(last);
  const given7 = named5 ?? input;
  const told2 = named5 === void 0 ? args : args.slice(0, -1);
  if (given7 === void 0 && /^([gmn]?awk|(?:go)?jq|jaq)$/.test(name2) && args.every(isPlain)) return filter(args, nothing);
  return given7 === void 0 || given7.text.includes(unknown) || !(isPlain(given7.text) || name2 === "sed") || !told2.every(isPlain) ? void 0 : filter(told2, given7);
}

function effectOf(words2, place, offers, call) {
  const [first3] = words2;
  if (first3 === void 0) return { output: nothing, ok: true };
  const called3 = call(words2, place);
  if (called3 !== void 0) return called3;
  const done4 = applyBuiltin(words2, place);
  if (done4 !== void 0) return done4;
  const texts2 = words2.map(({ text: text2 }) => text2);
  const program = programSaying(texts2);
  if (program === void 0 || program.more) return { output: untold, ok: void 0 };
  const { input, scope, reading: reading3 } = place;
  const content = input?.content === void 0 ? void 0 : { ...input.content, text: input.content.text.slice(input.at) };
  const said = spoken(program.name, program.args, content?.text, place) ?? say(program.name, program.args, {
    input: content,
    variable: (name2) => {
      const value2 = scope.variables.get(name2)?.elements.get("0");
      return value2 === void 0 || !isPlain(value2) ? void 0 : value2;
    },
    file: (path) => {
      const number2 = openNumberOf(path);
      if (number2 !== void 0) return scope.open.get(number2)?.input?.content;
      return path === unknown ? offers.given[0]?.content : reading3.written.get(path);
    }
  });
  if (program.name === "tee" && said !== void 0) for (const file of program.args.filter((word) => !word.startsWith("-"))) reading3.written.set(file, said);
  if (said === void 0) return { output: untold, ok: void 0 };
  const isDecoded2 = said.decoded || words2.some(({ decoded: decoded3 }) => decoded3);
  const ok = program.name === "false" ? false : ["echo", "printf", "true", ":"].includes(program.name) ? true : void 0;
  return { output: { text: said.text, decoded: isDecoded2 }, ok };
}
var programSaying = (texts2) => texts2[0] === "command" && texts2[1] === "-v" || texts2[0] === "xargs" && (texts2.length === 1 || texts2[1] === "echo") ? { name: texts2[0], args: texts2.slice(1), more: false } : programOf(texts2);
var speaking = /^(python|pypy|perl|ruby|node|nodejs|php|bun|deno)[\d.]*$/;
function spoken(name2, args, input, { reading: reading3, scope }) {
  if (!speaking.test(name2)) return void 0;
  reading3.unheard = true;
  const home = scope.variables.get("HOME")?.elements.get("0");
  const given7 = {
    ...home === void 0 || !isPlain(home) ? {} : { home },
    ...input === void 0 || !isPlain(input) ? {} : { input }
  };
  const text2 = args.every(isPlain) ? reading3.speak?.(name2, args, given7) : void 0;
  return text2 === void 0 ? void 0 : { text: text2, decoded: true };
}

import { basename as basename3 } from "node:path";
var declaring2 = /^(export|declare|typeset)$/;
function noteHandedDown({ words: words2, input }, { scope, reading: reading3 }) {
  if (scope.functions.size === 0) return;
  const options2 = words2.filter((word) => /^-\w+$/.test(word)).join("");
  if (declaring2.test(words2[0] ?? "") && options2.includes("f") && (words2[0] === "export" || options2.includes("x"))) {
    for (const name2 of words2.slice(1)) {
      const known3 = scope.functions.get(name2);
      if (known3 !== void 0) scope.functions.set(name2, { ...known3, exported: true });
    }
    return;
  }
  const lines4 = linesOf3(words2, input);
  if (lines4.length > 0) for (const name2 of calledIn(lines4, scope)) reading3.uncalled.delete(scope.functions.get(name2)?.body ?? {});
}
function linesOf3(words2, input) {
  const names7 = words2.map((word) => basename3(word));
  const shell = names7.indexOf("bash");
  if (shell !== -1) {
    const option = words2.findIndex((word, index) => index > shell && /^-\w*c$/.test(word));
    const line = option === -1 ? input : words2.slice(option + 1).find((word) => !/^[-+]/.test(word));
    return line === void 0 ? [] : [line];
  }
  const at2 = names7.findIndex((name2) => name2 === "parallel" || name2 === "env_parallel");
  return at2 === -1 ? [] : [
    words2.slice(at2 + 1).join(" ").replace(/^(?:-\S+\s+(?:\d+\s+)?)+/, "")
  ];
}
var mostAsked = 32;
function calledIn(lines4, { functions }) {
  const called3 = /* @__PURE__ */ new Set();
  const texts2 = [...lines4];
  for (let round = 0, text2 = texts2.shift(); text2 !== void 0 && round < mostAsked; round++, text2 = texts2.shift())
    for (const [name2, { body, source, exported }] of functions) {
      if (exported !== true || called3.has(name2) || !isCalledIn(text2, name2)) continue;
      called3.add(name2);
      texts2.push(source.slice(body.pos, body.end));
    }
  return called3;
}
function isCalledIn(text2, name2) {
  for (let at2 = text2.indexOf(name2); at2 !== -1; at2 = text2.indexOf(name2, at2 + 1))
    if (/^$|[\s;&|)`]/.test(text2.charAt(at2 + name2.length)) && beginning.test(text2.slice(Math.max(0, at2 - 20), at2))) return true;
  return false;
}
var beginning = /(?:^|[;&|({\n`]|(?:^|\s)(?:do|then|else|elif|if|while|until|time|!))\s*$/;

function noteTee(words2, output, at2, place) {
  const appends = words2.some((word) => /^(-\w*a|--append)/.test(word));
  const files3 = words2.slice(words2.indexOf("tee") + 1).filter((word) => !word.startsWith("-") && isPlain(word));
  for (const file of files3.slice(0, 16)) noteWriting(place, at2, file, output, appends);
}
function noteWriting({ reading: { out: out2 } }, at2, file, { text: text2 }, appends) {
  const command2 = out2[at2];
  if (command2 === void 0 || text2 === unknown) return;
  out2[at2] = { ...command2, writes: [...command2.writes ?? [], { file, text: text2, appends }] };
}
function written(output, { output: to, redirections }, place, at2) {
  const named5 = redirections.findLast(({ operator, target }) => operator.includes(">") && /\D/.test(target) && target !== unknown)?.target;
  if (to !== void 0 && named5 !== void 0 && to.scripts.length === 0) noteWriting(place, at2, to.file ?? named5, output, to.appends);
  if (to?.file === void 0) return nothing;
  const { reading: reading3 } = place;
  const former = to.appends ? reading3.written.get(to.file) : nothing;
  if (former !== void 0) reading3.written.set(to.file, { text: former.text + output.text, decoded: former.decoded || output.decoded });
  return nothing;
}

var runsFile = /^((.*\/)?(ba|z|da|k|a)?sh|source|\.)$/;
function scriptOf([name2 = "", ...args], { reading: reading3, scope }) {
  if (reading3.written.size + scope.open.size === 0) return void 0;
  const path = runsFile.test(name2) ? args.find((word) => !word.startsWith("-")) : name2;
  const number2 = path === void 0 ? void 0 : openNumberOf(path);
  if (number2 !== void 0) return scope.open.get(number2)?.input;
  const content = path === void 0 ? void 0 : reading3.written.get(path) ?? reading3.written.get(path.replace(/^\.\//, ""));
  return content && { content, from: void 0, at: 0 };
}

function runCommand(given7, place, call) {
  const node = withWholeAssignment(given7);
  const { scope, reading: reading3 } = place;
  const offers = { given: [], taking: [] };
  const here2 = { ...place, offers };
  const read3 = readWords(node, here2);
  const redirected = readRedirections([...node.prefix, ...node.suffix].filter(isRedirection), here2);
  const former = node.name === void 0 ? void 0 : setBefore(node, read3, here2);
  const texts2 = read3.words.map(({ text: text2 }) => text2);
  const offered = offers.given[0] ?? scriptOf(texts2, place);
  const at2 = reading3.out.length;
  if (doesSomething(read3, redirected)) note(node, read3, redirected, offered, place);
  tellOffered(at2, offers, place);
  const outcome = effectOf(read3.words, { ...place, input: redirected.input ?? place.input ?? offered }, offers, call);
  if (former !== void 0) restore(former, scope);
  if (texts2.length > 0) scope.variables.set("_", scalar(texts2.at(-1) ?? ""));
  for (const script of [...offers.taking, ...redirected.output?.scripts ?? []]) {
    const reader = { content: outcome.output, from: reading3.out.length - 1, at: 0 };
    reading3.substitute(script, { ...inside(forked(place), "substitution"), input: reader });
  }
  for (const script of redirected.opened) {
    const reader = { content: nothing, from: void 0, at: 0 };
    reading3.substitute(script, { ...inside(forked(place), "substitution"), input: reader });
  }
  if (texts2[0] === "tee" || programOf(texts2)?.name === "tee") noteTee(texts2, outcome.output, at2, place);
  return redirected.output === void 0 ? outcome : { ok: outcome.ok, output: written(outcome.output, redirected, place, at2) };
}
var isRedirection = (part) => ["Redirect", "HereString", "HereDoc"].includes(part.type);
var doesSomething = ({ words: words2, settings: settings2 }, { files: files3, redirections, input }) => words2.length + files3.length + redirections.length + settings2.length > 0 || input !== void 0;
function note(node, { words: words2, assigned, settings: settings2, decoded: decoded3 }, redirected, offered, place) {
  const parts = { words: words2.map(({ text: text2 }) => text2), assigned, settings: Object.fromEntries(settings2), decoded: decoded3 };
  record(place, node, parts, redirected, offered);
  const noted = place.reading.out.at(-1);
  if (noted !== void 0) noteHandedDown(noted, place);
}
function setBefore(node, into, place) {
  const former = /* @__PURE__ */ new Map();
  for (const assignment of assignmentsOf(node)) {
    if (!former.has(assignment.name)) former.set(assignment.name, place.scope.variables.get(assignment.name));
    set(into, assignment, place);
  }
  return former;
}
function restore(former, scope) {
  for (const [name2, variable] of former) {
    if (variable === void 0) {
      scope.variables.delete(name2);
      scope.own.delete(name2);
      scope.known = void 0;
    } else setVariable(scope, name2, variable);
  }
}
function tellOffered(at2, { given: given7 }, { reading: { out: out2 } }) {
  const own2 = out2[at2];
  if (given7.length > 0 && own2 !== void 0) out2[at2] = { ...own2, offered: given7.map(({ content }) => content?.text ?? unknown) };
}

function runList(list4, place) {
  const outputs = [];
  let ok = true;
  for (const { command: command2, background } of list4) {
    if (!mayGoOn(place.reading)) break;
    const outcome = runSafely(command2, background === true ? apart(inside(forked(place), "background")) : place);
    outputs.push(outcome.output);
    ok = background === true ? true : outcome.ok;
  }
  return { output: joined(outputs), ok };
}
function runSafely(node, place) {
  try {
    return runNode(node, place);
  } catch (error) {
    place.reading.problems.add(`Part of it could not be read: ${error instanceof Error ? error.message : String(error)}`);
    return { output: untold, ok: void 0 };
  }
}
function runNode(node, place) {
  switch (node.type) {
    case "Command":
      return runEach(node, place);
    case "Pipeline":
      return runPipeline(node, place);
    case "AndOr":
      return runAndOr(node, place);
    case "CompoundList":
      return runList(node.commands, place);
    case "BraceGroup":
      return runList(node.body.commands, place);
    case "Subshell":
      return runList(node.body.commands, apart(inside(place, "subshell")));
    case "Redirected":
      return runRedirected(node, place);
    case "If":
      return runIf(node, place);
    case "For":
    case "Select":
      return runFor(node, place);
    case "ArithmeticFor":
      return runCounting(node, place);
    case "While":
      return runWhile(node, place);
    case "Case":
      return runCase(node, place);
    case "Function":
      return define(node, place);
    case "Coproc":
      return runCoprocess(node, place);
    case "TestCommand":
      record(place, node, { words: ["[[", ...testWords(node.expression, place), "]]"] }, void 0);
      return { output: nothing, ok: void 0 };
    case "ArithmeticCommand": {
      const value2 = node.expression === void 0 ? void 0 : calculate(node.expression, place, expandArithmeticWord);
      return { output: nothing, ok: value2 === void 0 ? void 0 : value2 !== 0 };
    }
  }
}
var calls = callsOf((body, place) => runNode(body, place), runList);
function runEach(node, place) {
  const { alternatives } = place.scope;
  if (alternatives.size > 0) {
    const text2 = place.source.slice(node.pos, node.end);
    for (const [name2, others3] of [...alternatives].slice(-most2.names)) {
      if (!text2.includes(name2) || !/[$`]/.test(text2)) continue;
      for (const other of others3) {
        const own2 = apart(place);
        own2.scope.alternatives.clear();
        own2.scope.variables.set(name2, other);
        if (mayGoOn(place.reading)) runCommand(node, own2, calls);
      }
    }
  }
  return runCommand(node, place, calls);
}
function markPiped({ reading: { out: out2 } }, from) {
  const last = out2.at(-1);
  if (last !== void 0 && out2.length > from) out2[out2.length - 1] = { ...last, piped: true };
}
function runPipeline({ commands, prefixes: prefixes2 }, place) {
  const isPipe = commands.length > 1;
  let input = place.input;
  let outcome = { output: nothing, ok: true };
  for (const [index, command2] of commands.entries()) {
    const isLast = index === commands.length - 1;
    const start = place.reading.out.length;
    const own2 = isPipe ? forked(place) : place;
    outcome = runNode(command2, { ...isLast ? own2 : apart(own2), input });
    if (isLast) break;
    markPiped(place, start);
    const from = place.reading.out.length > start ? place.reading.out.length - 1 : void 0;
    input = { content: outcome.output.text === unknown ? void 0 : outcome.output, from, at: 0 };
  }
  const isTurned = prefixes2.filter(({ type }) => type === "Negation").length % 2 === 1;
  return isTurned && outcome.ok !== void 0 ? { ...outcome, ok: !outcome.ok } : outcome;
}
function runAndOr({ commands, operators: operators2 }, place) {
  const outputs = [];
  let ok = true;
  let before;
  for (const [index, command2] of commands.entries()) {
    if (index > 0 && ok === void 0) before ??= copyOf(place.scope);
    const operator = operators2[index - 1];
    const isSkipped = index > 0 && ok !== void 0 && operator === "&&" !== ok;
    const outcome = runNode(command2, isSkipped ? apart(place) : place);
    if (isSkipped) continue;
    outputs.push(outcome.output);
    ok = index === 0 || ok !== void 0 ? outcome.ok : void 0;
  }
  if (before !== void 0) merge(place.scope, [before, copyOf(place.scope)]);
  return { output: joined(outputs), ok };
}
function runRedirected({ command: command2, redirects }, place) {
  const redirected = readRedirections(redirects, place);
  const at2 = place.reading.out.length;
  if (redirected.files.length + redirected.redirections.length > 0) record({ ...place, input: void 0 }, command2, {}, redirected);
  const outcome = runNode(command2, { ...place, input: redirected.input ?? place.input });
  const to = redirected.output;
  if (to === void 0) return outcome;
  if (to.file !== void 0) noteWriting(place, at2, to.file, outcome.output, to.appends);
  if (to.file !== void 0 && !to.appends) place.reading.written.set(to.file, outcome.output);
  for (const script of to.scripts)
    place.reading.substitute(script, { ...place, input: { content: outcome.output, from: place.reading.out.length - 1, at: 0 } });
  return { ...outcome, output: nothing };
}
var scriptFrom = (body, pos, end, source) => ({
  type: "Script",
  pos,
  end,
  shebang: void 0,
  commands: body.type === "CompoundList" ? body.commands : [{ type: "Statement", pos, end, command: body, background: void 0 }],
  source
});
function runCoprocess({ name: name2, body, pos, end }, place) {
  const own2 = apart(inside(forked(place), "background"));
  const outcome = runNode(body, own2);
  const number2 = 60 + place.scope.open.size;
  place.scope.open.set(number2, { readers: [scriptFrom(body, pos, end, place.source)] });
  place.scope.open.set(number2 + 1, { input: { content: outcome.output, from: void 0, at: 0 } });
  assignArray(place.scope, name2?.value ?? "COPROC", [String(number2 + 1), String(number2)], false, false);
  return { output: nothing, ok: true };
}
function define(node, place) {
  const name2 = node.name.value;
  place.scope.functions.set(name2, { body: node.body, source: place.source });
  const calls4 = [...place.calls, { name: name2, forked: false }];
  const later = () => {
    const scope = copyOf(place.scope);
    scope.positional = void 0;
    runNode(node.body, { ...inside(place, "function"), scope, depth: place.depth + 1, input: void 0, calls: calls4 });
  };
  if (place.depth < most2.depth) place.reading.uncalled.set(node.body, later);
  return { output: nothing, ok: true };
}
function testWords(expression2, place) {
  switch (expression2.type) {
    case "TestUnary": {
      const { text: text2 } = expandText(expression2.operand, place);
      if (expression2.operator === "-v") readIndexes(text2, place);
      return [expression2.operator, text2];
    }
    case "TestBinary": {
      const sides = [expression2.left, expression2.right].map((side) => expandText(side, place).text);
      if (/^-(eq|ne|[lg][te])$/.test(expression2.operator)) for (const side of sides) readIndexes(side, place);
      return [sides[0] ?? "", expression2.operator, sides[1] ?? ""];
    }
    case "TestLogical":
      return expression2.operands.flatMap((operand2, index) => [...index > 0 ? [expression2.operator] : [], ...testWords(operand2, place)]);
    case "TestNot":
      return ["!", ...testWords(expression2.operand, place)];
    case "TestGroup":
      return ["(", ...testWords(expression2.expression, place), ")"];
  }
}

var mostRemembered = 16;
var remembered = [];
function isSame(one, other) {
  if (one === other) return true;
  const names7 = Object.keys(one);
  return names7.length === Object.keys(other).length && names7.every((name2) => one[name2] === other[name2]);
}
var mostText3 = 131072;
function readScript(text2, variables2, speak) {
  if (text2.length > mostText3) return readAnew(text2, variables2, speak).script;
  const known3 = remembered.find((one) => one.text === text2 && (one.speak === speak || !one.unheard) && isSame(one.variables, variables2));
  if (known3 !== void 0) return known3.script;
  const { script, unheard } = readAnew(text2, variables2, speak);
  if (remembered.length >= mostRemembered) remembered.shift();
  remembered.push({ text: text2, variables: { ...variables2 }, speak, unheard, script });
  return script;
}
function readAnew(text2, variables2, speak) {
  const reading3 = {
    speak,
    unheard: false,
    out: [],
    problems: /* @__PURE__ */ new Set(),
    recursive: /* @__PURE__ */ new Set(),
    written: /* @__PURE__ */ new Map(),
    uncalled: /* @__PURE__ */ new Map(),
    spent: { steps: 0, textSize: 0 },
    substitute,
    readLine
  };
  const place = {
    reading: reading3,
    scope: createScope(variables2),
    within: [],
    captured: false,
    depth: 0,
    source: text2,
    calls: [],
    input: void 0,
    offers: void 0,
    rounds: 1
  };
  if (text2.length > mostText3) reading3.problems.add("It is too long to be read.");
  else {
    try {
      readLine(text2, place);
      for (const [body, read3] of reading3.uncalled) {
        reading3.uncalled.delete(body);
        read3();
      }
    } catch (error) {
      reading3.problems.add(`Part of it could not be read: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return { script: { commands: reading3.out, problems: [...reading3.problems], recursive: [...reading3.recursive] }, unheard: reading3.unheard };
}
function run(script, place) {
  for (const { message } of script.errors ?? []) place.reading.problems.add(`${message.slice(0, 1).toUpperCase()}${message.slice(1)}.`);
  return runList(script.commands, place).output;
}
var readLine = (text2, place) => run(parse(text2), { ...place, source: text2 });
function substitute(script, place) {
  if (place.depth >= most2.depth) {
    place.reading.problems.add(`Its commands stand in one another more than ${most2.depth} deep.`);
    return untold;
  }
  const source = script.source ?? place.source;
  const inner = { ...inside(place, "substitution"), scope: copyOf(place.scope), captured: true, depth: place.depth + 1, source, offers: void 0 };
  const [only] = script.commands;
  if (script.commands.length === 1 && only?.command.type === "Command" && only.command.name === void 0 && only.command.prefix.some(({ type }) => type !== "Assignment")) {
    run(script, inner);
    const name2 = place.reading.out.at(-1)?.files[0];
    return (name2 === void 0 ? void 0 : place.reading.written.get(name2)) ?? untold;
  }
  const output = run(script, inner);
  return script.commands.length === 0 ? plain("") : output;
}

var usualVariables = (cwd, home, temporary) => ({
  BROWSER: "open",
  CC: "cc",
  CXX: "c++",
  EDITOR: "vi",
  // The agent's own server; a session's has a port and a path behind it.
  INSTAR_URL: "http://127.0.0.1",
  MAKE: "make",
  NODE: "node",
  PAGER: "less",
  PIP: "pip",
  PYTHON: "python3",
  SHELL: "/bin/bash",
  VISUAL: "vi",
  TMPDIR: temporary,
  HOME: home,
  PWD: cwd
});

var unescaped = (text2) => !text2.includes("\\") ? text2 : text2.replace(
  /\\x\{?([0-9a-fA-F]{2,4})\}?|\\[uU]\{?([0-9a-fA-F]{4,8})\}?|\\([0-7]{2,3})/g,
  (_, hex, long, octal) => String.fromCodePoint(
    Math.min(
      1114111,
      hex !== void 0 ? Number.parseInt(hex, 16) : long !== void 0 ? Number.parseInt(long, 16) : Number.parseInt(octal ?? "0", 8)
    )
  )
).replace(/\\N\{LATIN (SMALL|CAPITAL) LETTER ([A-Z])\}/g, (_, size, letter) => size === "SMALL" ? letter.toLowerCase() : letter).replace(/\\\n/g, "").replace(/\\n/g, "\n").replace(/\\t/g, "	").replace(/\\([^a-zA-Z0-9])/g, "$1");
var withoutDecimals = (text2) => text2.replace(/\\z\s{1,200}/g, "").replace(
  /(\\\\)|\\(\d{1,3})/g,
  (whole, two, digits) => two === void 0 && digits !== void 0 ? String.fromCharCode(Number(digits) & 255) : whole
);

function codeOfDataUrl(address) {
  const [, coded, text2] = /^data:[\w.+/-]{0,80}(?:;[\w=-]{1,40}?){0,4}?(;base64)?,([\s\S]+)$/.exec(address) ?? [];
  if (text2 === void 0) return void 0;
  const plain4 = text2.replace(/%([0-9a-fA-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  return coded === void 0 ? plain4 : Buffer.from(plain4, "base64").toString("latin1");
}
function codeTakenIn(code, language, input) {
  if (input !== void 0 && /\b(?:do|require|load|dofile|import|include)\s*\(?\s*["']\/dev\/stdin["']/.test(code)) return [input];
  if (!code.includes("data:")) return [];
  if (language === "php") {
    const taken = code.matchAll(/\b(?:include|require)(?:_once)?\s*\(?\s*(["'])(data:(?:\\.|(?!\1)[^\\\n]){1,8000})\1/g);
    return [...taken].slice(0, 8).flatMap(([, , address = ""]) => codeOfDataUrl(unescaped(address))?.replace(/<\?(?:php|=)?/g, ";") ?? []);
  }
  return [
    ...code.matchAll(
      /\b(?:import|from|register|Worker|URL|importScripts)\s*\(?\s*(["'`])(data:(?:text|application)\/(?:java|ecma|type)script(?:\\.|(?!\1)[^\\\n]){1,8000})\1/g
    )
  ].slice(0, 8).flatMap(([, , address = ""]) => codeOfDataUrl(unescaped(address)) ?? []);
}

var takers = [
  [/^(python|pypy|ipython|bpython|ptpython|pythonw?)[\d.]*w?$/, /^-[a-zA-Z]*c$|^--command$/, "python"],
  [/^(node|nodejs|tsx|ts-node|bun|electron|zx|qjs|jsc|nodenv)$/, /^(-e|-p|-pe|-ep|--eval|--print|-te|-r)$/, "node"],
  [/^perl[\d.]*$/, /^-[a-zA-Z0-9]*[eE]$/, "perl"],
  [/^(ruby|irb|jruby|truffleruby|pry|mruby)[\d.]*$/, /^-[a-zA-Z0-9]*e$/, "ruby"],
  [/^php[\d.]*$/, /^(-r|-R|-B|-E|--run|--process-code)$/, "php"],
  [/^(lua|luajit|texlua|tarantool)[\d.]*$/, /^-e$/, "lua"],
  [/^(pwsh|powershell|powershell\.exe)$/, /^-(c|command|Command)$/, "powershell"],
  [/^(octave|octave-cli|matlab)$/, /^(--eval|-batch|-r)$/, "octave"],
  [/^(Rscript|R|rscript|littler|r)$/, /^-e$/, "Rscript"],
  [/^(elixir|iex|mix)$/, /^(-e|--eval|--rpc-eval)$/, "elixir"],
  [/^(erl|escript)$/, /^(-eval|-run)$/, "erl"],
  [
    /^(julia|groovy|scala|scala-cli|swipl|guile|ghc|runghc|tclsh|crystal|raku|clojure|clj|bb|nim|racket|expect|sbcl|ocaml|swift|kotlin|kotlinc)$/,
    /^(-e|-E|--eval|-eval|-c|--execute|--execute-snippet|-c:|-script)$/,
    ""
  ]
];
var dataOptions = /^(?:--(?:import|require|loader|experimental-loader|entry-url|preload)|-r)$/;
var others = /^(deno|timeit|osascript|[gmn]?awk|busybox-awk|manage\.py|django-admin|flask|django|rails|spring|artisan|drush|wp|n98-magerun2?|bin\/console)$/;
var takesCode = new RegExp([others, ...takers.map(([names7]) => names7)].map(({ source }) => source).join("|"));
var noCode = [];
function codeOf(name2, args) {
  if (!takesCode.test(name2)) return noCode;
  const short = [...ofProjects(name2, args)];
  if (name2 === "deno") {
    const held2 = args.flatMap((word) => /^(?:run|serve|test|bench)$/.test(args[0] ?? "") ? codeOfDataUrl(word) ?? [] : []);
    if (held2.length > 0) return held2.slice(0, 1).map((code) => ({ language: "deno", code }));
    return args[0] === "eval" ? args.slice(1).filter((word) => !word.startsWith("-")).slice(0, 1).map((code) => ({ language: "deno", code })) : [];
  }
  if (name2 === "osascript") return ofAppleScript(args);
  if (/^[gmn]?awk$|^busybox-awk$/.test(name2)) return ofAwk(args);
  if (name2 === "timeit") {
    const told2 = args.filter((word) => !word.startsWith("-"));
    return told2.length === 0 ? [] : [{ language: "python", code: told2.join("\n") }];
  }
  for (const [names7, options2, language] of takers) {
    if (!names7.test(name2)) continue;
    const spoken3 = language === "" ? /^(clj|clojure|bb)$/.test(name2) ? "clojure" : /^(runghc)$/.test(name2) ? "ghc" : name2.replace("scala-cli", "scala") : language;
    short.push(...behind(args, options2, spoken3, name2));
  }
  return short;
}
function behind(args, options2, language, name2) {
  const out2 = [];
  for (const [index, word] of args.entries()) {
    const isOption2 = options2.test(args[index - 1] ?? "");
    if (isOption2 && name2 !== "powershell" && name2 !== "pwsh") out2.push({ language, code: word, args: withoutMark(args.slice(index + 1)) });
    else if (isOption2) return [{ language, code: args.slice(index).join(" ") }];
    const [, glued] = /^--(?:eval|print|execute|command|run|exec)=([\s\S]*)$/.exec(word) ?? [];
    if (glued !== void 0) out2.push({ language, code: glued, args: withoutMark(args.slice(index + 1)) });
    if (language === "php") {
      const held2 = codeOfDataUrl(/^auto_(?:prepend|append)_file=(["']?)(data:[\s\S]*)\1$/.exec(word.replace(/^-d/, ""))?.[2] ?? "");
      if (held2 !== void 0) out2.push({ language, code: held2.replace(/<\?(?:php|=)?/g, ";") });
    }
    if (language === "node") {
      const address = dataOptions.test(args[index - 1] ?? "") ? word : /^--[a-z-]{1,40}=(data:[\s\S]*)$/.exec(word)?.[1] ?? "";
      const held2 = codeOfDataUrl(address);
      if (held2 !== void 0) out2.push({ language, code: held2 });
    }
    const [, short, stuck] = /^(-[erc])([\s\S]+)$/.exec(word) ?? [];
    if (short !== void 0 && stuck !== void 0 && options2.test(short) && /[\s("';]/.test(stuck))
      out2.push({ language, code: stuck, args: withoutMark(args.slice(index + 1)) });
  }
  const [first3] = out2;
  return out2.length > 1 && first3 !== void 0 && /^(perl|ruby|Rscript|lua|ghc)$/.test(language) ? [{ ...first3, code: out2.map(({ code }) => code).join("\n") }] : out2;
}
var withoutMark = (args) => args[0] === "--" ? args.slice(1) : args;
function ofAppleScript(args) {
  const language = args.some((word, index) => /^JavaScript$/i.test(word) && args[index - 1] === "-l") ? "node" : "osascript";
  const lines4 = args.filter((_, index) => args[index - 1] === "-e");
  return lines4.length === 0 ? [] : [{ language, code: lines4.join("\n") }];
}
function ofAwk(args) {
  const variables2 = {};
  let at2 = 0;
  const out2 = [];
  for (; at2 < args.length && args[at2]?.startsWith("-"); at2++) {
    const word = args[at2] ?? "";
    const [, set3] = /^(?:-v|--assign=)(.+)$/.exec(word) ?? [];
    const setting2 = set3 ?? (word === "-v" || word === "--assign" ? args[at2 + 1] : void 0);
    const [, key, value2 = ""] = /^(\w+)=([\s\S]*)$/.exec(setting2 ?? "") ?? [];
    if (key !== void 0) variables2[key] = unescaped(value2);
    if ((word === "-e" || word === "--source") && args[at2 + 1] !== void 0) out2.push({ language: "awk", code: args[at2 + 1] ?? "", variables: variables2 });
    if (/^(-[vFfielEM]|--assign|--field-separator|--file|--include|--source|--load)$/.test(word)) at2++;
  }
  const program = args[at2];
  return out2.length > 0 ? out2 : program === void 0 ? [] : [{ language: "awk", code: program, args: args.slice(at2 + 1), variables: variables2 }];
}
function ofProjects(name2, args) {
  const value2 = (options2) => args.flatMap(
    (word, index) => options2.test(args[index - 1] ?? "") ? [word] : options2.test(word.split("=")[0] ?? "") && word.includes("=") ? [word.slice(word.indexOf("=") + 1)] : []
  );
  const [task = ""] = args;
  if (/^(manage\.py|django-admin|flask|django)$/.test(name2))
    return args.some((word) => /^shell(_plus)?$/.test(word)) ? value2(/^(-c|--command)$/).map((code) => ({ language: "python", code })) : [];
  if (/^(rails|spring)$/.test(name2) && /^(runner|r)$/.test(task))
    return args.slice(1).filter((word, index) => !word.startsWith("-") && !/^(-e|--environment)$/.test(args[index] ?? "")).slice(0, 1).map((code) => ({ language: "ruby", code }));
  if (name2 === "artisan" && task === "tinker") return value2(/^--execute$/).map((code) => ({ language: "php", code }));
  if (/^(drush|wp|n98-magerun2?|bin\/console)$/.test(name2) && /^(php:eval|php-eval|ev|eval)$/.test(task))
    return args.slice(1).filter((word) => !word.startsWith("-")).slice(0, 1).map((code) => ({ language: "php", code }));
  return [];
}

var most6 = 400;
function namesOf(tokens) {
  const bindings = /* @__PURE__ */ new Map();
  const functions = /* @__PURE__ */ new Map();
  let count = 0;
  const bind = (name2, binding) => {
    if (++count > most6) return;
    const own2 = bindings.get(name2);
    if (own2 === void 0) bindings.set(name2, [binding]);
    else own2.push(binding);
  };
  const text2 = (at2) => tokens[at2]?.text ?? "";
  const isMark2 = (at2, mark) => tokens[at2]?.kind === "mark" && text2(at2) === mark;
  const isName2 = (at2) => tokens[at2]?.kind === "name";
  function isWithinCall(at2) {
    for (let index = at2 - 1, level = 0; index > 0 && at2 - index < 80; index--) {
      if (tokens[index]?.kind !== "mark") continue;
      if (/^[)\]}]$/.test(text2(index))) level++;
      else if (/^[([{]$/.test(text2(index)) && --level < 0)
        return text2(index) === "(" && tokens[index]?.spaced === false && (isName2(index - 1) || /^[)\]]$/.test(text2(index - 1)));
    }
    return false;
  }
  function namesBefore(at2) {
    const out2 = [];
    for (let index = at2; index >= 0 && at2 - index < 24; index--) {
      const token2 = tokens[index];
      if (token2.kind === "name" && !/^(const|let|var|my|our|local|val|await)$/.test(token2.text) && !/^(\.|->|::)$/.test(text2(index - 1))) {
        out2.unshift(token2.text);
        if (!isMark2(index - 1, ",") && !/^[[({]$/.test(text2(index - 1))) break;
      } else if (token2.kind !== "mark" || !/^[,()[\]{}*]$/.test(token2.text)) break;
      else if (/^[([{]$/.test(token2.text)) break;
    }
    return out2;
  }
  function bindParts(from, to, binding) {
    for (let at2 = from; at2 < to; at2++) {
      if (!isName2(at2) || text2(at2) === "as" || text2(at2) === "type") continue;
      const renamed = isMark2(at2 + 1, ":") || text2(at2 + 1) === "as";
      bind(renamed ? text2(at2 + 2) : text2(at2), { ...binding, part: text2(at2) });
      if (renamed) at2 += 2;
    }
  }
  function dotted(at2) {
    let end = at2;
    let out2 = text2(end++);
    while (isMark2(end, ".") || isMark2(end, "::")) {
      out2 += `.${text2(end + 1)}`;
      end += 2;
    }
    return [out2, end];
  }
  function parametersAt(at2) {
    const out2 = [];
    for (let index = at2 + 1; index < at2 + 40 && index < tokens.length && !isMark2(index, ")"); index++)
      if (isName2(index) && /^[(,&*$]$|^\*\*$/.test(text2(index - 1))) out2.push(text2(index));
      else if (isName2(index) && isName2(index - 1) && out2.length > 0) out2[out2.length - 1] = text2(index);
    return out2;
  }
  for (let at2 = 0; at2 < tokens.length; at2++) {
    const token2 = tokens[at2];
    const word = token2.kind === "name" && token2.sigil === void 0 ? token2.text : "";
    if (token2.kind === "mark" && /^(=|:=|\|\|=|\?\?=)$/.test(token2.text)) {
      if (isMark2(at2 - 1, "}")) {
        let open = at2 - 1;
        while (open > 0 && !isMark2(open, "{") && at2 - open < 60) open--;
        bindParts(open + 1, at2 - 1, { at: at2 + 1, each: false });
        continue;
      }
      const before = namesBefore(at2 - 1);
      const names7 = before.length > 1 && isWithinCall(at2) ? before.slice(-1) : before;
      const ranged2 = text2(at2 + 1) === "range";
      for (const [index, name2] of names7.entries()) bind(name2, { at: at2 + (ranged2 ? 2 : 1), each: ranged2, ...names7.length > 1 && !ranged2 ? { index } : {} });
    } else if (/^(for|foreach)$/.test(word)) bindLoop(at2);
    else if (word === "as" && isName2(at2 + 1) && !isMark2(at2 - 1, "}")) bindWith(at2);
    else if (word === "import" && !isMark2(at2 + 1, "(")) bindImport(at2);
    else if (word === "from" && isName2(at2 + 1)) bindFrom(at2);
    else if (/^(def|function|fn|func|fun|sub)$/.test(word) && isName2(at2 + 1) && isMark2(at2 + 2, "(")) functions.set(text2(at2 + 1), parametersAt(at2 + 2));
    else if (token2.kind === "name" && isMark2(at2 + 1, "=") && isMark2(at2 + 2, "(")) arrowAt(at2, at2 + 2);
    else if (token2.kind === "name" && isMark2(at2 + 1, "=") && isName2(at2 + 2) && isMark2(at2 + 3, "=>")) functions.set(token2.text, [text2(at2 + 2)]);
    else if (token2.kind === "name" && isMark2(at2 + 1, "=") && text2(at2 + 2) === "lambda" && isName2(at2 + 3)) functions.set(token2.text, [text2(at2 + 3)]);
  }
  function arrowAt(at2, open) {
    const parameters = parametersAt(open);
    let close = open;
    while (close < open + 40 && !isMark2(close, ")")) close++;
    if (isMark2(close + 1, "=>")) functions.set(text2(at2), parameters);
  }
  function bindEach(each3, at2) {
    for (const name2 of each3) bind(name2, { at: at2, each: true });
  }
  function bindLoop(at2) {
    const names7 = [];
    if (isMark2(at2 + 1, "(") && (isName2(at2 + 2) && isMark2(at2 + 3, "(") || tokens[at2 + 2]?.sigil === "@")) return bind("_", { at: at2 + 1, each: true });
    for (let index = at2 + 1; index < at2 + 24 && index < tokens.length; index++) {
      const token2 = tokens[index];
      if (token2.kind === "name" && /^(in|of)$/.test(token2.text) && names7.length > 0) return bindEach(names7, index + 1);
      if (token2.kind === "mark" && /^(<-|:=)$/.test(token2.text)) return;
      if (token2.kind === "mark" && token2.text === "<" && isMark2(index + 1, "-")) return bindEach(names7, index + 2);
      if (token2.kind === "mark" && token2.text === ":" && names7.length > 0) return bind(names7.at(-1) ?? "", { at: index + 1, each: true });
      if (token2.kind === "mark" && token2.text === "=") return bindEach(names7, index + 1);
      if (token2.kind === "mark" && token2.text === "(" && index > at2 + 1) return bind(names7.at(-1) ?? "_", { at: index, each: true });
      if (token2.kind === "name" && !/^(const|let|var|my|our|final|await|auto|each)$/.test(token2.text)) {
        if (names7.length === 0 && (isMark2(index + 1, "(") || isMark2(index + 1, ".") || isMark2(index + 1, ";")) && index === at2 + 1) {
          if (token2.sigil === void 0 || !isMark2(index + 1, "(")) return bind("_", { at: index, each: true });
        }
        names7.push(token2.text);
      }
    }
    bind("_", { at: at2 + 1, each: true });
  }
  function bindWith(at2) {
    let from = at2 - 1;
    for (let level = 0; from > 0 && at2 - from < 60; from--) {
      if (/^[)\]}]$/.test(text2(from))) level++;
      if (/^[([{]$/.test(text2(from)) && --level < 0) break;
      if (tokens[from]?.kind === "name" && /^(with|foreach|import)$/.test(text2(from)) && level === 0) break;
      if (level === 0 && isMark2(from, ",")) break;
    }
    if (text2(from) === "import") return;
    bind(text2(at2 + 1), { at: from + 1, each: isMark2(from, "(") });
  }
  function bindImport(at2) {
    if (isMark2(at2 + 1, "{") || isMark2(at2 + 1, "*") || isName2(at2 + 1) && (text2(at2 + 2) === "from" || isMark2(at2 + 2, ",")) && !isMark2(at2 + 3, ".")) {
      let from = at2 + 1;
      while (from < at2 + 60 && from < tokens.length && text2(from) !== "from") from++;
      const module = text2(from) === "from" && tokens[from + 1]?.kind === "text" ? text2(from + 1).replace(/^node:/, "").replace(/\/promises$/, ".promises") : void 0;
      if (module !== void 0) {
        if (isMark2(at2 + 1, "*")) return bind(text2(at2 + 3), { at: 0, each: false, module });
        if (isName2(at2 + 1)) bind(text2(at2 + 1), { at: 0, each: false, module });
        const open = tokens.slice(at2, from).findIndex(({ text: mark, kind }) => kind === "mark" && mark === "{");
        if (open !== -1) bindParts(at2 + open + 1, from, { at: 0, each: false, module });
        return;
      }
    }
    for (let from = at2 + 1; isName2(from); ) {
      const [module, end] = dotted(from);
      if (text2(end) === "as") bind(text2(end + 1), { at: 0, each: false, module });
      from = text2(end) === "as" ? end + 3 : end + 1;
      if (!isMark2(from - 1, ",")) break;
    }
  }
  function bindFrom(at2) {
    const [module, end] = dotted(at2 + 1);
    if (text2(end) !== "import") return;
    const open = isMark2(end + 1, "(") ? 1 : 0;
    let to = end + 1 + open;
    while (to < tokens.length && to < end + 60 && !(tokens[to]?.first && open === 0) && !/^[;)]$/.test(text2(to))) to++;
    bindParts(end + 1 + open, to, { at: 0, each: false, module });
  }
  return { bindings, functions };
}

var plain2 = {
  comments: ["//"],
  puts: "none",
  backticksRun: false,
  sigils: false,
  joins: ["+"],
  beside: false,
  bare: false,
  blanks: false,
  quoteIsName: false,
  decimals: false
};
var dialects = {
  awk: { comments: ["#"], beside: true },
  bun: { puts: "backticks" },
  c: { beside: true },
  clojure: { comments: [";"], bare: true, blanks: true, quoteIsName: true },
  crystal: { comments: ["#"], puts: "hash", backticksRun: true, bare: true },
  deno: { puts: "backticks" },
  elixir: { comments: ["#"], puts: "hash", joins: ["<>", "+"], bare: true },
  erl: { comments: ["%"], joins: ["++"] },
  ghc: { comments: ["--"], joins: ["++", "<>"], bare: true, blanks: true },
  groovy: { puts: "dollar", bare: true },
  julia: { comments: ["#"], puts: "dollar", backticksRun: true, joins: ["*"] },
  kotlin: { puts: "dollar" },
  lua: { comments: ["--"], joins: [".."], bare: true, decimals: true },
  nim: { comments: ["#"], joins: ["&"], bare: true },
  node: { puts: "backticks" },
  octave: { comments: ["%", "#"] },
  perl: { comments: ["#"], puts: "dollar", backticksRun: true, sigils: true, joins: ["."], bare: true },
  php: { comments: ["//", "#"], puts: "dollar", backticksRun: true, sigils: true, joins: ["."] },
  powershell: { comments: ["#"], puts: "dollar", sigils: true },
  python: { comments: ["#"], puts: "f", beside: true },
  raku: { comments: ["#"], puts: "dollar", sigils: true, joins: ["~"], bare: true },
  Rscript: { comments: ["#"] },
  ruby: { comments: ["#"], puts: "hash", backticksRun: true, joins: ["+", "<<"], bare: true, beside: true },
  rust: { quoteIsName: true },
  scala: { puts: "dollar" }
};
var same = { R: "Rscript", rscript: "Rscript", iex: "elixir", irb: "ruby", bb: "clojure", luajit: "lua", swift: "kotlin" };
function dialectOf(language) {
  const name2 = Object.hasOwn(same, language) ? same[language] : language;
  return { ...plain2, ...Object.hasOwn(dialects, name2) ? dialects[name2] : {} };
}

var files = /^(?:.*\.)?(?:os|File|Files|Dir|Directory|FileUtils|FileSystem|IO|fs|fsp|promises|fse|fs-extra|fsExtra|Deno|Pathname|Path|Storage|shutil|System\.IO\.\w+|pathlib|unlinkSync|FileManager|default|file|filelib|fn|java\.nio\.file\.Files|std\.fs|tokio\.fs|mem|disk)$/;
var plainOr = (pattern) => new RegExp(`^$|${pattern.source}`);
var deedCalls = [
  {
    names: /^(_?rmtree(?:_safe_fd|_unsafe)?|remove_tree|rimraf(Sync)?|rm_rf!?|rm_r|remove_dir|remove_entry|remove_entry_secure|RemoveAll|remove_dir_all|removeDirectoryRecursive|removePathForcibly|del_dir_r|deleteDirectory|cleanDirectory|forceDelete|emptyDir(Sync)?|deleteRecursively|deleteDir|delete_directory|delete-directory|delete-tree|remove_all|removeDir|removeTree|rmdir_all|remove_dir_contents|removeItem|trashItem|rm_rf_safe|DirectoryDelete)$/,
    does: "remove",
    deep: true,
    on: "all"
  },
  { names: /^(deleteRecursively|deleteDir|rmtree|remove_tree|deltree|remove_dir_all)$/, does: "remove", deep: true, on: "itself" },
  { names: /^remove(Sync)?$/, owner: /(^|\.)(fse|fsExtra|fs-extra|jetpack)$/, does: "remove", deep: true, on: "all" },
  { names: /^(del|deleteSync|deleteAsync|trash)$/, owner: /^(del|trash)?$/, does: "remove", deep: true, on: "all" },
  { names: /^(rm|rmdir|remove|Delete|unlink|delete|Remove)(Sync)?$/, owner: plainOr(files), does: "remove", deep: "asked", on: "all" },
  {
    names: /^(rmdir|unlink|rm_f|removedirs|remove_file|removeFile|removeDirectory|del_dir|rm!|rmdir!|deleteIfExists|DeleteFile|safe_unlink|deleteFile|file_delete|delete_file|delete-file|tryRemoveFile)(Sync)?$/,
    does: "remove",
    deep: "asked",
    on: "all"
  },
  { names: /^(unlink|rmdir|delete|deleteOnExit|delete!|Delete|remove|rmtree)$/, does: "remove", deep: "asked", on: "itself" },
  { names: /^(remove|file_remove)$/, owner: /^(file)?$/, does: "remove", deep: "asked", on: "all" },
  { names: /^(shred)$/, does: "remove", deep: true, on: "all" },
  {
    names: /^(copyfile|copy2?|copy_file|copyFile(Sync)?|cp(Sync)?|cp_r|CopyFile|copy_entry|cp_rf?!?|copyFileOrDirectory)$/,
    owner: plainOr(files),
    does: "overwrite",
    deep: false,
    on: "second"
  },
  {
    names: /^(move|mv|rename|renames|replace|renameSync|moveSync|Rename|Move|rename!|file_rename|renameDirectory|renamePath)$/,
    owner: plainOr(files),
    does: "move",
    deep: true,
    on: "first"
  },
  { names: /^(rename|replace|renameTo|move)$/, does: "move", deep: true, on: "itself" },
  { names: /^(truncate|ftruncate|truncateSync)$/, owner: plainOr(files), does: "overwrite", deep: false, on: "first" },
  {
    names: /^(writeFile(Sync)?|file_put_contents|WriteFile|writeTextFile(Sync)?|writeString|write_file|WriteAllText|WriteAllBytes|outputFile(Sync)?|writeLines|createWriteStream|binwrite|outputJson(Sync)?|writeJson(Sync)?)$/,
    does: "overwrite",
    deep: false,
    on: "first"
  },
  { names: /^write!?$/, owner: /(^|\.)(File|IO|fs|Bun|Files|std\.fs)$/, does: "overwrite", deep: false, on: "first" },
  { names: /^(write_text|write_bytes|writeText|setText)$/, does: "overwrite", deep: false, on: "itself" },
  { names: /^output$/, owner: /^io$/, does: "overwrite", deep: false, on: "first" },
  { names: /^(Create|create|createSync)$/, owner: /(^|\.)(os|File|Deno)$/, does: "overwrite", deep: false, on: "first" },
  { names: /^(appendFile(Sync)?|appendText|AppendAllText|append_to_file)$/, does: "append", deep: false, on: "first" },
  { names: /^(chmod_R|chown_R)$/, does: "permit", deep: true, on: "all" },
  { names: /^l?chmod(Sync)?!?$|^set_permissions$|^Chmod$/, does: "permit", deep: false, on: "all" },
  { names: /^l?chown(Sync)?$|^Chown$/, does: "own", deep: false, on: "all" },
  {
    names: /^(readFile(Sync)?|file_get_contents|readTextFile(Sync)?|ReadFile|read_to_string|readfile|ReadAllText|readLines|readString|readAllLines|file|slurp|read_file|readlines|binread|foreach|parse_ini_file|dotenv_values|load_dotenv|readAllBytes|ReadAllBytes)$/,
    does: "read",
    deep: false,
    on: "first"
  },
  { names: /^(read!?|stream!?|new|open)$/, owner: /(^|\.)(File|IO|Pathname)$/, does: "read", deep: false, on: "first" },
  { names: /^(read_text|read_bytes|readText|getText)$/, does: "read", deep: false, on: "itself" }
];
var asksForAll = (raw) => /\brecursive['"]?\s*(?:[:=]|=>)\s*(?:true|!0|1|TRUE|True|T|\$true)|["']rf?["']|,\s*\$?true\b|,\s*["']s["']|:recursive|recurs\w*:\s*true/i.test(raw);

var shells2 = /^(?:$|(?:.*\.)?(?:os|posix|subprocess|child_process|node:child_process|process|Kernel|Process|Object|cp|childProcess|shell|shelljs|sh|exec|io|IO|Core|self|asyncio|pty|commands|platform|Open3|syscall|POSIX|popen2|util|zx|execa|execa\.\w+|Bun|Deno|Runtime|getRuntime|libc|Core\.System|System|System\.Process|Sys|mix|Foundation|ffi\.C|C|sys\.process|spawn|\$|Shell)$)/;
var runCalls = [
  {
    names: /^(system|shell_exec|passthru|getoutput|getstatusoutput|doShellScript|callCommand|spawnCommand|readCommand|execaCommand(Sync)?|execCommand|shellexec|execShell|ShellExecute|sudo_exec|executeShell|executeShellCommand|gorilla_exec|shell_command|systemlist)$/,
    as: "either"
  },
  {
    names: /^(popen[234]?|proc_open|pcntl_exec|capture[23]e?|popen2e|pipeline\w*|backticks|create_subprocess_shell|create_subprocess_exec|posix_spawnp?|forkpty|getExecOutput|execSync|execFileSync|spawnSync|execFile|Popen|check_call|check_output|ProcessBuilder|callProcess|rawSystem|readProcess|proc|exec[lv]p?e?|spawn[lv]p?e?|execvpe|startProcess|StartProcess|execlpe|subprocess_run|ExecuteCmd)$/,
    as: "either"
  },
  { names: /^(exec|spawn|fork|execute|execa|sync)$/, owner: shells2, as: "either" },
  {
    names: /^(run|call|Command|cmd|shell|start|Start|sh|detach|daemon|launch|execa|spawn_link|shellout|Process|open|eval_shell)$/,
    owner: /(^|\.)(subprocess|sp|os|System|Process|exec|Deno|std\.process|process|sh|shell|Core|clojure\.java\.shell|local|Diagnostics\.Process|Open3|Foundation|sys\.process|Sys|tokio\.process|shelljs|Port|fabric|invoke|plumbum|Mix)$/,
    as: "words"
  },
  { names: /^(cmd)$/, owner: /^os$/, as: "line" },
  { names: /^(shell|run|sh|Command|Process|execa|shelly|stringProcess|bash|zsh|check_call|runCommand)$/, owner: /^$/, as: "words" },
  { names: /^(exec)$/, owner: /(getRuntime|Runtime|runtime|rt)$/, as: "either" }
];
var executing = /^(execute|!|!!|lazyLines|run|spawn|start|executeOnShell)$/;
var addingWords = /^(arg|args|command|addArgument|setArguments|Arguments)$/;
var evaluators = /^(eval|exec|execfile|compile|instance_eval|class_eval|module_eval|Function|runInThisContext|runInNewContext|runInContext|loadstring|load|dostring|create_function|assert|eval_string|evaluate|eval_quoted|EvalString|parse_eval|evalScript|interactiveEval|execScript|Script|runSource)$/;
var mapping = /^(map|starmap|filter|each|forEach|for_each|foreach|array_map|array_walk|array_filter|call_user_func|call_user_func_array|apply|lapply|sapply|Map|then|call|bind|collect|flatMap|each_with_index|mapM_|forM_|reduce|submit|imap|pmap|every|some|find|tap|run|Thread|Timer|setTimeout|setImmediate|queueMicrotask|nextTick|register|at_exit|finally|pcall|xpcall|invoke|invokeMethod|vapply|register_shutdown_function|forward_static_call|forward_static_call_array|array_reduce|usort|uasort|iterator_apply|preg_replace_callback|set_error_handler|set_exception_handler|ReflectionFunction|walk|doseq|run!|mapv|partial|Reflect)$/;

var most7 = 64;
var longest = 4e3;
var cutText = (text2) => text2.length <= longest ? text2 : `${text2.slice(0, longest)}
${unknown} --rest`;
var cutList = (texts2, count) => texts2.length <= count ? texts2 : [...texts2.slice(0, count), unknown];
var nothing2 = { texts: [unknown], list: false };
var textValue = (text2, more3 = {}) => ({ texts: [cutText(text2)], list: false, ...more3 });
var listValue = (values) => ({
  texts: cutList(
    values.flatMap(({ texts: texts2 }) => texts2),
    4 * most7
  ),
  list: true,
  ...flagsOf(values)
});
var isKnown = ({ texts: texts2 }) => texts2.some((text2) => text2.replaceAll(unknown, "") !== "");
var flagsOf = (values) => ({
  ...values.some(({ computed }) => computed) ? { computed: true } : {},
  ...values.some(({ secret }) => secret) ? { secret: true } : {},
  ...values.some(({ fetched }) => fetched) ? { fetched: true } : {},
  ...values.some(({ walked }) => walked) ? { walked: true } : {}
});
function eitherOf(values) {
  const [first3 = nothing2] = values;
  if (values.length <= 1) return first3;
  const known3 = values.filter(isKnown);
  const ref = values.find((value2) => value2.ref !== void 0)?.ref;
  return {
    texts: known3.length === 0 ? [unknown] : cutList([...new Set(known3.flatMap(({ texts: texts2 }) => texts2))], most7),
    list: known3.some(({ list: list4 }) => list4),
    ...ref === void 0 ? {} : { ref },
    ...values.some(({ path }) => path) ? { path: true } : {},
    ...flagsOf(values)
  };
}
var eachOf = (value2) => ({ ...value2, list: false });
function joined2(one, other, by) {
  const texts2 = [];
  for (const left of one.texts) for (const right of other.texts) if (texts2.length < most7) texts2.push(cutText(by(left, right)));
  if (one.texts.length * other.texts.length > most7) texts2.push(unknown);
  return { texts: texts2, list: false, ...one.path || other.path ? { path: true } : {}, ...flagsOf([one, other]), computed: true };
}
var changed2 = (value2, change) => ({
  ...without(value2),
  texts: value2.texts.map((text2) => cutText(change(text2))),
  computed: true
});
var without = ({ ref: _, ...value2 }) => value2;
function joinedPath(one, other) {
  if (one === "" || one === ".") return other === "" ? "." : other;
  if (other === "" || other === ".") return one;
  if (other.startsWith("/") || other.startsWith("~") || one !== "/" && other.startsWith(`${one}/`)) return other;
  return `${one.replace(/\/$/, "")}/${other}`;
}

var noEffects = () => ({ lines: [], runs: [], deeds: [], statements: [], listed: [], built: [], written: [] });
var quoted2 = (word) => word === "" || /[^\w./=:,@%+-]/.test(word) ? `'${word.replaceAll("'", "'\\''")}'` : word;
var doesSomething2 = (name2) => runCalls.some(({ names: names7, owner: owner4 }) => names7.test(name2) && (owner4 === void 0 || owner4.test(""))) || deedCalls.some(
  ({ names: names7, does }) => names7.test(name2) && does !== "read" && does !== "move" && !/^(delete|remove|replace|move|write|create|cp|copy)$/.test(name2)
);
function noteCall(call, place, effects) {
  const { name: name2, owner: owner4, on, args, named: named5, raw } = call;
  const via = `${place.language} ${[owner4, name2].filter((part) => part !== "" && !part.includes("(")).join(".").slice(-40)}`;
  if (on?.words !== void 0 && addingWords.test(name2)) {
    on.words.push(...args.flatMap(({ texts: texts2 }) => texts2));
    return on;
  }
  if (/^(kill|killpg|posix_kill)$/.test(name2) && /\bppid\b|getppid/i.test(raw)) effects.runs.push({ via, words: ["kill", "-9", "$PPID"] });
  if (/^(kill|killpg|posix_kill|sigqueue)$/.test(name2) && args.some(({ texts: texts2 }) => texts2.includes("-1")))
    effects.runs.push({ via, words: ["kill", "-9", "--", "-1"] });
  const held2 = on !== void 0 && on.ref === void 0 && isKnown(on) ? on : void 0;
  if (executing.test(name2) && held2 !== void 0 && held2.path !== true && (name2 === "execute" || name2.startsWith("!")) && /^(groovy|scala|kotlin|jenkins)/.test(place.language)) {
    noteRun("either", [held2], via, named5, effects);
    return void 0;
  }
  const run2 = runCalls.find(({ names: names7, owner: wanted }) => names7.test(name2) && (wanted === void 0 || wanted.test(owner4)));
  if (run2 !== void 0 && !(held2 !== void 0 && owner4 === "") && !isStatement(name2, args[0])) {
    const program = name2 === "Command" || name2 === "Process" && args.length > 0 ? buildUp([...args, ...named5["args"] === void 0 ? [] : [named5["args"]]], via, effects) : void 0;
    if (program === void 0)
      noteRun(
        run2.as === "line" || run2.as === "words" ? run2.as : "either",
        args,
        via,
        named5,
        effects,
        raw,
        /spawn|[lv]p?e?$|File|capture/.test(name2) && !/^(system|shell)/.test(name2)
      );
    return program;
  }
  noteDeed(call, place, via, effects);
  return void 0;
}
var statement = /^\s*(?:select\s|insert\s+(?:or\s+\w+\s+)?into\s|update\s+\S+\s+set\s|delete\s+from\s|with\s+(?:recursive\s+)?\w+\s*(?:\([^()]{0,200}\)\s*)?as\s*\(|create\s+(?:temp\w*\s+|unique\s+|or\s+replace\s+|virtual\s+)?(?:table|index|view|database|schema|trigger)\s|alter\s+table\s|drop\s+(?:table|index|view|database|schema)\s|pragma\s|explain\s|analyze\s|vacuum\b|begin\b|commit\b|truncate\s+table\s|show\s+\w|set\s+\w+\s*(?:=|to\s))/i;
var isStatement = (name2, told2) => /^(?:exec|execute|run|call|command|Command)$/.test(name2) && told2?.texts.every((text2) => statement.test(text2) && !/\$\(|`/.test(text2)) === true;
function buildUp(args, via, effects) {
  const words2 = args.flatMap(({ texts: texts2 }) => texts2);
  effects.built.push({ via, words: words2 });
  return { ...textValue(words2[0] ?? unknown), words: words2 };
}
function noteRun(as, args, via, named5, effects, raw = "", separate = false) {
  const extra = [named5["args"], named5["argv"], named5["arguments"]].flatMap((value2) => value2?.texts ?? []);
  const [first3] = args;
  const program = first3 ?? named5["cmd"] ?? named5["executable"] ?? named5["path"];
  if (program === void 0 || program.texts.length === 0 && extra.length === 0) return;
  if (!isKnown(program) && !args.slice(1).some(isKnown)) {
    if (raw.trim() !== "" && !(program.ref !== void 0 && /^(None|null|undefined|self|this|true|false)$/.test(program.ref)))
      effects.hides ??= "a command that it computes";
    return;
  }
  const words2 = [...program.texts, ...args.slice(1).flatMap(({ texts: texts2 }) => texts2), ...extra];
  const folder = named5["cwd"]?.texts[0] ?? named5["current_dir"]?.texts[0] ?? named5["chdir"]?.texts[0];
  const into = folder === void 0 || folder.includes(unknown) || folder === "." ? "" : `cd ${quoted2(folder)} && `;
  const alone = args.length <= 1 && extra.length === 0;
  if (!program.list && (alone || as === "line") && !(separate && !alone)) {
    for (const text2 of program.texts) effects.lines.push({ via, text: into + text2 });
    return;
  }
  const [head = ""] = words2;
  if (/\s/.test(head.trim()) && !program.list) effects.lines.push({ via, text: `${into}${words2.join(" ")}` });
  else if (into !== "") effects.lines.push({ via, text: into + words2.map(quoted2).join(" ") });
  else effects.runs.push({ via, words: program.list && args.length > 1 && head === words2[program.texts.length] ? words2.slice(program.texts.length) : words2 });
}
function noteDeed({ name: name2, owner: owner4, on, args, named: named5, raw }, place, via, effects) {
  const isPlace = on !== void 0 && on.ref === void 0 && on.path === true;
  for (const { names: names7, owner: wanted, does, deep, on: which } of deedCalls) {
    if (!names7.test(name2)) continue;
    if (which === "itself" ? !isPlace : isPlace && on !== void 0 && args.length === 0) continue;
    if (wanted !== void 0 && !wanted.test(owner4)) continue;
    if (which !== "itself" && on !== void 0 && on.ref === void 0 && on.path !== true && isKnown(on)) continue;
    if (does === "move" && which === "itself" && args.length !== 1) continue;
    const isDeep = deep === "asked" ? asksForAll(raw) || isTrue(named5["recursive"]) : deep;
    const told2 = which === "itself" ? [on ?? nothing2] : which === "second" ? args.slice(1, 2) : which === "last" ? args.slice(-1) : which === "first" ? args.slice(0, 1) : args;
    const targets = told2.length === 0 && which !== "itself" ? [named5["path"], named5["at"], named5["atPath"], named5["dst"], named5["name"]].filter((value2) => value2 !== void 0) : told2;
    const empties = does === "overwrite" && isEmptying(name2, raw.replace(/\([^()]{0,400}\)/g, "()"));
    noteTargets(targets, does, isDeep, via, place, effects, empties);
    if (does === "move" && which === "first" && args[1] !== void 0) noteTargets([args[1]], "overwrite", false, via, place, effects);
    return;
  }
}
var modeAmong = (values) => values.flatMap(({ texts: texts2 }) => texts2).flatMap((text2) => /^0?o?([0-7]{3,4})$/.exec(text2)?.[1] ?? [])[0] ?? "u+r";
var isTrue = (value2) => value2?.texts.some((text2) => /^(true|True|TRUE|1|T)$/.test(text2)) ?? false;
var isEmptying = (name2, raw) => /^f?truncate(Sync)?$/.test(name2) ? !/,\s*[1-9]/.test(raw) : /(?:^|,)\s*(?:b?""|b?''|``|String\.new|nil|Buffer\.alloc\(\s*0\s*\)|new Uint8Array\(\s*0?\s*\)|data="")\s*(?:,|\)|$)/.test(raw);
function noteTargets(values, does, deep, via, place, effects, empties = false) {
  for (const value2 of values) {
    if (value2.ref !== void 0 && !isKnown(value2) && /^(True|False|true|false|None|nil|null|undefined|stat\..*|File\..*|FALSE|TRUE)$/.test(value2.ref))
      continue;
    for (const text2 of value2.texts.slice(0, 64)) {
      if (/^(0o?)?\d+$/.test(text2) && (does === "permit" || does === "own")) continue;
      if (text2 === "" || /^[a-z]+$/.test(text2) && /^(rf|r|s|T|recursive|force)$/.test(text2)) continue;
      if (text2 === unknown && does !== "remove") continue;
      if (text2 === unknown && !deep && does === "remove" && !effects.deeds.some((deed) => deed.word === unknown)) {
        effects.deeds.push({ does, deep: false, word: unknown, via });
        continue;
      }
      const words2 = text2.startsWith("/") || text2.startsWith("~") || text2.includes(unknown) || place.folders.size === 0 ? [text2] : [...place.folders].map((folder) => joinedPath(folder, text2));
      if (does === "permit") for (const word of words2) effects.runs.push({ via, words: ["chmod", ...deep ? ["-R"] : [], modeAmong(values), word] });
      for (const word of words2)
        effects.deeds.push({ does, deep: deep || value2.walked === true && does === "remove", word: globbed(word), via, ...empties ? { empties } : {} });
    }
  }
}

var textAt2 = (list4, at2) => list4[at2]?.text ?? "";
var isMark = (list4, at2, mark) => list4[at2]?.kind === "mark" && list4[at2]?.text === mark;
var opensBracket = (list4, at2) => list4[at2]?.kind === "mark" && /^[([{]$/.test(textAt2(list4, at2));
var isBlock = (list4, at2) => (isMark(list4, at2, "{") || textAt2(list4, at2) === "do") && isMark(list4, at2 + 1, "|");
function closingsOf(list4) {
  const closings = /* @__PURE__ */ new Map();
  const open = [];
  for (const [index, token2] of list4.entries()) {
    if (token2.kind !== "mark") continue;
    if (/^[([{]$/.test(token2.text)) open.push(index);
    else if (/^[)\]}]$/.test(token2.text)) closings.set(open.pop() ?? -1, index);
  }
  return closings;
}

var mostWork = 12e3;
function closeOf({ closings }, list4, at2) {
  let known3 = closings.get(list4);
  if (known3 === void 0) {
    known3 = closingsOf(list4);
    closings.set(list4, known3);
  }
  return known3.get(at2) ?? list4.length;
}
function nextItem(evaluation, list4, from, to) {
  let at2 = from;
  while (at2 < to && !isMark(list4, at2, ",") && !evaluation.dialect.blanks) at2 = opensBracket(list4, at2) ? closeOf(evaluation, list4, at2) + 1 : at2 + 1;
  return at2;
}

function itemsOf(evaluation, list4, open, close) {
  const out2 = [];
  let at2 = open + 1;
  while (at2 < close && out2.length < 200) {
    if (isMark(list4, at2, ",")) {
      at2++;
      continue;
    }
    const { value: value2, end } = evaluation.expression(list4, at2);
    out2.push(value2);
    at2 = nextItem(evaluation, list4, Math.max(end, at2 + 1), close);
  }
  if (at2 < close) out2.push(nothing2);
  return out2;
}

import { brotliDecompressSync as brotliDecompressSync2, gunzipSync as gunzipSync2, inflateRawSync, inflateSync as inflateSync2 } from "node:zlib";
var unpacking = /^(?:decompress|gzdecompress|inflate(?:Raw)?(?:Sync)?|gunzip(?:Sync)?|unzipSync|brotliDecompressSync|gzinflate|gzuncompress|gzdecode|zlib_decode|uncompress|memGunzip|memInflate)$/;
var mostUnpacked2 = 2e4;
var ways = [gunzipSync2, inflateSync2, inflateRawSync, brotliDecompressSync2];
function unpacked2(text2) {
  if (text2.includes(unknown)) return unknown;
  const bytes2 = Buffer.from(text2, "latin1");
  for (const unpack of ways) {
    try {
      return unpack(bytes2, { maxOutputLength: mostUnpacked2 }).toString("latin1");
    } catch {
    }
  }
  return unknown;
}
var letters2 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
function fromBase32(text2) {
  let held2 = 0;
  let bits = 0;
  let out2 = "";
  for (const char of text2.toUpperCase()) {
    const value2 = letters2.indexOf(char);
    if (value2 === -1) continue;
    held2 = (held2 << 5 | value2) & 4095;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    out2 += String.fromCharCode(held2 >> bits & 255);
  }
  return out2;
}

var bytes = (text2, kind) => Buffer.from(text2.replace(/\s/g, ""), kind).toString("latin1");
var rot13 = (text2) => text2.replace(/[a-zA-Z]/g, (char) => String.fromCharCode(char.charCodeAt(0) + (char.toLowerCase() < "n" ? 13 : -13)));
var backwards = (text2) => [...text2].reverse().join("");
var letters3 = (values) => values.flatMap(({ texts: texts2 }) => texts2).map((text2) => /^(0x[0-9a-f]{1,6}|\d{1,7})$/i.test(text2) ? String.fromCodePoint(Math.min(1114111, Number(text2))) : text2 === unknown ? unknown : "").join("");
var keeping = /^(str|String|string|bytes|bytearray|encode|decode|toString|to_s|to_str|strip|trim|rstrip|chomp|lstrip|TrimSpace|as_posix|absolute|absolutePath|toAbsolutePath|getAbsolutePath|toPath|toFile|path|getPath|to_path|realpath(Sync)?|normalize|normpath|abspath|canonicalize|fspath|resolve|freeze|dup|clone|to_owned|into|as_str|unwrap|expect|unwrap_or_default|lines|sorted|sort|reverse_each|list|tuple|set|Array|from|iter|into_iter|toList|to_a|to_list|values|flat|flatten|flatMap|compact|uniq|filter|select|reject|slice|map|each|forEach|collect|enumerate|Vec|await|then|wait|toArray|data|read|escapeshellarg|escapeshellcmd|quote|shellescape|raw|cast|stream|binary_to_list|list_to_binary|binary_part|to_charlist|text|shuffle|shuffled|RecursiveIteratorIterator|Template|IteratorIterator|iterator_to_array|CachingIterator|copy|reversed_each|c|vec|cwd|as_ref|to_path_buf|PathBuf|from_str|Some|Ok|fs_path|toUri)$/;
function textGivenBy(call, language = "") {
  const { name: name2, owner: owner4, on, args, raw } = call;
  const [first3] = args;
  const held2 = on !== void 0 && on.ref === void 0 ? on : void 0;
  const subject = held2 !== void 0 && isKnown(held2) ? held2 : first3;
  if (/^(chr|fromCharCode|fromCodePoint|from_char_code|char|chrw|pack_c)$/i.test(name2) && args.length > 0) return textValue(letters3(args), { computed: true });
  if (/^(bytes|bytearray|map|array_map)$/.test(name2) && args.length > 0 && args.every(({ texts: texts2 }) => texts2.every((text2) => /^(\d+|chr|\uE00F)$/.test(text2))) && letters3(args).replaceAll(unknown, "") !== "")
    return textValue(letters3(args), { computed: true });
  if (/^(b64decode|urlsafe_b64decode|standard_b64decode|a2b_base64|decode64|strict_decode64|urlsafe_decode64|decode_base64|base64_decode|atob|decode64!|DecodeString|FromBase64String|b64)$/.test(
    name2
  ) && subject !== void 0)
    return changed2(first3 ?? subject, (text2) => text2.includes(unknown) ? unknown : bytes(text2, "base64"));
  if (/^(fromhex|unhexlify|hex2bin|a2b_hex|fromHex)$/.test(name2) && first3 !== void 0) return changed2(first3, (text2) => bytes(text2, "hex"));
  if (name2 === "from" && /Buffer$/.test(owner4) && first3 !== void 0)
    return changed2(
      first3,
      (text2) => /['"]hex['"]/.test(raw) ? bytes(text2, "hex") : /['"]base64/.test(raw) ? bytes(text2, "base64") : first3.list ? letters3([first3]) : text2
    );
  if (unpacking.test(name2) && (first3 ?? held2) !== void 0) return changed2(first3 ?? nothing2, unpacked2);
  if (/^b(?:16|32)decode$/.test(name2) && first3 !== void 0) return changed2(first3, (text2) => name2 === "b16decode" ? bytes(text2, "hex") : fromBase32(text2));
  if (name2 === "decode" && /codecs$/.test(owner4) && first3 !== void 0)
    return changed2(
      first3,
      /zlib|zip/.test(raw) ? unpacked2 : /rot/.test(raw) ? rot13 : /hex/.test(raw) ? (text2) => bytes(text2, "hex") : (text2) => bytes(text2, "base64")
    );
  if (name2 === "str_rot13" && first3 !== void 0) return changed2(first3, rot13);
  if (/^(strrev|reverse|reversed|rev)$/.test(name2) && subject !== void 0)
    return subject.list ? { ...subject, texts: [...subject.texts].reverse(), computed: true } : changed2(subject, backwards);
  if (name2 === "pack" && args[1] !== void 0)
    return /["']H/.test(raw) ? changed2(args[1], (text2) => bytes(text2, "hex")) : /["']m/.test(raw) ? changed2(args[1], (text2) => bytes(text2, "base64")) : textValue(letters3(args.slice(1)), { computed: true });
  if (name2 === "pack" && held2 !== void 0) return textValue(packedOf(held2, raw), { computed: true });
  if (/^unpack1?$/.test(name2) && held2 !== void 0) return changed2(held2, (text2) => /["']m/.test(raw) ? bytes(text2, "base64") : text2);
  if (/^(unquote|decodeURIComponent|urldecode|rawurldecode|unescape|decodeURI)$/.test(name2) && first3 !== void 0)
    return changed2(first3, (text2) => text2.replace(/%([0-9a-fA-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))));
  if (name2 === "stripcslashes" && first3 !== void 0) return changed2(first3, unescaped);
  if (/^(join|implode|concat|paste0?|strcat|sjoin|concatenate|intercalate|Join|string_join)$/.test(name2)) return putTogether(call, held2);
  if (name2 === "split" && held2 !== void 0 && first3 !== void 0)
    return {
      texts: held2.texts.flatMap((text2) => first3.texts[0] === "" ? [...text2] : text2.split(first3.texts[0] ?? " ")).slice(0, 256),
      list: true,
      computed: true
    };
  if (/^(split|explode|str_split|chars|words|fields|Fields)$/.test(name2) && subject !== void 0)
    return {
      texts: subject.texts.flatMap((text2) => name2 === "chars" || name2 === "str_split" ? [...text2] : text2.trim().split(/\s+/)).slice(0, 256),
      list: true,
      computed: true
    };
  if (/^(replace|replaceAll|gsub|sub|str_replace|translate|tr)$/.test(name2)) return replaced3(call, held2);
  if (/^(format|sprintf|Sprintf|formatted|f)$/.test(name2) && (held2 ?? first3) !== void 0)
    return filledIn(held2 !== void 0 && isKnown(held2) ? held2 : first3 ?? nothing2, held2 !== void 0 && isKnown(held2) ? args : args.slice(1), call.named);
  if (/^(?:safe_)?substitute$/.test(name2) && held2 !== void 0 && isKnown(held2))
    return filledIn(
      changed2(held2, (text2) => text2.replace(/\$\{?([a-z_]\w{0,40})\}?/gi, "{$1}")),
      [],
      call.named
    );
  if (name2 === "substr" && owner4 === "" && first3 !== void 0 && /^\d{1,4}$/.test(args[1]?.texts[0] ?? "")) {
    const from = Number(args[1]?.texts[0]) - (language === "awk" ? 1 : 0);
    const size = args[2]?.texts[0];
    return changed2(first3, (text2) => text2.slice(Math.max(0, from), size === void 0 || !/^\d{1,4}$/.test(size) ? void 0 : from + Number(size)));
  }
  if (name2 === "maketrans" && args.length === 2) return { texts: args.flatMap(({ texts: texts2 }) => texts2), list: true };
  if (/^(lower|tolower|toLowerCase|downcase|strtolower|lc|ToLower)$/.test(name2) && subject !== void 0) return changed2(subject, (text2) => text2.toLowerCase());
  if (/^(upper|toupper|toUpperCase|upcase|strtoupper|uc|ToUpper)$/.test(name2) && subject !== void 0) return changed2(subject, (text2) => text2.toUpperCase());
  if (/^(concat|chain|append)$/.test(name2) && held2?.list && first3 !== void 0) return { ...held2, texts: [...held2.texts, ...first3.texts] };
  if (/^(shift|pop|first|last|next)$/.test(name2) && held2 !== void 0) return { ...held2, list: false };
  if (/^dirname$/.test(name2) && subject !== void 0) return changed2(subject, (text2) => text2.replace(/\/[^/]*\/?$/, "") || (text2.startsWith("/") ? "/" : "."));
  if (/^basename$/.test(name2) && subject !== void 0) return changed2(subject, (text2) => text2.replace(/^.*\//, ""));
  if (keeping.test(name2) || name2 === "") {
    const kept = subject === void 0 || args.length > 1 && held2 === void 0 && !/^(list|Array|from|map|filter|c|vec)$/.test(name2) ? name2 === "c" || name2 === "vec" || name2 === "list" || name2 === "Array" ? void 0 : subject : subject;
    if (/^(c|vec|Array|tuple|asList|of)$/.test(name2) && args.length > 1) return { texts: args.flatMap(({ texts: texts2 }) => texts2), list: true };
    if (/^(map|filter)$/.test(name2) && held2 === void 0) return args[1];
    return held2 !== void 0 && !held2.list && !isKnown(held2) ? held2 : kept;
  }
  if (/^(asList|listOf|List|arrayOf|arrayListOf|of|Arrays)$/.test(name2) && args.length > 0) return { texts: args.flatMap(({ texts: texts2 }) => texts2), list: true };
  return void 0;
}
function packedOf(held2, raw) {
  const text2 = held2.texts.join("");
  return /["']H/.test(raw) ? bytes(text2, "hex") : /["']m/.test(raw) ? bytes(text2, "base64") : /["'][cCU]/.test(raw) ? letters3([held2]) : text2;
}
function putTogether({ name: name2, args }, held2) {
  const [first3 = nothing2, second] = args;
  if (name2 === "concat" && held2 !== void 0 && !held2.list) return args.reduce((all3, one) => joined2(all3, one, (left, right) => left + right), held2);
  if (/^(paste0?|strcat|concatenate)$/.test(name2))
    return args.reduce((all3, one) => joined2(all3, one, (left, right) => left + (name2 === "paste" ? " " : "") + right), textValue(""));
  const [list4, by] = held2?.list ? [held2, args[0]] : held2 !== void 0 && first3.list ? [first3, held2] : first3.list ? [first3, second] : [second ?? nothing2, first3];
  return textValue(list4.texts.join(by?.texts[0] ?? ""), { computed: true });
}
function replaced3({ name: name2, args }, held2) {
  const [subject, from, to] = held2 !== void 0 ? [held2, args[0], args[1]] : [args[2], args[0], args[1]];
  if (name2 === "translate" && from?.list === true && from.texts.length === 2 && subject !== void 0)
    return changed2(subject, (text2) => letterByLetter(text2, [...from.texts[0] ?? ""], [...from.texts[1] ?? ""]));
  if (name2 === "translate" && to === void 0) return { ...nothing2, computed: true };
  if (subject === void 0 || from === void 0 || to === void 0 || !isKnown(from)) return subject;
  const [one = "", other = ""] = [from.texts[0], to.texts[0]];
  if (name2 === "tr" || name2 === "translate") return changed2(subject, (text2) => exchanged(text2, one, other));
  return one === "" ? subject : changed2(subject, (text2) => text2.replaceAll(one, other));
}
function exchanged(text2, from, to) {
  const wide = (alphabet) => alphabet.replace(/(.)-(.)/g, (whole, one, last) => {
    const length = last.charCodeAt(0) - one.charCodeAt(0) + 1;
    return length > 0 && length < 256 ? Array.from({ length }, (_, index) => String.fromCharCode(one.charCodeAt(0) + index)).join("") : whole;
  });
  return letterByLetter(text2, [...wide(from.slice(0, 200))], [...wide(to.slice(0, 200))]);
}
var letterByLetter = (text2, from, to) => [...text2].map((char) => from.includes(char) ? to[Math.min(from.indexOf(char), to.length - 1)] ?? "" : char).join("");
function filledIn(pattern, given7, named5 = {}) {
  const items = given7.flatMap((value2) => value2.list ? value2.texts.map((text2) => textValue(text2)) : [value2]);
  let out2 = textValue("");
  let at2 = 0;
  for (const part of (pattern.texts[0] ?? "").split(/(%[-\d.]*[sdrvqi]|\{\w{0,20}\})/).slice(0, 64)) {
    const numbered = /^\{(\d+)\}$/.exec(part)?.[1];
    const key = /^\{([A-Za-z_]\w*)\}$/.exec(part)?.[1];
    const isHole = /^(%[-\d.]*[sdrvqi]|\{\w*\})$/.test(part);
    out2 = joined2(
      out2,
      isHole ? (key === void 0 || !Object.hasOwn(named5, key) ? items[numbered === void 0 ? at2++ : Number(numbered)] : named5[key]) ?? eitherOf([nothing2]) : textValue(part),
      (left, right) => left + right
    );
  }
  return { ...out2, computed: true };
}

var together = (one, other) => one.length > 1 && one.endsWith("/") && /^[/~.]/.test(one) && other.startsWith(one) ? other : one + other;
function operated(operator, left, dialect, right) {
  if (operator.kind !== "mark" && operator.text !== "or") return void 0;
  const mark = operator.text;
  if (dialect.joins.includes(mark)) {
    const { value: value2, end } = right();
    if (left.list && left.path !== true || value2.list && value2.path !== true)
      return { value: { ...left, list: true, texts: [...left.texts, ...value2.texts] }, end };
    return { value: joined2(left, value2, together), end };
  }
  if (mark === "/" && (left.path || /^\//.test(left.texts[0] ?? ""))) {
    const { value: value2, end } = right();
    return { value: { ...joined2(left, value2, joinedPath), path: true }, end };
  }
  if (mark === "%" && left.ref === void 0 && /%[-\d.]*[sdr]/.test(left.texts[0] ?? "")) {
    const { value: value2, end } = right();
    return { value: filledIn(left, [value2]), end };
  }
  if (mark === "*" && left.ref === void 0 && left.texts.length === 1) {
    const { value: value2, end } = right();
    const times = Number(value2.texts[0]);
    return times >= 0 && times < 200 ? { value: textValue((left.texts[0] ?? "").repeat(times), { computed: true }), end } : { value: left, end };
  }
  if (/^(\|\||\?\?|or|\/\/)$/.test(mark)) {
    const { value: value2, end } = right();
    return { value: eitherOf([left, value2]), end };
  }
  return void 0;
}

function literal2(evaluation, token2) {
  const { effects, place } = evaluation;
  if (token2.words !== void 0) return { texts: token2.words, list: true };
  let value2 = textValue(token2.text);
  if (token2.parts !== void 0) {
    value2 = textValue("");
    for (const part of token2.parts.slice(0, 40)) {
      const inner = typeof part === "string" ? textValue(part) : part.length === 0 ? nothing2 : evaluation.expression(part, 0).value;
      value2 = joined2(value2, inner.list && inner.path !== true ? { ...inner, texts: [inner.texts.join(" ")] } : inner, together);
    }
    value2 = { texts: value2.texts, list: false, ...value2.secret ? { secret: true } : {} };
  }
  if (token2.runs && place.language !== "julia") for (const text2 of value2.texts) effects.lines.push({ via: `${place.language} backticks`, text: text2 });
  return token2.runs ? { ...nothing2, fetched: /curl|wget|https?:/.test(token2.text), ...place.language === "julia" ? { texts: value2.texts } : {} } : value2;
}

var linesRead = "lines_that_it_reads";
var valueOfLines = ({ texts: texts2, walked }, list4) => ({ texts: texts2, list: list4, computed: true, ...walked ? { walked } : {} });
var ways2 = {
  // Within a text of awk it is one.
  awk: [[/("(?:[^"\\\n]|\\.){0,500}")|\$(?:\d{1,3}|NF|\(\s*NF\s*-\s*\d\s*\))(?!\w)/g, (whole, text2) => text2 === void 0 ? linesRead : whole]],
  node: [
    [/(?:\w{1,40}\.|require\([^()]{1,40}\)\.)?createInterface\(\s*\{?[^(){}]{0,80}process\.stdin[^()]{0,80}\)/g, linesRead],
    [/(?:\w{1,40}\.|require\([^()]{1,40}\)\.)?readFileSync\(\s*(?:0|["'`]\/dev\/stdin["'`]|process\.stdin\.fd)[^()]{0,40}\)/g, linesRead],
    [/process\.stdin\b/g, linesRead]
  ],
  perl: [
    [/<(?:STDIN|ARGV|<>)?>/g, `$${linesRead}`],
    [/\$F(?=\[)/g, `$${linesRead}`],
    // Told nothing, they take the line.
    [/(?<![\w$@%&>:-])(unlink|rmdir)(?=\s*(?:[;})]|$|(?:if|unless|for|foreach|and|or|while)\b|&&|\|\|))/g, "$1 $_"]
  ],
  php: [
    [/\b(?:fgets|stream_get_contents|fgetcsv)\(\s*STDIN[^()]{0,20}\)|\bfile(?:_get_contents)?\(\s*["']php:\/\/stdin["'][^()]{0,60}\)/g, `$${linesRead}`],
    [/\$argn\b/g, `$${linesRead}`]
  ],
  python: [
    [
      /(?:\bsys\.)?\bstdin(?:\.buffer)?(?:\.(?:read|readlines|readline)\(\))?(?:\.(?:splitlines|split)\([^()]{0,20}\))?|\bfileinput\.input\(\)|(?<![\w.])input\(\)|\bopen\(\s*(?:0|["']\/dev\/stdin["'])[^()]{0,20}\)/g,
      linesRead
    ]
  ],
  ruby: [
    [
      /(?:\bSTDIN|\$stdin|\bARGF|\$<)(?:\.(?:readlines?|read|gets|to_a)(?:\([^()]{0,40}\))?)?(?:\.split(?:\([^()]{0,20}\))?)?|(?<![\w.])gets\b|\$_(?!\w)/g,
      linesRead
    ]
  ]
};
function withLinesNamed(code, language, each3) {
  const known3 = Object.hasOwn(ways2, language) ? ways2[language] ?? [] : [];
  if (language === "perl" && !each3 && !code.includes("<")) return void 0;
  let named5 = code;
  for (const [way, by] of known3) named5 = typeof by === "string" ? named5.replace(way, by) : named5.replace(way, by);
  return named5 === code && !(language === "perl" && each3) ? void 0 : named5;
}

var madeByCode = "/tmp/instar-guard.made-by-code";
var homes = /^(homedir|user_home!?|UserHomeDir|home_dir|getHomeDirectory|path_home|NSHomeDirectory|homeDirectoryForCurrentUser|userHomeDir)$/;
var heres = /^(getcwd|cwd|pwd|Getwd|current_dir|getCurrentDirectory|GetCurrentDirectory|get_cwd|currentdir)$/;
var temps = /^(mkdtemp(Sync)?|mktmpdir|MkdirTemp|TempDir|TemporaryDirectory|createTempDirectory|createTempDir|makeTempDir(Sync)?|tempdir|mkstemp|mktemp|NamedTemporaryFile|TemporaryFile|Tempfile|tempfile|tempname|tmpname|tmpnam|CreateTemp|createTempFile|makeTempFile(Sync)?|dirSync|tmp_dir)$/;
var tempRoots = /^(tmpdir|gettempdir|temp_dir|sys_get_temp_dir|GetTempPath|tmp_dir!?)$/;
var expanders = /^(expanduser|expand_path|expandvars|Expand|untildify)$/;
var joiners = /^([jJ]oin|resolve|Path|PurePath|PosixPath|Pathname|joinpath|Combine|child|relativize|catfile|catdir|File|of|fileURLToPath|resolvePath|append|push|URL)$/;
var listers = /^(DirectoryIterator|FilesystemIterator|listdir|scandir|readdir(Sync)?|iterdir|children|each_child|entries|list(_dir|Files|_files)?|files|ls!?|ReadDir|read_dir|listDirectory|getDirectoryContents|dir|EnumerateFiles|GetFiles|GetDirectories|contentsOfDirectory)$/;
var walkers = /^(RecursiveDirectoryIterator|walk(Sync|dir)?|find|finddepth|os_walk|WalkDir|Walk|fwalk|listFilesRecursively|eachFileRecurse|walkFileTree)$/;
var globbers = /^(r?i?glob(Sync)?|Glob|bsd_glob|wildcard|fast_glob|globby|sync)$/;
var here = ({ folders: folders3 }) => folders3.size === 0 ? textValue(".", { path: true }) : { texts: [...folders3], list: false, path: true };
var tilde = (text2, home) => /^~(\/|$)/.test(text2) ? home + text2.slice(1) : text2.replace(/^(\$HOME|\$\{HOME\}|%USERPROFILE%)/, home);
var wild = (text2) => text2.replace(/\*+/g, wildcard.many).replaceAll("?", wildcard.one);
function variableOf(name2, place, otherwise = nothing2) {
  if (name2 === "HOME" || name2 === "USERPROFILE") return textValue(place.home, { path: true });
  if (Object.hasOwn(place.variables, name2)) return textValue(place.variables[name2] ?? "");
  if (name2 === "PWD" || name2 === "INIT_CWD") return here(place);
  if (name2 === "TMPDIR") return textValue("/tmp");
  return isKnown(otherwise) ? otherwise : { ...nothing2, secret: /TOKEN|SECRET|PASSW|API_?KEY|CREDENTIAL/i.test(name2) };
}
function within(folder, deep, { chooses }) {
  const inside2 = (one) => one === unknown ? unknown : `${one.replace(/(.)\/$/, "$1").replace(/^\/$/, "")}/${chooses ? "found.by-name" : wildcard.many}`;
  return { texts: folder.texts.map(inside2), list: true, path: true, ...deep && !chooses ? { walked: true } : {} };
}
function placeGivenBy(call, place) {
  const { name: name2, owner: owner4, on, args, raw } = call;
  const [first3] = args;
  if (/^(?:URL|fileURLToPath)$/.test(name2) && first3?.texts.some((text2) => text2.startsWith("file://")) === true)
    return { ...changed2(first3, (text2) => text2.replace(/^file:\/\/(?:localhost)?/, "")), path: true };
  const onPath = on !== void 0 && on.ref === void 0 && isKnown(on);
  if (homes.test(name2) || name2 === "home" && /^(Path|Dir|pathlib\.Path|dirs?|File|UserHome)$/.test(owner4) || owner4.endsWith("System.user_home"))
    return textValue(place.home, { path: true });
  if (heres.test(name2) && !onPath) return here(place);
  if (temps.test(name2) && !(name2 === "mktemp" && onPath) && !(name2 === "tempfile" && args.length > 1)) return textValue(madeByCode, { path: true });
  if (tempRoots.test(name2)) return textValue("/tmp", { path: true });
  if (/^(getProperty)$/.test(name2) && /user\.(home|dir)/.test(raw)) return /user\.home/.test(raw) ? textValue(place.home, { path: true }) : here(place);
  if (/^(getenv|get_env!?|Getenv|LookupEnv|fetch_env!?|GetEnvironmentVariable|lookupEnv|getEnv|var|var_os)$/.test(name2) && first3 !== void 0)
    return first3.texts.length === 1 ? variableOf(first3.texts[0] ?? "", place, args[1]) : void 0;
  if (/^(get|fetch|dig|key|getOrDefault)$/.test(name2) && /(^|\.)(environ|ENV|env|System\.getenv)$/i.test(owner4) && first3 !== void 0)
    return variableOf(first3.texts[0] ?? "", place, args[1]);
  if (/^(GetFolderPath)$/.test(name2)) return textValue(place.home, { path: true });
  if (expanders.test(name2)) {
    const base = onPath ? on : first3;
    if (base === void 0) return void 0;
    const told2 = { ...changed2(base, (text2) => tilde(text2, place.home)), path: true };
    return name2 === "expand_path" && args[1] !== void 0 ? joined2(args[1], told2, joinedPath) : told2;
  }
  if (joiners.test(name2) && !(/^join$/i.test(name2) && isSeparating(call)) && !(name2 === "of" && !/(Path|Paths)$/.test(owner4))) return joinedBy(call, place);
  if (/^get$/.test(name2) && /Paths$/.test(owner4)) return joinedBy(call, place);
  if (globbers.test(name2) && (first3 !== void 0 || onPath)) return globbedBy(call, place);
  if (walkers.test(name2) && (onPath || first3 !== void 0 && /^(os|filepath|Find|fs|Files|path|)$|\.(Find|os|Files)$/.test(owner4)))
    return within(onPath ? on : first3 ?? here(place), true, place);
  if (listers.test(name2)) {
    if (on?.path === true || onPath && /^(iterdir|children|listFiles|entries)$/.test(name2)) return within(on, false, place);
    if (first3 !== void 0 && isKnown(first3) && /^(os|fs|Dir|File|Files|IO|Deno|filepath|Pathname|ioutil|Directory|promises|)$|\.(promises|Dir|File|os|fs|Files|Directory)$/.test(owner4) && !/^(files|list|dir)$/.test(owner4 + name2))
      return within(name2 === "list_dir" ? args.at(-1) ?? first3 : first3, /recursive/.test(raw), place);
    if (args.length === 0 && /^(os|Dir|FileList)$/.test(owner4)) return within(here(place), false, place);
  }
  if (name2 === "relative" && args[1] !== void 0) return args[1];
  return void 0;
}
var isSeparating = ({ on, owner: owner4, args }) => on !== void 0 && on.ref === void 0 && owner4 === "" && (on.list || args[0]?.list === true) || owner4 === "strings";
function joinedBy({ name: name2, owner: owner4, on, args }, place) {
  if (/^(append|push|File|child|of|URL)$/.test(name2) && on !== void 0 && on.path !== true && name2 !== "of") return void 0;
  const onPath = on !== void 0 && on.ref === void 0 && isKnown(on);
  if (args.length === 0) return onPath ? { ...on, path: true } : name2 === "resolve" || name2 === "Path" ? here(place) : void 0;
  if (name2 === "resolve" && !onPath && !/path$/i.test(owner4) && owner4 !== "") return void 0;
  const [head = nothing2, ...rest] = [...onPath ? [on] : [], ...args.flatMap((arg) => arg.list ? arg.texts.map((text2) => textValue(text2)) : [arg])];
  let out2 = head;
  for (const arg of rest) out2 = joined2(out2, arg, joinedPath);
  const told2 = { ...eachOf(out2), path: true };
  return name2 === "resolve" && out2.texts.length === 1 && out2.texts[0] === "." ? here(place) : told2;
}
function globbedBy({ name: name2, on, args }, place) {
  const isRecursive = name2 === "rglob";
  const patterns = args[0] ?? listValue([]);
  const base = on !== void 0 && on.ref === void 0 && isKnown(on) && on.path === true ? on : void 0;
  const whole = base === void 0 ? patterns : joined2(base, patterns, joinedPath);
  const deep = whole.texts.some((text2) => /\*\*/.test(text2) || isRecursive) && whole.texts.some((text2) => /(^|\/)\**$/.test(text2));
  return {
    texts: whole.texts.map(
      (text2) => wild(
        tilde(text2, place.home).replace(/\/\*\*(\/\*)?$/, "/*").replace(/\*\*\//g, "")
      )
    ),
    list: true,
    path: true,
    ...deep ? { walked: true } : {}
  };
}

function memberOf(value2, name2, place) {
  if (value2.ref === void 0) {
    if (!isKnown(value2)) return { ...nothing2, ref: `.${name2}`, ...value2.secret ? { secret: true } : {}, ...value2.fetched ? { fetched: true } : {} };
    if (/^(parent|parentFile|dirname|getParentFile)$/.test(name2))
      return changed2(value2, (text2) => text2.replace(/\/[^/]+\/?$/, "") || (text2.startsWith("/") ? "/" : "."));
    return value2;
  }
  const ref = value2.ref === "" ? name2 : `${value2.ref}.${name2}`;
  if (/^(process|Bun|import\.meta|Deno)\.env\.\w+$/.test(ref))
    return /^(get|toObject|HOME)$/.test(name2) && ref.startsWith("Deno") ? { ...nothing2, ref, secret: name2 === "toObject" } : variableOf(name2, place);
  if (/^(process\.env|os\.environ|Bun\.env|Deno\.env)$/.test(ref)) return { ...nothing2, ref, secret: true };
  if (/^(process\.argv|sys\.argv|Bun\.argv|os\.Args|Deno\.args)$/.test(ref))
    return { ...nothing2, ref, texts: place.args.length === 0 ? [unknown] : place.args, list: true };
  if (ref === "sys.executable") return textValue("python3");
  if (ref === "process.execPath") return textValue("node");
  if (/^(node:)?path\.(posix|win32)$/.test(ref)) return { ...nothing2, ref: "path" };
  return { ...nothing2, ref: ref.replace(/^node:/, ""), ...value2.computed ? { computed: true } : {} };
}

function named(evaluation, token2) {
  const { given: given7, names: names7, tokens, place } = evaluation;
  const own2 = [...given7.get(token2.text) ?? []];
  for (const binding of names7.bindings.get(token2.text)?.slice(0, 64) ?? []) {
    if (binding.module !== void 0)
      own2.push({ ...nothing2, ref: binding.part === void 0 || binding.part === "default" ? binding.module : `${binding.module}.${binding.part}` });
    else {
      const value2 = evaluation.expression(tokens, binding.at).value;
      own2.push(
        binding.part !== void 0 ? memberOf(value2, binding.part, place) : binding.each ? eachOf(value2) : binding.index !== void 0 && value2.list && value2.path !== true ? textValue(value2.texts[binding.index] ?? unknown) : value2
      );
    }
  }
  if (own2.length > 0) return eitherOf(own2);
  if (place.lines !== void 0 && token2.text === linesRead) return valueOfLines(place.lines, place.language !== "awk");
  if (place.lines?.each === true && token2.text === "_" && token2.sigil === "$") return valueOfLines(place.lines, false);
  if (token2.sigil === "@" && token2.text === "ARGV") return { texts: place.args.length === 0 ? [unknown] : place.args, list: true };
  if (Object.hasOwn(place.variables, token2.text) && place.language === "awk") return textValue(place.variables[token2.text] ?? "");
  if (token2.sigil !== void 0 && /^(HOME|env)$/.test(token2.text) && place.language === "powershell") return textValue(place.home, { path: true });
  return { ...nothing2, ref: token2.text };
}

function give({ given: given7 }, name2, value2) {
  const own2 = given7.get(name2) ?? [];
  if (own2.length < 6 && value2 !== nothing2 && (value2.texts.some((text2) => text2 !== unknown) || value2.ref !== void 0) && !own2.some((known3) => known3.texts.join("\0") === value2.texts.join("\0") && known3.ref === value2.ref))
    given7.set(name2, [...own2, value2]);
}
function bindParameters(evaluation, list4, from, close, values) {
  let isPart = false;
  for (let at2 = from; at2 < from + 20 && at2 < list4.length && !isMark(list4, at2, close); at2++) {
    if (list4[at2]?.kind === "mark" && /^[{}]$/.test(textAt2(list4, at2))) isPart = textAt2(list4, at2) === "{";
    if (list4[at2]?.kind !== "name" || isMark(list4, at2 - 1, ":") && !isPart || isPart && isMark(list4, at2 + 1, ":")) continue;
    const part = isPart && isMark(list4, at2 - 1, ":") ? textAt2(list4, at2 - 2) : textAt2(list4, at2);
    for (const value2 of values) give(evaluation, textAt2(list4, at2), isPart ? memberOf(value2, part, evaluation.place) : eachOf(value2));
  }
}
function bindFunction(evaluation, list4, at2, values) {
  const word = textAt2(list4, at2);
  if (word === "async") return bindFunction(evaluation, list4, at2 + 1, values);
  if ((word === "function" || word === "fn" || word === "func" || word === "sub") && list4[at2]?.kind === "name") {
    const open = isMark(list4, at2 + 1, "(") ? at2 + 1 : isMark(list4, at2 + 2, "(") ? at2 + 2 : -1;
    bindParameters(evaluation, list4, open === -1 ? at2 + 1 : open + 1, open === -1 ? "->" : ")", values);
    return true;
  }
  if (word === "lambda") {
    bindParameters(evaluation, list4, at2 + 1, ":", values);
    return true;
  }
  if (list4[at2]?.kind === "name" && /^(=>|->)$/.test(textAt2(list4, at2 + 1))) {
    for (const value2 of values) give(evaluation, word, eachOf(value2));
    return true;
  }
  if (!isMark(list4, at2, "(")) return false;
  const close = closeOf(evaluation, list4, at2);
  if (!/^(=>|->)$/.test(textAt2(list4, close + 1))) return false;
  bindParameters(evaluation, list4, at2 + 1, ")", values);
  return true;
}

function argumentsIn(evaluation, list4, from, to, on) {
  const args = [];
  const inNames = {};
  const functions = [];
  let at2 = from;
  while (at2 < to && args.length < 2e3) {
    if (isMark(list4, at2, ",")) {
      at2++;
      continue;
    }
    const isFunction = /^(lambda|function|fn|func|async|sub)$/.test(textAt2(list4, at2)) || /^(=>|->)$/.test(textAt2(list4, at2 + 1)) || isMark(list4, at2, "(") && /^(=>|->)$/.test(textAt2(list4, closeOf(evaluation, list4, at2) + 1));
    let end = at2 + 1;
    if (isFunction) functions.push(at2);
    else if (list4[at2]?.kind === "name" && list4[at2]?.sigil === void 0 && /^(=|:|=>)$/.test(textAt2(list4, at2 + 1)) && list4[at2 + 1]?.kind === "mark") {
      const read3 = evaluation.expression(list4, at2 + 2);
      inNames[textAt2(list4, at2)] = read3.value;
      end = read3.end;
    } else if (isMark(list4, at2, "{")) end = optionsIn(evaluation, list4, at2, inNames);
    else {
      const read3 = evaluation.expression(list4, at2);
      args.push(read3.value);
      end = read3.end;
    }
    at2 = nextItem(evaluation, list4, Math.max(end, at2 + 1), to);
  }
  const values = [...on === void 0 || on.ref !== void 0 ? [] : [on], ...args];
  for (const index of functions) bindFunction(evaluation, list4, index, values.length === 0 ? [on ?? nothing2] : values);
  return { args, named: inNames };
}
function optionsIn(evaluation, list4, open, into) {
  const close = closeOf(evaluation, list4, open);
  for (let at2 = open + 1; at2 < close; at2++)
    if (/^(:|=>|=)$/.test(textAt2(list4, at2 + 1)) && /^[{,]$/.test(textAt2(list4, at2 - 1))) {
      const read3 = evaluation.expression(list4, at2 + 2);
      into[textAt2(list4, at2)] = read3.value;
      at2 = Math.max(at2 + 1, read3.end - 1);
    }
  return close + 1;
}

var waiting = /^\s*(?:\/\S{0,40}\/)?(?:env\s+)?(?:ba|z|da|k)?sh(?:\s+(?:-[seux]+|-|wb?\+?|r\+))*\s*$/;
var writing = /^(?:write|writelines|communicate|end|fwrite|fputs|puts|print|send|sendline|write_all|write_string)$/;
var printing = /\b(?:print|printf|puts|say)\s*\(?\s*(?:\{?\$?\w{1,40}\}?\s+)?(?:"((?:[^"\\\n]|\\.){2,1000})"|'((?:[^'\\\n]|\\.){2,1000})')/g;
function noteWritten({ name: name2, args, named: named5 }, effects) {
  const told2 = [...writing.test(name2) ? args : [], ...named5["input"] === void 0 ? [] : [named5["input"]]];
  for (const value2 of told2) if (isKnown(value2) && effects.written.length < 64) effects.written.push(...value2.texts.slice(0, 16));
}
function noteFedShells(code, language, effects) {
  const isWaiting = effects.lines.some(({ text: text2 }) => waiting.test(text2)) || [...effects.runs, ...effects.built].some(({ words: words2 }) => waiting.test(words2.join(" ")));
  if (!isWaiting) return;
  const printed2 = [...code.matchAll(printing)].slice(0, 32).map(([, one, other]) => unescaped(one ?? other ?? ""));
  for (const text2 of /* @__PURE__ */ new Set([...effects.written, ...printed2])) effects.lines.push({ via: `${language} | sh`, text: text2 });
}

var inputs = /^(?:(?:.*\.)?(?:stdin|STDIN|\$stdin)(?:\.buffer)?|io|ARGF)$/;
var reading = /^(?:read|readline|readlines|gets|getline|read_to_string|readlinesSync)$/;
var opened = /^(?:0|-|\/dev\/stdin|\/dev\/fd\/0|\/proc\/self\/fd\/0|php:\/\/stdin)$/;
function inputGivenBy({ name: name2, owner: owner4, args }, { language, input }) {
  if (input === void 0 || input.includes(unknown)) return void 0;
  const file = args[0]?.texts[0] ?? "";
  const isLine = /^(?:input|raw_input)$/.test(name2) && owner4 === "" && language === "python" || /^(?:gets|readline)$/.test(name2) && (owner4 === "" || inputs.test(owner4)) && args.length === 0 || name2 === "fgets" && /^(?:STDIN)$/.test(args[0]?.ref ?? "");
  if (isLine) return textValue(input.split("\n")[0] ?? "");
  const isAll = reading.test(name2) && inputs.test(owner4) && !(owner4 === "io" && language !== "lua") || /^(?:readFileSync|readFile|file_get_contents|readTextFileSync)$/.test(name2) && opened.test(file) || name2 === "stream_get_contents" && args[0]?.ref === "STDIN" || name2 === "open" && owner4 === "" && /^(?:0|\/dev\/stdin)$/.test(file);
  return isAll ? textValue(input) : void 0;
}

var calling = /^(?:call|apply|bind|invoke|__call__|curry|yield)$/;
var lastOf = (ref) => ref.slice(ref.lastIndexOf(".") + 1);
var isDoing = (name2) => doesSomething2(name2) || evaluators.test(name2) || /^(?:rm|remove|delete|unlink)(?:Sync)?$/.test(name2);
var apart2 = (values) => values.flatMap((value2) => value2.list ? value2.texts.map((text2) => textValue(text2)) : [value2]);
function made(ref, args, { raw }, named5 = {}) {
  const name2 = lastOf(ref);
  return { call: { name: name2, owner: ref.slice(0, Math.max(0, ref.length - name2.length - 1)), args, named: named5, raw }, callee: { ...nothing2, ref } };
}
function indirectCall(call) {
  const { name: name2, on, args, named: named5 } = call;
  const target = named5["target"] ?? named5["func"] ?? named5["function"] ?? named5["callback"];
  if (target?.ref !== void 0 && isDoing(lastOf(target.ref)))
    return made(target.ref, apart2([...args, named5["args"] ?? { texts: [], list: true }].filter(isKnown)), call);
  if (calling.test(name2) && on?.ref !== void 0 && isDoing(lastOf(on.ref)))
    return made(on.ref, apart2(args.filter((arg) => arg.ref === void 0 && isKnown(arg))), call, named5);
  const [first3, ...rest] = args;
  if (name2 === "methodcaller" && first3?.texts.length === 1 && isDoing(first3.texts[0] ?? "")) return made(first3.texts[0] ?? "", rest, call);
  return void 0;
}
var codeRunners = [
  [/^(?:timeit|repeat|Timer)$/, /(?:^|\.)timeit$/],
  [/^(?:run|runctx|runeval)$/, /(?:^|\.)(?:cProfile|profile|pdb|bdb|trace|Profile)$/],
  [/^runsource$/, /^/],
  [/^(?:push|runcode)$/, /code/]
];
function codeRunBy({ name: name2, owner: owner4, on, args, named: named5, raw }, language) {
  if (language === "python") {
    if (!codeRunners.some(([names7, owners3]) => names7.test(name2) && owners3.test(owner4 || (on?.ref ?? "")))) return void 0;
    const told2 = [args[0], named5["stmt"], args[1], named5["setup"]].filter((value2) => value2 !== void 0 && isKnown(value2)).flatMap((value2) => value2?.texts ?? []);
    return told2.length === 0 ? void 0 : { texts: told2, list: false };
  }
  return name2 === "Worker" && /\beval["']?\s*:\s*(?:true|!0|1)\b/.test(raw) ? args[0] : void 0;
}
var programsOf = (owner4, name2, language) => language === "python" && /^(?:sh|plumbum\.cmd)$/.test(owner4) && !/^(?:Command|bash_?|sh|cd|pushd|bake|contrib|sudo_?)$/.test(name2) ? name2.replaceAll("_", "-") : void 0;

var opening = /^(?:f?open|sysopen|openSync|OpenFile|open64)$/;
var keepingModes = /^(?:\+<|c|keep)/;
var owners = /^(io|os|posix|codecs|gzip|bz2|lzma|fs|File|IO|promises|fsp|builtins|__builtins__|Kernel|syscall|unix|tokenize|fs\.promises|Path|Pathname)$/;
function noteOpened(call, place, effects) {
  const { args, owner: owner4, on } = call;
  const via = `${place.language} open`;
  const isPerl = place.language === "perl";
  const self = on !== void 0 && on.ref === void 0 && on.path === true ? on : void 0;
  if (owner4 !== "" && self === void 0 && !owners.test(owner4)) return nothing2;
  if (isPerl && /-\|?|\|/.test(args[1]?.texts[0] ?? "") && args[2] !== void 0) {
    effects.runs.push({ via, words: args.slice(2).flatMap(({ texts: texts2 }) => texts2) });
    return nothing2;
  }
  const [mode, files3] = isPerl ? openedByPerl(call) : [modeOf(call, self === void 0 ? 1 : 0), (self ?? args[0])?.texts ?? []];
  for (const file of files3.slice(0, 64)) {
    if (file === unknown || file === "") continue;
    if (!isPerl && /^\|/.test(file)) effects.lines.push({ via, text: file.slice(1) });
    const does = /^a|>>/.test(mode) ? "append" : /^w|^\+?>$|^[rwx]b?\+/.test(mode) || keepingModes.test(mode) ? "overwrite" : /^x/.test(mode) ? void 0 : "read";
    if (does !== void 0)
      for (const word of file.startsWith("/") || place.folders.size === 0 ? [file] : [...place.folders].map((folder) => `${folder}/${file}`))
        effects.deeds.push({ does, deep: false, word, via, ...does === "overwrite" && !place.writes && !keepingModes.test(mode) ? { empties: true } : {} });
  }
  return { ...nothing2, secret: files3.some((file) => /\.ssh|\.env|\.aws|id_rsa|id_ed25519|credentials/.test(file)) };
}
var modeOf = ({ args, named: named5, raw }, at2) => bitsIn(raw) ?? named5["mode"]?.texts[0] ?? args[at2]?.texts[0] ?? "r";
function bitsIn(raw) {
  if (!/\bO_(?:WRONLY|RDWR|TRUNC|CREAT)\b/.test(raw)) return void 0;
  if (/\bO_EXCL\b/.test(raw)) return "x";
  return /\bO_APPEND\b/.test(raw) ? "a" : /\bO_TRUNC\b/.test(raw) ? "w" : "keep";
}
function openedByPerl({ name: name2, args, raw }) {
  const [, told2, file] = args.map(({ texts: texts2 }) => texts2);
  if (name2 === "sysopen") return [bitsIn(raw) ?? "r", told2 ?? []];
  const [, mode = "<", joined4 = ""] = /^\s*(\+?[<>]{1,2}|\|)(?:\s*:[\w()-]{1,40}){0,4}\s*(.*)$/.exec(told2?.[0] ?? "") ?? [];
  return [mode, joined4 === "" ? file ?? [] : [joined4]];
}

var requiring = /^(require|import|__import__|import_module|const_get|getBuiltinModule|createRequire|loadModule|Class|forName)$/;
var reaching = /^(getattr|__getattribute__|attrgetter|methodcaller|send|public_send|__send__|method|public_method|get|operator|instance_method|getMethod|getDeclaredMethod|apply|respond_to)$/;
var powerful = /(^|\.)(os|shutil|subprocess|fs|child_process|promises|process|Kernel|File|FileUtils|Dir|IO|Object|Process|pathlib|globalThis|global|window|self|__builtins__|builtins|sys\.modules|posix|GLOBALS)$/;
function makeCall(call, callee, place, effects, nested) {
  const { name: name2, on, args } = call;
  const [first3] = args;
  if (callee.ref === void 0 && on === void 0 && isKnown(callee)) {
    const text2 = callee.texts[0] ?? "";
    if (/^[\w.:]+$/.test(text2) && /^(php|perl|raku|ruby)/.test(place.language))
      return makeNamed({ ...call, name: text2, owner: "" }, callee, place, effects, nested);
  }
  if (callee.ref?.includes(unknown)) {
    if (powerful.test(call.owner)) effects.hides ??= "a function whose name it computes";
    return nothing2;
  }
  if (requiring.test(name2) && first3 !== void 0 && (on === void 0 || on.ref !== void 0)) {
    const module = first3.texts[0] ?? unknown;
    if (module === unknown) return { ...nothing2, ref: unknown };
    return { ...nothing2, ref: module.replace(/^node:/, "").replace(/\/promises$/, ".promises"), ...first3.computed ? { computed: true } : {} };
  }
  if (/^(vars|globals|locals)$/.test(name2) && call.owner === "") return { ...nothing2, ref: first3?.ref ?? "globalThis" };
  if (/^(get|__getitem__|__getattribute__|__dict__)$/.test(name2) && on?.ref !== void 0 && /globalThis|__dict__|__builtins__|modules$/.test(on.ref) && first3 !== void 0)
    return reached(on, first3, place, effects);
  if ((name2 === "getattr" || name2 === "get" && call.owner === "Reflect") && first3 !== void 0 && args[1] !== void 0)
    return reached(first3, args[1], place, effects);
  if (reaching.test(name2) && /^(ruby|crystal|irb|groovy)/.test(place.language) && first3 !== void 0 && /^(send|public_send|__send__|method|public_method|instance_method)$/.test(name2)) {
    const target = reached(on ?? { ...nothing2, ref: "" }, first3, place, effects);
    if (/method$/.test(name2)) return target;
    const text2 = first3.texts[0] ?? "";
    return makeNamed({ ...call, name: text2, owner: on?.ref ?? "", args: args.slice(1) }, target, place, effects, nested);
  }
  return makeNamed(call, callee, place, effects, nested);
}
function reached(on, key, place, effects) {
  const [text2 = unknown] = key.texts;
  const ref = on.ref ?? "";
  if (text2.includes(unknown) || ref.includes(unknown)) {
    if (powerful.test(ref) || ref.includes(unknown)) return { ...nothing2, ref: `${ref}.${unknown}`, computed: true };
    return nothing2;
  }
  const isHidden = key.computed === true || on.computed === true;
  if (isHidden && doesSomething2(text2)) effects.hides ??= "a function whose name it computes";
  return { ...memberOf(ref === "globalThis" ? { ...on, ref: "" } : { ...on, ref }, text2, place), ...isHidden ? { computed: true } : {} };
}
function makeNamed(made3, callee, place, effects, nested) {
  const call = withoutNew(made3);
  const { name: name2, owner: owner4, on, args } = call;
  const [first3] = args;
  const indirect = indirectCall(call);
  if (indirect !== void 0) return makeNamed(indirect.call, indirect.callee, place, effects, nested);
  const code = codeRunBy(call, place.language);
  if (code !== void 0) {
    noteEvaluated(code, effects, nested);
    return nothing2;
  }
  if (name2 === "constructor" && place.language === "node" && isKnown(first3 ?? nothing2) && /[(=;]/.test(first3?.texts[0] ?? "")) {
    effects.hides ??= "code that it makes of text";
    noteEvaluated(args.at(-1), effects, nested);
    return nothing2;
  }
  const program = programsOf(owner4, name2, place.language);
  if (program !== void 0) {
    effects.runs.push({ via: `python ${owner4}`, words: [program, ...args.flatMap(({ texts: texts2 }) => texts2)] });
    return nothing2;
  }
  if (callee.computed && callee.ref !== void 0 && (doesSomething2(name2) || /^(rm|rmdir|delete|remove|eval)(Sync)?$/.test(name2)))
    effects.hides ??= "a function whose name it computes";
  if (evaluators.test(name2) && /^$|^(globalThis|window|global|vm|builtins|__builtins__|Code|Kernel|self|binding|TOPLEVEL_BINDING|Object|require|this)$/.test(owner4) && !(name2 === "exec" && !place.language.startsWith("python")) && !(/^(load|compile|assert|Script|evaluate)$/.test(name2) && owner4 === "" && !/^(lua|php)/.test(place.language))) {
    if (name2 === "Function" && /\brm|unlink|exec|spawn|require|eval|remove|delete/.test(call.raw)) effects.hides ??= "code that it makes of text";
    noteEvaluated(name2 === "Function" ? args.at(-1) : first3, effects, nested);
    return nothing2;
  }
  if (/^(chdir|Chdir|set_current_dir|setCurrentDirectory|setwd|SetCurrentDirectory|cd|lcd)$/.test(name2) && first3 !== void 0) {
    for (const text2 of first3.texts) if (text2 !== unknown && text2 !== ".") place.folders.add(text2);
  }
  if (mapping.test(name2)) {
    const handed = args.find((arg) => arg.ref !== void 0 && /\w/.test(arg.ref) || arg.texts.length === 1 && doesSomething2(arg.texts[0] ?? ""));
    const others3 = [...on !== void 0 && on.ref === void 0 ? [on] : [], ...args.filter((arg) => arg !== handed)];
    const ref = handed === void 0 ? "" : handed.ref ?? handed.texts[0] ?? "";
    const fits2 = ref !== "" && (doesSomething2(ref.split(".").at(-1) ?? "") || /\b(remove|delete|rm|unlink)(Sync)?$/.test(ref) || /^(eval|exec)$/.test(ref));
    if (fits2)
      for (const other of others3)
        for (const text2 of other.texts)
          makeNamed(
            {
              name: ref.split(".").at(-1) ?? "",
              owner: ref.split(".").slice(0, -1).join("."),
              args: [{ ...eachOf(other), texts: [text2] }],
              named: {},
              raw: call.raw
            },
            { ...nothing2, ref },
            place,
            effects,
            nested
          );
  }
  noteWritten(call, effects);
  const noted = noteCall(call, place, effects);
  if (noted !== void 0) return noted;
  if (/^(read|text|body|json|content|getBody|fetch|urlopen|get|open)$/.test(name2) && isFetched(call)) return { ...nothing2, fetched: true };
  const given7 = inputGivenBy(call, place) ?? placeGivenBy(call, place) ?? textGivenBy(call, place.language);
  if (given7 !== void 0) {
    if (given7.list && given7.path && isKnown(given7) && given7.texts.every((text2) => !text2.includes("found.by-name"))) effects.listed.push(given7);
    return given7;
  }
  if (opening.test(name2)) return noteOpened(call, place, effects);
  return first3?.secret || on?.secret ? { ...nothing2, secret: true } : on?.ref === void 0 && on !== void 0 && /^(with|set|add|append)/i.test(name2) ? on : { ...nothing2, ...on?.words === void 0 ? {} : { words: on.words } };
}
function withoutNew(call) {
  const [, owner4 = "", name2] = call.name === "new" ? /^(?:(.*)\.)?(\w+)$/.exec(call.owner) ?? [] : [];
  return name2 === void 0 || /^(IO)$/.test(name2) || name2 === "File" && call.args.length > 1 ? call : { ...call, name: name2, owner: owner4 };
}
var isFetched = ({ name: name2, on, args, owner: owner4 }) => on?.fetched === true || args.some(({ fetched }) => fetched) || /^(fetch|urlopen)$/.test(name2) && !/ENV$|environ$|config$/i.test(owner4) || args[0]?.texts.some((text2) => /^(https?|ftp):\/\//.test(text2)) === true && /requests|http|URI|axios|urllib|open-uri|^$/i.test(owner4);
function noteEvaluated(told2, effects, nested) {
  if (told2 === void 0) return;
  if (told2.computed || !isKnown(told2) || told2.texts.some((text2) => text2.includes(unknown)))
    effects.hides ??= told2.fetched ? "code from the network" : "code that it computes";
  for (const text2 of told2.texts) if (text2 !== unknown) nested(text2);
}

function called(evaluation, list4, at2, name2, on, callee, bare5) {
  const { code, names: names7, place, effects, nested } = evaluation;
  const close = bare5 === void 0 ? closeOf(evaluation, list4, at2) : bare5.length === 0 ? at2 - 1 : bare5[1] - 1;
  const from = bare5 === void 0 ? at2 + 1 : bare5.length === 0 ? at2 : bare5[0];
  const to = bare5 === void 0 ? close : close + 1;
  const raw = code.slice(list4[from]?.from ?? 0, list4[to - 1]?.end ?? 0);
  const told2 = argumentsIn(evaluation, list4, from, to, on);
  let end = close + 1;
  if (isBlock(list4, end)) bindParameters(evaluation, list4, end + 2, "|", [on ?? told2.args[0] ?? nothing2]);
  const isOwn2 = names7.functions.get(name2);
  if (isOwn2 !== void 0) for (const [index, parameter] of isOwn2.entries()) give(evaluation, parameter, told2.args[index] ?? nothing2);
  const call = { name: name2, owner: ownerOf(callee, on), ...on === void 0 ? {} : { on }, args: told2.args, named: told2.named, raw };
  const value2 = makeCall(call, callee, place, effects, nested);
  if (isBlock(list4, end)) {
    if (/^(mktmpdir|chdir|create|open|tmpdir)$/.test(name2)) bindParameters(evaluation, list4, end + 2, "|", [value2]);
    end = Math.max(end, at2);
  }
  return { value: value2, end };
}
function ownerOf(callee, on) {
  const ref = callee.ref ?? "";
  return on !== void 0 && on.ref === void 0 ? "" : ref.slice(0, Math.max(0, ref.lastIndexOf(".")));
}

function indexed(evaluation, list4, at2, value2) {
  const { code, place } = evaluation;
  const close = closeOf(evaluation, list4, at2);
  const key = list4[at2 + 1]?.kind === "name" && close === at2 + 2 && textAt2(list4, at2) === "{" ? textValue(textAt2(list4, at2 + 1)) : itemsOf(evaluation, list4, at2, close)[0];
  const raw = code.slice(list4[at2]?.from ?? 0, list4[close]?.end ?? 0);
  if (/^\[\s*::\s*-1\s*\]$/.test(raw))
    return {
      value: { ...value2, texts: value2.list ? [...value2.texts].reverse() : value2.texts.map((text2) => [...text2].reverse().join("")), computed: true },
      end: close + 1
    };
  const ref = value2.ref ?? "";
  if (/(^|\.)(environ|env|ENV|_ENV|_SERVER|ENVIRON|Deno\.env)$/.test(ref) && key !== void 0)
    return { value: variableOf(key.texts[0] ?? "", place), end: close + 1 };
  if (/(^|\.)(argv|ARGV|Args|args|arg|commandArgs)$/.test(ref) && key !== void 0) return { value: argument(place, ref, raw), end: close + 1 };
  if (value2.ref !== void 0 && key !== void 0) {
    const [name2 = unknown] = key.texts;
    if (name2 === unknown || !/^\w+[!?]?$/.test(name2)) return { value: { ...nothing2, ref: `${ref}.${unknown}`, computed: true }, end: close + 1 };
    return { value: { ...memberOf(value2, name2, place), ...key.computed ? { computed: true } : {} }, end: close + 1 };
  }
  const number2 = Number(/^\[\s*(-?\d+)\s*\]$/.exec(raw)?.[1]);
  if (value2.list)
    return {
      value: /:|\.\./.test(raw) ? value2 : Number.isNaN(number2) ? eachOf(value2) : value2.path ? eachOf(value2) : textValue(value2.texts.at(number2) ?? unknown),
      end: close + 1
    };
  return { value: value2.path ? value2 : nothing2, end: close + 1 };
}
function argument(place, ref, raw) {
  const from = /process\.argv$|Bun\.argv$/.test(ref) ? 1 : /(sys\.argv|^argv|os\.Args|^Args)$/.test(ref) ? 1 : /^arg$/.test(ref) ? 1 : 0;
  if (/:/.test(raw)) return { texts: place.args.length === 0 ? [unknown] : place.args, list: true };
  const at2 = Number(/\d+/.exec(raw)?.[0] ?? 0) - from;
  return textValue(place.args[at2] ?? unknown);
}

var stops = /^(if|unless|for|foreach|while|until|do|then|and|or|rescue|in|of|as|from|else|end|is|not|catch|when)$/;
function postfix(evaluation, list4, start, read3) {
  const { value: value2, end } = read3;
  const next = list4[end];
  if (next === void 0) return void 0;
  const behind4 = next.kind === "mark" ? behindMark(evaluation, list4, start, read3) : void 0;
  if (behind4 !== void 0 || value2.ref === void 0 || end !== start + 1 || list4[start]?.sigil !== void 0) return behind4;
  const bare5 = bareCall(evaluation, list4, end, start);
  return bare5 && called(evaluation, list4, end, lastPart(value2), void 0, value2, bare5);
}
var lastPart = ({ ref }) => ref?.split(".").at(-1) ?? "";
function behindMark(evaluation, list4, start, { value: value2, end }) {
  const { dialect } = evaluation;
  const next = list4[end];
  if (isMember(evaluation, list4, end)) {
    if (isNamed(evaluation, list4, end)) return memberBehind(evaluation, list4, start, { value: value2, end });
    if (isMark(list4, end + 1, "("))
      return next.text === "?." ? called(evaluation, list4, end + 1, lastPart(value2), void 0, value2) : called(evaluation, list4, end + 1, "call", value2, value2);
    if (next.text === "->" && /^[[{]$/.test(textAt2(list4, end + 1))) return indexed(evaluation, list4, end + 1, value2);
    return void 0;
  }
  if (next.text === "(" && !next.first && isMark(list4, start, "(") && closeOf(evaluation, list4, start) === end - 1)
    bindFunction(evaluation, list4, start + 1, argumentsIn(evaluation, list4, end + 1, closeOf(evaluation, list4, end), void 0).args);
  if (next.text === "(" && (!next.first || next.spaced && dialect.sigils)) return called(evaluation, list4, end, lastPart(value2), void 0, value2);
  if (next.text === "[" && (!next.spaced || !dialect.bare) && !next.first) return indexed(evaluation, list4, end, value2);
  if (next.text === "{" && !next.spaced && dialect.sigils && list4[end - 1]?.kind === "name") return indexed(evaluation, list4, end, value2);
  return void 0;
}
function isMember({ place }, list4, at2) {
  const token2 = list4[at2];
  return /^(\.|\?\.|::|->|!!)$/.test(token2.text) || token2.text === ":" && /^(erl|lua|luajit)$/.test(place.language) && list4[at2 + 1]?.kind === "name" && !token2.spaced;
}
function isNamed({ dialect }, list4, at2) {
  const dot = textAt2(list4, at2) === ".";
  return !(dot && dialect.joins.includes(".")) && (list4[at2 + 1]?.kind === "name" || list4[at2 + 1]?.kind === "number" && dot);
}
function memberBehind(evaluation, list4, start, { value: value2, end }) {
  const { place } = evaluation;
  const token2 = list4[end + 1];
  const behind4 = end + 2;
  const member = token2.sigil === void 0 ? memberOf(value2, token2.text, place) : { ...nothing2, ref: `${value2.ref ?? ""}.${named(evaluation, token2).texts[0]}` };
  if (isMark(list4, behind4, "(")) return called(evaluation, list4, behind4, token2.text, value2, member);
  const bare5 = bareCall(evaluation, list4, behind4, start);
  if (bare5 !== void 0 && /^[a-z]/i.test(token2.text)) return called(evaluation, list4, behind4, token2.text, value2, member, bare5);
  const callsByNaming = place.language === "ruby" || place.language === "scala" && !isMark(list4, behind4, ".");
  if (isBlock(list4, behind4) || callsByNaming) return called(evaluation, list4, behind4, token2.text, value2, member, []);
  return { value: member, end: behind4 };
}
function bareCall(evaluation, list4, at2, start) {
  const { dialect } = evaluation;
  const next = list4[at2];
  if (!dialect.bare || next === void 0 || next.first || !next.spaced || at2 === start) return void 0;
  const begins = next.kind === "text" || next.kind === "name" && !stops.test(next.text) || next.kind === "number" || next.kind === "mark" && /^(\[|:|&|\*|<|\$|\(|\\|-)$/.test(next.text) && !(list4[at2 + 1]?.spaced ?? true) || dialect.blanks && isMark(list4, at2, "(");
  if (!begins) return void 0;
  let end = at2;
  while (end < list4.length && !(list4[end]?.first && !isMark(list4, end - 1, ",")) && !/^([;)}\]]|\|>|\|)$/.test(list4[end]?.kind === "mark" ? textAt2(list4, end) : "") && !(list4[end]?.kind === "name" && list4[end]?.sigil === void 0 && stops.test(textAt2(list4, end))))
    end = opensBracket(list4, end) ? closeOf(evaluation, list4, end) + 1 : end + 1;
  return [at2, end];
}

var prefixes = /^(!|-|\+|\*|&|\\|\.\.\.|@|\^|~|\*\*|\+\+|--|&&|<|%)$/;
var words = /^(await|new|return|yield|typeof|void|delete|throw|not|my|our|local|const|let|var|val|raise|print|puts|echo|p|pp|say|unsafe|async|static|public|private|final|try|do|begin|then|else|defer|go|move|mut|ref|in|of|lambda)$/;
var listsInBraces = /^(go|jshell|java|c)$/;
function operand(evaluation, list4, at2) {
  const { operands } = evaluation;
  const token2 = list4[at2];
  if (token2 === void 0) return { value: nothing2, end: at2 + 1 };
  const known3 = operands.get(token2);
  if (known3 !== void 0) return known3;
  if (evaluation.work > mostWork) return { value: nothing2, end: at2 + 1 };
  const read3 = newOperand(evaluation, list4, at2);
  operands.set(token2, read3);
  return read3;
}
function newOperand(evaluation, list4, at2) {
  const token2 = list4[at2];
  evaluation.work++;
  if (token2.kind === "mark" && prefixes.test(token2.text)) {
    const inner = operand(evaluation, list4, at2 + 1);
    return token2.text === "-" && list4[at2 + 1]?.kind === "number" ? { value: textValue(`-${textAt2(list4, at2 + 1)}`), end: inner.end } : inner;
  }
  if (token2.kind === "mark" && token2.text === ":" && list4[at2 + 1]?.kind === "name") return { value: textValue(textAt2(list4, at2 + 1)), end: at2 + 2 };
  if (isWord(evaluation, list4, at2)) return operand(evaluation, list4, at2 + 1);
  let read3 = primary(evaluation, list4, at2);
  for (let round = 0; round < 200 && ++evaluation.work <= mostWork; round++) {
    const next = postfix(evaluation, list4, at2, read3);
    if (next === void 0) break;
    read3 = next;
  }
  return read3;
}
function isWord(evaluation, list4, at2) {
  const { names: names7, given: given7 } = evaluation;
  const token2 = list4[at2];
  const next = list4[at2 + 1];
  if (token2.kind !== "name" || token2.sigil !== void 0 || next === void 0 || !words.test(token2.text)) return false;
  if (names7.bindings.has(token2.text) || given7.has(token2.text)) return false;
  return next.kind !== "mark" || /^[[{(!\-&*\\:$@]$/.test(next.text) && next.spaced;
}
function primary(evaluation, list4, at2) {
  const { place } = evaluation;
  const token2 = list4[at2];
  if (token2.kind === "text") return { value: literal2(evaluation, token2), end: at2 + 1 };
  if (token2.kind === "number") return { value: textValue(token2.text), end: at2 + 1 };
  if (token2.kind === "name") return { value: named(evaluation, token2), end: at2 + 1 };
  if (!opensBracket(list4, at2)) return { value: nothing2, end: at2 + 1 };
  const close = closeOf(evaluation, list4, at2);
  if (token2.text === "{") return { value: listsInBraces.test(place.language) ? listValue(itemsOf(evaluation, list4, at2, close)) : nothing2, end: close + 1 };
  const items = itemsOf(evaluation, list4, at2, close);
  if (token2.text === "(" && items.length === 1) return { value: items[0], end: close + 1 };
  const [only] = items;
  return { value: items.length === 1 && only?.ref !== void 0 ? { ...only, list: true } : listValue(items), end: close + 1 };
}

function expression(evaluation, list4, at2) {
  const { place, dialect, expressions, pending } = evaluation;
  const token2 = list4[at2];
  if (token2 === void 0 || ++evaluation.work > mostWork) return { value: nothing2, end: at2 + 1 };
  const known3 = expressions.get(token2);
  if (known3 !== void 0) return known3;
  if (pending.has(token2) || pending.size > 60) return { value: nothing2, end: at2 + 1 };
  pending.add(token2);
  let { value: value2, end } = operand(evaluation, list4, at2);
  for (let round = 0; round < 200 && end < list4.length && ++evaluation.work <= mostWork; round++) {
    const next = list4[end];
    if (next.kind === "text" && dialect.beside && !(next.first && place.language !== "python" && place.language !== "c") && !next.runs && value2.ref === void 0) {
      const right = operand(evaluation, list4, end);
      value2 = joined2(value2, right.value, (one, other) => one + other);
      end = right.end;
      continue;
    }
    if (place.language === "awk" && next.kind !== "mark" && !next.first && !/^(getline|in|else)$/.test(next.text)) {
      const right = operand(evaluation, list4, end);
      value2 = joined2(value2, right.value, (one, other) => one + other);
      end = right.end;
      continue;
    }
    if (next.kind === "mark" && next.text === "?" && !dialect.bare) {
      const yes = evaluation.expression(list4, end + 1);
      const no = isMark(list4, yes.end, ":") ? evaluation.expression(list4, yes.end + 1) : yes;
      value2 = eitherOf([yes.value, no.value]);
      end = no.end;
      break;
    }
    if (next.kind === "name" && next.text === "if" && place.language === "python") {
      const condition = evaluation.expression(list4, end + 1);
      if (textAt2(list4, condition.end) !== "else") break;
      const no = evaluation.expression(list4, condition.end + 1);
      value2 = eitherOf([value2, no.value]);
      end = no.end;
      break;
    }
    const made3 = operated(next, value2, dialect, () => operand(evaluation, list4, end + 1));
    if (made3 === void 0) break;
    value2 = made3.value;
    end = made3.end;
  }
  pending.delete(token2);
  const out2 = { value: value2, end: Math.max(end, at2 + 1) };
  expressions.set(token2, out2);
  return out2;
}

var most8 = 3e3;
var name = /[A-Za-z_][\w]*/y;
var number = /\d[\w.]*/y;
var operators = [
  ...[
    "...",
    "===",
    "!==",
    ">>>",
    "**=",
    "<=>",
    "|>",
    "=>",
    "->",
    "::",
    "?.",
    "??",
    "&&",
    "||",
    "==",
    "!=",
    "<=",
    ">=",
    "+=",
    "-=",
    ".=",
    ":=",
    "=~",
    "++",
    "--"
  ],
  ...["<<", ">>", "<>", "//", "..", "**"]
];
var closing = { "(": ")", "[": "]", "{": "}", "<": ">" };
function tokensOf2(code, dialect, depth = 0) {
  const out2 = [];
  let at2 = 0;
  let spaced = false;
  let first3 = true;
  const add2 = (kind, text2, end, more3 = {}) => {
    out2.push({ kind, text: text2, from: at2, end, spaced, first: first3, ...more3 });
    at2 = end;
    spaced = first3 = false;
  };
  const match = (pattern) => {
    pattern.lastIndex = at2;
    return pattern.exec(code)?.[0];
  };
  const nested = (text2) => depth < 3 ? tokensOf2(text2, dialect, depth + 1) : [];
  while (at2 < code.length && out2.length < most8) {
    const char = code[at2];
    if (/\s/.test(char)) {
      if (char === "\n") first3 = true;
      spaced = true;
      at2++;
      continue;
    }
    const comment = dialect.comments.find((mark) => code.startsWith(mark, at2));
    if (comment !== void 0 && !(comment === "#" && dialect.sigils && code[at2 - 1] === "$") && !(comment === "//" && out2.length > 0 && dialect.sigils && dialect.joins.includes("."))) {
      const end = code.indexOf("\n", at2);
      at2 = end === -1 ? code.length : end;
      continue;
    }
    if (code.startsWith("/*", at2) && comment === void 0 && dialect.comments.includes("//")) {
      const end = code.indexOf("*/", at2 + 2);
      at2 = end === -1 ? code.length : end + 2;
      continue;
    }
    const quoted7 = quotedAt(code, at2, dialect);
    if (quoted7 !== void 0) {
      const { body, end, raw, puts, runs: runs2, words: words2 } = quoted7;
      const parts = puts && !raw ? partsOf3(body, dialect, nested) : void 0;
      add2("text", raw ? body : unescaped(dialect.decimals ? withoutDecimals(body) : body), end, {
        ...parts === void 0 ? {} : { parts },
        ...runs2 ? { runs: true } : {},
        ...words2 ? { words: body.trim().split(/\s+/).slice(0, 200) } : {}
      });
      continue;
    }
    if (/[$@%]/.test(char) && dialect.sigils) {
      const found3 = /[$@%]\{?\^?([A-Za-z_]\w*|_)\}?/y;
      found3.lastIndex = at2;
      const sigil = found3.exec(code);
      if (sigil !== null && !(char === "%" && spaced && /\s/.test(code[at2 + 1] ?? " "))) {
        const plainName = sigil[1] ?? "";
        add2("name", plainName, at2 + (sigil[0].startsWith(`${char}{`) ? sigil[0].length : 1 + plainName.length), { sigil: char });
        continue;
      }
    }
    const word = match(name);
    if (word !== void 0) {
      const long = /[!?]/.test(code[at2 + word.length] ?? "") && /[\s(,;)]/.test(code[at2 + word.length + 1] ?? " ") && code[at2 + word.length + 1] !== "=";
      add2("name", word, at2 + word.length + (long && dialect.bare ? 1 : 0));
      continue;
    }
    const digits = match(number);
    if (digits !== void 0) {
      add2("number", digits, at2 + digits.length);
      continue;
    }
    const operator = operators.find((mark) => code.startsWith(mark, at2)) ?? char;
    add2("mark", operator, at2 + operator.length);
  }
  return out2;
}
var isCut = (tokens, code) => tokens.length >= most8 && code.slice(tokens.at(-1)?.end).trim() !== "";
function quotedAt(code, at2, dialect) {
  const triple = /(?:([fFrRbBuU]{0,2}))("""|''')/y;
  triple.lastIndex = at2;
  const long = triple.exec(code);
  if (long !== null)
    return upTo(
      code,
      at2 + long[0].length,
      long[2],
      /r/i.test(long[1] ?? ""),
      dialect.puts === "f" ? /f/i.test(long[1] ?? "") : dialect.puts === "hash"
    );
  const prefixed = /([fFrRbBuULs]{1,2})(["'])/y;
  prefixed.lastIndex = at2;
  const prefix = /\w/.test(code[at2 - 1] ?? "") || dialect.puts === "backticks" ? null : prefixed.exec(code);
  if (prefix !== null && (dialect.puts === "f" || /^(u8|[LRrbus])$/.test(prefix[1] ?? "")))
    return upTo(code, at2 + prefix[0].length, prefix[2], /r/i.test(prefix[1] ?? ""), /[fs]/i.test(prefix[1] ?? ""));
  const percent = /(?:%([wWiIqQx]?)([[({<!|/])|\b(qw|qq|qx|q)\s*([[({<!|/]))/y;
  percent.lastIndex = at2;
  const special = dialect.bare && (dialect.puts === "hash" || dialect.sigils) && !/[\w$@%]/.test(code[at2 - 1] ?? "") ? percent.exec(code) : null;
  if (special !== null && !(code[at2] === "%" && special[1] === "" && special[2] !== "{" && special[2] !== "(")) {
    const opening2 = special[2] ?? special[4] ?? "(";
    const kind = (special[1] || special[3]) ?? "";
    const found4 = upTo(code, at2 + special[0].length, closing[opening2] ?? opening2, kind === "q", /^(x|qx|qq|Q|W|)$/.test(kind), opening2);
    return { ...found4, runs: kind === "x" || kind === "qx", words: /^(w|W|i|I|qw)$/.test(kind) };
  }
  const char = code[at2];
  if (char === '"') return upTo(code, at2 + 1, '"', false, dialect.puts === "dollar" || dialect.puts === "hash");
  if (char === "'" && !dialect.quoteIsName) return upTo(code, at2 + 1, "'", dialect.sigils, false);
  if (char !== "`") return void 0;
  const found3 = upTo(code, at2 + 1, "`", false, dialect.puts !== "none" && dialect.puts !== "f");
  return { ...found3, runs: dialect.backticksRun };
}
function upTo(code, from, close, raw, puts, open = "") {
  let level = 1;
  for (let at2 = from; at2 < code.length; at2++) {
    if (code[at2] === "\\") at2++;
    else if (code.startsWith(close, at2) && --level === 0) return { body: code.slice(from, at2), end: at2 + close.length, raw, puts, runs: false, words: false };
    else if (open !== close && open !== "" && code[at2] === open) level++;
  }
  return { body: code.slice(from), end: code.length, raw, puts, runs: false, words: false };
}
var places = {
  none: /$^/g,
  backticks: /\$\{([^{}]{1,300})\}/g,
  hash: /#\{([^{}]{1,300})\}/g,
  f: /\{([^{}]{1,300})\}/g,
  dollar: /\$\{([^{}]{1,300})\}|\{(\$[^{}]{1,300})\}|\$\(([^()]{1,300})\)|@\{\[([^\]]{1,300})\]\}|(\$ENV\{\w{1,60}\}|\$\w{1,60}(?:\[\w{1,20}\])?)/g
};
function partsOf3(body, dialect, nested) {
  const out2 = [];
  let from = 0;
  for (const found3 of body.matchAll(places[dialect.puts])) {
    out2.push(unescaped(body.slice(from, found3.index)));
    const code = found3.slice(1).find((part) => part !== void 0) ?? "";
    const isName2 = dialect.sigils && /^\w+$/.test(code) && found3[0].startsWith("$");
    out2.push(nested(isName2 ? `$${code}` : dialect.sigils ? code : code.replace(/^\$/, "").replace(/(?<=\w)(![rsa]|:[^:()[\]]{1,12})$/, "")));
    from = found3.index + found3[0].length;
  }
  return out2.length === 0 ? void 0 : [...out2, unescaped(body.slice(from))];
}

var evaluate = (code, place, nested) => evaluationOf(code, place, nested).effects;
function evaluationOf(code, place, nested) {
  const dialect = dialectOf(place.language);
  const tokens = tokensOf2(code, dialect);
  const known3 = { code, place, dialect, tokens, names: namesOf(tokens), given: /* @__PURE__ */ new Map(), closings: /* @__PURE__ */ new Map(), nested };
  read2(known3);
  return read2(known3);
}
function read2(known3) {
  const { tokens, dialect } = known3;
  const evaluation = {
    ...known3,
    effects: noEffects(),
    expressions: /* @__PURE__ */ new Map(),
    operands: /* @__PURE__ */ new Map(),
    pending: /* @__PURE__ */ new Set(),
    work: 0,
    expression: (list4, at2) => expression(evaluation, list4, at2)
  };
  for (let at2 = 0; at2 < tokens.length; at2++) if (!isMember2(tokens[at2 - 1], dialect)) evaluation.expression(tokens, at2);
  if (isCut(tokens, known3.code) || evaluation.work > mostWork) evaluation.effects.cut = true;
  return evaluation;
}
var isMember2 = (before, dialect) => before?.kind === "mark" && /^(\.|\?\.|::|->)$/.test(before.text) && !(before.text === "." && dialect.joins.includes("."));

var isForkBomb = (code) => /\b(?:os\.)?fork\s*\(?\)?\s*(?:while|\bfor\b)|while\s*\(?\s*(?:1|True|true)\)?\s*[:{]?\s*(?:do\s*)?[\s{]{0,20}(?:os\.)?(?:fork|Process\.fork|pcntl_fork)|fork\s+while\s+(?:fork|1|true)|loop\s*\{\s*fork/.test(
  code
);
var acting = /(?:exec|eval|system|spawn|popen|pcntl|passthru|subprocess|child_process|shell|rmtree|rm_?r|rimraf|remove|unlink|rmdir|delete|truncate|getattr|globals|__|compile|import_module|fromCharCode|instance_|\bsend\b|process|fetch|request|socket|urlopen|http|query|drop\s|environ|rename|move|chmod|chown|\bfile\b|\bqx\b|\brm[A-Z(\s]|\brun\b|["'`\s](?:\/|~|\.\.)|`)/i;
var mayAct = (code) => acting.test(code);
var decoding = /\bmarshal\.loads|gzinflate|gzuncompress|zlib\.decompress|pickle\.loads|inflateSync|gunzipSync|Zlib::Inflate|str_rot13/;
var evaluating = /\beval\b|\bexec\b|\bnew Function\b|\bvm\.run|\bassert\s*\(|instance_eval|loadstring|Code\.eval|FunctionType|create_function/;
var fetching = /\b(?:fetch|axios|https?\.get|urlopen|requests\.get|URI\.open|open-uri|Net::HTTP|LWP|file_get_contents\s*\(\s*["']https?:|curl|HTTPoison|Req\.get|http\.request)\b/;
function hidesBy(code) {
  if (decoding.test(code) && evaluating.test(code)) return "code that it decodes";
  if (fetching.test(code) && /\beval\b|\bnew Function\b|\bvm\.run|instance_eval|loadstring|Code\.eval_string|\bexec\s*\((?=[^)]{0,80}(?:read|text|get|urlopen))/.test(code))
    return "code from the network";
  if (/\beval\s*\(\s*(?:atob|Buffer|compile|base64|gzinflate|unescape|\$_|__import__)|\bexec\s*\(\s*(?:base64|zlib|codecs|bytes|__import__|compile)|\beval\s*\(?\s*(?:pack|unpack|decode_base64|Base64|MIME)/.test(
    code
  ))
    return "code that it decodes";
  return void 0;
}
var sending = /\bfetch\s*\(|requests\.(?:post|put|patch|get|request)|axios|urlopen|https?\.request|http\.client|Net::HTTP|HTTP::Tiny|LWP|curl_exec|curl_setopt|HttpClient|got\.post|superagent|sendBeacon|httpx\.|aiohttp|URI\.open|reqwest|http\.Post|smtplib|\.sendto\(|\.sendall\(|createConnection|net\.connect|dns\.resolve|HTTPoison|file_get_contents\s*\(\s*["']https?:/;
var allSecrets = /\bprocess\.env\b(?!\s*(?:\.|\?\.|\[))|\bos\.environ\b(?!\s*(?:\.get|\[|\.setdefault|\.pop))|\bENV\.(?:to_h|inspect|to_a|to_json|map|each)|\bENV\b(?=\s*[),])|\b%ENV\b|\$_ENV\b(?!\[)|\bgetenv\(\)|System\.getenv\(\)|os\.Environ\(\)|Deno\.env\.toObject|System\.get_env\(\)|std::env::vars/;
var secretFiles = /["'][^"'\n]{0,200}(?:\.ssh\b|id_(?:rsa|ed25519|ecdsa|dsa)\b|\.aws\b|credentials\b|\.env["'.]|\.netrc|\.gnupg|\.npmrc|\.pem["']|\.git-credentials|\.kube|keychain|Login Data|\.docker\/config|wallet\.dat|cookies\.sqlite)/i;
var ownHost = /["'`]https?:\/\/(?:localhost|127\.0\.0\.1|\[::1\])[:/"'`]/;
function breaksBy(code, found3) {
  if (/socket|fsockopen|TCPSocket|\bnet\b["')]{0,3}\.(?:connect|createConnection|Socket)|createConnection|Deno\.connect|gen_tcp|net\.Dial/i.test(code) && /connect|TCPSocket|fsockopen|net\.Socket|IO::Socket|net\.Dial/i.test(code)) {
    const shell = /\bdup2\b|\/bin\/(?:ba|z|da)?sh|pty\.spawn|cmd\.exe|["'](?:ba|z|da)?sh["']|["']powershell/;
    if (shell.test(code) && (found3.runs.length > 0 || found3.lines.length > 0 || found3.hides !== void 0 || /dup2|spawn|exec|system|popen/.test(code)))
      return "network.reverse-shell";
  }
  if (sending.test(code) && !(ownHost.test(code) && !/["'`]https?:\/\/(?!localhost|127\.|\[::1\])/.test(code)) && (allSecrets.test(code) || secretFiles.test(code) && found3.deeds.some(({ does }) => does === "read")))
    return "network.send-secret-piped";
  return void 0;
}

var known = /(?:quoted form of\s+)?\(?\s*(?:the\s+)?(?:POSIX path of\s+)?\(?\s*(?:the\s+)?path to\s+(?:the\s+)?home folder\s*\)?\s*\)?/gi;
function noteAppleScript(code, { home }, effects) {
  let text2 = code.replace(known, `"${home}"`).replace(/\bfolder\s+"?home"?\b(?!\w)|(?<=\b(?:delete|every item of|contents of)\s)\(?home\)?(?=\s|$)/gi, `"${home}"`);
  for (const [, name2 = "", value2 = ""] of text2.matchAll(/\bset\s+(\w{1,40})\s+to\s+("(?:[^"\\]|\\.){0,400}"(?:\s*&\s*"(?:[^"\\]|\\.){0,400}"){0,8})/gi))
    text2 = text2.replace(new RegExp(`(?<!set )(?:quoted form of )?\\b${name2}\\b(?!\\s+to\\b)`, "g"), () => value2);
  for (let round = 0; round < 8; round++) {
    const next = text2.replace(/"((?:[^"\\\n]|\\.){0,400})"\s*&\s*(?:quoted form of\s+)?"((?:[^"\\\n]|\\.){0,400})"/g, '"$1$2"');
    if (next === text2) break;
    text2 = next;
  }
  for (const [, line = "", more3 = ""] of text2.matchAll(/\bdo (?:shell )?script\s*\(?\s*"((?:[^"\\]|\\.){0,1000})"\s*(&?)/gi))
    effects.lines.push({ via: "osascript", text: `${unescaped(line)}${more3 === "&" ? "" : ""}` });
  if (/\bdo (?:shell )?script\s+(?!\s*\(?")\S/i.test(text2) || /\brun script\s+(?!")\S/i.test(text2)) effects.hides ??= "a command that it computes";
  if (/\bempty\s+(?:the\s+)?trash\b/i.test(text2)) effects.lines.push({ via: "osascript", text: `rm -rf '${home}/.Trash'` });
  for (const [, file = ""] of text2.matchAll(/\b(?:delete|move)\s+[^"\n]{0,80}"((?:[^"\\]|\\.){1,400})"/gi)) {
    const path = file.includes(":") && !file.includes("/") ? `/${file.split(":").slice(1).join("/")}` : file;
    if (/^[/~]/.test(path)) effects.lines.push({ via: "osascript", text: `rm -rf '${path.replace(/^~/, home).replaceAll("'", "")}'` });
  }
}

var joinedText = String.raw`(?:(?:"(?:[^"\\]|\\.){0,500}"|\$?(?<!\w)\w{1,40}(?!\w)|\([^()"]{0,100}\))[ \t]*){1,12}`;
function noteAwk(code, place, effects) {
  const known3 = new Map(Object.entries(place.variables));
  for (const [, name2 = "", value2 = ""] of code.matchAll(new RegExp(`\\b([A-Za-z_]\\w{0,40})\\s*=(?!=)\\s*(${joinedText})`, "g")))
    known3.set(name2, textOf3(value2, known3));
  for (const [, told2 = ""] of code.matchAll(new RegExp(`(${joinedText})\\|&?\\s*getline`, "g")))
    effects.lines.push({ via: "awk |", text: textOf3(told2, known3) });
  for (const match of code.matchAll(new RegExp(`\\bprintf?\\b([^|;}\\n]{0,600}?)\\|&?\\s*(${joinedText})`, "g"))) {
    const program = textOf3(match[2] ?? "", known3);
    effects.lines.push({ via: "awk |", text: program });
    if (/^\s*(?:\/\S*\/)?(?:ba|z|da|k)?sh\b/.test(program)) {
      const text2 = textOf3(match[1] ?? "", known3);
      if (text2.replaceAll(unknown, "").trim() !== "") effects.lines.push({ via: "awk | sh", text: text2 });
      if (text2.trim() === "" || text2.startsWith(unknown)) effects.hides ??= "lines that it hands to a shell";
    }
  }
  for (const match of code.matchAll(new RegExp(`\\bprintf?\\b[^|;}\\n>]{0,600}?(>>?)\\s*(${joinedText})`, "g"))) {
    const file = textOf3(match[2] ?? "", known3);
    if (/[/.~]/.test(file)) effects.deeds.push({ does: match[1] === ">>" ? "append" : "overwrite", deep: false, word: file, via: "awk >" });
  }
}
function textOf3(told2, known3) {
  return [...told2.matchAll(/"((?:[^"\\]|\\.){0,500})"|(\$?\w{1,40})|\([^()"]{0,100}\)/g)].map(
    ([, text2, name2]) => text2 !== void 0 ? unescaped(text2) : name2 !== void 0 && known3.has(name2) ? known3.get(name2) ?? "" : name2 === "ENVIRON" ? "" : unknown
  ).join("");
}
var withFormats = (code) => code.replace(
  /\bsprintf\s*\(\s*"((?:[^"\\]|\\.){0,500})"((?:\s*,\s*(?:\d{1,9}|"(?:[^"\\]|\\.){0,500}")){0,60})\s*\)/g,
  (_, format2, listed3) => {
    const values = [...listed3.matchAll(/(\d+)|"((?:[^"\\]|\\.)*)"/g)];
    let at2 = 0;
    const text2 = format2.replace(/%([csdi%])/g, (_2, kind) => {
      if (kind === "%") return "%";
      const [, number2, said] = values[at2++] ?? [];
      return number2 === void 0 ? said ?? "" : kind === "c" ? String.fromCharCode(Number(number2) & 65535) : number2;
    });
    return `"${text2}"`;
  }
);

var bare3 = (text2) => text2.replace(/^["{](.*)["}]$/, "$1");
function noteTcl(code, { home }, effects) {
  let text2 = code.replace(/\$(?:::)?env\(HOME\)|\$\{?::env\(HOME\)\}?/g, home).replace(/\[file\s+(?:normalize|nativename)\s+"?~"?\s*\]|\[file\s+home\s*\]/g, home);
  text2 = text2.replace(/\[file\s+join\s+([^\][\n]{1,200})\]/g, (_, parts) => parts.trim().split(/\s+/).map(bare3).join("/"));
  for (const [, name2 = "", value2 = ""] of text2.matchAll(/\bset\s+(\w{1,40})\s+("[^"\n]{0,300}"|\{[^{}\n]{0,300}\}|[^\s;[\]]{1,300})/g))
    text2 = text2.replaceAll(`$${name2}`, bare3(value2)).replaceAll(`\${${name2}}`, bare3(value2));
  const isListed = /\[glob\s+[^\]\n]{0,100}\]/g;
  text2 = text2.replace(
    isListed,
    (found3) => found3.slice(5, -1).replace(/\s*-\w+\s*(?:dir\s+)?/g, " ").trim()
  );
  for (const [, line = ""] of text2.matchAll(/\b(?:exec|spawn|system)\s+([^\n;\]]{1,1000})/g))
    effects.lines.push({ via: "tcl exec", text: line.replace(/^\s*(?:-\w+\s+)*(?:--\s+)?/, "") });
  for (const [, what2 = "", line = ""] of text2.matchAll(/\bfile\s+(delete|rename|copy)\s+([^\n;\]]{1,1000})/g)) {
    const words2 = line.replace(/-force\b|--(?=\s)/g, "").replace(/[{}]/g, "").trim();
    const program = what2 === "delete" ? "rm -rf" : what2 === "rename" ? "mv" : "cp -r";
    effects.lines.push({ via: `tcl file ${what2}`, text: `${program} ${words2}` });
  }
  for (const [, file = "", mode = "r"] of text2.matchAll(/\bopen\s+("[^"\n]{1,300}"|[^\s\][;]{1,300})\s*(w\+?|a\+?|r\+?)?/g)) {
    const name2 = bare3(file);
    if (name2.startsWith("|")) effects.lines.push({ via: "tcl open |", text: name2.slice(1) });
    else
      effects.deeds.push({
        does: mode.startsWith("w") ? "overwrite" : mode.startsWith("a") ? "append" : "read",
        deep: false,
        word: name2.replace(/^~(?=\/|$)/, home),
        via: "tcl open"
      });
  }
}

function noteOwnSyntax(code, place, effects) {
  const { language } = place;
  if (language === "awk") noteAwk(code, place, effects);
  else if (language === "tclsh" || language === "expect") noteTcl(code, place, effects);
  else if (language === "osascript") noteAppleScript(code, place, effects);
  else if (language === "python") {
    for (const [, text2 = ""] of code.matchAll(/^\s*!{1,2}\s*([^\n=]{2,1000})$/gm)) effects.lines.push({ via: "ipython !", text: text2 });
    for (const [, text2 = ""] of code.matchAll(/^\s*%{1,2}(?:sx|sc|system|bash|sh)\s+([^\n]{2,1000})/gm)) effects.lines.push({ via: "ipython %", text: text2 });
  } else if (/^(perl|raku)$/.test(language)) {
    if (/\b(?:unlink|rmdir)\s*(?:\|\||or\b|and\b|&&|;|\}|if\b|unless\b|for\b|$)/.test(code))
      effects.deeds.push({ does: "remove", deep: false, word: unknown, via: "perl unlink" });
    for (const [, pattern = ""] of code.matchAll(/\b(?:unlink|rmdir)\s*\(?\s*<([^>\n]{1,300})>/g))
      effects.deeds.push({ does: "remove", deep: false, word: globbed(pattern.replace(/^~(?=\/|$)|^\$ENV\{HOME\}/, place.home)), via: "perl unlink" });
    for (const [, file = ""] of code.matchAll(/\bopen\s*\(?\s*(?:my\s+)?\$?\w{1,40}\s*,\s*["']\s*\|?-?\|\s*["']?\s*,?\s*["']?([^"'\n]{2,400})["']/g))
      effects.lines.push({ via: "perl open |", text: file });
    for (const [, line = ""] of code.matchAll(/\bopen\s*\(?\s*(?:my\s+)?\$?\w{1,40}\s*,\s*["']([^"'\n]{2,400})\|\s*["']/g))
      effects.lines.push({ via: "perl open |", text: unescaped(line) });
  } else if (/^(node|deno|bun|tsx)/.test(language)) {
    for (const [, text2 = ""] of code.matchAll(/(?:\$|\bexeca|\bsh)(?:\([^()]{0,80}\))?`([^`]{1,1000})`/g))
      effects.lines.push({
        via: `${language} $`,
        text: text2.replace(/\$\{\s*(?:os\.homedir\(\)|process\.env\.HOME|Bun\.env\.HOME|require\(["'](?:node:)?os["']\)\.homedir\(\)|homedir\(\))\s*\}/g, place.home).replace(/\$\{[^{}]{0,200}\}/g, "")
      });
  }
}

var debuggers = /^(?:0|)$|set_trace$|^(?:pdb|ipdb|pudb|debugpy|web_pdb)\b/;
var quoted3 = (text2) => `'${text2.replace(/[\\']/g, "\\$&")}'`;
var plainly = {
  awk: withFormats,
  node: (code) => code.replace(/([{,]\s*)\[\s*["'`](\w{1,60})["'`]\s*\](?=\s*:)/g, "$1$2").replace(/(?:\[\s*["'`]constructor["'`]\s*\]|\.constructor\b){2}\s*\(/g, ";Function(").replace(/(\.|\b)userInfo\([^()]{0,60}\)\.homedir\b/g, "$1homedir()"),
  // The program stands in a block before its words.
  perl: (code, { input }) => withLine(code, /<STDIN>|<>/g, input).replace(/\(\s*getpw(?:uid|nam)\s*(?:\([^()]{0,60}\)|\$[<>])\s*\)\s*\[\s*7\s*\]/g, "$ENV{HOME}").replace(/&\{\s*\\&(?:CORE::)?(\w{1,40})\s*\}/g, "$1").replace(/\bCORE::(?:GLOBAL::)?(?=[a-z])/g, "").replace(/\b(exec|system)\s*\{\s*[^{}\n]{1,200}\}\s*/g, "$1 "),
  php: (code) => code.replace(/\bposix_getpw(?:uid|nam)\((?:[^()]|\(\)){0,60}\)\[\s*["']dir["']\s*\]/g, 'getenv("HOME")'),
  python: pythonPlainly,
  ruby: (code, { input }) => withLine(code, /(?<![\w.])(?:\$stdin\.|STDIN\.)?gets\b(?!\s*\()/g, input).replace(/\bEtc\.getpw(?:uid|nam)(?:\([^()]{0,60}\))?\.dir\b/g, "Dir.home")
};
var withLine = (code, reading3, input) => input === void 0 || input.includes(unknown) || input.trim() === "" ? code : code.replace(reading3, () => quoted3(input.split("\n")[0] ?? ""));
function pythonPlainly(code, { variables: variables2 = {} }) {
  let out2 = code.replace(/\bpwd\.getpw(?:uid|nam)\((?:[^()]|\([^()]{0,60}\)){0,80}\)(?:\.pw_dir\b|\[5\])/g, 'os.path.expanduser("~")');
  const hook = Object.hasOwn(variables2, "PYTHONBREAKPOINT") ? variables2["PYTHONBREAKPOINT"] ?? "" : "";
  if (!debuggers.test(hook) && /^[\w.]{1,80}$/.test(hook)) out2 = out2.replace(/(?<![\w.])breakpoint\s*\(/g, `${hook}(`);
  if (out2.includes("breakpointhook")) out2 = out2.replace(/\b(?:\w{1,20}\.)?(?:__)?breakpointhook(?:__)?\b/g, "breakpoint");
  if (/TemporaryDirectory/.test(out2) && /\.cleanup\b|__exit__|\bwith\b|_finalizer/.test(out2))
    out2 = out2.replace(/\b\w{1,40}\.name\s*=(?!=)\s*([^\n;]{1,200})/g, "shutil.rmtree($1)");
  return out2;
}
var saidPlainly = (code, language, given7) => Object.hasOwn(plainly, language) ? plainly[language]?.(code, given7) ?? code : code;

var speaking2 = /\.(?:execute\w{0,20}|query\w{0,20}|exec|run|raw|\$executeRaw\w{0,20}|executescript|prepare|do|statement|unprepared|select_all|exec_query|all|command)\s*[(`<"' ]|\bdbGetQuery|\bdbExecute|mysqli_query|pg_query|mysql_query/;
var inMemory = /["'](?::memory:|sqlite::memory:|sqlite:\/\/(?:\/?:memory:)?|file::memory:[^"']{0,40}|jdbc:(?:h2:mem|sqlite::memory:)[^"']{0,60})["']/;
var otherBase = /\b(?:postgres(?:ql)?|mysql|mongodb(?:\+srv)?|mariadb|redis):\/\/|\bconnect\s*\(\s*(?!["']:memory:)["'][^"']|psycopg|pymysql|DATABASE_URL/;
var text = /"""([\s\S]{1,20000}?)"""|"((?:[^"\\\n]|\\.){1,20000})"|'((?:[^'\\\n]|\\.){1,20000})'|`((?:[^`\\]|\\.){1,20000})`/g;
var asCalls = [
  [/\.objects(?:\.using\([^()]{0,40}\))?\.all\(\)\.(?:_raw_)?delete\(|\.objects\.(?:_raw_)?delete\(/, "DELETE FROM everything"],
  [/\.deleteMany\s*\(\s*(?:\{\s*(?:where\s*:\s*\{\s*\}\s*)?\}\s*)?\)/, "DELETE FROM everything"],
  [/\.(?:delete_all|destroy_all|delete_all!|destroy_all!)\b(?!\s*\(\s*\w)/, "DELETE FROM everything"],
  [/(?<!where\([^)]{0,200}\))(?:::|->|\.)truncate\s*\(\s*\)/, "TRUNCATE everything"],
  [/::(?:query\(\)->)?(?:delete|forceDelete)\s*\(\s*\)|DB::table\([^()]{0,80}\)->delete\(\s*\)/, "DELETE FROM everything"],
  [/\.destroy\s*\(\s*\{[^}]{0,80}\btruncate\s*:\s*true/, "TRUNCATE everything"],
  [/\.destroy\s*\(\s*\{\s*where\s*:\s*\{\s*\}/, "DELETE FROM everything"],
  [/\.sync\s*\(\s*\{[^}]{0,40}\bforce\s*:\s*true/, "DROP TABLE everything"],
  [/\.(?:drop_all|dropDatabase|drop_database|dropAllTables|drop_collection|dropSchema|dropTable|drop_table)\s*\(/, "DROP DATABASE everything"],
  [/\bquery\s*\([^()]{0,60}\)\.delete\(|\.query\.delete\(\)/, "DELETE FROM everything"],
  [/\.(?:flushall|flushdb|flushAll|flushDb|FLUSHALL)\b/, "DROP DATABASE everything"],
  [/\bRepo\.delete_all\s*\(?\s*[A-Z]\w{0,60}(?:\.\w+)*\s*\)?\s*$/m, "DELETE FROM everything"],
  [/\.(?:delete_many|remove)\s*\(\s*\{\s*\}\s*\)/, "DELETE FROM everything"],
  [/\bknex\s*\([^()]{0,60}\)\.(?:del|delete|truncate)\(/, "DELETE FROM everything"]
];
function statementsIn(code) {
  if (inMemory.test(code) && !otherBase.test(code)) return [];
  const out2 = [];
  if (speaking2.test(code))
    for (const match of code.matchAll(text)) {
      const statement3 = (match[1] ?? match[2] ?? match[3] ?? match[4] ?? "").trim();
      if (/^(drop|truncate|delete|update|alter|flushall|flushdb)\b/i.test(statement3)) out2.push(...statement3.split(";").map((part) => part.trim()));
      else for (const part of statement3.split(";").slice(1)) if (/^\s*(drop|truncate|delete|update|alter)\s/i.test(part)) out2.push(part.trim());
    }
  for (const [pattern, statement3] of asCalls) if (pattern.test(code)) out2.push(statement3);
  return out2;
}

var mostCode = 2e4;
var mostInner = 16;
var mostNested = 3;
var exchanging2 = /\b(?:gsub|sub)\s*\([^;{}]{0,200}\bsystem\s*\(|\b(?:gsub|sub)\s*\([\s\S]{0,400}\|\s*"(?:ba|z|da)?sh"|\b(?:gsub|sub)\s*\([\s\S]{0,400}\bsystem\s*\(\s*[a-z_]\w{0,40}\s*\)/;
var choosing = /(?<![!\w]|not )(?:[\w.[\]()]{1,40}\.)?(?:endswith|startswith|endsWith|startsWith|end_with\?|start_with\?|fnmatch\w*|extname|splitext|HasSuffix|HasPrefix|str_ends_with|str_starts_with|ends_with|starts_with|ends_with\?|suffix|match|test|includes)\s*(?:\(|==|===|in\b)|\bif\s+\w{1,40}(?:\.name)?\s*(?:==|===|in)\s|=~\s*[/m]/;
var writing2 = /\bwrite|\bprintf?\b|\bputs\b|dump|<<|\bsave|\bfput|\bcopyfileobj|\bstdout\b|\bto_\w+\(|\bpipe\(|\bextractall/i;
function readCode(source, language, home, given7 = {}) {
  return readNested(source, language, home, given7, 0);
}
function readNested(source, language, home, given7, depth) {
  const code = saidPlainly(source.slice(0, mostCode), language, given7);
  const place = {
    language,
    home,
    folders: /* @__PURE__ */ new Set(),
    args: given7.args ?? [],
    variables: given7.variables ?? {},
    ...given7.lines === void 0 ? {} : { lines: given7.lines },
    input: given7.input,
    chooses: choosing.test(code),
    writes: writing2.test(code)
  };
  const inner = [];
  let isCutShort = source.length > mostCode;
  const readInner = (text2) => {
    if (depth >= mostNested || inner.length >= mostInner) isCutShort = true;
    else if (text2 !== code) inner.push(readNested(text2, language, home, given7, depth + 1));
  };
  const found3 = evaluate(code, place, readInner);
  for (const text2 of codeTakenIn(code, language, given7.input)) readInner(text2);
  noteOwnSyntax(code, place, found3);
  noteLoose(code, place, found3);
  noteFedShells(code, language, found3);
  if (language === "awk" && exchanging2.test(code) && (found3.lines.length > 0 || found3.runs.length > 0)) found3.hides ??= "letters that it exchanges";
  if (isForkBomb(code)) found3.deeds.push({ does: "remove", deep: true, word: "/", via: `${language} fork bomb` });
  for (const [, from = "", to = ""] of /^(perl|ruby|raku)/.test(language) ? code.matchAll(/\b(?:tr|y)\/([^/\n]{1,200})\/([^/\n]{1,200})\//g) : []) {
    if (found3.lines.length > 0 || found3.runs.length > 0 || found3.hides !== void 0) found3.hides ??= "letters that it exchanges";
    for (const [, text2 = ""] of code.matchAll(/["']([^"'\n]{3,400})["']/g))
      if (found3.hides !== void 0) found3.lines.push({ via: `${language} tr`, text: exchanged(text2, from, to) });
  }
  if ((isCutShort || found3.cut === true) && mayAct(source)) found3.hides ??= "code that is too long to be looked at";
  const hides = found3.hides ?? hidesBy(code) ?? inner.find((one) => one.hides !== void 0)?.hides;
  const breaks = breaksBy(code, found3) ?? inner.find((one) => one.breaks !== void 0)?.breaks;
  return {
    lines: [...found3.lines, ...inner.flatMap(({ lines: lines4 }) => lines4)],
    runs: [...found3.runs, ...found3.built, ...inner.flatMap(({ runs: runs2 }) => runs2)],
    deeds: [...found3.deeds, ...inner.flatMap(({ deeds }) => deeds)],
    statements: [...statementsIn(code), ...inner.flatMap(({ statements }) => statements)],
    ...hides === void 0 ? {} : { hides },
    ...breaks === void 0 ? {} : { breaks }
  };
}
var wholePlace = /^\/(etc|usr|var|home|boot|bin|lib|opt|root)?\/?$/;
function noteLoose(code, place, found3) {
  const loose = found3.deeds.filter(({ does, word }) => does === "remove" && word === unknown);
  if (loose.length === 0) return;
  const deep = loose.some((deed) => deed.deep);
  const via = loose[0]?.via ?? place.language;
  for (const { texts: texts2, walked } of found3.listed) for (const word of texts2) found3.deeds.push({ does: "remove", deep: deep || walked === true, word, via });
  for (const folder of place.folders) found3.deeds.push({ does: "remove", deep, word: `${folder}/`, via });
  if (!deep) {
    for (const deed of loose) found3.deeds.splice(found3.deeds.indexOf(deed), 1);
    return;
  }
  for (const [, text2 = ""] of code.matchAll(/["']([~/][^"'\n]{0,80})["']/g))
    if (wholePlace.test(text2) && text2 !== "/" || text2 === "~" || text2.replace(/\/$/, "") === place.home)
      found3.deeds.push({ does: "remove", deep, word: text2 === "~" ? place.home : text2, via });
}

var mostCode2 = 4e3;
var asRun = {
  python: (code) => code.replace(/\b(?:print|sys\.stdout(?:\.buffer)?\.write)\s*\(/g, "os.system(").replace(/,\s*(?:end|flush|sep)\s*=\s*(?:"[^"]*"|'[^']*'|\w+)/g, ""),
  perl: (code) => code.replace(/\b(?:print|say)\b\s*([^;}\n]+)/g, "system($1)"),
  ruby: (code) => code.replace(/(?:\$stdout\.)?\b(?:puts|print|write)\b\s*([^;}\n]+)/g, "system($1)"),
  php: (code) => code.replace(/\b(?:echo|print)\b\s*([^;}\n]+)/g, "system($1)"),
  node: (code) => code.replace(/\b(?:console\.log|process\.stdout\.write)\s*\(/g, "execSync("),
  deno: (code) => code.replace(/\bconsole\.log\s*\(/g, "execSync(")
};
function printedBy(name2, args, { home = "~", input } = {}) {
  if (input !== void 0 && args[0] === "-m" && args[1] === "base64" && args.includes("-d")) return Buffer.from(input, "base64").toString("utf8");
  const [given7, ...more3] = codeOf(name2, args);
  if (given7 === void 0 || more3.length > 0 || given7.code.length > mostCode2) return void 0;
  const rewrite = Object.hasOwn(asRun, given7.language) ? asRun[given7.language] : void 0;
  if (rewrite === void 0) return void 0;
  const whole = given7.language === "node" && args.some((word) => /^(-p|-pe|--print)$/.test(word)) ? `console.log(${given7.code})` : given7.code;
  const written4 = rewrite(whole);
  if (written4 === whole) return void 0;
  const read3 = (code) => readCode(code, given7.language === "deno" ? "node" : given7.language, home, { args: given7.args ?? [], ...input === void 0 ? {} : { input } });
  const own2 = read3(given7.code);
  if (own2.lines.length + own2.runs.length + own2.deeds.length > 0) return void 0;
  const { lines: lines4, runs: runs2 } = read3(written4);
  const texts2 = [...lines4.map(({ text: text2 }) => text2), ...runs2.map(({ words: words2 }) => words2.join(given7.language === "perl" ? "" : " "))];
  return texts2.length === 0 || texts2.every((text2) => text2.replaceAll(unknown, "").trim() === "") ? void 0 : `${texts2.join("\n")}
`;
}

import { posix as posix3 } from "node:path";
function programName(words2) {
  const [first3 = ""] = words2;
  if (/^[a-z][a-z\d_-]*$/.test(first3)) return first3;
  const name2 = posix3.basename(first3.replaceAll("\\", "/"));
  const versioned = /^([\w.-]+)@[\w.^~-]+$/.exec(name2);
  if (versioned !== null) return versioned[1] ?? name2;
  return /[A-Z]/.test(name2) && /^(rm|mv|cp|dd|sh|bash|git|curl|sudo|chmod|chown|remove-item|clear-content|move-item|ri|rd|rmdir|del|erase|format|powershell|pwsh|cmd)(\.exe)?$/i.test(name2) ? name2.toLowerCase().replace(/\.exe$/, "") : name2.replace(/\.exe$/, "");
}

import { posix as posix4 } from "node:path";

var list2 = (text2) => text2.split(" ");
var programShapes = {
  git: {
    valued: list2("-C -c --git-dir --work-tree --namespace --exec-path --config-env -m -F --message --author --date -o --push-option --receive-pack --repo"),
    within: {
      checkout: list2("-b -B --orphan --conflict --pathspec-from-file"),
      clean: list2("-e --exclude"),
      clone: list2("-b --branch --config --depth --origin -u --upload-pack --reference --template --filter --separate-git-dir -j --jobs"),
      config: list2("-f --file --blob --type --default --value --url"),
      fetch: list2("--depth --deepen -j --jobs --refmap --negotiation-tip --shallow-since --shallow-exclude --upload-pack --filter"),
      init: list2("--template --separate-git-dir -b --initial-branch --object-format"),
      push: list2("--exec"),
      rebase: list2("-x --exec -X --strategy-option -s --strategy --onto --whitespace"),
      restore: list2("-s --source --conflict --pathspec-from-file"),
      switch: list2("--orphan --conflict")
    }
  },
  kubectl: {
    valued: list2(
      "-n --namespace --context --cluster --kubeconfig --user --as --as-group -s --server --token -l --selector -f --filename -o --output --field-selector -c --container --grace-period --timeout --request-timeout -p --patch --type --replicas -k --kustomize"
    )
  },
  helm: { valued: list2("-n --namespace --kube-context --kubeconfig -f --values --set --version --timeout") },
  aws: {
    valued: list2(
      "--profile --region --endpoint-url --output --query --ca-bundle --cli-read-timeout --cli-connect-timeout --color --exclude --include --bucket --key --acl --storage-class --content-type --cache-control --grants --metadata --sse"
    )
  },
  gcloud: { valued: list2("--project --account --configuration --format --filter --zone --region --impersonate-service-account --verbosity") },
  az: { valued: list2("--subscription --output -o --query -g --resource-group -n --name --ids") },
  docker: {
    valued: list2(
      "-H --host --context -c --config --log-level -l --tlscacert --tlscert --tlskey -f --file -p --project-name --project-directory --env-file --profile --filter -t --timeout"
    )
  },
  "docker-compose": { valued: list2("-f --file -p --project-name --project-directory --env-file --profile -t --timeout") },
  systemctl: { valued: list2("-H --host -M --machine -t --type -p --property -s --signal --kill-who -n --lines -o --output") },
  crontab: { valued: list2("-u") },
  terraform: { wordy: true, valued: list2("-target -var -var-file -state -out") },
  tofu: { wordy: true, valued: list2("-target -var -var-file -state -out") },
  terragrunt: { wordy: true },
  find: { wordy: true },
  duckdb: { wordy: true, valued: list2("-c -s -cmd -init -f -separator -newline -nullvalue") },
  alembic: { valued: list2("-c --config -n --name -x") },
  flask: { valued: list2("-A --app -d --directory -x --env-file") },
  rails: { valued: list2("-e --environment") },
  artisan: { valued: list2("--execute --env --database --path") },
  "manage.py": { valued: list2("-c --command --settings --database --pythonpath") },
  migrate: { wordy: true, valued: list2("-path -database -source") },
  flyway: { wordy: true },
  goose: { valued: list2("-dir -table -env-file") },
  dbmate: { valued: list2("-u --url -e --env -d --migrations-dir -s --schema-file") },
  sequelize: { valued: list2("--env --config --url --migrations-path --name") },
  "sequelize-cli": { valued: list2("--env --config --url --migrations-path --name") },
  typeorm: { valued: list2("-d --dataSource") },
  mix: { valued: list2("-e --eval -r --repo") },
  psql: { valued: list2("-c --command -d --dbname -f --file -h --host -p --port -U --username -v --set -o --output -F -P -R -T -L") },
  mysql: { valued: list2("--init-command -e --execute -h --host -P --port -u --user -D --database -S --socket --default-character-set") },
  mariadb: { valued: list2("-e --execute -h --host -P --port -u --user -D --database -S --socket") },
  sqlite3: { wordy: true, valued: list2("-cmd -init -separator -newline -nullvalue") },
  mysqladmin: { valued: list2("-h --host -P --port -u --user -S --socket") },
  "mariadb-admin": { valued: list2("-h --host -P --port -u --user -S --socket") },
  dropdb: { valued: list2("-h --host -p --port -U --username --maintenance-db") },
  dropuser: { valued: list2("-h --host -p --port -U --username") },
  pg_restore: { valued: list2("-d --dbname -h --host -p --port -U --username -F -j --jobs -n --schema -t --table -L -f") },
  pgcli: { valued: list2("-h --host -p --port -U --username -d --dbname") },
  mongorestore: { valued: list2("--uri -h --host --port -u --username -p --password -d --db -c --collection --authenticationDatabase --archive --nsInclude") },
  rabbitmqctl: { valued: list2("-n --node -p --vhost -t --timeout") },
  celery: { valued: list2("-A --app -b --broker --workdir --config -Q --queues") },
  nats: { valued: list2("-s --server --user --password --creds --context --timeout") },
  consul: { valued: list2("-http-addr -token -datacenter -namespace"), wordy: true },
  etcdctl: { valued: list2("--endpoints --cacert --cert --key --user --command-timeout") },
  mc: { valued: list2("--config-dir -C --older-than --newer-than --version-id") },
  "redis-cli": { valued: list2("-h -p -a -n -u --user --pass -s -i -r --pipe-timeout --pattern") },
  npm: { valued: list2("--prefix -w --workspace --registry --tag --otp --access -C --userconfig") },
  pnpm: { valued: list2("-C --dir --filter -F --registry --tag --otp") },
  yarn: { valued: list2("--cwd --registry --tag --otp") },
  npx: { valued: list2("-p --package -c --call") },
  codex: { valued: list2("-s --sandbox -a --ask-for-approval -c --config -m --model -p --profile -C --cd -i --image") },
  gh: {
    valued: list2(
      "-R --repo --hostname -t --title -b --body -X --method -H --header -f -F --raw-field --field --jq -q --input --body-file --notes --notes-file -l --label --target --visibility --env -e --org -o --source"
    ),
    within: { repo: list2("--branch"), pr: list2("--base -B --head --reviewer -r"), secret: list2("-a --app -r --repos -v") }
  },
  glab: { valued: list2("-R --repo --hostname -t --title -d --description -X --method -H --header -f -F --raw-field --field --input -b -l --label -g --group") },
  curl: {
    valued: list2(
      "-X --request -H --header -d --data --data-raw --data-binary --data-urlencode --data-ascii -F --form -o --output -u --user -A --user-agent -e --referer -b --cookie -c --cookie-jar -T --upload-file -K --config -x --proxy -m --max-time --connect-timeout --retry --retry-delay -w --write-out -E --cert --key --cacert --resolve --url --json -r --range --limit-rate --form-string --unix-socket"
    )
  },
  wget: {
    valued: list2(
      "-O --output-document -o --output-file -P --directory-prefix --header --post-data --post-file --body-file --body-data -t --tries -T --timeout -U --user-agent -a --user --password -i --method"
    )
  },
  ssh: { valued: list2("-p -i -l -o -F -L -R -D -J -b -c -m -e -E -I -O -Q -S -W -w -B") },
  scp: { valued: list2("-P -i -o -F -c -l -J -S -D -X") },
  rsync: {
    valued: list2(
      "-e --rsh --exclude --include --filter -f --files-from --exclude-from --include-from --rsync-path --port --bwlimit -T --temp-dir --log-file --chmod --chown --timeout --password-file -M --partial-dir --suffix --max-size --min-size"
    )
  },
  tar: {
    valued: list2(
      "-f --file -C --directory --exclude --checkpoint --checkpoint-action --to-command -I --use-compress-program -T --files-from -X --transform --strip-components --owner --group"
    )
  },
  dd: {},
  gtar: { valued: list2("-f --file -C --directory --exclude -T --files-from -X --transform --strip-components") },
  bsdtar: { valued: list2("-f --file -C --directory --exclude -T -X -s --strip-components") },
  cpio: { valued: list2("-D --directory -F --file -O -I -E -R -C -H") },
  uniq: { valued: list2("-f -s -w --skip-fields --skip-chars --check-chars") },
  xxd: { valued: list2("-c -cols -g -groupsize -l -len -o -s -seek -n -name") },
  ffmpeg: {
    wordy: true,
    valued: list2("-i -c -c:v -c:a -f -ss -t -to -r -vf -af -b -b:v -b:a -s -map -preset -crf -codec -filter_complex -vcodec -acodec -loglevel -v")
  },
  objcopy: { valued: list2("-O -I -B -j -R -S --output-target --input-target --only-section --remove-section --set-section-flags --add-section") },
  "7z": { valued: ["-o"] },
  gzip: { valued: list2("-S --suffix") },
  xz: { valued: list2("-S --suffix -T --threads -M --memlimit") },
  pigz: { valued: list2("-p -S -b") },
  strip: { valued: list2("-o -R -K -N -F -O -I") },
  "qemu-img": { valued: list2("-f -O -o -F -B -b -l -S") },
  mkfs: { valued: list2("-t --type -L -b -N -m -O -E -U") },
  fuser: { valued: list2("-n --namespace") },
  rename: {},
  unzip: { valued: list2("-d -P") },
  pwsh: { wordy: true },
  powershell: { wordy: true },
  "remove-item": { wordy: true },
  ri: { wordy: true },
  fallocate: { valued: list2("-l -o --length --offset") },
  rclone: { valued: list2("--config --include --exclude --filter") },
  gsutil: { valued: ["-o", "-h"] },
  shred: { valued: list2("-n --iterations -s --size --random-source") },
  truncate: { valued: list2("-s --size -r --reference") },
  chmod: { valued: list2("--reference") },
  chown: { valued: list2("--reference --from") },
  cp: { valued: list2("-t --target-directory -S --suffix") },
  mv: { valued: list2("-t --target-directory -S --suffix") },
  ln: { valued: list2("-t --target-directory -S --suffix") },
  install: { valued: list2("-t --target-directory -S --suffix -m --mode -o --owner -g --group") },
  kill: { valued: list2("-s --signal -n") },
  pkill: { valued: list2("-s --signal -u -U -t -P -g --parent --euid --uid -F --pidfile") },
  killall: { valued: list2("-s --signal -u --user -o -y") },
  sed: { valued: list2("-e --expression -f --file -l --line-length") },
  tee: {},
  head: { valued: list2("-n -c --lines --bytes") },
  tail: { valued: list2("-n -c --lines --bytes") },
  grep: { valued: list2("-e --regexp -f --file -m -A -B -C --include --exclude --exclude-dir --color") },
  rg: { valued: list2("-e --regexp -f --file -m -A -B -C -g --glob -t --type") },
  iptables: { valued: list2("-t --table") },
  ip6tables: { valued: list2("-t --table") },
  heroku: { valued: list2("-a --app --confirm -r --remote") },
  fly: { valued: list2("-a --app -c --config") },
  flyctl: { valued: list2("-a --app -c --config") },
  mongosh: { valued: list2("--eval --host --port -u --username -p --password --authenticationDatabase -f --file") },
  mongo: { valued: list2("--eval --host --port -u --username -p --password --authenticationDatabase") },
  nc: { valued: list2("-p -s -w -q -X -x -i -I -O -T -V -g -G") },
  openssl: { wordy: true, valued: list2("-in -out -inkey -pass -passin -passout -days -subj -keyout -config -k -K -iv") },
  java: { wordy: true },
  pulumi: { valued: list2("-s --stack -C --cwd") },
  restic: { valued: list2("-r --repo --repository-file -p --password-file --password-command -o --option --cache-dir --key-hint --tag --host") },
  rustic: { valued: list2("-r --repo --repository -p --password-file -P --use-profile") },
  borg: { valued: list2("-r --repo --remote-path --rsh --lock-wait") },
  kopia: { valued: list2("--config-file --password --log-dir") },
  b2: { valued: list2("--profile --account-info") },
  cargo: { valued: list2("-p --package --manifest-path --target-dir --version --vers --token --registry --index --color -Z --config -C") },
  ansible: { valued: list2("-m --module-name -a --args -i --inventory --inventory-file -u --user -e --extra-vars -l --limit -f --forks -t -c") }
};
var noShape = {};
var shapeOf = (name2) => Object.hasOwn(programShapes, name2) ? programShapes[name2] ?? noShape : noShape;

var withheld = /^(?:false|none)$/i;
function readInvocation(name2, args) {
  const { valued: everywhere = [], wordy = false, within: within3 } = shapeOf(name2);
  let valued2 = everywhere;
  const told2 = /^(g|bsd)?tar$/.test(name2) && /^[a-zA-Z]{1,12}$/.test(args[0] ?? "") ? [`-${args[0]}`, ...args.slice(1)] : args;
  const flags = /* @__PURE__ */ new Set();
  const values = [];
  const plain4 = [];
  for (let at2 = 0; at2 < told2.length; at2++) {
    const word = told2[at2] ?? "";
    if (word === "--") {
      plain4.push(...told2.slice(at2 + 1));
      break;
    }
    if (!word.startsWith("-") || word === "-" || name2 === "kill" && at2 > 0 && /^-\d+$/.test(word)) {
      plain4.push(word);
      if (plain4.length === 1 && within3 !== void 0 && Object.hasOwn(within3, word)) valued2 = [...everywhere, ...within3[word] ?? []];
      continue;
    }
    const equals = word.indexOf("=");
    const flag = equals === -1 ? word : word.slice(0, equals);
    if (equals === -1 || !withheld.test(word.slice(equals + 1))) flags.add(flag);
    if (equals !== -1) values.push([flag, word.slice(equals + 1)]);
    else if (valued2.includes(word)) {
      const next = told2[++at2];
      if (next !== void 0) values.push([word, next]);
      continue;
    } else if (word.startsWith("--") && args[at2 + 1]?.startsWith("-") === false) values.push([word, args[at2 + 1] ?? ""]);
    if (wordy || word.startsWith("--")) continue;
    for (let letter = 1; letter < word.length && letter < 24; letter++) {
      const short = `-${word[letter]}`;
      flags.add(short);
      if (!valued2.includes(short)) continue;
      const rest = word.slice(letter + 1);
      const value2 = rest === "" ? told2[++at2] : rest;
      if (value2 !== void 0) values.push([short, value2]);
      break;
    }
  }
  return { name: name2, args, flags, values, plain: plain4 };
}
var none = [];
var valuesOf = ({ values }, names7) => {
  if (values.length === 0) return none;
  const wanted = names7.split("|");
  return values.filter(([flag]) => wanted.includes(flag)).map(([, value2]) => value2);
};
var isSame2 = (wanted, value2) => wanted.includes("*") ? globFits(wanted.replaceAll("*", wildcard.many), value2) : wanted === value2;
var hasFlag = (call, names7, known3) => (call.flags.size > 0 || call.values.length > 0) && hasOneOf(call, names7.split("|"), known3);
function hasOneOf({ flags, values }, names7, known3) {
  if (flags.size === 0 && values.length === 0) return false;
  for (const name2 of names7) {
    const equals = name2.indexOf("=");
    if (equals !== -1 && values.some(([flag, value2]) => flag === name2.slice(0, equals) && isSame2(name2.slice(equals + 1), value2))) return true;
    if (flags.has(name2)) return true;
    if (equals !== -1 || !name2.startsWith("--")) continue;
    for (const given7 of flags) if (given7.length > 3 && given7.startsWith("--") && name2.startsWith(given7) && !known3.has(given7)) return true;
  }
  return false;
}

var speaking3 = /^(python|pypy|[ib]python|node|bun|deno|tsx|ts-node|zx|irb|jruby|pry|octave|iex|elixir|perl|ruby|php|lua|osascript|tclsh|R|julia|expect|groovy|jshell|runghc|ghci|crystal|scala|bb|clojure)/;
function languageOf(name2) {
  if (!speaking3.test(name2)) return void 0;
  if (/^(python|pypy|ipython|bpython)[\d.]*w?$/.test(name2)) return "python";
  if (/^(node|nodejs|bun|deno|tsx|ts-node|zx)$/.test(name2)) return "node";
  if (/^(irb|jruby|pry)$/.test(name2)) return "ruby";
  if (/^octave(-cli)?$/.test(name2)) return "octave";
  if (/^(iex|elixir)$/.test(name2)) return "elixir";
  return /^(perl|ruby|php|lua|osascript|tclsh|Rscript|R|julia|expect|groovy|jshell|luajit|runghc|ghci|crystal|scala|bb|clojure)[\d.]*$/.exec(name2)?.[1];
}
var endings = {
  awk: "awk",
  bun: "node",
  c: "c",
  cc: "c",
  cjs: "node",
  cpp: "c",
  cs: "csharp",
  cts: "node",
  erl: "erl",
  escript: "erl",
  ex: "elixir",
  exs: "elixir",
  go: "go",
  gradle: "groovy",
  groovy: "groovy",
  hs: "ghc",
  java: "java",
  jl: "julia",
  js: "node",
  jsh: "jshell",
  jsx: "node",
  kts: "kotlin",
  kt: "kotlin",
  lua: "lua",
  m: "octave",
  mjs: "node",
  mts: "node",
  php: "php",
  pl: "perl",
  pm: "perl",
  pth: "python",
  py: "python",
  pyw: "python",
  r: "Rscript",
  rake: "ruby",
  rb: "ruby",
  rs: "rust",
  sc: "scala",
  scala: "scala",
  scpt: "osascript",
  swift: "swift",
  tcl: "tclsh",
  ts: "node",
  tsx: "node"
};
function languageOfFile(path) {
  const ending = /\.(\w{1,10})$/.exec(path)?.[1]?.toLowerCase() ?? "";
  return Object.hasOwn(endings, ending) ? endings[ending] : void 0;
}

var joined3 = (words2) => words2.join(" ");
var unquoted = (text2) => text2.replace(/^(['"])([\s\S]*)\1$/, "$2");
var unescaped2 = (text2) => text2.replace(/\\(["'/\\`$ ])/g, "$1");
var asWord = (path) => path.replace(/^(~[\w-]*|\$HOME|\$\{HOME\})?([\s\S]*)$/, (_, home, rest) => {
  if (rest === "") return home ?? "''";
  return `${home ?? ""}${rest.replace(/[^\w./*?[\]~$@%+=:,\uE000-\uE00F-]/g, (char) => char === "\n" ? " " : `\\${char}`)}`;
});
var asLine = (words2) => words2.length === 1 ? words2[0] ?? "" : words2.map(asWord).join(" ");
var removing = (via, path) => ({ via, text: `rm -rf ${asWord(path)}` });
var emptying = (via, path) => ({ via, text: `: > ${asWord(path)}` });
var inLanguage = (via, name2, text2) => {
  const language = languageOf(name2);
  return language === void 0 ? [] : [{ via, text: text2, language }];
};
function eachOf2(text2, pattern) {
  const out2 = [];
  for (const match of text2.matchAll(pattern)) {
    const found3 = match.slice(1).find((part) => part !== void 0 && part.trim() !== "");
    if (found3 !== void 0 && out2.length < 40) out2.push(found3);
  }
  return out2;
}

var runKeys = /^(alias\.|core\.(pager|editor|sshcommand|fsmonitor|hookspath|askpass|gitproxy|alternaterefscommand)|pager\.|sequence\.editor|diff\.external|.*\.(cmd|command|textconv|clean|smudge|process|driver|helper|program|path)$)/i;
var behind2 = (args, name2) => name2 === void 0 ? [] : args.slice(args.indexOf(name2) + 1);
var withQuotes = (words2) => words2.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(" ");
function gitLinesOf(args) {
  const settings2 = [];
  for (const [index, word] of args.entries()) {
    if (args[index - 1] === "-c" || args[index - 1] === "--config") {
      const equals = word.indexOf("=");
      if (equals !== -1) settings2.push([word.slice(0, equals), word.slice(equals + 1)]);
    }
  }
  const { plain: plain4 } = readInvocation("git", args);
  if (plain4[0] === "config") {
    const words2 = ["set", "add"].includes(plain4[1] ?? "") ? plain4.slice(2) : plain4.slice(1);
    if (words2[0] !== void 0 && words2[1] !== void 0) settings2.push([words2[0], words2[1]]);
  }
  const out2 = settings2.filter(([key]) => runKeys.test(key)).map(([key, value2]) => ({ via: `git ${key}`, text: value2.startsWith("!") ? value2.slice(1) : /^alias\./i.test(key) ? `git ${value2}` : value2 })).map(
    (line) => line.via.toLowerCase() === `git alias.${plain4[0]?.toLowerCase()}` ? { ...line, text: `${line.text} ${withQuotes(behind2(args, plain4[0]))}` } : line
  );
  for (const [index, word] of args.entries()) {
    const [flag = "", ...rest] = word.split("=");
    if (/^--(exec|upload-pack|receive-pack|[\w-]+-filter)$/.test(flag) || /^(-x|--extcmd)$/.test(flag) && /^(rebase|difftool)$/.test(plain4[0] ?? "") || word === "-u" && plain4[0] === "clone")
      out2.push({ via: `git ${flag}`, text: rest.length > 0 ? rest.join("=") : args[index + 1] ?? "" });
  }
  if (plain4[0] === "grep")
    for (const word of args) {
      const [, pager2 = ""] = /^(?:-\w{0,8}O|--open-files-in-pager=)([\s\S]+)$/.exec(word) ?? [];
      if (pager2 !== "") out2.push({ via: "git grep -O", text: pager2 });
    }
  for (const word of args)
    if (word.startsWith("ext::"))
      out2.push({
        via: "git ext::",
        text: word.slice(5).split(/(?<!%) /).map((part) => `'${part.replace(/%(.)/g, "$1").replaceAll("'", "")}'`).join(" ")
      });
  if (plain4[0] === "bisect" && plain4[1] === "run") out2.push({ via: "git bisect run", text: asLine(args.slice(args.indexOf("run") + 1)) });
  if (plain4[0] === "submodule" && args.includes("foreach"))
    out2.push({ via: "git submodule foreach", text: asLine(args.slice(args.indexOf("foreach") + 1).filter((word) => !/^--(recursive|quiet)$/.test(word))) });
  return out2;
}

var mostRules = 5e3;
function rulesOf(text2) {
  const recipes = /* @__PURE__ */ new Map();
  const variables2 = /* @__PURE__ */ new Map();
  let first3;
  let current = [];
  for (const line of text2.replace(/\\\n\s*/g, " ").split("\n")) {
    if (line.startsWith("	")) {
      for (const lines4 of current) lines4.push(line.slice(1));
      continue;
    }
    const [, name2, value2 = ""] = /^\s*(?:export\s+|override\s+)?([\w.-]+)\s*(?:::?|\?|\+|!)?=\s*(.*)$/.exec(line) ?? [];
    if (name2 !== void 0) {
      variables2.set(name2, value2);
      continue;
    }
    const [, names7 = "", needs = "", recipe] = /^([^:=#\t][^:=#]*?)\s*::?(?!=)\s*([^;=]*)(?:;(.*))?$/.exec(line) ?? [];
    if (names7 === "") continue;
    current = [];
    for (const target of names7.trim().split(/\s+/)) {
      if (!/^\.[A-Z_]+$/.test(target)) first3 ??= target;
      const rule = recipes.get(target) ?? { needs: [], lines: [] };
      rule.needs.push(...needs.split(/\s+/).filter((need) => need !== ""));
      if (recipe !== void 0) rule.lines.push(recipe);
      if (recipes.size < mostRules) recipes.set(target, rule);
      current.push(rule.lines);
    }
  }
  return { first: first3, recipes, variables: variables2 };
}
function asShell(line, variables2, depth = 0) {
  return line.replace(/\$\$|\$[({]([\w.-]+)[)}]|\$(\w)/g, (whole, long, short) => {
    if (whole === "$$") return "";
    const name2 = long ?? short ?? "";
    const value2 = variables2.get(name2);
    if (value2 !== void 0 && depth < 4) return asShell(value2, variables2, depth + 1);
    return name2 === "RM" ? "rm -f" : name2 === "MAKE" ? "make" : name2 === "CURDIR" ? "$PWD" : /^[A-Za-z_]\w*$/.test(name2) ? `\${${name2}}` : whole;
  }).replaceAll("", "$");
}
var commandOf = (line) => line.replace(/^[\s@+-]+/, "");
function recipeOf(given7, goals = [], settings2 = []) {
  const text2 = given7.includes("\n") ? given7 : given7.replaceAll("\\n", "\n").replaceAll("\\t", "	");
  const { first: first3, recipes, variables: own2 } = rulesOf(text2);
  const variables2 = new Map(own2);
  for (const setting2 of settings2) {
    const [, name2, value2 = ""] = /^([\w.-]+):?=(.*)$/s.exec(setting2) ?? [];
    if (name2 !== void 0) variables2.set(name2, value2);
  }
  const wanted = goals.length > 0 ? goals : first3 === void 0 ? [] : [first3];
  const isKnown2 = wanted.length > 0 && wanted.every((goal) => recipes.has(goal));
  const run2 = new Set(isKnown2 ? wanted : recipes.keys());
  for (const goal of run2) for (const need of recipes.get(goal)?.needs ?? []) if (recipes.has(need)) run2.add(need);
  const lines4 = [...run2].flatMap((goal) => recipes.get(goal)?.lines ?? []).map((line) => commandOf(asShell(line, variables2)));
  const made3 = [...text2.matchAll(/\$\(shell\s+((?:[^()]|\([^()]*\)){0,20000})\)/g)].map(([, line = ""]) => asShell(line, variables2));
  const assigned = [...text2.matchAll(/^\s*[\w.-]+\s*!=\s*(.+)$/gm)].map(([, line = ""]) => asShell(line, variables2));
  return [...lines4, ...made3, ...assigned].filter((line) => line.trim() !== "").join("\n");
}
function readMake(args) {
  const goals = [];
  const settings2 = [];
  const files3 = [];
  for (let at2 = 0; at2 < args.length; at2++) {
    const word = args[at2] ?? "";
    if (/^(-f|--file|--makefile)$/.test(word)) files3.push(args[++at2] ?? "");
    else if (/^(--file|--makefile)=/.test(word)) files3.push(word.slice(word.indexOf("=") + 1));
    else if (/^-[a-eg-zA-Z]{0,6}f./.test(word) && !word.startsWith("--")) files3.push(word.slice(word.indexOf("f") + 1));
    else if (/^-[a-eg-zA-Z]{1,6}f$/.test(word)) files3.push(args[++at2] ?? "");
    else if (/^(-[CIoWE]|--directory|--eval|--include-dir)$/.test(word)) at2++;
    else if (/^[\w.-]+:?=/.test(word)) settings2.push(word);
    else if (!word.startsWith("-")) goals.push(word);
  }
  return { goals, settings: settings2, files: files3 };
}
var isRehearsal = (args) => args.some((word) => /^(-[a-zA-Z]*[nqp][a-zA-Z]*|--dry-run|--just-print|--recon|--question)$/.test(word));

var lineOptions = {
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
  multipass: "--command"
};
var valuedEverywhere = (name2, args, flags) => {
  const wanted = flags.split("|");
  const out2 = [...valuesOf(readInvocation(name2, args), flags)];
  for (const [index, word] of args.entries()) {
    const next = args[index + 1];
    if (next === void 0) continue;
    if (wanted.includes(word)) out2.push(next);
    else if (/^-[a-zA-Z]{2,8}$/.test(word) && wanted.includes(`-${word.at(-1)}`)) out2.push(next);
  }
  return [...new Set(out2)];
};

var shellNames = /^(?:r?bash|sh|zsh|dash|ksh\d*|mksh|ash|fish|tcsh|csh|pwsh|powershell|yash|elvish|nu|xonsh)$/;
var isShell = (name2) => shellNames.test(name2);
function shellLines(name2, args) {
  if (name2 === "pwsh" || name2 === "powershell") {
    const encoded = args.findIndex((word) => /^[-/]e(c|n\w*)?$/i.test(word));
    if (encoded !== -1) return [{ via: `${name2} -EncodedCommand`, text: Buffer.from(args[encoded + 1] ?? "", "base64").toString("utf16le") }];
  }
  const at2 = args.findIndex((word) => /^-[a-zA-Z]*c$/i.test(word) || /^-(Command|EncodedCommand)$/i.test(word) || word === "--command");
  const text2 = args[at2 + 1];
  if (at2 === -1 || text2 === void 0) return [];
  return [{ via: `${name2} -c`, text: name2 === "pwsh" || name2 === "powershell" ? joined3(args.slice(at2 + 1)) : text2, given: args.slice(at2 + 2) }];
}

var terminals = /^(new(-session)?|new-window|neww|split-window|splitw|run(-shell)?|send-keys|send|respawn-pane|display-popup|popup|confirm-before|if-shell|pipe-pane)$/;
function linesAmong(name2, args) {
  const out2 = args.filter((word) => /\s/.test(word.trim())).map((text2) => ({ via: name2, text: text2 }));
  let from = 0;
  while (from < args.length && (/^-/.test(args[from] ?? "") || /^[\d.]+$/.test(args[from] ?? "") || terminals.test(args[from] ?? ""))) {
    if (args[from] === "--") {
      from++;
      break;
    }
    from += (name2 === "watch" ? /^(-[a-zA-Z]*[nq]|--interval|--equexit)$/.test(args[from] ?? "") : /^-[a-zA-Z]*[stnSTxe]$/.test(args[from] ?? "") && /^(tmux|screen)$/.test(name2) && !/^-(dm|d|D)[a-zA-Z]*(?<!S)$/.test(args[from] ?? "")) ? 2 : 1;
  }
  const rest = args.slice(from).filter((word) => !/^(Enter|C-m|ENTER)$/.test(word) && !/^(npm|pnpm|yarn|bun|node|deno):/.test(word));
  if (rest.length > 0) out2.push({ via: name2, text: joined3(rest).replace(/^\s*spawn\s+(-\w+\s+)*/, "") });
  if (name2 === "expect") for (const [, text2 = ""] of args.join("\n").matchAll(/\b(?:spawn|exec|system)\s+([^\n;]+)/g)) out2.push({ via: "expect", text: text2 });
  return out2;
}

var shellOf = (text2, via) => ({ via, text: text2 });
var textInQuotes = /"((?:[^"\\\n]|\\.){1,1000})"|'((?:[^'\\\n]|\\.){1,1000})'/;
var strings = (text2) => eachOf2(text2, new RegExp(textInQuotes, "g")).map(unescaped2);
var calls2 = (names7) => new RegExp(`(?:${names7})\\s*\\(?\\s*(?:${textInQuotes.source})`, "g");
var plainVim = (text2) => text2.replace(
  /\b(?:vim\.fn\.)?(?:expand|fnamemodify|resolve|glob|fnameescape|shellescape)\(\s*(["'])((?:~|\$HOME|\/)[^"'\n]{0,300})\1\s*(?:,[^()\n]{0,40})?\)/g,
  '"$2"'
).replace(/(?<![\w"'/~])\$HOME\b(?!\/)|\bvim\.env\.HOME\b|\bos\.getenv\(["']HOME["']\)|\bvim\.(?:uv|loop)\.os_homedir\(\)/g, '"~"').replace(/"\s*\.{1,2}\s*"|'\s*\.{1,2}\s*'/g, "").replace(/"\s*\.{1,2}\s*'([^'"\n]*)'/g, '$1"').replace(/'([^'"\n]*)'\s*\.{1,2}\s*"/g, '"$1');
var readVim = (text2, via) => plainVim(text2).split("\n").flatMap((line) => {
  const bare5 = line.replace(/^[\s:]*/, "");
  const [, language = "", code = ""] = /^(?:\d+|%|\.)?\s*(lua|py(?:thon|x)?3?|ruby|perl|tcl)\b\s*(?:do\b)?\s*([\s\S]+)$/.exec(bare5) ?? [];
  const called3 = eachOf2(line, calls2("\\b(?:system(?:list)?|jobstart|job_start|termopen|term_start)")).map((run3) => shellOf(run3, via));
  const removed = [
    ...eachOf2(line, calls2(`\\bdelete|\\bcall\\(\\s*["']delete["']\\s*,\\s*\\[|\\bvim\\.fs\\.rm|\\bfs_rmdir|\\bfs_unlink`)).map(
      (path2) => removing(via, path2)
    ),
    ...eachOf2(line, /\bwritefile\(\s*(?:\[[^\]\n]{0,400}\]|[\w.:()]{1,80})\s*,\s*["']([^"'\n]{1,400})["']\s*(?:,\s*["'](?!a)\w*["']\s*)?\)/g).map(
      (path2) => emptying(via, path2)
    )
  ];
  if (code !== "")
    return [
      ...called3,
      ...removed,
      ...inLanguage(
        via,
        language === "py" || language.startsWith("py") ? "python" : language,
        code.replace(/\bvim\.(?:fn\.(?:system|systemlist|jobstart|termopen)|system)\b/g, "os.execute").replace(/\bvim\.cmd\s*\(?\s*["']!/g, 'os.execute("')
      )
    ];
  const [, run2] = /^(?:sil(?:ent)?!?\s+|exe(?:cute)?\s+['"])*(?:(?:%|\.|\$|'<|\d+)(?:,(?:%|\.|\$|'>|\d+))?)?(?:w(?:rite)?\s*|r(?:ead)?\s*)?!+\s*([\s\S]+)$/.exec(bare5) ?? /(?:^|[|\s:])!\s*([\s\S]+)$/.exec(bare5) ?? /^(?:sil(?:ent)?!?\s+)?ter(?:minal|m)?!?\s+(?:\+\+\S+\s+)*(.+)$/.exec(bare5) ?? [];
  const [, path] = /(?:^|\|\s*)(?:\d*,?[%$\d]*)?(?:w|wri(?:te)?|sav(?:eas)?|up(?:date)?)!?\s+([/~$][^|\s]*)\s*(?:\||$)/.exec(bare5) ?? [];
  return [
    ...called3,
    ...removed,
    ...run2 === void 0 ? [] : [shellOf(run2.replace(/['"]$/, ""), via)],
    ...path === void 0 ? [] : [emptying(via, path)]
  ];
});
var readElisp = (text2, via) => [
  ...eachOf2(
    text2,
    calls2('\\((?:async-)?shell-command(?:-to-string)?|\\(call-process-shell-command|\\(start-process-shell-command\\s+"[^"]*"\\s+\\S+|\\(compile')
  ).map((run2) => shellOf(unescaped2(run2), via)),
  ...[...text2.matchAll(/\((?:call-process|start-process|process-file|process-lines|make-process)\s([^()]{1,1000})/g)].map(
    ([, inner = ""]) => shellOf(strings(inner).map(asWord).join(" "), via)
  ),
  ...eachOf2(
    text2,
    /\((?:delete-directory|delete-file|directory-delete|dired-delete-file|f-delete|move-file-to-trash)\s+(?:\(expand-file-name\s+)?"((?:[^"\\]|\\.){1,400})"/g
  ).map((path) => removing(via, path)),
  .../\((?:delete-directory|f-delete)\s+(?:\(getenv\s+"HOME"\)|user-home|\(expand-file-name\s+"~\/?"\))/.test(text2) ? [removing(via, "~")] : [],
  ...eachOf2(text2, /\(write-region\s+(?:[^()\s"]+|"[^"]*")\s+(?:[^()\s"]+|"[^"]*")\s+"([^"]{1,400})"/g).map((path) => emptying(via, path))
];
var readEd = (text2, via) => text2.split("\n").flatMap((line) => {
  const [, run2] = /^\s*(?:[\d,.$%]*\s*(?:[erwW]|wq)\s*)?!+(.+)$/.exec(line) ?? [];
  const [, path] = /^\s*[\d,.$%]*(?:w|wq)\s+([/~]\S*)\s*$/.exec(line) ?? [];
  return [...run2 === void 0 ? [] : [shellOf(run2, via)], ...path === void 0 ? [] : [emptying(via, path)]];
});
var readDebugger = (text2, via) => {
  const block = /^\s*(?:python|py|script|pi)\s*\n([\s\S]*?)(?:^\s*end\s*$|$(?![\s\S]))/m.exec(text2)?.[1];
  return [
    ...block === void 0 ? [] : inLanguage(via, "python", block),
    ...text2.split("\n").flatMap((line) => {
      const [, code] = /^\s*(?:python|python-interactive|py|pi|script)\s+(?:--\s+)?(.+)$/.exec(line) ?? [];
      if (code !== void 0) return inLanguage(via, "python", code);
      const [, run2] = /^\s*(?:!|shell\s|make\s|platform\s+shell\s|pipe\s[^|]*\||\|[^|]*\|)\s*(.+)$/.exec(line) ?? /(?:call|print|p|expr(?:ession)?|compile code)\s*(?:--\s*)?(?:\([^()]*\))?\s*(?:system|popen)\s*\(\s*"((?:[^"\\]|\\.)*)"/.exec(line) ?? [];
      return run2 === void 0 ? [] : [shellOf(unescaped2(run2), via)];
    })
  ];
};
var readM4 = (text2, via) => eachOf2(text2, /\be?syscmd\(\s*`?([^')]{1,1000})/g).map((run2) => shellOf(run2, via));
var behind3 = (mark) => (text2, via) => text2.split(/\n|;(?=\s*!)/).flatMap((line) => {
  const run2 = mark.exec(line)?.[1];
  return run2 === void 0 || run2.trim() === "" ? [] : [shellOf(unquoted(run2.trim()), via)];
});
var readMathematics = (text2, via) => [
  ...eachOf2(text2, calls2("\\b(?:system|shell_cmd|unix|dos|popen2?|exec|shell|extern|evalin|unix_[gswx]|host)")).map((run2) => shellOf(unescaped2(run2), via)),
  ...eachOf2(text2, calls2("\\b(?:rmdir|removedir|deletefile|delete|unlink|mdelete|confirm_recursive_rmdir)")).map((path) => removing(via, path)),
  ...eachOf2(text2, /["']\s*[<|]\s*([^"'\n]{3,1000})["']/g).map((run2) => shellOf(run2, via)),
  ...eachOf2(text2, /`([^`\n]{3,1000})`/g).map((run2) => shellOf(run2, via)),
  ...behind3(/^\s*!(?!=)(.*)$/)(text2, via)
];
var readTex = (text2, via) => [
  ...eachOf2(text2, /\\(?:write\s*18|ShellEscape|sys_shell_now:n|immediate\\write18)\s*\{([^{}]{1,1000})\}/g).map((run2) => shellOf(run2, via)),
  ...eachOf2(text2, /\\(?:@@)?input\s*\{?\s*["']?\|\s*["']?([^"'{}\n]{1,1000})/g).map((run2) => shellOf(run2, via)),
  ...eachOf2(text2, /\\(?:directlua|luaexec|luadirect)\s*\{([\s\S]{1,2000}?)\}\s*(?:\\|$)/g).flatMap((code) => inLanguage(via, "lua", code))
];
var readCmake = (given7, via) => {
  const text2 = given7.replace(/\$ENV\{(\w+)\}/g, "$$$1");
  const words2 = (inner) => [...inner.matchAll(/"((?:[^"\\]|\\.)*)"|([^\s"]+)/g)].map(([, one, other = ""]) => one ?? other);
  const out2 = [];
  for (const [, command2 = "", inner = ""] of text2.matchAll(/\b(execute_process|exec_program|add_custom_(?:command|target)|file)\s*\(([^()]{1,2000})\)/gi)) {
    const [first3 = "", ...rest] = words2(inner);
    if (/^file$/i.test(command2)) {
      if (/^REMOVE(_RECURSE)?$/i.test(first3)) out2.push(...rest.map((path) => removing(via, path)));
      else if (/^(WRITE|TOUCH)$/i.test(first3) && rest[0] !== void 0) out2.push(emptying(via, rest[0]));
    } else
      for (const [, run2 = ""] of inner.matchAll(
        /\bCOMMAND\s+((?:(?!\b(?:COMMAND|WORKING_DIRECTORY|RESULT_VARIABLE|OUTPUT_VARIABLE|TIMEOUT|DEPENDS|COMMENT|VERBATIM)\b)[\s\S]){1,1000})/g
      ))
        out2.push({ via, text: words2(run2).map(asWord).join(" ") });
  }
  return out2;
};
var readNinja = (text2, via) => eachOf2(text2, /^\s+command\s*=\s*((?:[^\n$]|\$\n|\$.)+)$/gm).map((run2) => shellOf(run2.replace(/\$([$ :])/g, "$1"), via));
var readSqlClient = (text2, via) => [
  ...eachOf2(text2, /(?:^|[;\s])(?:\\!|\\\\!|\.shell|\.system|system|\\o\s*\||\\g\s*\|)[ \t]+([^\n;]+)/g).map((run2) => shellOf(unquoted(run2.trim()), via)),
  ...eachOf2(text2, /\b(?:TO|FROM)\s+PROGRAM\s+(?:E?'((?:[^']|''){1,1000})'|\$\$([^$]{1,1000})\$\$)/gi).map((run2) => shellOf(run2.replaceAll("''", "'"), via)),
  ...eachOf2(text2, /\bxp_cmdshell\s*\(?\s*N?'((?:[^']|''){1,1000})'/gi).map((run2) => ({ via, text: run2.replaceAll("''", "'"), remote: true })),
  ...eachOf2(text2, /(?:^|\n)\s*\.(?:output|once|import)\s+"?'?\|\s*([^"'\n]{1,1000})/g).map((run2) => shellOf(run2, via))
];
var readSed = (text2, via) => {
  const out2 = [];
  for (const line of text2.slice(0, 131072).split("\n")) {
    const [, run2] = /^(?:\d+|\$|\/(?:[^/\\]|\\.){0,200}\/)?(?:,(?:\d+|\$))?\s*e\s+(.+)$/.exec(line.trim()) ?? [];
    if (run2 !== void 0) out2.push(shellOf(run2, via));
    for (const match of line.matchAll(
      /(?:^|[;{}\s\d$/,!])s([^\w\s\\])((?:(?!\1)[^\\\n]|\\.){0,500})\1((?:(?!\1)[^\\\n]|\\.){0,1000})\1([gpimIM\d]*)(e?)(?:([gpimIM\d]*w)\s+([^\s;]+))?/g
    )) {
      const [, , , made3 = "", , runs2, , file2] = match;
      if (runs2 === "e" || /e/.test(match[4] ?? ""))
        out2.push(shellOf(unescaped2(made3.replace(/\\([^\w])|\\\d|&/g, (_, char) => char ?? unknown)), via));
      if (file2 !== void 0) out2.push(emptying(via, file2));
    }
    const [, file] = /^(?:\d+|\$|\/(?:[^/\\]|\\.){0,200}\/)?(?:,(?:\d+|\$))?\s*[wW]\s+(\/?[^\s;]+)$/.exec(line.trim()) ?? [];
    if (file !== void 0 && !/^\/dev\/std(out|err)$/.test(file)) out2.push(emptying(via, file));
  }
  return out2;
};
var readTable = (text2, via) => [shellOf(text2.replace(/^\s*(?:@\w+|(?:\S+\s+){4}\S+)\s+/gm, ""), via)];
var readShellText = (text2, via) => [shellOf(text2, via)];
var readExpect = (text2, via) => [
  ...eachOf2(text2, /\b(?:spawn|exec|system|overlay)\s+(?:-\w+\s+){0,4}([^\n;\]]{1,1000})/g).map((run2) => shellOf(run2.replace(/[{}]/g, " "), via)),
  ...eachOf2(text2, /\bsend(?:_user)?\s+(?:--\s+)?"((?:[^"\\]|\\.){1,1000})"/g).map((run2) => shellOf(run2.replace(/\\[rn]/g, "\n"), via)),
  ...eachOf2(text2, /\bfile\s+delete\s+(?:-force\s+)?(?:--\s+)?([^\n;\]]{1,400})/g).map((path) => shellOf(`rm -rf ${path}`, via))
];
var readNmap = (text2, via) => inLanguage(via, "lua", text2);
var readSocat = (text2, via) => eachOf2(text2, /\b(?:EXEC|SYSTEM|SHELL):["']?([^,]{1,1000})/gi).map((run2) => shellOf(unquoted(run2), via));
var readPython = (text2, via) => {
  const cell = /^\s*%%(?:bash|sh|script\s+\S+|system)[^\n]*\n([\s\S]*)$/.exec(text2)?.[1];
  if (cell !== void 0) return [shellOf(cell, via)];
  return [
    ...eachOf2(text2, /^\s*(?:\w+\s*=\s*)?(?:!!?|%(?:sx|sc|system|bash|run)\s)\s*(.+)$/gm).map((run2) => shellOf(run2, via)),
    ...inLanguage(via, "python", text2)
  ];
};
var readers2 = {
  python: readPython,
  vim: readVim,
  elisp: readElisp,
  ed: readEd,
  debugger: readDebugger,
  m4: readM4,
  dc: behind3(/^[^!]*!(?![<>=])(.*)$/),
  mathematics: readMathematics,
  tex: readTex,
  cmake: readCmake,
  ninja: readNinja,
  transfer: behind3(/^\s*!(.*)$/),
  pager: behind3(/^\+?\s*[!|#]+(?:\$\s*)?(.*)$/),
  mail: behind3(/^~!(.*)$/),
  sql: readSqlClient,
  sed: readSed,
  table: readTable,
  shell: readShellText,
  expect: readExpect,
  nmap: readNmap,
  socat: readSocat
};

var vim = { reads: "vim", texts: "-c|--cmd|--remote-send|--remote-expr|--server-expr", words: "plus", files: "-S|-s|-u", input: true };
var gdb = {
  reads: "debugger",
  texts: "-ex|--ex|-iex|-eval-command|--eval-command|-o|-O|-k|--one-line|--one-line-before-file",
  files: "-x|-ix|--command|-s|-S|--source|--source-before-file",
  input: true
};
var emacs = { reads: "elisp", texts: "--eval|-eval|--execute|-execute|-e", files: "-l|--load|-load|--script|-script" };
var tex = { reads: "tex", words: "all", operands: true, input: true };
var mathematics = { reads: "mathematics", texts: "-e|--eval|-r|-batch|--batch-string|--run|-c", operands: true, input: true };
var sql = { reads: "sql", words: "all", files: "-f|--file|-init", input: true };
var transfer = { reads: "transfer", texts: "-c|-e", files: "-b|-f", input: true };
var pager = { reads: "pager", words: "plus" };
var sed = { reads: "sed", texts: "-e|--expression", files: "-f|--file", words: "first" };
var at = { reads: "shell", files: "-f" };
var groups = [
  ["vim vi nvim ex view gvim vimdiff rvim gview evim neovide", vim],
  ["emacs emacsclient xemacs", emacs],
  ["ed red", { reads: "ed", input: true }],
  ["gdb lldb gdb-multiarch rust-gdb rust-lldb cgdb", gdb],
  ["m4 gm4", { reads: "m4", operands: true, input: true }],
  ["dc", { reads: "dc", texts: "-e|--expression", files: "-f|--file", operands: true, input: true }],
  ["gnuplot octave octave-cli matlab scilab scilab-cli maxima gp R Rscript calc yacas sage", mathematics],
  ["pdflatex latex xelatex lualatex tex pdftex etex luatex xetex latexmk tectonic context luahbtex", tex],
  ["cmake ctest", { reads: "cmake", files: "-P|-C|-S", usual: ["CMakeLists.txt"] }],
  ["ninja samu", { reads: "ninja", files: "-f", usual: ["build.ninja"] }],
  ["sftp lftp ftp ncftp tnftp smbclient", transfer],
  ["less more most man pg", pager],
  ["mail mailx s-nail heirloom-mailx", { reads: "mail", input: true }],
  ["psql mysql mariadb sqlite3 sqlite usql duckdb sqlcmd mysqlsh pgcli mycli litecli", sql],
  ["sed gsed ssed", sed],
  ["crontab", { reads: "table", operands: true }],
  ["at batch", at],
  ["expect", { reads: "expect", texts: "-c", operands: true, input: true }],
  ["ipython ipython3 bpython ptpython", { reads: "python", texts: "-c", operands: true, input: true }],
  ["nmap", { reads: "nmap", files: "--script", operands: true }],
  ["socat", { reads: "socat", words: "all" }]
];
var programs = new Map(groups.flatMap(([names7, program]) => names7.split(" ").map((name2) => [name2, program])));
var scriptProgramOf = (name2) => programs.get(name2);
var readerOf = ({ reads }) => readers2[reads];

function beforeItsPlain(args) {
  const [plain4] = readInvocation("npx", args).plain;
  const at2 = plain4 === void 0 ? -1 : args.indexOf(plain4);
  return at2 === -1 ? args : args.slice(0, at2);
}
function linesOf4(name2, args) {
  const option = Object.hasOwn(lineOptions, name2) ? lineOptions[name2] : void 0;
  const out2 = option === void 0 || option === "" ? [] : valuedEverywhere(name2, name2 === "npx" ? beforeItsPlain(args) : args, option).map((text2) => ({
    via: `${name2} ${option.split("|")[0]}`,
    text: text2,
    root: name2 === "su" || name2 === "runuser",
    remote: name2 === "ansible" && !isLocal(args) || name2 === "gcloud"
  }));
  if (isShell(name2)) {
    out2.push(...shellLines(name2, args));
    return out2;
  }
  switch (name2) {
    case "git":
      return [...out2, ...gitLinesOf(args)];
    case "gh": {
      const line = args[0] === "alias" && args[1] === "set" ? args.slice(2).findLast((word) => !word.startsWith("-")) : void 0;
      return line === void 0 ? out2 : [...out2, { via: "gh alias", text: line.startsWith("!") ? line.slice(1) : `gh ${line}` }];
    }
    case "ansible":
      return [
        ...out2,
        ...(/\bstate=absent\b/.test(joined3(args)) ? eachOf2(joined3(args), /\b(?:path|dest|name)=(\S+)/g) : []).map((path) => ({
          ...removing("ansible file", path),
          remote: !isLocal(args)
        }))
      ];
    case "capsh":
      return args.includes("--") ? linesOf4("bash", args.slice(args.indexOf("--") + 1)) : out2;
    case "nix": {
      const at2 = args.findIndex((word) => /^(-c|--command)$/.test(word));
      return at2 === -1 ? out2 : [...out2, { via: "nix -c", text: joined3(args.slice(at2 + 1)) }];
    }
    case "salt":
    case "salt-call":
    case "salt-ssh": {
      const at2 = args.findIndex((word) => /^cmd\.(run\w*|shell|exec_code)$/.test(word));
      return at2 === -1 ? out2 : [...out2, { via: `${name2} cmd.run`, text: joined3(args.slice(at2 + 1)), root: true, remote: name2 !== "salt-call" }];
    }
    case "eval":
      return [{ via: "eval", text: joined3(args[0] === "--" ? args.slice(1) : args) }];
    case "trap":
      return args[0] === void 0 || args.length < 2 || args[0] === "-" ? [] : [{ via: "trap", text: args[0] === "--" ? args[1] ?? "" : args[0] }];
    case "alias":
      return args.flatMap((word) => word.includes("=") ? [{ via: "alias", text: word.slice(word.indexOf("=") + 1) }] : []);
    case "mapfile":
    case "readarray":
    case "compgen":
    case "complete":
      return [
        ...valuedEverywhere(name2, args, "-C").map((text2) => ({ via: `${name2} -C`, text: text2 })),
        ...valuedEverywhere(name2, args, "-W").map((text2) => ({ via: `${name2} -W`, text: `: "${text2.replaceAll('"', "'")}"` }))
      ];
    case "history":
      return args.includes("-s") || args.includes("-p") ? [{ via: "history", text: joined3(args.filter((word) => !/^-[sp]$/.test(word))) }] : [];
    case "abbr":
      return [{ via: "abbr", text: joined3(args.slice(1)) }];
    case "watch":
    case "hyperfine":
    case "tmux":
    case "screen":
    case "byobu":
    case "dtach":
    case "xterm":
    case "gnome-terminal":
    case "konsole":
    case "entr":
    case "nodemon":
    case "watchexec":
    case "chokidar":
    case "concurrently":
    case "wait-on":
    case "npm-run-all":
    case "expect":
    case "exec-sh":
    case "mispipe":
    case "pee":
      return [...out2, ...linesAmong(name2, args)];
    case "scp":
    case "sftp":
    case "sshfs":
      return [...out2, ...sshOptions(name2, args)];
    case "ssh":
    case "mosh":
    case "autossh": {
      const { plain: plain4 } = readInvocation("ssh", args);
      const options2 = sshOptions("ssh", args);
      const at2 = plain4[0] === void 0 ? -1 : args.indexOf(plain4[0]);
      const rest = at2 === -1 ? [] : args.slice(at2 + 1).filter(
        (word, index, all3) => !(index === 0 && word === "--") && !(/^-[tTnNfqvx46]+$/.test(word) && all3.slice(0, index).every((before) => before.startsWith("-")))
      );
      return rest.length === 0 ? options2 : [...options2, { via: "ssh", text: joined3(rest), remote: true }];
    }
    case "tar":
    case "bsdtar":
    case "gtar":
      return [
        ...out2,
        ...args.flatMap((word, index) => {
          const value2 = word.startsWith("--checkpoint-action=") ? word.slice(20) : args[index - 1] === "--checkpoint-action" ? word : "";
          return value2.startsWith("exec=") ? [{ via: "tar --checkpoint-action", text: unquoted(value2.slice(5)) }] : [];
        })
      ];
    case "make":
    case "gmake":
      return [
        ...valuedEverywhere(name2, args, "--eval|-E").map((text2) => ({ via: "make --eval", text: recipeOf(text2) })),
        ...args.flatMap((word) => {
          const [, run2] = /^\w+:?=\$\(shell\s+([\s\S]*)\)$/.exec(word) ?? /^SHELL:?=([\s\S]*\s[\s\S]*)$/.exec(word) ?? [];
          return run2 === void 0 ? [] : [{ via: "make $(shell)", text: run2 }];
        })
      ];
    case "npm":
    case "pnpm":
    case "yarn":
      return [
        ...out2,
        ...scriptsSet(args).filter(({ name: name3 }) => runByItself.test(name3)).map(({ name: name3, text: text2 }) => ({ via: `${name3} of the package`, text: text2 }))
      ];
    case "osascript":
      return args.flatMap(
        (word) => [...word.matchAll(/do (?:shell )?script "((?:[^"\\]|\\.)*)"/gi)].map(([whole, text2 = ""]) => ({
          via: "osascript",
          text: text2.replace(/\\(.)/g, "$1"),
          root: /administrator/.test(whole)
        }))
      );
    case "cmd":
    case "cmd.exe":
      return [{ via: "cmd /c", text: joined3(args.filter((word) => !/^\/[a-z]$/i.test(word))) }];
    case "powershell.exe":
      return [{ via: "powershell", text: joined3(args.filter((word) => !/^-(c|command|nop|noprofile)$/i.test(word))) }];
    default:
      return out2;
  }
}
var sshOptions = (name2, args) => valuesOf(readInvocation(name2, args), "-o").flatMap((value2) => {
  const [, line] = /^(?:ProxyCommand|LocalCommand|KnownHostsCommand|RemoteCommand)[= ](.*)$/is.exec(value2) ?? [];
  return line === void 0 ? [] : [{ via: `${name2} -o`, text: line }];
});
var isLocal = (args) => args.some((word) => /^(localhost|127\.0\.0\.1|local),?$/.test(word) || word === "--connection=local");
var runByItself = /^((pre|post)?install|(pre|post)?prepare|(pre|post)?pack|(pre|post)?publish|prepublishOnly|preprepare|dependencies)$/;
function scriptsSet(args) {
  const { plain: plain4 } = readInvocation("npm", args);
  if (plain4[0] === "set-script" && plain4[1] !== void 0 && plain4[2] !== void 0) return [{ name: plain4[1], text: plain4[2] }];
  if (plain4[0] !== "pkg" || plain4[1] !== "set") return [];
  return plain4.slice(2).flatMap((word) => {
    const [, name2, text2 = ""] = /^scripts(?:\.|\[["']?)([\w:.-]+)["']?\]?=([\s\S]*)$/.exec(word) ?? [];
    return name2 === void 0 ? [] : [{ name: name2, text: args.includes("--json") ? unquoted(text2) : text2 }];
  });
}

var testing = /^(?:tests?|testing|specs?|e2e|ci|tmp|temp|scratch|sandbox|playground)\d{0,4}$/;
var live = /^(?:prod|production|prd|live|staging|stage|primary|master|backups?|customers?)\d{0,4}$/;
var wordsIn = (name2) => name2.replace(/([a-z\d])([A-Z])/g, "$1 $2").toLowerCase().split(/[^a-z\d]+/);
var isLiveName = (name2) => wordsIn(name2).some((word) => live.test(word));
var isTestName = (name2) => !isLiveName(name2) && wordsIn(name2).some((word) => testing.test(word));
var isSpareContainer = (name2) => isTestName(name2) || !isLiveName(name2) && wordsIn(name2).some((word) => /^dev\d{0,4}$/.test(word));
var isOwnHost = (host) => /^(?:|localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[?::1\]?|0\.0\.0\.0|host\.docker\.internal|\/.*)$/i.test(host);

var environmentOf = (scene, { settings: settings2 }) => ({
  ...scene.traces.environment,
  ...scene.variables,
  ...settings2
});
var deciding = ["DATABASE_URL", "PGHOST", "MYSQL_HOST", "DB_HOST", "MONGODB_URI"];
var isSettingFile = (file) => /(?:^|\/)\.?env(?:\.[\w.-]{1,60})?$|\.env(?:\.[\w.-]{1,60})?$/.test(file) && !isTestName(file.replace(/^.*\//, ""));
var most9 = 200;
function withEnvironment(known3, { words: words2, settings: settings2 }) {
  const name2 = programName(words2);
  const isReading = /^(?:source|\.)$/.test(name2) && isSettingFile(words2[1] ?? "");
  if (isReading) return { ...known3, ...Object.fromEntries(deciding.map((variable) => [variable, unknown])) };
  const isSetting = words2.length === 0 || /^(?:export|declare|typeset)$/.test(name2);
  if (!isSetting || Object.keys(settings2).length === 0 || Object.keys(known3).length > most9) return known3;
  return { ...known3, ...settings2 };
}

var fetchers = new Set("curl wget fetch http https xh aria2c lynx w3m nc ncat netcat socat ftp sftp scp axel httpie telnet".split(" "));
var savedBy = ({ words: words2, redirections }) => {
  const named5 = words2.flatMap(
    (word, index) => /^(-\w*[oO]|--output|--output-document|--out)$/.test(words2[index - 1] ?? "") ? [word] : /^--output(-document)?=/.test(word) ? [word.replace(/^[^=]*=/, "")] : []
  );
  const remote = words2.some((word) => /^-\w*O\w*$|^--remote-name/.test(word)) || programName(words2) === "wget" ? words2.filter((word) => /^(https?|ftp):|^[\w-]+(\.[\w-]+)+\//.test(word)).map((word) => word.replace(/[?#].*$/, "").replace(/^.*\//, "")) : [];
  return [...named5, ...remote, ...redirections.filter(({ operator }) => operator.includes(">")).map(({ target }) => target)].filter((word) => word !== "");
};
var isFetching = ({ words: words2 }) => words2.some((word, index) => index < 6 ? fetchers.has(programName([word])) : false) && !/^(echo|printf|which|man|apt|apt-get|brew|dnf|yum|apk|command|type|grep|git)$/.test(programName(words2));

var most10 = 16;
function withRemotes(known3, args) {
  if (known3.size >= most10) return known3;
  const { plain: plain4 } = readInvocation("git", args);
  const [command2, verb = "", ...named5] = plain4;
  if (command2 !== "remote" || !/^(add|set-url)$/.test(verb)) return known3;
  const [name2 = "", address = ""] = named5.slice(-2);
  return new Map([...known3, [name2, { address, isNew: verb === "add" }]]);
}
var isElsewhere = (address) => (/^(https?|ssh|git|ftps?|git\+ssh):\/\//.test(address) || /^[\w.-]+@[\w.-]+:/.test(address)) && !/(\/\/|@)(localhost|127\.0\.0\.1|\[::1\])[:/]/.test(address);
function isPushedElsewhere(args, remotes, person) {
  const call = readInvocation("git", args);
  if (call.plain[0] !== "push" || call.flags.has("--dry-run") || call.flags.has("-n")) return false;
  const isTheirs = (address) => /:\/\/[^/@]*@/.test(address) || !new RegExp(`[:/]${person.replace(/[^\w-]/g, ".")}/`).test(address);
  const to = valuesOf(call, "--repo").at(-1) ?? call.plain[1] ?? "origin";
  if (isElsewhere(to)) return isTheirs(to);
  const remote = remotes.get(to);
  if (remote === void 0 || !isElsewhere(remote.address)) return false;
  const isFirst = remote.isNew && to === "origin" && !call.flags.has("--mirror");
  return !isFirst && isTheirs(remote.address);
}

var noTraces = {
  fetched: [],
  unpacked: [],
  written: /* @__PURE__ */ new Map(),
  copied: /* @__PURE__ */ new Map(),
  searched: [],
  scripts: /* @__PURE__ */ new Map(),
  remotes: /* @__PURE__ */ new Map(),
  environment: {},
  repositories: []
};
var most11 = 1e3;
var mostText4 = 131072;
var copiers = /^(cp|gcp|ln|install|mv|link|ditto|rsync)$/;
var bare4 = /^(rm|grm|rmdir|unlink|shred|srm|wipe|dd|mkfs(\.\w+)?|wipefs|mv|cp|chmod|chown|find|truncate|tee|ba?sh|zsh|dash|ksh|fish|busybox|toybox|env|xargs|sudo|python[\d.]*|perl|ruby|node|php|git|curl|wget|nc|rsync|tar)$/;
var wholePath = (folder, path) => folder.includes(unknown) ? posix4.normalize(path) : posix4.resolve(folder, path);
function withTraces(traces, command2, folder, files3) {
  const { words: words2, settings: settings2, writes = [] } = command2;
  const program = programOf(words2);
  const [name2, args] = program === void 0 ? ["", []] : [programName([program.name]), program.args];
  const environment = withEnvironment(traces.environment, command2);
  let out2 = environment === traces.environment ? traces : { ...traces, environment };
  if (isFetching(command2)) out2 = { ...out2, fetched: [...out2.fetched, ...savedBy(command2)].slice(-most11) };
  if (writes.length > 0) out2 = { ...out2, written: withWrites(out2.written, writes, folder) };
  const filled3 = filledBy(name2, args);
  if (filled3 !== void 0 && command2.input !== void 0)
    out2 = { ...out2, written: withWrites(out2.written, [{ file: filled3, text: command2.input, appends: false }], folder) };
  const path = settings2["PATH"];
  if (path !== void 0) out2 = { ...out2, searched: [...foldersOf(path, folder), ...out2.searched].slice(0, most11) };
  if (copiers.test(name2)) out2 = withCopies(out2, command2.offered?.[0] ?? command2.input, readInvocation(name2, args), folder, files3);
  if (name2 === "git" && args.includes("remote")) out2 = { ...out2, remotes: withRemotes(out2.remotes, args) };
  if (name2 === "git") {
    const made3 = repositoryMade(args, folder, files3);
    if (made3 !== void 0) out2 = { ...out2, repositories: [...out2.repositories, made3].slice(-most11) };
  }
  if (name2 === "hash" && args[0] === "-p" && args[1] !== void 0 && args[2] !== void 0)
    out2 = { ...out2, copied: new Map([...out2.copied, [args[2], args[1]]]) };
  if (/^(npm|pnpm|yarn)$/.test(name2)) {
    const set3 = scriptsSet(args);
    if (set3.length > 0) out2 = { ...out2, scripts: new Map([...out2.scripts, ...set3.map(({ name: key, text: text2 }) => [key, text2])]) };
  }
  return out2;
}
function repositoryMade(args, folder, files3) {
  const call = readInvocation("git", args);
  const [verb, first3, second] = call.plain;
  if (verb !== "clone" && verb !== "init") return void 0;
  if (valuesOf(call, "--separate-git-dir|--git-dir|--work-tree").length > 0) return void 0;
  const named5 = verb === "init" ? first3 ?? "." : second ?? posix4.basename(first3 ?? "", ".git");
  if (named5 === "" || /[\uE000-\uE00F]/.test(named5 + folder)) return void 0;
  const path = wholePath(valuesOf(call, "-C").reduce(wholePath, folder), named5);
  return files3.look(path) === void 0 ? path : void 0;
}
var filledBy = (name2, args) => name2 === "dd" ? args.find((word) => word.startsWith("of="))?.slice(3) : name2 === "sponge" ? args.find((word) => !word.startsWith("-")) : void 0;
var foldersOf = (path, folder) => path.split(":").filter((part) => part !== "" && !part.includes(unknown)).map((part) => wholePath(folder, part));
function withWrites(known3, writes, folder) {
  const out2 = new Map(known3);
  for (const { file, text: text2, appends } of writes) {
    if (file.startsWith("/dev/")) continue;
    const key = wholePath(folder, file);
    const before = out2.get(key);
    if (before !== void 0 && (before.length > mostText4 || !appends && before.includes(text2))) continue;
    if (before !== void 0 || out2.size < most11) out2.set(key, before === void 0 ? text2 : appends ? before + text2 : `${before}
${text2}`);
  }
  return out2;
}
function withCopies(traces, input, call, folder, files3) {
  const into = valuesOf(call, "-t|--target-directory")[0];
  const sources = into === void 0 ? call.plain.slice(0, -1) : call.plain;
  const target = into ?? call.plain.at(-1) ?? "";
  if (target === "" || sources.length === 0 || sources.length > 8) return traces;
  const written4 = new Map(traces.written);
  const copied2 = new Map(traces.copied);
  for (const source of sources) {
    const from = wholePath(folder, source);
    const to = wholePath(folder, target);
    const names7 = [to, posix4.join(to, posix4.basename(source))];
    const text2 = source.includes(unknown) ? input : traces.written.get(from);
    const program = traces.copied.get(from) ?? (isProgram(source) && !traces.written.has(from) && files3.look(from)?.kind !== "folder" ? source : void 0);
    const isLocal2 = !source.includes("/") && files3.look(from) !== void 0;
    for (const one of names7) {
      if (text2 !== void 0 && written4.size < most11) written4.set(one, text2);
      else if (program !== void 0 && !isLocal2 && copied2.size < most11) copied2.set(one, program);
    }
  }
  return { ...traces, written: written4, copied: copied2 };
}
var isProgram = (source) => /^\/(usr\/)?(local\/)?s?bin\/[\w.+-]+$/.test(source) || bare4.test(source);
function programMade({ written: written4, searched: searched3 }, folder, name2) {
  if (name2.includes("/")) return written4.get(wholePath(folder, name2));
  for (const place of searched3) {
    const text2 = written4.get(posix4.join(place, name2));
    if (text2 !== void 0) return text2;
  }
  return void 0;
}
function programCopied({ copied: copied2, searched: searched3 }, folder, name2) {
  if (copied2.size === 0) return void 0;
  if (name2.includes("/")) return copied2.get(wholePath(folder, name2));
  const place = searched3.find((one) => copied2.has(posix4.join(one, name2)));
  return copied2.get(name2) ?? (place === void 0 ? void 0 : copied2.get(posix4.join(place, name2)));
}

var mostLooks = 5e3;
function boundView(view) {
  const real = /* @__PURE__ */ new Map();
  const looked = /* @__PURE__ */ new Map();
  const listed3 = /* @__PURE__ */ new Map();
  let left = mostLooks;
  const once = (known3, path, ask7, otherwise) => {
    if (known3.has(path)) return known3.get(path);
    if (left-- <= 0) return otherwise;
    const value2 = ask7(path);
    known3.set(path, value2);
    return value2;
  };
  return {
    realPath: (path) => once(real, path, view.realPath, path),
    look: (path) => once(looked, path, view.look, void 0),
    list: (folder) => once(listed3, folder, view.list, [])
  };
}

import { posix as posix5 } from "node:path";

var files2 = ".env .env.local .env.production .env.prod .env.staging .envrc id_rsa id_ed25519 id_ecdsa .netrc .npmrc .pypirc .pgpass .git-credentials .vault-token credentials.json secrets.yaml secrets.yml secrets.json".split(
  " "
);
var folders = [".ssh", ".aws", ".gnupg", ".kube"];
var innocent = /\.(?:pub|example|sample|md|ts|js)$|known_hosts|config/;
var isTelling = (pattern) => pattern.replace(/[\uE000-\uE00F]/g, "").length >= 2 && !/^[\uE000-\uE00F]/.test(pattern);
function mayBeSecret(path) {
  const parts = path.split("/");
  const name2 = parts.at(-1) ?? "";
  if (innocent.test(name2)) return false;
  if (/[\uE000\uE001]/.test(name2) && isTelling(name2) && files2.some((file) => globFits(name2, file))) return true;
  return parts.slice(0, -1).some((part) => /[\uE000\uE001]/.test(part) && isTelling(part) && folders.some((folder) => globFits(part, folder)));
}

var names2 = (text2) => new Set(text2.split(" "));
var systemFolders = names2(
  [
    "/bin /sbin /lib /lib32 /lib64 /libx32 /etc /usr /var /boot /opt /home /root /dev /proc /sys /srv /run /mnt /media /snap /nix /System /Library /Applications /Users /Volumes /private",
    "/usr/bin /usr/sbin /usr/lib /usr/lib32 /usr/lib64 /usr/libexec /usr/share /usr/local /usr/local/bin /usr/local/lib /usr/include /usr/src /var/lib /var/log /var/spool /var/mail /var/db",
    "/var/lib/docker /var/lib/postgresql /var/lib/mysql /etc/ssh /etc/ssl /etc/pam.d /etc/systemd /etc/sudoers.d /etc/network /lost+found /private/etc /private/var /mnt/c /mnt/c/Windows /mnt/c/Users /c"
  ].join(" ")
);
var sealedFolders = ["/bin", "/sbin", "/lib", "/lib64", "/boot", "/proc", "/sys", "/usr/bin", "/usr/sbin", "/System"];
var systemParts = ["/etc", "/usr", "/var", "/dev", "/opt", "/srv", "/root", "/run", "/Library", "/Applications"];
var systemFiles = names2(
  "/etc/passwd /etc/shadow /etc/group /etc/gshadow /etc/sudoers /etc/fstab /etc/hosts /etc/resolv.conf /etc/crypttab /etc/ld.so.preload /etc/profile /etc/inittab /etc/machine-id /vmlinuz /initrd.img"
);
var neededPrograms = names2(
  "sh bash dash zsh ls cp mv rm cat ln mkdir chmod chown env sudo su login passwd mount umount ps kill grep sed awk tar gzip find xargs ssh sshd scp git curl wget apt apt-get dpkg rpm dnf yum pacman apk systemctl init systemd ip ping python3 perl node ld gcc cc make id whoami test true false echo date sleep head tail sort vi vim nano"
);
var isLibrary = (path) => /^\/(?:usr\/)?lib(?:32|64|x32|exec)?\/(?:[\w.+-]{1,80}\/){0,4}[\w.+-]{1,80}\.so(?:\.\d{1,6}){0,4}$/.test(path);
var neededLibrary = /\/(?:lib(?:c|m|dl|rt|pthread|stdc\+\+|gcc_s|crypt|crypto|ssl|pam|nss_\w+|resolv|util|z|selinux|systemd|udev|tinfo|readline|ncursesw?|apt-pkg|rpm)|ld-[\w.-]+|pam_\w+)(?:-[\d.]+)?\.so(?:\.\d+)*$/;
var isNeeded = (path) => {
  const [, name2 = ""] = /^(?:\/usr)?\/s?bin\/([\w.-]{1,40})$/.exec(path) ?? [];
  return systemFiles.has(path) || neededPrograms.has(name2) || isLibrary(path) && neededLibrary.test(path);
};
var keyFolders = ".ssh .gnupg .aws .kube .azure .password-store .pki .docker .oci .age .sops .config/gcloud .config/gh .config/op .local/share/keyrings Library/Keychains .mozilla .thunderbird .electrum .bitcoin .ethereum".split(
  " "
);
var homeCollections = names2(
  "Documents Desktop Pictures Photos Music Movies Videos Library Dropbox OneDrive GoogleDrive Nextcloud Sync projects Projects work Work code Code dev Dev src git repos workspace Workspace Developer Sites .config .local .local/share"
);
var isCollection = (path) => /^\/(?:(?:mnt|Volumes|media|etc)\/[^/]{1,200}|(?:run\/)?media\/[^/]{1,200}\/[^/]{1,200}|data|backups?|var\/(?:backups|www)|var\/lib\/(?:postgresql|mysql|mariadb|mongodb|redis|elasticsearch|opensearch|influxdb|clickhouse|cassandra|neo4j|rabbitmq|kafka|etcd|docker|libvirt|gitea|gitlab|grafana|prometheus)(?:\/[^/]{1,200}){0,3})$/.test(
  path
);
var remadeFiles = names2("known_hosts known_hosts.old config environment config.json cache");
var startFiles = ".bashrc .bash_profile .bash_login .bash_logout .bash_aliases .profile .zshrc .zprofile .zshenv .zlogin .zlogout .kshrc .cshrc .tcshrc .inputrc .xinitrc .xsession .xprofile .pam_environment .gitconfig .vimrc .config/git/config .config/fish .config/autostart .config/systemd .config/environment.d .local/share/systemd Library/LaunchAgents .ssh/authorized_keys .ssh/authorized_keys2 .ssh/rc .ssh/config .config/pip .pip .config/uv .cargo/config.toml .cargo/config .yarnrc .yarnrc.yml .gemrc .condarc .bunfig.toml .m2/settings.xml .gradle/init.gradle .gradle/init.d .config/direnv .config/pnpm .claude/settings.json .claude/settings.local.json .claude/hooks .claude.json .config/nvim/init.lua .npmrc".split(
  " "
);
var artefacts = names2(
  "node_modules bower_components logs log dist build out target coverage .next .nuxt .output .svelte-kit .astro .angular .vite .cache .turbo .parcel-cache .rpt2_cache .nyc_output .venv venv __pycache__ .pytest_cache .mypy_cache .ruff_cache .tox .nox .eggs htmlcov tmp temp .tmp .temp .gradle .dart_tool .expo .docusaurus .serverless .aws-sam .webpack storybook-static playwright-report test-results lib-cov .eslintcache .stylelintcache .sass-cache .jest .nx .rollup.cache DerivedData .build _build cmake-build-debug cmake-build-release obj .stack-work dist-newstyle .hypothesis .ipynb_checkpoints .coverage .wireit .wrangler .swc .moon .terragrunt-cache .bundle-cache bazel-out builddir .zig-cache zig-cache zig-out .bloop .metals .bsp elm-stuff .terraform .parcel .yarn-cache .pnpm-store .pub-cache .dub .nimcache nimcache .lake .cabal-sandbox dist-ssr dist-electron .vercel .netlify .sst .amplify .vinxi .tanstack .wxt .plasmo .react-router .contentlayer .velite .million .vitepress-cache .tsup .esbuild .rspack-cache .rsbuild .farm .bun-cache .jekyll-cache .ccls-cache .clangd CMakeFiles _deps __pypackages__ .pixi .pdm-build .pyre .pytype .cache-loader .phpunit.cache .phpstan .psalm .php-cs-fixer.cache .rubocop_cache .scannerwork .sonar .cargo-target .ocamlformat-cache _opam .shadow-cljs .cpcache .ensime_cache .idea_modules blib pm_to_blib .deps .libs autom4te.cache .vs TestResults BenchmarkDotNet.Artifacts .swiftpm Carthage .kotlin .cxx .externalNativeBuild test-output allure-results mochawesome-report jest-html-reporters cypress-cache .nyc .c8 .monocart .lighthouseci .ladle .histoire .yalc .verdaccio .cdk.out cdk.out .chalice .pytest-cache .benchmarks .asv .dvc-cache .luacheckcache .testmondata lua_modules .luarocks .build-cache .ninja_cache .mesonpy .scons_cache .waf .docz .gatsby .umi .ice .quasar .capacitor-cache .svelte-check .sveltekit .eleventy-cache"
);
var isArtefact = (name2) => artefacts.has(name2) || /^(dist|build|builddir|out|coverage|cmake-build|target|venv|\.venv)[-_.][\w.-]{1,40}$/.test(name2) || /\.(egg-info|tsbuildinfo|dSYM)$/.test(name2) || /^bazel-\w+$/.test(name2);
var generated = names2(
  "lib libs es esm cjs umd mjs types typings bundle bundles gen generated prebuilds compiled output release releases artifacts pkg wasm site _site public www api-docs apidocs typedoc reports allure-results libcjs libesm es5 es6 es2015 es2020 lib-esm dist-types npm-dir packed .browser .playwright cov"
);
var isGenerated = (name2) => generated.has(name2);
var mainFolders = names2(
  [
    "src source sources app apps lib libs packages package services service server servers client clients frontend backend front back web www website api apis core common shared modules module",
    "components pages views models controllers routes middleware config conf configs configuration settings scripts script tools tool test tests spec specs __tests__ e2e integration unit docs doc",
    "documentation examples example samples demo demos migrations db database databases prisma sql data dataset datasets assets static public resources res templates infra infrastructure terraform",
    "deploy deployment deployments k8s kubernetes helm charts ansible docker ops cmd internal pkg include crates sdk sdks plugins plugin extensions features domain utils helpers locales locale i18n",
    "lang translations fixtures content posts blog notebooks weights checkpoints android ios macos windows linux .github .gitlab .circleci .husky .vscode .idea .claude .storybook .changeset hooks",
    "vendor third_party patches types proto protos graphql schemas schema functions lambda lambdas workflows jobs tasks stores store styles css js ts python rust go java uploads upload media images",
    "img photos videos audio fonts icons backups backup secrets certs keys legacy old archive archives project projects workspace work notes papers book chapters thesis research experiments results",
    "shop cart checkout users user admin auth orders billing payments customers invoices products inventory main engine game mobile desktop cli gateway worker workers queue events snapshots"
  ].join(" ")
);
var isMainFolder = (name2) => mainFolders.has(name2);
var publicEnds = /\.(pub|example|sample|template|dist|tmpl|defaults?|md|d\.ts)$/i;
function isSecret(path) {
  if (/[\uE000\uE001]/.test(path) && mayBeSecret(path)) return true;
  const name2 = path.slice(path.lastIndexOf("/") + 1).replace(/[\uE000\uE001]/g, "");
  if (publicEnds.test(name2) || /(^|[-_.])(example|sample|template|public|pub|cert|certs|certificate|csr|ca|chain|fullchain|test)([-_.]|$)/i.test(name2))
    return false;
  if (/^\.env(\.[\w.-]*)?$|^\.envrc$|\.env$/.test(name2)) return true;
  if (/^id_(rsa|dsa|ecdsa|ed25519)(_sk)?$|\.(pem|key|p12|pfx|jks|keystore|kdbx|ppk|asc|gpg)$/i.test(name2)) return true;
  if (/^(\.netrc|_netrc|\.git-credentials|\.pgpass|\.my\.cnf|\.vault-token|\.npmrc|\.pypirc|credentials(\.json|\.toml)?|secrets?\.(json|ya?ml|toml|env)|service-account[\w-]*\.json|master\.key|\.htpasswd|shadow|gshadow)$/.test(
    name2
  ))
    return true;
  return /\/\.aws\/credentials|\/\.ssh\/[^/]*(key|_rsa|_ed25519)$|\/\.kube\/config$|\/\.docker\/config\.json$|\/\.config\/gh\/hosts\.yml$|\/\.gnupg\/(private|secring)|\/proc\/(self|\d+)\/environ$|\/\.claude\/\.credentials\.json$/.test(
    path
  );
}

var within2 = (path, folder) => path === folder || path.startsWith(folder === "/" ? "/" : `${folder}/`);
var harmlessDevice = /^\/dev\/(null|zero|full|u?random|tty\w*|std(in|out|err)|fd(\/.*)?|pts(\/.*)?|ptmx|console|tcp\/.*|udp\/.*)$/;
var madeAgain = /^(\.cache\/.|\.npm\/_|\.gradle\/(caches|daemon|wrapper\/dists)(\/|$)|\.yarn\/(berry\/)?cache(\/|$)|Library\/Caches\/.|Library\/Developer\/Xcode\/DerivedData(\/|$)|Library\/Developer\/CoreSimulator\/Caches(\/|$)|Library\/pnpm\/store(\/|$)|\.m2\/repository\/.|\.cargo\/registry\/(cache|src|index)(\/|$)|\.cargo\/git\/(db|checkouts)(\/|$)|go\/pkg\/mod\/.|\.nuget\/packages(\/|$)|\.pub-cache(\/|$)|\.bun\/install\/cache(\/|$)|\.local\/share\/pnpm\/store(\/|$)|\.pnpm-store(\/|$)|\.ivy2\/cache(\/|$)|\.composer\/cache(\/|$)|\.bundle\/cache(\/|$)|\.conan2?\/(data|p)(\/|$)|\.android\/(build-)?cache(\/|$)|\.expo\/[\w-]{0,40}cache(\/|$)|\.node-gyp(\/|$)|\.nvm\/\.cache(\/|$)|\.ccache(\/|$)|\.sonar\/cache(\/|$)|\.terraform\.d\/plugin-cache(\/|$)|\.deno(\/|$)|\.electron(\/|$)|\.rustup\/(downloads|tmp)(\/|$)|\.konan\/cache(\/|$)|\.hex\/(packages|cache)(\/|$)|\.cabal\/packages(\/|$)|\.stack\/setup-exe-cache(\/|$)|AppData\/Local\/(npm-cache|pip\/cache|Temp)(\/|$))/;
function createPlaces(surroundings2, files3) {
  const both = (path) => [.../* @__PURE__ */ new Set([posix5.normalize(path).replace(/(.)\/$/, "$1"), files3.realPath(path)])];
  const known3 = {};
  const projectFolders = () => known3.projects ??= [surroundings2.project, ...surroundings2.allowed ?? []].flatMap(both);
  const homeFolders = () => known3.homes ??= both(surroundings2.home);
  const temporaryFolders = () => known3.temporary ??= surroundings2.temporary.flatMap(both);
  function insideProject(rest, path) {
    const [first3 = "", ...deeper] = rest;
    if (first3 === ".instar" && (deeper.length === 0 || /^(secrets|run\.json|.*\.(db|db-wal|db-shm|sock|socket))$/.test(deeper[0] ?? ""))) return "instar";
    if (deeper.length === 0 && /^instar\.config\.\w+$/.test(first3)) return "instar";
    if (first3 === ".claude" && /^(settings(\.local)?\.json|hooks)$/.test(deeper[0] ?? "")) return "start";
    if (deeper.length === 0 && first3 === ".mcp.json") return "start";
    if (first3 === ".git" && (deeper.length === 0 || deeper.length === 1 && /^(objects|refs|HEAD|packed-refs)$/.test(deeper[0] ?? "") || deeper[0] === "objects"))
      return "history";
    const git = rest.indexOf(".git");
    if (git !== -1) return rest[git + 1] === "hooks" && !(rest[git + 2] ?? "").endsWith(".sample") && rest.length > git + 2 ? "start" : "git";
    if (rest.some(isArtefact)) return "artefact";
    if (deeper.length > 0) return "inside";
    const found3 = files3.look(path);
    if (found3 === void 0 && isGenerated(first3)) return "artefact";
    if (/[\u00A0\u200B-\u200F\u2060\uFEFF]/.test(first3)) return "unknown";
    return found3?.kind === "file" || found3?.kind === "other" || found3 === void 0 && (!isMainFolder(first3) || /.\.[A-Za-z]\w{0,7}$/.test(first3)) ? "inside" : "top";
  }
  function insideHome(rest) {
    const text2 = rest.join("/");
    if (startFiles.some((start) => within2(text2, start))) return "start";
    const key = keyFolders.find((folder) => within2(text2, folder));
    if (key === void 0 && madeAgain.test(text2)) return "artefact";
    if (homeCollections.has(text2)) return "collection";
    if (key !== void 0) return text2 !== key && remadeFiles.has(rest.at(-1) ?? "") ? "home-part" : "keys";
    return /^(\.netrc|\.git-credentials|\.pgpass|\.vault-token)$/.test(text2) ? "keys" : "home-part";
  }
  function insideTemporary(path, root) {
    if (path === root) return "temporary";
    for (const own2 of [...projectFolders(), ...homeFolders()]) {
      let parent2 = posix5.dirname(own2);
      while (parent2 !== root && within2(parent2, root)) {
        if (within2(path, parent2)) return "outside";
        parent2 = posix5.dirname(parent2);
      }
    }
    const found3 = files3.look(path);
    if (found3 === void 0) return "own";
    return surroundings2.since !== void 0 && found3.birthMs >= surroundings2.since ? "own" : "temporary";
  }
  function kindOfPlain(path) {
    if (path === "/") return "root";
    if (within2(path, "/dev")) {
      if (harmlessDevice.test(path)) return "nowhere";
      if (path !== "/dev" && !within2(path, "/dev/shm")) return "device";
    }
    const projects = projectFolders();
    for (const project of projects)
      if (within2(path, project)) return path === project ? "whole" : insideProject(path.slice(project.length + 1).split("/"), path);
    const homes3 = homeFolders();
    if (homes3.includes(path)) return "home";
    if (projects.some((project) => within2(project, path))) return "parent";
    for (const home of homes3) if (within2(path, home)) return insideHome(path.slice(home.length + 1).split("/"));
    if (homes3.some((home) => within2(home, path))) return "parent";
    for (const root of temporaryFolders()) if (within2(path, root)) return insideTemporary(path, root);
    if (systemFolders.has(path) || systemFiles.has(path) || sealedFolders.some((folder) => within2(path, folder))) return "system";
    if (isLibrary(path) && (files3.look(path) !== void 0 || isNeeded(path))) return "system";
    if (/^\/(home|Users)\/[^/]+$/.test(path)) return "home";
    const [, , , ...rest] = path.split("/");
    if (/^\/(home|Users)\/[^/]+\//.test(path)) return insideHome(rest);
    if (/^\/root\/./.test(path)) return insideHome(path.slice(6).split("/"));
    if (within2(path, "/etc/cron.d") || /^\/etc\/(cron\w*|init\.d|systemd|profile\.d|rc\.\w+|ld\.so\.conf\.d)(\/|$)/.test(path)) return "start";
    if (isCollection(path)) return "collection";
    return systemParts.some((folder) => within2(path, folder)) ? "system-part" : "outside";
  }
  return {
    kindOf: (path) => kindOfPlain(path),
    exists: (path) => files3.look(path) !== void 0 || isNeeded(path)
  };
}

var mostDepth = 8;
var mostSteps = 1e3;
var nothing3 = {};
function withVariables(variables2, more3) {
  for (const _ in more3) return { ...variables2, ...more3 };
  return variables2;
}
function openScene(surroundings2, book) {
  const files3 = boundView(surroundings2.files);
  const { cwd, home, variables: variables2, temporary } = surroundings2;
  return {
    ground: { surroundings: surroundings2, files: files3, places: createPlaces(surroundings2, files3) },
    book,
    variables: withVariables(usualVariables(cwd, home, temporary[0] ?? "/tmp"), variables2 === void 0 ? nothing3 : { ...variables2, HOME: home, PWD: cwd }),
    folders: [cwd],
    depth: 0,
    root: false,
    remote: false,
    mounts: [],
    traces: noTraces,
    functions: /* @__PURE__ */ new Set(),
    spent: { steps: 0 }
  };
}
function noteCut({ spent }, what2) {
  spent.cut ??= what2;
}
var innerScene = (scene) => ({ ...scene, depth: scene.depth + 1 });

import { posix as posix6 } from "node:path";
var wild2 = /[\uE000\uE001]/;
var lost = /* @__PURE__ */ new Set(["root", "system", "home", "keys", "parent", "device"]);
var mostMatches = 60;
var mostPath3 = 4096;
var worse = (one, other) => targetKinds.indexOf(other.kind) < targetKinds.indexOf(one.kind) ? other : one;
function resolveTarget(word, folders3, ground, follows) {
  let worst;
  for (const folder of folders3.length === 0 ? [ground.surroundings.cwd] : folders3) {
    const target = resolveIn(word, folder, ground, follows);
    worst = worst === void 0 ? target : worse(worst, target);
  }
  return worst;
}
function resolveIn(word, folder, ground, follows) {
  const { surroundings: surroundings2 } = ground;
  if (word.includes(unknown)) return resolveUnclear(word, folder, ground, follows);
  const path = /^~[^/]/.test(word) ? fromTilde(word, surroundings2) : /^[A-Za-z]:/.test(word) ? fromDrive(word) : word;
  if (folder.includes(unknown) && !path.startsWith("/")) return { word, kind: isBuilt(path) ? "artefact" : "unknown", exists: true };
  const absolute = path.startsWith("/") ? path : `${folder}/${path}`;
  const told2 = absolute.length > mostPath3 ? withoutDots(absolute) : absolute;
  if (told2.length > mostPath3) return { word, kind: "unknown", exists: true };
  return wild2.test(told2) ? resolveGlob(word, told2, ground, follows) : plain3(word, told2, ground, follows);
}
var isBuilt = (path) => {
  const parts = path.split("/").filter((part) => part !== "" && part !== ".");
  return !parts.includes("..") && parts.some((part) => isArtefact(part) && !/^\.?te?mp$/.test(part));
};
var withoutDots = (path) => path.split("/").filter((part, at2) => at2 === 0 || part !== "" && part !== ".").join("/");
function fromDrive(word) {
  const [, folder = "", deeper = ""] = /^[A-Za-z]:[\\/]*(Users|Windows|Program ?Files(?: \(x86\))?|ProgramData|System32)?([\s\S]*)$/i.exec(word) ?? [];
  const rest = deeper.replaceAll("\\", "/").replace(/^\/+/, "");
  return folder === "" ? `/${rest === "" || wild2.test(rest[0] ?? "") ? rest : `mnt/drive/${rest}`}` : rest === "" ? "/usr" : `/usr/drive/${rest}`;
}
function resolveUnclear(word, folder, ground, follows) {
  const left = word.replaceAll(unknown, "");
  if (left === "") return { word, kind: "unknown", exists: true };
  const emptied = resolveIn(left, folder, ground, follows);
  if (lost.has(emptied.kind))
    return { ...emptied, word, kind: word.startsWith(unknown) || !/^[~/]/.test(word) || wild2.test(word) || /\/?\uE00F/.test(word) ? "hollow" : emptied.kind };
  if (word.startsWith(unknown)) return { word, kind: "unknown", exists: true };
  return emptied.kind === "artefact" || emptied.kind === "own" || emptied.kind === "nowhere" || emptied.kind === "inside" ? { ...emptied, word } : {
    word,
    kind: emptied.kind === "temporary" || emptied.kind === "top" || emptied.kind === "project" || emptied.kind === "whole" ? "unknown" : emptied.kind,
    exists: true
  };
}
function fromTilde(word, { home, cwd }) {
  const slash = word.indexOf("/");
  const user = slash === -1 ? word.slice(1) : word.slice(1, slash);
  const rest = slash === -1 ? "" : word.slice(slash);
  if (user === "" || user === posix6.basename(home)) return home + rest;
  if (user === "+") return cwd + rest;
  if (user === "root") return `/root${rest}`;
  return /^[a-z_][\w-]*$/.test(user) ? `${posix6.dirname(home)}/${user}${rest}` : word;
}
function plain3(word, absolute, { places: places3, files: files3, bound, links }, follows) {
  const trailing = /\/\.?$/.test(absolute);
  const written4 = posix6.normalize(absolute).replace(/(.)\/$/, "$1").replace(/^\/\//, "/");
  const path = bound === void 0 ? written4 : bound(written4);
  if (path === "/") return { word, kind: "root", exists: true, path };
  if (!follows && !trailing && links?.includes(path) === true) return { word, kind: "own", exists: false, path };
  const through = follows || trailing ? files3.realPath(path) : posix6.join(files3.realPath(posix6.dirname(path)), posix6.basename(path));
  const exists = places3.exists(through);
  const kind = places3.kindOf(through);
  if (kind === "git" && !exists && !wild2.test(word) && path.endsWith("/.git") && !places3.exists(posix6.dirname(through)))
    return { word, kind: "artefact", exists, path };
  if (through === path) return { word, kind, exists, path };
  const said = places3.kindOf(path);
  return lost.has(said) ? { word, kind: said, exists, path } : { word, kind, exists, path: through };
}
function resolveGlob(word, absolute, ground, follows, most16 = mostMatches) {
  const segments = absolute.split("/");
  const at2 = segments.findIndex((segment2) => wild2.test(segment2));
  const segment = segments[at2] ?? "";
  const rest = segments.slice(at2 + 1).filter((part) => part !== "" && part !== ".");
  const base = posix6.normalize(segments.slice(0, at2).join("/") || "/");
  const holder = plain3(word, `${base}/`, ground, true);
  if (rest.length === 0 && isEverything(segment)) {
    if (holder.kind === "inside" || holder.kind === "artefact" || holder.kind === "nowhere") return holder;
    if (holder.kind === "whole" && ground.dots !== true && !segment.startsWith(".")) return { ...holder, word, kind: "project" };
    return holder.kind === "own" && holder.exists === false ? holder : { ...holder, word };
  }
  if (rest.length === 0 && isLibrary2(base, segment)) return { ...holder, word, kind: "system", exists: true };
  const known3 = base === "/" ? [...systemFolders].map((folder) => folder.split("/")[1] ?? "") : holder.kind === "home" ? keyFolders.map((folder) => folder.split("/")[0] ?? "") : [];
  const names7 = [.../* @__PURE__ */ new Set([...ground.files.list(holder.path ?? base), ...known3])].filter(
    (name2) => globFits(segment, name2) && (!name2.startsWith(".") || segment.startsWith(".") || ground.dots === true)
  );
  let worst;
  for (const name2 of names7.slice(0, most16)) {
    const next = [...base.split("/"), name2, ...rest].join("/");
    const target = wild2.test(rest.join("")) ? resolveGlob(word, next, ground, follows, Math.max(1, Math.floor(most16 / names7.length))) : plain3(word, next, ground, follows);
    if (rest.length > 0 && !target.exists && !lost.has(target.kind)) continue;
    worst = worst === void 0 ? target : worse(worst, target);
  }
  if (worst !== void 0) return { ...worst, word };
  if (holder.kind === "system" && vital.some((name2) => globFits(rest.at(-1) ?? segment, name2))) return { ...holder, word, exists: true };
  const last = rest.at(-1) ?? segment;
  const imagined = plain3(
    word,
    [...base.split("/"), ...rest.length > 0 ? ["x.x", last.replace(/[\uE000\uE001]/g, "")] : [`x.${last.replace(/[\uE000\uE001]/g, "")}`]].join("/"),
    ground,
    follows
  );
  return { ...imagined, word, exists: false };
}
var libraryFolder = /^\/(?:$|usr$|(?:usr\/)?(?:lib|lib32|lib64|libx32|libexec|bin|sbin)(?:\/(?:\w{1,20}-linux-\w{1,20}|python3?[\d.]{0,6}|systemd|security|modules))?$)/;
var isLibrary2 = (folder, segment) => libraryFolder.test(folder) && /^(?:lib)?\*(?:\.(?:so|a|dylib|ko|py|pl|pm)[.*\d]{0,12})?$|^lib\*$/.test(segment.replace(/[\uE000\uE001]{1,40}/g, "*"));
var vital = ["libc.so.6", "libm.so", "bash", "ssh", "passwd", "python3"];
var isEverything = (segment) => /^\.?[\uE000\uE001.]*\uE000$|^\.[\uE000\uE001!.]+\uE000?$/.test(segment);
var shown2 = (word) => /[\uE000-\uE00F]/.test(word) ? word.replaceAll(wildcard.many, "*").replaceAll(wildcard.one, "?").replaceAll(unknown, "…") : word;

var mostShown = 200;
var brief = (text2) => {
  const plain4 = shown2(text2.slice(0, 2 * mostShown));
  return plain4.length > mostShown ? `${plain4.slice(0, mostShown - 1)}…` : plain4;
};
function found2(scene, rule, what2, looked, via) {
  return stepOf(looked, via, scene.book.finding(rule, brief(what2)), []);
}
function stepOf(looked, via, finding, inside2) {
  return {
    looked: brief(looked),
    ...via === void 0 ? {} : { via },
    severity: finding?.severity ?? "fine",
    ...finding === void 0 ? {} : { rule: finding.rule, reason: shown2(finding.reason) },
    inside: inside2
  };
}
var textStep = (looked, via) => stepOf(looked, via, void 0, []);

import { posix as posix7 } from "node:path";
function withLink(ground, link, target) {
  const { files: files3, surroundings: surroundings2 } = ground;
  const through = (path) => path === link || path.startsWith(`${link}/`) ? posix7.normalize(`${target}/${path.slice(link.length)}`).replace(/(.)\/$/, "$1") : path;
  const linked = {
    realPath: (path) => files3.realPath(through(path)),
    look: (path) => files3.look(through(path)),
    list: (folder) => files3.list(through(folder))
  };
  const isNew = files3.look(link) === void 0;
  return { ...ground, files: linked, places: createPlaces(surroundings2, linked), ...isNew ? { links: [...ground.links ?? [], link] } : {} };
}

import { posix as posix8 } from "node:path";
function withMountOf({ words: words2 }, folder, ground) {
  if (!words2.some((word) => /(^|\/)(mount|bindfs)$/.test(word))) return ground;
  const program = programOf(words2);
  if (program?.name !== "mount" && program?.name !== "bindfs") return ground;
  const isBound = program.name === "bindfs" || program.args.some((word) => /^(--r?bind|-B|-R|--move|-M)$/.test(word) || /^(-o|--options=)?([\w=-]+,)*r?bind(,|$)/.test(word));
  const [from = "", to = "", ...more3] = program.args.filter((word) => !word.startsWith("-") && !/^([\w=-]+,)*r?bind(,[\w=-]+)*$/.test(word));
  if (!isBound || to === "" || more3.length > 0 || /[\uE000-\uE00F]/.test(from + to + folder)) return ground;
  const shown4 = posix8.resolve(folder, to);
  const lies = posix8.resolve(folder, from);
  const before = ground.bound;
  const bound = (path) => {
    const within3 = path === shown4 ? lies : path.startsWith(`${shown4}/`) ? posix8.join(lies, path.slice(shown4.length)) : path;
    return before === void 0 ? within3 : before(within3);
  };
  return { ...ground, bound };
}

var value = (options2, ...names7) => options2.flatMap((option, index) => {
  const equals = option.indexOf("=");
  if (equals > 0 && names7.includes(option.slice(0, equals))) return [option.slice(equals + 1)];
  return names7.includes(option) ? [options2[index + 1] ?? ""] : [];
});
var opens = /^(?:docker|podman|nerdctl|docker-compose)(?: \w+)* (?:run|create)$/;
function opened2(options2) {
  if (options2.some((option) => option === "--privileged" || option === "--privileged=true")) return "--privileged";
  if (value(options2, "--pid", "--ipc", "--userns", "--uts", "--cgroupns").includes("host")) return "the host's processes";
  const capability = value(options2, "--cap-add").find((one) => /^(?:CAP_)?(?:ALL|SYS_ADMIN|SYS_MODULE|SYS_PTRACE|SYS_RAWIO|DAC_READ_SEARCH)$/i.test(one));
  if (capability !== void 0) return capability;
  const disk = value(options2, "--device").find((one) => /^\/dev\/(?:sd|nvme|vd|xvd|hd|mem|kmem|disk|mapper|dm-)/.test(one));
  if (disk !== void 0) return disk;
  return void 0;
}
var isLeftToItself = ([program, ...more3]) => program === void 0 || program === "chroot" || program === "nsenter" || /^(?:\/bin\/)?(?:ba|z|da|a)?sh$/.test(program) && !more3.some((word) => word.startsWith("-"));
var sharedOf = (options2) => [
  ...value(options2, "-v", "--volume").map((one) => one.split(":")[0] ?? ""),
  ...value(options2, "--mount").map((one) => /(?:source|src)=([^,]+)/.exec(one)?.[1] ?? "")
].find((one) => /^\/(?:(?:etc|root|home|boot|dev|proc|sys|var|usr|bin|lib)\/?)?$/.test(one));
function findOpenContainer({ via, options: options2, words: words2 }, scene) {
  const what2 = opens.test(via) ? opened2(options2) ?? (isLeftToItself(words2) ? sharedOf(options2) : void 0) : void 0;
  return what2 === void 0 ? void 0 : scene.book.finding("containers.open", what2);
}
function isThrownAway({ via, options: options2, mounts }) {
  if (mounts.some(([, outside]) => outside === "/")) return false;
  if (!opens.test(via) || via.includes("compose") || opened2(options2) !== void 0) return false;
  if (options2.some((option) => /^--volumes-from|^--mount=?.*type=volume/.test(option)) || value(options2, "--mount").some((one) => !one.includes("type=bind") && !one.includes("type=tmpfs")))
    return false;
  return value(options2, "-v", "--volume").every((one) => /^[/~.]/.test(one) || !one.includes(":"));
}
var sharing = /(?:^|\s)(?:-\w*v|--volume|--mount|--privileged|--volumes-from|--pid|--device|--cap-add|--userns|--ipc)(?=[\s=]|$)/;
var starting = /(?:\b(\w{1,60})=["']?(?:\$\(|`)\s{0,9})?(?:sudo\s+)?\b(?:docker|podman|nerdctl)\s+(?:container\s+)?(?:run|create)\b([^;&|\n()`]{0,600})/g;
function containersIn(text2, known3) {
  if (!/\b(?:docker|podman|nerdctl)\b/.test(text2)) return known3;
  const names7 = [...text2.matchAll(starting)].flatMap(([, variable, options2 = ""]) => {
    if (sharing.test(options2)) return [];
    const named5 = /--name[= ]["']?([\w.-]{1,80})/.exec(options2)?.[1];
    return [...variable === void 0 ? [] : [`$${variable}`], ...named5 === void 0 ? [] : [named5]];
  });
  return names7.length === 0 ? known3 : /* @__PURE__ */ new Set([...known3 ?? [], ...names7]);
}
function isInOwnContainer({ via }, args, source, { containers }) {
  if (containers === void 0 || !/^(?:docker|podman|nerdctl)(?: container)? exec$/.test(via)) return false;
  const asked2 = /\bexec\s+(?:-\S+\s+){0,8}["']?\$\{?(\w+)/.exec(source)?.[1];
  return asked2 === void 0 ? args.slice(0, 10).some((word) => containers.has(word)) : containers.has(`$${asked2}`);
}

var first = 57600;
var most12 = 512;
function maskQuotes(given7) {
  const parts = [];
  const text2 = given7.replace(/[\uE100-\uE2FF]/g, "").replace(/\\.|'[^']*(?:'|$)|"(?:[^"\\]|\\[\s\S])*(?:"|$)/g, (part) => {
    if (part.startsWith("\\") || parts.length >= most12) return part;
    parts.push(part);
    return String.fromCharCode(first + parts.length - 1);
  });
  const at2 = (letter) => parts[letter.charCodeAt(0) - first];
  return {
    text: text2,
    restore: (changed3) => changed3.replace(/[\uE100-\uE2FF]/g, (letter) => at2(letter) ?? ""),
    inside: (letter) => at2(letter)?.replace(/^['"]|['"]$/g, "")
  };
}

var openings = [
  [/^else\s+if\s+([\s\S]*)$/, "elif $1; then", ""],
  [/^else$/, "else", ""],
  [/^if\s+([\s\S]*)$/, "if $1; then", "fi"],
  [/^while\s+([\s\S]*)$/, "while $1; do", "done"],
  [/^for\s+([\s\S]*)$/, "for $1; do", "done"],
  [/^function\s+([\w.-]+)[\s\S]*$/, "$1() {", "}"],
  [/^begin$/, "{", "}"],
  [/^switch\s+([\s\S]*)$/, "case $1 in", ";; esac"]
];
function statementsOf(text2) {
  const out2 = [];
  let depth = 0;
  let from = 0;
  for (let at2 = 0; at2 <= text2.length; at2++) {
    const char = text2[at2];
    if (char === "(") depth++;
    else if (char === ")") depth--;
    else if (char === void 0 || depth <= 0 && (char === ";" || char === "\n")) {
      out2.push(text2.slice(from, at2).trim());
      from = at2 + 1;
    }
  }
  return out2.filter((one) => one !== "");
}
var setting = /^set\s+(?:-\S+\s+)*([A-Za-z_]\w*)(?:\[[^\]]*\])?\s+([\s\S]+)$/;
function fromFish(given7) {
  const masked = maskQuotes(given7);
  const names7 = [];
  const closings = [];
  let isFirstCase = true;
  const statements = statementsOf(masked.text.replace(/(^|[^$])\(/g, "$1$("));
  const lines4 = statements.map((whole) => {
    const [, joint = "", told2 = whole] = /^(and|or|not)\s+([\s\S]+)$/.exec(whole) ?? [];
    const [, behindEnd] = /^end(?![\w-])([\s\S]*)$/.exec(told2) ?? [];
    if (behindEnd !== void 0) return `${closings.pop() ?? ""}${behindEnd}`;
    const [, patterns] = /^case\s+([\s\S]+)$/.exec(told2) ?? [];
    if (patterns !== void 0) {
      const before = isFirstCase ? "" : ";; ";
      isFirstCase = false;
      return `${before}${patterns.trim().split(/\s+/).join("|")})`;
    }
    for (const [pattern, written4, closed] of openings) {
      const found3 = pattern.exec(told2);
      if (found3 === null) continue;
      if (closed !== "") closings.push(closed);
      if (closed.includes("esac")) isFirstCase = true;
      return written4.replace("$1", () => found3[1] ?? "");
    }
    const [, name2 = "", values = ""] = setting.exec(told2) ?? [];
    if (name2 !== "") names7.push(name2);
    return name2 === "" ? joint === "not" ? `! ${told2}` : told2 : `${name2}=(${values})`;
  });
  let text2 = lines4.join("\n").replace(/\$argv\[(\d+)\]/g, '"$$$1"').replace(/\$argv\b/g, '"$@"');
  for (const name2 of new Set(names7)) text2 = text2.replace(new RegExp(`\\$${name2}(?![\\w[])`, "g"), () => `\${${name2}[@]}`);
  return masked.restore(text2);
}

var statement2 = String.raw`(^|[\n;&|({]\s{0,20})`;
function closing2(text2, open) {
  let depth = 0;
  for (let at2 = open; at2 < text2.length; at2++) {
    if (text2[at2] === "{") depth++;
    else if (text2[at2] === "}" && --depth === 0) return at2;
  }
  return text2.length;
}
function withLoops(given7) {
  let text2 = given7.replace(/\brepeat\s+\S{1,20}\s+/g, "");
  for (let round = 0; round < 64; round++) {
    const found3 = /\b(?:for|foreach)\s+(\w{1,40})\s*(?:\(([^()\n]{0,400})\)\s{0,20}[;\n]?|in\s+([^;\n{]{0,400})[;\n])\s*(?!do\b)(?=[^\s;])/.exec(text2);
    if (found3 === null) return text2;
    const [whole, name2 = "", one, other] = found3;
    const from = found3.index + whole.length;
    const isGroup = text2[from] === "{";
    const rest = text2.slice(from);
    const end = isGroup ? closing2(text2, from) : from + (/\bend\b/.test(rest) ? rest.search(/\bend\b/) : /[;\n]|$/.exec(rest)?.index ?? 0);
    const body = text2.slice(isGroup ? from + 1 : from, end);
    text2 = `${text2.slice(0, found3.index)}for ${name2} in ${one ?? other ?? ""}; do ${body}
done;${text2.slice(end).replace(/^(\}|end\b|;)/, "")}`;
  }
  return text2;
}
function withAnonymous(given7) {
  let text2 = given7;
  for (let round = 0; round < 64; round++) {
    const found3 = new RegExp(`${statement2}(?:function\\s{0,20})?(?:\\(\\)\\s{0,20})?\\{`).exec(text2);
    const opening2 = found3 === null ? "" : found3[0];
    if (found3 === null || !/\(\)|function/.test(opening2)) return text2;
    const end = closing2(text2, found3.index + opening2.length - 1);
    const name2 = `anonymous_${round}`;
    text2 = `${text2.slice(0, found3.index)}${found3[1]}${name2} () {${text2.slice(found3.index + opening2.length, end).replace(/;\s{0,20}$/, "")};}; ${name2}${text2.slice(end + 1)}`;
  }
  return text2;
}
function withQualifiers(text2, masked, lines4) {
  return text2.replace(/([*?/\]~])\(([^()\n]{0,200})\)/g, (whole, before, choice) => {
    if (choice.includes("|")) return whole;
    for (const letter of choice) lines4.push(masked.inside(letter)?.replace(/^\[|\]$/g, "") ?? "");
    const [, , bare5 = ""] = /e([^\w\s])([^\uE100-\uE2FF]{2,200})\1/.exec(choice) ?? [];
    lines4.push(bare5.replaceAll("\\", ""), /\+(\w+)/.exec(choice)?.[1] ?? "");
    return before;
  });
}
var unread = /\b(?:for|foreach)\s+\w{1,40}\s*\(/;
function fromZsh(given7) {
  const masked = maskQuotes(given7);
  const lines4 = [];
  let text2 = withQualifiers(masked.text, masked, lines4).replace(/(^|[\s;&|({])=\(/g, "$1<(").replace(/(^|[\s;&|({])=(?=[a-z][\w.-]*)/g, "$1").replace(/\$\{[=~^]{1,2}/g, "${").replace(/\$\{\([^()]{0,40}\)/g, "${").replace(/\$[=~](?=\w)/g, "$").replace(/\bzf_(?=(rm|rmdir|mv|ln|chmod|chown|chgrp|mkdir|sync)\b)/g, "").replace(new RegExp(`${statement2}(?:noglob|nocorrect|sched\\s+\\S{1,20})\\s+`, "g"), "$1").replace(/\bzargs\s+(?:-\S+\s+)*?--\s+([^\n;]{1,400}?)\s+--\s+([^\n;]{1,400})/g, "$2 $1").replace(/([^\s;&|{(])[ \t]{1,20}\}(?=[\s;]|$)/g, "$1; }").replace(/\}\s*always\s*\{/g, "}; {");
  text2 = withLoops(withAnonymous(text2));
  for (const [, name2 = ""] of [...text2.matchAll(/(?:^|[\s;&])(\w{1,40})=\(/g)].slice(0, 8))
    text2 = text2.replace(new RegExp(`\\$${name2}(?![\\w[])`, "g"), () => `\${${name2}[@]}`);
  if (unread.test(text2)) lines4.push(unknown);
  return masked.restore([text2, ...lines4.filter((line) => line.trim() !== "")].join("\n"));
}

var dialects2 = /^(zsh|fish|t?csh|nu|xonsh|elvish)$/;
var asShell2 = (name2, text2) => name2 === "zsh" ? fromZsh(text2) : name2 === "fish" ? fromFish(text2) : text2;
var dangerous = /(?<![\w./$-])(?:(?:\/usr)?\/s?bin\/)?(?:sudo\s+)?(?:zf_)?(?:rm|rmdir|dd|shred|mkfs[\w.]*|wipefs|truncate|chmod|chown|mv|find|unlink|git)\s/g;
var mostPieces = 16;
var isSamePlace = (one, other) => one.variables === other.variables && one.folders === other.folders && one.traces === other.traces && one.ground === other.ground && one.functions === other.functions && one.mounts === other.mounts && one.root === other.root && one.remote === other.remote && one.contained === other.contained;
function judgePieces(text2, scene, via) {
  const masked = maskQuotes(text2);
  const pieces2 = scene.pieces !== void 0 && isSamePlace(scene.pieces.scene, scene) ? scene.pieces : { scene, said: /* @__PURE__ */ new Map() };
  const out2 = /* @__PURE__ */ new Map();
  for (const { index } of [...masked.text.matchAll(dangerous)].slice(0, mostPieces)) {
    const piece = /^[^;\n|&)}]*/.exec(masked.text.slice(index))?.[0] ?? "";
    const line = masked.restore(piece).replace(/\(([^()]*)\)/g, "$($1)");
    const key = JSON.stringify([scene.depth, via, line]);
    const said = pieces2.said.get(key) ?? judgeLine(line, { ...innerScene(scene), pieces: pieces2 }, via).filter(({ severity }) => severity === "catastrophic");
    pieces2.said.set(key, said);
    for (const step of said) if (!out2.has(`${step.rule} ${step.looked}`)) out2.set(`${step.rule} ${step.looked}`, step);
  }
  return [...out2.values()];
}
var judgeForeign = (name2, text2, scene) => dialects2.test(name2) ? judgePieces(text2, scene, name2) : [];

import { posix as posix10 } from "node:path";

import { posix as posix9 } from "node:path";
function sharedPath(path, mounts) {
  const certain = path.replace(/[\uE000-\uE00F].*$/s, "");
  for (const [inside2, outside] of mounts) {
    if (path === inside2 || path.startsWith(`${inside2 === "/" ? "" : inside2}/`)) return posix9.join(outside, path.slice(inside2.length));
    if (inside2.startsWith(`${path === "/" ? "" : path}/`) || certain !== path && inside2.startsWith(certain)) return outside;
  }
  return void 0;
}

var list3 = (text2) => text2.split(" ");

var aroundPrograms = {
  "aa-exec": { valued: list3("-p --profile -n") },
  "annotate-output": {},
  bear: { valued: list3("--output -o") },
  bsdbusybox: {},
  builtin: {},
  busybox: { idle: ["--list", "--help"] },
  bwrap: {
    valued: list3("--dir --proc --dev --tmpfs --chdir --hostname --uid --gid --setenv --unsetenv --lock-file --exec-label --file --perms")
  },
  caffeinate: { valued: list3("-t -w") },
  cage: {},
  catchsegv: {},
  ccache: {},
  cgexec: { valued: list3("-g") },
  chpst: { valued: list3("-u -U -b -/ -n") },
  chronic: {},
  chroot: { skip: 1, root: true },
  chrt: { valued: list3("-T -P -D"), skip: 1 },
  command: { idle: list3("-v -V") },
  coproc: {},
  cpulimit: { valued: list3("-l -p -e") },
  daemonize: { valued: list3("-c -e -o -p -l -u -E") },
  "dbus-launch": {},
  "dbus-run-session": {},
  detach: {},
  distcc: {},
  "distrobox enter": { valued: list3("-n --name -r") },
  "distrobox-host-exec": {},
  doas: { valued: list3("-u -C"), settings: true, root: true },
  dockerize: { valued: list3("-wait -timeout -template") },
  "dumb-init": {},
  eatmydata: {},
  entr: { idle: list3("-s -rs -ps -cs -rps -crs -sr") },
  env: { valued: list3("-u --unset -C --chdir -P"), settings: true },
  envdir: { skip: 1 },
  envuidgid: { skip: 1 },
  exec: { valued: ["-a"] },
  fakechroot: {},
  fakeroot: {},
  faketime: { skip: 1 },
  firejail: {},
  "flatpak-spawn": { valued: list3("--env --directory") },
  flock: { idle: ["-u", "--unlock"], valued: list3("-w -E --timeout --wait --conflict-exit-code"), skip: 1 },
  gamemoderun: {},
  gatekeeper: {},
  gdbserver: { skip: 1 },
  gosu: { skip: 1 },
  gtimeout: { valued: list3("-k --kill-after -s --signal"), skip: 1 },
  heaptrack: {},
  "host-spawn": {},
  ifne: {},
  "intercept-build": {},
  ionice: { valued: list3("-c -n -p --class --classdata") },
  "ip netns exec": { skip: 1 },
  "keep-one-running": {},
  "keyctl session": { skip: 1 },
  landrun: {},
  lckdo: { skip: 1 },
  "ld-linux-aarch64.so.1": { valued: list3("--library-path --preload --argv0 --audit") },
  "ld-linux-x86-64.so.2": { valued: list3("--library-path --preload --argv0 --audit") },
  "ld-linux.so.2": { valued: list3("--library-path --preload --argv0 --audit") },
  "ld-musl-x86_64.so.1": { valued: list3("--library-path --preload --argv0") },
  linux32: {},
  linux64: {},
  lockf: { valued: list3("-t"), skip: 1 },
  logsave: { skip: 1 },
  ltrace: { valued: list3("-e -o -p -s -n -u") },
  mangohud: {},
  minijail0: {},
  moreutils: {},
  nice: { valued: list3("-n --adjustment") },
  nohup: {},
  noti: { valued: list3("-t -m") },
  nsenter: { valued: list3("-t -S -G --target"), root: true },
  nsjail: {},
  numactl: { valued: list3("-C -N -m -i -p") },
  optirun: {},
  perf: { behind: ["stat", "record"], valued: list3("-e -o -r") },
  pkexec: { valued: ["--user"], root: true },
  primusrun: {},
  prlimit: {},
  proot: { valued: list3("-r -b -w -q -k") },
  proxychains: { valued: list3("-f") },
  proxychains4: { valued: list3("-f") },
  retry: { valued: list3("-t -d -m -s") },
  rlwrap: { valued: list3("-a -b -f -H -P -p -q -s -S -t -w -z") },
  rr: { behind: ["record"] },
  rtk: {},
  "run-one": {},
  "run-this-one": {},
  runcon: { valued: list3("-t -u -r -l") },
  runuser: { valued: list3("-u -g -G -s -w --user --group"), needs: list3("-u --user"), idle: list3("-c --command"), root: true },
  "s6-setuidgid": { skip: 1 },
  "scan-build": { valued: list3("-o") },
  sccache: {},
  schedtool: {},
  sem: { valued: list3("-j --id") },
  setarch: { skip: 1 },
  setlock: { skip: 1 },
  setpriv: {},
  setsid: {},
  setuidgid: { skip: 1 },
  softlimit: {},
  "ssh-agent": { valued: list3("-a -E -O -P -t"), idle: list3("-k") },
  sshpass: { valued: list3("-p -f -d -P") },
  "start-stop-daemon": {},
  startx: {},
  stdbuf: { valued: list3("-i -o -e --input --output --error") },
  "steam-run": {},
  strace: { valued: list3("-e -o -p -s -u -P -E") },
  "su-exec": { skip: 1 },
  sudo: {
    valued: list3("-u -g -C -D -h -p -r -t -T -R --user --group --host --prompt --chdir --chroot --close-from"),
    settings: true,
    root: true,
    idle: list3("-l -v -K --list --validate")
  },
  sudoedit: { root: true, idle: ["-l"] },
  "systemd-cat": { valued: list3("-t -p --identifier --priority") },
  "systemd-inhibit": {},
  "systemd-nspawn": { valued: list3("-D -M -u --directory --machine --user --bind"), root: true },
  "systemd-run": { valued: list3("-p -E -u -d -M -H --unit --property --setenv --description --on-active --on-calendar") },
  taskset: { skip: 1 },
  time: { valued: list3("-f -o --format --output") },
  timeout: { valued: list3("-k --kill-after -s --signal"), skip: 1 },
  tini: {},
  torify: {},
  torsocks: {},
  toybox: {},
  trickle: { valued: list3("-d -u -s") },
  tsocks: {},
  tsp: {},
  uftrace: {},
  unbuffer: {},
  unshare: {},
  valgrind: {},
  vglrun: {},
  viddy: { valued: list3("-n --interval") },
  "wait-for-it": { skip: 1 },
  "wait-for-it.sh": { skip: 1 },
  "with-contenv": {},
  "with-lock-ex": { skip: 1 },
  xargs: {
    valued: list3("-I -J -R -S -n -P -L -d -a -E -s --max-args --max-procs --delimiter --arg-file --max-chars --process-slot-var")
  },
  xinit: {},
  "xvfb-run": { valued: list3("-s -n --server-args") },
  zsudo: { root: true }
};

var container = list3(
  "-e --env -u --user -w --workdir -v --volume --mount --name -p --publish --network --net --entrypoint --env-file -h --hostname -l --label --memory -m --cpus --platform --cap-add --device --add-host --restart --runtime --ulimit --tmpfs --shm-size --security-opt --detach-keys --index --log-driver --log-opt --gpus --ipc --pid --pull --cidfile --dns --volumes-from --user -H --host --context -c --config --log-level -f --file --project-name --project-directory --profile --connection"
);
var elsewhere = {
  clush: { valued: list3("-w -g -x -l -f -t -u"), remote: true },
  "docker compose exec": { valued: container, skip: 1, remote: true },
  "docker compose run": { valued: container, skip: 1, remote: true },
  "docker container exec": { valued: container, skip: 1, remote: true },
  "docker container run": { valued: container, skip: 1, remote: true },
  "docker exec": { valued: container, skip: 1, remote: true },
  "docker run": { valued: container, skip: 1, remote: true },
  "docker-compose exec": { valued: container, skip: 1, remote: true },
  "docker-compose run": { valued: container, skip: 1, remote: true },
  "kubectl debug": { valued: list3("-n --namespace -c --container --context --kubeconfig --cluster --image --target --profile"), skip: 1, remote: true },
  "kubectl exec": { valued: list3("-n --namespace -c --container --context --kubeconfig --cluster"), skip: 1, remote: true },
  lima: { remote: true },
  "lxc exec": { skip: 1, remote: true },
  "lxc-attach": { valued: list3("-n --name"), remote: true },
  "machinectl shell": { skip: 1, remote: true },
  "nerdctl exec": { valued: container, skip: 1, remote: true },
  "nerdctl run": { valued: container, skip: 1, remote: true },
  "oc exec": { valued: list3("-n --namespace -c --container"), skip: 1, remote: true },
  "oc rsh": { valued: list3("-n --namespace -c --container"), skip: 1, remote: true },
  pdsh: { valued: list3("-w -g -x -l -f -t -u -R"), remote: true },
  "podman exec": { valued: container, skip: 1, remote: true },
  "podman run": { valued: container, skip: 1, remote: true },
  pssh: { valued: list3("-h -H -l -p -o -e -t -O"), remote: true },
  wsl: { valued: list3("-d -u --distribution --user"), remote: true }
};

var environments = {
  "asdf exec": {},
  "aws-vault exec": { skip: 1 },
  "bun x": {},
  "bundle exec": {},
  bunx: {},
  "chamber exec": { skip: 1 },
  "conda run": { valued: list3("-n --name -p --prefix --cwd") },
  "corepack exec": {},
  "cross-env": { settings: true },
  "cross-env-shell": { settings: true },
  "devbox run": {},
  "direnv exec": { skip: 1 },
  "doppler run": { valued: list3("-p --project -c --config") },
  dotenv: { valued: list3("-e -v -f") },
  dotenvx: { behind: ["run"], valued: list3("-f --env-file") },
  envchain: { skip: 1 },
  "fnm exec": { valued: list3("--using") },
  "foreman run": {},
  "guix shell": {},
  "hatch run": {},
  "heroku local:run": {},
  "honcho run": {},
  "infisical run": {},
  "lerna exec": { valued: list3("--scope --ignore --concurrency --since") },
  "mamba run": { valued: list3("-n -p --name --prefix") },
  "micromamba run": { valued: list3("-n -p --name --prefix") },
  "mise exec": {},
  "mise x": {},
  "nodenv exec": {},
  "npm exec": { valued: list3("-p --package -w --workspace") },
  "npm x": { valued: list3("-p --package -w --workspace") },
  npx: { valued: list3("-p --package -w --workspace --cache") },
  "nvm exec": { skip: 1 },
  "nx exec": {},
  "op run": { valued: ["--env-file"] },
  "pdm run": {},
  "pipenv run": {},
  "pixi run": {},
  "pnpm dlx": {},
  "pnpm exec": {},
  "pnpm recursive exec": {},
  "poetry run": {},
  "proto run": {},
  "pyenv exec": {},
  "rbenv exec": {},
  "rye run": {},
  shx: {},
  "sops exec-env": { skip: 1 },
  "sops exec-file": { skip: 1 },
  "teller run": {},
  "toolbox run": { valued: list3("-c --container") },
  "tox exec": {},
  "turbo exec": {},
  "uv run": { valued: list3("--with --python -p --project --directory") },
  uvx: {},
  "volta run": {},
  "yarn dlx": {},
  "yarn exec": {},
  "yarn workspace": { skip: 1 },
  "yarn workspaces foreach": { valued: list3("--include --exclude --from --since -j --jobs") }
};

var wrappers = { ...aroundPrograms, ...elsewhere, ...environments };
var first2 = /* @__PURE__ */ new Map();
for (const name2 of Object.keys(wrappers)) {
  const [word = ""] = name2.split(" ");
  first2.set(
    word,
    [...first2.get(word) ?? [], name2].sort((one, other) => other.length - one.length)
  );
}
var wrapperNames = first2;

var plainOptions = (words2, from, valued2, settings2) => {
  let at2 = from;
  for (; at2 < words2.length; at2++) {
    const word = words2[at2] ?? "";
    if (word === "--") return settings2 ? behindSettings(words2, at2 + 1) : at2 + 1;
    if (settings2 && /^[A-Za-z_][\w%()]*=/.test(word)) continue;
    if (settings2 && word === "-") continue;
    if (!word.startsWith("-") || word === "-") return at2;
    if (valued2.includes(word) || /^-[a-zA-Z]{2,4}$/.test(word) && valued2.includes(`-${word.at(-1)}`) && !valued2.includes(word.slice(0, 2))) at2++;
  }
  return at2;
};
function behindSettings(words2, from) {
  let at2 = from;
  while (/^[A-Za-z_][\w%()]*=/.test(words2[at2] ?? "")) at2++;
  return at2;
}
function unwrap(words2) {
  const [name2 = ""] = words2;
  for (const spelled of wrapperNames.get(name2) ?? []) {
    const wrapper = wrappers[spelled];
    const [, ...more3] = spelled.split(" ");
    const wanted = wrapper.behind ?? [];
    let at2 = 1;
    const found3 = more3.every((word) => {
      at2 = plainOptions(words2, at2, wrapper.valued ?? [], false);
      return words2[at2++] === word;
    });
    if (!found3 || wanted.length > 0 && !wanted.includes(words2[at2++] ?? "")) continue;
    const from = at2;
    at2 = plainOptions(words2, at2, wrapper.valued ?? [], wrapper.settings ?? false);
    const options2 = words2.slice(from, at2);
    if (wrapper.idle?.some((option) => options2.includes(option))) return void 0;
    if (wrapper.needs?.some((option) => options2.includes(option)) === false) return void 0;
    for (let skipped = 0; skipped < (wrapper.skip ?? 0); skipped++) at2 = plainOptions(words2, at2 + 1, [], false);
    const rest = spelled === "start-stop-daemon" ? words2.slice(at2).filter((word) => word !== "--") : words2.slice(at2);
    const entry = valueAmong(options2, "--entrypoint");
    const folder = valueAmong(options2, "-C", "--chdir", "-D", "-w", "--workdir", "--cwd");
    return {
      via: spelled,
      words: entry === void 0 ? rest : [entry, ...rest],
      root: wrapper.root === true && !isAnother(valueAmong(options2, "-u", "--user")),
      remote: wrapper.remote ?? false,
      ...folder === void 0 ? {} : { folder },
      mounts: wrapper.remote ? mountsOf(options2) : [],
      options: options2
    };
  }
  return void 0;
}
var isAnother = (user) => user !== void 0 && !["root", "0", "#0"].includes(user);
function valueAmong(options2, ...names7) {
  for (const [index, option] of options2.entries()) {
    if (names7.includes(option)) return options2[index + 1];
    const equals = option.indexOf("=");
    if (equals !== -1 && names7.includes(option.slice(0, equals))) return option.slice(equals + 1);
  }
  return void 0;
}
function mountsOf(options2) {
  const out2 = [];
  for (const [index, option] of options2.entries()) {
    const [flag = "", ...rest] = option.split("=");
    const value2 = rest.length > 0 ? rest.join("=") : options2[index + 1] ?? "";
    if (flag === "-v" || flag === "--volume") {
      const [outside = "", inside2 = ""] = value2.split(":");
      if (/^[/~.]/.test(outside) && inside2.startsWith("/")) out2.push([inside2, outside]);
    } else if (flag === "--mount") {
      const outside = /(?:source|src)=([^,]+)/.exec(value2)?.[1];
      const inside2 = /(?:target|dst|destination)=([^,]+)/.exec(value2)?.[1];
      if (outside !== void 0 && inside2 !== void 0) out2.push([inside2, outside]);
    }
  }
  return out2;
}
function throughMounts(word, mounts) {
  for (const [inside2, outside] of mounts) {
    if (word === inside2) return outside;
    if (word.startsWith(inside2 === "/" ? "/" : `${inside2}/`)) return `${outside === "/" ? "" : outside}/${word.slice(inside2 === "/" ? 1 : inside2.length + 1)}`;
  }
  return word;
}

var mostTargets = 400;
var simple = /^[\w-]+(\.[\w-]+)*$/;
var allBeneath = /(^|\/)\uE000\uE000(?:\/\uE000+)?$/;
function asFolder(deed) {
  const found3 = allBeneath.exec(deed.word);
  if (found3 === null) return deed;
  const folder = deed.word.slice(0, found3.index);
  return { ...deed, deep: true, word: folder === "" ? found3[1] === "/" ? "/" : "." : folder };
}
function actsOf(given7, scene) {
  const each3 = given7.map((deed) => deed.does === "read" || deed.does === "send" ? deed : asFolder(deed));
  const deeds = scene.contained === true ? each3.flatMap((deed) => outOf(deed, scene)) : each3;
  if (deeds.length > 1) return actsOnce([...new Map(deeds.map((deed) => [`${deed.does} ${deed.deep} ${deed.word}`, deed])).values()], scene);
  return actsOnce(deeds, scene);
}
function outOf(deed, { mounts, folders: folders3 }) {
  if (deed.does === "read" || deed.does === "send" || deed.word.includes(unknown)) return [deed];
  const path = posix10.resolve(folders3[0] ?? "/", deed.word);
  if (mounts.some(([, outside]) => path === outside || path.startsWith(`${outside}/`))) return [{ ...deed, word: path }];
  const shared = sharedPath(path, mounts);
  return shared === void 0 ? [] : [{ ...deed, word: shared }];
}
function actsOnce(deeds, scene) {
  if (deeds.length <= mostTargets) return deeds.map((deed) => actOf(deed, scene));
  const far = deeds.filter(({ word }) => !simple.test(word));
  const near = deeds.filter(({ word }) => simple.test(word));
  const kept = [...far, ...near].slice(0, mostTargets);
  const left = far.length > mostTargets ? far.slice(mostTargets, mostTargets + 1).map((deed) => ({ ...deed, target: { word: deed.word, kind: "unknown", exists: true } })) : [];
  return [...kept.map((deed) => actOf(deed, scene)), ...left];
}
var stateOfGit = /\/\.git\/(?:refs\/|objects\/|packed-refs$|index$|HEAD$)/;
function asThere(deed, target) {
  if (deed.does !== "overwrite" || target.exists) return target;
  if (deed.empties === true && /^(?:outside|collection|home-part|system-part|start)$/.test(target.kind)) return { ...target, exists: true };
  return /^(?:git|history)$/.test(target.kind) && stateOfGit.test(target.path ?? "") ? { ...target, exists: true } : target;
}
function actOf(deed, scene) {
  const target = aloneMoved(deed, inContainer(deed, asThere(deed, targetOf(deed, scene)), scene), scene);
  if (deed.does !== "overwrite" || target.path === void 0) return { ...deed, target };
  if (deed.makes === true && !target.exists && !ownKey.test(target.path)) return { ...deed, target: { ...target, kind: "own" } };
  if (deed.deep || scene.ground.files.look(target.path)?.kind !== "folder") return { ...deed, target };
  return deed.each === true ? { ...deed, deep: true, target } : { ...deed, target: { ...target, exists: false } };
}
var aloneMoved = ({ does }, target, { ground }) => does === "move" && target.kind === "temporary" && ground.files.look(target.path ?? "")?.kind === "file" ? { ...target, kind: "own" } : target;
var cacheName = /^(?:\.?caches?|tmp|temp|logs?)$/i;
function inContainer({ does }, target, { server }) {
  if (does !== "remove" || server !== "container" && server !== "test" || !/^(?:outside|system-part)$/.test(target.kind)) return target;
  const parts = (target.path ?? "").split("/").slice(2);
  return parts.some((part) => isArtefact(part) || cacheName.test(part)) ? { ...target, kind: "artefact" } : target;
}
var ownKey = /\/\.ssh\/id_(rsa|dsa|ecdsa|ed25519)$/;
function targetOf({ does, word: written4, tilde: tilde2 }, scene) {
  const { ground, mounts } = scene;
  const given7 = tilde2 === true ? written4.replace(/^~(?=\/|$)/, ground.surroundings.home) : written4;
  if (does === "rewrite" || does === "lease") {
    const patterns = ground.surroundings.protectedBranches ?? ["main", "master", "production", "release/*"];
    const kind = given7.includes(unknown) || /^(HEAD|@|--.*)?$/.test(given7) ? "unnamed" : patterns.some((pattern) => globFits(pattern.replaceAll("*", ""), given7)) ? "protected" : "branch";
    return { word: given7.includes(unknown) ? "the branch" : given7, kind, exists: true };
  }
  const word = mounts.length === 0 ? given7 : throughMounts(given7, mounts);
  if (does === "read" || does === "send") {
    if (isSecret(word)) return { word, kind: "secret", exists: true };
    return does === "read" ? { word, kind: "inside", exists: true } : resolveTarget(word, scene.folders, ground, true);
  }
  return resolveTarget(word, scene.folders, ground, does !== "remove" && does !== "move");
}

import { posix as posix11 } from "node:path";
var passing = /(?:^|\/)logs?\/|\.(?:log|out|err|pid|trace|lock|tmp|stamp)(?:[.-]\d+)?$|(?:^|\/)\.?(?:git)?keep$/;
var wild3 = /[\uE000\uE001]/;
var isPlaceholder = (word) => /(?:^|\/)found(?:\/by\.name|\.by(?:-name)?)$|^\.\/src$/.test(word);
function saysNothing({ words: words2, redirections, source, input }) {
  const name2 = programName(words2);
  const read3 = redirections.filter(({ operator }) => operator.startsWith("<")).map(({ target }) => target);
  if (words2.length === 0) return /^\s*\d*&?>/.test(source) && read3.length === 0 && input === void 0;
  if (/^(?::|true|false)$/.test(name2)) return true;
  if (/^(?:cat|tee)$/.test(name2)) return [...words2.slice(1), ...read3].includes("/dev/null") && !words2.slice(1).some((word) => word !== "/dev/null");
  if (name2 === "printf") return words2.slice(1).every((word) => word === "");
  return name2 === "echo" && words2.includes("-n") && words2.slice(1).every((word) => word === "-n" || word === "");
}
function isSource({ word, empties, target }) {
  if (empties !== true || passing.test(word.replace(/[\uE000-\uE00F]+/g, "x"))) return false;
  return /^(?:inside|top|project|whole|unknown|hollow)$/.test(target.kind);
}
function findEmptied(acts, { within: within3, source }, { book }) {
  const sources = acts.filter(isSource);
  if (sources.length === 0) return void 0;
  const looping = within3.includes("loop") && source.includes("$");
  const isMany3 = ({ word, target }) => wild3.test(word) && target.kind !== "unknown" || isPlaceholder(word) || looping && (posix11.basename(word) === unknown || wild3.test(word) || target.exists && target.kind === "inside" && !word.includes(unknown));
  const existing2 = sources.filter(({ word, target }) => target.exists && !word.includes(unknown));
  const [first3] = [...sources.filter(isMany3), ...existing2.length > 1 ? existing2 : []];
  return first3 === void 0 ? void 0 : book.finding("empty.several", brief(first3.word));
}

var isOff = (value2) => /^(false|no|off|0|)$/i.test(value2);
function settingOf(text2, isKept) {
  const equals = text2.indexOf("=");
  return equals === -1 ? named2(text2, "true", isKept) : named2(text2.slice(0, equals), text2.slice(equals + 1), isKept);
}
function named2(key, value2, isKept) {
  const [, section = key, middle = "", last = ""] = /^([^.]*)(\..*)?(\.[^.]*)$/s.exec(key) ?? [];
  return { key: section.toLowerCase() + middle + last.toLowerCase(), value: value2, isKept };
}
var asking2 = /^--(get|get-all|get-regexp|get-urlmatch|get-color|get-colorbool|unset|unset-all|remove-section|rename-section|list|edit)$|^-[le]$/;
function settingsOfGit(args, variables2) {
  const out2 = [];
  for (const [index, word] of args.entries())
    if ((args[index - 1] === "-c" || args[index - 1] === "--config") && word.includes(".")) out2.push(settingOf(word, false));
    else if (/^--config=[^=]*\./.test(word)) out2.push(settingOf(word.slice("--config=".length), false));
  for (const [name2, key2] of Object.entries(variables2)) {
    const [, number2] = /^GIT_CONFIG_KEY_(\d{1,4})$/.exec(name2) ?? [];
    if (number2 !== void 0) out2.push(named2(key2, variables2[`GIT_CONFIG_VALUE_${number2}`] ?? "", false));
  }
  const { plain: plain4 } = readInvocation("git", args);
  if (plain4[0] !== "config" || args.some((word) => asking2.test(word))) return out2;
  const [key, value2] = /^(set|add)$/.test(plain4[1] ?? "") ? plain4.slice(2) : plain4.slice(1);
  if (key?.includes(".") === true && value2 !== void 0) out2.push(named2(key, value2, true));
  return out2;
}

var recursive = "-r|-R|--recursive";
var remove = { does: "remove", words: "all", deep: recursive };
var format = { does: "format", words: "disks", unless: "-V|--version|-h|--help|-n|--no-act" };
var packed = [
  { does: "move", words: "all", unless: "-k|--keep|-c|--stdout|--to-stdout|-t|--test|-l|--list|-d|--decompress|--uncompress|-V|--version|-h|--help" }
];
var readAll2 = { does: "read", words: "all" };
var edit = [{ does: "overwrite", words: "all", each: true }];
var mirroring = "--delete|--del|--delete-after|--delete-before|--delete-during|--delete-excluded|--delete-delay";
var doers = {
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
    { does: "overwrite", words: "target" }
  ],
  cp: [{ does: "overwrite", words: "target" }],
  install: [{ does: "overwrite", words: "target", unless: "-d|--directory" }],
  ln: [
    { does: "overwrite", words: "target", needs: "-f|--force" },
    { does: "append", words: "target", unless: "-f|--force" }
  ],
  link: [{ does: "append", words: "last" }],
  ditto: [{ does: "overwrite", words: "last" }],
  dd: [
    { does: "overwrite", words: "none", behind: "of=" },
    { does: "read", words: "none", behind: "if=" }
  ],
  tee: [
    { does: "overwrite", words: "all", unless: "-a|--append" },
    { does: "append", words: "all", needs: "-a|--append" }
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
    { does: "overwrite", words: "first" }
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
    { does: "overwrite", words: "none", values: "-O|-F|--file", needs: "-o|--create" }
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
      unless: "-n|--dry-run"
    },
    { does: "move", words: "sources", deep: true, needs: "--remove-source-files", unless: "-n|--dry-run" },
    { does: "overwrite", words: "last", unless: "-n|--dry-run" }
  ],
  tar: [
    { does: "move", words: "all", deep: true, needs: "--remove-files", unless: "-x|--extract" },
    { does: "overwrite", words: "none", values: "-f|--file", needs: "-c|--create" }
  ],
  bsdtar: [{ does: "overwrite", words: "none", values: "-f|--file", needs: "-c|--create" }],
  zip: [{ does: "move", words: "but first", deep: true, needs: "-m|--move" }],
  curl: [{ does: "overwrite", words: "none", values: "-o|--output" }],
  wget: [{ does: "overwrite", words: "none", values: "-O|--output-document|-o|--output-file" }],
  sqlite3: [],
  mkdir: [],
  touch: [],
  cat: [readAll2],
  tac: [readAll2],
  bat: [readAll2],
  batcat: [readAll2],
  less: [readAll2],
  more: [readAll2],
  head: [readAll2],
  tail: [readAll2],
  nl: [readAll2],
  od: [readAll2],
  xxd: [
    { does: "read", words: "first" },
    { does: "overwrite", words: "second" }
  ],
  hexdump: [readAll2],
  strings: [readAll2],
  base64: [readAll2],
  base32: [readAll2],
  rev: [readAll2],
  sort: [readAll2],
  uniq: [
    { does: "read", words: "first" },
    { does: "overwrite", words: "second" }
  ],
  paste: [readAll2],
  fold: [readAll2],
  column: [readAll2],
  cut: [readAll2],
  view: [readAll2],
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
    { does: "overwrite", words: "last" }
  ],
  sftp: [{ does: "send", words: "all" }],
  nc: []
};

function showsNames({ name: name2, args }) {
  if (name2 === "cut") return /(?:^| )-d ?= .*-f ?1(?: |$)|(?:^| )-f ?1 -d ?= /.test(args.join(" "));
  if (name2 === "awk") return args.join(" ").includes("-F=") && args.some((word) => /^\{ *print *\$1 *\}$/.test(word));
  return name2 === "sed" && !args.some((word) => /^-\w*[ni]/.test(word)) && args.some((word) => /^s([/|,#])=\.\*\$?\1[^&\\]{0,12}\1g?$/.test(word));
}
var others2 = /^(?:x509|verify|crl|crl2pkcs7|req|ocsp|ts|s_client|s_server|dgst|nseq|spkac|version|ciphers)$/;
var showsKey = (call) => valuesOf(call, "-out").length === 0 && !others2.test(call.plain[0] ?? "") && !call.flags.has("-pubout") && !(call.flags.has("-noout") && !call.flags.has("-text"));

var overwritten = (words2) => words2.filter((word) => word !== "" && word !== "-").map((word) => ({ does: "overwrite", deep: false, word, each: true }));
function deedsOfEditor(call) {
  if (/^(g?sed|perl|ruby)$/.test(call.name)) return ofStreamEditor(call);
  if (/^[gmn]?awk$/.test(call.name)) return ofAwk2(call);
  return /^(ex|vim?|nvim|view|vimdiff|gvim)$/.test(call.name) ? ofVim(call) : [];
}
var written2 = /(?:^|[;{}\n!$\d/,|gpIiMme])[ \t]{0,9}[wW][ \t]{1,9}([^\n;}]{1,400})/g;
function ofStreamEditor(call) {
  const { args, plain: plain4, name: name2 } = call;
  const isSed = name2.endsWith("sed");
  const inPlace = args.some((word) => isSed ? /^(-[nEszru]*i|--in-place)/.test(word) : /^-[a-zA-Z0-9]*i/.test(word) && !/^-(I|M)/.test(word));
  const given7 = args.some((word) => /^-[a-zA-Z]*[ef]$/.test(word) || word === "--expression");
  const files3 = given7 ? plain4.filter((word) => !args.some((other, index) => other === word && /^-[a-zA-Z0-9]*[efE]$/.test(args[index - 1] ?? ""))) : plain4.slice(1);
  const scripts = !isSed ? [] : given7 ? args.filter((_, index) => /^(-[a-zA-Z]*e|--expression)$/.test(args[index - 1] ?? "")) : plain4.slice(0, 1);
  const told2 = overwritten(scripts.flatMap((script) => [...script.slice(0, 131072).matchAll(written2)].map(([, file = ""]) => file.trim())));
  if (inPlace) return [...told2, ...overwritten(files3)];
  return isSed && !showsNames(call) ? [...told2, ...files3.map((word) => ({ does: "read", deep: false, word }))] : told2;
}
function ofAwk2({ args, plain: plain4 }) {
  const isInPlace = args.some(
    (word, index) => /^(-i|--include=?)?inplace(::|$)/.test(word) && (word !== "inplace" || /^(-i|--include)$/.test(args[index - 1] ?? ""))
  );
  if (!isInPlace) return [];
  const words2 = plain4.filter((word) => word !== "inplace" && !/^\w+=/.test(word));
  return overwritten(args.some((word) => /^(-f|--file)/.test(word)) ? words2 : words2.slice(1));
}
function ofVim({ args, name: name2 }) {
  const commands = [];
  const files3 = [];
  for (let at2 = 0; at2 < args.length; at2++) {
    const word = args[at2] ?? "";
    if (/^(-[a-zA-Z]*c|--cmd)$/.test(word)) commands.push(args[++at2] ?? "");
    else if (/^-[a-zA-Z]*[SuUisTwWt]$/.test(word) && !/^-(es|Es|s)$/.test(word) && name2 !== "ex") at2++;
    else if (word.startsWith("+")) commands.push(word.slice(1));
    else if (!word.startsWith("-")) files3.push(word);
  }
  const parts = commands.flatMap((command2) => command2.slice(0, 131072).split(/[|\n]/)).map((part) => part.replace(/^[\s:%\d,$]+/, ""));
  const named5 = parts.flatMap((part) => /^(?:sil\w*!?\s+)?(?:w(?:rite)?|sav(?:eas)?|wq|x|up(?:date)?)!?\s+(?:>>\s*)?([^!>\s][^\n]*)$/.exec(part)?.[1] ?? []);
  const saves = parts.some((part) => /^(?:sil\w*!?\s+)?(?:w(?:rite)?|wq?a?|wqa?l?l?|xa?|xit|up(?:date)?|exit|(?:windo|bufdo|argdo)\b.*\bup?w?\w*)!?\s*$/.test(part)) || parts.some((part) => /\bZZ$/.test(part));
  const silent2 = args.some((word) => /^-[a-zA-Z]*[eE]?s$/.test(word)) && (name2 === "ex" || args.some((word) => /^-[a-zA-Z]*[eE]/.test(word))) && commands.length === 0;
  return [...overwritten(named5).map((deed) => ({ ...deed, tilde: true })), ...overwritten(saves || silent2 ? files3 : [])];
}

var none2 = /* @__PURE__ */ new Set();
var given = (call, names7) => hasFlag(call, names7, none2);
var each = (does, deep, words2) => words2.map((word) => ({ does, deep, word }));
function deedsOfGit(call) {
  switch (call.plain[0]) {
    case "checkout":
    case "restore":
      return discardedBy(call);
    case "clean":
      return cleanedBy(call);
    case "rm":
      return call.flags.has("-r") && given(call, "-f|--force") && !call.flags.has("--cached") ? each("discard", true, call.plain.slice(1)) : [];
    case "push":
    case "send-pack":
      return pushedBy(call);
    case "fetch":
    case "pull":
      return fetchedBy(call);
    default:
      return each("read", false, shownBy(call));
  }
}
function discardedBy(call) {
  const { plain: plain4, flags, args } = call;
  const at2 = args.indexOf("--");
  const paths = at2 !== -1 ? args.slice(at2 + 1) : plain4[0] === "restore" ? plain4.slice(1) : valuesOf(call, "-b|-B|--orphan").length > 0 ? [] : plain4.slice(2);
  if (flags.has("--staged") || flags.has("-S")) return [];
  return each(
    "discard",
    true,
    paths.map((word) => word.replace(/^:\/$|^[*\uE000].*$/, "."))
  );
}
var isUnasked = ({ args }) => settingsOfGit(args, {}).some(({ key, value: value2 }) => key === "clean.requireforce" && isOff(value2));
function cleanedBy(call) {
  const { plain: plain4, args } = call;
  if (!given(call, "-f|--force") && !isUnasked(call) || given(call, "-n|--dry-run")) return [];
  const tree = settingsOfGit(args, {}).findLast(({ key }) => key === "core.worktree")?.value;
  const folder = valuesOf(call, "--work-tree").at(-1) ?? tree ?? valuesOf(call, "-C").at(-1);
  const paths = (plain4.length > 1 ? plain4.slice(1) : ["."]).map((path) => path.replace(/^(\.\/?)+$/, "./"));
  return each(
    "remove",
    true,
    paths.map((word) => folder === void 0 || word.startsWith("/") ? word : `${folder}/${word}`)
  );
}
var branchOf = (reference) => (reference.includes(":") ? reference.slice(reference.indexOf(":") + 1) : reference).replace(/^refs\/heads\//, "");
function pushedBy(call) {
  const references = call.plain.slice(2);
  const set3 = settingsOfGit(call.args, {});
  const configured = references.length > 0 ? [] : set3.filter(({ key }) => /^remote\..*\.push$/.test(key)).map(({ value: value2 }) => value2);
  const mirrors = set3.some(({ key, value: value2 }) => /^remote\..*\.mirror$/.test(key) && !isOff(value2));
  const forced = mirrors || call.flags.has("-d") || ["-f|--force", "--mirror", "--delete", "--prune"].some((names8) => given(call, names8));
  const leased = [...call.flags].some((flag) => flag.startsWith("--force-with") || flag === "--force-if-includes");
  const names7 = references.length > 0 ? references : configured.length > 0 ? configured : [unknown];
  return names7.flatMap((reference) => {
    const isPlus = reference.startsWith("+") || /^:(?!$)/.test(reference);
    const word = branchOf(reference.replace(/^\+/, ""));
    return forced || isPlus ? each("rewrite", false, [word]) : leased ? each("lease", false, [word]) : [];
  });
}
var copies = /^(refs\/)?(remotes|tags|pull|merge-requests|changes|notes)\/|^$/;
function fetchedBy(call) {
  const forced = call.plain[0] === "fetch" && given(call, "-f|--force");
  return call.plain.slice(2).flatMap((reference) => {
    const source = reference.replace(/^\+/, "");
    const isOver = (forced || reference.startsWith("+")) && source.includes(":") && !/^(refs\/)?(pull|merge-requests)\//.test(source);
    const target = source.slice(source.indexOf(":") + 1);
    return isOver && !copies.test(target) ? each("rewrite", false, [branchOf(source)]) : [];
  });
}
var listing = "--stat|--name-only|--name-status|--numstat|--shortstat|--summary|--quiet|-q|-s|--no-patch";
function shownBy(call) {
  const { plain: plain4, args, flags } = call;
  const [command2 = "", ...words2] = plain4;
  const end = args.indexOf("--");
  const paths = end === -1 ? [] : args.slice(end + 1);
  if (command2 === "config") return valuesOf(call, "-f|--file");
  if (command2 === "blame" || command2 === "annotate") return words2;
  if (command2 === "grep") return given(call, "-l|-L|-c|-q|--count|--files-with-matches|--quiet") ? [] : paths;
  if (command2 === "log" || command2 === "stash") return given(call, "-p|-u|--patch") || flags.has("-L") ? [...paths, ...words2] : [];
  if (command2 === "cat-file" && (flags.has("-e") || flags.has("-s") || flags.has("-t"))) return [];
  if (!/^(show|cat-file|diff|diff-index|diff-tree)$/.test(command2) || given(call, listing)) return [];
  return [...paths, ...words2].map((word) => /^[^:]*:(.+)$/.exec(word)?.[1] ?? word);
}

function sentToHost(call) {
  const { plain: plain4 } = call;
  const files3 = /^(gist|snippet) (create|new|edit)$|^release (create|upload)$/.test(plain4.slice(0, 2).join(" ")) ? plain4.slice(2) : [];
  if (plain4[0] === "api")
    return [...valuesOf(call, "-f|-F|--field|--raw-field").flatMap((value2) => /=@(.+)$/.exec(value2)?.[1] ?? []), ...valuesOf(call, "--input")];
  return [...files3, ...valuesOf(call, "-F|--body-file|--notes-file")];
}

var tables = [
  [
    "-o|--output",
    "sort shuf gcc g++ cc c++ clang clang++ tcc gfortran ld ld.lld lld gold as nasm yasm rustc ghc ocamlc ocamlopt go gpg gpg2 age rage age-keygen xsltproc dot neato pandoc bison flex iconv uudecode base64 yt-dlp youtube-dl aria2c pv strace ltrace perf patch terser uglifyjs rollup mkisofs genisoimage xorrisofs mongodump strip xmllint sops babel swc docker podman protoc screen ghostscript qpdf makensis hexyl grpcurl tesseract gdc ldc2 dmd fpc kotlinc sqlcmd http https xh"
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
  ["-O|--output", "ddrescue"]
];
var optionsOf = new Map(
  tables.flatMap(([options2, programs3]) => programs3.split(" ").map((name2) => [name2, options2.split("|")]))
);
var clustering = /^(sort|shuf|gpg2?|age|strace|ltrace|patch|curl|strip|tcpdump)$/;
var looking = /^-[a-zA-Z]{0,4}[lyeiFHBLQDYsr]|^-R/;
function outputsOf(name2, args) {
  if (name2 === "sqlite3") return args.flatMap((word) => /^\.(?:output|once|backup|save|clone|log)\s+(?:main\s+)?['"]?([^\s'"]+)/.exec(word)?.[1] ?? []);
  if (name2 === "socat") return args.flatMap((word) => /^(?:OPEN|CREATE|GOPEN|FILE):([^,\uE00F]+)/i.exec(word)?.[1] ?? []);
  const options2 = optionsOf.get(name2);
  if (options2 === void 0 || name2 === "ssh-keygen" && args.some((word) => looking.test(word))) return [];
  const out2 = [];
  for (const [index, word] of args.entries()) {
    if (word === "--") break;
    for (const option of options2) {
      if (word === option || clustering.test(name2) && option.length === 2 && word.length > 2 && /^-[a-zA-Z]{2,10}$/.test(word) && word.endsWith(option[1] ?? ""))
        out2.push(args[index + 1] ?? "");
      else if (word.startsWith(`${option}=`)) out2.push(word.slice(option.length + 1));
      else if (option.length === 2 && word.startsWith(option) && /[/.~]/.test(word)) out2.push(word.slice(2));
    }
  }
  return out2.filter((word) => word !== "" && word !== "-");
}
var isMaker = (name2) => /^(ssh-keygen|openssl|age-keygen|gpg2?|keytool|mkcert)$/.test(name2);

var isDry = ({ flags }) => flags.has("-n") || flags.has("--dry-run") || flags.has("--check") || flags.has("-C");
var isHere = (word) => word !== "" && !/^:|^[\w.@+ -]{2,}:/.test(word);
function deedsOfTool(call) {
  if (call.name === "rclone") return isDry(call) ? [] : ofRclone(call.plain);
  return call.name === "ansible" && !isDry(call) ? ofAnsible(call) : [];
}
function ofRclone([verb = "", from = "", to = ""]) {
  const out2 = [];
  const add2 = (does, word, deep = true) => {
    if (isHere(word)) out2.push({ does, deep, word });
  };
  if (/^(sync|bisync)$/.test(verb)) add2("remove", to);
  if (verb === "bisync") add2("remove", from);
  if (/^(move|moveto)$/.test(verb)) add2("move", from);
  if (/^(purge|delete|deletefile|rmdirs)$/.test(verb)) add2("remove", from);
  if (/^(copy|copyto|move|moveto)$/.test(verb)) add2("overwrite", to, false);
  return out2;
}
var writing3 = /^(copy|template|get_url|assemble|lineinfile|blockinfile|replace|ini_file|fetch|unarchive)$/;
function ofAnsible(call) {
  const isLocal2 = /^(localhost|127\.0\.0\.1|::1)/.test(call.plain[0] ?? "") || valuesOf(call, "-c|--connection").includes("local");
  const module = (valuesOf(call, "-m|--module-name").at(-1) ?? "").replace(/^.*\./, "");
  if (!isLocal2 || module === "") return [];
  const told2 = /* @__PURE__ */ new Map();
  for (const text2 of valuesOf(call, "-a|--args"))
    for (const [, key = "", one, two, bare5] of text2.slice(0, 32768).matchAll(/(\w{1,40})=(?:"([^"]*)"|'([^']*)'|(\S*))/g))
      told2.set(key, one ?? two ?? bare5 ?? "");
  const word = told2.get("path") ?? told2.get("dest") ?? told2.get("dev") ?? told2.get("device") ?? told2.get("name") ?? "";
  if (word === "") return [];
  if (module === "file") return told2.get("state") === "absent" ? [{ does: "remove", deep: true, word, tilde: true }] : [];
  if (/^(filesystem|parted|lvg|lvol)$/.test(module)) return [{ does: "format", deep: false, word, tilde: true }];
  return writing3.test(module) ? [{ does: "overwrite", deep: false, word, tilde: true }] : [];
}

var empty = [];
function deedsOf(call, known3) {
  const { name: name2 } = call;
  const called3 = name2.startsWith("mkfs") ? "mke2fs" : name2;
  const own2 = Object.hasOwn(doers, called3) ? doers[called3] ?? empty : empty;
  const out2 = [];
  const spares = sparesGit(call);
  const empties = isEmptying2(call);
  const shows = !showsNames(call);
  for (const doer of own2) {
    if (doer.does === "read" && !shows) continue;
    if (doer.needs !== void 0 && !hasFlag(call, doer.needs, known3)) continue;
    if (doer.unless !== void 0 && hasFlag(call, doer.unless, known3)) continue;
    const deep = typeof doer.deep === "string" ? hasFlag(call, doer.deep, known3) : doer.deep ?? false;
    for (const word of fromFolder(call, wordsOf(doer, call))) {
      const told2 = globbing.test(name2) ? globbed(word) : doer.does === "remove" && spares ? `${word}/` : word;
      out2.push({
        does: doer.does === "move" && vanishes(call) ? "remove" : doer.does,
        deep,
        word: told2,
        each: doer.each === true,
        makes: doer.makes === true,
        ...empties ? { empties } : {}
      });
    }
  }
  if (name2 === "gio" && call.plain[0] === "trash") out2.push(...call.plain.slice(1).map((word) => ({ does: "move", deep: true, word })));
  if (name2 === "find") out2.push(...deedsOfFind(call.args));
  out2.push(...deedsOfEditor(call), ...deedsOfOutput(call), ...deedsOfTool(call));
  if (name2 === "git") out2.push(...deedsOfGit(call));
  if (name2 === "rsync") out2.push(...sent(call.plain), ...mirrored(call, known3));
  if (name2 === "gh" || name2 === "glab") out2.push(...sentToHost(call).map((word) => ({ does: "send", deep: false, word })));
  if (name2 === "openssl" && showsKey(call)) out2.push(...valuesOf(call, "-in").map((word) => ({ does: "read", deep: false, word })));
  if (name2 === "curl" || name2 === "wget") out2.push(...sentByCurl(call));
  if ((name2 === "tar" || name2 === "bsdtar") && hasFlag(call, "-x|--extract|--get", known3))
    out2.push(...valuesOf(call, "-C|--directory").map((word) => ({ does: "append", deep: true, word })));
  if (name2 === "aws" && call.plain[0] === "s3" || name2 === "gsutil" || name2 === "rclone") {
    if (call.plain.slice(1).some((word, index) => index > 0 && /^[\w-]{2,}:/.test(word)))
      out2.push(...call.plain.slice(1, -1).map((word) => ({ does: "send", deep: false, word })));
  }
  return out2;
}
var isEmptying2 = (call) => call.name === "truncate" ? valuesOf(call, "-s|--size").some((value2) => /^[<]?0+[KMGBk]?B?$/.test(value2)) || call.args.some((word) => /^--si?z?e?=0$/.test(word)) : /^g?(?:cp|install|dd)$/.test(call.name) && call.plain.some((word) => /^(?:(?:if=)?\/dev\/null|if=\/dev\/(?:zero|u?random))$/.test(word));
function fromFolder(call, words2) {
  const folder = call.name === "tar" ? valuesOf(call, "-C|--directory").at(-1) : void 0;
  return folder === void 0 ? words2 : words2.map((word) => /^[/~]/.test(word) ? word : `${folder}/${word}`);
}
var vanishes = ({ name: name2, args }) => /^(?:tar|zip)$/.test(name2) && args.some((word) => word === "-" || word === "/dev/null");
var deedsOfOutput = ({ name: name2, args }) => outputsOf(name2, args).map((word) => ({ does: "overwrite", deep: false, word, makes: isMaker(name2) }));
function disksAmong(plain4) {
  const paths = plain4.filter((word) => /[/\uE000-\uE00F]|\.\w/.test(word));
  return paths.length > 0 ? paths : plain4;
}
var sparesGit = (call) => call.name === "rsync" && valuesOf(call, "--exclude|--filter|-f").some((value2) => /^(P |protect |- |exclude )?\/?\.git\/?(\*{0,3})$/.test(value2));
var globbing = /^(rimraf|del|del-cli)$/;
function wordsOf({ words: words2, values, behind: behind4 }, call) {
  const { plain: plain4 } = call;
  const into = valuesOf(call, "-t|--target-directory");
  const out2 = [];
  if (words2 === "all") out2.push(...plain4);
  else if (words2 === "last") out2.push(...plain4.slice(1).slice(-1));
  else if (words2 === "final") out2.push(...plain4.slice(-1));
  else if (words2 === "disks") out2.push(...disksAmong(plain4));
  else if (words2 === "first") out2.push(...plain4.slice(0, 1));
  else if (words2 === "second") out2.push(...plain4.slice(1, 2));
  else if (words2 === "but last") out2.push(...plain4.slice(0, -1));
  else if (words2 === "but first") out2.push(...plain4.slice(valuesOf(call, "--reference").length > 0 ? 0 : 1));
  else if (words2 === "target") out2.push(...into.length > 0 ? into : plain4.slice(1).slice(-1));
  else if (words2 === "sources") out2.push(...into.length > 0 || plain4.length === 1 ? plain4 : plain4.slice(0, -1));
  if (values !== void 0) out2.push(...valuesOf(call, values));
  if (behind4 !== void 0) out2.push(...plain4.filter((word) => word.startsWith(behind4)).map((word) => word.slice(behind4.length)));
  return out2.filter((word) => word !== "" && !isRemote(word));
}
var isRemote = (word) => /^[\w.@-]{2,}:(?!\\)/.test(word) && !word.startsWith("/");
var sent = (plain4) => /^[\w.@-]+:/.test(plain4.at(-1) ?? "") ? plain4.slice(0, -1).map((word) => ({ does: "send", deep: false, word })) : [];
function mirrored(call, known3) {
  const [, path] = /^[\w.@-]{2,}:(?!:|\/\/)(~?\/.*|~?$)/.exec(call.plain.slice(1).at(-1) ?? "") ?? [];
  if (path === void 0 || !hasFlag(call, mirroring, known3) || hasFlag(call, "-n|--dry-run", known3)) return [];
  return [{ does: "remove", deep: true, word: path === "" ? "~" : path, tilde: true }];
}
function sentByCurl(call) {
  const bodies2 = valuesOf(call, "-d|--data|--data-binary|--data-raw|--data-ascii|--data-urlencode|--json|-F|--form");
  const files3 = bodies2.flatMap((value2) => /(?:^\w*|=)[@<]([^;@]+)$/.exec(value2)?.[1] ?? []);
  return [...files3, ...valuesOf(call, "-T|--upload-file|--post-file|--body-file")].map((word) => ({ does: "send", deep: false, word }));
}
function deedsOfFind(args) {
  const out2 = [];
  const at2 = args.indexOf("-delete");
  if (at2 !== -1) {
    const { words: words2, narrow } = foundBy(args, at2);
    for (const word of words2) out2.push({ does: "remove", deep: !narrow || /^(\/|~|\uE00F)/.test(word), word, via: "find -delete" });
  }
  for (const [index, word] of args.entries())
    if (/^-f(print0?|printf|ls)$/.test(word) && args[index + 1] !== void 0) out2.push({ does: "overwrite", deep: false, word: args[index + 1] ?? "" });
  return out2;
}

var everyday = "bash sh zsh dash ksh fish eval source . echo printf say test [ [[ true false : export set unset read local declare typeset let return exit which type whatis man apropos tldr info cd pushd popd ls cat bat head tail less more wc cut sort uniq tr tac rev nl od xxd grep egrep fgrep rg ag ack ugrep fd fzf sed awk gawk mawk jq yq dasel mkdir touch cp ln rmdir stat file tree du df diff cmp basename dirname realpath readlink date sleep seq expr bc logger wall write figlet cowsay open xdg-open code cursor subl vim vi nvim nano emacs ed view idea make gmake just task mage rake nox tox invoke inv fab doit tsc eslint prettier biome oxlint stylelint vitest jest mocha ava tap tape playwright cypress pytest phpunit pest rspec minitest ctest nose2 karma wdio bats hurl node nodejs deno tsx ts-node ruby perl lua php python* pypy* java javac kotlin scala go rustc gcc g++ clang cmake ninja meson bazel gradle gradlew mvn mvnw ant sbt lein ng nest vite webpack rollup esbuild parcel turbo nx lerna rush storybook pip pip3 pipx uv poetry pipenv conda mamba micromamba pdm hatch rye composer bundle gem cargo rustup mix hex dotnet nuget npm npx yarn pnpm bun bunx xcrun xcodebuild pod flutter dart adb emulator avdmanager tmux screen byobu dialog whiptail zenity notify-send espeak gettext tput complete compgen alias unalias bind hash history jobs fc time watch entr git-* psql mysql sqlite3 todo todo.txt nb jrnl buku parallel rush watchexec nodemon concurrently hyperfine expect flock script chokidar wait-on npm-run-all claude codex gemini aider cc";
var what = {
  reason: "It looks as if `{what}` would take something away for good.",
  instead: "Show the owner what would go, and let them decide."
};
function strangerRules(known3) {
  const named5 = known3.flatMap(({ programs: programs3 = [] }) => programs3.filter((name2) => name2 !== "*"));
  const unless = {
    programs: [.../* @__PURE__ */ new Set([...everyday.split(" "), ..."*.sh *.js *.mjs *.ts *.py *.rb *.pl *.php".split(" "), ...named5])],
    flags: ["--help|-h", "--dry-run|--dryrun|-n"],
    words: [
      "* list|ls|get|describe|show|help|search|find|view|log|logs|status *",
      "help|list|ls|search|find|show|describe|install|add|run|create|new|init|generate|test"
    ]
  };
  return [
    {
      id: "services.unknown",
      severity: "risky",
      programs: ["*"],
      words: [
        "destroy|nuke|deprovision|decommission|factory-reset|delete-all|destroy-all|purge-all|wipe-all",
        "* delete|destroy|purge|terminate|deprovision|decommission|nuke",
        "* * delete|destroy|purge|terminate",
        "* delete-*|destroy-*|purge-*|terminate-*",
        "* Delete*|Terminate*|Destroy*|Purge*",
        "*:delete|*:destroy|*:purge|*:wipe|*:terminate",
        "delete|purge|wipe|terminate *"
      ],
      ...what,
      unless
    },
    {
      id: "services.unknown-forced",
      severity: "risky",
      programs: ["*"],
      words: [
        "delete|remove|purge|uninstall|reset|wipe|rm|del|prune|teardown|rollback|undo|revoke|unregister|drop|erase",
        "* remove|uninstall|reset|wipe|rm|del|prune|teardown|rollback|revoke|unregister|drop|erase"
      ],
      flags: ["-f|--force|-y|--yes|--all|--purge|--no-confirm|--skip-confirm|--auto-approve|--confirm|--assume-yes|--force-delete|--no-prompt|--noinput"],
      ...what,
      unless
    }
  ];
}

var names3 = /* @__PURE__ */ new Set([
  ...everyday.split(" "),
  ...Object.keys(doers),
  ..."gh glab hub tea git hg svn jj gt git-town gitmoji cz commitizen commitlint changeset changie towncrier standard-version".split(" "),
  ...": for case select [[ function exec command builtin trap return break continue shift wait jobs bg fg getopts printenv pgrep pkill kill killall xclip xsel pbcopy wl-copy clip print".split(
    " "
  ),
  // What they run for each thing is judged by itself.
  ..."find gfind fd fdfind".split(" "),
  ...// What they are given goes elsewhere, or is judged by rules of their own.
  "docker podman nerdctl kubectl oc helm terraform tofu ansible ansible-playbook ssh scp sshpass salt pdsh curl wget http https xh jira linear slack discord telegram-send ntfy mutt sendmail osascript".split(
    " "
  ),
  ..."claude codex gemini aider cursor-agent opencode llm ollama instar pandoc mdbook mkdocs hugo jekyll asciidoctor sphinx-build rst2html wkhtmltopdf dot mmdc plantuml".split(
    " "
  ),
  ..."bats shellspec shunit2 shellcheck shfmt vale cspell codespell misspell proselint alex textlint write-good markdownlint".split(" "),
  // They sum up, pack, draw or show a text.
  ..."sha1sum sha224sum sha256sum sha384sum sha512sum shasum md5sum md5 b2sum b3sum xxhsum cksum sum openssl gzip pigz bzip2 xz zstd lz4 brotli compress iconv dos2unix unix2dos figlet toilet cowsay lolcat boxes qrencode fmt expand unexpand pr ts pv hexyl glow mdcat pygmentize highlight aspell hunspell ispell espeak spd-say gum whiptail dialog zenity kdialog".split(
    " "
  ),
  ..."createdb psql mysql redis-cli mongosh sqlite3 clickhouse-client cqlsh rpk kafka-console-producer nats mosquitto_pub logger systemd-cat wall".split(" ")
]);
var isCarrier = (name2) => names3.has(name2) || isShell(name2) || /\.(sh|bash|zsh|js|mjs|cjs|ts|py|rb|pl|php)$/.test(name2) || /^(python|pypy|node|ruby|perl|php|lua)[\d.]*$/.test(name2);

import { posix as posix12 } from "node:path";
var packers = /^(?:tar|bsdtar|gtar|unzip|7z|7za|7zz|cpio|ar|unar|git)$/;
function unpackedBy({ words: words2 }, here2, brought, fetched) {
  const name2 = programName(words2);
  if (!packers.test(name2)) return void 0;
  if (name2 === "git") return clonedTo(words2, here2);
  const args = words2.slice(1);
  const isOfNet = brought || args.some((word) => fetched.some((file) => file !== "" && posix12.basename(file) === posix12.basename(word)));
  if (!isOfNet) return void 0;
  const at2 = args.findIndex((word) => /^(?:-C|-d|--directory|-D)$/.test(word));
  const joined4 = args.find((word) => /^--directory=|^-o(?=.)/.test(word))?.replace(/^--directory=|^-o/, "");
  return wholePath(here2, (at2 === -1 ? joined4 : args[at2 + 1]) ?? ".");
}
function clonedTo(words2, here2) {
  const at2 = words2.indexOf("clone");
  if (at2 === -1) return void 0;
  const [from, to] = words2.slice(at2 + 1).filter(
    (word, index, all3) => !word.startsWith("-") && !/^(?:-b|--branch|--depth|-o|--origin|-c|--config|--reference|-j|--jobs|--filter|--shallow-since)$/.test(all3[index - 1] ?? "")
  );
  if (from === void 0 || !/^(?:https?|git):\/\//.test(from)) return void 0;
  return wholePath(here2, to ?? posix12.basename(from).replace(/\.git$/, ""));
}

var mostUnpacked3 = 16;
var noOrigin = { chain: [], captured: [], traces: noTraces, exported: false };
function createOrigins(commands, { traces: before, ground }, folderOf2) {
  let traces = before;
  let passed = 0;
  return (index) => {
    for (; passed < index; passed++) {
      const command2 = commands[passed];
      traces = withTraces(traces, command2, folderOf2(command2), ground.files);
      const unpacked3 = unpackedBy(command2, folderOf2(command2), chainOf(passed, commands).some(isFetching), traces.fetched);
      if (unpacked3 !== void 0) traces = { ...traces, unpacked: [...traces.unpacked, unpacked3].slice(-mostUnpacked3) };
    }
    return { chain: chainOf(index, commands), captured: capturedBy(index, commands), traces, exported: isExported(index, commands) };
  };
}
var most13 = 64;
function isExported(index, commands) {
  if (commands[index]?.captured !== true) return false;
  const user = commands.slice(index + 1, index + 8).find(({ captured, words: words2 }) => !captured || programName(words2) === "export");
  return user !== void 0 && programName(user.words) === "export";
}
function chainOf(index, commands) {
  const chain = [];
  let at2 = commands[index]?.reads;
  while (at2 !== void 0 && chain.length < 32) {
    const source = commands[at2];
    if (source === void 0 || chain.includes(source)) break;
    chain.push(source);
    at2 = source.reads;
  }
  return chain;
}
function capturedBy(index, commands) {
  const captured = [];
  const own2 = commands[index];
  if (own2?.captured === true && index > 0 && (own2.reads !== index - 1 || /^(source|\.)$/.test(programName(own2.words))) && own2.words.some((word) => word.includes(unknown)))
    return [commands[index - 1], ...chainOf(index - 1, commands)];
  if (own2?.captured === false)
    for (let before = index - 1; before >= 0 && captured.length < most13 && commands[before]?.captured === true; before--)
      captured.push(commands[before]);
  return captured;
}
function isTelling2({ words: words2, files: files3 }) {
  const name2 = programName(words2);
  if ((name2 === "env" || name2 === "printenv" || name2 === "set" || name2 === "export") && words2.length <= 2) return true;
  if (name2 === "git") return words2.some((word) => isSecret(word.replace(/^[^:]*:/, "")));
  if (/^(gh|glab)$/.test(name2)) return words2[1] === "auth" && /^(token|status)$/.test(words2[2] ?? "");
  return /^(cat|tar|zip|gzip|base64|head|tail|xxd|openssl|gpg|bat|less|tac|strings|dd|jq|grep|sed|awk)$/.test(name2) && [...words2.slice(1), ...files3].some((word) => isSecret(word.replace(/^[@<]/, "")) || /(^|\/)\.(ssh|aws|gnupg)(\/|$)/.test(word));
}

var most14 = { text: 131072, lines: 10, words: 30 };
var grave = "(?:rm|grm|rmdir|unlink|shred|srm|wipe|dd|mkfs(?:\\.\\w+)?|wipefs|blkdiscard|sgdisk|parted|fdisk|find|chmod|chown|chgrp|mv|cp|truncate|git|tee|rsync|kill|killall|userdel|instar|busybox|sudo|doas|xargs|bash|sh|zsh|env|crontab)";
var leading = new RegExp(`^[\\s!@:$({-]{0,8}(?:\\w{1,40}=\\S{0,80}\\s+)?(?:/(?:usr/)?(?:local/)?s?bin/)?${grave}\\s+\\S`);
var listed2 = new RegExp(`["'\`](?:/(?:usr/)?s?bin/)?${grave}["'\`][\\s,().&'\\w[]{0,20}["'\`]`, "g");
var pieces = /"((?:[^"\\\n]|\\.){3,500})"|'((?:[^'\\\n]|\\.){3,500})'|`([^`'\n]{3,500})[`']|\{([^{}\n]{3,500})\}|\[([^[\]\n]{3,500})\]|\(([^()"'\n]{3,500})\)|<([^<>\n]{3,500})>/g;
var removals = /\b(?:remove_?(?:all|tree|path|dir(?:ectory)?(?:_?all|_?recursive(?:ly)?)?|recursive(?:ly)?|pathforcibly)|rm_?(?:rf|tree|dir_?(?:s|r|all|recurse))|delete_?(?:dir(?:ectory|s)?|tree|recursive(?:ly)?|folder)|del_?dir_?r|unlink_?tree|wipe_?dir)[!?]?\s*\(?\s*(?:["'`]([^"'`\n]{1,300})["'`]|(?:\w{1,20}[.:]{1,2}){0,4}(?:getenv|env|get_?env|expand_?user|home_?dir|home|user_?home)[!]?\s*\(?\s*(?:["']HOME["'])?)/gi;
var homes2 = /(?:System\.getProperty\(\s*"user\.home"\s*\)|System\.getenv\(\s*"HOME"\s*\)|os\.Getenv\(\s*"HOME"\s*\)|(?:std::)?env::(?:var|home_dir)\(\s*(?:"HOME")?\s*\)(?:\.(?:unwrap|expect)\([^()]{0,40}\))?|(?:std::)?getenv\(\s*"HOME"\s*\)|System\.user_home!?(?:\(\))?|Path\.home\(\)|os\.homedir\(\)|process\.env\.HOME|ENV\[["']HOME["']\]|Sys\.getenv\(\s*"HOME"\s*\))/g;
var evaluators2 = /^(jshell|erl|escript|ghc|ghci|runghc|runhaskell|elixir|iex|groovy|groovysh|kotlin|kotlinc|scala|scala-cli|amm|clojure|clj|bb|lein|julia|swipl|gprolog|gforth|sbcl|clisp|ecl|guile|racket|csi|gosh|ocaml|utop|raku|crystal|nim|janet|fennel|newlisp|picolisp|rexx|regina|pike|io|factor|ipython3?|jupyter|bpython|xonsh|swift|dotnet|fsi|dotnet-script|dart|d8|qjs|jsc|mongosh|mongo|irb|pry|tclsh|wish|jimsh|icon|snobol4|apl|j|k|q|zx|frida|r2|radare2|msfconsole|pari|maple|wolframscript|wolfram|math|praat|blender|gimp|inkscape|godot|abaqus)$/;
var printing2 = /(\b(?:puts|print(?:ln|f)?|say|display|writeln|write_line|putStrLn|message|disp|echo)[\s(!]{0,4}(?:-nonewline\s+)?)(?:"[^"$#{\\\n]{1,500}"|'[^'\\\n]{1,500}'|\{[^{}[\n]{1,500}\})/g;
function linesCarried(given7) {
  const text2 = given7.slice(0, most14.text).replace(homes2, '"~"');
  const out2 = /* @__PURE__ */ new Set();
  const add2 = (line) => {
    if (out2.size < most14.lines && leading.test(line)) out2.add(line.replace(/^[\s!@:$({-]+/, ""));
  };
  if (text2.length <= 2e3 && !text2.trim().includes("\n")) add2(text2.trim());
  for (const match of text2.matchAll(pieces)) add2(unescaped2(match.slice(1).find((part) => part !== void 0) ?? ""));
  for (const match of text2.matchAll(listed2)) {
    if (out2.size < most14.lines) out2.add(listFrom(text2.slice(match.index, match.index + 500)));
  }
  for (const [, path] of text2.matchAll(removals)) if (out2.size < most14.lines) out2.add(`rm -rf ${asWord(path ?? "~")}`);
  return [...out2];
}
function listFrom(text2) {
  const words2 = [];
  let end = 0;
  for (const match of text2.matchAll(/"((?:[^"\\\n]|\\.)*)"|'((?:[^'\\\n]|\\.)*)'|`([^`\n]*)`/g)) {
    const between = text2.slice(end, match.index);
    if (/[;\n]/.test(between) || words2.length > 1 && /[\])}]/.test(between)) break;
    words2.push(asWord(unescaped2(match[1] ?? match[2] ?? match[3] ?? "")));
    end = match.index + match[0].length;
  }
  return words2.join(" ");
}
var gravestIn = (text2, via, scene) => linesCarried(text2).flatMap((line) => catastrophicAmong(judgeLine(line, innerScene(scene), via)));
function judgeCarried({ name: name2, words: words2, args, command: command2, scene, inside: inside2, say: say3 }) {
  if (scene.depth > 4 || args.length === 0 && command2.input === void 0 || isCarrier(name2) && !evaluators2.test(name2) || scriptProgramOf(name2) !== void 0 || wrapperNames.has(name2))
    return;
  if (evaluators2.test(name2)) {
    for (const text2 of [...args.slice(0, most14.words), ...command2.input === void 0 ? [] : [command2.input]])
      if (/[\s("'`!]/.test(text2)) inside2.push(...gravestIn(text2.replace(printing2, "$1"), name2, scene));
    return;
  }
  if (scene.functions.has(name2) || /^[^/]+\//.test(words2[0] ?? "")) return;
  const texts2 = args.slice(0, most14.words).filter((word) => /\s|["'`]/.test(word));
  if (command2.input !== void 0) texts2.push(command2.input);
  for (const text2 of texts2)
    for (const step of gravestIn(text2, name2, scene)) {
      say3("opaque.carried", step.looked);
      return;
    }
  for (const [index, word] of args.slice(0, most14.words).entries()) {
    if (!/^(\/(usr\/)?s?bin\/)?(rm|dd|shred|mkfs(\.\w+)?|wipefs|chmod|chown|find|sudo|ba?sh|sh|zsh)$/.test(word) || index + 1 >= args.length) continue;
    const [step] = catastrophicAmong([judgeWords(words2.slice(index + 1), bareCommand, noOrigin, innerScene(scene), name2)]);
    if (step !== void 0) say3("opaque.carried", step.looked);
    return;
  }
}

var sqlClients = "psql mysql mariadb sqlite3 sqlite sqlcmd sqlplus clickhouse-client clickhouse clickhouse-local cockroach duckdb cqlsh bq snowsql osql usql pgcli mycli litecli mssql-cli isql influx mysqlsh turso wrangler supabase prisma beeline hive impala-shell presto trino spanner-cli dolt d1 vsql pscale neonctl planetscale sql bcp rails mysqladmin knex typeorm sequelize manage.py django-admin wp drush console doctrine edgedb gel pg:psql libsql rqlite monetdb mclient vertica exapump db2 tsql fbsql isql-fb h2 crate crash questdb risingwave materialize".split(
  " "
);
var otherClients = ["mongosh", "mongo", "redis-cli", "valkey-cli", "keydb-cli", "ansible"];
var all = /* @__PURE__ */ new Set([...sqlClients, ...otherClients]);
var isClient = (name2) => all.has(name2);

var mostStatements = 4e3;
var mostTags = 400;
function withoutDollars(text2) {
  let out2 = "";
  let from = 0;
  for (let count = 0; count < mostTags; count++) {
    const opening2 = /\$(?:[A-Za-z_]\w{0,30})?\$/.exec(text2.slice(from));
    if (opening2 === null) break;
    const [tag] = opening2;
    const start = from + opening2.index + tag.length;
    const end = text2.indexOf(tag, start);
    if (end === -1) break;
    const before = text2.slice(from, start - tag.length);
    const isRun = /\bdo\s+(?:language\s+\w+\s+)?$/i.test(before.slice(-60));
    out2 += isRun ? `${before};${text2.slice(start, end).replace(/\b(?:begin|then|loop|else|declare)\b/gi, ";")};` : `${before}''`;
    from = end + tag.length;
  }
  return out2 + text2.slice(from);
}
var making = /\\gexec\b|\b(?:execute|prepare|sp_executesql|exec)\b/i;
var literal3 = /'((?:[^'\\]|\\.|'')*)'/g;
var madeStatements = (text2) => [...text2.matchAll(literal3)].map(([, inner = ""]) => inner.replaceAll("''", "'")).filter((inner) => /^\s*(?:drop|truncate|delete|alter)\b/i.test(inner));
function statementsOf2(text2) {
  const plain4 = withoutDollars(
    text2.replace(/--[^\n]*/g, " ").replace(/^[ \t]*\\(?:echo|qecho|warn|prompt|set|pset|timing|x|q|c|connect)\b[^\n]*/gm, " ").replace(/\/\*!?\d*([\s\S]*?)\*\//g, (whole, inner) => whole.startsWith("/*!") ? inner : " ")
  );
  const made3 = making.test(plain4) ? madeStatements(plain4) : [];
  return [...plain4.replace(literal3, "''").split(";"), ...made3].map((statement3) => statement3.replace(/\s+/g, " ").trim()).filter((statement3) => statement3 !== "").slice(0, mostStatements);
}

var options = {
  psql: "-c|--command",
  mysql: "-e|--execute",
  mariadb: "-e|--execute",
  mongosh: "--eval",
  mongo: "--eval",
  ansible: "-a|--args"
};
var most15 = 131072;
var speaking4 = /^(redis|valkey|keydb)-cli$/;
function givenTexts(call, input, writtenIn) {
  if (!isClient(call.name)) return [];
  const known3 = Object.hasOwn(options, call.name) ? options[call.name] : void 0;
  const named5 = known3 === void 0 ? [] : valuesOf(call, known3);
  const long = call.args.filter((word) => /\s|\(/.test(word) || /^--?\w+=.*\s/.test(word)).map((word) => word.replace(/^--?[\w-]+=/, ""));
  const texts2 = [.../* @__PURE__ */ new Set([...named5, ...long, ...input === void 0 ? [] : [input]])].map((text2) => text2.slice(0, most15));
  return [...texts2, ...filesOf(call.args, texts2, writtenIn)];
}
var reading2 = /(?:^|[\s;'"])(?:\\ir?|\\include|\.read|\\\.|source|SOURCE)\s+['"]?([^\s'";]{1,300})/g;
function filesOf(args, texts2, writtenIn) {
  const read3 = texts2.flatMap((text2) => [...text2.matchAll(reading2)].map(([, file = ""]) => file));
  const names7 = [...args.flatMap((word) => [word, word.replace(/^(?:--?[\w-]+=|@|-[a-zA-Z])/, "")]), ...read3];
  return [...new Set(names7)].flatMap((name2) => writtenIn(name2) ?? []).map((text2) => text2.slice(0, most15));
}
function textsOf(call, input, writtenIn) {
  const texts2 = givenTexts(call, input, writtenIn);
  if (speaking4.test(call.name)) return [call.plain.join(" "), ...texts2.flatMap((text2) => text2.split("\n"))];
  return /^mongo/.test(call.name) ? texts2.flatMap((text2) => [text2, withNames(text2)]) : texts2.flatMap(statementsOf2);
}
var withNames = (text2) => text2.replace(/(["'`])\s*\+\s*["'`]/g, "").replace(/\[\s*["'`](\w{1,60})["'`]\s*\]/g, ".$1");

var askers = /^(curl|wget|https?|xh|httpie|curlie)$/;
var bodies = "-d|--data|--data-raw|--data-binary|--data-ascii|--data-urlencode|--json|-F|--form|--form-string|--post-data|--body-data|--raw|--url|--post-file|--body-file|-T|--upload-file";
var field2 = /"(?:q|query|sql|statement|statements|stmt|command|cypher)"\s*:\s*\[?\s*"((?:[^"\\]|\\.){1,20000})"/gi;
var form = /(?:^|[?&])(?:q|query|sql|statement|command)(?:==?|:=)([^&]{1,20000})/gi;
var speaking5 = /\/(?:db\/(?:execute|query)|_?sql|v\d\/statement|statement|exec|run_sql|cypher|tx(?:\/commit)?|query)(?:[/?]|$)/i;
var ownService = /^(?:https?:\/\/)?(?:localhost|127\.0\.0\.1|\[::1\])(?::(?!8123|9200|9201|5984|7474|8086|8529|4001|6333|8983|8529|19530|5000|8047|8888)\d{2,5})?(?:\/|$)/;
function decoded(text2) {
  try {
    return decodeURIComponent(text2.replaceAll("+", " "));
  } catch {
    return text2;
  }
}
function requestedTexts(call, input, writtenIn) {
  if (!askers.test(call.name)) return [];
  const addresses2 = call.args.filter((word) => /^(?:https?:\/\/|localhost\b|127\.0\.0\.1\b|\[::1\])|^[\w-]+(?:\.[\w-]+)+(?::\d+)?\//.test(word));
  const isOwnService = addresses2.length > 0 && addresses2.every((word) => ownService.test(word));
  const speaks = call.args.some((word) => speaking5.test(word));
  return [...call.plain, ...valuesOf(call, bodies)].slice(0, 40).flatMap((word) => {
    const [, file] = /^(?:[\w-]*=)?@(.+)$/.exec(word) ?? [];
    const text2 = (file === void 0 ? word : file === "-" ? input ?? "" : writtenIn(file) ?? "").slice(0, 131072);
    const named5 = isOwnService ? [] : [...text2.matchAll(field2)].map(([, value2 = ""]) => value2.replace(/\\n/g, "\n").replace(/\\(.)/g, "$1"));
    const sent2 = [...text2.matchAll(form)].flatMap(([whole, value2 = ""]) => /^\W?q=/i.test(whole) && !speaks ? [] : [decoded(value2)]);
    const all3 = speaks && /^\s*[[{]/.test(text2) ? [...text2.matchAll(/"((?:[^"\\]|\\.){6,4000})"/g)].map(([, value2 = ""]) => value2) : [];
    return [...named5, ...sent2, ...all3, .../^\s*(?:drop|truncate|delete|alter|update)\s/i.test(text2) ? [text2] : []];
  });
}

function judgeData(look2, call) {
  const { name: name2, command: command2, origin, scene, say: say3, add: add2, looked } = look2;
  const { written: written4 } = scene.traces;
  const writtenIn = (file) => written4.size === 0 ? void 0 : written4.get(wholePath(scene.folders[0] ?? "/", file));
  const requested = requestedTexts(call, command2.input, writtenIn);
  if (requested.length > 0) add2(scene.book.judge({ call: readInvocation("inline code", []), acts: [], texts: requested.flatMap(statementsOf2) }));
  if (/^(nc|ncat|netcat|telnet|socat)$/.test(name2) && /^\s*(flush_?all|flushdb|shutdown)\b/im.test(command2.input ?? "")) say3("database.redis", looked);
  if (!isClient(name2)) return [];
  judgeShellOuts(look2, givenTexts(call, command2.input, writtenIn));
  if (isOwn(look2, call)) return textsOf(call, command2.input, writtenIn).filter((text2) => telling.test(text2));
  const isUnseen = command2.input === void 0 || command2.input.trim() === "" || command2.input.includes(unknown);
  const sources = [...isUnseen ? origin.chain : [], ...origin.captured];
  if (sources.some(isMaking)) say3("database.generated", looked);
  if (/^(redis|valkey|keydb)-cli$/.test(name2) && isManyKeys(call, origin.captured)) say3("database.keys", looked);
  return textsOf(call, command2.input, writtenIn);
}
var telling = /\b(?:password_value|encrypted_value|encryptedpassword|moz_logins|load_extension)\b/i;
var outs = [
  /\bprogram\s+'((?:[^'\n]|''){1,1000})'/gi,
  /(?:^|[;\n\s])\\(?:o|out|g|gx|w|write)\s*\|\s*([^\n]{1,1000})/g,
  /(?:^|\n)\s*\.(?:once|output|excel)\s+['"]?\|\s*([^\n'"]{1,1000})/g,
  /\bxp_cmdshell\s+N?'((?:[^'\n]|''){1,1000})'/gi
];
function judgeShellOuts({ name: name2, scene, judge }, texts2) {
  for (const text2 of texts2) {
    for (const pattern of outs) for (const [, line = ""] of text2.matchAll(pattern)) judge(line.replaceAll("''", "'"), `${name2} program`);
    if ([...scene.traces.written.values()].includes(text2) || text2.endsWith("\n"))
      for (const [, line = ""] of text2.matchAll(/^[ \t]*(?:\\!|\.shell|\.system|system)[ \t]+(.+)$/gm)) judge(line, `${name2} \\!`);
  }
}
function isOwn({ name: name2, scene }, { plain: plain4, args }) {
  if (!/^(sqlite3?|duckdb|litecli)$/.test(name2) || args.some((word) => /\battach\b|(^|\n)\s*\.(open|restore|clone)\b/i.test(word))) return false;
  const [file = ""] = plain4;
  if (file === "" || file.startsWith(":memory:") || /^file:(:memory:|.*mode=memory)/.test(file)) return true;
  return !file.includes(unknown) && resolveTarget(file, scene.folders, scene.ground, true).kind === "own";
}
var taking = /\b(?:drop\s+(?:table|database|schema|view|index|keyspace|user|role|sequence|type|function|materialized)|truncate\b|delete\s+from)/i;
function isMaking({ words: words2 }) {
  const name2 = programName(words2);
  if (words2.includes("sqlflush") || name2 === "pg_dump" && words2.some((word) => /^(-c|--clean)$/.test(word))) return true;
  if (/^(e|f|r)?grep$|^rg$/.test(name2))
    return !words2.some((word) => /^(-\w*v\w*|--invert-match)$/.test(word)) && words2.some((word) => /^\W*(drop|truncate)\b/i.test(word));
  if (/^g?sed$/.test(name2))
    return words2.some((word) => /(?:^|;|\s)s([/|#,])(?:(?!\1).){0,400}\1(?:(?!\1).){0,400}\b(?:drop|truncate|delete from)\b/i.test(word));
  return !/^(echo|printf|cat|head|tail|less)$/.test(name2) && words2.some((word) => taking.test(word));
}
function isManyKeys({ plain: plain4 }, captured) {
  if (!/^(del|unlink)$/i.test(plain4[0] ?? "")) return false;
  return plain4.slice(1).some((word) => /[\uE000\uE001]/.test(word)) || captured.some(isFindingKeys);
}
var isFindingKeys = ({ words: words2 }) => /^(redis|valkey|keydb)-cli$/.test(programName(words2)) && words2.some((word) => /^(--scan|keys|scan)$/i.test(word));
var forTests = /^(?:RAILS_ENV|RACK_ENV|NODE_ENV|APP_ENV|MIX_ENV|DJANGO_ENV|FLASK_ENV|CI_ENVIRONMENT|--env|--environment)=(?:test|testing|ci)$/;
function isForTests(rule, name2, args, settings2) {
  if (!/^database\.(tasks|tools|rollback-all|orm|calls)$/.test(rule)) return false;
  if (/^(?:npm|pnpm|yarn|bun|composer|rake|just|make)$/.test(name2) && args.some((word) => /[:_.-](?:help|dry|dry-run|plan|status|list|info|docs?)$/.test(word)))
    return true;
  const told2 = [...args, ...Object.entries(settings2).map(([name3, value2]) => `${name3}=${value2}`)];
  return told2.some((word, index) => forTests.test(word) || /^(-e|--env|--environment)$/.test(told2[index - 1] ?? "") && /^(test|testing)$/.test(word));
}

function fedWords(words2, options2, command2, origin) {
  const base = words2.length === 0 ? ["echo"] : words2;
  const mark = options2.flatMap(
    (option, index) => /^-\w*[IJ]$/.test(option) ? [options2[index + 1] ?? "{}"] : /^-\w*i$|^--replace=?$/.test(option) ? ["{}"] : /^(-[IiJ]|--replace=)./.test(option) ? [option.replace(/^(-[IiJ]|--replace=)/, "")] : []
  )[0];
  const separator = separatorOf(options2);
  const given7 = mark !== void 0 && separator === void 0 && command2.input !== void 0 ? command2.input.split("\n").filter((line) => line !== "") : wordsFrom(command2, origin, separator);
  if (mark !== void 0)
    return base.flatMap((word, index) => {
      const filled3 = word.includes(mark) ? few(given7, word.length > 200 ? 50 : 500).map((one) => filledIn2(word, mark, one)) : [word];
      return /^-\w*c$/.test(base[index - 1] ?? "") ? [filled3.join("\n")] : filled3;
    });
  if (given7[0] !== "-r") return [...base, ...given7];
  const name2 = programName(base);
  return name2 === "rm" ? [...base, ...given7] : [...base, ...handing.test(name2) ? ["-R"] : [], ...given7.slice(1)];
}
var few = (all3, most16) => all3.length <= most16 ? all3 : [...all3.slice(0, most16), unknown];
function filledIn2(word, mark, one) {
  if (!/^\w{1,20}$/.test(mark)) return word.replaceAll(mark, one);
  const alone = word.replace(new RegExp(`\\b${mark}\\b`, "g"), () => one);
  return alone === word ? word.replaceAll(mark, one) : alone;
}
function separatorOf(options2) {
  if (options2.some((option) => /^-\w*0$|^--null$/.test(option))) return "\0";
  const at2 = options2.findIndex((option) => /^(-d|--delimiter)$/.test(option));
  const told2 = at2 === -1 ? options2.map((option) => /^(?:-d|--delimiter=)(.+)$/s.exec(option)?.[1]).find((one) => one !== void 0) : options2[at2 + 1];
  const mark = told2?.replace("\\n", "\n").replace("\\t", "	").replace("\\0", "\0");
  return mark?.length === 1 ? mark : void 0;
}
function quotedWords(text2) {
  if (!/["']/.test(text2)) return text2.split(/[\s\0]+/);
  return (text2.match(/(?:"[^"\n]{0,4000}"|'[^'\n]{0,4000}'|[^\s\0])+/g) ?? []).map(
    (word) => word.replace(/"([^"\n]*)"|'([^'\n]*)'/g, (_, one, other) => one ?? other ?? "")
  );
}
var handing = /^(chmod|chown|chgrp|setfacl)$/;
function wordsFrom(command2, { chain }, separator) {
  const isBare = chain[0] !== void 0 && programName(chain[0].words) === "ls" && /^[\uE000\n]+$/.test(command2.input ?? "");
  const isListed = chain[0]?.words[0] === "git" && chain[0].words[1] === "ls-files" && /^[^\n.\uE000-\uE00F]+\/\uE000\n?$/.test(command2.input ?? "");
  if (!isBare && !isListed && command2.input !== void 0 && command2.input.replaceAll(unknown, "") !== "") {
    const words2 = separator === void 0 ? quotedWords(command2.input) : command2.input.replace(/\n$/, "").split(separator);
    return few(
      words2.filter((word) => word !== ""),
      500
    );
  }
  for (const source of chain) {
    const name2 = programName(source.words);
    if (name2 === "find" || name2 === "gfind") {
      const { words: words2, narrow } = foundBy(source.words.slice(1));
      return narrow ? words2 : [...sweeping, ...words2];
    }
    const given7 = source.words.slice(2).filter((word) => !word.startsWith("-"));
    if (isFindingKeys(source)) return [""];
    if (name2 === "ls") {
      const folders3 = source.words.slice(1).filter((word) => !word.startsWith("-"));
      if (source.words.some((word) => /^-\w*[aA]|^--(almost-)?all$/.test(word)))
        return (folders3.length === 0 ? ["."] : folders3).flatMap((one) => [`${one}/`, `${one}/.`]);
      return folders3.length === 0 ? ["./"] : folders3.map((folder) => /[\uE000\uE001]/.test(folder) ? folder : `${folder}/`);
    }
    if (name2 === "git" && source.words[1] === "ls-files" && !source.words.slice(2).some((word) => !/^(-z|-c|--cached)$/.test(word))) return ["./"];
    if (name2 === "git" && source.words[1] === "ls-files" && given7.length > 0 && given7.every((word) => !/[.*?\uE000-\uE00F]/.test(word)))
      return [...sweeping, ...given7];
    if (name2 === "fd" || name2 === "fdfind" || name2 === "git" || name2 === "rg" || name2 === "grep")
      return source.words.some((word) => /\.\w+$|\uE000/.test(word)) || name2 !== "git" ? ["./found/by.name"] : ["./src"];
  }
  return [unknown];
}
var sweeping = ["-r"];

var rank = { fine: 0, risky: 1, catastrophic: 2 };
function openLook(words2, name2, command2, origin, scene) {
  const looked = words2.join(" ");
  const inside2 = [];
  const fetches = [...origin.chain, ...origin.captured].some(isFetching);
  let worst;
  const add2 = (finding) => {
    if (finding !== void 0 && (worst === void 0 || rank[finding.severity] > rank[worst.severity])) worst = finding;
  };
  const say3 = (rule, what2 = looked) => add2(scene.book.finding(rule, brief(what2)));
  return {
    words: words2,
    looked,
    name: name2,
    args: words2.slice(1),
    command: command2,
    origin,
    scene,
    fetches,
    inside: inside2,
    say: say3,
    sayUnread: () => say3(fetches ? networkRule(scene) : "opaque"),
    add: add2,
    judge: (text2, via, more3 = {}) => inside2.push(...judgeLine(text2, { ...innerScene(scene), ...more3 }, command2.decoded ? `${via}, decoded` : via)),
    said: () => worst
  };
}
var networkRule = ({ root }) => root ? "network.run-as-root" : "network.run";

var awk = /^(g|m|n|busybox-)?awk$/;
function judgeAwk(look2) {
  const { name: name2, args, command: command2, judge } = look2;
  judgeRunOfInput(look2);
  if (!awk.test(name2)) return;
  const program = args.join("\n");
  const piped = /\bprintf?\b[^|\n;}]{0,300}\|&?\s*"(?:\/(?:usr\/)?bin\/)?(?:env\s+)?(?:ba|z|da|k)?sh\b/.test(program) || /\bsystem\s*\(\s*\$/.test(program) || /\$\d\s*\|&?\s*getline/.test(program);
  if (piped && command2.input !== void 0) judge(command2.input, "awk | sh");
  for (const [index, word] of args.entries()) {
    const [, variable = "", value2 = ""] = /^(?:-v|--assign=)?([A-Za-z_]\w*)=([\s\S]*)$/.exec(args[index - 1] === "-v" || /^(-v|--assign=)/.test(word) ? word : "") ?? [];
    if (variable !== "" && new RegExp(`\\b${variable}\\b\\s*\\|&?\\s*getline|system\\s*\\([^()]*\\b${variable}\\b|\\|&?\\s*${variable}\\b`).test(program))
      judge(unescaped(value2), `awk ${variable}`);
  }
}
var sedRuns = /^(\s*s([^\w\s\\])(?:(?!\2)[^\\]|\\.){0,300}\2(?:(?!\2)[^\\]|\\.){0,300}\2[gpI\d]*)e([gpI\d]*)$/;
var quoted4 = (text2) => `'${text2.replaceAll("'", "'\\''")}'`;
function judgeRunOfInput({ name: name2, args, command: { input }, origin, scene, fetches, inside: inside2, say: say3, judge }) {
  const isSed = /^g?sed$/.test(name2);
  const isRun = (word) => isSed ? sedRuns.test(word) : awk.test(name2) && /\bsystem\s*\(|\|\s*"(?:ba|z|da|k)?sh"/.test(word);
  if (!args.some(isRun)) return;
  if (isSed && fetches) say3(networkRule(scene));
  if (input === void 0 ? origin.chain.length > 0 || isSed : input.includes(unknown) || input.length > 4e3) return;
  const said = args.map(
    (word) => !isRun(word) ? word : isSed ? word.replace(sedRuns, "$1$3") : word.replace(/\bsystem\s*\(/g, "print (").replace(/\|\s*"(?:ba|z|da|k)?sh"/g, "")
  );
  const line = `printf %s ${quoted4(input ?? "")} | ${[name2, ...said].map(quoted4).join(" ")} | sh`;
  if (isSed) judge(line, "sed's e");
  else inside2.push(...catastrophicAmong(judgeLine(line, innerScene(scene), "awk's system")));
}
function judgeLinesMade({ origin: { chain }, scene, inside: inside2, name: name2 }) {
  const [maker, ...before] = chain;
  if (maker === void 0) return;
  const [program = "", ...args] = maker.words;
  const texts2 = linesMadeBy(program.replace(/^.*\//, ""), args);
  if (texts2.length === 0) return;
  const fed = wordsFrom(maker, { ...noOrigin, chain: before }).filter((word) => word !== "-r");
  const things = fed.length === 0 ? [unknown] : fed;
  for (const text2 of texts2.slice(0, 4)) {
    const line = things.slice(0, 20).map((thing) => text2.replaceAll("/\0", `/${thing.slice(thing.lastIndexOf("/") + 1)}`).replaceAll("\0", thing)).join("\n");
    inside2.push(...catastrophicAmong(judgeLine(line, innerScene(scene), `${program} | ${name2}`)));
  }
}
function linesMadeBy(program, args) {
  if (awk.test(program))
    return args.flatMap(
      (word) => [...word.matchAll(/\bprintf?\s*\(?\s*((?:"(?:[^"\\]|\\.){0,300}"|\$\d|\$NF|[\s,]){1,20})/g)].map(
        ([, list4 = ""]) => list4.replace(
          /"((?:[^"\\]|\\.)*)"|\$\w+|\s*,\s*|\s+/g,
          (part, text2) => text2 !== void 0 ? unescaped2(text2).replace(/%s|\\n/g, (one) => one === "%s" ? "\0" : "\n") : part.startsWith("$") ? "\0" : part.includes(",") ? " " : ""
        )
      )
    );
  if (/^g?sed$/.test(program))
    return args.flatMap((word) => {
      const [, mark, from, made3 = ""] = /^s([/|,#!:@])((?:(?!\1).){0,20})\1((?:(?!\1)[^\\]|\\.){1,300})\1[gp]?$/.exec(word) ?? [];
      if (mark === void 0) return [];
      const text2 = made3.replace(/\\([^\w])/g, "$1");
      return from === "^" ? [`${text2}\0`] : from === "$" ? [`\0${text2}`] : [text2.replace(/&|\\[01]/g, "\0")];
    });
  if (program === "xargs") {
    const at2 = args.findIndex((word) => /^(echo|printf)$/.test(word));
    return at2 === -1 ? [] : [
      `${args.slice(at2 + 1).filter((word) => !/^-[ne]+$|^%s\\n$/.test(word)).join(" ")} \0`.replace(/\{\} ?/g, "\0 ")
    ];
  }
  if (/^g?find$/.test(program)) {
    const at2 = args.findIndex((word) => /^-printf$/.test(word));
    return at2 === -1 ? [] : [(args[at2 + 1] ?? "").replace(/%p|%P|%f/g, args.find((word) => !word.startsWith("-")) ?? ".").replaceAll("\\n", "\n")];
  }
  return [];
}

var known2 = new Set(
  "golang google googleapis googlecloudplatform kubernetes kubernetes-sigs helm hashicorp microsoft azure aws awslabs aws-actions docker moby cli github actions gitlab-org golangci go-delve spf13 air-verse cosmtrek swaggo pressly sqlc-dev bufbuild vektra daixiang0 golang-migrate onsi securego rakyll goreleaser grpc-ecosystem protocolbuffers charmbracelet jesseduffield junegunn mikefarah mvdan segmentio dominikh stretchr uber-go uber golang-standards go-task magefile cespare fullstorydev client9 nektos rogpeppe mitranim josharian a-h templ ent ariga twitchtv oapi-codegen deepmap google-wire wailsapp homebrew heroku mongodb mongodb-js oven-sh supabase stripe cloudflare denoland nodejs npm vercel facebook angular vuejs vitejs sveltejs withastro expressjs python pypa psf astral-sh django pallets rust-lang biomejs oxc-project tokio-rs nixos numtide cachix fluxcd argoproj istio prometheus grafana elastic redis postgres pulumi terraform-linters aquasecurity anchore sigstore opentofu dlvhdr mislav seachicken vilmibm fly-apps superfly planetscale snyk temporalio buildpacks common-fate dart-lang flutter leoafarias sass teamookla render-oss railwayapp auth0 okta rabbitmq minio dagger ko-build tilt-dev anomalyco sst pnpm yarnpkg tinygo-org".split(
    " "
  )
);
var registries = /^(?:registry\.(?:npmjs\.org|yarnpkg\.com)|npm\.pkg\.github\.com|npm\.jsr\.io|jsr\.io|deno\.land|esm\.sh|nodejs\.org|(?:test\.|files\.)?(?:pypi|pythonhosted)\.org|pypi\.python\.org|pypi\.nvidia\.com|(?:download\.)?pytorch\.org|data\.pyg\.org|rubygems\.org|index\.rubygems\.org|rubygems\.pkg\.github\.com|(?:static\.|index\.)?crates\.io|proxy\.golang\.org|sum\.golang\.org|goproxy\.io|goproxy\.cn|registry\.npmmirror\.com|repo\.maven\.apache\.org|repo1\.maven\.org|api\.nuget\.org|packagist\.org|repo\.packagist\.org|hex\.pm|repo\.hex\.pm|conda\.anaconda\.org|cache\.nixos\.org)$/i;
var own = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\]|::1|0\.0\.0\.0|host\.docker\.internal|[\w-]+\.localhost)$/i;
function hostOf(address) {
  const [, host] = /^(?:[a-z][a-z+.-]{1,20}:)?\/\/(?:[^/@\s]{0,200}@)?(\[[\da-f:]+\]|[^/:\s?#]+)/i.exec(address) ?? [];
  return host;
}
var isOwnAddress = (address) => own.test(hostOf(address) ?? address.replace(/[:/].*$/, ""));
function isOtherRegistry(address) {
  const host = hostOf(address);
  return host !== void 0 && !registries.test(host) && !own.test(host);
}
function isKnownOwner(repository) {
  const [, owner4 = ""] = /(?:github\.com|gitlab\.com|bitbucket\.org|githubusercontent\.com)[/:]([\w.-]+)\//i.exec(repository) ?? /^(?:\w+:)?([\w.-]+)\//.exec(repository) ?? [];
  return known2.has(owner4.toLowerCase());
}
var isStrangeAddress = (address) => /^(?:git\+)?(?:https?|git|ftp)(?:\+\w+)?:\/\//i.test(address) && isOtherRegistry(address.replace(/^git\+/, "")) && !isKnownOwner(address);

var written3 = (language, codes) => codes.flatMap((code) => code === void 0 || code.trim() === "" ? [] : [{ language, code }]);
var consoles = /^(rails|artisan|wp|drush|manage\.py|django-admin|flask|mix|iex|elixir)$/;
function consoleCodeOf(name2, args, input) {
  if (!consoles.test(name2)) return [];
  const call = readInvocation(name2, args);
  const [verb = "", ...words2] = call.plain;
  switch (name2) {
    case "rails":
      if (/^(r|runner)$/.test(verb))
        return written3("ruby", [words2[0] === "-" || words2[0] === "/dev/stdin" ? input : /\.rb$/.test(words2[0] ?? "") ? void 0 : words2[0]]);
      return /^(c|console)$/.test(verb) ? written3("ruby", [input]) : [];
    case "artisan":
      return verb === "tinker" ? written3("php", [...valuesOf(call, "--execute"), input]) : [];
    case "wp":
      return verb === "eval" ? written3("php", [words2[0]]) : [];
    case "drush":
      return /^(ev|eval|php:eval|php-eval)$/.test(verb) ? written3("php", [words2[0]]) : [];
    case "manage.py":
    case "django-admin":
    case "flask":
      return /^(shell|shell_plus)$/.test(verb) ? written3("python", [...valuesOf(call, "-c|--command"), input]) : [];
    case "mix":
    case "iex":
    case "elixir":
      return written3("elixir", [...valuesOf(call, "-e|--eval"), ...name2 === "iex" ? [input] : []]);
    default:
      return [];
  }
}

var calls3 = [
  // Ruby
  /\b[A-Z]\w{0,60}(?:::[A-Z]\w{0,60}){0,4}(?:\.(?:all|unscoped|with_deleted)){0,2}\.(?:delete_all|destroy_all|update_all)\b/,
  /\b[A-Z]\w{0,60}(?:\.(?:all|unscoped))?\.(?:each|find_each|in_batches|map|descendants\.each)\s*(?:\(&:|\{|do\b)[^}\n]{0,60}\b(?:destroy|delete)(?:_all)?\b/,
  /\bDatabaseTasks\.(?:drop|purge|truncate)\w*|\bDatabaseCleaner\.clean\b/,
  // PHP
  /\bDB::(?:connection\([^()]{0,80}\)->)?table\([^()]{0,80}\)->(?:truncate|delete)\(\s*\)/,
  /\b[A-Z]\w{0,60}::(?:truncate\(|(?:query\(\)->|all\(\)->each->|where(?:NotNull)?\(["']id["'](?:,\s*["']>["'],\s*0)?\)->)(?:delete|forceDelete|truncate)\b)/,
  /\bSchema::drop\w{0,30}\(|\bArtisan::call\(\s*["'](?:migrate:(?:fresh|reset|refresh)|db:wipe)/,
  // Python
  /\.objects(?:\.(?:all|filter|exclude)\(\s*\))?\.(?:delete|update|_raw_delete)\(/,
  /\.query\([^()]{0,60}\)\.delete\(|\b[A-Z]\w{0,60}\.query\.delete\(|\bexecute\(\s*(?:\w{1,20}\.)?delete\(\s*\w{1,60}\s*\)\s*\)/,
  /\bdrop_(?:all|database|collection|table|schema|index|keyspace)\s*\(|\bdelete_many\(\s*\{\s*\}|\bindices\.delete\(|\bdelete_by_query\(|\bcall_command\(\s*["'](?:flush|reset_db|sqlflush)/,
  // JavaScript
  /\.deleteMany\(\s*(?:\{\s*(?:where\s*:\s*\{\s*\}\s*,?\s*)?\}\s*)?\)/,
  /\.destroy\(\s*\{\s*(?:where\s*:\s*\{\s*\}|truncate\s*:\s*true)|\btruncate\s*:\s*true|\.sync\(\s*\{[^{}]{0,80}\bforce\s*:\s*true|\.synchronize\(\s*true\s*\)/,
  /\.drop(?:Database|Schema|Table|TableIfExists|Collection|AllTables|AllSchemas|Indexes)\s*\(|\.recursiveDelete\(/,
  /\bknex\(\s*["'][\w.]{1,60}["']\s*\)\.(?:del|delete|truncate)\(|\bgetRepository\([^()]{0,60}\)\.(?:clear|delete)\(\s*(?:\{\s*\})?\s*\)/,
  /\b(?:db|tx|database)\.delete\(\s*\w{1,60}\s*\)(?!\s*\.\s*where)|\.\$(?:execute|query)Raw(?:Unsafe)?\s*[(`]\s*["'`]?\s*(?:drop|truncate)\b/i,
  // Elixir, and stores of keys in all of them
  /\bRepo\.delete_all\(\s*[A-Z][\w.]{0,80}\s*\)/,
  /\.flush_?(?:all|db)\b\s*!?\(?/i
];
function dataCallsOf(code) {
  const text2 = code.slice(0, 131072);
  return isThrownAway2(text2) ? [] : calls3.flatMap((pattern) => pattern.exec(text2)?.[0] ?? []);
}
var connecting = /\b(?:connect|Database|DatabaseSync|create_engine|Sequelize|createConnection|open)\s*\(\s*["']([^"'\n]{0,300})["']/g;
function isThrownAway2(code) {
  const opened3 = [...code.matchAll(connecting)].map(([, name2 = ""]) => name2);
  return opened3.length > 0 && opened3.every((name2) => /^(?:sqlite:(?:\/\/\/?)?)?(?::memory:)?$/.test(name2) && name2 !== "");
}

var onlyReads = (name2, args) => isShell(name2) ? /^-[a-zA-Z]*n[a-zA-Z]*$/.test(args[0] ?? "") || args[0] === "-o" && args[1] === "noexec" : args.some((word) => /^(--check|--syntax-check)$/.test(word));

function judgeGiven({ name: name2, args, command: command2, origin, scene, fetches, inside: inside2, say: say3, sayUnread, judge }) {
  if (name2 === "git" && args.some((word, index) => args[index - 1] === "-c" && /^core\.hooksPath=(?!\.husky|\.githooks|\/dev\/null$|$)/i.test(word)))
    say3("git.unguarded");
  for (const line of linesOf4(name2, args)) {
    const { remote = false, root = false, given: given7 } = line;
    if (line.text.includes(unknown) && line.text.replaceAll(unknown, "").trim() === "") {
      const isRead = isShell(name2) || name2 === "eval";
      if (isRead && (fetches || name2 !== "eval" || !origin.captured.some(isSettingUp))) sayUnread();
      continue;
    }
    if (line.language !== void 0) {
      inside2.push(...stepsOfText(line.text, line.language, line.via, scene));
      continue;
    }
    const numbered = Object.fromEntries((given7 ?? []).map((word, index) => [String(index), word]));
    inside2.push(...judgeForeign(name2, line.text, scene));
    const text2 = throughLine(withItsName(asShell2(name2, line.text), given7?.[0]), scene);
    judge(handsOn.test(line.via) ? withInput(text2, command2.input) : text2, line.via, {
      variables: { ...scene.variables, ...numbered },
      root: scene.root || root,
      ...remote ? { remote: true, server: "elsewhere", folders: [scene.ground.surroundings.home] } : {}
    });
    if (fetches && isShell(name2) && /^\s*\uE00F/.test(line.text)) say3(networkRule(scene));
  }
}
var handsOn = /^(?:(?:ba|z|da|k|a)?sh -\w*c|ssh|su|runuser)\b/;
var mostInput = 16384;
var withInput = (text2, input) => input === void 0 || input.trim() === "" || input.length > mostInput ? text2 : `{ ${text2}
} <<'END-OF-INPUT'
${input.replace(/\n$/, "")}
END-OF-INPUT`;
var withItsName = (text2, name2) => name2 === void 0 || /['\n]/.test(name2) ? text2 : text2.replace(/(["']?)\$\{?0\}?\1/g, (_, quote) => `${quote}${name2}${quote}`);
var settingUp = /^(ssh-agent|gpg-agent|direnv|dircolors|brew|fnm|pyenv|rbenv|nodenv|jenv|goenv|opam|starship|zoxide|mise|rtx|asdf|thefuck|lesspipe|resize|keychain|docker-machine|minikube|podman|luarocks|register-python-argcomplete|hub|atuin|mcfly|conda|mamba|micromamba|poetry|pdm|uv|fzf|op|gh|glab|kubectl|helm|npm|pnpm|yarn|deno|rustup|ng|aws|eksctl|flux|argocd|just|task|volta|sheldon|antibody|vault|okta-awscli|aws-vault|saml2aws|chamber|doppler|locale|tset|set|export|declare|shopt|nvm)$/;
var askedToSetUp = /^(init|shellenv|shell-init|hook|activate|env|completions?|print-dev-env|virtualenv-init|docker-env|bash-completion|shell-hook)$|^--(search-paths|bash-completion-script|shell-init|completion|init|export-env|sh-syntax)$/;
var saying = /^(echo|printf|cat|tac|head|tail|grep|rg|sed|awk|gawk|tr|cut|rev|base(32|64)|xxd|od|openssl|gpg|jq|yq|curl|wget|nc|ssh|ba?sh|zsh|dash|python[\d.]*|node|ruby|php|lua|find|xargs|tee|gunzip|zcat|env|eval|dig|host)$/;
var isSettingUp = ({ words: words2 }) => {
  const name2 = programName(words2);
  if (name2 === "perl") return words2.some((word) => word.includes("local::lib"));
  return settingUp.test(name2) || !saying.test(name2) && !/[\uE000-\uE00F]/.test(name2) && words2.slice(1, 4).some((word) => askedToSetUp.test(word));
};
function throughLine(text2, { mounts }) {
  return mounts.length === 0 ? text2 : text2.replace(/(^|[\s"'=])(\/[^\s"';&|)]*)/g, (_, before, path) => before + throughMounts(path, mounts));
}

import { posix as posix13 } from "node:path";
var valued = /^(-j|--jobs|-P|-n|-N|-L|-I|-J|--timeout|--delay|--joblog|--results|-S|--sshlogin|-a|--arg-file|--colsep|-C|-d|--delimiter|--tmpdir|--load|--memfree|--nice|--retries|--halt|--block|--tagstring|--rpl|--env|--wd|--workdir|--shebang)$/;
var mostLines = 100;
function readParallel(args) {
  const at2 = args.findIndex((word) => /^:::\+?$/.test(word));
  let from = 0;
  while (from < args.length && args[from]?.startsWith("-")) from += valued.test(args[from] ?? "") ? 2 : 1;
  const lists = [];
  for (const word of at2 === -1 ? [] : args.slice(at2))
    if (/^:::\+?$/.test(word)) lists.push([]);
    else lists.at(-1)?.push(word);
  return { options: args.slice(0, from), run: args.slice(from, at2 === -1 ? void 0 : at2), lists };
}
var isRehearsed = ({ options: options2 }) => options2.some((word) => /^--dry-?run$/.test(word));
function judgeParallel(args, command2, scene) {
  const read3 = readParallel(args);
  const { options: options2, run: run2 } = read3;
  if (isRehearsed(read3)) return [];
  if (options2.some((word) => /^--(?:pipe|pipe-?part|tee|spreadstdin)$/.test(word)))
    return [judgeWords(run2, command2, noOrigin, innerScene(scene), "parallel --pipe")];
  const lists = read3.lists.length > 0 ? read3.lists : [command2.input?.split("\n").filter((line) => line !== "") ?? [unknown]];
  if (lists.reduce((count, list4) => count * Math.max(1, list4.length), 1) > mostLines) noteCut(scene, "things for parallel");
  const mark = options2.find((_, index) => options2[index - 1] === "-I") ?? options2.find((word) => /^-I./.test(word))?.slice(2) ?? "{}";
  const lines4 = [];
  for (const things of each2(lists)) {
    const whole = things.join(" ");
    if (run2.length === 0) lines4.push(whole);
    else lines4.push(run2.some((part) => hasPlace(part, mark)) ? run2.map((part) => filled2(part, mark, things)).join(" ") : [...run2, whole].join(" "));
    if (run2.some((part) => /^-\w*c$/.test(part))) lines4.push(whole);
    for (const part of run2) if (/\s/.test(part)) lines4.push(filled2(part, mark, things));
  }
  return [...new Set(lines4)].flatMap((line) => line.trim() === "" || line === unknown ? [] : judgeLine(line, innerScene(scene), "parallel"));
}
function each2(lists) {
  let out2 = [[]];
  for (const list4 of lists.slice(0, 8)) out2 = out2.slice(0, mostLines).flatMap((before) => list4.slice(0, mostLines).map((thing) => [...before, thing]));
  return out2.slice(0, mostLines);
}
var places2 = /\{(\d{0,2})(\.|\/|\/\/|\/\.)?\}/g;
var hasPlace = (part, mark) => part.includes(mark) || part.search(places2) !== -1;
function filled2(part, mark, things) {
  const own2 = mark === "{}" ? part : part.replaceAll(mark, things.join(" "));
  return own2.replace(places2, (_, number2, kind) => {
    const thing = number2 === "" ? things.join(" ") : things[Number(number2) - 1] ?? unknown;
    if (thing.includes(unknown)) return thing;
    if (kind === "//") return posix13.dirname(thing);
    const name2 = kind?.startsWith("/") ? posix13.basename(thing) : thing;
    return kind?.endsWith(".") ? name2.replace(/\.[^./]*$/, "") : name2;
  });
}

var filesAmong = (args) => args.filter((word) => !word.startsWith("-") || word === "-");
var isOpened = (file) => file === "/dev/stdin" || /^\/(dev|proc\/self)\/fd\/\d{1,4}$/.test(file);
function takesInput({ name: name2, args }) {
  const [first3] = filesAmong(args);
  return first3 === void 0 || first3 === "-" || isOpened(first3) || isShell(name2) && args.some((word) => /^-\w*s$/.test(word));
}
var isSourcing = (name2) => name2 === "source" || name2 === ".";
var hasLine = (args) => args.some((word) => /^-[a-zA-Z]*c$/.test(word));
function madeFor({ words: words2, name: name2, args, scene }) {
  if (scene.traces.written.size === 0 || hasLine(args) || onlyReads(name2, args)) return void 0;
  const folder = scene.folders[0] ?? "/";
  const isReader = isShell(name2) || languageOf(name2) !== void 0 || isSourcing(name2);
  if (!isReader) return programMade(scene.traces, folder, words2[0] ?? "");
  const [file] = filesAmong(args);
  return file === void 0 ? void 0 : scene.traces.written.get(wholePath(folder, file));
}
var languageOfScript = (script) => languageOf(/^#!\s*(?:\/\S*\/)?(?:env\s+)?(\S+)/.exec(script)?.[1]?.replace(/^.*\//, "") ?? "");
var readsLines = /^(source|\.|g?make|at|batch|crontab|ssh|parallel)$/;
function judgeInput(look2) {
  const { name: name2, args, command: command2, origin, scene, fetches, say: say3, judge } = look2;
  if (scene.traces.written.size === 0 && !isShell(name2) && !readsLines.test(name2) || onlyReads(name2, args)) return;
  const [file = ""] = filesAmong(args);
  const { input } = command2;
  if (!hasLine(args) && takesInput(look2) && (isShell(name2) || isSourcing(name2) && isOpened(file))) {
    judgeShellInput(look2);
    if (isSourcing(name2) && input === void 0) say3("opaque");
  } else if (!hasLine(args) && (isShell(name2) || isSourcing(name2))) {
    if (file.includes(unknown) && input !== void 0) judge(input, `${name2} <(…)`, given2(look2, file));
    else if (fetches && (file.startsWith(unknown) || file.startsWith("/dev/fd/"))) say3(networkRule(scene));
    else if (file === unknown && !origin.captured.some(isSettingUp)) say3("opaque");
  }
  if (name2 === "parallel" && fetches && input === void 0) judgeFetchedLines(look2);
  const made3 = madeFor(look2);
  if (made3 !== void 0 && languageOf(name2) === void 0 && languageOfScript(made3) === void 0) judge(made3, "a file that it wrote", given2(look2, file));
  if (/^g?make$/.test(name2)) judgeMake(look2);
  if (input === void 0 || /[\uE000\uE001]/.test(input)) return;
  if (/^(at|batch)$/.test(name2)) judge(input, name2);
  if (name2 === "crontab") judge(input.replace(/^\s*(?:@\w+|(?:\S+\s+){4}\S+)\s+/gm, ""), name2);
  if (name2 === "ssh" && !linesOf4(name2, args).some(({ remote }) => remote))
    judge(input, "ssh's input", { remote: true, server: "elsewhere", folders: [scene.ground.surroundings.home] });
}
function judgeFetchedLines({ args, scene, say: say3 }) {
  const read3 = readParallel(args);
  if (read3.run.length === 0 && read3.lists.length === 0 && !isRehearsed(read3)) say3(networkRule(scene));
}
function given2({ args, scene }, file) {
  const at2 = file === "" ? args.findIndex((word) => /^-\w*s$/.test(word)) : args.indexOf(file);
  const words2 = args.slice(at2 + 1).filter((word, index) => index > 0 || word !== "--");
  const numbered = Object.fromEntries(words2.map((word, index) => [String(index + 1), word]));
  return file === "" && at2 === -1 || words2.length === 0 ? {} : { variables: { ...scene.variables, ...numbered } };
}
function judgeShellInput(look2) {
  const { name: name2, command: command2, origin, fetches, sayUnread, judge } = look2;
  if (command2.input === void 0 || command2.input.includes(unknown)) judgeLinesMade(look2);
  const { input, redirections } = command2;
  if (input !== void 0 && (input.replaceAll(unknown, "").trim() !== "" || input === "")) {
    look2.inside.push(...judgeForeign(name2, input, look2.scene));
    judge(asShell2(name2, input), `${name2}'s input`, given2(look2, ""));
  } else if (fetches || origin.chain.length > 0 || redirections.some(({ operator, target }) => operator === "<" && !isOwnScript(target, look2))) sayUnread();
}
function isOwnScript(file, { scene, origin }) {
  if (file === "/dev/null") return true;
  if (/[\uE000-\uE00F]/.test(file) || scene.remote) return false;
  const path = wholePath(scene.folders[0] ?? "/", file);
  const { fetched, unpacked: unpacked3 } = origin.traces;
  if (fetched.some((one) => wholePath(scene.folders[0] ?? "/", one) === path) || unpacked3.some((folder) => path.startsWith(folder))) return false;
  return /^(?:inside|top|artefact)$/.test(resolveTarget(file, scene.folders, scene.ground, true).kind);
}
function judgeMake({ args, command: command2, scene, judge }) {
  if (isRehearsal(args)) return;
  const { goals, settings: settings2, files: files3 } = readMake(args);
  const folder = wholePath(scene.folders[0] ?? "/", valueBehind(args, "-C", "--directory") ?? ".");
  const read3 = files3.length > 0 ? files3 : ["GNUmakefile", "makefile", "Makefile"];
  for (const file of read3) {
    const isInput2 = /^(-|\/dev\/(stdin|fd\/0)|\uE00F)$/.test(file);
    const text2 = isInput2 ? command2.input : scene.traces.written.get(wholePath(folder, file));
    if (text2 !== void 0) judge(recipeOf(text2, goals, settings2), "make");
  }
}
var valueBehind = (args, ...names7) => {
  const at2 = args.findIndex((word) => names7.includes(word));
  return at2 === -1 ? void 0 : args[at2 + 1];
};

var anything2 = { texts: [`${unknown}/`], walked: false, each: false };
function readFed(told2, look2, given7) {
  const byLine = readByLine(told2, look2, given7);
  if (given7.input === void 0 || told2.language === "awk" || /[\uE000-\uE00F]/.test(given7.input)) return byLine;
  const whole = readCode(told2.code, told2.language, look2.scene.ground.surroundings.home, given7);
  return { ...byLine, lines: [...byLine.lines, ...whole.lines], runs: [...byLine.runs, ...whole.runs], deeds: [...byLine.deeds, ...whole.deeds] };
}
function readByLine({ code, language, args }, look2, given7) {
  const lines4 = linesFor(language, code, args ?? [], look2);
  const named5 = lines4 === void 0 ? void 0 : withLinesNamed(code, language, lines4.each);
  if (lines4 === void 0 || named5 === void 0) return readCode(code, language, look2.scene.ground.surroundings.home, given7);
  const read3 = (fed, variables2 = given7.variables) => readCode(named5, language, look2.scene.ground.surroundings.home, { ...given7, ...variables2 === void 0 ? {} : { variables: variables2 }, lines: fed });
  if (lines4.texts.some((text2) => text2 !== unknown)) {
    const fed = read3(lines4, language === "awk" ? { ...given7.variables, [linesRead]: lines4.texts[0] ?? "" } : given7.variables);
    return lines4.walked ? withAll(fed, lines4.texts) : fed;
  }
  const untold2 = read3(lines4);
  return {
    ...untold2,
    deeds: [...untold2.deeds, ...read3({ ...anything2, each: lines4.each }).deeds.filter(({ does, word }) => does === "remove" && word.startsWith(unknown))]
  };
}
function linesFor(language, code, behind4, { args, command: command2, origin }) {
  if (command2.input === void 0 ? origin.chain.length === 0 : command2.input === code) return void 0;
  const each3 = language === "perl" && (args.some((word) => /^-[a-zA-Z\d]*[np]/.test(word)) || /\bwhile\s*\(?\s*</.test(code));
  if (/^(perl|ruby|awk)$/.test(language) && behind4.some((word) => word !== "-" && !/^\w+=/.test(word))) return void 0;
  return { ...listedFor(command2, origin), each: each3 };
}
function listedFor(command2, origin) {
  const [first3, ...others3] = wordsFrom(command2, origin, command2.input?.includes("\0") === true ? "\0" : "\n");
  return first3 === "-r" ? { texts: others3, walked: true } : { texts: first3 === void 0 ? [unknown] : [first3, ...others3], walked: false };
}
function withAll(read3, folders3) {
  const isListed = (text2) => folders3.some((folder) => text2.includes(folder));
  return {
    ...read3,
    lines: read3.lines.map((line) => isListed(line.text) ? { ...line, text: line.text.replace(/^(\s*)(?:rm|unlink)(?=\s)/, "$1rm -r") } : line),
    runs: read3.runs.map(
      (run2) => /^(?:rm|unlink)$/.test(run2.words[0] ?? "") && run2.words.some(isListed) ? { ...run2, words: ["rm", "-r", ...run2.words.slice(1)] } : run2
    )
  };
}

function judgeCode(look2) {
  const { name: name2, args, command: command2, scene, inside: inside2, say: say3, sayUnread, judge } = look2;
  const deeds = [];
  const statements = [];
  if (/^(perl|ruby)[\d.]*$/.test(name2) && args.some((word) => /^-\w*[np]\w*$/.test(word)) && !args.some((word) => /^-\w*i/.test(word)))
    for (const word of args.slice(args.findLastIndex((one) => one.startsWith("-")) + 2)) deeds.push({ does: "read", deep: false, word });
  judgeWithoutCode(look2);
  for (const given7 of codesOf(look2)) {
    const { language, code, args: behind4, variables: variables2 } = given7;
    if (code.replaceAll(unknown, "").trim() === "") {
      sayUnread();
      continue;
    }
    const read3 = readFed(given7, look2, {
      args: behind4 ?? [],
      variables: { ...language === "awk" ? {} : scene.traces.environment, ...command2.settings, ...variables2 },
      ...command2.input === void 0 || command2.input === code ? {} : { input: command2.input }
    });
    for (const { text: text2, via } of read3.lines) judge(text2, via);
    for (const { words: words2, via } of read3.runs)
      inside2.push(judgeWords(words2, { ...command2, input: void 0, settings: {}, redirections: [] }, noOrigin, innerScene(scene), via));
    deeds.push(...read3.deeds);
    if (!isForTests("database.calls", name2, args, command2.settings)) {
      if (!isThrownAway2(code)) statements.push(...read3.statements);
      const [call] = dataCallsOf(code);
      if (call !== void 0) say3("database.calls", call);
    }
    if (language === "awk" && read3.hides !== void 0 && command2.input !== void 0) judge(command2.input, "awk | sh");
    if (read3.hides !== void 0) say3("opaque", read3.hides);
    if (read3.breaks !== void 0) say3(read3.breaks);
  }
  return { deeds, statements };
}
function compiled(name2, args) {
  if (!args.some((word) => word === "-" || word === "/dev/stdin")) return void 0;
  if (/^(gcc|g\+\+|cc|c\+\+|clang|clang\+\+|tcc)(-\d+)?$/.test(name2)) return "c";
  return /^(rustc|go|java|kotlinc|swiftc?|ghc|ocaml|nim|dmd|rdmd)$/.exec(name2)?.[1]?.replace("rustc", "rust").replace("kotlinc", "kotlin").replace("swiftc", "swift");
}
function judgeWithoutCode({ name: name2, args, command: command2, scene, inside: inside2, say: say3 }) {
  const plain4 = (words2, via) => inside2.push(judgeWords(words2, { ...command2, input: void 0, settings: {}, redirections: [] }, noOrigin, innerScene(scene), via));
  const tool = /^(ruby|jruby)/.test(name2) && args.includes("-run") ? args[args.indexOf("-e") + 1] : void 0;
  if (tool !== void 0 && args.includes("-e"))
    plain4([tool, ...args.slice(args.indexOf("-e") + 2).filter((word, index) => index > 0 || word !== "--")], "ruby -run");
  if (/^g?awk$/.test(name2) && args.some((word, index) => word === "inplace" && /^(-i|--include)$/.test(args[index - 1] ?? "")))
    plain4(["sed", "-i", "s/a/a/", ...args.slice(args.indexOf("inplace") + 2)], "awk -i inplace");
  if (/^(deno|bun|tsx|node|python[\d.]*|ruby|php)$/.test(name2) && filesAmong(args).slice(0, /^(run|serve|x)$/.test(args[0] ?? "") ? 2 : 1).some(isStrangeAddress) && !/^(add|install|i|info|cache|eval|test)$/.test(args[0] ?? ""))
    say3(networkRule(scene));
}
function codesOf(look2) {
  const { name: name2, args, command: command2, origin, sayUnread } = look2;
  const made3 = madeFor(look2);
  const language = languageOf(name2) ?? compiled(name2, args);
  const given7 = [...codeOf(name2, args), ...consoleCodeOf(name2, args, command2.input)];
  const spoken3 = made3 === void 0 ? void 0 : language ?? languageOfScript(made3);
  if (spoken3 !== void 0 && made3 !== void 0) return [...given7, { language: spoken3, code: made3 }];
  if (language === void 0 || given7.length > 0) return given7;
  const [file] = filesAmong(args);
  if ((takesInput(look2) || language !== languageOf(name2) || file?.includes(unknown) === true) && command2.input !== void 0)
    return [{ language, code: command2.input, args: args.slice(Math.max(args.indexOf("-"), args.indexOf("/dev/stdin")) + 1) }];
  if (file === unknown || takesInput(look2) && origin.chain.length > 0) sayUnread();
  return given7;
}

var mostLines2 = 400;
var linesIn = (text2) => text2.slice(0, 32768).split("\n").slice(0, mostLines2);
var readSsh = (text2) => linesIn(text2).flatMap((line) => {
  const [, name2, value2 = ""] = /^\s*(ProxyCommand|LocalCommand|KnownHostsCommand|RemoteCommand)(?:\s*=\s*|\s+)(\S.*)$/i.exec(line) ?? [];
  if (name2 !== void 0) return [{ via: `ssh ${name2}`, text: value2.replace(/%[hnpr]/g, "host"), .../^Remote/i.test(name2) ? { remote: true } : {} }];
  const [, one, other] = /^\s*Match\b.{0,400}?\bexec(?:\s*=\s*|\s+)(?:"((?:[^"\\]|\\.)*)"|(\S+))/i.exec(line) ?? [];
  const run2 = one?.replace(/\\(["\\])/g, "$1") ?? other;
  return run2 === void 0 ? [] : [{ via: "ssh Match exec", text: run2 }];
});
var readTemporaryFiles = (text2, args) => {
  const has2 = (option) => args.includes(option);
  return linesIn(text2).flatMap((line) => {
    const [kind = "", given7 = "", mode = "-", user = "-"] = line.trim().split(/\s+/);
    if (!/^[a-zA-Z][-+!=~^$?]{0,4}$/.test(kind) || given7 === "") return [];
    const path = unquoted(given7).replaceAll("%h", "~").replaceAll("%%", "%");
    const via = "systemd-tmpfiles";
    const letter = kind.slice(0, 1);
    if (has2("--remove") && /[rR]/.test(letter)) return [letter === "R" ? removing(via, path) : { via, text: `rm -f ${asWord(path)}` }];
    if (has2("--remove") && letter === "D" || has2("--clean") && /[dDevqQ]/.test(letter) || has2("--purge") && /[dDfFLC]/.test(letter))
      return [removing(via, path)];
    if (!has2("--create")) return [];
    if (/^[LC]/.test(letter) && kind.includes("+")) return [removing(via, path)];
    if (letter === "F" || letter === "w" || letter === "f" && kind.includes("+")) return [emptying(via, path)];
    if (!/[zZmdDe]/.test(letter)) return [];
    const deep = letter === "Z" ? " -R" : "";
    const bits = mode.replace(/^[~:]+/, "");
    return [
      .../^[0-7]{3,4}$/.test(bits) ? [{ via, text: `chmod${deep} ${bits} ${asWord(path)}` }] : [],
      .../^[\w-]*\w[\w-]*$/.test(user) ? [{ via, text: `chown${deep} ${user} ${asWord(path)}` }] : []
    ];
  });
};
var readRotation = (text2, args) => args.some((word) => /^(?:-d|--debug)$/.test(word)) ? [] : [...text2.slice(0, 32768).matchAll(/^\s*(?:(?:pre|post)rotate|(?:first|last|pre)(?:action|remove))\s*\n([\s\S]{1,4000}?)^\s*endscript/gm)].map(
  ([, run2 = ""]) => ({ via: "logrotate", text: run2 })
);
var readProcesses = (text2) => linesIn(text2).flatMap((line) => {
  const run2 = /^(?:[\w-]{1,60}:\s+|\s*command\s*=\s*)(\S.*)$/.exec(line)?.[1];
  return run2 === void 0 ? [] : [{ via: "a process", text: run2 }];
});
var readGit = (text2) => {
  let section = "";
  return linesIn(text2).flatMap((line) => {
    const [, name2, part] = /^\s*\[\s*([\w.-]+)\s*(?:"([^"]*)")?\s*\]/.exec(line) ?? [];
    if (name2 !== void 0) section = part === void 0 ? name2 : `${name2}.${part}`;
    const [, key, value2 = ""] = /^\s*(?:\[[^\]]*\]\s*)?([A-Za-z][\w-]*)\s*=\s*(\S.*)$/.exec(line) ?? [];
    return key === void 0 || section === "" ? [] : gitLinesOf(["-c", `${section}.${key}=${unquoted(value2.trim()).replace(/\\(["\\])/g, "$1")}`]);
  });
};
var readAccess = (text2) => linesIn(text2).flatMap((line) => {
  const run2 = /^\s*(?:credential_process\s*=|(?:-\s*)?command\s*:|"command"\s*:)\s*(\S.*)$/.exec(line)?.[1];
  return run2 === void 0 ? [] : [{ via: "keys", text: unquoted(run2.replace(/,\s*$/, "").trim()) }];
});
var ssh = { reads: readSsh, files: "-F", usual: ["~/.ssh/config", "/etc/ssh/ssh_config"] };
var processes = { reads: readProcesses, files: "-f|--procfile|-c|--configuration", usual: ["Procfile"] };
var programs2 = new Map([
  ...["ssh", "scp", "sftp", "sshfs", "mosh", "autossh", "ssh-copy-id"].map((name2) => [name2, ssh]),
  [
    "git",
    {
      reads: readGit,
      files: "--file",
      usual: ["~/.gitconfig", "~/.config/git/config", ".git/config"],
      variables: ["GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG"]
    }
  ],
  ["aws", { reads: readAccess, files: "--config", usual: ["~/.aws/config"], variables: ["AWS_CONFIG_FILE"] }],
  ["kubectl", { reads: readAccess, files: "--kubeconfig", usual: ["~/.kube/config"], variables: ["KUBECONFIG"] }],
  ["systemd-tmpfiles", { reads: readTemporaryFiles, inline: "--inline" }],
  ["logrotate", { reads: readRotation }],
  ...["foreman", "honcho", "overmind", "hivemind", "supervisord"].map((name2) => [name2, processes])
]);
var configuredBy = (name2) => programs2.get(name2);

var isInput = (word) => word === "-" || word === "/dev/stdin" || /^\/(?:dev|proc\/self)\/fd\/\d$/.test(word);
function judgeConfigured(look2) {
  const { name: name2, args, command: command2, scene, judge } = look2;
  const program = configuredBy(name2);
  if (program === void 0) return;
  const texts2 = /* @__PURE__ */ new Set();
  const here2 = scene.folders[0] ?? "/";
  const add2 = (path) => {
    const text2 = path === unknown ? command2.offered?.[0] : isInput(path) ? command2.input : scene.traces.written.get(wholePath(here2, path.replace(/^~(?=\/)/, scene.ground.surroundings.home)));
    if (text2 !== void 0) texts2.add(text2);
  };
  const options2 = program.files?.split("|") ?? [];
  for (const [index, word] of args.entries()) {
    const glued = options2.find((option) => word.startsWith(option) && word.length > option.length);
    if (options2.includes(args[index - 1] ?? "")) add2(word);
    else if (glued !== void 0) add2(word.slice(glued.length).replace(/^=/, ""));
    else if (program.inline !== void 0 && args.includes(program.inline) && !word.startsWith("-")) texts2.add(word);
    else if (options2.length === 0 && (!word.startsWith("-") || word === "-")) add2(word);
  }
  for (const file of program.usual ?? []) add2(file);
  for (const variable of program.variables ?? []) {
    const file = command2.settings[variable] ?? scene.traces.environment[variable];
    if (file !== void 0) add2(file);
  }
  for (const text2 of texts2)
    for (const line of program.reads(text2, args))
      judge(line.text, line.via, line.remote === true ? { remote: true, server: "elsewhere", folders: [scene.ground.surroundings.home] } : {});
}

var doubtful2 = ["rm", "dd", "mkfs", "shred", "mv", "chmod", "chown", "git", "find"];
var grave2 = [
  ...doubtful2,
  ..."sh bash zsh dash ksh env eval exec sudo doas su xargs python python3 perl ruby node php awk curl wget ssh scp nc kill killall pkill tee truncate wipefs chgrp crontab at reboot shutdown halt docker kubectl cp tar sed make npm npx".split(
    " "
  )
];
var harmless = "ls cat echo head tail wc grep stat file date pwd printf sort uniq diff which whoami id uname df du less true".split(" ");
function judgeDoubtful(words2, command2, origin, scene, via) {
  const [first3 = "", ...args] = words2;
  const looked = words2.join(" ");
  const name2 = programName([first3]);
  const pattern = /^[\uE000-\uE00F]+$/.test(name2) ? unknown : name2;
  const fitting = (pattern === unknown ? ["rm", "dd"] : doubtful2).filter((name3) => globFits(pattern, name3));
  const steps = args.length === 0 ? [] : fitting.map((name3) => judgeWords([name3, ...args], command2, origin, scene, via));
  const worst = steps.find(({ severity }) => severity === "catastrophic") ?? steps.find(({ severity }) => severity === "risky");
  if (worst?.severity === "catastrophic") return { ...worst, looked: brief(looked) };
  const fetches = origin.captured.some(isFetching);
  if (fetches) return found2(scene, scene.root ? "network.run-as-root" : "network.run", looked, looked, via);
  if (first3 === unknown && args.length === 0 && origin.captured.length === 0 && !command2.within.includes("loop")) return stepOf(looked, via, void 0, []);
  if (first3.includes("/") && pattern !== "" && !/[\uE000-\uE00F]/.test(pattern)) return judgeWords([pattern, ...args], command2, origin, scene, via);
  if (worst !== void 0) return { ...worst, looked: brief(looked) };
  const looking2 = pattern.includes(unknown) || grave2.some((one) => globFits(pattern, one)) ? void 0 : harmless.find((one) => globFits(pattern, one));
  if (looking2 !== void 0 && /\w/.test(pattern)) return judgeWords([looking2, ...args], command2, origin, scene, via);
  return found2(scene, "opaque", looked, looked, via);
}

import { posix as posix14 } from "node:path";
var servers = /^(?:http\.server|SimpleHTTPServer|serve|http-server|live-server|servor|sirv|httpd|darkhttpd|miniserve|webfsd|dufs|simple-http-server|caddy|php|ruby|busybox|rclone|copyparty)$/;
var folderOptions = "-d|--directory|-t|--root|-r|--dir|-h|--home|-s";
var lost2 = /* @__PURE__ */ new Set(["root", "home", "keys", "parent", "system", "instar"]);
var pool = /^(?:-\w=?|--[\w-]{1,40}=)?stratum\d?\+(?:tcp|ssl|tls):\/\//;
function judgeExposure({ name: name2, args, looked, scene, say: say3 }) {
  if (looked.includes("stratum") && args.some((word) => pool.test(word))) say3("network.miner");
  if (!servers.test(name2) || !isServing(name2, args)) return;
  const call = readInvocation(name2, args);
  const folders3 = [
    ...valuesOf(call, folderOptions),
    ...args.filter((_, index) => folderOptions.split("|").includes(args[index - 1] ?? "")),
    ...call.plain.filter((word) => /^[~/.]/.test(word))
  ];
  const [here2 = "/"] = scene.folders;
  const served = folders3.length === 0 ? [here2] : folders3.map((folder) => posix14.resolve(here2, folder));
  const bound = args.some((word, index) => /^(?:--bind|-b|--host|--address|-a)$/.test(args[index - 1] ?? "") && /^(?:0\.0\.0\.0|::|\*)$/.test(word)) || args.some((word) => /^--?(?:bind|address)=(?:0\.0\.0\.0|::|\*)$/.test(word));
  if (bound && name2 === "http.server" || served.some((folder) => lost2.has(scene.ground.places.kindOf(folder)))) say3("network.serving", served[0]);
}
var isServing = (name2, args) => name2 === "php" ? args.includes("-S") : name2 === "ruby" ? args.some((word) => word === "-run") && args.includes("httpd") : name2 === "busybox" ? args[0] === "httpd" : name2 === "caddy" ? args[0] === "file-server" : name2 === "rclone" ? args[0] === "serve" : true;

import { posix as posix15 } from "node:path";
var installers = /^(?:make|gmake|npm|pnpm|yarn|bun|pip[\d.]*|uv|pipx|cargo|go|gem|cmake|ninja|meson|just|task|rake|mvn|gradle|docker|docker-compose|dpkg|apt|apt-get|rpm|dnf|yum|installer|code|claude|terraform)$/;
var insideRuns = /^(?:make|gmake|just|task|rake|\.\/\w+)$/;
function judgeFetched(look2) {
  const { words: words2, name: name2, args, origin, scene, fetches, say: say3 } = look2;
  const { fetched, unpacked: unpacked3 } = origin.traces;
  judgeShadows(look2);
  if (fetches && /^g?make$/.test(name2) && args.some((word) => word === "-" || word === "/dev/stdin")) say3(networkRule(scene));
  if (fetched.length === 0 && unpacked3.length === 0) return;
  const [here2 = "/"] = scene.folders;
  const isNamed2 = (word) => word !== "" && fetched.some(
    (file) => file !== "" && (isAmong(word, file) || posix15.resolve(here2, file) === posix15.resolve(here2, word) || file.replace(/^\.\//, "") === word.replace(/^\.\//, ""))
  );
  const isWithin = (word) => {
    const path = posix15.resolve(here2, word);
    return unpacked3.some(
      (folder) => (path === folder || path.startsWith(`${folder}/`)) && (folder !== scene.ground.surroundings.project || scene.ground.files.look(path) === void 0)
    );
  };
  const isTheirs = (word) => isNamed2(word) || isWithin(word);
  const [program = ""] = words2;
  const files3 = filesAmong(args);
  const isChecking = args.some((word) => /^-\w*n\w*$|^--(?:check|version|help|syntax-check)$|^-m$|^-c$|^-e$/.test(word));
  if (program.includes("/") && isTheirs(program)) say3(networkRule(scene));
  else if (languageOf(name2) !== void 0 && !isChecking && files3[0] !== void 0 && isTheirs(files3[0])) say3(networkRule(scene));
  else if (/^(?:ba|z|da)?sh$|^source$|^\.$/.test(name2) && !isChecking && files3[0] !== void 0 && isTheirs(files3[0])) say3(networkRule(scene));
  else if (installers.test(name2) && args.some((word) => /[/.]/.test(word) && !word.startsWith("-") && isTheirs(word) && isInstalling(name2, args)))
    say3(networkRule(scene));
  else if (insideRuns.test(name2) && !isChecking && (isFreshHere(here2, isWithin, scene) || fetched.some((file) => /^(?:.*\/)?(?:[mM]akefile|GNUmakefile|justfile|Taskfile\.ya?ml|Rakefile)$/.test(file))))
    say3(networkRule(scene));
}
var isFreshHere = (here2, isWithin, { ground }) => here2 !== ground.surroundings.project && here2 !== "/" && isWithin(here2) && ground.files.look(here2) === void 0;
var ranged = /\[[\w:-]{1,40}\]|\{[^{}]{1,200}\}|#\d/g;
var isWild = (word) => /[\uE000\uE001]/.test(word);
function isAmong(word, file) {
  const name2 = posix15.basename(word);
  const one = posix15.basename(file).replace(ranged, "1");
  if (isWild(word)) return name2.replace(/[\uE000\uE001]/g, "").length > 1 && globFits(name2, one);
  return one !== posix15.basename(file) && globFits(posix15.basename(file).replace(ranged, wildcard.many), name2);
}
var programFolders = /(?:^|\/)(?:\.local\/bin|\.cargo\/bin|go\/bin|\.bun\/bin|\.deno\/bin|\.npm-global\/bin|\.yarn\/bin)\/([\w.+-]+)$|^(?:~|\/home\/[^/]+|\/Users\/[^/]+)\/bin\/([\w.+-]+)$/;
var everyday2 = /^(?:git|ssh|sudo|su|ls|cat|rm|cp|mv|cd|npm|npx|node|python3?|pip3?|docker|kubectl|curl|wget|bash|sh|zsh|make|gcc|cc|go|cargo|claude|codex|gh|aws|gcloud|terraform|instar|grep|sed|awk|ps|kill|gpg|scp|rsync|tar|vim?|nano|code|yarn|pnpm|bun|deno|passwd|login|env|which)$/;
function judgeShadows({ name: name2, args, command: command2, say: say3 }) {
  const saved = /^(?:curl|wget)$/.test(name2) ? valuesOf(readInvocation(name2, args), "-o|--output|-O|--output-document") : [];
  const written4 = command2.redirections.filter(({ operator }) => operator.includes(">")).map(({ target }) => target);
  const put2 = /^(?:cp|ln|install|mv|tee)$/.test(name2) ? args.slice(-1) : [];
  for (const path of saved) if (programFolders.test(path)) say3("network.installs", path);
  for (const path of [...written4, ...put2]) {
    const [, one, other] = programFolders.exec(path) ?? [];
    if (everyday2.test(one ?? other ?? "")) say3("later.shadow", path);
  }
}
var isInstalling = (name2, args) => /^(?:make|gmake|just|task|rake|dpkg|installer|ninja)$/.test(name2) ? !args.includes("-n") : args.some((word) => /^(?:i|install|add|ci|run|exec|up|apply|build|-i|-U|--install-extension|-P)$/.test(word));

function judgeEach(name2, args, command2, scene) {
  if (name2 === "find" || name2 === "gfind") return judgeFound(args, command2, scene);
  if (name2 === "fd" || name2 === "fdfind") return judgeFd(args, command2, scene);
  return name2 === "parallel" || name2 === "rush" ? judgeParallel(args, command2, scene) : [];
}
function judgeFound(args, command2, scene) {
  const out2 = [];
  for (const [index, word] of args.entries()) {
    if (!/^-(exec|execdir|ok|okdir)$/.test(word)) continue;
    const { words: words2, narrow } = foundBy(args, index);
    const rest = args.slice(index + 1);
    const end = rest.findIndex((part, at2) => part === ";" || part === "+" && rest[at2 - 1] === "{}");
    const run2 = end === -1 ? rest : rest.slice(0, end);
    const whole = programName(run2) === "rm" ? ["-r"] : handing.test(programName(run2)) ? ["-R"] : [];
    const given7 = narrow || args.includes("-maxdepth") || whole.length > 0 ? words2 : words2.map((root) => `${root.replace(/\/\uE000*$/, "")}/`);
    const filled3 = (narrow ? run2 : [run2[0] ?? "", ...whole, ...run2.slice(1)]).flatMap(
      (part) => part === "{}" ? given7 : part.includes("{}") ? given7.slice(0, 8).map((one) => part.replaceAll("{}", one)) : [part]
    );
    out2.push(
      judgeWords(filled3, { ...command2, input: void 0, settings: {}, within: [...command2.within, "loop"] }, noOrigin, innerScene(scene), `find ${word}`)
    );
  }
  return out2;
}
function judgeFd(args, command2, scene) {
  const at2 = args.findIndex((word) => /^(-x|-X|--exec|--exec-batch)$/.test(word));
  if (at2 === -1) return [];
  const before = args.slice(0, at2).filter(
    (word, index) => !word.startsWith("-") && !/^-(t|e|E|d|c|S|o|j|-type|-extension|-exclude|-max-depth|-min-depth|-color|-size|-owner|-threads)$/.test(args[index - 1] ?? "")
  );
  const isNamed2 = args.slice(0, at2).some((word) => /^(-e|--extension)$/.test(word));
  const narrow = isNamed2 || before[0] !== void 0 && !/^[.^$*]*$/.test(before[0]);
  const folder = before[1] ?? ".";
  const name2 = isNamed2 ? `${folder}/found/by.name` : narrow ? `${folder}/${before[0]?.replace(/[\^$\\]/g, "") ?? ""}` : `${folder}/`;
  const told2 = args.slice(at2 + 1);
  const run2 = narrow || programName(told2) !== "rm" ? told2 : [told2[0] ?? "", "-r", ...told2.slice(1)];
  return [
    judgeWords(
      run2.some((word) => word.includes("{}")) ? run2.map((word) => word.replaceAll("{}", name2)) : [...run2, name2],
      { ...command2, input: void 0, settings: {} },
      noOrigin,
      innerScene(scene),
      "fd -x"
    )
  ];
}

import { posix as posix16 } from "node:path";
function judgeGit({ name: name2, args, command: command2, origin, scene, say: say3 }) {
  if (name2 !== "git") return;
  for (const setting2 of settingsOfGit(args, command2.settings)) {
    const rule = ruleOfSetting(setting2, args);
    if (rule !== void 0) say3(rule, `${setting2.key}=${setting2.value}`);
  }
  const template = command2.settings["GIT_TEMPLATE_DIR"] ?? "";
  if (template !== "") say3("git.unguarded", template);
  if (isPushedElsewhere(args, origin.traces.remotes, posix16.basename(scene.ground.surroundings.home))) say3("git.push-elsewhere");
}
var keepers = /^$|^(store|cache|osxkeychain|manager(-core)?|libsecret|gnome-keyring|gnome-libsecret|wincred|oauth|netrc|pass)(\s+--?[\w-]+[= ]?\S*)*$|^!?\S*\b(gh|glab) auth git-credential$|^!?aws codecommit credential-helper \$@$|^!?(\S*\/)?gcloud\.sh$|^\S*\/(git-credential-(manager(-core)?|osxkeychain|libsecret|oauth|gcloud\.sh)|git-credential-manager\.exe)$/;
var hostOf2 = (address) => /^(?:[\w+]+:\/\/)?(?:[^/@]*@)?([\w.-]+)[:/]/.exec(address)?.[1]?.toLowerCase();
var lasting = /^(\/var)?\/tmp\/|^\/dev\/shm\/|^https?:/;
function ruleOfSetting({ key, value: value2, isKept }, args) {
  const isDoing2 = (command2) => isKept || args.includes(command2);
  if (/^credential\.(.*\.)?helper$/.test(key)) return keepers.test(value2) ? void 0 : "git.credential-helper";
  const [, base] = /^url\.(.*)\.(?:push)?insteadof$/s.exec(key) ?? [];
  if (base !== void 0) return isElsewhere(base) && hostOf2(base) !== hostOf2(value2) ? "git.elsewhere" : void 0;
  if (key === "init.templatedir" && value2 !== "") return "git.unguarded";
  if (key === "protocol.ext.allow" && value2 !== "never") return "git.unguarded";
  if (/^include(if\..*)?\.path$/.test(key) && lasting.test(value2)) return "git.unguarded";
  if (/^http\.(.*\.)?sslverify$/.test(key)) return isOff(value2) ? "git.unverified" : void 0;
  if (key === "clean.requireforce") return isOff(value2) && isKept ? "git.clean" : void 0;
  if (/^remote\..*\.push$/.test(key)) return isDoing2("push") && /^\+|^:./.test(value2) ? "git.force-push" : void 0;
  if (/^remote\..*\.mirror$/.test(key)) return isKept && !isOff(value2) ? "git.force-push" : void 0;
  if (/^remote\..*\.(push)?url$/.test(key)) return !isKept && args.includes("push") && isElsewhere(value2) ? "git.push-elsewhere" : void 0;
  if (/^remote\..*\.fetch$/.test(key)) return /^\+[^:]*:refs\/(heads\/|\*|\uE000)/.test(value2) ? "git.fetch-over" : void 0;
  if (/^gc\.(reflogexpire|reflogexpireunreachable|pruneexpire|worktreepruneexpire)$/.test(key))
    return /^(now|all|0|seconds?)$/i.test(value2) ? "git.gc-now" : void 0;
  return void 0;
}

function judgeHosting({ name: name2, args, command: command2, origin, looked, say: say3 }) {
  if (name2 !== "gh" && name2 !== "glab") return;
  if (origin.captured.some(isTelling2) || origin.chain.some(isTelling2) && !/^(auth|secret)$/.test(args[0] ?? "") || isTellingInput(command2.redirections))
    say3("network.send-secret-piped");
  const call = readInvocation(name2, args);
  if (call.plain[0] !== "api") return;
  const fields = valuesOf(call, "-f|-F|--field|--raw-field|--input");
  const method = (valuesOf(call, "-X|--method").at(-1) ?? (fields.length > 0 ? "POST" : "GET")).toUpperCase();
  const path = (call.plain[1] ?? "").replace(/^https?:\/\/[^/]+\/(api\/v\d+\/)?/, "").replace(/^\/|\?.*$/g, "");
  if (path === "graphql" ? fields.some((field3) => mutating.test(field3)) : method !== "GET" && (method === "DELETE" ? !spoken2.test(path) : settled.test(path)))
    say3("repositories.request", looked);
  if (method === "GET" && telling2.test(path)) say3("repositories.token", looked);
}
var isTellingInput = (redirections) => redirections.some(({ operator, target }) => operator === "<" && isTelling2({ words: ["cat", target], files: [], redirections: [] }));
var spoken2 = /\/(comments\/\d+\/reactions|reactions|subscription|requested_reviewers|assignees|labels(\/[^/]+)?|reviews\/\d+)(\/\d+)?$|^(user\/starred|notifications)\//;
var settled = /^(repos\/[^/]+\/[^/]+|projects\/[^/]+|orgs\/[^/]+|groups\/[^/]+|user|users\/\d+)$|\/(protection|protected_branches|protected_tags|git\/refs|collaborators|members|memberships|hooks|keys|deploy_keys|gpg_keys|secrets|variables|permissions|rulesets|environments|pages|transfer|archive|invitations|teams|access_tokens|impersonation_tokens|personal_access_tokens|runners|installations|vulnerability-alerts|automated-security-fixes|actions\/permissions|interaction-limits|share|fork|mirror|push_rules?|approvals|approval_rules|dispatches|remote_mirrors|integrations)(\/|$)|^(user|admin|enterprises|application|applications)\//;
var mutating = /\bmutation\b[\s\S]{0,2000}\b(?:delete(?!Reaction|Label|IssueComment)|transfer|archive|remove(?!Reaction|Label|Assignees|Star|Upvote)|revoke|disable|update(?:Repository|Ref|BranchProtection|Enterprise|Organization|Environment)|create(?:Ref|BranchProtection|Deployment|Repository)|change|mergeBranch|grant|publish)\w{0,60}\s*\(/i;
var telling2 = /\/(registration-token|remove-token|access_tokens)$|^projects\/[^/]+\/variables(\/|$)|^(projects|groups)\/[^/]+\/(ci\/)?variables/;

var takers2 = [
  [
    "system.packages-listed",
    /^(?:pip[\d.]*|pipx|gem|cargo|code|codium|cursor|brew|conda|mamba|opam|luarocks|composer|dotnet|go)\s(?:.{0,60}\s)?-{0,2}(?:uninstall|remove|rm|uninstall-extension)\b/
  ],
  [
    "system.packages-listed",
    /^(?:npm|pnpm|yarn|bun)\s(?:.{0,60}\s)?(?:uninstall|remove|rm|un|r|unlink)\s(?:.{0,60}\s)?(?:-g|--global)\b|^(?:npm|pnpm|yarn|bun)\s(?:.{0,40}\s)?(?:-g|--global)\s(?:.{0,40}\s)?(?:uninstall|remove|rm|un)\b/
  ],
  ["system.packages-listed", /^python[\d.]*\s-m\s(?:pip|pipx)\suninstall\b/],
  ["git.tags-listed", /^git\s(?:-C\s\S{1,200}\s)?tag\s(?:.{0,40}\s)?(?:-d|--delete)\b/]
];
function judgeListed({ name: name2, args, command: command2, origin, say: say3, looked }) {
  if (removing2.test(name2) && origin.captured.some(isListingUntracked)) say3("git.clean", looked);
  if (!args.some((word) => /[\uE000\uE001\uE00F]|^\//.test(word) || isPlaceholder(word))) return;
  if (!command2.within.includes("loop") && origin.captured.length === 0) return;
  const line = `${name2} ${args.slice(0, 20).join(" ")}`;
  const [rule] = takers2.find(([, pattern]) => pattern.test(line)) ?? [];
  if (rule !== void 0) say3(rule, looked);
}
var removing2 = /^(?:g?rm|unlink|shred|trash|trash-put)$/;
var isListingUntracked = ({ words: words2 }) => programName(words2) === "git" && words2.includes("ls-files") && words2.some((word) => /^(?:-\w*o\w*|--others)$/.test(word)) && // With a name it is no more than what bears it.
words2.slice(words2.indexOf("ls-files") + 1).every((word) => word.startsWith("-") || word === ".") && !words2.some((word) => /^(?:-\w*i\w*|--ignored)$/.test(word));
var parent = /\$\{?PPID\b/;
var aboutProcesses = (word) => /^\/proc(?:\/|$)/.test(word);
function judgeKilling({ name: name2, args, command: command2, origin, say: say3, looked }) {
  if (name2 !== "kill" || args.some((word) => /^(?:-0|-l|--list)$/.test(word))) return;
  if (parent.test(command2.source) || args.some((word) => parent.test(word))) say3("system.kill-parent", looked);
  if (args.some((word) => /[\uE000\uE001]/.test(word))) say3("system.kill-found", looked);
  else if (args.some((word) => word.includes(unknown) || word.includes("/") || isPlaceholder(word)) && [...origin.chain, ...origin.captured].some(({ words: words2 }) => isListing(words2)))
    say3("system.kill-found", looked);
}
var isListing = (words2) => /^(?:ls|find|gfind|echo|printf|grep|egrep|rg|awk|basename|cut|sed)$/.test(programName(words2)) && words2.some(aboutProcesses);

var handlers = /^(cat|tac|less|more|head|tail|bat|batcat|nl|od|xxd|hexdump|strings|wc|sort|uniq|cut|paste|column|fold|tr|[efu]?grep|rg|ag|ack|g?sed|[gm]?awk|jq|yq|diff|cmp|comm|colordiff|delta|ls|exa|eza|stat|file|tree|du|[a-z\d]*sum|shasum|touch|chmod|chown|chgrp|mv|cp|ln|install|rm|rmdir|unlink|shred|git|gh|glab|hg|svn|shellcheck|shfmt|checkbashisms|tee|dos2unix|iconv|base64|gzip|gunzip|xz|tar|zip|unzip|rsync|scp|prettier|eslint|oxlint|biome|dprint|tsc|standard|xo|black|ruff|flake8|pylint|mypy|pyright|isort|yamllint|hadolint|actionlint|markdownlint\S*|rustfmt|gofmt|goimports|clang-format|clang-tidy|stylelint|test|\[|\[\[|echo|printf|readlink|realpath|basename|dirname|mkdir|mktemp|cd|pushd|export|set|declare|local|code|cursor|subl|open|xdg-open|nano|curl|wget|aws|gsutil|docker|podman|nerdctl|kubectl|oc|helm|terraform|pandoc|find|fd|read|mapfile|readarray|claude|for|case|select|sqlite3|psql|mysql)$/;
var runners2 = /^(go|java|deno|bun|tsx|ts-node|npx|bunx|zx|jbang|kotlin|kotlinc|scala|scala-cli|swift|dotnet|dotnet-script|cargo|rust-script|uv|pipx|julia|R|Rscript|elixir|iex|escript|ghc|runghc|runhaskell|stack|groovy|clojure|bb|crystal|nim|zig|v|tcc|cling|racket|guile|ocaml|swipl|jshell|osascript|env|g?awk|mawk|tclsh|wish|expect|ipython|streamlit|uvicorn|gunicorn|electron|nodemon|pm2|forever|fastapi|flask|lua\S*|php|irb)$/;
var compilers = /^((\S+-)?(gcc|g\+\+|c\+\+|cc|clang|clang\+\+)(-[\d.]+)?|rustc|javac|kotlinc|scalac|swiftc|ghc|tcc|fpc|gfortran|gnat\w*|nim|zig|valac|dmd|ldc2|mcs|csc|ocamlopt|ocamlc|go|nasm|shc)$/;
function languageOfInput(compiler, args) {
  if (compiler === "rustc") return "rust";
  if (/^(go|ghc)$/.test(compiler)) return compiler;
  if (/^(java|kotlin|scala)c$/.test(compiler)) return compiler.slice(0, -1);
  const named5 = args.indexOf("-x");
  return named5 !== -1 && args[named5 + 1] === "go" ? "go" : "c";
}

import { posix as posix17 } from "node:path";
var hooked = /^(commit|merge|checkout|switch|rebase|pull|push|am|clone|worktree|cherry-pick|revert|gc|stash|hook|fetch|receive-pack|reset)$/;
function judgeHooks({ args, scene, inside: inside2 }) {
  const { plain: plain4 } = readInvocation("git", args);
  if (!hooked.test(plain4[0] ?? "")) return;
  if (args.some((word) => /^(--no-verify|--dry-run)$/.test(word))) return;
  const named5 = args.map((word) => /^core\.hooksPath=(.+)$/i.exec(word)?.[1]).find((place) => place !== void 0);
  for (const [path, text2] of scene.traces.written)
    if (/\/(\.husky|\.githooks|hooks)\/(_\/)?[\w-]+$/.test(path) || named5 !== void 0 && posix17.dirname(path) === wholePath(scene.folders[0] ?? "/", named5))
      inside2.push(...stepsOfText(text2, languageOfText(path, text2), "a hook of git", scene));
    else if (hookNames.test(path)) inside2.push(...catastrophicAmong(stepsOfText(text2, languageOfText(path, text2), "a hook of git", scene)));
}
var hookNames = /\/((pre|post)-(commit|push|merge|checkout|rebase|rewrite|applypatch|receive|update|merge-commit|auto-gc)|(prepare-)?commit-msg|applypatch-msg|update|fsmonitor-watchman|reference-transaction)$/;

var lifecycle = ["preinstall", "install", "postinstall", "prepublish", "preprepare", "prepare", "postprepare"];
function judgePackageScripts(look2) {
  const { name: name2, args, scene, inside: inside2 } = look2;
  if (!/^(npm|pnpm|yarn|bun|npx)$/.test(name2)) return;
  const { written: written4 } = scene.traces;
  const own2 = written4.size === 0 ? [] : scriptsOf(written4.get(wholePath(scene.folders[0] ?? "/", "package.json")));
  const scripts = new Map([...own2, ...scene.traces.scripts]);
  const { plain: plain4 } = readInvocation(name2, args);
  const [verb = "", more3 = ""] = plain4;
  if (verb === "pkg" || verb === "set-script") {
    for (const word of plain4.slice(2)) inside2.push(...gravestIn(word.replace(/^[^=]*=/, ""), "a script of the package", scene));
    return;
  }
  if (scripts.size === 0) return;
  const wanted = /^(run|run-script|rum|urn)$/.test(verb) ? [more3] : /^(i|ci|install|add|clean-install|rebuild|pack|publish|link|it|install-test)$/.test(verb) || verb === "" && name2 !== "npx" ? lifecycle : [/^(t|tst)$/.test(verb) ? "test" : verb];
  for (const key of wanted)
    for (const one of [`pre${key}`, key, `post${key}`]) {
      const text2 = scripts.get(one);
      if (text2 !== void 0) look2.judge(text2, `the script ${one}`);
    }
}
function scriptsOf(text2) {
  if (text2 === void 0 || text2.length > 131072) return [];
  try {
    const { scripts } = JSON.parse(text2);
    return typeof scripts === "object" && scripts !== null ? Object.entries(scripts).filter((entry) => typeof entry[1] === "string") : [];
  } catch {
    return [];
  }
}

import { posix as posix18 } from "node:path";
var usual = [
  [/^(rake|bundle|rails|thor|guard|cap)$/, /^(Rakefile|Gemfile|Guardfile|Capfile|Thorfile|.*\.(rake|gemspec))$/],
  [
    /^(pip[\d.]*|uv|poetry|python[\d.]*|hatch|pdm|tox|nox|invoke|inv|fab|doit|scons|pytest|py\.test|mypy|coverage)$/,
    /^(setup|noxfile|tasks|fabfile|dodo|conftest|SConstruct|build)(\.py)?$/
  ],
  [
    /^(npx|pnpm|yarn|bunx?|npm|vite|vitest|webpack|rollup|jest|gulp|grunt|eslint|prettier|tailwindcss|postcss|next|nuxt|astro|playwright|cypress|metro|babel|tsup|esbuild|mocha|karma|nest|svelte-kit)$/,
    /(\.config|\.setup|rc)\.[cm]?[jt]s$|^(gulpfile|Gruntfile|karma\.conf|\.pnpmfile)\.[cm]?[jt]s$/
  ],
  [/^cargo$/, /^(build|main|lib)\.rs$/],
  [/^(gradle|gradlew|mvn|mvnw|sbt|mill|bazel|buck2?)$/, /\.(gradle|kts|sbt|sc|bzl)$/],
  [/^(direnv)$/, /^\.envrc$/],
  [/^(mix|rebar3)$/, /^(mix\.exs|rebar\.config)$/],
  [/^(just)$/, /^\.?justfile$/i],
  [/^(task|go-task)$/, /^Taskfile\.ya?ml$/],
  [/^(vagrant)$/, /^Vagrantfile$/]
];
function judgeUsualFiles({ name: name2, scene, inside: inside2 }) {
  for (const [tools, files3] of usual) {
    if (!tools.test(name2)) continue;
    for (const [path, text2] of scene.traces.written) {
      const file = posix18.basename(path);
      if (!files3.test(file)) continue;
      const language = /^(Rakefile|Gemfile|Guardfile|Capfile|Thorfile|Vagrantfile)$|\.(rake|gemspec)$/.test(file) ? "ruby" : file === "SConstruct" ? "python" : languageOfText(path, text2);
      inside2.push(...catastrophicAmong(stepsOfText(language === void 0 ? text2.replace(/^[ \t]+[@-]*/gm, "") : text2, language, name2, scene)));
      if (file === "build.rs" || file === "Taskfile.yml") inside2.push(...gravestIn(text2, name2, scene));
    }
  }
}
function judgeSiteFiles({ args, scene, inside: inside2 }) {
  if (args.some((word) => /^-[a-zA-Z]*[SI]/.test(word))) return;
  for (const [path, text2] of scene.traces.written)
    if (/\.pth$|\/(site|user)customize\.py$/.test(path)) inside2.push(...stepsOfText(text2, "python", "a file that python begins with", scene));
}

import { posix as posix19 } from "node:path";
function usedBy({ name: name2, args, scene }) {
  const out2 = /* @__PURE__ */ new Map();
  if (name2 === "run-parts") {
    for (const [path, text2] of scene.traces.written)
      if (args.some((word) => posix19.dirname(path) === wholePath(scene.folders[0] ?? "/", word))) out2.set(path, text2);
  }
  const here2 = scene.folders[0] ?? "/";
  const { written: written4 } = scene.traces;
  for (const word of args.slice(0, 60)) {
    for (const part of [word, word.replace(/^-{0,2}[\w-]+=/, ""), word.replace(/^[@<]/, ""), word.replace(/^-[a-zA-Z]/, "")]) {
      const path = wholePath(here2, part);
      const text2 = written4.get(path);
      if (text2 !== void 0) out2.set(path, text2);
      else if (runners2.test(name2) && /^\.|\/$|\/\.\.\.$/.test(part)) {
        for (const [file, content] of written4) if (posix19.dirname(file) === path.replace(/\/\.\.\.$/, "")) out2.set(file, content);
      }
    }
    if (/^\w[\w.]*$/.test(word) && /^(python|pypy)/.test(name2)) {
      const path = `${wholePath(here2, word.replaceAll(".", "/"))}.py`;
      const text2 = written4.get(path);
      if (text2 !== void 0) out2.set(path, text2);
    }
  }
  for (const path of takenIn(name2, args)) {
    const text2 = written4.get(wholePath(here2, path));
    if (text2 !== void 0) out2.set(wholePath(here2, path), text2);
  }
  if (name2 === "java") {
    for (const [path, text2] of written4) if (args.some((word) => /\.java$/.test(path) && posix19.basename(path, ".java") === word)) out2.set(path, text2);
  }
  return [...out2].map(([path, text2]) => ({ path, text: text2 }));
}
function takenIn(name2, args) {
  if (/^(?:python|pypy)[\d.]*$/.test(name2)) {
    const folder = args.find((word) => !word.startsWith("-") && !/[\s(;]/.test(word));
    const code2 = args[args.indexOf("-c") + 1] ?? "";
    const modules = args.includes("-c") ? [...code2.matchAll(/(?:^|[;\n])\s*(?:import|from)\s+([\w.]{1,80})/g)].slice(0, 20).map(([, module = ""]) => module.replaceAll(".", "/")) : [];
    return [
      ...modules.flatMap((module) => [`${module}.py`, `${module}/__init__.py`]),
      ...folder === void 0 ? [] : [`${folder.replace(/\/$/, "")}/__main__.py`]
    ];
  }
  if (!/^(?:node|bun|tsx|deno|ruby|perl|php|lua[\d.]*)$/.test(name2)) return [];
  const code = args.find((word) => /\b(?:require|import|include|dofile|load|do)\b/.test(word)) ?? "";
  return [
    ...code.slice(0, 4e3).matchAll(/\b(?:require(?:_relative|_once)?|import|include(?:_once)?|dofile|load|do|from)\s*\(?\s*["'`]([^"'`\n]{1,200})["'`]/g)
  ].slice(0, 20).flatMap(([, path = ""]) => ["", ".js", ".mjs", ".cjs", ".ts", ".rb", ".lua", "/index.js"].map((ending) => path + ending));
}

function judgeMade(look2) {
  const { name: name2, args, command: command2, scene, inside: inside2 } = look2;
  judgePackageScripts(look2);
  if (command2.input !== void 0 && args.includes("-") && compilers.test(name2))
    inside2.push(...catastrophicAmong(stepsOfText(command2.input, languageOfInput(name2, args), name2, scene)), ...gravestIn(command2.input, name2, scene));
  const [offered] = command2.offered ?? [];
  if (offered !== void 0 && isShell(name2) && args.some((word, at2) => /^--(rcfile|init-file)$/.test(args[at2 - 1] ?? "") && word === unknown))
    look2.judge(offered, `${name2} --rcfile`);
  if (scene.traces.written.size === 0) return;
  if (name2 === "git") judgeHooks(look2);
  if (/^(python|pypy)[\d.]*$/.test(name2)) judgeSiteFiles(look2);
  judgeUsualFiles(look2);
  if (handlers.test(name2) || onlyReads(name2, args)) return;
  const own2 = madeFor(look2);
  for (const { path, text: text2 } of usedBy(look2)) {
    if (text2 === own2) continue;
    const language = languageOfText(path, text2);
    const isRun = runners2.test(name2) || languageOf(name2) !== void 0 || isShell(name2);
    if (language === void 0 && !isShellScript(look2, path, text2)) {
      if (isRun || scriptProgramOf(name2) !== void 0) inside2.push(...gravestIn(text2, name2, scene));
      continue;
    }
    const steps = stepsOfText(text2, isShell(name2) ? void 0 : language, name2, scene);
    inside2.push(...isRun ? steps : catastrophicAmong(steps));
    if (compilers.test(name2) || runners2.test(name2)) inside2.push(...gravestIn(text2, name2, scene));
  }
}
function isShellScript({ name: name2, args, scene }, path, text2) {
  if (name2 === "run-parts" || isShell(name2)) return true;
  if (/^#!.*\b(ba|z|da|k)?sh\b/.test(text2) || /\.(sh|bash|zsh|ksh)$/.test(path)) return true;
  return args.some((word) => word.startsWith("SHELL=") && wholePath(scene.folders[0] ?? "/", word.slice(6)) === path);
}

var byThemselves = /^(?:pre|post)?(?:install|prepare|publish|pack|uninstall)$|^prepublishOnly$|^dependencies$/;
var fetching2 = /(?:curl|wget)\s[^\n]{0,400}\|\s{0,4}(?:sudo\s+)?(?:ba|z|da)?sh\b|(?:child_process|exec(?:Sync)?|spawn(?:Sync)?|system|popen)\b[^\n]{0,200}(?:curl|wget|https?:\/\/|\bnc\b|\/dev\/tcp)|(?:eval|new Function)\b[^\n]{0,200}(?:fetch|https?:|curl|wget|atob|base64)|fetch\([^\n]{0,300}\beval\b|\/dev\/tcp\//;
var givesSecrets = /toJSON\(\s*secrets\s*\)|(?:curl|wget|nc|fetch|Invoke-WebRequest)\b[^\n]{0,400}\$\{\{\s*secrets\.|\$\{\{\s*secrets\.[^\n]{0,300}\|[^\n]{0,80}(?:curl|wget|nc|base64|rev|xxd)\b/;
var workflows = /(?:^|\/)(?:\.github\/(?:workflows|actions)\/|\.gitlab-ci\.yml$|\.circleci\/|azure-pipelines\.ya?ml$|bitbucket-pipelines\.yml$|\.woodpecker|\.drone\.yml$)/;
var runs = /(?:^|\/)(?:node_modules\/(?!\.)|\.venv\/|site-packages\/|\.husky\/|\.vscode\/tasks\.json$|\.envrc$|conftest\.py$|sitecustomize\.py$|\.devcontainer\/)/;
function judgePlanted(look2) {
  const { name: name2, args, command: command2, scene, say: say3, judge } = look2;
  if (name2 === "direnv" && /^(?:allow|permit|grant)$/.test(args[0] ?? "")) {
    const set3 = scene.traces.written.get(wholePath(scene.folders[0] ?? "/", ".envrc"));
    if (set3 !== void 0) judge(set3, "direnv allow");
  }
  if (/^(?:npm|pnpm|yarn|bun)$/.test(name2) && args[0] === "pkg" && args[1] === "set")
    for (const word of args.slice(2)) judgeScript(look2, /^scripts\.([\w:-]+)=([\s\S]*)$/.exec(word));
  if (/^(?:jq|yq|gojq)$/.test(name2))
    for (const word of args)
      for (const match of word.matchAll(/\.scripts(?:\.|\[")([\w:-]{1,60})(?:"\])?\s{0,4}\|?=\s{0,4}"((?:[^"\\]|\\.){0,1000})"/g)) judgeScript(look2, match);
  const files3 = [
    ...command2.redirections.filter(({ operator }) => operator.includes(">")).map(({ target }) => target),
    ...name2 === "tee" || name2 === "sponge" ? filesAmong(args) : []
  ];
  if (files3.length === 0) return;
  const text2 = (/^(?:echo|printf)$/.test(name2) ? args.join("\n") : command2.input ?? "").slice(0, 2e4);
  if (text2 === "") return;
  if (files3.some((file) => workflows.test(file)) && givesSecrets.test(text2)) say3("network.send-secret-piped");
  if (files3.some((file) => runs.test(file)) && fetching2.test(text2)) say3("later.planted", files3[0]);
  if (files3.some((file) => /(?:^|\/)package\.json$/.test(file)))
    for (const match of text2.matchAll(/"((?:pre|post)?(?:install|prepare|publish|pack))"\s{0,4}:\s{0,4}"((?:[^"\\]|\\.){0,1000})"/g)) judgeScript(look2, match);
}
function judgeScript({ scene, inside: inside2 }, match) {
  const [, script = "", line = ""] = match ?? [];
  if (line === "") return;
  const steps = judgeLine(line.replace(/\\(["\\])/g, "$1"), innerScene(scene), `the script ${script}`);
  if (byThemselves.test(script)) inside2.push(...steps);
  else inside2.push(...steps.filter(({ severity, rule }) => severity === "catastrophic" || rule?.startsWith("network.") === true));
}

var mostTexts = 64;
function judgeScripts(look2) {
  const { name: name2, inside: inside2, scene } = look2;
  const program = scriptProgramOf(name2);
  if (program === void 0) return;
  const read3 = readerOf(program);
  const texts2 = textsOf2(look2, program);
  if (program.reads === "vim" || program.reads === "ed") judgeSaved(look2, texts2);
  if (texts2.length > mostTexts) noteCut(scene, "scripts for one program");
  for (const text2 of texts2.slice(0, mostTexts)) {
    if (text2.replaceAll(unknown, "").trim() === "") continue;
    for (const line of read3(text2, name2)) {
      if (line.language !== void 0) inside2.push(...stepsOfText(line.text, line.language, line.via, scene));
      else if (line.text.replaceAll(unknown, "").trim() !== "")
        look2.judge(line.text, line.via, line.remote === true ? { remote: true, server: "elsewhere" } : {});
    }
    inside2.push(...gravestIn(text2, name2, scene));
  }
}
function textsOf2({ name: name2, args, command: command2, scene }, { texts: texts2 = "", files: files3 = "", words: words2, operands, input, usual: usual2 = [] }) {
  const out2 = [];
  const [wanted, named5] = [texts2.split("|"), files3.split("|")];
  const written4 = (path) => scene.traces.written.get(wholePath(scene.folders[0] ?? "/", path));
  const addFile = (path) => {
    const text2 = written4(path) ?? (/^(\uE00F|-|\/dev\/stdin|\/dev\/fd\/0)$/.test(path) ? command2.input : void 0);
    if (text2 !== void 0) out2.push(text2);
  };
  let isGiven = false;
  for (const [index, word] of args.entries()) {
    const before = args[index - 1] ?? "";
    const [, flag = "", value2] = /^(--?[\w-]+)=([\s\S]*)$/.exec(word) ?? [];
    const letters4 = word.startsWith("--") ? void 0 : /^-([a-zA-Z])([\s\S]+)$/.exec(word);
    if (wanted.includes(before) || texts2 !== "" && /^-[a-zA-Z]{2,6}$/.test(before) && wanted.includes(`-${before.at(-1)}`)) {
      out2.push(word);
      isGiven = true;
    } else if (value2 !== void 0 && wanted.includes(flag)) out2.push(value2);
    else if (named5.includes(before)) addFile(word);
    else if (value2 !== void 0 && named5.includes(flag)) addFile(value2);
    else if (letters4 && wanted.includes(`-${letters4[1]}`) && /[^\w]/.test(letters4[2] ?? "")) out2.push(letters4[2] ?? "");
    else if (letters4 && named5.includes(`-${letters4[1]}`) && written4(letters4[2] ?? "") !== void 0) addFile(letters4[2] ?? "");
    else if (words2 === "plus" && word.startsWith("+")) out2.push(word.slice(1));
    else if (words2 === "all" && /\s|\\|\(/.test(word)) out2.push(word);
  }
  const { plain: plain4 } = readInvocation(name2, args);
  if (words2 === "first" && !isGiven && plain4[0] !== void 0 && !args.some((word) => /^-[a-zA-Z]*f$|^--file/.test(word))) out2.push(plain4[0]);
  if (operands === true) {
    for (const word of plain4) if (word !== "-") addFile(word);
  }
  for (const file of usual2) addFile(file);
  if (input === true && command2.input !== void 0 && !out2.includes(command2.input)) out2.push(command2.input);
  return out2;
}
function judgeSaved({ name: name2, args, judge }, texts2) {
  if (!texts2.some((text2) => /(?:^|[|\n\s])(?:w|wq|x|up|update|wa|xa|wqa|wqall|xall)!?\s*(?:$|[|\n])/.test(text2))) return;
  const valued2 = /^(-c|--cmd|-s|-S|-u|-p|-sc|-Esc|-esc|-es?c)$/;
  const files3 = args.filter((word, index) => !/^[-+]/.test(word) && !valued2.test(args[index - 1] ?? ""));
  for (const file of files3.slice(0, 8)) judge(`: > ${asWord(file)}`, name2);
}

import { posix as posix20 } from "node:path";
var copiers2 = /^(?:cp|mv|ln|install|rsync|ditto|scp|tar|zip|7z|gcp)$/;
var shown3 = /(?:^|\/)(?:public|static|www|htdocs|wwwroot|public_html|html|dist|_site|site|assets)(?:\/|$)|^\/(?:tmp|var\/tmp|dev\/shm|srv|var\/www)(?:\/|$)/;
var keys = /(?:^|\/)\.(?:ssh|aws|gnupg|kube|azure|config\/gcloud|config\/gh|password-store)(?:\/(?!known_hosts|config$|.*\.pub$)|\/?$)/;
var browsers = /(?:^|\/)(?:Login Data|Cookies|key4\.db|logins\.json|cookies\.sqlite|Web Data|Local State)$|\/(?:\.config|Application Support)\/(?:google-chrome|chromium|Google\/Chrome|BraveSoftware|microsoft-edge|vivaldi)(?:\/|$)|\/\.mozilla\/firefox(?:\/|$)|\/Firefox\/Profiles(?:\/|$)/;
var isOfBrowser = (word) => browsers.test(word) && !/\s/.test(word.replace(/Login Data|Web Data|Local State|Application Support/g, ""));
var histories = /(?:^|\/)\.?(?:bash|zsh|psql|mysql|python|node_repl|sqlite|rediscli|fish)_history$|\.zhistory$/;
var searched2 = /passw|token|secret|api.?key|credential|bearer|\bpwd\b|\bauth\b|AKIA|ghp_|sk-/i;
function judgeSecrets({ name: name2, args, origin, command: command2, looked, say: say3 }) {
  const plain4 = args.filter((word) => !word.startsWith("-"));
  if (copiers2.test(name2)) {
    const isPacking = /^(?:tar|zip|7z)$/.test(name2);
    const from = isPacking ? plain4 : plain4.slice(0, -1);
    const to = isPacking ? plain4.find((word) => /\.(?:t?gz|tar|zip|7z|tgz|xz|bz2|zst)$/.test(word)) ?? "" : targetOf2(args, plain4);
    if (from.some((word) => isSecret(word) || keys.test(word)) && shown3.test(posix20.normalize(to))) say3("secrets.shown", to);
    if (from.some(isOfBrowser)) say3("secrets.browser");
  } else if (/^(?:sqlite3|strings|cat|jq|less|head|grep|xxd|base64|open|python[\d.]*)$/.test(name2) && plain4.some(isOfBrowser)) say3("secrets.browser");
  if (/^(?:curl|wget|xh|http|open|aria2c)$/.test(name2)) {
    for (const word of plain4) if (/^file:\/\//i.test(word) && isSecret(decoded2(word))) say3("secrets.print", decoded2(word));
  }
  if (name2 === "git") judgeHistory(args, plain4, say3);
  if (/^(?:e?grep|fgrep|rg|ag|ack|awk|sed)$/.test(name2) && searched2.test(plain4.join(" ")) && (plain4.some((word) => !/\s/.test(word) && histories.test(word)) || origin.chain.some(({ words: words2 }) => words2[0] === "history" || words2.some((word) => histories.test(word)))))
    say3("secrets.history");
  if (name2 === "gh" && /^secret set\b/.test(plain4.join(" ")) && args.some((word) => /^(?:-R|--repo)/.test(word)) && command2.redirections.some(({ operator, target }) => operator === "<" && isSecret(target)))
    say3("network.send-secret", looked);
}
var decoded2 = (address) => address.replace(/^file:\/\/(?:localhost)?/i, "").replace(/%([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
function targetOf2(args, plain4) {
  const at2 = args.findIndex((word) => word === "-t" || word === "--target-directory");
  return (at2 === -1 ? args.find((word) => word.startsWith("--target-directory="))?.slice(19) : args[at2 + 1]) ?? plain4.at(-1) ?? "";
}
function judgeHistory(args, plain4, say3) {
  const [verb = "", ...rest] = plain4.filter((word, index) => index > 0 || word !== ".");
  const isAsking2 = verb === "cat-file" && args.some((word) => /^-[ets]$/.test(word));
  const named5 = !isAsking2 && /^(?:show|cat-file|archive)$/.test(verb) ? rest.find((word) => word.includes(":") && isSecret(word.slice(word.indexOf(":") + 1))) : void 0;
  const compared = verb === "diff" && args.includes("--no-index") ? rest.find(isSecret) : void 0;
  const followed = (verb === "log" || verb === "show") && args.some((word) => /^(?:-p|-u|--patch|-G.*|-S.*)$/.test(word)) ? rest.find((word) => !word.includes(unknown) && isSecret(word)) : void 0;
  const what2 = named5 ?? compared ?? followed;
  if (what2 !== void 0) say3("secrets.print", what2);
}

var senders = /^(nc|ncat|netcat|curl|wget|socat|ssh|telnet|http|xh|mail|sendmail|mailx|aws|gsutil|openssl|gh|glab|dig|nslookup|host|ping)$/;
var askers2 = /^(curl|wget|http|xh)$/;
var tellers = /^(curl|wget|http|xh|nc|gh|glab|mail|dig|nslookup|host|ping|slack|slackcat|sns|aws|ntfy)$/;
var ownService2 = /\s(?:https?:\/\/)?(?:localhost|127\.0\.0\.1|\[::1\])(?::(?!9200\b)\d+)?\/[\w.-]+\/[^\s*]+/;
function judgeSending(look2) {
  const { name: name2, looked, command: command2, origin, scene, say: say3 } = look2;
  judgeTokens(look2);
  judgeCodeThatSends(look2);
  if (!senders.test(name2)) return;
  const isRead = command2.redirections.some(({ operator, target }) => operator.includes("<") && isSecret(target)) && name2 !== "gh";
  const isPiped = origin.chain.some(isTelling2) && !/^(?:gh|glab|host|dig|nslookup|ping)$/.test(name2);
  if (isRead || isPiped || tellers.test(name2) && origin.captured.some(isTelling2)) say3("network.send-secret-piped");
  if (askers2.test(name2) && /(^|\s)(-X\s*|--request[= ]|--method=)DELETE\b/i.test(looked) && !ownService2.test(looked)) say3("cloud.api-delete", name2);
  if (askers2.test(name2) && sendsElsewhere(look2, scene)) say3("network.send-secret-piped");
}
var owners2 = [
  [/^ANTHROPIC_|^CLAUDE_/, /anthropic|claude/],
  [/^OPENAI_/, /openai|azure/],
  [/^(?:GITHUB|GH)_|^gh$/, /github/],
  [/^GITLAB_|^(?:CI_JOB_TOKEN|glab)$/, /gitlab/],
  [/^NPM_|^NODE_AUTH_/, /npm/],
  [/^AWS_/, /aws/],
  [/^(?:GOOGLE|GEMINI|GCP|GCLOUD)_|^gcloud$/, /google|run\.app|cloudfunctions|appspot|pkg\.dev|gcr\.io|firebase/],
  [/^AZURE_|^az$/, /azure|microsoft|windows\.net|visualstudio/],
  [/^STRIPE_/, /stripe/],
  [/^SLACK_/, /slack/],
  [/^(?:TELEGRAM|TG)_/, /telegram/],
  [/^DISCORD_/, /discord/],
  [/^(?:HF|HUGGINGFACE|HUGGING_FACE)_/, /huggingface|hf\.co/],
  [/^(?:CLOUDFLARE|CF)_/, /cloudflare/],
  [/^VERCEL_/, /vercel/],
  [/^SENTRY_/, /sentry/],
  [/^(?:PYPI|TWINE)_/, /pypi/],
  [/^HEROKU_/, /heroku/],
  [/^(?:DIGITALOCEAN|DO)_/, /digitalocean/],
  [/^OPENROUTER_/, /openrouter/]
];
var secretNames = /\$\{?([A-Z][A-Z0-9_]{1,60}(?:TOKEN|KEY|SECRET|PASSWORD|PASSWD|_PAT|CREDENTIALS))\b/g;
function sendsElsewhere({ args, command: command2, origin }, scene) {
  const hosts3 = args.flatMap((word) => hostOf(word) ?? []);
  if (hosts3.length === 0) return false;
  const names7 = [
    ...[...command2.source.matchAll(secretNames)].map(([, name2 = ""]) => name2),
    ...origin.captured.filter((one) => isTokenTeller(one, scene)).map(({ words: words2 }) => programName(words2))
  ];
  return names7.some((name2) => {
    const owner4 = owners2.find(([fits2]) => fits2.test(name2));
    if (owner4 === void 0) return /^[a-z]/.test(name2) && !hosts3.every((host) => isOwnAddress(`//${host}`));
    return hosts3.some((host) => !owner4[1].test(host) && !isOwnAddress(`//${host}`) && !/[\uE000-\uE00F]/.test(host));
  });
}
function isTokenTeller({ words: words2 }, { book }) {
  const name2 = programName(words2);
  return book.mayTell(name2) && book.judge({ call: readInvocation(name2, words2.slice(1)), acts: [], texts: [] })?.rule.startsWith("tokens.") === true;
}
var takers3 = /^(?:login|auth|credential|import|secret|secrets)$|^--(?:password-stdin|with-token|body-file)|^-p$/;
function judgeTokens({ name: name2, args, origin, scene, say: say3 }) {
  if (/^(?:echo|printf|logger|cat|tee)$/.test(name2) && origin.captured.some((one) => isTokenTeller(one, scene))) say3("tokens.told");
  const [source] = origin.chain;
  if (source === void 0 || args.some((word) => takers3.test(word)) || /^(?:wc|grep|true|read|sha\d+sum|md5sum|test|export)$/.test(name2)) return;
  if (isTokenTeller(source, scene)) say3("tokens.told");
}
var sendsOut = /\bfetch\s*\(|\baxios\b|https?\.request|requests\.(?:post|get|put)|urlopen|Net::HTTP|URI\.open|file_get_contents\s*\(\s*["']https?|\bLWP::|HTTP::Tiny|\bcurl\b|httpx\.|XMLHttpRequest|sendBeacon|socket\b/;
var wholeEnvironment = /process\.env\b(?!\s*(?:\.|\?\.|\[))|\bos\.environ\b(?!\s*(?:\[|\.get|\.setdefault))|\bENV\.(?:to_a|to_h|inspect|to_s|to_json)|\bENV\b\s*[),]|%ENV\b|\bgetenv\(\s*\)|\$_ENV\b(?!\[)|Deno\.env\.toObject/;
var shellOut = /(?:\b(?:sh|bash|zsh|dash|cmd(?:\.exe)?|powershell)\b["'])[^\n]{0,600}\.pipe\(|\.pipe\([^\n]{0,300}\b(?:stdin)\b|\bsockaddr_in\b[^\n]{0,400}\bexec|TCPSocket[^\n]{0,300}(?:exec|spawn|popen|`)|fsockopen[^\n]{0,300}(?:exec|proc_open|popen|sh\b)|socket\.tcp[^\n]{0,300}popen|\bTCPSocket\.(?:new|open)[^\n]{0,300}\$std|IO::Socket[^\n]{0,400}(?:exec|system|STDIN->fdopen)/;
var connects = /\bconnect\b|createConnection|TCPSocket|fsockopen|IO::Socket|socket\.tcp|\bSocket\b/;
var runsFetched = /\beval\b[^\n]{0,200}(?:URI\.open|open-uri|file_get_contents\s*\(\s*["']https?|`\s*(?:curl|wget)|LWP|HTTP::Tiny|Net::HTTP|qx.{0,3}curl)|\bexec\s*\(\s*(?:urllib|requests|urlopen|__import__\(["']urllib)|(?:include|require)(?:_once)?\s*\(?\s*["']https?:/;
function judgeCodeThatSends({ name: name2, args, command: command2, say: say3 }) {
  if (!/^(?:python|pypy|node|nodejs|bun|deno|tsx|ts-node|ruby|perl|php|lua|luajit)[\d.]*$/.test(name2)) return;
  for (const given7 of [...args.filter((word) => /[\s(]/.test(word)), ...command2.input === void 0 ? [] : [command2.input]]) {
    const code = given7.slice(0, 2e4);
    if (runsFetched.test(code)) say3("network.run");
    const isOwn2 = /https?:\/\/(?:localhost|127\.0\.0\.1)/.test(code) && !/https?:\/\/(?!localhost|127\.0\.0\.1)/.test(code);
    if (sendsOut.test(code) && wholeEnvironment.test(code) && !isOwn2) say3("network.send-secret-piped");
    if (connects.test(code) && shellOut.test(code) && /\b(?:sh|bash|cmd|powershell)\b/.test(code)) say3("network.reverse-shell");
  }
}

function isStrangeSpec(given7) {
  const spec = given7.replace(/^@?[\w./-]+@(?=(?:git\+|https?:|ssh:|git:|github:|gitlab:|bitbucket:|gist:))/, "");
  if (isStrangeAddress(spec)) return true;
  const [, owner4] = /^(?:github|gitlab|bitbucket|gist|gh):([\w./-]+)/.exec(spec) ?? [];
  if (owner4 !== void 0) return !isKnownOwner(owner4);
  return /^[\w][\w-]*\/[\w.-]+(?:#[\w./-]+)?$/.test(spec) && !isKnownOwner(spec);
}
var isStrangePython = (spec) => isStrangeAddress(spec.replace(/^[\w[\],.-]+\s*@\s*/, "").replace(/^(?:git|hg|svn|bzr)\+(?=\w+:)/, ""));
var firstPlain = (words2, behind4 = []) => words2.find((word, index) => !word.startsWith("-") && !behind4.includes(words2[index - 1] ?? ""));
var given3 = (args, names7) => {
  const wanted = names7.split("|");
  return args.flatMap((word, index) => {
    const equals = word.indexOf("=");
    if (equals > 0 && wanted.includes(word.slice(0, equals))) return [word.slice(equals + 1)];
    return wanted.includes(args[index - 1] ?? "") ? [word] : [];
  });
};
function ofNode(name2, args) {
  const [verb = ""] = readInvocation(name2, args).plain;
  const at2 = args.indexOf(verb);
  const rest = args.slice(at2 + 1);
  const brings = /^(?:i|in|ins|inst|isntall|install|add|ci|clean-install|update|up|upgrade|link|import)$/.test(verb);
  const runs2 = /^(?:exec|x|dlx|create|init)$/.test(verb);
  if (!brings && !runs2) return void 0;
  const other = given3(args, "--registry|--@*:registry").find(isOtherRegistry);
  if (other !== void 0) return other;
  if (runs2) return strangeRun(rest, verb === "create" || verb === "init");
  return rest.filter((word, index) => !word.startsWith("-") && !/^(?:-w|--workspace|--prefix|-C|--dir|--filter|--cwd)$/.test(rest[index - 1] ?? "")).find(isStrangeSpec);
}
function strangeRun(args, made3 = false) {
  const behind4 = "-p --package -w --workspace --cache -c --call --registry".split(" ");
  const other = given3(args, "--registry").find(isOtherRegistry);
  const first3 = firstPlain(args, behind4);
  return other ?? [...given3(args, "-p|--package"), ...first3 === void 0 ? [] : [first3]].find((spec) => isStrangeSpec(spec) || made3 && isStrangeAddress(spec));
}
var pythonIndex = "-i|--index-url|--extra-index-url|--index|--default-index|-f|--find-links|--pypi-url|--source";
function ofPython(name2, args) {
  const words2 = name2 === "uv" && /^(?:pip|tool)$/.test(args[0] ?? "") ? args.slice(1) : args;
  const verb = name2 === "uvx" ? "run" : firstPlain(words2) ?? "";
  if (!/^(?:install|add|run|inject|download|wheel|upgrade|sync|update|compile)$/.test(verb)) return void 0;
  const rest = name2 === "uvx" ? words2 : words2.slice(words2.indexOf(verb) + 1);
  const ends2 = verb === "run" ? rest.findIndex((word, index2) => !word.startsWith("-") && !/^--?\w/.test(rest[index2 - 1] ?? "")) : -1;
  const told2 = ends2 === -1 ? rest : rest.slice(0, ends2 + 1);
  const index = given3(told2, pythonIndex).find(isOtherRegistry);
  if (index !== void 0) return index;
  const trusted = given3(told2, "--trusted-host|--allow-insecure-host").find((host) => isOtherRegistry(`//${host}`));
  return trusted ?? [...told2, ...given3(told2, "--from|--with|--spec|--git|-r|--requirement|-e|--editable")].find(isStrangePython);
}
var knownModules = /^(?:(?:[\w-]+\.)*golang\.org|k8s\.io|sigs\.k8s\.io|go\.uber\.org|go\.dev|honnef\.co|mvdan\.cc|gotest\.tools|cuelang\.org|rsc\.io|gopkg\.in|entgo\.io|goa\.design|helm\.sh|connectrpc\.com|gioui\.org|filippo\.io|cloud\.google\.com|go\.opentelemetry\.io|kcl-lang\.io|dario\.cat)\//;
function ofGo(args) {
  const [verb = ""] = args;
  if (verb !== "run" && verb !== "install") return void 0;
  const spec = args.slice(1).find((word) => !word.startsWith("-"));
  if (spec === void 0 || !/^[\w-]+(?:\.[\w-]+)+\/[^@]+@/.test(spec)) return void 0;
  return isKnownOwner(spec) || knownModules.test(spec) ? void 0 : spec;
}
function ofCargo(args) {
  if (!/^(?:install|add|binstall)$/.test(firstPlain(args.filter((word) => !word.startsWith("+"))) ?? "")) return void 0;
  return given3(args, "--git|--index|--registry-index").find(isStrangeAddress);
}
function ofBrew(args) {
  const [verb = "", ...rest] = args;
  const named5 = rest.filter((word) => !word.startsWith("-"));
  if (verb === "tap") return named5.find((word) => /^[\w-]+\/[\w-]+$|:\/\//.test(word) && !isKnownOwner(word));
  if (!/^(?:install|reinstall|upgrade|cask|bundle)$/.test(verb)) return void 0;
  return named5.find((word) => isStrangeAddress(word) || /^[\w-]+\/[\w-]+\/[\w@.+-]+$/.test(word) && !isKnownOwner(word));
}
function ofDeno(args) {
  if (!/^(?:run|install|test|bench|serve|compile|jupyter|cache|x|add)$/.test(args[0] ?? ""))
    return args[0] !== void 0 && isStrangeAddress(args[0]) ? args[0] : void 0;
  return args.slice(1).find(isStrangeAddress);
}
function ofGh(args) {
  const { plain: plain4 } = readInvocation("gh", args);
  return /^ext/.test(plain4[0] ?? "") && /^(?:install|exec)$/.test(plain4[1] ?? "") && (plain4[2] ?? "").includes("/") && !isKnownOwner(plain4[2] ?? "") ? plain4[2] : void 0;
}
function ofNix(args) {
  if (!/^(?:run|shell|develop|profile|build|flake)$/.test(args[0] ?? "")) return void 0;
  return args.slice(1).find((word) => /^(?:github|gitlab|sourcehut|git\+https?|https?|tarball\+https?):/.test(word) && !isKnownOwner(word.replace(/^\w+:(?=\w)/, "")));
}
var manifestVerbs = /^(?:apply|create|replace)$/;
function ofKubectl(args) {
  const call = readInvocation("kubectl", args);
  if (!manifestVerbs.test(call.plain[0] ?? "") || [...call.flags].includes("--dry-run")) return void 0;
  return [...valuesOf(call, "-f|--filename|-k|--kustomize")].find((value2) => /^https?:|^(?:git::|git@|github\.com\/)/.test(value2));
}
var addressed = {
  gem: (args) => /^(?:install|i|sources)$/.test(args[0] ?? ""),
  bundle: (args) => /^(?:add|install|config)$/.test(args[0] ?? ""),
  helm: (args) => /^(?:install|upgrade|plugin)$/.test(args[0] ?? "") && !args.includes("--repo"),
  cpanm: () => true,
  mix: (args) => /^(?:archive|escript)\.install$/.test(args[0] ?? ""),
  luarocks: (args) => args.includes("install"),
  opam: (args) => /^(?:pin|repo|repository)$/.test(args[0] ?? ""),
  dotnet: (args) => /^(?:tool|add|nuget)$/.test(args[0] ?? ""),
  nuget: (args) => /^(?:install|sources)$/i.test(args[0] ?? ""),
  composer: (args) => /^(?:config|require|create-project)$/.test(firstPlain(args, ["-d"]) ?? ""),
  asdf: (args) => args[0] === "plugin" || args[0] === "plugin-add",
  "ansible-galaxy": (args) => args.includes("install"),
  terraform: (args) => args.some((word) => word.startsWith("-from-module")),
  tofu: (args) => args.some((word) => word.startsWith("-from-module")),
  rpm: () => true,
  dnf: (args) => args.some((word) => /^(?:install|localinstall|config-manager)$/.test(word)),
  yum: (args) => args.some((word) => /^(?:install|localinstall)$/.test(word)),
  conda: (args) => /^(?:install|create)$/.test(args[0] ?? ""),
  mamba: (args) => /^(?:install|create)$/.test(args[0] ?? ""),
  krew: (args) => args[0] === "install" || args[0] === "index",
  code: (args) => args.includes("--install-extension")
};
function strangeSource(name2, args) {
  if (/^(?:npm|pnpm|yarn|bun)$/.test(name2)) return ofNode(name2, args);
  if (/^(?:npx|bunx|pnpx)$/.test(name2)) return strangeRun(args);
  if (/^(?:pip[\d.]*|uv|uvx|pipx|poetry|pdm|pipenv|rye|hatch|easy_install)$/.test(name2))
    return ofPython(name2, name2 === "easy_install" ? ["install", ...args] : args);
  if (name2 === "go") return ofGo(args);
  if (name2 === "cargo") return ofCargo(args);
  if (name2 === "brew") return ofBrew(args);
  if (name2 === "deno") return ofDeno(args);
  if (name2 === "bun" || name2 === "tsx") return args.find(isStrangeAddress);
  if (name2 === "gh") return ofGh(args);
  if (name2 === "nix") return ofNix(args);
  if (/^(?:kubectl|oc|k)$/.test(name2)) return ofKubectl(args);
  const takes = Object.hasOwn(addressed, name2) ? addressed[name2] : void 0;
  if (takes === void 0 || !takes(args)) return void 0;
  return args.map((word) => word.replace(/^-[\w-]+=/, "")).find(isStrangeAddress);
}

var isOff2 = (value2) => /^(?:false|0|off|no)$/i.test(value2);
var isInTemporary = (value2) => /(?:^|[\s=])(?:\/tmp|\/var\/tmp|\/dev\/shm)\//.test(value2);
var isOtherProxy = (value2) => value2.split(/[,|]/).some(isOtherRegistry);
var always = () => true;
var settings = [
  [/^(?:.*:)?registry$|^npmregistryserver$|^npmpublishregistry$|^(?:global\.|install\.)?(?:extra-)?index-url$|^index$|^default-index$/i, isOtherRegistry],
  [
    /^script-shell$|^shell$|^yarnpath$|^yarn-path$|^node-gyp$|^onload-script$|^git$/i,
    (value2) => /\//.test(value2) && !/^\/(?:usr\/)?bin\/(?:ba|z|da|fi)?sh$/.test(value2)
  ],
  [/^strict-ssl$|^enablestrictssl$|^ssl-verify$/i, isOff2],
  [/^(?:global\.|install\.)?trusted-host$/i, (value2) => isOtherRegistry(`//${value2}`)],
  [/^(?:https?-?)?proxy$|^httpsproxy$/i, isOtherRegistry]
];
var variables = [
  [
    /^npm_config_(?:.*_)?registry$|^(?:yarn_)?npm_registry_server$|^PIP_(?:EXTRA_)?INDEX_URL$|^UV_(?:DEFAULT_|EXTRA_)?INDEX(?:_URL)?$|^PIP_FIND_LINKS$|^CARGO_REGISTRIES_\w+_INDEX$|^BUN_CONFIG_REGISTRY$/i,
    isOtherRegistry
  ],
  [/^npm_config_script_shell$/i, (value2) => /\//.test(value2) && !/^\/(?:usr\/)?bin\/(?:ba|z|da)?sh$/.test(value2)],
  [/^npm_config_strict_ssl$|^YARN_ENABLE_STRICT_SSL$/i, isOff2],
  [/^PIP_TRUSTED_HOST$/, (value2) => isOtherRegistry(`//${value2}`)],
  [/^GOPROXY$/, isOtherProxy],
  [/^GOINSECURE$/, always],
  [/^GOFLAGS$/, (value2) => /-toolexec|-insecure|-overlay|-exec[= ]/.test(value2)],
  [
    /^(?:CARGO_BUILD_)?RUSTC(?:_WORKSPACE)?(?:_WRAPPER)?$|^CARGO_TARGET_\w+_(?:RUNNER|LINKER)$|^(?:CC|CXX|LD|AR|SHELL|MAKE|JAVA_TOOL_OPTIONS|_JAVA_OPTIONS|PYTHONSTARTUP|PYTHONPATH|NODE_PATH|MAVEN_OPTS)$/,
    isInTemporary
  ]
];
var oddAmong = (list4, name2, value2) => list4.some(([names7, isOdd]) => names7.test(name2) && isOdd(value2));
var isOddVariable = (name2, value2) => oddAmong(variables, name2, value2);
var setters = /^(?:npm|pnpm|yarn|bun|pip[\d.]*|go|gem|poetry|bundle|composer|conda|mamba)$/;
function oddSetting(name2, args) {
  if (!setters.test(name2)) return void 0;
  const words2 = args.filter((word) => !/^(?:-g|--global|--user|--site|-H|--home|--location(?:=\w+)?|-L)$/.test(word));
  const [first3 = "", second = ""] = words2;
  if (/^(?:npm|pnpm|yarn|bun|pip[\d.]*)$/.test(name2)) {
    const isSet = /^(?:config|c)$/.test(first3) && second === "set";
    if (!isSet && !(first3 === "set" && name2 !== "yarn")) return void 0;
    return oddPair(words2.slice(isSet ? 2 : 1));
  }
  if (name2 === "go" && first3 === "env" && args.includes("-w"))
    return args.find((word) => isOddAssignment(word) || /^GO(?:SUMDB=off|NOSUMCHECK=1|NOSUMDB=\*)$/.test(word));
  if (name2 === "gem" && first3 === "sources" && /^(?:-a|--add)$/.test(second)) return words2.slice(2).find(isOtherRegistry);
  if (/^(?:poetry|bundle|composer|conda|mamba)$/.test(name2) && /^(?:config|source)$/.test(first3)) return words2.slice(1).find(isOtherRegistry);
  return void 0;
}
var isOddAssignment = (word) => {
  const equals = word.indexOf("=");
  return equals > 0 && isOddVariable(word.slice(0, equals), word.slice(equals + 1));
};
function oddPair(words2) {
  for (const [index, word] of words2.entries()) {
    const equals = word.indexOf("=");
    const [key, value2] = equals > 0 && !word.startsWith("//") ? [word.slice(0, equals), word.slice(equals + 1)] : [word, words2[index + 1] ?? ""];
    if (oddAmong(settings, key, value2)) return `${key}=${value2}`;
  }
  return void 0;
}
function oddLine(text2) {
  for (const line of text2.slice(0, 131072).split(/\n|\\n/)) {
    const [, key = "", value2 = ""] = /^\s{0,20}(["'\w@:/.-]{2,60}?)\s{0,5}[=:]\s{0,5}["']?([^\s"']{1,300})/.exec(line) ?? [];
    if (key !== "" && oddAmong(settings, key.replace(/["']/g, ""), value2)) return `${key}=${value2}`;
  }
  return void 0;
}

var settingFiles = /(?:^|\/)(?:\.npmrc|\.yarnrc(?:\.yml)?|pip\.(?:conf|ini)|uv\.toml|\.pypirc|bunfig\.toml|\.gemrc|\.condarc|rc)$/;
var patchedFile = /^\+\+\+ (?:b\/)?((?:\.claude\/(?:settings|hooks)|\.mcp\.json|\.git\/)[^\s]{0,200})/m;
var agentFolders = /^(?:CLAUDE_CONFIG_DIR|CODEX_HOME|GEMINI_CONFIG_DIR|GEMINI_CLI_HOME|OPENCODE_CONFIG(?:_DIR)?|CLAUDE_CODE_SKIP_\w+)$/;
function findVariable(variable, value2, { book }) {
  if (isOddVariable(variable, value2)) return book.finding("packages.setting", `${variable}=${brief(value2)}`);
  if (agentFolders.test(variable) && value2 !== "") return book.finding("agents.elsewhere", variable);
  return /^TF_CLI_ARGS/.test(variable) && /-auto-approve|-destroy/.test(value2) ? book.finding("cloud.terraform-apply", variable) : void 0;
}
function findStranger(name2, args, command2, scene) {
  const { settings: settings2, redirections, input } = command2;
  const source = strangeSource(name2, args);
  if (source !== void 0) return scene.book.finding("network.stranger", brief(source));
  const lasting2 = oddSetting(name2, args);
  if (lasting2 !== void 0) return scene.book.finding("packages.setting", brief(lasting2));
  for (const [variable, value2] of Object.entries(settings2)) {
    const odd2 = findVariable(variable, value2, scene);
    if (odd2 !== void 0) return odd2;
  }
  const patched = /^(?:git|patch)$/.test(name2) ? patchedFile.exec(input ?? "")?.[1] : void 0;
  if (patched !== void 0) return scene.book.finding("later.start-files", patched);
  const written4 = /^(?:echo|printf)$/.test(name2) ? args.join("\n") : input;
  if (written4 === void 0) return void 0;
  const files3 = [...redirections.filter(({ operator }) => operator.includes(">")).map(({ target }) => target), ...name2 === "tee" ? args : []];
  const odd = files3.some((file) => settingFiles.test(file)) ? oddLine(written4) : void 0;
  return odd === void 0 ? void 0 : scene.book.finding("packages.setting", brief(odd));
}

var planners = /^(?:terraform|tofu|terragrunt)$/;
function judgeUnseen(look2) {
  const { name: name2, args, command: command2, origin, say: say3 } = look2;
  if (name2 === "ansible") judgeModule(look2);
  if (name2 === "rclone") judgeLocalCopy(look2);
  if (!planners.test(name2) && !/^(?:pulumi|cdk|helm|eksctl|kops)$/.test(name2)) return;
  const { plain: plain4, flags } = readInvocation(name2, args);
  if (!/^(?:apply|up|deploy|update)$/.test(plain4[0] ?? "") || flags.has("-help") || flags.has("--help")) return;
  const answered = /^\s*y(?:es)?\s*$/i.test(command2.input ?? "") || origin.chain.some(({ words: words2 }) => programName(words2) === "yes");
  if (answered || planners.test(name2) && plain4[1] !== void 0) say3("cloud.terraform-apply");
}
var quoted5 = (path) => `'${path.replaceAll("'", "")}'`;
function judgeModule({ name: name2, args, judge }) {
  const call = readInvocation(name2, args);
  if (call.flags.has("--check") || call.flags.has("-C") || !valuesOf(call, "-m|--module-name").some((module) => /(?:^|\.)file$/.test(module))) return;
  const told2 = valuesOf(call, "-a|--args").join(" ");
  const [, path] = /\b(?:path|dest|name)=["']?([^\s"']+)/.exec(told2) ?? [];
  if (path === void 0 || !/\bstate=["']?absent/.test(told2)) return;
  const isHere2 = /^(?:localhost|127\.0\.0\.1)$/.test(call.plain[0] ?? "") || valuesOf(call, "-c|--connection").includes("local");
  judge(`rm -rf ${quoted5(path)}`, "ansible file", { remote: !isHere2 });
}
function judgeLocalCopy({ name: name2, args, judge }) {
  const { plain: plain4, flags } = readInvocation(name2, args);
  if (!/^(?:sync|purge|delete|rmdirs|bisync)$/.test(plain4[0] ?? "") || flags.has("--dry-run") || flags.has("-n")) return;
  const path = plain4.at(-1) ?? "";
  if (plain4.length > 1 && !/^[\w-]*:/.test(path)) judge(`rm -rf ${quoted5(path)}`, `rclone ${plain4[0]}`);
}

import { posix as posix22 } from "node:path";

import { posix as posix21 } from "node:path";
var isAway = (args, variables2) => {
  const host = variables2["DOCKER_HOST"] ?? "";
  const isOwn2 = host === "" || /^(?:unix|npipe):|^tcp:\/\/(?:localhost|127\.)/.test(host);
  return !isOwn2 || (variables2["DOCKER_CONTEXT"] ?? "") !== "" || args.some((word, index) => awayOption.test(word) && !ownContext.test(args[index + 1] ?? ""));
};
var awayOption = /^(?:-H|--host|--context|-c|--connection|--host=.*|--context=.*|--connection=.*)$/;
var ownContext = /^(?:default|desktop-linux|colima|orbstack|rancher-desktop|unix:.*)$/;
var among = (words2, names7) => words2.flatMap((word, index) => {
  const equals = word.indexOf("=");
  if (equals > 0 && names7.includes(word.slice(0, equals))) return [word.slice(equals + 1)];
  return names7.includes(word) ? [words2[index + 1] ?? ""] : [];
});
function isTestProject(words2, variables2) {
  const projects = among(words2, ["-p", "--project-name"]);
  const project = projects.at(-1) ?? variables2["COMPOSE_PROJECT_NAME"];
  if (project !== void 0) return isTestName(project);
  const told2 = among(words2, ["-f", "--file"]);
  const files3 = told2.length > 0 ? told2 : variables2["COMPOSE_FILE"]?.split(":") ?? [];
  return files3.length > 0 && files3.every((file) => isTestName(posix21.basename(file)) || isTestName(posix21.basename(posix21.dirname(file))));
}
function serverIn(via, before, container2, variables2) {
  if (!/^(?:docker|docker-compose|podman|podman-compose|nerdctl)\b/.test(via) || isAway(before, variables2) || isLiveName(container2)) return "elsewhere";
  const isTest = isTestName(container2) || via.includes("compose") && isTestProject(before, variables2);
  return isTest ? "test" : "container";
}
function areSpare(call, variables2) {
  const { name: name2, args, plain: plain4 } = call;
  const verb = args.findIndex((word) => /^(?:rm|remove|down)$/.test(word));
  if (verb === -1) return false;
  const before = args.slice(0, verb);
  if (isAway(before, variables2)) return false;
  if (plain4[0] === "compose" || /-compose$/.test(name2)) return isTestProject(before, variables2) && !valuesOf(call, "--rmi").includes("all");
  const removed = args.slice(verb + 1).filter((word) => !word.startsWith("-"));
  const fits2 = plain4.includes("volume") || plain4.includes("image") ? isTestName : isSpareContainer;
  return removed.length > 0 && removed.every((word) => !/[\uE000\uE001]/.test(word) && fits2(word));
}

function containedIn({ folder, mounts }, { variables: variables2, ground }) {
  const shared = mounts.map(([inside2, outside]) => [
    inside2,
    posix22.resolve(ground.surroundings.cwd, outside.replace(/^~(?=\/|$)/, ground.surroundings.home))
  ]);
  const here2 = throughMounts(folder?.startsWith("/") === true ? folder : shared[0]?.[0] ?? "/app", shared);
  return { contained: true, mounts: shared, folders: [here2], variables: { ...variables2, PWD: here2, HOME: "/root" } };
}
var lineTakers2 = /^(flock|npx|npm exec|npm x|docker run|start-stop-daemon|conda run)$/;
function serverOf({ via, words: words2, options: options2, remote }, args, command2, scene) {
  if (/^(?:dotenv|dotenvx|env-cmd)$/.test(via)) {
    const files3 = options2.filter((_, index) => /^(?:-e|-f|--env-file|--file)$/.test(options2[index - 1] ?? ""));
    return files3.length > 0 && files3.every(isTestName) && !scene.remote ? { server: "test-settings" } : {};
  }
  if (!remote) return {};
  if (scene.server === "elsewhere") return {};
  const before = args.slice(0, Math.max(0, args.length - words2.length));
  return { server: serverIn(via, before, / exec$/.test(via) ? before.at(-1) ?? "" : "", environmentOf(scene, command2)) };
}
var withLoop = ({ within: within3 }, words2) => words2.some((word) => /[\uE000-\uE00F]|found\/by\.name|^\.\/src$/.test(word)) ? [...within3, "loop"] : within3;
function judgeWrapped(unwrapped, args, command2, origin, scene, looked, via) {
  const { remote, root, folder, mounts, options: options2 } = unwrapped;
  const name2 = unwrapped.via;
  const inside2 = [];
  const path = options2.findLast((option) => option.startsWith("PATH="));
  const settings2 = {};
  for (const option of options2) {
    const [, setting2 = "", value2 = ""] = /^([A-Za-z_][\w%()]*)=(.*)$/s.exec(option) ?? [];
    if (setting2 === "") continue;
    settings2[setting2] = value2;
    inside2.push(...judgeSetting(setting2, value2, scene, command2.offered?.[0]));
    const odd = findVariable(setting2, value2, scene);
    if (odd !== void 0) inside2.push(stepOf(looked, name2, odd, []));
  }
  inside2.push(...judgeGitSettings(settings2, scene));
  const next = {
    ...innerScene(scene),
    ...path === void 0 ? {} : { traces: { ...scene.traces, searched: [...foldersOf(path.slice(5), scene.folders[0] ?? "/"), ...scene.traces.searched] } },
    root: scene.root || root,
    remote: scene.remote || remote,
    ...serverOf(unwrapped, args, command2, scene),
    variables: { ...scene.variables, ...settings2 },
    mounts: mounts.length > 0 ? mounts : scene.mounts,
    ...folder !== void 0 ? {
      folders: [
        folder.startsWith("/") ? folder : folder.startsWith("~") ? folder.replace("~", scene.ground.surroundings.home) : `${scene.folders[0] ?? ""}/${folder}`
      ]
    } : remote ? { folders: [mounts[0]?.[1] === void 0 ? "/app" : "/srv/container"] } : {},
    ...isThrownAway(unwrapped) || isInOwnContainer(unwrapped, args, command2.source, scene) ? containedIn(unwrapped, scene) : {}
  };
  for (const line of lineTakers2.test(name2) ? linesOf4(name2.split(" ")[0] ?? name2, args) : []) inside2.push(...judgeLine(line.text, innerScene(next), line.via));
  if (name2 === "env" && options2.some((option) => /^-\w*S|^--split-string/.test(option))) {
    const at2 = options2.findIndex((option) => /^-\w*S|^--split-string/.test(option));
    const text2 = [(options2[at2] ?? "").replace(/^-\w*S|^--split-string=?/, ""), ...options2.slice(at2 + 1), ...unwrapped.words].join(" ").replaceAll("\\_", " ");
    inside2.push(...judgeLine(text2, next, "env -S"));
    return stepOf(looked, via, void 0, inside2);
  }
  const words2 = name2 === "xargs" ? fedWords(unwrapped.words, options2, command2, origin) : unwrapped.words.map((word) => throughMounts(word, next.mounts));
  if (name2 === "xargs" && removing2.test(programName(words2)) && origin.chain.some(isListingUntracked))
    inside2.push(found2(scene, "git.clean", looked, looked, name2));
  const open = findOpenContainer(unwrapped, scene);
  if (open !== void 0) inside2.push(stepOf(looked, name2, open, []));
  if (name2 === "systemd-run" && options2.some(
    (option) => /^--(?:on-(?:calendar|active|boot|startup|unit-active|unit-inactive|clock-change|timezone-change)|timer-property|path-property|socket-property)\b/.test(
      option
    )
  ))
    inside2.push(found2(scene, "later.systemd-run", name2, looked, name2));
  if (words2.length === 0) {
    const shell = name2 === "sudo" && options2.some((option) => /^-[a-zA-Z]*[si]/.test(option));
    if (!shell) return stepOf(looked, via, void 0, inside2);
    if (command2.input === void 0 && origin.chain.length === 0) inside2.push(found2(scene, "system.another-user", looked, looked, name2));
    inside2.push(judgeWords(["sh"], command2, origin, next, name2));
  } else if (name2 === "cross-env-shell" || words2.length === 1 && /\s/.test(words2[0] ?? "") && /^(wsl|cross-env-shell|npx|sudo|doas)$/.test(name2))
    inside2.push(...judgeLine(words2.join(" "), next, name2));
  else {
    const set3 = Object.fromEntries(
      options2.flatMap((option) => /^[A-Za-z_]\w*=/.test(option) ? [[option.replace(/=.*/s, ""), option.replace(/^[^=]*=/, "")]] : [])
    );
    const fed = name2 === "xargs" ? { ...command2, input: void 0, settings: {}, within: withLoop(command2, words2) } : { ...command2, settings: { ...command2.settings, ...set3 } };
    inside2.push(judgeWords(words2, fed, name2 === "xargs" && programName(words2) !== "kill" ? { ...origin, chain: [] } : origin, next, name2));
  }
  return stepOf(looked, via, void 0, inside2);
}

function killedBy({ chain, captured }) {
  const sources = [...chain, ...captured];
  const asked2 = sources.filter(({ words: words2 }) => /^(pgrep|pidof)$/.test(programName(words2))).map(({ words: words2 }) => ["pkill", ...words2.slice(1)]);
  const listed3 = sources.find(({ words: words2 }) => programName(words2) === "ps");
  if (listed3 === void 0) return asked2;
  const own2 = ownOf(listed3);
  const names7 = sources.flatMap(patternsOf).map((pattern) => pattern.replace(/^\[(.)\]/, "$1").replace(/^[\^/]+|\$$/g, ""));
  if (own2 !== void 0 && names7.length === 0) return [...asked2, own2];
  return [...asked2, ...names7.length === 0 ? [["pkill", "."]] : names7.map((name2) => ["pkill", name2])];
}
function ownOf({ words: words2 }) {
  const told2 = (options2) => words2.find((_, index) => options2.test(words2[index - 1] ?? ""));
  const name2 = told2(/^-C$/);
  if (name2 !== void 0) return ["pkill", name2];
  if (told2(/^(-?p|--pid|--ppid|-s|--sid)$/) !== void 0 || words2.some((word) => /^--(ppid|pid|sid)=/.test(word))) return ["pkill", "-f", "one/of them"];
  const user = told2(/^(-u|-U|--user|--User)$/);
  return user === void 0 ? void 0 : ["pkill", "-u", user];
}
function patternsOf({ words: words2 }) {
  const name2 = programName(words2);
  const plain4 = words2.slice(1).filter((word) => !word.startsWith("-"));
  if (/^([ef]?grep|rg|ag)$/.test(name2)) return words2.some((word) => /^-\w*v|^--invert/.test(word)) ? [] : plain4.slice(0, 1);
  if (!/^[gmn]?awk$/.test(name2)) return [];
  return [...(plain4[0] ?? "").slice(0, 1e3).matchAll(/(?<!!)\/([^/]{1,200})\//g)].map(([, pattern = ""]) => pattern);
}

function namedTool(name2, args) {
  if (name2 === "cmake" && args[0] === "-E") return toolOfCmake(args.slice(1));
  if (/^(python|pypy|php|ruby|node|perl)[\d.]*$/.test(name2)) return scriptOf2(args);
  if (name2 === "java") return archiveOf(args);
  if (name2 === "heroku" && args[0] === "pg:psql") return ["psql", ...args.slice(1)];
  if (name2 === "sail" || /^(rw|redwood|blitz|keystone)$/.test(name2) && args[0] === "prisma") return args;
  return /^(npm|yarn|pnpm|bun)$/.test(name2) ? binOf(args) : void 0;
}
var bySubject = /^(git|docker|podman|kubectl|helm|gh|glab|npm|pnpm|yarn|cargo|terraform|tofu|packer|vault|nomad|consul|pulumi|gcloud|az|aws|prisma|systemctl|heroku|vercel|firebase|fly|flyctl|gem|twine|apt|apt-get|brew|dotnet|redis-cli|docker-compose)$/;
function isQuestion(name2, args) {
  if (args.length === 1 && /^(--help|--version|-V|-h)$/.test(args[0] ?? "")) return args[0] !== "-h" || !/^(halt|poweroff|shutdown)$/.test(name2);
  if (/^(r?ba|z|da|k|a|fi)?sh$/.test(name2) && checksOnly(args)) return true;
  if (!bySubject.test(name2)) return false;
  const at2 = args.findIndex((word) => word === "--help" || word === "-help" && /^(terraform|tofu|packer|vault|nomad|consul)$/.test(name2));
  return at2 !== -1 && !args.slice(0, at2).includes("--");
}
function checksOnly(args) {
  const first3 = args.findIndex((word) => !/^[-+]/.test(word));
  return args.slice(0, first3 === -1 ? void 0 : first3).some((word) => /^-[a-zA-Z]*n[a-zA-Z]*$/.test(word) || word === "--no-execute");
}
var toolsOfCmake = {
  chdir: ["env", "-C"],
  copy: ["cp"],
  copy_directory: ["cp", "-r"],
  create_symlink: ["ln", "-s"],
  env: ["env"],
  remove: ["rm"],
  remove_directory: ["rm", "-rf"],
  rename: ["mv"],
  rm: ["rm"],
  time: ["time"]
};
function toolOfCmake([tool = "", ...args]) {
  const same2 = Object.hasOwn(toolsOfCmake, tool) ? toolsOfCmake[tool] : void 0;
  return same2 === void 0 ? void 0 : [...same2, ...args];
}
function scriptOf2(args) {
  if (args[0] === "-m") return args.length > 1 ? args.slice(1) : void 0;
  const name2 = programName(args);
  return /^(manage\.py|artisan|rake|rails|console|ace|git-filter-repo|doctrine|yii|spark|cake|wp|drush|craft)$/.test(name2) ? [name2, ...args.slice(1)] : void 0;
}
function archiveOf(args) {
  const at2 = args.indexOf("-jar") + 1;
  const [, name2] = /^([a-z][a-z-]{1,40}?)(?:[-_][\d.]+[\w.-]*)?\.jar$/i.exec(programName(args.slice(at2))) ?? [];
  return at2 === 0 || name2 === void 0 ? void 0 : [name2, ...args.slice(at2 + 1)];
}
function binOf(args) {
  const at2 = args.findIndex((word) => !word.startsWith("-"));
  const from = args[at2] === "run" ? at2 + 1 : at2;
  return /^(prisma|rimraf|del-cli|shx|knex|sequelize(-cli)?|typeorm|drizzle-kit|vercel|firebase|wrangler|supabase|lerna|netlify|cdk|sst|serverless|sls|semantic-release|np|release-it)$/.test(
    args[from] ?? ""
  ) ? args.slice(from).filter((word) => word !== "--") : void 0;
}

var ofRepository = /^git\.(?:reset|reset-below|clean|discard|discard-folder|discard-forced|remove-forced|remove-all|restore|restore-both|stash-drop|overwrite-all|branch-delete|branch-delete-forced|branch-move|branch-over|branch-anew|history|gc|gc-now|rebase-root|rebase-of-protected|tags-listed)$/;
var ofMachine = /^(?:system\.(?:packages|service|kill|power|user|wall)|users\.|permit\.|machines\.)/;
function isOwnWork({ rule, severity }, call, acts, source, scene) {
  if (severity === "catastrophic") return false;
  if (rule === "cloud.ansible-gone") return isFileHere(call);
  if (rule === "cloud.docker-forced") return removesOwnContainer(call, source, scene);
  if (scene.contained === true && ofMachine.test(rule)) return true;
  if (rule === "git.remote-gone")
    return call.plain.length > 2 && call.plain.slice(2).every((folder) => isOwnFolder(wholePath(scene.folders[0] ?? "/", folder), scene));
  if (call.name === "git" && ofRepository.test(rule)) return isOwnRepository(call, scene);
  return rule === "permit.everybody" && !scene.root && !/s|^[2-7]\d{3}$/.test(call.plain[0] ?? "") && acts.length > 0 && acts.every(({ target }) => target.kind === "own" || target.kind === "nowhere");
}
var isFileHere = (call) => valuesOf(call, "-m|--module-name").some((module) => /(?:^|\.)file$/.test(module)) && (/^(?:localhost|127\.0\.0\.1)$/.test(call.plain[0] ?? "") || valuesOf(call, "-c|--connection").includes("local"));
function removesOwnContainer({ args }, source, { containers }) {
  const plain4 = args.filter((word) => !word.startsWith("-"));
  if (containers === void 0 || !/^(?:rm|container)$/.test(plain4[0] ?? "")) return false;
  const asked2 = [...source.matchAll(/\$\{?(\w+)/g)].map(([, name2 = ""]) => `$${name2}`);
  const named5 = plain4.filter((word, index) => index > 0 && !word.includes(unknown) && !/^(?:rm|remove)$/.test(word));
  return asked2.length + named5.length > 0 && !source.includes("$(") && [...asked2, ...named5].every((name2) => containers.has(name2));
}
var isOwnFolder = (path, { ground }) => !path.includes(unknown) && ground.places.kindOf(path) === "own";
function isOwnRepository(call, { folders: folders3, traces, variables: variables2 }) {
  if (traces.repositories.length === 0 || variables2["GIT_DIR"] !== void 0 || variables2["GIT_WORK_TREE"] !== void 0) return false;
  if (valuesOf(call, "--git-dir|--work-tree|--separate-git-dir").length > 0) return false;
  const into = valuesOf(call, "-C");
  return folders3.every((folder) => {
    const path = into.reduce(wholePath, folder);
    return traces.repositories.some((own2) => path === own2 || path.startsWith(`${own2}/`));
  });
}

import { posix as posix25 } from "node:path";

import { posix as posix24 } from "node:path";

import { posix as posix23 } from "node:path";
var allOf2 = (each3) => ({ hosts: each3.flatMap(({ hosts: hosts3 }) => hosts3), names: each3.flatMap(({ names: names7 }) => names7) });
var withoutPort = (host) => host.replace(/:\d{1,5}$/, "");
function readUrl(word) {
  const [, rest = ""] = /^[^:]{1,40}:\/\/(.{0,2000})$/s.exec(word) ?? [];
  const [place = "", query = ""] = rest.split("?");
  const slash = place.indexOf("/");
  const authority = slash === -1 ? place : place.slice(0, slash);
  const more3 = [...query.matchAll(/(?:^|&)(?:host|hostaddr|service|socket)=([^&]{0,200})/gi)].map(([, host = ""]) => decodeURIComponentSafely(host));
  return {
    hosts: [
      ...authority.slice(authority.lastIndexOf("@") + 1).split(",").map(withoutPort),
      ...more3
    ],
    names: [slash === -1 ? "" : place.slice(slash + 1)]
  };
}
function decodeURIComponentSafely(text2) {
  try {
    return decodeURIComponent(text2);
  } catch {
    return text2;
  }
}
function readKeywords(word) {
  const valuesOf2 = (names7) => [...word.matchAll(new RegExp(`(?:^|[\\s;])(?:${names7})\\s?=\\s?'?([^\\s;']{0,200})`, "gi"))].map(([, value2 = ""]) => value2);
  return { hosts: valuesOf2("host|hostaddr|service|server|data source"), names: valuesOf2("dbname|database|initial catalog") };
}
function readDatabase(given7) {
  const word = given7.replace(/^jdbc:/, "");
  if (/^(?:sqlite3?|file|duckdb|libsql)(?:\+\w{1,20})?:(?!\/\/[\w.-]+(?::\d+)?\/?$)/i.test(word))
    return { hosts: [], names: [posix23.basename(word.replace(/\?.*$/s, ""))] };
  if (/^[\w+]{2,40}:\/\//.test(word)) return readUrl(word);
  return /\w\s?=/.test(word) ? readKeywords(word) : { hosts: [], names: [word] };
}

var several = (text2) => text2.split(" ");
var given4 = (variables2, names7) => names7.flatMap((name2) => variables2[name2] ?? []);
var isUrl = (word) => /^(?:jdbc:)?[\w+]{2,40}:\/\//.test(word);
function connected(told2, hosts3, environment) {
  const read3 = allOf2(told2.map(readDatabase));
  const all3 = [...hosts3, ...read3.hosts];
  return { hosts: all3.length > 0 ? all3 : environment, names: read3.names };
}
function ofPostgres(call, variables2) {
  const { name: name2, plain: plain4 } = call;
  const named5 = valuesOf(call, "-d|--dbname");
  const words2 = name2 === "pg_restore" ? [] : /^drop/.test(name2) ? plain4 : named5.length > 0 ? [] : plain4.slice(0, 1);
  const told2 = [...named5, ...words2];
  const services = given4(variables2, ["PGSERVICE", "PGSERVICEFILE"]);
  const hosts3 = [...valuesOf(call, "-h|--host"), ...services];
  return connected(told2.length > 0 ? told2 : given4(variables2, ["PGDATABASE"]), hosts3, given4(variables2, ["PGHOST", "PGHOSTADDR"]));
}
function ofMysql(call, variables2) {
  const named5 = valuesOf(call, "-D|--database");
  const words2 = /admin$/.test(call.name) ? call.plain.filter((word) => !/^(?:drop|create|-f)$/.test(word)) : call.plain.slice(0, 1);
  return connected([...named5, ...words2], valuesOf(call, "-h|--host"), given4(variables2, ["MYSQL_HOST"]));
}
function ofMongo(call) {
  const words2 = call.name === "mongorestore" ? [] : call.plain.slice(0, 1).map((word) => isUrl(word) ? word : word.includes("/") ? `mongodb://${word}` : word);
  const hosts3 = valuesOf(call, "-h|--host").map((host) => host.replace(/:\d{1,5}$/, ""));
  return connected([...words2, ...valuesOf(call, "--uri|-d|--db")], hosts3, []);
}
var addresses = several(
  "DATABASE_URL DB_URL DATABASE_URI DB_URI POSTGRES_URL POSTGRES_PRISMA_URL POSTGRESQL_URL MYSQL_URL MONGO_URL MONGO_URI MONGODB_URL MONGODB_URI SQLALCHEMY_DATABASE_URI SQLALCHEMY_DATABASE_URL TYPEORM_URL DB_DSN DSN GOOSE_DBSTRING FLYWAY_URL LIQUIBASE_COMMAND_URL DIRECT_URL"
);
var names4 = several("DB_NAME DB_DATABASE DATABASE_NAME PGDATABASE MYSQL_DATABASE POSTGRES_DB TYPEORM_DATABASE");
var hosts = several("DB_HOST DATABASE_HOST PGHOST MYSQL_HOST POSTGRES_HOST TYPEORM_HOST");
function ofTool(call, variables2) {
  const told2 = [...call.args.map((word) => word.replace(/^--?[\w-]{1,40}=/, "")).filter(isUrl), ...valuesOf(call, "--database-url|--url|-url|--db-url|--dsn")];
  const found3 = told2.length > 0 ? told2 : given4(variables2, addresses);
  if (found3.length > 0) return variables2["DIRECT_URL"] === found3[0] && told2.length === 0 ? { hosts: [], names: [] } : connected([...new Set(found3)], [], []);
  return call.name === "prisma" ? { hosts: [], names: [] } : { hosts: given4(variables2, hosts), names: given4(variables2, names4) };
}
function databasesOf(call, variables2) {
  const { name: name2, plain: plain4 } = call;
  if (/^(?:psql|pgcli|usql|dropdb|dropuser|pg_restore)$/.test(name2)) return ofPostgres(call, variables2);
  if (/^(?:mysql|mariadb|mycli|mysqladmin|mariadb-admin)$/.test(name2)) return ofMysql(call, variables2);
  if (/^mongo/.test(name2)) return ofMongo(call);
  if (/^(?:redis|valkey|keydb)-cli$/.test(name2)) return connected(valuesOf(call, "-u"), valuesOf(call, "-h"), []);
  if (/^(?:sqlite3?|duckdb|litecli)$/.test(name2)) return { hosts: [], names: plain4.slice(0, 1).map((file) => posix24.basename(file)) };
  return ofTool(call, variables2);
}

function isOwnAddress2(address) {
  const host = (/^(?:https?:\/\/)?(\[[^\]]{0,60}\]|[^/:?#]{0,200})/i.exec(address)?.[1] ?? "").toLowerCase();
  return host !== "" && (isOwnHost(host) || /^(?:localstack|minio|moto|azurite|dynamodb-local|fake-gcs|fake-gcs-server|localhost\.localstack\.cloud)$/.test(host));
}
var all2 = (values) => values.length > 0 && values.every(isOwnAddress2);
var set2 = (variables2, pattern) => Object.entries(variables2).flatMap(([name2, value2]) => pattern.test(name2) && value2 !== "" ? [value2] : []);
var ownCluster = /^(?:kind-[\w.-]{1,80}|k3d-[\w.-]{1,80}|minikube|docker-desktop|docker-for-desktop|rancher-desktop|orbstack|colima|microk8s)$/;
var isOwnContext = (call) => {
  const told2 = valuesOf(call, "--context|--kube-context");
  return told2.length > 0 && told2.every((name2) => ownCluster.test(name2)) && valuesOf(call, "-s|--server|--kubeconfig|--cluster").every((value2) => isOwnAddress2(value2));
};
function isEmulated(call, variables2) {
  const { name: name2, args, plain: plain4 } = call;
  const told2 = valuesOf(call, "--endpoint-url|--endpoint|--host");
  switch (name2) {
    case "awslocal":
      return told2.every(isOwnAddress2);
    case "aws":
    case "s5cmd":
    case "s3cmd":
      return all2(told2.length > 0 ? told2 : name2 === "aws" || name2 === "s5cmd" ? set2(variables2, /^(?:AWS_ENDPOINT_URL(?:_\w{1,40})?|S3_ENDPOINT_URL)$/) : []);
    case "mc":
      return plain4.some((word) => word.includes("/")) && plain4.filter((word) => word.includes("/")).every((word) => /^(?:local|localhost|test|minio-local|local-minio)\//.test(word));
    case "kubectl":
    case "oc":
    case "k":
    case "helm":
    case "helmfile":
      return isOwnContext(call);
    case "kind":
    case "minikube":
    case "k3d":
    case "colima":
      return plain4.includes("delete") || plain4.includes("stop");
    case "az":
      return args.some((word) => /UseDevelopmentStorage=true|AccountName=devstoreaccount1;.{0,400}(?:127\.0\.0\.1|localhost|azurite):/.test(word));
    case "gcloud":
    case "bq":
    case "gsutil":
    case "firebase":
      return all2(set2(variables2, /^(?:CLOUDSDK_API_ENDPOINT_OVERRIDES_\w{1,40}|\w{1,40}_EMULATOR_HOST)$/)) || plain4.slice(0, 3).some((word) => /^emulators(?::\w{1,20})?$/.test(word));
    default:
      return false;
  }
}

var aboutOne = /^\W*(?:drop|create|alter)\s+(?:database|role|user|tablespace|schema)\s+(?:if\s+(?:not\s+)?exists\s+)?([`"[]?[\w$\uE00F-]{0,100})/i;
var taking2 = /\b(?:drop|truncate|delete|update|alter|purge|merge|replace|remove|flush)/i;
var isMaintenance = (name2) => /^(?:postgres|template[01]|defaultdb|mysql|admin|)$/.test(name2);
var switching = /(?:^|[\n;'"]|\s)(?:\\c(?:onnect)?|use|\.open)\s+[`"']?([\w$-]{1,100})|getSiblingDB\(\s*["'`]?([^"'`)]{0,100})/gi;
var connecting2 = /\b(?:new\s+Mongo|connect|Mongo)\s*\(|\b(?:dblink|postgres_fdw)\b|(?:^|\s)attach\s/i;
var qualified = /\b(?:table|truncate|from|update|into|view)\s+(?:if\s+exists\s+)?`?([\w$-]{1,100})`?\s?\.\s?`?\w/gi;
var isMysql = (name2) => /^(?:mysql|mariadb|mycli)/.test(name2);
function isTestDatabase({ scene, command: command2, args }, call, statements) {
  const { server } = scene;
  if (server === "elsewhere" || scene.remote && server === void 0) return false;
  const { hosts: hosts3, names: names7 } = databasesOf(call, environmentOf(scene, command2));
  const isNear2 = (host) => isOwnHost(host) || server === "test" && /^[\w-]{1,60}$/.test(host) && !isLiveName(host);
  const raw = [...args, command2.input ?? ""].join("\n").slice(0, 2e4);
  if (!hosts3.every(isNear2) || connecting2.test(raw)) return false;
  const used = [...raw.matchAll(switching)].map(([, one, other]) => one ?? other ?? "");
  const about = statements.map((text2) => isMysql(call.name) || !/^\W*\w+\s+schema\b/i.test(text2) ? aboutOne.exec(text2)?.[1] : void 0);
  const dropped = about.flatMap((name2) => name2?.replace(/^[`"[]/, "") ?? []);
  const others3 = isMysql(call.name) ? statements.flatMap((text2) => [...text2.matchAll(qualified)].map(([, name2 = ""]) => name2)) : [];
  const reached2 = [...names7, ...used];
  const all3 = [...reached2, ...dropped, ...others3];
  if (server === "test") return !all3.some(isLiveName);
  if (/^(?:redis|valkey|keydb)-cli$/.test(call.name)) return false;
  if (server === "test-settings" && all3.length === 0) return true;
  const isWithin = statements.length === 0 || statements.some((text2, index) => about[index] === void 0 && taking2.test(text2));
  const fits2 = isWithin ? isTestName : (name2) => isTestName(name2) || isMaintenance(name2);
  return (isWithin ? reached2 : dropped).length > 0 && reached2.every(fits2) && [...dropped, ...others3].every(isTestName);
}

var ofDatabases = /^database\.(?:drop|drop-column|delete-all|mongo|redis|drop-tool|restore-clean|restore-over|admin|tasks|rollback-all|tools|orm|orm-forced|migrators|liquibase|flyway|reset-forced|push-reset|push|data-loss)$/;
var ofClouds = /^cloud\.(?:aws|s3|s3-sync|google|kubectl|kubectl-force|kubectl-none|kubectl-zero|kubectl-running|helm|terraform)$/;
var ofContainers = /^cloud\.(?:docker-forced|compose-down|docker-prune)$/;
var ofWork = /^git\.(?:reset|clean|discard|discard-folder|discard-forced|reset-below|remove-forced|remove-all)$/;
function isTemporary({ scene, command: command2 }, call) {
  const { settings: settings2 } = command2;
  if (settings2["GIT_DIR"] !== void 0 || settings2["GIT_WORK_TREE"] !== void 0 || valuesOf(call, "--git-dir|--work-tree").length > 0) return false;
  const roots = new Set(scene.ground.surroundings.temporary);
  const folders3 = scene.folders.map((folder) => valuesOf(call, "-C").reduce((path, next) => posix25.resolve(path, next), folder));
  return folders3.every((folder) => {
    const { kind, path } = resolveTarget(folder, ["/"], scene.ground, true);
    return (kind === "own" || kind === "temporary") && !roots.has(path ?? folder);
  });
}
function isNear(call, variables2) {
  const { hosts: hosts3, names: names7 } = databasesOf(call, variables2);
  return hosts3.every((host) => isOwnHost(host) || /^[\w-]{1,60}$/.test(host)) && !hosts3.some(isLiveName) && !names7.some(isLiveName);
}
function isSpared(rule, look2, call, statements) {
  if (rule.startsWith("services.unknown")) return look2.scene.functions.has(look2.name);
  const variables2 = environmentOf(look2.scene, look2.command);
  if (ofDatabases.test(rule))
    return isForTests(rule, look2.name, look2.args, look2.command.settings) && isNear(call, variables2) || isTestDatabase(look2, call, statements);
  if (ofClouds.test(rule)) return isEmulated(call, variables2);
  if (ofContainers.test(rule)) return !look2.scene.remote && areSpare(call, variables2);
  return ofWork.test(rule) && isTemporary(look2, call);
}

var mostWords2 = 1e3;
var noNames = /* @__PURE__ */ new Set(["--force", "--delete", "--recursive"]);
function fromEnvironment(name2, { settings: settings2 }) {
  if (name2 === "git" && settings2["GIT_WORK_TREE"] !== void 0) return [`--work-tree=${settings2["GIT_WORK_TREE"]}`];
  if (/^docker(?:-compose)?$/.test(name2) && settings2["DOCKER_HOST"] !== void 0) return [`--host=${settings2["DOCKER_HOST"]}`];
  return [];
}
function judgeWords(words2, command2, origin, scene, via) {
  const looked = words2.length > mostWords2 ? words2.slice(0, 40).join(" ") : words2.join(" ");
  const [first3 = "", ...args] = words2;
  const { spent } = scene;
  spent.steps += 1 + (words2.length >> 5);
  if (spent.steps > mostSteps) return found2(scene, "unreadable", "it has too many commands", looked, via);
  if (words2.length > mostWords2) {
    const told2 = [first3, ...args.filter((word) => /[^\w.-]|^-/.test(word)).slice(0, mostWords2 - 1)];
    return stepOf(looked, via, scene.book.finding("unreadable", "it has too many words"), [judgeWords(told2, command2, origin, scene, via)]);
  }
  if (scene.depth > mostDepth + 4) return found2(scene, "opaque", "it stands too deep in others", looked, via);
  if (/[\uE000-\uE00F]/.test(first3)) return judgeDoubtful(words2, command2, origin, scene, via);
  if (!first3.includes("/") && /[^\0-\x7F]/.test(first3))
    return found2(scene, "opaque", "the name of the program holds letters that look like others", looked, via);
  const stands = programCopied(scene.traces, scene.folders[0] ?? "/", first3);
  if (stands !== void 0)
    return judgeWords([stands, ...args], command2, origin, { ...innerScene(scene), traces: { ...scene.traces, copied: noTraces.copied } }, via);
  const name2 = programName(words2);
  if (isQuestion(name2, args)) return stepOf(looked, via, void 0, []);
  const stranger = findStranger(name2, args, command2, scene);
  if (stranger !== void 0) return stepOf(looked, via, stranger, [judgeKnown(words2, name2, command2, origin, scene, name2)]);
  return judgeKnown(words2, name2, command2, origin, scene, via);
}
function judgeKnown(words2, name2, command2, origin, scene, via) {
  const looked = words2.join(" ");
  const args = words2.slice(1);
  const tool = namedTool(name2, args);
  if (tool !== void 0) {
    const step = judgeWords(tool, command2, origin, innerScene(scene), name2);
    if (step.severity !== "fine" || step.inside.some((within3) => within3.severity !== "fine")) return stepOf(looked, via, void 0, [step]);
  }
  const unwrapped = unwrap([name2, ...args]);
  if (unwrapped !== void 0) return judgeWrapped(unwrapped, args, withListed(name2, args, command2, scene), origin, scene, looked, via);
  const look2 = openLook(words2, name2, withListed(name2, args, command2, scene), origin, scene);
  judgeGiven(look2);
  judgeInput(look2);
  judgeMade(look2);
  judgeScripts(look2);
  judgeConfigured(look2);
  judgeCarried(look2);
  judgeAwk(look2);
  judgeFetched(look2);
  judgePlanted(look2);
  judgeExposure(look2);
  const coded = judgeCode(look2);
  judgeSending(look2);
  judgeSecrets(look2);
  judgeUnseen(look2);
  judgeListed(look2);
  judgeKilling(look2);
  judgeGit(look2);
  judgeHosting(look2);
  look2.inside.push(...judgeEach(name2, args, look2.command, scene));
  if (name2 === "kill") for (const asked2 of killedBy(origin)) look2.inside.push(judgeWords(asked2, command2, noOrigin, innerScene(scene), "kill"));
  const call = readInvocation(name2, [...fromEnvironment(name2, command2), ...args]);
  const deeds = [...deedsOf(call, noNames), ...coded.deeds];
  const acts = actsOf(origin.exported === true ? deeds.filter(({ does }) => does !== "read") : deeds, scene);
  look2.add(findEmptied(acts, command2, scene));
  const statements = [...judgeData(look2, call), ...coded.statements];
  const finding = scene.book.judge({ call, acts, texts: statements }, (rule) => isSpared(rule, look2, call, statements));
  const isTaken = (command2.captured || command2.piped) && finding !== void 0 && /^(tokens\.|repositories\.token)/.test(finding.rule);
  if (finding !== void 0 && !isTaken && !isOwnWork(finding, call, acts, command2.source, scene)) look2.add(finding);
  if (coded.statements.length > 0) look2.add(scene.book.judge({ call: readInvocation("inline code", []), acts: [], texts: coded.statements }));
  return stepOf(looked, via, look2.said(), look2.inside);
}
function withListed(name2, args, command2, { traces, folders: folders3 }) {
  if (!/^(xargs|parallel)$/.test(name2) || traces.written.size === 0) return command2;
  const file = args.find((_, index) => /^(-a|--arg-file)$/.test(args[index - 1] ?? "")) ?? args.find((word) => word.startsWith("--arg-file="))?.slice(11);
  const input = file === void 0 ? void 0 : traces.written.get(wholePath(folders3[0] ?? "/", file));
  return input === void 0 ? command2 : { ...command2, input: input.replace(/\n$/, "") };
}

var bareCommand = {
  words: [],
  files: [],
  redirections: [],
  input: void 0,
  assigned: [],
  settings: {},
  known: {},
  piped: false,
  captured: false,
  decoded: false,
  within: [],
  source: ""
};
function stepsOfText(text2, language, via, scene) {
  const inner = innerScene(scene);
  if (language === void 0) return judgeLine(text2, inner, via);
  const read3 = readCode(text2, language, scene.ground.surroundings.home);
  const out2 = [];
  for (const line of read3.lines) out2.push(...judgeLine(line.text, inner, line.via));
  for (const run2 of read3.runs) out2.push(judgeWords(run2.words, bareCommand, noOrigin, inner, run2.via));
  const acts = actsOf(read3.deeds, scene);
  const emptied = findEmptied(acts, bareCommand, scene);
  if (emptied !== void 0) out2.push(stepOf(text2, via, emptied, []));
  const finding = scene.book.judge({ call: readInvocation("inline code", []), acts, texts: read3.statements });
  if (finding !== void 0) out2.push(stepOf(text2, via, finding, []));
  if (read3.hides !== void 0) out2.push(stepOf(text2, via, scene.book.finding("opaque", read3.hides), []));
  return out2;
}
var languageOfText = (path, text2) => {
  const program = /^#!\s*(?:\/\S*\/)?(?:env\s+(?:-\S+\s+)*)?(\S+)/.exec(text2)?.[1];
  return program === void 0 ? languageOfFile(path) : languageOf(program.replace(/^.*\//, ""));
};
function catastrophicAmong(steps) {
  const out2 = [];
  for (const step of steps) {
    if (step.severity === "catastrophic") out2.push({ ...step, inside: [] });
    else out2.push(...catastrophicAmong(step.inside));
  }
  return out2;
}

var lines2 = /^(GIT_(SSH_COMMAND|PAGER|EDITOR|EXTERNAL_DIFF|SEQUENCE_EDITOR|ASKPASS|PROXY_COMMAND|SSH)|PAGER|MANPAGER|EDITOR|VISUAL|PROMPT_COMMAND|LESSOPEN|LESSCLOSE|BROWSER|SUDO_EDITOR|SUDO_ASKPASS|SSH_ASKPASS|GH_EDITOR|GH_PAGER|RSYNC_RSH|FZF_DEFAULT_COMMAND|SYSTEMD_PAGER|AWS_PAGER|BAT_PAGER|DELTA_PAGER|CVS_RSH|SVN_SSH|HGEDITOR|FCEDIT|SUDO_PROMPT_COMMAND|MAILER|TERMINAL|npm_config_(script_shell|editor|git|viewer)|NPM_CONFIG_(SCRIPT_SHELL|EDITOR|GIT)|CC|CXX|CPP|LD|AR|RUSTC|RUSTC_WRAPPER|RUSTC_WORKSPACE_WRAPPER|CARGO_BUILD_RUSTC(?:_WRAPPER|_WORKSPACE_WRAPPER)?|CCACHE_PREFIX|DISTCC_FALLBACK_COMMAND|YARN_SCRIPT_SHELL|CARGO_TARGET_\w{1,60}_(RUNNER|LINKER)|KUBE_EDITOR|KUBECTL_EXTERNAL_DIFF|PSQL_(PAGER|EDITOR)|MYSQL_PAGER|LESSEDIT|MANROFFSEQ|PYTHONBREAKPOINT_COMMAND|RSYNC_CONNECT_PROG|BASH_FUNC_.*)$/;
function lineOfSetting(name2, value2) {
  if (/^(BASH_ENV|ENV|PS[0-4])$/.test(name2) && /\$\(|`/.test(value2)) return `: "${value2.replace(/"/g, '\\"')}"`;
  return optionLine(name2, value2) ?? (lines2.test(name2) ? value2.replace(/^\|/, "") : void 0);
}
var quoted6 = (text2) => `'${text2.replaceAll("'", "'\\''")}'`;
function optionLine(name2, value2) {
  if (/^LUA_INIT(?:_5_\d)?$/.test(name2) && !value2.startsWith("@")) return `lua -e ${quoted6(value2)}`;
  if (/^CMAKE_\w{1,40}_(?:LAUNCHER|COMPILER)$/.test(name2)) return value2.split(";").map(quoted6).join(" ");
  switch (name2) {
    case "TAR_OPTIONS":
      return `tar ${value2}`;
    case "MAKEFLAGS":
    case "GNUMAKEFLAGS":
    case "MFLAGS": {
      const at2 = value2.search(/--eval\b|-E\b|SHELL=/);
      return at2 === -1 ? void 0 : `make ${quoted6(value2.slice(at2).replace(/^(--eval|-E)\s+/, "--eval="))}`;
    }
    case "FZF_DEFAULT_OPTS":
      return `fzf ${value2}`;
    case "ERL_AFLAGS":
    case "ERL_FLAGS":
    case "ERL_ZFLAGS":
    case "ELIXIR_ERL_OPTIONS":
      return `erl ${value2}`;
    case "PERL5DB":
      return `perl -e ${quoted6(value2)}`;
    case "RUBYOPT":
    case "PERL5OPT":
      return /^-?e|\s-e/.test(value2) ? `${name2 === "RUBYOPT" ? "ruby" : "perl"} ${value2}` : /^-?M[\w:]+(=|\s)?[^\s]*[;({]/.test(value2) ? `perl -e ${quoted6(value2.replace(/^-?M[\w:]*/, ""))}` : void 0;
    case "VIMINIT":
    case "EXINIT":
    case "GVIMINIT":
      return `vim ${value2.split(/\||\n/).map((one) => `-c ${quoted6(one)}`).join(" ")}`;
    case "JAVA_TOOL_OPTIONS":
    case "_JAVA_OPTIONS":
    case "JDK_JAVA_OPTIONS":
    case "MAVEN_OPTS":
    case "GRADLE_OPTS":
    case "JAVA_OPTS": {
      const [, one, other, third] = /-XX:On(?:Error|OutOfMemoryError)=(?:"([^"]+)"|'([^']+)'|(.+))/.exec(value2) ?? [];
      return one ?? other ?? third;
    }
    case "GOFLAGS": {
      const [, one, other] = /['"]-(?:toolexec|exec)=([^'"]+)['"]|-(?:toolexec|exec)=["']?([^'"]+)/.exec(value2) ?? [];
      return one ?? other;
    }
    default:
      return void 0;
  }
}

var startFiles2 = {
  BASH_ENV: "sh",
  ENV: "sh",
  NODE_OPTIONS: "node",
  PERL5OPT: "perl",
  PYTHONSTARTUP: "python",
  RUBYOPT: "ruby"
};
var folders2 = /^(PYTHONPATH|PYTHONHOME|PYTHONUSERBASE|NODE_PATH|PERL5LIB|PERLLIB|RUBYLIB|LUA_PATH|CLASSPATH|GIT_EXEC_PATH|GIT_TEMPLATE_DIR|ZDOTDIR|XDG_CONFIG_HOME|HOME|LD_LIBRARY_PATH|GEM_HOME|R_LIBS|JULIA_LOAD_PATH)$/;
function judgeSetting(name2, value2, scene, input) {
  const made3 = judgeFilesNamed(name2, value2, scene, input);
  if (made3.length > 0) return made3;
  if (/^(LD_PRELOAD|DYLD_INSERT_LIBRARIES|LD_AUDIT)$/.test(name2) && value2 !== "")
    return [found2(scene, "environment.preload", name2, `${name2}=${value2}`, void 0)];
  const line = lineOfSetting(name2, value2);
  if (line !== void 0) return judgeLine(line, innerScene(scene), `${name2}=`);
  if (name2 === "BASH_ENV" || name2 === "ENV" && /\.sh$|^\/dev\//.test(value2) || /^(PERL5OPT|RUBYOPT)$/.test(name2))
    return /[./]/.test(value2) ? [found2(scene, "environment.preload", name2, `${name2}=${value2}`, void 0)] : [];
  if (name2 === "GIT_SSL_NO_VERIFY" && !isOff(value2)) return [found2(scene, "git.unverified", name2, `${name2}=${value2}`, void 0)];
  const code = name2 === "NODE_OPTIONS" ? codeOfDataUrl(
    value2.slice(Math.max(0, value2.indexOf("data:"))).replace(/"$/, "").replace(/\\(["\\])/g, "$1")
  ) : void 0;
  if (code !== void 0) return stepsOfText(code, "node", `${name2}=`, scene);
  return [];
}
function judgeFilesNamed(name2, value2, scene, input) {
  const { written: written4 } = scene.traces;
  const via = `${name2}=`;
  const language = Object.hasOwn(startFiles2, name2) ? startFiles2[name2] : void 0;
  if (language === "sh" && value2 === unknown && input !== void 0) return judgeLine(input, innerScene(scene), via);
  if (written4.size === 0) return [];
  const here2 = scene.folders[0] ?? "/";
  if (language !== void 0)
    return value2.split(/[\s=]+/).flatMap((word) => {
      const path = wholePath(here2, word.replace(/^-[rIM]/, ""));
      const text2 = word === "" ? void 0 : written4.get(path) ?? written4.get(`${path}.js`) ?? written4.get(`${path}.rb`);
      return text2 === void 0 ? [] : stepsOfText(text2, language === "sh" ? void 0 : language, via, scene);
    });
  if (!folders2.test(name2)) return [];
  const places3 = value2.split(/[:;]/).filter((part) => part !== "" && !part.includes(unknown));
  return [...written4].flatMap(([path, text2]) => {
    if (!places3.some((place) => path.startsWith(`${wholePath(here2, place).replace(/\/$/, "")}/`))) return [];
    const steps = stepsOfText(text2, languageOfText(path, text2), via, scene);
    return /\/((site|user)customize\.py|\.(bash|zsh)\w*|\.profile)$/.test(path) ? steps : catastrophicAmong(steps);
  });
}
function judgeGitSettings(settings2, scene) {
  const given7 = [];
  for (const [name2, value2] of Object.entries(settings2)) {
    const [, number2] = /^GIT_CONFIG_VALUE_(\d+)$/.exec(name2) ?? [];
    if (number2 !== void 0) given7.push([settings2[`GIT_CONFIG_KEY_${number2}`] ?? "alias.it", value2]);
    if (name2 === "GIT_CONFIG_PARAMETERS")
      for (const [, key = "", text2 = ""] of value2.matchAll(/'([\w.-]+)(?:'='|=)((?:[^']|'\\'')*)'/g)) given7.push([key, text2]);
  }
  return given7.flatMap(([key, value2]) => judgeLine(`git -c '${`${key}=${value2}`.replaceAll("'", "'\\''")}' version`, innerScene(scene), "the environment"));
}

function judgeSimple(command2, origin, given7, via) {
  const { words: words2, redirections, settings: settings2 } = command2;
  const scene = withPath(given7, settings2["PATH"]);
  const looked = words2.length === 0 ? command2.source : words2.join(" ");
  const inside2 = [];
  const set3 = Object.entries(settings2);
  for (const [name2, value2] of set3) inside2.push(...judgeSetting(name2, value2, scene, command2.offered?.[0]));
  if (set3.length > 0) inside2.push(...judgeGitSettings(settings2, scene));
  if (words2.length > 0 && redirections.some(({ target }) => ownPort.test(target)))
    inside2.push(
      ...judgeLine(
        `redis-cli ${words2.slice(1).join(" ").replace(/\\[rn]|[^\w ]+/g, " ").replace("flush_all", "flushall").trim()}`,
        innerScene(scene),
        "/dev/tcp"
      )
    );
  const redirected = redirections.length === 0 ? void 0 : judgeRedirections(command2, scene);
  const variables2 = withVariables(scene.variables, command2.known);
  const step = words2.length === 0 ? void 0 : judgeWords(words2, command2, origin, variables2 === scene.variables ? scene : { ...scene, variables: variables2 }, via);
  if (step === void 0) return stepOf(looked, via, redirected, inside2);
  if (redirected === void 0 && inside2.length === 0) return step;
  return redirected !== void 0 && step.severity === "fine" ? {
    ...step,
    severity: redirected.severity,
    rule: redirected.rule,
    reason: stepOf("", void 0, redirected, []).reason ?? "",
    inside: [...step.inside, ...inside2]
  } : { ...step, inside: [...step.inside, ...inside2, ...redirected === void 0 ? [] : [stepOf(looked, "redirection", redirected, [])]] };
}
function withPath(scene, path) {
  if (path === void 0) return scene;
  const { traces, folders: folders3 } = scene;
  return { ...scene, traces: { ...traces, searched: [...foldersOf(path, folders3[0] ?? "/"), ...traces.searched] } };
}
var ownPort = /^\/dev\/(tcp|udp)\/(localhost|127\.\d+\.\d+\.\d+|::1|0\.0\.0\.0)\/\d+$/;
var isAsking = /^(exec|echo|printf|:|true|cat|head|read|timeout)?$/;
var mostRedirections = 200;
var sayers = /^(cat|tac|head|tail|base64|base32|xxd|od|hexdump|strings|tee|less|more|nl|rev|sort|bat|mapfile|readarray)?$/;
var silent = /^(:|true|false|echo|printf|cat)?$/;
var isDataFile = /\.(sqlite3?|db3?|duckdb|mdb|rdb|aof|ibd|fdb|realm|accdb|kdbx?|tfstate)$/i;
function judgeRedirections(command2, scene) {
  const { redirections } = command2;
  const name2 = programName(command2.words);
  let worst;
  const told2 = redirections.length <= mostRedirections ? redirections : redirections.filter(({ target }) => !/^[\w.-]*$/.test(target)).slice(0, mostRedirections);
  if (told2.length === mostRedirections) noteCut(scene, "redirections");
  for (const { operator, target } of told2) {
    if (/^\/dev\/(tcp|udp)\//.test(target) && !(ownPort.test(target) && isAsking.test(name2))) return scene.book.finding("network.reverse-shell", target);
    const isWriting = />/.test(operator) && !/^\d*$|^-$/.test(target);
    if (!isWriting && !/^<$|^\d*<$/.test(operator)) continue;
    const does = isWriting ? operator.includes(">>") ? "append" : "overwrite" : "read";
    if (does === "read" && !sayers.test(name2)) continue;
    if (/^\/proc\/(sysrq-trigger|sys\/kernel\/)/.test(target)) return scene.book.finding("system.trigger", target);
    const empties = does === "overwrite" && saysNothing(command2);
    const acts = actsOf([{ does, deep: false, word: target, each: true, ...empties ? { empties } : {} }], scene);
    const emptied = does === "overwrite" && silent.test(name2) && isDataFile.test(target) ? ["--emptied", target] : [];
    const finding = scene.book.judge({ call: readInvocation("redirection", emptied), acts, texts: [] }) ?? findEmptied(acts, command2, scene);
    if (finding !== void 0 && (worst === void 0 || finding.severity === "catastrophic")) worst = finding;
  }
  return worst;
}

import { posix as posix26 } from "node:path";
var substituted = (line) => new RegExp(String.raw`(?<!\\)(?:\$\(\s{0,20}(?:${line})\s{0,20}\)|${"`"}\s{0,20}(?:${line})\s{0,20}${"`"})`, "g");
var simplePath = String.raw`["']?([~.\w/-][\w./-]{0,400}|\$\{?(?:HOME|PWD)\}?[\w./-]{0,400})["']?`;
var questions = [
  {
    // What `mktemp` makes is new by its nature, and so nobody else's.
    hint: "mktemp",
    asked: substituted(String.raw`mktemp(?:\s+[-\w./]+){0,20}`),
    answer: ({ temporary }) => `${temporary[0] ?? "/tmp"}/instar-guard.made-by-mktemp`
  },
  {
    // The top of the repository is most often the project.
    hint: "--show-toplevel",
    asked: substituted(String.raw`git\s+(?:-C\s+["']?(?:\.|\$PWD)["']?\s+)?rev-parse\s+(?:--path-format=absolute\s+)?--show-toplevel(?:\s+2>\s?/dev/null)?`),
    answer: ({ project }) => project
  },
  {
    hint: "git-",
    asked: substituted(
      String.raw`git\s+(?:-C\s+["']?(?:\.|\$PWD)["']?\s+)?rev-parse\s+(?:--path-format=absolute\s+)?--(?:git-dir|absolute-git-dir|git-common-dir)(?:\s+2>\s?/dev/null)?`
    ),
    answer: ({ project }) => `${project}/.git`
  },
  {
    // Everything, as a shell would write it itself.
    hint: "(ls -",
    asked: /(?<![\\"'])\$\(\s?ls\s+-1?[aA]1?\s?\)/g,
    answer: () => "* .[!.]*"
  },
  {
    hint: "npm prefix",
    asked: substituted("npm prefix"),
    answer: ({ project }) => project
  },
  {
    hint: "-f",
    asked: substituted(String.raw`readlink\s+-(?:f|m|e)\s+(?:--\s+)?${simplePath}`),
    answer: named3
  },
  {
    hint: "realpath",
    asked: substituted(String.raw`realpath\s+(?:-{1,2}[\w-]+\s+){0,6}${simplePath}`),
    answer: named3
  },
  {
    hint: "/etc/passwd",
    asked: /\bgrep\s+(?:-\w{1,3}\s+)?["']?\^?(?:\$\{?(?:USER|LOGNAME)\}?|([A-Za-z_][\w-]{0,40})):?["']?\s+\/etc\/passwd\s*(?=\|\s*cut)/g,
    answer: ({ home }, [, user = posix26.basename(home)]) => `echo ${user}:x:1000:1000::${user === "root" ? "/root" : `${posix26.dirname(home)}/${user}`}:/bin/bash`
  }
];
function named3({ home, cwd }, [, first3, second]) {
  const path = (first3 ?? second ?? ".").replace(/^~(?=\/|$)|^\$\{?HOME\}?/, home).replace(/^\$\{?PWD\}?/, cwd);
  return path.startsWith("/") ? posix26.normalize(path) : path;
}
function withAnswers(text2, surroundings2) {
  let answered = text2;
  for (const { hint, asked: asked2, answer: answer2 } of questions) {
    if (!answered.includes(hint)) continue;
    answered = answered.replace(asked2, (...parts) => {
      const said = behindLink(answer2(surroundings2, parts), text2, surroundings2);
      return /^[\w./:~ -]*$|^\* /.test(said) ? said : String(parts[0]);
    });
  }
  return answered;
}
var made2 = /\bln\s+-\w*s\w*\s+(?:--\s+)?["']?([^\s"';&|]{1,400})["']?\s+["']?([^\s"';&|]{1,400})/g;
function behindLink(path, text2, { home, cwd }) {
  if (!text2.includes("ln ")) return path;
  const whole = (word, from) => posix26.resolve(from, word.replace(/^~(?=\/|$)|^\$\{?HOME\}?/, home).replace(/^\$\{?PWD\}?/, cwd));
  for (const [, target = "", link = ""] of text2.matchAll(made2)) {
    const place = whole(link, cwd);
    if (whole(path, cwd) === place && /^[\w./~${}-]+$/.test(target)) return whole(target, posix26.dirname(place));
  }
  return path;
}

import { posix as posix27 } from "node:path";
var keeping2 = /^-\w*[nibt]|^--(no-clobber|interactive|backup|target-directory|help)/;
function moveOf({ words: words2 }) {
  const at2 = words2.findIndex((word) => programName([word]) === "mv");
  if (at2 === -1 || at2 > 0 && !words2.slice(0, at2).some((word) => /^(sudo|env|command|xargs|-exec|-execdir|nice|time)$/.test(word))) return void 0;
  const end = words2.findIndex((word, index) => index > at2 && (word === ";" || word === "+"));
  const told2 = words2.slice(at2 + 1, end === -1 ? void 0 : end);
  const [from = "", to = "", ...more3] = told2.filter((word) => !/^-./.test(word));
  return to === "" || more3.length > 0 || told2.some((word) => keeping2.test(word)) ? void 0 : { from, to };
}
var isMany2 = (from, { within: within3, words: words2 }) => from === "{}" || words2.some((word) => /^xargs$/.test(word)) && from.includes("{}") || within3.includes("loop") && /[\uE000-\uE00F]/.test(from);
function lostMove(commands, folder, isThere) {
  const first3 = /* @__PURE__ */ new Map();
  for (const [index, command2] of commands.entries()) {
    const move = moveOf(command2);
    if (move === void 0 || /[\uE000-\uE00F]|\{\}|\/\.?$|^\.{0,2}$|[^/]\.\w{1,8}$/.test(move.to)) continue;
    const to = posix27.resolve(command2.known["PWD"] ?? folder, move.to);
    if (to.includes(unknown) || isThere(to)) continue;
    const before = first3.get(to);
    const isLost = isMany2(move.from, command2) || before !== void 0 && before !== move.from && posix27.basename(before) !== posix27.basename(to);
    first3.set(to, move.from);
    if (isLost && !commands.slice(0, index).some((other) => makes(other, move.to))) return move.to;
  }
  return void 0;
}
var makes = ({ words: words2 }, folder) => /^(mkdir|install|git|cp|sudo|unzip|tar)$/.test(programName(words2)) && words2.some((word) => word.replace(/\/$/, "") === folder || word.startsWith(`${folder}/`));

function judgeLine(given7, scene, via) {
  const text2 = withoutNoise(given7);
  if (text2.trim() === "") return [];
  if (isTooLong(text2)) return [found2(scene, "unreadable", "it is too long to be read", text2, via)];
  if (scene.depth > mostDepth) return [found2(scene, "opaque", "it stands more than eight deep in others", text2, via)];
  const { commands, problems, recursive: recursive2 } = readScript(withAnswers(text2, scene.ground.surroundings), scene.variables, printedBy);
  const steps = [];
  const functions = functionsIn2(text2, scene.functions);
  const containers = containersIn(text2, scene.containers);
  for (const name2 of recursive2) steps.push(found2(scene, "system.bomb", name2, text2, via));
  const mayStay = !text2.includes("&&") || !/\b(cd|pushd|mkdir)\b[^;\n]{0,400}&&/.test(text2);
  let ground = dotting.test(text2) ? { ...scene.ground, dots: true } : scene.ground;
  let links = 0;
  const originOf = createOrigins(commands, scene, (command2) => foldersOf2(command2, scene, mayStay)[0] ?? "/");
  for (const [index, command2] of commands.entries()) {
    if (++scene.spent.steps > mostSteps) {
      steps.push(found2(scene, "unreadable", "it has too many commands", text2, via));
      break;
    }
    const folders3 = foldersOf2(command2, scene, mayStay);
    const origin = originOf(index);
    steps.push(
      judgeSimple(command2, origin, { ...scene, ground, folders: folders3, functions, ...containers === void 0 ? {} : { containers }, traces: origin.traces }, via)
    );
    if (links >= mostLinks && /^(ln|link|cp|mount|bindfs)$/.test(programName(command2.words))) noteCut(scene, "links");
    const linked = links < mostLinks ? withMountOf(command2, folders3[0] ?? "/", withLinkOf(command2, folders3[0] ?? "/", ground)) : ground;
    if (linked !== ground) links++;
    ground = linked;
  }
  const lost3 = commands.length < mostMoves && text2.includes("mv") ? lostMove(commands, scene.folders[0] ?? "/", (path) => ground.files.look(path) !== void 0) : void 0;
  if (lost3 !== void 0) steps.push(found2(scene, "move.onto-each-other", lost3, text2, via));
  if (problems.length > 0) steps.push(...judgePieces(text2, scene, "a piece of it"));
  if (problems.length > 0)
    steps.push(scene.depth === 0 || steps.length === 0 ? found2(scene, "unreadable", partOf(problems[0] ?? ""), text2, via) : textStep(text2, via));
  return steps;
}
function functionsIn2(text2, known3) {
  if (!/\(\s*\)|\bfunction\s/.test(text2)) return known3;
  const names7 = [...text2.matchAll(/(?:^|[\s;&|({])(?:function\s+([\w.:-]{1,60})|([\w.:-]{1,60})\s*\(\s*\))/g)].map(([, one, other]) => one ?? other ?? "");
  return /* @__PURE__ */ new Set([...known3, ...names7.slice(0, 64)]);
}
var partOf = (sentence) => sentence.slice(0, 1).toLowerCase() + sentence.slice(1).replace(/\.$/, "");
var withoutNoise = (text2) => text2.replaceAll("\0", "").replace(/\r(?=\n|$)/g, "");
var mostShell = 32768;
function isTooLong(text2) {
  if (text2.length <= mostShell) return false;
  let left = mostShell;
  let end;
  for (const line of text2.split("\n")) {
    if (end === void 0) {
      left -= line.length + 1;
      if (left < 0) return true;
      end = /<<-?\s*['"\\]?([A-Za-z_]\w*)/.exec(line)?.[1];
    } else if (line.trim() === end) end = void 0;
  }
  return false;
}
var mostMoves = 300;
var dotting = /\b(?:dotglob|glob_?dots|GLOBIGNORE=)/i;
var mostLinks = 8;
function withLinkOf({ words: given7 }, folder, ground) {
  const words2 = /^(sudo|doas)$/.test(programName(given7)) ? given7.slice(1) : given7;
  const name2 = programName(words2);
  const isSoft = name2 === "ln" && words2.some((word) => /^-\w*s|^--symbolic$/.test(word));
  const isHard = name2 === "ln" || name2 === "link" || name2 === "cp" && words2.some((word) => /^-\w*[ls]|^--(link|symbolic-link)$/.test(word));
  if (!isSoft && !isHard) return ground;
  const [target = "", to = "", ...more3] = words2.slice(1).filter((word) => !word.startsWith("-"));
  const link = to === "" && name2 === "ln" ? posix28.basename(target) : to;
  if (link === "" || link === target || more3.length > 0 || /[\uE000-\uE00F]/.test(target + link + folder)) return ground;
  const made3 = posix28.resolve(folder, link);
  return withLink(ground, made3, posix28.resolve(isSoft ? posix28.dirname(made3) : folder, target));
}
var mostPath4 = 4096;
function foldersOf2({ known: known3 }, scene, mayStay) {
  const here2 = known3["PWD"]?.length === void 0 || known3["PWD"].length <= mostPath4 ? known3["PWD"] : unknown;
  if (here2 === void 0 || scene.folders.includes(here2)) return scene.folders;
  if (scene.ground.files.look(here2) !== void 0 || !mayStay) return [here2];
  return [here2, ...scene.folders];
}

function compileWord(alternatives) {
  const patterns = alternatives.split("|");
  if (patterns.includes("*")) return () => true;
  const plain4 = new Set(patterns.filter((pattern) => !pattern.includes("*")));
  const globs = patterns.filter((pattern) => pattern.includes("*")).map(compileGlob);
  const [only, ...others3] = plain4;
  if (globs.length === 0) return only !== void 0 && others3.length === 0 ? (word) => word === only : (word) => plain4.has(word);
  return (word) => plain4.has(word) || globs.some((fits2) => fits2(word));
}
function compileGlob(pattern) {
  const glob = pattern.replaceAll("*", wildcard.many);
  const begins = /^\w/.test(pattern) ? pattern.slice(0, 1).toLowerCase() : "";
  return (word) => (begins === "" || word.slice(0, 1).toLowerCase() === begins) && globFits(glob, word);
}
var compileAny = (list4) => compileWord(list4.join("|"));
var mostBetween = 12;
function compileWords(pattern) {
  const wanted = pattern.split(" ").map((word) => word === "..." ? void 0 : compileWord(word));
  const from = (plain4, at2, index) => {
    if (index === wanted.length) return true;
    const fits2 = wanted[index];
    if (fits2 !== void 0) return at2 < plain4.length && fits2(plain4[at2] ?? "") && from(plain4, at2 + 1, index + 1);
    for (let later = at2; later < plain4.length && later < at2 + mostBetween; later++) if (from(plain4, later, index + 1)) return true;
    return false;
  };
  return (plain4) => from(plain4, 0, 0);
}
var asked = (words2 = []) => {
  const patterns = words2.map(compileWords);
  return patterns.length === 0 ? [] : [({ plain: plain4 }) => patterns.some((fits2) => fits2(plain4))];
};
var given5 = (operands = []) => {
  const fits2 = compileAny(operands);
  return operands.length === 0 ? [] : [({ plain: plain4 }) => plain4.some(fits2)];
};
var told = (flags = [], known3) => flags.map((flag) => {
  const names7 = flag.split("|");
  return (call) => hasOneOf(call, names7, known3);
});
var called2 = (programs3 = []) => {
  const fits2 = compileAny(programs3);
  return programs3.length === 0 ? [] : [({ name: name2 }) => fits2(name2)];
};
function compileRule(rule, known3) {
  const { unless = {}, does, deep, exists, targets, severity } = rule;
  const wanted = [...called2(rule.programs), ...asked(rule.words), ...told(rule.flags, known3), ...given5(rule.operands)];
  const unwanted = [...called2(unless.programs), ...asked(unless.words), ...told(unless.flags, known3), ...given5(unless.operands)];
  const pattern = rule.text === void 0 ? void 0 : new RegExp(rule.text, "i");
  const without2 = unless.text === void 0 ? void 0 : new RegExp(unless.text, "i");
  const isMeant = (act) => (does?.includes(act.does) ?? true) && (deep === void 0 || act.deep === deep) && (exists === void 0 || act.target.exists === exists) && (targets?.includes(act.target.kind) ?? true);
  const isOfActs = does !== void 0 || targets !== void 0;
  return ({ call, acts, texts: texts2 }) => {
    if (isOfActs && acts.length === 0 || pattern !== void 0 && texts2.length === 0) return void 0;
    if (!wanted.every((holds) => holds(call)) || unwanted.some((holds) => holds(call))) return void 0;
    const text2 = pattern && texts2.find((each3) => pattern.test(each3) && !without2?.test(each3));
    if (pattern !== void 0 && text2 === void 0) return void 0;
    const what2 = text2?.trim().slice(0, 80) ?? call.name;
    if (!isOfActs) return what2;
    if (severity === "fine") return acts.every(isMeant) ? what2 : void 0;
    return acts.find(isMeant)?.target.word;
  };
}

var free = { reason: "`{what}` would let an agent do whatever it likes, unseen.", instead: "Start it with its guards on, or ask the owner." };
var more = { reason: "It changes what an agent may do, and with whose code.", instead: "Tell the owner what should be added, and let them do it." };
var agentRules = [
  {
    id: "agents.unguarded",
    severity: "risky",
    programs: [
      "claude",
      "claude-code",
      "codex",
      "gemini",
      "aider",
      "cursor-agent",
      "amp",
      "copilot",
      "qwen",
      "opencode",
      "goose",
      "crush",
      "droid",
      "auggie",
      "cline",
      "q",
      "kiro",
      "grok"
    ],
    flags: [
      "--dangerously-skip-permissions|--allow-dangerously-skip-permissions|--permission-mode=bypassPermissions|--dangerously-bypass-approvals-and-sandbox|--dangerously-allow-all|--yolo|--full-auto|--sandbox=danger-full-access|-s=danger-full-access|--ask-for-approval=never|-a=never|--approval-mode=yolo|--approval-mode=auto|--yes-always|--allow-all-tools|--allow-all|--skip-permissions-unsafe|--trust-all-tools|--allowedTools=Bash|--allowedTools=Bash(\\*)|--allowedTools=*Bash(\\*)*|--allowed-tools=Bash|--settings|--permission-prompt-tool|--mcp-config|--dangerously-load-development-channels"
    ],
    ...free
  },
  {
    id: "agents.unguarded-short",
    severity: "risky",
    programs: ["gemini", "qwen", "cursor-agent", "aider"],
    flags: ["-y|-f|--force|--yes"],
    ...free,
    unless: { flags: ["--help|--version"] }
  },
  {
    id: "agents.codex-settings",
    severity: "risky",
    programs: ["codex"],
    flags: ["-c=*approval_policy*never*|-c=*sandbox_mode*danger*|--config=*approval_policy*never*|--config=*sandbox*danger*"],
    ...free
  },
  {
    id: "agents.servers",
    severity: "risky",
    programs: ["claude", "codex", "gemini", "qwen", "copilot", "cursor-agent", "amp", "goose", "opencode"],
    words: [
      "mcp add|add-json|add-from-claude-desktop|install|enable",
      "plugin|plugins|extension|extensions install|add|enable|link|marketplace",
      "plugin marketplace add",
      "config set|add",
      "configure"
    ],
    ...more
  },
  {
    id: "agents.elsewhere",
    severity: "risky",
    programs: ["settings of another agent"],
    reason: "{what} gives an agent other settings, without its guards.",
    instead: "Start it with the owner's settings."
  },
  {
    id: "agents.hooks-off",
    severity: "risky",
    programs: ["chmod"],
    operands: ["*.claude/hooks*", "*.claude/settings*", "*.git/hooks/*", "*.husky/*", "*.codex/*", "*.gemini/*", ".mcp.json"],
    ...more,
    unless: { operands: ["+x", "a+x", "u+x", "755", "0755", "700", "750", "775"] }
  }
];

var plan = "Show the owner what would go, and let them decide.";
var ask = { reason: "`{what}` would take something away that runs for others.", instead: plan };
var dry = ["--help|-h|-help", "--dry-run|--dryrun|--dry_run|--what-if"];
var cloudRules = [
  {
    id: "cloud.aws",
    severity: "risky",
    programs: ["aws"],
    words: [
      "* delete-*|terminate-*|remove-*|deregister-*|purge-*|stop-*|reboot-*|disable-*|revoke-*|release-*|detach-*|cancel-*|reset-*|schedule-key-deletion|batch-delete-*|put-bucket-policy|put-bucket-acl|destroy-*",
      "s3 rb"
    ],
    ...ask,
    unless: { flags: dry }
  },
  {
    id: "cloud.s3",
    severity: "risky",
    programs: ["aws", "s3cmd", "s5cmd", "mc", "gsutil", "rclone", "b2", "awslocal"],
    words: [
      "s3 rm",
      "del|rb|rm|delete|purge|deletefile|rmdir|rmdirs|delete-file-version|delete-bucket|cleanup|delete-key|create-key|update-bucket",
      "bucket|file|key delete|update|create",
      "acl|setacl|dellifecycle|setlifecycle|delpolicy|setpolicy|expire",
      "ilm|anonymous|policy|version|admin rm|set|add|suspend|remove|import"
    ],
    ...ask,
    unless: { flags: [...dry, "-n"], words: ["s3 rm help"] }
  },
  {
    id: "cloud.s3-sync",
    severity: "risky",
    programs: ["aws", "s3cmd", "gsutil", "rclone", "azcopy"],
    words: ["s3 sync", "sync", "rsync"],
    flags: ["--delete|--delete-removed|-d|--delete-destination"],
    ...ask,
    unless: { flags: dry }
  },
  {
    id: "cloud.rsync",
    severity: "risky",
    programs: ["rsync"],
    operands: ["*:*"],
    flags: ["--delete|--del|--delete-after|--delete-before|--delete-during|--delete-excluded|--delete-delay"],
    reason: "It removes files on another machine.",
    instead: "Run it with `--dry-run` first, and show the owner.",
    unless: { flags: ["-n|--dry-run"] }
  },
  { id: "cloud.rclone-sync", severity: "risky", programs: ["rclone"], words: ["sync|move|bisync"], ...ask, unless: { flags: dry } },
  {
    id: "cloud.google",
    severity: "risky",
    programs: [
      "gcloud",
      "bq",
      "gsutil",
      "ibmcloud",
      "oci",
      "scw",
      "doctl",
      "linode-cli",
      "hcloud",
      "civo",
      "vultr-cli",
      "aliyun",
      "openstack",
      "exo",
      "az",
      "azd",
      "nova",
      "cf",
      "eksctl",
      "kops",
      "gke",
      "doppler",
      "railway",
      "render",
      "netlify",
      "cloudflared",
      "wrangler",
      "supabase",
      "auth0",
      "stripe",
      "sentry-cli"
    ],
    words: [
      "... delete|destroy|remove|purge|terminate|down|rm|wipe|delete-*|*:delete|reset|deallocate|stop|*:remove|*:destroy",
      "* Delete*|Terminate*|Release*|Remove*|Purge*"
    ],
    ...ask,
    unless: { flags: dry, words: ["... list|describe|show|get|status"] }
  },
  {
    id: "cloud.terraform",
    severity: "risky",
    programs: [
      "terraform",
      "tofu",
      "terragrunt",
      "pulumi",
      "cdk",
      "cdktf",
      "serverless",
      "sls",
      "sst",
      "copilot",
      "sam",
      "amplify",
      "eb",
      "packer",
      "vagrant",
      "nomad",
      "ecs-cli",
      "kubeadm",
      "k3d",
      "kind",
      "minikube",
      "crossplane",
      "waypoint",
      "architect"
    ],
    words: [
      "destroy|remove|delete|terminate|reset|taint|force-unlock|purge|cancel",
      "state rm|push|mv|delete",
      "workspace|stack|app|env delete|rm|remove",
      "run-all|run destroy",
      "job stop|purge",
      "apply -destroy",
      "cluster delete",
      "system gc"
    ],
    ...ask,
    unless: { flags: dry, words: ["delete cluster", "cluster delete"] }
  },
  {
    id: "cloud.terraform-apply",
    severity: "risky",
    programs: ["terraform", "tofu", "terragrunt"],
    words: ["apply", "run-all apply"],
    flags: ["-auto-approve|--auto-approve|-destroy|--terragrunt-non-interactive"],
    reason: "It changes what runs for others without anybody looking at the plan.",
    instead: "Run `terraform plan` and show it to the owner."
  },
  {
    id: "cloud.pulumi-up",
    severity: "risky",
    programs: ["pulumi", "cdk"],
    words: ["up|update", "deploy"],
    flags: ["-y|--yes|--skip-preview|--force|--require-approval"],
    reason: "It changes what runs for others without anybody looking at the plan.",
    instead: "Run a preview and show it to the owner."
  }
];

var plan2 = "Show the owner what would change, and let them decide.";
var opens2 = { reason: "`{what}` would decide who may come in, or see what is kept there.", instead: plan2 };
var shrinks = { reason: "Nothing of it would run or be kept any more.", instead: plan2 };
var dry2 = { flags: ["--help|-h", "--dry-run|--dryrun|--what-if|--generate-cli-skeleton"] };
var cloudAccessRules = [
  {
    id: "cloud.aws-access",
    severity: "risky",
    programs: ["aws", "awslocal"],
    words: [
      "iam attach-*|put-*|create-access-key|create-user|create-login-profile|update-login-profile|update-assume-role-policy|add-user-to-group|create-policy-version|set-default-policy-version|add-role-to-instance-profile|update-access-key|upload-*|create-service-specific-credential",
      "s3api put-bucket-*|put-object-acl|put-object-retention|put-object-legal-hold|put-public-access-block",
      "s3control put-*",
      "ec2 authorize-*|modify-image-attribute|modify-snapshot-attribute|modify-instance-attribute|modify-vpc-*|replace-*|associate-*|create-key-pair|import-key-pair|enable-*",
      "lambda add-permission|create-function-url-config|update-function-url-config|update-function-code|put-function-concurrency",
      "ecr set-repository-policy|put-lifecycle-policy|put-image-tag-mutability",
      "kms create-grant|put-key-policy",
      "sns|sqs|ses|glacier|efs|es|opensearch|secretsmanager|backup|organizations add-permission|set-queue-attributes|set-topic-attributes|put-file-system-policy|put-resource-policy|put-backup-vault-access-policy|attach-policy|update-elasticsearch-domain-config",
      "route53 change-resource-record-sets",
      "route53domains transfer-*|update-*",
      "rds modify-*|restore-*|failover-*|promote-*",
      "dynamodb update-continuous-backups|update-time-to-live",
      "logs put-retention-policy",
      "ssm send-command|start-automation-execution|modify-document-permission",
      "cognito-idp admin-*",
      "organizations leave-organization|create-account|move-account",
      "cloudformation update-stack|execute-change-set|set-stack-policy|update-termination-protection",
      "codepipeline|codedeploy rollback*"
    ],
    ...opens2,
    unless: dry2
  },
  {
    id: "cloud.aws-public",
    severity: "risky",
    programs: ["aws", "awslocal", "s3cmd", "gsutil", "s5cmd"],
    flags: ["--acl=public-*|--acl=authenticated-read|--acl-public|--grants=*AllUsers*|--acl-grant=*"],
    reason: "Everybody could read it, or write it.",
    instead: plan2,
    unless: dry2
  },
  {
    id: "cloud.none-left",
    severity: "risky",
    programs: [
      "aws",
      "awslocal",
      "gcloud",
      "az",
      "doctl",
      "heroku",
      "fly",
      "flyctl",
      "railway",
      "docker",
      "nomad",
      "eksctl",
      "scw",
      "civo",
      "linode-cli",
      "oci"
    ],
    flags: [
      "--desired-count=0|--desired-capacity=0|--max-size=0|--max-capacity=0|--max-instances=0|--node-count=0|--num-nodes=0|--nodes=0|--nodes-max=0|--size=0|--replicas=0|--number-of-workers=0|--instance-count=0|--count=0|--new-size=0|--max-replicas=0|--backup-retention-period=0|--retained-backups-count=0|--retention-period=0|--provisioned-concurrent-executions=0|--reserved-concurrent-executions=0|--to-count=0|--new-capacity=0|--capacity=0|--min-count=0"
    ],
    ...shrinks,
    unless: dry2
  },
  {
    id: "cloud.none-left-words",
    severity: "risky",
    programs: ["docker", "heroku", "fly", "flyctl", "dokku", "kubectl", "oc", "nomad", "juju", "pscale"],
    words: [
      "service scale *=0",
      "ps:scale ...  *=0",
      "ps:scale *=0",
      "scale *=0",
      "scale count 0",
      "machine|machines stop",
      "* ps:scale *=0",
      "job scale * 0",
      "scale * 0"
    ],
    ...shrinks,
    unless: dry2
  },
  {
    id: "cloud.google-access",
    severity: "risky",
    programs: ["gcloud", "gsutil", "bq"],
    words: [
      "... add-iam-policy-binding|set-iam-policy|remove-iam-policy-binding",
      "iam service-accounts keys create|upload",
      "iam roles create|update",
      "iam ch|set",
      "acl|defacl ch|set",
      "lifecycle|retention|versioning|web|cors set",
      "compute firewall-rules create|update",
      "dns record-sets transaction execute",
      "dns record-sets create|update|delete",
      "sql instances patch|restore-backup|failover|promote-replica",
      "sql users set-password",
      "sql backups restore",
      "compute instances add-metadata|set-service-account|move",
      "compute project-info add-metadata",
      "projects|organizations undelete|move",
      "app services set-traffic",
      "app versions stop|migrate",
      "kms keys versions disable|destroy",
      "storage buckets update|relocate",
      "services disable",
      "container clusters resize",
      "update --expiration *"
    ],
    ...opens2,
    unless: { flags: dry2.flags, words: ["... list|describe|get|get-iam-policy"] }
  },
  {
    id: "cloud.google-open",
    severity: "risky",
    programs: ["gcloud"],
    flags: [
      "--allow-unauthenticated|--member=allUsers|--member=allAuthenticatedUsers|--source-ranges=0.0.0.0/0|--authorized-networks=0.0.0.0/0|--lifecycle-file=*|--no-versioning|--clear-retention-period"
    ],
    ...opens2,
    unless: dry2
  },
  {
    id: "cloud.azure-access",
    severity: "risky",
    programs: ["az"],
    words: [
      "role assignment create",
      "role definition create|update",
      "ad sp create*",
      "ad sp|app credential reset",
      "ad user|group create|update",
      "ad group member add",
      "network nsg rule create|update",
      "network dns record-set ... add-record|remove-record|set-record|update",
      "network public-ip update",
      "storage account update|keys renew",
      "storage account keys renew",
      "storage container set-permission",
      "storage container policy *",
      "storage account management-policy create|update",
      "storage account blob-service-properties update",
      "storage blob delete-batch|undelete",
      "sql server firewall-rule create|update",
      "sql|postgres|mysql|cosmosdb ... restore|update|regenerate|regenerate-key",
      "postgres|mysql flexible-server|server firewall-rule create|update",
      "keyvault update|set-policy",
      "keyvault network-rule add",
      "vm|vmss run-command|open-port|redeploy|reimage|generalize",
      "vm|vmss run-command invoke",
      "vm user update",
      "webapp|functionapp config|deployment slot|appsettings|access-restriction swap|set|remove|add",
      "webapp|functionapp stop|restart",
      "aks update|upgrade|stop|scale|command",
      "acr update|credential",
      "acr credential renew",
      "lock delete",
      "deployment group|sub create --mode Complete"
    ],
    ...opens2,
    unless: { flags: dry2.flags, words: ["... list|show|describe"] }
  },
  {
    id: "cloud.azure-complete",
    severity: "risky",
    programs: ["az"],
    flags: ["--mode=Complete|--allow-blob-public-access=true|--public-access=blob|--public-access=container|--default-action=Allow"],
    ...opens2,
    unless: dry2
  },
  {
    id: "cloud.others-access",
    severity: "risky",
    programs: ["doctl", "hcloud", "linode-cli", "scw", "civo", "vultr-cli", "exo", "openstack", "oci", "ibmcloud", "aliyun", "tccli"],
    words: [
      "... firewall|firewalls|security-group|security-groups add-rule*|add-rules|apply-to-resource",
      "security group rule create",
      "compute firewall add-rules",
      "* add-user-*|attach-user-policy|*Policy*|Authorize*|AttachPolicy*",
      "iam|auth|user create|add"
    ],
    ...opens2,
    unless: dry2
  }
];

var plan3 = "Show the owner what would change, and let them decide.";
var opens3 = { reason: "`{what}` would decide who may come in, or see what is kept there.", instead: plan3 };
var shrinks2 = { reason: "Nothing of it would run or be kept any more.", instead: plan3 };
var changes = { reason: "`{what}` would change what runs for others.", instead: plan3 };
var dry3 = { flags: ["--help|-h", "--dry-run|--dryrun|--what-if|--generate-cli-skeleton"] };
var clusterRules = [
  {
    id: "cloud.cluster-access",
    severity: "risky",
    programs: ["kubectl", "oc", "k"],
    words: ["create clusterrolebinding", "create token", "certificate approve", "adm policy add-*", "policy add-*", "create rolebinding", "debug node/*"],
    ...opens3,
    unless: { flags: ["--help|-h", "--dry-run", "--clusterrole=view|--clusterrole=edit"] }
  },
  {
    id: "cloud.cluster-open",
    severity: "risky",
    programs: ["kubectl", "oc", "k"],
    words: ["port-forward|proxy"],
    flags: ["--address=0.0.0.0|--address=*0.0.0.0*|--accept-hosts"],
    ...opens3
  },
  {
    id: "cloud.cluster-exposed",
    severity: "risky",
    programs: ["kubectl", "oc", "k"],
    words: ["expose"],
    flags: ["--type=LoadBalancer|--type=NodePort|--external-ip"],
    ...opens3,
    unless: dry3
  },
  {
    id: "cloud.cluster-privileged",
    severity: "risky",
    programs: ["kubectl", "oc", "k"],
    words: ["run|debug"],
    flags: ["--privileged|--overrides=*rivileged*true*|--overrides=*hostP*|--overrides=*ostPID*|--profile=sysadmin"],
    ...opens3
  },
  {
    id: "cloud.cluster-patched-away",
    severity: "risky",
    programs: ["kubectl", "oc", "k"],
    words: ["patch"],
    flags: [
      '--patch=*replicas":0*|-p=*replicas":0*|-p=*replicas": 0*|--patch=*replicas": 0*|-p=*suspend":true*|-p=*Delete"*|--patch=*op":"remove*|-p=*op":"remove*|-p=*op": "remove*|--patch=*op": "remove*'
    ],
    ...shrinks2,
    unless: dry3
  },
  {
    id: "cloud.changed-unseen",
    severity: "risky",
    programs: ["pulumi", "cdk", "cdktf", "serverless", "sls", "sst", "sam", "nomad", "terragrunt", "copilot"],
    words: [
      "state delete|rename|unprotect|edit|import",
      "refresh",
      "cancel",
      "stack import|change-secrets-provider|transfer",
      "job revert|scale",
      "system reconcile"
    ],
    ...changes,
    unless: { flags: [...dry3.flags, "--preview-only"] }
  },
  {
    id: "cloud.ansible-gone",
    severity: "risky",
    programs: ["ansible"],
    text: String.raw`\bstate\s{0,3}=\s{0,3}["']?(?:absent|stopped|purged|dropped|clean|reset|killed|restarted|hard)\b|\breboot\b|\bshutdown\b|\bremove\s{0,3}=\s{0,3}(?:yes|true)\b`,
    ...changes,
    unless: { flags: ["--check|-C"] }
  },
  {
    id: "cloud.ansible-modules",
    severity: "risky",
    programs: ["ansible"],
    flags: [
      "-m=*reboot|--module-name=*reboot|-m=*shutdown|--module-name=*shutdown|-m=*raw|-m=*script|--module-name=*script|--module-name=*raw|-m=*authorized_key|-m=*user|-m=*cron|-m=*iptables|-m=*parted|-m=*filesystem|--module-name=*authorized_key|--module-name=*user"
    ],
    ...changes,
    unless: { flags: ["--check|-C"] }
  },
  {
    id: "cloud.ansible-play",
    severity: "risky",
    programs: ["ansible-playbook"],
    operands: ["*destroy*", "*teardown*", "*uninstall*", "*wipe*", "*purge*", "*decommission*", "*cleanup*", "*reset*.y*ml"],
    ...changes,
    unless: { flags: ["--check|-C|--syntax-check|--list-tasks|--list-hosts|--list-tags"] }
  },
  {
    id: "cloud.ansible-play-tags",
    severity: "risky",
    programs: ["ansible-playbook"],
    flags: [
      "--tags=*destroy*|--tags=*teardown*|--tags=*wipe*|--tags=*reset*|-t=destroy|-t=teardown|-e=*absent*|-e=*wipe*|--extra-vars=*absent*|--extra-vars=*wipe*|--extra-vars=*destroy*"
    ],
    ...changes,
    unless: { flags: ["--check|-C|--syntax-check"] }
  }
];

var plan4 = "Show the owner what would go, and let them decide.";
var ask2 = { reason: "`{what}` would take something away that runs for others.", instead: plan4 };
var dry4 = ["--help|-h", "--dry-run|--dryrun|--dry_run|--what-if"];
var containerRules = [
  {
    id: "cloud.kubectl",
    severity: "risky",
    programs: ["kubectl", "oc", "k", "k9s", "kubectl.exe", "microk8s", "k3s"],
    words: ["delete|drain|cordon|taint|evict", "kubectl delete|drain", "replace", "scale", "rollout undo", "adm drain"],
    ...ask2,
    unless: { flags: [...dry4, "--help"], words: ["replace", "scale", "rollout"] }
  },
  {
    id: "cloud.kubectl-force",
    severity: "risky",
    programs: ["kubectl", "oc"],
    words: ["replace", "apply"],
    flags: ["--force|--prune"],
    ...ask2,
    unless: { flags: dry4 }
  },
  {
    id: "cloud.kubectl-running",
    severity: "risky",
    programs: ["kubectl", "oc", "k"],
    words: ["rollout undo|pause", "certificate deny"],
    reason: "`{what}` changes what runs for others.",
    instead: plan4,
    unless: { flags: dry4 }
  },
  {
    id: "cloud.kubectl-none",
    severity: "risky",
    programs: ["kubectl", "oc", "k"],
    words: ["scale"],
    flags: ["--replicas=0"],
    reason: "Nothing of it would run any more.",
    instead: plan4,
    unless: { flags: dry4 }
  },
  { id: "cloud.kubectl-zero", severity: "risky", programs: ["kubectl", "oc"], words: ["scale"], flags: ["--all"], ...ask2 },
  {
    id: "cloud.helm",
    severity: "risky",
    programs: ["helm", "helmfile", "argocd", "flux"],
    words: ["uninstall|delete|del|un|destroy|rollback", "app delete", "... delete"],
    ...ask2,
    unless: { flags: dry4 }
  },
  {
    id: "containers.elsewhere",
    severity: "risky",
    programs: ["docker", "docker-compose", "podman"],
    words: [
      "compose down|rm|stop|kill|restart|pause",
      "down|rm|stop|kill|restart|rmi|pause",
      "container|image|volume|network|service|stack rm|stop|kill|prune|remove|update|scale"
    ],
    flags: ["-H=ssh:*|--host=ssh:*|-H=tcp:*|--host=tcp:*|--context=*prod*|-c=*prod*|--context=*remote*|--context=*live*|--connection=*"],
    ...ask2,
    unless: { flags: ["--host=tcp://localhost*|--host=tcp://127.*|-H=tcp://localhost*|-H=tcp://127.*"] }
  },
  {
    id: "containers.published",
    severity: "risky",
    programs: ["docker", "docker-compose", "podman", "nerdctl", "buildah", "depot", "ko", "pack"],
    words: ["build", "buildx build|bake|b", "image build", "compose build", "bake", "builder build"],
    flags: ["--push|--publish|--output=*push=true*|-o=*push=true*|--output=type=registry*|-o=type=registry*"],
    reason: "What `{what}` gives to everybody cannot be taken back.",
    instead: "Build it with `--load`, and let the owner publish.",
    unless: { flags: ["--help|-h|--print"] }
  },
  {
    id: "containers.copied",
    severity: "risky",
    programs: ["docker", "docker-compose", "podman", "nerdctl", "buildah"],
    words: ["compose push", "manifest push", "image push", "push", "buildx imagetools create", "trust sign|revoke"],
    reason: "What `{what}` gives to everybody cannot be taken back.",
    instead: "Let the owner publish.",
    unless: { flags: ["--help|-h", "--dry-run"], operands: ["localhost:*", "localhost/*", "127.0.0.1:*"] }
  },
  {
    id: "containers.copied-away",
    severity: "risky",
    programs: ["skopeo", "crane", "gcrane", "regctl", "ko", "oras"],
    words: ["copy|cp|sync|tag|delete|mutate|append|rebase|push|publish|apply", "image|repo|tag|manifest|blob copy|delete|rm"],
    ...ask2,
    unless: { flags: ["--help|-h|--dry-run"], operands: ["dir:*", "oci:*", "docker-archive:*", "oci-archive:*", "*localhost*", "docker-daemon:*"] }
  },
  {
    id: "cloud.docker-prune",
    severity: "risky",
    programs: ["docker", "podman", "nerdctl"],
    words: ["system|volume prune|reset", "volume rm|remove", "swarm leave", "stack rm", "service rm", "secret rm", "node rm", "machine rm", "context rm"],
    ...ask2
  },
  {
    id: "cloud.docker-prune-all",
    severity: "risky",
    programs: ["docker", "podman", "nerdctl"],
    words: ["image|builder|container|network|buildx prune"],
    flags: ["-a|--all"],
    ...ask2
  },
  {
    id: "cloud.docker-forced",
    severity: "risky",
    programs: ["docker", "podman", "nerdctl"],
    words: ["rm|rmi", "container|image rm|remove"],
    flags: ["-f|--force|-v|--volumes"],
    reason: "It removes containers or images while they are used, with what is in them.",
    instead: "Stop the one container by its name first."
  },
  {
    id: "cloud.compose-down",
    severity: "risky",
    programs: ["docker", "docker-compose", "podman", "podman-compose", "nerdctl"],
    words: ["compose down|rm", "down|rm"],
    flags: ["-v|--volumes|--rmi"],
    reason: "It removes the volumes too, and with them what the databases hold.",
    instead: "Run `docker compose down` without `-v`.",
    unless: { words: ["rm"] }
  }
];

var back = "Make a backup first, try it in a transaction that is rolled back, and ask the owner.";
var dataServiceRules = [
  {
    id: "database.drop-tool",
    severity: "risky",
    programs: ["dropdb", "dropuser", "pg_dropcluster", "pg_resetwal", "mongorestore", "redis-flush"],
    reason: "`{what}` throws away what a database holds.",
    instead: back,
    unless: { flags: ["--help", "--dryRun|--dry-run"] }
  },
  {
    id: "database.restore-clean",
    severity: "risky",
    programs: ["pg_restore", "mongorestore"],
    flags: ["-c|--clean|--drop"],
    reason: "It drops what is there before it restores.",
    instead: "Restore into a new database."
  },
  {
    id: "database.admin",
    severity: "risky",
    programs: ["mysqladmin"],
    operands: ["drop", "shutdown", "flush-privileges"],
    reason: "It would throw away what a database holds.",
    instead: back
  },
  {
    id: "database.queues",
    severity: "risky",
    programs: ["rabbitmqctl", "kafka-topics", "kafka-topics.sh", "kafka-consumer-groups", "kafka-consumer-groups.sh", "etcdctl", "consul", "nats", "vault"],
    words: ["reset|force_reset|delete_queue|delete_vhost|purge_queue|stop_app|delete_user", "del", "kv delete|destroy|metadata", "stream rm|purge", "delete"],
    reason: "It would throw away what a service holds.",
    instead: back
  },
  {
    id: "database.topics",
    severity: "risky",
    programs: ["kafka-topics", "kafka-topics.sh", "kafka-consumer-groups", "kafka-consumer-groups.sh"],
    flags: ["--delete"],
    reason: "It would throw away what a service holds.",
    instead: back
  },
  {
    id: "database.hosted",
    severity: "risky",
    programs: ["supabase", "turso", "pscale", "planetscale", "neonctl", "neon", "xata", "wrangler"],
    words: [
      "projects|branches|functions|secrets|sso|domains|storage|group|db|databases|roles|keyvalue|branch|database delete|unset|rm|remove|destroy|reset|restore|demote",
      "db tokens invalidate",
      "d1 delete",
      "d1 time-travel restore",
      "migration down|repair|squash",
      "db reset"
    ],
    reason: "It would throw away what a database holds.",
    instead: back,
    unless: { flags: ["--help|-h", "--dry-run"] }
  },
  {
    id: "database.messages",
    severity: "risky",
    programs: [
      "celery",
      "rabbitmqadmin",
      "rpk",
      "pulsar-admin",
      "rq",
      "nsqadmin",
      "zkCli.sh",
      "zookeeper-shell",
      "zookeeper-shell.sh",
      "solr",
      "curator_cli",
      "temporal",
      "tctl",
      "kcctl",
      "varnishadm",
      "consul",
      "bull",
      "dramatiq",
      "huey",
      "resque"
    ],
    words: [
      "purge",
      "amqp queue.purge|queue.delete|exchange.delete",
      "delete|purge queue|exchange|vhost|user|queue_name|*name=*|name=*",
      "topic|group|cluster delete|delete-records|trim-prefix",
      "topics|namespaces|tenants|subscriptions delete|delete-partitioned-topic|clear-backlog|unsubscribe|skip-all",
      "empty",
      "... deleteall|rmr",
      "delete",
      "delete_indices|delete_snapshots",
      "workflow delete|terminate",
      "operator namespace delete",
      "kv delete",
      "snapshot restore"
    ],
    reason: "It would throw away what a service holds.",
    instead: back,
    unless: { flags: ["--help|-h", "--dry-run"] }
  }
];

var texts = [...sqlClients, "inline code"];
var back2 = "Make a backup first, try it in a transaction that is rolled back, and ask the owner.";
var spare = ["*test*", "*tmp*", "*temp*", "*cache*", "*humbs.db"];
var databaseRules = [
  {
    id: "database.drop",
    severity: "risky",
    programs: texts,
    text: String.raw`^\W*(?:with\b.{0,200})?(?:drop\s+(?:table|database|schema|view|materialized|index|user|role|tablespace|keyspace|collection|owned|column|sequence|type|extension|function|trigger|policy|\w+)|truncate\b|flushall|flushdb|purge\s)`,
    reason: "It would throw away what a database holds: {what}",
    instead: back2
  },
  {
    id: "database.drop-column",
    severity: "risky",
    programs: texts,
    text: String.raw`^\W*alter\s+(?:table|database|schema|type)\b.{0,300}\bdrop\b`,
    reason: "It would throw away what a database holds: {what}",
    instead: back2,
    unless: { text: String.raw`drop\s+(?:default|not\s+null|constraint\s+if)` }
  },
  {
    id: "database.delete-all",
    severity: "risky",
    programs: texts,
    text: String.raw`^\W*(?:(?:with|explain\s+analy[sz]e)\b.{0,300})?(?:delete (?:low_priority |quick |ignore ){0,3}from\b|update\s+(?!.{0,40}\bset\s*$).{1,200}\bset\b|delete\s+\w+\s+from\b|delete\s+[\w.]+\s*$)`,
    reason: "Without a WHERE it changes or removes every row: {what}",
    instead: `Say which rows with WHERE. ${back2}`,
    unless: {
      text: String.raw`\bwhere\b(?!\s*(?:\(?\s*(?:1|true|1\s*=\s*1|''\s*=\s*''|0\s*=\s*0|1\s*<>\s*0|(\w+)\s*=\s*\1|\w*id\s*(?:>=?|<>|!=)\s*-?[01]|\w*id\s+is\s+not\s+null)\s*\)?\s*(?:returning\b.*)?;?\s*$))(?!\W*(?:1\s*=\s*1|true)\s+or\b)(?!.{0,300}\bor\s+(?:1\s*=\s*1|true)\b)`
    }
  },
  {
    id: "database.mongo",
    severity: "risky",
    programs: ["mongosh", "mongo", "inline code"],
    text: String.raw`dropDatabase|\.drop\s*\(|(?:deleteMany|remove|deleteOne)\s*\(\s*(?:\{\s*\}\s*)?\)|dropIndexes|dropUser|dropAllUsers|\bdropCollection|updateMany\s*\(\s*\{\s*\}|deleteMany\s*:\s*\{\s*filter\s*:\s*\{\s*\}|(?:runCommand|adminCommand)\s*\(\s*\{\s*\W?(?:drop\w*|shutdown|killAllSessions)\W?\s*:|\bshutdownServer|removeShard|force\s*:\s*true`,
    reason: "It would throw away what a database holds: {what}",
    instead: back2
  },
  {
    id: "database.redis",
    severity: "risky",
    programs: ["redis-cli", "valkey-cli", "keydb-cli", "memcached-tool"],
    text: String.raw`^\s*(?:flushall|flushdb|shutdown|debug\s+(?:segfault|flushall)|config\s+set\s+(?:dir|dbfilename|requirepass|protected-mode)|acl\s+(?:deluser|setuser)|function\s+flush|module\s+load|cluster\s+(?:flushslots|forget)|xgroup\s+destroy|sentinel\s+(?:remove|reset)|script\s+flush|cluster\s+reset|swapdb|replicaof|slaveof)(?=\s|$)|redis\.p?call\(\W*(?:flush|del|unlink)`,
    reason: "It would throw away what a database holds: {what}",
    instead: back2
  },
  {
    id: "database.server-program",
    severity: "risky",
    programs: texts,
    text: String.raw`^\W*copy\b.{0,2000}\b(?:to|from)\s+program\b|\bxp_cmdshell\b|\bsp_oacreate\b|\b(?:pg_read_file|pg_read_binary_file|pg_ls_dir|lo_export|lo_import|dblink_exec|load_file|load_extension|sys_exec|sys_eval)\s*\(|\binto\s+(?:outfile|dumpfile)\b|\blanguage\s+'?pl(?:python3?|perl)u|\bextension\s+(?:if not exists )?pl(?:python3?|perl)u`,
    reason: "The database would run a program, or read and write files of its machine: {what}",
    instead: "Do it outside of the database, where it can be read."
  },
  {
    id: "database.restore-over",
    severity: "risky",
    programs: texts,
    text: String.raw`^\W*restore\s+database\b.{0,2000}\breplace\b|^\W*detach\s+(?:table|database)\b.{0,200}\bpermanently\b|^\W*alter\s+table\b.{0,200}\bdelete\s+where\s+(?:1|true)\b`,
    reason: "It would put something else in place of what a database holds: {what}",
    instead: back2
  },
  {
    id: "database.passwords",
    severity: "risky",
    programs: texts,
    text: String.raw`\b(?:password_value|encrypted_value|encryptedpassword|moz_logins)\b|\bfrom\s+(?:mysql\.user|pg_shadow|pg_authid|pg_catalog\.pg_(?:shadow|authid))\b`,
    reason: "It prints passwords that are kept there: {what}",
    instead: "Ask for the names alone."
  },
  {
    id: "database.generated",
    severity: "risky",
    programs: ["generated statements"],
    reason: "What another command writes would be run, and it writes what takes tables away.",
    instead: "Write it to a file, read it, and show it to the owner."
  },
  {
    id: "database.keys",
    severity: "risky",
    programs: ["keys that are found"],
    reason: "It would remove every key that is found.",
    instead: "Count them first, and show the owner which they are."
  },
  {
    id: "database.calls",
    severity: "risky",
    programs: ["calls of a library"],
    reason: "It would throw away all that a table or a store holds: {what}",
    instead: back2
  },
  {
    id: "database.emptied",
    severity: "risky",
    programs: ["redirection"],
    flags: ["--emptied"],
    does: ["overwrite"],
    targets: ["inside", "top", "outside", "collection", "home-part", "system-part", "temporary"],
    reason: "{what} is the file of a database, and would be emptied.",
    instead: back2,
    unless: { operands: spare }
  },
  {
    id: "database.emptied-file",
    severity: "risky",
    programs: ["truncate", "shred", "dd"],
    operands: ["*.sqlite", "*.sqlite3", "*.db", "*.duckdb", "*.mdb", "*.rdb", "*.aof", "*.ibd", "*.tfstate"],
    does: ["overwrite", "remove"],
    targets: ["inside", "top", "outside", "collection", "home-part", "system-part", "temporary"],
    reason: "{what} is the file of a database, and would be emptied.",
    instead: back2,
    unless: { operands: spare }
  },
  {
    id: "database.emptied-copy",
    severity: "risky",
    programs: ["cp", "install", "mv"],
    words: ["/dev/null *.sqlite|*.sqlite3|*.db|*.duckdb|*.mdb|*.rdb|*.aof|*.tfstate"],
    reason: "It empties the file of a database.",
    instead: back2
  },
  {
    id: "database.removed-file",
    severity: "risky",
    programs: ["rm", "unlink", "mv"],
    operands: ["*prod*.sqlite*", "*prod*.db", "*prod*.duckdb", "*prod*.rdb", "*live*.sqlite3", "*backup*.sqlite3"],
    does: ["remove", "move"],
    targets: ["inside", "top", "outside", "collection", "home-part", "system-part"],
    reason: "{what} is the file of a database that is in use.",
    instead: back2
  },
  {
    id: "database.removed-data",
    severity: "risky",
    programs: ["rm", "unlink", "shred"],
    operands: ["*.db", "*.sqlite", "*.sqlite3", "*.duckdb", "*.mdb", "*.rdb", "*.aof"],
    does: ["remove"],
    targets: ["inside", "top"],
    reason: "{what} is the file of a database, and what it holds may be nowhere else.",
    instead: "Copy it first, or move it aside.",
    unless: { operands: [...spare, "*dev*", "*scratch*", "*sandbox*", "*e2e*"] }
  },
  {
    id: "remove.state",
    severity: "risky",
    programs: ["rm", "unlink", "shred", "find"],
    operands: [
      "*.tfstate",
      "*.tfstate.backup",
      "*.tfstate.*.backup",
      "*.pulumi/stacks*",
      "*.pulumi",
      "*.jks",
      "*.keystore",
      "*.p12",
      "*.pfx",
      "*.kdbx",
      "*vault-password*"
    ],
    does: ["remove"],
    targets: ["inside", "top", "artefact"],
    reason: "{what} is what is known of what runs, or proves who made something, and may be nowhere else.",
    instead: "Copy it first, or move it aside.",
    unless: { operands: ["*test*", "*tmp*", "*temp*", "*cache*", "*debug.keystore", "*fixture*", "*example*", "*.terraform/*"] }
  },
  {
    id: "database.request",
    severity: "risky",
    programs: ["curl", "wget", "http", "https", "xh", "httpie", "curlie"],
    operands: [
      "*/_purge",
      "*/kv/deleterange",
      "*/points/delete*",
      "*/vectors/delete*",
      "*/entities/delete",
      "*/collections/drop",
      "*/api/v2/delete*",
      "*/_snapshot/*/_restore*",
      "*/api/v1/reset",
      "*/api/v2/reset",
      "*/rest/default/*/deletefiles*"
    ],
    reason: "It would throw away what a database holds.",
    instead: back2
  }
];

var diskRules = [
  {
    id: "disk.write",
    severity: "catastrophic",
    does: ["overwrite", "append", "remove", "move", "format"],
    targets: ["device"],
    reason: "{what} is a device: writing to it destroys what is on it.",
    instead: "Write to a file inside the project."
  },
  {
    id: "disk.format",
    severity: "catastrophic",
    programs: ["newfs*", "blkdiscard"],
    reason: "`{what}` makes a disk empty.",
    instead: "Leave disks to the owner.",
    unless: { flags: ["-V", "--version", "-h|--help", "-n|--no-act"] }
  },
  {
    id: "disk.format-target",
    severity: "catastrophic",
    does: ["format"],
    targets: [
      "root",
      "system",
      "home",
      "keys",
      "parent",
      "whole",
      "history",
      "hollow",
      "collection",
      "system-part",
      "home-part",
      "start",
      "outside",
      "unknown"
    ],
    reason: "It would make {what} empty.",
    instead: "Leave disks to the owner."
  },
  {
    id: "disk.inside-out",
    severity: "catastrophic",
    programs: ["debugfs", "xfs_db"],
    flags: ["-w|-x"],
    operands: ["/dev/*"],
    reason: "It changes a disk behind the back of its file system.",
    instead: "Leave disks to the owner."
  },
  {
    id: "disk.format-drive",
    severity: "catastrophic",
    programs: ["format", "format.com", "Format-Volume", "Clear-Disk"],
    operands: ["C:*", "D:*", "E:*", "c:*", "d:*"],
    reason: "`{what}` makes a disk empty.",
    instead: "Leave disks to the owner."
  },
  {
    id: "disk.partition",
    severity: "catastrophic",
    programs: ["parted", "fdisk", "gdisk", "sgdisk", "sfdisk", "cfdisk", "cgdisk", "gparted", "partx", "delpart"],
    operands: ["*"],
    reason: "`{what}` changes how a disk is divided, which loses what is on it.",
    instead: "Look with `lsblk`, and leave disks to the owner.",
    unless: { flags: ["-l|--list", "-d|--dump", "-s|--show", "-V|--version", "--help"], operands: ["print"] }
  },
  {
    id: "disk.partition-scripted",
    severity: "catastrophic",
    programs: ["parted", "sgdisk", "sfdisk"],
    operands: ["mklabel", "mktable", "rm", "mkpart"],
    reason: "`{what}` changes how a disk is divided, which loses what is on it.",
    instead: "Look with `lsblk`, and leave disks to the owner."
  },
  {
    id: "disk.volume",
    severity: "catastrophic",
    programs: [
      "pvremove",
      "vgremove",
      "lvremove",
      "zpool",
      "zfs",
      "btrfs",
      "cryptsetup",
      "mdadm",
      "dmsetup",
      "nvme",
      "hdparm",
      "diskutil",
      "badblocks",
      "vgreduce"
    ],
    words: [
      "destroy",
      "luksFormat",
      "erase|luksErase",
      "format",
      "sanitize",
      "eraseDisk|eraseVolume|zeroDisk|secureErase|partitionDisk|reformat",
      "remove_all",
      "apfs deleteContainer|deleteVolume",
      "subvolume delete",
      "labelclear"
    ],
    reason: "`{what}` takes a whole volume away.",
    instead: "Leave volumes to the owner."
  },
  {
    id: "disk.volume-flags",
    severity: "catastrophic",
    programs: ["mdadm", "hdparm", "badblocks"],
    flags: ["--zero-superblock|--security-erase|--security-erase-enhanced|-w"],
    reason: "`{what}` takes a whole volume away.",
    instead: "Leave volumes to the owner."
  },
  {
    id: "disk.volume-removed",
    severity: "catastrophic",
    programs: ["pvremove", "vgremove", "lvremove"],
    reason: "`{what}` takes a whole volume away.",
    instead: "Leave volumes to the owner."
  },
  {
    id: "disk.setup",
    severity: "risky",
    programs: ["blockdev"],
    flags: ["--setro|--setrw|--rereadpt|--flushbufs|--setra|--setfra|--setbsz"],
    reason: "`{what}` changes how a disk is used.",
    instead: "Look with `lsblk`, and leave disks to the owner."
  },
  {
    id: "disk.keys",
    severity: "risky",
    programs: ["cryptsetup", "veracrypt", "fscrypt"],
    words: [
      "luksAddKey|luksRemoveKey|luksKillSlot|luksChangeKey|luksSuspend|luksHeaderRestore|reencrypt|resize|close|remove|config|convert",
      "encryption unlock|lock"
    ],
    reason: "`{what}` changes how an encrypted volume opens.",
    instead: "Leave volumes to the owner."
  },
  {
    id: "disk.restored",
    severity: "risky",
    programs: [
      "partprobe",
      "kpartx",
      "restore",
      "xfs_repair",
      "e2fsck",
      "fsck",
      "fsck.*",
      "resize2fs",
      "xfs_growfs",
      "tune2fs",
      "e2image",
      "partclone*",
      "ntfsfix",
      "lvresize",
      "lvreduce",
      "lvextend",
      "pvcreate",
      "vgcreate",
      "lvcreate",
      "growpart",
      "fstrim",
      "e4defrag",
      "ntfsresize",
      "ddrescue",
      "dcfldd"
    ],
    operands: ["/dev/*", "/dev"],
    reason: "`{what}` changes a disk that is in use.",
    instead: "Look with `lsblk`, and leave disks to the owner.",
    unless: { flags: ["-n", "--help"] }
  }
];

var owner = "Ask the owner.";
var door = { reason: "`{what}` opens a door from the whole network into this machine.", instead: "Test on this machine itself, or ask the owner." };
var help = { flags: ["--help|-h", "--version|-v|-V"] };
var exposureRules = [
  {
    id: "network.stranger",
    severity: "risky",
    programs: ["code of a stranger"],
    reason: "It would run or install code that nobody vouches for: {what}.",
    instead: "Download it, read it, and ask the owner; named packages of the usual registries are fine."
  },
  {
    id: "packages.setting",
    severity: "risky",
    programs: ["setting of a package manager"],
    reason: "{what} decides from where code comes, or which code runs in between.",
    instead: owner
  },
  {
    id: "network.miner",
    severity: "risky",
    programs: [
      "xmrig",
      "minerd",
      "cpuminer",
      "cpuminer-multi",
      "ethminer",
      "nbminer",
      "t-rex",
      "lolMiner",
      "ccminer",
      "cgminer",
      "bfgminer",
      "phoenixminer",
      "srbminer*",
      "teamredminer",
      "xmr-stak"
    ],
    reason: "It would use this machine to earn for somebody.",
    instead: "Never do this."
  },
  {
    id: "network.serving",
    severity: "risky",
    programs: ["server of everything"],
    reason: "Everybody on the network could read {what}.",
    instead: "Serve one folder of the build, to 127.0.0.1."
  },
  {
    id: "network.tunnels",
    severity: "risky",
    programs: ["ngrok", "zrok", "bore", "devtunnel", "telebit", "pagekite.py", "loophole", "holesail", "pinggy"],
    words: ["http|https|tcp|tls|start|start-all|share|local|host|static|connect|tunnel|http-bin|service|live"],
    ...door,
    unless: help
  },
  {
    id: "network.tunnels-alone",
    severity: "risky",
    programs: [
      "localtunnel",
      "lt",
      "frpc",
      "chisel",
      "sshx",
      "tmate",
      "ttyd",
      "gotty",
      "wetty",
      "untun",
      "instatunnel",
      "localxpose",
      "loclx",
      "inlets",
      "ktunnel",
      "pgrok",
      "tunnelmole",
      "tmole",
      "gsocket",
      "gs-netcat",
      "rathole",
      "serveo"
    ],
    ...door,
    unless: help
  },
  {
    id: "network.tunnels-cloudflare",
    severity: "risky",
    programs: ["cloudflared"],
    words: ["tunnel"],
    flags: ["--url|--hello-world|--unix-socket|--token|--name"],
    ...door,
    unless: { flags: ["--help|-h"] }
  },
  {
    id: "network.tunnels-named",
    severity: "risky",
    programs: ["cloudflared", "tailscale", "upterm", "code", "teleport", "expose", "localcan"],
    words: ["tunnel run|route|create", "access *", "funnel", "tunnel", "host", "share", "serve --funnel"],
    ...door,
    unless: {
      flags: ["--help|-h|off|reset"],
      words: ["funnel status|off|reset", "tunnel list|info|user|status|unregister|kill|login", "access login|token|curl"]
    }
  },
  {
    id: "network.tunnels-ssh",
    severity: "risky",
    programs: ["ssh", "autossh"],
    flags: ["-R|-o=RemoteForward*|-L=0.0.0.0:*|-L=\\*:*|-D=0.0.0.0:*|-w"],
    ...door
  },
  {
    id: "network.tunnels-github",
    severity: "risky",
    programs: ["gh"],
    words: ["codespace|cs ports visibility", "repo create", "gist create"],
    flags: ["--public|-p"],
    reason: "Everybody could see it.",
    instead: "Make it private, or ask the owner."
  },
  { id: "network.ports-public", severity: "risky", programs: ["gh"], words: ["codespace|cs ports visibility *:public"], ...door },
  { id: "network.share-python", severity: "risky", programs: ["jupyter", "jupyter-lab", "jupyter-notebook"], flags: ["--ip=0.0.0.0|--ip=\\*"], ...door },
  {
    id: "containers.open",
    severity: "risky",
    programs: ["open container"],
    reason: "The container could do everything with this machine: {what}.",
    instead: "Run it without that, with the project's folder alone."
  },
  {
    id: "later.planted",
    severity: "risky",
    programs: ["planted code"],
    reason: "It would put code that fetches and runs other code into {what}, where it runs by itself later.",
    instead: "Tell the owner what should run there, and let them set it up."
  },
  {
    id: "network.installs",
    severity: "risky",
    programs: ["program of the network"],
    reason: "It would put a program from the network, unread, where every command looks for programs: {what}.",
    instead: "Install it with a package manager, or ask the owner."
  },
  {
    id: "later.shadow",
    severity: "risky",
    programs: ["program in another's place"],
    reason: "{what} would run in the place of the program of that name.",
    instead: "Give it another name, or ask the owner."
  }
];

var keep = "Commit or stash it first, so that it can be got back.";
var gitRules = [
  {
    id: "git.reset",
    severity: "risky",
    programs: ["git"],
    words: ["reset"],
    flags: ["--hard|--merge|--keep"],
    reason: "It throws away every change that is not committed.",
    instead: `${keep} \`git stash\` keeps them.`
  },
  {
    id: "git.clean",
    severity: "risky",
    programs: ["git"],
    words: ["clean"],
    flags: ["-f|--force"],
    reason: "It removes files that git does not keep.",
    instead: "See what would go with `git clean -n`, then remove those by name.",
    unless: { flags: ["-n|--dry-run"] }
  },
  {
    id: "git.discard",
    severity: "risky",
    programs: ["git"],
    words: ["checkout"],
    operands: [".", "./", ":/", "*/", "", ":/*", "./"],
    reason: "It throws away every change that is not committed.",
    instead: keep
  },
  {
    id: "git.discard-folder",
    severity: "risky",
    does: ["discard"],
    targets: ["project", "whole", "top", "parent"],
    reason: "It throws away every change in {what} that is not committed.",
    instead: keep
  },
  {
    id: "git.discard-forced",
    severity: "risky",
    programs: ["git"],
    words: ["checkout", "switch"],
    flags: ["-f|--force|--discard-changes"],
    reason: "It throws away every change that is not committed.",
    instead: keep
  },
  {
    id: "git.reset-below",
    severity: "risky",
    programs: ["git"],
    words: ["read-tree", "checkout-index"],
    flags: ["--reset|-f|--force"],
    reason: "It throws away every change that is not committed.",
    instead: keep,
    unless: { flags: ["-n|--dry-run"] }
  },
  {
    id: "git.remove-forced",
    severity: "risky",
    programs: ["git"],
    words: ["rm"],
    flags: ["-f|--force"],
    reason: "It removes files with the changes in them that are not committed.",
    instead: "Use `git rm` without `-f`, which refuses to lose changes.",
    unless: { flags: ["--cached", "-n|--dry-run"] }
  },
  {
    id: "git.remove-all",
    severity: "risky",
    programs: ["git"],
    words: ["rm .|./|:/||./"],
    reason: "It removes every file of the project.",
    instead: "Name the files that should go.",
    unless: { flags: ["--cached", "-n|--dry-run"] }
  },
  {
    id: "git.restore",
    severity: "risky",
    programs: ["git"],
    words: ["restore"],
    operands: [".", "./", ":/", "*/", "", ":/*", "./"],
    reason: "It throws away every change that is not committed.",
    instead: keep,
    unless: { flags: ["--staged|-S"] }
  },
  {
    id: "git.restore-both",
    severity: "risky",
    programs: ["git"],
    words: ["restore"],
    flags: ["--staged|-S", "--worktree|-W"],
    reason: "It throws away changes that are not committed.",
    instead: keep
  },
  {
    id: "git.stash-drop",
    severity: "risky",
    programs: ["git"],
    words: ["stash drop|clear"],
    reason: "It throws away changes that are kept nowhere else.",
    instead: "Leave the stash, or look at it with `git stash show -p` and ask the owner."
  },
  {
    id: "git.overwrite-all",
    severity: "risky",
    programs: ["git"],
    words: ["read-tree", "checkout-index", "submodule deinit"],
    flags: ["--reset|-f|--force", "-u|-a|--all|-m"],
    reason: "It throws away every change that is not committed.",
    instead: keep
  },
  {
    id: "git.remote-gone",
    severity: "risky",
    programs: ["git"],
    words: ["worktree remove"],
    flags: ["-f|--force"],
    reason: "It removes a working folder with the changes in it.",
    instead: keep
  },
  {
    id: "git.submodule-forced",
    severity: "risky",
    programs: ["git"],
    words: ["submodule ... deinit|update|checkout"],
    flags: ["-f|--force"],
    reason: "It throws away every change in the submodule that is not committed.",
    instead: keep
  },
  {
    id: "git.tags-listed",
    severity: "risky",
    programs: ["listed tags"],
    reason: "It takes away every tag of a list that nobody has looked at.",
    instead: "Name the tags that should go."
  }
];

var gitHistoryRules = [
  {
    id: "git.force-push",
    severity: "risky",
    does: ["rewrite"],
    reason: "It would replace or remove {what}, whatever has come there since.",
    instead: "Use `git push --force-with-lease origin <your branch>`, or add a commit that mends it.",
    unless: { flags: ["--dry-run|-n"] }
  },
  {
    id: "git.lease-protected",
    severity: "risky",
    does: ["lease"],
    targets: ["protected", "unnamed"],
    reason: "{what} is a protected branch, or none is named, so its history would be written anew for everybody.",
    instead: "Name your own branch: `git push --force-with-lease origin <your branch>`.",
    unless: { flags: ["--dry-run|-n"] }
  },
  {
    id: "git.branch-delete",
    severity: "risky",
    programs: ["git"],
    words: ["branch"],
    flags: ["-D"],
    reason: "It removes a branch whose commits may be nowhere else.",
    instead: "Use `git branch -d`, which refuses to lose commits."
  },
  {
    id: "git.branch-delete-forced",
    severity: "risky",
    programs: ["git"],
    words: ["branch"],
    flags: ["-d|--delete", "-f|--force"],
    reason: "It removes a branch whose commits may be nowhere else.",
    instead: "Use `git branch -d`, which refuses to lose commits."
  },
  {
    id: "git.branch-move",
    severity: "risky",
    programs: ["git"],
    words: ["branch main|master|production|release*"],
    flags: ["-f|--force|-M|-C"],
    reason: "It makes a protected branch mean another commit.",
    instead: "Make a branch of your own."
  },
  {
    id: "git.branch-over",
    severity: "risky",
    programs: ["git"],
    words: ["branch * *"],
    flags: ["-M|-C"],
    reason: "A branch that has this name already would be lost.",
    instead: "Use `git branch -m`, which refuses to lose one."
  },
  {
    id: "git.history",
    severity: "risky",
    programs: ["git"],
    words: [
      "filter-branch|filter-repo",
      "reflog expire|delete",
      "replace",
      "prune",
      "update-ref",
      "fsck",
      "worktree remove",
      "remote rm|remove",
      "lfs prune",
      "symbolic-ref HEAD *",
      "notes prune",
      "lfs migrate import|export",
      "fast-import",
      "obliterate|delete-branch|delete-merged-branches|delete-squashed-branches|delete-tag|delete-submodule"
    ],
    reason: "It rewrites or throws away history that cannot be got back.",
    instead: "Keep the history; make a copy of the repository first if it must change.",
    unless: {
      words: ["update-ref refs/notes*", "replace -l", "fsck", "worktree remove", "remote", "symbolic-ref", "filter-repo --analyze"],
      flags: ["-n|--dry-run", "--help", "-l|--list", "--analyze"]
    }
  },
  {
    id: "git.history-tool",
    severity: "risky",
    programs: ["git-filter-repo", "bfg", "git-filter-branch"],
    reason: "It rewrites history that cannot be got back.",
    unless: { flags: ["--help|-h", "--analyze", "--dry-run"] },
    instead: "Make a copy of the repository first."
  },
  {
    id: "git.gc",
    severity: "risky",
    programs: ["git"],
    words: ["gc"],
    flags: ["--prune"],
    reason: "It throws away commits that no branch holds, which is the last way back to them.",
    instead: "Run `git gc` without `--prune`."
  },
  {
    id: "git.rebase-of-protected",
    severity: "risky",
    programs: ["git"],
    words: ["rebase * main|master|production|release/*"],
    reason: "It writes the history of a protected branch anew.",
    instead: "Merge, or rebase only your own branch."
  },
  {
    id: "git.rebase-root",
    severity: "risky",
    programs: ["git"],
    words: ["rebase"],
    flags: ["--root"],
    reason: "It writes the whole history anew.",
    instead: "Rebase only your own commits."
  },
  {
    id: "git.branch-anew",
    severity: "risky",
    programs: ["git"],
    words: ["checkout|switch"],
    flags: ["-B=main|-B=master|-B=production|-C=main|-C=master|--force-create=main|--force-create=master"],
    reason: "It makes a protected branch mean another commit.",
    instead: "Make a branch of your own."
  },
  {
    id: "git.unlocked",
    severity: "risky",
    programs: ["git"],
    words: ["lfs unlock"],
    flags: ["-f|--force"],
    reason: "It takes away a lock that somebody else holds.",
    instead: "Ask whoever holds it."
  },
  {
    id: "git.gc-now",
    severity: "risky",
    programs: ["git setting"],
    reason: "With {what} git throws away at once the commits that no branch holds, which is the last way back to them.",
    instead: "Run `git gc` as it is."
  },
  {
    id: "git.fetch-over",
    severity: "risky",
    programs: ["git setting"],
    reason: "With {what} every fetch replaces the branches here, and commits that only they hold.",
    instead: "Fetch into `refs/remotes/`, and merge."
  }
];

var owner2 = "Ask the owner to change it.";
var gitSettingRules = [
  {
    id: "git.unguarded",
    severity: "risky",
    programs: ["git"],
    words: ["config ... core.hooksPath|core.hookspath|core.fsmonitor|core.sshCommand|core.sshcommand *"],
    reason: "It changes what git runs by itself.",
    instead: owner2,
    unless: {
      flags: ["--get|--unset|-l|--list|--get-all"],
      operands: [".husky", ".husky/_", ".githooks", "true", "false"]
    }
  },
  {
    id: "git.runs-network",
    severity: "risky",
    programs: ["git"],
    words: ["config ... core.*|alias.*|pager.*|diff.* *curl*|*wget*|*nc*|*/dev/tcp*|*bash*"],
    reason: "It makes git run something from the network by itself.",
    instead: owner2
  },
  {
    id: "git.add-secret",
    severity: "risky",
    programs: ["git"],
    words: ["add"],
    flags: ["-f|--force"],
    operands: [".env", ".env.*", "*.pem", "*.key", "*id_rsa*", "*credentials*", "*/.env"],
    reason: "It puts secrets into the history, where everybody can read them.",
    instead: "Leave them out of git."
  },
  {
    id: "git.push-elsewhere",
    severity: "risky",
    programs: ["git setting"],
    reason: "It would give the history to a place that nobody but this line names.",
    instead: "Push to a remote of the repository, or ask the owner."
  },
  {
    id: "git.credential-helper",
    severity: "risky",
    programs: ["git setting"],
    reason: "It gives every password of git to a program: {what}",
    instead: owner2
  },
  {
    id: "git.credentials",
    severity: "risky",
    programs: ["git", "git-credential-*"],
    words: [
      "credential fill|approve|reject",
      "get",
      "credential-store|credential-cache|credential-osxkeychain|credential-libsecret|credential-manager get|erase"
    ],
    reason: "It prints or changes the passwords that git keeps.",
    instead: "Let git ask for them itself."
  },
  {
    id: "git.token-shown",
    severity: "risky",
    programs: ["git"],
    words: ["config ... *extraheader|*token|*password|*.pass"],
    reason: "It prints or changes a secret in the settings of git.",
    instead: owner2,
    unless: { flags: ["--unset|--unset-all"] }
  },
  {
    id: "git.elsewhere",
    severity: "risky",
    programs: ["git setting"],
    reason: "It makes git go to another place than the one that is written: {what}",
    instead: owner2
  },
  {
    id: "git.unverified",
    severity: "risky",
    programs: ["git setting"],
    reason: "With {what} git believes whoever answers.",
    instead: "Add the certificate with `http.sslCAInfo`, or ask the owner."
  },
  {
    id: "git.template",
    severity: "risky",
    programs: ["git"],
    words: ["init|clone"],
    flags: ["--template"],
    operands: ["*"],
    reason: "What lies in a template runs by itself in the new repository.",
    instead: "Leave the template out.",
    unless: { flags: ["--template="] }
  },
  {
    id: "git.opens",
    severity: "risky",
    programs: ["git"],
    words: ["daemon|instaweb|send-email|imap-send", "maintenance start", "svn dcommit", "p4 submit"],
    reason: "It shows or sends the history to others, or runs by itself from now on.",
    instead: owner2,
    unless: { flags: ["--dry-run|-n", "--stop"] }
  }
];

var plan5 = "Show the owner what would go, and let them decide.";
var ask3 = { reason: "`{what}` would take something away that runs for others.", instead: plan5 };
var dry5 = ["--help|-h", "--dry-run|--dryrun|--dry_run|--what-if"];
var hostingRules = [
  {
    id: "cloud.heroku",
    severity: "risky",
    programs: ["heroku"],
    words: [
      "apps:destroy|apps:delete|destroy|pg:reset|pg:copy|addons:destroy|domains:remove|domains:clear|config:unset|access:remove|pipelines:destroy|ps:stop|ps:kill|releases:rollback|certs:remove|maintenance:on|spaces:destroy|redis:reset|repo:reset",
      "ps:restart|members:remove|features:disable|labs:disable|container:rm|clients:destroy|clients:rotate|clients:update|apps:leave|leave|apps:rename|rename|addons:detach|access:update|keys:remove|keys:clear|drains:remove|webhooks:remove|pg:killall|pg:kill|pg:promote|pg:detach|pg:backups:delete|authorizations:revoke|authorizations:rotate|teams:remove|reviewapps:disable|buildpacks:clear|apps:transfer|dyno:kill|dyno:stop|dyno:restart|restart"
    ],
    ...ask3
  },
  {
    id: "cloud.hosting",
    severity: "risky",
    programs: [
      "vercel",
      "now",
      "netlify",
      "fly",
      "flyctl",
      "railway",
      "render",
      "firebase",
      "wrangler",
      "surge",
      "supabase",
      "expo",
      "eas",
      "deployctl",
      "appwrite",
      "convex",
      "kamal",
      "dokku",
      "cap",
      "render",
      "ngrok",
      "shopify",
      "scalingo",
      "clever",
      "gigalixir",
      "nanobox"
    ],
    words: [
      "rm|remove|destroy|delete|teardown|down|unlink",
      "... rm|remove|destroy|delete|down",
      "*:delete|*:destroy|*:disable|*:remove|*:purge|firestore:delete|database:remove|hosting:disable|functions:delete|apps:destroy",
      "* destroy|delete|purge|archive|remove|rm",
      "apps|app|machine|machines|volumes|volume|secrets|postgres destroy|remove|delete|unset|rm",
      "accessory remove"
    ],
    ...ask3,
    unless: {
      flags: dry5,
      words: [
        "pr|issue|label|run|cache|alias|codespace|gist|variable|extension|config|search|auth|browse|api list|view|close|create|edit|comment|diff|checkout|status|merge|remove|delete",
        "... list|view|create|status"
      ]
    }
  },
  {
    id: "cloud.api-delete",
    severity: "risky",
    programs: ["curl", "http", "https", "xh", "wget"],
    flags: ["-X=DELETE|--request=DELETE|--method=DELETE"],
    ...ask3,
    unless: { operands: ["http://localhost*/*/*", "localhost*/*/*", "http://127.0.0.1*/*/*"] }
  }
];

var seen = "Tell the owner what should run later, and let them set it up.";
var laterRules = [
  {
    id: "later.start-files",
    severity: "risky",
    does: ["overwrite", "append", "remove", "move"],
    targets: ["start"],
    reason: "{what} runs by itself later, or decides what does.",
    instead: seen
  },
  { id: "later.keys", severity: "risky", does: ["append"], targets: ["keys"], reason: "{what} decides who may come in.", instead: seen },
  {
    id: "later.crontab",
    severity: "risky",
    programs: ["crontab"],
    reason: "It replaces or removes what runs by itself.",
    instead: seen,
    unless: { flags: ["-l", "-V", "--help"] }
  },
  {
    id: "later.at",
    severity: "risky",
    programs: ["at", "batch", "atrm", "schtasks", "anacron"],
    reason: "It makes something run later, when nobody looks.",
    instead: seen,
    unless: { flags: ["-l", "-V", "--help"] }
  },
  {
    id: "later.service",
    severity: "risky",
    programs: ["systemctl", "launchctl", "update-rc.d", "chkconfig", "rc-update"],
    words: [
      "enable|link|preset|daemon-reexec|import-environment|set-environment",
      "load|bootstrap|submit|setenv",
      "* defaults|enable|remove|disable|on|off",
      "add|del"
    ],
    reason: "It makes something run by itself from now on.",
    instead: seen
  },
  {
    id: "later.systemd-run",
    severity: "risky",
    programs: ["systemd-run"],
    flags: ["--on-calendar|--on-active|--on-boot|--on-startup|--timer-property"],
    reason: "It makes something run later, when nobody looks.",
    instead: seen
  }
];

var plan6 = "Show the owner what would go, and let them decide.";
var ask4 = { reason: "`{what}` would take something away that runs for others.", instead: plan6 };
var lines3 = { reason: "It takes this machine off the network, or its walls down.", instead: plan6 };
var dry6 = ["--help|-h", "--dry-run|--dryrun"];
var machineRules = [
  {
    id: "machines.histories",
    severity: "risky",
    programs: ["jj", "hg", "sl", "svn", "p4", "darcs", "bzr", "brz", "fossil", "git-branchless", "git-annex", "pijul", "chg"],
    words: [
      "abandon|strip|purge|obliterate|uncommit|unrecord|rollback|undo|prune|revert|clean|debugstrip|unamend|hide|shun|drop|dropunused",
      "op|operation restore|undo|abandon",
      "delete|rm|remove *://*",
      "bookmark|branch delete|forget"
    ],
    reason: "It throws away work or history that may be kept nowhere else.",
    instead: "Keep the history; look first, and ask the owner.",
    unless: { flags: [...dry6, "-n|--print|-l|--preview"] }
  },
  {
    id: "machines.histories-clean",
    severity: "risky",
    programs: ["hg", "sl", "svn", "chg"],
    words: ["update|up|checkout|co|goto|cleanup"],
    flags: ["-C|--clean|--remove-unversioned|--remove-ignored"],
    reason: "It throws away every change that is not committed.",
    instead: "Commit or shelve it first, so that it can be got back."
  },
  {
    id: "machines.annex",
    severity: "risky",
    programs: ["git"],
    words: ["annex drop|dropunused|uninit|forget|drop-key", "branchless undo", "hide|undo"],
    flags: ["--force|-f|-y|--yes"],
    reason: "It throws away what may be kept nowhere else.",
    instead: "Run it without `--force`."
  },
  {
    id: "machines.clusters",
    severity: "risky",
    programs: [
      "istioctl",
      "linkerd",
      "cilium",
      "talosctl",
      "velero",
      "crictl",
      "ctr",
      "rke",
      "rancher",
      "tiup",
      "kurtosis",
      "dapr",
      "consul-k8s",
      "knative",
      "kn",
      "tsh",
      "tctl",
      "longhornctl",
      "k0s",
      "k0sctl"
    ],
    words: [
      "uninstall|uninject|reset|wipe|rollback|remove|rm|rmp|rmi|delete|destroy|clean",
      "* uninstall|rm|remove|delete|del|reset|destroy",
      "node cordon|drain"
    ],
    ...ask4,
    unless: { flags: dry6 }
  },
  {
    id: "machines.clusters-gone",
    severity: "risky",
    programs: ["k3s-uninstall.sh", "k3s-agent-uninstall.sh", "rke2-uninstall.sh", "k3s-killall.sh", "rke2-killall.sh", "*-nuke", "leftovers"],
    ...ask4,
    unless: { flags: dry6 }
  },
  {
    id: "machines.cluster-held",
    severity: "risky",
    programs: ["kubectl", "oc", "k"],
    words: ["patch"],
    text: String.raw`finalizers"?\s*:\s*(?:null|\[\s*\])`,
    ...ask4
  },
  {
    id: "machines.within",
    severity: "risky",
    programs: [
      "virsh",
      "VBoxManage",
      "vboxmanage",
      "vmrun",
      "prlctl",
      "multipass",
      "colima",
      "limactl",
      "machinectl",
      "lxc",
      "incus",
      "lxc-destroy",
      "qm",
      "pct",
      "xl",
      "xe",
      "govc",
      "tart",
      "utmctl",
      "orb",
      "orbctl",
      "distrobox",
      "toolbox",
      "wsl",
      "wsl.exe",
      "quickemu",
      "firecracker",
      "buildah",
      "apptainer"
    ],
    words: [
      "undefine|destroy|vol-delete|vol-wipe|pool-delete|pool-destroy|net-destroy|net-undefine|snapshot-delete|unregistervm|closemedium|deleteVM|delete|purge|remove|rm|rmi|prune|factory-reset|reset|clean",
      "* delete|rm|remove|purge|destroy|prune",
      "vm.destroy|datastore.rm|object.destroy|snapshot.remove"
    ],
    ...ask4,
    unless: { flags: [...dry6, "-l|--list"], words: ["cache clean"] }
  },
  {
    id: "machines.within-flags",
    severity: "risky",
    programs: ["wsl", "wsl.exe", "VBoxManage", "lxc-destroy", "machinectl"],
    flags: ["--unregister|--delete|--delete-all"],
    ...ask4
  },
  {
    id: "machines.lines",
    severity: "risky",
    programs: [
      "tailscale",
      "zerotier-cli",
      "wg",
      "nebula",
      "netbird",
      "warp-cli",
      "openvpn3",
      "resolvectl",
      "shorewall",
      "shorewall6",
      "iwctl",
      "networkctl",
      "fail2ban-client",
      "netplan",
      "nordvpn",
      "mullvad"
    ],
    words: ["down|logout|leave|disconnect|revert|clear|stop|reset|flush|delete|unban", "device|station|session-manage disconnect|delete"],
    ...lines3,
    unless: { flags: dry6 }
  },
  {
    id: "machines.walls",
    severity: "risky",
    programs: ["ebtables", "arptables", "iptables-legacy", "iptables-nft", "ip6tables-legacy"],
    flags: ["-F|--flush|-X|--delete-chain|-P|-D|--delete|-Z"],
    ...lines3
  },
  { id: "machines.sets", severity: "risky", programs: ["ipset"], words: ["destroy|flush|del|swap|rename|x|f"], ...lines3 },
  { id: "machines.lease", severity: "risky", programs: ["dhclient", "dhcpcd", "arp", "udhcpc"], flags: ["-r|-d|-k|--release|-x"], ...lines3 },
  {
    id: "machines.air",
    severity: "risky",
    programs: ["networksetup"],
    flags: ["-setairportpower|-setnetworkserviceenabled|-removenetworkservice|-setdnsservers|-setmanual"],
    ...lines3
  },
  { id: "machines.air-line", severity: "risky", programs: ["iw"], words: ["dev * del|disconnect"], ...lines3 }
];

var back3 = "Make a backup first, try it in a transaction that is rolled back, and ask the owner.";
var migrationRules = [
  {
    id: "database.tasks",
    severity: "risky",
    programs: [
      "rails",
      "flask",
      "superset",
      "rake",
      "mix",
      "artisan",
      "knex",
      "sequelize",
      "sequelize-cli",
      "typeorm",
      "flyway",
      "liquibase",
      "alembic",
      "drizzle-kit",
      "supabase",
      "manage.py",
      "django-admin",
      "dbmate",
      "goose",
      "migrate",
      "diesel",
      "sqlx",
      "atlas",
      "dotnet",
      "php",
      "python",
      "python3",
      "npm",
      "pnpm",
      "yarn",
      "npx",
      "bun",
      "turso",
      "pscale",
      "neonctl",
      "planetscale",
      "influx",
      "cockroach",
      "doctrine",
      "console",
      "phinx",
      "ecto",
      "strapi",
      "hasura"
    ],
    words: [
      "db:drop*|db:reset*|db:purge*|db:truncate*|db:migrate:reset|db:schema:load|db:setup|db:wipe|db:rollback*",
      "ecto.drop|ecto.reset|ecto.rollback",
      "artisan|bin/console|console migrate:fresh|migrate:reset|migrate:refresh|db:wipe|doctrine:database:drop|doctrine:schema:drop",
      "migrate:rollback --all",
      "migrate:fresh|migrate:reset|migrate:refresh|db:wipe",
      "schema:drop|db:drop|db:migrate:undo:all",
      "downgrade base",
      "db downgrade base",
      "db reset|drop|destroy|delete|execute",
      "database|databases|branch delete|destroy|drop|reset",
      "manage.py|./manage.py flush|reset_db|reset_schema",
      "flush|reset_db|reset_schema",
      "migrate ... zero",
      "db:seed:replant|db:seed:undo:all|db:schema:cache:clear",
      "run db:drop*|db:reset*|db:wipe|reset-db|drop-db|db-reset",
      "bucket delete",
      "database drop|reset"
    ],
    reason: "It would throw away what a database holds.",
    instead: back3,
    unless: {
      flags: ["--help|-h", "--dry-run", "--sql", "--pretend", "--plan"],
      words: [
        "run test*|build*|clean*|dev*|lint*|start*",
        "install|i|ci|add|test|exec|publish|version",
        "clean|down|reset|drop|undo|flush|branch|db|cache clean"
      ]
    }
  },
  {
    id: "database.rollback-all",
    severity: "risky",
    programs: ["knex"],
    words: ["migrate:rollback"],
    flags: ["--all"],
    reason: "It takes back every migration, and what they made.",
    instead: back3
  },
  {
    id: "database.tools",
    severity: "risky",
    programs: [
      "flyway",
      "liquibase",
      "dbmate",
      "goose",
      "migrate",
      "diesel",
      "sqlx",
      "drizzle-kit",
      "supabase",
      "atlas",
      "turso",
      "pscale",
      "neonctl",
      "django-admin",
      "manage.py",
      "alembic",
      "typeorm",
      "typeorm-ts-node-commonjs",
      "typeorm-ts-node-esm",
      "sea-orm-cli",
      "sql-migrate",
      "node-pg-migrate",
      "migrate-mongo",
      "db-migrate",
      "umzug",
      "soda"
    ],
    words: [
      "clean|undo|dropAll|drop-all|drop|down|reset|flush|reset_db",
      "db reset|drop|destroy|delete",
      "database drop|reset|delete|destroy",
      "databases|branches|branch delete|destroy",
      "schema clean",
      "schema:drop",
      "... drop|down|down-to|drop-all|fresh|reset",
      "down-to|reset|rollback",
      "downgrade base",
      "migration|migrate revert|drop",
      "migration:revert|schema:sync",
      "projects delete"
    ],
    reason: "It would throw away what a database holds.",
    instead: back3,
    unless: { flags: ["--help|-h", "--dry-run", "--sql", "--plan"] }
  },
  {
    id: "database.migrators",
    severity: "risky",
    programs: [
      "sqitch",
      "yoyo",
      "aerich",
      "piccolo",
      "edgedb",
      "gel",
      "bench",
      "odoo",
      "airflow",
      "superset",
      "dbt",
      "hasura",
      "neon",
      "xata",
      "astra",
      "vtctldclient",
      "pulsar-admin",
      "migrate-mongo"
    ],
    words: [
      "revert|rebase|rollback|downgrade|reinstall|drop-site",
      "... drop-site|reinstall",
      "migrations backwards",
      "database|branch|instance|projects|branches|databases|roles|migrate wipe|drop|destroy|delete|reset",
      "db reset|clean|downgrade|drop|delete|shell",
      "dags|tasks|connections|variables|pools delete|clear",
      "run-operation *drop*|*delete*|*truncate*|*clean*",
      "metadata clear",
      "migrate apply",
      "DeleteKeyspace|DeleteShard|DeleteTablets"
    ],
    reason: "It would throw away what a database holds.",
    instead: back3,
    unless: { flags: ["--help|-h", "--dry-run", "--sql"], words: ["db shell", "migrate apply", "rebase list"] }
  },
  {
    id: "database.hasura-down",
    severity: "risky",
    programs: ["hasura"],
    words: ["migrate apply|delete"],
    flags: ["--down|--goto|--all"],
    reason: "It would take back what made the tables.",
    instead: back3
  },
  {
    id: "database.liquibase",
    severity: "risky",
    programs: ["liquibase"],
    operands: ["drop-all", "dropAll", "rollback", "rollback-count", "rollbackCount", "rollback-to-date", "rollbackToDate", "rollback-one-*", "rollbackOne*"],
    reason: "It would throw away what a database holds.",
    instead: back3,
    unless: { operands: ["*-sql", "*SQL"], flags: ["--help|-h"] }
  },
  {
    id: "database.flyway",
    severity: "risky",
    programs: ["flyway"],
    operands: ["clean", "undo"],
    reason: "It would throw away what a database holds.",
    instead: back3,
    unless: { flags: ["-h|--help|-?"] }
  },
  {
    id: "database.builds",
    severity: "risky",
    programs: ["mvn", "mvnw", "gradle", "gradlew", "sbt", "lein", "ant"],
    operands: [
      "flyway:clean",
      "flyway:undo",
      "*:flywayClean",
      "flywayClean",
      "flywayUndo",
      "*:flyway-maven-plugin*:clean",
      "liquibase:dropAll",
      "liquibase:rollback",
      "dropAll",
      "liquibaseDropAll",
      "rollbackCount"
    ],
    reason: "It would throw away what a database holds.",
    instead: back3,
    unless: { flags: ["--dry-run|-m"] }
  }
];

var networkRules = [
  {
    id: "network.run-as-root",
    severity: "catastrophic",
    programs: ["network to root shell"],
    reason: "It would run whatever the network answers with all rights of this machine.",
    instead: "Download it to a file, read it, and ask the owner to run it."
  },
  {
    id: "network.run",
    severity: "risky",
    programs: ["network to shell"],
    reason: "It would run whatever the network answers, unread.",
    instead: "Download it to a file, read it, then run it."
  },
  {
    id: "network.send-secret",
    severity: "risky",
    does: ["send"],
    targets: ["secret", "keys"],
    reason: "It would send {what}, which holds secrets, to somebody else.",
    instead: "Leave secrets where they are."
  },
  {
    id: "network.send-secret-piped",
    severity: "risky",
    programs: ["secret to network"],
    reason: "It would send secrets or the environment to somebody else.",
    instead: "Leave secrets where they are."
  },
  {
    id: "network.open-line",
    severity: "risky",
    programs: ["nc", "ncat", "netcat", "socat", "telnet", "nc.openbsd", "nc.traditional"],
    operands: ["*"],
    reason: "`{what}` opens a line to another machine that nobody can look into.",
    instead: "Use `curl` with the address written out.",
    unless: { flags: ["-z", "-h|--help", "-U"], operands: ["localhost", "127.0.0.1", "::1"] }
  },
  {
    id: "network.shell-out",
    severity: "catastrophic",
    programs: ["nc", "ncat", "netcat", "socat"],
    flags: ["-e|-c|--exec|--sh-exec"],
    reason: "It would give this machine's shell to somebody on the network.",
    instead: "Never do this."
  },
  {
    id: "network.reverse-shell",
    severity: "catastrophic",
    programs: ["reverse shell"],
    reason: "It would give this machine's shell to somebody on the network.",
    instead: "Never do this."
  },
  {
    id: "network.tunnel",
    severity: "risky",
    programs: ["ssh"],
    flags: ["-R"],
    reason: "It opens a door from another machine into this one.",
    instead: "Ask the owner."
  }
];

var back4 = "Make a backup first, try it in a transaction that is rolled back, and ask the owner.";
var objectMapperRules = [
  {
    id: "database.reset-forced",
    severity: "catastrophic",
    programs: ["prisma"],
    words: ["migrate reset"],
    reason: "It drops the whole database and everything in it.",
    instead: "Write a migration and run `prisma migrate dev`.",
    unless: { flags: ["--help|-h"] }
  },
  {
    id: "database.data-loss",
    severity: "catastrophic",
    programs: ["*"],
    flags: ["--accept-data-loss"],
    reason: "It says yes in advance to losing data.",
    instead: "Run it without `--accept-data-loss`, read what would be lost, and ask the owner.",
    unless: { flags: ["--help|-h"] }
  },
  {
    id: "database.push-reset",
    severity: "catastrophic",
    programs: ["prisma"],
    words: ["db push"],
    flags: ["--force-reset"],
    reason: "It drops the whole database and everything in it.",
    instead: "Write a migration and run `prisma migrate dev`."
  },
  {
    id: "database.push",
    severity: "risky",
    programs: ["prisma"],
    words: ["db execute", "db push", "migrate deploy"],
    reason: "It changes the database that the settings name, which may be the one in use, without a way back.",
    instead: "Write a migration and try it with `prisma migrate dev` on a copy first.",
    unless: { flags: ["--help|-h"] }
  },
  {
    id: "database.orm",
    severity: "risky",
    programs: [
      "mikro-orm",
      "drizzle-kit",
      "ace",
      "sequelize",
      "sequelize-cli",
      "doctrine",
      "console",
      "doctrine-module",
      "dotnet",
      "wp",
      "drush",
      "payload",
      "wasp",
      "spark",
      "yii",
      "cake",
      "phinx",
      "magento",
      "n98-magerun2",
      "craft",
      "medusa"
    ],
    words: [
      "schema:drop|schema:fresh|migration:fresh|migration:down|database:drop",
      "migration:fresh|migration:reset|migration:refresh|migration:rollback|db:wipe|db:truncate",
      "doctrine:database:drop|doctrine:schema:drop|orm:schema-tool:drop|doctrine:mongodb:schema:drop|doctrine:fixtures:load|fixtures:load",
      "doctrine:migrations:migrate|migrations:migrate|dmm first|0",
      "ef database drop",
      "ef database update 0",
      "db reset|drop|clean|import",
      "site empty|delete",
      "@* site empty|delete",
      "@* db reset|drop|clean|import",
      "@* sql-drop|sql:drop|site-install|site:install|si|sql-create|sql:create",
      "sql-drop|sql:drop|site-install|site:install|si|sql-create|sql:create",
      "migrate:fresh|migrate:reset|migrate:refresh|migrate:down|migrate/fresh",
      "setup:uninstall|db:drop",
      "rollback",
      "migrations rollback"
    ],
    reason: "It would throw away what a database holds.",
    instead: back4,
    unless: { flags: ["--help|-h", "--dump|--dump-sql", "--dry-run", "--append"] }
  },
  {
    id: "database.orm-forced",
    severity: "risky",
    programs: ["drizzle-kit", "console", "doctrine", "dotnet", "mikro-orm", "atlas", "dbt", "keystone"],
    words: [
      "push",
      "doctrine:schema:update",
      "orm:schema-tool:update",
      "ef migrations remove",
      "schema:update",
      "schema apply|clean",
      "run|build|seed|snapshot",
      "dev|build|start"
    ],
    flags: ["--force|-f|--run|-r|--auto-approve|--full-refresh|--reset-db|--drop-tables|--complete"],
    reason: "It changes the database without asking, and drops what no longer fits.",
    instead: "Look at the plan first, and let the owner apply it.",
    unless: { flags: ["--help|-h", "--dry-run", "--dump-sql", "--target=dev|--target=ci|--target=test|-t=dev|-t=ci|-t=test"] }
  }
];

var plainly2 = "Write out what should run, so that it can be read.";
var opaqueRules = [
  { id: "opaque", severity: "risky", programs: ["hidden command"], reason: "What would run cannot be told from the line: {what}.", instead: plainly2 },
  {
    id: "unreadable",
    severity: "risky",
    programs: ["unreadable line"],
    reason: "The line does not read as shell: {what}.",
    instead: "Mend the quotes and brackets, or split it into several commands."
  },
  {
    id: "opaque.encoded",
    severity: "risky",
    programs: ["pwsh", "powershell"],
    flags: ["-enc|-EncodedCommand|-encodedcommand|-ec|-e"],
    reason: "What would run is encoded.",
    instead: plainly2
  },
  {
    id: "opaque.carried",
    severity: "risky",
    programs: ["carried command"],
    reason: "`{what}` stands in what this program is given, and nobody knows whether it runs that.",
    instead: plainly2
  },
  { id: "environment.preload", severity: "risky", programs: ["preloading"], reason: "{what} makes every program run other code first.", instead: plainly2 }
];

var overwriteRules = [
  {
    id: "empty.everything",
    severity: "catastrophic",
    does: ["overwrite"],
    targets: ["home", "keys", "parent"],
    deep: true,
    reason: "It would empty or replace every file in {what}.",
    instead: "Name the exact files that should change."
  },
  {
    id: "empty.whole",
    severity: "catastrophic",
    does: ["overwrite"],
    targets: ["whole", "history"],
    deep: true,
    reason: "It would empty every file of the project, and its history ({what}).",
    instead: "Name the exact files that should change.",
    unless: { programs: ["sed", "gsed", "perl", "ruby"] }
  },
  {
    id: "empty.project",
    severity: "risky",
    does: ["overwrite"],
    targets: ["project", "top"],
    deep: true,
    reason: "It would empty every file in {what}.",
    instead: "Name the exact files that should change.",
    unless: { programs: ["sed", "gsed", "perl", "ruby"] }
  },
  {
    id: "empty.several",
    severity: "risky",
    programs: ["emptied files"],
    reason: "It would empty several files of the project at once ({what}).",
    instead: "Name the one file that should be empty."
  },
  {
    id: "edit.history",
    severity: "risky",
    programs: ["sed", "gsed", "perl", "ruby"],
    does: ["overwrite"],
    targets: ["whole", "history"],
    deep: true,
    reason: "It would change files in git's own folder of {what}, too.",
    instead: "Leave `.git` out: `git ls-files -z | xargs -0 sed -i …`."
  },
  {
    id: "overwrite.outside",
    severity: "risky",
    does: ["overwrite"],
    targets: ["outside", "collection", "home-part", "system-part"],
    exists: true,
    reason: "It would replace what is in {what}, outside of the project.",
    instead: "Write to a file inside the project."
  },
  {
    id: "overwrite.unpack",
    severity: "risky",
    programs: ["tar", "gtar", "bsdtar", "unzip", "cpio", "7z", "unrar"],
    does: ["append"],
    targets: ["home", "root", "parent", "system", "keys"],
    reason: "What is in the archive would replace files of the same name in {what}.",
    instead: "Unpack it into a new folder of the project, and look at it."
  },
  {
    id: "overwrite.anywhere",
    severity: "risky",
    programs: ["tar", "gtar", "bsdtar"],
    flags: ["-x|--extract|--get", "-P|--absolute-names|--absolute-paths"],
    reason: "What is in the archive may replace files anywhere on this machine.",
    instead: "Unpack it without -P into a new folder of the project, and look at it."
  },
  {
    id: "overwrite.git",
    severity: "risky",
    does: ["overwrite"],
    targets: ["git", "history"],
    exists: true,
    reason: "It would replace what is in {what}, a file of git's own.",
    instead: "Use git itself."
  },
  {
    id: "write.system",
    severity: "risky",
    does: ["append", "overwrite"],
    targets: ["system", "system-part", "root"],
    reason: "It would change {what}, a file of the system.",
    instead: "Ask the owner to change it."
  }
];

var out = { reason: "What `{what}` gives to everybody cannot be taken back.", instead: "Try it with `--dry-run`, and let the owner publish." };
var dry7 = { flags: ["--dry-run|-n", "--help|-h"] };
var packageRules = [
  {
    id: "packages.npm",
    severity: "risky",
    programs: ["npm", "pnpm", "yarn", "bun", "lerna", "changeset", "np", "release-it", "semantic-release", "jsr", "vsce", "ovsx", "auto"],
    words: [
      "publish|unpublish|deprecate|pub",
      "npm publish",
      "dist-tag rm|add",
      "owner add|rm",
      "access *",
      "token *",
      "workspaces foreach ... publish",
      "-r publish",
      "run publish*|release*",
      "stage publish",
      "hook add"
    ],
    ...out,
    unless: { flags: ["--dry-run|-n", "--help|-h"], words: ["access list|get", "token list", "run release:dry*", "access ls-packages"] }
  },
  {
    id: "packages.cargo",
    severity: "risky",
    programs: [
      "cargo",
      "gem",
      "twine",
      "poetry",
      "flit",
      "hatch",
      "uv",
      "pdm",
      "maturin",
      "mix",
      "dart",
      "flutter",
      "pod",
      "nuget",
      "dotnet",
      "docker",
      "podman",
      "helm",
      "conda",
      "anaconda",
      "composer",
      "rebar3",
      "sbt",
      "goreleaser",
      "clojars",
      "luarocks",
      "opam",
      "cabal",
      "stack",
      "raco",
      "hackage",
      "snapcraft",
      "flatpak",
      "charmcraft"
    ],
    words: ["publish|yank|unyank|upload|owner", "push", "hex.publish|hex.retire", "pub publish", "trunk push", "nuget push|delete", "release", "publish*"],
    ...out,
    unless: { flags: [...dry7.flags, "--publish"], words: ["run *", "compose push", "push|pull|release|image push"] }
  },
  { id: "packages.push", severity: "risky", programs: ["gem", "pod", "nuget", "helm", "dotnet"], words: ["push", "trunk push", "nuget push|delete"], ...out },
  {
    id: "packages.release-tools",
    severity: "risky",
    programs: ["np", "semantic-release", "goreleaser", "release-it"],
    ...out,
    unless: { flags: [...dry7.flags, "--snapshot|--skip-publish"], words: ["check|build"] }
  },
  {
    id: "packages.gradle",
    severity: "risky",
    programs: ["mvn", "gradle", "gradlew", "./gradlew", "mvnw", "sbt", "lein"],
    operands: ["deploy", "release:perform", "publish", "publishToMavenCentral", "*:publish", "publishAllPublicationsTo*", "uploadArchives"],
    ...out,
    unless: dry7
  }
];

var essential = [
  ...[
    "libc6",
    "libc6:*",
    "libc-bin",
    "libc6-*",
    "glibc",
    "glibc-*",
    "musl",
    "libc",
    "libstdc++6",
    "libgcc*",
    "libsystemd*",
    "libpam*",
    "libcrypt*",
    "zlib1g",
    "libssl*"
  ],
  ...[
    "coreutils",
    "util-linux",
    "bash",
    "dash",
    "busybox",
    "sed",
    "grep",
    "tar",
    "gzip",
    "findutils",
    "diffutils",
    "hostname",
    "mount",
    "login",
    "passwd",
    "sudo"
  ],
  ...[
    "systemd",
    "systemd-*",
    "init",
    "sysvinit*",
    "openrc",
    "udev",
    "dbus",
    "upstart",
    "base",
    "base-files",
    "base-passwd",
    "filesystem",
    "setup",
    "alpine-base*"
  ],
  ...[
    "dpkg",
    "apt",
    "apt-utils",
    "debconf",
    "debianutils",
    "rpm",
    "rpm-libs",
    "dnf",
    "dnf5",
    "yum",
    "pacman",
    "apk-tools",
    "zypper",
    "libapt*",
    "perl-base",
    "python3-minimal"
  ],
  ...[
    "linux-image*",
    "linux-generic",
    "linux",
    "linux-lts",
    "kernel",
    "kernel-core",
    "kernel-default",
    "initramfs-tools",
    "dracut",
    "mkinitcpio",
    "grub*",
    "shim*",
    "e2fsprogs"
  ],
  ...["cryptsetup*", "lvm2", "ncurses-base", "ncurses-bin", "bsdutils", "shadow", "core", "core18", "core2*", "snapd", ""]
];
var managers = [
  "apt",
  "apt-get",
  "aptitude",
  "dnf",
  "dnf5",
  "yum",
  "microdnf",
  "zypper",
  "apk",
  "snap",
  "nala",
  "tdnf",
  "urpme",
  "eopkg",
  "xbps-remove",
  "opkg",
  "emerge"
];
var instead = "Ask the owner to do it.";
var reason = "`{what}` would take away a package that this machine cannot do without.";
var trying = ["--dry-run|-s|--simulate|--just-print|--assumeno|--no-act|--recon|--print|-p|--test"];
var removedPackageRules = [
  {
    id: "system.essential",
    severity: "catastrophic",
    programs: managers,
    words: ["purge|remove|autoremove|erase|del|rm|autopurge|uninstall"],
    operands: essential,
    reason,
    instead,
    unless: { flags: trying }
  },
  {
    id: "system.essential-forced",
    severity: "catastrophic",
    programs: managers,
    words: ["purge|remove|autoremove|erase|del|rm"],
    flags: ["--allow-remove-essential|--force-remove-essential|--allowerasing-protected"],
    reason,
    instead,
    unless: { flags: trying }
  },
  {
    id: "system.essential-flags",
    severity: "catastrophic",
    programs: ["dpkg", "rpm", "pacman", "yay", "paru", "xbps-remove", "emerge", "opkg"],
    flags: ["-R|--remove|-P|--purge|-r|-e|--erase|-C|--unmerge|--depclean"],
    operands: essential,
    reason,
    instead,
    unless: { flags: ["--dry-run|--no-act|--simulate|--test|--print|-p|--pretend", "-q|-Q|--query"] }
  },
  {
    id: "system.packages",
    severity: "risky",
    programs: [
      "apt",
      "apt-get",
      "dnf",
      "yum",
      "pacman",
      "zypper",
      "apk",
      "aptitude",
      "dpkg",
      "rpm",
      "snap",
      "brew",
      "port",
      "flatpak",
      "nix-env",
      "nix-collect-garbage"
    ],
    words: ["purge|autoremove|erase", "remove|del|uninstall"],
    reason: "It takes programs away that others may need.",
    instead,
    unless: { flags: ["--dry-run|-s|--simulate|--just-print|--assumeno"] }
  },
  {
    id: "system.packages-flags",
    severity: "risky",
    programs: ["pacman", "dpkg", "rpm"],
    flags: ["-R|--remove|-P|--purge|-e|--erase|-Rs|-Rns|-Rdd|-Rsc"],
    reason: "It takes programs away that others may need.",
    instead
  },
  {
    id: "system.packages-listed",
    severity: "risky",
    programs: ["listed packages"],
    reason: "It takes away everything of a list that nobody has looked at: {what}",
    instead: "Name the packages that should go, or make a new environment."
  }
];

var plan7 = "Show the owner what would go, and let them decide.";
var peopleRules = [
  {
    id: "machines.people",
    severity: "risky",
    programs: ["ldapdelete", "ldapmodify", "ldapmodrdn", "dsdel", "net user", "smbpasswd", "kadmin", "kadmin.local"],
    operands: ["*"],
    reason: "`{what}` changes who may use what, for everybody.",
    instead: plan7
  },
  {
    id: "machines.people-words",
    severity: "risky",
    programs: ["ipa", "samba-tool", "kcadm.sh", "kcadm", "okta", "sysadminctl"],
    words: ["*-del|*-disable|*-remove-*|delete|remove|del", "* delete|remove|disable"],
    reason: "`{what}` changes who may use what, for everybody.",
    instead: plan7
  },
  {
    id: "machines.people-flags",
    severity: "risky",
    programs: ["dscl", "sysadminctl"],
    flags: ["-delete|-deleteUser|-resetPasswordFor|-create|-append|-change|-passwd"],
    reason: "`{what}` changes who may use this machine.",
    instead: plan7
  },
  {
    id: "machines.chosen",
    severity: "risky",
    programs: ["update-alternatives", "alternatives"],
    flags: ["--remove-all"],
    reason: "`{what}` changes which programs this machine runs.",
    instead: plan7
  },
  {
    id: "machines.windows",
    severity: "risky",
    programs: [
      "bcdedit",
      "bcdedit.exe",
      "wevtutil",
      "wevtutil.exe",
      "cipher",
      "cipher.exe",
      "reg",
      "reg.exe",
      "schtasks",
      "schtasks.exe",
      "sc",
      "sc.exe",
      "fsutil",
      "icacls",
      "takeown"
    ],
    words: ["/delete|/deletevalue|/set|cl|clear-log|/w*|delete|DELETE|/Delete|/reset|/f", "usn deletejournal"],
    reason: "`{what}` takes away what this machine needs.",
    instead: plan7
  },
  {
    id: "machines.firmware",
    severity: "risky",
    programs: ["fwupdmgr", "flashrom", "nvflash", "esptool", "esptool.py", "avrdude", "fastboot", "dfu-util", "mmc"],
    words: ["install|reinstall|update|upgrade|downgrade|erase|erase_flash|erase_region|flash|flashing|format|oem|local-install"],
    reason: "`{what}` writes what a device starts from.",
    instead: plan7
  },
  {
    id: "machines.phone",
    severity: "risky",
    programs: ["adb"],
    words: [
      "shell recovery|wipe|dd|mkfs*|format|sm",
      "shell pm|settings|content remove-user|delete",
      "shell am broadcast ... *MASTER_CLEAR*|*FACTORY_RESET*",
      "reboot recovery|bootloader|fastboot|sideload",
      "sideload|disable-verity|remount"
    ],
    reason: "It takes away what is on a device, or changes what it starts from.",
    instead: plan7
  },
  {
    id: "machines.phone-files",
    severity: "risky",
    programs: ["adb"],
    words: ["shell rm"],
    flags: ["-r|-R|--recursive"],
    reason: "It takes away folders of a device.",
    instead: plan7
  },
  {
    id: "machines.phone-line",
    severity: "risky",
    programs: ["adb"],
    words: ["shell"],
    operands: ["*rm -r*", "*rm -fr*", "*wipe_data*", "*MASTER_CLEAR*", "*FACTORY_RESET*", "*mkfs*"],
    reason: "It takes away what is on a device.",
    instead: plan7
  },
  {
    id: "machines.twins",
    severity: "risky",
    programs: ["fdupes", "jdupes", "rmlint", "bleachbit"],
    flags: ["-d|--delete|--clean|-c|--shred"],
    reason: "`{what}` removes files by a choice of its own.",
    instead: "List them first, and remove by name what should go."
  }
];

var permitRules = [
  {
    id: "permit.system",
    severity: "catastrophic",
    does: ["permit", "own"],
    targets: ["root", "system", "home", "keys", "parent"],
    deep: true,
    reason: "It would change who may use everything in {what}, and the machine or its keys stop working.",
    instead: "Change the one file inside the project that needs it."
  },
  {
    id: "permit.outside",
    severity: "risky",
    does: ["permit", "own"],
    targets: ["outside", "collection", "home-part", "system-part", "start", "unknown", "hollow", "temporary"],
    deep: true,
    reason: "It would change who may use everything in {what}, outside of the project.",
    instead: "Change only what lies in the project."
  },
  {
    id: "permit.keys",
    severity: "risky",
    programs: ["chmod", "setfacl"],
    does: ["permit"],
    targets: ["system", "root", "home"],
    reason: "It would change who may use {what}.",
    instead: "Ask the owner to change it."
  },
  {
    id: "permit.everybody",
    severity: "risky",
    programs: ["chmod"],
    operands: [
      "777",
      "0777",
      "a+rwx",
      "ugo+rwx",
      "a=rwx",
      "ugo=rwx",
      "o+w",
      "a+w",
      "+w*x",
      "666",
      "0666",
      "4777",
      "u+s",
      "+s",
      "g+s",
      "4755",
      "6755",
      "1777",
      "*+s",
      "o+rwx",
      "o=rwx",
      "ugo+w"
    ],
    reason: "It would let everybody on this machine change it, or run it as somebody else.",
    instead: "Give only what is needed, such as `chmod u+x file`."
  }
];

var ask5 = { reason: "`{what}` would take something away that a service holds.", instead: "Show the owner what would go, and let them decide." };
var dry8 = ["--help|-h", "--dry-run|-n|--list|--dryrun"];
var pipelineRules = [
  {
    id: "services.pipelines",
    severity: "risky",
    programs: [
      "circleci",
      "buildkite-agent",
      "bk",
      "travis",
      "drone",
      "fastlane",
      "codefresh",
      "tkn",
      "argo",
      "spinnaker",
      "spin",
      "woodpecker-cli",
      "concourse",
      "fly"
    ],
    words: [
      "context|orb|namespace|pipeline|runner|secret|repo|pipelinerun|taskrun|task|application|project delete|remove|rm|disable|remove-secret|unregister",
      "delete|terminate|stop|destroy-pipeline|dp",
      "... delete",
      "match nuke|change_password",
      "produce disable_services"
    ],
    ...ask5,
    unless: { flags: dry8 }
  },
  {
    id: "services.stores",
    severity: "risky",
    programs: ["fastlane"],
    words: ["supply|deliver|upload_to_*|pilot|testflight|release|deploy|production", "ios|android|mac release|deploy|production|submit*|store*"],
    reason: "It hands a build to a store, where others get it.",
    instead: "Build it, and let the owner hand it in.",
    unless: { flags: dry8 }
  },
  {
    id: "services.runners",
    severity: "risky",
    programs: ["gitlab-runner", "config.sh", "act_runner"],
    words: ["unregister|uninstall|stop|reset-token", "remove"],
    ...ask5,
    unless: { flags: ["--help|-h"] }
  },
  {
    id: "services.jenkins",
    severity: "risky",
    programs: ["java", "jenkins-cli", "jenkins-cli.jar"],
    operands: [
      "delete-job",
      "delete-node",
      "delete-view",
      "delete-builds",
      "delete-credentials",
      "delete-credentials-domain",
      "disable-job",
      "safe-shutdown",
      "shutdown",
      "safe-restart",
      "restart",
      "quiet-down",
      "clear-queue",
      "offline-node"
    ],
    ...ask5
  },
  {
    id: "services.packages",
    severity: "risky",
    programs: [
      "nuget",
      "pod",
      "jf",
      "jfrog",
      "conda",
      "mamba",
      "cabal",
      "hex.publish",
      "cpan-upload",
      "pypi-cleanup",
      "clojars",
      "choco",
      "winget",
      "scoop",
      "cloudsmith",
      "packagecloud",
      "package_cloud",
      "anaconda",
      "ansible-galaxy",
      "puppet",
      "vagrant"
    ],
    words: [
      "delete|push|publish|unlist|yank|upload|deploy",
      "trunk push|delete|deprecate|remove-owner|add-owner",
      "rt del|delete|docker-promote",
      "collection publish",
      "cloud box|version delete|publish"
    ],
    reason: "What `{what}` gives to everybody, or takes from them, cannot be taken back.",
    instead: "Let the owner do it.",
    unless: { flags: dry8 }
  },
  {
    id: "services.environment",
    severity: "risky",
    programs: ["conda", "mamba", "micromamba"],
    words: ["remove|uninstall"],
    flags: ["--all"],
    ...ask5,
    operands: ["base"]
  },
  {
    id: "services.money",
    severity: "risky",
    programs: ["stripe", "paypal", "square", "braintree", "chargebee", "twilio", "sendgrid", "shopify"],
    words: [
      "* cancel|delete|capture|void|pay|refund|finalize_invoice",
      "refunds|payouts|transfers|charges create",
      "delete",
      "api:*:create|api:*:remove|*:remove|*:delete",
      "phone-numbers:*"
    ],
    reason: "`{what}` moves money or messages of real people.",
    instead: "Use a test account, and ask the owner.",
    unless: { flags: dry8 }
  },
  {
    id: "services.caches",
    severity: "risky",
    programs: ["fastly", "varnishadm", "cloudflare", "flarectl", "akamai"],
    words: ["purge|ban|p", "* delete|purge", "service|backend|dictionary delete"],
    ...ask5,
    unless: { flags: dry8 }
  },
  {
    id: "services.clouds",
    severity: "risky",
    programs: ["tccli", "ucloud", "bce", "hws"],
    words: ["* Delete*|Terminate*|Release*|Stop*|Detach*|Remove*|Purge*|Destroy*"],
    ...ask5,
    unless: { flags: dry8 }
  }
];

var processRules = [
  {
    id: "system.bomb",
    severity: "catastrophic",
    programs: ["fork bomb"],
    reason: "It starts itself again and again until the machine stands still.",
    instead: "Start a fixed number of processes."
  },
  {
    id: "system.kill-all",
    severity: "catastrophic",
    programs: ["kill"],
    operands: ["-1"],
    reason: "It ends every process of this user, the agent's own among them.",
    instead: "End one process by its id."
  },
  {
    id: "system.kill-everything",
    severity: "catastrophic",
    programs: ["killall5"],
    reason: "It ends every process of this machine.",
    instead: "End one process by its id."
  },
  {
    id: "system.kill-by-disk",
    severity: "catastrophic",
    programs: ["fuser"],
    flags: ["-k|--kill", "-m|-M|--mount|--ismountpoint|-c"],
    operands: ["/", "/home", "/home/*", "/usr", "/var", "/dev/sd*", "/dev/nvme*", "/dev/vd*", "/dev/mapper/*"],
    reason: "It ends every process that has a file of {what} open: all of them.",
    instead: "End one process by its id."
  },
  {
    id: "system.kill-by-mount",
    severity: "risky",
    programs: ["fuser"],
    flags: ["-k|--kill", "-m|-M|--mount|--ismountpoint|-c"],
    reason: "It ends every process that has a file of that disk open.",
    instead: "Look with `fuser -v`, and end one process by its id."
  },
  {
    id: "system.kill-first",
    severity: "risky",
    programs: ["kill"],
    operands: ["1", "0"],
    reason: "It ends the process that all others of this machine, or of this agent, hang on.",
    instead: "End one process by its id.",
    unless: { flags: ["-0", "-l|--list"] }
  },
  {
    id: "system.kill-parent",
    severity: "risky",
    programs: ["killed parent"],
    reason: "It ends the process that runs this line: the agent's own, or what the agent hangs on.",
    instead: "End one process by its id."
  },
  {
    id: "system.kill-found",
    severity: "risky",
    programs: ["killed finds"],
    reason: "It ends whatever processes are found, also those of others.",
    instead: "End one process by its id."
  },
  {
    id: "system.kill-by-name",
    severity: "risky",
    programs: ["killall", "skill", "taskkill", "xkill"],
    reason: "`{what}` ends processes by their name, also those of others.",
    instead: "End one process by its id.",
    unless: { flags: ["-l|--list", "-0", "--help"] }
  },
  {
    id: "system.kill-broadly",
    severity: "risky",
    programs: ["pkill"],
    operands: [
      "node",
      "nodejs",
      "python*",
      "java",
      "ruby",
      "php",
      "bash",
      "sh",
      "zsh",
      "ssh*",
      "chrom*",
      "firefox",
      "code",
      "docker*",
      "containerd",
      "postgres*",
      "mysql*",
      "redis*",
      "nginx",
      "systemd*",
      "tmux*",
      "screen",
      "claude*",
      "instar*",
      "bun",
      "deno",
      "npm",
      "cron",
      "X*",
      ".",
      ".*",
      "",
      "[a-z]",
      "?"
    ],
    reason: "It ends every process of such a name, also those of others.",
    instead: "End one process by its id.",
    unless: { flags: ["-0", "--help"] }
  },
  {
    id: "system.kill-users",
    severity: "risky",
    programs: ["pkill"],
    flags: ["-u|-U|--euid|--uid|-9|-KILL|-SIGKILL|-v|--inverse|-t"],
    reason: "It ends processes of a whole kind at once, also those of others.",
    instead: "End one process by its id.",
    unless: { operands: ["*/*", "* *", "*.js", "*.ts", "*.py", "*-*-*"] }
  }
];

var removeRules = [
  {
    id: "remove.system",
    severity: "catastrophic",
    does: ["remove", "move", "overwrite"],
    targets: ["root", "system"],
    deep: true,
    reason: "It would take away {what}, which this machine lives on.",
    instead: "Name the exact files inside the project that should go."
  },
  {
    id: "remove.system-file",
    severity: "catastrophic",
    does: ["remove", "move", "overwrite"],
    targets: ["system"],
    exists: true,
    reason: "It would take away or replace {what}, which this machine lives on.",
    instead: "Leave the system's own files alone; ask the owner to change them."
  },
  {
    id: "remove.home",
    severity: "catastrophic",
    does: ["remove", "move"],
    targets: ["home"],
    reason: "It would take away {what}: a person's whole home folder.",
    instead: "Name the exact files inside the project that should go."
  },
  {
    id: "remove.keys",
    severity: "catastrophic",
    does: ["remove", "move", "overwrite"],
    targets: ["keys"],
    reason: "It would take away {what}, which proves who the owner is and cannot be got back.",
    instead: "Leave keys and identities to the owner."
  },
  {
    id: "remove.collection",
    severity: "catastrophic",
    does: ["remove"],
    targets: ["collection"],
    deep: true,
    reason: "It would take away all of {what}, which somebody gathered over years.",
    instead: "Name what should go within it, or leave it to the owner."
  },
  {
    id: "remove.parent",
    severity: "catastrophic",
    does: ["remove", "move"],
    targets: ["parent"],
    deep: true,
    reason: "The project lies in {what}, so it would go with everything beside it.",
    instead: "Name the exact files inside the project that should go."
  },
  {
    id: "remove.hollow",
    severity: "catastrophic",
    does: ["remove", "move", "permit", "own"],
    targets: ["hollow"],
    deep: true,
    reason: "A variable in {what} may be empty, and then it would take away far more than is meant.",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a shell's own way of writing it
    instead: 'Write the folder out, or use "${NAME:?}" so that the shell stops when it is empty.'
  },
  {
    id: "remove.instar",
    severity: "catastrophic",
    does: ["remove", "move", "overwrite", "append", "permit", "own"],
    targets: ["instar"],
    reason: "{what} is what this agent's guard, secrets and memory rest on.",
    instead: "Ask the owner to change it."
  },
  {
    id: "remove.whole",
    severity: "catastrophic",
    does: ["remove", "move"],
    targets: ["whole"],
    deep: true,
    reason: "It would take away the whole project with its history ({what}).",
    instead: "Name the folders that should go."
  },
  {
    id: "remove.history",
    severity: "catastrophic",
    does: ["remove", "move"],
    targets: ["history"],
    reason: "{what} holds the history of the project, which may be nowhere else.",
    instead: "Keep the history; mend it with git itself."
  },
  {
    id: "remove.project",
    severity: "risky",
    does: ["remove"],
    targets: ["project"],
    deep: true,
    reason: "It would take away all of the project's own files ({what}).",
    instead: "Name the folders that should go."
  },
  {
    id: "remove.everything-here",
    severity: "risky",
    does: ["remove"],
    targets: ["project", "whole"],
    reason: "It would take away every file at the top of the project ({what}).",
    instead: "Name the files that should go."
  },
  {
    id: "remove.git",
    severity: "risky",
    does: ["remove", "move"],
    targets: ["git"],
    deep: true,
    reason: "{what} belongs to git, and holds a history that may be nowhere else.",
    instead: "Keep the history; mend it with git itself."
  },
  {
    id: "remove.top",
    severity: "risky",
    does: ["remove"],
    targets: ["top"],
    deep: true,
    reason: "{what} is a main folder of the project, and no build makes it again.",
    instead: "Use `git rm -r`, which can be undone, or name the files inside it."
  },
  {
    id: "remove.outside",
    severity: "risky",
    does: ["remove"],
    targets: ["outside", "collection", "home-part", "system-part", "start", "nowhere"],
    reason: "{what} lies outside of the project.",
    instead: "Work inside the project, or ask the owner to remove it."
  },
  {
    id: "remove.temporary",
    severity: "risky",
    does: ["remove"],
    targets: ["temporary"],
    reason: "{what} was there before this session, so it may be somebody else's.",
    instead: "Remove only what you made yourself, by its name; `mktemp -d` gives a folder of your own."
  },
  {
    id: "remove.unknown",
    severity: "risky",
    does: ["remove"],
    targets: ["unknown", "hollow"],
    deep: true,
    reason: "What {what} is cannot be told before it runs.",
    instead: "Write the path out."
  },
  {
    id: "remove.hollow-files",
    severity: "risky",
    does: ["remove"],
    targets: ["hollow"],
    reason: "A variable in {what} may be empty, and then it means something else.",
    instead: "Write the path out."
  },
  {
    id: "move.outside",
    severity: "risky",
    does: ["move"],
    targets: ["project", "whole", "system-part", "start"],
    deep: true,
    reason: "It would move {what} away from where others look for it.",
    instead: "Copy it, or ask the owner."
  },
  {
    id: "move.nowhere",
    severity: "risky",
    programs: ["mv"],
    operands: ["/dev/null"],
    reason: "What is moved to /dev/null is gone.",
    instead: "Remove files by their names with rm, so that it can be seen what goes."
  },
  {
    id: "move.onto-each-other",
    severity: "risky",
    programs: ["moves onto each other"],
    reason: "There is no folder {what}, so each file that is moved there would replace the one before.",
    instead: "Make the folder first with `mkdir -p`, and move with `mv -t` or a slash at the end."
  },
  {
    id: "move.temporary",
    severity: "risky",
    does: ["move"],
    targets: ["outside", "collection", "home-part", "top"],
    operands: ["/tmp", "/tmp/*", "/var/tmp", "/var/tmp/*", "/dev/shm/*"],
    reason: "{what} lies outside of the project, and what is moved to a temporary folder is gone after a while.",
    instead: "Copy it and leave it where it is, or ask the owner to move it."
  },
  {
    id: "move.somebodys",
    severity: "risky",
    does: ["move"],
    targets: ["temporary"],
    reason: "{what} was there before this session, and whoever made it looks for it there.",
    instead: "Copy it and leave it where it is, or ask the owner to move it."
  },
  {
    id: "remove.packed",
    severity: "risky",
    programs: ["tar", "zip"],
    does: ["move"],
    targets: ["outside", "collection", "home-part"],
    reason: "It would take {what} away after it has packed it, and it lies outside of the project.",
    instead: "Pack without taking away, look at the archive, and then remove by name what should go."
  }
];

var owner3 = "Show the owner what it would do, and let them decide.";
var hosts2 = ["gh", "glab"];
var dry9 = ["--help|-h", "--dry-run"];
var repositoryRules = [
  {
    id: "repositories.around-rules",
    severity: "risky",
    programs: hosts2,
    words: ["pr|mr merge"],
    flags: ["--admin|--skip-checks|--force"],
    reason: "It merges past the rules that the owner has set.",
    instead: "Merge with `--auto`, or ask for a review."
  },
  {
    id: "repositories.keys",
    severity: "risky",
    programs: hosts2,
    words: [
      "ssh-key|gpg-key|deploy-key add|delete",
      "repo deploy-key add|delete",
      "ruleset|branch-protection create|edit",
      "token create|revoke|rotate",
      "repo members add|remove",
      "auth refresh|login|logout"
    ],
    reason: "It decides who may come in.",
    instead: owner3,
    unless: { flags: dry9 }
  },
  {
    id: "repositories.secrets",
    severity: "risky",
    programs: hosts2,
    words: ["secret set|delete|remove", "variable delete|remove|export", "variable set|create|update", "securefile create|upload|remove|download"],
    reason: "It changes or prints what builds keep secret.",
    instead: owner3,
    unless: { flags: ["--help|-h"] }
  },
  {
    id: "repositories.token",
    severity: "risky",
    programs: [...hosts2, "hub"],
    words: ["auth token", "auth git-credential get", "config get token|oauth_token|job_token"],
    reason: "It prints the key that the owner comes in with.",
    instead: "Use the tool itself, which knows the key."
  },
  {
    id: "repositories.token-shown",
    severity: "risky",
    programs: hosts2,
    words: ["auth status"],
    flags: ["--show-token|-t"],
    reason: "It prints the key that the owner comes in with.",
    instead: "Leave `--show-token` out."
  },
  {
    id: "repositories.strangers-code",
    severity: "risky",
    programs: hosts2,
    words: ["extension|extensions|ext install"],
    reason: "It would run code of a stranger with the owner's rights.",
    instead: owner3,
    unless: { operands: ["github/gh-*", "https://github.com/github/gh-*", "."] }
  },
  {
    id: "repositories.replace",
    severity: "risky",
    programs: hosts2,
    words: ["repo sync"],
    flags: ["--force"],
    reason: "It replaces a branch, whatever only it holds.",
    instead: "Sync without `--force`."
  },
  {
    id: "repositories.repository",
    severity: "risky",
    programs: hosts2,
    words: ["repo|project delete|archive|unarchive|transfer|rename|mirror", "repo publish"],
    reason: "It takes the repository away from where others look for it.",
    instead: owner3,
    unless: { flags: dry9 }
  },
  {
    id: "repositories.repository-edit",
    severity: "risky",
    programs: hosts2,
    words: ["repo edit|update"],
    flags: [
      "--visibility|--default-branch|--defaultBranch|--delete-branch-on-merge|--accept-visibility-change-consequences|--allow-forking|--archive|--template"
    ],
    reason: "It changes who may see the repository, or what everybody works on.",
    instead: owner3
  },
  {
    id: "repositories.publish",
    severity: "risky",
    programs: hosts2,
    words: ["repo create|new", "gist create|new"],
    flags: ["--public|-p"],
    reason: "It shows everybody what is in it.",
    instead: "Make it private, and let the owner publish it.",
    unless: { flags: dry9, programs: ["glab"] }
  },
  {
    id: "repositories.release-replace",
    severity: "risky",
    programs: hosts2,
    words: ["release upload"],
    flags: ["--clobber"],
    reason: "It replaces what others have downloaded.",
    instead: "Make a new release."
  },
  {
    id: "repositories.taken-away",
    severity: "risky",
    programs: hosts2,
    words: [
      "gist|codespace|cs|project|label|issue|mr|incident|schedule|runner|environment|ruleset|milestone|snippet|discussion delete",
      "release delete|delete-asset",
      "run|cache delete",
      "workflow disable"
    ],
    reason: "It takes away what others may need.",
    instead: owner3,
    unless: { flags: dry9 }
  },
  {
    id: "repositories.removed",
    severity: "risky",
    programs: [...hosts2, "hub"],
    words: ["delete|remove|rm|destroy", "... delete|remove|rm|destroy", "* purge|archive"],
    reason: "It takes away what others may need.",
    instead: owner3,
    unless: {
      flags: dry9,
      words: [
        "pr|issue|label|run|cache|alias|codespace|gist|variable|extension|config|search|auth|browse|api list|view|close|create|edit|comment|diff|checkout|status|merge|remove|delete",
        "... list|view|create|status"
      ]
    }
  },
  {
    id: "repositories.api-delete",
    severity: "risky",
    programs: hosts2,
    words: ["api"],
    flags: [
      "-X=DELETE|--method=DELETE|-F=private=false|-f=private=false|-f=visibility=public|-F=visibility=public|--field=private=false|--raw-field=visibility=public|--field=archived=true|-F=archived=true|-f=archived=true|-f=permission=admin|-F=permission=admin|-f=permission=push|-F=force=true|-f=force=true"
    ],
    reason: "It takes away or opens what a repository holds, for everybody.",
    instead: owner3,
    unless: { operands: ["*/reactions/*"] }
  },
  {
    id: "repositories.deploy",
    severity: "risky",
    programs: ["gh"],
    words: ["workflow run *deploy*|*release*|*publish*|*prod*|*rollback*|*destroy*|*teardown*|*terraform*"],
    reason: "It starts what reaches customers.",
    instead: owner3,
    unless: { operands: ["*staging*", "*preview*", "*dry*"] }
  },
  {
    id: "repositories.request",
    severity: "risky",
    programs: ["request to a host"],
    reason: "It changes settings, keys or branches of a repository: {what}",
    instead: owner3
  }
];

var names5 = "Read the names only, for example with `cut -d= -f1 .env`, or ask the owner.";
var secretRules = [
  { id: "secrets.print", severity: "risky", does: ["read"], targets: ["secret"], reason: "{what} holds secrets, which would be printed.", instead: names5 },
  {
    id: "secrets.copy",
    severity: "risky",
    programs: ["cp", "install", "ln"],
    operands: ["*/.ssh/id_*", "*/.ssh/*.pem", "*/.aws/credentials", "*/.gnupg*", "*/.netrc"],
    reason: "It would copy the owner's keys to where others may read them.",
    instead: "Leave keys where they are.",
    unless: { operands: ["*.pub"] }
  },
  {
    id: "secrets.shown",
    severity: "risky",
    programs: ["secret shown"],
    reason: "It would put secrets where others read them: {what}.",
    instead: "Leave secrets where they are."
  },
  {
    id: "secrets.browser",
    severity: "risky",
    programs: ["secrets of a browser"],
    reason: "It reads what a browser keeps for the owner: passwords and sessions.",
    instead: "Leave it to the owner."
  },
  {
    id: "secrets.history",
    severity: "risky",
    programs: ["search for secrets"],
    reason: "It searches what was typed before for secrets, which would be printed.",
    instead: names5
  },
  {
    id: "secrets.keychain",
    severity: "risky",
    programs: ["security"],
    words: ["find-generic-password|find-internet-password|dump-keychain|export|delete-keychain|delete-generic-password"],
    reason: "It prints or removes what the owner keeps secret.",
    instead: names5
  },
  {
    id: "secrets.delete",
    severity: "catastrophic",
    programs: ["gpg", "gpg2"],
    flags: ["--delete-secret-keys|--delete-secret-key|--delete-secret-and-public-key"],
    reason: "It removes the owner's keys, which cannot be got back.",
    instead: "Leave keys to the owner."
  },
  {
    id: "secrets.export",
    severity: "risky",
    programs: ["gpg", "gpg2"],
    flags: ["--export-secret-keys|--export-secret-key|--export-secret-subkeys"],
    reason: "It prints the owner's keys.",
    instead: "Leave keys to the owner.",
    unless: { flags: ["--export"] }
  },
  {
    id: "secrets.managers",
    severity: "risky",
    programs: ["pass", "op", "bw", "vault", "lpass", "gopass", "secret-tool", "keepassxc-cli", "aws-vault", "chamber", "doppler", "sops"],
    words: ["show", "read", "get", "item get", "kv get", "lookup", "export", "rm|delete|remove", "secrets download", "-d"],
    reason: "It prints or removes what the owner keeps secret.",
    instead: names5,
    unless: { flags: ["--help"] }
  },
  {
    id: "secrets.cluster",
    severity: "risky",
    programs: ["kubectl", "oc"],
    words: ["get secret|secrets"],
    flags: ["-o|--output"],
    reason: "It prints the secrets of a cluster.",
    instead: "List their names without `-o`."
  },
  {
    id: "secrets.cloud",
    severity: "risky",
    programs: ["aws"],
    words: [
      "secretsmanager get-secret-value",
      "ssm get-parameter|get-parameters --with-decryption",
      "iam create-access-key",
      "configure get aws_secret_access_key|aws_session_token",
      "configure export-credentials",
      "sts get-session-token"
    ],
    reason: "It prints a secret.",
    instead: names5
  },
  {
    id: "secrets.ssh",
    severity: "risky",
    programs: ["ssh-add"],
    flags: ["-D|-L"],
    reason: "It changes or prints the owner's keys.",
    instead: "Leave keys to the owner.",
    unless: { flags: ["-L|-l"] }
  }
];

var ask6 = { reason: "`{what}` would take something away that a service holds.", instead: "Show the owner what would go, and let them decide." };
var dry10 = ["--help|-h", "--dry-run|-n|--list|--dryrun"];
var serviceRules = [
  {
    id: "services.backups",
    severity: "risky",
    programs: [
      "restic",
      "borg",
      "borgmatic",
      "velero",
      "kopia",
      "duplicity",
      "duplicacy",
      "rdiff-backup",
      "tarsnap",
      "rustic",
      "pgbackrest",
      "barman",
      "wal-g",
      "timeshift",
      "tmutil",
      "snapper",
      "attic",
      "bupstash"
    ],
    words: [
      "forget|prune|delete|rdelete|repo-delete|compact|purge|remove|expire|stanza-delete|recreate|unlock|key|wipe|thinlocalsnapshots|deletelocalsnapshots|undochange",
      "remove-older-than|remove-all-but-n-full|remove-all-inc-of-but-n-full|cleanup",
      "* delete|rm|remove|prune|expire|gc",
      "everything"
    ],
    ...ask6,
    unless: { flags: dry10, words: ["key list", "compact status"] }
  },
  {
    id: "services.backups-flags",
    severity: "risky",
    programs: ["tarsnap", "rdiff-backup", "timeshift", "velero"],
    flags: ["-d|--nuke|--remove-older-than|--delete|--delete-all|--all"],
    ...ask6,
    unless: { words: ["* get|describe|logs"] }
  },
  {
    id: "services.secrets",
    severity: "risky",
    programs: ["vault", "bao", "op", "bw", "doppler", "infisical", "chamber", "berglas", "akeyless", "conjur", "teller"],
    words: [
      "secrets|auth|audit disable|move",
      "policy|namespace|lease|token|plugin delete|revoke|deregister",
      "operator seal|rekey|generate-root|step-down|migrate",
      "item|document|vault|user|group|connect|service-account|events-api delete|suspend|revoke|reactivate",
      "delete|destroy|purge|remove",
      "* delete|destroy|purge",
      "* * delete|destroy|revoke|remove"
    ],
    ...ask6,
    unless: { flags: dry10 }
  },
  {
    id: "services.secrets-cloud",
    severity: "risky",
    programs: ["aws", "awslocal", "az", "gcloud"],
    words: [
      "secretsmanager update-secret|put-secret-value|rotate-secret|restore-secret",
      "kms disable-key|schedule-key-deletion|put-key-policy",
      "ssm put-parameter",
      "sns unsubscribe",
      "keyvault ... purge|set-policy",
      "... disable|versions destroy"
    ],
    ...ask6,
    unless: { flags: dry10 }
  },
  {
    id: "services.queues",
    severity: "risky",
    programs: [
      "rabbitmqctl",
      "rabbitmqadmin",
      "rabbitmq-diagnostics",
      "nats",
      "pulsar-admin",
      "rpk",
      "kcat",
      "mosquitto_ctrl",
      "celery",
      "rq",
      "nsq_to_file",
      "activemq",
      "zkCli.sh",
      "etcdctl",
      "consul",
      "sidekiqctl"
    ],
    words: [
      "clear_*|delete_*|purge_*|forget_cluster_node|close_all_connections|close_connection|stop|shutdown|eval",
      "delete|purge|empty|rm|rmr|deleteall|del",
      "stream|consumer|kv|bucket|object|account|topic|topics|group|cluster|namespaces|tenants|schemas|queue delete|del|rm|purge|destroy|trim-prefix",
      "... delete|purge|deleteall"
    ],
    ...ask6,
    unless: { flags: ["--help|-h"] }
  },
  {
    id: "services.kafka",
    severity: "risky",
    programs: ["kafka-*"],
    flags: ["--delete|--remove|--delete-config|--delete-offsets|--execute|--offset-json-file|--reset-offsets"],
    ...ask6,
    unless: { flags: ["--dry-run"] }
  },
  { id: "services.kafka-records", severity: "risky", programs: ["kafka-delete-records", "kafka-delete-records.sh"], ...ask6 },
  {
    id: "services.asked-by-address",
    severity: "risky",
    programs: ["curl", "wget", "http", "https", "xh", "httpie", "curlie"],
    operands: [
      "*/_delete_by_query*",
      "*/doDelete*",
      "*/_close*",
      "*/_shutdown*",
      "*/_forcemerge*",
      "*/quitquitquit*",
      "*/api/v*/admin/tsdb/delete_series*",
      "*/-/quit*",
      "*/flush_all*"
    ],
    ...ask6
  },
  {
    id: "services.databases",
    severity: "risky",
    programs: [
      "influx",
      "couchbase-cli",
      "cbq",
      "atlas",
      "neo4j-admin",
      "surreal",
      "milvus_cli",
      "questdb",
      "nodetool",
      "riak-admin",
      "rethinkdb",
      "solr",
      "elasticsearch-*",
      "opensearch-*",
      "curator"
    ],
    words: [
      "delete|bucket-delete|bucket-flush|decommission|removenode|clearsnapshot|assassinate|reset|drop|rm",
      "* delete|drop|remove|rm|wipe|reset",
      "* * delete"
    ],
    ...ask6,
    unless: { flags: dry10, words: ["backup|export|dump *"] }
  },
  {
    id: "services.database-texts",
    severity: "risky",
    programs: ["cypher-shell", "surreal", "arangosh", "cassandra-cli", "couchbase-cli", "cbq", "neo4j", "ksql", "trino-cli", "gremlin"],
    operands: ["*DELETE *", "*delete *", "DROP *", "drop *", "*REMOVE DATABASE*", "REMOVE *", "*_drop*", "drop", "*TRUNCATE*", "*truncate*", "*dropDatabase*"],
    ...ask6
  }
];

var asksFirst = "Ask the owner to do it.";
var systemRules = [
  {
    id: "system.trigger",
    severity: "catastrophic",
    programs: ["kexec"],
    reason: "It replaces the running system.",
    instead: asksFirst
  },
  {
    id: "system.power",
    severity: "risky",
    programs: ["shutdown", "reboot", "halt", "poweroff", "pm-suspend", "pm-hibernate", "telinit", "init"],
    reason: "`{what}` takes this machine away from everybody who uses it.",
    instead: asksFirst,
    unless: { flags: ["-c", "--help", "-k"] }
  },
  {
    id: "system.power-by-service",
    severity: "risky",
    programs: ["systemctl", "loginctl"],
    words: ["reboot|poweroff|halt|suspend|hibernate|kexec|rescue|emergency|isolate|soft-reboot|terminate-user|kill-user|terminate-session"],
    reason: "It takes this machine away from everybody who uses it.",
    instead: asksFirst
  },
  {
    id: "system.service",
    severity: "risky",
    programs: ["systemctl"],
    words: ["stop|disable|mask|kill|set-default|revert|edit"],
    reason: "It stops a service that others may need.",
    instead: "Look with `systemctl status`, and ask the owner before stopping it.",
    unless: { flags: ["--help"] }
  },
  {
    id: "system.service-old",
    severity: "risky",
    programs: ["service", "rc-service", "launchctl", "sv"],
    words: ["* stop", "stop|remove|unload|bootout|disable|down", "kill"],
    reason: "It stops a service that others may need.",
    instead: asksFirst
  },
  {
    id: "system.wall",
    severity: "risky",
    programs: ["iptables", "ip6tables"],
    flags: ["-F|--flush|-X|--delete-chain|-P|--policy|-D|--delete"],
    reason: "It takes down rules that keep this machine safe.",
    instead: asksFirst
  },
  {
    id: "system.wall-replaced",
    severity: "risky",
    programs: [
      "iptables-restore",
      "ip6tables-restore",
      "iptables-legacy-restore",
      "iptables-nft-restore",
      "ebtables-restore",
      "arptables-restore",
      "ipset-restore"
    ],
    reason: "It puts other rules in the place of all that keep this machine safe.",
    instead: asksFirst,
    unless: { flags: ["-t|--test|--help|-h|-V|--version"] }
  },
  {
    id: "system.wall-file",
    severity: "risky",
    programs: ["nft", "pfctl", "ipset", "ipfw"],
    flags: ["-f|--file"],
    reason: "It puts other rules in the place of those that keep this machine safe.",
    instead: asksFirst,
    unless: { flags: ["-c|--check|-n|--help|-h"] }
  },
  {
    id: "system.wall-off",
    severity: "risky",
    programs: ["ufw", "nft", "pfctl", "setenforce", "firewall-cmd", "csrutil", "spctl", "aa-teardown", "aa-disable"],
    words: ["disable|reset|delete", "flush|delete|destroy", "0|Permissive"],
    reason: "It takes down rules that keep this machine safe.",
    instead: asksFirst
  },
  {
    id: "system.wall-off-flags",
    severity: "risky",
    programs: ["pfctl", "spctl", "firewall-cmd"],
    flags: ["-d|-F|--master-disable|--panic-on|--remove-service|--remove-port"],
    reason: "It takes down rules that keep this machine safe.",
    instead: asksFirst
  },
  {
    id: "system.unmount",
    severity: "risky",
    programs: ["umount", "swapoff"],
    reason: "`{what}` takes away what others may use.",
    instead: asksFirst,
    unless: { flags: ["--help|-h|--version|-V"] }
  },
  {
    id: "system.mount",
    severity: "risky",
    programs: [
      "umount",
      "mount",
      "swapoff",
      "swapon",
      "losetup",
      "insmod",
      "rmmod",
      "modprobe",
      "sysctl",
      "hostnamectl",
      "timedatectl",
      "localectl",
      "efibootmgr",
      "grub-install",
      "update-grub",
      "nvram",
      "setcap"
    ],
    operands: ["*"],
    reason: "`{what}` changes how this machine runs.",
    instead: asksFirst,
    unless: { flags: ["-n|-a|-l|--list|--help"], operands: ["status", "show"] }
  },
  {
    id: "system.history",
    severity: "risky",
    programs: ["history"],
    flags: ["-c|-w"],
    reason: "It takes away the record of what was done.",
    instead: "Leave the history as it is."
  },
  {
    id: "system.logs",
    severity: "risky",
    programs: ["journalctl"],
    flags: ["--vacuum-time|--vacuum-size|--vacuum-files|--rotate"],
    reason: "It takes away the record of what was done.",
    instead: asksFirst
  },
  {
    id: "system.line-down",
    severity: "risky",
    programs: ["ip", "ifconfig", "route", "nmcli", "ifdown", "networksetup", "wg-quick", "iw", "rfkill", "tc", "ipvsadm", "brctl", "ovs-vsctl"],
    words: [
      "link set ... down",
      "link|link|tunnel delete|del",
      "route|rule|address|addr|neigh|r|a flush|del|delete",
      "* down",
      "del|delete",
      "connection|con|c|device|dev|d|networking|radio delete|down|disconnect|off",
      "netns delete|del",
      "block",
      "down",
      "qdisc|class|filter del",
      "delbr|del-br|del-port|emer-reset"
    ],
    reason: "It takes this machine off the network.",
    instead: asksFirst
  },
  { id: "system.line-off", severity: "risky", programs: ["ifdown"], operands: ["*"], reason: "It takes this machine off the network.", instead: asksFirst }
];

var names6 = "Let the program that needs it ask for it itself, or ask the owner.";
var prints = { reason: "It prints a secret: `{what}`.", instead: names6 };
var help2 = { flags: ["--help|-h"] };
var tokenRules = [
  { id: "tokens.told", severity: "risky", programs: ["token told"], reason: "It prints a secret, or gives it to somebody.", instead: names6 },
  {
    id: "tokens.metadata",
    severity: "risky",
    programs: ["curl", "wget", "http", "https", "xh", "fetch", "aria2c", "lynx", "w3m"],
    operands: ["*169.254.169.254*", "*169.254.170.2*", "*metadata.google.internal*", "*100.100.100.200*", "*fd00:ec2::254*"],
    reason: "It asks the cloud for the keys of this machine (`{what}`).",
    instead: names6
  },
  {
    id: "tokens.google",
    severity: "risky",
    programs: ["gcloud"],
    words: ["auth print-*", "auth application-default print-*", "secrets versions access", "* auth print-*", "config config-helper"],
    ...prints,
    unless: help2
  },
  {
    id: "tokens.azure",
    severity: "risky",
    programs: ["az", "azd"],
    words: [
      "keyvault secret show|download",
      "keyvault key|certificate download",
      "account get-access-token",
      "storage account keys list",
      "storage account show-connection-string",
      "storage ... generate-sas",
      "acr credential show",
      "acr login --expose-token",
      "cosmosdb keys list",
      "cosmosdb list-keys|list-connection-strings",
      "redis list-keys",
      "* ... list-keys|list-secrets|list-connection-strings|list-publishing-credentials",
      "webapp|functionapp config appsettings|connection-string list",
      "webapp|functionapp keys list",
      "webapp deployment list-publishing-*",
      "auth token",
      "env get-values",
      "ad sp|app create-for-rbac|credential"
    ],
    ...prints,
    unless: help2
  },
  {
    id: "tokens.amazon",
    severity: "risky",
    programs: ["aws", "awslocal"],
    words: [
      "rds generate-db-auth-token",
      "sts assume-role*|get-federation-token|get-session-token",
      "ecr get-authorization-token",
      "iam create-service-specific-credential",
      "eks get-token",
      "configure export-credentials",
      "codeartifact get-authorization-token",
      "redshift get-cluster-credentials",
      "secretsmanager batch-get-secret-value|get-random-password"
    ],
    ...prints,
    unless: help2
  },
  { id: "tokens.amazon-parameters", severity: "risky", programs: ["aws", "awslocal"], words: ["ssm get-parameter*"], flags: ["--with-decryption"], ...prints },
  { id: "tokens.github", severity: "risky", programs: ["gh", "glab", "hub"], words: ["auth token"], ...prints, unless: help2 },
  { id: "tokens.github-status", severity: "risky", programs: ["gh", "glab"], words: ["auth status"], flags: ["--show-token|-t"], ...prints },
  { id: "tokens.cluster", severity: "risky", programs: ["kubectl", "oc", "k"], words: ["config view"], flags: ["--raw"], ...prints },
  {
    id: "tokens.cluster-login",
    severity: "risky",
    programs: ["oc", "argocd", "flux", "istioctl"],
    words: ["whoami -t", "account generate-token", "admin initial-password"],
    ...prints
  },
  { id: "tokens.files", severity: "risky", programs: ["sops"], flags: ["-d|--decrypt"], ...prints },
  {
    id: "tokens.files-words",
    severity: "risky",
    programs: ["sops", "ansible-vault", "eyaml", "git-crypt", "blackbox_cat", "rage", "age", "dotenvx", "dotenv-vault"],
    words: ["decrypt|view|exec-env|exec-file|export-key", "get", "unlock --key"],
    ...prints,
    unless: help2
  },
  { id: "tokens.files-age", severity: "risky", programs: ["age", "rage"], flags: ["-d|--decrypt"], ...prints, unless: { flags: ["-o|--output"] } },
  {
    id: "tokens.hosting",
    severity: "risky",
    programs: [
      "heroku",
      "fly",
      "flyctl",
      "vercel",
      "netlify",
      "railway",
      "eb",
      "cf",
      "render",
      "doppler",
      "infisical",
      "stripe",
      "wrangler",
      "supabase",
      "dokku",
      "clever",
      "scalingo"
    ],
    words: [
      "config",
      "config:get|config:export|config:show",
      "auth:token",
      "pg:credentials:url",
      "redis:credentials",
      "auth token|docker",
      "tokens create",
      "env:list|env:get|env:clone",
      "printenv",
      "env *",
      "variables|variable",
      "secrets",
      "secrets get|download|substitute",
      "export",
      "config --list",
      "projects api-keys",
      "login --print*"
    ],
    ...prints,
    unless: {
      flags: ["--help|-h", "--only-names|--names"],
      words: [
        "secrets list|set|unset|import|deploy",
        "variables set",
        "env pull|add|ls|list|rm|remove",
        "config set|validate|show|save|env|auth|configs|get",
        "secrets set|delete|upload|folders",
        "variable set",
        "export --help"
      ]
    }
  },
  { id: "tokens.hosting-listed", severity: "risky", programs: ["stripe"], flags: ["--list"], words: ["config"], ...prints },
  {
    id: "tokens.passwords",
    severity: "risky",
    programs: ["pass", "gopass"],
    operands: ["*"],
    ...prints,
    unless: {
      words: ["ls|list|find|search|git|init|insert|add|generate|edit|help|version|mv|cp|grep|show|otp|sync|setup|clone|audit|config"],
      flags: ["--help|-h|--version"]
    }
  },
  {
    id: "tokens.credentials",
    severity: "risky",
    programs: ["git"],
    words: ["credential fill", "credential-store|credential-cache|credential-osxkeychain|credential-libsecret|credential-manager get"],
    ...prints
  },
  { id: "tokens.credentials-helpers", severity: "risky", programs: ["git-credential-*", "docker-credential-*"], words: ["get|list"], ...prints },
  {
    id: "tokens.state",
    severity: "risky",
    programs: ["terraform", "tofu", "terragrunt", "pulumi"],
    words: ["output *password*|*secret*|*token*|*_key*|*credential*", "state pull", "config get *assword*|*ecret*|*oken*|*ey*", "stack export"],
    ...prints,
    unless: { flags: ["-help|--help"] }
  },
  { id: "tokens.state-shown", severity: "risky", programs: ["pulumi"], flags: ["--show-secrets"], ...prints },
  { id: "tokens.drives", severity: "risky", programs: ["rclone"], words: ["config show|dump", "reveal"], ...prints },
  {
    id: "tokens.system",
    severity: "risky",
    programs: ["secret-tool", "keyring", "kwallet-query", "keychain", "lpass", "bw", "bws", "rbw", "dashlane", "dcli", "cmdkey", "wpa_cli", "nmcli"],
    words: ["search|lookup", "get *", "export", "list items", "secret get|list", "password", "--show-secrets", "p|password|note"],
    ...prints,
    unless: { words: ["get template", "export --help"], flags: ["--help|-h"] }
  },
  { id: "tokens.wifi", severity: "risky", programs: ["nmcli"], flags: ["-s|--show-secrets"], ...prints }
];

var asksFirst2 = "Ask the owner to do it.";
var userRules = [
  {
    id: "system.user-gone",
    severity: "catastrophic",
    programs: ["userdel", "deluser"],
    flags: ["-r|--remove|--remove-home|--remove-all-files"],
    reason: "`{what}` takes a person's account away with the whole home folder.",
    instead: asksFirst2,
    unless: { flags: ["--help", "-h"] }
  },
  {
    id: "system.user-gone-mac",
    severity: "catastrophic",
    programs: ["dscl", "sysadminctl"],
    operands: ["/Users/*", "Users/*"],
    flags: ["-delete|--delete|-deleteUser"],
    reason: "`{what}` takes a person's account away.",
    instead: asksFirst2
  },
  {
    id: "system.user-locked",
    severity: "catastrophic",
    programs: ["userdel", "deluser", "sysadminctl"],
    operands: ["root"],
    reason: "`{what}` takes away an account that this machine cannot be without.",
    instead: asksFirst2
  },
  {
    id: "system.users",
    severity: "risky",
    programs: [
      "userdel",
      "deluser",
      "groupdel",
      "delgroup",
      "passwd",
      "chpasswd",
      "usermod",
      "useradd",
      "adduser",
      "groupmod",
      "gpasswd",
      "visudo",
      "vipw",
      "vigr",
      "chsh",
      "chage",
      "dscl"
    ],
    reason: "`{what}` changes who may use this machine.",
    instead: asksFirst2,
    unless: { flags: ["-S|--status", "--help", "-l|--list"] }
  },
  {
    id: "system.another-user",
    severity: "risky",
    programs: ["su"],
    reason: "It goes on as another user, and what that one does there nobody sees.",
    instead: asksFirst2,
    unless: { flags: ["-c|--command|--session-command", "--help|-h", "--version|-V"] }
  }
];

var named4 = [
  ...removeRules,
  ...overwriteRules,
  ...permitRules,
  ...diskRules,
  ...processRules,
  ...userRules,
  ...systemRules,
  ...removedPackageRules,
  ...gitRules,
  ...gitHistoryRules,
  ...gitSettingRules,
  ...hostingRules,
  ...repositoryRules,
  ...databaseRules,
  ...migrationRules,
  ...objectMapperRules,
  ...dataServiceRules,
  ...cloudRules,
  ...packageRules,
  ...networkRules,
  ...laterRules,
  ...secretRules,
  ...serviceRules,
  ...machineRules,
  ...containerRules,
  ...pipelineRules,
  ...peopleRules,
  ...cloudAccessRules,
  ...clusterRules,
  ...exposureRules,
  ...agentRules,
  ...tokenRules,
  ...opaqueRules
];
var standardRules = [...named4, ...strangerRules(named4)];

var say2 = ({ id, severity, reason: reason2, instead: instead2 }, what2) => ({ severity, rule: id, reason: reason2.replaceAll("{what}", what2), instead: instead2 });
function createRuleBook(own2 = []) {
  const kept = standardRules.filter((rule) => rule.severity === "catastrophic" || !own2.some(({ id }) => id === rule.id));
  const rules = [...kept, ...own2.filter((rule) => !kept.some(({ id }) => id === rule.id))];
  const flagsOf2 = (rule) => [...rule.flags ?? [], ...rule.unless?.flags ?? []].flatMap((flag) => flag.split("|"));
  const known3 = new Set(rules.flatMap(flagsOf2).filter((flag) => flag.startsWith("--")));
  const prepared = rules.map((rule) => ({ rule, match: compileRule(rule, known3) }));
  const everywhere = [];
  const byProgram = /* @__PURE__ */ new Map();
  for (const entry of prepared) {
    const { programs: programs3 } = entry.rule;
    if (programs3 === void 0 || programs3.some((name2) => name2.includes("*"))) everywhere.push(entry);
    else for (const name2 of new Set(programs3)) byProgram.set(name2, [...byProgram.get(name2) ?? [], entry]);
  }
  const idle = everywhere.filter(({ rule }) => rule.does === void 0 && rule.targets === void 0);
  const telling3 = rules.filter(({ id }) => id.startsWith("tokens."));
  const mayTell = telling3.some(({ programs: programs3 }) => programs3 === void 0) ? () => true : compileAny(telling3.flatMap(({ programs: programs3 = [] }) => programs3));
  return {
    rules,
    mayTell,
    judge(looked, isSpared2) {
      let risky;
      let fine;
      const candidates = byProgram.get(looked.call.name);
      for (const list4 of [looked.acts.length === 0 ? idle : everywhere, candidates ?? []]) {
        for (const { rule, match } of list4) {
          if (rule.severity === "risky" && risky !== void 0 || rule.severity === "fine" && fine !== void 0) continue;
          const what2 = match(looked);
          if (what2 === void 0 || isSpared2?.(rule.id) === true) continue;
          if (rule.severity === "catastrophic") return say2(rule, what2);
          if (rule.severity === "risky") risky = say2(rule, what2);
          else fine = say2(rule, what2);
        }
      }
      return fine ?? risky;
    },
    finding(id, what2) {
      const rule = rules.find((entry) => entry.id === id);
      if (rule === void 0) throw new Error(`There is no rule ${id}.`);
      return say2(rule, what2);
    },
    insteadOf: (id) => rules.find((entry) => entry.id === id)?.instead ?? null
  };
}
var standardBook = createRuleBook();

var verdicts = { catastrophic: "deny", risky: "ask", fine: "allow" };
var rank2 = { fine: 0, risky: 1, catastrophic: 2 };
function judgeCommand(text2, surroundings2, rules = standardBook) {
  const scene = openScene(surroundings2, rules);
  const read3 = judgeLine(text2, scene, void 0);
  const { cut: cut2 } = scene.spent;
  const steps = cut2 === void 0 ? read3 : [...read3, found2(scene, "unreadable", `it has more ${cut2} than are looked at`, text2, void 0)];
  const worst = worstOf(steps);
  const severity = worst?.severity ?? "fine";
  if (worst?.rule === void 0 || severity === "fine") return { verdict: "allow", severity: "fine", rule: null, reason: null, instead: null, steps };
  return { verdict: verdicts[severity], severity, rule: worst.rule, reason: worst.reason ?? null, instead: rules.insteadOf(worst.rule), steps };
}
function worstOf(steps) {
  let worst;
  for (const step of steps) {
    for (const candidate of [step, worstOf(step.inside)])
      if (candidate !== void 0 && (worst === void 0 || rank2[candidate.severity] > rank2[worst.severity])) worst = candidate;
  }
  return worst;
}

var usage = `node guard.mjs "COMMAND"          what the guard says, for the current folder
node guard.mjs --json "COMMAND"   the same as one JSON object
node guard.mjs < call.json        as a PreToolUse hook of Claude Code
Exit codes by hand: 0 allow, 1 ask, 2 deny, 3 wrongly called. As a hook always 0: what counts is the answer.
`;
var mostBytes = 2e7;
function surroundings(cwd, transcript) {
  const named5 = process.env.CLAUDE_PROJECT_DIR;
  const since = typeof transcript === "string" ? begunAt(transcript) : void 0;
  return {
    cwd,
    project: named5 !== void 0 && isAbsolute(named5) ? named5 : cwd,
    home: homedir(),
    temporary: [.../* @__PURE__ */ new Set([tmpdir(), "/tmp", "/var/tmp", "/private/tmp"])],
    files: createFileView(),
    ...since !== void 0 && { since }
  };
}
function begunAt(transcript) {
  try {
    const { birthtimeMs } = statSync(transcript);
    return birthtimeMs > 0 ? birthtimeMs : void 0;
  } catch {
    return void 0;
  }
}
var sentences = ({ reason: reason2, instead: instead2 }) => [reason2, ...instead2 === null ? [] : [`Instead: ${instead2}`]].join(" ");
function answer(text2) {
  const call = JSON.parse(text2);
  if (typeof call !== "object" || call === null) throw new Error("it is no object");
  const { tool_name, tool_input, cwd, transcript_path } = call;
  if (typeof tool_name !== "string") throw new Error("it names no tool");
  if (tool_name !== "Bash") return "";
  const command2 = tool_input?.command;
  if (typeof command2 !== "string") throw new Error("it holds no command");
  const judgement = judgeCommand(command2, surroundings(typeof cwd === "string" && isAbsolute(cwd) ? cwd : process.cwd(), transcript_path));
  return judgement.verdict === "allow" ? "" : decide(judgement.verdict, sentences(judgement));
}
var decide = (permissionDecision, reason2) => `${JSON.stringify({ hookSpecificOutput: { hookEventName: "PreToolUse", permissionDecision, permissionDecisionReason: `command-guard: ${reason2}` } })}
`;
async function readInput() {
  const chunks = [];
  let size = 0;
  for await (const chunk of process.stdin) {
    size += chunk.length;
    if (size > mostBytes) throw new Error("it is longer than any call");
    chunks.push(chunk);
  }
  return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks));
}
async function asHook() {
  try {
    return answer(await readInput());
  } catch (error) {
    return decide("ask", `The call could not be judged: ${error instanceof Error ? error.message : String(error)}.`);
  }
}
function byHand(command2, json2) {
  const judgement = judgeCommand(command2, surroundings(process.cwd()));
  const { verdict, rule, reason: reason2, instead: instead2 } = judgement;
  const lines4 = [rule === null ? verdict : `${verdict} (${rule})`, ...reason2 === null ? [] : [reason2], ...instead2 === null ? [] : [`Instead: ${instead2}`]];
  process.stdout.write(json2 ? `${JSON.stringify({ verdict, rule, reason: reason2, instead: instead2 })}
` : `${lines4.join("\n")}
`);
  return { allow: 0, ask: 1, deny: 2 }[verdict];
}
process.on("uncaughtException", (error) => {
  process.stderr.write(`command-guard failed, so the command must not run: ${error.message}
`);
  process.exit(2);
});
var given6 = process.argv.slice(2);
var json = given6[0] === "--json";
var [command, ...more2] = json ? given6.slice(1) : given6;
if (command === "--help" || command === "-h") process.stdout.write(usage);
else if (command !== void 0 && more2.length === 0 && !command.startsWith("--")) process.exitCode = byHand(command, json);
else if (given6.length > 0 || process.stdin.isTTY) {
  process.stderr.write(usage);
  process.exitCode = 3;
} else process.stdout.write(await asHook());
