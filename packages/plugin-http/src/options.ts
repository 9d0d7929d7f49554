import { z } from "zod";

const loopback = /^(127(\.\d{1,3}){3}|::1|localhost)$/;

export const httpOptions = z.strictObject({
  /** Where to listen: an address of this machine alone. */
  host: z
    .string()
    .refine((host) => loopback.test(host), {
      error: ({ input }) =>
        `"${input}" can be reached from other machines. Use "127.0.0.1", "::1" or "localhost"; a tunnel or a proxy with its own log-in may stand before it.`,
    })
    .default("127.0.0.1"),
  /** Which port; when it is taken the agent does not start. Absent: the one of the last time, else the first free one from 4040. */
  port: z.int().min(1).max(65_535).optional(),
  /** Longest body of a request. */
  maxBodyBytes: z.int().min(1_024).max(104_857_600).default(1_048_576),
  /** How long a request may take until its answer begins; then 408. */
  requestTimeoutMs: z.int().min(100).max(3_600_000).default(30_000),
  /** Requests at once, streams aside; more get 503. */
  maxRequests: z.int().min(1).max(10_000).default(128),
  /** Streams at once; a further one ends the oldest. */
  maxStreams: z.int().min(1).max(10_000).default(64),
  /** How many requests that start work one caller may make in any minute; more get 429. */
  spawnsPerMinute: z.int().min(1).max(100_000).default(60),
  /** Looks whether answers fit the schema of their route, and logs those that don't; for authors. */
  checkAnswers: z.boolean().default(false),
});

export type HttpOptions = z.output<typeof httpOptions>;
