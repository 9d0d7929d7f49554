#!/usr/bin/env node
const { getBuiltinModule: builtin, argv } = process;

// Nothing else is loaded to say which version this is.
if (argv[2] === "--version") process.stdout.write(`instar ${builtin("fs").readFileSync(new URL("../dist/bundle/version", import.meta.url), "utf8")}`);
else if (argv[2] === "__complete") {
  // Asked by a shell on every TAB.
  builtin("module").enableCompileCache?.();
  const { complete } = await import("../dist/bundle/complete.js");
  complete(argv.slice(3));
} else {
  builtin("module").enableCompileCache?.();
  const { main } = await import("../dist/bundle/main.js");
  await main(argv.slice(2));
}
