import { controlOf } from "../aws-data/controls";
import type { OrganizationFacts } from "../catalogue/guardrail";
import type { Detection, MetricDetection, RuleDetection, Sample } from "../detections/detection";
import { planRollout } from "../detections/rollout";
import { type Emitted, type Emitter, regionsWhere } from "../detections/where";
import { cell, fenced, supports } from "./page-parts";
import { grouped } from "./style";

/** What is generated of a detection's page, in Markdown: severity, pattern or filter, where it stands, samples. */
export function detectionFrame(detection: Detection, organization: OrganizationFacts): string {
  const { severity, response, references, samples } = detection;
  const { noticed, ignored } = samples(organization);
  return [
    `Severity: ${severity}. The message says what to do first: ${response}`,
    ...(detection.kind === "rule" ? rule(detection, organization) : metric(detection, organization)),
    "## Samples",
    "Tested with each change: what is noticed is delivered from every Region named, and the rest is left alone.",
    sampleTable("Noticed", noticed, organization),
    sampleTable("Left alone", ignored, organization),
    ...supports(references.map(controlOf)),
  ].join("\n\n");
}

const ACCOUNTS: Readonly<Record<RuleDetection["accounts"], string>> = {
  every: "in every account",
  management: "in the management account",
  security: "in the account of the security services",
  iam: "in the account that administers IAM",
};

function rule(detection: RuleDetection, organization: OrganizationFacts): readonly string[] {
  const { forwarding } = planRollout([detection], organization);
  const [stands] = forwarding;
  if (stands === undefined)
    throw new Error(`${detection.id}: the example organization has nothing to look for`);
  const { pattern, accounts, regions, state } = stands;
  const characters = grouped(JSON.stringify(pattern).length);
  return [
    "## Rule",
    `Stands ${ACCOUNTS[accounts]}, in ${regions.join(", ")}, in the state ${cell(state)}. ${characters} of 2,048 ` +
      "characters, in the example organization.",
    fenced(pattern),
  ];
}

function metric(detection: MetricDetection, organization: OrganizationFacts): readonly string[] {
  const { alarms } = planRollout([detection], organization);
  const [alarm] = alarms;
  if (alarm === undefined)
    throw new Error(`${detection.id}: the example organization has nothing to look for`);
  const { filter, threshold, seconds } = alarm;
  const events = threshold === 1 ? "1 such event" : `${threshold} such events`;
  return [
    "## Metric filter and alarm",
    `Stands on the log group of the organization's trail; ${events} within ${seconds / 60} minutes raise the alarm. ` +
      `${grouped(filter.length)} of 1,024 characters, in the example organization.`,
    "```\n" + filter + "\n```",
  ];
}

const EMITTERS: Readonly<Record<Emitter, string>> = {
  management: "management",
  member: "a member",
  security: "security services",
  identity: "Identity Center's",
  iam: "IAM's",
};

function sampleTable(verdict: string, samples: readonly Sample[], organization: OrganizationFacts): string {
  const rows = samples.map(({ shows, event, emitted, by, readOnly }) => {
    const name = event.detail.eventName ?? event["detail-type"];
    return `| ${[shows, cell(String(name)), EMITTERS[by], where(emitted, organization), readOnly ? "yes" : ""].join(" | ")} |`;
  });
  return [`| ${verdict} | event | account | Regions | read-only |`, "|---|---|---|---|---|", ...rows].join(
    "\n",
  );
}

function where(emitted: Emitted, organization: OrganizationFacts): string {
  if (emitted === "every") return "every watched one";
  if (emitted === "elsewhere") return "every unexpected one";
  return regionsWhere(emitted, organization).join(", ");
}
