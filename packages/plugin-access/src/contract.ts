export { Access } from "@instar/kernel/contracts";
