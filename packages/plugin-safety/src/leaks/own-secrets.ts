import { looksRandom } from "./entropy.ts";
import { type PlainView, plainViews, seenOf } from "./plain-view.ts";
import { formsOf, hexOf } from "./secret-forms.ts";

/** Where one of the agent's own secrets stands, however it is written. `end` is behind it. */
export interface OwnSecretPlace {
  readonly start: number;
  readonly end: number;
}

/** Shorter ones would be found in every text. */
const leastSecretLength = 8;
/** How much is compared at first, and how long a needle must be. */
const window = 8;
/** Of a long random secret, so much of it in one piece gives it away. */
const piece = 16;
const longest = 16_384;
const longestInPieces = 4_096;

interface Needle {
  readonly text: string;
}

interface Needles {
  readonly bits: Uint8Array;
  readonly byHash: Map<number, Needle[]>;
}

const emptyNeedles = (): Needles => ({ bits: new Uint8Array(0x10000), byHash: new Map() });

const hashStep = 33;
const dropped = (() => {
  let power = 1;
  for (let count = 0; count < window; count += 1) power = Math.imul(power, hashStep);
  return power;
})();

function hashOf(text: string): number {
  let hash = 0;
  for (let at = 0; at < window; at += 1) hash = (Math.imul(hash, hashStep) + text.charCodeAt(at)) | 0;
  return hash;
}

function addNeedle(needles: Needles, text: string): void {
  const hash = hashOf(text);
  needles.bits[hash & 0xffff] = 1;
  const there = needles.byHash.get(hash);
  if (there === undefined) needles.byHash.set(hash, [{ text }]);
  else if (!there.some((needle) => needle.text === text)) there.push({ text });
}

const bareOf = (form: string) => seenOf(form).replace(/[^a-z0-9]/g, "");
/** What stands for nothing else, so that also a part of it says something. */
const isToken = (text: string) => text.length >= 32 && /^[A-Za-z0-9+/=_.:-]+$/.test(text) && !text.includes("://") && looksRandom(text);

export interface OwnSecretFinder {
  /** Every place, in order, none overlapping another. Takes time in proportion to the text. */
  find(text: string): readonly OwnSecretPlace[];
}

/**
 * Looks for secrets exactly as they are kept, and as somebody may have written them: encoded, backwards, with anything between their letters, or a long piece
 * of one. `secrets` shorter than eight characters are left out.
 */
export function createOwnSecretFinder(secrets: readonly string[]): OwnSecretFinder {
  const close = emptyNeedles();
  const bare = emptyNeedles();
  const add = (form: string) => {
    const short = bareOf(form);
    if (short.length >= Math.max(window, form.length * 0.6)) addNeedle(bare, short);
    else if (seenOf(form).length >= window) addNeedle(close, seenOf(form));
  };
  const all = new Set(secrets.flatMap((secret) => partsOf(secret.trim())));
  for (const secret of all) for (const form of formsOf(secret.slice(0, longest))) if (form.length >= leastSecretLength) add(form);
  for (const secret of all) if (isToken(secret)) for (const part of piecesOf(secret.slice(0, longestInPieces))) addNeedle(bare, part);
  // The beginning of every session's token, where it is encoded: written plainly it has a pattern of its own
  const beginning = "instar_agent_";
  if (all.size > 0) for (const form of formsOf(beginning)) if (bareOf(form) !== bareOf(beginning) && bareOf(form).length >= 12) addNeedle(bare, bareOf(form));
  if (all.size === 0) return { find: () => [] };

  return {
    find(text) {
      if (text.length < leastSecretLength) return [];
      const places: OwnSecretPlace[] = [];
      const written = /[%\\&]/.test(text);
      for (const views of written ? [plainViews(text, true), plainViews(text, false)] : [plainViews(text, false)]) {
        look(views.bare, bare, places);
        look(views.close, close, places);
      }
      return merged(places.map((place) => widened(text, place)));
    },
  };
}

/** A secret of several lines is given away by any long one of them. */
function partsOf(secret: string): readonly string[] {
  if (secret.length < leastSecretLength) return [];
  const lines = secret.split(/\s*\r?\n\s*/).filter((line) => line.length >= 32 && isToken(line));
  return secret.includes("\n") ? [secret, ...lines] : [secret];
}

/** Pieces of the secret itself, and of its hex as a dump of a file shows it, line by line. */
function piecesOf(secret: string): readonly string[] {
  const pieces: string[] = [];
  const text = bareOf(secret);
  for (let at = 0; at + piece <= text.length; at += 1) pieces.push(text.slice(at, at + piece));
  const hex = hexOf(secret);
  for (let at = 0; at + 2 * piece <= hex.length; at += 2) pieces.push(hex.slice(at, at + 2 * piece));
  return pieces.filter((part) => /\d/.test(part));
}

function look(view: PlainView, needles: Needles, places: OwnSecretPlace[]): void {
  const { text } = view;
  if (text.length < window || needles.byHash.size === 0) return;
  let hash = hashOf(text);
  for (let at = 0; ; at += 1) {
    if (needles.bits[hash & 0xffff] === 1)
      for (const needle of needles.byHash.get(hash) ?? [])
        if (text.startsWith(needle.text, at)) places.push({ start: view.from[at] as number, end: view.to[at + needle.text.length - 1] as number });
    if (at + window >= text.length) return;
    hash = (Math.imul(hash, hashStep) + text.charCodeAt(at + window) - Math.imul(dropped, text.charCodeAt(at))) | 0;
  }
}

const wordLetter = /[A-Za-z0-9+/=_]/;
const mostWidening = 512;

/** To the ends of the word: what is left of an encoded secret could be decoded all the same. */
function widened(text: string, { start, end }: OwnSecretPlace): OwnSecretPlace {
  let from = start;
  let to = end;
  while (from > 0 && start - from < mostWidening && wordLetter.test(text[from - 1] as string)) from -= 1;
  while (to < text.length && to - end < mostWidening && wordLetter.test(text[to] as string)) to += 1;
  return { start: from, end: to };
}

function merged(places: readonly OwnSecretPlace[]): readonly OwnSecretPlace[] {
  const kept: { start: number; end: number }[] = [];
  for (const { start, end } of places.toSorted((a, b) => a.start - b.start)) {
    const last = kept.at(-1);
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end);
    else kept.push({ start, end });
  }
  return kept;
}
