import { posix } from "node:path";
import type { FileView } from "../contract.ts";
import { createPlaces } from "./places.ts";
import type { Ground } from "./target.ts";

/** The same ground with a link on it that the line makes before it goes on. */
export function withLink(ground: Ground, link: string, target: string): Ground {
  const { files, surroundings } = ground;
  const through = (path: string) =>
    path === link || path.startsWith(`${link}/`) ? posix.normalize(`${target}/${path.slice(link.length)}`).replace(/(.)\/$/, "$1") : path;
  const linked: FileView = {
    realPath: (path) => files.realPath(through(path)),
    look: (path) => files.look(through(path)),
    list: (folder) => files.list(through(folder)),
  };
  const isNew = files.look(link) === undefined;
  return { ...ground, files: linked, places: createPlaces(surroundings, linked), ...(isNew ? { links: [...(ground.links ?? []), link] } : {}) };
}
