export { checkRule } from "./check-rule.ts";
export type { FileView, Judgement, Severity, Step, Surroundings, Verdict } from "./contract.ts";
export { createFileView } from "./file-view.ts";
export { judgeCommand } from "./judge-command.ts";
export type { Doing, Rule, TargetKind } from "./rule.ts";
export { createRuleBook, type RuleBook, rulesVersion, standardBook } from "./rule-book.ts";
