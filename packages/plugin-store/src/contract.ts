export { type Journal, type Op, type Queue, type Records, Store, type Versioned } from "@instar/kernel/contracts";
