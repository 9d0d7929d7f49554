export { createHouseGuard, type HouseGuard, type Refusal } from "./house/house-guard.ts";
export type { DaemonProcess } from "./house/kill.ts";
