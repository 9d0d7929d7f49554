/** Under which a message's key is remembered. Encoded, so that channel "a" with key "b/c" does not meet channel "a/b" with key "c". */
export const seenKey = (channel: string, key: string): string => `${encodeURIComponent(channel)}/${key}`;
