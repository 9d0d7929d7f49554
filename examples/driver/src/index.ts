import { definePlugin } from "@instar/kernel";
import { SessionDrivers } from "@instar/kernel/contracts";
import { z } from "zod";
import { createLocalDriver } from "./local-driver.ts";

const options = z.strictObject({
  model: z.string().min(1).describe("the model's name, as its server knows it"),
  server: z.url().default("http://127.0.0.1:11434/v1").describe("where chat completions are; the default is Ollama's"),
  preference: z.int().min(1).default(10).describe("drivers with a higher one are preferred where nobody names one"),
});

/** An agent on a model of your own machine: it talks and remembers, and has no tools. */
export default definePlugin({
  api: 1,
  name: "local-model",
  options,
  setup: ({ options, contribute }) => void contribute(SessionDrivers, createLocalDriver(options)),
});
