export { ancestorsOf } from "./ancestors.ts";
export { ProcessError } from "./errors.ts";
export { type Guardian, type GuardianExit, openGuardian } from "./guardian.ts";
export { markVariable } from "./mark-variable.ts";
export { carriedMark, createMark, isAlive, markOf, type ProcessMark } from "./process-mark.ts";
export { endTree, findTree, type TreeProcess } from "./process-tree.ts";
export { readLines } from "./read-lines.ts";
export { replaceFile } from "./replace-file.ts";
export { type OutputMode, type ProcessExit, type RunningProcess, type StartOptions, startProcess } from "./start-process.ts";
