import type { Step } from "../contract.ts";
import { innerScene, type Scene } from "../scene.ts";
import { fromFish } from "../unwrap/from-fish.ts";
import { fromZsh } from "../unwrap/from-zsh.ts";
import { maskQuotes } from "../unwrap/quotes.ts";
import { judgeLine } from "./judge-line.ts";

const dialects = /^(zsh|fish|t?csh|nu|xonsh|elvish)$/;

/** A line of another shell as the one that is read here would have it. */
export const asShell = (name: string, text: string): string => (name === "zsh" ? fromZsh(text) : name === "fish" ? fromFish(text) : text);

/** Programs of which one call may be the end of everything. */
const dangerous = /(?<![\w./$-])(?:(?:\/usr)?\/s?bin\/)?(?:sudo\s+)?(?:zf_)?(?:rm|rmdir|dd|shred|mkfs[\w.]*|wipefs|truncate|chmod|chown|mv|find|unlink|git)\s/g;
const mostPieces = 16;

const isSamePlace = (one: Scene, other: Scene): boolean =>
  one.variables === other.variables &&
  one.folders === other.folders &&
  one.traces === other.traces &&
  one.ground === other.ground &&
  one.functions === other.functions &&
  one.mounts === other.mounts &&
  one.root === other.root &&
  one.remote === other.remote &&
  one.contained === other.contained;

/** What is catastrophic among the pieces of a text that cannot be followed: each from the name of a program on. Nothing else of it is said. */
export function judgePieces(text: string, scene: Scene, via: string): readonly Step[] {
  const masked = maskQuotes(text);
  // A piece goes on over those behind it, and is no more to be followed than they are: each is judged once.
  const pieces = scene.pieces !== undefined && isSamePlace(scene.pieces.scene, scene) ? scene.pieces : { scene, said: new Map<string, readonly Step[]>() };
  const out = new Map<string, Step>();
  for (const { index } of [...masked.text.matchAll(dangerous)].slice(0, mostPieces)) {
    const piece = /^[^;\n|&)}]*/.exec(masked.text.slice(index))?.[0] ?? "";
    const line = masked.restore(piece).replace(/\(([^()]*)\)/g, "$($1)");
    const key = JSON.stringify([scene.depth, via, line]);
    const said = pieces.said.get(key) ?? judgeLine(line, { ...innerScene(scene), pieces }, via).filter(({ severity }) => severity === "catastrophic");
    pieces.said.set(key, said);
    for (const step of said) if (!out.has(`${step.rule} ${step.looked}`)) out.set(`${step.rule} ${step.looked}`, step);
  }
  return [...out.values()];
}

/** The same for a line that a shell of another dialect is given. */
export const judgeForeign = (name: string, text: string, scene: Scene): readonly Step[] => (dialects.test(name) ? judgePieces(text, scene, name) : []);
