import { detections } from "../../detections";
import { EXAMPLE_ORGANIZATION } from "../../src/catalogue/example-organization";
import { deliveryOf, messagesOf } from "../../src/detections/delivery";
import type { RuleDetection, Sample } from "../../src/detections/detection";
import { EVERYTHING, planRollout, type Rollout } from "../../src/detections/rollout";
import { regionsWhere } from "../../src/detections/where";
import { ORGANIZATIONS } from "./support";

const rules = detections.filter((each): each is RuleDetection => each.kind === "rule");

/** Every noticed sample in every Region that it names. */
function casesOf(
  organization: typeof EXAMPLE_ORGANIZATION,
  more: readonly string[] = [],
): readonly (readonly [RuleDetection, Sample, string])[] {
  return rules
    .filter(({ pattern }) => pattern(organization) !== null)
    .flatMap((rule) =>
      rule
        .samples(organization)
        .noticed.flatMap((sample) =>
          regionsWhere(sample.emitted, organization, more).map((region) => [rule, sample, region] as const),
        ),
    );
}

/** The rollout with something of each forwarding rule changed. */
function changed(
  rollout: Rollout,
  change: (rule: Rollout["forwarding"][number]) => Partial<Rollout["forwarding"][number]>,
): Rollout {
  return { ...rollout, forwarding: rollout.forwarding.map((rule) => ({ ...rule, ...change(rule) })) };
}

describe.each(ORGANIZATIONS)("in %s", (_, organization) => {
  const rollout = planRollout(detections, organization);
  const cases = casesOf(organization);

  it("each sample is told, in each Region where AWS emits it", () => {
    const lost = cases.filter(
      ([{ id }, sample, region]) => !deliveryOf(rollout, id, sample, region).delivered,
    );
    expect(lost).toEqual([]);
  });

  it("each detection tells a sample once, however many others want it", () => {
    for (const [{ id }, sample, region] of cases) {
      const told = messagesOf(rollout, sample, region);
      expect(told).toContain(id);
      expect(new Set(told).size).toBe(told.length);
    }
  });

  it("what must be left alone is told nowhere", () => {
    if (organization.deployers.length === 0) return;
    const told = rules.flatMap(({ id, samples }) =>
      samples(organization).ignored.flatMap((sample) =>
        regionsWhere(sample.emitted, organization).filter(
          (region) => deliveryOf(rollout, id, sample, region).delivered,
        ),
      ),
    );
    expect(told).toEqual([]);
  });

  it("without the Region it is lost there, and only there", () => {
    // Of many Regions, some: each is as good as the next.
    const step = Math.ceil(rollout.regions.length / 7);
    for (const without of rollout.regions.filter((_, index) => index % step === 0)) {
      const less = changed(rollout, ({ regions }) => ({
        regions: regions.filter((each) => each !== without),
      }));
      for (const [{ id }, sample, region] of cases) {
        expect(deliveryOf(less, id, sample, region)).toEqual(
          region === without ? { delivered: false, because: "no-rule-there" } : { delivered: true },
        );
      }
    }
  });

  it("in the plain state a read-only one is lost, whether at the sending rule or at the telling one", () => {
    const plain = { state: "ENABLED" } as const;
    const sending = changed(rollout, () => plain);
    const telling = { ...rollout, notifying: rollout.notifying.map((rule) => ({ ...rule, ...plain })) };
    for (const [{ id }, sample, region] of cases) {
      const expected = sample.readOnly ? { delivered: false, because: "read-only" } : { delivered: true };
      expect(deliveryOf(sending, id, sample, region)).toEqual(expected);
      expect(deliveryOf(telling, id, sample, region)).toEqual(expected);
    }
  });

  it("asks for read-only events only where a sample is one", () => {
    for (const { id, readOnly, samples } of rules) {
      expect([id, readOnly]).toEqual([id, samples(organization).noticed.some((sample) => sample.readOnly)]);
    }
  });

  it("has no rule where no sample of it is emitted", () => {
    for (const rule of rollout.forwarding) {
      const emitted = cases.flatMap(([{ id }, , region]) => (id === rule.detection ? [region] : []));
      expect(rule.regions).toEqual([...new Set(emitted)].sort());
    }
  });
});

it("stands where AWS records whatever Regions are approved", () => {
  const { regions, forwarding } = planRollout(detections, {
    ...EXAMPLE_ORGANIZATION,
    regions: ["eu-west-1"],
  });
  expect(regions).toEqual(["ap-southeast-2", "eu-north-1", "eu-west-1", "us-east-1", "us-east-2"]);
  const regionsOf = (id: string) => forwarding.find(({ detection }) => detection === id)!.regions;
  expect(regionsOf("notice-root-sign-in")).toEqual(["us-east-1"]);
  expect(regionsOf("notice-organization-change")).toEqual(["us-east-1"]);
  expect(regionsOf("notice-sign-in-without-mfa")).toEqual(regions);
  expect(regionsOf("notice-assume-root")).toEqual(regions);
});

it("stands in further Regions that somebody wants watched, and tells what happens there", () => {
  const more = ["sa-east-1"];
  const rollout = planRollout(detections, EXAMPLE_ORGANIZATION, { ...EVERYTHING, regions: more });
  const there = casesOf(EXAMPLE_ORGANIZATION, more).filter(([, , region]) => region === "sa-east-1");
  expect(there.length).toBeGreaterThan(0);
  for (const [{ id }, sample, region] of there) {
    expect(deliveryOf(rollout, id, sample, region)).toEqual({ delivered: true });
  }
});

it("leaves out what is disabled, as rule and as alarm", () => {
  const disabled = ["notice-iam-policy-change", "notice-refused-regions"];
  const rollout = planRollout(detections, EXAMPLE_ORGANIZATION, { regions: [], disabled });
  const rolledOut = [...rollout.forwarding, ...rollout.notifying, ...rollout.alarms].map(
    ({ detection }) => detection,
  );
  expect(rolledOut.filter((id) => disabled.includes(id))).toEqual([]);
  expect(new Set(rolledOut).size).toBe(detections.length - disabled.length);
});

it("leaves out a detection of break-glass roles where there are none", () => {
  const { forwarding } = planRollout(detections, { ...EXAMPLE_ORGANIZATION, breakGlass: [] });
  expect(forwarding.map(({ detection }) => detection)).not.toContain("notice-break-glass");
});

it("a rule of one account does not stand in the others", () => {
  const rollout = planRollout(detections, EXAMPLE_ORGANIZATION);
  const rule = rules.find(({ id }) => id === "notice-guardduty-finding")!;
  const [sample] = rule.samples(EXAMPLE_ORGANIZATION).noticed;
  expect(deliveryOf(rollout, rule.id, { ...sample!, by: "member" }, "eu-west-1")).toEqual({
    delivered: false,
    because: "no-rule-there",
  });
});

it("refuses an organization with more roles to spare than a pattern holds", () => {
  const memberRoles = Array.from(
    { length: 60 },
    (_, index) => `arn:aws:iam::*:role/tools/deployment-tool-${index}`,
  );
  expect(() => planRollout(detections, { ...EXAMPLE_ORGANIZATION, memberRoles })).toThrow(
    /of 2048 that a rule may have/,
  );
});

it("messages name where their values stand, and are JSON whatever the values are", () => {
  for (const { message, severity } of planRollout(detections, EXAMPLE_ORGANIZATION).notifying) {
    const used = [...message.template.matchAll(/<(\w+)>/g)].map(([, name]) => name!);
    expect(Object.keys(message.paths).sort()).toEqual([...new Set(used)].sort());
    const filled = message.template.replaceAll(/<\w+>/g, "arn:aws:iam::123456789012:user/anaya");
    expect(JSON.parse(filled).content.title).toMatch(new RegExp(`^${severity}: `));
  }
});

it("alarms have a description that CloudWatch takes", () => {
  for (const { description, seconds, threshold } of planRollout(detections, EXAMPLE_ORGANIZATION).alarms) {
    expect(description.length).toBeLessThanOrEqual(1024);
    expect(seconds % 60).toBe(0);
    expect(threshold).toBeGreaterThan(0);
  }
});
