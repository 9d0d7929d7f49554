import { posix } from "node:path";
import { gravestIn } from "./carried.ts";
import { catastrophicAmong, languageOfText, stepsOfText } from "./judge-text.ts";
import type { Look } from "./look.ts";

/** Files that tools run without being told, by their names. */
const usual: readonly (readonly [tools: RegExp, files: RegExp])[] = [
  [/^(rake|bundle|rails|thor|guard|cap)$/, /^(Rakefile|Gemfile|Guardfile|Capfile|Thorfile|.*\.(rake|gemspec))$/],
  [
    /^(pip[\d.]*|uv|poetry|python[\d.]*|hatch|pdm|tox|nox|invoke|inv|fab|doit|scons|pytest|py\.test|mypy|coverage)$/,
    /^(setup|noxfile|tasks|fabfile|dodo|conftest|SConstruct|build)(\.py)?$/,
  ],
  [
    /^(npx|pnpm|yarn|bunx?|npm|vite|vitest|webpack|rollup|jest|gulp|grunt|eslint|prettier|tailwindcss|postcss|next|nuxt|astro|playwright|cypress|metro|babel|tsup|esbuild|mocha|karma|nest|svelte-kit)$/,
    /(\.config|\.setup|rc)\.[cm]?[jt]s$|^(gulpfile|Gruntfile|karma\.conf|\.pnpmfile)\.[cm]?[jt]s$/,
  ],
  [/^cargo$/, /^(build|main|lib)\.rs$/],
  [/^(gradle|gradlew|mvn|mvnw|sbt|mill|bazel|buck2?)$/, /\.(gradle|kts|sbt|sc|bzl)$/],
  [/^(direnv)$/, /^\.envrc$/],
  [/^(mix|rebar3)$/, /^(mix\.exs|rebar\.config)$/],
  [/^(just)$/, /^\.?justfile$/i],
  [/^(task|go-task)$/, /^Taskfile\.ya?ml$/],
  [/^(vagrant)$/, /^Vagrantfile$/],
];

/** Judges such files where the line wrote them. */
export function judgeUsualFiles({ name, scene, inside }: Look): void {
  for (const [tools, files] of usual) {
    if (!tools.test(name)) continue;
    for (const [path, text] of scene.traces.written) {
      const file = posix.basename(path);
      if (!files.test(file)) continue;
      const language = /^(Rakefile|Gemfile|Guardfile|Capfile|Thorfile|Vagrantfile)$|\.(rake|gemspec)$/.test(file)
        ? "ruby"
        : file === "SConstruct"
          ? "python"
          : languageOfText(path, text);
      inside.push(...catastrophicAmong(stepsOfText(language === undefined ? text.replace(/^[ \t]+[@-]*/gm, "") : text, language, name, scene)));
      if (file === "build.rs" || file === "Taskfile.yml") inside.push(...gravestIn(text, name, scene));
    }
  }
}

/** Files that every `python` runs before anything else. */
export function judgeSiteFiles({ args, scene, inside }: Look): void {
  if (args.some((word) => /^-[a-zA-Z]*[SI]/.test(word))) return;
  for (const [path, text] of scene.traces.written)
    if (/\.pth$|\/(site|user)customize\.py$/.test(path)) inside.push(...stepsOfText(text, "python", "a file that python begins with", scene));
}
