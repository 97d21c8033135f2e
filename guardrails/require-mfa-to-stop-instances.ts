import { z } from "zod";
import { guardrail } from "../src/catalogue/guardrail";
import { mfaRequests, usersAndTheirSessionsWithoutMfa } from "../src/catalogue/mfa";

/**
 * What stops or ends instances of EC2, by name or with what holds them.
 * Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html and
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2autoscaling.html, read 2026-11.
 */
const STOPPING = [
  "autoscaling:DeleteAutoScalingGroup",
  "autoscaling:TerminateInstanceInAutoScalingGroup",
  "ec2:CancelSpotFleetRequests",
  "ec2:DeleteFleets",
  "ec2:StopInstances",
  "ec2:TerminateInstances",
];

export const requireMfaToStopInstances = guardrail({
  id: "require-mfa-to-stop-instances",
  type: "SERVICE_CONTROL_POLICY",
  theme: "mfa",
  title: "IAM users stop instances only with a second factor",
  rationale:
    "Whoever finds the access key of an IAM user should not be able to put out what runs. Only users and the " +
    "sessions that they open by sts:GetFederationToken are meant; those sessions have no second factor, ever. Scripts " +
    "that stop instances with a user's key break.",
  references: [],
  parameters: z.strictObject({}),
  statements: (_, organization) => [
    {
      Effect: "Deny",
      Action: STOPPING,
      Resource: "*",
      Condition: usersAndTheirSessionsWithoutMfa(organization),
    },
  ],
  requests: (_, organization) =>
    mfaRequests(
      STOPPING,
      ["ec2:StartInstances", "ec2:RebootInstances", "ec2:RunInstances", "autoscaling:SetDesiredCapacity"],
      organization,
    ),
});
