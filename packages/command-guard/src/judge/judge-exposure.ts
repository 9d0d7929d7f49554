import { posix } from "node:path";
import { readInvocation, valuesOf } from "../invocation.ts";
import type { Look } from "./look.ts";

const servers =
  /^(?:http\.server|SimpleHTTPServer|serve|http-server|live-server|servor|sirv|httpd|darkhttpd|miniserve|webfsd|dufs|simple-http-server|caddy|php|ruby|busybox|rclone|copyparty)$/;
const folderOptions = "-d|--directory|-t|--root|-r|--dir|-h|--home|-s";
const lost = new Set(["root", "home", "keys", "parent", "system", "instar"]);

/** Where miners of money get their work; a text that holds such an address among others is none. */
const pool = /^(?:-\w=?|--[\w-]{1,40}=)?stratum\d?\+(?:tcp|ssl|tls):\/\//;

/** Judges what lets others in: folders that are served to everybody on the network, doors from outside into this machine, and work for others. */
export function judgeExposure({ name, args, looked, scene, say }: Look): void {
  if (looked.includes("stratum") && args.some((word) => pool.test(word))) say("network.miner");
  if (!servers.test(name) || !isServing(name, args)) return;
  const call = readInvocation(name, args);
  const folders = [
    ...valuesOf(call, folderOptions),
    ...args.filter((_, index) => folderOptions.split("|").includes(args[index - 1] ?? "")),
    ...call.plain.filter((word) => /^[~/.]/.test(word)),
  ];
  const [here = "/"] = scene.folders;
  const served = folders.length === 0 ? [here] : folders.map((folder) => posix.resolve(here, folder));
  const bound =
    args.some((word, index) => /^(?:--bind|-b|--host|--address|-a)$/.test(args[index - 1] ?? "") && /^(?:0\.0\.0\.0|::|\*)$/.test(word)) ||
    args.some((word) => /^--?(?:bind|address)=(?:0\.0\.0\.0|::|\*)$/.test(word));
  if ((bound && name === "http.server") || served.some((folder) => lost.has(scene.ground.places.kindOf(folder)))) say("network.serving", served[0]);
}

const isServing = (name: string, args: readonly string[]): boolean =>
  name === "php"
    ? args.includes("-S")
    : name === "ruby"
      ? args.some((word) => word === "-run") && args.includes("httpd")
      : name === "busybox"
        ? args[0] === "httpd"
        : name === "caddy"
          ? args[0] === "file-server"
          : name === "rclone"
            ? args[0] === "serve"
            : true;
