import type { Finding, Severity } from "../findings/finding";
import type { PlanView } from "../plan/plan-file";
import { pathText } from "./paths";
import { planEffective } from "./plan-effective";
import type { IgnoredSetting, InheritanceProblem, PolicyPlace } from "./types";

/**
 * What is wrong with the management policies of a plan, each thing once however many accounts it reaches: policies
 * that cannot be read or that conflict, settings that a policy above does not let through, types that are not known.
 */
export function inheritanceFindings(plan: PlanView): readonly Finding[] {
  const { types, unknownTypes, effective } = planEffective(plan);
  const accounts = plan.nodes.filter(({ kind }) => kind === "account").map(({ id }) => id);
  const paths = new Map(plan.nodes.map(({ id, path }) => [id, path]));
  const managed = new Set(plan.policies.filter((policy) => policy.managed).map(({ key }) => key));
  const isOurs = (places: readonly PolicyPlace[]) => places.some(({ policy }) => managed.has(policy));
  const where = ({ policy, target }: PolicyPlace) =>
    `${JSON.stringify(policy)} at ${JSON.stringify(paths.get(target) ?? target)}`;

  const findings: Finding[] = [];
  for (const type of types) {
    const problems = new Set<InheritanceProblem>();
    const ignored = new Set<IgnoredSetting>();
    for (const account of accounts) {
      const found = effective(account, type);
      for (const each of found.problems) problems.add(each);
      for (const each of found.ignored) ignored.add(each);
    }
    for (const { code, path, policies, message, fix } of problems) {
      const places = [...new Set(policies.map(where))].join(" and ");
      findings.push({
        code: `management-policy-${code}`,
        severity: severityOf(code, isOurs(policies)),
        path: pathText(path),
        message: `${type}, policy ${places}: ${message}; what accounts below get is not known`,
        fix,
      });
    }
    for (const each of ignored) {
      const forbids = each.because.map(where).join(" and ");
      findings.push({
        code: "management-policy-ignored",
        severity: isOurs([each]) ? "warning" : "info",
        path: pathText(each.path),
        message: `${type}, policy ${where(each)}: AWS leaves out its ${each.operator}, which ${forbids} does not let child policies use at ${pathText(each.at)}`,
        fix: "take it out, or let the policy above allow it",
      });
    }
  }
  for (const type of unknownTypes) {
    findings.push({
      code: "unknown-policy-type",
      severity: "warning",
      message: `policies of the type ${JSON.stringify(type)} are attached: this version does not know what they do`,
      fix: "use a newer version",
    });
  }
  return findings;
}

/** Ours has to be right. What others wrote AWS has taken, so it may be that this version knows too little. */
function severityOf(code: InheritanceProblem["code"], ours: boolean): Severity {
  return ours && code !== "conflict" ? "error" : "warning";
}
