import type { Plugin } from "@instar/kernel";
import type { OptionSchema } from "../plugins/check-report.ts";
import { onlyMarkers } from "../project/mask-options.ts";

interface Standard {
  readonly "~standard"?: { readonly jsonSchema?: { input(target: { readonly target: string }): OptionSchema } };
}

function schemaOf(options: unknown): OptionSchema | undefined {
  try {
    return (options as Standard | undefined)?.["~standard"]?.jsonSchema?.input({ target: "draft-2020-12" });
  } catch {
    // A schema that cannot tell what it takes: then every text is masked.
    return undefined;
  }
}

interface Walked {
  /** Texts that are masked: what a mask has to know. */
  readonly hidden: string[];
  /** Choices and names of options: no secrets. */
  readonly shown: string[];
}

function shapeOf(value: unknown, schema: OptionSchema | undefined, walked: Walked): unknown {
  if (typeof value === "string") {
    if (schema?.enum?.includes(value) === true) {
      walked.shown.push(value);
      return value;
    }
    walked.hidden.push(value.replaceAll(/\$\{env:[^}]+\}/g, ""));
    const kept = onlyMarkers(value);
    return kept === "[masked]" ? "[text]" : kept;
  }
  if (value === null || typeof value === "boolean" || typeof value === "number") return value;
  if (Array.isArray(value)) return value.map((item) => shapeOf(item, schema?.items, walked));
  if (typeof value !== "object") return `[${typeof value}]`;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner], index) => {
      const known = schema?.properties?.[key];
      // A key that no schema knows may be a phone number.
      (known === undefined ? walked.hidden : walked.shown).push(key);
      return [known === undefined ? `[key ${index + 1}]` : key, shapeOf(inner, known, walked)];
    }),
  );
}

/** The plugins with the shape of their options: numbers, switches, choices and markers of `env()` as they are, every other text masked. */
export function configShape(plugins: readonly Plugin[]) {
  const walked: Walked = { hidden: [], shown: [] };
  const shape = plugins.map(({ name, input, definition }) => ({
    name,
    ...(input === undefined ? {} : { options: shapeOf(input, schemaOf(definition.options), walked) }),
  }));
  return { shape, ...walked };
}
