import { catalogue } from "../../guardrails";
import { compileGuardrail } from "../../src/catalogue/compile";
import { isAuthorization } from "../../src/catalogue/guardrail";
import { FULL_ACCESS } from "../../src/chain/chain";
import { decide } from "../../src/evaluate/reference";
import { organizationFacts } from "../../src/plan/facts";
import { makePlan } from "../../src/plan/make-plan";
import type { PolicyDocument } from "../../src/policy/document";
import { LIMITS, SLOTS_KEPT_FREE } from "../../src/policy/limits";
import { smallIntent, smallSnapshot } from "../support/organizations";

const RCP = "RESOURCE_CONTROL_POLICY";
const rcps = catalogue.filter(isAuthorization).filter(({ type }) => type === RCP);

const intent = smallIntent({ Prod: rcps.map(({ id, example }) => [id, example ?? {}] as const) });
const bare = smallSnapshot();
const everywhere = bare.policies[0]!.targets;
const snapshot = {
  ...bare,
  policyTypes: [...bare.policyTypes, RCP],
  policies: [
    ...bare.policies,
    {
      id: "p-RCPFullAWSAccess",
      name: "RCPFullAWSAccess",
      description: "",
      type: RCP,
      awsManaged: true,
      tags: {},
      content: JSON.stringify(FULL_ACCESS.RCP.document),
      targets: everywhere,
    },
  ],
};

const { plan, problems } = makePlan({
  intent,
  snapshot,
  lock: null,
  catalogue,
  now: Date.parse("2026-12-01T00:00:00Z"),
});

it("all RCPs of the catalogue fit one unit beside RCPFullAWSAccess, with a slot to spare", () => {
  if (plan === null) throw new Error(JSON.stringify(problems));
  const here = plan.policies.filter(
    ({ type, targets }) => type === RCP && targets.some(({ path }) => path === "Prod"),
  );
  const { attached, characters } = LIMITS[RCP];
  expect(here.length).toBeLessThanOrEqual(attached - SLOTS_KEPT_FREE);
  for (const policy of here) expect(policy.characters).toBeLessThanOrEqual(characters);

  const levels = { type: "RCP" as const, levels: [here.map(({ content }) => content as PolicyDocument)] };
  const facts = organizationFacts(intent);
  for (const guardrail of rcps) {
    const compiled = compileGuardrail(guardrail, guardrail.example, facts);
    if ("problems" in compiled) throw new Error(JSON.stringify(compiled.problems));
    const { denied } = guardrail.requests(compiled.parameters, facts);
    expect(denied.filter((request) => decide(levels, request).verdict !== "denied")).toEqual([]);
  }
});
