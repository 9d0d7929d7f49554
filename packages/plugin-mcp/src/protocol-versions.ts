/** Revisions of the protocol that the answerer speaks: for its few methods they are the same. The newest first. */
const protocolVersions = ["2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05"] as const;

/** The client's own when we speak it, else our newest: then the client decides whether it goes on. */
export const negotiate = (asked: unknown): string => protocolVersions.find((known) => known === asked) ?? protocolVersions[0];
