import fc from "fast-check";
import { adaptivePace, type PaceLimits } from "../../src/aws/pace";

const LIMITS: PaceLimits = { start: 20, least: 0.5, most: 100, burst: 10 };
const { signal } = new AbortController();

/** A clock that only sleeping moves, so that minutes take no time. */
function clocked() {
  let time = 0;
  return {
    now: () => time,
    async sleep(milliseconds: number) {
      time += milliseconds;
    },
  };
}

/** A server that takes so many calls a second, and so many more at once after a rest. */
function bucket(perSecond: number, size: number, now: () => number) {
  let [tokens, since] = [size, now()];
  return () => {
    tokens = Math.min(size, tokens + ((now() - since) / 1_000) * perSecond);
    since = now();
    if (tokens < 1) return false;
    tokens--;
    return true;
  };
}

/** Sends calls for some seconds; every call takes a part of one. */
async function simulate(perSecond: number, seconds: number, limits = LIMITS) {
  const clock = clocked();
  const pace = adaptivePace(limits, clock);
  const takes = bucket(perSecond, perSecond, clock.now);
  let [sent, throttled] = [0, 0];
  while (clock.now() < seconds * 1_000) {
    await pace.next(signal);
    await clock.sleep(0.1);
    sent++;
    if (takes()) pace.passed();
    else {
      throttled++;
      pace.throttled();
    }
  }
  return { taken: sent - throttled, throttled, sent, rate: pace.rate() };
}

test("whatever a server takes, most of it is used, and little is refused", async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 4, max: 90 }), async (perSecond) => {
      const { taken, throttled, sent } = await simulate(perSecond, 300);
      expect(taken).toBeGreaterThan(0.6 * perSecond * 300);
      expect(throttled).toBeLessThan(0.15 * sent);
    }),
    { numRuns: 30 },
  );
});

test("never faster than the most, however willing the server", async () => {
  const { sent, rate } = await simulate(1_000, 300);
  expect(rate).toBe(LIMITS.most);
  expect(sent).toBeLessThanOrEqual(LIMITS.most * 300 + LIMITS.burst + 1);
});

test("never slower than the least, however often it is refused", () => {
  let time = 0;
  const pace = adaptivePace(LIMITS, { now: () => time, sleep: async () => {} });
  for (let refused = 0; refused < 50; refused++) {
    time += 2_000;
    pace.throttled();
  }
  expect(pace.rate()).toBe(LIMITS.least);
});

test("calls that were sent together and refused together slow it down once", () => {
  const pace = adaptivePace(LIMITS, clocked());
  for (let refused = 0; refused < 10; refused++) pace.throttled();
  expect(pace.rate()).toBe(LIMITS.start / 2);
});

test("the first calls go at once, the others at the rate", async () => {
  const clock = clocked();
  const pace = adaptivePace(LIMITS, clock);
  const left: number[] = [];
  for (let call = 0; call < 14; call++) {
    await pace.next(signal);
    left.push(clock.now());
  }
  expect(left).toEqual([...Array(10).fill(0), 50, 100, 150, 200]);
});

test("equal clocks and equal events give equal departures", async () => {
  const once = () => simulate(13, 60);
  expect(await once()).toEqual(await once());
});
