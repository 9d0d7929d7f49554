import type { KernelDescription } from "@instar/kernel";
import type { WireError } from "../socket/protocol.ts";

/** As much of a JSON Schema as options are asked and shown by. */
export interface OptionSchema {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly default?: unknown;
  readonly deprecated?: boolean;
  readonly enum?: readonly unknown[];
  /** The name under which an option's secret is kept. */
  readonly secret?: unknown;
  readonly properties?: Readonly<Record<string, OptionSchema>>;
  readonly required?: readonly string[];
  readonly items?: OptionSchema;
}

/** What a plugin's definition says of it. */
export interface DefinedPlugin {
  readonly name: string;
  readonly provides?: string;
  /** An optional one ends in `?`. */
  readonly needs: readonly string[];
  readonly guards: readonly string[];
  /** Listed in the config, and no default provider. */
  readonly configured: boolean;
  /** What its options may be, where its schema can tell. */
  readonly options?: OptionSchema;
}

export interface CheckedRoute {
  readonly plugin: string;
  readonly route: string;
}

export interface CheckedChannel {
  readonly plugin: string;
  readonly id: string;
  /** The config lets nobody write there. */
  readonly deserted: boolean;
  /** A stranger who writes there is given a code. */
  readonly pairing: boolean;
}

/** A command's module, loaded. */
export interface CheckedCommand {
  readonly id: string;
  /** Why it cannot be called, to stand behind its name. */
  readonly problem?: string;
  readonly args: readonly string[];
  readonly flags: readonly string[];
}

export interface CheckRequest {
  readonly project: string;
  /** The draft that is checked; absent: the config as it is. */
  readonly file?: string;
  /** `config`: it is run; `definitions`: and the default providers loaded beside it; `house`: and every plugin set up, with its state in `home`. */
  readonly depth: "config" | "definitions" | "house";
  /** Commands to be loaded, by their words: absolute paths. */
  readonly commands?: Readonly<Record<string, string>>;
  /** A folder that is thrown away afterwards. */
  readonly home: string;
}

export interface CheckReport {
  readonly name: string;
  readonly plugins: readonly DefinedPlugin[];
  readonly house?: KernelDescription;
  readonly routes: readonly CheckedRoute[];
  readonly channels: readonly CheckedChannel[];
  readonly commands: readonly CheckedCommand[];
}

/** What the checking process tells: what it is about to do, and how it ended. */
export type CheckNews =
  | { readonly type: "step"; readonly doing: string }
  | { readonly type: "done"; readonly report: CheckReport }
  | { readonly type: "failed"; readonly error: WireError };
