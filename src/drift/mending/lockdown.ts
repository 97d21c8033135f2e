import type { MendOf } from "../mend";
import { byHand, line, THEN_REVIEW, up } from "./commands";

const COMPONENT = "org-guardrails:index:RootLockdown";
const STACK = "root-lockdown";
const UNNAMED = byHand(null, "the drift does not name all that a command would need");

export const restoreFeature: MendOf = () =>
  up(STACK, [`${COMPONENT}$aws:iam/organizationsFeatures:OrganizationsFeatures::root-access`]);

/** "trusted-access:iam.amazonaws.com" -> "iam.amazonaws.com" */
function serviceOf(item: string | undefined): string | undefined {
  return item?.split(":")[1];
}

export const trustAgain: MendOf = ({ subject: { item } }) => {
  const service = serviceOf(item);
  return service === undefined
    ? UNNAMED
    : up(STACK, [
        `${COMPONENT}$aws:organizations/awsServiceAccess:AwsServiceAccess::trusted-access:${service}`,
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

export const delegateAgain: MendOf = ({ subject: { item } }) => {
  const service = serviceOf(item);
  return service === undefined
    ? UNNAMED
    : up(STACK, [
        `${COMPONENT}$aws:organizations/delegatedAdministrator:DelegatedAdministrator::delegation:${service}`,
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

const stackSetUrn = (name: string) => `${COMPONENT}$aws:cloudformation/stackSet:StackSet::stack-set:${name}`;

export const remakeStackSet: MendOf = ({ subject: { stackSet } }) =>
  stackSet === undefined
    ? UNNAMED
    : up(STACK, [
        stackSetUrn(stackSet),
        `${COMPONENT}$aws:cloudformation/stackSetInstance:StackSetInstance::stacks:${stackSet}:**`,
      ]);

export const resetStackSet: MendOf = ({ subject: { stackSet } }) =>
  stackSet === undefined ? UNNAMED : up(STACK, [stackSetUrn(stackSet)]);

const UNSEEN = "Pulumi owns the StackSet, and does not see how its stacks are";

/**
 * Stacks that failed or are out of date get the StackSet's template once more.
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_UpdateStackSet.html (UsePreviousTemplate;
 * without DeploymentTargets and Regions, all instances), read 2026-11.
 */
export const updateStacks: MendOf = ({ subject: { stackSet } }, { region }) =>
  stackSet === undefined
    ? UNNAMED
    : byHand(
        line(
          ...["aws", "cloudformation", "update-stack-set", "--region", region, "--stack-set-name", stackSet],
          ...["--use-previous-template", "--capabilities", "CAPABILITY_NAMED_IAM"],
        ),
        `${UNSEEN}; look first why: ${line("aws", "cloudformation", "list-stack-instances", "--region", region, "--stack-set-name", stackSet)}`,
      );

/**
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DeploymentTargets.html
 * (AccountFilterType), read 2026-11.
 */
export const createStacks: MendOf = ({ accounts, subject: { stackSet } }, { region, stackSets }) => {
  const planned = stackSet === undefined ? undefined : stackSets.get(stackSet);
  if (planned === undefined || accounts.length === 0) return UNNAMED;
  const targets = {
    OrganizationalUnitIds: planned.units,
    Accounts: accounts,
    AccountFilterType: "INTERSECTION",
  };
  return byHand(
    line(
      ...["aws", "cloudformation", "create-stack-instances", "--region", region],
      ...["--stack-set-name", planned.name, "--deployment-targets", JSON.stringify(targets)],
      ...["--regions", ...planned.regions],
    ),
    UNSEEN,
  );
};
