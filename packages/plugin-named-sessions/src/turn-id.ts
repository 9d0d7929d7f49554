import { randomBytes } from "node:crypto";

/** UUIDs (version 7) whose order is that of their making, also within one millisecond and when the clock goes back. */
export function createTurnIds(now: () => number): () => string {
  let last = 0;
  let count = 0;
  return () => {
    const at = Math.max(now(), last);
    count = at === last ? count + 1 : 0;
    last = at;
    const bytes = randomBytes(16);
    bytes.writeUIntBE(at, 0, 6);
    bytes.writeUInt16BE(0x7000 | (count & 0x0fff), 6);
    bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
    return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  };
}
