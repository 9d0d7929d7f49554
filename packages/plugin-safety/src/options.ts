import { checkRule, type Rule } from "@instar/command-guard";
import { nearest } from "@instar/kernel/nearest";
import { z } from "zod";
import { leakPatterns } from "./leaks/patterns.ts";

/** What its fields mean is the guard's to say. */
const rule = z.record(z.string(), z.unknown()).superRefine((value, context) => {
  const wrong = checkRule(value);
  if (wrong !== undefined) context.addIssue({ code: "custom", message: wrong });
}) as unknown as z.ZodType<Rule, Rule>;

const kindsOfSecrets = leakPatterns.map(({ name }) => name);

function isPattern(text: string): boolean {
  try {
    return new RegExp(text) !== undefined;
  } catch {
    // Whoever wrote it is told so
    return false;
  }
}

/** What the agent is kept from, and how. */
export const safetyOptions = z.strictObject({
  level: z
    .union([z.literal(1), z.literal(2)], "It is 1 or 2.")
    .default(1)
    .describe("What happens to a risky command. 1: the owner is asked. 2: it is denied once with a checklist, and the same command may then run."),
  rules: z.array(rule).default([]).describe("Your own rules for commands, beside those of `instar guard rules`."),
  protectedBranches: z
    .array(z.string().min(1))
    .optional()
    .describe("Branches of git whose past nobody but you rewrites, with * as a wildcard; absent: main, master, production and release/*."),
  allowPaths: z
    .array(
      z
        .string()
        .min(1)
        .refine((path) => /^(\/|~(\/|$))/.test(path), "Name the folder from / or ~ on."),
    )
    .default([])
    .describe("Folders outside of the project where the agent may write and remove as inside it."),
  mcp: z
    .record(z.string().regex(/^[^/]+\/.+$/), z.enum(["allow", "ask", "deny"]), {
      error: ({ code }) => (code === "invalid_key" ? "Write server/tool, or server/* for all of its tools." : undefined),
    })
    .default({})
    .describe('What tools of MCP servers may do, whatever their names say: { "github/create_issue": "allow", "bank/*": "deny" }.'),
  advice: z
    .strictObject({
      deferral: z.boolean().default(true).describe("When it is about to hand over work that it could do itself."),
      external: z.boolean().default(true).describe("When something leaves the house."),
      reflection: z.boolean().default(true).describe("When a piece of work ends: a commit, a push, a release, a restart."),
      convergence: z.boolean().default(true).describe("When it goes round in a circle, or writes what only sounds good."),
    })
    .prefault({})
    .describe("What the agent is reminded of, each at most once per turn; a reminder never stops anything."),
  leaks: z
    .strictObject({
      patterns: z
        .record(z.string(), z.enum(["block", "redact", "warn", "off"]))
        .superRefine((chosen, { addIssue }) => {
          for (const name of Object.keys(chosen).filter((key) => !kindsOfSecrets.includes(key))) {
            const meant = nearest(name, kindsOfSecrets);
            const fix = meant === undefined ? "The README of @instar/plugin-safety lists them." : `Did you mean ${meant}?`;
            addIssue({ code: "custom", path: [name], message: `No kind of secret has this name. ${fix}` });
          }
        })
        .default({})
        .describe('What is done with a kind of secret, by its name: { "twilio-account": "off", "json-web-token": "block" }.'),
      allow: z
        .array(z.string().min(1).refine(isPattern, "It is no regular expression."))
        .default([])
        .describe("Regular expressions: what they match is no secret, such as keys of your tests."),
    })
    .prefault({})
    .describe("Secrets in what tools return and in replies. The agent's own are withheld whatever you choose here."),
  audit: z
    .strictObject({
      keepDays: z.int().min(1).optional().describe("How many days the audit is kept; absent: nothing of it is ever removed."),
    })
    .default({})
    .describe("The journal of every decision."),
});

export type SafetyOptions = z.output<typeof safetyOptions>;
