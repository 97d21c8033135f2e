import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { actionData } from "./generate/action-data";
import { type GeneratedFile, guardrailPages } from "./generate/guardrail-pages";
import { organizationSchema } from "./generate/organization-schema";
import { readme } from "./generate/readme";

/** Every program that writes files of the repository. A test holds each file to what its program writes. */
export const generators: readonly (() => readonly GeneratedFile[])[] = [
  organizationSchema,
  guardrailPages,
  readme,
  actionData,
];

function main(): void {
  for (const { path, text } of generators.flatMap((generate) => generate())) {
    const file = join(__dirname, "..", path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    console.log(path);
  }
}

if (require.main === module) main();
