import { join } from "node:path";
import { buildSync } from "esbuild";
import type { GeneratedFile } from "./guardrail-pages";

const ROOT = join(__dirname, "..", "..");

/**
 * The function behind the custom resource of the account baseline, as the template carries it: one file, and the SDK
 * left to the runtime. It is not minified, so that whoever opens it in an account can read it.
 */
export function accountSettings(): readonly GeneratedFile[] {
  const { outputFiles } = buildSync({
    absWorkingDir: ROOT,
    entryPoints: ["src/aws/account-settings/handler.ts"],
    bundle: true,
    write: false,
    platform: "node",
    format: "cjs",
    target: "node22",
    external: ["@aws-sdk/*"],
    legalComments: "none",
    tsconfigRaw: {},
  });
  const code = outputFiles[0]!.text;
  return [
    {
      path: "src/lockdown/template/generated/account-settings.ts",
      text: [
        "// Written by `npm run generate` from src/aws/account-settings/handler.ts.",
        `export const ACCOUNT_SETTINGS_CODE: string = ${JSON.stringify(code)};`,
        "",
      ].join("\n"),
    },
  ];
}
