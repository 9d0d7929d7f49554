import type { Server } from "node:http";
import { service } from "@instar/kernel";

/** A server that listens before the config was read and answers `/health` with `warming`; whoever takes it answers from then on. */
export interface EarlyListener {
  /** Once; undefined when there is none. */
  take(): Server | undefined;
}

export const EarlyListener = service<EarlyListener>("early-listener");
