import type { Rule } from "../rule.ts";
import { cloudRules } from "./cloud.ts";
import { databaseRules } from "./databases.ts";
import { diskRules } from "./disk.ts";
import { gitRules } from "./git.ts";
import { laterRules } from "./later.ts";
import { machineRules } from "./machines.ts";
import { networkRules } from "./network.ts";
import { opaqueRules } from "./opaque.ts";
import { overwriteRules } from "./overwrite.ts";
import { packageRules } from "./packages.ts";
import { removedPackageRules } from "./packages-removed.ts";
import { permitRules } from "./permit.ts";
import { removeRules } from "./remove.ts";
import { secretRules } from "./secrets.ts";
import { serviceRules } from "./services.ts";
import { strangerRules } from "./strangers.ts";
import { systemRules } from "./system.ts";

const named: readonly Rule[] = [
  ...removeRules,
  ...overwriteRules,
  ...permitRules,
  ...diskRules,
  ...systemRules,
  ...removedPackageRules,
  ...gitRules,
  ...databaseRules,
  ...cloudRules,
  ...packageRules,
  ...networkRules,
  ...laterRules,
  ...secretRules,
  ...serviceRules,
  ...machineRules,
  ...opaqueRules,
];

/** Every rule that holds without anybody's doing. */
export const standardRules: readonly Rule[] = [...named, ...strangerRules(named)];
