import type { Rule } from "../rule.ts";

const plainly = "Write out what should run, so that it can be read.";

/** What cannot be understood. The programs named here are found by the judge itself. */
export const opaqueRules: readonly Rule[] = [
  { id: "opaque", severity: "risky", programs: ["hidden command"], reason: "What would run cannot be told from the line: {what}.", instead: plainly },
  {
    id: "unreadable",
    severity: "risky",
    programs: ["unreadable line"],
    reason: "The line does not read as shell: {what}.",
    instead: "Mend the quotes and brackets, or split it into several commands.",
  },
  {
    id: "opaque.encoded",
    severity: "risky",
    programs: ["pwsh", "powershell"],
    flags: ["-enc|-EncodedCommand|-encodedcommand|-ec|-e"],
    reason: "What would run is encoded.",
    instead: plainly,
  },
  {
    id: "opaque.carried",
    severity: "risky",
    programs: ["carried command"],
    reason: "`{what}` stands in what this program is given, and nobody knows whether it runs that.",
    instead: plainly,
  },
  { id: "environment.preload", severity: "risky", programs: ["preloading"], reason: "{what} makes every program run other code first.", instead: plainly },
];
