// Written by `npm run generate` from the files of this folder.
import type { AnyPermissionSet } from "../src/identity/permission-set";
import { administrator } from "./administrator";
import { billing } from "./billing";
import { breakGlass } from "./break-glass";
import { dataScientist } from "./data-scientist";
import { databaseAdministrator } from "./database-administrator";
import { deployer } from "./deployer";
import { developer } from "./developer";
import { finopsAnalyst } from "./finops-analyst";
import { incidentResponder } from "./incident-responder";
import { networkAdministrator } from "./network-administrator";
import { platformEngineer } from "./platform-engineer";
import { readOnly } from "./read-only";
import { securityAuditor } from "./security-auditor";
import { support } from "./support";

/** Every permission set there is, sorted by id. */
export const permissionSets: readonly AnyPermissionSet[] = [
  administrator,
  billing,
  breakGlass,
  dataScientist,
  databaseAdministrator,
  deployer,
  developer,
  finopsAnalyst,
  incidentResponder,
  networkAdministrator,
  platformEngineer,
  readOnly,
  securityAuditor,
  support,
];
