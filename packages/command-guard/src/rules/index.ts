import type { Rule } from "../rule.ts";
import { agentRules } from "./agents.ts";
import { cloudRules } from "./cloud.ts";
import { cloudAccessRules } from "./cloud-access.ts";
import { clusterRules } from "./clusters.ts";
import { containerRules } from "./containers.ts";
import { dataServiceRules } from "./data-services.ts";
import { databaseRules } from "./databases.ts";
import { diskRules } from "./disk.ts";
import { exposureRules } from "./exposure.ts";
import { gitRules } from "./git.ts";
import { gitHistoryRules } from "./git-history.ts";
import { gitSettingRules } from "./git-settings.ts";
import { hostingRules } from "./hosting.ts";
import { laterRules } from "./later.ts";
import { machineRules } from "./machines.ts";
import { migrationRules } from "./migrations.ts";
import { networkRules } from "./network.ts";
import { objectMapperRules } from "./object-mappers.ts";
import { opaqueRules } from "./opaque.ts";
import { overwriteRules } from "./overwrite.ts";
import { packageRules } from "./packages.ts";
import { removedPackageRules } from "./packages-removed.ts";
import { peopleRules } from "./people.ts";
import { permitRules } from "./permit.ts";
import { pipelineRules } from "./pipelines.ts";
import { processRules } from "./processes.ts";
import { removeRules } from "./remove.ts";
import { repositoryRules } from "./repositories.ts";
import { secretRules } from "./secrets.ts";
import { serviceRules } from "./services.ts";
import { strangerRules } from "./strangers.ts";
import { systemRules } from "./system.ts";
import { tokenRules } from "./tokens.ts";
import { userRules } from "./users.ts";

const named: readonly Rule[] = [
  ...removeRules,
  ...overwriteRules,
  ...permitRules,
  ...diskRules,
  ...processRules,
  ...userRules,
  ...systemRules,
  ...removedPackageRules,
  ...gitRules,
  ...gitHistoryRules,
  ...gitSettingRules,
  ...hostingRules,
  ...repositoryRules,
  ...databaseRules,
  ...migrationRules,
  ...objectMapperRules,
  ...dataServiceRules,
  ...cloudRules,
  ...packageRules,
  ...networkRules,
  ...laterRules,
  ...secretRules,
  ...serviceRules,
  ...machineRules,
  ...containerRules,
  ...pipelineRules,
  ...peopleRules,
  ...cloudAccessRules,
  ...clusterRules,
  ...exposureRules,
  ...agentRules,
  ...tokenRules,
  ...opaqueRules,
];

/** Every rule that holds without anybody's doing. */
export const standardRules: readonly Rule[] = [...named, ...strangerRules(named)];
