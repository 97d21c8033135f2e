import { line } from "../../render/shell";
import type { MendOf } from "../mend";
import { byHand, lockdownResource, THEN_REVIEW, UNNAMED, up } from "./commands";

export const restoreFeature: MendOf = (_, { stacks }) =>
  up(stacks["root-lockdown"], [
    lockdownResource("iam/organizationsFeatures:OrganizationsFeatures", "root-access"),
  ]);

/** "trusted-access:iam.amazonaws.com" -> "iam.amazonaws.com" */
function serviceOf(item: string | undefined): string | undefined {
  return item?.split(":")[1];
}

export const trustAgain: MendOf = ({ subject: { item } }, { stacks }) => {
  const service = serviceOf(item);
  return service === undefined
    ? UNNAMED
    : up(stacks["root-lockdown"], [
        lockdownResource("organizations/awsServiceAccess:AwsServiceAccess", `trusted-access:${service}`),
      ]);
};

export const distrust: MendOf = ({ subject: { item } }) => {
  const service = serviceOf(item);
  if (service === undefined) return UNNAMED;
  return byHand(
    line("aws", "organizations", "disable-aws-service-access", "--service-principal", service),
    `only where nobody uses it, and rather in the console of the service, which cleans up after itself; or ${THEN_REVIEW}`,
  );
};

export const delegateAgain: MendOf = ({ subject: { item } }, { stacks }) => {
  const service = serviceOf(item);
  return service === undefined
    ? UNNAMED
    : up(stacks["root-lockdown"], [
        lockdownResource(
          "organizations/delegatedAdministrator:DelegatedAdministrator",
          `delegation:${service}`,
        ),
      ]);
};

export const deregister: MendOf = ({ accounts, subject: { item } }) => {
  const service = serviceOf(item);
  const [account] = accounts;
  if (service === undefined || account === undefined) return UNNAMED;
  return byHand(
    line(
      ...["aws", "organizations", "deregister-delegated-administrator"],
      ...["--account-id", account, "--service-principal", service],
    ),
    `Pulumi owns the delegations that are planned, and no others; or ${THEN_REVIEW}`,
  );
};
