import __plugin__ from "@instar/plugin-__plugin__";
import { defineConfig } from "instar";

export default defineConfig({
  name: "__name__",
  plugins: [
    // __comment__
    __plugin__(),
  ],
});
