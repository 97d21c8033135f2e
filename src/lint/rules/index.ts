// Written by `npm run generate` from the folders beside it.
import type { LintRule } from "../types";
import { duplicateKey } from "./duplicate-key/rule";
import { invalidJson } from "./invalid-json/rule";
import { principalInScp } from "./principal-in-scp/rule";
import { versionMissing } from "./version-missing/rule";
import { wildcardUnderLiteralOperator } from "./wildcard-under-literal-operator/rule";

/** Every lint rule there is, sorted by slug. */
export const rules: readonly LintRule[] = [
  duplicateKey,
  invalidJson,
  principalInScp,
  versionMissing,
  wildcardUnderLiteralOperator,
];
