export { Notices } from "@instar/kernel/contracts";
