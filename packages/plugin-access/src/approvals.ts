export { Approvals } from "@instar/kernel/contracts";
