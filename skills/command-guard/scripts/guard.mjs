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
function realPath(path, known = /* @__PURE__ */ new Map()) {
  const before = known.get(path);
  if (before !== void 0) return before;
  const parent = dirname(path);
  const real = existing(path) ?? (parent === path ? path : join(realPath(parent, known), basename(path)));
  known.set(path, real);
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
      const names4 = [];
      for (let entry = open.readSync(); entry !== null && names4.length < mostNames; entry = open.readSync()) names4.push(entry.name);
      return names4;
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
  "hollow",
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

import { posix as posix7 } from "node:path";

var letters = { a: "\x07", b: "\b", e: "\x1B", E: "\x1B", f: "\f", n: "\n", r: "\r", t: "	", v: "\v", "\\": "\\" };
var escapes = /\\(?:x([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{1,4})|U([0-9a-fA-F]{1,8})|(0?[0-7]{1,3})|([abeEfnrtv\\])|(c))/g;
function printedEscapes(text) {
  const end = /(?:^|[^\\])(?:\\\\)*\\c/.exec(text);
  const told2 = end === null ? text : text.slice(0, end.index + end[0].length - 2);
  const value = told2.replace(escapes, (whole, hex, four, eight, octal, letter) => {
    if (letter !== void 0) return letters[letter] ?? whole;
    const code = octal === void 0 ? Number.parseInt(hex ?? four ?? eight ?? "0", 16) : Number.parseInt(octal, 8) & 255;
    return code > 1114111 ? whole : String.fromCodePoint(code);
  });
  return { text: value, stopped: end !== null };
}
var hidesLetters = (text) => {
  for (const [, hex, octal] of text.matchAll(/\\(?:[xuU]([0-9a-fA-F]{1,8})|0?([0-7]{1,3}))/g)) {
    const code = hex === void 0 ? Number.parseInt(octal ?? "0", 8) : Number.parseInt(hex, 16);
    if (code > 32 && code < 127) return true;
  }
  return false;
};

var wildcard = { many: "", one: "" };
var unknown = "";
var isPlain = (text) => !/[\uE000-\uE00F]/.test(text);

var isMany = (char) => char === "*" || char === wildcard.many || char === unknown;
var isOne = (char) => char === "?" || char === wildcard.one;
function globFits(pattern, name) {
  const wanted = [...pattern.toLowerCase()];
  const given3 = [...name.toLowerCase()];
  let at = 0;
  let star = -1;
  let mark = 0;
  for (let index = 0; index < given3.length; ) {
    if (isMany(wanted[at])) {
      star = at++;
      mark = index;
    } else if (isOne(wanted[at]) || wanted[at] === given3[index]) {
      at++;
      index++;
    } else if (star === -1) return false;
    else {
      at = star + 1;
      index = ++mark;
    }
  }
  while (isMany(wanted[at])) at++;
  return at === wanted.length;
}

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
function programOf(words) {
  let rest = words;
  let more2 = false;
  for (let passed = 0; passed < mostRunners; passed++) {
    const [first2, ...after] = rest;
    if (first2 === void 0) return void 0;
    const name = basename2(first2.toLowerCase());
    const valued = Object.hasOwn(runners, name) ? runners[name] : void 0;
    if (valued === void 0) return { name, args: after, more: more2 };
    more2 ||= name === "xargs";
    rest = withoutOptions(after, valued, name);
    if (rest.length === 0) return { name, args: after, more: more2 };
  }
  return { name: unknown, args: rest, more: true };
}
function withoutOptions(args, valued, name) {
  let at = 0;
  while (at < args.length) {
    const word = args[at] ?? "";
    if (word === "--") {
      at++;
      break;
    }
    if (word.startsWith("-") && word !== "-") at += valued.includes(word) ? 2 : 1;
    else if (["env", "cross-env", "sudo"].includes(name) && /^[A-Za-z_]\w*=/.test(word)) at++;
    else break;
  }
  return args.slice(withOneWord.has(name) ? at + 1 : at);
}
var withOneWord = /* @__PURE__ */ new Set(["chroot", "chrt", "flock", "taskset", "timeout"]);

function isOctal(code) {
  return code >= 48 && code <= 55;
}
function isHex(code) {
  return code >= 48 && code <= 57 || code >= 65 && code <= 70 || code >= 97 && code <= 102;
}
function codePoint(value, fallback) {
  try {
    return String.fromCodePoint(value);
  } catch {
    return fallback;
  }
}
var utf8 = new TextDecoder("utf-8", { ignoreBOM: true });
function decodeBytes(bytes) {
  return utf8.decode(new Uint8Array(bytes));
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
  let value = "";
  let bytes = [];
  let nul = -1;
  while (pos < limit && source.charCodeAt(pos) !== 39) {
    const escapeStart = pos;
    const byte = readByteEscape(source, pos, limit);
    if (byte && byte.value >= 128) {
      bytes.push(byte.value);
      pos = byte.end;
      continue;
    }
    if (bytes.length > 0) {
      value += decodeBytes(bytes);
      bytes = [];
    }
    if (byte) {
      if (byte.value === 0 && nul === -1)
        nul = value.length;
      value += String.fromCharCode(byte.value);
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
      value += source.slice(runStart, pos);
      continue;
    }
    pos++;
    const escaped = source[pos++];
    switch (escaped) {
      case "a":
        value += "\x07";
        break;
      case "b":
        value += "\b";
        break;
      case "e":
      case "E":
        value += "\x1B";
        break;
      case "f":
        value += "\f";
        break;
      case "n":
        value += "\n";
        break;
      case "r":
        value += "\r";
        break;
      case "t":
        value += "	";
        break;
      case "v":
        value += "\v";
        break;
      case "\\":
        value += "\\";
        break;
      case "'":
        value += "'";
        break;
      case '"':
        value += '"';
        break;
      case "?":
        value += "?";
        break;
      case "\n":
        break;
      case "c": {
        const code = pos < limit ? source.charCodeAt(pos) : 39;
        if (code === 39) {
          value += source.slice(escapeStart, pos);
          break;
        }
        pos++;
        if (code === 92) {
          const pair = pos < limit && source.charCodeAt(pos) === 92;
          if (pair)
            pos++;
          value += "";
          if (!pair && pos < limit) {
            value += source[pos];
            pos++;
          }
          break;
        }
        const control = code === 63 ? 127 : code & 31;
        if (control === 0 && code < 128 && nul === -1)
          nul = value.length;
        value += String.fromCharCode(control);
        break;
      }
      case "u":
      case "U": {
        const digitsStart = pos;
        const maxDigits = escaped === "u" ? 4 : 8;
        while (pos < limit && pos - digitsStart < maxDigits && isHex(source.charCodeAt(pos)))
          pos++;
        if (pos === digitsStart) {
          value += `\\${escaped}`;
          break;
        }
        const raw = source.slice(escapeStart, pos);
        const point = Number.parseInt(source.slice(digitsStart, pos), 16);
        if (point === 0 && nul === -1)
          nul = value.length;
        value += codePoint(point, raw);
        break;
      }
      default:
        value += `\\${escaped}`;
        break;
    }
  }
  if (bytes.length > 0)
    value += decodeBytes(bytes);
  if (nul !== -1)
    value = value.slice(0, nul);
  const closed = pos < limit;
  if (closed)
    pos++;
  return { value, end: pos, closed };
}

var ScriptExpansionImpl = class _ScriptExpansionImpl {
  static _resolveScript;
  type;
  pos;
  end;
  text;
  #window;
  #script = void 0;
  constructor(type, pos, end, text, window) {
    this.type = type;
    this.pos = pos;
    this.end = end;
    this.text = text;
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
  constructor(pos, end, text, operator, window) {
    super("ProcessSubstitution", pos, end, text, window);
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
  constructor(pos, end, text, window) {
    this.pos = pos;
    this.end = end;
    this.text = text;
    this.#window = window;
  }
  get expression() {
    const window = this.#window;
    if (window !== void 0) {
      this.expression = _ArithmeticExpansionImpl._resolveExpression(window.body, window.offset, window.source, window.depth, window.context, window.depth + 1);
    }
    return this.#expression;
  }
  set expression(expression) {
    this.#expression = expression;
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
function unescapeBareValue(text) {
  const first2 = text.indexOf("\\");
  if (first2 === -1)
    return text;
  let s = "";
  let start = 0;
  for (let i = first2; i < text.length; i++) {
    if (text.charCodeAt(i) !== 92)
      continue;
    s += text.slice(start, i);
    i++;
    if (i >= text.length) {
      s += "\\";
      start = i;
      break;
    }
    if (text.charCodeAt(i) !== 10)
      s += text[i];
    start = i + 1;
  }
  return s + text.slice(start);
}
function continuedExpansionValue(text) {
  let pos = 1;
  while (text[pos] === "\\" && text[pos + 1] === "\n")
    pos += 2;
  return pos === 1 || text[pos] !== "(" ? text : text[0] + text.slice(pos);
}
function wordPartsValue(parts) {
  let value = "";
  for (const part of parts) {
    switch (part.type) {
      case "Literal":
      case "Glob":
      case "SingleQuoted":
      case "AnsiCQuoted":
        value += part.value;
        break;
      case "DoubleQuoted":
      case "LocaleString":
        value += dequoteValue(part.parts);
        break;
      case "CommandExpansion":
        value += part.text[0] === "$" ? continuedExpansionValue(part.text) : part.text;
        break;
      case "ExtendedGlob":
        value += continuedExpansionValue(part.text);
        break;
      default:
        value += part.text;
        break;
    }
  }
  return value;
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
  constructor(text, pos, end, source, resolver, depth = 0) {
    this.text = text;
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

function createSubstitutionContext(parent) {
  const boundaries = parent === void 0 ? void 0 : substitutionBoundaries(parent);
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

function hasGlobCharacters(text) {
  return /[*?[]/.test(text);
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
    let first2 = t + 1;
    if (kinds[first2] === CH_BANG || kinds[first2] === CH_CARET)
      first2++;
    if (first2 >= count)
      continue;
    const close2 = kinds[first2] === CH_RBRACKET ? resume(first2 + 1, true) : endFrom[first2];
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
    const text = source.slice(start, stop);
    result.push({ type: "Literal", pos: start + offset, end: stop + offset, text, value: unescapeBareValue(text) });
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
    const text = source.slice(pos, globEnd);
    let glob;
    if (character === CH_LBRACKET) {
      const interior = [];
      emittedIndex = appendRange(source, pos + 1, globEnd - 1, parts, emittedIndex, offset, interior);
      glob = {
        type: "Glob",
        kind: "bracket",
        pos: pos + offset,
        end: globEnd + offset,
        text,
        value: "[" + wordPartsValue(interior) + "]",
        parts: interior
      };
    } else {
      glob = {
        type: "Glob",
        kind: character === CH_STAR ? "star" : "question",
        pos: pos + offset,
        end: globEnd + offset,
        text,
        value: text,
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
  constructor(owner = null) {
    this._owner = owner;
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
        const quoted3 = s.charCodeAt(i);
        if (quoted3 === CH_DQUOTE)
          break;
        if (quoted3 === CH_BACKSLASH) {
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
  const first2 = tail[0];
  let start = 0;
  if (last?.type === "Literal" && first2?.type === "Literal" && last.end === first2.pos) {
    head[head.length - 1] = {
      type: "Literal",
      pos: last.pos,
      end: first2.end,
      text: last.text + first2.text,
      value: last.value + first2.value
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
function setToken(out2, token, value, pos = 0, end = 0) {
  out2.token = token;
  out2._value = value;
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
function setSpanToken(out2, token, pos, end, raw) {
  out2.token = token;
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
  commandExpansion(pos, text, start, inner, parenBoundary = false) {
    const window = this.scriptWindow(this.src, start, start + inner.length, parenBoundary);
    return new ScriptExpansionImpl("CommandExpansion", pos, this.pos, text, window);
  }
  // Escaped backticks rebuild `inner` with the escapes removed, so it is no longer a verbatim
  // substring of the source: that script parses the decoded body as its own source.
  decodedCommandExpansion(pos, text, inner) {
    const window = this.scriptWindow(inner, 0, inner.length, false, true);
    return new ScriptExpansionImpl("CommandExpansion", pos, this.pos, text, window);
  }
  processSubstitution(pos, text, operator, inner) {
    const window = this.scriptWindow(this.src, pos + 2, pos + 2 + inner.length, !this._unbalanced);
    return new ProcessSubstitutionImpl(pos, this.pos, text, operator, window);
  }
  // Past the nesting budget the part gets no window, so lazy materialization bottoms out.
  scriptWindow(source, start, end, parenBoundary, decoded2 = false) {
    if (this._nestingDepth > MAX_SYNTAX_NESTING)
      return void 0;
    const context = decoded2 ? void 0 : this.substitutionContext;
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
    const value = this._wordText;
    this.pos = savedPos;
    this.srcEnd = savedEnd;
    this._bracketWindow = savedBracketWindow;
    this._arithmeticBracketWindow = savedArithmeticBracketWindow;
    this._buildValue = savedBuildValue;
    this._unbalanced = savedUnbalanced;
    if (this._errors !== null)
      this._errors.length = errorCount;
    return value;
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
  findClosingShellDelimiter(start, end, closing, array = false, braces = true, bracketStarts, failedBrackets) {
    const savedPos = this.pos;
    const savedEnd = this.srcEnd;
    const savedBracketWindow = this._bracketWindow;
    const savedArithmeticBracketWindow = this._arithmeticBracketWindow;
    const savedUnbalanced = this._unbalanced;
    this.srcEnd = Math.min(end, this.srcEnd);
    const delimiters = [closing];
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
      const value = this.next(ctx);
      const token = value.token;
      if (token === Token.EOF)
        return -1;
      const last = frames.length - 1;
      const frame = frames[last];
      if (frame.phase === "function-name") {
        if (token === Token.Newline)
          continue;
        frame.phase = "function-body";
        commandStart = true;
        continue;
      } else if (frame.phase === "function-body") {
        if (token === Token.Newline)
          continue;
        frame.phase = "commands";
        commandStart = true;
        if (token === Token.LParen && this.peek(LexContext.Normal).token === Token.RParen) {
          this.next(LexContext.Normal);
          frame.phase = "function-body";
          continue;
        }
      } else if (frame.phase === "coproc-command") {
        if (token === Token.Newline)
          continue;
        if (token === Token.Word) {
          frame.phase = "coproc-body";
          commandStart = true;
          continue;
        }
        frame.phase = "commands";
        commandStart = true;
      } else if (frame.phase === "coproc-body") {
        if (token === Token.Newline)
          continue;
        frame.phase = token === Token.Word && value.keywordEligible && value.value === "time" ? "time-command" : "commands";
        commandStart = true;
        if (frame.phase === "time-command")
          continue;
      } else if (frame.phase === "time-command") {
        if (token === Token.Word && value.keywordEligible && value.value === "-p") {
          frame.phase = "time-command-after-p";
          continue;
        }
        if (token === Token.Word && value.keywordEligible && value.value === "--") {
          frame.phase = "commands";
          continue;
        }
        frame.phase = "commands";
        commandStart = true;
      } else if (frame.phase === "time-command-after-p") {
        if (token === Token.Word && value.keywordEligible && value.value === "--") {
          frame.phase = "commands";
          continue;
        }
        frame.phase = "commands";
        commandStart = true;
      } else if (frame.phase === "for-header") {
        if (token === Token.ArithCmd || token === Token.Semi || token === Token.Newline) {
          commandStart = true;
          continue;
        }
        if (token === Token.Do || token === Token.LBrace) {
          frame.close = token === Token.Do ? Token.Done : Token.RBrace;
          frame.phase = "commands";
          commandStart = true;
          continue;
        }
      } else if (frame.phase === "case-word") {
        if (token === Token.Newline)
          continue;
        frame.phase = "case-in";
        commandStart = false;
        continue;
      } else if (frame.phase === "case-in") {
        if (token === Token.Newline) {
          commandStart = true;
          continue;
        }
        frame.phase = "case-pattern";
        commandStart = true;
        continue;
      } else if (frame.phase === "case-pattern") {
        if (token === Token.Esac && commandStart) {
          frames.pop();
          if (frames.length === 0)
            return value.end;
          commandStart = false;
          continue;
        }
        if (token === Token.RParen) {
          frame.phase = "commands";
          commandStart = true;
        } else {
          commandStart = token === Token.Newline;
        }
        continue;
      }
      if (token === frame.close) {
        frames.pop();
        if (frames.length === 0)
          return value.end;
        commandStart = false;
        continue;
      }
      if (commandStart) {
        switch (token) {
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
            if (token === Token.Word && value.keywordEligible && value.value === "time") {
              frame.phase = "time-command";
              commandStart = true;
            } else {
              commandStart = false;
            }
            continue;
        }
      }
      switch (token) {
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
      const value = this.next(LexContext.TestMode);
      if (value.token === Token.EOF)
        return -1;
      if (value.token === Token.DblRBracket) {
        this.unshift(value);
        return -1;
      }
      if (value.token === Token.LParen)
        depth++;
      else if (value.token === Token.RParen && --depth === 0)
        return value.end;
    }
  }
  skipTestCommandBody() {
    for (; ; ) {
      const token = this.next(LexContext.TestMode).token;
      if (token === Token.DblRBracket)
        return true;
      if (token === Token.EOF)
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
      const text = this.src.slice(startPos, this.pos);
      const part = this.processSubstitution(startPos, text, ch === 60 ? "<" : ">", inner);
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
    const text = this.src.slice(tokenStart, this.pos);
    setToken(out2, Token.Word, text, tokenStart, this.pos);
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
    let quoted3 = false;
    while (this.pos < len) {
      const c = src.charCodeAt(this.pos);
      if (c === CH_SQUOTE) {
        quoted3 = true;
        this.pos++;
        while (this.pos < len && src.charCodeAt(this.pos) !== CH_SQUOTE) {
          delimiter += src[this.pos];
          this.pos++;
        }
        if (this.pos < len)
          this.pos++;
      } else if (c === CH_DQUOTE) {
        quoted3 = true;
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
        quoted3 = true;
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
          quoted3 = true;
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
    this._hereQuoted = quoted3;
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
  skipHereDocBody(delimiter, strip, parenEnds = false, quoted3 = false) {
    this.hereDocClosingPos = -1;
    this.hereDocClosingEnd = -1;
    const src = this.src;
    const len = this.srcEnd;
    while (this.pos < len) {
      let lineStart = this.pos;
      const lineEnd = this.logicalLineEnd(lineStart, len, !quoted3);
      for (; ; ) {
        const before = lineStart;
        if (strip)
          while (lineStart < lineEnd && src.charCodeAt(lineStart) === CH_TAB)
            lineStart++;
        if (!quoted3)
          lineStart = skipLineContinuations(src, lineStart, lineEnd);
        if (lineStart === before)
          break;
      }
      let afterDelim = this.matchHereDocDelimiter(delimiter, lineStart, lineEnd, !quoted3);
      if (afterDelim !== -1 && !quoted3)
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
    const quoted3 = this._wordQuoted;
    const keywordEligible = this._wordKeywordEligible;
    let assignmentState = this._wordAssignmentState;
    const wordEnd = this.pos;
    const wordLen = wordEnd - tokenStart;
    if (ctx === LexContext.CasePattern) {
      let token = Token.Word;
      if (keywordEligible) {
        const reserved = raw ? matchReservedWord(src, tokenStart, wordLen) : RESERVED_WORDS.get(this.wordValueOf(tokenStart, wordEnd));
        if (reserved === Token.Esac)
          token = reserved;
      }
      setSpanToken(out2, token, tokenStart, wordEnd, raw);
      out2.keywordEligible = keywordEligible;
      return;
    }
    let value = null;
    if (!raw && !hasExpansions && keywordEligible && (ctx === LexContext.CommandStart || ctx === LexContext.TestMode)) {
      const nextCh = wordEnd < this.srcEnd ? src.charCodeAt(wordEnd) : 0;
      if (!quoted3 && wordLen <= 16 || nextCh === CH_LT || nextCh === CH_GT) {
        value = this.wordValueOf(tokenStart, wordEnd);
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
      } else if (value !== null && value.length > 0) {
        const fc = value.charCodeAt(0);
        if (fc >= CH_a && fc <= CH_z && value.length <= 8 || fc === CH_BANG || fc === CH_LBRACE || fc === CH_RBRACE) {
          const reserved = RESERVED_WORDS.get(value);
          if (reserved !== void 0) {
            setToken(out2, reserved, value, tokenStart, wordEnd);
            return;
          }
        }
        if (fc === CH_LBRACKET && value === "[[") {
          setToken(out2, Token.DblLBracket, value, tokenStart, wordEnd);
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
          if (value !== null)
            out2._value = value;
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
      } else if (value === "]]") {
        setToken(out2, Token.DblRBracket, value, tokenStart, wordEnd);
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
    if (value !== null)
      out2._value = value;
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
    let text = bt && pos > fastStart ? src.slice(fastStart, pos) : "";
    let quoted3 = false;
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
      litBuf = text;
      litStart = fastStart;
      hasGlobs = text.length > 0 && hasGlobCharacters(text);
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
          text += chunk;
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
              text += chunk;
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
            text += eg;
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
            quoted3 = true;
            keywordEligible = false;
            valueIsRaw = false;
            lastValueChar = src.charCodeAt(pos);
            if (bt) {
              text += src[pos];
              if (bp)
                litBuf += src[pos];
            }
            pos++;
          }
        } else {
          if (assignmentState >= 0 && assignmentState < ASSIGNMENT_INDEX_BASE)
            assignmentState = ASSIGNMENT_INVALID;
          quoted3 = true;
          keywordEligible = false;
          lastValueChar = CH_BACKSLASH;
          if (bt) {
            text += "\\";
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
        quoted3 = true;
        keywordEligible = false;
        valueIsRaw = false;
        pos++;
        const start = pos;
        while (pos < len && src.charCodeAt(pos) !== CH_SQUOTE)
          pos++;
        if (pos > start)
          lastValueChar = src.charCodeAt(pos - 1);
        const value = bt ? src.slice(start, pos) : "";
        if (bt)
          text += value;
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
          parts.push({ type: "SingleQuoted", pos: sqStart, end: pos, value, text: src.slice(sqStart, pos) });
          litStart = pos;
        }
        continue;
      }
      if (ch === CH_DQUOTE) {
        const dqStart = pos;
        if (assignmentState >= 0 && assignmentState < ASSIGNMENT_INDEX_BASE)
          assignmentState = ASSIGNMENT_INVALID;
        quoted3 = true;
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
          text += this._dqText;
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
          quoted3 = true;
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
          text += this._resultText;
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
          text += this._resultText;
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
        const first2 = pos + 1 < len ? src.charCodeAt(pos + 1) : 0;
        const braceEnd = first2 <= CH_SPACE || first2 === CH_RBRACE ? -1 : this.scanBraceExpansion(pos, braceResults ?? (braceResults = /* @__PURE__ */ new Map()));
        if (braceEnd > 0) {
          keywordEligible = false;
          lastValueChar = src.charCodeAt(braceEnd - 1);
          if (bt) {
            const braceText = src.slice(pos, braceEnd);
            text += braceText;
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
          text += "{";
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
    this._wordText = text;
    this._wordRaw = valueIsRaw;
    this._wordQuoted = quoted3;
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
    let text = "";
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
              text += "\\";
              if (bp)
                litBuf += "\\";
              preserveLiteral = true;
            }
            const escaped = src[pos++];
            text += escaped;
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
        const value = src.slice(start2, pos);
        text += value;
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
          parts.push({ type: "SingleQuoted", pos: sqStart, end: pos, value, text: src.slice(sqStart, pos) });
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
        text += this._dqText;
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
        text += this._resultText;
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
        text += this._resultText;
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
        text += raw;
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
      text += src[pos];
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
    this._wordText = text;
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
    let text = "";
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
        text += chunk;
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
              text += c;
              if (bp)
                litBuf += c;
            } else {
              const pair = "\\" + src[this.pos];
              text += pair;
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
            text += "$";
            if (bp)
              litBuf += "$";
          }
          this.pos++;
          continue;
        }
        const expStart = this.pos;
        this.readDollar(true);
        if (bt)
          text += this._resultText;
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
          text += this._resultText;
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
    this._dqText = text;
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
        const value = this.readAnsiCQuoted();
        this._resultText = value;
        this._resultPart = this._buildParts ? { type: "AnsiCQuoted", pos: dollarPos, end: this.pos, text: src.slice(dollarPos, this.pos), value } : void 0;
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
        const text = src.slice(dollarPos, this.pos);
        this._resultPart = {
          type: "LocaleString",
          pos: dollarPos,
          end: this.pos,
          text,
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
      const text = bt ? src.slice(this.pos - 2, this.pos) : "";
      this._resultText = text;
      this._resultIsRaw = true;
      this._resultHasExpansion = false;
      this._resultPart = this._buildParts ? { type: "SimpleExpansion", pos: dollarPos, end: this.pos, text } : void 0;
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
      const text = bt ? src.slice(namePos, this.pos) : "";
      this._resultText = text;
      this._resultIsRaw = true;
      this._resultHasExpansion = false;
      this._resultPart = this._buildParts ? { type: "SimpleExpansion", pos: dollarPos, end: this.pos, text } : void 0;
      return;
    }
    if (ch === CH_LBRACKET) {
      const errorCount = this._errors === null ? 0 : this._errors.length;
      const close = this.findClosingArithmeticBracket(this.pos + 1);
      if (close !== -1) {
        const bodyStart = this.pos + 1;
        const body = src.slice(bodyStart, close);
        this.pos = close + 1;
        const text = bt ? src.slice(dollarPos, this.pos) : "";
        this._resultText = text;
        this._resultIsRaw = true;
        this._resultHasExpansion = false;
        this._resultPart = this._buildParts ? this.arithmeticExpansion(bodyStart - 2, text, body, bodyStart) : void 0;
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
    const text = this._buildParts || this._buildValue ? this.src.slice(dollarPos, this.pos) : "";
    this._resultText = text;
    this._resultIsRaw = true;
    this._resultHasExpansion = false;
    this._resultPart = this._buildParts ? this.arithmeticExpansion(dollarPos, text, body, bodyStart) : void 0;
  }
  arithmeticExpansion(pos, text, body, bodyStart) {
    return new ArithmeticExpansionImpl(pos, this.pos, text, {
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
    const text = !bt || openPos === dollarPos + 1 ? rawText : "$" + this.src.slice(openPos, this.pos);
    this._resultText = text;
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
      const text = src.slice(dollarPos, this.pos);
      this._resultText = text;
      if (this._buildParts) {
        const innerStart = start + (rawInner.length - rawInner.trimStart().length);
        this._resultPart = this.commandExpansion(dollarPos, text, innerStart, inner);
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
    const text = src.slice(start - 1, this.pos);
    this._resultText = inner;
    this._resultHasExpansion = true;
    if (this._buildParts) {
      this._resultPart = hasEscapes ? this.decodedCommandExpansion(start - 1, text, inner) : this.commandExpansion(start - 1, text, start, inner);
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
    const text = this._buildParts || this._buildValue ? src.slice(start - 1, this.pos) : "";
    this._resultText = text;
    this._resultIsRaw = true;
    this._resultHasExpansion = false;
    if (this._buildParts) {
      const inner = src.slice(start + 1, closed ? this.pos - 1 : this.pos);
      this._resultPart = this.parseParamInner(text, inner, start + 1, insideDoubleQuotes);
    } else {
      this._resultPart = void 0;
    }
  }
  // `innerStart` is the absolute offset of `inner` in the original source, so each sub-field
  // word is parsed in place at its true position. `sub(a, b)` maps inner-relative offsets to
  // that absolute window.
  parseParamInner(text, inner, innerStart, insideDoubleQuotes) {
    const result = {
      type: "ParameterExpansion",
      pos: innerStart - 2,
      end: this.pos,
      text,
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
      const colonIdx = findUnnested(inner.slice(i), CH_COLON, true, (index, quoted3) => {
        return this.findNestedShellEnd(sliceStart + index, end, quoted3) - sliceStart;
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
  findNestedShellEnd(start, end, quoted3) {
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
      if (quoted3 || ch !== CH_LT && ch !== CH_GT || open >= end || this.src.charCodeAt(open) !== CH_LPAREN) {
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
      let groups = 1;
      pos++;
      while (pos < len && groups > 0) {
        const wordEnd = collector?.findArithmeticWordEnd?.(pos + offset, offset + len) ?? pos + offset;
        if (wordEnd > pos + offset) {
          pos = wordEnd - offset;
          continue;
        }
        const c2 = src.charCodeAt(pos++);
        if (c2 === CH_LPAREN)
          groups++;
        else if (c2 === CH_RPAREN)
          groups--;
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
      const operand = parseUnaryExpr(depth + 1);
      return { type: "ArithmeticUnary", pos: start2 + offset, end: operand.end, operator: "++", operand, prefix: true };
    }
    if (c === CH_DASH && nc === CH_DASH) {
      pos += 2;
      const operand = parseUnaryExpr(depth + 1);
      return { type: "ArithmeticUnary", pos: start2 + offset, end: operand.end, operator: "--", operand, prefix: true };
    }
    if (c === CH_BANG) {
      pos++;
      const operand = parseUnaryExpr(depth + 1);
      return { type: "ArithmeticUnary", pos: start2 + offset, end: operand.end, operator: "!", operand, prefix: true };
    }
    if (c === CH_TILDE) {
      pos++;
      const operand = parseUnaryExpr(depth + 1);
      return { type: "ArithmeticUnary", pos: start2 + offset, end: operand.end, operator: "~", operand, prefix: true };
    }
    if (c === CH_PLUS && nc !== CH_PLUS && nc !== CH_EQ) {
      pos++;
      const operand = parseUnaryExpr(depth + 1);
      return { type: "ArithmeticUnary", pos: start2 + offset, end: operand.end, operator: "+", operand, prefix: true };
    }
    if (c === CH_DASH && nc !== CH_DASH && nc !== CH_EQ) {
      pos++;
      const operand = parseUnaryExpr(depth + 1);
      return { type: "ArithmeticUnary", pos: start2 + offset, end: operand.end, operator: "-", operand, prefix: true };
    }
    return parsePostfixExpr(depth);
  }
  function parsePostfixExpr(depth) {
    const operand = parseAtom(depth);
    skipWS();
    if (pos + 1 < len) {
      const c = src.charCodeAt(pos);
      const nc = src.charCodeAt(pos + 1);
      if (c === CH_PLUS && nc === CH_PLUS) {
        pos += 2;
        return { type: "ArithmeticUnary", pos: operand.pos, end: pos + offset, operator: "++", operand, prefix: false };
      }
      if (c === CH_DASH && nc === CH_DASH) {
        pos += 2;
        return { type: "ArithmeticUnary", pos: operand.pos, end: pos + offset, operator: "--", operand, prefix: false };
      }
    }
    return operand;
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
        const text = src.slice(start2, pos);
        return collector ? collector.commandExpansion(start2 + offset, pos + offset, text) : new ScriptExpansionImpl("ArithmeticCommandExpansion", start2 + offset, pos + offset, text);
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
  const expression = parseArithmeticExpression(body, offset, {
    embeddedWords,
    commandExpansion: (pos, end, text) => new ScriptExpansionImpl("ArithmeticCommandExpansion", pos, end, text, {
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
  return expression;
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
      const token = lexer.next(LexContext.ArrayElement);
      if (token.token !== Token.Word && token.token !== Token.Assignment)
        continue;
      const text = token.raw ? token.value : this.#source.slice(token.pos, token.end);
      const indexed = text.charCodeAt(0) === 91;
      const context = lexer.getSubstitutionContext();
      const source = !indexed && token.raw && token.keywordEligible ? void 0 : this.#source;
      const resolver = source === void 0 ? computeBareWordParts : indexed ? arrayPartsResolver(context) : wordPartsResolver(context);
      elements.push(new WordImpl(text, token.pos, token.end, source, resolver, this.#depth));
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
  constructor(text, pos, end, source, operatorPos, depth, context) {
    this.pos = pos;
    this.end = end;
    this.text = text;
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
    const name = this.text.slice(0, nameEnd);
    return this.#name = name.includes("\\\n") ? name.split("\\\n").join("") : name;
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
  constructor(pos, end, name, prefix, suffix) {
    this.pos = pos;
    this.end = end;
    this.name = name;
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
  constructor(source, pos, quoted3, depth, context) {
    this.pos = pos;
    this.end = pos;
    this.#source = source;
    this.#depth = depth;
    this.#context = context;
    this.#parts = quoted3 ? void 0 : null;
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
function isDeclarationCommand(name) {
  switch (name.length) {
    case 5:
      return name === "local" || name === "alias";
    case 6:
      return name === "export";
    case 7:
      return name === "declare" || name === "typeset";
    case 8:
      return name === "readonly";
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
    const known = this.context.boundaries?.get(start);
    if (known !== void 0)
      return known <= end ? known : -1;
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
  accept(token, ctx = LexContext.Normal) {
    if (this.tok.peek(ctx).token === token)
      return this.tok.next(ctx);
    return null;
  }
  acceptEnd(token, ctx = LexContext.Normal) {
    if (this.tok.peek(ctx).token === token)
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
    const first2 = this.andOr();
    if (first2)
      commands.push(this.makeStatement(first2));
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
    const first2 = this.pipeline();
    if (!first2)
      return null;
    let t = this.tok.peek(LexContext.Normal).token;
    if (t !== Token.And && t !== Token.Or)
      return first2;
    const commands = [first2];
    const operators = [];
    do {
      const operatorToken = this.tok.next(LexContext.Normal);
      const operator = operatorToken.token === Token.And ? "&&" : "||";
      this.skipNewlines(LexContext.CommandStart);
      const next = this.pipeline();
      if (!next) {
        this.error(`expected command after '${operator}'`, operatorToken.end);
        break;
      }
      operators.push(operator);
      commands.push(next);
      t = this.tok.peek(LexContext.Normal).token;
    } while (t === Token.And || t === Token.Or);
    return {
      type: "AndOr",
      pos: first2.pos,
      end: commands[commands.length - 1].end,
      commands,
      operators
    };
  }
  withRedirects(command2) {
    const redirects = this.collectTrailingRedirects();
    if (redirects.length === 0)
      return command2;
    return { type: "Redirected", pos: command2.pos, end: redirects[redirects.length - 1].end, command: command2, redirects };
  }
  pipeline() {
    let prefixes;
    for (; ; ) {
      const token = this.tok.peek(LexContext.CommandStart);
      const isTime = token.token === Token.Word && token.keywordEligible && token.value === "time";
      if (token.token !== Token.Bang && !isTime)
        break;
      const prefix = this.tok.next(LexContext.CommandStart);
      const pos2 = prefix.pos;
      const keywordEnd = prefix.end;
      let posix8;
      let endOfOptions;
      if (isTime) {
        let flag = this.tok.peek(LexContext.CommandStart);
        if (flag.token === Token.Word && flag.keywordEligible && flag.value === "-p") {
          this.tok.next(LexContext.CommandStart);
          posix8 = { pos: flag.pos, end: flag.end };
          flag = this.tok.peek(LexContext.CommandStart);
        }
        if (flag.token === Token.Word && flag.keywordEligible && flag.value === "--") {
          this.tok.next(LexContext.CommandStart);
          endOfOptions = { pos: flag.pos, end: flag.end };
        }
      }
      if (prefixes === void 0)
        prefixes = [];
      prefixes.push(isTime ? { type: "Time", pos: pos2, end: endOfOptions?.end ?? posix8?.end ?? keywordEnd, keywordEnd, posix: posix8, endOfOptions } : { type: "Negation", pos: pos2, end: keywordEnd });
    }
    const command2 = this.pipelineCommands();
    if (!prefixes)
      return command2;
    const pos = prefixes[0].pos;
    if (command2?.type === "Pipeline") {
      command2.prefixes = prefixes;
      command2.pos = pos;
      return command2;
    }
    return {
      type: "Pipeline",
      pos,
      end: command2 ? command2.end : prefixes[prefixes.length - 1].end,
      prefixes,
      commands: command2 ? [command2] : [],
      operators: []
    };
  }
  pipelineCommands() {
    const first2 = this.command();
    if (!first2)
      return null;
    if (this.tok.peek(LexContext.Normal).token !== Token.Pipe)
      return first2;
    const commands = [first2];
    const operators = [];
    while (this.tok.peek(LexContext.Normal).token === Token.Pipe) {
      const pipeToken = this.tok.next(LexContext.Normal);
      const operator = pipeToken.value === "|&" ? "|&" : "|";
      this.skipNewlines(LexContext.CommandStart);
      const cmd = this.command();
      if (!cmd) {
        this.error(`expected command after '${operator}'`, pipeToken.end);
        break;
      }
      operators.push(operator);
      commands.push(cmd);
    }
    if (commands.length === 1) {
      return commands[0];
    }
    const pipeline = {
      type: "Pipeline",
      pos: first2.pos,
      end: commands[commands.length - 1].end,
      prefixes: EMPTY_PREFIXES,
      commands,
      operators
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
    const first2 = this.tok.peek(LexContext.CommandStart);
    let name;
    if (first2.token === Token.Word) {
      const lookahead = this.tok.fork(first2.end, this.end);
      switch (lookahead.peek(LexContext.CommandStart).token) {
        case Token.LParen:
          lookahead.next(LexContext.CommandStart);
          if (lookahead.peek(LexContext.Normal).token !== Token.RParen)
            name = this.readWord(LexContext.CommandStart);
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
          name = this.readWord(LexContext.CommandStart);
      }
    }
    const cmd = first2.token === Token.Word && name === void 0 ? this.simpleCommandOrFunction(true) : this.command();
    if (cmd && cmd.type !== "Function" && cmd.type !== "Coproc") {
      return { type: "Coproc", pos, end: cmd.end, name, body: cmd };
    }
    this.error("expected command after 'coproc'", cmd?.pos ?? start.end);
    const body = cmd ? this.makeCompoundList([this.makeStatement(cmd)]) : { type: "CompoundList", pos: start.end, end: start.end, commands: [] };
    return { type: "Coproc", pos, end: body.end, name, body };
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
    const name = this.readRequiredWord("for");
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
      return { type: "For", pos, end: bg.end, name, wordlist, body: bg.body };
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
      return { type: "For", pos, end: end2, name, wordlist, body: this.makeCompoundList([]) };
    }
    this.syntaxDepth++;
    const body = this.doBody(hasDo);
    this.syntaxDepth--;
    this.skipSemi();
    const closeEnd = this.acceptEnd(Token.Done, LexContext.CommandStart);
    if (closeEnd < 0)
      this.error("expected 'done' to close 'for'", this.tok.getPos());
    const end = closeEnd >= 0 ? closeEnd : pos;
    return { type: "For", pos, end, name, wordlist, body: this.makeCompoundList(body) };
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
    const name = this.readRequiredWord("select");
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
      return { type: "Select", pos, end: bg.end, name, wordlist, body: bg.body };
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
      return { type: "Select", pos, end: end2, name, wordlist, body: this.makeCompoundList([]) };
    }
    this.syntaxDepth++;
    const body = this.doBody(hasDo);
    this.syntaxDepth--;
    this.skipSemi();
    const closeEnd = this.acceptEnd(Token.Done, LexContext.CommandStart);
    if (closeEnd < 0)
      this.error("expected 'done' to close 'select'", this.tok.getPos());
    const end = closeEnd >= 0 ? closeEnd : pos;
    return { type: "Select", pos, end, name, wordlist, body: this.makeCompoundList(body) };
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
    const first2 = this.parseTestAnd();
    if (this.tok.peek(LexContext.TestMode).token !== Token.Or)
      return first2;
    const operands = [first2];
    do {
      this.tok.next(LexContext.TestMode);
      operands.push(this.parseTestAnd());
    } while (this.tok.peek(LexContext.TestMode).token === Token.Or);
    return {
      type: "TestLogical",
      pos: first2.pos,
      end: operands[operands.length - 1].end,
      operator: "||",
      operands
    };
  }
  // test_and := test_not ('&&' test_not)*
  parseTestAnd() {
    const first2 = this.parseTestNot();
    if (this.tok.peek(LexContext.TestMode).token !== Token.And)
      return first2;
    const operands = [first2];
    do {
      this.tok.next(LexContext.TestMode);
      operands.push(this.parseTestNot());
    } while (this.tok.peek(LexContext.TestMode).token === Token.And);
    return {
      type: "TestLogical",
      pos: first2.pos,
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
    const operand = this.parseTestPrimary();
    return { type: "TestNot", pos: negations[0].pos, end: operand.end, negations, operand };
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
        const operand = new WordImpl("", openPos, openPos);
        const expression = {
          type: "TestUnary",
          pos: openPos,
          end: openPos,
          operator: "-n",
          operand
        };
        return { type: "TestGroup", pos: openPos, end: end2, expression };
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
    const first2 = this.tok.next(LexContext.TestMode);
    if (first2.token === Token.And || first2.token === Token.Or)
      this.unexpectedToken(first2);
    const val = first2.value;
    const firstPos = first2.pos;
    const firstEnd = first2.end;
    if (first2.keywordEligible && UNARY_TEST_OPS[val] === 1) {
      if (this.tok.peek(LexContext.TestMode).token === Token.Word) {
        const operand2 = this.readTestOperand();
        return {
          type: "TestUnary",
          pos: firstPos,
          end: operand2.end,
          operator: val,
          operand: operand2
        };
      }
      this.error("expected operand after unary test operator", firstEnd);
      const operand = new WordImpl("", firstEnd, firstEnd);
      return { type: "TestUnary", pos: firstPos, end: firstEnd, operator: val, operand };
    }
    const nt = this.tok.peek(LexContext.TestMode);
    if (nt.token === Token.Word && nt.keywordEligible && BINARY_TEST_OPS[nt.value] === 1) {
      const op = this.tok.next(LexContext.TestMode).value;
      let right;
      if (op === "=~") {
        const token = this.tok.readTestRegexWord();
        right = new WordImpl(this.source.slice(token.pos, token.end), token.pos, token.end, this.source, embeddedPartsResolver(this.tok.getSubstitutionContext()), this.depth);
      } else {
        right = this.readTestOperand();
      }
      const left = this.toWordFromPosEnd(first2, firstPos, firstEnd);
      return {
        type: "TestBinary",
        pos: firstPos,
        end: right.end,
        operator: op,
        left,
        right
      };
    }
    const w = this.toWordFromPosEnd(first2, firstPos, firstEnd);
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
    const name = this.readWord(LexContext.FunctionName);
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
    return { type: "Function", pos, end: body.end, name, body };
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
    const name = this.toWord(nameToken);
    ctx = isDeclarationCommand(keyword) ? LexContext.Declaration : keyword === "eval" || keyword === "let" ? LexContext.EvalArgument : LexContext.Normal;
    lastEnd = name.end;
    const suffix = [];
    if (coproc) {
      while (this.tok.peek(LexContext.CommandPrefix).token === Token.Assignment) {
        const token = this.tok.next(LexContext.CommandPrefix);
        const word = ctx === LexContext.Declaration ? this.parseAssignment(token) : this.toWord(token);
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
          pos: name.pos,
          end: body.end,
          name,
          body
        };
      }
    }
    for (; ; ) {
      const st = this.tok.peek(ctx).token;
      if (st === Token.Word || st === Token.Assignment) {
        const token = this.tok.next(ctx);
        const w = st === Token.Assignment ? this.parseAssignment(token) : this.toWord(token);
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
    return new CommandImpl(cmdPos, lastEnd, name, prefix, suffix);
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
    const text = tok.raw ? tok.value : this.source.slice(tok.pos, tok.end);
    const source = tok.raw && tok.keywordEligible ? void 0 : this.source;
    return new WordImpl(text, tok.pos, tok.end, source, source === void 0 ? computeBareWordParts : wordPartsResolver(this.tok.getSubstitutionContext()), this.depth);
  }
  toWordFromPosEnd(tok, pos, end) {
    if (tok.pos === pos && tok.end === end)
      return this.toWord(tok);
    return new WordImpl(this.source.slice(pos, end), pos, end, this.source, wordPartsResolver(this.tok.getSubstitutionContext()), this.depth);
  }
  parseAssignment(token) {
    const text = token.raw ? token.value : this.source.slice(token.pos, token.end);
    return new AssignmentImpl(text, token.pos, token.end, this.source, token.assignmentOperatorPos, this.depth, this.tok.getSubstitutionContext());
  }
  makeCompoundList(commands) {
    const p = this.tok.getPos();
    const pos = commands.length > 0 ? commands[0].pos : p;
    const end = commands.length > 0 ? commands[commands.length - 1].end : p;
    return { type: "CompoundList", pos, end, commands };
  }
};

var plain = (text) => ({ text, decoded: false });
var untold = plain(unknown);
var nothing = plain("");
var isTold = ({ text }) => text.replaceAll(unknown, "").trim() !== "" || text === "";
function joined(texts) {
  const [only] = texts;
  if (only === void 0) return nothing;
  return texts.length === 1 ? only : { text: texts.map(({ text }) => text).join(""), decoded: texts.some(({ decoded: decoded2 }) => decoded2) };
}

function createScope(variables) {
  const named2 = Object.entries(variables).filter(([name]) => !/^\d+$/.test(name));
  const numbered = Object.entries(variables).filter(([name]) => /^[1-9]\d{0,2}$/.test(name)).sort(([one], [other]) => Number(one) - Number(other));
  return {
    variables: new Map(named2.map(([name, value]) => [name, scalar(value)])),
    alternatives: /* @__PURE__ */ new Map(),
    own: /* @__PURE__ */ new Set(),
    functions: /* @__PURE__ */ new Map(),
    aliases: /* @__PURE__ */ new Map(),
    positional: numbered.length === 0 ? void 0 : numbered.map(([, text]) => ({ text, decoded: false })),
    known: void 0
  };
}
var scalar = (text, decoded2 = false) => ({ elements: /* @__PURE__ */ new Map([["0", text]]), decoded: decoded2 });
var copyOf = (scope) => ({
  ...scope,
  variables: new Map(scope.variables),
  alternatives: new Map(scope.alternatives),
  own: new Set(scope.own),
  functions: new Map(scope.functions),
  aliases: new Map(scope.aliases)
});
var mostOwn = 128;
function setVariable(scope, name, variable) {
  scope.variables.set(name, variable);
  scope.alternatives.delete(name);
  scope.own.delete(name);
  scope.own.add(name);
  if (scope.own.size > mostOwn) {
    const kept = [...scope.own].slice(-mostOwn / 2);
    scope.own.clear();
    for (const one of kept) scope.own.add(one);
  }
  scope.known = void 0;
}
function knownOf(scope) {
  scope.known ??= Object.fromEntries([
    ...[...scope.own].flatMap((name) => {
      const value = scope.variables.get(name)?.elements.get("0");
      return value === void 0 || value.length > 65536 ? [] : [[name, value]];
    }),
    ...Object.entries(folderOf(scope)),
    ...(scope.positional ?? []).slice(0, mostOwn).map(({ text }, index) => [String(index + 1), text])
  ]);
  return scope.known;
}
var nowhereElse = {};
function folderOf({ own, variables }) {
  return own.has("PWD") ? { PWD: variables.get("PWD")?.elements.get("0") ?? unknown } : nowhereElse;
}
var mostAlternatives = 4;
function merge(scope, possible) {
  const names4 = new Set(possible.flatMap(({ own }) => [...own]));
  for (const name of names4) {
    const last = possible.findLast(({ variables }) => variables.get(name) !== void 0 && variables.get(name) !== null)?.variables.get(name);
    if (last === void 0 || last === null) {
      if (possible.some(({ variables }) => variables.get(name) === null)) setVariable(scope, name, null);
      continue;
    }
    const texts = /* @__PURE__ */ new Map();
    for (const { variables, alternatives } of possible)
      for (const variable of [variables.get(name), ...alternatives.get(name) ?? []]) {
        const text = variable?.elements.get("0");
        if (variable !== void 0 && variable !== null && text !== void 0) texts.set(text, variable);
      }
    texts.delete(last.elements.get("0") ?? "");
    if (scope.variables.get(name) !== last) setVariable(scope, name, last);
    if (texts.size > 0) scope.alternatives.set(name, [...texts.values()].slice(-mostAlternatives));
  }
  for (const { functions, aliases } of possible) {
    for (const [name, body] of functions) scope.functions.set(name, body);
    for (const [name, value] of aliases) scope.aliases.set(name, value);
  }
  const positional = possible.at(-1)?.positional;
  if (scope.positional !== positional) {
    scope.positional = positional;
    scope.known = void 0;
  }
}

var most = { depth: 8, commands: 1500, steps: 6e3, textSize: 1e6, rounds: 64, names: 4 };
function mayGoOn({ spent, out: out2, problems }) {
  if (++spent.steps <= most.steps && out2.length < most.commands && spent.textSize <= most.textSize) return true;
  problems.add("It is too long to be read to its end.");
  return false;
}
function hasRoom({ spent, problems }, size) {
  spent.textSize += size;
  if (spent.textSize <= most.textSize) return true;
  problems.add("It becomes too long when it is expanded.");
  return false;
}
var inside = (place, what2) => ({ ...place, within: place.within.at(-1) === what2 ? place.within : [...place.within, what2] });
var forked = (place) => ({ ...place, calls: place.calls.map(({ name }) => ({ name, forked: true })) });
var apart = (place) => ({ ...place, scope: copyOf(place.scope) });

var nobodyKnows = { state: "unknown", values: [unknown], decoded: false };
var found = (values, decoded2 = false) => ({ state: "set", values, decoded: decoded2 });
var unset = { state: "unset", values: [], decoded: false };
function separatorsOf(scope) {
  const value = scope.variables.get("IFS")?.elements.get("0");
  return value === void 0 || value.includes(unknown) ? " 	\n" : value;
}
function lookUp(scope, name, index) {
  if (/^\d+$/.test(name)) {
    if (name === "0" || scope.positional === void 0) return nobodyKnows;
    const value2 = scope.positional[Number(name) - 1];
    return value2 === void 0 ? unset : found([value2.text], value2.decoded);
  }
  if (name === "@" || name === "*")
    return scope.positional === void 0 ? nobodyKnows : found(
      scope.positional.map(({ text }) => text),
      scope.positional.some(({ decoded: decoded2 }) => decoded2)
    );
  if (name === "#") return scope.positional === void 0 ? nobodyKnows : found([String(scope.positional.length)]);
  const variable = scope.variables.get(name);
  if (variable === void 0) return name === "IFS" ? found([" 	\n"]) : nobodyKnows;
  if (variable === null) return unset;
  if (index === "@" || index === "*") return found([...variable.elements.values()], variable.decoded);
  if (index?.includes(unknown)) return { ...nobodyKnows, decoded: variable.decoded };
  const at = index?.startsWith("-") ? [...variable.elements.keys()].at(Number(index)) : index ?? "0";
  const value = variable.elements.get(at ?? "");
  return value === void 0 ? unset : found([value], variable.decoded);
}
function assignText(scope, name, value, how = {}) {
  const former = scope.variables.get(name) ?? void 0;
  const key = how.index ?? "0";
  const before = how.append === true ? former?.elements.get(key) ?? (scope.variables.has(name) ? "" : unknown) : "";
  if (how.index === void 0 && (former === void 0 || former.elements.size < 2)) {
    setVariable(scope, name, scalar(before + value.text, value.decoded || how.append === true && former?.decoded === true));
    return;
  }
  const elements = new Map(former?.elements);
  elements.set(key, before + value.text);
  setVariable(scope, name, { elements, decoded: value.decoded || former?.decoded === true });
}
function assignArray(scope, name, fields, decoded2, append) {
  const former = append ? scope.variables.get(name) ?? void 0 : void 0;
  const elements = new Map(former?.elements);
  let next = elements.size;
  for (const field of fields) {
    const [, key, value] = /^\[([^\]]+)\]=(.*)$/s.exec(field) ?? [];
    if (key === void 0) elements.set(String(next++), field);
    else elements.set(key, value ?? "");
  }
  setVariable(scope, name, { elements, decoded: decoded2 || former?.decoded === true });
}
function assignWord(scope, word, decoded2) {
  const [, name, plus, value] = /^([A-Za-z_]\w*)(\+?)=(.*)$/s.exec(word) ?? [];
  if (name === void 0 || value === void 0) return void 0;
  assignText(scope, name, { text: value, decoded: decoded2 }, { append: plus === "+" });
  return [name, scope.variables.get(name)?.elements.get("0") ?? value];
}
var forget = (scope, name) => setVariable(scope, name, scalar(untold.text));
var textIn = (scope, name) => {
  const { values, decoded: decoded2 } = lookUp(scope, name);
  return values[0] === void 0 ? plain("") : { text: values[0], decoded: decoded2 };
};

function numberOf(text) {
  if (/^[+-]?\d+$/.test(text)) return /^[+-]?0\d/.test(text) ? Number.parseInt(text, 8) : Number(text);
  if (/^[+-]?0x[\da-f]+$/i.test(text)) return Number.parseInt(text, 16);
  const [, base, digits] = /^(\d{1,2})#([\da-z]+)$/i.exec(text) ?? [];
  return base === void 0 || Number(base) < 2 || Number(base) > 36 ? void 0 : Number.parseInt(digits ?? "", Number(base));
}
function worthOf(text, place, depth = 0) {
  const trimmed3 = text.trim();
  if (trimmed3 === "") return 0;
  const number = numberOf(trimmed3);
  if (number !== void 0) return Number.isSafeInteger(number) ? number : void 0;
  const [, name, index] = /^([A-Za-z_]\w*)(?:\[([^\]]*)\])?$/.exec(trimmed3) ?? [];
  if (name === void 0 || depth > 4) return void 0;
  const { state, values } = lookUp(place.scope, name, index);
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
function calculate(expression, place, readWord) {
  const of = (one) => calculate(one, place, readWord);
  const assign2 = (target, value) => {
    const [, name, index] = target.type === "ArithmeticWord" ? /^([A-Za-z_]\w*)(?:\[(\w+)\])?$/.exec(target.value) ?? [] : [];
    if (name !== void 0) assignText(place.scope, name, plain(value === void 0 ? unknown : String(value)), index === void 0 ? {} : { index });
    return value;
  };
  const checked = (value) => value !== void 0 && Number.isSafeInteger(value) ? value : void 0;
  switch (expression.type) {
    case "ArithmeticWord":
    case "ArithmeticCommandExpansion":
      return worthOf(readWord(expression, place), place);
    case "ArithmeticGroup":
      return of(expression.expression);
    case "ArithmeticUnary": {
      const value = of(expression.operand);
      if (expression.operator === "++" || expression.operator === "--") {
        const next = value === void 0 ? void 0 : value + (expression.operator === "++" ? 1 : -1);
        assign2(expression.operand, next);
        return expression.prefix ? next : value;
      }
      if (value === void 0) return void 0;
      return { "-": -value, "+": value, "!": Number(value === 0), "~": ~value }[expression.operator];
    }
    case "ArithmeticTernary": {
      const [test, one, other] = [of(expression.test), of(expression.consequent), of(expression.alternate)];
      return test === void 0 ? void 0 : test === 0 ? other : one;
    }
    case "ArithmeticBinary": {
      const { operator } = expression;
      if (operator === "=") return assign2(expression.left, of(expression.right));
      const [left, right] = [of(expression.left), of(expression.right)];
      const isAssigning = operator.endsWith("=") && !["==", "!=", "<=", ">="].includes(operator);
      const name = isAssigning ? operator.slice(0, -1) : operator;
      const apply = Object.hasOwn(binary, name) ? binary[name] : void 0;
      const value = left === void 0 || right === void 0 ? void 0 : checked(apply?.(left, right));
      return isAssigning ? assign2(expression.left, value) : value;
    }
  }
}
function arithmeticText(expression, place, readWord) {
  const value = expression === void 0 ? void 0 : calculate(expression, place, readWord);
  return value === void 0 ? `${unknown}` : String(value);
}

function callsOf(runBody, runList2) {
  const callFunction = ([first2, ...args], place) => {
    const { scope, reading, calls: calls2 } = place;
    const name = first2?.text ?? "";
    const known = scope.functions.get(name);
    if (known === void 0) return void 0;
    const open = calls2.find((call) => call.name === name);
    if (open !== void 0) {
      if (open.forked) reading.recursive.add(name);
      return void 0;
    }
    if (place.depth >= most.depth) {
      reading.problems.add(`Its commands stand in one another more than ${most.depth} deep.`);
      return void 0;
    }
    reading.uncalled.delete(known.body);
    const before = scope.positional;
    scope.positional = args;
    scope.known = void 0;
    const outcome = runBody(known.body, {
      ...inside(place, "function"),
      source: known.source,
      depth: place.depth + 1,
      calls: [...calls2, { name, forked: false }]
    });
    scope.positional = before;
    scope.known = void 0;
    return outcome;
  };
  const callAlias = ([first2, ...args], place) => {
    const name = first2?.text ?? "";
    const value = place.scope.aliases.get(name);
    if (value === void 0 || place.depth >= most.depth || !mayGoOn(place.reading)) return void 0;
    const text = [value, ...args.map(quoted)].join(" ");
    const aliases = new Map(place.scope.aliases);
    aliases.delete(name);
    return runList2(parse(text).commands, { ...place, source: text, depth: place.depth + 1, scope: { ...place.scope, aliases } });
  };
  return (words, place) => callFunction(words, place) ?? callAlias(words, place);
}
var quoted = ({ text }) => `'${text.replaceAll("'", "'\\''")}'`;

var most2 = { words: 512, sequence: 64 };
function endOfQuoted(text, at) {
  const char = text[at];
  if (char === "\\") return at + 2;
  if (char === "'" || char === '"' || char === "`") {
    let end = at + 1;
    while (end < text.length && text[end] !== char) end += text[end] === "\\" && char !== "'" ? 2 : 1;
    return end + 1;
  }
  if (char === "$" && (text[at + 1] === "{" || text[at + 1] === "(")) {
    let level = 0;
    let end = at + 1;
    while (end < text.length) {
      const inner = text[end];
      if ("\\'\"`".includes(inner)) {
        end = endOfQuoted(text, end);
        continue;
      }
      end++;
      if ("{(".includes(inner)) level++;
      else if ("})".includes(inner) && --level === 0) break;
    }
    return end;
  }
  return at;
}
function firstBraces(text) {
  const open = [];
  let best;
  for (let at = 0; at < text.length; ) {
    const end = endOfQuoted(text, at);
    if (end > at) {
      at = end;
      continue;
    }
    const char = text[at];
    if (char === "{") open.push({ at, commas: [] });
    else if (char === ",") open.at(-1)?.commas.push(at);
    else if (char === "}") {
      const last = open.pop();
      if (last !== void 0) {
        const cuts = [last.at, ...last.commas, at];
        const inner = text.slice(last.at + 1, at);
        const parts = last.commas.length > 0 ? cuts.slice(1).map((cut2, index) => text.slice(cuts[index] + 1, cut2)) : sequenceOf(inner);
        if (parts !== void 0 && (best === void 0 || last.at < best.from)) best = { from: last.at, to: at + 1, parts };
        if (open.length === 0 && best !== void 0) return best;
      }
    }
    at++;
  }
  return best;
}
function sequenceOf(inner) {
  const [, from = "", to = "", by] = /^(-?\d{1,9}|[A-Za-z])\.\.(-?\d{1,9}|[A-Za-z])(?:\.\.(-?\d{1,9}))?$/.exec(inner) ?? [];
  if (from === "" || /\d/.test(from) !== /\d/.test(to)) return void 0;
  const isNumber = /\d/.test(from);
  const [first2, last] = isNumber ? [Number(from), Number(to)] : [from.charCodeAt(0), to.charCodeAt(0)];
  const step = Math.max(1, Math.abs(Number(by ?? 1))) * (last < first2 ? -1 : 1);
  const width = /^-?0\d/.test(from) || /^-?0\d/.test(to) ? Math.max(from.length, to.length) : 0;
  const values = [];
  for (let value = first2; step > 0 ? value <= last : value >= last; value += step) {
    const isLong = values.length >= most2.sequence - 1;
    const told2 = isLong ? last : value;
    values.push(isNumber ? told2 < 0 ? `-${String(-told2).padStart(width - 1, "0")}` : String(told2).padStart(width, "0") : String.fromCharCode(told2));
    if (isLong) break;
  }
  return values;
}
function withBraces(text) {
  const done2 = [];
  const left = [text];
  let work = 0;
  while (left.length > 0 && done2.length < most2.words) {
    const next = left.pop();
    work += next.length;
    const found3 = work > 2e5 ? void 0 : firstBraces(next);
    if (found3 === void 0) done2.push(next);
    else for (const part of [...found3.parts].reverse()) left.push(next.slice(0, found3.from) + part + next.slice(found3.to));
  }
  return left.length > 0 ? [...done2, unknown] : done2;
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
  const named2 = [...rest.matchAll(/\[:(\w+):\]/g)].flatMap(([, name]) => classes[name ?? ""] ?? []);
  const chars = rest.replace(/\[:\w+:\]/g, "");
  const ranges = [...chars.matchAll(/([\s\S])-([\s\S])|([\s\S])/g)].map(([, from, to, only]) => [from ?? only ?? "", to ?? only ?? ""]);
  return (char) => (ranges.some(([from, to]) => char >= from && char <= to) || named2.some((known) => known.test(char))) !== isNegated;
}
function patternParts(text) {
  const parts = [];
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (char === "*") parts.push({ kind: "many" });
    else if (char === "?") parts.push({ kind: "one" });
    else if (char === "\\" && at + 1 < text.length) parts.push(text[++at]);
    else if (char === "[") {
      const set = /^\[([!^]?\]?(?:\[:\w+:\]|[^\]])*)\]/.exec(text.slice(at, at + 256));
      if (set === null) parts.push(char);
      else {
        parts.push({ kind: "set", has: setOf(set[1] ?? "") });
        at += set[0].length - 1;
      }
    } else parts.push(char);
  }
  return parts;
}
var fits = (part, char) => typeof part === "string" ? part === char : part.kind === "one" || part.kind === "set" && part.has(char);
function fittingLengths(parts, text) {
  const lengths = [];
  const isMany2 = (at) => {
    const part = parts[at];
    return typeof part === "object" && part.kind === "many";
  };
  const spread2 = (states2) => {
    for (const at of states2) if (isMany2(at)) states2.add(at + 1);
    return states2;
  };
  let states = spread2(/* @__PURE__ */ new Set([0]));
  for (let length = 0; ; length++) {
    if (states.has(parts.length)) lengths.push(length);
    const char = text[length];
    if (char === void 0 || states.size === 0) return lengths;
    const next = /* @__PURE__ */ new Set();
    for (const at of states) {
      const part = parts[at];
      if (part === void 0) continue;
      if (isMany2(at)) next.add(at);
      else if (fits(part, char)) next.add(at + 1);
    }
    states = spread2(next);
  }
}
var fitsWhole = (parts, text) => fittingLengths(parts, text).at(-1) === text.length;

function withoutEnd(value, pattern, operator) {
  const isFront = operator.startsWith("#");
  const lengths = isFront ? fittingLengths(pattern, value) : fittingLengths([...pattern].reverse(), [...value].reverse().join(""));
  const length = lengths.at(operator.length === 2 ? -1 : 0) ?? 0;
  return isFront ? value.slice(length) : value.slice(0, value.length - length);
}
function replaced(value, pattern, replacement, operator) {
  if (pattern.length === 0) return value;
  if (operator === "/%") {
    const length = fittingLengths([...pattern].reverse(), [...value].reverse().join("")).at(-1);
    return length === void 0 ? value : value.slice(0, value.length - length) + replacement;
  }
  if (pattern.every((part) => typeof part === "string")) {
    const searched = pattern.join("");
    if (operator === "/#") return value.startsWith(searched) ? replacement + value.slice(searched.length) : value;
    return operator === "//" ? value.split(searched).join(replacement) : value.replace(searched, () => replacement);
  }
  if (value.length > 256) return unknown;
  let result = "";
  for (let at = 0; at < value.length; ) {
    const length = fittingLengths(pattern, value.slice(at)).at(-1) ?? 0;
    if (length === 0) result += value[at++];
    else {
      result += replacement;
      at += length;
      if (operator === "/") return result + value.slice(at);
    }
    if (operator === "/#") return result + value.slice(at);
  }
  return result;
}

var something = unknown + wildcard.one;
var mostCut = 2048;
function parameterPieces(part, place, quoted3) {
  if (part.type === "SimpleExpansion") {
    const name2 = part.text.slice(1);
    if (name2 === "") return [{ kind: "plain", text: "$" }];
    return spread(lookUp(place.scope, name2), name2 === "@", name2 === "*", place, quoted3);
  }
  const index = part.index === void 0 ? void 0 : indexText(part, place);
  const name = part.parameter;
  const isAll = name === "@" || index === "@";
  const isJoined = name === "*" || index === "*";
  if (part.prefix === "#") return [{ kind: quoted3 ? "quoted" : "value", text: lengthOf(lookUp(place.scope, name, index), isAll || isJoined) }];
  let values = lookUp(place.scope, name, index);
  if (part.prefix === "!") {
    const target = values.values[0];
    if (isAll || isJoined || part.operation?.type === "Names" || target === void 0 || !/^(\w+|[@*#])$/.test(target))
      return [{ kind: "quoted", text: unknown }];
    values = lookUp(place.scope, target);
  }
  const { operation } = part;
  if (operation === void 0) return spread(values, isAll, isJoined, place, quoted3);
  if (operation.type === "Default") return withDefault(operation, values, name, place, quoted3, { isAll, isJoined });
  return spread(changed(operation, values, isAll || isJoined ? index === void 0 ? 1 : 0 : void 0, place), isAll, isJoined, place, quoted3);
}
function indexText(part, place) {
  const index = part.index;
  if (index === void 0 || index.text === "@" || index.text === "*") return index?.text ?? "";
  const { text } = expandText(index, place);
  const named2 = lookUp(place.scope, part.parameter, text);
  return named2.state === "set" ? text : String(numberIn(text, place) ?? text);
}
var lengthOf = ({ state, values }, isAll) => {
  if (state === "unknown" || values.some((value) => value.includes(unknown))) return something;
  return String(isAll ? values.length : values[0]?.length ?? 0);
};
function spread({ values, decoded: decoded2 }, isAll, isJoined, place, quoted3) {
  const kind = quoted3 ? "quoted" : "value";
  if (isJoined && quoted3) return [{ kind, text: values.join(separatorsOf(place.scope)[0] ?? ""), decoded: decoded2 }];
  if (!isAll && !isJoined) return [{ kind, text: values[0] ?? "", decoded: decoded2 }];
  return values.flatMap(
    (text, index) => index === 0 ? [{ kind, text, decoded: decoded2 }] : [
      { kind: "break", text: "" },
      { kind, text, decoded: decoded2 }
    ]
  );
}
function withDefault(operation, values, name, place, quoted3, all) {
  const kind = operation.operator.replace(":", "");
  const isEmpty = values.values.every((value) => value === "");
  const isMissing = values.state === "unset" || operation.operator.startsWith(":") && values.state === "set" && isEmpty;
  const isUnknown = values.state === "unknown" || values.values.includes(unknown);
  const own = () => spread(values, all.isAll, all.isJoined, place, quoted3);
  const operand = () => {
    const pieces2 = wordPieces(operation.operand, place);
    return pieces2.map(
      (piece) => piece.kind === "plain" || piece.kind === "glob" ? { ...piece, kind: quoted3 ? "quoted" : "value" } : quoted3 && piece.kind === "value" ? { ...piece, kind: "quoted" } : piece
    );
  };
  if (kind === "?") {
    if (!isUnknown) return own();
    wordPieces(operation.operand, place);
    return [{ kind: quoted3 ? "quoted" : "value", text: something }];
  }
  if (kind === "+") {
    if (isMissing) return [{ kind: quoted3 ? "quoted" : "value", text: "" }];
    const pieces2 = operand();
    return isUnknown ? [{ kind: "quoted", text: unknown }] : pieces2;
  }
  if (!isMissing && !isUnknown) {
    return own();
  }
  const pieces = operand();
  if (kind === "=") assignText(place.scope, name, expandText(operation.operand, { ...place, reading: { ...place.reading, out: [] } }));
  return pieces;
}
function changed(operation, values, first2, place) {
  const change = changeOf(operation, first2, values, place);
  if (Array.isArray(change)) return { ...values, values: change };
  if (typeof change !== "function") return { ...values, values: [unknown] };
  const isTold2 = (value) => !value.includes(unknown) && value.length <= mostCut;
  return { ...values, values: values.values.map((value) => isTold2(value) ? change(value) : unknown) };
}
function changeOf(operation, first2, values, place) {
  switch (operation.type) {
    case "Remove": {
      const pattern = expandPattern(operation.operand, place);
      return pattern && ((value) => withoutEnd(value, pattern, operation.operator));
    }
    case "Replace": {
      const pattern = expandPattern(operation.pattern, place);
      const { text } = expandText(operation.replacement, place);
      return pattern && isPlain(text) ? (value) => replaced(value, pattern, text, operation.operator) : void 0;
    }
    case "Slice": {
      const from = numberIn(expandText(operation.offset, place).text, place);
      const length = operation.length === void 0 ? void 0 : numberIn(expandText(operation.length, place).text, place);
      if (from === void 0 || operation.length !== void 0 && length === void 0) return void 0;
      const ends2 = (size) => {
        const start = from < 0 && size + from < 0 ? size : from < 0 ? size + from : from;
        return [start, length === void 0 ? size : length < 0 ? size + length : start + length];
      };
      if (first2 !== void 0) {
        if (values.state === "unknown") return void 0;
        const list4 = first2 === 1 ? [unknown, ...values.values] : values.values;
        const start = from < 0 ? list4.length + from : from;
        return start < 0 ? [] : list4.slice(start, length === void 0 ? void 0 : start + Math.max(0, length));
      }
      return (value) => value.slice(...ends2(value.length));
    }
    case "CaseModification": {
      const { operator } = operation;
      const turned2 = (text) => operator.startsWith("^") ? text.toUpperCase() : text.toLowerCase();
      return (value) => operator.length === 2 ? turned2(value) : turned2(value.slice(0, 1)) + value.slice(1);
    }
    case "Transform": {
      const { text } = expandText(operation.operand, place);
      if (text === "U") return (value) => value.toUpperCase();
      if (text === "u") return (value) => value.slice(0, 1).toUpperCase() + value.slice(1);
      if (text === "L") return (value) => value.toLowerCase();
      if (text === "E" || text === "P") return (value) => printedEscapes(value).text;
      return text === "Q" ? (value) => `'${value.replaceAll("'", "'\\''")}'` : void 0;
    }
    default:
      return void 0;
  }
}
function numberIn(text, place) {
  if (/^\s*-?\d{1,9}\s*$/.test(text)) return Number(text);
  if (text.length > 256 || /[`$()]/.test(text) || !isPlain(text)) return void 0;
  const [statement] = parse(`((${text}))`).commands;
  const expression = statement?.command.type === "ArithmeticCommand" ? statement.command.expression : void 0;
  return expression && calculate(
    expression,
    place,
    (word) => word.type === "ArithmeticWord" ? word.parts === void 0 ? word.value : quotedText(word.parts, place).text : unknown
  );
}

var isDecoded = (pieces) => pieces.some(({ decoded: decoded2 }) => decoded2 === true);
var withWildcards = (text) => text.replace(/[?*+@!]\([^()]{0,256}\)/g, wildcard.many).replace(/\[[^\s\]/]{1,64}\]/g, wildcard.one).replaceAll("*", wildcard.many).replaceAll("?", wildcard.one);
function fieldsOf(pieces, separators) {
  const fields = [];
  let current;
  const end = () => {
    if (current !== void 0) fields.push(current);
    current = void 0;
  };
  const isSeparator = (char) => separators.includes(char);
  for (const { kind, text } of pieces) {
    if (kind === "break") end();
    else if (kind === "plain" || kind === "quoted") current = (current ?? "") + text;
    else if (kind === "glob") current = (current ?? "") + withWildcards(text);
    else {
      let from = 0;
      for (let at = 0; at <= text.length; at++) {
        const char = text[at];
        if (char !== void 0 && !isSeparator(char)) continue;
        if (at > from) current = (current ?? "") + withWildcards(text.slice(from, at));
        if (char !== void 0) end();
        from = at + 1;
      }
    }
  }
  end();
  return fields;
}
var textOf = (pieces) => ({
  text: pieces.length === 1 ? pieces[0]?.text ?? "" : pieces.map(({ kind, text }) => kind === "break" ? " " : text).join(""),
  decoded: isDecoded(pieces)
});
function patternOf(pieces) {
  if (pieces.some(({ text }) => text.includes(unknown))) return void 0;
  return pieces.flatMap(({ kind, text }) => kind === "glob" || kind === "value" ? patternParts(text) : [...text]);
}

function expandWord(word, place) {
  if (word.parts === void 0 && !word.text.includes("~") && word.value !== "") return { fields: [word.value], decoded: false };
  const words = word.text.includes("{") && word.parts?.some(({ type }) => type === "BraceExpansion") ? reparsed(word) : [word];
  const fields = [];
  let decoded2 = false;
  for (const one of words) {
    const pieces = wordPieces(one, place);
    decoded2 ||= isDecoded(pieces);
    for (const field of fieldsOf(pieces, separatorsOf(place.scope))) fields.push(field);
  }
  return { fields: charged(fields, place), decoded: decoded2 };
}
function expandText(word, place) {
  const value = textOf(wordPieces(word, place));
  return hasRoom(place.reading, value.text.length) ? value : { text: unknown, decoded: value.decoded };
}
var expandPattern = (word, place) => patternOf(wordPieces(word, place));
var wordPieces = (word, place) => word.parts === void 0 ? [...withHome(word.text, word.value, place, word.text.length)] : word.parts.flatMap((part, index) => partPieces(part, place, { isFirst: index === 0, isOnly: word.parts?.length === 1, word }));
var quotedText = (parts, place) => textOf(parts.flatMap((part) => part.type === "Literal" ? [{ kind: "quoted", text: part.value }] : quotedPieces(part, place)));
function charged(fields, place) {
  const size = fields.reduce((sum, field) => sum + field.length, 0);
  return hasRoom(place.reading, size) ? fields : [unknown];
}
function reparsed(word) {
  return withBraces(word.text).flatMap((text) => {
    if (text === "") return [];
    if (/^[\w./@%+:,-]+$/.test(text)) return [{ ...word, text, value: text, parts: void 0 }];
    const [statement] = parse(`: ${text}`).commands;
    const found3 = statement?.command.type === "Command" ? statement.command.args.filter((one) => one.type === "Word") : [];
    const [only] = found3;
    return only === void 0 || found3.length > 1 ? [{ ...word, text, value: text.replace(/['"\\]/g, ""), parts: void 0 }] : [only];
  });
}
function withHome(text, value, { scope }, length) {
  if (!text.includes("~")) return value === "" && length > 0 ? [{ kind: "quoted", text: "" }] : [{ kind: "plain", text: value }];
  const home = scope.variables.get("HOME")?.elements.get("0");
  const named2 = (name2) => {
    if (name2 === "") return home;
    if (name2 === "+") return scope.variables.get("PWD")?.elements.get("0");
    if (name2 === "-") return scope.variables.get("OLDPWD")?.elements.get("0") ?? unknown;
    if (name2 === "root") return "/root";
    return home?.endsWith(`/${name2}`) ? home : void 0;
  };
  const [, before, name, after] = /^((?:[A-Za-z_]\w*=)?)~([\w+-]*)((?:[/:].*)?)$/s.exec(value) ?? [];
  const isQuoted = !(text.startsWith("~") || /^\w+=~/.test(text));
  const folder = name === void 0 || isQuoted ? void 0 : named2(name);
  return [{ kind: "plain", text: folder === void 0 ? value : `${before}${folder}${after}` }];
}
var glue = /^[\w./-]/;
function partPieces(part, place, at) {
  switch (part.type) {
    case "Literal": {
      if (!at.isFirst) return [{ kind: "plain", text: part.value }];
      return at.isOnly || part.value.includes("/") ? withHome(part.text, part.value, place, 0) : [{ kind: "plain", text: part.value }];
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
      return isNothingHere(part, at.word, place) ? [] : parameterPieces(part, place, false);
    case "CommandExpansion":
      return [{ kind: "value", ...outputOf(part, place) }];
    case "ArithmeticExpansion":
      return [{ kind: "value", text: arithmeticText(part.expression, place, expandArithmeticWord) }];
    case "ProcessSubstitution":
      return processPieces(part, place);
  }
}
function isNothingHere(part, word, { scope, calls: calls2 }) {
  if (scope.positional !== void 0 || calls2.length > 0 || !/^\$\{?[@*1-9]\}?$/.test(part.text)) return false;
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
  const { text, decoded: decoded2 } = place.reading.substitute(part.script, place);
  return { text: text.replace(/\n+$/, ""), decoded: decoded2 };
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

import { posix } from "node:path";

function echoed(args) {
  let at = 0;
  while (/^-[neE]+$/.test(args[at] ?? "")) at++;
  const options2 = args.slice(0, at).join("");
  const text = args.slice(at).join(" ");
  const end = options2.includes("n") ? "" : "\n";
  if (!options2.includes("e") || !text.includes("\\")) return plain(text + end);
  const printed2 = printedEscapes(text);
  return { text: printed2.text + (printed2.stopped ? "" : end), decoded: hidesLetters(text) };
}
var directive = /%(?:%|(-?)(0?)(\d{0,3}|\*)(?:\.(\d{0,3}))?(?:l{0,2})([sbqdiouxXcfFeEgG]|\([^)]*\)T))/g;
var mostRounds = 1e3;
function printed(args) {
  const [format = "", ...values] = args[0] === "--" ? args.slice(1) : args;
  const taken = { at: 0, isDecoded: hidesLetters(format) };
  let text = "";
  for (let round = 0; round < mostRounds; round++) {
    const before = taken.at;
    text += formatted(format, values, taken);
    if (taken.at >= values.length || taken.at === before) break;
  }
  return { text, decoded: taken.isDecoded };
}
function formatted(format, values, taken) {
  let text = "";
  let end = 0;
  for (const found3 of format.matchAll(directive)) {
    text += printedEscapes(format.slice(end, found3.index)).text;
    end = found3.index + found3[0].length;
    if (found3[0] === "%%") text += "%";
    else {
      const [, left, zero, width = "", precision, kind = "s"] = found3;
      const size = Math.min(width === "*" ? Number(values[taken.at++] ?? 0) || 0 : Number(width), 999);
      const value = shown(kind, values[taken.at++], precision, taken);
      text += left === "-" ? value.padEnd(size) : value.padStart(size, zero === "0" && kind !== "s" ? "0" : " ");
    }
  }
  return text + printedEscapes(format.slice(end)).text;
}
function shown(kind, value, precision, taken) {
  if (kind === "s" || kind === "q") return precision === void 0 ? value ?? "" : (value ?? "").slice(0, Number(precision));
  if (kind === "b") {
    taken.isDecoded ||= hidesLetters(value ?? "");
    return printedEscapes(value ?? "").text;
  }
  if (kind === "c") return (value ?? "").slice(0, 1);
  if (kind.startsWith("(") || value?.includes(unknown)) return unknown + wildcard.one;
  const number = /^['"]/.test(value ?? "") ? value?.codePointAt(1) ?? 0 : Number(/^0\d+$/.test(value ?? "") ? `0o${value?.slice(1)}` : value ?? 0);
  if (!Number.isFinite(number)) return "0";
  if (kind === "x") return Math.trunc(number).toString(16);
  if (kind === "X") return Math.trunc(number).toString(16).toUpperCase();
  if (kind === "o") return Math.trunc(number).toString(8);
  if ("diu".includes(kind)) return String(Math.trunc(number));
  return "fF".includes(kind) ? number.toFixed(Math.min(Number(precision ?? 6), 50)) : String(number);
}

var declaring = /* @__PURE__ */ new Set(["export", "local", "declare", "readonly", "typeset"]);
var bare = (words) => ["command", "builtin"].includes(words[0]?.text ?? "") ? words.slice(1) : words;
var isDeclaring = (words) => declaring.has(bare(words)[0]?.text ?? "");
var done = { output: nothing, ok: void 0 };
var builtins = /* @__PURE__ */ new Map([
  ["unset", unset2],
  ["read", read],
  ["mapfile", readAll],
  ["readarray", readAll],
  ["set", setPositional],
  ["shift", shift],
  ["cd", changeFolder],
  ["pushd", changeFolder],
  ["popd", (_, place) => changeFolder([untold], place)],
  ["alias", alias],
  ["printf", printInto],
  ["eval", (args, place) => readSilently(args.map(({ text }) => text).join(" "), place)],
  ["let", forgetNamed],
  ["getopts", (args, place) => read(args.slice(1), { ...place, input: void 0 })]
]);
function applyBuiltin(words, place) {
  const [first2, ...args] = bare(words);
  if (first2 === void 0) return void 0;
  const builtin = builtins.get(first2.text);
  if (builtin !== void 0) return builtin(args, place);
  if (!/^(.*\/)?(ba|z|da|k|a)?sh$/.test(first2.text)) return void 0;
  return runShell(args, place);
}
function unset2(args, { scope }) {
  const isFunction = args[0]?.text === "-f";
  for (const { text } of args) {
    if (isFunction) scope.functions.delete(text);
    else if (/^[A-Za-z_]\w*$/.test(text)) setVariable(scope, text, null);
  }
  return done;
}
function read(args, { scope, input }) {
  const valued = /^-[a-zA-Z]*[adeinNptu]$/;
  const names4 = args.map(({ text }) => text).filter((word, index, all) => !word.startsWith("-") && !valued.test(all[index - 1] ?? ""));
  const array = args[args.findIndex(({ text }) => /^-\w*a$/.test(text)) + 1]?.text;
  const isArray = args.some(({ text }) => /^-\w*a$/.test(text)) && array !== void 0;
  const content = input?.content;
  if (input === void 0 || content === void 0 || content.text.includes(unknown)) {
    for (const name of isArray ? [array] : names4.length === 0 ? ["REPLY"] : names4) if (/^[A-Za-z_]\w*$/.test(name)) forget(scope, name);
    return done;
  }
  if (input.at >= content.text.length) return { output: nothing, ok: false };
  const isWhole = args.some(({ text }, index) => /^-\w*d$/.test(text) && args[index + 1]?.text === "");
  const end = isWhole ? -1 : content.text.indexOf("\n", input.at);
  const line = content.text.slice(input.at, end === -1 ? content.text.length : end);
  input.at = end === -1 ? content.text.length : end + 1;
  const separators = separatorsOf(scope);
  const parts = splitLine(line, separators);
  const { decoded: decoded2 } = content;
  if (isArray)
    assignArray(
      scope,
      array,
      parts.map(({ text }) => text),
      decoded2,
      false
    );
  else if (names4.length === 0) assignText(scope, "REPLY", { text: line, decoded: decoded2 });
  else
    for (const [index, name] of names4.entries()) {
      const isLast = index === names4.length - 1;
      const part = parts[index];
      const text = part === void 0 ? "" : isLast ? trimmed(line.slice(part.from), separators) : part.text;
      if (/^[A-Za-z_]\w*$/.test(name)) assignText(scope, name, { text, decoded: decoded2 });
    }
  return { output: nothing, ok: true };
}
function splitLine(line, separators) {
  const parts = [];
  let from = 0;
  for (let at = 0; at <= line.length; at++) {
    const char = line[at];
    if (char !== void 0 && !separators.includes(char)) continue;
    if (at > from) parts.push({ text: line.slice(from, at), from });
    from = at + 1;
  }
  return parts;
}
function trimmed(text, separators) {
  let end = text.length;
  while (end > 0 && separators.includes(text[end - 1])) end--;
  return text.slice(0, end);
}
function readAll(args, { scope, input }) {
  const name = args.at(-1)?.text ?? "MAPFILE";
  if (!/^[A-Za-z_]\w*$/.test(name)) return done;
  if (input?.content === void 0) forget(scope, name);
  else assignArray(scope, name, input.content.text.replace(/\n$/, "").split("\n"), input.content.decoded, false);
  return done;
}
function setPositional(args, { scope }) {
  const dashes = args.findIndex(({ text }) => text === "--");
  const first2 = args.findIndex(({ text }) => !/^[-+]/.test(text));
  if (dashes === -1 && (first2 === -1 || /^[-+]\w*o$/.test(args[first2 - 1]?.text ?? ""))) return done;
  scope.positional = args.slice(dashes === -1 ? first2 : dashes + 1);
  scope.known = void 0;
  return done;
}
function shift(args, { scope }) {
  scope.positional = scope.positional?.slice(Number(args[0]?.text ?? 1) || 1);
  scope.known = void 0;
  return done;
}
var mostPath2 = 4096;
function changeFolder(args, { scope }) {
  const target = args.find(({ text }) => !/^-[LPe@]/.test(text))?.text ?? textIn(scope, "HOME").text;
  const from = scope.variables.get("PWD")?.elements.get("0");
  const before = scope.variables.get("OLDPWD")?.elements.get("0");
  const wanted = target === "-" ? before ?? unknown : target;
  const isTold2 = isPlain(wanted) && (posix.isAbsolute(wanted) || from !== void 0 && isPlain(from));
  if (from !== void 0) assignText(scope, "OLDPWD", plain(from));
  const folder = isTold2 ? posix.resolve(from !== void 0 && isPlain(from) ? from : "/", wanted) : void 0;
  if (folder !== void 0 && folder.length <= mostPath2) assignText(scope, "PWD", plain(folder));
  else forget(scope, "PWD");
  return done;
}
function alias(args, { scope }) {
  for (const { text } of args) {
    const [, name, value] = /^([\w.-]+)=(.*)$/s.exec(text) ?? [];
    if (name !== void 0 && value !== void 0) scope.aliases.set(name, value);
  }
  return done;
}
function printInto(args, { scope }) {
  const name = args[1]?.text;
  if (args[0]?.text !== "-v" || name === void 0) return void 0;
  const said = printed(args.slice(2).map(({ text }) => text));
  if (/^[A-Za-z_]\w*$/.test(name)) assignText(scope, name, { ...said, decoded: said.decoded || args.some(({ decoded: decoded2 }) => decoded2) });
  return done;
}
function forgetNamed(args, { scope }) {
  for (const { text } of args) {
    const name = /^([A-Za-z_]\w*)[-+*/%&|^<>]*=/.exec(text)?.[1];
    const value = text.slice(text.indexOf("=") + 1);
    if (name !== void 0) assignText(scope, name, /^\d+$/.test(value) && text[name.length] === "=" ? plain(value) : untold);
  }
  return done;
}
function readSilently(text, place) {
  const { reading } = place;
  if (place.depth >= most.depth || text.length > 65536 || !isTellable(text) || !mayGoOn(reading)) return { output: untold, ok: void 0 };
  const apart2 = { ...reading, out: [], problems: /* @__PURE__ */ new Set(), recursive: /* @__PURE__ */ new Set() };
  return { output: reading.readLine(text, { ...place, reading: apart2, depth: place.depth + 1 }), ok: void 0 };
}
var isTellable = (text) => text.replaceAll(unknown, "").trim() !== "";
function runShell(args, place) {
  const at = args.findIndex(({ text }) => /^-\w*c$/.test(text));
  const line = args.slice(at + 1).find(({ text }) => !text.startsWith("-"));
  if (at === -1) {
    const content = args.length === 0 || args.every(({ text }) => /^-(s|-)?$/.test(text)) ? place.input?.content : void 0;
    return content === void 0 ? void 0 : readSilently(content.text.slice(place.input?.at), { ...place, scope: copyOf(place.scope), input: void 0 });
  }
  if (line === void 0) return void 0;
  const scope = copyOf(place.scope);
  scope.positional = args.slice(args.indexOf(line) + 2);
  return readSilently(line.text, { ...place, scope });
}

var stream = (content, from) => ({ content, from, at: 0 });
function readRedirections(list4, place) {
  const files = [];
  const redirections = [];
  let input;
  let output;
  let decoded2 = false;
  for (const redirection of list4) {
    if (redirection.type === "HereDoc") {
      input = stream(documentOf(redirection, place));
      continue;
    }
    const { target } = redirection;
    if (target === void 0) continue;
    if (redirection.type === "HereString") {
      const text = expandText(target, place);
      input = stream({ ...text, text: `${text.text}
` });
      continue;
    }
    const { operator } = redirection;
    const offers = { given: [], taking: [] };
    const found3 = expandWord(target, { ...place, offers });
    decoded2 ||= found3.decoded;
    for (const field of found3.fields) redirections.push({ operator, target: field });
    const name = found3.fields.join(" ");
    const isDescriptor = operator.endsWith("&") && /^(\d*-?)$/.test(name);
    const isProcess = offers.given.length + offers.taking.length > 0;
    if (!isDescriptor && !isProcess) files.push(...found3.fields);
    const number = redirection.descriptor?.type === "FileDescriptor" ? redirection.descriptor.value : operator.startsWith("<") ? 0 : 1;
    if (operator === "<" && number === 0) input = offers.given[0] ?? stream(place.reading.written.get(name));
    else if (operator === "<&" && number === 0 && isDescriptor) continue;
    else if (/>/.test(operator) && (number === 1 || operator.startsWith("&")) && !/^\/dev\/(stdout|fd\/1)$/.test(name) && !(isDescriptor && name === "1"))
      output = { file: isDescriptor || isProcess || !isPlain(name) ? void 0 : name, appends: operator.includes(">>"), scripts: offers.taking };
  }
  return { files, redirections, input, output, decoded: decoded2 };
}
function documentOf(document, place) {
  const { body, delimiter, operator } = document;
  if (!hasRoom(place.reading, body.text.length)) return plain("");
  const straight = (text) => operator === "<<-" ? text.replace(/^\t+/gm, "") : text;
  if (delimiter?.quoted === true) return plain(straight(body.text));
  const parts = body.parts;
  if (parts === void 0) return plain(straight(body.text).replace(/\\([$`\\])|\\\n/g, (_, char) => char ?? ""));
  const value = quotedText(parts, place);
  return { ...value, text: straight(value.text) };
}

import { posix as posix2 } from "node:path";

var linesOf = (text) => (text.endsWith("\n") ? text.slice(0, -1) : text).split("\n");
var withLines = (lines2, { decoded: decoded2 }) => ({ text: lines2.length === 0 ? "" : `${lines2.join("\n")}
`, decoded: decoded2 });
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
function cut(args, given3) {
  const chars = optionOf(args, "c", "characters") ?? optionOf(args, "b", "bytes");
  const list4 = chars ?? optionOf(args, "f", "fields");
  const wanted = list4 === void 0 ? void 0 : rangesOf(list4);
  if (wanted === void 0 || args.some((word) => word.startsWith("--complement"))) return void 0;
  const between = chars === void 0 ? optionOf(args, "d", "delimiter") ?? "	" : "";
  return withLines(
    linesOf(given3.text).map(
      (line) => between !== "" && !line.includes(between) ? line : line.split(between).filter((_, index) => wanted(index + 1)).join(between)
    ),
    given3
  );
}
function ends(name, args, given3) {
  if (args.some((word, index) => !word.startsWith("-") && !/^-(n|c|-lines|-bytes)$/.test(args[index - 1] ?? ""))) return void 0;
  const bytes = optionOf(args, "c", "bytes");
  const short = args.find((word) => /^-\d+$/.test(word))?.slice(1);
  const count = bytes ?? short ?? optionOf(args, "n", "lines") ?? "10";
  if (!/^[+-]?\d{1,9}$/.test(count)) return void 0;
  const size = Math.abs(Number(count));
  const parts = bytes === void 0 ? linesOf(given3.text) : [...given3.text];
  const kept = name === "head" ? parts.slice(0, count.startsWith("-") ? Math.max(0, parts.length - size) : size) : count.startsWith("+") ? parts.slice(Math.max(0, size - 1)) : parts.slice(Math.max(0, parts.length - size));
  return bytes === void 0 ? withLines(kept, given3) : { text: kept.join(""), decoded: given3.decoded };
}
var turned = ({ text }) => ({
  text: text.split("\n").map((line) => [...line].reverse().join("")).join("\n"),
  decoded: true
});
function counted(args) {
  const numbers = args.map(Number);
  if (args.length === 0 || args.length > 3 || !args.every((word) => /^-?\d{1,9}$/.test(word))) return void 0;
  const [from = 1, step = 1, to = 0] = numbers.length === 1 ? [1, 1, numbers[0]] : numbers.length === 2 ? [numbers[0], 1, numbers[1]] : numbers;
  if (step === 0 || (to - from) / step > 1e3) return void 0;
  const lines2 = [];
  for (let value = from; step > 0 ? value <= to : value >= to; value += step) lines2.push(`${value}
`);
  return plain(lines2.join(""));
}

var asText = (bytes) => bytes.toString("utf8");
function base64Decoded(args, given3) {
  const isDecoding = args.some((word) => /^-\w*[dD]\w*$/.test(word) || word === "--decode");
  if (!isDecoding) return void 0;
  return { text: asText(Buffer.from(given3.text.replace(/\s/g, ""), "base64")), decoded: true };
}
function opensslDecoded(args, given3) {
  const isBase64 = args[0] === "base64" || args[0] === "enc" && args.some((word) => /^-(base64|a)$/.test(word));
  if (!isBase64 || !args.includes("-d") || args.some((word) => /^-(aes|des|in$|k$|pass$)/.test(word))) return void 0;
  return base64Decoded(["-d"], given3);
}
var base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
function base32Decoded(args, given3) {
  if (!args.some((word) => /^(-d|-D|--decode)$/.test(word))) return void 0;
  const bytes = [];
  let held = 0;
  let bits = 0;
  for (const char of given3.text.toUpperCase()) {
    const value = base32.indexOf(char);
    if (value === -1) continue;
    held = (held << 5 | value) & 4095;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes.push(held >> bits & 255);
    }
  }
  return { text: asText(Buffer.from(bytes)), decoded: true };
}
function hexadecimalDecoded(args, given3) {
  const options2 = args.filter((word) => word.startsWith("-")).join("");
  if (!options2.includes("r") || !/p|-ps|plain/.test(options2)) return void 0;
  return { text: asText(Buffer.from(given3.text.replace(/[^\da-fA-F]/g, ""), "hex")), decoded: true };
}

function replaced2(args, given3) {
  const scripts = args.filter((word) => !/^-(e|E|r|n|-expression|-regexp-extended)$/.test(word));
  const [script = ""] = scripts;
  if (scripts.length !== 1 || args.includes("-n") || script[0] !== "s") return void 0;
  const mark = script[1] ?? "";
  if (mark === "" || /[\w\\\s]/.test(mark)) return void 0;
  const parts = partsOf(script.slice(2), mark);
  if (parts === void 0) return void 0;
  const [searched, replacement, flags] = parts;
  if (!/^[gp]?$/.test(flags)) return void 0;
  const isAtStart = searched.startsWith("^");
  const isAtEnd = searched.endsWith("$") && !searched.endsWith("\\$");
  const plainSearch = literal(searched.slice(isAtStart ? 1 : 0, isAtEnd ? -1 : void 0));
  if (plainSearch === void 0 || /[&\n]|\\\d/.test(replacement)) return void 0;
  const put = replacement.replace(/\\(.)/g, (_, char) => char === "n" ? "\n" : char);
  const change = (line) => {
    if (isAtStart && isAtEnd) return line === plainSearch ? put : line;
    if (isAtStart) return line.startsWith(plainSearch) ? put + line.slice(plainSearch.length) : line;
    if (isAtEnd) return line.endsWith(plainSearch) ? line.slice(0, line.length - plainSearch.length) + put : line;
    if (plainSearch === "") return line;
    return flags === "g" ? line.split(plainSearch).join(put) : line.replace(plainSearch, () => put);
  };
  const isEnded = given3.text.endsWith("\n");
  const lines2 = (isEnded ? given3.text.slice(0, -1) : given3.text).split("\n").map(change);
  return { text: lines2.join("\n") + (isEnded ? "\n" : ""), decoded: given3.decoded };
}
function partsOf(text, mark) {
  const parts = [""];
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (char === "\\" && at + 1 < text.length) {
      parts[parts.length - 1] += text[at + 1] === mark ? mark : char + text[at + 1];
      at++;
    } else if (char === mark && parts.length < 3) parts.push("");
    else parts[parts.length - 1] += char;
  }
  const [searched, replacement, flags] = parts;
  return searched === void 0 || replacement === void 0 || flags === void 0 ? void 0 : [searched, replacement, flags];
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
function charsOf(set) {
  const chars = [];
  const text = printedEscapes(set).text;
  for (let at = 0; at < text.length && chars.length < mostChars; at++) {
    const [named2, name = ""] = /^\[:(\w+):\]/.exec(text.slice(at, at + 12)) ?? [];
    const known = name === "alpha" ? `${classes2["upper"]}${classes2["lower"]}` : name === "alnum" ? `${classes2["digit"]}${classes2["upper"]}${classes2["lower"]}` : classes2[name];
    if (named2 !== void 0 && known !== void 0) {
      chars.push(...known);
      at += named2.length - 1;
    } else if (text[at + 1] === "-" && at + 2 < text.length) {
      for (let code = text.charCodeAt(at); code <= text.charCodeAt(at + 2) && chars.length < mostChars; code++) chars.push(String.fromCharCode(code));
      at += 2;
    } else chars.push(text[at]);
  }
  return chars;
}
function translated(args, given3) {
  const options2 = args.filter((word) => /^-[cCdst]+$/.test(word)).join("");
  const dashes = args.indexOf("--");
  const [first2, second] = dashes === -1 ? args.filter((word) => !/^(-[cCdst]+|--\w[\w-]*)$/.test(word)) : args.slice(dashes + 1);
  if (first2 === void 0) return void 0;
  const isDeleting = options2.includes("d") || args.includes("--delete");
  const isSqueezing = options2.includes("s") || args.includes("--squeeze-repeats");
  const isOthers = /[cC]/.test(options2) || args.includes("--complement");
  const from = charsOf(first2);
  const to = second === void 0 ? [] : charsOf(second);
  const places = /* @__PURE__ */ new Map();
  for (const [place, char] of from.entries()) places.set(char, place);
  const isMeant = (char) => places.has(char) !== isOthers;
  let decoded2 = given3.decoded;
  let last;
  let text = "";
  for (const char of given3.text) {
    if (!isMeant(char) || !isDeleting && to.length === 0 && !isSqueezing) {
      text += char;
      last = void 0;
      continue;
    }
    if (isDeleting) continue;
    const next = to.length === 0 ? char : (isOthers ? to.at(-1) : to[Math.min(places.get(char) ?? 0, to.length - 1)]) ?? char;
    if (next.toLowerCase() !== char.toLowerCase() && /\w/.test(next)) decoded2 = true;
    if (!(isSqueezing && next === last)) text += next;
    last = next;
  }
  return { text, decoded: decoded2 };
}

var filters = /* @__PURE__ */ new Map([
  ["base64", base64Decoded],
  ["gbase64", base64Decoded],
  ["base32", base32Decoded],
  ["openssl", opensslDecoded],
  ["xxd", hexadecimalDecoded],
  ["rev", (args, given3) => args.length === 0 ? turned(given3) : void 0],
  [
    "tac",
    (args, given3) => args.length === 0 ? {
      ...given3,
      text: given3.text.split(/(?<=\n)/).reverse().join("")
    } : void 0
  ],
  ["tr", translated],
  ["cut", cut],
  ["head", (args, given3) => ends("head", args, given3)],
  ["tail", (args, given3) => ends("tail", args, given3)],
  ["sed", replaced2],
  [
    "xargs",
    (args, given3) => args.length === 0 || args.join(" ") === "echo" ? { ...given3, text: `${given3.text.trim().split(/\s+/).join(" ")}
` } : void 0
  ]
]);
function say(name, args, { input, variable, file }) {
  const line = (value) => value === void 0 ? void 0 : plain(`${value}
`);
  const [first2] = args;
  switch (name) {
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
    case "cat": {
      const named3 = args.filter((word) => word !== "-" && !/^-[uv]$/.test(word));
      if (named3.length === 0) return input;
      const texts = named3.map(file);
      const [text] = texts;
      return texts.length === 1 ? text : void 0;
    }
    case "pwd":
      return line(variable("PWD"));
    case "whoami":
      return line(variable("USER"));
    case "which":
    case "type": {
      const named3 = args.filter((word) => !word.startsWith("-"));
      return named3.length === 1 && (name === "which" || args.some((word) => /^-[pP]$/.test(word))) ? line(named3[0]) : void 0;
    }
    case "command":
      return first2 === "-v" ? line(args[1]) : void 0;
    case "basename":
      return first2 === void 0 || !isPlain(first2) ? void 0 : line(posix2.basename(first2, args[1]));
    case "dirname":
      return first2 === void 0 || !isPlain(first2) ? void 0 : line(posix2.dirname(first2));
    case "realpath":
    case "readlink":
      return void 0;
    case "tee":
      return input;
    case "seq":
      return counted(args);
  }
  const filter = filters.get(name);
  if (filter === void 0) return void 0;
  const last = args.at(-1);
  const named2 = last === void 0 || last.startsWith("-") ? void 0 : file(last);
  const given3 = named2 ?? input;
  const told2 = named2 === void 0 ? args : args.slice(0, -1);
  return given3 === void 0 || !isPlain(given3.text) || !told2.every(isPlain) ? void 0 : filter(told2, given3);
}

var mostSource = 200;
function record(place, node, parts, redirected, offered) {
  const stream2 = redirected?.input ?? place.input ?? offered;
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
    known: [...parts.words ?? [], input ?? ""].some((text) => text.includes("$")) ? knownOf(place.scope) : folderOf(place.scope),
    piped: false,
    captured: place.captured,
    decoded: parts.decoded === true || redirected?.decoded === true || input !== void 0 && content?.decoded === true,
    within: place.within,
    source: place.source.slice(node.pos, Math.min(node.end, node.pos + mostSource))
  });
}
function assign(assignment, place) {
  const { scope } = place;
  const { name, value } = assignment;
  if (value.type === "ArrayValue") {
    const expanded = value.elements.map((element) => expandWord(element, place));
    const fields = expanded.flatMap((one) => one.fields);
    const decoded2 = expanded.some((one) => one.decoded);
    assignArray(scope, name, fields, decoded2, assignment.append === true);
    return { values: fields, text: fields.join(" "), decoded: decoded2 };
  }
  const text = expandText(value, place);
  const index = assignment.index === void 0 ? void 0 : expandText(assignment.index, place).text;
  assignText(scope, name, text, { append: assignment.append === true, ...index === void 0 ? {} : { index } });
  const whole = lookUp(scope, name, index).values[0] ?? text.text;
  return { values: [whole], text: whole, decoded: text.decoded };
}
function runCommand(node, place, call) {
  const { scope, reading } = place;
  const offers = { given: [], taking: [] };
  const here = { ...place, offers };
  const settings = [];
  const assigned = [];
  const former = /* @__PURE__ */ new Map();
  let decoded2 = false;
  const set = (assignment) => {
    if (!former.has(assignment.name)) former.set(assignment.name, scope.variables.get(assignment.name));
    const done2 = assign(assignment, here);
    settings.push([assignment.name, done2.text]);
    assigned.push(...done2.values);
    decoded2 ||= done2.decoded;
  };
  const words = [];
  const add = (word) => {
    const found3 = expandWord(word, here);
    decoded2 ||= found3.decoded;
    for (const text of found3.fields) words.push({ text, decoded: found3.decoded });
  };
  const isOnlySetting = node.name === void 0;
  const before = node.prefix.filter((part) => part.type === "Assignment");
  if (isOnlySetting) for (const assignment of before) set(assignment);
  else add(node.name);
  for (const part of node.suffix) {
    if (part.type === "Word") {
      const declares = isDeclaring(words) && part.text.includes("=");
      if (!declares) add(part);
      else {
        const value = expandText(part, here);
        const done2 = assignWord(scope, value.text, value.decoded);
        decoded2 ||= value.decoded;
        if (done2 === void 0) words.push(value);
        else {
          settings.push([...done2]);
          assigned.push(done2[1]);
        }
      }
    } else if (part.type === "Assignment") {
      if (isDeclaring(words)) set(part);
      else {
        const value = part.value.type === "ArrayValue" ? plain(part.text.slice(part.name.length + 1)) : expandText(part.value, here);
        decoded2 ||= value.decoded;
        words.push({ ...value, text: `${part.name}${part.append === true ? "+" : ""}=${value.text}` });
      }
    }
  }
  const isRedirection = (part) => ["Redirect", "HereString", "HereDoc"].includes(part.type);
  const redirected = readRedirections([...node.prefix, ...node.suffix].filter(isRedirection), here);
  if (!isOnlySetting) {
    former.clear();
    for (const assignment of before) set(assignment);
  }
  const texts = words.map(({ text }) => text);
  const offered = offers.given[0] ?? scriptOf(texts, place);
  if (texts.length + redirected.files.length + redirected.redirections.length + settings.length > 0 || redirected.input !== void 0)
    record(place, node, { words: texts, assigned, settings: Object.fromEntries(settings), decoded: decoded2 }, redirected, offered);
  const input = redirected.input ?? place.input ?? offered;
  const outcome = effectOf(words, { ...place, input }, offers, call);
  if (!isOnlySetting && before.length > 0) {
    for (const [name, variable] of former) {
      if (variable === void 0) {
        scope.variables.delete(name);
        scope.own.delete(name);
        scope.known = void 0;
      } else setVariable(scope, name, variable);
    }
  }
  if (texts.length > 0) scope.variables.set("_", scalar(texts.at(-1) ?? ""));
  for (const script of [...offers.taking, ...redirected.output?.scripts ?? []]) {
    const reader = { content: outcome.output, from: reading.out.length - 1, at: 0 };
    reading.substitute(script, { ...inside(forked(place), "substitution"), input: reader });
  }
  return redirected.output === void 0 ? outcome : { ok: outcome.ok, output: written(outcome.output, redirected, place) };
}
function written(output, { output: to }, { reading }) {
  if (to?.file === void 0) return nothing;
  const former = to.appends ? reading.written.get(to.file) : nothing;
  if (former !== void 0) reading.written.set(to.file, { text: former.text + output.text, decoded: former.decoded || output.decoded });
  return nothing;
}
function scriptOf([name = "", ...args], { reading }) {
  if (reading.written.size === 0) return void 0;
  const path = runsFile.test(name) ? args.find((word) => !word.startsWith("-")) : name;
  const content = path === void 0 ? void 0 : reading.written.get(path) ?? reading.written.get(path.replace(/^\.\//, ""));
  return content && { content, from: void 0, at: 0 };
}
var runsFile = /^((.*\/)?(ba|z|da|k|a)?sh|source|\.)$/;
function effectOf(words, place, offers, call) {
  const [first2] = words;
  if (first2 === void 0) return { output: nothing, ok: true };
  const called2 = call(words, place);
  if (called2 !== void 0) return called2;
  const done2 = applyBuiltin(words, place);
  if (done2 !== void 0) return done2;
  const texts = words.map(({ text }) => text);
  const program = texts[0] === "command" && texts[1] === "-v" ? { name: "command", args: texts.slice(1), more: false } : programOf(texts);
  if (program === void 0 || program.more) return { output: untold, ok: void 0 };
  const { input, scope, reading } = place;
  const content = input?.content === void 0 ? void 0 : { ...input.content, text: input.content.text.slice(input.at) };
  const said = say(program.name, program.args, {
    input: content,
    variable: (name) => {
      const value = scope.variables.get(name)?.elements.get("0");
      return value === void 0 || !isPlain(value) ? void 0 : value;
    },
    file: (path) => path === unknown ? offers.given[0]?.content : reading.written.get(path)
  });
  if (program.name === "tee" && said !== void 0) for (const file of program.args.filter((word) => !word.startsWith("-"))) reading.written.set(file, said);
  if (said === void 0) return { output: untold, ok: void 0 };
  const isDecoded2 = said.decoded || words.some(({ decoded: decoded2 }) => decoded2);
  const ok = program.name === "false" ? false : ["echo", "printf", "true", ":"].includes(program.name) ? true : void 0;
  return { output: { text: said.text, decoded: isDecoded2 }, ok };
}

function settle(place, possible) {
  merge(
    place.scope,
    possible.map(({ scope }) => scope)
  );
  const [first2] = possible;
  if (first2 === void 0 || possible.length === 1) return { output: first2?.output ?? nothing, ok: first2?.ok };
  return { output: possible.every(({ output }) => output.text === first2.output.text) ? first2.output : untold, ok: void 0 };
}
function runIf(node, place) {
  const body = inside(place, "condition");
  const branches = [node, ...node.elif];
  const possible = [];
  let isOver = false;
  for (const { clause, then } of branches) {
    const { ok } = runList(clause.commands, isOver ? apart(place) : place);
    const own2 = apart(body);
    const outcome = runList(then.commands, own2);
    if (!isOver && ok !== false) possible.push({ ...outcome, scope: own2.scope });
    isOver ||= ok === true;
  }
  const own = apart(body);
  const last = node.else === void 0 ? void 0 : runList(node.else.commands, own);
  if (!isOver) possible.push({ ...last ?? { output: nothing, ok: true }, scope: own.scope });
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
    const isKnown = isPlain(word.text) && word.text.length < 2048 && patterns.every((pattern) => pattern !== void 0);
    const isMeant = isKnown ? patterns.some((pattern) => pattern !== void 0 && fitsWhole(pattern, word.text)) : void 0;
    const own = apart(body);
    const outcome = runList(item.body.commands, own);
    if (!isOver && isMeant !== false) possible.push({ ...outcome, scope: own.scope });
    isOver ||= isMeant === true && item.terminator !== ";&" && item.terminator !== ";;&";
  }
  if (!isOver) possible.push({ output: nothing, ok: true, scope: copyOf(place.scope) });
  return settle(place, possible);
}

var roundsFor = (count, place) => Math.min(count, most.rounds, Math.max(2, Math.floor(512 / place.rounds)));
function runFor(node, place) {
  const expanded = node.wordlist?.map((word) => expandWord(word, place));
  const items = expanded === void 0 ? place.scope.positional?.map(({ text }) => text) ?? [unknown] : expanded.flatMap(({ fields }) => fields);
  const decoded2 = expanded?.some((one) => one.decoded) === true;
  const kind = node.type === "For" ? "for" : "select";
  record({ ...place, input: void 0 }, { pos: node.pos, end: node.body.pos }, { words: [kind, node.name.value, "in", ...items], decoded: decoded2 }, void 0);
  const count = roundsFor(items.length, place);
  const body = { ...inside(place, "loop"), rounds: place.rounds * Math.max(1, count) };
  const outputs = [];
  for (const text of items.slice(0, count)) {
    if (!mayGoOn(place.reading)) break;
    assignText(place.scope, node.name.value, { text, decoded: decoded2 });
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
  const value = (expression) => expression === void 0 ? void 0 : calculate(expression, place, expandArithmeticWord);
  value(node.initialize);
  const count = roundsFor(most.rounds, place);
  const body = { ...inside(place, "loop"), rounds: place.rounds * count };
  const outputs = [];
  for (let round = 0; round < count; round++) {
    const test = value(node.test);
    if (round > 0 && test === void 0) return { output: untold, ok: void 0 };
    if (test === 0 && round > 0) return { output: joined(outputs), ok: void 0 };
    if (!mayGoOn(place.reading)) break;
    outputs.push(runList(node.body.commands, test === 0 ? apart(body) : body).output);
    if (test === 0) return { output: nothing, ok: void 0 };
    value(node.update);
  }
  return { output: untold, ok: void 0 };
}
function runWhile(node, place) {
  const body = inside(place, "loop");
  const text = place.input?.content?.text;
  const isReading = text !== void 0 && isPlain(text) && node.clause.commands.some(({ command: command2 }) => command2.type === "Command" && readsLine(command2.name));
  const outputs = [];
  const count = isReading ? roundsFor(most.rounds, place) : 1;
  for (let round = 0; round < count; round++) {
    if (!mayGoOn(place.reading)) break;
    const { ok } = runList(node.clause.commands, body);
    if (isReading && ok === false && round > 0) return { output: joined(outputs), ok: void 0 };
    outputs.push(runList(node.body.commands, { ...body, rounds: place.rounds * count }).output);
    if (isReading && isSpent(place.input)) return { output: joined(outputs), ok: void 0 };
  }
  return { output: outputs.every((output) => output.text === "") ? nothing : untold, ok: void 0 };
}
var readsLine = (name) => name?.value === "read";
var isSpent = (stream2) => stream2 !== void 0 && stream2.at >= (stream2.content?.text.length ?? 0);

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
      return runNode(node.body, apart(inside(forked(place), "background")));
    case "TestCommand":
      record(place, node, { words: ["[[", ...testWords(node.expression, place), "]]"] }, void 0);
      return { output: nothing, ok: void 0 };
    case "ArithmeticCommand": {
      const value = node.expression === void 0 ? void 0 : calculate(node.expression, place, expandArithmeticWord);
      return { output: nothing, ok: value === void 0 ? void 0 : value !== 0 };
    }
  }
}
var calls = callsOf((body, place) => runNode(body, place), runList);
function runEach(node, place) {
  const { alternatives } = place.scope;
  if (alternatives.size > 0) {
    const text = place.source.slice(node.pos, node.end);
    for (const [name, others] of [...alternatives].slice(-most.names)) {
      if (!text.includes(name) || !/[$`]/.test(text)) continue;
      for (const other of others) {
        const own = apart(place);
        own.scope.alternatives.clear();
        own.scope.variables.set(name, other);
        if (mayGoOn(place.reading)) runCommand(node, own, calls);
      }
    }
  }
  return runCommand(node, place, calls);
}
function markPiped({ reading: { out: out2 } }, from) {
  const last = out2.at(-1);
  if (last !== void 0 && out2.length > from) out2[out2.length - 1] = { ...last, piped: true };
}
function runPipeline({ commands, prefixes }, place) {
  const isPipe = commands.length > 1;
  let input = place.input;
  let outcome = { output: nothing, ok: true };
  for (const [index, command2] of commands.entries()) {
    const isLast = index === commands.length - 1;
    const start = place.reading.out.length;
    const own = isPipe ? forked(place) : place;
    outcome = runNode(command2, { ...isLast ? own : apart(own), input });
    if (isLast) break;
    markPiped(place, start);
    const from = place.reading.out.length > start ? place.reading.out.length - 1 : void 0;
    input = { content: outcome.output.text === unknown ? void 0 : outcome.output, from, at: 0 };
  }
  const isTurned = prefixes.filter(({ type }) => type === "Negation").length % 2 === 1;
  return isTurned && outcome.ok !== void 0 ? { ...outcome, ok: !outcome.ok } : outcome;
}
function runAndOr({ commands, operators }, place) {
  const outputs = [];
  let ok = true;
  let before;
  for (const [index, command2] of commands.entries()) {
    if (index > 0 && ok === void 0) before ??= copyOf(place.scope);
    const operator = operators[index - 1];
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
  if (redirected.files.length + redirected.redirections.length > 0) record({ ...place, input: void 0 }, command2, {}, redirected);
  const outcome = runNode(command2, { ...place, input: redirected.input ?? place.input });
  const to = redirected.output;
  if (to === void 0) return outcome;
  if (to.file !== void 0 && !to.appends) place.reading.written.set(to.file, outcome.output);
  for (const script of to.scripts)
    place.reading.substitute(script, { ...place, input: { content: outcome.output, from: place.reading.out.length - 1, at: 0 } });
  return { ...outcome, output: nothing };
}
function define(node, place) {
  const name = node.name.value;
  place.scope.functions.set(name, { body: node.body, source: place.source });
  const scope = copyOf(place.scope);
  scope.positional = void 0;
  const calls2 = [...place.calls, { name, forked: false }];
  const body = { ...inside(place, "function"), scope, depth: place.depth + 1, input: void 0, calls: calls2 };
  if (place.depth < most.depth) place.reading.uncalled.set(node.body, () => runNode(node.body, body));
  return { output: nothing, ok: true };
}
function testWords(expression, place) {
  switch (expression.type) {
    case "TestUnary":
      return [expression.operator, expandText(expression.operand, place).text];
    case "TestBinary":
      return [expandText(expression.left, place).text, expression.operator, expandText(expression.right, place).text];
    case "TestLogical":
      return expression.operands.flatMap((operand, index) => [...index > 0 ? [expression.operator] : [], ...testWords(operand, place)]);
    case "TestNot":
      return ["!", ...testWords(expression.operand, place)];
    case "TestGroup":
      return ["(", ...testWords(expression.expression, place), ")"];
  }
}

var mostRemembered = 16;
var remembered = /* @__PURE__ */ new Map();
var mostText = 131072;
function readScript(text, variables) {
  if (text.length > mostText) return readAnew(text, variables);
  const key = JSON.stringify([text, variables]);
  const known = remembered.get(key);
  if (known !== void 0) return known;
  const script = readAnew(text, variables);
  const [oldest] = remembered.keys();
  if (oldest !== void 0 && remembered.size >= mostRemembered) remembered.delete(oldest);
  remembered.set(key, script);
  return script;
}
function readAnew(text, variables) {
  const reading = {
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
    reading,
    scope: createScope(variables),
    within: [],
    captured: false,
    depth: 0,
    source: text,
    calls: [],
    input: void 0,
    offers: void 0,
    rounds: 1
  };
  if (text.length > mostText) reading.problems.add("It is too long to be read.");
  else {
    try {
      readLine(text, place);
      for (const [body, read2] of reading.uncalled) {
        reading.uncalled.delete(body);
        read2();
      }
    } catch (error) {
      reading.problems.add(`Part of it could not be read: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return { commands: reading.out, problems: [...reading.problems], recursive: [...reading.recursive] };
}
function run(script, place) {
  for (const { message } of script.errors ?? []) place.reading.problems.add(`${message.slice(0, 1).toUpperCase()}${message.slice(1)}.`);
  return runList(script.commands, place).output;
}
var readLine = (text, place) => run(parse(text), { ...place, source: text });
function substitute(script, place) {
  if (place.depth >= most.depth) {
    place.reading.problems.add(`Its commands stand in one another more than ${most.depth} deep.`);
    return untold;
  }
  const source = script.source ?? place.source;
  const inner = { ...inside(place, "substitution"), scope: copyOf(place.scope), captured: true, depth: place.depth + 1, source, offers: void 0 };
  const [only] = script.commands;
  if (script.commands.length === 1 && only?.command.type === "Command" && only.command.name === void 0 && only.command.prefix.some(({ type }) => type !== "Assignment")) {
    run(script, inner);
    const name = place.reading.out.at(-1)?.files[0];
    return (name === void 0 ? void 0 : place.reading.written.get(name)) ?? untold;
  }
  const output = run(script, inner);
  return script.commands.length === 0 ? plain("") : output;
}

var usual = {
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
  VISUAL: "vi"
};
var usualVariables = (cwd, home, temporary) => ({
  ...usual,
  TMPDIR: temporary,
  HOME: home,
  PWD: cwd
});

import { posix as posix3 } from "node:path";
function programName(words) {
  const [first2 = ""] = words;
  const name = posix3.basename(first2.replaceAll("\\", "/"));
  const versioned = /^([\w.-]+)@[\w.^~-]+$/.exec(name);
  if (versioned !== null) return versioned[1] ?? name;
  return /[A-Z]/.test(name) && /^(rm|mv|cp|dd|sh|bash|git|curl|sudo|chmod|chown|remove-item|clear-content|move-item|ri|rd|rmdir|del|erase|format|powershell|pwsh|cmd)(\.exe)?$/i.test(name) ? name.toLowerCase().replace(/\.exe$/, "") : name.replace(/\.exe$/, "");
}

var mostLooks = 5e3;
function boundView(view) {
  const real = /* @__PURE__ */ new Map();
  const looked = /* @__PURE__ */ new Map();
  const listed = /* @__PURE__ */ new Map();
  let left = mostLooks;
  const once = (known, path, ask4, otherwise) => {
    if (known.has(path)) return known.get(path);
    if (left-- <= 0) return otherwise;
    const value = ask4(path);
    known.set(path, value);
    return value;
  };
  return {
    realPath: (path) => once(real, path, view.realPath, path),
    look: (path) => once(looked, path, view.look, void 0),
    list: (folder) => once(listed, folder, view.list, [])
  };
}

import { posix as posix4 } from "node:path";

var names2 = (text) => new Set(text.split(" "));
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
var keyFolders = ".ssh .gnupg .aws .kube .azure .password-store .pki .docker .oci .age .sops .config/gcloud .config/gh .config/op .local/share/keyrings Library/Keychains .mozilla .thunderbird .electrum .bitcoin .ethereum".split(
  " "
);
var remadeFiles = names2("known_hosts known_hosts.old config environment config.json cache");
var startFiles = ".bashrc .bash_profile .bash_login .bash_logout .bash_aliases .profile .zshrc .zprofile .zshenv .zlogin .zlogout .kshrc .cshrc .tcshrc .inputrc .xinitrc .xsession .xprofile .pam_environment .gitconfig .vimrc .config/git/config .config/fish .config/autostart .config/systemd .config/environment.d .local/share/systemd Library/LaunchAgents .ssh/authorized_keys .ssh/authorized_keys2 .ssh/rc .ssh/config .claude/settings.json .claude/settings.local.json .claude/hooks .claude.json .config/nvim/init.lua .npmrc".split(
  " "
);
var artefacts = names2(
  "node_modules bower_components dist build out target coverage .next .nuxt .output .svelte-kit .astro .angular .vite .cache .turbo .parcel-cache .rpt2_cache .nyc_output .venv venv __pycache__ .pytest_cache .mypy_cache .ruff_cache .tox .nox .eggs htmlcov tmp temp .tmp .temp .gradle .dart_tool .expo .docusaurus .serverless .aws-sam .webpack storybook-static playwright-report test-results lib-cov .eslintcache .stylelintcache .sass-cache .jest .nx .rollup.cache DerivedData .build _build cmake-build-debug cmake-build-release obj .stack-work dist-newstyle .hypothesis .ipynb_checkpoints .coverage .wireit .wrangler .swc .moon .terragrunt-cache .bundle-cache bazel-out"
);
var isArtefact = (name) => artefacts.has(name) || /^(dist|build|out|coverage)[-_.][\w.-]{1,40}$/.test(name) || /\.(egg-info|tsbuildinfo|dSYM)$/.test(name) || /^bazel-\w+$/.test(name);
var generated = names2(
  "lib libs es esm cjs umd mjs types typings bundle bundles gen generated prebuilds compiled output release releases artifacts pkg wasm site _site public www api-docs apidocs typedoc reports allure-results libcjs libesm es5 es6 es2015 es2020 lib-esm dist-types npm-dir packed .browser .playwright cov"
);
var isGenerated = (name) => generated.has(name);
var publicEnds = /\.(pub|example|sample|template|dist|tmpl|defaults?|md|d\.ts)$/i;
function isSecret(path) {
  const name = path.slice(path.lastIndexOf("/") + 1).replace(/[\uE000\uE001]/g, "");
  if (publicEnds.test(name) || /(^|[-_.])(example|sample|template|public|pub|cert|certs|certificate|csr|ca|chain|fullchain|test)([-_.]|$)/i.test(name))
    return false;
  if (/^\.env(\.[\w.-]*)?$|^\.envrc$|\.env$/.test(name)) return true;
  if (/^id_(rsa|dsa|ecdsa|ed25519)(_sk)?$|\.(pem|key|p12|pfx|jks|keystore|kdbx|ppk|asc|gpg)$/i.test(name)) return true;
  if (/^(\.netrc|_netrc|\.git-credentials|\.pgpass|\.my\.cnf|\.vault-token|\.npmrc|\.pypirc|credentials(\.json|\.toml)?|secrets?\.(json|ya?ml|toml|env)|service-account[\w-]*\.json|master\.key|\.htpasswd|shadow|gshadow)$/.test(
    name
  ))
    return true;
  return /\/\.aws\/credentials|\/\.ssh\/[^/]*(key|_rsa|_ed25519)$|\/\.kube\/config$|\/\.docker\/config\.json$|\/\.config\/gh\/hosts\.yml$|\/\.gnupg\/(private|secring)|\/proc\/(self|\d+)\/environ$|\/\.claude\/\.credentials\.json$/.test(
    path
  );
}

var within = (path, folder) => path === folder || path.startsWith(folder === "/" ? "/" : `${folder}/`);
var harmlessDevice = /^\/dev\/(null|zero|full|u?random|tty\w*|std(in|out|err)|fd(\/.*)?|pts(\/.*)?|ptmx|console|tcp\/.*|udp\/.*)$/;
var madeAgain = /^(\.cache\/.|\.npm\/_|\.gradle\/caches(\/|$)|\.yarn\/(berry\/)?cache(\/|$)|Library\/Caches\/.)/;
function createPlaces(surroundings2, files) {
  const both = (path) => [.../* @__PURE__ */ new Set([posix4.normalize(path).replace(/(.)\/$/, "$1"), files.realPath(path)])];
  const projects = [surroundings2.project, ...surroundings2.allowed ?? []].flatMap(both);
  const homes = both(surroundings2.home);
  const temporary = surroundings2.temporary.flatMap(both);
  function insideProject(rest, path) {
    const [first2 = "", ...deeper] = rest;
    if (first2 === ".instar" && (deeper.length === 0 || /^(secrets|run\.json|.*\.(db|db-wal|db-shm|sock|socket))$/.test(deeper[0] ?? ""))) return "instar";
    if (deeper.length === 0 && /^instar\.config\.\w+$/.test(first2)) return "instar";
    if (first2 === ".claude" && /^(settings(\.local)?\.json|hooks)$/.test(deeper[0] ?? "")) return "start";
    const git = rest.indexOf(".git");
    if (git !== -1) return rest[git + 1] === "hooks" && !(rest[git + 2] ?? "").endsWith(".sample") && rest.length > git + 2 ? "start" : "git";
    if (rest.some(isArtefact)) return "artefact";
    if (deeper.length > 0) return "inside";
    const found3 = files.look(path);
    if (found3 === void 0 && isGenerated(first2)) return "artefact";
    return found3?.kind === "file" || found3 === void 0 && /.\.[A-Za-z]\w{0,7}$/.test(first2) ? "inside" : "top";
  }
  function insideHome(rest) {
    const text = rest.join("/");
    if (startFiles.some((start) => within(text, start))) return "start";
    const key = keyFolders.find((folder) => within(text, folder));
    if (key === void 0 && madeAgain.test(text)) return "artefact";
    if (key !== void 0) return text !== key && remadeFiles.has(rest.at(-1) ?? "") ? "home-part" : "keys";
    return /^(\.netrc|\.git-credentials|\.pgpass|\.vault-token)$/.test(text) ? "keys" : "home-part";
  }
  function insideTemporary(path, root) {
    if (path === root) return "temporary";
    for (const own of [...projects, ...homes]) {
      let parent = posix4.dirname(own);
      while (parent !== root && within(parent, root)) {
        if (within(path, parent)) return "outside";
        parent = posix4.dirname(parent);
      }
    }
    const found3 = files.look(path);
    if (found3 === void 0) return "own";
    return surroundings2.since !== void 0 && found3.birthMs >= surroundings2.since ? "own" : "temporary";
  }
  function kindOfPlain(path) {
    if (path === "/") return "root";
    if (within(path, "/dev")) {
      if (harmlessDevice.test(path)) return "nowhere";
      if (path !== "/dev" && !within(path, "/dev/shm")) return "device";
    }
    for (const project of projects)
      if (within(path, project)) return path === project ? "project" : insideProject(path.slice(project.length + 1).split("/"), path);
    if (homes.includes(path)) return "home";
    if (projects.some((project) => within(project, path))) return "parent";
    for (const home of homes) if (within(path, home)) return insideHome(path.slice(home.length + 1).split("/"));
    if (homes.some((home) => within(home, path))) return "parent";
    for (const root of temporary) if (within(path, root)) return insideTemporary(path, root);
    if (systemFolders.has(path) || systemFiles.has(path) || sealedFolders.some((folder) => within(path, folder))) return "system";
    if (/^\/(home|Users)\/[^/]+$/.test(path)) return "home";
    const [, , , ...rest] = path.split("/");
    if (/^\/(home|Users)\/[^/]+\//.test(path)) return insideHome(rest);
    if (/^\/root\/./.test(path)) return insideHome(path.slice(6).split("/"));
    if (within(path, "/etc/cron.d") || /^\/etc\/(cron\w*|init\.d|systemd|profile\.d|rc\.\w+|ld\.so\.conf\.d)(\/|$)/.test(path)) return "start";
    return systemParts.some((folder) => within(path, folder)) ? "system-part" : "outside";
  }
  return {
    kindOf: (path) => kindOfPlain(path),
    exists: (path) => files.look(path) !== void 0
  };
}

var mostDepth = 8;
var mostSteps = 1e3;
function openScene(surroundings2, book) {
  const files = boundView(surroundings2.files);
  const { cwd, home, variables, temporary } = surroundings2;
  return {
    ground: { surroundings: surroundings2, files, places: createPlaces(surroundings2, files) },
    book,
    variables: { ...usualVariables(cwd, home, temporary[0] ?? "/tmp"), ...variables, HOME: home, PWD: cwd },
    folders: [cwd],
    depth: 0,
    root: false,
    remote: false,
    mounts: [],
    spent: { steps: 0 }
  };
}
var innerScene = (scene) => ({ ...scene, depth: scene.depth + 1 });

import { posix as posix5 } from "node:path";
var wild = /[\uE000\uE001]/;
var lost = /* @__PURE__ */ new Set(["root", "system", "home", "keys", "parent", "device"]);
var mostMatches = 60;
var worse = (one, other) => targetKinds.indexOf(other.kind) < targetKinds.indexOf(one.kind) ? other : one;
function resolveTarget(word, folders, ground, follows) {
  let worst;
  for (const folder of folders.length === 0 ? [ground.surroundings.cwd] : folders) {
    const target = resolveIn(word, folder, ground, follows);
    worst = worst === void 0 ? target : worse(worst, target);
  }
  return worst;
}
function resolveIn(word, folder, ground, follows) {
  const { surroundings: surroundings2 } = ground;
  if (word.includes(unknown)) return resolveUnclear(word, folder, ground, follows);
  const path = /^~[^/]/.test(word) ? fromTilde(word, surroundings2) : /^[A-Za-z]:/.test(word) ? fromDrive(word) : word;
  if (folder.includes(unknown) && !path.startsWith("/")) return { word, kind: "unknown", exists: true };
  const absolute = path.startsWith("/") ? path : `${folder}/${path}`;
  return wild.test(absolute) ? resolveGlob(word, absolute.slice(0, 4096), ground, follows) : plain2(word, absolute.slice(0, 4096), ground, follows);
}
function fromDrive(word) {
  const [, folder = "", deeper = ""] = /^[A-Za-z]:[\\/]*(Users|Windows|Program ?Files(?: \(x86\))?|ProgramData|System32)?([\s\S]*)$/i.exec(word) ?? [];
  const rest = deeper.replaceAll("\\", "/").replace(/^\/+/, "");
  return folder === "" ? `/${rest === "" || wild.test(rest[0] ?? "") ? rest : `mnt/drive/${rest}`}` : rest === "" ? "/usr" : `/usr/drive/${rest}`;
}
function resolveUnclear(word, folder, ground, follows) {
  const left = word.replaceAll(unknown, "");
  if (left === "") return { word, kind: "unknown", exists: true };
  const emptied = resolveIn(left, folder, ground, follows);
  if (lost.has(emptied.kind))
    return { ...emptied, word, kind: word.startsWith(unknown) || !/^[~/]/.test(word) || wild.test(word) || /\/?\uE00F/.test(word) ? "hollow" : emptied.kind };
  if (word.startsWith(unknown)) return { word, kind: "unknown", exists: true };
  return emptied.kind === "artefact" || emptied.kind === "own" || emptied.kind === "nowhere" || emptied.kind === "inside" ? { ...emptied, word } : { word, kind: emptied.kind === "temporary" || emptied.kind === "top" || emptied.kind === "project" ? "unknown" : emptied.kind, exists: true };
}
function fromTilde(word, { home, cwd }) {
  const slash = word.indexOf("/");
  const user = slash === -1 ? word.slice(1) : word.slice(1, slash);
  const rest = slash === -1 ? "" : word.slice(slash);
  if (user === "" || user === posix5.basename(home)) return home + rest;
  if (user === "+") return cwd + rest;
  if (user === "root") return `/root${rest}`;
  return /^[a-z_][\w-]*$/.test(user) ? `${posix5.dirname(home)}/${user}${rest}` : word;
}
function plain2(word, absolute, { places, files }, follows) {
  const trailing = /\/\.?$/.test(absolute);
  const path = posix5.normalize(absolute).replace(/(.)\/$/, "$1").replace(/^\/\//, "/");
  if (path === "/") return { word, kind: "root", exists: true, path };
  const through = follows || trailing ? files.realPath(path) : posix5.join(files.realPath(posix5.dirname(path)), posix5.basename(path));
  const exists = places.exists(through);
  const kind = places.kindOf(through);
  if (through === path) return { word, kind, exists, path };
  const written2 = places.kindOf(path);
  return lost.has(written2) ? { word, kind: written2, exists, path } : { word, kind, exists, path: through };
}
function resolveGlob(word, absolute, ground, follows, most5 = mostMatches) {
  const segments = absolute.split("/");
  const at = segments.findIndex((segment2) => wild.test(segment2));
  const segment = segments[at];
  const rest = segments.slice(at + 1).filter((part) => part !== "" && part !== ".");
  const base = posix5.normalize(segments.slice(0, at).join("/") || "/");
  const holder = plain2(word, `${base}/`, ground, true);
  if (rest.length === 0 && isEverything(segment)) {
    if (holder.kind === "inside" || holder.kind === "artefact" || holder.kind === "nowhere") return holder;
    return holder.kind === "own" && holder.exists === false ? holder : { ...holder, word };
  }
  const known = base === "/" ? [...systemFolders].map((folder) => folder.split("/")[1] ?? "") : holder.kind === "home" ? keyFolders.map((folder) => folder.split("/")[0] ?? "") : [];
  const names4 = [.../* @__PURE__ */ new Set([...ground.files.list(holder.path ?? base), ...known])].filter(
    (name) => globFits(segment, name) && (!name.startsWith(".") || segment.startsWith("."))
  );
  let worst;
  for (const name of names4.slice(0, most5)) {
    const next = [...base.split("/"), name, ...rest].join("/");
    const target = wild.test(rest.join("")) ? resolveGlob(word, next, ground, follows, Math.max(1, Math.floor(most5 / names4.length))) : plain2(word, next, ground, follows);
    if (rest.length > 0 && !target.exists && !lost.has(target.kind)) continue;
    worst = worst === void 0 ? target : worse(worst, target);
  }
  if (worst !== void 0) return { ...worst, word };
  const last = rest.at(-1) ?? segment;
  const imagined = plain2(
    word,
    [...base.split("/"), ...rest.length > 0 ? ["x.x", last.replace(/[\uE000\uE001]/g, "")] : [`x.${last.replace(/[\uE000\uE001]/g, "")}`]].join("/"),
    ground,
    follows
  );
  return { ...imagined, word, exists: false };
}
var isEverything = (segment) => /^\.?[\uE000\uE001.]*\uE000$|^\.[\uE000\uE001!.]+\uE000?$/.test(segment);
var shown2 = (word) => word.replaceAll(wildcard.many, "*").replaceAll(wildcard.one, "?").replaceAll(unknown, "…");

var mostShown = 200;
var brief = (text) => {
  const plain3 = shown2(text.slice(0, 2 * mostShown));
  return plain3.length > mostShown ? `${plain3.slice(0, mostShown - 1)}…` : plain3;
};
function found2(scene, rule, what2, looked, via) {
  return stepOf(looked, via, scene.book.finding(rule, brief(what2)), []);
}
function stepOf(looked, via, finding2, inside2) {
  return {
    looked: brief(looked),
    ...via === void 0 ? {} : { via },
    severity: finding2?.severity ?? "fine",
    ...finding2 === void 0 ? {} : { rule: finding2.rule, reason: shown2(finding2.reason) },
    inside: inside2
  };
}
var textStep = (looked, via) => stepOf(looked, via, void 0, []);

import { posix as posix6 } from "node:path";
function withLink(ground, link, target) {
  const { files, surroundings: surroundings2 } = ground;
  const through = (path) => path === link || path.startsWith(`${link}/`) ? posix6.normalize(`${target}/${path.slice(link.length)}`).replace(/(.)\/$/, "$1") : path;
  const linked = {
    realPath: (path) => files.realPath(through(path)),
    look: (path) => files.look(through(path)),
    list: (folder) => files.list(through(folder))
  };
  return { ...ground, files: linked, places: createPlaces(surroundings2, linked) };
}

var list2 = (text) => text.split(" ");
var programShapes = {
  git: {
    valued: list2("-C -c --git-dir --work-tree --namespace --exec-path --config-env -m -F --message --author --date -o --push-option --receive-pack --repo")
  },
  kubectl: {
    valued: list2(
      "-n --namespace --context --cluster --kubeconfig --user --as --as-group -s --server --token -l --selector -f --filename -o --output --field-selector -c --container --grace-period --timeout --request-timeout -p --patch --type --replicas -k --kustomize"
    )
  },
  helm: { valued: list2("-n --namespace --kube-context --kubeconfig -f --values --set --version --timeout") },
  aws: {
    valued: list2(
      "--profile --region --endpoint-url --output --query --ca-bundle --cli-read-timeout --cli-connect-timeout --color --exclude --include --bucket --key"
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
  psql: { valued: list2("-c --command -d --dbname -f --file -h --host -p --port -U --username -v --set -o --output -F -P -R -T -L") },
  mysql: { valued: list2("-e --execute -h --host -P --port -u --user -D --database -S --socket --default-character-set") },
  mariadb: { valued: list2("-e --execute -h --host -P --port -u --user -D --database -S --socket") },
  sqlite3: { wordy: true, valued: list2("-cmd -init -separator -newline -nullvalue") },
  "redis-cli": { valued: list2("-h -p -a -n -u --user --pass -s -i -r --pipe-timeout --pattern") },
  npm: { valued: list2("--prefix -w --workspace --registry --tag --otp --access -C --userconfig") },
  pnpm: { valued: list2("-C --dir --filter -F --registry --tag --otp") },
  yarn: { valued: list2("--cwd --registry --tag --otp") },
  npx: { valued: list2("-p --package -c --call") },
  gh: { valued: list2("-R --repo --hostname -t --title -b --body -X --method -H --header -f -F --raw-field --field --jq -q") },
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
  cargo: { valued: list2("-p --package --manifest-path --target-dir --version --vers --token --registry --index --color -Z --config -C") },
  ansible: { valued: list2("-m --module-name -a --args -i --inventory -u --user -e --extra-vars -l --limit -f --forks -t -c") }
};
var noShape = {};
var shapeOf = (name) => Object.hasOwn(programShapes, name) ? programShapes[name] ?? noShape : noShape;

function readInvocation(name, args) {
  const { valued = [], wordy = false } = shapeOf(name);
  const flags = /* @__PURE__ */ new Set();
  const values = [];
  const plain3 = [];
  for (let at = 0; at < args.length; at++) {
    const word = args[at] ?? "";
    if (word === "--") {
      plain3.push(...args.slice(at + 1));
      break;
    }
    if (!word.startsWith("-") || word === "-" || name === "kill" && at > 0 && /^-\d+$/.test(word)) {
      plain3.push(word);
      continue;
    }
    const equals = word.indexOf("=");
    const flag = equals === -1 ? word : word.slice(0, equals);
    flags.add(flag);
    if (equals !== -1) values.push([flag, word.slice(equals + 1)]);
    else if (valued.includes(word)) {
      const next = args[++at];
      if (next !== void 0) values.push([word, next]);
      continue;
    }
    if (wordy || word.startsWith("--")) continue;
    for (let letter = 1; letter < word.length && letter < 24; letter++) {
      const short = `-${word[letter]}`;
      flags.add(short);
      if (!valued.includes(short)) continue;
      const rest = word.slice(letter + 1);
      const value = rest === "" ? args[++at] : rest;
      if (value !== void 0) values.push([short, value]);
      break;
    }
  }
  return { name, args, flags, values, plain: plain3 };
}
var valuesOf = ({ values }, names4) => {
  const wanted = names4.split("|");
  return values.filter(([flag]) => wanted.includes(flag)).map(([, value]) => value);
};
function hasFlag({ flags, values }, names4, known) {
  for (const name of names4.split("|")) {
    const equals = name.indexOf("=");
    if (equals !== -1 && values.some(([flag, value]) => flag === name.slice(0, equals) && value === name.slice(equals + 1))) return true;
    if (flags.has(name)) return true;
    if (!name.startsWith("--")) continue;
    for (const given3 of flags) if (given3.length > 3 && given3.startsWith("--") && name.startsWith(given3) && !known.has(given3)) return true;
  }
  return false;
}

var list3 = (text) => text.split(" ");
var container = list3(
  "-e --env -u --user -w --workdir -v --volume --mount --name -p --publish --network --net --entrypoint --env-file -h --hostname -l --label --memory -m --cpus --platform --cap-add --device --add-host --restart --runtime --ulimit --tmpfs --shm-size --security-opt --detach-keys --index --log-driver --log-opt --gpus --ipc --pid --pull --cidfile --dns --volumes-from --user"
);
var wrappers = {
  "aws-vault exec": { skip: 1 },
  bsdbusybox: {},
  builtin: {},
  bunx: {},
  "bun x": {},
  "bundle exec": {},
  busybox: { idle: ["--list", "--help"] },
  bwrap: {
    valued: list3("--dir --proc --dev --tmpfs --chdir --hostname --uid --gid --setenv --unsetenv --lock-file --exec-label --file --perms")
  },
  caffeinate: { valued: list3("-t -w") },
  catchsegv: {},
  chpst: { valued: list3("-u -U -b -/ -n") },
  chronic: {},
  chroot: { skip: 1, root: true },
  chrt: { valued: list3("-T -P -D"), skip: 1 },
  command: { idle: list3("-v -V") },
  "conda run": { valued: list3("-n --name -p --prefix --cwd") },
  coproc: {},
  "corepack exec": {},
  cpulimit: { valued: list3("-l -p -e") },
  "cross-env": { settings: true },
  "cross-env-shell": { settings: true },
  daemonize: { valued: list3("-c -e -o -p -l -u -E") },
  "dbus-run-session": {},
  "direnv exec": { skip: 1 },
  doas: { valued: list3("-u -C"), root: true },
  "docker compose exec": { valued: container, skip: 1, remote: true },
  "docker compose run": { valued: container, skip: 1, remote: true },
  "docker container exec": { valued: container, skip: 1, remote: true },
  "docker container run": { valued: container, skip: 1, remote: true },
  "docker exec": { valued: container, skip: 1, remote: true },
  "docker run": { valued: container, skip: 1, remote: true },
  "docker-compose exec": { valued: container, skip: 1, remote: true },
  "docker-compose run": { valued: container, skip: 1, remote: true },
  "doppler run": { valued: list3("-p --project -c --config") },
  dotenv: { valued: list3("-e -v -f") },
  dotenvx: { behind: ["run"], valued: list3("-f --env-file") },
  entr: {},
  env: { valued: list3("-u --unset -C --chdir -P"), settings: true },
  exec: { valued: ["-a"] },
  faketime: { skip: 1 },
  fakechroot: {},
  fakeroot: {},
  firejail: {},
  flock: { idle: ["-u", "--unlock"], valued: list3("-w -E --timeout --wait --conflict-exit-code"), skip: 1 },
  gatekeeper: {},
  gosu: { skip: 1 },
  gtimeout: { valued: list3("-k --kill-after -s --signal"), skip: 1 },
  "hatch run": {},
  ionice: { valued: list3("-c -n -p --class --classdata") },
  "kubectl debug": { valued: list3("-n --namespace -c --container --context --kubeconfig --cluster --image --target --profile"), skip: 1, remote: true },
  "kubectl exec": { valued: list3("-n --namespace -c --container --context --kubeconfig --cluster"), skip: 1, remote: true },
  "ld-linux-aarch64.so.1": { valued: list3("--library-path --preload --argv0 --audit") },
  "ld-linux-x86-64.so.2": { valued: list3("--library-path --preload --argv0 --audit") },
  "ld-linux.so.2": { valued: list3("--library-path --preload --argv0 --audit") },
  "ld-musl-x86_64.so.1": { valued: list3("--library-path --preload --argv0") },
  "lerna exec": { valued: list3("--scope --ignore --concurrency --since") },
  lima: { remote: true },
  linux32: {},
  linux64: {},
  "lxc exec": { skip: 1, remote: true },
  ltrace: { valued: list3("-e -o -p -s -n -u") },
  "machinectl shell": { skip: 1, remote: true },
  "mise exec": {},
  "mise x": {},
  moreutils: {},
  nice: { valued: list3("-n --adjustment") },
  nohup: {},
  "npm exec": { valued: list3("-p --package -w --workspace") },
  "npm x": { valued: list3("-p --package -w --workspace") },
  npx: { valued: list3("-p --package -w --workspace --cache") },
  nsenter: { valued: list3("-t -S -G --target"), root: true },
  "op run": { valued: ["--env-file"] },
  "nx exec": {},
  "oc exec": { valued: list3("-n --namespace -c --container"), skip: 1, remote: true },
  "oc rsh": { valued: list3("-n --namespace -c --container"), skip: 1, remote: true },
  clush: { valued: list3("-w -g -x -l -f -t -u"), remote: true },
  pdsh: { valued: list3("-w -g -x -l -f -t -u -R"), remote: true },
  pssh: { valued: list3("-h -H -l -p -o -e -t -O"), remote: true },
  "pdm run": {},
  perf: { behind: ["stat", "record"], valued: list3("-e -o -r") },
  "pipenv run": {},
  pkexec: { valued: ["--user"], root: true },
  "pnpm dlx": {},
  "pnpm exec": {},
  "podman exec": { valued: container, skip: 1, remote: true },
  "podman run": { valued: container, skip: 1, remote: true },
  "nerdctl exec": { valued: container, skip: 1, remote: true },
  "nerdctl run": { valued: container, skip: 1, remote: true },
  "poetry run": {},
  proot: { valued: list3("-r -b -w -q -k") },
  prlimit: {},
  rtk: {},
  runuser: { valued: list3("-u -g -G -s -w --user --group"), needs: list3("-u --user"), idle: list3("-c --command"), root: true },
  "rye run": {},
  setarch: { skip: 1 },
  setpriv: {},
  setsid: {},
  shx: {},
  softlimit: {},
  sshpass: { valued: list3("-p -f -d -P") },
  "start-stop-daemon": {},
  stdbuf: { valued: list3("-i -o -e --input --output --error") },
  strace: { valued: list3("-e -o -p -s -u -P -E") },
  "su-exec": { skip: 1 },
  sudo: {
    valued: list3("-u -g -C -D -h -p -r -t -T -R --user --group --host --prompt --chdir --chroot --close-from"),
    settings: true,
    root: true,
    idle: list3("-l -v -K --list --validate")
  },
  sudoedit: { root: true, idle: ["-l"] },
  "systemd-inhibit": {},
  "systemd-run": { valued: list3("-p -E -u -d -M -H --unit --property --setenv --description --on-active --on-calendar") },
  taskset: { skip: 1 },
  tsp: {},
  "turbo exec": {},
  time: { valued: list3("-f -o --format --output") },
  timeout: { valued: list3("-k --kill-after -s --signal"), skip: 1 },
  toybox: {},
  "toolbox run": { valued: list3("-c --container") },
  unbuffer: {},
  unshare: {},
  "uv run": { valued: list3("--with --python -p --project --directory") },
  uvx: {},
  valgrind: {},
  "volta run": {},
  wsl: { valued: list3("-d -u --distribution --user"), remote: true },
  xargs: {
    valued: list3("-I -J -R -S -n -P -L -d -a -E -s --max-args --max-procs --delimiter --arg-file --max-chars --process-slot-var")
  },
  "xvfb-run": { valued: list3("-s -n --server-args") },
  "yarn dlx": {},
  "yarn exec": {},
  "yarn workspace": { skip: 1 },
  "yarn workspaces foreach": { valued: list3("--include --exclude --from --since -j --jobs") },
  zsudo: { root: true }
};
var first = /* @__PURE__ */ new Map();
for (const name of Object.keys(wrappers)) {
  const [word = ""] = name.split(" ");
  first.set(
    word,
    [...first.get(word) ?? [], name].sort((one, other) => other.length - one.length)
  );
}
var wrapperNames = first;

var plainOptions = (words, from, valued, settings) => {
  let at = from;
  for (; at < words.length; at++) {
    const word = words[at] ?? "";
    if (word === "--") return at + 1;
    if (settings && /^[A-Za-z_]\w*=/.test(word)) continue;
    if (settings && word === "-") continue;
    if (!word.startsWith("-") || word === "-") return at;
    if (valued.includes(word) || /^-[a-zA-Z]{2,4}$/.test(word) && valued.includes(`-${word.at(-1)}`) && !valued.includes(word.slice(0, 2))) at++;
  }
  return at;
};
function unwrap(words) {
  const [name = ""] = words;
  for (const spelled of wrapperNames.get(name) ?? []) {
    const wrapper = wrappers[spelled];
    const [, ...more2] = spelled.split(" ");
    const wanted = wrapper.behind ?? [];
    let at = 1;
    const found3 = more2.every((word) => {
      at = plainOptions(words, at, wrapper.valued ?? [], false);
      return words[at++] === word;
    });
    if (!found3 || wanted.length > 0 && !wanted.includes(words[at++] ?? "")) continue;
    const from = at;
    at = plainOptions(words, at, wrapper.valued ?? [], wrapper.settings ?? false);
    const options2 = words.slice(from, at);
    if (wrapper.idle?.some((option) => options2.includes(option))) return void 0;
    if (wrapper.needs?.some((option) => options2.includes(option)) === false) return void 0;
    for (let skipped = 0; skipped < (wrapper.skip ?? 0); skipped++) at = plainOptions(words, at + 1, [], false);
    const rest = spelled === "start-stop-daemon" ? words.slice(at).filter((word) => word !== "--") : words.slice(at);
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
function valueAmong(options2, ...names4) {
  for (const [index, option] of options2.entries()) {
    if (names4.includes(option)) return options2[index + 1];
    const equals = option.indexOf("=");
    if (equals !== -1 && names4.includes(option.slice(0, equals))) return option.slice(equals + 1);
  }
  return void 0;
}
function mountsOf(options2) {
  const out2 = [];
  for (const [index, option] of options2.entries()) {
    const [flag = "", ...rest] = option.split("=");
    const value = rest.length > 0 ? rest.join("=") : options2[index + 1] ?? "";
    if (flag === "-v" || flag === "--volume") {
      const [outside = "", inside2 = ""] = value.split(":");
      if (/^[/~.]/.test(outside) && inside2.startsWith("/")) out2.push([inside2, outside]);
    } else if (flag === "--mount") {
      const outside = /(?:source|src)=([^,]+)/.exec(value)?.[1];
      const inside2 = /(?:target|dst|destination)=([^,]+)/.exec(value)?.[1];
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
function actsOf(deeds, scene) {
  if (deeds.length > 1) return actsOnce([...new Map(deeds.map((deed) => [`${deed.does} ${deed.deep} ${deed.word}`, deed])).values()], scene);
  return actsOnce(deeds, scene);
}
function actsOnce(deeds, scene) {
  if (deeds.length <= mostTargets) return deeds.map((deed) => ({ ...deed, target: targetOf(deed, scene) }));
  const far = deeds.filter(({ word }) => !simple.test(word));
  const near = deeds.filter(({ word }) => simple.test(word));
  const kept = [...far, ...near].slice(0, mostTargets);
  const left = far.length > mostTargets ? far.slice(mostTargets, mostTargets + 1).map((deed) => ({ ...deed, target: { word: deed.word, kind: "unknown", exists: true } })) : [];
  return [...kept.map((deed) => ({ ...deed, target: targetOf(deed, scene) })), ...left];
}
function targetOf({ does, deep, word: given3 }, scene) {
  const { ground, mounts } = scene;
  if (does === "rewrite" || does === "lease") {
    const patterns = ground.surroundings.protectedBranches ?? ["main", "master", "production", "release/*"];
    const kind = given3.includes(unknown) || /^(HEAD|@|--.*)?$/.test(given3) ? "unnamed" : patterns.some((pattern) => globFits(pattern.replaceAll("*", ""), given3)) ? "protected" : "branch";
    return { word: given3.includes(unknown) ? "the branch" : given3, kind, exists: true };
  }
  const word = mounts.length === 0 ? given3 : throughMounts(given3, mounts);
  if (does === "read" || does === "send") {
    if (isSecret(word)) return { word, kind: "secret", exists: true };
    return does === "read" ? { word, kind: "inside", exists: true } : resolveTarget(word, scene.folders, ground, true);
  }
  const target = resolveTarget(word, scene.folders, ground, does !== "remove" && does !== "move");
  return does === "overwrite" && target.path !== void 0 && ground.files.look(target.path)?.kind === "folder" && !deep ? { ...target, exists: false } : target;
}

var recursive = "-r|-R|--recursive";
var remove = { does: "remove", words: "all", deep: recursive };
var readAll2 = { does: "read", words: "all" };
var edit = [{ does: "overwrite", words: "all" }];
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
  fallocate: [{ does: "overwrite", words: "all" }],
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
  dd: [{ does: "overwrite", words: "none", behind: "of=" }],
  tee: [
    { does: "overwrite", words: "all", unless: "-a|--append" },
    { does: "append", words: "all", needs: "-a|--append" }
  ],
  sponge: edit,
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
      needs: "--delete|--del|--delete-after|--delete-before|--delete-during|--delete-excluded|--delete-delay",
      unless: "-n|--dry-run"
    },
    { does: "move", words: "sources", deep: true, needs: "--remove-source-files", unless: "-n|--dry-run" },
    { does: "overwrite", words: "last", unless: "-n|--dry-run" }
  ],
  rclone: [{ does: "remove", words: "none" }],
  tar: [{ does: "move", words: "all", deep: true, needs: "--remove-files" }],
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
  xxd: [readAll2],
  hexdump: [readAll2],
  strings: [readAll2],
  base64: [readAll2],
  base32: [readAll2],
  rev: [readAll2],
  sort: [readAll2],
  uniq: [readAll2],
  paste: [readAll2],
  fold: [readAll2],
  column: [readAll2],
  cut: [readAll2],
  view: [readAll2],
  grep: [{ does: "read", words: "but first", unless: "-q|-c|-l|-L|--quiet|--count|--files-with-matches|-r|-R|--recursive|-o|--only-matching" }],
  egrep: [{ does: "read", words: "but first", unless: "-q|-c|-l" }],
  rg: [{ does: "read", words: "but first", unless: "-q|-c|-l" }],
  awk: [{ does: "read", words: "but first" }],
  jq: [{ does: "read", words: "but first" }],
  yq: [{ does: "read", words: "but first" }],
  gpg: [],
  scp: [{ does: "send", words: "sources" }],
  sftp: [{ does: "send", words: "all" }],
  nc: []
};
var empty = [];
function deedsOf(call, known) {
  const { name } = call;
  const own = Object.hasOwn(doers, name) ? doers[name] ?? empty : empty;
  const out2 = [];
  for (const doer of own) {
    if (doer.needs !== void 0 && !hasFlag(call, doer.needs, known)) continue;
    if (doer.unless !== void 0 && hasFlag(call, doer.unless, known)) continue;
    const deep = typeof doer.deep === "string" ? hasFlag(call, doer.deep, known) : doer.deep ?? false;
    for (const word of wordsOf(doer, call)) out2.push({ does: doer.does, deep, word: globbing.test(name) ? globbed(word) : word });
  }
  if (name === "gio" && call.plain[0] === "trash") out2.push(...call.plain.slice(1).map((word) => ({ does: "move", deep: true, word })));
  if (name === "find") out2.push(...deedsOfFind(call.args));
  if (/^(g?sed|perl|ruby)$/.test(name)) out2.push(...deedsOfEditor(call));
  if (name === "git") out2.push(...deedsOfGit(call));
  if (name === "rsync") out2.push(...sent(call.plain));
  if (name === "gh" && plainly(call, "gist create", "release upload"))
    out2.push(...call.plain.slice(2).map((word) => ({ does: "send", deep: false, word })));
  if (name === "openssl" && valuesOf(call, "-out").length === 0) out2.push(...valuesOf(call, "-in").map((word) => ({ does: "read", deep: false, word })));
  if (name === "curl" || name === "wget") out2.push(...sentByCurl(call));
  if ((name === "tar" || name === "bsdtar") && hasFlag(call, "-x|--extract|--get", known))
    out2.push(...valuesOf(call, "-C|--directory").map((word) => ({ does: "append", deep: true, word })));
  if ((name === "tar" || name === "bsdtar") && /^[a-zA-Z]*x[a-zA-Z]*$/.test(call.args[0] ?? ""))
    out2.push(...valuesOf(call, "-C|--directory").map((word) => ({ does: "append", deep: true, word })));
  if (name === "aws" && call.plain[0] === "s3" || name === "gsutil" || name === "rclone") {
    if (/^[\w-]{2,}:/.test(call.plain.at(-1) ?? "")) out2.push(...call.plain.slice(1, -1).map((word) => ({ does: "send", deep: false, word })));
  }
  return out2;
}
var globbing = /^(rimraf|del|del-cli)$/;
var plainly = ({ plain: plain3 }, ...wanted) => wanted.includes(plain3.slice(0, 2).join(" "));
function wordsOf({ words, values, behind }, call) {
  const { plain: plain3 } = call;
  const into = valuesOf(call, "-t|--target-directory");
  const out2 = [];
  if (words === "all") out2.push(...plain3);
  else if (words === "last") out2.push(...plain3.slice(1).slice(-1));
  else if (words === "but last") out2.push(...plain3.slice(0, -1));
  else if (words === "but first") out2.push(...plain3.slice(valuesOf(call, "--reference").length > 0 ? 0 : 1));
  else if (words === "target") out2.push(...into.length > 0 ? into : plain3.slice(1).slice(-1));
  else if (words === "sources") out2.push(...into.length > 0 || plain3.length === 1 ? plain3 : plain3.slice(0, -1));
  if (values !== void 0) out2.push(...valuesOf(call, values));
  if (behind !== void 0) out2.push(...plain3.filter((word) => word.startsWith(behind)).map((word) => word.slice(behind.length)));
  return out2.filter((word) => word !== "" && !isRemote(word));
}
var isRemote = (word) => /^[\w.@-]{2,}:(?!\\)/.test(word) && !word.startsWith("/");
function deedsOfEditor(call) {
  const { args, plain: plain3, name } = call;
  const inPlace = args.some((word) => name.endsWith("sed") ? /^(-[nEszru]*i|--in-place)/.test(word) : /^-[a-zA-Z0-9]*i/.test(word) && !/^-(I|M)/.test(word));
  const given3 = args.some((word) => /^-[a-zA-Z]*[ef]$/.test(word) || word === "--expression");
  const files = given3 ? plain3.filter((word) => !args.some((other, index) => other === word && /^-[a-zA-Z0-9]*[efE]$/.test(args[index - 1] ?? ""))) : plain3.slice(1);
  if (!inPlace) return name.endsWith("sed") ? files.map((word) => ({ does: "read", deep: false, word })) : [];
  return files.filter((word) => word !== "").map((word) => ({ does: "overwrite", deep: false, word }));
}
var sent = (plain3) => /^[\w.@-]+:/.test(plain3.at(-1) ?? "") ? plain3.slice(0, -1).map((word) => ({ does: "send", deep: false, word })) : [];
function sentByCurl(call) {
  const bodies = valuesOf(call, "-d|--data|--data-binary|--data-raw|--data-ascii|--data-urlencode|--json|-F|--form");
  const files = bodies.flatMap((value) => /(?:^\w*|=)[@<]([^;@]+)$/.exec(value)?.[1] ?? []);
  return [...files, ...valuesOf(call, "-T|--upload-file|--post-file|--body-file")].map((word) => ({ does: "send", deep: false, word }));
}
function foundBy(args) {
  let at = 0;
  while (/^-([HLP]|O\d|D)$/.test(args[at] ?? "")) at++;
  const roots = [];
  while (at < args.length && !/^(-.|[!(])/.test(args[at] ?? "")) roots.push(args[at++] ?? "");
  const mostNames2 = Math.ceil(1e3 / Math.max(1, roots.length));
  if (roots.length === 0) roots.push(".");
  const tests = args.slice(at);
  const isNot = (index) => tests[index - 1] === "!" || tests[index - 1] === "-not";
  const names4 = tests.flatMap((word, index) => /^-i?name$/.test(word) && !isNot(index) ? [globbed(tests[index + 1] ?? "")] : []);
  const paths = tests.flatMap((word, index) => /^-i?(path|wholename)$/.test(word) && !isNot(index) ? [globbed(tests[index + 1] ?? "")] : []);
  const regexes = tests.some((word) => /^-i?regex$/.test(word));
  if (tests.includes("-empty")) return { words: roots.map((root) => `${root}/empty.found`), narrow: true };
  const isAny = tests.some((word) => /^(-o|-or|,)$/.test(word)) && names4.some((name) => /^[\uE000\uE001.]*$/.test(name));
  const wanted = (isAny ? [] : names4).filter((name) => !/^[\uE000\uE001.]*$/.test(name));
  if (wanted.length > 0) return { words: roots.flatMap((root) => wanted.slice(0, mostNames2).map((name) => `${trimmed2(root)}/${name}`)), narrow: true };
  const narrow = paths.map((path) => path.replace(/^[\uE000.]*\//, "").replace(/\/\uE000+$/, "")).filter((path) => /[^\uE000\uE001./]/.test(path));
  if (narrow.length > 0 && names4.length === 0)
    return {
      words: roots.flatMap(
        (root) => narrow.slice(0, mostNames2).map((path) => `${trimmed2(root)}/${path.startsWith(`${root}/`) ? path.slice(root.length + 1) : path}`)
      ),
      narrow: true
    };
  if (regexes) return { words: roots.map((root) => `${trimmed2(root)}/found.by`), narrow: true };
  const inside2 = tests.includes("-mindepth") || tests.some((word, index) => word === "f" && tests[index - 1] === "-type");
  return { words: roots.map((root) => inside2 ? `${trimmed2(root)}/` : root), narrow: false };
}
var trimmed2 = (root) => root === "/" ? "" : root.replace(/(.)\/+$/, "$1");
var globbed = (text) => text.replaceAll("*", "").replaceAll("?", "");
function deedsOfFind(args) {
  const out2 = [];
  if (args.includes("-delete")) {
    const { words, narrow } = foundBy(args);
    for (const word of words) out2.push({ does: "remove", deep: !narrow || /^(\/|~|\uE00F)/.test(word), word, via: "find -delete" });
  }
  for (const [index, word] of args.entries())
    if (/^-f(print0?|printf|ls)$/.test(word) && args[index + 1] !== void 0) out2.push({ does: "overwrite", deep: false, word: args[index + 1] ?? "" });
  return out2;
}
function deedsOfGit(call) {
  const { plain: plain3, flags, args } = call;
  if (plain3[0] === "checkout" || plain3[0] === "restore") {
    const at = args.indexOf("--");
    const paths = at !== -1 ? args.slice(at + 1) : plain3[0] === "restore" ? plain3.slice(1) : [];
    if (flags.has("--staged") || flags.has("-S")) return [];
    return paths.map((word) => ({ does: "discard", deep: true, word: word.replace(/^:\/$|^[*\uE000].*$/, ".") }));
  }
  if (plain3[0] === "clean" && (flags.has("-f") || flags.has("--force")) && !flags.has("-n") && !flags.has("--dry-run")) {
    const folder = valuesOf(call, "--work-tree").at(-1) ?? valuesOf(call, "-C").at(-1);
    const paths = plain3.length > 1 ? plain3.slice(1) : ["."];
    return paths.map((word) => ({
      does: "remove",
      deep: true,
      word: folder === void 0 || word.startsWith("/") ? word : word === "." ? folder : `${folder}/${word}`
    }));
  }
  if (plain3[0] === "rm" && flags.has("-r") && (flags.has("-f") || flags.has("--force")) && !flags.has("--cached"))
    return plain3.slice(1).map((word) => ({ does: "discard", deep: true, word }));
  if (plain3[0] !== "push") return [];
  const [, , ...references] = plain3;
  const forced = flags.has("-f") || flags.has("--force") || flags.has("--mirror") || flags.has("--delete") || flags.has("-d") || flags.has("--prune");
  const leased = [...flags].some((flag) => flag.startsWith("--force-with") || flag === "--force-if-includes");
  const short = [...flags].some((flag) => flag.length > 4 && "--force".startsWith(flag) && flag !== "--force");
  const names4 = references.length === 0 ? [unknown] : references;
  const out2 = [];
  for (const reference of names4) {
    const plus = reference.startsWith("+") || /^:(?!$)/.test(reference);
    const named2 = reference.replace(/^\+/, "");
    const branch = (named2.includes(":") ? named2.slice(named2.indexOf(":") + 1) : named2).replace(/^refs\/heads\//, "");
    if (forced || plus || short) out2.push({ does: "rewrite", deep: false, word: branch });
    else if (leased) out2.push({ does: "lease", deep: false, word: branch });
  }
  return out2;
}

var options = {
  psql: "-c|--command",
  mysql: "-e|--execute",
  mariadb: "-e|--execute",
  mongosh: "--eval",
  mongo: "--eval",
  ansible: "-a|--args"
};
var clients = /^(psql|mysql|mariadb|sqlite3?|sqlcmd|sqlplus|clickhouse(-client)?|cockroach|duckdb|cqlsh|bq|snowsql|osql|usql|pgcli|mycli|litecli|isql|influx|mysqlsh|mongosh|mongo|redis-cli|valkey-cli|keydb-cli|turso|wrangler|supabase|prisma|beeline|hive|impala-shell|presto|trino|spanner-cli|dolt|d1|vsql|pscale|neonctl|sql|ansible|mysqladmin|rails)$/;
var most3 = 2e4;
function textsOf(call, input) {
  if (!clients.test(call.name)) return [];
  const known = Object.hasOwn(options, call.name) ? options[call.name] : void 0;
  if (/^(redis|valkey|keydb)-cli$/.test(call.name)) return [call.plain.join(" "), ...input?.split("\n") ?? []];
  const named2 = known === void 0 ? [] : valuesOf(call, known);
  const given3 = named2.length > 0 && call.name !== "mongosh" && call.name !== "mongo" ? named2 : [...named2, ...call.args.filter((word) => /\s|\(/.test(word) || /^--?\w+=.*\s/.test(word)).map((word) => word.replace(/^--?[\w-]+=/, ""))];
  const texts = [...given3, ...input === void 0 ? [] : [input]].map((text) => text.slice(0, most3));
  return /^mongo/.test(call.name) ? texts : texts.flatMap(statementsOf);
}
function statementsOf(text) {
  const bare2 = text.replace(/--[^\n]*/g, " ").replace(/\/\*!?\d*([\s\S]{0,2000}?)\*\//g, (whole, inner) => whole.startsWith("/*!") ? inner : " ").replace(/'(?:[^'\\]|\\.|'')*'/g, "''");
  return bare2.split(";").map((statement) => statement.replace(/\s+/g, " ").trim()).filter((statement) => statement !== "").slice(0, 500);
}

var mostCode = 2e4;
var string = /"((?:[^"\\\n]|\\[\s\S])*)"|'((?:[^'\\\n]|\\[\s\S])*)'|`((?:[^`\\]|\\[\s\S])*)`/g;
var unescaped = (text) => text.replace(
  /\\x([0-9a-fA-F]{2})|\\u\{?([0-9a-fA-F]{4})\}?|\\([0-7]{3})/g,
  (_, hex, long, octal) => String.fromCharCode(hex !== void 0 ? Number.parseInt(hex, 16) : long !== void 0 ? Number.parseInt(long, 16) : Number.parseInt(octal ?? "0", 8))
).replace(/\\n/g, "\n").replace(/\\t/g, "	").replace(/\\([^a-zA-Z0-9])/g, "$1");
function simplified(code, home) {
  const quote = (text2) => JSON.stringify(text2);
  let text = code.slice(0, mostCode);
  text = text.replace(
    /(?<![\w.])(?:chr|String\.fromCharCode|String\.fromCodePoint)\s*\(([\d\s,x]{1,400})\)/gi,
    (_, numbers) => quote(String.fromCharCode(...numbers.split(",").map(Number)))
  ).replace(/(?:os\.path\.expanduser|expanduser)\s*\(\s*(["'])~(\/[^"']*)?\1\s*\)/g, (_, __, rest) => quote(home + (rest ?? ""))).replace(
    /(?:pathlib\.)?Path\.home\(\)|(?:require\(\s*["'](?:node:)?os["']\s*\)|os)\.homedir\(\)|process\.env(?:\.HOME|\[["']HOME["']\])|os\.environ(?:\.get\(["']HOME["']\)|\[["']HOME["']\])|os\.getenv\(["']HOME["']\)|ENV\[["']HOME["']\]|\$ENV\{["']?HOME["']?\}|Dir\.home|getenv\(["']HOME["']\)/g,
    quote(home)
  ).replace(/\$\{\s*("[^"]*")\s*\}/g, (_, inner) => JSON.parse(inner)).replace(
    /(?:base64\.b64decode|b64decode|Base64\.decode64|Base64\.strict_decode64|decode_base64|base64_decode|atob)\s*\(\s*b?(["'])([\w+/=-]{4,4000})\1\s*\)/g,
    (_, __, encoded) => quote(Buffer.from(encoded, "base64").toString("latin1"))
  ).replace(
    /Buffer\.from\(\s*(["'])([\w+/=-]{4,4000})\1\s*,\s*["'](base64|hex)["']\s*\)(?:\.toString\([^()]{0,20}\))?/g,
    (_, __, encoded, kind) => quote(Buffer.from(encoded, kind).toString("latin1"))
  ).replace(
    /pack\s*\(?\s*["']H\*["']\s*,\s*(["'])([0-9a-fA-F]{2,4000})\1\s*\)?/g,
    (_, __, encoded) => quote(Buffer.from(encoded, "hex").toString("latin1"))
  ).replace(
    /bytes\.fromhex\(\s*(["'])([0-9a-fA-F\s]{2,4000})\1\s*\)/g,
    (_, __, encoded) => quote(Buffer.from(encoded.replace(/\s/g, ""), "hex").toString("latin1"))
  ).replace(
    /(["'])((?:[^"'\\\n]|\\.){0,400})\1\s*\[\s*::\s*-1\s*\]|(["'])((?:[^"'\\\n]|\\.){0,400})\3(?:\.reverse\b(?:\(\))?|\.split\(["']{2}\)\.reverse\(\)\.join\(["']{2}\))/g,
    (_, __, one, ___, other) => quote([...one ?? other ?? ""].reverse().join(""))
  ).replace(
    /(["'])\1\.join\(\s*[[(]([^\])]{0,2000})[\])]\s*\)|\[([^\]]{0,2000})\]\.join\(\s*(["'])\4\s*\)/g,
    (_, __, one, other) => quote(stringsOf(one ?? other ?? "").join(""))
  ).replace(/(["'])\s\1\.join\(\s*[[(]([^\])]{0,2000})[\])]\s*\)/g, (_, __, one) => quote(stringsOf(one).join(" "))).replace(/\.(?:decode|encode|toString|strip|trim)\((?:\s*["'][\w-]*["']\s*)?\)/g, "");
  for (const [, module = "", , alias2 = ""] of text.matchAll(/\b(?:import|from)\s+([\w.]{1,40})(\s+import\s+\w+)?\s+as\s+(\w{1,40})/g))
    text = text.replace(new RegExp(`(?<![\\w.])${alias2}\\.`, "g"), `${module}.`);
  for (const [, alias2 = ""] of text.matchAll(/\b(\w{1,40})\s*=\s*(?:await\s+)?(?:require|import)\(\s*["'](?:node:)?child_process["']\s*\)/g))
    text = text.replace(new RegExp(`(?<![\\w.])${alias2}\\.`, "g"), "child_process.");
  for (let round = 0; round < 6; round++) {
    const before = text;
    text = text.replace(
      /"((?:[^"\\\n]|\\.){0,500})"\s*(?:\+|\.(?=\s*["']))\s*(["'])((?:(?!\2)[^\\\n]|\\.){0,500})\2/g,
      (_, one, __, other) => `"${one}${other.replaceAll('"', '\\"')}"`
    ).replace(
      /'((?:[^'\\\n]|\\.){0,500})'\s*(?:\+|\.(?=\s*["']))\s*(["'])((?:(?!\2)[^\\\n]|\\.){0,500})\2/g,
      (_, one, __, other) => `"${one.replaceAll('"', '\\"')}${other.replaceAll('"', '\\"')}"`
    ).replace(
      /(?:os\.path\.join|path\.(?:join|resolve)|File\.join|(?:pathlib\.)?Path)\s*\(\s*((?:(?:"[^"\n]{0,300}"|'[^'\n]{0,300}')\s*,?\s*){1,8})\)/g,
      (_, inner) => quote(stringsOf(inner).join("/"))
    ).replace(/"([^"\n]{0,300})"\s*\/\s*(["'])([^"'\n]{0,300})\2/g, (_, one, __, other) => quote(`${one}/${other}`));
    if (text === before) break;
  }
  return withVariables(withOwnNames(text));
}
function withOwnNames(text) {
  const renamed = [
    ...text.matchAll(/\b(?:import\s+|from\s+[\w.]{1,60}\s+import\s+(?:\w{1,40}\s*,\s*){0,8})(\w{1,40})\s+as\s+(\w{1,40})/g),
    ...text.matchAll(/[{,]\s*((?:exec|spawn|execFile|rm|rmdir)(?:Sync)?)\s*(?::|as\s)\s*(\w{1,40})\s*[,}]/g)
  ];
  let out2 = text;
  for (const [, own = "", given3 = ""] of renamed.slice(0, 8)) out2 = out2.replace(new RegExp(`(?<![\\w.])${given3}(?=\\s*[.(])`, "g"), own);
  return out2;
}
function withVariables(text) {
  const known = /* @__PURE__ */ new Map();
  for (const [, name = "", value = ""] of text.matchAll(
    /(?:^|[\s;,({])(?:(?:const|let|var|my|local)\s+)?([$@%]?[A-Za-z_]\w{0,40})\s*=\s*((?:"(?:[^"\\\n]|\\.){0,500}"|'(?:[^'\\\n]|\\.){0,500}'|\[[^\]\n]{0,500}\]))/g
  )) {
    if (known.size < 32) known.set(name, value);
  }
  let out2 = text;
  for (const [name, value] of known) {
    const escaped = name.replace(/[$@%]/g, "\\$&");
    out2 = out2.replace(new RegExp(`([(,[]\\s*)${escaped}(?=\\s*[,)\\]])`, "g"), (_, before) => `${before}${value}`);
  }
  for (const [, name = "", items = ""] of out2.matchAll(/\bfor\s+(?:const\s+|let\s+|my\s+)?([$]?\w{1,40})\s+(?:in|of)?\s*[[(]([^\])]{0,500})[\])]/g))
    out2 = out2.replace(new RegExp(`\\(\\s*${name.replace("$", "\\$")}(?=\\s*[,)])`, "g"), () => `(${items}`);
  return out2;
}
function stringsOf(text) {
  return [...text.matchAll(string)].map((match) => unescaped(match[1] ?? match[2] ?? match[3] ?? ""));
}
function argumentsFrom(code, from) {
  let level = 1;
  let quote = "";
  const end = Math.min(code.length, from + 2e3);
  for (let at = from; at < end; at++) {
    const char = code[at];
    if (char === "\\") at++;
    else if (quote !== "") {
      if (char === quote) quote = "";
    } else if (char === '"' || char === "'" || char === "`") quote = char;
    else if (char === "(") level++;
    else if (char === ")" && --level === 0) return code.slice(from, at);
  }
  return code.slice(from, end);
}
var runners2 = /(?:\bos\.(?:system|popen|exec\w+|spawn\w+|posix_spawn\w*)|subprocess\.\w+|\bcommands\.getoutput|\bgetoutput|\bgetstatusoutput|\bcheck_(?:call|output)|\bPopen|pty\.spawn|\b(?:exec|spawn|execFile|fork)(?:Sync)?|\bexeca?(?:Sync)?|\bsystem|\bshell_exec|\bpassthru|\bpopen|\bproc_open|\bpcntl_exec|IO\.popen|Open3\.\w+|os\.execute|io\.popen|Deno\.(?:run|Command)|Bun\.spawn(?:Sync)?|asyncio\.create_subprocess_(?:shell|exec)|\bshelljs\.exec|\bshell\.exec|\bsh)\s*\(/g;
var joins = /^\s*(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')\s*(?:\+|\.|\$|[A-Za-z_])/;
var removers = [
  [/\b(?:shutil\.)?rmtree\s*\(/g, "remove", true],
  [/\bremove_tree\s*\(/g, "remove", true],
  [/\b(?:rimraf|rimrafSync|del|deleteSync)(?:\.sync)?\s*\(/g, "remove", true],
  [/\bFileUtils\.(?:rm_rf|rm_r|remove_dir|remove_entry\w*|rmtree|remove_entry_secure)\s*[( ]/g, "remove", true],
  [/\.?\b(?:rm|rmdir)(?:Sync)?\s*\(/g, "remove", "recursive"],
  [/\b(?:fse?|fsExtra|fs-extra)\.(?:remove|emptyDir)(?:Sync)?\s*\(/g, "remove", true],
  [/\bDeno\.remove(?:Sync)?\s*\(/g, "remove", "recursive"],
  [/\b(?:os\.(?:remove|unlink|rmdir|removedirs)|unlink(?:Sync)?|(?:File|Dir)\.(?:delete|unlink|rmdir)|FileUtils\.rm_?f?)\s*[( ]/g, "remove", false],
  [/\b(?:shutil\.move|os\.(?:rename|replace)|rename(?:Sync)?|FileUtils\.mv)\s*\(/g, "move", true],
  [/\b(?:os\.truncate|truncate(?:Sync)?|writeFile(?:Sync)?|File\.write|file_put_contents)\s*\(/g, "overwrite", false],
  [/\b(?:os\.(?:l?chmod)|chmod(?:Sync)?)\s*\(/g, "permit", false],
  [/\bFileUtils\.chmod_R\s*\(/g, "permit", true],
  [/\b(?:os\.l?chown|l?chown(?:Sync)?|FileUtils\.chown\w*)\s*\(/g, "own", false]
];
function readCode(source, language, home) {
  const code = simplified(source, home);
  const lines2 = [];
  const runs = [];
  const deeds = [];
  let hides;
  for (const match of code.matchAll(runners2)) {
    const name = match[0].replace(/\s*\($/, "");
    if (/^exec(Sync)?$/.test(name) && code[match.index - 1] === "." && !/(child_process|require\(["'][\w:]+["']\)|\bcp|child|shell|process)\.$/.test(code.slice(Math.max(0, match.index - 40), match.index)))
      continue;
    const inner = argumentsFrom(code, match.index + match[0].length);
    const words = stringsOf(
      inner.replace(/(?:,\s*)?\b(?:shell|cwd|encoding|stdio|check|text|capture_output|stdout|stderr)\s*[=:]\s*(?:True|true|"[^"]*"|'[^']*')/g, "")
    );
    const via = `${language} ${name}`;
    if (name === "exec" && language.startsWith("python")) {
      if (words.length === 0 || /compile|decode|zlib|marshal|urlopen|requests\.|\.read\(|\.text\b/.test(inner)) hides ??= "code that it computes";
      else {
        const nested = readCode(words.join("\n"), language, home);
        lines2.push(...nested.lines);
        runs.push(...nested.runs);
        deeds.push(...nested.deeds);
        hides ??= nested.hides;
      }
    } else if (words.length === 0) {
      if (inner.trim() !== "" && !/^(fork)$/.test(name)) hides ??= "a command that it computes";
    } else if (/^\s*[[(]/.test(inner) || words.length > 1 || /File|spawn|os\.exec/.test(name)) {
      const [first2 = "", ...more2] = words;
      if (/\s/.test(first2.trim())) lines2.push({ via, text: [first2, ...more2].join(" ") });
      else runs.push({ via, words: [first2, ...more2] });
    } else lines2.push({ via, text: `${words[0] ?? ""}${joins.test(inner) ? unknown : ""}` });
  }
  if (!/^(python|node|deno|bun|tsx|lua|osascript|awk)/.test(language)) {
    for (const match of code.matchAll(
      /`([^`\n]{1,1000})`|(?:qx|%x)\s*(?:\{([^}\n]{1,1000})\}|\(([^)\n]{1,1000})\)|\[([^\]\n]{1,1000})\]|([/|!])((?:(?!\5)[^\n]){1,1000})\5)/g
    ))
      lines2.push({ via: `${language} backticks`, text: match.slice(1).findLast((part) => part !== void 0) ?? "" });
    for (const match of code.matchAll(/\b(?:system|exec)\s*\(?\s*qw\s*[([{/]([^)\]}\n]{1,1000})/g))
      runs.push({ via: `${language} system`, words: (match[1] ?? "").trim().split(/\s+/) });
    for (const match of code.matchAll(/\b(?:system|exec)\s+((?:(?:"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')\s*,?\s*){1,12})/g)) {
      const words = stringsOf(match[1] ?? "");
      if (words.length === 1) lines2.push({ via: `${language} system`, text: words[0] ?? "" });
      else if (words.length > 1) runs.push({ via: `${language} system`, words });
    }
    for (const match of code.matchAll(/\b(?:unlink|rmdir)\s+(?:glob\s*\(?\s*)?((?:(?:"[^"\n]{0,300}"|'[^'\n]{0,300}')\s*,?\s*){1,12}|<[^>\n]{1,300}>)/g))
      for (const word of /^</.test(match[1] ?? "") ? [(match[1] ?? "").slice(1, -1)] : stringsOf(match[1] ?? ""))
        deeds.push({ does: "remove", deep: false, word: globbed2(word), via: `${language} unlink` });
  }
  if (/^(node|bun|deno|tsx)/.test(language))
    for (const match of code.matchAll(/\$`([^`]{1,1000})`/g)) lines2.push({ via: `${language} $`, text: match[1] ?? "" });
  if (language === "awk")
    for (const match of code.matchAll(/(?:print[^|;}]{0,300}\|&?\s*"((?:[^"\\]|\\.){1,500})")|"((?:[^"\\]|\\.){1,500})"\s*\|&?\s*getline/g))
      lines2.push({ via: "awk |", text: unescaped(match[1] ?? match[2] ?? "") });
  if (language === "awk")
    for (const match of code.matchAll(/print\s+"((?:[^"\\]|\\.){1,500})"\s*\|&?\s*"(?:\/bin\/)?(?:ba|z|da|k)?sh\b/g))
      lines2.push({ via: "awk | sh", text: unescaped(match[1] ?? "") });
  if (language === "tclsh" || language === "expect")
    for (const match of code.matchAll(/\b(?:exec|spawn|system)\s+([^\n;\]]{1,1000})/g)) lines2.push({ via: `${language} exec`, text: match[1] ?? "" });
  for (const [pattern, does, deep] of removers) {
    for (const match of code.matchAll(pattern)) {
      const inner = argumentsFrom(code, match.index + match[0].length);
      const isDeep = deep === "recursive" ? /recursive\s*:\s*(true|!0|1)|recursive\s*=\s*True/.test(inner) : deep;
      const words = stringsOf(inner.replace(/,\s*\{[\s\S]*$/, "")).slice(0, does === "remove" ? 24 : 1);
      const via = `${language} ${match[0].replace(/[\s(.]+$/, "").replace(/^\./, "")}`;
      for (const word of words) deeds.push({ does, deep: isDeep, word: globbed2(word.startsWith("~") ? word : word), via });
      if (words.length === 0 && isDeep && does === "remove" && inner.trim() !== "") deeds.push({ does, deep: true, word: unknown, via });
    }
  }
  if (/\b(?:os\.(?:remove|unlink)|unlink(?:Sync)?|rmtree|rmSync|rm)\s*\(\s*[^"'\s)]/.test(code))
    for (const match of code.matchAll(/\b(?:listdir|scandir|os\.walk|readdir(?:Sync)?|i?glob|iterdir)\s*\(\s*(?:"([^"\n]{1,400})"|'([^'\n]{1,400})')/g)) {
      const folder = match[1] ?? match[2] ?? "";
      deeds.push({ does: "remove", deep: false, word: globbed2(folder.includes("*") ? folder : `${folder}/*`), via: `${language} remove` });
    }
  for (const match of code.matchAll(/(?:"([^"\n]{1,400})"|'([^'\n]{1,400})')\s*\)?\.(unlink|rmdir|rmtree|write_text|write_bytes|unlink_tree)\s*\(/g))
    deeds.push({
      does: match[3]?.startsWith("write") ? "overwrite" : "remove",
      deep: match[3] === "rmtree",
      word: match[1] ?? match[2] ?? "",
      via: `${language} ${match[3]}`
    });
  for (const match of code.matchAll(/\bopen\s*\(\s*(?:"([^"\n]{1,400})"|'([^'\n]{1,400})')\s*,\s*["'](?:w|wb|>|w\+|r\+b|wb\+)["']/g))
    deeds.push({ does: "overwrite", deep: false, word: match[1] ?? match[2] ?? "", via: `${language} open` });
  const reads = [...code.matchAll(/\b(?:open|readFile(?:Sync)?|File\.read|file_get_contents|read_text)\s*\(\s*(?:"([^"\n]{1,400})"|'([^'\n]{1,400})')/g)];
  for (const match of reads) deeds.push({ does: "read", deep: false, word: match[1] ?? match[2] ?? "", via: `${language} open` });
  if (/\b(?:os\.)?fork\s*\(?\)?\s*(?:while|\bfor\b)|while\s*\(?\s*(?:1|True|true)\)?\s*[:{]?\s*(?:do\s*)?[\s{]*(?:os\.)?(?:fork|Process\.fork|pcntl_fork)/.test(
    code
  ) || /fork\s+while\s+(?:fork|1|true)|loop\s*\{\s*fork/.test(code))
    deeds.push({ does: "remove", deep: true, word: "/", via: `${language} fork bomb` });
  if (/\beval\s*\(\s*(?:atob|Buffer|compile|base64|gzinflate|unescape|\$_|__import__)|\bexec\s*\(\s*(?:base64|zlib|codecs|bytes|__import__|compile)|marshal\.loads|gzinflate|str_rot13|\beval\s*\(?\s*(?:pack|unpack|decode_base64|Base64|MIME)/.test(
    source
  ))
    hides ??= "code that it decodes";
  if (/\b(?:fetch|axios|https?\.get|urlopen|requests\.get)\b/.test(code) && /\beval\b|\bnew Function\b|\bvm\.run/.test(code)) hides ??= "code from the network";
  if (/socket/i.test(code) && /\bdup2\b|\/bin\/(ba|z|da)?sh|pty\.spawn|cmd\.exe/.test(code) && /connect|TCPSocket|fsockopen/.test(code))
    hides ??= "a shell for somebody on the network";
  const statements = stringsOf(code).filter(
    (text) => /^\s*(drop|truncate|delete|update|alter|flushall|flushdb)\b/i.test(text) && /\.(execute\w*|query|exec|run|raw|\$executeRaw\w*)\s*\(/.test(code)
  );
  return { lines: lines2, runs, deeds, statements, ...hides === void 0 ? {} : { hides } };
}
var globbed2 = (word) => word.replaceAll("*", wildcard.many).replaceAll("?", wildcard.one);
function codeOf(name, args) {
  const behind = (pattern) => args.flatMap((word, index) => pattern.test(args[index - 1] ?? "") ? [word] : []);
  if (/^(python|pypy)[\d.]*w?$/.test(name)) return behind(/^-[a-zA-Z]*c$/).map((code) => ({ language: "python", code }));
  if (/^(node|nodejs|tsx|ts-node|bun|electron)$/.test(name))
    return [...behind(/^(-e|-p|-pe|--eval|--print)$/), ...args.filter((word) => /^--(eval|print)=/.test(word)).map((word) => word.replace(/^[^=]*=/, ""))].map(
      (code) => ({ language: "node", code })
    );
  if (name === "deno") return args[0] === "eval" ? args.slice(1).map((code) => ({ language: "deno", code })) : [];
  if (/^perl[\d.]*$/.test(name)) return behind(/^-[a-zA-Z0-9]*[eE]$/).map((code) => ({ language: "perl", code }));
  if (/^(ruby|irb)[\d.]*$/.test(name)) return behind(/^-[a-zA-Z0-9]*e$/).map((code) => ({ language: "ruby", code }));
  if (/^php[\d.]*$/.test(name)) return behind(/^(-r|-R|-B|--run)$/).map((code) => ({ language: "php", code }));
  if (/^(lua|luajit|texlua)[\d.]*$/.test(name)) return behind(/^-e$/).map((code) => ({ language: "lua", code }));
  if (/^(Rscript|R|julia|elixir|groovy|scala|swipl|guile|ghc|tclsh|jshell|crystal|raku|rscript|iex|clojure|bb|erl|nim|racket|expect)$/.test(name))
    return behind(/^(-e|-E|--eval|-eval|-c|--execute)$/).map((code) => ({ language: name, code }));
  if (/^[gmn]?awk$|^busybox-awk$/.test(name)) {
    const at = args.findIndex((word, index) => !word.startsWith("-") && !/^(-F|-v|-f)$/.test(args[index - 1] ?? ""));
    return at === -1 ? [] : [{ language: "awk", code: args[at] ?? "" }];
  }
  return [];
}
function languageOf(name) {
  if (/^(python|pypy)[\d.]*w?$/.test(name)) return "python";
  if (/^(node|nodejs|bun|deno|tsx|ts-node)$/.test(name)) return "node";
  return /^(perl|ruby|php|lua|osascript|tclsh|Rscript|julia|expect|groovy|jshell|irb|luajit)[\d.]*$/.exec(name)?.[1];
}

var lineOptions = {
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
  nvim: "--cmd",
  rsync: "-e|--rsh|--rsync-path",
  scp: "-S",
  script: "-c|--command",
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
  gdb: ""
};
var valuedEverywhere = (name, args, flags) => {
  const wanted = flags.split("|");
  const out2 = [...valuesOf(readInvocation(name, args), flags)];
  for (const [index, word] of args.entries()) {
    const next = args[index + 1];
    if (next === void 0) continue;
    if (wanted.includes(word)) out2.push(next);
    else if (/^-[a-zA-Z]{2,8}$/.test(word) && wanted.includes(`-${word.at(-1)}`)) out2.push(next);
  }
  return [...new Set(out2)];
};
var shellNames = /^(?:r?bash|sh|zsh|dash|ksh\d*|mksh|ash|fish|tcsh|csh|pwsh|powershell|yash|elvish|nu|xonsh)$/;
var isShell = (name) => shellNames.test(name);
var joined2 = (words) => words.join(" ");
var runKeys = /^(alias\.|core\.(pager|editor|sshcommand|fsmonitor|hookspath|askpass|gitproxy|alternaterefscommand)|pager\.|sequence\.editor|diff\.external|.*\.(cmd|command|textconv|clean|smudge|process|driver|helper|program|path)$)/i;
function gitLinesOf(args) {
  const settings = [];
  for (const [index, word] of args.entries()) {
    if (args[index - 1] === "-c") {
      const equals = word.indexOf("=");
      if (equals !== -1) settings.push([word.slice(0, equals), word.slice(equals + 1)]);
    }
  }
  const { plain: plain3 } = readInvocation("git", args);
  if (plain3[0] === "config") {
    const words = ["set", "add"].includes(plain3[1] ?? "") ? plain3.slice(2) : plain3.slice(1);
    if (words[0] !== void 0 && words[1] !== void 0) settings.push([words[0], words[1]]);
  }
  const out2 = settings.filter(([key]) => runKeys.test(key)).map(([key, value]) => ({ via: `git ${key}`, text: value.startsWith("!") ? value.slice(1) : /^alias\./i.test(key) ? `git ${value}` : value }));
  for (const [index, word] of args.entries()) {
    const [flag = "", ...rest] = word.split("=");
    if (/^--(exec|upload-pack|receive-pack|[\w-]+-filter)$/.test(flag) || /^(-x|--extcmd)$/.test(flag) && /^(rebase|difftool)$/.test(plain3[0] ?? "") || word === "-u" && plain3[0] === "clone")
      out2.push({ via: `git ${flag}`, text: rest.length > 0 ? rest.join("=") : args[index + 1] ?? "" });
  }
  for (const word of args)
    if (word.startsWith("ext::"))
      out2.push({
        via: "git ext::",
        text: word.slice(5).split(/(?<!%) /).map((part) => `'${part.replace(/%(.)/g, "$1").replaceAll("'", "")}'`).join(" ")
      });
  if (plain3[0] === "bisect" && plain3[1] === "run") out2.push({ via: "git bisect run", text: joined2(args.slice(args.indexOf("run") + 1)) });
  if (plain3[0] === "submodule" && args.includes("foreach"))
    out2.push({ via: "git submodule foreach", text: joined2(args.slice(args.indexOf("foreach") + 1).filter((word) => !/^--(recursive|quiet)$/.test(word))) });
  return out2;
}
var quoted2 = (text) => text.replace(/^(['"])([\s\S]*)\1$/, "$2");
function beforeItsPlain(args) {
  const [plain3] = readInvocation("npx", args).plain;
  const at = plain3 === void 0 ? -1 : args.indexOf(plain3);
  return at === -1 ? args : args.slice(0, at);
}
function linesOf2(name, args) {
  const option = Object.hasOwn(lineOptions, name) ? lineOptions[name] : void 0;
  const out2 = option === void 0 || option === "" ? [] : valuedEverywhere(name, name === "npx" ? beforeItsPlain(args) : args, option).map((text) => ({
    via: `${name} ${option.split("|")[0]}`,
    text,
    root: name === "su" || name === "runuser",
    remote: name === "ansible" || name === "gcloud"
  }));
  if (isShell(name)) {
    const at = args.findIndex((word) => /^-[a-zA-Z]*c$/i.test(word) || /^-(Command|EncodedCommand)$/i.test(word) || word === "--command");
    const text = args[at + 1];
    if (at !== -1 && text !== void 0)
      out2.push({ via: `${name} -c`, text: name === "pwsh" || name === "powershell" ? joined2(args.slice(at + 1)) : text, given: args.slice(at + 2) });
    return out2;
  }
  switch (name) {
    case "git":
      return [...out2, ...gitLinesOf(args)];
    case "gh": {
      const line = args[0] === "alias" && args[1] === "set" ? args.slice(2).findLast((word) => !word.startsWith("-")) : void 0;
      return line === void 0 ? out2 : [...out2, { via: "gh alias", text: line.startsWith("!") ? line.slice(1) : `gh ${line}` }];
    }
    case "capsh":
      return args.includes("--") ? linesOf2("bash", args.slice(args.indexOf("--") + 1)) : out2;
    case "nix": {
      const at = args.findIndex((word) => /^(-c|--command)$/.test(word));
      return at === -1 ? out2 : [...out2, { via: "nix -c", text: joined2(args.slice(at + 1)) }];
    }
    case "salt":
    case "salt-call":
    case "salt-ssh": {
      const at = args.findIndex((word) => /^cmd\.(run\w*|shell|exec_code)$/.test(word));
      return at === -1 ? out2 : [...out2, { via: `${name} cmd.run`, text: joined2(args.slice(at + 1)), root: true, remote: name !== "salt-call" }];
    }
    case "eval":
      return [{ via: "eval", text: joined2(args[0] === "--" ? args.slice(1) : args) }];
    case "trap":
      return args[0] === void 0 || args.length < 2 || args[0] === "-" ? [] : [{ via: "trap", text: args[0] === "--" ? args[1] ?? "" : args[0] }];
    case "alias":
      return args.flatMap((word) => word.includes("=") ? [{ via: "alias", text: word.slice(word.indexOf("=") + 1) }] : []);
    case "abbr":
      return [{ via: "abbr", text: joined2(args.slice(1)) }];
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
      return [...out2, ...linesAmong(name, args)];
    case "ssh":
    case "mosh":
    case "autossh": {
      const { plain: plain3 } = readInvocation("ssh", args);
      const options2 = valuesOf(readInvocation("ssh", args), "-o").flatMap((value) => {
        const [, line] = /^(?:ProxyCommand|LocalCommand|KnownHostsCommand|RemoteCommand)[= ](.*)$/is.exec(value) ?? [];
        return line === void 0 ? [] : [{ via: "ssh -o", text: line }];
      });
      const at = plain3[0] === void 0 ? -1 : args.indexOf(plain3[0]);
      const rest = at === -1 ? [] : args.slice(at + 1).filter(
        (word, index, all) => !(index === 0 && word === "--") && !(/^-[tTnNfqvx46]+$/.test(word) && all.slice(0, index).every((before) => before.startsWith("-")))
      );
      return rest.length === 0 ? options2 : [...options2, { via: "ssh", text: joined2(rest), remote: true }];
    }
    case "tar":
    case "bsdtar":
    case "gtar":
      return [
        ...out2,
        ...args.flatMap((word, index) => {
          const value = word.startsWith("--checkpoint-action=") ? word.slice(20) : args[index - 1] === "--checkpoint-action" ? word : "";
          return value.startsWith("exec=") ? [{ via: "tar --checkpoint-action", text: quoted2(value.slice(5)) }] : [];
        })
      ];
    case "vim":
    case "vi":
    case "nvim":
    case "ex":
    case "view":
    case "gvim":
    case "vimdiff":
      return args.flatMap((word, index) => {
        const line = /^(-c|--cmd)$/.test(args[index - 1] ?? "") ? word : word.startsWith("+") ? word.slice(1) : "";
        const [, run2] = /^\s*:?(?:silent!?\s+)?(?:%|\d+,?\d*)?!+\s*([\s\S]+)$/.exec(line) ?? /(?:system|systemlist)\(\s*['"]([^'"]+)['"]/.exec(line) ?? /(?:^|[|\s:])!([\s\S]+)$/.exec(line) ?? /term(?:inal)?\s+(.+)$/.exec(line) ?? [];
        return run2 === void 0 ? [] : [{ via: `${name} -c`, text: run2 }];
      });
    case "gdb":
    case "lldb":
      return args.flatMap((word, index) => {
        const [, run2] = /^(?:!|shell|platform shell|pipe)\s*([\s\S]+)$/.exec(/^(-ex|-eval-command|--ex|-o|--eval-command|-iex)$/.test(args[index - 1] ?? "") ? word : "") ?? [];
        return run2 === void 0 ? [] : [{ via: `${name} -ex`, text: run2 }];
      });
    case "sed":
    case "gsed":
      return args.flatMap((word) => {
        const [, run2] = /^(?:\d+|\$|\/[^/]*\/)?(?:,(?:\d+|\$))?\s*e\s+(.+)$/.exec(word) ?? [];
        if (run2 !== void 0) return [{ via: "sed e", text: run2 }];
        return replacementsRun(word).map((text) => ({ via: "sed s///e", text }));
      });
    case "make":
    case "gmake":
      return [
        ...valuedEverywhere(name, args, "--eval|-E").map((text) => ({ via: "make --eval", text: recipeOf(text) })),
        ...args.flatMap((word) => {
          const [, run2] = /^\w+:?=\$\(shell\s+([\s\S]*)\)$/.exec(word) ?? /^SHELL:?=([\s\S]*\s[\s\S]*)$/.exec(word) ?? [];
          return run2 === void 0 ? [] : [{ via: "make $(shell)", text: run2 }];
        })
      ];
    case "psql":
    case "mysql":
    case "mariadb":
    case "sqlite3":
      return args.flatMap(
        (word) => [...word.matchAll(/(?:^|[;\s])(?:\\!|\\\\!|\.shell|\.system|system)\s+([^\n;]+)/g)].map(([, text = ""]) => ({
          via: `${name} \\!`,
          text: quoted2(text.trim())
        }))
      );
    case "emacs":
      return args.flatMap((word) => [
        ...[...word.matchAll(/\((?:shell-command|async-shell-command|shell-command-to-string|call-process-shell-command)\s+"((?:[^"\\]|\\.)*)"/g)].map(
          ([, text = ""]) => ({ via: "emacs --eval", text })
        ),
        ...[...word.matchAll(/\((?:delete-directory|delete-file)\s+"((?:[^"\\]|\\.)*)"/g)].map(([, text = ""]) => ({
          via: "emacs --eval",
          text: `rm -r '${text.replaceAll("'", "")}'`
        }))
      ]);
    case "osascript":
      return args.flatMap(
        (word) => [...word.matchAll(/do (?:shell )?script "((?:[^"\\]|\\.)*)"/g)].map(([whole, text = ""]) => ({
          via: "osascript",
          text: text.replace(/\\(.)/g, "$1"),
          root: /administrator/.test(whole)
        }))
      );
    case "cmd":
    case "cmd.exe":
      return [{ via: "cmd /c", text: joined2(args.filter((word) => !/^\/[a-z]$/i.test(word))) }];
    case "powershell.exe":
      return [{ via: "powershell", text: joined2(args.filter((word) => !/^-(c|command|nop|noprofile)$/i.test(word))) }];
    default:
      return out2;
  }
}
function replacementsRun(script) {
  const out2 = [];
  for (const command2 of script.slice(0, 4e3).split(/[;\n]/)) {
    const [, body = ""] = /^\s*(?:(?:\d+|\$|\/[^/]*\/)(?:,(?:\d+|\$|\/[^/]*\/))?)?\s*s([\s\S]+)$/.exec(command2) ?? [];
    const [, , made, flags = ""] = body === "" ? [] : body.split(body[0]);
    if (made !== void 0 && /^[gimpIM\d]*e/.test(flags)) out2.push(made);
  }
  return out2;
}
function recipeOf(text) {
  const lines2 = text.replaceAll("\\n", "\n").replaceAll("\\t", "	").split("\n");
  const recipes = lines2.flatMap((line) => line.startsWith("	") ? [line.slice(1).replace(/^[@+-]+/, "")] : [/^[^=\t#]*?:[^=;]*;(.*)$/.exec(line)?.[1] ?? ""]);
  const made = [...text.matchAll(/\$\(shell\s+([^()]*)\)/g)].map(([, line = ""]) => line);
  return [...recipes, ...made].filter((line) => line.trim() !== "").join("\n");
}
var terminals = /^(new(-session)?|new-window|neww|split-window|splitw|run(-shell)?|send-keys|send|respawn-pane|display-popup|popup|confirm-before|if-shell|pipe-pane)$/;
function linesAmong(name, args) {
  const out2 = args.filter((word) => /\s/.test(word.trim())).map((text) => ({ via: name, text }));
  let from = 0;
  while (from < args.length && (/^-/.test(args[from] ?? "") || /^[\d.]+$/.test(args[from] ?? "") || terminals.test(args[from] ?? ""))) {
    if (args[from] === "--") {
      from++;
      break;
    }
    from += /^-[a-zA-Z]*[stnSTxe]$/.test(args[from] ?? "") && /^(tmux|screen|watch)$/.test(name) && !/^-(dm|d|D)[a-zA-Z]*(?<!S)$/.test(args[from] ?? "") ? 2 : 1;
  }
  const rest = args.slice(from).filter((word) => !/^(Enter|C-m|ENTER)$/.test(word) && !/^(npm|pnpm|yarn|bun|node|deno):/.test(word));
  if (rest.length > 0) out2.push({ via: name, text: joined2(rest).replace(/^\s*spawn\s+(-\w+\s+)*/, "") });
  if (name === "expect") for (const [, text = ""] of args.join("\n").matchAll(/\b(?:spawn|exec|system)\s+([^\n;]+)/g)) out2.push({ via: "expect", text });
  return out2;
}

var noOrigin = { chain: [], captured: [], fetched: [], written: /* @__PURE__ */ new Map(), copied: /* @__PURE__ */ new Map(), exported: false };
var fetchers = new Set("curl wget fetch http https xh aria2c lynx w3m nc ncat netcat socat ftp sftp scp axel httpie telnet".split(" "));
function createOrigins(commands) {
  let fetched = [];
  let written2 = /* @__PURE__ */ new Map();
  let copied = /* @__PURE__ */ new Map();
  let passed = 0;
  return (index) => {
    for (; passed < index; passed++) {
      const command2 = commands[passed];
      if (isFetching(command2)) fetched = [...fetched, ...savedBy(command2)].slice(-most4);
      written2 = withWritten(written2, command2);
      copied = withCopied(copied, command2);
    }
    return { chain: chainOf(index, commands), captured: capturedBy(index, commands), fetched, written: written2, copied, exported: isExported(index, commands) };
  };
}
var most4 = 64;
function isExported(index, commands) {
  if (commands[index]?.captured !== true) return false;
  const user = commands.slice(index + 1, index + 8).find(({ captured, words }) => !captured || programName(words) === "export");
  return user !== void 0 && programName(user.words) === "export";
}
function chainOf(index, commands) {
  const chain = [];
  let at = commands[index]?.reads;
  while (at !== void 0 && chain.length < 32) {
    const source = commands[at];
    if (source === void 0 || chain.includes(source)) break;
    chain.push(source);
    at = source.reads;
  }
  return chain;
}
function capturedBy(index, commands) {
  const captured = [];
  const own = commands[index];
  if (own?.captured === true && index > 0 && (own.reads !== index - 1 || /^(source|\.)$/.test(programName(own.words))) && own.words.some((word) => word.includes(unknown)))
    return [commands[index - 1], ...chainOf(index - 1, commands)];
  if (own?.captured === false)
    for (let before = index - 1; before >= 0 && captured.length < most4 && commands[before]?.captured === true; before--)
      captured.push(commands[before]);
  return captured;
}
function withCopied(known, { words }) {
  if (!/^(cp|ln|install|mv|link)$/.test(programName(words)) || known.size >= most4) return known;
  const [from = "", to = "", ...more2] = words.slice(1).filter((word) => !word.startsWith("-"));
  return more2.length > 0 || !/^\/(usr\/)?(local\/)?s?bin\//.test(from) ? known : new Map([...known, [to.replace(/^\.\//, ""), from]]);
}
function withWritten(known, { words, redirections, input }) {
  const name = programName(words);
  const said = name === "echo" || name === "printf" ? words.slice(1).filter((word) => !/^-[neE]+$/.test(word)).join(" ").replaceAll("\\n", "\n") : name === "cat" || name === "tee" ? input : void 0;
  if (said === void 0 || known.size >= most4) return known;
  const files = [
    ...redirections.filter(({ operator }) => operator.includes(">")).map(({ target }) => target),
    ...name === "tee" ? words.slice(1).filter((word) => !word.startsWith("-")) : []
  ].slice(0, most4);
  if (files.length === 0) return known;
  const out2 = new Map(known);
  for (const file of files) {
    const key = file.replace(/^\.\//, "");
    out2.set(key, `${out2.get(key) ?? ""}${said}
`);
  }
  return out2;
}
var savedBy = ({ words, redirections }) => {
  const named2 = words.flatMap(
    (word, index) => /^(-\w*[oO]|--output|--output-document|--out)$/.test(words[index - 1] ?? "") ? [word] : /^--output(-document)?=/.test(word) ? [word.replace(/^[^=]*=/, "")] : []
  );
  const remote = words.some((word) => /^-\w*O\w*$|^--remote-name/.test(word)) || programName(words) === "wget" ? words.filter((word) => /^(https?|ftp):|^[\w-]+(\.[\w-]+)+\//.test(word)).map((word) => word.replace(/[?#].*$/, "").replace(/^.*\//, "")) : [];
  return [...named2, ...remote, ...redirections.filter(({ operator }) => operator.includes(">")).map(({ target }) => target)].filter((word) => word !== "");
};
var isFetching = ({ words }) => words.some((word, index) => index < 6 ? fetchers.has(programName([word])) : false) && !/^(echo|printf|which|man|apt|apt-get|brew|dnf|yum|apk|command|type|grep|git)$/.test(programName(words));
function isTelling({ words, files }) {
  const name = programName(words);
  if ((name === "env" || name === "printenv" || name === "set" || name === "export") && words.length <= 2) return true;
  return /^(cat|tar|zip|gzip|base64|head|tail|xxd|openssl|gpg|bat|less|tac|strings|dd|jq|grep|sed|awk)$/.test(name) && [...words.slice(1), ...files].some((word) => isSecret(word.replace(/^[@<]/, "")) || /(^|\/)\.(ssh|aws|gnupg)(\/|$)/.test(word));
}

var rank = { fine: 0, risky: 1, catastrophic: 2 };
function openLook(words, name, command2, origin, scene) {
  const looked = words.join(" ");
  const inside2 = [];
  const fetches = [...origin.chain, ...origin.captured].some(isFetching);
  let worst;
  const add = (finding2) => {
    if (finding2 !== void 0 && (worst === void 0 || rank[finding2.severity] > rank[worst.severity])) worst = finding2;
  };
  const say3 = (rule, what2 = looked) => add(scene.book.finding(rule, brief(what2)));
  return {
    words,
    looked,
    name,
    args: words.slice(1),
    command: command2,
    origin,
    scene,
    fetches,
    inside: inside2,
    say: say3,
    sayUnread: () => say3(fetches ? networkRule(scene) : "opaque"),
    add,
    judge: (text, via, more2 = {}) => inside2.push(...judgeLine(text, { ...innerScene(scene), ...more2 }, command2.decoded ? `${via}, decoded` : via)),
    said: () => worst
  };
}
var networkRule = ({ root }) => root ? "network.run-as-root" : "network.run";

function judgeGiven({ name, args, origin, scene, fetches, say: say3, sayUnread, judge }) {
  if (name === "git" && args.some((word, index) => args[index - 1] === "-c" && /^core\.hooksPath=(?!\.husky|\.githooks|\/dev\/null$|$)/i.test(word)))
    say3("git.unguarded");
  for (const line of linesOf2(name, args)) {
    const { remote = false, root = false, given: given3 } = line;
    if (line.text.includes(unknown) && line.text.replaceAll(unknown, "").trim() === "") {
      const isRead = isShell(name) || name === "eval";
      if (isRead && (fetches || name !== "eval" || !origin.captured.some(isSettingUp))) sayUnread();
      continue;
    }
    const numbered = Object.fromEntries((given3 ?? []).map((word, index) => [String(index), word]));
    judge(throughLine(withItsName(line.text, given3?.[0]), scene), line.via, {
      variables: { ...scene.variables, ...numbered },
      root: scene.root || root,
      ...remote ? { remote: true, folders: [scene.ground.surroundings.home] } : {}
    });
    if (fetches && isShell(name) && /^\s*\uE00F/.test(line.text)) say3(networkRule(scene));
  }
}
var withItsName = (text, name) => name === void 0 || /['\n]/.test(name) ? text : text.replace(/(["']?)\$\{?0\}?\1/g, (_, quote) => `${quote}${name}${quote}`);
var settingUp = /^(ssh-agent|gpg-agent|direnv|dircolors|brew|fnm|pyenv|rbenv|nodenv|jenv|goenv|opam|starship|zoxide|mise|rtx|asdf|thefuck|lesspipe|resize|keychain|docker-machine|minikube|podman|luarocks|register-python-argcomplete|hub|atuin|mcfly|conda|mamba|micromamba|poetry|pdm|uv|fzf|op|gh|glab|kubectl|helm|npm|pnpm|yarn|deno|rustup|ng|aws|eksctl|flux|argocd|just|task|volta|sheldon|antibody|vault|okta-awscli|aws-vault|saml2aws|chamber|doppler|locale|tset|set|export|declare|shopt|nvm)$/;
var askedToSetUp = /^(init|shellenv|shell-init|hook|activate|env|completions?|print-dev-env|virtualenv-init|docker-env|bash-completion|shell-hook)$|^--(search-paths|bash-completion-script|shell-init|completion|init|export-env|sh-syntax)$/;
var saying = /^(echo|printf|cat|tac|head|tail|grep|rg|sed|awk|gawk|tr|cut|rev|base(32|64)|xxd|od|openssl|gpg|jq|yq|curl|wget|nc|ssh|ba?sh|zsh|dash|python[\d.]*|node|ruby|php|lua|find|xargs|tee|gunzip|zcat|env|eval|dig|host)$/;
var isSettingUp = ({ words }) => {
  const name = programName(words);
  if (name === "perl") return words.some((word) => word.includes("local::lib"));
  return settingUp.test(name) || !saying.test(name) && !/[\uE000-\uE00F]/.test(name) && words.slice(1, 4).some((word) => askedToSetUp.test(word));
};
function throughLine(text, { mounts }) {
  return mounts.length === 0 ? text : text.replace(/(^|[\s"'=])(\/[^\s"';&|)]*)/g, (_, before, path) => before + throughMounts(path, mounts));
}

var filesAmong = (args) => args.filter((word) => !word.startsWith("-") || word === "-");
function takesInput({ name, args }) {
  const [first2] = filesAmong(args);
  return first2 === void 0 || first2 === "-" || first2 === "/dev/stdin" || isShell(name) && args.some((word) => /^-\w*s$/.test(word));
}
var sameFile = (saved, file) => saved !== "" && file.replace(/^\.\//, "") === saved.replace(/^\.\//, "");
var isSourcing = (name) => name === "source" || name === ".";
var hasLine = (args) => args.some((word) => /^-[a-zA-Z]*c$/.test(word));
function madeFor({ words, name, args, origin }) {
  const isReader = isShell(name) || languageOf(name) !== void 0 || isSourcing(name);
  const file = isReader ? filesAmong(args)[0] ?? "" : words[0] ?? "";
  return hasLine(args) ? void 0 : origin.written.get(file.replace(/^\.\//, ""));
}
var languageOfScript = (script) => languageOf(/^#!\s*(?:\/\S*\/)?(?:env\s+)?(\S+)/.exec(script)?.[1]?.replace(/^.*\//, "") ?? "");
function judgeInput(look2) {
  const { words, name, args, command: command2, origin, scene, fetches, say: say3, judge } = look2;
  const [file = ""] = filesAmong(args);
  const { input } = command2;
  if (!hasLine(args) && takesInput(look2) && (isShell(name) || isSourcing(name) && file === "/dev/stdin")) judgeShellInput(look2);
  else if (!hasLine(args) && (isShell(name) || isSourcing(name))) {
    if (file.includes(unknown) && input !== void 0) judge(input, `${name} <(…)`);
    else if (fetches && (file.startsWith(unknown) || file.startsWith("/dev/fd/"))) say3(networkRule(scene));
    else if (file === unknown && !origin.captured.some(isSettingUp)) say3("opaque");
    else if (origin.fetched.some((saved) => sameFile(saved, file))) say3(networkRule(scene));
  }
  const [program = ""] = words;
  if (program.includes("/") && origin.fetched.some((saved) => sameFile(saved, program))) say3(networkRule(scene));
  const made = madeFor(look2);
  if (made !== void 0 && languageOf(name) === void 0 && languageOfScript(made) === void 0) judge(made, "a file that it wrote");
  if (/^g?make$/.test(name)) {
    const makefile = ["Makefile", "makefile", "GNUmakefile", ...args].map((one) => origin.written.get(one)).find((text) => text !== void 0);
    if (makefile !== void 0) judge(recipeOf(makefile), "a file that it wrote");
  }
  if (input === void 0) return;
  if (/^(at|batch)$/.test(name)) judge(input, name);
  if (name === "crontab") judge(input.replace(/^\s*(?:@\w+|(?:\S+\s+){4}\S+)\s+/gm, ""), name);
  if (/^g?make$/.test(name) && args.some((word, index) => word === "-" || /^-f|^--(make)?file/.test(args[index - 1] ?? "") && /^(-|\/dev\/stdin|\uE00F)$/.test(word)))
    judge(recipeOf(input), "make -f -");
  if (name === "ssh") judge(input, "ssh's input", { remote: true, folders: [scene.ground.surroundings.home] });
  if (/^(psql|mysql|mariadb|sqlite3)$/.test(name))
    for (const [, line = ""] of input.matchAll(/^[ \t]*(?:\\!|\.shell|\.system|system)[ \t]+(.+)$/gm)) judge(line, `${name} \\!`);
  if (name === "parallel") judge(input, "parallel's input");
  if (/^(ed|ex|vi|vim)$/.test(name)) for (const [, line = ""] of input.matchAll(/^\s*:?!+(.*)$/gm)) judge(line, `${name}'s input`);
}
function judgeShellInput({ name, command: command2, origin, fetches, sayUnread, judge }) {
  const { input, redirections } = command2;
  if (input !== void 0 && (input.replaceAll(unknown, "").trim() !== "" || input === "")) judge(input, `${name}'s input`);
  else if (fetches || origin.chain.length > 0 || redirections.some(({ operator, target }) => operator === "<" && target !== "/dev/null")) sayUnread();
}

function judgeCode(look2) {
  const { command: command2, scene, inside: inside2, say: say3, sayUnread, judge } = look2;
  const deeds = [];
  const statements = [];
  for (const { language, code } of codesOf(look2)) {
    if (code.replaceAll(unknown, "").trim() === "") {
      sayUnread();
      continue;
    }
    const read2 = readCode(code, language, scene.ground.surroundings.home);
    for (const { text, via } of read2.lines) judge(text, via);
    for (const { words, via } of read2.runs)
      inside2.push(judgeWords(words, { ...command2, input: void 0, settings: {}, redirections: [] }, noOrigin, innerScene(scene), via));
    deeds.push(...read2.deeds);
    statements.push(...read2.statements);
    if (read2.hides !== void 0) say3("opaque", read2.hides);
  }
  return { deeds, statements };
}
function codesOf(look2) {
  const { name, args, command: command2, origin, sayUnread } = look2;
  const made = madeFor(look2);
  const language = languageOf(name);
  const given3 = codeOf(name, args);
  const spoken = made === void 0 ? void 0 : language ?? languageOfScript(made);
  if (spoken !== void 0 && made !== void 0) return [...given3, { language: spoken, code: made }];
  if (language === void 0 || given3.length > 0) return given3;
  const [file] = filesAmong(args);
  if ((takesInput(look2) || file?.includes(unknown) === true) && command2.input !== void 0) return [{ language, code: command2.input }];
  if (file === unknown || takesInput(look2) && origin.chain.length > 0) sayUnread();
  return given3;
}

var doubtful = ["rm", "dd", "mkfs", "shred", "mv", "chmod", "chown", "git", "find"];
function judgeDoubtful(words, command2, origin, scene, via) {
  const [first2 = "", ...args] = words;
  const looked = words.join(" ");
  const name = programName([first2]);
  const pattern = /^[\uE000-\uE00F]+$/.test(name) ? unknown : name;
  const fitting = (pattern === unknown ? ["rm", "dd"] : doubtful).filter((name2) => globFits(pattern, name2));
  const steps = args.length === 0 ? [] : fitting.map((name2) => judgeWords([name2, ...args], command2, origin, scene, via));
  const worst = steps.find(({ severity }) => severity === "catastrophic") ?? steps.find(({ severity }) => severity === "risky");
  if (worst?.severity === "catastrophic") return { ...worst, looked: brief(looked) };
  const fetches = origin.captured.some(isFetching);
  if (fetches) return found2(scene, scene.root ? "network.run-as-root" : "network.run", looked, looked, via);
  if (first2 === unknown && args.length === 0 && origin.captured.length === 0 && !command2.within.includes("loop")) return stepOf(looked, via, void 0, []);
  if (first2.includes("/") && pattern !== "" && !/[\uE000-\uE00F]/.test(pattern)) return judgeWords([pattern, ...args], command2, origin, scene, via);
  if (worst !== void 0) return { ...worst, looked: brief(looked) };
  return found2(scene, "opaque", looked, looked, via);
}

function fedWords(words, options2, command2, origin) {
  const base = words.length === 0 ? ["echo"] : words;
  const mark = options2.flatMap(
    (option, index) => /^-\w*[IJ]$/.test(option) ? [options2[index + 1] ?? "{}"] : /^-\w*i$|^--replace=?$/.test(option) ? ["{}"] : /^(-[IiJ]|--replace=)./.test(option) ? [option.replace(/^(-[IiJ]|--replace=)/, "")] : []
  )[0];
  const given3 = mark !== void 0 && command2.input !== void 0 ? command2.input.split("\n").filter((line) => line !== "").slice(0, 500) : wordsFrom(command2, origin);
  if (mark !== void 0)
    return base.flatMap((word, index) => {
      const filled = word.includes(mark) ? given3.slice(0, 50).map((one) => word.replaceAll(mark, one)) : [word];
      return /^-\w*c$/.test(base[index - 1] ?? "") ? [filled.join("\n")] : filled;
    });
  if (given3[0] !== "-r") return [...base, ...given3];
  const name = programName(base);
  return name === "rm" ? [...base, ...given3] : [...base, ...handing.test(name) ? ["-R"] : [], ...given3.slice(1)];
}
var handing = /^(chmod|chown|chgrp|setfacl)$/;
function wordsFrom(command2, { chain }) {
  if (command2.input !== void 0 && command2.input.replaceAll(unknown, "") !== "")
    return command2.input.split(/[\s\0]+/).filter((word) => word !== "").slice(0, 500).map((word) => word.replace(/^(['"])(.*)\1$/, "$2"));
  for (const source of chain) {
    const name = programName(source.words);
    if (name === "find" || name === "gfind") {
      const { words, narrow } = foundBy(source.words.slice(1));
      return narrow ? words : [...sweeping, ...words];
    }
    if (name === "ls") {
      const folders = source.words.slice(1).filter((word) => !word.startsWith("-"));
      return folders.length === 0 ? ["./"] : folders.map((folder) => /[\uE000\uE001]/.test(folder) ? folder : `${folder}/`);
    }
    if (name === "git" && source.words[1] === "ls-files" && !source.words.slice(2).some((word) => !/^(-z|-c|--cached)$/.test(word))) return ["./"];
    if (name === "fd" || name === "fdfind" || name === "git" || name === "rg" || name === "grep")
      return source.words.some((word) => /\.\w+$|\uE000/.test(word)) || name !== "git" ? ["./found/by.name"] : ["./src"];
  }
  return [unknown];
}
var sweeping = ["-r"];

function judgeEach(name, args, command2, scene) {
  if (name === "find" || name === "gfind") return judgeFound(args, command2, scene);
  if (name === "fd" || name === "fdfind") return judgeFd(args, command2, scene);
  return name === "parallel" || name === "rush" ? judgeParallel(args, command2, scene) : [];
}
function judgeFound(args, command2, scene) {
  const out2 = [];
  const { words, narrow } = foundBy(args);
  for (const [index, word] of args.entries()) {
    if (!/^-(exec|execdir|ok|okdir)$/.test(word)) continue;
    const rest = args.slice(index + 1);
    const end = rest.findIndex((part, at) => part === ";" || part === "+" && rest[at - 1] === "{}");
    const run2 = end === -1 ? rest : rest.slice(0, end);
    const whole = programName(run2) === "rm" ? ["-r"] : handing.test(programName(run2)) ? ["-R"] : [];
    const filled = (narrow ? run2 : [run2[0] ?? "", ...whole, ...run2.slice(1)]).flatMap(
      (part) => part === "{}" ? words : part.includes("{}") ? words.slice(0, 8).map((one) => part.replaceAll("{}", one)) : [part]
    );
    out2.push(judgeWords(filled, { ...command2, input: void 0, settings: {} }, noOrigin, innerScene(scene), `find ${word}`));
  }
  return out2;
}
function judgeFd(args, command2, scene) {
  const at = args.findIndex((word) => /^(-x|-X|--exec|--exec-batch)$/.test(word));
  if (at === -1) return [];
  const before = args.slice(0, at).filter(
    (word, index) => !word.startsWith("-") && !/^-(t|e|E|d|c|S|o|j|-type|-extension|-exclude|-max-depth|-min-depth|-color|-size|-owner|-threads)$/.test(args[index - 1] ?? "")
  );
  const isNamed = args.slice(0, at).some((word) => /^(-e|--extension)$/.test(word));
  const narrow = isNamed || before[0] !== void 0 && !/^[.^$*]*$/.test(before[0]);
  const folder = before[1] ?? ".";
  const name = isNamed ? `${folder}/found/by.name` : narrow ? `${folder}/${before[0]?.replace(/[\^$\\]/g, "") ?? ""}` : `${folder}/`;
  const told2 = args.slice(at + 1);
  const run2 = narrow || programName(told2) !== "rm" ? told2 : [told2[0] ?? "", "-r", ...told2.slice(1)];
  return [
    judgeWords(
      run2.some((word) => word.includes("{}")) ? run2.map((word) => word.replaceAll("{}", name)) : [...run2, name],
      { ...command2, input: void 0, settings: {} },
      noOrigin,
      innerScene(scene),
      "fd -x"
    )
  ];
}
function judgeParallel(args, command2, scene) {
  const at = args.findIndex((word) => /^:::\+?$/.test(word));
  const valued = /^(-j|--jobs|-P|-n|-N|-L|-I|--timeout|--delay|--joblog|--results|-S|--sshlogin|-a|--colsep|-C|-d)$/;
  let from = 0;
  while (from < args.length && args[from]?.startsWith("-")) from += valued.test(args[from] ?? "") ? 2 : 1;
  const run2 = args.slice(from, at === -1 ? void 0 : at);
  const given3 = at === -1 ? command2.input?.split("\n") ?? [unknown] : args.slice(at + 1).filter((word) => !/^:::\+?$/.test(word));
  const lines2 = given3.slice(0, 100).map(
    (word) => run2.length === 0 ? word : run2.some((part) => part.includes("{}")) ? run2.map((part) => part.replaceAll("{}", word)).join(" ") : [...run2, word].join(" ")
  );
  if (run2.some((part) => /^-\w*c$/.test(part))) lines2.push(...given3.slice(0, 20));
  for (const part of run2) if (/\s/.test(part)) lines2.push(...given3.slice(0, 20).map((word) => part.replaceAll("{}", word)));
  return lines2.flatMap((line) => line.trim() === "" || line === unknown ? [] : judgeLine(line, innerScene(scene), "parallel"));
}

var senders = /^(nc|ncat|netcat|curl|wget|socat|ssh|telnet|http|xh|mail|sendmail|mailx|aws|gsutil)$/;
var askers = /^(curl|wget|http|xh)$/;
var ownService = /\s(?:https?:\/\/)?(?:localhost|127\.0\.0\.1|\[::1\])(?::(?!9200\b)\d+)?\/[\w.-]+\/[^\s*]+/;
function judgeSending({ name, looked, command: command2, origin, say: say3 }) {
  if (!senders.test(name)) return;
  const isRead = command2.redirections.some(({ operator, target }) => operator.includes("<") && isSecret(target));
  if (isRead || origin.chain.some(isTelling) || (askers.test(name) || name === "nc") && origin.captured.some(isTelling)) say3("network.send-secret-piped");
  if (askers.test(name) && /(^|\s)(-X\s*|--request[= ]|--method=)DELETE\b/i.test(looked) && !ownService.test(looked)) say3("cloud.api-delete", name);
}

var lineTakers2 = /^(flock|npx|npm exec|npm x|docker run|start-stop-daemon|conda run)$/;
function judgeWrapped(unwrapped, args, command2, origin, scene, looked, via) {
  const { remote, root, folder, mounts, options: options2 } = unwrapped;
  const name = unwrapped.via;
  const inside2 = [];
  const next = {
    ...innerScene(scene),
    root: scene.root || root,
    remote: scene.remote || remote,
    mounts: mounts.length > 0 ? mounts : scene.mounts,
    ...folder !== void 0 ? {
      folders: [
        folder.startsWith("/") ? folder : folder.startsWith("~") ? folder.replace("~", scene.ground.surroundings.home) : `${scene.folders[0] ?? ""}/${folder}`
      ]
    } : remote ? { folders: [mounts[0]?.[1] === void 0 ? "/app" : "/srv/container"] } : {}
  };
  for (const line of lineTakers2.test(name) ? linesOf2(name.split(" ")[0] ?? name, args) : []) inside2.push(...judgeLine(line.text, innerScene(next), line.via));
  for (const option of options2) {
    const [, setting = "", value = ""] = /^([A-Za-z_]\w*)=(.*)$/s.exec(option) ?? [];
    if (setting !== "") inside2.push(...judgeSetting(setting, value, scene));
  }
  if (name === "env" && options2.some((option) => /^-\w*S|^--split-string/.test(option))) {
    const at = options2.findIndex((option) => /^-\w*S|^--split-string/.test(option));
    const text = [(options2[at] ?? "").replace(/^-\w*S|^--split-string=?/, ""), ...options2.slice(at + 1), ...unwrapped.words].join(" ");
    inside2.push(...judgeLine(text, next, "env -S"));
    return stepOf(looked, via, void 0, inside2);
  }
  const words = name === "xargs" ? fedWords(unwrapped.words, options2, command2, origin) : unwrapped.words.map((word) => throughMounts(word, next.mounts));
  if (words.length === 0) {
    const shell = name === "sudo" && options2.some((option) => /^-[a-zA-Z]*[si]/.test(option));
    if (!shell) return stepOf(looked, via, void 0, inside2);
    inside2.push(judgeWords(["sh"], command2, origin, next, name));
  } else if (name === "cross-env-shell" || words.length === 1 && /\s/.test(words[0] ?? "") && /^(wsl|cross-env-shell|npx)$/.test(name))
    inside2.push(...judgeLine(words.join(" "), next, name));
  else {
    const fed = name === "xargs" ? { ...command2, input: void 0, settings: {} } : { ...command2, settings: {} };
    inside2.push(judgeWords(words, fed, name === "xargs" && programName(words) !== "kill" ? { ...origin, chain: [] } : origin, next, name));
  }
  return stepOf(looked, via, void 0, inside2);
}

function namedTool(name, args) {
  if (name === "cmake" && args[0] === "-E") return toolOfCmake(args.slice(1));
  if (/^(python|pypy|php|ruby|node|perl)[\d.]*$/.test(name)) return scriptOf2(args);
  return /^(npm|yarn|pnpm|bun)$/.test(name) ? binOf(args) : void 0;
}
var bySubject = /^(git|docker|podman|kubectl|helm|gh|glab|npm|pnpm|yarn|cargo|terraform|tofu|pulumi|gcloud|az|aws|prisma|systemctl|heroku|vercel|firebase|fly|flyctl|gem|twine|apt|apt-get|brew|dotnet|redis-cli|docker-compose)$/;
function isQuestion(name, args) {
  if (args.length === 1 && /^(--help|--version|-V|-h)$/.test(args[0] ?? "")) return args[0] !== "-h" || !/^(halt|poweroff|shutdown)$/.test(name);
  if (!bySubject.test(name)) return false;
  const at = args.indexOf("--help");
  return at !== -1 && !args.slice(0, at).includes("--");
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
  const same = Object.hasOwn(toolsOfCmake, tool) ? toolsOfCmake[tool] : void 0;
  return same === void 0 ? void 0 : [...same, ...args];
}
function scriptOf2(args) {
  if (args[0] === "-m") return args.length > 1 ? args.slice(1) : void 0;
  const name = programName(args);
  return /^(manage\.py|artisan|rake|rails|console)$/.test(name) ? [name, ...args.slice(1)] : void 0;
}
function binOf(args) {
  const at = args.findIndex((word) => !word.startsWith("-"));
  const from = args[at] === "run" ? at + 1 : at;
  return /^(prisma|rimraf|del-cli|shx|knex|sequelize(-cli)?|typeorm|drizzle-kit|vercel|firebase|wrangler|supabase|lerna|netlify|cdk|sst|serverless|sls|semantic-release|np|release-it)$/.test(
    args[from] ?? ""
  ) ? args.slice(from).filter((word) => word !== "--") : void 0;
}

var mostWords = 1e3;
var noNames = /* @__PURE__ */ new Set(["--force", "--delete", "--recursive"]);
function judgeWords(words, command2, origin, scene, via) {
  const looked = words.length > mostWords ? words.slice(0, 40).join(" ") : words.join(" ");
  const [first2 = "", ...args] = words;
  const { spent } = scene;
  spent.steps += 1 + (words.length >> 5);
  if (spent.steps > mostSteps) return found2(scene, "unreadable", "it has too many commands", looked, via);
  if (words.length > mostWords) {
    const told2 = [first2, ...args.filter((word) => /[^\w.-]|^-/.test(word)).slice(0, mostWords - 1)];
    return stepOf(looked, via, scene.book.finding("unreadable", "it has too many words"), [judgeWords(told2, command2, origin, scene, via)]);
  }
  if (scene.depth > mostDepth + 4) return found2(scene, "opaque", "it stands too deep in others", looked, via);
  if (/[\uE000-\uE00F]/.test(first2)) return judgeDoubtful(words, command2, origin, scene, via);
  if (!first2.includes("/") && /[^\0-\x7F]/.test(first2))
    return found2(scene, "opaque", "the name of the program holds letters that look like others", looked, via);
  const stands = origin.copied.get(first2.replace(/^\.\//, ""));
  if (stands !== void 0) return judgeWords([stands, ...args], command2, { ...origin, copied: /* @__PURE__ */ new Map() }, innerScene(scene), via);
  const name = programName(words);
  if (isQuestion(name, args)) return stepOf(looked, via, void 0, []);
  const tool = namedTool(name, args);
  if (tool !== void 0) {
    const step = judgeWords(tool, command2, origin, innerScene(scene), name);
    if (step.severity !== "fine" || step.inside.some((within2) => within2.severity !== "fine")) return stepOf(looked, via, void 0, [step]);
  }
  const unwrapped = unwrap([name, ...args]);
  if (unwrapped !== void 0) return judgeWrapped(unwrapped, args, command2, origin, scene, looked, via);
  const look2 = openLook(words, name, command2, origin, scene);
  judgeGiven(look2);
  judgeInput(look2);
  const coded = judgeCode(look2);
  judgeSending(look2);
  look2.inside.push(...judgeEach(name, args, command2, scene));
  if (name === "kill") {
    for (const { words: asked2 } of [...origin.chain, ...origin.captured])
      if (programName(asked2) === "pgrep" || programName(asked2) === "pidof")
        look2.inside.push(judgeWords(["pkill", ...asked2.slice(1)], command2, noOrigin, innerScene(scene), "kill"));
  }
  const tree = name === "git" ? command2.settings["GIT_WORK_TREE"] : void 0;
  const call = readInvocation(name, tree === void 0 ? args : [`--work-tree=${tree}`, ...args]);
  const deeds = [...deedsOf(call, noNames), ...coded.deeds];
  const acts = actsOf(origin.exported === true ? deeds.filter(({ does }) => does !== "read") : deeds, scene);
  look2.add(scene.book.judge({ call, acts, texts: [...textsOf(call, command2.input), ...coded.statements] }));
  if (coded.statements.length > 0) look2.add(scene.book.judge({ call: readInvocation("inline code", []), acts: [], texts: coded.statements }));
  return stepOf(looked, via, look2.said(), look2.inside);
}

function judgeSimple(command2, origin, scene, via) {
  const { words, redirections, settings } = command2;
  const looked = words.length === 0 ? command2.source : words.join(" ");
  const inside2 = [];
  for (const [name, value] of Object.entries(settings)) inside2.push(...judgeSetting(name, value, scene));
  const redirected = judgeRedirections(programName(words), redirections, scene);
  const step = words.length === 0 ? void 0 : judgeWords(words, command2, origin, { ...scene, variables: { ...scene.variables, ...command2.known } }, via);
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
function judgeSetting(name, value, scene) {
  if (/^(LD_PRELOAD|DYLD_INSERT_LIBRARIES|LD_AUDIT)$/.test(name) && value !== "")
    return [found2(scene, "environment.preload", name, `${name}=${value}`, void 0)];
  if (name === "BASH_ENV" || name === "ENV" && /\.sh$|^\/dev\//.test(value) || /^(PERL5OPT|RUBYOPT)$/.test(name))
    return /[./]/.test(value) ? [found2(scene, "environment.preload", name, `${name}=${value}`, void 0)] : [];
  const [, encoded, code = ""] = name === "NODE_OPTIONS" ? /data:[\w/+.-]*(;base64)?,([\s\S]*)/.exec(value) ?? [] : [];
  if (code !== "") return judgeLine(`node -e '${(encoded === void 0 ? decoded(code) : atob64(code)).replaceAll("'", "`")}'`, innerScene(scene), `${name}=`);
  if (!/^(GIT_(SSH_COMMAND|PAGER|EDITOR|EXTERNAL_DIFF|SEQUENCE_EDITOR|ASKPASS|PROXY_COMMAND|SSH)|PAGER|MANPAGER|EDITOR|VISUAL|PROMPT_COMMAND|LESSOPEN|LESSCLOSE|BROWSER|SUDO_EDITOR|SUDO_ASKPASS|SSH_ASKPASS|GIT_CONFIG_VALUE_\d+|GH_EDITOR|GH_PAGER|RSYNC_RSH|FZF_DEFAULT_COMMAND|BASH_FUNC_.*)$/.test(
    name
  ))
    return [];
  return judgeLine(value.replace(/^\|/, ""), innerScene(scene), `${name}=`);
}
var atob64 = (text) => Buffer.from(text, "base64").toString("latin1");
var decoded = (text) => text.replace(/%([0-9a-fA-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
var mostRedirections = 200;
var sayers = /^(cat|tac|head|tail|base64|base32|xxd|od|hexdump|strings|tee|less|more|nl|rev|sort|bat)?$/;
function judgeRedirections(name, redirections, scene) {
  let worst;
  const told2 = redirections.length <= mostRedirections ? redirections : redirections.filter(({ target }) => !/^[\w.-]*$/.test(target)).slice(0, mostRedirections);
  for (const { operator, target } of told2) {
    if (/^\/dev\/(tcp|udp)\//.test(target)) return scene.book.finding("network.reverse-shell", target);
    const isWriting = />/.test(operator) && !/^\d*$|^-$/.test(target);
    if (!isWriting && !/^<$|^\d*<$/.test(operator)) continue;
    const does = isWriting ? operator.includes(">>") ? "append" : "overwrite" : "read";
    if (does === "read" && !sayers.test(name)) continue;
    if (/^\/proc\/(sysrq-trigger|sys\/kernel\/)/.test(target)) return scene.book.finding("system.trigger", target);
    const acts = actsOf([{ does, deep: false, word: target }], scene);
    const finding2 = scene.book.judge({ call: readInvocation("redirection", []), acts, texts: [] });
    if (finding2 !== void 0 && (worst === void 0 || finding2.severity === "catastrophic")) worst = finding2;
  }
  return worst;
}

function judgeLine(given3, scene, via) {
  const text = withoutNoise(given3);
  if (text.trim() === "") return [];
  if (isTooLong(text)) return [found2(scene, "unreadable", "it is too long to be read", text, via)];
  if (scene.depth > mostDepth) return [found2(scene, "opaque", "it stands more than eight deep in others", text, via)];
  const { commands, problems, recursive: recursive2 } = readScript(withMade(text, scene), scene.variables);
  const steps = [];
  for (const name of recursive2) steps.push(found2(scene, "system.bomb", name, text, via));
  const mayStay = !/\b(cd|pushd|mkdir)\b[^;\n]{0,400}&&/.test(text);
  let ground = scene.ground;
  let links = 0;
  const originOf = createOrigins(commands);
  for (const [index, command2] of commands.entries()) {
    if (++scene.spent.steps > mostSteps) {
      steps.push(found2(scene, "unreadable", "it has too many commands", text, via));
      break;
    }
    const folders = foldersOf(command2, scene, mayStay);
    steps.push(judgeSimple(command2, originOf(index), { ...scene, ground, folders }, via));
    const linked = links < mostLinks ? withLinkOf(command2, folders[0] ?? "/", ground) : ground;
    if (linked !== ground) links++;
    ground = linked;
  }
  if (problems.length > 0)
    steps.push(scene.depth === 0 || steps.length === 0 ? found2(scene, "unreadable", partOf(problems[0] ?? ""), text, via) : textStep(text, via));
  return steps;
}
var partOf = (sentence) => sentence.slice(0, 1).toLowerCase() + sentence.slice(1).replace(/\.$/, "");
var withoutNoise = (text) => text.replaceAll("\0", "").replace(/\r(?=\n|$)/g, "");
var mostShell = 32768;
function isTooLong(text) {
  if (text.length <= mostShell) return false;
  let left = mostShell;
  let end;
  for (const line of text.split("\n")) {
    if (end === void 0) {
      left -= line.length + 1;
      if (left < 0) return true;
      end = /<<-?\s*['"\\]?([A-Za-z_]\w*)/.exec(line)?.[1];
    } else if (line.trim() === end) end = void 0;
  }
  return false;
}
var mostLinks = 8;
function withLinkOf({ words }, folder, ground) {
  if (programName(words) !== "ln" || !words.some((word) => /^-\w*s|^--symbolic$/.test(word))) return ground;
  const [target = "", link = "", ...more2] = words.slice(1).filter((word) => !word.startsWith("-"));
  if (link === "" || more2.length > 0 || /[\uE000-\uE00F]/.test(target + link + folder)) return ground;
  const made = posix7.resolve(folder, link);
  return withLink(ground, made, posix7.resolve(posix7.dirname(made), target));
}
var making = /\$\(\s*mktemp((?:\s+[-\w./]+)*)\s*\)|`\s*mktemp((?:\s+[-\w./]+)*)\s*`/g;
var finding = /\$\(\s*git\s+rev-parse\s+--show-toplevel\s*\)|`\s*git\s+rev-parse\s+--show-toplevel\s*`/g;
function withMade(text, { ground: { surroundings: surroundings2 } }) {
  const made = text.includes("mktemp") ? text.replace(making, () => `${surroundings2.temporary[0] ?? "/tmp"}/instar-guard.made-by-mktemp`) : text;
  return made.includes("--show-toplevel") && !/[\s'"]/.test(surroundings2.project) ? made.replace(finding, () => surroundings2.project) : made;
}
var mostPath3 = 4096;
function foldersOf({ known }, scene, mayStay) {
  const here = known["PWD"]?.length === void 0 || known["PWD"].length <= mostPath3 ? known["PWD"] : unknown;
  if (here === void 0 || scene.folders.includes(here)) return scene.folders;
  if (scene.ground.files.look(here) !== void 0 || !mayStay) return [here];
  return [here, ...scene.folders];
}

function compileWord(alternatives) {
  const patterns = alternatives.split("|");
  const plain3 = new Set(patterns.filter((pattern) => !pattern.includes("*")));
  const globs = patterns.filter((pattern) => pattern.includes("*")).map((pattern) => pattern.replaceAll("*", wildcard.many));
  return (word) => plain3.has(word) || globs.some((glob) => globFits(glob, word));
}
var anyOf = (fits2) => (word) => fits2.some((each) => each(word));
var compileAny = (list4) => anyOf(list4.map(compileWord));
var mostBetween = 12;
function compileWords(pattern) {
  const wanted = pattern.split(" ").map((word) => word === "..." ? void 0 : compileWord(word));
  const from = (plain3, at, index) => {
    if (index === wanted.length) return true;
    const fits2 = wanted[index];
    if (fits2 !== void 0) return at < plain3.length && fits2(plain3[at] ?? "") && from(plain3, at + 1, index + 1);
    for (let later = at; later < plain3.length && later < at + mostBetween; later++) if (from(plain3, later, index + 1)) return true;
    return false;
  };
  return (plain3) => from(plain3, 0, 0);
}
var asked = (words = []) => {
  const patterns = words.map(compileWords);
  return patterns.length === 0 ? [] : [({ plain: plain3 }) => patterns.some((fits2) => fits2(plain3))];
};
var given = (operands = []) => {
  const fits2 = compileAny(operands);
  return operands.length === 0 ? [] : [({ plain: plain3 }) => plain3.some(fits2)];
};
var told = (flags = [], known) => flags.map((flag) => (call) => hasFlag(call, flag, known));
var called = (programs = []) => {
  const fits2 = compileAny(programs);
  return programs.length === 0 ? [] : [({ name }) => fits2(name)];
};
function compileRule(rule, known) {
  const { unless = {}, does, deep, exists, targets, severity } = rule;
  const wanted = [...called(rule.programs), ...asked(rule.words), ...told(rule.flags, known), ...given(rule.operands)];
  const unwanted = [...called(unless.programs), ...asked(unless.words), ...told(unless.flags, known), ...given(unless.operands)];
  const pattern = rule.text === void 0 ? void 0 : new RegExp(rule.text, "i");
  const without = unless.text === void 0 ? void 0 : new RegExp(unless.text, "i");
  const isMeant = (act) => (does?.includes(act.does) ?? true) && (deep === void 0 || act.deep === deep) && (exists === void 0 || act.target.exists === exists) && (targets?.includes(act.target.kind) ?? true);
  return ({ call, acts, texts }) => {
    if (!wanted.every((holds) => holds(call)) || unwanted.some((holds) => holds(call))) return void 0;
    const text = pattern && texts.find((each) => pattern.test(each) && !without?.test(each));
    if (pattern !== void 0 && text === void 0) return void 0;
    const what2 = text?.trim().slice(0, 80) ?? call.name;
    if (does === void 0 && targets === void 0) return what2;
    if (severity === "fine") return acts.length > 0 && acts.every(isMeant) ? what2 : void 0;
    return acts.find(isMeant)?.target.word;
  };
}

var plan = "Show the owner what would go, and let them decide.";
var ask = { reason: "`{what}` would take something away that runs for others.", instead: plan };
var dry = ["--help|-h", "--dry-run|--dryrun|--dry_run|--what-if"];
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
    words: ["s3 rm", "del|rb|rm|delete|purge|deletefile|rmdir|rmdirs|delete-file-version|delete-bucket|cleanup"],
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
  },
  {
    id: "cloud.kubectl",
    severity: "risky",
    programs: ["kubectl", "oc", "k", "k9s", "kubectl.exe", "microk8s", "k3s"],
    words: ["delete|drain|cordon|taint|evict", "kubectl delete|drain", "replace", "scale", "rollout undo", "adm drain"],
    ...ask,
    unless: { flags: [...dry, "--help"], words: ["replace", "scale", "rollout"] }
  },
  {
    id: "cloud.kubectl-force",
    severity: "risky",
    programs: ["kubectl", "oc"],
    words: ["replace", "apply"],
    flags: ["--force|--prune"],
    ...ask,
    unless: { flags: dry }
  },
  {
    id: "cloud.kubectl-running",
    severity: "risky",
    programs: ["kubectl", "oc", "k"],
    words: ["rollout undo|pause", "certificate deny"],
    reason: "`{what}` changes what runs for others.",
    instead: plan,
    unless: { flags: dry }
  },
  {
    id: "cloud.kubectl-none",
    severity: "risky",
    programs: ["kubectl", "oc", "k"],
    words: ["scale"],
    flags: ["--replicas=0"],
    reason: "Nothing of it would run any more.",
    instead: plan,
    unless: { flags: dry }
  },
  { id: "cloud.kubectl-zero", severity: "risky", programs: ["kubectl", "oc"], words: ["scale"], flags: ["--all"], ...ask },
  {
    id: "cloud.helm",
    severity: "risky",
    programs: ["helm", "helmfile", "argocd", "flux"],
    words: ["uninstall|delete|del|un|destroy|rollback", "app delete", "... delete"],
    ...ask,
    unless: { flags: dry }
  },
  {
    id: "cloud.docker-prune",
    severity: "risky",
    programs: ["docker", "podman", "nerdctl"],
    words: ["system|volume prune|reset", "volume rm|remove", "swarm leave", "stack rm", "service rm", "secret rm", "node rm", "machine rm", "context rm"],
    ...ask
  },
  {
    id: "cloud.docker-prune-all",
    severity: "risky",
    programs: ["docker", "podman", "nerdctl"],
    words: ["image|builder|container|network|buildx prune"],
    flags: ["-a|--all"],
    ...ask
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
  },
  {
    id: "cloud.heroku",
    severity: "risky",
    programs: ["heroku"],
    words: [
      "apps:destroy|apps:delete|destroy|pg:reset|pg:copy|addons:destroy|domains:remove|domains:clear|config:unset|access:remove|pipelines:destroy|ps:stop|ps:kill|releases:rollback|certs:remove|maintenance:on|spaces:destroy|redis:reset|repo:reset",
      "ps:restart|members:remove|features:disable|labs:disable|container:rm|clients:destroy|clients:rotate|clients:update|apps:leave|leave|apps:rename|rename|addons:detach|access:update|keys:remove|keys:clear|drains:remove|webhooks:remove|pg:killall|pg:kill|pg:promote|pg:detach|pg:backups:delete|authorizations:revoke|authorizations:rotate|teams:remove|reviewapps:disable|buildpacks:clear|apps:transfer|dyno:kill|dyno:stop|dyno:restart|restart"
    ],
    ...ask
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
      "gh",
      "glab",
      "hub",
      "render",
      "ngrok",
      "shopify"
    ],
    words: [
      "rm|remove|destroy|delete|teardown|down|unlink",
      "... rm|remove|destroy|delete|down",
      "*:delete|*:destroy|*:disable|*:remove|*:purge|firestore:delete|database:remove|hosting:disable|functions:delete|apps:destroy",
      "* destroy|delete|purge|archive|remove|rm",
      "apps|app|machine|machines|volumes|volume|secrets|postgres destroy|remove|delete|unset|rm",
      "accessory remove"
    ],
    ...ask,
    unless: {
      flags: dry,
      words: [
        "pr|issue|label|run|cache|alias|codespace|gist|variable|extension|config|search|auth|browse|api list|view|close|create|edit|comment|diff|checkout|status|merge|remove|delete",
        "... list|view|create|status"
      ]
    }
  },
  {
    id: "cloud.github",
    severity: "risky",
    programs: ["gh", "glab"],
    words: [
      "repo|release|secret|ssh-key|gpg-key|project|variable|ruleset|codespace|workflow|gist|environment|run|cache delete|archive|rename|remove|delete-asset|disable",
      "repo edit --visibility",
      "auth logout",
      "issue delete",
      "label delete"
    ],
    ...ask
  },
  {
    id: "cloud.github-visible",
    severity: "risky",
    programs: ["gh"],
    words: ["repo edit"],
    flags: ["--visibility|--delete-branch-on-merge"],
    reason: "It changes who may see the repository.",
    instead: "Ask the owner to change it."
  },
  {
    id: "cloud.api-delete",
    severity: "risky",
    programs: ["gh", "glab", "curl", "http", "https", "xh", "wget"],
    flags: ["-X=DELETE|--request=DELETE|--method=DELETE"],
    ...ask,
    unless: { operands: ["http://localhost*/*/*", "localhost*/*/*", "http://127.0.0.1*/*/*"] }
  },
  { id: "cloud.ansible", severity: "risky", programs: ["ansible"], operands: ["all"], text: String.raw`state=absent|\breboot\b|\bshutdown\b`, ...ask }
];

var clients2 = [
  "psql",
  "mysql",
  "mariadb",
  "sqlite3",
  "sqlite",
  "sqlcmd",
  "sqlplus",
  "clickhouse-client",
  "clickhouse",
  "cockroach",
  "duckdb",
  "cqlsh",
  "bq",
  "snowsql",
  "osql",
  "usql",
  "pgcli",
  "mycli",
  "litecli",
  "sql",
  "isql",
  "influx",
  "spanner-cli",
  "turso",
  "wrangler",
  "supabase",
  "prisma",
  "inline code",
  "mysqlsh",
  "presto",
  "trino",
  "hive",
  "beeline",
  "impala-shell",
  "bcp",
  "dolt",
  "vsql",
  "rails",
  "d1",
  "neonctl",
  "planetscale",
  "pscale",
  "knex",
  "typeorm",
  "sequelize",
  "mysqladmin"
];
var back = "Make a backup first, try it in a transaction that is rolled back, and ask the owner.";
var databaseRules = [
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
    id: "database.drop",
    severity: "risky",
    programs: clients2,
    text: String.raw`^\W*(?:with\b.{0,200})?(?:drop\s+(?:table|database|schema|view|materialized|index|user|role|tablespace|keyspace|collection|owned|column|sequence|type|extension|function|trigger|policy|\w+)|truncate\b|flushall|flushdb|purge\s)`,
    reason: "It would throw away what a database holds: {what}",
    instead: back
  },
  {
    id: "database.drop-column",
    severity: "risky",
    programs: clients2,
    text: String.raw`^\W*alter\s+(?:table|database|schema|type)\b.{0,300}\bdrop\b`,
    reason: "It would throw away what a database holds: {what}",
    instead: back,
    unless: { text: String.raw`drop\s+(?:default|not\s+null|constraint\s+if)` }
  },
  {
    id: "database.delete-all",
    severity: "risky",
    programs: clients2,
    text: String.raw`^\W*(?:(?:with|explain\s+analy[sz]e)\b.{0,300})?(?:delete (?:low_priority |quick |ignore ){0,3}from\b|update\s+(?!.{0,40}\bset\s*$).{1,200}\bset\b|delete\s+\w+\s+from\b)`,
    reason: "Without a WHERE it changes or removes every row: {what}",
    instead: `Say which rows with WHERE. ${back}`,
    unless: { text: String.raw`\bwhere\b(?!\s*(?:\(?\s*(?:1\s*=\s*1|true|1|'1'\s*=\s*'1'|0\s*=\s*0|1\s*<>\s*0)\s*\)?\s*;?\s*$))` }
  },
  {
    id: "database.mongo",
    severity: "risky",
    programs: ["mongosh", "mongo", "inline code"],
    text: String.raw`dropDatabase|\.drop\s*\(|(?:deleteMany|remove|deleteOne)\s*\(\s*(?:\{\s*\}\s*)?\)|dropIndexes|dropUser|dropAllUsers|\bdropCollection|updateMany\s*\(\s*\{\s*\}`,
    reason: "It would throw away what a database holds: {what}",
    instead: back
  },
  {
    id: "database.redis",
    severity: "risky",
    programs: ["redis-cli", "valkey-cli", "keydb-cli", "memcached-tool"],
    text: String.raw`^\s*(?:flushall|flushdb|shutdown|debug\s+(?:segfault|flushall)|config\s+set\s+(?:dir|dbfilename)|script\s+flush|cluster\s+reset|swapdb|replicaof|slaveof)(?=\s|$)|redis\.call\(\W*flush`,
    reason: "It would throw away what a database holds: {what}",
    instead: back
  },
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
    id: "database.tasks",
    severity: "risky",
    programs: [
      "rails",
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
      "db reset|drop|destroy|delete|execute",
      "database|databases|branch delete|destroy|drop|reset",
      "manage.py|./manage.py flush|reset_db|sqlflush|migrate zero",
      "run db:drop*|db:reset*|db:wipe|reset-db|drop-db|db-reset",
      "bucket delete",
      "database drop|reset"
    ],
    reason: "It would throw away what a database holds.",
    instead: back,
    unless: {
      flags: ["--help|-h", "--dry-run"],
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
    instead: back
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
      "typeorm"
    ],
    words: [
      "clean|undo|dropAll|drop-all|drop|down|reset|flush|reset_db",
      "db reset|drop|destroy|delete",
      "database drop|reset|delete|destroy",
      "databases|branches|branch delete|destroy",
      "schema clean",
      "schema:drop",
      "... drop|down",
      "downgrade base",
      "migration revert|drop",
      "projects delete"
    ],
    reason: "It would throw away what a database holds.",
    instead: back,
    unless: { flags: ["--help|-h", "--dry-run"] }
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
    programs: ["mkfs", "mkfs.*", "mke2fs", "mkswap", "newfs*", "wipefs", "blkdiscard", "mkdosfs", "mkntfs"],
    reason: "`{what}` makes a disk empty.",
    instead: "Leave disks to the owner.",
    unless: { flags: ["-V", "--version", "-h|--help", "-n|--no-act"] }
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

var keep = "Commit or stash it first, so that it can be got back.";
var gitRules = [
  {
    id: "git.force-push",
    severity: "risky",
    does: ["rewrite"],
    reason: "It would replace or remove {what} for everybody, whatever they have pushed since.",
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
    targets: ["project", "top", "parent"],
    reason: "It throws away every change in {what} that is not committed.",
    instead: keep
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
    id: "git.runs-network",
    severity: "risky",
    programs: ["git"],
    words: ["config ... core.*|alias.*|pager.*|diff.* *curl*|*wget*|*nc*|*/dev/tcp*|*bash*"],
    reason: "It makes git run something from the network by itself.",
    instead: "Ask the owner to change it."
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
    id: "git.branch-over",
    severity: "risky",
    programs: ["git"],
    words: ["branch * *"],
    flags: ["-M|-C"],
    reason: "A branch that has this name already would be lost.",
    instead: "Use `git branch -m`, which refuses to lose one."
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
    id: "git.history",
    severity: "risky",
    programs: ["git", "git-filter-repo", "bfg", "git-filter-branch"],
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
      "notes prune"
    ],
    reason: "It rewrites or throws away history that cannot be got back.",
    instead: "Keep the history; make a copy of the repository first if it must change.",
    unless: {
      words: ["update-ref refs/notes*", "replace -l", "fsck", "worktree remove", "remote", "symbolic-ref"],
      flags: ["-n|--dry-run", "--help", "-l|--list"]
    }
  },
  {
    id: "git.history-tool",
    severity: "risky",
    programs: ["git-filter-repo", "bfg", "git-filter-branch"],
    reason: "It rewrites history that cannot be got back.",
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
    id: "git.rebase-protected",
    severity: "risky",
    programs: ["git"],
    words: ["rebase ... main|master|production|release/*"],
    flags: ["--onto"],
    reason: "It writes history anew that others have.",
    instead: "Merge, or rebase only your own branch.",
    unless: { flags: ["--abort|--continue|--skip|--quit"] }
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
    id: "git.unguarded",
    severity: "risky",
    programs: ["git"],
    words: ["config ... core.hooksPath|core.hookspath|core.fsmonitor|core.sshCommand|core.sshcommand *"],
    reason: "It changes what git runs by itself.",
    instead: "Ask the owner to change it.",
    unless: { flags: ["--get|--unset|-l|--list|--get-all"], operands: [".husky", ".husky/_", ".githooks"] }
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

var plan2 = "Show the owner what would go, and let them decide.";
var ask2 = { reason: "`{what}` would take something away that runs for others.", instead: plan2 };
var lines = { reason: "It takes this machine off the network, or its walls down.", instead: plan2 };
var dry2 = ["--help|-h", "--dry-run|--dryrun"];
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
    unless: { flags: [...dry2, "-n|--print|-l|--preview"] }
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
    ...ask2,
    unless: { flags: dry2 }
  },
  {
    id: "machines.clusters-gone",
    severity: "risky",
    programs: ["k3s-uninstall.sh", "k3s-agent-uninstall.sh", "rke2-uninstall.sh", "k3s-killall.sh", "rke2-killall.sh", "*-nuke", "leftovers"],
    ...ask2,
    unless: { flags: dry2 }
  },
  {
    id: "machines.cluster-held",
    severity: "risky",
    programs: ["kubectl", "oc", "k"],
    words: ["patch"],
    text: String.raw`finalizers"?\s*:\s*(?:null|\[\s*\])`,
    ...ask2
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
    ...ask2,
    unless: { flags: [...dry2, "-l|--list"], words: ["cache clean"] }
  },
  {
    id: "machines.within-flags",
    severity: "risky",
    programs: ["wsl", "wsl.exe", "VBoxManage", "lxc-destroy", "machinectl"],
    flags: ["--unregister|--delete|--delete-all"],
    ...ask2
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
    ...lines,
    unless: { flags: dry2 }
  },
  {
    id: "machines.walls",
    severity: "risky",
    programs: ["ebtables", "arptables", "iptables-legacy", "iptables-nft", "ip6tables-legacy"],
    flags: ["-F|--flush|-X|--delete-chain|-P|-D|--delete|-Z"],
    ...lines
  },
  { id: "machines.lease", severity: "risky", programs: ["dhclient", "dhcpcd", "arp", "udhcpc"], flags: ["-r|-d|-k|--release|-x"], ...lines },
  {
    id: "machines.air",
    severity: "risky",
    programs: ["networksetup"],
    flags: ["-setairportpower|-setnetworkserviceenabled|-removenetworkservice|-setdnsservers|-setmanual"],
    ...lines
  },
  { id: "machines.air-line", severity: "risky", programs: ["iw"], words: ["dev * del|disconnect"], ...lines },
  {
    id: "machines.people",
    severity: "risky",
    programs: ["ldapdelete", "ldapmodify", "ldapmodrdn", "dsdel", "net user", "smbpasswd", "kadmin", "kadmin.local"],
    operands: ["*"],
    reason: "`{what}` changes who may use what, for everybody.",
    instead: plan2
  },
  {
    id: "machines.people-words",
    severity: "risky",
    programs: ["ipa", "samba-tool", "kcadm.sh", "kcadm", "okta", "sysadminctl"],
    words: ["*-del|*-disable|*-remove-*|delete|remove|del", "* delete|remove|disable"],
    reason: "`{what}` changes who may use what, for everybody.",
    instead: plan2
  },
  {
    id: "machines.people-flags",
    severity: "risky",
    programs: ["dscl", "sysadminctl"],
    flags: ["-delete|-deleteUser|-resetPasswordFor|-create|-append|-change|-passwd"],
    reason: "`{what}` changes who may use this machine.",
    instead: plan2
  },
  {
    id: "machines.chosen",
    severity: "risky",
    programs: ["update-alternatives", "alternatives"],
    flags: ["--remove-all"],
    reason: "`{what}` changes which programs this machine runs.",
    instead: plan2
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
    instead: plan2
  },
  {
    id: "machines.firmware",
    severity: "risky",
    programs: ["fwupdmgr", "flashrom", "nvflash", "esptool", "esptool.py", "avrdude", "fastboot", "dfu-util", "mmc"],
    words: ["install|reinstall|update|upgrade|downgrade|erase|erase_flash|erase_region|flash|flashing|format|oem|local-install"],
    reason: "`{what}` writes what a device starts from.",
    instead: plan2
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
  { id: "environment.preload", severity: "risky", programs: ["preloading"], reason: "{what} makes every program run other code first.", instead: plainly2 }
];

var out = { reason: "What `{what}` gives to everybody cannot be taken back.", instead: "Try it with `--dry-run`, and let the owner publish." };
var dry3 = { flags: ["--dry-run|-n", "--help|-h"] };
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
    unless: { flags: [...dry3.flags, "--publish"], words: ["run *", "compose push", "push|pull|release|image push"] }
  },
  { id: "packages.push", severity: "risky", programs: ["gem", "pod", "nuget", "helm", "dotnet"], words: ["push", "trunk push", "nuget push|delete"], ...out },
  {
    id: "packages.release-tools",
    severity: "risky",
    programs: ["np", "semantic-release", "goreleaser", "release-it"],
    ...out,
    unless: { flags: [...dry3.flags, "--snapshot|--skip-publish"], words: ["check|build"] }
  },
  {
    id: "packages.gradle",
    severity: "risky",
    programs: ["mvn", "gradle", "gradlew", "./gradlew", "mvnw", "sbt", "lein"],
    operands: ["deploy", "release:perform", "publish", "publishToMavenCentral", "*:publish", "publishAllPublicationsTo*", "uploadArchives"],
    ...out,
    unless: dry3
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
    id: "permit.system",
    severity: "catastrophic",
    does: ["permit", "own"],
    targets: ["root", "system", "home", "keys", "parent"],
    deep: true,
    reason: "It would change who may use everything in {what}, and the machine or its keys stop working.",
    instead: "Change the one file inside the project that needs it."
  },
  {
    id: "remove.project",
    severity: "risky",
    does: ["remove"],
    targets: ["project"],
    deep: true,
    reason: "It would take away the whole project ({what}).",
    instead: "Name the folders that should go."
  },
  {
    id: "remove.everything-here",
    severity: "risky",
    does: ["remove"],
    targets: ["project"],
    reason: "It would take away every file at the top of the project ({what}).",
    instead: "Name the files that should go."
  },
  {
    id: "remove.git",
    severity: "risky",
    does: ["remove", "move"],
    targets: ["git"],
    deep: true,
    reason: "{what} holds the history of the project, which may be nowhere else.",
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
    targets: ["outside", "home-part", "system-part", "start", "nowhere"],
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
    targets: ["project", "system-part", "start"],
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
    id: "move.temporary",
    severity: "risky",
    does: ["move"],
    targets: ["outside", "home-part"],
    operands: ["/tmp", "/tmp/*", "/var/tmp", "/var/tmp/*", "/dev/shm/*"],
    reason: "{what} lies outside of the project, and what is moved to a temporary folder is gone after a while.",
    instead: "Copy it and leave it where it is, or ask the owner to move it."
  },
  {
    id: "remove.packed",
    severity: "risky",
    programs: ["tar", "gtar", "bsdtar"],
    flags: ["--remove-files", "-C|--directory"],
    reason: "It would take away what it packs, in another folder.",
    instead: "Pack without --remove-files, look at the archive, and then remove by name what should go."
  },
  {
    id: "overwrite.outside",
    severity: "risky",
    does: ["overwrite"],
    targets: ["outside", "home-part", "system-part"],
    exists: true,
    reason: "It would replace what is in {what}, outside of the project.",
    instead: "Write to a file inside the project."
  },
  {
    id: "overwrite.unpack",
    severity: "risky",
    programs: ["tar", "bsdtar", "unzip"],
    does: ["append"],
    targets: ["home", "root", "parent", "system", "keys"],
    reason: "What is in the archive would replace files of the same name in {what}.",
    instead: "Unpack it into a new folder of the project, and look at it."
  },
  {
    id: "overwrite.git",
    severity: "risky",
    does: ["overwrite"],
    targets: ["git"],
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
  },
  {
    id: "permit.outside",
    severity: "risky",
    does: ["permit", "own"],
    targets: ["outside", "home-part", "system-part", "start", "unknown", "hollow", "temporary"],
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

var names3 = "Read the names only, for example with `cut -d= -f1 .env`, or ask the owner.";
var secretRules = [
  { id: "secrets.print", severity: "risky", does: ["read"], targets: ["secret"], reason: "{what} holds secrets, which would be printed.", instead: names3 },
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
    id: "secrets.keychain",
    severity: "risky",
    programs: ["security"],
    words: ["find-generic-password|find-internet-password|dump-keychain|export|delete-keychain|delete-generic-password"],
    reason: "It prints or removes what the owner keeps secret.",
    instead: names3
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
    instead: names3,
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
    instead: names3
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

var ask3 = { reason: "`{what}` would take something away that a service holds.", instead: "Show the owner what would go, and let them decide." };
var dry4 = ["--help|-h", "--dry-run|-n|--list|--dryrun"];
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
    ...ask3,
    unless: { flags: dry4, words: ["key list", "compact status"] }
  },
  {
    id: "services.backups-flags",
    severity: "risky",
    programs: ["tarsnap", "rdiff-backup", "timeshift", "velero"],
    flags: ["-d|--nuke|--remove-older-than|--delete|--delete-all|--all"],
    ...ask3,
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
    ...ask3,
    unless: { flags: dry4 }
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
    ...ask3,
    unless: { flags: dry4 }
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
    ...ask3,
    unless: { flags: ["--help|-h"] }
  },
  {
    id: "services.kafka",
    severity: "risky",
    programs: ["kafka-*"],
    flags: ["--delete|--remove|--delete-config|--delete-offsets|--execute|--offset-json-file|--reset-offsets"],
    ...ask3,
    unless: { flags: ["--dry-run"] }
  },
  { id: "services.kafka-records", severity: "risky", programs: ["kafka-delete-records", "kafka-delete-records.sh"], ...ask3 },
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
    ...ask3,
    unless: { flags: dry4 }
  },
  {
    id: "services.runners",
    severity: "risky",
    programs: ["gitlab-runner", "config.sh", "act_runner"],
    words: ["unregister|uninstall|stop|reset-token", "remove"],
    ...ask3,
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
    ...ask3
  },
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
    ...ask3
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
    ...ask3,
    unless: { flags: dry4, words: ["backup|export|dump *"] }
  },
  {
    id: "services.database-texts",
    severity: "risky",
    programs: ["cypher-shell", "surreal", "arangosh", "cassandra-cli", "couchbase-cli", "cbq", "neo4j", "ksql", "trino-cli", "gremlin"],
    operands: ["*DELETE *", "*delete *", "DROP *", "drop *", "*REMOVE DATABASE*", "REMOVE *", "*_drop*", "drop", "*TRUNCATE*", "*truncate*", "*dropDatabase*"],
    ...ask3
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
    unless: { flags: dry4 }
  },
  {
    id: "services.environment",
    severity: "risky",
    programs: ["conda", "mamba", "micromamba"],
    words: ["remove|uninstall"],
    flags: ["--all"],
    ...ask3,
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
    unless: { flags: dry4 }
  },
  {
    id: "services.caches",
    severity: "risky",
    programs: ["fastly", "varnishadm", "cloudflare", "flarectl", "akamai"],
    words: ["purge|ban|p", "* delete|purge", "service|backend|dictionary delete"],
    ...ask3,
    unless: { flags: dry4 }
  },
  {
    id: "services.clouds",
    severity: "risky",
    programs: ["tccli", "ucloud", "bce", "hws"],
    words: ["* Delete*|Terminate*|Release*|Stop*|Detach*|Remove*|Purge*|Destroy*"],
    ...ask3,
    unless: { flags: dry4 }
  }
];

var everyday = "bash sh zsh dash ksh fish eval source . echo printf say test [ [[ true false : export set unset read local declare typeset let return exit which type whatis man apropos tldr info cd pushd popd ls cat bat head tail less more wc cut sort uniq tr tac rev nl od xxd grep egrep fgrep rg ag ack ugrep fd fzf sed awk gawk mawk jq yq dasel mkdir touch cp ln rmdir stat file tree du df diff cmp basename dirname realpath readlink date sleep seq expr bc logger wall write figlet cowsay open xdg-open code cursor subl vim vi nvim nano emacs ed view idea make gmake just task mage rake nox tox invoke inv fab doit tsc eslint prettier biome oxlint stylelint vitest jest mocha ava tap tape playwright cypress pytest phpunit pest rspec minitest ctest nose2 karma wdio bats hurl node nodejs deno tsx ts-node ruby perl lua php python* pypy* java javac kotlin scala go rustc gcc g++ clang cmake ninja meson bazel gradle gradlew mvn mvnw ant sbt lein ng nest vite webpack rollup esbuild parcel turbo nx lerna rush storybook pip pip3 pipx uv poetry pipenv conda mamba micromamba pdm hatch rye composer bundle gem cargo rustup mix hex dotnet nuget npm npx yarn pnpm bun bunx xcrun xcodebuild pod flutter dart adb emulator avdmanager tmux screen byobu dialog whiptail zenity notify-send espeak gettext tput complete compgen alias unalias bind hash history jobs fc time watch entr git-* psql mysql sqlite3 todo todo.txt nb jrnl buku parallel rush watchexec nodemon concurrently hyperfine expect flock script chokidar wait-on npm-run-all claude codex gemini aider cc";
var what = {
  reason: "It looks as if `{what}` would take something away for good.",
  instead: "Show the owner what would go, and let them decide."
};
function strangerRules(known) {
  const named2 = known.flatMap(({ programs = [] }) => programs.filter((name) => name !== "*"));
  const unless = {
    programs: [.../* @__PURE__ */ new Set([...everyday.split(" "), ..."*.sh *.js *.mjs *.ts *.py *.rb *.pl *.php".split(" "), ...named2])],
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

var asksFirst = "Ask the owner to do it.";
var systemRules = [
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
    instead: asksFirst,
    unless: { flags: ["-S|--status", "--help", "-l|--list"] }
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
    id: "system.kill-first",
    severity: "risky",
    programs: ["kill"],
    operands: ["1", "0"],
    reason: "It ends the process that all others of this machine, or of this agent, hang on.",
    instead: "End one process by its id.",
    unless: { flags: ["-0", "-l|--list"] }
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
    instead: asksFirst,
    unless: { flags: ["--dry-run|-s|--simulate|--just-print|--assumeno"] }
  },
  {
    id: "system.packages-flags",
    severity: "risky",
    programs: ["pacman", "dpkg", "rpm"],
    flags: ["-R|--remove|-P|--purge|-e|--erase|-Rs|-Rns|-Rdd|-Rsc"],
    reason: "It takes programs away that others may need.",
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

var named = [
  ...removeRules,
  ...diskRules,
  ...systemRules,
  ...gitRules,
  ...databaseRules,
  ...cloudRules,
  ...packageRules,
  ...networkRules,
  ...laterRules,
  ...secretRules,
  ...serviceRules,
  ...machineRules,
  ...opaqueRules
];
var standardRules = [...named, ...strangerRules(named)];

var say2 = ({ id, severity, reason, instead }, what2) => ({ severity, rule: id, reason: reason.replaceAll("{what}", what2), instead });
function createRuleBook(own = []) {
  const kept = standardRules.filter((rule) => rule.severity === "catastrophic" || !own.some(({ id }) => id === rule.id));
  const rules = [...kept, ...own.filter((rule) => !kept.some(({ id }) => id === rule.id))];
  const flagsOf = (rule) => [...rule.flags ?? [], ...rule.unless?.flags ?? []].flatMap((flag) => flag.split("|"));
  const known = new Set(rules.flatMap(flagsOf).filter((flag) => flag.startsWith("--")));
  const prepared = rules.map((rule) => ({ rule, match: compileRule(rule, known) }));
  const everywhere = [];
  const byProgram = /* @__PURE__ */ new Map();
  for (const entry of prepared) {
    const { programs } = entry.rule;
    if (programs === void 0 || programs.some((name) => name.includes("*"))) everywhere.push(entry);
    else for (const name of programs) byProgram.set(name, [...byProgram.get(name) ?? [], entry]);
  }
  return {
    rules,
    judge(looked) {
      let risky;
      let fine;
      const candidates = byProgram.get(looked.call.name);
      for (const list4 of candidates === void 0 ? [everywhere] : [everywhere, candidates]) {
        for (const { rule, match } of list4) {
          if (rule.severity === "risky" && risky !== void 0 || rule.severity === "fine" && fine !== void 0) continue;
          const what2 = match(looked);
          if (what2 === void 0) continue;
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
function judgeCommand(text, surroundings2, rules = standardBook) {
  const steps = judgeLine(text, openScene(surroundings2, rules), void 0);
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
  const named2 = process.env.CLAUDE_PROJECT_DIR;
  const since = typeof transcript === "string" ? begunAt(transcript) : void 0;
  return {
    cwd,
    project: named2 !== void 0 && isAbsolute(named2) ? named2 : cwd,
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
var sentences = ({ reason, instead }) => [reason, ...instead === null ? [] : [`Instead: ${instead}`]].join(" ");
function answer(text) {
  const call = JSON.parse(text);
  if (typeof call !== "object" || call === null) throw new Error("it is no object");
  const { tool_name, tool_input, cwd, transcript_path } = call;
  if (typeof tool_name !== "string") throw new Error("it names no tool");
  if (tool_name !== "Bash") return "";
  const command2 = tool_input?.command;
  if (typeof command2 !== "string") throw new Error("it holds no command");
  const judgement = judgeCommand(command2, surroundings(typeof cwd === "string" && isAbsolute(cwd) ? cwd : process.cwd(), transcript_path));
  return judgement.verdict === "allow" ? "" : decide(judgement.verdict, sentences(judgement));
}
var decide = (permissionDecision, reason) => `${JSON.stringify({ hookSpecificOutput: { hookEventName: "PreToolUse", permissionDecision, permissionDecisionReason: `command-guard: ${reason}` } })}
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
  const { verdict, rule, reason, instead } = judgement;
  const lines2 = [rule === null ? verdict : `${verdict} (${rule})`, ...reason === null ? [] : [reason], ...instead === null ? [] : [`Instead: ${instead}`]];
  process.stdout.write(json2 ? `${JSON.stringify({ verdict, rule, reason, instead })}
` : `${lines2.join("\n")}
`);
  return { allow: 0, ask: 1, deny: 2 }[verdict];
}
process.on("uncaughtException", (error) => {
  process.stderr.write(`command-guard failed, so the command must not run: ${error.message}
`);
  process.exit(2);
});
var given2 = process.argv.slice(2);
var json = given2[0] === "--json";
var [command, ...more] = json ? given2.slice(1) : given2;
if (command === "--help" || command === "-h") process.stdout.write(usage);
else if (command !== void 0 && more.length === 0 && !command.startsWith("--")) process.exitCode = byHand(command, json);
else if (given2.length > 0 || process.stdin.isTTY) {
  process.stderr.write(usage);
  process.exitCode = 3;
} else process.stdout.write(await asHook());
