import { z } from "zod";

export const storeOptions = z.strictObject({
  /** The database file; `instar.db` in the agent's state folder when left out. A relative path starts at the project. */
  file: z.string().min(1).optional(),
  /** What to do with a damaged file, which is kept in any case: refuse to start, read out what can be read, or begin empty. */
  whenBroken: z.enum(["fail", "salvage", "fresh"]).default("fail"),
});
