/** A text without what can be put between its letters, with where each letter came from. */
export interface PlainView {
  readonly text: string;
  readonly from: Int32Array;
  /** Behind the last unit of what a letter came from. */
  readonly to: Int32Array;
}

export interface PlainViews {
  /** Escapes undone, without spaces, line breaks and what is not seen; small letters. */
  readonly close: PlainView;
  /** The letters and digits of that, nothing else. */
  readonly bare: PlainView;
}

const isAlphanumeric = (code: number) => (code >= 48 && code <= 57) || (code >= 97 && code <= 122);
/** Spaces, controls, soft hyphens, joiners, marks of direction, variation selectors. */
const isUnseen = (code: number) =>
  code <= 32 ||
  (code >= 0x7f && code <= 0xa0) ||
  code === 0xad ||
  code === 0x34f ||
  code === 0x61c ||
  (code >= 0x180b && code <= 0x180e) ||
  (code >= 0x2000 && code <= 0x200f) ||
  (code >= 0x2028 && code <= 0x202f) ||
  (code >= 0x205f && code <= 0x206f) ||
  code === 0x3000 ||
  (code >= 0xfe00 && code <= 0xfe0f) ||
  code === 0xfeff;
/** Full-width letters are the same letters. */
const narrow = (code: number) => (code >= 0xff01 && code <= 0xff5e ? code - 0xfee0 : code);
/** Latin 1, where no letter becomes two. */
const small = (code: number) => ((code >= 65 && code <= 90) || (code >= 0xc0 && code <= 0xde && code !== 0xd7) ? code + 32 : code);

/** What is left of a text in a view, where nothing of it is written as an escape. */
export function seenOf(text: string): string {
  let seen = "";
  for (let at = 0; at < text.length; at += 1) {
    const code = small(narrow(text.charCodeAt(at)));
    if (!isUnseen(code)) seen += String.fromCharCode(code);
  }
  return seen;
}

const shortEscapes: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, b: 8, f: 12, v: 11, "0": 0 };
const written =
  /%([0-9a-f]{2})|\\u\{([0-9a-f]{1,6})\}|\\u([0-9a-f]{4})|\\x([0-9a-f]{2})|&#x([0-9a-f]{1,6});|&#([0-9]{1,7});|\\([nrtbfv0])|\\(.)|&(amp|lt|gt|quot|apos);/iy;
const entities: Readonly<Record<string, number>> = { amp: 38, lt: 60, gt: 62, quot: 34, apos: 39 };

/** The letter that an escape stands for, and how long it is; undefined when none begins there. */
function escapeAt(text: string, at: number): { readonly code: number; readonly length: number } | undefined {
  written.lastIndex = at;
  const match = written.exec(text);
  if (!match) return undefined;
  const [whole, percent, braced, unicode, byte, hexEntity, entity, short, itself, named] = match;
  const hex = percent ?? braced ?? unicode ?? byte ?? hexEntity;
  let code = 0;
  if (hex !== undefined) code = Number.parseInt(hex, 16);
  else if (entity !== undefined) code = Number(entity);
  else if (short !== undefined) code = shortEscapes[short.toLowerCase()] ?? 0;
  else if (named !== undefined) code = entities[named.toLowerCase()] ?? 0;
  else code = (itself as string).charCodeAt(0);
  return { code: code > 0xffff ? 0xfffd : code, length: whole.length };
}

/** In one pass over the text. `unescaped` false: escapes stay as they are, for what has percent signs or backslashes of its own. */
export function plainViews(text: string, unescaped: boolean): PlainViews {
  const length = text.length;
  const close = { codes: new Uint16Array(length), from: new Int32Array(length), to: new Int32Array(length), size: 0 };
  const bare = { codes: new Uint16Array(length), from: new Int32Array(length), to: new Int32Array(length), size: 0 };
  const put = (into: typeof close, code: number, from: number, to: number) => {
    into.codes[into.size] = code;
    into.from[into.size] = from;
    into.to[into.size] = to;
    into.size += 1;
  };
  for (let at = 0; at < length; ) {
    const unit = text.charCodeAt(at);
    const sign = unescaped && (unit === 37 || unit === 92 || unit === 38) ? escapeAt(text, at) : undefined;
    const code = small(narrow(sign?.code ?? unit));
    const next = at + (sign?.length ?? 1);
    if (!isUnseen(code)) {
      put(close, code, at, next);
      if (isAlphanumeric(code)) put(bare, code, at, next);
    }
    at = next;
  }
  return { close: viewOf(close), bare: viewOf(bare) };
}

function viewOf({
  codes,
  from,
  to,
  size,
}: {
  readonly codes: Uint16Array;
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly size: number;
}): PlainView {
  const pieces: string[] = [];
  for (let at = 0; at < size; at += 8_192) pieces.push(String.fromCharCode(...codes.subarray(at, Math.min(size, at + 8_192))));
  return { text: pieces.join(""), from, to };
}
