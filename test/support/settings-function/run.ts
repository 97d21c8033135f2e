import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { SettingsRequest } from "../../../src/lockdown/account-settings/answer";
import { ACCOUNT_SETTINGS_CODE } from "../../../src/lockdown/template/generated/account-settings";
import { emulatorEnvironment } from "../emulator";

const MODULES = join(__dirname, "../../../node_modules");

/** Calls the function once, as Lambda does. Each question for the time left takes the next of the numbers. */
const RUNNER = `
const { handler } = require("./index.js");
const [request, times] = process.argv.slice(2).map((text) => JSON.parse(text));
const context = { getRemainingTimeInMillis: () => (times.length > 1 ? times.shift() : times[0]) };
handler(request, context).catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
`;

export interface FunctionRun {
  readonly code: number | null;
  readonly stderr: string;
}

/**
 * Runs the text that the template carries, in a Node.js of its own that has the clients of the SDK, as Lambda has.
 *
 * @param milliseconds what the function is told of the time it has left, from one question to the next
 */
export async function runFunction(
  endpoint: string,
  request: SettingsRequest,
  milliseconds: readonly number[] = [300_000],
): Promise<FunctionRun> {
  const folder = mkdtempSync(join(tmpdir(), "account-settings-"));
  try {
    writeFileSync(join(folder, "index.js"), ACCOUNT_SETTINGS_CODE);
    writeFileSync(join(folder, "runner.js"), RUNNER);
    const child = spawn(
      process.execPath,
      ["runner.js", JSON.stringify(request), JSON.stringify(milliseconds)],
      {
        cwd: folder,
        stdio: ["ignore", "ignore", "pipe"],
        env: {
          ...emulatorEnvironment(endpoint),
          AWS_REGION: "eu-west-1",
          AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
          NODE_PATH: MODULES,
        },
      },
    );
    let stderr = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once("error", reject);
      child.once("close", resolve);
    });
    return { code, stderr };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
