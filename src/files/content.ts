import { detections } from "../../detections";
import { catalogue } from "../../guardrails";
import { permissionSets } from "../../permission-sets";
import type { KnownContent } from "../organization/load";

/** Everything that organization.yaml may name. */
export const CONTENT: KnownContent = { guardrails: catalogue, permissionSets, detections };
