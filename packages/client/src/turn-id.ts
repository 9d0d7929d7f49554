import { randomBytes } from "node:crypto";
import type { Clock } from "@instar/kernel";

/** Gives turns their ids before they are sent: UUIDs of version 7, each later than the one before, by which the house keeps turns in order. */
export function createTurnIds(clock: () => Promise<Clock>): () => Promise<string> {
  let last = 0;
  return async () => {
    last = Math.max((await clock()).now(), last + 1);
    const bytes = randomBytes(16);
    bytes.writeUIntBE(last, 0, 6);
    bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6);
    bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
    return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  };
}
