import type { Finding } from "../rule-book.ts";
import type { Scene } from "../scene.ts";
import type { Unwrapped } from "../unwrap/unwrap.ts";

const value = (options: readonly string[], ...names: readonly string[]): readonly string[] =>
  options.flatMap((option, index) => {
    const equals = option.indexOf("=");
    if (equals > 0 && names.includes(option.slice(0, equals))) return [option.slice(equals + 1)];
    return names.includes(option) ? [options[index + 1] ?? ""] : [];
  });

const opens = /^(?:docker|podman|nerdctl|docker-compose)(?: \w+)* (?:run|create)$/;

/** What a container is given that lets it out: all rights, the processes or the disks of this machine, or the folder that all others lie in. */
function opened(options: readonly string[]): string | undefined {
  if (options.some((option) => option === "--privileged" || option === "--privileged=true")) return "--privileged";
  if (value(options, "--pid", "--ipc", "--userns", "--uts", "--cgroupns").includes("host")) return "the host's processes";
  const capability = value(options, "--cap-add").find((one) => /^(?:CAP_)?(?:ALL|SYS_ADMIN|SYS_MODULE|SYS_PTRACE|SYS_RAWIO|DAC_READ_SEARCH)$/i.test(one));
  if (capability !== undefined) return capability;
  const disk = value(options, "--device").find((one) => /^\/dev\/(?:sd|nvme|vd|xvd|hd|mem|kmem|disk|mapper|dm-)/.test(one));
  if (disk !== undefined) return disk;
  return undefined;
}

/** Whether the image itself, or whoever types, decides what runs. */
const isLeftToItself = ([program, ...more]: readonly string[]) =>
  program === undefined ||
  program === "chroot" ||
  program === "nsenter" ||
  (/^(?:\/bin\/)?(?:ba|z|da|a)?sh$/.test(program) && !more.some((word) => word.startsWith("-")));

/** A main folder of this machine that a container shares. */
const sharedOf = (options: readonly string[]): string | undefined =>
  [
    ...value(options, "-v", "--volume").map((one) => one.split(":")[0] ?? ""),
    ...value(options, "--mount").map((one) => /(?:source|src)=([^,]+)/.exec(one)?.[1] ?? ""),
  ].find((one) => /^\/(?:(?:etc|root|home|boot|dev|proc|sys|var|usr|bin|lib)\/?)?$/.test(one));

/** What is said of a container that would not be closed. */
export function findOpenContainer({ via, options, words }: Unwrapped, scene: Scene): Finding | undefined {
  const what = opens.test(via) ? (opened(options) ?? (isLeftToItself(words) ? sharedOf(options) : undefined)) : undefined;
  return what === undefined ? undefined : scene.book.finding("containers.open", what);
}

/** Whether nothing but its mounts is left of a container when it ends: it is a new one, closed, and holds no volume of others. */
export function isThrownAway({ via, options, mounts }: Unwrapped): boolean {
  if (mounts.some(([, outside]) => outside === "/")) return false;
  if (!opens.test(via) || via.includes("compose") || opened(options) !== undefined) return false;
  if (
    options.some((option) => /^--volumes-from|^--mount=?.*type=volume/.test(option)) ||
    value(options, "--mount").some((one) => !one.includes("type=bind") && !one.includes("type=tmpfs"))
  )
    return false;
  return value(options, "-v", "--volume").every((one) => /^[/~.]/.test(one) || !one.includes(":"));
}

const sharing = /(?:^|\s)(?:-\w*v|--volume|--mount|--privileged|--volumes-from|--pid|--device|--cap-add|--userns|--ipc)(?=[\s=]|$)/;
const starting = /(?:\b(\w{1,60})=["']?(?:\$\(|`)\s{0,9})?(?:sudo\s+)?\b(?:docker|podman|nerdctl)\s+(?:container\s+)?(?:run|create)\b([^;&|\n()`]{0,600})/g;

/** The containers that a line starts itself, closed and without anything of this machine. */
export function containersIn(text: string, known: ReadonlySet<string> | undefined): ReadonlySet<string> | undefined {
  if (!/\b(?:docker|podman|nerdctl)\b/.test(text)) return known;
  const names = [...text.matchAll(starting)].flatMap(([, variable, options = ""]) => {
    if (sharing.test(options)) return [];
    const named = /--name[= ]["']?([\w.-]{1,80})/.exec(options)?.[1];
    return [...(variable === undefined ? [] : [`$${variable}`]), ...(named === undefined ? [] : [named])];
  });
  return names.length === 0 ? known : new Set([...(known ?? []), ...names]);
}

/** Whether a command runs in a container that the line started itself. */
export function isInOwnContainer({ via }: Unwrapped, args: readonly string[], source: string, { containers }: Scene): boolean {
  if (containers === undefined || !/^(?:docker|podman|nerdctl)(?: container)? exec$/.test(via)) return false;
  const asked = /\bexec\s+(?:-\S+\s+){0,8}["']?\$\{?(\w+)/.exec(source)?.[1];
  return asked === undefined ? args.slice(0, 10).some((word) => containers.has(word)) : containers.has(`$${asked}`);
}
