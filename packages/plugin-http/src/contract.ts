import type { Server } from "node:http";
import { type Json, type KernelDescription, service } from "@instar/kernel";

/** A route as it is served now. `plugin` contributed it. */
export interface ServedRoute {
  readonly method: string;
  readonly path: string;
  readonly access: "open" | "agent" | "owner" | "signed";
  readonly plugin: string;
  readonly summary?: string;
}

/** The agent's local HTTP API. Plugins add to it through the point `Routes`. */
export interface Http {
  /** `http://127.0.0.1:4040`; undefined while it does not listen: before `start` and after `stop`. */
  url(): string | undefined;
  /** The OpenAPI 3.1 document of the routes of this moment, as `GET /openapi.json` gives it. */
  document(): Json;
  /** In the order in which they are matched. */
  routes(): readonly ServedRoute[];
}

export const Http = service<Http>("http");

/** A server that listens before the config was read and answers `/health` with `warming`; whoever takes it answers from then on. */
export interface EarlyListener {
  /** Once; undefined when there is none. */
  take(): Server | undefined;
}

export const EarlyListener = service<EarlyListener>("early-listener");

/** What only the process that runs the house knows. Absent in a test's house: then `/status` and `/capabilities` tell less. */
export interface HouseDescription {
  readonly version: string;
  /** Epoch ms. */
  readonly startedAt: number;
  describe(): KernelDescription;
  /** Removes every secret that was ever resolved from a text. */
  redact(text: string): string;
}

export const HouseDescription = service<HouseDescription>("house-description");

export { withStatus, withStatuses } from "./error-status.ts";
