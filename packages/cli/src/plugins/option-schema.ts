import type { OptionSchema } from "./check-report.ts";

interface Standard {
  readonly "~standard"?: { readonly jsonSchema?: { input(target: { readonly target: string }): OptionSchema } };
}

/** What a plugin's options may be, where their schema can tell. */
export function schemaOf(options: unknown): OptionSchema | undefined {
  try {
    return (options as Standard | undefined)?.["~standard"]?.jsonSchema?.input({ target: "draft-2020-12" });
  } catch {
    // Not every schema can be told as JSON Schema; its options are then named by who knows them.
    return undefined;
  }
}
