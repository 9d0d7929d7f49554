import { mayBeSecret } from "./secret-patterns.ts";

const names = (text: string): ReadonlySet<string> => new Set(text.split(" "));

/** Folders that the machine lives on, and folders in them that it cannot do without. */
export const systemFolders = names(
  [
    "/bin /sbin /lib /lib32 /lib64 /libx32 /etc /usr /var /boot /opt /home /root /dev /proc /sys /srv /run /mnt /media /snap /nix /System /Library /Applications /Users /Volumes /private",
    "/usr/bin /usr/sbin /usr/lib /usr/lib32 /usr/lib64 /usr/libexec /usr/share /usr/local /usr/local/bin /usr/local/lib /usr/include /usr/src /var/lib /var/log /var/spool /var/mail /var/db",
    "/var/lib/docker /var/lib/postgresql /var/lib/mysql /etc/ssh /etc/ssl /etc/pam.d /etc/systemd /etc/sudoers.d /etc/network /lost+found /private/etc /private/var /mnt/c /mnt/c/Windows /mnt/c/Users /c",
  ].join(" "),
);

/** Folders in which nothing at all is the agent's. */
export const sealedFolders: readonly string[] = ["/bin", "/sbin", "/lib", "/lib64", "/boot", "/proc", "/sys", "/usr/bin", "/usr/sbin", "/System"];

/** Folders whose content is risky to touch, one by one. */
export const systemParts: readonly string[] = ["/etc", "/usr", "/var", "/dev", "/opt", "/srv", "/root", "/run", "/Library", "/Applications"];

/** Files that the machine cannot do without. */
export const systemFiles = names(
  "/etc/passwd /etc/shadow /etc/group /etc/gshadow /etc/sudoers /etc/fstab /etc/hosts /etc/resolv.conf /etc/crypttab /etc/ld.so.preload /etc/profile /etc/inittab /etc/machine-id /vmlinuz /initrd.img",
);

const neededPrograms = names(
  "sh bash dash zsh ls cp mv rm cat ln mkdir chmod chown env sudo su login passwd mount umount ps kill grep sed awk tar gzip find xargs ssh sshd scp git curl wget apt apt-get dpkg rpm dnf yum pacman apk systemctl init systemd ip ping python3 perl node ld gcc cc make id whoami test true false echo date sleep head tail sort vi vim nano",
);

/** Libraries that programs are loaded with. */
export const isLibrary = (path: string): boolean =>
  /^\/(?:usr\/)?lib(?:32|64|x32|exec)?\/(?:[\w.+-]{1,80}\/){0,4}[\w.+-]{1,80}\.so(?:\.\d{1,6}){0,4}$/.test(path);
const neededLibrary =
  /\/(?:lib(?:c|m|dl|rt|pthread|stdc\+\+|gcc_s|crypt|crypto|ssl|pam|nss_\w+|resolv|util|z|selinux|systemd|udev|tinfo|readline|ncursesw?|apt-pkg|rpm)|ld-[\w.-]+|pam_\w+)(?:-[\d.]+)?\.so(?:\.\d+)*$/;

/** Whether that is a file which every machine has, and cannot be without. */
export const isNeeded = (path: string): boolean => {
  const [, name = ""] = /^(?:\/usr)?\/s?bin\/([\w.-]{1,40})$/.exec(path) ?? [];
  return systemFiles.has(path) || neededPrograms.has(name) || (isLibrary(path) && neededLibrary.test(path));
};

/** What proves who somebody is, by its place in the home folder. */
export const keyFolders: readonly string[] =
  ".ssh .gnupg .aws .kube .azure .password-store .pki .docker .oci .age .sops .config/gcloud .config/gh .config/op .local/share/keyrings Library/Keychains .mozilla .thunderbird .electrum .bitcoin .ethereum".split(
    " ",
  );

/** What somebody has gathered over years, by its place in the home folder. */
export const homeCollections = names(
  "Documents Desktop Pictures Photos Music Movies Videos Library Dropbox OneDrive GoogleDrive Nextcloud Sync projects Projects work Work code Code dev Dev src git repos workspace Workspace Developer Sites .config .local .local/share",
);

/** The same elsewhere on a machine. */
export const isCollection = (path: string): boolean =>
  /^\/(?:(?:mnt|Volumes|media|etc)\/[^/]{1,200}|(?:run\/)?media\/[^/]{1,200}\/[^/]{1,200}|data|backups?|var\/(?:backups|www)|var\/lib\/(?:postgresql|mysql|mariadb|mongodb|redis|elasticsearch|opensearch|influxdb|clickhouse|cassandra|neo4j|rabbitmq|kafka|etcd|docker|libvirt|gitea|gitlab|grafana|prometheus)(?:\/[^/]{1,200}){0,3})$/.test(
    path,
  );

/** Files in those folders that can be made again. */
export const remadeFiles = names("known_hosts known_hosts.old config environment config.json cache");

/** What runs or holds by itself when somebody logs in, or an agent starts; in the home folder. */
export const startFiles: readonly string[] =
  ".bashrc .bash_profile .bash_login .bash_logout .bash_aliases .profile .zshrc .zprofile .zshenv .zlogin .zlogout .kshrc .cshrc .tcshrc .inputrc .xinitrc .xsession .xprofile .pam_environment .gitconfig .vimrc .config/git/config .config/fish .config/autostart .config/systemd .config/environment.d .local/share/systemd Library/LaunchAgents .ssh/authorized_keys .ssh/authorized_keys2 .ssh/rc .ssh/config .config/pip .pip .config/uv .cargo/config.toml .cargo/config .yarnrc .yarnrc.yml .gemrc .condarc .bunfig.toml .m2/settings.xml .gradle/init.gradle .gradle/init.d .config/direnv .config/pnpm .claude/settings.json .claude/settings.local.json .claude/hooks .claude.json .config/nvim/init.lua .npmrc".split(
    " ",
  );

/** What a build, a test run or a package manager makes again. */
const artefacts = names(
  "node_modules bower_components logs log dist build out target coverage .next .nuxt .output .svelte-kit .astro .angular .vite .cache .turbo .parcel-cache .rpt2_cache .nyc_output .venv venv __pycache__ .pytest_cache .mypy_cache .ruff_cache .tox .nox .eggs htmlcov tmp temp .tmp .temp .gradle .dart_tool .expo .docusaurus .serverless .aws-sam .webpack storybook-static playwright-report test-results lib-cov .eslintcache .stylelintcache .sass-cache .jest .nx .rollup.cache DerivedData .build _build cmake-build-debug cmake-build-release obj .stack-work dist-newstyle .hypothesis .ipynb_checkpoints .coverage .wireit .wrangler .swc .moon .terragrunt-cache .bundle-cache bazel-out builddir .zig-cache zig-cache zig-out .bloop .metals .bsp elm-stuff .terraform .parcel .yarn-cache .pnpm-store .pub-cache .dub .nimcache nimcache .lake .cabal-sandbox dist-ssr dist-electron .vercel .netlify .sst .amplify .vinxi .tanstack .wxt .plasmo .react-router .contentlayer .velite .million .vitepress-cache .tsup .esbuild .rspack-cache .rsbuild .farm .bun-cache .jekyll-cache .ccls-cache .clangd CMakeFiles _deps __pypackages__ .pixi .pdm-build .pyre .pytype .cache-loader .phpunit.cache .phpstan .psalm .php-cs-fixer.cache .rubocop_cache .scannerwork .sonar .cargo-target .ocamlformat-cache _opam .shadow-cljs .cpcache .ensime_cache .idea_modules blib pm_to_blib .deps .libs autom4te.cache .vs TestResults BenchmarkDotNet.Artifacts .swiftpm Carthage .kotlin .cxx .externalNativeBuild test-output allure-results mochawesome-report jest-html-reporters cypress-cache .nyc .c8 .monocart .lighthouseci .ladle .histoire .yalc .verdaccio .cdk.out cdk.out .chalice .pytest-cache .benchmarks .asv .dvc-cache .luacheckcache .testmondata lua_modules .luarocks .build-cache .ninja_cache .mesonpy .scons_cache .waf .docz .gatsby .umi .ice .quasar .capacitor-cache .svelte-check .sveltekit .eleventy-cache",
);

/** Whether a folder of that name is made again by whoever made it. */
export const isArtefact = (name: string): boolean =>
  artefacts.has(name) ||
  /^(dist|build|builddir|out|coverage|cmake-build|target|venv|\.venv)[-_.][\w.-]{1,40}$/.test(name) ||
  /\.(egg-info|tsbuildinfo|dSYM)$/.test(name) ||
  /^bazel-\w+$/.test(name);

const generated = names(
  "lib libs es esm cjs umd mjs types typings bundle bundles gen generated prebuilds compiled output release releases artifacts pkg wasm site _site public www api-docs apidocs typedoc reports allure-results libcjs libesm es5 es6 es2015 es2020 lib-esm dist-types npm-dir packed .browser .playwright cov",
);

/** Whether a folder of that name is often made by a build: where there is none, nothing can be lost. */
export const isGenerated = (name: string): boolean => generated.has(name);

const mainFolders = names(
  [
    "src source sources app apps lib libs packages package services service server servers client clients frontend backend front back web www website api apis core common shared modules module",
    "components pages views models controllers routes middleware config conf configs configuration settings scripts script tools tool test tests spec specs __tests__ e2e integration unit docs doc",
    "documentation examples example samples demo demos migrations db database databases prisma sql data dataset datasets assets static public resources res templates infra infrastructure terraform",
    "deploy deployment deployments k8s kubernetes helm charts ansible docker ops cmd internal pkg include crates sdk sdks plugins plugin extensions features domain utils helpers locales locale i18n",
    "lang translations fixtures content posts blog notebooks weights checkpoints android ios macos windows linux .github .gitlab .circleci .husky .vscode .idea .claude .storybook .changeset hooks",
    "vendor third_party patches types proto protos graphql schemas schema functions lambda lambdas workflows jobs tasks stores store styles css js ts python rust go java uploads upload media images",
    "img photos videos audio fonts icons backups backup secrets certs keys legacy old archive archives project projects workspace work notes papers book chapters thesis research experiments results",
    "shop cart checkout users user admin auth orders billing payments customers invoices products inventory main engine game mobile desktop cli gateway worker workers queue events snapshots",
  ].join(" "),
);

/** Whether a folder of that name is usually somebody's work, so that it counts even where none is seen. */
export const isMainFolder = (name: string): boolean => mainFolders.has(name);

const publicEnds = /\.(pub|example|sample|template|dist|tmpl|defaults?|md|d\.ts)$/i;

/** Whether a file of that name holds secrets, seen alone or with its path. */
export function isSecret(path: string): boolean {
  if (/[\uE000\uE001]/.test(path) && mayBeSecret(path)) return true;
  const name = path.slice(path.lastIndexOf("/") + 1).replace(/[\uE000\uE001]/g, "");
  if (publicEnds.test(name) || /(^|[-_.])(example|sample|template|public|pub|cert|certs|certificate|csr|ca|chain|fullchain|test)([-_.]|$)/i.test(name))
    return false;
  if (/^\.env(\.[\w.-]*)?$|^\.envrc$|\.env$/.test(name)) return true;
  if (/^id_(rsa|dsa|ecdsa|ed25519)(_sk)?$|\.(pem|key|p12|pfx|jks|keystore|kdbx|ppk|asc|gpg)$/i.test(name)) return true;
  if (
    /^(\.netrc|_netrc|\.git-credentials|\.pgpass|\.my\.cnf|\.vault-token|\.npmrc|\.pypirc|credentials(\.json|\.toml)?|secrets?\.(json|ya?ml|toml|env)|service-account[\w-]*\.json|master\.key|\.htpasswd|shadow|gshadow)$/.test(
      name,
    )
  )
    return true;
  return /\/\.aws\/credentials|\/\.ssh\/[^/]*(key|_rsa|_ed25519)$|\/\.kube\/config$|\/\.docker\/config\.json$|\/\.config\/gh\/hosts\.yml$|\/\.gnupg\/(private|secring)|\/proc\/(self|\d+)\/environ$|\/\.claude\/\.credentials\.json$/.test(
    path,
  );
}
