export { default } from "@instar/plugin-skills/validate-command";
