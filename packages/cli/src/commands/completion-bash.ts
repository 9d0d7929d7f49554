import { defineCommand } from "@instar/kernel/command";
import { bash } from "../completion/scripts.ts";

export default defineCommand({
  summary: "Print what completes commands in bash; its first line says where to put it",
  async run({ print }) {
    print({ shell: "bash", script: bash }, bash.trimEnd());
  },
});
