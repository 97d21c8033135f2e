import { accountSettings } from "./generate/account-settings";
import { actionData } from "./generate/action-data";
import { deployPage } from "./generate/deploy-page";
import { detectionPages } from "./generate/detection-pages";
import { driftPage } from "./generate/drift-page";
import { exampleLocks } from "./generate/example-locks";
import { type GeneratedFile, guardrailPages } from "./generate/guardrail-pages";
import { lintPages } from "./generate/lint-pages";
import { organizationSchema } from "./generate/organization-schema";
import { permissionSetPages } from "./generate/permission-set-pages";
import { permissionsPage } from "./generate/permissions-page";
import { readme } from "./generate/readme";
import { writeFiles } from "./generate/write";

/**
 * Every program that writes files of the repository from what the catalogue says. A test holds each file to what its
 * program writes. The catalogue's own index is written before, by generate-index.ts: a program cannot load what it
 * has only just written.
 */
export const generators: readonly (() => readonly GeneratedFile[])[] = [
  organizationSchema,
  guardrailPages,
  permissionSetPages,
  detectionPages,
  lintPages,
  permissionsPage,
  deployPage,
  driftPage,
  readme,
  exampleLocks,
  actionData,
  accountSettings,
];

if (require.main === module) writeFiles(generators.flatMap((generate) => generate()));
