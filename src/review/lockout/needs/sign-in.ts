import type { Need } from "./need";

/**
 * People enter the roles that Identity Center makes for permission sets by SAML, a call that no SCP of the account
 * binds, since nobody in the account makes it; an RCP does. What they may do inside is for guardrails to say, as
 * far as nothing at all in a quarantined account.
 *
 * Sources, read 2026-11:
 * https://docs.aws.amazon.com/singlesignon/latest/userguide/using-service-linked-roles.html,
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithSAML.html.
 */
export const signIn: Need = {
  id: "sign-in",
  purpose: "be signed in to through Identity Center",
  calls: [],
  entered: ["sts:AssumeRoleWithSAML"],
};

/**
 * The role by which Identity Center keeps up its roles in each account is service-linked: AWS binds it by neither
 * SCPs nor RCPs. Source: as above.
 */
export const provisioning: Need = {
  id: "provisioning",
  purpose: "keep up the roles of permission sets",
  calls: [],
};

/** The roles that Identity Center makes: with the Region in the path outside us-east-1. */
export const PERMISSION_SET_ROLES = "role/aws-reserved/sso.amazonaws.com*/AWSReservedSSO_*";

export const SERVICE_LINKED_ROLE = "role/aws-service-role/sso.amazonaws.com/AWSServiceRoleForSSO";
