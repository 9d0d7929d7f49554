import type { Rule } from "../rule.ts";

/** Programs that mean something harmless by such a word, or for which it is only a text. */
export const everyday =
  "bash sh zsh dash ksh fish eval source . echo printf say test [ [[ true false : export set unset read local declare typeset let return exit which type whatis man apropos tldr info cd pushd popd ls cat bat head tail less more wc cut sort uniq tr tac rev nl od xxd grep egrep fgrep rg ag ack ugrep fd fzf sed awk gawk mawk jq yq dasel mkdir touch cp ln rmdir stat file tree du df diff cmp basename dirname realpath readlink date sleep seq expr bc logger wall write figlet cowsay open xdg-open code cursor subl vim vi nvim nano emacs ed view idea make gmake just task mage rake nox tox invoke inv fab doit tsc eslint prettier biome oxlint stylelint vitest jest mocha ava tap tape playwright cypress pytest phpunit pest rspec minitest ctest nose2 karma wdio bats hurl node nodejs deno tsx ts-node ruby perl lua php python* pypy* java javac kotlin scala go rustc gcc g++ clang cmake ninja meson bazel gradle gradlew mvn mvnw ant sbt lein ng nest vite webpack rollup esbuild parcel turbo nx lerna rush storybook pip pip3 pipx uv poetry pipenv conda mamba micromamba pdm hatch rye composer bundle gem cargo rustup mix hex dotnet nuget npm npx yarn pnpm bun bunx xcrun xcodebuild pod flutter dart adb emulator avdmanager tmux screen byobu dialog whiptail zenity notify-send espeak gettext tput complete compgen alias unalias bind hash history jobs fc time watch entr git-* psql mysql sqlite3 todo todo.txt nb jrnl buku parallel rush watchexec nodemon concurrently hyperfine expect flock script chokidar wait-on npm-run-all claude codex gemini aider cc";

const what = {
  reason: "It looks as if `{what}` would take something away for good.",
  instead: "Show the owner what would go, and let them decide.",
} as const;

/**
 * Rules for programs that no other rule names: tools of services are many, and say it alike when something goes for good. `known` are the rules that
 * name theirs.
 */
export function strangerRules(known: readonly Rule[]): readonly Rule[] {
  const named = known.flatMap(({ programs = [] }) => programs.filter((name) => name !== "*"));
  const unless = {
    programs: [...new Set([...everyday.split(" "), ..."*.sh *.js *.mjs *.ts *.py *.rb *.pl *.php".split(" "), ...named])],
    flags: ["--help|-h", "--dry-run|--dryrun|-n"],
    words: [
      "* list|ls|get|describe|show|help|search|find|view|log|logs|status *",
      "help|list|ls|search|find|show|describe|install|add|run|create|new|init|generate|test",
    ],
  };
  return [
    {
      id: "services.unknown",
      severity: "risky",
      programs: ["*"],
      words: [
        "destroy|nuke|deprovision|decommission|factory-reset|delete-all|destroy-all|purge-all|wipe-all",
        "* delete|destroy|purge|terminate|deprovision|decommission|nuke",
        "* * delete|destroy|purge|terminate",
        "* delete-*|destroy-*|purge-*|terminate-*",
        "* Delete*|Terminate*|Destroy*|Purge*",
        "*:delete|*:destroy|*:purge|*:wipe|*:terminate",
        "delete|purge|wipe|terminate *",
      ],
      ...what,
      unless,
    },
    {
      id: "services.unknown-forced",
      severity: "risky",
      programs: ["*"],
      words: [
        "delete|remove|purge|uninstall|reset|wipe|rm|del|prune|teardown|rollback|undo|revoke|unregister|drop|erase",
        "* remove|uninstall|reset|wipe|rm|del|prune|teardown|rollback|revoke|unregister|drop|erase",
      ],
      flags: ["-f|--force|-y|--yes|--all|--purge|--no-confirm|--skip-confirm|--auto-approve|--confirm|--assume-yes|--force-delete|--no-prompt|--noinput"],
      ...what,
      unless,
    },
  ];
}
