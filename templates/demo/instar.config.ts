import { defineConfig } from "instar";
import {{agent}} from "@instar/plugin-{{agent}}";
import demoGate from "./demo-gate.ts";
import witness from "./witness.ts";

export default defineConfig({
  name: "demo",
  plugins: [{{agent}}(), demoGate(), witness()],
});
