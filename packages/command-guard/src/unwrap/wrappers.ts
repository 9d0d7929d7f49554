/** A program that runs the program whose name stands among its words. */
export interface Wrapper {
  /** Options whose value is the next word. */
  readonly valued?: readonly string[];
  /** How many plain words come before the program: how long, where, at what priority. */
  readonly skip?: number;
  /** `NAME=value` may come before the program. */
  readonly settings?: boolean;
  /** What it runs has all rights of the machine. */
  readonly root?: boolean;
  /** What it runs runs on another machine, or in a container. */
  readonly remote?: boolean;
  /** It runs a program only behind these words: `poetry run`. One of them. */
  readonly behind?: readonly string[];
  /** It runs a program only with one of these. */
  readonly needs?: readonly string[];
  /** With one of these it runs nothing. */
  readonly idle?: readonly string[];
}

const list = (text: string): readonly string[] => text.split(" ");
const container = list(
  "-e --env -u --user -w --workdir -v --volume --mount --name -p --publish --network --net --entrypoint --env-file -h --hostname -l --label --memory -m --cpus --platform --cap-add --device --add-host --restart --runtime --ulimit --tmpfs --shm-size --security-opt --detach-keys --index --log-driver --log-opt --gpus --ipc --pid --pull --cidfile --dns --volumes-from --user",
);

/** By name; for two words such as `docker run`, both. */
export const wrappers: Readonly<Record<string, Wrapper>> = {
  "aws-vault exec": { skip: 1 },
  bsdbusybox: {},
  builtin: {},
  bunx: {},
  "bun x": {},
  "bundle exec": {},
  busybox: { idle: ["--list", "--help"] },
  bwrap: {
    valued: list("--dir --proc --dev --tmpfs --chdir --hostname --uid --gid --setenv --unsetenv --lock-file --exec-label --file --perms"),
  },
  caffeinate: { valued: list("-t -w") },
  catchsegv: {},
  chpst: { valued: list("-u -U -b -/ -n") },
  chronic: {},
  chroot: { skip: 1, root: true },
  chrt: { valued: list("-T -P -D"), skip: 1 },
  command: { idle: list("-v -V") },
  "conda run": { valued: list("-n --name -p --prefix --cwd") },
  coproc: {},
  "corepack exec": {},
  cpulimit: { valued: list("-l -p -e") },
  "cross-env": { settings: true },
  "cross-env-shell": { settings: true },
  daemonize: { valued: list("-c -e -o -p -l -u -E") },
  "dbus-run-session": {},
  "direnv exec": { skip: 1 },
  doas: { valued: list("-u -C"), root: true },
  "docker compose exec": { valued: container, skip: 1, remote: true },
  "docker compose run": { valued: container, skip: 1, remote: true },
  "docker container exec": { valued: container, skip: 1, remote: true },
  "docker container run": { valued: container, skip: 1, remote: true },
  "docker exec": { valued: container, skip: 1, remote: true },
  "docker run": { valued: container, skip: 1, remote: true },
  "docker-compose exec": { valued: container, skip: 1, remote: true },
  "docker-compose run": { valued: container, skip: 1, remote: true },
  "doppler run": { valued: list("-p --project -c --config") },
  dotenv: { valued: list("-e -v -f") },
  dotenvx: { behind: ["run"], valued: list("-f --env-file") },
  entr: {},
  env: { valued: list("-u --unset -C --chdir -P"), settings: true },
  exec: { valued: ["-a"] },
  faketime: { skip: 1 },
  fakechroot: {},
  fakeroot: {},
  firejail: {},
  flock: { idle: ["-u", "--unlock"], valued: list("-w -E --timeout --wait --conflict-exit-code"), skip: 1 },
  gatekeeper: {},
  gosu: { skip: 1 },
  gtimeout: { valued: list("-k --kill-after -s --signal"), skip: 1 },
  "hatch run": {},
  ionice: { valued: list("-c -n -p --class --classdata") },
  "kubectl debug": { valued: list("-n --namespace -c --container --context --kubeconfig --cluster --image --target --profile"), skip: 1, remote: true },
  "kubectl exec": { valued: list("-n --namespace -c --container --context --kubeconfig --cluster"), skip: 1, remote: true },
  "ld-linux-aarch64.so.1": { valued: list("--library-path --preload --argv0 --audit") },
  "ld-linux-x86-64.so.2": { valued: list("--library-path --preload --argv0 --audit") },
  "ld-linux.so.2": { valued: list("--library-path --preload --argv0 --audit") },
  "ld-musl-x86_64.so.1": { valued: list("--library-path --preload --argv0") },
  "lerna exec": { valued: list("--scope --ignore --concurrency --since") },
  lima: { remote: true },
  linux32: {},
  linux64: {},
  "lxc exec": { skip: 1, remote: true },
  ltrace: { valued: list("-e -o -p -s -n -u") },
  "machinectl shell": { skip: 1, remote: true },
  "mise exec": {},
  "mise x": {},
  moreutils: {},
  nice: { valued: list("-n --adjustment") },
  nohup: {},
  "npm exec": { valued: list("-p --package -w --workspace") },
  "npm x": { valued: list("-p --package -w --workspace") },
  npx: { valued: list("-p --package -w --workspace --cache") },
  nsenter: { valued: list("-t -S -G --target"), root: true },
  "op run": { valued: ["--env-file"] },
  "nx exec": {},
  "oc exec": { valued: list("-n --namespace -c --container"), skip: 1, remote: true },
  "oc rsh": { valued: list("-n --namespace -c --container"), skip: 1, remote: true },
  clush: { valued: list("-w -g -x -l -f -t -u"), remote: true },
  pdsh: { valued: list("-w -g -x -l -f -t -u -R"), remote: true },
  pssh: { valued: list("-h -H -l -p -o -e -t -O"), remote: true },
  "pdm run": {},
  perf: { behind: ["stat", "record"], valued: list("-e -o -r") },
  "pipenv run": {},
  pkexec: { valued: ["--user"], root: true },
  "pnpm dlx": {},
  "pnpm exec": {},
  "podman exec": { valued: container, skip: 1, remote: true },
  "podman run": { valued: container, skip: 1, remote: true },
  "nerdctl exec": { valued: container, skip: 1, remote: true },
  "nerdctl run": { valued: container, skip: 1, remote: true },
  "poetry run": {},
  proot: { valued: list("-r -b -w -q -k") },
  prlimit: {},
  rtk: {},
  runuser: { valued: list("-u -g -G -s -w --user --group"), needs: list("-u --user"), idle: list("-c --command"), root: true },
  "rye run": {},
  setarch: { skip: 1 },
  setpriv: {},
  setsid: {},
  shx: {},
  softlimit: {},
  sshpass: { valued: list("-p -f -d -P") },
  "start-stop-daemon": {},
  stdbuf: { valued: list("-i -o -e --input --output --error") },
  strace: { valued: list("-e -o -p -s -u -P -E") },
  "su-exec": { skip: 1 },
  sudo: {
    valued: list("-u -g -C -D -h -p -r -t -T -R --user --group --host --prompt --chdir --chroot --close-from"),
    settings: true,
    root: true,
    idle: list("-l -v -K --list --validate"),
  },
  sudoedit: { root: true, idle: ["-l"] },
  "systemd-inhibit": {},
  "systemd-run": { valued: list("-p -E -u -d -M -H --unit --property --setenv --description --on-active --on-calendar") },
  taskset: { skip: 1 },
  tsp: {},
  "turbo exec": {},
  time: { valued: list("-f -o --format --output") },
  timeout: { valued: list("-k --kill-after -s --signal"), skip: 1 },
  toybox: {},
  "toolbox run": { valued: list("-c --container") },
  unbuffer: {},
  unshare: {},
  "uv run": { valued: list("--with --python -p --project --directory") },
  uvx: {},
  valgrind: {},
  "volta run": {},
  wsl: { valued: list("-d -u --distribution --user"), remote: true },
  xargs: {
    valued: list("-I -J -R -S -n -P -L -d -a -E -s --max-args --max-procs --delimiter --arg-file --max-chars --process-slot-var"),
  },
  "xvfb-run": { valued: list("-s -n --server-args") },
  "yarn dlx": {},
  "yarn exec": {},
  "yarn workspace": { skip: 1 },
  "yarn workspaces foreach": { valued: list("--include --exclude --from --since -j --jobs") },
  zsudo: { root: true },
};

/** How a wrapper is spelled: up to three words, by their first. */
const first = new Map<string, readonly string[]>();
for (const name of Object.keys(wrappers)) {
  const [word = ""] = name.split(" ");
  first.set(
    word,
    [...(first.get(word) ?? []), name].sort((one, other) => other.length - one.length),
  );
}
export const wrapperNames: ReadonlyMap<string, readonly string[]> = first;
