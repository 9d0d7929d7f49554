import { readdir, readFile } from "node:fs/promises";
import type { JobDefaults } from "./definition-from-fields.ts";
import { readJobFile } from "./read-job-file.ts";

/** A job that comes along: off until somebody chooses it. */
export interface DefaultJob {
  readonly name: string;
  readonly description: string;
  /** The file. */
  readonly text: string;
}

/** `npm run build` puts them there, from templates/jobs. */
const folder = new URL("../../dist/jobs/", import.meta.url);

export async function readDefaultJobs(defaults: JobDefaults): Promise<readonly DefaultJob[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".md")).sort();
  return await Promise.all(
    names.map(async (name): Promise<DefaultJob> => {
      const text = await readFile(new URL(name, folder), "utf8");
      const { definition } = await readJobFile(text, name, defaults);
      return { name: name.slice(0, -".md".length), description: definition?.description ?? "", text };
    }),
  );
}
