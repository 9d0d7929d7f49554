import type { Rule } from "../rule.ts";

const plan = "Show the owner what would go, and let them decide.";

/** Who may use a machine, what it starts from, and tools that choose by themselves what goes. */
export const peopleRules: readonly Rule[] = [
  {
    id: "machines.people",
    severity: "risky",
    programs: ["ldapdelete", "ldapmodify", "ldapmodrdn", "dsdel", "net user", "smbpasswd", "kadmin", "kadmin.local"],
    operands: ["*"],
    reason: "`{what}` changes who may use what, for everybody.",
    instead: plan,
  },
  {
    id: "machines.people-words",
    severity: "risky",
    programs: ["ipa", "samba-tool", "kcadm.sh", "kcadm", "okta", "sysadminctl"],
    words: ["*-del|*-disable|*-remove-*|delete|remove|del", "* delete|remove|disable"],
    reason: "`{what}` changes who may use what, for everybody.",
    instead: plan,
  },
  {
    id: "machines.people-flags",
    severity: "risky",
    programs: ["dscl", "sysadminctl"],
    flags: ["-delete|-deleteUser|-resetPasswordFor|-create|-append|-change|-passwd"],
    reason: "`{what}` changes who may use this machine.",
    instead: plan,
  },
  {
    id: "machines.chosen",
    severity: "risky",
    programs: ["update-alternatives", "alternatives"],
    flags: ["--remove-all"],
    reason: "`{what}` changes which programs this machine runs.",
    instead: plan,
  },
  {
    id: "machines.windows",
    severity: "risky",
    programs: [
      "bcdedit",
      "bcdedit.exe",
      "wevtutil",
      "wevtutil.exe",
      "cipher",
      "cipher.exe",
      "reg",
      "reg.exe",
      "schtasks",
      "schtasks.exe",
      "sc",
      "sc.exe",
      "fsutil",
      "icacls",
      "takeown",
    ],
    words: ["/delete|/deletevalue|/set|cl|clear-log|/w*|delete|DELETE|/Delete|/reset|/f", "usn deletejournal"],
    reason: "`{what}` takes away what this machine needs.",
    instead: plan,
  },
  {
    id: "machines.firmware",
    severity: "risky",
    programs: ["fwupdmgr", "flashrom", "nvflash", "esptool", "esptool.py", "avrdude", "fastboot", "dfu-util", "mmc"],
    words: ["install|reinstall|update|upgrade|downgrade|erase|erase_flash|erase_region|flash|flashing|format|oem|local-install"],
    reason: "`{what}` writes what a device starts from.",
    instead: plan,
  },
  {
    id: "machines.twins",
    severity: "risky",
    programs: ["fdupes", "jdupes", "rmlint", "bleachbit"],
    flags: ["-d|--delete|--clean|-c|--shred"],
    reason: "`{what}` removes files by a choice of its own.",
    instead: "List them first, and remove by name what should go.",
  },
];
