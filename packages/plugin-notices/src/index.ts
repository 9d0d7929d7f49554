export { Notices } from "./contract.ts";
