import { defineConfig } from "instar";
import {{agent}} from "@instar/plugin-{{agent}}";

export default defineConfig({
  name: "{{name}}",
  plugins: [
    {{comment}}
    {{agent}}(),
  ],
});
