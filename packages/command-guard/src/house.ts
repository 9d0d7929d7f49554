export { createHouseGuard, type HouseGuard, type Refusal } from "./house/house-guard.ts";
export type { DaemonProcess } from "./house/kill.ts";
export { thisProcess } from "./house/this-process.ts";
