import { detections } from "../../detections";
import { controlOf } from "../../src/aws-data/controls";
import type { OrganizationFacts } from "../../src/catalogue/guardrail";
import type { Detection, Sample } from "../../src/detections/detection";
import { eventIn } from "../../src/detections/event";
import { filterMatches } from "../../src/detections/match/log-filter";
import { matches } from "../../src/detections/match/match";
import type { EventPattern, Json } from "../../src/detections/match/pattern";
import { ruleName } from "../../src/detections/names";
import { regionsWhere } from "../../src/detections/where";
import { ORGANIZATIONS } from "./support";

it("holds exactly these detections", () => {
  expect(detections.map(({ id }) => id)).toEqual([
    "notice-access-key-creation",
    "notice-account-membership",
    "notice-administrator-policy",
    "notice-assume-root",
    "notice-break-glass",
    "notice-external-access",
    "notice-guardduty-finding",
    "notice-iam-policy-change",
    "notice-iam-user-change",
    "notice-identity-center-change",
    "notice-logging-stopped",
    "notice-management-account-change",
    "notice-mfa-removal",
    "notice-organization-change",
    "notice-password-policy-change",
    "notice-refused-regions",
    "notice-repeated-sign-in-failures",
    "notice-root-activity",
    "notice-root-credential-change",
    "notice-root-sign-in",
    "notice-rule-tampering",
    "notice-sign-in-without-mfa",
  ]);
});

/** Whether a detection takes a sample, wherever AWS emits it; undefined where that depends on the Region. */
function isNoticed(
  detection: Detection,
  sample: Sample,
  organization: OrganizationFacts,
): boolean | undefined {
  const answers = new Set(
    regionsWhere(sample.emitted, organization).map((region) => {
      const event = eventIn(region, sample.event);
      if (detection.kind === "metric") return filterMatches(detection.filter(organization)!, event.detail);
      return matches(detection.pattern(organization)!, event);
    }),
  );
  return answers.size === 1 ? [...answers][0] : undefined;
}

describe.each(ORGANIZATIONS)("in %s", (_, organization) => {
  describe.each(detections.map((detection) => [detection.id, detection] as const))("%s", (_, detection) => {
    const { noticed, ignored } = detection.samples(organization);
    it("has samples of both kinds, each with words of its own", () => {
      expect(noticed.length).toBeGreaterThan(0);
      expect(ignored.length).toBeGreaterThan(0);
      const shown = [...noticed, ...ignored].map(({ shows }) => shows);
      expect(new Set(shown).size).toBe(shown.length);
    });

    const looks = (detection.kind === "rule" ? detection.pattern : detection.filter)(organization) !== null;
    const happens = ({ emitted }: Sample) => regionsWhere(emitted, organization).length > 0;
    if (!looks || !noticed.some(happens)) return;

    it.each(noticed.filter(happens).map((sample) => [sample.shows, sample] as const))(
      "notices: %s",
      (_, sample) => {
        expect(isNoticed(detection, sample, organization)).toBe(true);
      },
    );

    // Without deployers and member roles, what they do is done by somebody else.
    const byNobodySpared = organization.deployers.length === 0 ? /deployer|baseline/ : /^$/;
    const left = ignored.filter((sample) => happens(sample) && !byNobodySpared.test(sample.shows));
    it.each(left.map((sample) => [sample.shows, sample] as const))("leaves alone: %s", (_, sample) => {
      expect(isNoticed(detection, sample, organization)).toBe(false);
    });
  });
});

/** Fields that say the same again, or keep out what no service sends. */
const SAID_TWICE = ["source", "detail-type", "eventSource"];

/** The pattern without each of its fields in turn, except those. */
function* withoutEachField(pattern: EventPattern): Generator<readonly [string, EventPattern]> {
  for (const [name, value] of Object.entries(pattern)) {
    const { [name]: _, ...rest } = pattern;
    if (Object.keys(rest).length > 0 && !SAID_TWICE.includes(name)) yield [name, rest];
    const parts = name === "$or" ? (value as unknown as readonly EventPattern[]) : [];
    for (const [index, part] of parts.entries()) {
      for (const [path, less] of withoutEachField(part)) {
        yield [`$or ${index}, ${path}`, { ...pattern, $or: parts.with(index, less) as unknown as Json[] }];
      }
    }
    if (Array.isArray(value)) continue;
    for (const [path, less] of withoutEachField(value as EventPattern)) {
      yield [`${name}.${path}`, { ...pattern, [name]: less }];
    }
  }
}

it.each(detections.map((detection) => [detection.id, detection] as const))(
  "%s: a sample would tell if any field were left out of its pattern",
  (_, detection) => {
    if (detection.kind !== "rule") return;
    const [[, organization]] = ORGANIZATIONS as [[string, OrganizationFacts]];
    const { ignored } = detection.samples(organization);
    const unseen = [...withoutEachField(detection.pattern(organization)!)].filter(
      ([, less]) => !ignored.some(({ event }) => matches(less, eventIn(organization.homeRegion, event))),
    );
    expect(unseen.map(([path]) => path)).toEqual([]);
  },
);

it("takes both spellings that AWS has for a sign-in", () => {
  const [[, organization]] = ORGANIZATIONS as [[string, OrganizationFacts]];
  const bySignIn = detections.flatMap((detection) => {
    if (detection.kind !== "rule") return [];
    const signIns = detection
      .samples(organization)
      .noticed.filter(({ event }) => event["detail-type"] === "AWS Console Sign In via CloudTrail");
    return signIns.map((sample) => [detection, sample] as const);
  });
  expect(bySignIn.length).toBeGreaterThan(4);
  for (const [detection, sample] of bySignIn) {
    const event = { ...sample.event, "detail-type": "AWS Console Signin via CloudTrail" };
    expect(isNoticed(detection, { ...sample, event }, organization)).toBe(true);
  }
});

describe.each(detections.map((detection) => [detection.id, detection] as const))("%s", (_, detection) => {
  it("has a name that EventBridge takes, and texts that go into a message", () => {
    expect(detection.id).toMatch(/^notice-[a-z]+(-[a-z]+)*$/);
    expect(ruleName(detection.id).length).toBeLessThanOrEqual(64);
    for (const text of [detection.title, detection.why, detection.response])
      expect(text).not.toMatch(/[<>"\\]/);
  });

  it("refers to controls that alarms support", () => {
    for (const reference of detection.references) {
      expect(["detection", "account-setting"]).toContain(controlOf(reference).otherwise);
    }
  });
});
