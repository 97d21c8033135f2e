import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";
import { catalogue } from "../guardrails";
import { isAuthorization } from "../src/catalogue/guardrail";
import { POLICY_TYPES } from "../src/policy/types";

const root = join(__dirname, "..");
const command = join(root, "bin", "org-guardrails.js");

/** The service control policies are spread over these, so that each has slots for them; the rest is at one. */
const UNITS = [
  "Root",
  "Security",
  "Infrastructure",
  "Workloads",
  "Workloads/Production",
  "Sandbox",
  "PolicyStaging",
];

export interface WholeCatalogue {
  /** Of guardrails in use. */
  readonly guardrails: number;
  /** Runs `check` once, and says whether it came to an end. */
  readonly check: () => void;
  readonly remove: () => void;
}

/** The example organization with every guardrail of the catalogue in force somewhere. */
export function wholeCatalogue(): WholeCatalogue {
  const folder = mkdtempSync(join(tmpdir(), "whole-catalogue-"));
  const example = (name: string) => readFileSync(join(root, name), "utf8");
  const uses: Record<string, unknown[]> = Object.fromEntries(UNITS.map((unit) => [unit, []]));
  const written = catalogue.filter(({ automatic }) => !automatic);
  written.forEach((guardrail, index) => {
    const isScp = isAuthorization(guardrail) && guardrail.type === "SERVICE_CONTROL_POLICY";
    const unit = isScp ? UNITS[index % UNITS.length]! : "Workloads";
    const { id, example: parameters } = guardrail;
    uses[unit]!.push(parameters === undefined ? id : { [id]: parameters });
  });
  const yaml = example("organization.yaml");
  writeFileSync(
    join(folder, "organization.yaml"),
    yaml.slice(0, yaml.indexOf("guardrails:")) + stringify({ guardrails: uses }),
  );
  const snapshot = JSON.parse(example("organization.snapshot.json")) as object;
  writeFileSync(
    join(folder, "organization.snapshot.json"),
    JSON.stringify({ ...snapshot, policyTypes: POLICY_TYPES }),
  );
  const run = (...words: readonly string[]) => {
    const { status, stderr } = spawnSync(process.execPath, [command, ...words], {
      cwd: folder,
      encoding: "utf8",
    });
    // So many guardrails at once lock somebody out: that is found, and is no failure of the run.
    if (status !== 0 && status !== 1) throw new Error(`${words.join(" ")} ended with ${status}: ${stderr}`);
  };
  run("lock");
  return {
    guardrails: written.length,
    check: () => run("check"),
    remove: () => rmSync(folder, { recursive: true }),
  };
}
