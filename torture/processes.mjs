import { readdirSync, readFileSync } from "node:fs";

const read = (file) => {
  try {
    return readFileSync(file, "utf8");
  } catch {
    // It has ended, or is not ours to look into.
    return "";
  }
};

const statOf = (pid) => {
  const stat = read(`/proc/${pid}/stat`);
  const fields = stat === "" ? [] : stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return { state: fields[0], ppid: Number(fields[1]), startedAt: fields[19] };
};

export const environmentOf = (pid) => read(`/proc/${pid}/environ`);

/** Living processes whose environment names `folder`, with their parents, their starts and the mark that they carry. */
export function processesOf(folder) {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      const environment = environmentOf(pid);
      if (!environment.includes(folder)) return [];
      const { state, ppid, startedAt } = statOf(pid);
      if (state === undefined || state === "Z") return [];
      return [
        {
          pid: Number(pid),
          ppid,
          startedAt,
          mark: /(?:^|\0)INSTAR_MARK=([^\0]+)/.exec(environment)?.[1],
          command: read(`/proc/${pid}/cmdline`).replaceAll("\0", " ").slice(0, 120),
        },
      ];
    });
}

/** The children of a process, whatever their environment: its guardian has none. */
export const childrenOf = (pid) =>
  read(`/proc/${pid}/task/${pid}/children`)
    .split(" ")
    .filter(Boolean)
    .map((child) => ({ pid: Number(child), startedAt: statOf(child).startedAt, command: read(`/proc/${child}/cmdline`).replaceAll("\0", " ").slice(0, 120) }));

/** Whether it is still that process, and not another one with its number. */
export function lives({ pid, startedAt }) {
  const now = statOf(pid);
  return now.startedAt === startedAt && now.state !== undefined && now.state !== "Z";
}
