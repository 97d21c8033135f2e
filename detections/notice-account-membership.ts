import { detection } from "../src/detections/detection";
import { API_CALL, SERVICE_EVENT } from "../src/detections/patterns";
import { administrator, call, service, serviceEvent } from "../src/detections/samples";

const EVENTS = ["AccountDepartedOrganization", "AccountJoinedOrganization"];
const CALLS = [
  "AcceptHandshake",
  "CloseAccount",
  "InviteAccountToOrganization",
  "LeaveOrganization",
  "RemoveAccountFromOrganization",
];

/**
 * The two events come to the management account alone.
 * Source: https://docs.aws.amazon.com/organizations/latest/APIReference/API_AcceptHandshake.html, read 2026-11. That
 * they are service events: assumed from what the page calls them.
 */
export const noticeAccountMembership = detection({
  id: "notice-account-membership",
  title: "An account joins, leaves, is invited or closed",
  severity: "high",
  why: "An account that leaves is free of every guardrail and takes its data along. One that was invited brings what it has.",
  response:
    "Ask who did it. An account that left comes back by invitation only, and its owner has to accept.",
  references: ["CIS AWS Foundations 5.0.0, 4.15", "CIS AWS Foundations 3.0.0, 4.15"],
  accounts: "every",
  emitted: "global",
  readOnly: false,
  pattern: () => ({
    source: ["aws.organizations"],
    $or: [
      { "detail-type": [SERVICE_EVENT], detail: { eventName: EVENTS } },
      { "detail-type": [API_CALL], detail: { eventName: CALLS, errorCode: [{ exists: false }] } },
    ],
  }),
  samples: (organization) => ({
    noticed: [
      serviceEvent(organization, "organizations:AccountDepartedOrganization", {
        shows: "an account has left",
        actor: service("organizations"),
        by: "management",
        more: { serviceEventDetails: { departureMethod: "LEFT" } },
      }),
      serviceEvent(organization, "organizations:AccountJoinedOrganization", {
        shows: "an account has joined",
        actor: service("organizations"),
        by: "management",
        more: { serviceEventDetails: { joinedMethod: "INVITED" } },
      }),
      call(organization, "organizations:InviteAccountToOrganization", {
        shows: "an account is invited",
        actor: administrator,
        by: "management",
      }),
      call(organization, "organizations:LeaveOrganization", {
        shows: "an account leaves",
        actor: administrator,
      }),
    ],
    ignored: [
      call(organization, "organizations:LeaveOrganization", {
        shows: "a guardrail holds an account",
        actor: administrator,
        more: { errorCode: "AccessDenied" },
      }),
      serviceEvent(organization, "organizations:CreateAccountResult", {
        shows: "an account is ready",
        actor: service("organizations"),
        by: "management",
      }),
      call(organization, "organizations:DescribeAccount", {
        shows: "an account is read",
        actor: administrator,
        by: "management",
        readOnly: true,
      }),
    ],
  }),
});
