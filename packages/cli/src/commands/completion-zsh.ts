import { defineCommand } from "@instar/kernel/command";
import { zsh } from "../completion/scripts.ts";

export default defineCommand({
  summary: "Print what completes commands in zsh; its first line says where to put it",
  async run({ print }) {
    print({ shell: "zsh", script: zsh }, zsh.trimEnd());
  },
});
