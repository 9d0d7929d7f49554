export { Events } from "@instar/kernel/contracts";
