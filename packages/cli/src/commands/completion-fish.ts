import { defineCommand } from "@instar/kernel/command";
import { fish } from "../completion/scripts.ts";

export default defineCommand({
  summary: "Print what completes commands in fish; its first line says where to put it",
  async run({ print }) {
    print({ shell: "fish", script: fish }, fish.trimEnd());
  },
});
