import { posix } from "node:path";
import type { FileView, Surroundings } from "../contract.ts";
import type { TargetKind } from "../rule.ts";
import {
  homeCollections,
  isArtefact,
  isCollection,
  isGenerated,
  isLibrary,
  isMainFolder,
  isNeeded,
  keyFolders,
  remadeFiles,
  sealedFolders,
  startFiles,
  systemFiles,
  systemFolders,
  systemParts,
} from "./names.ts";

/** What lies where, as far as a guard must know. Asked with absolute paths. */
export interface Places {
  kindOf(path: string): TargetKind;
  exists(path: string): boolean;
}

const within = (path: string, folder: string) => path === folder || path.startsWith(folder === "/" ? "/" : `${folder}/`);
const harmlessDevice = /^\/dev\/(null|zero|full|u?random|tty\w*|std(in|out|err)|fd(\/.*)?|pts(\/.*)?|ptmx|console|tcp\/.*|udp\/.*)$/;

/** What programs keep of what they fetched, below the folder that holds it, in the home folder. */
const madeAgain =
  /^(\.cache\/.|\.npm\/_|\.gradle\/(caches|daemon|wrapper\/dists)(\/|$)|\.yarn\/(berry\/)?cache(\/|$)|Library\/Caches\/.|Library\/Developer\/Xcode\/DerivedData(\/|$)|Library\/Developer\/CoreSimulator\/Caches(\/|$)|Library\/pnpm\/store(\/|$)|\.m2\/repository\/.|\.cargo\/registry\/(cache|src|index)(\/|$)|\.cargo\/git\/(db|checkouts)(\/|$)|go\/pkg\/mod\/.|\.nuget\/packages(\/|$)|\.pub-cache(\/|$)|\.bun\/install\/cache(\/|$)|\.local\/share\/pnpm\/store(\/|$)|\.pnpm-store(\/|$)|\.ivy2\/cache(\/|$)|\.composer\/cache(\/|$)|\.bundle\/cache(\/|$)|\.conan2?\/(data|p)(\/|$)|\.android\/(build-)?cache(\/|$)|\.expo\/[\w-]{0,40}cache(\/|$)|\.node-gyp(\/|$)|\.nvm\/\.cache(\/|$)|\.ccache(\/|$)|\.sonar\/cache(\/|$)|\.terraform\.d\/plugin-cache(\/|$)|\.deno(\/|$)|\.electron(\/|$)|\.rustup\/(downloads|tmp)(\/|$)|\.konan\/cache(\/|$)|\.hex\/(packages|cache)(\/|$)|\.cabal\/packages(\/|$)|\.stack\/setup-exe-cache(\/|$)|AppData\/Local\/(npm-cache|pip\/cache|Temp)(\/|$))/;

/** Names what paths are, seen from a project, a home folder and the temporary folders of one machine. */
export function createPlaces(surroundings: Surroundings, files: FileView): Places {
  const both = (path: string) => [...new Set([posix.normalize(path).replace(/(.)\/$/, "$1"), files.realPath(path)])];
  // Most commands name no place at all, and most places lie in the project: what is not needed is not looked for.
  const known: { projects?: readonly string[]; homes?: readonly string[]; temporary?: readonly string[] } = {};
  const projectFolders = () => (known.projects ??= [surroundings.project, ...(surroundings.allowed ?? [])].flatMap(both));
  const homeFolders = () => (known.homes ??= both(surroundings.home));
  const temporaryFolders = () => (known.temporary ??= surroundings.temporary.flatMap(both));

  function insideProject(rest: readonly string[], path: string): TargetKind {
    const [first = "", ...deeper] = rest;
    if (first === ".instar" && (deeper.length === 0 || /^(secrets|run\.json|.*\.(db|db-wal|db-shm|sock|socket))$/.test(deeper[0] ?? ""))) return "instar";
    if (deeper.length === 0 && /^instar\.config\.\w+$/.test(first)) return "instar";
    if (first === ".claude" && /^(settings(\.local)?\.json|hooks)$/.test(deeper[0] ?? "")) return "start";
    if (deeper.length === 0 && first === ".mcp.json") return "start";
    if (
      first === ".git" &&
      (deeper.length === 0 || (deeper.length === 1 && /^(objects|refs|HEAD|packed-refs)$/.test(deeper[0] ?? "")) || deeper[0] === "objects")
    )
      return "history";
    const git = rest.indexOf(".git");
    if (git !== -1) return rest[git + 1] === "hooks" && !(rest[git + 2] ?? "").endsWith(".sample") && rest.length > git + 2 ? "start" : "git";
    if (rest.some(isArtefact)) return "artefact";
    if (deeper.length > 0) return "inside";
    const found = files.look(path);
    if (found === undefined && isGenerated(first)) return "artefact";
    // A name with an ending is a file more often than not; a folder's loss is what counts.
    // Letters that nobody sees make it look like another place.
    if (/[\u00A0\u200B-\u200F\u2060\uFEFF]/.test(first)) return "unknown";
    // Where nothing lies, nothing is lost; but a folder that is called like somebody's work may have been made by the line.
    return found?.kind === "file" || found?.kind === "other" || (found === undefined && (!isMainFolder(first) || /.\.[A-Za-z]\w{0,7}$/.test(first)))
      ? "inside"
      : "top";
  }

  function insideHome(rest: readonly string[]): TargetKind {
    const text = rest.join("/");
    if (startFiles.some((start) => within(text, start))) return "start";
    const key = keyFolders.find((folder) => within(text, folder));
    if (key === undefined && madeAgain.test(text)) return "artefact";
    if (homeCollections.has(text)) return "collection";
    if (key !== undefined) return text !== key && remadeFiles.has(rest.at(-1) ?? "") ? "home-part" : "keys";
    return /^(\.netrc|\.git-credentials|\.pgpass|\.vault-token)$/.test(text) ? "keys" : "home-part";
  }

  function insideTemporary(path: string, root: string): TargetKind {
    if (path === root) return "temporary";
    // What lies beside the project or the home is somebody's, wherever they lie.
    for (const own of [...projectFolders(), ...homeFolders()]) {
      let parent = posix.dirname(own);
      while (parent !== root && within(parent, root)) {
        if (within(path, parent)) return "outside";
        parent = posix.dirname(parent);
      }
    }
    const found = files.look(path);
    if (found === undefined) return "own";
    return surroundings.since !== undefined && found.birthMs >= surroundings.since ? "own" : "temporary";
  }

  function kindOfPlain(path: string): TargetKind {
    if (path === "/") return "root";
    if (within(path, "/dev")) {
      if (harmlessDevice.test(path)) return "nowhere";
      if (path !== "/dev" && !within(path, "/dev/shm")) return "device";
    }
    const projects = projectFolders();
    for (const project of projects)
      if (within(path, project)) return path === project ? "whole" : insideProject(path.slice(project.length + 1).split("/"), path);
    const homes = homeFolders();
    if (homes.includes(path)) return "home";
    if (projects.some((project) => within(project, path))) return "parent";
    for (const home of homes) if (within(path, home)) return insideHome(path.slice(home.length + 1).split("/"));
    if (homes.some((home) => within(home, path))) return "parent";
    for (const root of temporaryFolders()) if (within(path, root)) return insideTemporary(path, root);
    if (systemFolders.has(path) || systemFiles.has(path) || sealedFolders.some((folder) => within(path, folder))) return "system";
    if (isLibrary(path) && (files.look(path) !== undefined || isNeeded(path))) return "system";
    if (/^\/(home|Users)\/[^/]+$/.test(path)) return "home";
    const [, , , ...rest] = path.split("/");
    if (/^\/(home|Users)\/[^/]+\//.test(path)) return insideHome(rest);
    if (/^\/root\/./.test(path)) return insideHome(path.slice(6).split("/"));
    if (within(path, "/etc/cron.d") || /^\/etc\/(cron\w*|init\.d|systemd|profile\.d|rc\.\w+|ld\.so\.conf\.d)(\/|$)/.test(path)) return "start";
    if (isCollection(path)) return "collection";
    return systemParts.some((folder) => within(path, folder)) ? "system-part" : "outside";
  }

  return {
    kindOf: (path) => kindOfPlain(path),
    exists: (path) => files.look(path) !== undefined || isNeeded(path),
  };
}
