import { catalogue } from "../../guardrails";
import { compileContent } from "../../src/catalogue/compile";
import { effectOf, holds } from "../../src/catalogue/effects";
import { EXAMPLE_ORGANIZATION } from "../../src/catalogue/example-organization";
import {
  type AnyGuardrail,
  type AnyManagementGuardrail,
  isAuthorization,
  type OrganizationFacts,
} from "../../src/catalogue/guardrail";
import { canonicalJson } from "../../src/policy/canonical";
import { isDeployable } from "../../src/policy/deployable";
import { LIMITS } from "../../src/policy/limits";
import { contentProblems } from "../../src/policy/management/schema";
import { collisionOf } from "../../src/policy/management/settings";
import { isAuthorizationType, POLICY_TYPES } from "../../src/policy/types";

const BARE_ORGANIZATION: OrganizationFacts = {
  ...EXAMPLE_ORGANIZATION,
  regions: ["us-gov-west-1"],
  partition: "aws-us-gov",
  deployers: [],
  memberRoles: [],
  breakGlass: [],
};

const isManagement = (guardrail: AnyGuardrail): guardrail is AnyManagementGuardrail =>
  !isAuthorization(guardrail);
const guardrails = catalogue.filter(isManagement);

function compiled(guardrail: AnyManagementGuardrail, organization: OrganizationFacts) {
  const result = compileContent(guardrail, guardrail.example, organization);
  if ("problems" in result) throw new Error(JSON.stringify(result.problems));
  return result;
}

it("has a guardrail of every management policy type that can be deployed", () => {
  const types = POLICY_TYPES.filter((type) => isDeployable(type) && !isAuthorizationType(type));
  expect([...new Set(guardrails.map(({ type }) => type))].sort()).toEqual([...types].sort());
});

it("has guardrails that do not contradict each other", () => {
  const contents = guardrails.map(
    (guardrail) => [guardrail, compiled(guardrail, EXAMPLE_ORGANIZATION)] as const,
  );
  const pairs = contents.flatMap(([one, { content }]) =>
    contents.flatMap(([other, { content: theirs }]) =>
      one !== other && one.type === other.type && collisionOf(content, theirs) !== null
        ? [`${one.id} ${other.id}`]
        : [],
    ),
  );
  expect(pairs).toEqual([]);
});

describe.each(guardrails.map((guardrail) => [guardrail.id, guardrail] as const))("%s", (_id, guardrail) => {
  describe.each([
    ["an organization with deployers and member roles", EXAMPLE_ORGANIZATION],
    ["one without, in another partition", BARE_ORGANIZATION],
  ] as const)("for %s", (_, organization) => {
    const { parameters, content } = compiled(guardrail, organization);
    const effects = guardrail.effects(parameters, organization);

    it("has at least three examples, all different", () => {
      expect(effects.length).toBeGreaterThanOrEqual(3);
      const texts = effects.map((effect) => canonicalJson({ ...effect, shows: "" }));
      expect(new Set(texts).size).toBe(texts.length);
      expect(new Set(effects.map(({ shows }) => shows)).size).toBe(effects.length);
    });

    it.each(effects.map((effect) => [effect.shows, effect] as const))("%s", (_shows, effect) => {
      const found = effectOf(guardrail.type, content, effect);
      expect({ found, holds: holds(found, effect.effective) }).toMatchObject({ holds: true });
      for (const document of [...(effect.above ?? []), ...(effect.below ?? [])])
        expect(contentProblems(guardrail.type, document)).toEqual([]);
    });

    it("is what the examples are about", () => {
      const without = effects.filter((effect) =>
        holds(effectOf(guardrail.type, {}, effect), effect.effective),
      );
      expect(without.length).toBeLessThan(effects.length - 1);
    });

    it("fits one policy", () => {
      expect(canonicalJson(content).length).toBeLessThanOrEqual(LIMITS[guardrail.type].characters);
    });
  });

  it("lets policies below change it where the parameters say so", () => {
    const name =
      "opting-in-below" in (compiled(guardrail, EXAMPLE_ORGANIZATION).parameters as object)
        ? "opting-in-below"
        : "changes-below";
    const written = { ...(guardrail.example as object), [name]: "allowed" };
    const open = compileContent(guardrail, written, EXAMPLE_ORGANIZATION);
    if ("problems" in open) throw new Error(JSON.stringify(open.problems));
    const effects = guardrail.effects(open.parameters, EXAMPLE_ORGANIZATION);
    const found = effects.map((effect) => effectOf(guardrail.type, open.content, effect));
    expect(
      effects.map(({ shows }, index) => [shows, holds(found[index], effects[index]!.effective)]),
    ).toEqual(effects.map(({ shows }) => [shows, true]));
    expect(effects.some(({ shows }) => /^A policy below can /.test(shows))).toBe(true);
  });
});
