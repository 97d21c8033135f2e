import { SEVERITIES } from "../detections/detection";
import { passwordWords } from "../lockdown/plan/words";
import { templateBytes } from "../lockdown/template/template";
import type { LockdownItem, LockdownPlan, PlannedDetections, PlannedStackSet } from "../lockdown/types";
import type { Lock } from "../organization/lock";
import type { Tree } from "../organization/tree";
import { renderFindings } from "./findings";
import { printable } from "./printable";
import { counted, grouped, type Style } from "./style";

/** Rows of one kind that are written out; the rest is counted. */
const MOST_SHOWN = 20;

/** What `pulumi up` of the stack root-lockdown holds, and how far the snapshot has it, for a person. */
export function renderLockdownPlan(
  plan: LockdownPlan,
  { lock, tree, style }: { readonly lock: Lock | null; readonly tree: Tree; readonly style: Style },
): string {
  const nameOf = (id: string) => {
    const node = tree.node(id);
    if (node === undefined) return id;
    return node.kind === "root" ? node.path : `${printable(node.path)} (${id})`;
  };
  const section = (title: string, lines: readonly string[]) =>
    lines.length === 0 ? "" : `${style.strong(title)}\n${lines.map((line) => `  ${line}\n`).join("")}`;
  const sections = [
    header(plan),
    section("Root users of members", rootLines(plan, nameOf)),
    section("Access Analyzer", analyzerLines(plan, nameOf)),
    section("Trail", trailLines(plan, nameOf)),
    section("Every account", baselineLines(plan)),
    section(
      "StackSets",
      plan.stackSets.flatMap((set) => stackSetLines(set, plan, nameOf)),
    ),
    section("Skipped", skippedLines(plan)),
    section("Detections", detectionLines(plan.detections, plan, nameOf)),
    section("Trusted access", [...plan.trustedAccess]),
    section("State", stateLines(plan.items, style)),
    plan.problems.length === 0 ? "" : `Problems\n${renderFindings(plan.problems, style)}`,
    footer(plan, lock),
  ];
  return sections.filter((text) => text !== "").join("\n") + "\n";
}

type NameOf = (id: string) => string;

function header({ organization, stackSets, covered, items }: LockdownPlan): string {
  const count = (state: LockdownItem["state"]) => items.filter((item) => item.state === state).length;
  const reach = stackSets.length === 0 ? "" : `: StackSets reach ${counted(covered.length, "account")}`;
  const states = [
    `${grouped(count("present"))} present`,
    `${grouped(count("missing"))} missing`,
    `${grouped(count("different"))} different`,
    `${grouped(count("unknown"))} not known`,
  ];
  return `Organization ${organization.id}, stack root-lockdown${reach}\nState: ${states.join(", ")}\n`;
}

function rootLines({ rootAccess, delegations }: LockdownPlan, nameOf: NameOf): readonly string[] {
  if (rootAccess === null) return [];
  const administrator = delegations.find(({ servicePrincipal }) => servicePrincipal === "iam.amazonaws.com");
  return [
    `${rootAccess.features.join(", ")} are on`,
    ...(administrator === undefined ? [] : [`administered by ${nameOf(administrator.account)}`]),
  ];
}

function analyzerLines({ analyzers, delegations }: LockdownPlan, nameOf: NameOf): readonly string[] {
  const administrator = delegations.find(
    ({ servicePrincipal }) => servicePrincipal === "access-analyzer.amazonaws.com",
  );
  const names = [...new Set(analyzers.map(({ name }) => name))];
  return [
    ...names.map((name) => {
      const own = analyzers.filter((analyzer) => analyzer.name === name);
      const days = own[0]!.unusedAccessAge;
      const after = days === null ? "" : `, after ${counted(days, "day")} without use`;
      return `${name} in ${own.map(({ region }) => region).join(", ")}${after}`;
    }),
    ...(administrator === undefined ? [] : [`administered by ${nameOf(administrator.account)}`]),
  ];
}

function trailLines({ trail, accounts }: LockdownPlan, nameOf: NameOf): readonly string[] {
  if (trail === null) return [];
  if (trail.mode === "existing") {
    const group =
      trail.logGroup === null ? "no log group is named" : `log group ${printable(trail.logGroup)}`;
    return [`the organization's own, left as it is; ${group}`];
  }
  return [
    `${trail.name}: all Regions, validated and encrypted log files`,
    `bucket ${trail.bucket} and key ${trail.keyAlias} in ${nameOf(accounts.logArchive?.id ?? "")}`,
    `log group ${trail.logGroup} in the management account, ${counted(trail.logGroupDays, "day")}`,
  ];
}

function baselineLines({ baseline, detections, accounts }: LockdownPlan): readonly string[] {
  const { passwordPolicy, ebsEncryptionRegions } = baseline;
  return [
    ...(passwordPolicy === null ? [] : [`password policy: ${passwordWords(passwordPolicy)}`]),
    ...(ebsEncryptionRegions.length === 0
      ? []
      : [`new EBS volumes are encrypted in ${ebsEncryptionRegions.join(", ")}`]),
    ...(detections === null
      ? []
      : [`rules that send to the security account ${accounts.security?.id ?? ""}`]),
  ];
}

function stackSetLines(set: PlannedStackSet, { covered }: LockdownPlan, nameOf: NameOf): readonly string[] {
  const stacks = covered.length * set.regions.length;
  return [
    `${set.name}: ${counted(stacks, "stack")} in ${set.regions.join(", ")}`,
    `  units ${set.units.map(nameOf).join(", ")}; ${set.maxConcurrentPercentage} % at once, stops when ${set.failureTolerancePercentage} % fail; template of ${grouped(templateBytes(set.template))} bytes`,
  ];
}

function skippedLines({ skipped }: LockdownPlan): readonly string[] {
  const shown = skipped.slice(0, MOST_SHOWN);
  return [
    ...shown.map(({ account, name, state }) => `${printable(name)} (${account}) is ${printable(state)}`),
    ...(skipped.length > shown.length
      ? [`and ${counted(skipped.length - shown.length, "account")} more`]
      : []),
  ];
}

function detectionLines(
  detections: PlannedDetections | null,
  { accounts }: LockdownPlan,
  nameOf: NameOf,
): readonly string[] {
  if (detections === null) return [];
  const { rollout, subscribers } = detections;
  const told = new Set([...rollout.notifying, ...rollout.alarms].map(({ severity }) => severity));
  const severities = SEVERITIES.filter((severity) => told.has(severity));
  return [
    `${counted(rollout.notifying.length, "detection")} by rules in ${rollout.regions.join(", ")}`,
    `${counted(rollout.alarms.length, "detection")} by alarms on the trail's log group`,
    `buses and topics of ${severities.join(", ")} in ${nameOf(accounts.security?.id ?? "")}, ${rollout.homeRegion}`,
    ...subscribers.map(({ endpoint, from }) => `${printable(endpoint)} is told from ${from} on`),
  ];
}

function stateLines(items: readonly LockdownItem[], style: Style): readonly string[] {
  const wrong = items.filter(({ state }) => state === "missing" || state === "different");
  const shown = wrong.slice(0, MOST_SHOWN).map(({ state, title, detail }) => {
    const paint = state === "missing" ? style.added : style.changed;
    return paint(`${state.padEnd(9)} ${printable(title)}${detail === "" ? "" : `: ${printable(detail)}`}`);
  });
  const more = wrong.length - MOST_SHOWN;
  const reasons = new Map<string, number>();
  for (const { detail } of items.filter(({ state }) => state === "unknown"))
    reasons.set(detail, (reasons.get(detail) ?? 0) + 1);
  return [
    ...shown,
    ...(more > 0 ? [style.faint(`and ${grouped(more)} more`)] : []),
    ...[...reasons].map(
      ([reason, count]) => `${"unknown".padEnd(9)} ${grouped(count)}: ${printable(reason)}`,
    ),
  ];
}

function footer({ stack, digest }: LockdownPlan, lock: Lock | null): string {
  if (lock === null) return `Desired state ${digest}, there is no lock yet`;
  return `Desired state ${digest}, ${lock.digests[stack] === digest ? "as in the lock" : "not the one in the lock"}`;
}
