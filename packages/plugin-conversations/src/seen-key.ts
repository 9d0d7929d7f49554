/** Under which a message's key is remembered. Encoded, so that channel "a" with key "b/c" does not meet channel "a/b" with key "c". */
export const seenKey = (channel: string, key: string): string => `${encodeURIComponent(channel)}/${key}`;

/** What is remembered under a key in place of a message's id, when it was taken back before it came. */
export const takenBack = "";
