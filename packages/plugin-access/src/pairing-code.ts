import { createHash, randomBytes, randomInt, timingSafeEqual } from "node:crypto";

/** Without 0 and O, 1, I and L. */
const alphabet = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
const length = 8;

/** What is kept of a code. */
export interface CodeDigest {
  readonly salt: string;
  readonly digest: string;
}

/** 8 characters that nobody mistakes for others; 40 random bits. */
export const createCode = (): string => Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join("");

/** As people type it: in any case, with spaces and dashes. Undefined when it cannot be a code. */
export function readCode(typed: string): string | undefined {
  const code = typed.replace(/[\s-]/g, "").toUpperCase();
  return code.length === length && [...code].every((character) => alphabet.includes(character)) ? code : undefined;
}

const hash = (salt: string, code: string) => createHash("sha256").update(salt).update(code).digest();

export function digestCode(code: string): CodeDigest {
  const salt = randomBytes(16).toString("hex");
  return { salt, digest: hash(salt, code).toString("hex") };
}

/** Compares in constant time. */
export function isCode(code: string, { salt, digest }: CodeDigest): boolean {
  const expected = Buffer.from(digest, "hex");
  const given = hash(salt, code);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
