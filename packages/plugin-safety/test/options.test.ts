import { expect, test } from "vitest";
import { safetyOptions } from "../src/options.ts";

test("what stands wrong in the options is said in words that tell what would be right", () => {
  const wrong: readonly (readonly [unknown, string, string])[] = [
    [{ level: 3 }, "level", "It is 1 or 2."],
    [{ mcp: { github: "ask" } }, "mcp.github", "Write server/tool, or server/* for all of its tools."],
    [{ mcp: { "bank/*": "perhaps" } }, "mcp.bank/*", '"allow"|"ask"|"deny"'],
    [{ allowPaths: ["notes"] }, "allowPaths.0", "Name the folder from / or ~ on."],
    [{ leaks: { patterns: { "twilio-acount": "off" } } }, "leaks.patterns.twilio-acount", "Did you mean twilio-account?"],
    [{ leaks: { patterns: { bicycle: "off" } } }, "leaks.patterns.bicycle", "The README of @instar/plugin-safety lists them."],
    [{ leaks: { allow: ["("] } }, "leaks.allow.0", "It is no regular expression."],
  ];
  for (const [value, where, said] of wrong) {
    const issues = safetyOptions.safeParse(value).error?.issues ?? [];
    expect(issues.map(({ path }) => path.join("."))).toEqual([where]);
    expect(issues[0]?.message).toContain(said);
  }
});
