export type { FileView, Judgement, Severity, Step, Surroundings, Verdict } from "./contract.ts";
