import { readFileSync } from "node:fs";
import { PolicyType } from "@aws-sdk/client-organizations";
import { isDeployable } from "../../src/policy/deployable";
import { LIMITS } from "../../src/policy/limits";
import { trustedServiceOf } from "../../src/policy/trusted-access";
import { POLICY_TYPES } from "../../src/policy/types";

/** The names in the documentation of one member of a declaration of @pulumi/aws. */
function documented(file: string, member: string): readonly string[] {
  const text = readFileSync(require.resolve(`@pulumi/aws/organizations/${file}.d.ts`), "utf8");
  const end = text.indexOf(`    ${member}`);
  const comment = text.slice(text.lastIndexOf("/**", end), end);
  return [...new Set(comment.match(/`[A-Z0-9_]+`/g)!.map((name) => name.replaceAll("`", "")))];
}

it("are those of AWS's SDK", () => {
  expect([...POLICY_TYPES].sort()).toEqual(Object.values(PolicyType).sort());
  expect(Object.keys(LIMITS).sort()).toEqual([...POLICY_TYPES].sort());
});

it("can be deployed where @pulumi/aws takes them", () => {
  const taken = documented("policy", "type?: pulumi.Input<string");
  expect(taken.length).toBeGreaterThan(5);
  expect(POLICY_TYPES.filter(isDeployable).sort()).toEqual([...taken].sort());
  expect(isDeployable("A_TYPE_OF_NEXT_YEAR")).toBe(false);
});

it("need trusted access where @pulumi/aws says so", () => {
  const text = readFileSync(require.resolve("@pulumi/aws/organizations/organization.d.ts"), "utf8");
  const [, ...told] = text.slice(0, text.indexOf("enabledPolicyTypes:")).split(/To enable `/);
  const services = told.map((sentence) => sentence.match(/^([A-Z_]+)`.*?`([a-z0-9.]+)`\./)!.slice(1));
  expect(services.length).toBeGreaterThan(1);
  expect(
    POLICY_TYPES.flatMap((type) =>
      trustedServiceOf(type) === undefined ? [] : [[type, trustedServiceOf(type)]],
    ),
  ).toEqual(expect.arrayContaining(services));
  expect(POLICY_TYPES.filter((type) => trustedServiceOf(type) !== undefined)).toHaveLength(services.length);
});
