export { IsolationError } from "./errors.ts";
export { type IsolationHost, isolate } from "./isolate.ts";
export { isolateEntries } from "./isolate-entries.ts";
