import { createRuleBook, rulesVersion } from "@instar/command-guard";
import { defineCommand } from "@instar/kernel/command";
import { Safety } from "../contract.ts";
import { describeRule } from "../guard/describe-rule.ts";

const where =
  "Your own go into safety({ rules: [...] }) of instar.config.ts, a plugin's into the point GuardRules. What a command would meet: instar guard test 'the command'";

export default defineCommand({
  summary: "List the rules by which commands are judged, and say where your own go",
  async run({ service, print, project }) {
    const own = project === undefined ? [] : (await (await service(Safety)).guardSettings()).rules;
    const rules = createRuleBook(own).rules.map((rule) => {
      const { id, severity, reason, instead } = rule;
      return { id, severity, what: describeRule(rule), reason, instead };
    });
    const shown = rules.map(
      ({ id, severity, what, reason, instead }) => `${id}  (${severity})\n    When: ${what}\n    Why: ${reason}\n    Instead: ${instead}`,
    );
    print({ version: rulesVersion, rules }, [...shown, "", `${rules.length} rules, version ${rulesVersion}. ${where}`].join("\n"));
  },
});
