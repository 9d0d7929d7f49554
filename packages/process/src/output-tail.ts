/** Keeps the last `maxBytes` of what a program writes, and forgets the rest. */
export interface OutputTail {
  push(chunk: Uint8Array): void;
  /** As text; a character that was cut at the front is left out. */
  read(): string;
}

export function createOutputTail(maxBytes: number): OutputTail {
  const chunks: Uint8Array[] = [];
  let size = 0;
  let cut = false;
  return {
    push(chunk) {
      chunks.push(chunk);
      size += chunk.length;
      for (let first = chunks[0]; first !== undefined && size - first.length >= maxBytes; first = chunks[0]) {
        chunks.shift();
        size -= first.length;
        cut = true;
      }
    },
    read() {
      const all = Buffer.concat(chunks);
      if (!cut && all.length <= maxBytes) return all.toString("utf8");
      let start = Math.max(0, all.length - maxBytes);
      while (start < all.length && ((all[start] ?? 0) & 0b1100_0000) === 0b1000_0000) start += 1;
      return all.toString("utf8", start);
    },
  };
}
