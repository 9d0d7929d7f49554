export { JobScheduler } from "./contract.ts";
