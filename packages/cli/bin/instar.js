#!/usr/bin/env node
if (process.argv[2] === "--version") process.stdout.write(`instar ${process.getBuiltinModule("fs").readFileSync(new URL("../dist/bundle/version", import.meta.url), "utf8")}`);
else process.getBuiltinModule("module").enableCompileCache?.(), await import("../dist/bundle/main.js").then((instar) => instar.main(process.argv.slice(2)));
