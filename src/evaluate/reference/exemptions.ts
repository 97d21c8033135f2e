import { NOT_GOVERNED_BY_RCP, RCP_SERVICES } from "../../aws-data/rcp-services";
import { parseArn } from "./arn";
import type { RequestContext } from "./context";

/**
 * Neither SCPs nor RCPs bind service-linked roles, which alone live under this path.
 *
 * Sources, read 2026-11: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html,
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html.
 */
export function isServiceLinked(context: RequestContext): boolean {
  const [principal = ""] = context.get("aws:PrincipalArn") ?? [];
  const arn = parseArn(principal);
  return arn?.service === "iam" && arn.resource.startsWith("role/aws-service-role/");
}

/** Whether RCPs bear on an action. */
export function isGoverned(action: string): boolean {
  const folded = action.toLowerCase();
  return RCP_SERVICES.has(folded.slice(0, folded.indexOf(":"))) && !NOT_GOVERNED_BY_RCP.has(folded);
}
