export { Quota } from "./contract.ts";
