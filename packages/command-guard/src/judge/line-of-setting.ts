/** Variables whose value is a line of shell. */
const lines =
  /^(GIT_(SSH_COMMAND|PAGER|EDITOR|EXTERNAL_DIFF|SEQUENCE_EDITOR|ASKPASS|PROXY_COMMAND|SSH)|PAGER|MANPAGER|EDITOR|VISUAL|PROMPT_COMMAND|LESSOPEN|LESSCLOSE|BROWSER|SUDO_EDITOR|SUDO_ASKPASS|SSH_ASKPASS|GH_EDITOR|GH_PAGER|RSYNC_RSH|FZF_DEFAULT_COMMAND|SYSTEMD_PAGER|AWS_PAGER|BAT_PAGER|DELTA_PAGER|CVS_RSH|SVN_SSH|HGEDITOR|FCEDIT|SUDO_PROMPT_COMMAND|MAILER|TERMINAL|npm_config_(script_shell|editor|git|viewer)|NPM_CONFIG_(SCRIPT_SHELL|EDITOR|GIT)|CC|CXX|CPP|LD|AR|RUSTC|RUSTC_WRAPPER|RUSTC_WORKSPACE_WRAPPER|CARGO_BUILD_RUSTC(?:_WRAPPER|_WORKSPACE_WRAPPER)?|CCACHE_PREFIX|DISTCC_FALLBACK_COMMAND|YARN_SCRIPT_SHELL|CARGO_TARGET_\w{1,60}_(RUNNER|LINKER)|KUBE_EDITOR|KUBECTL_EXTERNAL_DIFF|PSQL_(PAGER|EDITOR)|MYSQL_PAGER|LESSEDIT|MANROFFSEQ|PYTHONBREAKPOINT_COMMAND|RSYNC_CONNECT_PROG|BASH_FUNC_.*)$/;
/** The line of shell that programs run because a variable holds it, or the one that would say the same as its options; undefined where they run nothing. */
export function lineOfSetting(name: string, value: string): string | undefined {
  // A shell expands these before it reads the file that they name, or prints them.
  if (/^(BASH_ENV|ENV|PS[0-4])$/.test(name) && /\$\(|`/.test(value)) return `: "${value.replace(/"/g, '\\"')}"`;
  return optionLine(name, value) ?? (lines.test(name) ? value.replace(/^\|/, "") : undefined);
}

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** Options and code that programs take from a variable, as the line that would say the same. */
function optionLine(name: string, value: string): string | undefined {
  if (/^LUA_INIT(?:_5_\d)?$/.test(name) && !value.startsWith("@")) return `lua -e ${quoted(value)}`;
  if (/^CMAKE_\w{1,40}_(?:LAUNCHER|COMPILER)$/.test(name)) return value.split(";").map(quoted).join(" ");
  switch (name) {
    case "TAR_OPTIONS":
      return `tar ${value}`;
    case "MAKEFLAGS":
    case "GNUMAKEFLAGS":
    case "MFLAGS": {
      const at = value.search(/--eval\b|-E\b|SHELL=/);
      return at === -1 ? undefined : `make ${quoted(value.slice(at).replace(/^(--eval|-E)\s+/, "--eval="))}`;
    }
    case "FZF_DEFAULT_OPTS":
      return `fzf ${value}`;
    case "ERL_AFLAGS":
    case "ERL_FLAGS":
    case "ERL_ZFLAGS":
    case "ELIXIR_ERL_OPTIONS":
      return `erl ${value}`;
    case "PERL5DB":
      return `perl -e ${quoted(value)}`;
    case "RUBYOPT":
    case "PERL5OPT":
      return /^-?e|\s-e/.test(value)
        ? `${name === "RUBYOPT" ? "ruby" : "perl"} ${value}`
        : /^-?M[\w:]+(=|\s)?[^\s]*[;({]/.test(value)
          ? `perl -e ${quoted(value.replace(/^-?M[\w:]*/, ""))}`
          : undefined;
    case "VIMINIT":
    case "EXINIT":
    case "GVIMINIT":
      return `vim ${value
        .split(/\||\n/)
        .map((one) => `-c ${quoted(one)}`)
        .join(" ")}`;
    case "JAVA_TOOL_OPTIONS":
    case "_JAVA_OPTIONS":
    case "JDK_JAVA_OPTIONS":
    case "MAVEN_OPTS":
    case "GRADLE_OPTS":
    case "JAVA_OPTS": {
      const [, one, other, third] = /-XX:On(?:Error|OutOfMemoryError)=(?:"([^"]+)"|'([^']+)'|(.+))/.exec(value) ?? [];
      return one ?? other ?? third;
    }
    case "GOFLAGS": {
      const [, one, other] = /['"]-(?:toolexec|exec)=([^'"]+)['"]|-(?:toolexec|exec)=["']?([^'"]+)/.exec(value) ?? [];
      return one ?? other;
    }
    default:
      return undefined;
  }
}
