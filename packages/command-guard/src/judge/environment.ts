import { type ShellCommand, unknown } from "@instar/shell-words";
import { programName } from "../program-name.ts";
import type { Scene } from "../scene.ts";
import { isTestName } from "./test-names.ts";

/** What a command is given as its environment, as far as the line and what is known of the machine tell. */
export const environmentOf = (scene: Scene, { settings }: Pick<ShellCommand, "settings">): Readonly<Record<string, string>> => ({
  ...scene.traces.environment,
  ...scene.variables,
  ...settings,
});

/** They decide which database is meant, and files of settings set them. */
const deciding = ["DATABASE_URL", "PGHOST", "MYSQL_HOST", "DB_HOST", "MONGODB_URI"];
const isSettingFile = (file: string) => /(?:^|\/)\.?env(?:\.[\w.-]{1,60})?$|\.env(?:\.[\w.-]{1,60})?$/.test(file) && !isTestName(file.replace(/^.*\//, ""));
const most = 200;

/** The environment for the rest of a line when a command has set some of it. */
export function withEnvironment(known: Readonly<Record<string, string>>, { words, settings }: ShellCommand): Readonly<Record<string, string>> {
  const name = programName(words);
  const isReading = /^(?:source|\.)$/.test(name) && isSettingFile(words[1] ?? "");
  if (isReading) return { ...known, ...Object.fromEntries(deciding.map((variable) => [variable, unknown])) };
  const isSetting = words.length === 0 || /^(?:export|declare|typeset)$/.test(name);
  if (!isSetting || Object.keys(settings).length === 0 || Object.keys(known).length > most) return known;
  return { ...known, ...settings };
}
