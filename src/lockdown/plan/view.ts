import { z } from "zod";
import type { Finding } from "../../findings/finding";
import { findingSchema } from "../../findings/schema";
import type { LockdownPlan } from "../types";
import type { PlannedLockdown } from "./make-lockdown-plan";
import { passwordWords } from "./words";

/** One thing that the stack holds, for comparison with what it held before. */
export interface LockdownPart {
  /** Unique: "detection:notice-root-sign-in". */
  readonly id: string;
  /** What it is and how, in words that differ where anything of it differs. */
  readonly text: string;
}

/** What `plan --json` says of the root lockdown. */
export interface LockdownView {
  /** Sorted by id; null where it is wanted and no plan can be made, and `problems` say why. */
  readonly parts: readonly LockdownPart[] | null;
  readonly problems: readonly Finding[];
}

/** @param isWanted whether organization.yaml wants anything of the stack */
export function lockdownView({ plan, problems }: PlannedLockdown, isWanted: boolean): LockdownView {
  return { parts: plan === null ? (isWanted ? null : []) : partsOf(plan), problems };
}

function partsOf(plan: LockdownPlan): readonly LockdownPart[] {
  const { rootAccess, delegations, analyzers, trail, baseline, stackSets, detections } = plan;
  const part = (id: string, text: string): LockdownPart => ({ id, text });
  const forwarding = detections?.rollout.forwarding ?? [];
  const states = new Map(forwarding.map(({ detection, regions }) => [detection, `in ${regions.join(", ")}`]));
  const parts = [
    ...(rootAccess?.features ?? []).map((feature) => part(`feature:${feature}`, `${feature} is on`)),
    ...delegations.map(({ account, servicePrincipal }) =>
      part(`delegation:${servicePrincipal}`, `${account} administers ${servicePrincipal}`),
    ),
    ...analyzers.map(({ name, region, unusedAccessAge: days }) =>
      part(
        `analyzer:${name}:${region}`,
        `the analyzer ${name} in ${region}${days === null ? "" : `, after ${days} days`}`,
      ),
    ),
    ...(trail === null ? [] : [part("trail", trailWords(trail))]),
    ...(baseline.passwordPolicy === null
      ? []
      : [part("password-policy", `the password policy: ${passwordWords(baseline.passwordPolicy)}`)]),
    ...baseline.ebsEncryptionRegions.map((region) =>
      part(`ebs-encryption:${region}`, `new EBS volumes are encrypted in ${region}`),
    ),
    ...stackSets.flatMap(({ name, units }) =>
      units.map((unit) => part(`unit:${name}:${unit}`, `${name} stands in ${unit}`)),
    ),
    ...(detections?.rollout.notifying ?? []).map(({ detection, severity }) =>
      part(`detection:${detection}`, `${detection}, ${severity}, ${states.get(detection) ?? ""}`),
    ),
    ...(detections?.rollout.alarms ?? []).map(({ detection, severity, threshold, seconds }) =>
      part(`detection:${detection}`, `${detection}, ${severity}, from ${threshold} within ${seconds} s on`),
    ),
    ...(detections?.subscribers ?? []).map(({ endpoint, from }) =>
      part(`subscriber:${endpoint}:${from}`, `${endpoint} is told from ${from} on`),
    ),
  ];
  return parts.sort((one, other) => (one.id < other.id ? -1 : 1));
}

function trailWords(trail: NonNullable<LockdownPlan["trail"]>): string {
  return trail.mode === "create"
    ? `the trail ${trail.name} to the bucket ${trail.bucket}`
    : `a trail that exists, with ${trail.logGroup === null ? "no log group" : `the log group ${trail.logGroup}`}`;
}

const text = z.string();

/** The part of a plan's document about the root lockdown. */
export const lockdownViewSchema: z.ZodType<LockdownView> = z.object({
  parts: z.nullable(z.array(z.object({ id: text, text }))),
  problems: z.array(findingSchema),
});
