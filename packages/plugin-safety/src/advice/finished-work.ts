import { programOf, type ShellCommand } from "@instar/shell-words";

/** Lines that end a piece of work, by program. Tried at the beginning of the arguments, without options before the first word. */
const ends: Readonly<Record<string, RegExp>> = {
  git: /^(?:commit|push)\b/,
  npm: /^(?:publish|run (?:\S*:)?(?:deploy|release)\b)/,
  pnpm: /^(?:publish|deploy|(?:run )?(?:\S*:)?(?:deploy|release)\b)/,
  yarn: /^(?:publish|npm publish|(?:run )?(?:\S*:)?(?:deploy|release)\b)/,
  bun: /^publish\b/,
  cargo: /^publish\b/,
  poetry: /^publish\b/,
  uv: /^publish\b/,
  twine: /^upload\b/,
  gem: /^push\b/,
  docker: /^(?:push|stack deploy|(?:compose )?restart|compose up)\b/,
  kubectl: /^(?:apply|rollout (?:restart|undo)|set image)\b/,
  helm: /^(?:install|upgrade|rollback)\b/,
  terraform: /^apply\b/,
  pulumi: /^up\b/,
  vercel: /^(?:$|deploy\b|--prod)/,
  netlify: /^deploy\b/,
  fly: /^deploy\b/,
  flyctl: /^deploy\b/,
  firebase: /^deploy\b/,
  wrangler: /^(?:deploy|publish)\b/,
  gcloud: /\bdeploy\b/,
  serverless: /^deploy\b/,
  heroku: /^(?:restart|ps:restart|container:release)\b/,
  systemctl: /^(?:restart|reload|try-restart)\b/,
  service: /^\S+ (?:restart|reload)\b/,
  pm2: /^(?:restart|reload|deploy)\b/,
  supervisorctl: /^(?:restart|reload)\b/,
  gh: /^(?:release create|pr merge)\b/,
  instar: /^(?:restart|reload)\b/,
  make: /^(?:deploy|release|publish)\b/,
};

/** Options of these that stand before the first word, and take a value. */
const valued = new Set(["-C", "-c", "-n", "--namespace", "--context", "--profile", "--project", "-f", "--prefix", "--filter", "--cwd"]);

function withoutOptions(args: readonly string[]): string {
  let at = 0;
  while (args[at]?.startsWith("-")) at += valued.has(args[at] ?? "") ? 2 : 1;
  return args.slice(at).join(" ");
}

/** Whether a line ends a piece of work: a commit, a push, something published, deployed or started anew. What is only tried out does not. */
export function finishesWork(commands: readonly ShellCommand[]): boolean {
  return commands.some(({ words }) => {
    const program = programOf(words);
    if (program === undefined) return false;
    const { name, args } = program;
    if (args.some((word) => word === "--dry-run" || word === "--help" || word.startsWith("--dry-run="))) return false;
    if (Object.hasOwn(ends, name)) return ends[name]?.test(withoutOptions(args)) ?? false;
    const script = /^(?:ba|z|da)?sh$/.test(name)
      ? (args
          .find((word) => !word.startsWith("-"))
          ?.split("/")
          .at(-1) ?? "")
      : name;
    return /^(?:deploy|release|publish|restart)(?:[-_][\w-]+)?(?:\.\w+)?$/.test(script);
  });
}
