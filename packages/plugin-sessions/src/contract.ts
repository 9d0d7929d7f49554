export { Sessions } from "@instar/kernel/contracts";
export { type BlockRequest, estimateTokens, type LeftOut, renderBlocks } from "./render-blocks.ts";
