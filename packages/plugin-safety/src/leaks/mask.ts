/** What may be shown of a secret: its first and last four characters, and nothing of one that is shorter than twelve. */
export const maskSecret = (secret: string): string => (secret.length < 12 ? "*".repeat(secret.length) : `${secret.slice(0, 4)}****${secret.slice(-4)}`);
