import __agent__ from "@instar/plugin-__agent__";
import { defineConfig } from "instar";

export default defineConfig({
  name: "__name__",
  plugins: [
    // __comment__
    __agent__(),
  ],
});
