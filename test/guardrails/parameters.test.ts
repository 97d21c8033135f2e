import { denyBedrockApiKeys } from "../../guardrails/deny-bedrock-api-keys";
import { denyCommitments } from "../../guardrails/deny-commitments";
import { restrictBedrockModels } from "../../guardrails/restrict-bedrock-models";
import { restrictIdentities } from "../../guardrails/restrict-identities";
import { restrictInstanceTypes } from "../../guardrails/restrict-instance-types";
import { restrictMarketplace } from "../../guardrails/restrict-marketplace";
import { EXAMPLE_ORGANIZATION } from "../../src/catalogue/example-organization";
import { resolveParameters } from "../../src/catalogue/parameters";
import { under } from "./support";

/** Guardrails whose parameters change their statements, with parameters that the catalogue's test does not use. */
it.each([
  [denyBedrockApiKeys, { "short-term-keys": "allowed" }],
  [denyCommitments, { buyers: ["role/finops", "arn:aws:iam::222222222222:role/team/buyer-*"] }],
  [restrictBedrockModels, { models: ["deepseek.*", "meta.llama?-*"], "foreign-models": "allowed" }],
  [
    restrictIdentities,
    {
      services: ["cognito-idp", "s3"],
      "trusted-accounts": ["999988887777"],
      "trusted-organizations": ["o-partner00000"],
      "public-resources": ["arn:aws:s3:::www.example.com/*"],
    },
  ],
  [restrictInstanceTypes, { types: ["p5.*", "x8g.metal-*"] }],
  [restrictMarketplace, { products: ["prod-abcdefghijklm", "prod-nopqrstuvwxyz"] }],
  [restrictMarketplace, { products: ["prod-abcdefghijklm"], buyers: ["role/procurement"] }],
])("%#: a guardrail holds its own requests with other parameters", (guardrail, written) => {
  const resolved = resolveParameters(guardrail, written, EXAMPLE_ORGANIZATION);
  if ("problems" in resolved) throw new Error(JSON.stringify(resolved.problems));
  const { denied, allowed } = guardrail.requests(resolved.parameters, EXAMPLE_ORGANIZATION);
  const decided = under(guardrail, written);
  expect(denied.filter((request) => decided(request) !== "denied")).toEqual([]);
  expect(allowed.filter((request) => decided(request) !== "allowed")).toEqual([]);
});

it.each([
  [restrictInstanceTypes, { types: ["t3"] }, "types[0]"],
  [restrictInstanceTypes, { types: ["*"] }, "types[0]"],
  [restrictInstanceTypes, { types: ["T3.micro"] }, "types[0]"],
  [restrictBedrockModels, { models: ["*"] }, "models[0]"],
  [restrictBedrockModels, { models: ["eu.anthropic.claude-*"] }, "models[0]"],
  [restrictMarketplace, { products: ["My product"] }, "products[0]"],
  [denyCommitments, { buyers: ["finops"] }, "buyers[0]"],
])("%#: a guardrail takes no parameters that would say something else", (guardrail, written, path) => {
  expect(resolveParameters(guardrail, written, EXAMPLE_ORGANIZATION)).toMatchObject({ problems: [{ path }] });
});
