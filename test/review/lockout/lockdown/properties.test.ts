import fc from "fast-check";
import { catalogue } from "../../../../guardrails";
import { decide } from "../../../../src/evaluate/reference";
import { stackCallers } from "../../../../src/lockdown/stack-calls";
import { buildTree } from "../../../../src/organization/tree";
import type { Statement } from "../../../../src/policy/document";
import { factsOfSnapshot } from "../../../../src/review/facts";
import { regionsOf } from "../../../../src/review/lockout/principals";
import { review } from "../../../../src/review/review";
import { lockdownPlan } from "../../../support/lockdown";
import { NOW, planFor, withPolicy } from "../../../support/reviews";
import { lockdownProofs, lockedWith, openSnapshot } from "./support";

const LAB = "444444444444";
const intent = lockedWith();
const snapshot = openSnapshot();
const lockdown = lockdownPlan(intent, { snapshot });

/** Every call of every role in one account, in each Region, on each resource, one by one. */
const REQUESTS = lockdown.stackSets.flatMap((set) =>
  stackCallers(set, lockdown.organization).callers.flatMap(({ role, calls }) =>
    calls.flatMap((each) =>
      regionsOf(each.regions, intent.organization).flatMap((region) =>
        each.actions.flatMap((action) =>
          (each.resources?.({ partition: "aws", account: LAB, region }) ?? ["*"]).map((resource) => ({
            role,
            action,
            principal: `arn:aws:iam::${LAB}:${role.replace("*", "0123")}`,
            ...(resource.length > 1 ? { resource: resource.replaceAll("*", "x") } : {}),
            account: LAB,
            context: { "aws:RequestedRegion": region, "aws:SecureTransport": "true" },
          })),
        ),
      ),
    ),
  ),
);

const oneOf = (values: readonly string[]) => fc.constantFrom(...new Set(values));
const statements: fc.Arbitrary<Statement> = fc
  .record({
    Action: fc.oneof(
      oneOf(REQUESTS.map(({ action }) => action)),
      oneOf(["iam:*Role*", "events:Put*", "s3:*", "logs:*", "ec2:RunInstances"]),
    ),
    Resource: fc.oneof(
      fc.constant("*"),
      oneOf(REQUESTS.flatMap(({ resource }) => resource ?? [])),
      fc.constant("arn:aws:iam::444444444444:role/app"),
    ),
    region: fc.option(oneOf(REQUESTS.map(({ context }) => context["aws:RequestedRegion"]))),
    spared: fc.option(oneOf([...new Set(REQUESTS.map(({ role }) => role))])),
  })
  .map(({ Action, Resource, region, spared }) => ({
    Effect: "Deny",
    Action,
    Resource,
    Condition: {
      ...(region === null ? {} : { StringEquals: { "aws:RequestedRegion": region } }),
      ...(spared === null ? {} : { ArnNotLike: { "aws:PrincipalArn": `arn:aws:iam::*:${spared}` } }),
    },
  }));

test("a role is stopped just where the plain evaluator denies one of its calls", () => {
  fc.assert(
    fc.property(statements, (statement) => {
      const document = {
        Version: "2012-10-17" as const,
        Statement: [{ Effect: "Allow" as const, Action: "*", Resource: "*" }, statement],
      };
      const expected = REQUESTS.filter(
        ({ role: _, ...request }) => decide([[document]], request).verdict === "denied",
      ).map(({ role }) => `arn:aws:iam::*:${role}`);
      const rows = lockdownProofs(intent, withPolicy(snapshot, [LAB], statement));
      const found = rows.filter(
        ({ need, verdict, type }) =>
          verdict === "blocked" && type === "scp" && need.startsWith("org-guardrails-"),
      );
      expect(new Set(found.map(({ principal }) => principal))).toEqual(new Set(expected));
      for (const { accounts } of found) expect(accounts).toEqual([LAB]);
    }),
    { numRuns: 15 },
  );
});

test("a review blocks a change that shuts the baseline out", () => {
  const facts = factsOfSnapshot(snapshot);
  const change = (after: typeof intent) => {
    const [base, head] = [planFor(intent, snapshot), planFor(after, snapshot)];
    return review({
      base: { ...base, identity: null } as never,
      head: { ...head, identity: null } as never,
      baseFacts: facts,
      headFacts: facts,
      identity: null,
      intent: after,
      tree: buildTree(snapshot),
      lockdown: { plan: lockdownPlan(after, { snapshot }), catalogue },
      locked: {},
      problems: [],
      assumed: [],
      now: NOW,
    });
  };
  expect(change(intent).blocked).toBe(false);
  expect(change(lockedWith({ Dev: ["protect-account-settings"] })).blocked).toBe(true);
  expect(change(lockedWith({ Dev: ["deny-everything"] })).blocked).toBe(false);
});
