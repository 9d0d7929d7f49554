export { EarlyListener } from "./contract.ts";
