import module from "node:module";

// Before anything else is loaded: from Node 22.1 on the rest then comes compiled.
(module as { enableCompileCache?(): void }).enableCompileCache?.();
const { runDaemon } = await import("./daemon/run-daemon.ts");

const project = process.argv[2] ?? process.cwd();

process.exitCode = await runDaemon(project, {
  echo: false,
  // Whoever started it may have gone without waiting for the news.
  announce: (announcement) =>
    new Promise((resolve) => {
      if (!process.connected) return resolve();
      process.send?.(announcement, () => {
        if (process.connected) process.disconnect();
        resolve();
      });
    }),
});
process.exit();
