// Written by `npm run generate` from the files of this folder.
import type { AnyPermissionSet } from "../src/identity/permission-set";
import { readOnly } from "./read-only";

/** Every permission set there is, sorted by id. */
export const permissionSets: readonly AnyPermissionSet[] = [readOnly];
