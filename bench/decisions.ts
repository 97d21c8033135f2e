import { runUnsafeSimulation } from "@cloud-copilot/iam-simulate";
import { catalogue } from "../guardrails";
import { knownActions } from "../src/aws-data/actions";
import { compileGuardrail } from "../src/catalogue/compile";
import { EXAMPLE_ORGANIZATION } from "../src/catalogue/example-organization";
import { isAuthorization } from "../src/catalogue/guardrail";
import { compile } from "../src/evaluate/compiled";
import { decide } from "../src/evaluate/reference";
import type { AccessRequest, LevelDocuments } from "../src/evaluate/request";
import type { PolicyDocument } from "../src/policy/document";
import { milliseconds, type Row } from "./measure";

const LEVELS = 4;
const POLICIES = 4;
const ROUNDS = 5;
/** The slower two answer for one action out of so many: they take the same time for each. */
const EVERY = 50;

const FULL: PolicyDocument = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }],
};
const ACCOUNT = "222222222222";
const PRINCIPAL = `arn:aws:iam::${ACCOUNT}:role/developer`;
const RESOURCE = "arn:aws:s3:::bucket/key";
const CONTEXT = {
  "aws:RequestedRegion": "eu-west-1",
  "aws:SourceIp": "203.0.113.5",
  "aws:SecureTransport": "true",
};

const requestFor = (action: string): AccessRequest => ({
  action,
  resource: RESOURCE,
  principal: PRINCIPAL,
  context: CONTEXT,
});

/** Full access and guardrails of the catalogue, in turn, at each level. */
function levels(): LevelDocuments {
  const guardrails = catalogue
    .filter(isAuthorization)
    .filter(({ type }) => type === "SERVICE_CONTROL_POLICY")
    .map((guardrail): PolicyDocument => {
      const compiled = compileGuardrail(guardrail, guardrail.example, EXAMPLE_ORGANIZATION);
      if ("problems" in compiled) throw new Error(`${guardrail.id} does not compile`);
      return { Version: "2012-10-17", Statement: compiled.statements };
    });
  return Array.from({ length: LEVELS }, (_, level) => [
    FULL,
    ...Array.from(
      { length: POLICIES - 1 },
      (_policy, index) => guardrails[(level * (POLICIES - 1) + index) % guardrails.length]!,
    ),
  ]);
}

/** Whether iam-simulate lets an action pass: an identity policy that allows all leaves the SCPs to decide. */
function simulator(chain: LevelDocuments): (action: string) => boolean {
  const named = (policy: PolicyDocument, index: number) => ({ name: `policy-${index}`, policy });
  const serviceControlPolicies = chain.map((policies, level) => ({
    orgIdentifier: `level-${level}`,
    policies: policies.map(named),
  }));
  const contextVariables = {
    ...CONTEXT,
    "aws:PrincipalArn": PRINCIPAL,
    "aws:PrincipalAccount": ACCOUNT,
    "aws:PrincipalType": "AssumedRole",
  };
  return (action) =>
    runUnsafeSimulation(
      {
        request: {
          principal: PRINCIPAL,
          action,
          resource: { resource: RESOURCE, accountId: ACCOUNT },
          contextVariables,
        },
        identityPolicies: [named(FULL, 0)],
        serviceControlPolicies,
        resourceControlPolicies: [],
      },
      {},
    ) === "Allowed";
}

/** Decisions a second of the best of some rounds: the one that others on the machine disturbed least. */
function rate(actions: readonly string[], allows: (action: string) => boolean): number {
  const times = Array.from({ length: ROUNDS }, () =>
    milliseconds(() => {
      for (const action of actions) allows(action);
    }),
  );
  return (actions.length / Math.min(...times)) * 1000;
}

/**
 * All known actions for one principal through four levels of four SCPs: the compiled evaluator beside the plain
 * one and iam-simulate, which must agree.
 */
export function decisions(): Row {
  const chain = levels();
  const all = knownActions();
  const some = all.filter((_, index) => index % EVERY === 0);
  const { decide: compiled } = compile(chain);
  const fast = (action: string) => compiled(requestFor(action)).verdict === "allowed";
  const plain = (action: string) => decide(chain, requestFor(action)).verdict === "allowed";
  const simulated = simulator(chain);
  for (const action of some) {
    if (fast(action) !== plain(action) || fast(action) !== simulated(action)) {
      throw new Error(`the three evaluators disagree about ${action}`);
    }
  }
  const rates = { fast: rate(all, fast), plain: rate(some, plain), simulated: rate(some, simulated) };
  return {
    what: `decisions a second: ${all.length} actions, ${LEVELS} levels of ${POLICIES} SCPs, compiled`,
    measured: rates.fast.toFixed(0),
    beside: `iam-simulate: ${rates.simulated.toFixed(0)}, plain: ${rates.plain.toFixed(0)} (1 action in ${EVERY})`,
    ratio: `${(rates.fast / rates.simulated).toFixed(0)}×`,
  };
}
