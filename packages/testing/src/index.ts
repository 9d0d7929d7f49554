export { createManualClock, type ManualClock, settle } from "./manual-clock.ts";
export { createTestKernel, type LogLine, type TestKernel, type TestKernelOptions } from "./test-kernel.ts";
