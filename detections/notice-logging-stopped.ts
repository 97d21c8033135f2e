import { detection } from "../src/detections/detection";
import { API_CALL } from "../src/detections/patterns";
import { administrator, call, deployer } from "../src/detections/samples";

/** What ends or narrows a trail or an event data store; AWS Config; GuardDuty. An update of a detector may do so too. */
const TRAILS = [
  "DeleteEventDataStore",
  "DeleteTrail",
  "PutEventSelectors",
  "StopEventDataStoreIngestion",
  "StopLogging",
  "UpdateTrail",
];
const RECORDERS = [
  "DeleteConfigurationRecorder",
  "DeleteDeliveryChannel",
  "PutConfigurationRecorder",
  "StopConfigurationRecorder",
];
const DETECTORS = [
  "DeleteDetector",
  "DeleteMembers",
  "DisableOrganizationAdminAccount",
  "DisassociateFromAdministratorAccount",
  "DisassociateFromMasterAccount",
  "DisassociateMembers",
  "StopMonitoringMembers",
  "UpdateDetector",
];

export const noticeLoggingStopped = detection({
  id: "notice-logging-stopped",
  title: "CloudTrail, AWS Config or GuardDuty is stopped or narrowed",
  severity: "critical",
  why: "Whoever takes over an account first puts out the lights. The deployers are noticed as well: they have a change to show for it.",
  response:
    "Switch it on again. If no change of the deployers explains it, take the account for taken over and look at everything that the caller did.",
  references: [
    "CIS AWS Foundations 5.0.0, 4.5",
    "CIS AWS Foundations 5.0.0, 4.9",
    "CIS AWS Foundations 3.0.0, 4.5",
    "CIS AWS Foundations 3.0.0, 4.9",
  ],
  accounts: "every",
  emitted: "every",
  readOnly: false,
  pattern: () => ({
    "detail-type": [API_CALL],
    detail: {
      errorCode: [{ exists: false }],
      $or: [
        { eventSource: ["cloudtrail.amazonaws.com"], eventName: TRAILS },
        { eventSource: ["config.amazonaws.com"], eventName: RECORDERS },
        { eventSource: ["guardduty.amazonaws.com"], eventName: DETECTORS },
      ],
    },
  }),
  samples: (organization) => ({
    noticed: [
      call(organization, "cloudtrail:StopLogging", {
        shows: "an administrator stops a trail",
        actor: administrator,
        emitted: "every",
      }),
      call(organization, "cloudtrail:UpdateTrail", {
        shows: "a deployer changes the organization's trail",
        actor: deployer,
        emitted: "every",
        by: "management",
      }),
      call(organization, "config:StopConfigurationRecorder", {
        shows: "the recorder is stopped",
        actor: administrator,
        emitted: "every",
      }),
      call(organization, "guardduty:UpdateDetector", {
        shows: "a detector is suspended",
        actor: administrator,
        emitted: "every",
        more: { requestParameters: { detectorId: "12abc34d567e8fa901bc2d34e56789f0", enable: false } },
      }),
      call(organization, "guardduty:DisassociateMembers", {
        shows: "members are let go",
        actor: administrator,
        emitted: "every",
        by: "security",
      }),
    ],
    ignored: [
      call(organization, "cloudtrail:StopLogging", {
        shows: "a guardrail refuses",
        actor: administrator,
        emitted: "every",
        more: { errorCode: "AccessDenied" },
      }),
      call(organization, "cloudtrail:StartLogging", {
        shows: "a trail is started",
        actor: administrator,
        emitted: "every",
      }),
      call(organization, "config:PutConfigRule", {
        shows: "a rule of AWS Config is added",
        actor: administrator,
        emitted: "every",
      }),
      call(organization, "guardduty:CreateFilter", {
        shows: "a filter of GuardDuty is added",
        actor: administrator,
        emitted: "every",
      }),
      call(organization, "cloudtrail:LookupEvents", {
        shows: "events are looked up",
        actor: administrator,
        emitted: "every",
        readOnly: true,
      }),
    ],
  }),
});
