import { deploy } from "./identity";

/** Deploys the assignments on the management account, which only its own credentials can. */
export function run(): Promise<Record<string, unknown>> {
  return deploy("identity-management");
}
