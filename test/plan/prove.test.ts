import { catalogue } from "../../guardrails";
import { restrictIdentities } from "../../guardrails/restrict-identities";
import type { AnyAuthorizationGuardrail } from "../../src/catalogue/guardrail";
import { proveIntent } from "../../src/plan/prove";
import { smallIntent } from "../support/organizations";

const wishes = { Root: ["deny-root-user"], Prod: ["restrict-identities"] };

it("proves SCPs and RCPs, each as what it is", () => {
  expect(proveIntent(smallIntent(wishes), catalogue)).toEqual([]);
});

it("says which request of an RCP is not as it must be", () => {
  const swapped: AnyAuthorizationGuardrail = {
    ...restrictIdentities,
    requests: () => ({
      denied: [{ action: "s3:GetObject", context: { "aws:PrincipalIsAWSService": "true" } }],
      allowed: [{ action: "s3:GetObject" }],
    }),
  };
  const findings = proveIntent(smallIntent({ Prod: ["restrict-identities"] }), [swapped]);
  expect(findings).toMatchObject([
    { code: "guardrail-not-proved", expected: "denied", found: "allowed" },
    { code: "guardrail-not-proved", expected: "allowed", found: "denied" },
  ]);
});
