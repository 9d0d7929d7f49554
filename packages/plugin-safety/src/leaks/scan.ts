import { maskSecret } from "./mask.ts";
import type { Found, LeakAction, LeakPattern, Severity } from "./pattern.ts";
import { leakPatterns } from "./patterns.ts";
import { isPlaceholder } from "./placeholder.ts";
import { endOfPrivateKey } from "./private-key.ts";

/** Something that looks like a secret, without its text. */
export interface Leak {
  readonly pattern: string;
  readonly severity: Severity;
  readonly action: LeakAction;
  /** In UTF-16 units; `end` is behind the last one. */
  readonly start: number;
  readonly end: number;
  readonly masked: string;
}

export interface LeakOptions {
  /** By a pattern's name: what is done with what it finds. */
  readonly patterns?: Readonly<Record<string, LeakAction | "off">>;
  /** What matches one of these is none. */
  readonly allow?: readonly RegExp[];
}

const strength = { block: 2, redact: 1, warn: 0 } as const;
const severities = { critical: 2, high: 1, medium: 0 } as const;
const rank = ({ action, severity }: Pick<Leak, "action" | "severity">) => strength[action] * 3 + severities[severity];

const fold = (code: number) => (code >= 65 && code <= 90 ? code + 32 : code);
const slotOf = (a: number, b: number, c: number) => ((a * 31 + b) * 31 + c) & 0xffff;

interface Index {
  readonly slots: Uint8Array;
  readonly bySlot: ReadonlyMap<number, readonly number[]>;
  readonly loose: readonly LeakPattern[];
}

/** By the first three characters of their anchors, so that a text is gone through once, however many patterns there are. */
function indexOf(patterns: readonly LeakPattern[]): Index {
  const slots = new Uint8Array(0x10000);
  const bySlot = new Map<number, number[]>();
  patterns.forEach(({ anchors }, number) => {
    for (const anchor of anchors) {
      const slot = slotOf(anchor.charCodeAt(0), anchor.charCodeAt(1), anchor.charCodeAt(2));
      slots[slot] = 1;
      const there = bySlot.get(slot) ?? [];
      if (!there.includes(number)) bySlot.set(slot, [...there, number]);
    }
  });
  return { slots, bySlot, loose: patterns.filter(({ anchors }) => anchors.length === 0) };
}

const index = indexOf(leakPatterns);

/** Every secret of a known kind in a text, in order, none overlapping another. Takes time in proportion to the text, whatever it holds. */
export function findLeaks(text: string, options: LeakOptions = {}): readonly Leak[] {
  const leaks: Leak[] = [];
  const foot = createFoot(text);
  const actionOf = ({ name, action }: LeakPattern) =>
    options.patterns !== undefined && Object.hasOwn(options.patterns, name) ? options.patterns[name] : action;

  const note = (pattern: LeakPattern, match: RegExpExecArray): number => {
    const from = match.index;
    const to = from + match[0].length;
    const inner = match.groups?.secret;
    // The secret stands behind what tells it: nearly always at the end
    const start = inner === undefined ? from : from + match[0].lastIndexOf(inner);
    const secret = inner ?? match[0];
    const found: Found = { text, from, to, start, end: start + secret.length, secret };
    const action = actionOf(pattern);
    const isKey = pattern.name === "private-key";
    if (action === undefined || action === "off") return to;
    if (!(pattern.fits?.(found) ?? true) || (!isKey && isPlaceholder(secret, bodyOf(secret)))) return to;
    const end = isKey ? endOfPrivateKey(text, to, foot(to)) : found.end;
    const whole = isKey ? text.slice(start, end) : secret;
    const shown = whole.slice(0, 4_096);
    if (options.allow?.some((pattern) => shown.search(pattern) !== -1)) return end;
    leaks.push({ pattern: pattern.name, severity: pattern.severity, action, start, end, masked: maskSecret(whole) });
    return end;
  };

  scanAnchored(text, note);
  for (const pattern of index.loose) if (pattern.sign?.(text) ?? true) for (const match of text.matchAll(pattern.shape)) note(pattern, match);
  return strongest(leaks);
}

function scanAnchored(text: string, note: (pattern: LeakPattern, match: RegExpExecArray) => number): void {
  const done = new Int32Array(leakPatterns.length);
  let a = fold(text.charCodeAt(0));
  let b = fold(text.charCodeAt(1));
  for (let at = 0; at + 2 < text.length; at += 1) {
    const c = fold(text.charCodeAt(at + 2));
    const slot = slotOf(a, b, c);
    a = b;
    b = c;
    if (index.slots[slot] === 0) continue;
    for (const number of index.bySlot.get(slot) ?? []) {
      if (at < (done[number] as number)) continue;
      const pattern = leakPatterns[number] as LeakPattern;
      pattern.shape.lastIndex = at;
      const match = pattern.shape.exec(text);
      if (match) done[number] = note(pattern, match);
    }
  }
}

/** Of a vendor's token, what comes after its prefix. */
const bodyOf = (secret: string) => secret.replace(/^[A-Za-z0-9]{1,12}[-_.](?:(?:[A-Za-z]{2,8}|v\d)[0-9]{0,2}[-_.])?/, "");

/** Where the next `-----END` stands, looked for once each, however many keys begin before it. */
function createFoot(text: string): (from: number) => number {
  let known = -2;
  return (from) => {
    if (known !== -1 && known < from) known = text.indexOf("-----END", from);
    return known;
  };
}

/** Of what overlaps, the strongest gives the name; what is masked is all that any of them would mask. */
function strongest(leaks: readonly Leak[]): readonly Leak[] {
  const kept: Leak[] = [];
  for (const leak of leaks.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = kept.at(-1);
    if (last === undefined || leak.start >= last.end) kept.push(leak);
    else kept[kept.length - 1] = joined(last, leak);
  }
  return kept;
}

function joined(one: Leak, other: Leak): Leak {
  const [strong, weak] = rank(other) > rank(one) ? [other, one] : [one, other];
  if (weak.action === "warn" && strong.action !== "warn") return strong;
  const start = Math.min(one.start, other.start);
  const end = Math.max(one.end, other.end);
  return start === strong.start && end === strong.end ? strong : { ...strong, start, end };
}
