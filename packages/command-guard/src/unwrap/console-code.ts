import { readInvocation, valuesOf } from "../invocation.ts";

interface Code {
  readonly language: string;
  readonly code: string;
}

const written = (language: string, codes: readonly (string | undefined)[]): readonly Code[] =>
  codes.flatMap((code) => (code === undefined || code.trim() === "" ? [] : [{ language, code }]));

const consoles = /^(rails|artisan|wp|drush|manage\.py|django-admin|flask|mix|iex|elixir)$/;

/** The code that the console of a framework is given: `rails runner`, `artisan tinker`, `manage.py shell`. */
export function consoleCodeOf(name: string, args: readonly string[], input: string | undefined): readonly Code[] {
  if (!consoles.test(name)) return [];
  const call = readInvocation(name, args);
  const [verb = "", ...words] = call.plain;
  switch (name) {
    case "rails":
      if (/^(r|runner)$/.test(verb))
        return written("ruby", [words[0] === "-" || words[0] === "/dev/stdin" ? input : /\.rb$/.test(words[0] ?? "") ? undefined : words[0]]);
      return /^(c|console)$/.test(verb) ? written("ruby", [input]) : [];
    case "artisan":
      return verb === "tinker" ? written("php", [...valuesOf(call, "--execute"), input]) : [];
    case "wp":
      return verb === "eval" ? written("php", [words[0]]) : [];
    case "drush":
      return /^(ev|eval|php:eval|php-eval)$/.test(verb) ? written("php", [words[0]]) : [];
    case "manage.py":
    case "django-admin":
    case "flask":
      return /^(shell|shell_plus)$/.test(verb) ? written("python", [...valuesOf(call, "-c|--command"), input]) : [];
    case "mix":
    case "iex":
    case "elixir":
      return written("elixir", [...valuesOf(call, "-e|--eval"), ...(name === "iex" ? [input] : [])]);
    default:
      return [];
  }
}
