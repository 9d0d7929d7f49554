import { statfsSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import type { HealthCheck } from "@instar/kernel/contracts";
import type { ProjectPaths } from "../project/project-paths.ts";

const fewMb = 500;
const tooFewMb = 50;
const mb = 1_000_000;

/** Decides about the room on the disk, in megabytes. A rescue or a clean-up of the database needs once more what it takes now. */
export function judgeRoom(freeMb: number, databaseMb: number) {
  if (freeMb < tooFewMb) return "fail";
  return freeMb < fewMb || freeMb < databaseMb * 2 ? "warn" : "ok";
}

/** Room on the disk for what comes, and for the database to be mended. */
export const diskCheck = (paths: ProjectPaths): HealthCheck => ({
  id: "disk",
  run() {
    const folder = statSync(paths.home, { throwIfNoEntry: false }) === undefined ? dirname(paths.home) : paths.home;
    const { bavail, bsize } = statfsSync(folder);
    const freeMb = Math.round((bavail * bsize) / mb);
    const databaseMb = (statSync(join(paths.home, "instar.db"), { throwIfNoEntry: false })?.size ?? 0) / mb;
    const status = judgeRoom(freeMb, databaseMb);
    const summary = `${freeMb.toLocaleString("en")} MB are free; the database takes ${databaseMb.toFixed(1)} MB.`;
    if (status === "ok") return { status, summary };
    return {
      status,
      summary,
      why: "On a full disk no message can be accepted, and a damaged database cannot be mended.",
      hint: `Free some space on the disk of ${folder}; what fills it: du -xh ${JSON.stringify(folder)} | sort -h | tail`,
    };
  },
});
