import { detections } from "../../detections";
import { catalogue } from "../../guardrails";
import { permissionSets } from "../../permission-sets";
import { organizationJsonSchema } from "../../src/organization/json-schema";
import type { GeneratedFile } from "./guardrail-pages";

/** The JSON Schema that the first line of organization.yaml names, so that editors complete and check it. */
export function organizationSchema(): readonly GeneratedFile[] {
  const text = JSON.stringify(organizationJsonSchema(catalogue, permissionSets, detections), null, 2) + "\n";
  return [{ path: "organization.schema.json", text }];
}
