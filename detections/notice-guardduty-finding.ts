import { detection } from "../src/detections/detection";
import { finding } from "../src/detections/samples";

const TYPE = "GuardDuty Finding";
const found = (severity: number, archived = false) => ({
  schemaVersion: "2.0",
  accountId: "123456789012",
  partition: "aws",
  id: "16afba5c5c43e07c9e3e5e2e544e95df",
  type: "CryptoCurrency:EC2/BitcoinTool.B!DNS",
  severity,
  service: { serviceName: "guardduty", archived, count: 1 },
});

/**
 * Findings from 7 on are high, from 9 on critical.
 * Sources, read 2026-11: https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings-severity.html,
 * https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings_eventbridge.html.
 */
export const noticeGuarddutyFinding = detection({
  id: "notice-guardduty-finding",
  title: "GuardDuty finds something of high severity",
  severity: "high",
  why: "From 7 on, GuardDuty holds that a resource is used by somebody else already. The delegated administrator has the findings of all members.",
  response:
    "Open the finding, isolate what it names, and follow the steps that GuardDuty gives for its type.",
  references: ["GuardDuty.1"],
  about: "finding",
  accounts: "security",
  emitted: "every",
  readOnly: false,
  pattern: () => ({
    source: ["aws.guardduty"],
    "detail-type": [TYPE],
    detail: { severity: [{ numeric: [">=", 7] }], service: { archived: [false] } },
  }),
  samples: (organization) => ({
    noticed: [
      finding(organization, "guardduty", TYPE, { shows: "an instance mines coins", more: found(8) }),
      finding(organization, "guardduty", TYPE, { shows: "exactly 7", more: found(7) }),
      finding(organization, "guardduty", TYPE, { shows: "an attack sequence", more: found(9.5) }),
    ],
    ignored: [
      finding(organization, "guardduty", TYPE, { shows: "a port scan, just below", more: found(6.9) }),
      finding(organization, "guardduty", TYPE, {
        shows: "a suppression rule takes it",
        more: found(8, true),
      }),
      finding(organization, "guardduty", "GuardDuty Runtime Protection Unhealthy", {
        shows: "an agent is not well",
        more: {},
      }),
    ],
  }),
});
