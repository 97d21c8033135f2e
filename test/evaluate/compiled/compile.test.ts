import fc from "fast-check";
import { foldedActions, knownActions } from "../../../src/aws-data/actions";
import { compile } from "../../../src/evaluate/compiled";
import { decide } from "../../../src/evaluate/reference";
import { matches, withWildcards } from "../../../src/evaluate/reference/pattern";
import type { AccessRequest, Levels } from "../../../src/evaluate/request";
import type { PolicyDocument, Statement } from "../../../src/policy/document";
import {
  anyLevels,
  anyRequest,
  contextValue,
  EVERY_OPERATOR,
  key,
  SEED,
  VALUES,
} from "../../support/policy-generator";

const RUNS = { seed: SEED, numRuns: 600 };
const FULL: PolicyDocument = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }],
};
const denying = (Statement: readonly Statement[]): Levels => [[FULL, { Version: "2012-10-17", Statement }]];

/** What a call answers, or the error that it throws. */
function outcome<T>(call: () => T): unknown {
  try {
    return call();
  } catch (error) {
    const { name, message } = error as Error;
    return { name, message };
  }
}

const plainly = (levels: Levels, request: AccessRequest) => outcome(() => decide(levels, request));

describe("the compiled evaluator answers as the plain one", () => {
  it("for generated policies of both types and several requests in turn", () => {
    fc.assert(
      fc.property(anyLevels, fc.array(anyRequest, { minLength: 1, maxLength: 6 }), (levels, requests) => {
        const compiled = compile(levels);
        for (const request of [...requests, ...requests]) {
          expect(compiled.decide(request)).toEqual(decide(levels, request));
        }
      }),
      RUNS,
    );
  });

  it("for requests that differ from each other in one thing", () => {
    fc.assert(
      fc.property(
        anyLevels,
        anyRequest,
        anyRequest,
        key,
        contextValue,
        (levels, first, other, name, value) => {
          const compiled = compile(levels);
          const neighbours: AccessRequest[] = [
            { ...first, action: other.action },
            { ...first, resource: other.resource },
            { ...first, principal: other.principal },
            { ...first, account: other.account },
            { ...first, context: { ...first.context, [name]: value } },
            { ...first, context: Object.fromEntries(Object.entries(first.context ?? {}).slice(1)) },
            { action: first.action },
          ];
          for (const neighbour of neighbours.flatMap((one) => [first, one])) {
            expect(compiled.decide(neighbour)).toEqual(decide(levels, neighbour));
          }
        },
      ),
      { ...RUNS, numRuns: 200 },
    );
  });

  // One Deny for each operator and value, so that a single decision says which of them all hold.
  const everyCondition = EVERY_OPERATOR.flatMap((operator) =>
    [...VALUES.map((value) => [value]), [], ["a", "2", "true"]].map(
      (values): Statement => ({
        Effect: "Deny",
        Action: "*",
        Resource: "*",
        Condition: { [operator]: { "aws:B": values } },
      }),
    ),
  );
  const foundValues = [
    undefined,
    [],
    ...VALUES,
    ...VALUES.map((value) => [value, "a"]),
    ["", ""],
    ["1", "2.0", "true"],
  ];
  const everyLevel = denying(everyCondition);
  const compiledEvery = compile(everyLevel);

  it.each(foundValues.map((found) => [JSON.stringify(found) ?? "an absent key", found] as const))(
    "for every operator and value where the request has %s",
    (_, found) => {
      const context = { "aws:a": "b", ...(found === undefined ? {} : { "aws:b": found }) };
      const request = { action: "s3:GetObject", context };
      const answer = compiledEvery.decide(request);
      // toEqual takes long over thousands of deciders.
      expect(JSON.stringify(answer)).toBe(JSON.stringify(decide(everyLevel, request)));
      expect(answer.decidedBy.length).toBeGreaterThan(0);
      expect(answer.decidedBy.length).toBeLessThan(everyCondition.length);
    },
  );
});

describe("action lists", () => {
  const PATTERNS = [
    "*",
    "**",
    "s3:*",
    "S3:Get*",
    "s3:getobject",
    "s3:?etObject",
    "*:Describe*",
    "*:*Tag*",
    "??:*",
    "ec2*",
    "e*2:Run*s",
    "iam:PassRole",
    "zzz:*",
    "",
    "s3",
    ":",
    "\uffff",
    "s3:GetObject?",
  ];
  const known = knownActions().filter((_, index) => index % 97 === 0);
  const asked = [...known, "s3:GetObject", "S3:GETOBJECT", "s3:GetObjects", "zzz:New", "a:b", "ec2x:Run"];

  it("speak of known and unknown actions as their patterns do, the complement in NotAction", () => {
    const lists = PATTERNS.flatMap((pattern) => [{ Action: pattern }, { NotAction: pattern }]);
    const compiled = compile(denying(lists.map((list) => ({ Effect: "Deny", ...list, Resource: "*" }))));
    for (const action of asked) {
      const speaking = PATTERNS.map((pattern) =>
        matches(withWildcards(pattern.toLowerCase()), action.toLowerCase()),
      );
      const expected = speaking.flatMap((speaks, index) => [2 * index + (speaks ? 0 : 1)]);
      expect(compiled.decide({ action }).decidedBy.map(({ statement }) => statement)).toEqual(expected);
    }
  });

  it("are told apart in every one of a few hundred statements", () => {
    const some = foldedActions().filter((_, index) => index % 61 === 0);
    const compiled = compile(denying(some.map((Action) => ({ Effect: "Deny", Action, Resource: "*" }))));
    some.forEach((action, statement) => {
      expect(compiled.decide({ action }).decidedBy).toEqual([{ level: 0, policy: 1, statement, sid: null }]);
    });
  });
});

describe("what has no meaning", () => {
  const JUNK = [undefined, null, 0, "", "x", [], {}, [[]], { Statement: {} }, ["x"], true];
  const junk = fc.constantFrom<unknown>(...JUNK);

  /** The same JSON with one value, picked by `at`, replaced. */
  function spoilt(value: unknown, at: number, by: unknown): unknown {
    let left = at;
    const walk = (one: unknown): unknown => {
      if (left-- === 0) return by;
      if (Array.isArray(one)) return one.map(walk);
      if (one === null || typeof one !== "object") return one;
      return Object.fromEntries(Object.entries(one).map(([name, inner]) => [name, walk(inner)]));
    };
    return walk(value);
  }

  it("is refused with the same error, be it in the policies or in the request", () => {
    let errors = 0;
    fc.assert(
      fc.property(
        anyLevels,
        anyRequest,
        fc.nat({ max: 30 }),
        junk,
        fc.boolean(),
        (levels, asked, at, by, inLevels) => {
          const given = (inLevels ? spoilt(levels, at, by) : levels) as Levels;
          const request = (inLevels ? asked : spoilt(asked, at % 8, by)) as AccessRequest;
          const expected = plainly(given, request);
          if (expected !== null && typeof expected === "object" && "message" in expected) errors++;
          expect(outcome(() => compile(given).decide(request))).toEqual(expected);
          // After a good request too, whose situation is remembered.
          expect(
            outcome(() => {
              const compiled = compile(given);
              compiled.decide(asked);
              return compiled.decide(request);
            }),
          ).toEqual(expected);
        },
      ),
      RUNS,
    );
    expect(errors).toBeGreaterThan(100);
  });

  it.each([
    [null],
    ["s3:GetObject"],
    [{}],
    [{ action: "s3" }],
    [{ action: "s3:*" }],
    [{ action: "s3:GetObject", resource: "" }],
    [{ action: "s3:GetObject", principal: "nobody" }],
    [{ action: "s3:GetObject", account: "12" }],
    [{ action: "s3:GetObject", context: [] }],
    [{ action: "s3:GetObject", context: null }],
    [{ action: "s3:GetObject", context: { k: 1 } }],
    [{ action: "s3:GetObject", context: { k: "a", K: "b" } }],
  ])("refuses the request %j", (request) => {
    const asked = request as unknown as AccessRequest;
    const compiled = compile([[FULL]]);
    compiled.decide({ action: "s3:GetObject" });
    expect(() => compiled.decide(asked)).toThrow(expect.objectContaining({ name: "RequestError" }));
    expect(outcome(() => compiled.decide(asked))).toEqual(plainly([[FULL]], asked));
  });

  it("refuses a NotPrincipal, and a Principal in an SCP", () => {
    for (const element of [{ NotPrincipal: "*" }, { Principal: "*" }]) {
      const levels = denying([{ Effect: "Deny", Action: "*", Resource: "*", ...element }]);
      expect(() => compile(levels)).toThrow(expect.objectContaining({ name: "PolicyError" }));
    }
  });
});

describe("what is remembered", () => {
  const levels = denying([
    { Effect: "Deny", Action: "*", Resource: "*", Condition: { StringEquals: { k: ["a", "b"] } } },
  ]);

  it("is nothing of a request that was changed after it was asked", () => {
    const compiled = compile(levels);
    const values = ["a"];
    const context: Record<string, string | string[]> = { k: values };
    const request = { action: "s3:GetObject", context };
    expect(compiled.decide(request).verdict).toBe("denied");
    values[0] = "c";
    expect(compiled.decide(request).verdict).toBe("allowed");
    context.k = "b";
    expect(compiled.decide(request).verdict).toBe("denied");
    delete context.k;
    expect(compiled.decide(request).verdict).toBe("allowed");
  });

  it("is what was said, although the list that said it was changed since", () => {
    const compiled = compile(
      denying([
        { Effect: "Deny", Action: "s3:*", Resource: "*", Condition: { StringEquals: { k: "a" } } },
        { Effect: "Deny", Action: "ec2:*", Resource: "*", Condition: { StringEquals: { k: "a" } } },
      ]),
    );
    const values = ["a"];
    compiled.decide({ action: "s3:GetObject", context: { k: values } });
    values[0] = "c";
    expect(compiled.decide({ action: "ec2:RunInstances", context: { k: ["a"] } }).verdict).toBe("denied");
  });

  it("is told apart from every other value of a key", () => {
    const compiled = compile(levels);
    const values = [undefined, "a", ["a"], "c", ["c"], [], ["c", "a"], ["c", "b"], ["a", "c"]];
    for (const value of values.flatMap((one) => values.flatMap((other) => [one, other]))) {
      const request = { action: "s3:GetObject", context: { k: value } } as AccessRequest;
      expect(compiled.decide(request)).toEqual(decide(levels, request));
    }
  });

  it("is nothing of a policy that was changed after it was compiled", () => {
    const statement = { Effect: "Deny" as const, Action: ["s3:*"], Resource: "*" };
    const compiled = compile(denying([statement]));
    statement.Action[0] = "ec2:*";
    expect(compiled.decide({ action: "s3:GetObject" }).verdict).toBe("denied");
  });

  it("cannot be changed through an answer", () => {
    const compiled = compile(levels);
    const allowed = compiled.decide({ action: "s3:GetObject" });
    expect(() => (allowed.decidedBy as unknown[]).push("x")).toThrow(TypeError);
    const { decidedBy } = compiled.decide({ action: "s3:GetObject", context: { k: "a" } });
    expect(() => Object.assign(decidedBy[0]!, { sid: "x" })).toThrow(TypeError);
  });
});

it("is bounded where policies are hostile", () => {
  const long = "a".repeat(5_000);
  const patterns = [
    `*a${"?".repeat(18)}`,
    ...Array.from({ length: 12 }, (_, n) => `*${"x".repeat(n)}*`),
    "${".repeat(2_000),
  ];
  const many = Array.from({ length: 1_000 }, (_, n) => `*${n}?x`);
  const compiled = compile(
    denying([
      { Effect: "Deny", Action: patterns.slice(0, 1), Resource: patterns },
      { Effect: "Deny", Action: "*", Resource: "*", Condition: { "ForAnyValue:StringLike": { k: many } } },
      {
        Effect: "Deny",
        Action: "*",
        Resource: "*",
        Condition: { StringLike: JSON.parse('{"__proto__":"x"}') },
      },
    ]),
  );
  const context = { k: Array.from({ length: 1_000 }, (_, n) => `value-${n}`) };
  const { decidedBy } = compiled.decide({ action: `s3:${long}`, resource: long, context });
  expect(decidedBy.map(({ statement }) => statement)).toEqual([0]);
});
