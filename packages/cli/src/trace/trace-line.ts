/** What an event is about: names and ids alone, never what was said or passed. */
export interface TraceAbout {
  readonly message?: string;
  readonly reply?: string;
  readonly session?: string;
  readonly call?: string;
  readonly tool?: string;
  /** The sub-agent that makes the call. */
  readonly agent?: string;
  readonly channel?: string;
  readonly job?: string;
  readonly run?: string;
  /** What the agent's own program reported. */
  readonly type?: string;
  /** Of `pluginError`: who failed, and in which hook. */
  readonly failed?: string;
}

/** One tap that was run, as plain data and without secrets. */
export interface TraceLine {
  /** When it was done, epoch ms. */
  readonly at: number;
  readonly hook: string;
  readonly kind: "gate" | "pipeline" | "series" | "notice";
  readonly about: TraceAbout;
  readonly plugin: string;
  readonly reason: string;
  readonly stage: number;
  /** `away`: it was not run, because its plugin is paused or was taken away. */
  readonly verdict: "nothing" | "deny" | "ask" | "advise" | "hold" | "replaced" | "failed" | "away";
  /** The reason of a deny or a hold, the question, the advice, why it was away. */
  readonly said?: string;
  readonly hint?: string;
  /** The fields that differ in the replacement. */
  readonly changed?: readonly string[];
  readonly error?: { readonly code: string; readonly message: string; readonly hint?: string };
  /** What came of a failure, or of a tap that was away. */
  readonly outcome?: "denied" | "held" | "skipped" | "caller fails" | "reported";
  readonly ms: number;
}

/** What a terminal gets at once. `dropped`: so many before these were not kept, because it was too slow. */
export interface TraceBatch {
  readonly lines: readonly TraceLine[];
  readonly dropped: number;
}

/** Empty lists let everything through. */
export interface TraceFilter {
  readonly hooks: readonly string[];
  readonly plugins: readonly string[];
}
