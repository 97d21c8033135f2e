import { denyIdentityProviderChanges } from "../../guardrails/deny-identity-provider-changes";
import { actionInfo, knownActions } from "../../src/aws-data/actions";
import { under } from "./support";

const VOUCHING = ["oidc-provider", "saml-provider", "trust-anchor", "crl"];

it("denies every action that writes where trust in others is kept, save what only takes it away or tells of it", () => {
  const decided = under(denyIdentityProviderChanges);
  const principal = "arn:aws:iam::123456789012:role/anybody";
  const writing = knownActions().filter((action) => {
    const { accessLevel, resources } = actionInfo(action)!;
    const on = resources.some(({ type }) => VOUCHING.includes(type));
    return /^(iam|rolesanywhere):/.test(action) && on && !["Read", "List"].includes(accessLevel);
  });
  expect(writing.filter((action) => decided({ action, principal }) === "allowed")).toEqual([
    "rolesanywhere:EnableCrl",
    "rolesanywhere:PutNotificationSettings",
    "rolesanywhere:ResetNotificationSettings",
    "rolesanywhere:TagResource",
    "rolesanywhere:UntagResource",
  ]);
});
