import { programName } from "../program-name.ts";

/** The tool that a language or a package manager runs by its name, as words: `python manage.py flush`, `yarn prisma …`. */
export function namedTool(name: string, args: readonly string[]): readonly string[] | undefined {
  if (name === "cmake" && args[0] === "-E") return toolOfCmake(args.slice(1));
  if (/^(python|pypy|php|ruby|node|perl)[\d.]*$/.test(name)) return scriptOf(args);
  if (name === "java") return archiveOf(args);
  if (name === "heroku" && args[0] === "pg:psql") return ["psql", ...args.slice(1)];
  if (name === "sail" || (/^(rw|redwood|blitz|keystone)$/.test(name) && args[0] === "prisma")) return args;
  return /^(npm|yarn|pnpm|bun)$/.test(name) ? binOf(args) : undefined;
}

const bySubject =
  /^(git|docker|podman|kubectl|helm|gh|glab|npm|pnpm|yarn|cargo|terraform|tofu|packer|vault|nomad|consul|pulumi|gcloud|az|aws|prisma|systemctl|heroku|vercel|firebase|fly|flyctl|gem|twine|apt|apt-get|brew|dotnet|redis-cli|docker-compose)$/;

/** Whether it only asks a program what it can do. */
export function isQuestion(name: string, args: readonly string[]): boolean {
  if (args.length === 1 && /^(--help|--version|-V|-h)$/.test(args[0] ?? "")) return args[0] !== "-h" || !/^(halt|poweroff|shutdown)$/.test(name);
  if (/^(r?ba|z|da|k|a|fi)?sh$/.test(name) && checksOnly(args)) return true;
  if (!bySubject.test(name)) return false;
  const at = args.findIndex((word) => word === "--help" || (word === "-help" && /^(terraform|tofu|packer|vault|nomad|consul)$/.test(name)));
  return at !== -1 && !args.slice(0, at).includes("--");
}

/** `bash -n`: a shell that reads, and runs nothing. */
function checksOnly(args: readonly string[]): boolean {
  const first = args.findIndex((word) => !/^[-+]/.test(word));
  return args.slice(0, first === -1 ? undefined : first).some((word) => /^-[a-zA-Z]*n[a-zA-Z]*$/.test(word) || word === "--no-execute");
}

const toolsOfCmake: Readonly<Record<string, readonly string[]>> = {
  chdir: ["env", "-C"],
  copy: ["cp"],
  copy_directory: ["cp", "-r"],
  create_symlink: ["ln", "-s"],
  env: ["env"],
  remove: ["rm"],
  remove_directory: ["rm", "-rf"],
  rename: ["mv"],
  rm: ["rm"],
  time: ["time"],
};

/** What `cmake -E` does as the program that does the same. */
function toolOfCmake([tool = "", ...args]: readonly string[]): readonly string[] | undefined {
  const same = Object.hasOwn(toolsOfCmake, tool) ? toolsOfCmake[tool] : undefined;
  return same === undefined ? undefined : [...same, ...args];
}

/** A tool of a language by its name: `python -m twine`, `python manage.py`, `php artisan`. */
function scriptOf(args: readonly string[]): readonly string[] | undefined {
  if (args[0] === "-m") return args.length > 1 ? args.slice(1) : undefined;
  const name = programName(args);
  return /^(manage\.py|artisan|rake|rails|console|ace|git-filter-repo|doctrine|yii|spark|cake|wp|drush|craft)$/.test(name)
    ? [name, ...args.slice(1)]
    : undefined;
}

/** A tool in an archive by its name, without its version: `java -jar ~/tools/bfg-1.14.0.jar`. */
function archiveOf(args: readonly string[]): readonly string[] | undefined {
  const at = args.indexOf("-jar") + 1;
  const [, name] = /^([a-z][a-z-]{1,40}?)(?:[-_][\d.]+[\w.-]*)?\.jar$/i.exec(programName(args.slice(at))) ?? [];
  return at === 0 || name === undefined ? undefined : [name, ...args.slice(at + 1)];
}

/** A tool of the project by its name, as package managers run it: `yarn prisma …`. */
function binOf(args: readonly string[]): readonly string[] | undefined {
  const at = args.findIndex((word) => !word.startsWith("-"));
  const from = args[at] === "run" ? at + 1 : at;
  return /^(prisma|rimraf|del-cli|shx|knex|sequelize(-cli)?|typeorm|drizzle-kit|vercel|firebase|wrangler|supabase|lerna|netlify|cdk|sst|serverless|sls|semantic-release|np|release-it)$/.test(
    args[from] ?? "",
  )
    ? args.slice(from).filter((word) => word !== "--")
    : undefined;
}
