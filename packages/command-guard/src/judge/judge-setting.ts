import { unknown } from "@instar/shell-words";
import { codeOfDataUrl } from "../code/data-url.ts";
import type { Step } from "../contract.ts";
import { isOff } from "../git-settings.ts";
import { innerScene, type Scene } from "../scene.ts";
import { found } from "../steps.ts";
import { judgeLine } from "./judge-line.ts";
import { catastrophicAmong, languageOfText, stepsOfText } from "./judge-text.ts";
import { lineOfSetting } from "./line-of-setting.ts";
import { wholePath } from "./traces.ts";

/** Variables that name files which programs run before anything else, with the language of those. */
const startFiles: Readonly<Record<string, string>> = {
  BASH_ENV: "sh",
  ENV: "sh",
  NODE_OPTIONS: "node",
  PERL5OPT: "perl",
  PYTHONSTARTUP: "python",
  RUBYOPT: "ruby",
};
/** Variables that name folders in which programs find parts of themselves. */
const folders =
  /^(PYTHONPATH|PYTHONHOME|PYTHONUSERBASE|NODE_PATH|PERL5LIB|PERLLIB|RUBYLIB|LUA_PATH|CLASSPATH|GIT_EXEC_PATH|GIT_TEMPLATE_DIR|ZDOTDIR|XDG_CONFIG_HOME|HOME|LD_LIBRARY_PATH|GEM_HOME|R_LIBS|JULIA_LOAD_PATH)$/;

/** Variables whose values programs run. `input`: what stands in a `<(…)` of the command. */
export function judgeSetting(name: string, value: string, scene: Scene, input: string | undefined): readonly Step[] {
  const made = judgeFilesNamed(name, value, scene, input);
  if (made.length > 0) return made;
  if (/^(LD_PRELOAD|DYLD_INSERT_LIBRARIES|LD_AUDIT)$/.test(name) && value !== "")
    return [found(scene, "environment.preload", name, `${name}=${value}`, undefined)];
  const line = lineOfSetting(name, value);
  if (line !== undefined) return judgeLine(line, innerScene(scene), `${name}=`);
  if (name === "BASH_ENV" || (name === "ENV" && /\.sh$|^\/dev\//.test(value)) || /^(PERL5OPT|RUBYOPT)$/.test(name))
    return /[./]/.test(value) ? [found(scene, "environment.preload", name, `${name}=${value}`, undefined)] : [];
  if (name === "GIT_SSL_NO_VERIFY" && !isOff(value)) return [found(scene, "git.unverified", name, `${name}=${value}`, undefined)];
  const code =
    name === "NODE_OPTIONS"
      ? codeOfDataUrl(
          value
            .slice(Math.max(0, value.indexOf("data:")))
            .replace(/"$/, "")
            .replace(/\\(["\\])/g, "$1"),
        )
      : undefined;
  if (code !== undefined) return stepsOfText(code, "node", `${name}=`, scene);
  return [];
}

function judgeFilesNamed(name: string, value: string, scene: Scene, input: string | undefined): readonly Step[] {
  const { written } = scene.traces;
  const via = `${name}=`;
  const language = Object.hasOwn(startFiles, name) ? startFiles[name] : undefined;
  if (language === "sh" && value === unknown && input !== undefined) return judgeLine(input, innerScene(scene), via);
  if (written.size === 0) return [];
  const here = scene.folders[0] ?? "/";
  if (language !== undefined)
    return value.split(/[\s=]+/).flatMap((word) => {
      const path = wholePath(here, word.replace(/^-[rIM]/, ""));
      const text = word === "" ? undefined : (written.get(path) ?? written.get(`${path}.js`) ?? written.get(`${path}.rb`));
      return text === undefined ? [] : stepsOfText(text, language === "sh" ? undefined : language, via, scene);
    });
  if (!folders.test(name)) return [];
  const places = value.split(/[:;]/).filter((part) => part !== "" && !part.includes(unknown));
  return [...written].flatMap(([path, text]) => {
    if (!places.some((place) => path.startsWith(`${wholePath(here, place).replace(/\/$/, "")}/`))) return [];
    const steps = stepsOfText(text, languageOfText(path, text), via, scene);
    return /\/((site|user)customize\.py|\.(bash|zsh)\w*|\.profile)$/.test(path) ? steps : catastrophicAmong(steps);
  });
}

/** Settings of git in the environment: `GIT_CONFIG_KEY_0`, `GIT_CONFIG_VALUE_0`, `GIT_CONFIG_PARAMETERS`. */
export function judgeGitSettings(settings: Readonly<Record<string, string>>, scene: Scene): readonly Step[] {
  const given: (readonly [string, string])[] = [];
  for (const [name, value] of Object.entries(settings)) {
    const [, number] = /^GIT_CONFIG_VALUE_(\d+)$/.exec(name) ?? [];
    if (number !== undefined) given.push([settings[`GIT_CONFIG_KEY_${number}`] ?? "alias.it", value]);
    if (name === "GIT_CONFIG_PARAMETERS")
      for (const [, key = "", text = ""] of value.matchAll(/'([\w.-]+)(?:'='|=)((?:[^']|'\\'')*)'/g)) given.push([key, text]);
  }
  return given.flatMap(([key, value]) => judgeLine(`git -c '${`${key}=${value}`.replaceAll("'", "'\\''")}' version`, innerScene(scene), "the environment"));
}
