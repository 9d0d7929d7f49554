export { Events } from "./contract.ts";
