export { type AttentionItem, type Notice, Notices } from "@instar/kernel/contracts";
