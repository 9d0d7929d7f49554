export { type Contract, createContract, type OptedOut, optedOut } from "./scorecard/create-contract.ts";
export type { PromiseMark } from "./scorecard/mark.ts";
