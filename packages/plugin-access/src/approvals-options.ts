import { z } from "zod";

export const approvalsOptions = z.strictObject({
  /** How many questions of one session may be open; the next call is denied at once. */
  maxOpen: z.int().min(1).max(100).default(20).describe("How many questions of one session may be open; the next call is denied at once."),
});
