import { z } from "zod";

const names = z.array(z.string().regex(/^[a-z][a-z0-9_*]*$/, "A tool's name has lower case, digits and underscores; a * stands for anything."));

export const mcpOptions = z.strictObject({
  /** The only tools that are served, by name; `session_*` means all that begin so. Absent: all. */
  allow: names.optional(),
  /** Tools that are not served, by name or `session_*`. Wins over `allow`. */
  deny: names.default([]),
  /** A result is cut after so many characters. */
  longestResult: z.int().min(1_000).max(1_000_000).default(100_000),
  /** How many messages one session may send in any hour with `send_message`. */
  messagesPerHour: z.int().min(0).max(1_000).default(10),
});

export type McpOptions = z.output<typeof mcpOptions>;
