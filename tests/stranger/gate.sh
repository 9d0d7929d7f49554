#!/usr/bin/env bash
# A stranger's gate: it keeps the agent from publishing.
. "$(dirname "$0")/lib.sh"
new_agent

say "create"
new_package no-publish '"guards": ["preToolUse"]'

say "write"
cat >index.ts <<'TS'
import { definePlugin, deny } from "@instar/kernel";

export default definePlugin({
  api: 1,
  name: "no-publish",
  guards: ["preToolUse"],
  setup({ hooks }) {
    hooks.preToolUse.tap("publish by hand", ({ action }) => {
      if (action.kind === "shell" && /\bnpm publish\b/.test(action.command)) return deny("Publishing is for people.", "Prepare the release and say so.");
    });
  },
});
TS

say "test"
npm install
sees "passed" npm test

say "pack and add"
npm pack
cd "$agent"
instar start
sees "no-publish" instar add ../instar-plugin-no-publish/instar-plugin-no-publish-0.1.0.tgz --yes
instar reload

say "see it act"
sees "Publishing is for people." instar chat --once "run npm publish"
sees "hello" instar chat --once "run echo hello"

say "trace it"
sees "publish by hand" instar hooks

say "remove it"
removed no-publish
