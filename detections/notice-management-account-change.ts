import { keepers } from "../src/catalogue/keepers";
import { detection } from "../src/detections/detection";
import { API_CALL, CONSOLE_ACTION, notByRoles } from "../src/detections/patterns";
import { administrator, call, deployer, role, service, user } from "../src/detections/samples";

export const noticeManagementAccountChange = detection({
  id: "notice-management-account-change",
  title: "Somebody else than the deployers changes something in the management account",
  severity: "high",
  why: "No service control policy binds the management account, and it has no workloads. Nobody but the deployers has anything to change there.",
  response: "Ask who it was and why there. What has to run moves to a member account.",
  references: [],
  accounts: "management",
  emitted: "every",
  readOnly: false,
  pattern: (organization) => {
    const { partition, managementAccount } = organization;
    const others = notByRoles([...keepers(organization), `arn:${partition}:iam::*:role/aws-service-role/*`]);
    return {
      account: [managementAccount],
      "detail-type": [API_CALL, CONSOLE_ACTION],
      detail: {
        readOnly: [false],
        managementEvent: [true],
        userIdentity: { ...others.userIdentity, type: [{ "anything-but": "AWSService" }] },
      },
    };
  },
  samples: (organization) => ({
    noticed: [
      call(organization, "ec2:RunInstances", {
        shows: "an administrator starts an instance",
        actor: administrator,
        emitted: "every",
        by: "management",
      }),
      call(organization, "iam:CreateRole", {
        shows: "a user makes a role",
        actor: user,
        by: "management",
      }),
      call(organization, "s3:PutBucketPolicy", {
        shows: "somebody is refused",
        actor: user,
        emitted: "every",
        by: "management",
        more: { errorCode: "AccessDenied" },
      }),
    ],
    ignored: [
      call(organization, "organizations:CreatePolicy", {
        shows: "a deployer makes a policy",
        actor: deployer,
        by: "management",
      }),
      call(organization, "ec2:CreateNetworkInterface", {
        shows: "a service-linked role works",
        actor: role(
          "aws-service-role/elasticloadbalancing.amazonaws.com/AWSServiceRoleForElasticLoadBalancing",
        ),
        emitted: "every",
        by: "management",
      }),
      call(organization, "logs:CreateLogStream", {
        shows: "a service writes its log",
        actor: service("cloudtrail"),
        emitted: "every",
        by: "management",
      }),
      call(organization, "s3:PutObject", {
        shows: "an object is written, where the trail has data events",
        actor: administrator,
        emitted: "every",
        by: "management",
        more: { managementEvent: false, eventCategory: "Data" },
      }),
      call(organization, "ec2:DescribeInstances", {
        shows: "somebody looks",
        actor: administrator,
        emitted: "every",
        by: "management",
        readOnly: true,
      }),
      call(organization, "ec2:RunInstances", {
        shows: "a member account starts an instance",
        actor: administrator,
        emitted: "every",
      }),
    ],
  }),
});
