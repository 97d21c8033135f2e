import fc from "fast-check";
import { compile } from "../../../src/evaluate/compiled";
import { decide } from "../../../src/evaluate/reference";
import type { Levels } from "../../../src/evaluate/request";
import { SEED } from "../../support/policy-generator";
import { publicPolicies } from "../../support/public-policies";
import { requestsLike } from "../../support/request-generator";

const REQUESTS = 120;
const policies = publicPolicies();

it("compiled and plain agree on every published SCP and RCP, about requests of their own values", () => {
  const neverDenied: string[] = [];
  for (const { path, type, document } of policies) {
    const scp = type === "SERVICE_CONTROL_POLICY";
    const principal = scp ? {} : { Principal: "*" };
    const full = {
      Version: "2012-10-17",
      Statement: { Effect: "Allow" as const, ...principal, Action: "*", Resource: "*" },
    };
    const levels: Levels = { type: scp ? "SCP" : "RCP", levels: [[full], [full, document]] };
    const compiled = compile(levels);
    const verdicts = new Set<string>();
    for (const request of fc.sample(requestsLike(document), { seed: SEED, numRuns: REQUESTS })) {
      const expected = decide(levels, request);
      verdicts.add(expected.verdict);
      expect([path, request, compiled.decide(request)]).toEqual([path, request, expected]);
    }
    if (!verdicts.has("denied")) neverDenied.push(path);
  }
  // Or else the requests would not be of the policies' own values. A few policies deny next to nothing.
  expect(neverDenied.length).toBeLessThanOrEqual(policies.length / 10);
});
