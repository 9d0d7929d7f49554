import __agent__ from "@instar/plugin-__agent__";
import { defineConfig } from "instar";
import demoGate from "./demo-gate.ts";
import witness from "./witness.ts";

export default defineConfig({
  name: "demo",
  plugins: [__agent__(), demoGate(), witness()],
});
