import type { Finding } from "../../findings/finding";
import { lockoutFindings } from "../../review/lockout/findings";
import type { Review, ReviewGroup } from "../../review/types";
import { heading, listed } from "../compare";
import { sarif } from "../sarif";
import { identityFindings } from "./identity/findings";
import { managementFindings } from "./management";
import { cause, type PathOf } from "./words";

/**
 * A review for code scanning: what blocks it as errors, what is newly allowed or undecided as warnings, what is
 * newly denied as notes.
 *
 * @param file organization.yaml, as the repository calls it
 */
export function reviewSarif(review: Review, pathOf: PathOf, file: string): string {
  const findings = [
    ...lockoutFindings(review.lockout, pathOf),
    ...review.problems,
    ...review.groups.flatMap((group) => groupFindings(group, pathOf)),
    ...review.management.flatMap((group) => managementFindings(group, pathOf)),
    ...identityFindings(review.identity, pathOf),
  ];
  return JSON.stringify(sarif(findings, file)) + "\n";
}

function groupFindings(group: ReviewGroup, pathOf: PathOf): readonly Finding[] {
  const accounts = listed(group.accounts.map(pathOf));
  const path = `${group.type} ${accounts}`;
  return [
    ...group.newlyAllowed.map(
      (entry): Finding => ({
        code: "newly-allowed",
        severity: "warning",
        path,
        message: `newly ALLOWED in ${accounts}: ${heading(entry)}, when ${entry.when}; denied before by ${cause(entry, pathOf)}`,
        found: JSON.stringify(entry.witness),
      }),
    ),
    ...group.newlyDenied.map(
      (entry): Finding => ({
        code: "newly-denied",
        severity: "info",
        path,
        message: `newly denied in ${accounts}: ${heading(entry)}, when ${entry.when}; by ${cause(entry, pathOf)}`,
        found: JSON.stringify(entry.witness),
      }),
    ),
    ...group.undecided.map(
      (entry): Finding => ({
        code: "undecided",
        severity: "warning",
        path,
        message: `undecided in ${accounts}: ${heading(entry)}: ${entry.reason}`,
      }),
    ),
  ];
}
